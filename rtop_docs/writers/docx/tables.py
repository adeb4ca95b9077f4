"""Tables, key figures and the bars of a chart's data.

Knows tables; what stands in a cell is written by whoever calls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import evolve, frozen
from lxml import etree

from rtop_docs.document.model import Bar, BarChart, Block, KeyFigure, KeyFigures, Row, Table
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.docx.paragraphs import first_paragraph, last_paragraph, paragraph, set_property
from rtop_docs.writers.docx.runs import ink_of, inlines_to_runs
from rtop_docs.writers.docx.story import Place, Story
from rtop_docs.writers.docx.styles import eighths, hexadecimal, twips
from rtop_docs.writers.docx.widths import column_widths
from rtop_docs.writers.docx.xml import add, w
from rtop_docs.writers.words import Slot, grid, holds_signs

BlocksToWord = Callable[[Iterable[Block], etree._Element, Story, Place], None]

_MATRIX_PADDING = 6.0


@frozen
class BarShare:
    """A bar and its length as a share of the longest one's."""

    bar: Bar
    share: float


def bars_of(chart: BarChart, data: Table) -> tuple[BarShare, ...]:
    """Return the bars of `chart`, one for each row of its data; none when the rows are others."""
    if len(chart.bars) != len(data.body):
        return ()
    longest = max((bar.value for bar in chart.bars), default=0) or 1
    return tuple(BarShare(bar, bar.value / longest) for bar in chart.bars)


def table_to_word(
    table: Table,
    parent: etree._Element,
    story: Story,
    place: Place,
    blocks_to_word: BlocksToWord,
    bars: tuple[BarShare, ...] = (),
    name: str = "",
) -> None:
    """Append `table`, its caption above it.

    bars: one under the head of each body row.  name: what screen readers call it where it has no caption.
    """
    place = evolve(place, panel="", numbered=None, label="", level=0)
    if table.caption:
        caption = paragraph(parent, story, evolve(place, keep_next=True), "Caption")
        inlines_to_runs(table.caption, caption, story, place, ink_of(place))
    _TableMaker(table, story, place, blocks_to_word, bars).write(parent, plain_text(table.caption) or name)


