"""Tables as elements of a page: a scope on each head, a name for each table, a frame that scrolls.

Knows tables; what stands in a cell is written by whoever calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rtop_docs.document.model import Block, Cell, Paragraph, Row, Table
from rtop_docs.writers.html.element import Element, element
from rtop_docs.writers.html.inlines import inlines_to_html
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.words import Slot, grid, holds_signs

BlocksToHtml = Callable[[Iterable[Block], Page, Around], tuple[Element, ...]]


def table_to_html(
    table: Table, page: Page, inside: Around, attributes: dict[str, str], blocks_to_html: BlocksToHtml
) -> Element:
    """Return `table` in a frame that scrolls on a narrow screen; the frame bears the table's name.

    attributes: the block's id, language and direction.
    """
    maker = _TableMaker(table, page, inside, blocks_to_html)
    title, caption = maker.caption()
    frame = {"class": f"scroll {table.role}".strip(), "tabindex": "0"}
    frame |= {"role": "region", "aria-labelledby": title} if title else {"role": "group"}
    # Screens that stack the cells lose the table's meaning unless its roles are said.
    roles = {"role": "table"} if table.role == "positions" else {}
    parts = (*caption, *maker.head(), *maker.bodies())
    return element("div", attributes | frame, element("table", roles, *parts))


class _TableMaker:
    def __init__(self, table: Table, page: Page, inside: Around, blocks_to_html: BlocksToHtml) -> None:
        self.table = table
        self.page = page
        self.inside = inside
        self.blocks_to_html = blocks_to_html
        self.stacks = table.role == "positions"

    def caption(self) -> tuple[str, tuple[Element, ...]]:
        """Return the caption's id and element; the description is for readers who do not see the table."""
        table = self.table
        words = inlines_to_html(table.caption, self.page, self.inside, table.origin)
        description = self.page.screen.text(table.description, table.origin)
        if not words and not description:
            return "", ()
        hidden = (element("span", {"class": "hidden"}, f" {description}" if words else description),)
        title = self.page.caption_id()
        name = element("span", {"id": title}, *(words or hidden))
        return title, (element("caption", None, name, *(hidden if words and description else ())),)

    def head(self) -> tuple[Element, ...]:
        """Return the head rows."""
        if not self.table.head:
            return ()
        slots = grid(self.table.head, len(self.table.columns))
        rows = (self._row(row, laid, head=True) for row, laid in zip(self.table.head, slots, strict=True))
        return (element("thead", self._role("rowgroup"), *rows),)

    def bodies(self) -> Iterator[Element]:
        """Yield a body for each group of rows: its head row is the head of that group alone."""
        slots = grid(self.table.body, len(self.table.columns))
        group: list[Element] = []
        for row, laid in zip(self.table.body, slots, strict=True):
            if row.role == "group" and group:
                yield element("tbody", self._role("rowgroup"), *group)
                group = []
            group.append(self._row(row, laid, head=False))
        if group:
            yield element("tbody", self._role("rowgroup"), *group)

    def _role(self, role: str) -> dict[str, str]:
        return {"role": role} if self.stacks else {}

    def _row(self, row: Row, slots: tuple[Slot, ...], head: bool) -> Element:
        cells = (self._cell(slot, row, head) for slot in slots if not slot.covered)
        return element("tr", self._role("row") | {"class": row.role}, *cells)

    def _cell(self, slot: Slot, row: Row, head: bool) -> Element:
        cell = slot.cell
        if cell is None:
            return element("td", self._role("cell"))
        header = cell.header or head
        attributes = self._role(("columnheader" if head else "rowheader") if header else "cell")
        attributes |= {"class": self._class(slot, cell)}
        if header:
            attributes |= {"scope": _scope(slot, row, head)}
        attributes |= {"colspan": str(slot.width)} if slot.width > 1 else {}
        attributes |= {"rowspan": str(cell.rowspan)} if cell.rowspan > 1 else {}
        return element("th" if header else "td", attributes, *self._content(cell))

    def _class(self, slot: Slot, cell: Cell) -> str:
        columns = self.table.columns
        column = columns[slot.column] if slot.column < len(columns) else None
        align = cell.align or (column.align if column and slot.width == 1 else "start")
        names = [
            "" if align == "start" else align,
            "upright" if slot.width == 1 and holds_signs(self.table, slot.column) else "",
        ]
        return " ".join(name for name in names if name)

    def _content(self, cell: Cell) -> tuple[Element | str, ...]:
        """Return a cell's content; a single plain paragraph needs no element of its own."""
        match cell.blocks:
            case (Paragraph(role="", anchor="") as only,) if self._same(only):
                origin = only.origin if only.origin.record else cell.origin
                return inlines_to_html(only.children, self.page, self.inside, origin)
            case _:
                return self.blocks_to_html(cell.blocks, self.page, self.inside)

    def _same(self, block: Paragraph) -> bool:
        return (block.language, block.direction) == (self.inside.language, self.inside.direction)


def _scope(slot: Slot, row: Row, head: bool) -> str:
    if head:
        return "colgroup" if slot.width > 1 else "col"
    return "rowgroup" if row.role == "group" else "row"
