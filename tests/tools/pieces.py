"""What a page must show of a document, piece by piece in reading order, and whether a text shows it.

Knows the model only; nothing of any format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import assert_never

from attrs import frozen

from rtop_docs.document.model import (
    BarChart,
    Block,
    BlockBase,
    Chart,
    Contents,
    Document,
    DotChart,
    Figure,
    Inline,
    KeyFigures,
    LineBreak,
    Note,
    NoteReference,
    Sign,
    Text,
)
from rtop_docs.document.walk import blocks_in, inlines_in, inner, parts_of


@frozen
class Pieces:
    """The pieces that a format shows, each without white space, calls of notes as their numbers.

    charts: a chart is shown as a drawing, else as the table of its data.  signs: what a sign is in a text.
    """

    charts: bool = False
    signs: Callable[[Sign], str] = lambda _: ""

    def body(self, document: Document) -> list[str]:
        """Return the words of each block, notes left out."""
        return [piece for block in document.blocks for piece in self._pieces(block) if piece]

    def notes(self, document: Document) -> list[str]:
        """Return the words of each footnote, in the order of their numbers."""
        found = [inline for inline in inlines_in(document.blocks) if isinstance(inline, Note)]
        assert [note.number for note in found] == list(range(1, len(found) + 1))
        return ["".join(piece for block in note.blocks for piece in self._pieces(block)) for note in found]

    def _pieces(self, block: Block) -> Iterator[str]:
        match block:
            case Figure() if self.charts:
                yield self._words(block.caption)
            case Contents():
                yield self._words(block.title)
                yield from (self._words(entry.children) for entry in block.entries)
            case KeyFigures():
                for figure in block.figures:
                    yield from (self._words(part) for part in (figure.value, figure.label, figure.disagreement))
            case _:
                loose: list[Inline] = []
                for part in parts_of(block):
                    if isinstance(part, BlockBase):
                        yield self._words(loose)
                        loose = []
                        yield from self._pieces(part)
                    else:
                        loose.append(part)
                yield self._words(loose)

    def _words(self, inlines: Iterable[Inline]) -> str:
        words = []
        for inline in inlines:
            match inline:
                case Text():
                    words.append(compact(inline.text))
                case Note() | NoteReference():
                    words.append(str(inline.number))
                case Sign():
                    words.append(self.signs(inline))
                case LineBreak():
                    pass
                case _:
                    words.append(self._words(part for part in inner(inline) if not isinstance(part, BlockBase)))
        return "".join(words)


def drawn(document: Document) -> list[str]:
    """Return the words that stand in drawings: labels, and what is printed at the end of a bar."""
    charts = [block.chart for block in blocks_in(document.blocks) if isinstance(block, Figure)]
    return [compact(words) for chart in charts for words in _labels(chart) if words]


def _labels(chart: Chart) -> Iterator[str]:
    match chart:
        case BarChart():
            for bar in chart.bars:
                yield from (bar.label, bar.note)
        case DotChart():
            yield from (row.label for row in chart.rows)
        case _:
            assert_never(chart)


def compact(text: str) -> str:
    """Return `text` without white space and without what only forbids or allows a line break."""
    plain = text.replace("\u2010", "-").replace("\u2011", "-")  # hyphens: LibreOffice has its own mind
    return "".join(c for c in plain if not c.isspace() and c not in "\u00ad\u200b\u2060\ufeff")


def missing(pieces: Sequence[str], text: str) -> tuple[list[str], list[str]]:
    """Look for `pieces` in `text` one after the other: what is not there, and what is there only in two parts.

    The end of a page, with its notes, may stand between two letters.  White space and the case of letters do not
    count: some headings are shown in capitals.
    """
    absent, parted, place = [], [], 0
    text = compact(text).casefold()
    for piece in (piece.casefold() for piece in pieces):
        at = text.find(piece, place)
        if at >= 0:
            place = at + len(piece)
        elif (end := _in_two(piece, text, place)) >= 0:
            parted.append(piece)
            place = end
        else:
            absent.append(piece)
    return absent, parted


def _in_two(piece: str, text: str, place: int) -> int:
    """Return where `piece` ends in `text` when something stands within it once; -1 when it is not there so."""
    longest = next((n for n in range(len(piece) - 1, 0, -1) if text.find(piece[:n], place) >= 0), 0)
    if not longest:
        return -1
    begin = text.find(piece[:longest], place) + longest
    rest = text.find(piece[longest:], begin)
    return rest + len(piece) - longest if rest >= 0 else -1
