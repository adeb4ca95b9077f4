"""One document while it is being composed: its marks, its findings, its properties, and the calls of its parts.

Knows the part protocol; knows nothing of Jinja's tree, of Markdown's grammar or of what any part makes.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import define, field
from jinja2.runtime import Undefined
from markupsafe import Markup

from rtop_docs.compose.environment import CURRENT, Caller, Composing, Place, Rendered, Templates, sections_in
from rtop_docs.compose.escape import shown_text
from rtop_docs.compose.markdown import Reader, faults_in
from rtop_docs.compose.marks import Fault, Marks, Node, PartContext, PartError, PartFunction, PartResult, node_of
from rtop_docs.compose.own import own_parts
from rtop_docs.compose.sandbox import complaint
from rtop_docs.compose.target import Target
from rtop_docs.diagnostics import Diagnostic
from rtop_docs.document.model import Block, Document, Inline, Origin, Paragraph, Text
from rtop_docs.document.walk import plain_text
from rtop_docs.workspace import Unreadable

if TYPE_CHECKING:
    from rtop_docs.analysis.ask import Ask

MAX_DEPTH = 16
"""How deep parts may call for templates that call for parts."""


class PartBroken(RuntimeError):
    """A part raised what it should not: a mistake in its code, not in the template."""


@define
class Run(Composing):
    """The state of one composing; used for one document and thrown away."""

    templates: Templates
    target: Target
    ask: Ask
    functions: Mapping[str, PartFunction]
    marks: Marks = field(factory=Marks)
    properties: Document | None = None
    _functions: Mapping[str, PartFunction] = field(init=False)
    _reader: Reader = field(init=False)
    _found: list[Diagnostic] = field(factory=list)
    _depth: int = 0

    def __attrs_post_init__(self) -> None:
        """Add the engine's own parts; one of the same name that was given takes its place."""
        self._functions = {**own_parts(self.set_properties, self.notes), **self.functions}
        paths = self.templates.dialect.paths
        self._reader = Reader(self.marks, paths, self.target.language, self.target.direction)

    @property
    def found(self) -> tuple[Diagnostic, ...]:
        """Return what was found so far, in no order."""
        return (*self._found, *self._reader.found, *self.templates.findings())

    # -- the whole ------------------------------------------------------------------------

    def blocks_of(self, template: str) -> tuple[Block, ...]:
        """Render the template `template` and read what it says; numbers are not given yet."""
        self.templates.begin()
        token = CURRENT.set(self)
        try:
            rendered, found = self.templates.render(template, self.variables())
            self._found += found
            return self._read(rendered)
        finally:
            CURRENT.reset(token)

    def _read(self, rendered: Rendered) -> tuple[Block, ...]:
        if rendered.complete:
            return self._reader.blocks(rendered.text)
        self._found += faults_in(rendered.text, self.marks, self._reader.paths)
        return ()

    def variables(self) -> dict[str, object]:
        """Return what a template sees beside the parts."""
        return {
            "ask": Questions(self.ask),
            "target": self.target,
            "parameters": dict(self.target.parameters),
            "note_sections": self._sections(),
        }

    def context(self, origin: Origin) -> PartContext:
        """Return what a part called at `origin` is given."""
        target = self.target
        return PartContext(self.ask, target, target.language, target.direction, origin, self.inlines, self.plain)

    def inlines(self, value: str) -> tuple[Inline, ...]:
        """Read a text, or a piece that a template rendered, as inlines.  Raises PartError when it is more than that."""
        if not isinstance(value, str):
            raise PartError(f"expected text, got a value of type '{type(value).__name__}'")
        if not isinstance(value, Markup):
            return (Text(shown_text(value)),) if shown_text(value) else ()
        blocks = self._reader.blocks(value)
        if not blocks:
            return ()
        if len(blocks) > 1 or not isinstance(blocks[0], Paragraph):
            raise PartError("expected words of one paragraph, got blocks")
        return blocks[0].children

    def plain(self, value: str) -> str:
        """Read a text, or a piece that a template rendered, as plain text."""
        return plain_text(self.inlines(value))

    # -- what the engine's own parts need -------------------------------------------------

    def set_properties(self, properties: Document) -> None:
        """Keep the document's properties.  Raises PartError when they were set before."""
        if self.properties is not None:
            raise PartError("the document's properties are set twice")
        self.properties = properties

    def notes(self, section: str) -> tuple[Block, ...]:
        """Render and read a section of the dialogue's notes file.  Raises PartError when there is none."""
        if not self.target.notes:
            raise PartError("the dialogue has no notes file", "name it in the dialogue's 'notes' field")
        if section not in self._sections():
            there = ", ".join(self._sections()) or "none"
            hint = f"sections there: {there}; write '## {section}' above it"
            raise PartError(f"'{self.target.notes}' has no section '{section}'", hint)
        rendered, found = self.templates.render_section(self.target.notes, section, self.variables())
        self._found += found
        return self._read(rendered)

    def _sections(self) -> tuple[str, ...]:
        """Return the names of the sections of the notes file; a file that is not there has none."""
        if not self.target.notes:
            return ()
        try:
            return sections_in(self.templates.read(self.target.notes))
        except Unreadable as fault:
            if fault.diagnostic.code != "W02":
                self._found.append(fault.diagnostic)
            return ()

    # -- called by templates --------------------------------------------------------------

    def put(self, node: Fault) -> str:
        """Keep `node` and return its mark."""
        return self.marks.put(node)

    def call_part(
        self, name: str, place: Place, arguments: tuple[object, ...], named: dict[str, object], caller: Caller | None
    ) -> str:
        """Call the part `name`; what it made, or what was wrong, stands behind the mark returned."""
        origin = Origin(place.path, place.line)
        try:
            node: Node | Fault = self._made(name, origin, arguments, named, caller)
        except PartError as fault:
            node = Fault("T07", f"part '{name}': {fault.message}", fault.hints, origin)
        except (LookupError, ValueError) as fault:
            node = Fault("T07", f"part '{name}': {type(fault).__name__}: {fault}", (), origin)
        mark = self.templates.line_mark(place) + self.marks.put(node)
        # the line break after `endcall` was trimmed: blocks need one, words within a line must not have it
        return f"{mark}\n\n" if caller is not None and isinstance(node, Node) and node.blocks else mark

    def _made(
        self, name: str, origin: Origin, arguments: tuple[object, ...], named: dict[str, object], caller: Caller | None
    ) -> Node | Fault:
        for value in (*arguments, *named.values()):
            if isinstance(value, Undefined):
                return Fault("T03", complaint(value), (f"it is given to the part '{name}'",), origin)
        function = self._functions[name]
        context = self.context(origin)
        if caller is not None:
            named = named | {"body": self._reader.blocks(caller())}
        if not _fits(function, len(arguments) + 1, named):
            try:
                inspect.signature(function).bind(context, *arguments, **named)
            except TypeError as fault:
                return Fault("T06", f"part '{name}': {fault}", (f"its form is {_form(name, function)}",), origin)
        return node_of(self._guarded(name, lambda: function(context, *arguments, **named)))

    def _guarded(self, name: str, call: Callable[[], PartResult]) -> PartResult:
        """Call; keep a part's own mistakes apart from a template's."""
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                raise PartError(f"parts and templates call each other more than {MAX_DEPTH} deep")
            return call()
        except (TypeError, AttributeError, AssertionError) as fault:
            raise PartBroken(f"part '{name}' is broken: {type(fault).__name__}: {fault}") from fault
        finally:
            self._depth -= 1


