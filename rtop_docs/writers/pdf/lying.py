"""Put what is too wide on pages that lie on their other side, and with it what belongs above it.

Knows nothing of tables or of pages: only slabs, and the turns between them.
"""

from __future__ import annotations

from collections.abc import Sequence

from rtop_docs.writers.pdf.slabs import Slab


class Lying:
    """What lies on its other side in one document."""

    def __init__(self, wider: float) -> None:
        """wider: by how much such pages are wider than the others, in points."""
        self._wider = wider
        self._back: Slab | None = None

    def after(self, slabs: list[Slab], made: Sequence[Slab]) -> list[Slab]:
        """Return what goes on after `slabs`: those at their end that belong to `made`, which leave them, and `made`.

        made: a turn, what is too wide, and the turn back.  Where `slabs` end with the turn back of another, that goes,
        and both stand on one page if it holds them.
        """
        above = _belonging(slabs)
        for slab in above:
            if slab.mirror:  # its frame begins at the right, and there the page is wider
                slab.x += self._wider
        turn, *rest = made
        if slabs and slabs[-1] is self._back:
            slabs.pop()
            turns = []
        else:
            turns = [turn]
        self._back = rest[-1]
        return [*turns, *above, *rest]


def _belonging(slabs: list[Slab]) -> list[Slab]:
    """Remove and return those at the end of `slabs` after which no page may end: headings."""
    start = len(slabs)
    while start and slabs[start - 1].keep and not slabs[start - 1].turn:
        start -= 1
    found = slabs[start:]
    del slabs[start:]
    return found
