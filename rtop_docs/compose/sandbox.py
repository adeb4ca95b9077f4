"""The Jinja dialect of the templates: what a template may say, and what becomes of each value that it prints.

Knows Jinja and the marks; knows nothing of files, of Markdown's grammar or of any part.

Everything printed passes `Dialect.finalize`: text is escaped for Markdown, a whole number is shown in digits, what
is already Markdown (a macro's output, a part's mark) stays, and everything else is a finding where it stands.
Text and Markdown can be joined (``~``, ``+``, ``join``) but never cut, formatted or searched and replaced: that is
how a half escape sequence could come about.  There is no clock, no chance, no ``range`` and no filter ``safe``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.filters import FILTERS
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from rtop_docs.compose.escape import escape_piece, escape_text
from rtop_docs.compose.marks import LINE_END, LINE_START, Fault
from rtop_docs.document.characters import forbidden_in, named

MAX_TEXT = 4 * 1024 * 1024
"""The longest text, in characters, that a template may build: some hundred times the longest document of ours."""

MAX_NUMBER = 10**15
CALL_PLACE = "rtop_place"
"""The keyword by which each call of a part says where it stands."""

_KEPT_FILTERS = (
    *("abs", "count", "d", "default", "dictsort", "first", "groupby", "items", "last", "length", "list", "map"),
    *("max", "min", "reject", "rejectattr", "select", "selectattr", "sort", "sum", "unique"),
)


class TooLarge(Exception):
    """A template builds more than `MAX_TEXT` characters."""


class Missing(jinja2.StrictUndefined):
    """An undefined name whose attributes are undefined too, so that each use is reported and not only the first."""

    def __getattr__(self, name: str) -> Missing:
        """Return itself, but no special method, which Python would take for an ability."""
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __getitem__(self, key: object) -> Missing:  # type: ignore[override]  # the base class only raises
        """Return itself."""
        return self


class LineMarks(Extension):
    """Puts a private-use mark with file and line before each line of a template's text."""

    environment: Dialect

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Mark the text tokens of `stream`, and each value before which there is no text."""
        number = self.environment.number_of(stream.filename or "")
        marked = False
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _marked(token.value, number, token.lineno))
            else:
                if token.type == "variable_begin" and not marked:
                    yield Token(token.lineno, "data", _marked("", number, token.lineno))
                yield token
            marked = token.type == "data"


def line_mark(number: int, line: int) -> str:
    """Return the mark of a line of the file that `number` stands for."""
    return f"{LINE_START}{number}.{line}{LINE_END}"


def _marked(text: str, number: int, line: int) -> str:
    lines = text.split("\n")
    return "\n".join(line_mark(number, line + i) + piece for i, piece in enumerate(lines))


class Dialect(ImmutableSandboxedEnvironment):
    """The sandboxed environment of all templates.

    part_names: the functions that templates may call; each call is told where it stands.
    put: keeps a finding or node of the document now being composed and returns its mark.
    """

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, loader: jinja2.BaseLoader, part_names: Iterable[str], put: Callable[[Fault], str]) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,  # so that macros, call blocks and set blocks return Markdown, told apart from text
            undefined=Missing,
            finalize=self._finalize,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=[LineMarks],
        )
        self.paths: list[str] = []
        self.part_names = frozenset(part_names)
        self._put = put
        self.globals = {"namespace": Namespace}
        self.filters = {name: FILTERS[name] for name in _KEPT_FILTERS}
        self.filters |= {
            "join": self.join,
            "lower": _of_plain_text(str.lower),
            "upper": _of_plain_text(str.upper),
            "capitalize": _of_plain_text(lambda text: text[:1].upper() + text[1:]),
        }

    def number_of(self, path: str) -> int:
        """Return the number that stands for `path` in line marks."""
        if path not in self.paths:
            self.paths.append(path)
        return self.paths.index(path)

    # -- what a template prints -----------------------------------------------------------

    @property
    def _finalize(self) -> Callable[[Context, object], Markup]:
        @jinja2.pass_context  # which also keeps Jinja from printing constants without asking us
        def finalize(_context: Context, value: object) -> Markup:
            return self.printed(value)

        return finalize

    def printed(self, value: object) -> Markup:
        """Return what a template shows for `value`: Markdown that is safe at any place of a line."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Undefined):
            return self.fault("T03", complaint(value), "check the spelling; a template sees ask, target, parameters")
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return Markup(escape_text(str(value)))  # noqa: S704  every punctuation mark is escaped for Markdown
        kind = type(value).__name__
        hint = "call it, with round brackets" if callable(value) else "print one of its fields, or let a part show it"
        return self.fault("T08", f"cannot print a value of type '{kind}'", hint)

    def _text(self, text: str) -> Markup:
        bad = forbidden_in(text)
        if bad:
            names = ", ".join(named(c) for c in bad)
            return self.fault(
                "T09", f"a text holds {names}", "delete the character in the record that the text is from"
            )
        if len(text) > MAX_TEXT:
            raise TooLarge
        return Markup(escape_text(text))  # noqa: S704  every punctuation mark is escaped for Markdown

    def fault(self, code: str, message: str, *hints: str) -> Markup:
        """Return a mark that reports a finding at the line where it comes to stand."""
        return Markup(self._put(Fault(code, message, hints)))  # noqa: S704  a mark of ours

    # -- what a template computes ---------------------------------------------------------

    def join_text(self, *pieces: object) -> str:
        """Join texts and whole numbers; as soon as one piece is Markdown, the others are escaped."""
        for piece in pieces:
            if isinstance(piece, Undefined):
                str(piece)  # raises with Jinja's own words
            if not isinstance(piece, (str, int)) or isinstance(piece, bool):
                raise TypeError(f"cannot join text and {type(piece).__name__}")
        if sum(len(piece) for piece in pieces if isinstance(piece, str)) > MAX_TEXT:
            raise TooLarge
        if any(isinstance(piece, Markup) for piece in pieces):
            joined = "".join(self._piece(piece) for piece in pieces)
            return Markup(joined)  # noqa: S704  each piece is escaped or was Markdown
        return "".join(str(piece) for piece in pieces)

    def _piece(self, piece: object) -> str:
        if isinstance(piece, str) and not isinstance(piece, Markup) and not forbidden_in(piece):
            return escape_piece(piece)
        return self.printed(piece)

    def join(self, values: Iterable[object], separator: str = "") -> str:
        """Filter: join `values` with `separator` between them, by the rules of `join_text`."""
        pieces: list[object] = []
        for value in values:
            pieces += [separator, value] if pieces else [value]
        return self.join_text(*pieces)

    def slice_of(self, value: object, start: int | None, stop: int | None, step: int | None) -> tuple[object, ...]:
        """Return a part of a sequence; a text cannot be cut."""
        if not isinstance(value, (list, tuple)):
            raise SecurityError(f"a value of type '{type(value).__name__}' cannot be cut")
        return tuple(value[start:stop:step])

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """Compute with whole numbers up to `MAX_NUMBER`; ``+`` also joins texts, or sequences."""
        for value in (left, right):
            if isinstance(value, Undefined):
                str(value)  # raises with Jinja's own words
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return self.join_text(left, right)
        if operator == "+" and isinstance(left, (tuple, list)) and isinstance(right, (tuple, list)):
            return (*left, *right)
        if operator == "**" or not (isinstance(left, (int, float)) and isinstance(right, (int, float))):
            kinds = f"'{type(left).__name__}' and '{type(right).__name__}'"
            raise SecurityError(f"templates do not compute '{operator}' of {kinds}")
        if max(abs(left), abs(right)) > MAX_NUMBER:
            raise SecurityError(f"a number is larger than {MAX_NUMBER}")
        result: object = super().call_binop(context, operator, left, right)
        return result

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Tell whether `obj.attr` may be used: no method of a text, and nothing that begins with an underscore."""
        return not isinstance(obj, str) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:  # noqa: ARG002  Jinja's signature
        """Give no stand-in for ``str.format``: texts have no methods here."""
        return

    # -- reading --------------------------------------------------------------------------

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        prepared = _Prepare(self.part_names, filename or "").visit(tree)
        assert isinstance(prepared, nodes.Template)
        return prepared


def _of_plain_text(change: Callable[[str], str]) -> Callable[[object], str]:
    def filtered(value: object) -> str:
        if isinstance(value, Undefined):
            str(value)  # raises with Jinja's own words
        if isinstance(value, Markup) or not isinstance(value, str):
            raise TypeError("this filter changes plain text only, not what is already rendered")
        return change(value)

    return filtered


def complaint(value: Undefined) -> str:
    """Return what is wrong with an undefined value, in Jinja's words."""
    try:
        str(value)
    except jinja2.TemplateError as fault:  # UndefinedError, or the error that the undefined name was made with
        return str(fault.message or "a name is not defined")
    return "a name is not defined"


