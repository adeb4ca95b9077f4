"""What each format shows otherwise than the document has it, by design: the one place where this is said.

Knows formats by name, documents and readings; reads no file.

Beside what stands in the table, no comparison counts (see `gather` and `carried`):

- kinds of white space: a space that forbids a line break, a line break inside a paragraph, the end of a line;
- soft hyphens, joiners, marks of direction and other invisible characters; hyphenation is one of them;
- capitals of a kicker, type, colour, where a page ends; running heads and feet, numbers of pages, bars and drawings;
- how key figures and contents are framed: as a list, as a table, as paragraphs;
- escapes in addresses that RFC 3986 asks for; Word's regions in language tags (``en-GB`` for ``en``);
- the order of a chart, its caption and its data, and of a table's caption and description, as long as all are there.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, frozen

from rtop_docs.document.model import Document
from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.gather import LABEL_WORDS, words_in
from rtop_docs.parity.model import Only, Piece, Reading, Word
from rtop_docs.parity.of_document import is_titled


@frozen
class Customs:
    """The customs of one format.

    lacks: what it does not show.  shift: how much deeper its headings are than the document's, where a title stands
    in the text and where none does.  marks_first: a draft's or embargo's marks stand before the text, not around it.
    captions_described: a table's caption holds its description, and a link to the table leads to both.
    """

    lacks: frozenset[Only] = frozenset()
    shift: tuple[int, int] = (0, 0)
    marks_first: bool = False
    captions_described: bool = False


CUSTOMS = {
    # A chart is drawn; its alternative text says what the table of its data would.  The title is the heading H1.
    "pdf": Customs(frozenset((Only.DATA, Only.DESCRIPTION, Only.TITLE)), shift=(1, 0)),
    # A chart is the table of its data, described by the chart's alternative text.  The title has a style of its own.
    "docx": Customs(frozenset((Only.DESCRIPTION, Only.TITLE))),
    # A chart is drawn, its data stands below.  A page always has a title, h1; nobody sees it where the text has none.
    "html": Customs(shift=(1, 1), marks_first=True, captions_described=True),
}
"""Format -> its customs.  Plain text has a module of its own, `compare_text`; another format follows the document."""


def customs_of(format: str) -> Customs:
    """Return the customs of `format`."""
    return CUSTOMS.get(format, Customs())


def brought(reading: Reading, customs: Customs, document: Document, expected: Reading) -> Reading:
    """Return what a file says as the document has it: levels of headings as the document counts them, marks outside.

    expected: what the document says.
    """
    down = customs.shift[0] if is_titled(expected) else customs.shift[1]
    names = _names_of_tables(expected) if customs.captions_described else {}
    pieces = reading.pieces
    margins = reading.margins
    if customs.marks_first:
        marks = {" ".join(words_in(mark)) for mark in document.marks}
        first = [piece for piece in pieces[: len(document.marks)] if _text(piece) in marks]
        pieces = pieces[len(first) :]
        margins = tuple(" ".join([around, *map(_text, first)]) for around in margins)
    return evolve(
        reading,
        pieces=tuple(_renamed(_raised(piece, down), names) for piece in pieces),
        notes=tuple(_renamed(_raised(piece, down), names) for piece in reading.notes),
        margins=margins,
    )


def margin_faults(reading: Reading, document: Document) -> tuple[Difference, ...]:
    """Return what should stand around the text, on every kind of page, and does not: the marks and the version."""
    faults = []
    for wanted in (*document.marks, document.version):
        words = " ".join(words_in(wanted))
        message = f"'{words}' does not stand around the text"
        pages = [number for number, around in enumerate(reading.margins, 1) if words not in around]
        if words and (pages or not reading.margins):
            many = len(reading.margins) > 1 and len(pages) < len(reading.margins)
            where = f"page {pages[0]}" if many else ""
            faults.append(Difference(kind=Kind.MARGIN, message=message, place=where))
    return tuple(faults)


def _names_of_tables(expected: Reading) -> dict[str, str]:
    """Return how a table is known where its caption holds its description -> how the document knows it.

    A heading may have the same words: what the document itself leads to by a name keeps it.
    """
    found: dict[str, str] = {}
    for before, piece, after in zip(expected.pieces, expected.pieces[1:], expected.pieces[2:], strict=False):
        if piece.joined:
            found[_name(*before.words, *piece.words)] = _name(*before.words)
        elif piece.aside:
            found[_name(*piece.words)] = _name(*after.words)
    pieces = (*expected.pieces, *expected.notes)
    own = {target for piece in pieces for word in piece.words for target in word.targets}
    return {name: known for name, known in found.items() if name not in own}


def _name(*words: Word) -> str:
    return "#" + " ".join(word.text for word in words[:LABEL_WORDS])


def _renamed(piece: Piece, names: Mapping[str, str]) -> Piece:
    """Return `piece` with its links to tables by the names that the document has for them."""
    if not any(target in names for word in piece.words for target in word.targets):
        return piece
    words = (evolve(word, targets=tuple(names.get(t, t) for t in word.targets)) for word in piece.words)
    return evolve(piece, words=tuple(words))


def _raised(piece: Piece, by: int) -> Piece:
    return piece if piece.level is None or not by else evolve(piece, level=piece.level - by)


def _text(piece: Piece) -> str:
    return " ".join(word.text for word in piece.words)
