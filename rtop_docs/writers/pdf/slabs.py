"""What pages are filled with: slabs of fixed height, with the marks that they paint.

Knows nothing of documents' blocks or of PDF; x runs right and y runs down, in points, from a slab's top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve, frozen

from rtop_docs.document.model import Origin
from rtop_docs.writers.pdf.lines import Line, Look
from rtop_docs.writers.pdf.tags import Strand


@frozen
class Words:
    """A line of text.  x, y: the left end of its baseline.  turned: it runs upwards from there."""

    x: float
    y: float
    line: Line
    turned: bool = False


@frozen
class Area:
    """A rectangle, filled or (thickness > 0) outlined.  strand: of the figure that it is in, None for decoration."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    thickness: float = 0.0
    strand: Strand | None = None


@frozen
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    thickness: float
    strand: Strand | None = None


@frozen
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


@frozen
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


@frozen
class Slab:
    """A piece of a column that no page break divides.

    height: points.  before: white space above, dropped at the top of a page.  keep: no page break after it.
    parts: slabs inside this one, each at its x and y.  notes: indices of the footnotes called in it.
    places: names of its top for links.  head: what is painted again above it where it begins a page.
    turn: a page break, nothing else.
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


def total_height(slabs: Sequence[Slab]) -> float:
    """Return the height of `slabs` below each other, without the space above the first."""
    return sum(s.height + s.before for s in slabs) - (slabs[0].before if slabs else 0.0)


def stacked(slabs: Sequence[Slab], x: float, y: float) -> list[tuple[float, float, Slab]]:
    """Give each of `slabs` its place below the one before, from (x, y) on, without the space above the first."""
    placed = []
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0.0
        placed.append((x, y, slab))
        y += slab.height
    return placed


def moved(slabs: Sequence[Slab], x: float) -> tuple[Slab, ...]:
    """Return `slabs` shifted to the right by x points."""
    if not x:
        return tuple(slabs)
    return tuple(
        evolve(
            slab,
            marks=(),
            parts=((x, 0.0, Slab(slab.height, slab.marks, slab.parts)),),
            grounds=tuple(evolve(g, x=g.x + x) for g in slab.grounds),
            head=moved(slab.head, x),
        )
        for slab in slabs
    )


def kept_together(slabs: Sequence[Slab]) -> list[Slab]:
    """Forbid page breaks between `slabs`; the last keeps its own word on what follows."""
    return [evolve(s, keep=True) for s in slabs[:-1]] + list(slabs[-1:])


def begun(slabs: Sequence[Slab], before: float, place: str = "", origin: Origin | None = None) -> list[Slab]:
    """Set the space above the first of `slabs` to at least `before`, and name its top `place`."""
    if not slabs:
        return []
    first = slabs[0]
    places = (place, *first.places) if place else first.places
    first = evolve(first, before=max(before, first.before), places=places, origin=origin or first.origin)
    return [first, *slabs[1:]]


def grounded(slabs: Sequence[Slab], ground: Ground) -> list[Slab]:
    """Lay `ground` behind `slabs`; the space above the first stays white."""
    return [evolve(s, grounds=(evolve(ground, joined=bool(i)), *s.grounds)) for i, s in enumerate(slabs)]
