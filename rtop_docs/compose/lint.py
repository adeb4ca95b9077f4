"""Check the text of a template before it is rendered: loose numbers and names, emphasis that may be lost.

Knows Jinja's tokens and tree; knows nothing of what numbers and names are (it is given a function that finds them).

Looked at is what an editor typed as prose: the text outside Jinja's tags, constants that are printed, and constants
with a blank in them (``{{ panel("unknown", "Ten things") }}``; an id holds no blank).  Not looked at: comments,
link targets, numbers that head a list's items, HTML entities, and what ``as_written`` names with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

import jinja2
from jinja2 import nodes

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error, in_file_order

AS_WRITTEN = "as_written"
_BLANKED = re.compile(r"\]\([^)\n]*\)|<[a-z]+:[^>\s]*>|^[ \t>]*[0-9]{1,9}[.)](?=[ \t])|&#?\w+;", re.MULTILINE)
_RUN = re.compile(r"\\.|^[ \t>]*[*] |(?P<empty>\n[ \t>]*(?=\n))|(?P<run>[*_]+)", re.MULTILINE)


class Loose(Protocol):
    """A numeral, number word or state's name in a text; offset: in code points from its start."""

    @property
    def words(self) -> str:
        """Return the words as they stand there."""

    @property
    def offset(self) -> int:
        """Return where they begin."""


FindLoose = Callable[[str, str], Sequence[Loose]]
"""``(text, language) -> what is loose in it``."""


def check_source(
    environment: jinja2.Environment, text: str, path: str, language: str, find_loose: FindLoose
) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a template's text, in file order.  A wrong syntax gives nothing: rendering says so."""
    try:
        tokens = tuple(environment.lex(text, filename=path))
        tree = environment.parse(text, filename=path)
    except jinja2.TemplateSyntaxError:
        return ()
    found = [*_loose_prose(tokens, path, language, find_loose), *_loose_constants(tree, path, language, find_loose)]
    return in_file_order((*found, *_tight_emphasis(tokens, path)))


# -- loose numbers and names -----------------------------------------------------------------------

_HINT = (
    "take it from a question or a part",
    'or say that it is part of the wording: {{ as_written("...", "the reason") }}',
)

Tokens = Sequence[tuple[int, str, str]]


def _loose_prose(tokens: Tokens, path: str, language: str, find_loose: FindLoose) -> Iterator[Diagnostic]:
    column = 1
    for line, kind, value in tokens:
        if kind == "data":
            text = _BLANKED.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), value)
            for loose in find_loose(text, language):
                before = value[: loose.offset]
                last = before.rfind("\n")
                at = column + loose.offset if last < 0 else loose.offset - last
                yield _loose(loose.words, SourceSpan(path, line + before.count("\n"), at))
        column = len(value) - value.rfind("\n") if "\n" in value else column + len(value)


def _loose_constants(tree: nodes.Template, path: str, language: str, find_loose: FindLoose) -> Iterator[Diagnostic]:
    allowed = {id(constant) for call in tree.find_all(nodes.Call) if _is_as_written(call) for constant in _inside(call)}
    printed = {id(child) for output in tree.find_all(nodes.Output) for child in output.nodes}
    for constant in tree.find_all(nodes.Const):
        value, place = constant.value, SourceSpan(path, constant.lineno)
        if id(constant) in allowed:
            continue
        if isinstance(value, str) and (id(constant) in printed or re.search(r"\s", value)):
            yield from (_loose(loose.words, place) for loose in find_loose(value, language))
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and id(constant) in printed:
            yield _loose(str(value), place)


def _is_as_written(call: nodes.Call) -> bool:
    return isinstance(call.node, nodes.Name) and call.node.name == AS_WRITTEN


def _inside(call: nodes.Call) -> Iterator[nodes.Const]:
    return call.find_all(nodes.Const)


def _loose(words: str, place: SourceSpan) -> Diagnostic:
    return error("T16", f"'{words}' is typed in the template's prose", place, *_HINT)


# -- emphasis --------------------------------------------------------------------------------------


def _tight_emphasis(tokens: Tokens, path: str) -> Iterator[Diagnostic]:
    """Find ``a**{{ x }}**`` and ``**{{ x }}**b``: depending on the value, Markdown takes them for plain asterisks."""
    opened: list[str] = []
    for index, (line, kind, value) in enumerate(tokens):
        if kind != "data":
            continue
        for run in _RUN.finditer(value):
            if not run["run"]:  # a sign that is escaped, a list's mark, or an empty line, where emphasis ends
                opened = [] if run["empty"] else opened
                continue
            closes = run["run"] in opened
            place = SourceSpan(path, line + value.count("\n", 0, run.start("run")))
            if closes:
                opened.remove(run["run"])
                tight = run.start("run") == 0 and _kind(tokens, index - 1) == "variable_end"
                outside = value[run.end("run") :][:1]
            else:
                opened.append(run["run"])
                tight = run.end("run") == len(value) and _kind(tokens, index + 1) == "variable_begin"
                outside = value[: run.start("run")][-1:]
            if tight and outside.isalnum():
                hint = "put a blank, a bracket or a punctuation mark on the outer side of the emphasis"
                yield error("T15", f"'{run['run']}' stands between a letter and a value", place, hint)


def _kind(tokens: Tokens, index: int) -> str:
    return tokens[index][1] if 0 <= index < len(tokens) else ""
