"""Break a paragraph into lines by total fit: the whole paragraph at once, for justified text.

Knows nothing of words or fonts: boxes come in as widths in points, the first box of each line goes out.

Source: D. E. Knuth and M. F. Plass, Breaking Paragraphs into Lines, Software: Practice and Experience 11 (1981).  The
demerits are TeX's (The TeXbook, chapter 14).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Sequence
from itertools import accumulate
from math import inf
from operator import add

STRETCH = 1 / 2
"""White may grow by this share of itself at ratio 1."""
SHRINK = 1 / 3
"""White may shrink by this share of itself, and no further."""

TRIES = ((2.0, 0.0), (5.0, 0.0), (3.0, 0.1), (inf, 0.1))
"""What is tried in turn: the largest ratio that a line may have, and the share of the measure that every line may
stretch by beside its white, so that among bad paragraphs the least bad is found."""

LINE = 10.0
"""What each line costs before its badness and penalty are added and squared: fewer lines are better."""
CLASH = 10_000.0
"""Demerits of a tight line beside a loose one."""
HYPHENS = 10_000.0
"""Demerits of two lines that end with hyphens one after the other."""
LAST_HYPHEN = 5_000.0
"""Demerits of a hyphen at the end of the last line but one."""
PARTED_WORD = 300.0
"""The penalty that callers give to the second half of a parted word: body text set in FiraGO then has two hyphens in
nine lines, never one after the other, where TeX's 50 leaves four; where lines would gape it parts words as before."""
TIGHT, LOOSE, VERY_LOOSE = -0.5, 0.5, 1.0
"""Ratios that part the four fitness classes."""

EPSILON = 1e-6
MOST_ACTIVE = 256
"""So many ways to begin the line in hand are kept, more than text has: nonsense takes linear time too."""


def breaks(
    widths: Sequence[float],
    gaps: Sequence[float],
    penalties: Sequence[float],
    extras: Sequence[float],
    forced: Collection[int],
    measure: float | Sequence[float],
) -> list[int] | None:
    """Return the first item of each line, beginning with 0, so that the demerits of all lines are the least.

    Item i is a box that no break divides: widths[i] points wide; gaps[i] points of white before it where it stands in
    one line with the box before (0 where a line may break without white); penalties[i] what it costs when a line
    begins with it (inf: none may); extras[i] points by which the line before grows then (the width of a hyphen, which
    also marks that line as hyphenated).  forced: items that begin a line, whatever their penalty.  measure: width of
    all lines in points, or of each; the last of them serves the rest.

    Lines that end the paragraph, or stand before a forced break, may be short; they shrink but are not stretched.  No
    line is wider than its measure with its white shrunk by SHRINK.  Where no paragraph keeps all lines within the
    first ratio of TRIES the next is tried.  Returns None when no arrangement fits at all.  Ties are settled by the
    order of the places, always alike.  Time grows with the items times the breaks within one line.

    Raises ValueError when lengths differ, a width is negative or endless, a penalty is -inf, or there is no measure.
    """
    measures = [float(measure)] if isinstance(measure, (int, float)) else [float(width) for width in measure]
    if not len(widths) == len(gaps) == len(penalties) == len(extras):
        raise ValueError(f"lengths differ: {len(widths)}, {len(gaps)}, {len(penalties)}, {len(extras)}")
    if not all(0 <= sum(numbers) < inf and min(numbers, default=0.0) >= 0 for numbers in (widths, gaps, extras)):
        raise ValueError("a width is negative or endless")
    if min(penalties, default=0.0) == -inf:
        raise ValueError("a penalty is -inf; a line that must begin is forced")
    if not measures or not 0 < min(measures) <= max(measures) < inf:
        raise ValueError(f"no line has room: {measure!r}")
    if not widths:
        return []
    fit = _Fit(widths, gaps, penalties, extras, forced, measures)
    return next((found for tolerance, spare in TRIES if (found := fit.breaks(tolerance, spare)) is not None), None)


def ratio(natural: float, white: float, measure: float) -> float:
    """Return by what ratio the white of a line must stretch (above 0) or shrink (below) to fill its measure.

    natural: width of the line in points, its white as it is included.  white: points of it that are white.  At 1 the
    white has grown by STRETCH of itself, at -1 it has shrunk by SHRINK, as far as it may.  inf or -inf where there is
    no white to do it.
    """
    slack = measure - natural
    if abs(slack) <= EPSILON:
        return 0.0
    if not white:
        return inf if slack > 0 else -inf
    return slack / (white * (STRETCH if slack > 0 else SHRINK))


def stretch_of(gaps: Sequence[float], natural: float, measure: float) -> list[float]:
    """Return the new width of each of a line's gaps, so that the line fills its measure.

    gaps: white in points, that before the line's first box left out.  natural: width of the line in points, its gaps
    included.  Gaps share what is left by their widths and shrink by no more than SHRINK; how far they stretch is not
    limited: the caller may ask `ratio` first and leave a line short that would be too loose.
    """
    white = sum(gaps)
    factor = max(1 + (measure - natural) / white, 1 - SHRINK) if white else 1.0
    return [gap * factor for gap in gaps]


