"""Read a table of a Word file: which cell stands where, what it covers, which rows are its head.

Knows rows and cells; what stands in them is said by whoever calls.  Source: ISO/IEC 29500-1, 17.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import define
from lxml import etree

from rtop_docs.parity.model import Grid, Seat
from rtop_docs.parity.word_styles import holds, val, w

if TYPE_CHECKING:
    from rtop_docs.parity.word_text import Around, Story

_MOST_SPAN = 1_000


@define
class _Cell:
    """A cell at its place; both count from 1."""

    element: etree._Element
    column: int
    columns: int
    head: bool
    rows: int = 1


def read_table(story: Story, table: etree._Element, around: Around) -> None:
    """Say a table: what it says of itself, its cells; of one that only sets paragraphs side by side, the paragraphs."""
    gather, properties = story.gather, table.find(w("tblPr"))
    gather.end()
    description, name = val(properties, "tblDescription") or "", val(properties, "tblCaption") or ""
    rows = _rows(table)
    head = sum(any(cell.head for cell in row) for row in rows)
    layout = not name and head in (0, len(rows)) and _repeats(description, table)
    if description and not layout:
        gather.alternative(description, None, joined=True, kind="description of a table")
    number = 0 if layout else gather.table()
    for index, row in enumerate(rows, 1):
        for cell in row:
            if layout:
                story.blocks(cell.element, around)
                gather.end()
                continue
            header = True if cell.head else None
            with gather.cell(Seat(number, index, cell.column, cell.rows, cell.columns, header)):
                story.blocks(cell.element, around)
    if not layout:
        columns = max((cell.column + cell.columns - 1 for row in rows for cell in row), default=0)
        gather.grids.append(Grid(number, len(rows), columns, head))


def _repeats(description: str, table: etree._Element) -> bool:
    """Tell whether a description says nothing but what the cells say, in their order: it describes no data then."""
    letters = iter("".join(text.text or "" for text in table.iter(w("t"))))
    return all(letter in letters for letter in description if letter.isalnum())  # goes through them, up to where it is


def _rows(table: etree._Element) -> list[list[_Cell]]:
    """Return the cells of each row; a cell that goes on from the row above belongs to it."""
    reaching: dict[int, _Cell] = {}
    rows = []
    for row in _inner(table, "tr"):
        properties = row.find(w("trPr"))
        head = holds(properties, "tblHeader")
        column = 1 + _whole(val(properties, "gridBefore"), 0)
        cells, here = [], {}
        for element in _inner(row, "tc"):
            own = element.find(w("tcPr"))
            columns = _whole(val(own, "gridSpan"), 1)
            merge = val(own, "vMerge")
            above = reaching.get(column) if merge is not None and merge != "restart" else None
            if above is None:
                above = _Cell(element, column, columns, head)
                cells.append(above)
            else:
                above.rows += 1
            if merge is not None:
                here[column] = above
            column += columns
        rows.append(cells)
        reaching = here
    return rows


def _inner(parent: etree._Element, name: str) -> list[etree._Element]:
    """Return the rows of a table, or the cells of a row, through what may stand around one of them."""
    found: list[etree._Element] = []
    for child in parent:
        if child.tag == w(name):
            found.append(child)
        elif child.tag in (w("sdt"), w("sdtContent"), w("customXml"), w("ins"), w("moveTo")):
            found += _inner(child, name)
    return found


def _whole(text: str | None, otherwise: int) -> int:
    return min(int(text), _MOST_SPAN) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
