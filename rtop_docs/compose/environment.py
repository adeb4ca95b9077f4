"""Find, check and render templates: from a template's name to Markdown with marks.

Knows Jinja and the workspace; knows nothing of Markdown's tokens, of records or of what parts make.

A name is looked for as ``templates/<language>/<name>``, then as ``templates/<name>``; what was read and what was
looked for and absent is remembered by the `Workspace`, also when the compiled template was kept from before.
Nothing here raises for a wrong template: every finding goes to the document that is being composed.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from types import TracebackType

import jinja2
from attrs import define, evolve, field, frozen
from jinja2.exceptions import SecurityError
from jinja2.loaders import BaseLoader
from markupsafe import Markup

from rtop_docs.compose.lint import FindLoose, check_source
from rtop_docs.compose.marks import MARK_CHARACTERS, Fault
from rtop_docs.compose.sandbox import CALL_PLACE, MAX_TEXT, Dialect, TooLarge, line_mark
from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.workspace import Unreadable, Workspace

FOLDER = "templates"
_SECTION = re.compile(r"^## +(?P<name>.*?)[ \t]*$", re.MULTILINE)
_FAULTS = (jinja2.TemplateError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError, TooLarge)


@frozen
class Place:
    """Where a template calls a part: path of its file, and line."""

    path: str
    line: int


class Composing:
    """What a running document offers to its templates; `run.Run` is the one that exists."""

    def put(self, node: Fault) -> str:
        """Keep `node` and return its mark."""
        raise NotImplementedError

    def call_part(
        self, name: str, place: Place, arguments: tuple[object, ...], named: dict[str, object], caller: Caller | None
    ) -> str:
        """Call the part `name` and return the mark of what it made."""
        raise NotImplementedError


Caller = Callable[[], str]
CURRENT: ContextVar[Composing] = ContextVar("the document being composed")
"""Templates are compiled once and used by many documents; a part's call finds the present one here."""


@frozen
class PartCall:
    """What a template sees as a part: a function that returns a mark."""

    name: str

    def __call__(self, *arguments: object, caller: Caller | None = None, **named: object) -> Markup:
        """Call the part for the document that is being composed."""
        place = named.pop(CALL_PLACE, ("", 0))
        assert isinstance(place, tuple)
        mark = CURRENT.get().call_part(self.name, Place(*place), arguments, named, caller)
        return Markup(mark)  # noqa: S704  a mark of ours


@frozen
class Rendered:
    """The Markdown that a template made, with marks; `complete` unless an error ended it early."""

    text: str
    complete: bool


@define
class _Used:
    """The files that one rendering has used, in order."""

    paths: dict[str, None] = field(factory=dict)


