"""Break a measured paragraph into lines, and give what stands in each its place.

Knows nothing of documents or pages; lengths are points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import define, field, frozen

from rtop_docs.document.model import Sign
from rtop_docs.writers.pdf import optimum
from rtop_docs.writers.pdf.bidi import visual_order
from rtop_docs.writers.pdf.hyphens import points
from rtop_docs.writers.pdf.measure import Look, Measured, Stretch
from rtop_docs.writers.pdf.parting import EPSILON, broken, partable, parted_before, with_hyphen
from rtop_docs.writers.pdf.shape import Face, Glyphs
from rtop_docs.writers.pdf.typeface import Phrase

_DASH_PENALTY = 20.0
"""What it costs justified text to break a word at a hyphen that it has."""
_LOOSEST = 3.0
"""Ratio above which the white of a line is not opened: it would tear the line apart."""


@define(eq=False)
class Fragment:
    """Text of one look and face, or a sign, at its place in a line.

    x, width: from the line's left end.  shown: its codes (see `Glyphs`).  source, first, last: what it says, or the
    pieces that say it, of which paragraph.  odd: those of its glyphs that are not plain.
    """

    x: float
    width: float
    look: Look
    face: Face
    shown: str
    source: Measured | str
    first: int = 0
    last: int = 0
    sign: Sign | None = None
    odd: Sequence[Glyphs] = ()

    @property
    def text(self) -> str:
        """What it says, the space at its line's end included."""
        return self.source if isinstance(self.source, str) else self.source.text(self.first, self.last)


@define(eq=False)
class Line:
    """One line, its fragments in reading order.

    width: what is painted, without the space at its end.  notes: indices of the footnotes called in it.
    """

    fragments: Sequence[Fragment]
    width: float
    notes: tuple[int, ...] = ()


@frozen
class Setting:
    """How lines are filled.

    justified: both edges are straight, with the breaks that suit the whole paragraph.  hyphenated: words are parted.
    shortest: in ragged text a word is parted only where its line would be left shorter than this share of the width.
    """

    justified: bool = False
    hyphenated: bool = True
    shortest: float = 0.6


RAGGED = Setting(hyphenated=False)
"""Titles, heads and labels: short texts, in which a parted word is worse than a short line."""


def break_lines(text: Measured, width: float, setting: Setting = RAGGED) -> tuple[Line, ...]:
    """Fill lines of `width` points, > 0; a box wider than a line is broken between characters.

    Returns at least one line unless `text` is empty.  The time is linear in the text.
    """
    if not text.widths:
        return ()
    if max(text.widths) > width + EPSILON:
        text = broken(text, width)
    if setting.justified:
        lines = _justified(text, width, setting)
        if lines:
            return lines
    return _ragged(text, width, setting)


def phrase_line(phrase: Phrase, look: Look, width: float) -> Line | None:
    """Return the line of a phrase; None where it is wider than `width` points."""
    length = phrase.width * look.size / 1000
    if length > width + EPSILON:
        return None
    return Line([Fragment(0.0, length, look, look.typeface.face, phrase.shown, phrase.says)], length)


def _ragged(text: Measured, width: float, setting: Setting) -> tuple[Line, ...]:
    """Fill each line with as much as it holds."""
    lines: list[Line] = []
    places, begins, bounds = _places(text)
    start = 0
    while start < len(text.widths):
        limit = bounds[bisect_right(bounds, start)]
        reach = begins[start] + width + EPSILON
        stop = bisect_left(begins, reach, start + 1, limit)
        while stop > start + 1 and begins[stop - 1] + text.widths[stop - 1] > reach:
            stop -= 1
        if stop < limit and setting.hyphenated:
            filled = begins[stop - 1] + text.widths[stop - 1] - begins[start]
            parted = None
            if filled < setting.shortest * width:
                parted = parted_before(text, stop, width - (begins[stop] - begins[start]))
            if parted is not None:
                text = parted
                places, begins, bounds = _places(text)
                stop += 1
        lines.append(_line(text, places, start, stop))
        start = stop
    return tuple(lines)


def _places(text: Measured) -> tuple[list[float], list[float], list[int]]:
    """Return where each piece and each box begin if all stood in one line, and the boxes before which a line must end.

    The last number of the first two is where all ends.
    """
    places = list(accumulate(text.advances, initial=0.0))
    boxes = len(text.widths)
    if boxes == len(text.glyphs) and not text.forced:  # as mostly: a piece a box
        return places, places, [boxes]
    return places, [*[places[piece] for piece in text.first], places[-1]], [*sorted(text.forced), boxes]


def _justified(text: Measured, width: float, setting: Setting) -> tuple[Line, ...]:
    """Break where it suits the whole paragraph, and open the white of each line until it is full; () if none fits."""
    items = _Items.of(text, hyphenated=setting.hyphenated)
    starts = optimum.breaks(items.widths, items.gaps, items.penalties, items.extras, items.forced, width)
    if starts is None:
        return ()
    text, begins = items.parted(text, starts)
    lines = []
    places, _, _ = _places(text)
    for start, stop in zip(begins, [*begins[1:], len(text.widths)], strict=True):
        natural = sum(text.widths[start:stop]) + sum(text.gaps[start : stop - 1])
        whites = sum(1 for gap in text.gaps[start : stop - 1] if gap)
        full = stop in text.forced or stop == len(text.widths)  # the last line of a paragraph is not filled up
        opened = (width - natural) / whites if whites and (not full or natural > width) else 0.0
        white = sum(text.gaps[start : stop - 1])
        if opened > 0 and optimum.ratio(natural, white, width) > _LOOSEST:
            opened = 0.0
        lines.append(_line(text, places, start, stop, opened))
    return tuple(lines)


