"""The part protocol: what a part is given, what it returns, and the marks by which its nodes cross Markdown.

Knows the document's blocks and inlines; knows nothing of Jinja, of Markdown or of any record type.

A *part* is a Python function ``(context: PartContext, *args, **kwargs) -> PartResult`` in a dict
``name -> function``.  A template calls it as a plain function:

- ``{{ matrix() }}`` alone in its paragraph, when it returns a `Block` or a tuple of them;
- ``{{ cite("p-1") }}`` anywhere in prose, when it returns an `Inline` or a tuple of them;
- ``{% call panel("unknown", "Not known") %} ...Markdown... {% endcall %}`` when it has a keyword parameter
  ``body: tuple[Block, ...]``: the Markdown between the tags, read into blocks.

An empty tuple leaves nothing behind in either place.  A part that cannot do what it is asked raises
`PartError` (message, hints): the finding is reported at template:line and the rest of the document is still
composed; ``LookupError``, ``ValueError`` and ``TypeError`` (an unknown id given to a question) are reported
the same way.  A part never formats Markdown: text inside its nodes is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Contents,
    ContentsEntry,
    Inline,
    List,
    Note,
    Origin,
    Reference,
    Span,
    TextDirection,
)

if TYPE_CHECKING:
    from rtop_docs.analysis.ask import Ask
    from rtop_docs.compose.target import Target

LINE_START, LINE_END, NODE_START, NODE_END = "\ue000", "\ue001", "\ue002", "\ue003"
"""The four private-use characters that marks are made of; no template and no record may hold them."""

MARK_CHARACTERS = frozenset((LINE_START, LINE_END, NODE_START, NODE_END))
LINE_MARK = re.compile(f"{LINE_START}([0-9]+)[.]([0-9]+){LINE_END}")
NODE_MARK = re.compile(rf"[|]{NODE_START}([0-9]+){NODE_END}[|]")

PartResult = Block | Inline | tuple[Block, ...] | tuple[Inline, ...]
PartFunction = Callable[..., PartResult]
"""``(context: PartContext, *args, **kwargs) -> PartResult``; the arguments are the template's."""
Parts = Mapping[str, PartFunction]


class PartError(ValueError):
    """A part cannot do what the template asks.  message: lower case, the offending value in quotes."""

    def __init__(self, message: str, *hints: str) -> None:
        super().__init__(message)
        self.message = message
        self.hints = hints


@frozen
class PartContext:
    """What a part is given as its first argument.

    ask: the questions on the record.  target: what is being made (parameters, code, actor, language, moment).
    language, direction: of the document.  origin: the template and line of this call; give it to the blocks
    that the part makes (add record and field where a block shows one record's field).
    inlines(value): a text or a rendered piece of template (a macro's output) as inlines; plain(value): as text.
    """

    ask: Ask
    target: Target
    language: str
    direction: TextDirection
    origin: Origin
    inlines: Callable[[str], tuple[Inline, ...]] = field(repr=False)
    plain: Callable[[str], str] = field(repr=False)


# -- nodes that wait for a number ------------------------------------------------------------------


@frozen(kw_only=True)
class Cited:
    """One passage that a claim rests on.

    source: the source's id.  start, end: first and last words of the passage, as printed; either may be empty.
    extra: words put behind the locator ("as quoted by ...").  record, field: where the claim stands.
    """

    source: str
    start: str = ""
    end: str = ""
    extra: str = ""
    record: str = ""
    field: str = ""


@frozen(kw_only=True)
class Citation(Note):
    """A footnote whose words wait for the numbers of its sources; `numbering` turns it into a plain `Note`.

    Return it wherever an inline is wanted, also inside the cells of a table that a part builds.  origin: the
    context's, so that an unknown source is reported where it is cited.
    """

    blocks: tuple[Block, ...] = ()
    number: int = 0
    cited: tuple[Cited, ...]
    origin: Origin = Origin()


@frozen(kw_only=True)
class SourceCall(Reference):
    """The number of a source, as a link to its entry in the list of sources: "Source 3".

    before: the words put in front of the number.
    """

    anchor: str = ""
    children: tuple[Inline, ...] = ()
    source: str
    before: str = ""
    origin: Origin = Origin()


@frozen(kw_only=True)
class Anchor(Span):
    """Stands anywhere in a heading or paragraph and gives that block its anchor; prints nothing."""

    children: tuple[Inline, ...] = ()
    anchor: str


@frozen(kw_only=True)
class SourcesHere(List):
    """Where the list of sources comes: those cited, in order of first citation, then those of `also`."""

    also: tuple[str, ...] = ()


@frozen(kw_only=True)
class ContentsHere(Contents):
    """Where the table of contents comes: the headings down to level `depth`."""

    entries: tuple[ContentsEntry, ...] = ()
    depth: int = 2


@frozen
class CitedNumber:
    """A passage and the number that its source got: what a `NoteText` writes a footnote from."""

    cited: Cited
    number: int


NoteText = Callable[[PartContext, tuple[CitedNumber, ...]], tuple[Inline, ...]]
"""Writes a footnote's words: "Source 1, passage “Fourteen states … Council’s agenda”".

Link the number by ``Reference(source_anchor(number), ...)``.
"""
SourceEntry = Callable[[PartContext, str], tuple[Block, ...]]
"""Writes the entry of one source id in the closing list (without its number, which the list gives)."""


def source_anchor(number: int) -> str:
    """Return the anchor of source `number` (from 1) in the list of sources."""
    return f"source-{number}"


@frozen(kw_only=True)
class PartSet:
    """All that documents are made of beside their templates.

    functions: the parts by name.  note_text: the words of a footnote.  source_entry: one entry of the list of
    sources.  labels: the interface words of a language, for `Document.labels`.
    """

    functions: Parts
    note_text: NoteText
    source_entry: SourceEntry
    labels: Callable[[str], Mapping[str, str]]


# -- marks -----------------------------------------------------------------------------------------


@frozen
class Fault:
    """Stands in the text where something could not be made; the reader reports it at its place."""

    code: str
    message: str
    hints: tuple[str, ...] = ()
    origin: Origin | None = None


@frozen
class Node:
    """What one mark stands for: blocks, or inlines, or (both empty) nothing."""

    blocks: tuple[Block, ...] = ()
    inlines: tuple[Inline, ...] = ()


@define
class Marks:
    """The nodes of one composing, each with the mark that stands for it in the rendered Markdown.

    A mark counts as punctuation for Markdown's rules of emphasis, since it starts and ends with a bar.
    """

    _nodes: list[Node | Fault] = field(factory=list)

    def put(self, node: Node | Fault) -> str:
        """Keep `node` and return the mark that stands for it."""
        self._nodes.append(node)
        return f"|{NODE_START}{len(self._nodes) - 1}{NODE_END}|"

    def get(self, number: int) -> Node | Fault:
        """Return what the mark `number` stands for.  Raises IndexError for a mark that was never given."""
        return self._nodes[number]


def node_of(result: PartResult) -> Node:
    """Sort what a part returned into blocks or inlines.

    Raises PartError when it is neither, or a mixture of both.
    """
    members = result if isinstance(result, tuple) else (result,)
    blocks = tuple(m for m in members if isinstance(m, BlockBase))
    inlines = tuple(m for m in members if not isinstance(m, BlockBase))
    if blocks and inlines:
        raise PartError("the part returned blocks and inlines together")
    for inline in inlines:
        if not isinstance(inline, Inline):
            raise PartError(f"the part returned {type(inline).__name__}, which is neither block nor inline")
    return Node(blocks, inlines)
