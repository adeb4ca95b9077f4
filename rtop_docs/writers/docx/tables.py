"""Tables and key figures.

Knows tables; what stands in a cell is written by whoever calls.
"""

from __future__ import annotations

from typing import Protocol

from rtop_docs.document.model import Block, Cell, KeyFigure, KeyFigures, Origin, Row, Table
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.docx.drawings import Drawing, drawing_paragraph
from rtop_docs.writers.docx.elements import Element, WordCell, WordTable
from rtop_docs.writers.docx.markup import quoted
from rtop_docs.writers.docx.place import Place, in_cell, of_table, with_next
from rtop_docs.writers.docx.runs import Runs
from rtop_docs.writers.docx.story import Story
from rtop_docs.writers.docx.units import hexadecimal, twips
from rtop_docs.writers.docx.widths import Grid, column_widths
from rtop_docs.writers.words import Slot, grid, holds_signs

_MATRIX_PADDING = 6.0
_ROW, _HEAD_ROW = "<w:trPr><w:cantSplit/></w:trPr>", "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"


class BlocksToWord(Protocol):
    """Writes blocks into a cell."""

    def __call__(
        self, blocks: tuple[Block, ...], to: list[Element], story: Story, place: Place, origin: Origin
    ) -> None:
        """Append `blocks`; origin: of what stands around them."""


class TableWriter:
    """Writes one table.

    origin: of the table.  drawings: one under the head of each body row.  name: what screen readers call the table
    where it has no caption.
    """

    def __init__(
        self,
        table: Table,
        story: Story,
        place: Place,
        origin: Origin,
        blocks_to_word: BlocksToWord,
        drawings: tuple[Drawing, ...] = (),
        name: str = "",
    ) -> None:
        self.table = table
        self.story = story
        self.place = of_table(place)
        self.origin = origin
        self.blocks_to_word = blocks_to_word
        self.drawings = drawings
        self.name = plain_text(table.caption) or name
        self.matrix = table.role == "matrix"
        columns = len(table.columns)
        self._upright = [holds_signs(table, column) for column in range(columns)]
        self._grid = Grid(grid(table.head, columns), grid(table.body, columns))
        self._widths = self._all_widths()

    def write(self, to: list[Element]) -> None:
        """Append the table, its caption above it."""
        if self.table.caption:
            caption = with_next(self.place).paragraph("Caption")
            Runs(caption, self.story, self.place, self.origin).inlines(self.table.caption, self.place.ink)
            to.append(caption)
        made = WordTable(self._opening())
        to.append(made)
        last = len(self._grid.head) - 1
        for number, slots in enumerate(self._grid.head):
            made.rows.append((_HEAD_ROW, self._cells(slots, "last head" if number == last else "head")))
        for number, (row, slots) in enumerate(zip(self.table.body, self._grid.body, strict=True)):
            cells = self._cells(slots, "group" if row.role == "group" else "")
            made.rows.append((_ROW, cells))
            if self.drawings:
                room = self._width(slots[0]) - self._padding
                cells[0].content.append(drawing_paragraph(self.drawings[number], room, self.story, self.place))
        if not made.rows:
            made.rows.append((_ROW, self._cells(grid((Row(cells=()),), len(self._widths))[0], "")))

    # -- the whole ----------------------------------------------------------------------------------

    def _all_widths(self) -> tuple[int, ...]:
        """Return the widths in points, with some for the cells of rows that are longer than the table is wide."""
        style = self.story.style
        padding = _MATRIX_PADDING if self.matrix else style.spacing.cell * 2
        widths = column_widths(self.table, self._grid, self._upright, self.place.width, style.sizes.table.size, padding)
        rows = (*self._grid.head, *self._grid.body)
        beyond = max((sum(slot.width for slot in slots) for slots in rows), default=0) - len(widths)
        self._padding = padding
        return (*widths, *(widths[-1] for _ in range(beyond)))

    def _opening(self) -> str:
        table, screen = self.table, self.story.screen
        look = f'w:firstRow="{int(bool(table.head))}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        named = f'<w:tblCaption w:val="{quoted(screen.text(self.name, self.origin))}"/>' if self.name else ""
        described = screen.text(table.description, self.origin)
        return "".join(
            (
                f'<w:tblPr><w:tblStyle w:val="{"MatrixTable" if self.matrix else "RuledTable"}"/>',
                "<w:bidiVisual/>" if self.place.ink.rtl else "",
                f'<w:tblW w:w="{twips(sum(self._widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
                f'<w:tblLook w:val="{"0420" if table.head else "0400"}" {look} w:noHBand="0" w:noVBand="1"/>',
                named,
                f'<w:tblDescription w:val="{quoted(described)}"/>' if described else "",
                "</w:tblPr><w:tblGrid>",
                *(f'<w:gridCol w:w="{twips(width)}"/>' for width in self._widths),
                "</w:tblGrid>",
            )
        )

    # -- cells --------------------------------------------------------------------------------------

    def _cells(self, slots: tuple[Slot, ...], kind: str) -> list[WordCell]:
        """Return the cells of a row, as many as fill the grid; kind: "head", "last head", "group" or ""."""
        filled = sum(slot.width for slot in slots)
        holes = (Slot(None, column, 1) for column in range(filled, len(self._widths)))
        return [self._cell(slot, kind) for slot in (*slots, *holes)]

    def _cell(self, slot: Slot, kind: str) -> WordCell:
        cell = slot.cell
        width = self._width(slot)
        merge = "go on" if slot.covered else "begin" if cell is not None and cell.rowspan > 1 else ""
        forms = self.story.reference.forms
        made = WordCell(forms.cell(width, slot.width, merge, kind, self.matrix))
        place = self._place(slot, kind, width)
        if cell is not None and not slot.covered:
            self._fill(cell, made.content, place)
        if not made.content or isinstance(made.content[-1], WordTable):
            made.content.append(place.paragraph(place.style))
        return made

    def _width(self, slot: Slot) -> int:
        if slot.width == 1:
            return self._widths[slot.column]
        return sum(self._widths[slot.column : slot.column + slot.width])

    def _fill(self, cell: Cell, to: list[Element], place: Place) -> None:
        origin = cell.origin if cell.origin.record else self.origin
        sent = self.story.came_from(origin.record, origin.field) if origin != self.origin else None
        self.blocks_to_word(cell.blocks, to, self.story, place, origin)
        if sent is not None:
            self.story.mark_blocks(to, sent)

    def _place(self, slot: Slot, kind: str, width: int) -> Place:
        cell, columns = slot.cell, self.table.columns
        row_head = cell is not None and cell.header and not self.matrix and not kind
        column = columns[slot.column] if slot.column < len(columns) and slot.width == 1 else None
        align = (cell.align if cell else None) or (column.align if column else "start")
        upright = column is not None and "head" not in kind and self._upright[slot.column]
        room = max(width - self._padding, 1.0)
        return in_cell(self.place, room, _cell_style(kind, row_head), align, bool(kind), upright)


