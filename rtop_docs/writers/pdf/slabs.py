"""What pages are filled with: slabs of fixed height, with the marks that they paint.

Knows nothing of documents' blocks or of PDF; x runs right and y runs down, in points, from a slab's top left corner.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from attrs import define, evolve, frozen

from rtop_docs.document.model import Origin
from rtop_docs.writers.pdf.lines import Line
from rtop_docs.writers.pdf.measure import Look
from rtop_docs.writers.pdf.tags import Strand


@define(eq=False)
class Words:
    """A line of text.  x, y: the left end of its baseline.  turned: it runs upwards from there."""

    x: float
    y: float
    line: Line
    turned: bool = False


@define
class Area:
    """A rectangle, filled or (thickness > 0) outlined.  strand: of the figure that it is in, None for decoration."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    thickness: float = 0.0
    strand: Strand | None = None


@define
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float
    strand: Strand | None = None


@define
class Disc:
    """A circle, filled or (thickness > 0) outlined.  x, y: its centre."""

    x: float
    y: float
    radius: float
    colour: str
    thickness: float = 0.0
    strand: Strand | None = None


@frozen
class PageNumber:
    """The number of the page on which `place` lies, ending at x, filled in when pages are known."""

    x: float
    y: float
    place: str
    look: Look


Mark = Words | Area | Stroke | Disc | PageNumber


@define
class Ground:
    """Colour behind a slab over its whole height.  joined: also behind the space above, if not at a page's top."""

    x: float
    width: float
    colour: str
    joined: bool = True


@frozen
class Entry:
    """A line of the outline."""

    level: int
    title: str


@define(eq=False)
class Slab:
    """A piece of a column that no page break divides.

    Whoever lays out a block makes its slabs and may change them until the pages are filled: a document has hundreds,
    and a changed copy for each step would cost more than the layout.

    height: points.  x: how far all that it shows is shifted to the right.  before: white space above, dropped at the
    top of a page.  keep: no page break after it.  parts: slabs inside this one, each at its x and y.  notes: indices
    of the footnotes called in it.  places: names of its top for links.  head: what is painted again above it where it
    begins a page.  turn: a page break, nothing else; turned: the pages after it lie on
    their other side.  mirror: where its frame
    is turned round for text that runs from right to left, the frame's width; 0 elsewhere.
    """

    height: float
    marks: tuple[Mark, ...] = ()
    parts: tuple[tuple[float, float, Slab], ...] = ()
    before: float = 0.0
    keep: bool = False
    notes: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    entry: Entry | None = None
    grounds: tuple[Ground, ...] = ()
    head: tuple[Slab, ...] = ()
    turn: bool = False
    origin: Origin = Origin()
    x: float = 0.0
    mirror: float = 0.0
    turned: bool = False

    @classmethod
    def around(cls, slab: Slab) -> Slab:
        """Return a slab with `slab` as its part, and all that the column needs to know of it."""
        inner = cls(slab.height, slab.marks, slab.parts, x=slab.x, mirror=slab.mirror)
        return cls(
            slab.height,
            parts=((0.0, 0.0, inner),),
            before=slab.before,
            keep=slab.keep,
            notes=slab.notes,
            places=slab.places,
            entry=slab.entry,
            grounds=tuple(evolve(g, x=g.x + slab.x) for g in slab.grounds),
            head=slab.head,
            turn=slab.turn,
            origin=slab.origin,
            turned=slab.turned,
        )


def total_height(slabs: Sequence[Slab]) -> float:
    """Return the height of `slabs` below each other, without the space above the first."""
    if len(slabs) == 1:
        return slabs[0].height
    return sum([s.height + s.before for s in slabs]) - (slabs[0].before if slabs else 0.0)


def stacked(slabs: Sequence[Slab], x: float, y: float) -> list[tuple[float, float, Slab]]:
    """Give each of `slabs` its place below the one before, from (x, y) on, without the space above the first."""
    placed = []
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0.0
        placed.append((x, y, slab))
        y += slab.height
    return placed


def sliced(parts: Sequence[tuple[float, float, Slab]], room: float) -> list[Slab]:
    """Cut what stands side by side into slices some `room` points high; nothing is lost, every distance is kept.

    parts: slabs at their x and y, of each column from the top down.  A slice holds what ends within `room` of its top,
    at least what ends first.  Where lines of two columns do not stand at one height, slices reach into each other: the
    space above the lower one is then less than 0, and is dropped with all other at the top of a page.
    """
    order = sorted(range(len(parts)), key=lambda i: parts[i][1] + parts[i][2].height)
    bottoms = [parts[i][1] + parts[i][2].height for i in order]
    tops = [*accumulate((parts[i][1] for i in reversed(order)), min)][::-1]
    slabs: list[Slab] = []
    start, bottom = 0, 0.0
    while start < len(order):
        stop = max(bisect_right(bottoms, tops[start] + room), start + 1)
        inside = [parts[i] for i in sorted(order[start:stop])]  # in reading order
        top = min(y for _, y, _ in inside) if slabs else 0.0
        notes = tuple([n for _, _, slab in inside for n in slab.notes])
        placed = tuple((x, y - top, slab) for x, y, slab in inside)
        slabs.append(Slab(bottoms[stop - 1] - top, parts=placed, before=top - bottom, notes=notes))
        start, bottom = stop, bottoms[stop - 1]
    return slabs


def moved(slabs: list[Slab], x: float) -> list[Slab]:
    """Shift `slabs` to the right by x points."""
    if x:
        for slab in slabs:
            slab.x += x
    return slabs


def turned_round(slabs: list[Slab], width: float) -> list[Slab]:
    """Turn `slabs` in a frame of `width` points round: what stood at its left stands at its right."""
    turned = [Slab.around(slab) for slab in slabs]
    for slab in turned:
        slab.mirror = width
        slab.grounds = tuple(evolve(g, x=width - g.x - g.width) for g in slab.grounds)
        slab.head = tuple(turned_round(list(slab.head), width))
    return turned


def kept_together(slabs: list[Slab]) -> list[Slab]:
    """Forbid page breaks between `slabs`; the last keeps its own word on what follows."""
    for slab in slabs[:-1]:
        slab.keep = True
    return slabs


def begun(slabs: list[Slab], before: float, place: str = "", origin: Origin | None = None) -> list[Slab]:
    """Set the space above the first of `slabs` to at least `before`, and name its top `place`."""
    if slabs:
        first = slabs[0]
        first.before = max(before, first.before)
        if place:
            first.places = (place, *first.places)
        first.origin = origin or first.origin
    return slabs


def grounded(slabs: list[Slab], ground: Ground) -> list[Slab]:
    """Lay `ground` behind `slabs`, shifted as they are; the space above the first stays white."""
    for index, slab in enumerate(slabs):
        slab.grounds = (Ground(ground.x - slab.x, ground.width, ground.colour, index > 0), *slab.grounds)
    return slabs
