"""Go through a document in reading order, or rebuild it with some of its blocks and inlines replaced.

Knows the model only.  Reading order is the one order in which every writer shows things and footnotes count up:
a table's caption, head, body; a figure's caption, then its data; a quotation's blocks, then its attribution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import is_
from typing import TypeVar, assert_never

from attrs import evolve

from rtop_docs.document.model import (
    Block,
    BlockBase,
    BlockQuote,
    Contents,
    ContentsEntry,
    Emphasis,
    Figure,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    List,
    Note,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Row,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)

# -- one step down ---------------------------------------------------------------------------------


def parts_of(block: Block) -> Iterator[Block | Inline]:  # noqa: C901  one case a type, nothing nested
    """Yield what stands directly in `block`, in reading order: blocks and inlines, through rows, cells and items."""
    match block:
        case Heading() | Paragraph():
            yield from block.children
        case List():
            for item in block.items:
                yield from item.blocks
        case BlockQuote():
            yield from block.blocks
            yield from block.attribution
        case Table():
            yield from block.caption
            for row in (*block.head, *block.body):
                for cell in row.cells:
                    yield from cell.blocks
        case KeyFigures():
            for figure in block.figures:
                yield from (*figure.value, *figure.label, *figure.disagreement)
        case Panel():
            yield from block.blocks
        case Figure():
            yield from block.caption
            yield block.data
        case Contents():
            yield from block.title
            for entry in block.entries:
                yield from entry.children
        case PageBreak():
            return
        case _:
            assert_never(block)


def inner(inline: Inline) -> tuple[Block | Inline, ...]:
    """Return what stands directly in `inline`: the blocks of a note, the children of the others."""
    match inline:
        case Note():
            return inline.blocks
        case Strong() | Emphasis() | Span() | Link() | Reference():
            return inline.children
        case Text() | NoteReference() | LineBreak() | Sign():
            return ()
        case _:
            assert_never(inline)


# -- all the way down ------------------------------------------------------------------------------


def walk(nodes: Iterable[Block | Inline]) -> Iterator[Block | Inline]:
    """Yield each node and then all that it holds, in reading order, inside notes too."""
    found: list[Block | Inline] = []
    _put(nodes, found)
    return iter(found)


def _put(nodes: Iterable[Block | Inline], found: list[Block | Inline]) -> None:
    """Add `nodes` and what they hold to `found`: a list is quicker to fill than generators in generators."""
    for node in nodes:
        found.append(node)
        if type(node) is not Text:  # which most nodes are, and which holds nothing
            _put(parts_of(node) if isinstance(node, BlockBase) else inner(node), found)


def blocks_in(nodes: Iterable[Block | Inline]) -> Iterator[Block]:
    """Yield every block of `walk`."""
    return (node for node in walk(nodes) if isinstance(node, BlockBase))


def inlines_in(nodes: Iterable[Block | Inline]) -> Iterator[Inline]:
    """Yield every inline of `walk`."""
    return (node for node in walk(nodes) if not isinstance(node, BlockBase))


def plain_text(inlines: Iterable[Inline]) -> str:
    """Return the words of `inlines` without their notes; a line break reads as a blank, a sign as its words."""
    words = []
    for inline in inlines:
        match inline:
            case Text():
                words.append(inline.text)
            case LineBreak():
                words.append(" ")
            case Sign():
                words.append(inline.alt)
            case Note() | NoteReference():
                pass
            case Strong() | Emphasis() | Span() | Link() | Reference():
                words.append(plain_text(inline.children))
            case _:
                assert_never(inline)
    return "".join(words)


# -- rebuilding ------------------------------------------------------------------------------------

T = TypeVar("T")
N = TypeVar("N")
InlineChange = Callable[[Inline], tuple[Inline, ...]]
BlockChange = Callable[[Block], tuple[Block, ...]]


def same_inline(inline: Inline) -> tuple[Inline, ...]:
    """Change nothing."""
    return (inline,)


def same_block(block: Block) -> tuple[Block, ...]:
    """Change nothing."""
    return (block,)


def transform(
    blocks: Iterable[Block], inline: InlineChange = same_inline, block: BlockChange = same_block
) -> tuple[Block, ...]:
    """Return `blocks` with each inline and block replaced by what the changes make of it.

    Called in reading order, on what has been rebuilt inside already: a note after the words in it.  The table of a
    figure's data is rebuilt inside, but is not replaced itself: a figure has exactly one.  What no change touches is
    the same object as before.
    """
    change = _Change(inline, block)
    return change.blocks(blocks)


class _Change:
    """The two functions of one rebuilding, and the way through the types."""

    def __init__(self, inline: InlineChange, block: BlockChange) -> None:
        self.inline = inline
        self.block = block

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return _flat(tuple(blocks), lambda block: self.block(self.inside(block)))

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if self.inline is same_inline and all(type(inline) is Text for inline in inlines):
            return inlines  # no block stands in plain words
        return _flat(inlines, lambda inline: self.inline(self.within(inline)))

    def within(self, inline: Inline) -> Inline:
        match inline:
            case Text() | NoteReference() | LineBreak() | Sign():
                return inline
            case Note():
                return _with(inline, blocks=self.blocks(inline.blocks))
            case Strong() | Emphasis() | Span() | Link() | Reference():
                return _with(inline, children=self.inlines(inline.children))
            case _:
                assert_never(inline)

    def inside(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return _with(block, children=self.inlines(block.children))
            case List():
                return _with(block, items=_each(block.items, lambda item: _with(item, blocks=self.blocks(item.blocks))))
            case BlockQuote():
                blocks = self.blocks(block.blocks)
                return _with(block, blocks=blocks, attribution=self.inlines(block.attribution))
            case Table():
                return self.table(block)
            case KeyFigures():
                return _with(block, figures=_each(block.figures, self.key_figure))
            case Panel():
                return _with(block, blocks=self.blocks(block.blocks))
            case Figure():
                caption = self.inlines(block.caption)
                return _with(block, caption=caption, data=self.table(block.data))
            case Contents():
                title = self.inlines(block.title)
                return _with(block, title=title, entries=_each(block.entries, self.entry))
            case PageBreak():
                return block
            case _:
                assert_never(block)

    def table(self, table: Table) -> Table:
        caption = self.inlines(table.caption)
        head = _each(table.head, self.row)
        return _with(table, caption=caption, head=head, body=_each(table.body, self.row))

    def row(self, row: Row) -> Row:
        return _with(row, cells=_each(row.cells, lambda cell: _with(cell, blocks=self.blocks(cell.blocks))))

    def entry(self, entry: ContentsEntry) -> ContentsEntry:
        return _with(entry, children=self.inlines(entry.children))

    def key_figure(self, figure: KeyFigure) -> KeyFigure:
        value, label = self.inlines(figure.value), self.inlines(figure.label)
        return _with(figure, value=value, label=label, disagreement=self.inlines(figure.disagreement))


def _flat(old: tuple[T, ...], change: Callable[[T], tuple[T, ...]]) -> tuple[T, ...]:
    """Return what `change` makes of each, one after another: `old` itself where it makes just what it was given."""
    new: list[T] = []
    same = True
    for one in old:
        made = change(one)
        same = same and len(made) == 1 and made[0] is one
        new += made
    return old if same else tuple(new)


def _each(old: tuple[T, ...], change: Callable[[T], T]) -> tuple[T, ...]:
    """Return each of `old` changed: `old` itself where nothing was."""
    new = tuple(map(change, old))
    return old if all(map(is_, old, new)) else new


def _with(node: N, **fields: object) -> N:
    """Return `node` with these fields: itself where they are what it has already."""
    for name, value in fields.items():
        if getattr(node, name) is not value:
            changed: N = evolve(node, **fields)  # type: ignore[misc]  # every node is of attrs
            return changed
    return node