class _Prepare(NodeTransformer):
    """Bends Jinja's tree to the dialect.

    Calls of parts are told where they stand; imports see the template's names; joining and cutting go through
    the environment; tags that switch off escaping, and second meanings of a part's name, are refused.
    """

    def __init__(self, part_names: frozenset[str], path: str) -> None:
        self.part_names = part_names
        self.path = path

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        if isinstance(node.node, nodes.Name) and node.node.name in self.part_names:
            place = nodes.Const((self.path, node.lineno), lineno=node.lineno)
            node.kwargs.append(nodes.Keyword(CALL_PLACE, place, lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return self._call("join_text", list(node.nodes), node)

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:
        self.generic_visit(node)
        if not isinstance(node.arg, nodes.Slice):
            return node
        nothing = nodes.Const(None, lineno=node.lineno)
        cut = [piece if piece is not None else nothing for piece in (node.arg.start, node.arg.stop, node.arg.step)]
        return self._call("slice_of", [node.node, *cut], node)

    def _call(self, method: str, arguments: list[nodes.Expr], node: nodes.Expr) -> nodes.Call:
        function = nodes.EnvironmentAttribute(method, lineno=node.lineno)
        call = nodes.Call(function, arguments, [], None, None, lineno=node.lineno)
        return call.set_environment(node.environment) if node.environment is not None else call  # type: ignore[return-value]  # returns itself

    def visit_Import(self, node: nodes.Import) -> nodes.Node:
        node.with_context = True
        self._refuse(node.target, node.lineno)
        return self.generic_visit(node)

    def visit_FromImport(self, node: nodes.FromImport) -> nodes.Node:
        node.with_context = True
        for name in node.names:
            self._refuse(name[1] if isinstance(name, tuple) else name, node.lineno)
        return self.generic_visit(node)

    def visit_Macro(self, node: nodes.Macro) -> nodes.Node:
        self._refuse(node.name, node.lineno)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.ctx != "load":
            self._refuse(node.name, node.lineno)
        return node

    def visit_ScopedEvalContextModifier(self, node: nodes.ScopedEvalContextModifier) -> nodes.Node:
        raise jinja2.TemplateSyntaxError("the tag 'autoescape' is not allowed", node.lineno, None, self.path)

    def _refuse(self, name: str, line: int) -> None:
        if name in self.part_names:
            raise jinja2.TemplateSyntaxError(f"the name '{name}' is a part's", line, None, self.path)
