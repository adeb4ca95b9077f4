"""Interface words, and the grid that a table's spans make: what several writers ask.

Knows no format.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.document.model import Cell, Document, Row, Table

ENGLISH = {
    "page_of": "page {page} of {pages}",
    "version": "version {version}",
    "note": "Note",
    "notes": "Notes",
    "back_to_text": "Back to note {number} in the text",
    "skip_to_text": "Skip to the text",
    "link_to_section": "Link to this section: {title}",
    "chart_data": "The chart’s numbers as a table",
    "signs": "Signs",
    "columns": "Columns",
}
"""Interface words for a document that brings none of its own."""


def label(document: Document, key: str) -> str:
    """Return the interface word for `key`: the document's, or English.  Raises KeyError for an unknown key."""
    return next((words for name, words in document.labels if name == key), None) or ENGLISH[key]


def holds_signs(table: Table, column: int) -> bool:
    """Tell whether a column is a narrow one of signs: marked upright, or any but the first of a matrix."""
    upright = column < len(table.columns) and table.columns[column].upright
    return upright or (table.role == "matrix" and column > 0)


@frozen
class Slot:
    """A place in a table's grid.

    cell: None where the table has a hole.  column: from 0.  width: in columns.  covered: a cell of a row
    above reaches down to here.
    """

    cell: Cell | None
    column: int
    width: int
    covered: bool = False


def grid(rows: tuple[Row, ...], columns: int) -> tuple[tuple[Slot, ...], ...]:
    """Lay `rows` out by their spans: for each row the slots from the first column to the last, without a gap.

    columns: how many the table has.  A row that is too long makes its own slots beyond them, so that no
    cell is lost; a span that would run into another cell is cut short.
    """
    reaching: dict[int, tuple[Cell, int, int]] = {}
    laid = []
    for row in rows:
        slots, column, cells = [], 0, list(row.cells)
        while column < columns or cells:
            if column in reaching:
                cell, width, left = reaching.pop(column)
                slots.append(Slot(cell, column, width, covered=True))
                left -= 1
            elif cells:
                cell = cells.pop(0)
                width = 1 if cell.colspan == 1 else _free(column, cell.colspan, columns, reaching)
                left = cell.rowspan - 1
                slots.append(Slot(cell, column, width))
            else:
                slots.append(Slot(None, column, 1))
                column += 1
                continue
            if left:
                reaching[column] = (cell, width, left)
            column += width
        laid.append(tuple(slots))
        reaching = dict(sorted(reaching.items()))
    return tuple(laid)


def _free(column: int, wanted: int, columns: int, reaching: dict[int, tuple[Cell, int, int]]) -> int:
    """Return how many of the `wanted` columns from `column` on are free."""
    end = min([column + wanted, max(columns, column + 1), *(c for c in reaching if c > column)])
    return end - column
