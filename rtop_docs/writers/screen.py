"""Pass each text, link and language tag of a document before it is written, and note what cannot be.

Knows nothing of formats: what it passes is plain text that XML, HTML and a terminal can carry.
"""

from __future__ import annotations

import re

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error, in_file_order, warning
from rtop_docs.document.characters import forbidden_in, named
from rtop_docs.document.model import Origin

_SPACES = re.compile("[\t\n\r\x85\u2028\u2029]")
_TARGET = re.compile(r"(?i)(https?://[^/?#]|mailto:[^?])[^\s<>\"{}|\\^`]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


class Screen:
    """What a writer asks about each string; remembers what it found.

    A character that no document may hold is an error (V01): nothing is written then.  A tab or a line's end
    inside a text is a plain space.
    """

    def __init__(self) -> None:
        self._findings: dict[Diagnostic, None] = {}

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What was found so far, in file order."""
        return in_file_order(self._findings)

    def note(self, finding: Diagnostic) -> None:
        """Remember a finding of the writer's own."""
        self._findings[finding] = None

    def text(self, text: str, origin: Origin) -> str:
        """Return `text` as it may be written."""
        if text.isprintable():  # as most texts: what no document may hold does not print, nor does any space but one
            return text
        for character in forbidden_in(text):
            message = f"no document can hold {named(character)}{subject(origin)}"
            self.note(error("V01", message, place(origin), "remove the character from the record"))
            text = text.replace(character, "\ufffd")
        return _SPACES.sub(" ", text)

    def target(self, target: str, origin: Origin) -> str:
        """Return a link's address, or an empty text when it is none that a document may hold (V03)."""
        if _TARGET.fullmatch(target) and not forbidden_in(target):
            return target
        message = f"link to {target!a} is left out{subject(origin)}"
        self.note(error("V03", message, place(origin), "a link begins with https://, http:// or mailto:"))
        return ""

    def language(self, tag: str, origin: Origin) -> str:
        """Return a language tag, or an empty text when it is not of the form of BCP 47 (V05)."""
        if not tag or _LANGUAGE.fullmatch(tag):
            return tag
        self.note(warning("V05", f"'{tag!a}' is no language tag{subject(origin)}", place(origin)))
        return ""

    def dangling(self, anchor: str, origin: Origin) -> None:
        """Note a reference to a block that the document does not hold (V04); its words are written."""
        self.note(warning("V04", f"no block has the anchor {anchor!a}{subject(origin)}", place(origin)))

    def cannot_show(self, what: str, origin: Origin) -> None:
        """Note what the format shows otherwise than the document has it (V06)."""
        self.note(warning("V06", f"{what}{subject(origin)}", place(origin)))


def place(origin: Origin) -> SourceSpan | None:
    """Return the place in a template that `origin` names, if it names one."""
    return SourceSpan(origin.template, origin.line) if origin.template else None


def subject(origin: Origin) -> str:
    """Return the record and field that `origin` names as the end of a message."""
    if not origin.record:
        return ""
    return f" (record '{origin.record}'" + (f", field '{origin.field}')" if origin.field else ")")
