"""Find what stands at a place of a PDF to which a link leads.

Knows pages and places, in points from the lower left; knows nothing of the tree.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rtop_docs.parity.pdf_content import PageContent

Spot = tuple[int, int]

_SLACK = 0.5
"""How far text may begin above the place to which a link to it leads: rounding."""
_NOWHERE: Spot = (0, 1 << 30)


def spot_of(target: str, pages: Sequence[PageContent], places: Mapping[tuple[int, int], Spot]) -> Spot:
    """Return the piece that begins nearest below the place ``#page x y``; an impossible one where nothing does.

    places: page and number of a marked content -> the piece in which it is said.
    """
    page, x, y = target[1:].split(" ")
    index, left, top = int(page), float(x), float(y)
    found = []
    for number, painted in pages[index].marks.items():
        spot = places.get((index, number))
        if painted.at is None or spot is None:
            continue
        below = top - painted.at[1]
        if below >= -_SLACK:
            found.append((round(below), abs(painted.at[0] - left), spot))
    return min(found)[2] if found else _NOWHERE
