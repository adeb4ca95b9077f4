"""What a run of text is set in: a face, the faces asked for what it lacks, and the words shaped in them so far.

Knows nothing of lines or documents.  Words are shaped once a process; memory stays flat over any number of documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache, cached_property, partial
from itertools import groupby
from typing import Literal

from attrs import define

from rtop_docs.writers.pdf.breaks import BLANK, unbroken
from rtop_docs.writers.pdf.fonts import FontFile, chain, font_bytes
from rtop_docs.writers.pdf.shape import UNPAINTED, WHOLE, WHOLE_FIGURES, Face, Glyphs, OddGlyphs

_MOST_WORDS = 12_000
"""Words that a table keeps, and as many that it kept before: some 10 MB."""
_LONGEST_KEPT = 64
Variant = Literal["words", "figures", "capitals"]


_SAFE = frozenset(
    chr(point) for start, end in ((0x20, 0x7F), (0xA0, 0x250), (0x370, 0x530), (0x2010, 0x2028), (0x2030, 0x205F))
    for point in range(start, end)
) - UNPAINTED  # fmt: skip


class Words(dict[str, Glyphs]):
    """Word -> its glyphs, shaped when first asked for.  odd: words of it that are not plain.

    When it is full, what was not asked for since it was last full is forgotten; a long word is never kept.
    """

    __slots__ = ("_by_pairs", "_older", "_paired", "_shape", "odd")

    def __init__(
        self,
        shape: Callable[[str], Glyphs],
        by_pairs: Callable[[str], Glyphs] | None = None,
        paired: re.Pattern[str] = WHOLE,
    ) -> None:
        """shape: shapes any word.  by_pairs: words that match `paired`, as most do; None where they are not special."""
        super().__init__()
        self._shape, self._by_pairs, self._paired = shape, by_pairs, paired.fullmatch
        self._older: dict[str, Glyphs] = {}
        self.odd: set[str] = set()

    def __missing__(self, word: str) -> Glyphs:
        made = self._older.get(word)
        if made is None:
            made = self._by_pairs(word) if self._by_pairs and self._paired(word) else self._shape(word)
        if len(self) >= _MOST_WORDS or len(self.odd) >= _MOST_WORDS:
            self._older = dict(self)
            self.clear()
            self.odd = {word for word, glyphs in self._older.items() if not glyphs.plain}
        if len(word) <= _LONGEST_KEPT:
            self[word] = made
        if not made.plain:
            self.odd.add(word)
        return made


@define(eq=False)
class Phrase:
    """A text of plain words in one line, as most cells hold.

    says, shown: its words and their codes, with one space between them.  width, least: of all of it and of its widest
    word, in thousandths of the type size.
    """

    says: str
    shown: str
    width: float
    least: float


class Typeface:
    """A face and those asked for what it lacks.

    safe: matches text that the first face shows whole, that runs from left to right and that no record may not hold.
    words: shaped from left to right.  rtl: from right to left.  said: the same where no element of
    the structure tree says them: each says itself.  figures: with digits of one width.  capitals: with
    capital letters painted for small ones, while the text that is copied stays as it is.
    """

    def __init__(self, files: Sequence[FontFile]) -> None:
        self._files = files
        self.face = self.faces_of(files[:1])[0]
        self.space = self.face.space_width
        self.safe = re.compile(f"[{''.join(map(re.escape, _SAFE & set(map(chr, self.face.points))))}]*")
        paired = self.face.by_pairs if self.face.pairwise else None
        self.words = Words(self._broken, paired)
        self.rtl = Words(lambda word: self._joined([tuple(self._pieces(word, rtl=True))], word))
        self.said = Words(self._said)
        figures = paired and partial(paired, figures=True)
        self.figures = Words(partial(self._broken, figures=True), figures, WHOLE_FIGURES)
        self.capitals = Words(self._capitals)

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """All faces there are, loaded when the first of them lacks something."""
        return (self.face, *self.faces_of(self._files[1:]))

    @staticmethod
    def faces_of(files: Sequence[FontFile]) -> tuple[Face, ...]:
        """Load those of `files` whose packages are installed."""
        return tuple(face for face in map(_face, files) if face is not None)

    @cached_property
    def hyphen(self) -> Glyphs:
        """The hyphen of a parted word: it says U+00AD, so that copied text can join the word again."""
        return _saying(self.words["-"], "\u00ad")

    def lacks(self, character: str) -> bool:
        """Tell whether none of the faces can show `character`."""
        return not self.face.has(character) and not any(face.has(character) for face in self.faces)

    def width(self, text: str) -> float:
        """Return the width of `text` in one line, in thousandths of the type size."""
        return sum(self.words[word].width for word in text.split(" ")) + self.space * text.count(" ")

    def content_widths(self, text: str) -> tuple[float, float]:
        """Return the widths that `text` needs at least (its widest box) and at most (all in one line)."""
        table = self.words
        parts = text.split() if text.isascii() else BLANK.split(text.strip())
        widths = [table[word].width for word in parts]
        if not widths:
            return 0.0, 0.0
        most = sum(widths) + self.space * (len(widths) - 1)
        if table.odd.isdisjoint(parts):
            return max(widths), most
        found = [table[word] for word in parts]
        return max([max([sum(p.width for p in box) for box in g.boxes]) if g.boxes else g.width for g in found]), most

    def phrase(self, text: str, variant: Variant) -> Phrase | None:
        """Shape `text` as one line; None where it is more than plain words with spaces between them."""
        words = text.split()
        if not words or not text.isprintable() or text[-1] == " ":
            return None
        table: Words = getattr(self, variant)
        found = [table[word] for word in words]
        if not table.odd.isdisjoint(words):
            return None
        widths = [glyphs.width for glyphs in found]
        shown = self.face.space_code.join([glyphs.shown for glyphs in found])
        return Phrase(" ".join(words), shown, sum(widths) + self.space * (len(words) - 1), max(widths))

    def _broken(self, word: str, *, figures: bool = False) -> Glyphs:
        boxes = [tuple(self._pieces(part, figures=figures)) for part in unbroken(word)]
        return self._joined(boxes, word)

    def _joined(self, boxes: list[tuple[Glyphs, ...]], word: str) -> Glyphs:
        """Return the only piece, or a word that says of which boxes it is made."""
        if len(boxes) == 1 and len(boxes[0]) == 1:
            return boxes[0][0]
        made = OddGlyphs(self.face, word, sum(piece.width for box in boxes for piece in box))
        made.boxes = tuple(boxes)
        return made

    def _pieces(self, text: str, *, rtl: bool = False, figures: bool = False) -> Iterator[Glyphs]:
        """Shape `text` in the first face that has all of it, or a piece a face."""
        face = self.face if all(map(self.face.has, text)) else None
        face = face or next((f for f in self.faces if all(map(f.has, text))), None)
        if face is not None:
            yield face.shape(text, rtl=rtl, figures=figures)
            return
        pieces = [(f, "".join(cs)) for f, cs in groupby(text, self._face_of)]
        for face, piece in pieces:
            yield face.shape(piece, rtl=rtl, figures=figures)

    def _said(self, word: str) -> Glyphs:
        pieces = (_saying(piece, piece.text) for piece in self._pieces(word, rtl=True))
        return self._joined([tuple(pieces)], word)

    def _face_of(self, character: str) -> Face:
        return next((f for f in self.faces if f.has(character)), self.face)

    def _capitals(self, word: str) -> Glyphs:
        """Shape `word` in capitals, letter for letter; what it says stays as it was."""
        capitals = "".join(c.upper() if len(c.upper()) == 1 else c for c in word)
        shaped = self._broken(capitals)
        if capitals == word:
            return shaped
        boxes = []
        start = 0
        word = word.replace("\u200b", "")
        for box in shaped.boxes or ((shaped,),):
            pieces = []
            for piece in box:
                pieces.append(_saying(piece, word[start : start + len(piece.text)]))
                start += len(piece.text)
            boxes.append(tuple(pieces))
        return self._joined(boxes, word)


def _saying(piece: Glyphs, text: str) -> Glyphs:
    """Return `piece` as it is painted, but saying `text`."""
    made = OddGlyphs(piece.face, text, piece.width, piece.shown)
    made.raised, made.beyond, made.spelled, made.actual = piece.raised, piece.beyond, piece.spelled, True
    return made


@cache
def _face(file: FontFile) -> Face | None:
    """Load a face once a process: several typefaces may ask for it, and a document embeds it once."""
    data = font_bytes(file)
    return None if data is None else Face(file, data)


@cache
def typeface(family: str, bold: bool, italic: bool) -> Typeface:
    """Load a weight and slope of a family, once a process; ValueError for a family that the font table lacks."""
    return Typeface([family.file(bold=bold, italic=italic) for family in chain(family)])
