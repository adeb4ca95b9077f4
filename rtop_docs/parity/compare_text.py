"""Compare plain text with its document, as far as plain text goes.

Words outside of tables are compared letter by letter, in their order; white space and marks do not count.  Of the rows
of a table, which a text sets in columns or as records, and of a legend, which has letters for its signs, each word must
be there as often as the document has it; the heads of columns are not looked for, since records drop some of them.
A word that the document has nowhere is told as added; one word too many of those that it has is not noticed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rtop_docs.document.model import Document
from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.gather import shortened
from rtop_docs.parity.model import Only, Piece, Reading, Said, Word
from rtop_docs.parity.read_text import LEVELS, Lines, bare

_INTERFACE = ("Notes", "Columns", "Signs", "version")
"""Words of the interface, where a document brings none of its own."""
_CODE = 3
"""Letters and digits of the longest code that stands for a sign."""
_IDEOGRAPHS = ("\u2e80", "\u9fff")


def compare_text(expected: Reading, found: Lines, document: Document) -> tuple[Difference, ...]:
    """Return every difference that plain text can tell."""
    return (
        *_in_order(expected, found),
        *_in_tables(expected, found),
        *_strangers(expected, found, document),
        *_headings(expected, found),
        *_notes(expected, found),
        *_links(expected, found),
        *_margins(found, document),
    )


def _shown(expected: Reading) -> list[Piece]:
    """Return the pieces that a text shows: neither a title that is none, nor what describes a table or a chart."""
    pieces = (*expected.pieces, *expected.notes)
    return [piece for piece in pieces if piece.only in (None, Only.DATA) and not piece.aside]


def _letters(piece: Piece) -> str:
    """Return a piece's letters as plain text has them, without the calls of notes."""
    return bare(" ".join(word.text for word in piece.words if word.said is not Said.CALL))


def _loose(piece: Piece) -> bool:
    """Tell whether a text sets words elsewhere: in columns, with letters for signs, a chart's data first."""
    return piece.seat is not None or piece.only is not None or piece.kind == "legend"


def _in_order(expected: Reading, found: Lines) -> Iterator[Difference]:
    """Look for each piece outside of tables behind the one before it."""
    at = 0
    for piece in _shown(expected):
        wanted = _letters(piece)
        if _loose(piece) or not wanted:
            continue
        here = found.letters.find(wanted, at)
        if here >= 0:
            at = here + len(wanted)
        elif wanted in found.letters:
            yield _difference(Kind.ORDER, f"'{_short(piece)}' stands at another place", piece)
        else:
            yield _difference(Kind.LOSS, f"words are lost from '{_short(piece)}'{_which(piece, found)}", piece)


def _which(piece: Piece, found: Lines) -> str:
    """Name the words of a piece that stand nowhere in the text."""
    gone = [word.text for word in piece.words if word.said is not Said.CALL and bare(word.text) not in found.letters]
    return f": '{' '.join(gone)}'" if gone else ""


def _in_tables(expected: Reading, found: Lines) -> Iterator[Difference]:
    """Count the words of tables together with all others."""
    pieces = _shown(expected)
    wanted = Counter(bare(word.text) for piece in pieces for word in _whole(piece))
    lacking = {word for word, count in wanted.items() if found.letters.count(word) < count and not _parted(word)}
    for piece in pieces:
        gone = [word.text for word in _whole(piece) if bare(word.text) in lacking]
        if gone and _loose(piece):
            yield _difference(Kind.LOSS, f"words of a table or legend are lost: '{shortened(gone)}'", piece)


def _whole(piece: Piece) -> list[Word]:
    """Return the words that are not signs, and within which no address stands."""
    return [word for word in piece.words if word.said is Said.LETTERS and len(word.targets) < 2]


def _parted(word: str) -> bool:
    """Tell whether a word may be parted at the end of a line."""
    return any(_IDEOGRAPHS[0] <= letter <= _IDEOGRAPHS[1] for letter in word)


def _strangers(expected: Reading, found: Lines, document: Document) -> Iterator[Difference]:
    """Tell of words that stand nowhere in the document; a letter or two may stand for a sign."""
    pieces = (*expected.pieces, *expected.notes)
    own = [word.text for piece in pieces for word in piece.words]
    labels = [label for piece in pieces for label in piece.labels]
    around = (*document.marks, document.publisher, document.version, *(text for _, text in document.labels))
    known = bare(" ".join(own)) + " ".join(map(bare, (*labels, *around, *_INTERFACE)))
    strange = [word for word in found.words if len(bare(word)) > _CODE and bare(word) not in known]
    if strange:
        yield Difference(kind=Kind.ADDITION, message=f"words are not the document's: '{shortened(strange)}'")


def _headings(expected: Reading, found: Lines) -> Iterator[Difference]:
    """Look for each heading, with its level, behind the one before it; an empty line may stand within it."""
    rest = iter(found.headings)
    for piece in _shown(expected):
        if piece.level is None or piece.level not in LEVELS.values() or piece.seat is not None:
            continue
        wanted = _letters(piece)
        fits = (level == piece.level and letters and wanted.endswith(letters) for level, letters in rest)
        if wanted and not any(fits):  # goes through the rest, up to where it is
            rest = iter(found.headings)
            what = f"a heading of level {piece.level}" if piece.level else "the title"
            yield _difference(Kind.HEADING, f"'{_short(piece)}' is not underlined as {what}", piece)


def _notes(expected: Reading, found: Lines) -> Iterator[Difference]:
    wanted = Counter(
        int(word.text) for piece in expected.pieces for word in piece.words if word.said is Said.CALL
    )  # fmt: skip
    for number, count in wanted.items():
        if found.calls[number] < count:
            yield Difference(kind=Kind.NOTE, message=f"a call of footnote {number} is lost")
    for number in dict.fromkeys(piece.note for piece in expected.notes):
        if number not in found.notes:
            yield Difference(kind=Kind.NOTE, message=f"footnote {number} is lost")


def _links(expected: Reading, found: Lines) -> Iterator[Difference]:
    for piece in _shown(expected):
        for target in dict.fromkeys(t for word in piece.words for t in word.targets):
            if target and not target.startswith("#") and target.removeprefix("mailto:") not in found.escaped:
                yield _difference(Kind.LINK, f"the address '{target}' is lost", piece)


def _margins(found: Lines, document: Document) -> Iterator[Difference]:
    for wanted in (*document.marks, document.version):
        if bare(wanted) not in found.letters:
            yield Difference(kind=Kind.MARGIN, message=f"'{wanted}' does not stand around the text")


def _short(piece: Piece) -> str:
    return shortened([word.text for word in piece.words])


def _difference(kind: Kind, message: str, piece: Piece) -> Difference:
    return Difference(kind=kind, message=message, origin=piece.place)
