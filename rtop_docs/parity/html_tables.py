"""Read a table of a page: which cell stands where, what it covers, whether it heads others.

Knows rows and cells; what stands in them is said by whoever calls.  Source: HTML Living Standard, 4.9.12.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import html

from rtop_docs.parity.model import Grid, Seat
from rtop_docs.parity.seating import Seating

if TYPE_CHECKING:
    from rtop_docs.parity.html_tree import Around, Page

_GROUPS = ("thead", "tbody", "tfoot")
_MOST_SPAN = 1_000


def read_table(page: Page, table: html.HtmlElement, around: Around, description: str) -> None:
    """Say a table: its caption, what it says of itself, its cells."""
    gather = page.gather
    gather.end()
    for caption in table.findall("caption"):
        gather.begin(kind="caption")
        page.children(caption, page.inside(caption, around))
        gather.end()
    if description:
        gather.alternative(description, around.language, joined=True, kind="description of a table")
    page.say_alternatives()
    seating, number, head, last = Seating(), gather.table(), 0, None
    for group, row, inside in _rows(page, table, around):
        if group is not last:
            seating.next_group()
            last = group
        seating.next_row()
        head += group.tag == "thead"
        _row(page, row, inside, seating, number)
    gather.grids.append(Grid(number, seating.rows, seating.columns, head))


def _rows(
    page: Page, table: html.HtmlElement, around: Around
) -> Iterator[tuple[html.HtmlElement, html.HtmlElement, Around]]:
    """Yield each row with the group that it stands in, and what holds in it."""
    for part in table:
        if part.tag == "tr":
            yield table, part, page.inside(part, around)
        elif part.tag in _GROUPS:
            here = page.inside(part, around)
            yield from ((part, row, page.inside(row, here)) for row in part.findall("tr"))


def _row(page: Page, row: html.HtmlElement, around: Around, seating: Seating, number: int) -> None:
    for cell in row:
        if cell.tag not in ("th", "td"):
            continue
        rows, columns = _extent(cell, "rowspan"), _extent(cell, "colspan")
        seat = Seat(number, seating.rows, seating.take(rows, columns), rows, columns, cell.tag == "th")
        with page.gather.cell(seat):
            page.children(cell, page.inside(cell, around))


def _extent(cell: html.HtmlElement, name: str) -> int:
    text = (cell.get(name) or "").strip()
    return min(max(int(text), 1), _MOST_SPAN) if text.isascii() and text.isdigit() and len(text) < 10 else 1
