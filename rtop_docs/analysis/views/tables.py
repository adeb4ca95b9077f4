"""Views of the matrix of actors by themes.

Frozen ids and plain values only; knows nothing of records.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.analysis.views.common import ActorView, Citation
from rtop_docs.analysis.views.positions import ThemeView


@frozen(kw_only=True)
class CellView:
    """An actor on a theme.

    sign: the direction's ("for", "against", "reserved", "none", "conditional", "sources differ", "several"); ""
    with a silence.  fill: "full", "half", "outline" or "".  ways: all that apply.
    silence: "did not speak", "not named", "not read", "withheld" or "".
    records: the positions'; citations: one a position.
    """

    theme: str
    sign: str
    fill: str
    ways: tuple[str, ...]
    directions: tuple[str, ...]
    conditional: bool
    sources_differ: bool
    silence: str
    records: tuple[str, ...]
    citations: tuple[Citation, ...]


@frozen(kw_only=True)
class RowView:
    """One actor's row, a cell for each theme."""

    actor: ActorView
    cells: tuple[CellView, ...]


@frozen(kw_only=True)
class BandView:
    """Rows under one head.

    kind: "region", "observers or no group", "groups", "civil society" or "offices and persons".
    key: the regional group's id.  size: its members on the event's day (0 where that means nothing);
    named: how many of them the sources name as speaking or holding anything ("7 of 54 named").
    """

    kind: str
    key: str
    title: str
    size: int
    named: int
    rows: tuple[RowView, ...]


@frozen(kw_only=True)
class MatrixView:
    """Actors by themes, in bands; withheld: some cell is not stated in this edition."""

    themes: tuple[ThemeView, ...]
    bands: tuple[BandView, ...]
    withheld: bool
