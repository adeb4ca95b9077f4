"""Outlines of the signs: a shape for each direction and silence, in a square from -1 to 1.

Knows nothing of colours, sizes or what a shape means; a copier's grey keeps them apart.
"""

from __future__ import annotations

import math

from rtop_docs.document.model import Shape

Point = tuple[float, float]

_THIN = 0.3
_CROSS = 0.28


def _cross() -> tuple[Point, ...]:
    """Return an upright cross turned by 45 degrees."""
    t, r = _CROSS, 0.98
    upright = [
        (-t, r),
        (t, r),
        (t, t),
        (r, t),
        (r, -t),
        (t, -t),
        (t, -r),
        (-t, -r),
        (-t, -t),
        (-r, -t),
        (-r, t),
        (-t, t),
    ]
    c = math.sqrt(0.5)
    return tuple((c * (x - y), c * (x + y)) for x, y in upright)


OUTLINES: dict[Shape, tuple[tuple[Point, ...], ...]] = {
    Shape.AGAINST: (((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)),),
    Shape.RESERVED: (((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),),
    Shape.CONDITIONAL: (((-0.95, -0.75), (0.95, -0.75), (0.0, 0.95)),),
    Shape.TOLD: (((-1.0, -_THIN), (1.0, -_THIN), (1.0, _THIN), (-1.0, _THIN)),),
    Shape.SOURCES_DIFFER: (_cross(),),
    Shape.DID_NOT_SPEAK: (((-0.6, -0.09), (0.6, -0.09), (0.6, 0.09), (-0.6, 0.09)),),
}
"""Closed outlines, y upwards; filled, half filled (the left half) or drawn as a line."""

DISCS: dict[Shape, float] = {Shape.FOR: 0.92, Shape.NOT_NAMED: 0.22}
"""Shapes that are circles, with their radius."""

BRACKETS: dict[Shape, tuple[tuple[Point, ...], ...]] = {
    Shape.WITHHELD: (
        ((-0.35, 0.8), (-0.75, 0.8), (-0.75, -0.8), (-0.35, -0.8)),
        ((0.35, 0.8), (0.75, 0.8), (0.75, -0.8), (0.35, -0.8)),
    ),
    Shape.NOT_READ: (
        ((-0.45, 0.4), (-0.4, 0.68), (-0.15, 0.85), (0.15, 0.85), (0.4, 0.65), (0.42, 0.38), (0.2, 0.12), (0.0, -0.06)),
        ((0.0, -0.06), (0.0, -0.32)),
        ((0.0, -0.7), (0.0, -0.86)),
    ),
}
"""Shapes that are open lines: an empty pair of brackets, a question mark."""
