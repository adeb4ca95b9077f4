"""Read a table of a PDF's structure tree: which cell stands where, what it covers, whether it heads others.

Knows rows and cells; what stands in them is said by whoever calls.  Source: ISO 32000-1, 14.8.4.3.4 and 14.8.5.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf

from rtop_docs.parity.model import Grid, Seat
from rtop_docs.parity.pdf_values import text_of, whole_of
from rtop_docs.parity.seating import Seating

if TYPE_CHECKING:
    from rtop_docs.parity.pdf_tree import Around, Tree

_GROUPS = ("THead", "TBody", "TFoot")
_MOST_SPAN = 1_000


class TableReader:
    """Reads the tables of one file."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree

    def read(self, table: pikepdf.Object, around: Around) -> None:
        """Say a table: its caption, what it says of itself, its cells."""
        tree, gather = self.tree, self.tree.gather
        gather.end()
        captions = [kid for kid in tree.elements(table) if tree.role(kid) == "Caption"]
        for caption in captions:
            tree.block(caption, around)
        summary = self._summary(table)
        if summary:
            gather.alternative(summary, around.language, joined=bool(captions), kind="description of a table")
        seating, number = Seating(), gather.table()
        head = 0
        for group, row, inside in self._rows(table, around):
            head += group == "THead"
            self._row(row, inside, seating, number)
        gather.grids.append(Grid(number, seating.rows, seating.columns, head))

    def _rows(self, table: pikepdf.Object, around: Around) -> list[tuple[str, pikepdf.Object, Around]]:
        """Return each row with the kind of group and what holds in it."""
        tree = self.tree
        found = []
        for kid in tree.elements(table):
            role = tree.role(kid)
            if role in _GROUPS:
                here = tree.inside(kid, around)
                found += [(role, row, tree.inside(row, here)) for row in tree.elements(kid) if tree.role(row) == "TR"]
            elif role == "TR":
                found.append(("", kid, tree.inside(kid, around)))
        return found

    def _row(self, row: pikepdf.Object, around: Around, seating: Seating, number: int) -> None:
        tree = self.tree
        seating.next_row()
        for cell in tree.elements(row):
            role = tree.role(cell)
            if role not in ("TH", "TD"):
                continue
            rows, columns = self._extent(cell, "/RowSpan"), self._extent(cell, "/ColSpan")
            column = seating.take(rows, columns)
            with tree.gather.cell(Seat(number, seating.rows, column, rows, columns, role == "TH")):
                tree.block(cell, around)

    def _attributes(self, element: pikepdf.Object) -> list[pikepdf.Object]:
        """Return the attribute objects of an element, those of its classes too."""
        own = element.get("/A")
        found: list[object] = list(own) if isinstance(own, pikepdf.Array) else [own]
        classes = self.tree.root.get("/ClassMap")
        names = element.get("/C")
        if isinstance(classes, pikepdf.Dictionary):
            named = names if isinstance(names, pikepdf.Array) else [names]
            found += [classes.get(str(name)) for name in named if isinstance(name, pikepdf.Name)]
        return [entry for entry in found if isinstance(entry, pikepdf.Dictionary)]

    def _extent(self, cell: pikepdf.Object, name: str) -> int:
        spans = (whole_of(entry.get(name)) for entry in self._attributes(cell))
        return next((min(max(span, 1), _MOST_SPAN) for span in spans if span is not None), 1)

    def _summary(self, table: pikepdf.Object) -> str:
        """Return what a table says of itself: its summary, or an alternative text."""
        found = [text_of(entry.get("/Summary")) for entry in self._attributes(table)]
        return next((text for text in found if text), "") or text_of(table.get("/Alt"))