class Questions:
    """The questions as a template sees them: what can be called by a public name, and nothing else of `Ask`."""

    __slots__ = ("_ask",)

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def __getattr__(self, name: str) -> Callable[..., object]:
        """Return the question `name`; raise AttributeError, which a template reports as an undefined name."""
        question = None if name.startswith("_") or name in _NO_QUESTIONS else getattr(self._ask, name, None)
        if not callable(question):
            raise AttributeError(name)
        found: Callable[..., object] = question
        return found


_NO_QUESTIONS = ("trace", "recalled")


def _fits(function: PartFunction, given: int, named: Mapping[str, object]) -> bool:
    """Tell whether a plain function can certainly be called with so many arguments by place and these by name."""
    code = getattr(function, "__code__", None)
    if code is None or hasattr(function, "__wrapped__") or code.co_posonlyargcount or code.co_flags & _ANY_ARGUMENTS:
        return False
    places = code.co_varnames[: code.co_argcount]
    names = code.co_varnames[code.co_argcount : code.co_argcount + code.co_kwonlyargcount]
    needed = places[given : len(places) - len(function.__defaults__ or ())]
    needed += tuple(name for name in names if name not in (function.__kwdefaults__ or ()))
    taken = (*places[given:], *names)
    return given <= len(places) and all(n in taken for n in named) and all(n in named for n in needed)


_ANY_ARGUMENTS = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS


def _form(name: str, function: PartFunction) -> str:
    """Return how a part is called, without its first argument."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    shown = [str(p.name) if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters if p.name != "body"]
    call = f"{name}({', '.join(shown)})"
    return (
        f"{{% call {call} %}} ... {{% endcall %}}" if any(p.name == "body" for p in parameters) else f"{{{{ {call} }}}}"
    )
