"""Tables as HTML: a scope on each head, a name for each table, and a form that a telephone can show.

Knows tables; what stands in a cell is written by whoever calls.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from rtop_docs.document.model import Block, Cell, Paragraph, Row, Table
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.html.element import NOTHING, Markup, element, joined
from rtop_docs.writers.html.inlines import inlines_to_html
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.words import Slot, grid, holds_signs

BlocksToHtml = Callable[[Iterable[Block], Page, Around], list[Markup]]

_FEW = 2  # so many columns find room on a telephone
_MANY = 5  # more columns than this do not find room in the text's width
_MATRIX = 7  # more columns of a matrix than this have their heads turned on all but wide screens
# Letters that find room across a telephone and across the text: a column's share is the longest word kept whole.
_LETTERS = {1: 30, 2: 30, 3: 56, 4: 56, 5: 56}
_LONG = {n: re.compile(rf"(?<![^\s<>])[^\s<>]{{{letters // n + 1}}}") for n, letters in _LETTERS.items()}


def table_to_html(
    table: Table, page: Page, inside: Around, attributes: dict[str, str], blocks_to_html: BlocksToHtml
) -> Markup:
    """Return `table`: in a frame that scrolls (a matrix, and what is too wide or too intricate), else as it is.

    attributes: the block's id, language and direction; they stand on the outermost element.  Of three to five columns
    the rows come apart on a narrow screen, each cell behind the words of its head.
    """
    maker = _TableMaker(table, page, inside, blocks_to_html)
    title, caption = maker.caption()
    parts = (caption, maker.columns(), maker.head(), *maker.bodies())
    if maker.stacks:
        # screens that take the cells apart lose the table's meaning unless its roles are said
        stack = {"class": f"stack {table.role}".strip(), "role": "table"}
        return element("table", attributes | stack, *parts)
    if len(table.columns) <= _FEW and table.role != "matrix":
        return element("table", attributes | {"class": table.role}, *parts)
    kind = f"scroll {table.role}".strip() + (" many" if len(table.columns) > _MATRIX else "")
    frame = {"class": kind, "tabindex": "0"}
    frame |= {"role": "region", "aria-labelledby": title} if title else {"role": "group"}
    return element("div", attributes | frame, element("table", None, *parts))


class _TableMaker:
    def __init__(self, table: Table, page: Page, inside: Around, blocks_to_html: BlocksToHtml) -> None:
        self.table = table
        self.page = page
        self.inside = inside
        self.blocks_to_html = blocks_to_html
        self.stacks = _stacks(table)
        self.signs = [holds_signs(table, column) for column in range(len(table.columns))]
        self.long = _LONG[min(max(len(table.columns), 1), _MANY)]
        self.labels = self._labels() if self.stacks else []

    def caption(self) -> tuple[str, Markup]:
        """Return the caption's id and element; the description is for readers who do not see the table."""
        table = self.table
        words = inlines_to_html(table.caption, self.page, self.inside, table.origin)
        description = self.page.text(table.description, table.origin)
        if not words and not description:
            return "", NOTHING
        title = self.page.caption_id()
        if not words:
            return title, element("caption", {"class": "hidden", "id": title}, description)
        more = element("span", {"class": "hidden"}, f" {description}") if description else NOTHING
        return title, element("caption", None, element("span", {"id": title}, *words), more)

    def columns(self) -> Markup:
        """Return the shares of the width that the columns want, in steps of five per cent; a matrix has none."""
        weights = [column.weight for column in self.table.columns]
        whole = sum(weights)
        if not whole or self.table.role == "matrix" or len(weights) > _MANY:
            return NOTHING
        shares = [round(20 * weight / whole) * 5 for weight in weights]
        return element("colgroup", None, *[element("col", {"class": f"w{s}" if s else ""}) for s in shares])

    def head(self) -> Markup:
        """Return the head rows."""
        if not self.table.head:
            return NOTHING
        slots = grid(self.table.head, len(self.table.columns))
        rows = [self._row(row, laid, head=True) for row, laid in zip(self.table.head, slots, strict=True)]
        return element("thead", self._role("rowgroup"), *rows)

    def bodies(self) -> list[Markup]:
        """Return a body for each group of rows: its head row is the head of that group alone."""
        slots = grid(self.table.body, len(self.table.columns))
        groups: list[list[Markup]] = []
        for row, laid in zip(self.table.body, slots, strict=True):
            if row.role == "group" or not groups:
                groups.append([])
            groups[-1].append(self._row(row, laid, head=False))
        return [element("tbody", self._role("rowgroup"), *group) for group in groups]

    def _labels(self) -> list[str]:
        """Return the words of each column's head, in one line."""
        cells = self.table.head[0].cells
        words = [" ".join(plain_text(b.children) for b in cell.blocks if isinstance(b, Paragraph)) for cell in cells]
        return [self.page.text(label, self.table.origin) for label in words]

    def _role(self, role: str) -> dict[str, str]:
        return {"role": role} if self.stacks else {}

    def _row(self, row: Row, slots: tuple[Slot, ...], head: bool) -> Markup:
        cells = [self._cell(slot, row, head) for slot in slots if not slot.covered]
        goes_on = bool(slots) and slots[0].covered
        kind = {"class": f"{row.role} on".strip() if goes_on else row.role}
        return element("tr", self._role("row") | kind, *cells)

    def _cell(self, slot: Slot, row: Row, head: bool) -> Markup:
        cell = slot.cell
        if cell is None:
            return element("td", self._role("cell"))
        header = cell.header or head
        content = self._content(cell)
        attributes = self._role(("columnheader" if head else "rowheader") if header else "cell")
        attributes["class"] = self._class(slot, cell, content)
        if header:
            attributes["scope"] = _scope(slot, row, head)
        if slot.width > 1:
            attributes["colspan"] = str(slot.width)
        if cell.rowspan > 1:
            attributes["rowspan"] = str(cell.rowspan)
        if not head and slot.width == 1 and (slot.column or not header):
            attributes["data-label"] = self.labels[slot.column] if slot.column < len(self.labels) else ""
        return element("th" if header else "td", attributes, self._held(content, slot, row, head))

    def _held(self, content: Markup, slot: Slot, row: Row, head: bool) -> Markup:
        """Return the content of a matrix's head in an element that can be turned, or can stay in view."""
        if head and slot.width == 1 and self._signs(slot):
            return element("div", {"class": "turned"}, content)
        if self.table.role == "matrix" and row.role == "group":
            return element("div", {"class": "stay"}, content)
        return content

    def _signs(self, slot: Slot) -> bool:
        return slot.column < len(self.signs) and self.signs[slot.column]

    def _class(self, slot: Slot, cell: Cell, content: Markup) -> str:
        columns = self.table.columns
        column = columns[slot.column] if slot.column < len(columns) else None
        align = cell.align or (column.align if column and slot.width == 1 else "start")
        names: list[str] = [align] if align != "start" else []
        if slot.width == 1 and self._signs(slot):
            names.append("upright")
        elif self.long.search(content):
            names.append("long")
        return " ".join(names)

    def _content(self, cell: Cell) -> Markup:
        """Return a cell's content; a single plain paragraph needs no element of its own."""
        only = cell.blocks[0] if len(cell.blocks) == 1 else None
        if isinstance(only, Paragraph) and not only.role and not only.anchor and self._same(only):
            origin = only.origin if only.origin.record else cell.origin
            return joined(inlines_to_html(only.children, self.page, self.inside, origin))
        return joined(self.blocks_to_html(cell.blocks, self.page, self.inside))

    def _same(self, block: Paragraph) -> bool:
        return (block.language, block.direction) == (self.inside.language, self.inside.direction)


def _stacks(table: Table) -> bool:
    """Tell whether each cell of the body stands under one head alone, in so many columns that a telephone needs it."""
    columns = len(table.columns)
    if not _FEW < columns <= _MANY or table.role == "matrix" or len(table.head) != 1:
        return False
    if len(table.head[0].cells) != columns:
        return False
    whole_rows = [row for row in table.body if len(row.cells) == 1]
    return all(cell.colspan == 1 for row in table.body if len(row.cells) > 1 for cell in row.cells) and all(
        row.cells[0].colspan in {1, columns} for row in whole_rows
    )


def _scope(slot: Slot, row: Row, head: bool) -> str:
    if head:
        return "colgroup" if slot.width > 1 else "col"
    return "rowgroup" if row.role == "group" else "row"
