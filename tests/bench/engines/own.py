"""Ours: a Document, built beforehand, written by the PDF writer.  Tagged, PDF/UA-1 and PDF/A-2a at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Cell,
    Column,
    Document,
    Emphasis,
    Inline,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from rtop_docs.writers import write
from tests.bench.engines import Engine
from tests.bench.sheet_text import Run, SheetText


def engine(fonts: Path) -> Engine[Document]:
    """Return our engine; its fonts are its own."""
    return Engine(
        writes="PDF/UA-1 and PDF/A-2a",
        prepare=lambda sheet: document((sheet,)),
        write=lambda made: write(made, "pdf").value,
    )


def document(sheets: tuple[SheetText, ...]) -> Document:
    """Return the sheets as one document, each begun by its title."""
    return Document(
        kind="sheet",
        title=sheets[0].title,
        blocks=tuple(block for sheet in sheets for block in _blocks(sheet)),
        labels=(("page_of", "page {page} of {pages}"),),
    )


def _blocks(sheet: SheetText) -> Iterator[Block]:
    yield _paragraph(sheet.title, "title")
    for kind, content in sheet.blocks():
        match kind, content:
            case "paragraph", runs:
                yield Paragraph(children=tuple(map(_inline, runs)))
            case "table", (head, rows):
                yield _table(head, rows)
            case _:
                yield BlockQuote(blocks=(_paragraph(str(content)),))


def _paragraph(words: str, role: str = "") -> Paragraph:
    return Paragraph(children=(Text(words),), role=role)


def _inline(run: Run) -> Inline:
    words, weight = run
    match weight:
        case "bold":
            return Strong((Text(words),))
        case "italic":
            return Emphasis((Text(words),))
    return Text(words)


def _table(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        columns=(Column(), Column(), Column(weight=1.0), Column(align="end")),
        head=(Row(cells=tuple(_cell(words, header=True) for words in head)),),
        body=tuple(Row(cells=tuple(map(_cell, row))) for row in rows),
        description="What each place said",
    )


def _cell(words: str, *, header: bool = False) -> Cell:
    return Cell(blocks=(_paragraph(words),), header=header)
