"""Plain texts from templates: a covering note.  Values stay text: one of them can end no line and begin no header.

Knows the engine of templates; knows nothing of recipients or packs.
"""

from __future__ import annotations

import jinja2
from attrs import define, field, frozen
from markupsafe import Markup

from rtop_docs.compose.environment import CURRENT, Composing, Templates
from rtop_docs.compose.marks import LINE_MARK, NODE_MARK, Fault, Marks
from rtop_docs.compose.sandbox import Dialect, complaint
from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, has_errors, in_file_order
from rtop_docs.document.characters import forbidden_in, named
from rtop_docs.records.located import REFUSED
from rtop_docs.records.loose import loose_words
from rtop_docs.workspace import Workspace

_SUBJECT = "Subject:"
_NO_BREAK = "\u2060"  # keeps words together in documents; a mail program shows a box for it


@frozen
class Note:
    """A covering note.  subject: one line.  text: ends with a line feed."""

    subject: str
    text: str


class PlainDialect(Dialect):
    """The sandbox of all templates, for text that no reader of Markdown will see."""

    def printed(self, value: object) -> Markup:
        """Return what a template shows for `value`: a text on one line, or a whole number."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, jinja2.Undefined):
            return self.fault("T03", complaint(value), "a note sees recipient and documents")
        if isinstance(value, str):
            return self._line(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return Markup(value)  # noqa: S704  digits
        return self.fault("T08", f"cannot print a value of type '{type(value).__name__}'", "print one of its fields")

    def _line(self, text: str) -> Markup:
        line = " ".join(text.replace(_NO_BREAK, "").split())
        bad = forbidden_in(text) or tuple(REFUSED.findall(line))
        if bad:
            return self.fault("T09", f"a text holds {', '.join(named(c) for c in bad)}", "delete the character")
        return Markup(line)  # noqa: S704  plain text is never read as markup

    def _piece(self, piece: object) -> str:
        return self.printed(piece)


@define
class _Writing(Composing):
    """Keeps what is wrong with the values of one note, for the line where they stand."""

    marks: Marks = field(factory=Marks)

    def put(self, node: Fault) -> str:
        """Keep `node` and return its mark."""
        return self.marks.put(node)


def write_note(workspace: Workspace, language: str, name: str, variables: dict[str, object]) -> Checked[Note | None]:
    """Render the note's template `name` in a language; None when there is an error: N10 and those of templates."""
    templates = _templates(workspace, language)
    templates.begin()
    writing = _Writing()
    token = CURRENT.set(writing)
    try:
        rendered, found = templates.render(name, variables)
    finally:
        CURRENT.reset(token)
    found = (*found, *templates.findings(), *_faults(rendered.text, writing.marks, templates))
    if has_errors(found):
        return Checked(None, in_file_order(found))
    return _note(LINE_MARK.sub("", rendered.text), templates.places(name)[0])


def _templates(workspace: Workspace, language: str) -> Templates:
    made = Templates(workspace, language, (), loose_words, PlainDialect)
    made.dialect.globals["as_written"] = lambda words, reason: words  # noqa: ARG005  the reason is for who reads it
    return made


def _faults(text: str, marks: Marks, templates: Templates) -> list[Diagnostic]:
    """Return what is wrong with values, each at the line of the template where it would have been printed."""
    found = []
    for mark in NODE_MARK.finditer(text):
        fault = marks.get(int(mark[1]))
        assert isinstance(fault, Fault)  # nothing else is kept here
        lines = list(LINE_MARK.finditer(text, 0, mark.start()))
        place = SourceSpan(templates.dialect.paths[int(lines[-1][1])], int(lines[-1][2])) if lines else None
        found.append(error(fault.code, fault.message, place, *fault.hints))
    return found


def _note(text: str, path: str) -> Checked[Note | None]:
    head, _, body = text.strip().partition("\n")
    subject = head.removeprefix(_SUBJECT).strip()
    lines = [line.rstrip() for line in body.strip("\n").split("\n")]
    if not head.startswith(_SUBJECT) or not subject or not any(lines):
        hint = f"write '{_SUBJECT} ...' in the first line, then an empty one, then the note"
        return Checked(None, (error("N10", "a covering note has no subject or no text", SourceSpan(path), hint),))
    kept = [line for i, line in enumerate(lines) if line or (i and lines[i - 1])]  # a loop leaves several empty lines
    return Checked(Note(subject, "\n".join(kept).strip("\n") + "\n"))
