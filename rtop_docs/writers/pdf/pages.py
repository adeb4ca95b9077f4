"""Fill pages with slabs: nothing is parted that belongs together, and notes stand at the foot of their call's page.

Knows nothing of what the slabs show; y runs down from the top of the page's body, in points.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from attrs import define, frozen

from rtop_docs.writers.pdf.parting import EPSILON
from rtop_docs.writers.pdf.slabs import Slab, total_height

FEWEST_LINES = 2
"""Lines of a paragraph or a note that may stand alone on a page."""


@define(eq=False)
class Placed:
    """A slab at its place.  top: it begins its page.  repeated: painted again (a table's head)."""

    y: float
    slab: Slab
    top: bool = False
    repeated: bool = False


@frozen
class PageContent:
    """What one page shows.  notes_y: where the area of the notes begins; None without notes.

    turned: the page lies on its other side than the document's pages do.
    """

    body: tuple[Placed, ...]
    notes: tuple[Placed, ...] = ()
    notes_y: float | None = None
    turned: bool = False


@frozen
class Pagination:
    """All pages, and the slabs that are higher than a page."""

    pages: tuple[PageContent, ...]
    too_high: tuple[Slab, ...]


def paginate(
    slabs: Sequence[Slab],
    notes: Sequence[Sequence[Slab]],
    height: float,
    gap: float,
    turned_height: float | None = None,
) -> Pagination:
    """Put `slabs` on pages in order, each note at the foot of the page that calls it.

    notes: by index, each a stack of slabs.  height: of the body, points, > 0; turned_height: of a page that lies on
    its other side, the same where there is none.  gap: between text and notes, with the rule.  A note that does not
    fit goes on at the foot of the next page.  Ends for every input: each turn places a slab.
    """
    filling = _Filling(notes, height, height if turned_height is None else turned_height, gap)
    start = 0
    while start < len(slabs):
        if slabs[start].turn:
            filling.turn_before_next(turned=slabs[start].turned)
            start += 1
            continue
        if filling.asked:
            filling.turn_as_asked()
        end = _unit_end(slabs, start, filling.height)
        if filling.fits(slabs[start:end]):
            filling.add(slabs[start:end])
            start = end
        elif filling.begun:
            filling.turn()
        else:  # what belongs together is longer than a page
            end = start + 1
            while end < len(slabs) and not slabs[end].turn and filling.fits(slabs[start : end + 1]):
                end += 1
            filling.add(slabs[start:end])
            start = end
    return filling.finish()


def _unit_end(slabs: Sequence[Slab], start: int, height: float) -> int:
    """Return the end of the slabs from `start` on that no break may part; no further than a page holds."""
    end, used = start, 0.0
    while end < len(slabs):
        used += slabs[end].height + (slabs[end].before if end > start else 0.0)
        end += 1
        if used > height or not slabs[end - 1].keep or (end < len(slabs) and slabs[end].turn):
            break
    return end


class _Filling:
    """The pages made so far and the one that is being filled.

    height: of its body.  asked: whether a page is to be begun before the next slab.
    """

    def __init__(self, notes: Sequence[Sequence[Slab]], upright: float, turned: float, gap: float) -> None:
        self._notes, self._heights, self._gap = notes, (upright, turned), gap
        self._turned = self._turns = False
        self.asked = False
        self.height = upright
        self._pages: list[PageContent] = []
        self._too_high: list[Slab] = []
        self._waiting: deque[Slab] = deque()
        self.body: list[Placed] = []
        self._y = 0.0
        self._foot: list[Slab] = []
        self._foot_height = 0.0

    def fits(self, unit: Sequence[Slab]) -> bool:
        """Tell whether `unit` fits on this page together with at least the beginning of its notes."""
        need = self._y + self._height_of(unit)
        called = [self._notes[n] for slab in unit for n in slab.notes]
        foot = self._foot_height
        if called and not self._waiting:
            required = [s for note in called[:-1] for s in note]
            last = called[-1]
            required += last if len(last) <= FEWEST_LINES + 1 else last[:FEWEST_LINES]
            foot = self._foot_with(required)
        return need + foot <= self.height + EPSILON

    def add(self, unit: Sequence[Slab]) -> None:
        """Place `unit` on this page, and of its notes what the page holds."""
        if not self.body and unit[0].head and self._height_of(unit) <= self.height:
            for slab in unit[0].head:
                self._place(slab, repeated=True)
        for slab in unit:
            self._place(slab)
            if slab.height > self.height + EPSILON:
                self._too_high.append(slab)
            for note in slab.notes:
                self._waiting.extend(self._notes[note])
        if self._waiting:
            self._fill_foot(self.height)

    @property
    def begun(self) -> bool:
        """Whether this page shows anything."""
        return bool(self.body or self._foot)

    def turn_before_next(self, *, turned: bool) -> None:
        """Begin a new page, lying as `turned` says, before what comes next, if anything does."""
        self.asked, self._turns = True, turned

    def turn_as_asked(self) -> None:
        """Begin the page that was asked for, unless this one is empty."""
        begun = self.begun
        if begun:
            self._close()
        self.asked, self._turned = False, self._turns
        self.height = self._heights[self._turned]
        if begun:
            self._fill_foot(self.height * 2 / 3)

    def turn(self) -> None:
        """Finish this page and begin the next with what waits of the notes."""
        self._close()
        self._fill_foot(self.height * 2 / 3)

    def finish(self) -> Pagination:
        """Finish the last page, and as many more as the notes need."""
        while True:
            self._close()
            if not self._waiting:
                return Pagination(tuple(self._pages), tuple(self._too_high))
            self._fill_foot(self.height)

    def _height_of(self, unit: Sequence[Slab]) -> float:
        above = unit[0].before if self.body else total_height(unit[0].head)
        return total_height(unit) + above

    def _place(self, slab: Slab, *, repeated: bool = False) -> None:
        top = not self.body
        self._y += 0.0 if top else slab.before
        self.body.append(Placed(self._y, slab, top, repeated))
        self._y += slab.height

    def _foot_with(self, more: Sequence[Slab]) -> float:
        if not more:
            return self._foot_height
        begun = self._foot_height or self._gap - more[0].before
        return begun + sum(s.height + s.before for s in more)

    def _fill_foot(self, most: float) -> None:
        """Move waiting notes to the foot while they leave the text above and `most` in peace."""
        while self._waiting:
            height = self._foot_with([self._waiting[0]])
            empty = not self.body and not self._foot
            if height > most + EPSILON and not empty:
                return
            if self._y + height > self.height + EPSILON and not empty:
                return
            self._foot.append(self._waiting.popleft())
            self._foot_height = height

    def _close(self) -> None:
        notes: list[Placed] = []
        start = max(self.height - self._foot_height, self._y)
        y = start + self._gap
        for index, slab in enumerate(self._foot):
            y += slab.before if index else 0.0
            notes.append(Placed(y, slab))
            y += slab.height
        self._pages.append(PageContent(tuple(self.body), tuple(notes), start if notes else None, self._turned))
        self.body, self._foot = [], []
        self._y = self._foot_height = 0.0
