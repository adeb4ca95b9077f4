"""Plain words of inlines, interface words, and the grid that a table's spans make: what several writers ask.

Knows no format.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from attrs import frozen

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Cell,
    Contents,
    Document,
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

ENGLISH = {
    "page-of": "page {page} of {pages}",
    "version": "version {version}",
    "notes": "Notes",
    "back-to-text": "Back to note {number} in the text",
    "skip-to-text": "Skip to the text",
    "chart-data": "The chart’s numbers as a table",
    "signs": "Signs",
    "columns": "Columns",
}
"""Interface words for a document that brings none of its own."""


def label(document: Document, key: str) -> str:
    """Return the interface word for `key`: the document's, or English.  Raises KeyError for an unknown key."""
    return next((words for name, words in document.labels if name == key), None) or ENGLISH[key]


def words_of(inlines: Iterable[Inline]) -> str:
    """Return the words of `inlines`, without notes; a sign counts as its alt words."""
    return "".join(_words(inline) for inline in inlines)


def _words(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case Strong() | Emphasis() | Span() | Link() | Reference():
            return words_of(inline.children)
        case Sign():
            return inline.alt
        case LineBreak():
            return " "
        case Note() | NoteReference():
            return ""
        case _:
            assert_never(inline)


def inner_blocks(block: Block) -> Iterator[Block]:
    """Yield the blocks directly inside `block`, in reading order; notes are no part of it."""
    match block:
        case BlockQuote() | Panel():
            yield from block.blocks
        case List():
            for item in block.items:
                yield from item.blocks
        case Table():
            for row in (*block.head, *block.body):
                for cell in row.cells:
                    yield from cell.blocks
        case Figure():
            yield block.data
        case Heading() | Paragraph() | KeyFigures() | PageBreak() | Contents():
            return
        case _:
            assert_never(block)


def inlines_of(block: Block) -> Iterator[Inline]:
    """Yield the inlines that `block` itself holds, not those of its inner blocks."""
    match block:
        case Heading() | Paragraph():
            yield from block.children
        case BlockQuote():
            yield from block.attribution
        case Table() | Figure():
            yield from block.caption
        case KeyFigures():
            for figure in block.figures:
                yield from (*figure.value, *figure.label, *figure.disagreement)
        case Contents():
            yield from block.title
        case List() | Panel() | PageBreak():
            return
        case _:
            assert_never(block)


def notes_in(inlines: Iterable[Inline]) -> Iterator[Note]:
    """Yield the notes in `inlines`, in reading order."""
    for inline in inlines:
        if isinstance(inline, Note):
            yield inline
        elif isinstance(inline, (Strong, Emphasis, Span, Link, Reference)):
            yield from notes_in(inline.children)


def all_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield every block: those in blocks and those in notes too; a block stands before what it holds."""
    for block in blocks:
        yield block
        for note in notes_in(inlines_of(block)):
            yield from all_blocks(note.blocks)
        yield from all_blocks(inner_blocks(block))


@frozen
class Slot:
    """A place in a table's grid.

    cell: None where the table has a hole.  column: from 0.  width: in columns.  covered: a cell of a row
    above reaches down to here.
    """

    cell: Cell | None
    column: int
    width: int
    covered: bool = False


def grid(rows: tuple[Row, ...], columns: int) -> tuple[tuple[Slot, ...], ...]:
    """Lay `rows` out by their spans: for each row the slots from the first column to the last, without a gap.

    columns: how many the table has.  A row that is too long makes its own slots beyond them, so that no
    cell is lost; a span that would run into another cell is cut short.
    """
    reaching: dict[int, tuple[Cell, int, int]] = {}
    laid = []
    for row in rows:
        slots, column, cells = [], 0, list(row.cells)
        while column < columns or cells:
            if column in reaching:
                cell, width, left = reaching.pop(column)
                slots.append(Slot(cell, column, width, covered=True))
                left -= 1
            elif cells:
                cell = cells.pop(0)
                width, left = _free(column, cell.colspan, columns, reaching), cell.rowspan - 1
                slots.append(Slot(cell, column, width))
            else:
                slots.append(Slot(None, column, 1))
                column += 1
                continue
            if left:
                reaching[column] = (cell, width, left)
            column += width
        laid.append(tuple(slots))
        reaching = dict(sorted(reaching.items()))
    return tuple(laid)


def _free(column: int, wanted: int, columns: int, reaching: dict[int, tuple[Cell, int, int]]) -> int:
    """Return how many of the `wanted` columns from `column` on are free."""
    end = min([column + wanted, max(columns, column + 1), *(c for c in reaching if c > column)])
    return end - column
