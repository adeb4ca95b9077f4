"""Measure runs of text: boxes that no line break divides, how wide they are, and the white between them.

Knows nothing of lines, blocks or pages.  What is measured lies in parallel lists, a number a box or a piece: a document
has thousands of words, and an object for each would cost more than all the rest of its layout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby, pairwise, repeat

from attrs import define, evolve, frozen

from rtop_docs.document.model import Sign, TextDirection
from rtop_docs.writers.pdf.bidi import levels
from rtop_docs.writers.pdf.breaks import BLANK
from rtop_docs.writers.pdf.shape import Face, Glyphs
from rtop_docs.writers.pdf.tags import Strand
from rtop_docs.writers.pdf.typeface import Typeface, Variant, Words

SIGN_WIDTH = 0.92
"""Width of a sign as a share of the type size."""
_OBJECT = "\ufffc"
_LINE_END = "\u2028"
_PARTS = re.compile(rf"{BLANK.pattern}|[\S\u00a0\u2007\u202f]+")
_MIRRORED = re.compile(r"([()\[\]{}<>\u00ab\u00bb\u2039\u203a])")
"""Brackets that look the other way in text from right to left: pieces of their own, which say what they are."""


@define  # of it and of some others hundreds are made: to make a frozen one takes three times as long
class Look:
    """How a run of text is painted.

    size: points.  colour: ``#RRGGBB``.  rise: points above the baseline.  target: "" or where a click leads: an
    address, or ``#`` and the name of a place in the file.  place: a name that links can lead to.
    note: index of the footnote that is called here, -1 for none.  variant: "figures" sets digits of one width,
    "capitals" paints capital letters for small ones; what is copied from the page stays as it is.  strand: what it
    belongs to in the structure tree; None in the margins.  language: BCP 47, by which its words are parted.
    """

    typeface: Typeface
    size: float
    colour: str
    rise: float = 0.0
    target: str = ""
    place: str = ""
    note: int = -1
    variant: Variant = "words"
    strand: Strand | None = None
    language: str = ""

    @property
    def table(self) -> Words:
        """The shaped words of this look."""
        return getattr(self.typeface, self.variant)  # type: ignore[no-any-return]  # one of three of Typeface's


@define(eq=False)
class Run:
    """Text of one look, or a sign.  leveled: a part of it may run from right to left."""

    text: str
    look: Look
    sign: Sign | None = None
    leveled: bool = False


@frozen
class Turn:
    """A forced line break.  look: of the space that it reads as; where none is given, that of the words before it."""

    look: Look | None = None
    leveled = False


@define(eq=False)
class Stretch:
    """Pieces that follow each other in one look and face and are painted together.

    level: their embedding level (UAX 9); odd ones run from right to left.  alone: it takes no further piece.
    """

    look: Look
    face: Face
    level: int = 0
    sign: Sign | None = None
    alone: bool = False

    def takes(self, look: Look, face: Face, level: int) -> bool:
        """Tell whether a piece in this look and face can go on in this stretch."""
        if self.alone or self.level != level or self.face is not face:
            return False
        return self.look is look or self.look == look


_LISTS = ("widths", "gaps", "first", "glyphs", "shown", "advances", "starts", "stretches")


class Measured:
    """A paragraph that is measured; lengths in points.

    widths: of each box, without the white after it.  gaps: the white after each box; a line may break after a box
    that has none too.  first: the first piece of each box.  glyphs, shown, advances: of each piece; the last two
    with the white after it.  starts, stretches: where each stretch begins among the pieces, and what it is.
    forced: boxes that begin a line.  odd: whether any glyphs are not plain.  base: the level of the paragraph.
    leveled: whether a part of it runs from right to left.  noted: whether footnotes are called in it.
    """

    __slots__ = (*_LISTS, "_bound", "_open", "base", "forced", "leveled", "noted", "odd")

    def __init__(self, base: int = 0) -> None:
        self.widths: list[float] = []
        self.gaps: list[float] = []
        self.first: list[int] = []
        self.glyphs: list[Glyphs] = []
        self.shown: list[str] = []
        self.advances: list[float] = []
        self.starts: list[int] = []
        self.stretches: list[Stretch] = []
        self.forced: set[int] = set()
        self.base = base
        self.odd = self.leveled = self.noted = self._open = self._bound = False

    # -- building -------------------------------------------------------------------------

    def words(self, text: str, look: Look) -> None:
        """Add text that runs from left to right."""
        if not text.isprintable():
            text = BLANK.sub(" ", text)
        if text[:1] == " ":
            self.white(look)
        words = text.split() if text.isascii() else [word for word in text.split(" ") if word]
        if not words:
            return
        table = look.table
        found = [table[word] for word in words]
        ends_white = text[-1] == " "
        singly = int(self._open) if table.odd.isdisjoint(words) else len(found)
        for left, glyphs in enumerate(found[:singly], 1 - len(found)):
            self.word(glyphs, look)
            if left or ends_white:
                self.white(look)
        if singly < len(found):
            self._all_at_once(found[singly:] if singly else found, look, white=ends_white)

    def _all_at_once(self, found: Sequence[Glyphs], look: Look, *, white: bool) -> None:
        """Add plain words, a box each, with white between them.  white: also after the last."""
        used, scale, begin = look.typeface, look.size / 1000, len(self.glyphs)
        space = used.space * scale
        self._stretch(look, used.face)
        widths = [glyphs.width * scale for glyphs in found]
        self.widths += widths
        self.gaps += repeat(space, len(found))
        self.first += range(begin, begin + len(found))
        self.glyphs += found
        self.shown += [glyphs.spaced for glyphs in found]
        self.advances += [width + space for width in widths]
        if not white:
            self.gaps[-1] = 0.0
            self.shown[-1] = found[-1].shown
            self.advances[-1] = widths[-1]
        self._open = not white
        self._bound = False

    def word(self, glyphs: Glyphs, look: Look, level: int = 0) -> None:
        """Add a word, which may be several boxes, in several faces."""
        for number, box in enumerate(glyphs.boxes or ((glyphs,),)):
            if number:
                self.close()
            for piece in box:
                self.piece(piece, look, level)

    def piece(self, glyphs: Glyphs, look: Look, level: int = 0) -> None:
        """Add a piece to the open box, or begin one with it."""
        width = glyphs.width * look.size / 1000
        alone = glyphs.actual or bool(glyphs.raised)
        self._stretch(look, glyphs.face, level, alone=alone)
        self._add(glyphs, glyphs.shown, width)
        self._bound = False
        self.odd = self.odd or not glyphs.plain

    def sign(self, sign: Sign, look: Look, level: int = 0) -> None:
        """Add a sign; it stays with the word after it."""
        face = look.typeface.face
        self._stretch(look, face, level, sign, alone=True)
        self._add(Glyphs(face, ""), "", SIGN_WIDTH * look.size)
        self._bound = False

    def white(self, look: Look, level: int = 0) -> None:
        """Add white space: more of it is one, none stands before the first word, and no line breaks after a sign."""
        if not self.widths or self.gaps[-1] or len(self.widths) in self.forced:
            return
        space, face = look.typeface.space * look.size / 1000, look.typeface.face
        last = self.stretches[-1]
        if last.sign is not None or self._bound:
            if not self._bound:
                self.piece(look.table["\u00a0"], look, level)
                self._bound = True
            return
        if not last.takes(look, face, level):
            self._stretch(look, face, level)
            self._open = True
            self._add(Glyphs(face, ""), "", 0.0)
        code = face.space_code
        self.shown[-1] = code + self.shown[-1] if level & 1 else self.shown[-1] + code
        self.advances[-1] += space
        self.gaps[-1] = space
        self._open = False

    def turn(self, look: Look | None = None) -> None:
        """Force a line break; it reads as a space of `look`."""
        if self.stretches and self._open:
            last = self.stretches[-1]
            self.white(look or evolve(last.look, target="", place="", note=-1), self.base if look else last.level)
        if len(self.widths) in self.forced or not self.widths:  # an empty line
            self.box()
        self.forced.add(len(self.widths))
        self._open = False

    def box(self, width: float = 0.0) -> None:
        """Begin a box."""
        self.first.append(len(self.glyphs))
        self.widths.append(width)
        self.gaps.append(0.0)
        self._open = True

    def close(self) -> None:
        """Let the next piece begin a box."""
        self._open = False

    def _stretch(
        self, look: Look, face: Face, level: int = 0, sign: Sign | None = None, *, alone: bool = False
    ) -> None:
        """Begin a stretch, unless the last one goes on."""
        if not self.stretches or alone or not self.stretches[-1].takes(look, face, level):
            self.starts.append(len(self.glyphs))
            self.stretches.append(Stretch(look, face, level, sign, alone))
            self.noted = self.noted or look.note >= 0

    def _add(self, glyphs: Glyphs, shown: str, width: float) -> None:
        if self._open and self.widths:
            self.widths[-1] += width
        else:
            self.box(width)
        self.glyphs.append(glyphs)
        self.shown.append(shown)
        self.advances.append(width)

    # -- reading --------------------------------------------------------------------------

    def copied(self) -> Measured:
        """Return a copy with lists of its own."""
        made = Measured(self.base)
        for name in _LISTS:
            setattr(made, name, list(getattr(self, name)))
        made.forced = set(self.forced)
        made.odd, made.leveled, made.noted, made._open = self.odd, self.leveled, self.noted, self._open
        made._bound = self._bound
        return made

    def pieces_of(self, box: int) -> range:
        """Return the pieces of a box."""
        return range(self.first[box], self.first[box + 1] if box + 1 < len(self.first) else len(self.glyphs))

    def stretch_of(self, piece: int) -> Stretch:
        """Return the stretch in which a piece stands."""
        return self.stretches[bisect_right(self.starts, piece) - 1]

    def text(self, begin: int, end: int) -> str:
        """Return what the pieces from `begin` to before `end` say, white space included."""
        pairs = zip(self.glyphs[begin:end], self.shown[begin:end], strict=True)
        return "".join(g.text + (" " if shown != g.shown else "") for g, shown in pairs)

    def stretches_in(self, begin: int, end: int) -> list[tuple[int, int, Stretch]]:
        """Return the stretches of the pieces from `begin` to before `end`, with the pieces of each."""
        if len(self.starts) == 1:
            return [(begin, end, self.stretches[0])] if begin < end else []
        found = []
        index = bisect_right(self.starts, begin) - 1
        while begin < end:
            stop = self.starts[index + 1] if index + 1 < len(self.starts) else end
            found.append((begin, min(stop, end), self.stretches[index]))
            begin, index = min(stop, end), index + 1
        return found

    def content_widths(self) -> tuple[float, float]:
        """Return the widths that the text needs at least (its widest box) and at most (all in one line)."""
        least = max(self.widths, default=0.0)
        if not self.forced:
            return least, sum(self.widths) + sum(self.gaps[:-1])
        bounds = [0, *sorted(self.forced), len(self.widths)]
        parts = [sum(self.widths[a:b]) + sum(self.gaps[a : b - 1]) for a, b in pairwise(bounds) if b > a]
        return least, max(parts, default=0.0)


def measured(runs: Sequence[Run | Turn], direction: TextDirection = "ltr") -> Measured:
    """Measure a paragraph whose base direction is `direction`; the time is linear in the text."""
    made = Measured(int(direction == "rtl"))
    if made.base or True in [run.leveled for run in runs]:
        _measure_levels(made, runs, direction)
        return made
    for run in runs:
        if isinstance(run, Turn):
            made.turn(run.look)
        elif run.sign is not None:
            made.sign(run.sign, run.look)
        else:
            made.words(run.text, run.look)
    return made


def _measure_levels(made: Measured, runs: Sequence[Run | Turn], direction: TextDirection) -> None:
    """Measure runs of which some run from right to left, each part of a word in its own direction (UAX 9)."""
    texts = [_LINE_END if isinstance(run, Turn) else _OBJECT if run.sign else run.text for run in runs]
    depth = levels("".join(texts), direction)
    made.leveled = True
    start = 0
    for run, text in zip(runs, texts, strict=True):
        if isinstance(run, Turn):
            made.turn(run.look)
        elif run.sign is not None:
            made.sign(run.sign, run.look, depth[start])
        else:
            for match in _PARTS.finditer(text):
                _measure_part(made, match.group(), run, depth[start + match.start() : start + match.end()])
        start += len(text)


def _measure_part(made: Measured, text: str, run: Run, depth: Sequence[int]) -> None:
    look = run.look
    backwards = look.typeface.rtl if run.leveled else look.typeface.said
    if BLANK.fullmatch(text):
        made.white(look, depth[0])
        return
    start = 0
    for level, same in groupby(depth):
        end = start + len(list(same))
        if level & 1:
            for piece in _MIRRORED.split(text[start:end]):
                if piece:
                    made.word(backwards[piece], look, level)
        else:
            made.word(look.table[text[start:end]], look, level)
        start = end