class _Fit:
    """One paragraph: sums over its items, and the nodes from which lines may begin, found from left to right.

    A node is the best way to reach a place with one fitness class of the line before it, and with one measure of the
    line after it where measures differ.  Nodes are numbers and their values stand in lists: the inner loop makes no
    objects.  demerits: of the lines found last.
    """

    demerits = inf

    def __init__(
        self,
        widths: Sequence[float],
        gaps: Sequence[float],
        penalties: Sequence[float],
        extras: Sequence[float],
        forced: Collection[int],
        measures: Sequence[float],
    ) -> None:
        self.measures = measures
        # A line from i to j is ends[j] + extras[j] - begins[i] wide; whites[j] - whites[i + 1] of it is white.
        self.ends = [0.0, *accumulate(map(add, widths, gaps))]
        self.begins = list(map(add, self.ends, gaps))
        self.whites = [0.0, *accumulate(gaps)]
        self.penalties, self.extras = [*penalties, 0.0], [*extras, 0.0]
        self.count = len(widths)
        self.finals = {self.count, *forced}
        self.places = [place for place in range(1, self.count) if penalties[place] < inf or place in self.finals]

    def breaks(self, tolerance: float, share: float) -> list[int] | None:
        """Return the first item of each line where no ratio is above `tolerance`; None where that cannot be had."""
        self.clear()
        self.add(0, 0, 0.0, 1, -1)
        spare = share * max(self.measures)
        uniform = len(self.measures) == 1
        for place in (*self.places, self.count):
            end, white = self.ends[place], self.whites[place]
            low = end - white * SHRINK - EPSILON
            while self.active and self.lows[self.active[0]] < low:
                self.active.popleft()
            if not self.active:
                return None
            final = place in self.finals
            if uniform and not final:
                node = self.active[0]  # it begins the longest line: where that is too short, all are
                stretch = (white - self.before[node]) * STRETCH + spare
                if self.reach[node] - end - self.extras[place] > tolerance * stretch + EPSILON:
                    continue
            best = self.arrive(place, tolerance, spare, final)
            if final:
                self.active.clear()
            if place < self.count:
                self.enter(place, best)
        if not best:
            return None
        self.demerits, node = min(best.values())
        return self.path(node)

    def arrive(self, place: int, tolerance: float, spare: float, final: bool) -> dict[int, tuple[float, int]]:
        """Return the least demerits of lines that end before `place`, with the nodes that they begin from.

        Keyed by the number of the next line's measure times four plus the fitness class.
        """
        reach, before, cost, fits, flags, rows = self.reach, self.before, self.cost, self.fits, self.flags, self.rows
        end, white_end = self.ends[place] + self.extras[place], self.whites[place]
        penalty = self.penalties[place] if self.penalties[place] < inf else 0.0
        base, bonus = LINE + max(penalty, 0.0), min(penalty, 0.0) ** 2
        hyphen = HYPHENS if self.extras[place] > 0 else LAST_HYPHEN if final else 0.0
        last = len(self.measures) - 1
        best: dict[int, tuple[float, int]] = {}
        for node in self.active:
            slack, white = reach[node] - end, white_end - before[node]
            if slack > EPSILON:
                stretch = white * STRETCH + spare
                if final:
                    rate = 0.0
                elif slack <= tolerance * stretch + EPSILON:
                    rate = min(slack / stretch, tolerance)
                elif last:
                    continue
                else:
                    break
            elif -slack > white * SHRINK + EPSILON:
                continue
            else:
                rate = max(slack / (white * SHRINK), -1.0) if slack < -EPSILON else 0.0
            fit = (rate >= TIGHT) + (rate > LOOSE) + (rate > VERY_LOOSE)
            total = (base + 100 * rate * rate * abs(rate)) ** 2 - bonus + cost[node] + hyphen * flags[node]
            if not -2 < fit - fits[node] < 2:
                total += CLASH
            key = 4 * min(rows[node] + 1, last) + fit
            if key not in best or total < best[key][0]:
                best[key] = total, node
        return best

    def enter(self, place: int, best: dict[int, tuple[float, int]]) -> None:
        """Add the nodes that are reached at `place`, but for those that a clash more would still not make the best."""
        least: dict[int, float] = {}
        for key, (total, _) in best.items():
            least[key // 4] = min(total, least.get(key // 4, inf))
        for key in sorted(best):
            total, node = best[key]
            if total < least[key // 4] + CLASH:
                self.add(place, key // 4, total, key % 4, node)
        while len(self.active) > MOST_ACTIVE:
            del self.active[-2]  # the first make the fullest lines, the last reaches furthest

    def clear(self) -> None:
        """Forget all nodes."""
        self.active: deque[int] = deque()
        self.at: list[int] = []
        self.rows: list[int] = []
        self.cost: list[float] = []
        self.fits: list[int] = []
        self.back: list[int] = []
        self.reach: list[float] = []
        self.before: list[float] = []
        self.lows: list[float] = []
        self.flags: list[float] = []

    def add(self, place: int, row: int, cost: float, fit: int, back: int) -> None:
        """Add a node: a line of measure number `row` may begin with item `place`."""
        reach, before = self.begins[place] + self.measures[row], self.whites[place + 1]
        self.active.append(len(self.at))
        self.at.append(place)
        self.rows.append(row)
        self.cost.append(cost)
        self.fits.append(fit)
        self.back.append(back)
        self.reach.append(reach)
        self.before.append(before)
        self.lows.append(reach - before * SHRINK)
        self.flags.append(1.0 if place and self.extras[place] > 0 else 0.0)

    def path(self, node: int) -> list[int]:
        """Return the places of a node and of those before it."""
        found: list[int] = []
        while node >= 0:
            found.append(self.at[node])
            node = self.back[node]
        return found[::-1]
