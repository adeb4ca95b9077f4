"""What a document says, in the form in which files are read: every format must say this, by its own means.

Knows the document model; knows nothing of formats but through `model.Only`, which marks what not all of them show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import assert_never

from attrs import evolve

from rtop_docs.document.model import (
    Block,
    BlockBase,
    BlockQuote,
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
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)
from rtop_docs.parity.gather import Gatherer, address, words_in
from rtop_docs.parity.model import Grid, Only, Piece, Reading, Said, Seat, Word
from rtop_docs.parity.seating import Seating


def reading_of(document: Document) -> Reading:
    """Return what every file of `document` must say.  document: composed and sound (`document.check`)."""
    teller = _Teller()
    for block in document.blocks:
        teller.block(block)
    said = teller.gather.reading(document.title, document.language)
    return said if is_titled(said) else evolve(said, pieces=(_title(document), *said.pieces))


def is_titled(reading: Reading) -> bool:
    """Tell whether a title stands in the text of a document."""
    return any(piece.level == 0 and piece.only is not Only.TITLE for piece in reading.pieces)


def _title(document: Document) -> Piece:
    """Return the title of a document whose text has none: only some formats show it there."""
    words = tuple(Word(text, (document.language,)) for text in words_in(document.title))
    return Piece(words=words, level=0, only=Only.TITLE, kind="title")


class _Teller:
    """Says a document to a gatherer."""

    def __init__(self) -> None:
        self.gather = Gatherer()
        self.headed = False
        self.inner = False

    @contextmanager
    def only(self, why: Only) -> Iterator[None]:
        """Say what not every format shows; what is already so marked stays as it is."""
        outer = self.gather.only
        self.gather.only = outer or why
        yield
        self.gather.end()
        self.gather.only = outer

    @contextmanager
    def framed(self) -> Iterator[None]:
        """Say what a format may put into a frame of its own."""
        outer, self.gather.frame = self.gather.frame, True
        yield
        self.gather.end()
        self.gather.frame = outer

    @contextmanager
    def inside(self) -> Iterator[None]:
        """Say what stands in a cell or a note, where a title is no title."""
        outer, self.inner = self.inner, True
        yield
        self.inner = outer

    def blocks(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        self.gather.end()
        outer = self.gather.place
        self.gather.place = _place(block.origin) or outer
        if block.anchor:
            self.gather.mark(f"#{block.anchor}")
        self._block(block)
        self.gather.end()
        self.gather.place = outer

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self.headed = True
                self._piece(block, block.children, level=block.level)
            case Paragraph():
                self._paragraph(block)
            case List():
                self._list(block)
            case BlockQuote():
                self.blocks(block.blocks)
                self._piece(block, block.attribution, kind="attribution")
            case Table():
                self._table(block)
            case KeyFigures():
                self._key_figures(block)
            case Panel():
                self.blocks(block.blocks)
            case Figure():
                self._figure(block)
            case PageBreak():
                return
            case Contents():
                self._contents(block)
            case _:
                assert_never(block)

    def _piece(
        self, block: BlockBase, inlines: tuple[Inline, ...], *, level: int | None = None, kind: str = ""
    ) -> None:
        self.gather.begin(level, kind=kind)
        self.inlines(inlines, block.language, "")
        self.gather.end()

    def _paragraph(self, block: Paragraph) -> None:
        """Say a paragraph; the first title is the head of everything, unless a heading came before it."""
        title = block.role == "title" and not self.inner and not self.headed
        self.headed = self.headed or title
        self._piece(block, block.children, level=0 if title else None, kind="" if title else block.role)

    def _list(self, block: List) -> None:
        for number, item in enumerate(block.items, block.start):
            self.gather.label(item.label or (f"{number}." if block.ordered else ""))
            self.blocks(item.blocks)

    def _key_figures(self, block: KeyFigures) -> None:
        with self.framed():
            for figure in block.figures:
                for part in (figure.value, figure.label, figure.disagreement):
                    self._piece(block, part, kind="key figure")

    def _contents(self, block: Contents) -> None:
        self._piece(block, block.title, kind="title of the contents")
        with self.framed():
            for entry in block.entries:
                self.gather.begin(kind="line of the contents")
                self.inlines(entry.children, block.language, f"#{entry.anchor}")
                self.gather.end()

    def _table(self, table: Table) -> None:
        self._piece(table, table.caption, kind="caption")
        self.gather.alternative(
            table.description, table.language, joined=bool(table.caption), kind="description of a table"
        )
        self._rows(table)

    def _figure(self, block: Figure) -> None:
        """Say a chart: its caption, what it shows, and its data, whose caption stands above what it shows."""
        self._piece(block, block.caption, kind="caption")
        data = block.data
        with self.only(Only.DATA):
            self._piece(data, data.caption, kind="caption")
        with self.only(Only.DESCRIPTION):
            self.gather.alternative(data.description, data.language, joined=bool(data.caption))
        self.gather.alternative(block.alt, block.language)
        with self.only(Only.DATA):
            self._rows(data)

    def _rows(self, table: Table) -> None:
        number = self.gather.table()
        rows = len(table.head) + len(table.body)
        self.gather.grids.append(Grid(number, rows, len(table.columns), len(table.head)))
        seating = Seating()
        with self.inside():
            for part, in_head in ((table.head, True), (table.body, False)):
                seating.next_group()
                for row in part:
                    seating.next_row()
                    for cell in row.cells:
                        column = seating.take(cell.rowspan, cell.colspan)
                        header = in_head or cell.header
                        seat = Seat(number, seating.rows, column, cell.rowspan, cell.colspan, header)
                        with self.gather.cell(seat):
                            self.blocks(cell.blocks)

    # -- inlines ----------------------------------------------------------------------------

    def inlines(self, inlines: Iterable[Inline], language: str, target: str) -> None:
        for inline in inlines:
            self._inline(inline, language, target)

    def _inline(self, inline: Inline, language: str, target: str) -> None:
        match inline:
            case Text():
                self.gather.say(inline.text, language, target)
            case Strong() | Emphasis():
                self.inlines(inline.children, language, target)
            case Span():
                self.inlines(inline.children, inline.language or language, target)
            case Link():
                self.inlines(inline.children, language, address(inline.target))
            case Reference():
                self.inlines(inline.children, language, f"#{inline.anchor}")
            case Note():
                self.gather.say(str(inline.number), language, said=Said.CALL)
                with self.gather.note(inline.number), self.inside():
                    self.blocks(inline.blocks)
            case NoteReference():
                self.gather.say(str(inline.number), language, said=Said.CALL)
            case LineBreak():
                self.gather.say(" ", language, target)
            case Sign():
                self.gather.say(inline.alt, language, target, Said.ALTERNATIVE)
            case _:
                assert_never(inline)


def _place(origin: Origin) -> str:
    """Say where a block came from: the template's line, the record and its field."""
    at = f"{origin.template}:{origin.line}" if origin.template else ""
    record = f"record '{origin.record}'" if origin.record else ""
    named = f"{record}, field '{origin.field}'" if record and origin.field else record
    return ", ".join(part for part in (at, named) if part)