class _TableMaker:
    """One table in the making."""

    def __init__(
        self, table: Table, story: Story, place: Place, blocks_to_word: BlocksToWord, bars: tuple[BarShare, ...]
    ) -> None:
        self.table = table
        self.story = story
        self.place = place
        self.blocks_to_word = blocks_to_word
        self.bars = bars
        self.matrix = table.role == "matrix"
        style = story.style
        self.padding = _MATRIX_PADDING if self.matrix else style.spacing.cell * 2
        self.widths = column_widths(table, place.width, style.sizes.table.size, self.padding)

    def write(self, parent: etree._Element, name: str) -> None:
        """Append the table."""
        tbl = add(parent, "tbl")
        self._properties(tbl, name)
        columns = add(tbl, "tblGrid")
        for width in self._all_widths():
            add(columns, "gridCol", w=twips(width))
        head = grid(self.table.head, len(self.table.columns))
        for number, (row, slots) in enumerate(zip(self.table.head, head, strict=True), 1):
            self._row(tbl, row, slots, head=True, closes=number == len(head))
        body = grid(self.table.body, len(self.table.columns))
        for number, (row, slots) in enumerate(zip(self.table.body, body, strict=True)):
            self._row(tbl, row, slots, bar=self.bars[number] if self.bars else None)
        if not head and not body:
            self._row(tbl, Row(cells=()), grid((Row(cells=()),), len(self.table.columns))[0])

    def _all_widths(self) -> tuple[int, ...]:
        """Return the widths, with some for the cells of rows that are longer than the table is wide."""
        rows = (*grid(self.table.head, len(self.widths)), *grid(self.table.body, len(self.widths)))
        beyond = max((sum(slot.width for slot in slots) for slots in rows), default=0) - len(self.widths)
        self.widths = (*self.widths, *(self.widths[-1] for _ in range(beyond)))
        return self.widths

    def _properties(self, tbl: etree._Element, name: str) -> None:
        screen, origin = self.story.screen, self.table.origin
        properties = add(tbl, "tblPr")
        add(properties, "tblStyle", val="MatrixTable" if self.matrix else "RuledTable")
        if self.place.direction == "rtl":
            add(properties, "bidiVisual")
        add(properties, "tblW", w=twips(sum(self.widths)), type="dxa")
        add(properties, "tblLayout", type="fixed")
        add(properties, "tblLook", val="0420" if self.table.head else "0400", firstRow="1" if self.table.head else "0",
            lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1")  # fmt: skip
        if name:
            add(properties, "tblCaption", val=screen.text(name, origin))
        if self.table.description:
            add(properties, "tblDescription", val=screen.text(self.table.description, origin))

    def _row(
        self,
        tbl: etree._Element,
        row: Row,
        slots: tuple[Slot, ...],
        head: bool = False,
        closes: bool = False,
        bar: BarShare | None = None,
    ) -> None:
        tr = add(tbl, "tr")
        properties = add(tr, "trPr")
        add(properties, "cantSplit")
        if head:
            add(properties, "tblHeader")
        for number, slot in enumerate(slots):
            self._cell(tr, row, slot, head, closes, bar if number == 0 else None)

    def _cell(self, tr: etree._Element, row: Row, slot: Slot, head: bool, closes: bool, bar: BarShare | None) -> None:
        tc = add(tr, "tc")
        width = sum(self.widths[slot.column : slot.column + slot.width])
        self._cell_properties(tc, row, slot, width, closes, head)
        here = self._place(slot, row, head, width)
        if slot.cell is not None and not slot.covered:
            self.blocks_to_word(slot.cell.blocks, tc, self.story, here)
            if bar is not None:
                self._bar(tc, bar, here)
        if tc[-1].tag != w("p"):
            paragraph(tc, self.story, here, here.style)
        elif slot.cell is not None and not slot.covered and slot.cell.origin.record:
            self.story.mark_origin(first_paragraph(tc), last_paragraph(tc), slot.cell.origin)

    def _cell_properties(self, tc: etree._Element, row: Row, slot: Slot, width: int, closes: bool, head: bool) -> None:
        properties = add(tc, "tcPr")
        add(properties, "tcW", w=twips(width), type="dxa")
        if slot.width > 1:
            add(properties, "gridSpan", val=str(slot.width))
        if slot.covered:
            add(properties, "vMerge")
        elif slot.cell is not None and slot.cell.rowspan > 1:
            add(properties, "vMerge", val="restart")
        colours = self.story.style.colours
        if closes:
            rule = eighths(self.story.style.spacing.strong_rule)
            add(
                add(properties, "tcBorders"),
                "bottom",
                val="single",
                sz=rule,
                space="0",
                color=hexadecimal(colours.text),
            )
        if row.role == "group":
            add(properties, "shd", val="clear", color="auto", fill=hexadecimal(colours.ground))
        add(properties, "vAlign", val="bottom" if head else ("center" if self.matrix else "top"))

    def _place(self, slot: Slot, row: Row, head: bool, width: int) -> Place:
        cell, columns = slot.cell, self.table.columns
        column = columns[slot.column] if slot.column < len(columns) and slot.width == 1 else None
        align = (cell.align if cell else None) or (column.align if column else "start")
        style = "TableText"
        if head:
            style = "TableHead"
        elif row.role == "group":
            style = "TableGroup"
        elif cell is not None and cell.header and not self.matrix:
            style = "TableRowHead"
        origin = cell.origin if cell is not None and cell.origin.record else self.place.origin
        return evolve(
            self.place,
            width=max(width - self.padding, 1.0),
            style=style,
            align=align,
            keep_next=head or row.role == "group",
            origin=origin,
            upright=slot.width == 1 and not head and holds_signs(self.table, slot.column),
        )

    def _bar(self, tc: etree._Element, bar: BarShare, place: Place) -> None:
        """Append a bar, a paragraph as wide as the bar is long: solid, striped where its list is open, or a frame."""
        accent = hexadecimal(self.story.style.colours.accent)
        made = paragraph(tc, self.story, evolve(place, align="start", keep_next=False), "Bar")
        room = place.width * 0.92
        set_property(made, "ind", left="20", right=twips(place.width - max(room * bar.share, 1.5)))
        if bar.bar.hollow:
            borders = set_property(made, "pBdr")
            for side in ("top", "left", "bottom", "right"):
                add(borders, side, val="single", sz="8", space="0", color=accent)
            return
        striped = bar.bar.open_ended
        set_property(made, "shd", val="diagStripe" if striped else "clear", color="FFFFFF", fill=accent)


def key_figures_to_word(block: KeyFigures, parent: etree._Element, story: Story, place: Place) -> None:
    """Append a strip of key figures: a table of one row on a light ground."""
    place = evolve(place, panel="", numbered=None, label="", level=0)
    count = max(len(block.figures), 1)
    width = str(int(place.width * 20 / count))
    tbl = add(parent, "tbl")
    properties = add(tbl, "tblPr")
    add(properties, "tblStyle", val="FigureTable")
    if place.direction == "rtl":
        add(properties, "bidiVisual")
    add(properties, "tblW", w=str(int(width) * count), type="dxa")
    add(properties, "tblLayout", type="fixed")
    columns = add(tbl, "tblGrid")
    tr = add(tbl, "tr")
    add(add(tr, "trPr"), "cantSplit")
    for figure in block.figures:
        add(columns, "gridCol", w=width)
        tc = add(tr, "tc")
        cell = add(tc, "tcPr")
        add(cell, "tcW", w=width, type="dxa")
        add(cell, "shd", val="clear", color="auto", fill=hexadecimal(story.style.colours.ground))
        _key_figure(figure, tc, story, place)


def _key_figure(figure: KeyFigure, tc: etree._Element, story: Story, place: Place) -> None:
    here = evolve(place, origin=figure.origin if figure.origin.record else place.origin)
    worded = any(character.isalpha() for character in plain_text(figure.value))
    lines = (
        ("FigureWords" if worded else "FigureValue", figure.value),
        ("FigureLabel", figure.label),
        ("FigureDisagreement", figure.disagreement),
    )
    for style, inlines in lines:
        if inlines or style == "FigureLabel":
            made = paragraph(tc, story, here, style)
            inlines_to_runs(inlines, made, story, here, ink_of(here))
    if figure.origin.record:
        story.mark_origin(first_paragraph(tc), last_paragraph(tc), figure.origin)
