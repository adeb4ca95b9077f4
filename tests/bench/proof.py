"""Prove that a file holds a sheet: all its words in their order, nothing else but the foot of each page.

Knows no engine.
"""

from __future__ import annotations

from collections import Counter

from tests.bench.reread import pages_of
from tests.bench.sheet_text import SheetText
from tests.tools.pieces import compact, missing

PAGES = 2


def faults(sheet: SheetText, data: bytes) -> list[str]:
    """Return what is wrong with the file of `sheet`: nothing when it is right.

    White space does not count, nor do hyphens, which an engine may set at the end of a line.  Of a table's head, which
    is repeated where its table goes on, a second one is allowed.
    """
    pages = [compact(page).replace("-", "") for page in pages_of(data)]
    found = [] if len(pages) == PAGES else [f"{len(pages)} pages instead of {PAGES}"]
    pieces = [compact(piece).replace("-", "") for piece in sheet.pieces()]
    absent, parted = missing(pieces, "".join(pages))
    found += [f"no '{piece}'" for piece in absent]
    if len(parted) >= len(pages):
        found.append(f"torn: {parted}")
    return found + _uneven(sheet, pieces, pages)


def _uneven(sheet: SheetText, pieces: list[str], pages: list[str]) -> list[str]:
    """Count the letters: too many or too few of any is a fault."""
    feet = [f"page{i}of{len(pages)}" for i in range(1, len(pages) + 1)]
    wanted, there = Counter("".join([*pieces, *feet])), Counter("".join(pages))
    again = Counter(compact("".join(sheet.head)))
    if there in (wanted, wanted + again):
        return []
    return [f"too many {dict(there - wanted)}, too few {dict(wanted - there)}"]