@define(eq=False)
class _Items:
    """What total fit sees: the boxes of a paragraph, words cut where they may be parted.

    boxes, points: of which box each item is a part, and where in its first word that part begins.
    """

    widths: list[float] = field(factory=list)
    gaps: list[float] = field(factory=list)
    penalties: list[float] = field(factory=list)
    extras: list[float] = field(factory=list)
    forced: set[int] = field(factory=set)
    boxes: list[int] = field(factory=list)
    points: list[int] = field(factory=list)

    @classmethod
    def of(cls, text: Measured, *, hyphenated: bool) -> _Items:
        """Return the items of `text`."""
        made = cls()
        for box, width in enumerate(text.widths):
            if box in text.forced:
                made.forced.add(len(made.widths))
            gap = text.gaps[box - 1] if box and box not in text.forced else 0.0
            made._add(width, gap, 0.0 if gap or not box else _DASH_PENALTY, 0.0, box, 0)
            if hyphenated:
                made._part(text, box)
        return made

    def _part(self, text: Measured, box: int) -> None:
        word = partable(text, box)
        if word is None:
            return
        glyphs, look = word
        scale = look.size / 1000
        hyphen = look.typeface.hyphen.width * scale
        for point in points(glyphs.text, look.language):
            head = look.table[glyphs.text[self.points[-1] : point]].width * scale
            rest = self.widths[-1] - head
            self.widths[-1] = head
            self._add(rest, 0.0, optimum.PARTED_WORD, hyphen, box, point)

    def _add(self, width: float, gap: float, penalty: float, extra: float, box: int, point: int) -> None:
        self.widths.append(width)
        self.gaps.append(gap)
        self.penalties.append(penalty)
        self.extras.append(extra)
        self.boxes.append(box)
        self.points.append(point)

    def parted(self, text: Measured, starts: Sequence[int]) -> tuple[Measured, list[int]]:
        """Part the words that `starts` cut; return the text and the first box of each line."""
        begins: list[int] = []
        more = cut = 0
        for index, item in enumerate(starts):
            box, point = self.boxes[item], self.points[item]
            if index and box != self.boxes[starts[index - 1]]:
                cut = 0
            if point:
                glyphs, look = text.glyphs[text.first[box + more]], text.stretch_of(text.first[box + more]).look
                head, tail = look.table[glyphs.text[: point - cut]], look.table[glyphs.text[point - cut :]]
                text = with_hyphen(text, box + more, head, tail)
                more, cut = more + 1, point
            begins.append(box + more)
        return text, begins


# -- placing -----------------------------------------------------------------------------------


def _line(text: Measured, places: Sequence[float], start: int, stop: int, opened: float = 0.0) -> Line:
    """Return the line of the boxes from `start` to before `stop`.

    places: where each piece begins, as `_places` says.  opened: what each white space between them is widened by, in
    points.
    """
    begin = text.first[start]
    end = text.first[stop] if stop < len(text.first) else len(text.glyphs)
    width = places[end] - places[begin] - text.gaps[stop - 1]
    if opened:
        width += opened * sum(1 for gap in text.gaps[start : stop - 1] if gap)
    fragments: list[Fragment] = []
    x = 0.0
    for first, last, stretch in text.stretches_in(begin, end):
        shown = text.shown[first:last]
        advance = sum(text.advances[first:last]) if text.leveled else places[last] - places[first]
        if opened:
            advance += _open(text, shown, first, last - (last == end), stretch, opened)
        if stretch.level & 1:
            shown.reverse()
        odd = [g for g in text.glyphs[first:last] if not g.plain] if text.odd else ()
        codes = "".join(shown)
        fragments.append(Fragment(x, advance, stretch.look, stretch.face, codes, text, first, last, stretch.sign, odd))
        x += advance
    if text.leveled:
        levels = [stretch.level for _, _, stretch in text.stretches_in(begin, end)]
        _reorder(fragments, levels, text.gaps[stop - 1], text.base)
    notes = tuple(f.look.note for f in fragments if f.look.note >= 0) if text.noted else ()
    return Line(fragments, width, notes)


def _open(text: Measured, shown: list[str], first: int, last: int, stretch: Stretch, opened: float) -> float:
    """Widen the white of the pieces from `first` to before `last` in `shown`; return by how much it is wider now."""
    whites = [i for i in range(first, last) if text.shown[i] is not text.glyphs[i].shown]
    for i in whites:
        shown[i - first] = _opened(shown[i - first], stretch, opened)
    return opened * len(whites)


def _opened(shown: str, stretch: Stretch, opened: float) -> str:
    """Return the codes of a word with the white beside it widened by `opened` points."""
    move = f"){-opened * 1000 / stretch.look.size:.1f}("
    if stretch.level & 1:
        space = len(stretch.face.space_code)
        return shown[:space] + move + shown[space:]
    return shown + move


def _reorder(fragments: list[Fragment], levels: Sequence[int], white: float, base: int) -> None:
    """Give fragments, in reading order, their places from left to right (UAX 9, L1 and L2).

    white: width of the space at the line's end; it hangs out of the line on the side where the line ends.
    """
    last = fragments[-1] if fragments else None
    if last is not None and white:
        code = last.face.space_code
        last.shown = last.shown[len(code) :] if levels[-1] & 1 else last.shown[: -len(code)]
        last.width -= white
    x = 0.0
    for index in visual_order(levels):
        fragments[index].x = x
        x += fragments[index].width
    if last is not None and white:
        place = -white if base & 1 else x
        end = last.last  # the words before it say it already
        fragments.append(Fragment(place, white, last.look, last.face, last.face.space_code, last.source, end, end))