def _cell_style(kind: str, row_head: bool) -> str:
    match kind:
        case "head" | "last head":
            return "TableHead"
        case "group":
            return "TableGroup"
        case _:
            return "TableRowHead" if row_head else "TableText"


# -- key figures --------------------------------------------------------------------------------


def key_figures_to_word(block: KeyFigures, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    """Append a strip of key figures: a table of one row on a light ground.

    The row is a header row: each cell heads itself, and a screen reader that asks for the head of a figure gets it.
    """
    place = of_table(place)
    figures = block.figures
    if not figures:
        return
    width = str(int(place.width * 20 / len(figures)))
    words = "; ".join(f"{plain_text(figure.value)} {plain_text(figure.label)}" for figure in figures)
    opening = (
        '<w:tblPr><w:tblStyle w:val="FigureTable"/>',
        "<w:bidiVisual/>" if place.ink.rtl else "",
        f'<w:tblW w:w="{int(width) * len(figures)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>',
        '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0"',
        f' w:noVBand="1"/><w:tblDescription w:val="{quoted(story.screen.text(words, origin))}"/></w:tblPr>',
        "<w:tblGrid>",
        f'<w:gridCol w:w="{width}"/>' * len(figures),
        "</w:tblGrid>",
    )
    made = WordTable("".join(opening))
    to.append(made)
    ground = hexadecimal(story.style.colours.ground)
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
    made.rows.append((_HEAD_ROW, [_key_figure(figure, cell, story, place, origin) for figure in figures]))


def _key_figure(figure: KeyFigure, opening: str, story: Story, place: Place, outer: Origin) -> WordCell:
    origin = figure.origin if figure.origin.record else outer
    made = WordCell(opening)
    sent = story.came_from(origin.record, origin.field) if origin != outer else None
    worded = any(character.isalpha() for character in plain_text(figure.value))
    lines = (
        ("FigureWords" if worded else "FigureValue", figure.value),
        ("FigureLabel", figure.label),
        ("FigureDisagreement", figure.disagreement),
    )
    for style, inlines in lines:
        if inlines or style == "FigureLabel":
            line = place.paragraph(style)
            made.content.append(line)
            Runs(line, story, place, origin).inlines(inlines, place.ink)
    if sent is not None:
        story.mark_blocks(made.content, sent)
    return made
