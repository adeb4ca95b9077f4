"""Go through a document in reading order, or rebuild it with some of its blocks and inlines replaced.

Knows the model only.  Reading order is the one order in which every writer shows things and footnotes count up:
a table's caption, head, body; a figure's caption, then its data; a quotation's blocks, then its attribution.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from attrs import evolve

from rtop_docs.document.model import (
    Block,
    BlockBase,
    BlockQuote,
    Cell,
    Contents,
    Emphasis,
    Figure,
    Heading,
    Inline,
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
    for node in nodes:
        yield node
        yield from walk(parts_of(node) if isinstance(node, BlockBase) else inner(node))


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
    figure's data is rebuilt inside, but is not replaced itself: a figure has exactly one.
    """
    change = _Change(inline, block)
    return change.blocks(blocks)


class _Change:
    """The two functions of one rebuilding, and the way through the types."""

    def __init__(self, inline: InlineChange, block: BlockChange) -> None:
        self.inline = inline
        self.block = block

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        return tuple(new for block in blocks for new in self.block(self.inside(block)))

    def inlines(self, inlines: Iterable[Inline]) -> tuple[Inline, ...]:
        return tuple(new for inline in inlines for new in self.inline(self.within(inline)))

    def within(self, inline: Inline) -> Inline:
        match inline:
            case Note():
                return evolve(inline, blocks=self.blocks(inline.blocks))
            case Strong() | Emphasis() | Span() | Link() | Reference():
                return evolve(inline, children=self.inlines(inline.children))
            case Text() | NoteReference() | LineBreak() | Sign():
                return inline
            case _:
                assert_never(inline)

    def inside(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return evolve(block, children=self.inlines(block.children))
            case List():
                return evolve(block, items=tuple(evolve(item, blocks=self.blocks(item.blocks)) for item in block.items))
            case BlockQuote():
                blocks = self.blocks(block.blocks)
                return evolve(block, blocks=blocks, attribution=self.inlines(block.attribution))
            case Table():
                return self.table(block)
            case KeyFigures():
                return self.key_figures(block)
            case Panel():
                return evolve(block, blocks=self.blocks(block.blocks))
            case Figure():
                caption = self.inlines(block.caption)
                return evolve(block, caption=caption, data=self.table(block.data))
            case Contents():
                title = self.inlines(block.title)
                entries = tuple(evolve(entry, children=self.inlines(entry.children)) for entry in block.entries)
                return evolve(block, title=title, entries=entries)
            case PageBreak():
                return block
            case _:
                assert_never(block)

    def table(self, table: Table) -> Table:
        caption = self.inlines(table.caption)
        head = tuple(self.row(row) for row in table.head)
        return evolve(table, caption=caption, head=head, body=tuple(self.row(row) for row in table.body))

    def row(self, row: Row) -> Row:
        return evolve(row, cells=tuple(self.cell(cell) for cell in row.cells))

    def cell(self, cell: Cell) -> Cell:
        return evolve(cell, blocks=self.blocks(cell.blocks))

    def key_figures(self, strip: KeyFigures) -> KeyFigures:
        figures = []
        for figure in strip.figures:
            value, label = self.inlines(figure.value), self.inlines(figure.label)
            disagreement = self.inlines(figure.disagreement)
            figures.append(evolve(figure, value=value, label=label, disagreement=disagreement))
        return evolve(strip, figures=tuple(figures))