class Templates:
    """The templates of one language, compiled once.

    workspace: where they lie.  language: BCP 47.  part_names: the functions that they may call.
    find_loose: finds numerals, number words and names of states in a text of ours.  dialect: how values are printed.
    """

    def __init__(
        self,
        workspace: Workspace,
        language: str,
        part_names: Iterable[str],
        find_loose: FindLoose,
        dialect: type[Dialect] = Dialect,
    ) -> None:
        self.workspace = workspace
        self.language = language
        self.dialect = dialect(_Loader(self), part_names, lambda fault: CURRENT.get().put(fault))
        self.dialect.globals |= {name: PartCall(name) for name in self.dialect.part_names}
        self._find_loose = find_loose
        self._findings: dict[tuple[str, str], tuple[Diagnostic, ...]] = {}
        self._sections: dict[tuple[str, str], jinja2.Template] = {}
        self._used = _Used()

    def begin(self) -> None:
        """Forget which files the last document used."""
        self._used = _Used()

    # -- finding --------------------------------------------------------------------------

    def places(self, name: str) -> tuple[str, str]:
        """Return where the template `name` is looked for, in order."""
        return (f"{FOLDER}/{self.language}/{name}", f"{FOLDER}/{name}")

    def find(self, name: str) -> str | None:
        """Return the path of the template `name`, or None.  Raises Unreadable (W01, W04, W05)."""
        return next((path for path in self.places(name) if self.workspace.exists(path)), None)

    def read(self, path: str) -> str:
        """Return the text of the template at `path`, checked.  Raises Unreadable, and jinja2's syntax errors."""
        text = self.workspace.read_text(path)
        self._used.paths[path] = None
        if (path, text) not in self._findings:
            _refuse_marks(text, path)
            self._findings[path, text] = check_source(self.dialect, text, path, self.language, self._find_loose)
        return text

    def findings(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the text of each file used since `begin`."""
        for path in self._used.paths:
            yield from self._findings.get((path, self.workspace.read_text(path)), ())

    def line_mark(self, place: Place) -> str:
        """Return the mark that says that what follows comes from `place`; empty for no place."""
        return line_mark(self.dialect.number_of(place.path), place.line) if place.path else ""

    # -- rendering ------------------------------------------------------------------------

    def render(self, name: str, variables: Mapping[str, object]) -> tuple[Rendered, tuple[Diagnostic, ...]]:
        """Render the template `name`; returns its Markdown with marks, and what ended it early."""
        return self._render(lambda: self.dialect.get_template(name), variables, SourceSpan(self.places(name)[0]))

    def render_section(
        self, path: str, section: str, variables: Mapping[str, object]
    ) -> tuple[Rendered, tuple[Diagnostic, ...]]:
        """Render the part of the file at `path` that stands below ``## section``, up to the next ``##``.

        Raises KeyError, with the names that there are, when the file has no such section; Unreadable.
        """
        text = self.read(path)
        return self._render(lambda: self._section(path, section, text), variables, SourceSpan(path))

    def _section(self, path: str, section: str, text: str) -> jinja2.Template:
        if (path + section, text) not in self._sections:
            code = self.dialect.compile(section_of(text, section), f"{path}#{section}", path)
            template = jinja2.Template.from_code(self.dialect, code, self.dialect.make_globals(None))
            self._sections[path + section, text] = template
        return self._sections[path + section, text]

    def _render(
        self, load: Callable[[], jinja2.Template], variables: Mapping[str, object], default: SourceSpan
    ) -> tuple[Rendered, tuple[Diagnostic, ...]]:
        pieces: list[str] = []
        size = 0
        try:
            for piece in load().generate(**variables):
                pieces.append(piece)
                size += len(piece)
                if size > MAX_TEXT:
                    raise TooLarge
        except Unreadable as fault:
            place = fault.diagnostic.span or self._place(fault.__traceback__) or default
            return Rendered("".join(pieces), False), (evolve(fault.diagnostic, span=place),)
        except _FAULTS as fault:
            return Rendered("".join(pieces), False), (self._diagnostic(fault, default),)
        return Rendered("".join(pieces), True), ()

    def _diagnostic(self, fault: Exception, default: SourceSpan) -> Diagnostic:
        place = self._place(fault.__traceback__) or default
        match fault:
            case jinja2.TemplateSyntaxError():
                place = SourceSpan(fault.filename or place.path, fault.lineno)
                return error("T01", _lower(fault.message or "the syntax is wrong"), place)
            case jinja2.TemplateNotFound():
                return error("T02", f"there is no template '{fault.name}'", place, *self._hints(str(fault.name)))
            case SecurityError():
                return error("T04", _lower(fault.message or "not allowed"), place, "ask a question, or call a part")
            case jinja2.UndefinedError():
                hint = "check the spelling; a template sees ask, target and parameters"
                return error("T03", _lower(fault.message or "a name is not defined"), place, hint)
            case TooLarge():
                return error("T18", f"the template makes more than {MAX_TEXT} characters", place)
            case RecursionError():
                return error("T05", "the template calls itself without end", place)
            case _:
                return error("T05", f"cannot render: {type(fault).__name__}: {fault}", place)

    def _place(self, trace: TracebackType | None) -> SourceSpan | None:
        """Return the innermost line of a template that a traceback passes through."""
        found = None
        while trace is not None:
            if trace.tb_frame.f_code.co_filename in self.dialect.paths:
                found = SourceSpan(trace.tb_frame.f_code.co_filename, trace.tb_lineno)
            trace = trace.tb_next
        return found

    def _hints(self, name: str) -> tuple[str, ...]:
        folder = f"{FOLDER}/{self.language}/"
        names = [path.removeprefix(folder) for path in self.workspace.list_files(folder.rstrip("/"), ".md")]
        near = difflib.get_close_matches(name, names, 1)
        return (*(f"did you mean '{n}'?" for n in near), f"looked for {' and '.join(self.places(name))}")


class _Loader(BaseLoader):
    """Jinja's way to `Templates.find`; says a kept template is still right only after looking again."""

    def __init__(self, templates: Templates) -> None:
        self._templates = templates

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002  Jinja's signature
        template: str,
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        path = self._templates.find(template)
        if path is None:
            raise jinja2.TemplateNotFound(template)
        text = self._templates.read(path)

        def unchanged() -> bool:
            return self._templates.find(template) == path and self._templates.read(path) == text

        return text, path, unchanged


def section_of(text: str, section: str) -> str:
    """Return the lines below ``## section``, behind as many empty lines as stand above them.

    Raises KeyError, with the sections that there are, when there is none of that name.
    """
    heads = list(_SECTION.finditer(text))
    for index, head in enumerate(heads):
        if head["name"] == section:
            end = heads[index + 1].start() if index + 1 < len(heads) else len(text)
            return "\n" * text.count("\n", 0, head.end()) + text[head.end() : end]
    raise KeyError(section, tuple(head["name"] for head in heads))


def sections_in(text: str) -> tuple[str, ...]:
    """Return the names of the sections ``## name`` of a notes file."""
    return tuple(head["name"] for head in _SECTION.finditer(text))


def _refuse_marks(text: str, path: str) -> None:
    for number, line in enumerate(text.split("\n"), 1):
        for column, character in enumerate(line, 1):
            if character in MARK_CHARACTERS:
                place = SourceSpan(path, number, column)
                raise Unreadable(
                    error("T09", f"a template holds U+{ord(character):04X}", place, "delete the character")
                )


def _lower(message: str) -> str:
    """Return a library's message in our style: lower first letter, no full stop."""
    text = message.rstrip(".")
    return text[:1].lower() + text[1:]
