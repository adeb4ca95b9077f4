"""How the cells of a table are set: their type, the widths that they need, and heads that stand upright.

Knows nothing of rows, rules or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from attrs import define, frozen

from rtop_docs.document.model import (
    Align,
    Block,
    BlockQuote,
    Cell,
    Contents,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    List,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Table,
    Text,
)
from rtop_docs.writers.pdf.columns import Need, column_widths, spread
from rtop_docs.writers.pdf.grid import Seat, seats_of
from rtop_docs.writers.pdf.inlines import Inliner, Job, Tone, is_safe
from rtop_docs.writers.pdf.lines import Line, break_lines
from rtop_docs.writers.pdf.measure import measured
from rtop_docs.writers.pdf.slabs import Mark, Slab, Words
from rtop_docs.writers.pdf.text import CAPITAL_HEIGHT, Room, Setter
from rtop_docs.writers.pdf.typeface import Phrase, Variant, typeface
from rtop_docs.writers.style import Style, TypeSize

HIGHEST_HEAD = 120.0
"""Length in points at which the text of an upright head is wrapped."""
WIDEST_FIRST = 0.34
"""Share of the width that the first column of a matrix may take for its names."""
NARROWEST_FIRST = 0.2
"""Share of the width to which it is narrowed before heads are turned upright."""
LONGEST_WORD = 26
"""Characters of a word beyond which a column need not be as wide as the word: addresses and the like."""


@frozen
class Widths:
    """The widths of a table's columns in points.

    scale: of its type, 1 or less.  leading: of a line of text.  pad: white between columns, inside the widths.
    upright: whether heads stand upright; head_height: the length of the longest of them.
    """

    columns: tuple[float, ...]
    scale: float
    leading: float
    pad: float
    upright: bool = False
    head_height: float = 0.0


def table_type(style: Style, table: Table) -> TypeSize:
    """Return the type in which the table's cells are set before it shrinks."""
    return style.sizes.small if table.role == "matrix" else style.sizes.table


@frozen
class Tones:
    """How the cells of a table are set.  head: in its head.  group: in rows that head others; header, plain: others."""

    head: Tone
    group: Tone
    header: Tone
    plain: Tone

    def of(self, cell: Cell, *, in_head: bool, group: bool) -> Tone:
        """Return how the text of `cell` is set."""
        if in_head:
            return self.head
        return self.group if group else self.header if cell.header else self.plain


def cell_tones(style: Style, table: Table, scale: float) -> Tones:
    """Return how the cells of `table` are set when its type has shrunk to `scale`."""
    colours, matrix = style.colours, table.role == "matrix"
    size = table_type(style, table)
    small = min(size, style.sizes.small, key=lambda s: s.size)
    size = TypeSize(size=size.size * scale, leading=size.leading * scale)
    small = TypeSize(size=small.size * scale, leading=small.leading * scale)
    plain = Tone(size, colours.text)
    return Tones(
        head=Tone(small, colours.text if matrix else colours.muted, bold=True),
        group=Tone(size, colours.accent, bold=True),
        header=plain if matrix else Tone(size, colours.text, bold=True),
        plain=plain,
    )


def table_widths(setter: Setter, table: Table, measured: Measures, room: Room) -> Widths:
    """Find widths for the columns of `table`; its type shrinks down to the style's least before words break."""
    style = setter.job.style
    size = table_type(style, table)
    pad = 2 * style.spacing.cell
    turning = any(c.upright for c in table.columns)
    upright = turning and not _fits(measured.needs(pad, 1.0, upright=False), room.width, table)
    least_scale = min(style.sizes.least / size.size, 1.0)
    scale = 1.0
    needs = measured.needs(pad, scale, upright=upright)
    while sum(n.least for n in needs) > room.width and scale > least_scale:
        scale = max(scale - 0.05, least_scale)
        needs = measured.needs(pad * scale, scale, upright=upright)
    if sum(n.least for n in needs) > room.width + 0.01:
        words = (
            f"a table of {len(table.columns)} columns is too wide for its page even in {style.sizes.least:g} pt type"
        )
        setter.job.warning("V23", words, table.origin, "take fewer columns, or landscape pages")
    columns = _shared(needs, room.width, table)
    return Widths(columns, scale, size.leading * scale, pad * scale, upright, measured.head_height(scale))


def least_width(style: Style, table: Table, contents: Measures) -> float:
    """Return the width that `table` needs in the least type of the style, its heads turned where they may be."""
    scale = min(style.sizes.least / table_type(style, table).size, 1.0)
    needs = contents.needs(2 * style.spacing.cell * scale, scale, upright=any(c.upright for c in table.columns))
    return sum(n.least for n in needs)


def _shared(needs: Sequence[Need], width: float, table: Table) -> tuple[float, ...]:
    """Share `width`; the columns of a matrix are equal, except the first, which holds the names."""
    if table.role != "matrix" or len(needs) < 3 or any(n.weight for n in needs):
        return column_widths(needs, width)
    others = max(n.least for n in needs[1:])
    first = max(needs[0].least, min(needs[0].most, width * WIDEST_FIRST, width - others * (len(needs) - 1)))
    share = (width - first) / (len(needs) - 1)
    if share < others:
        return column_widths(needs, width)
    return column_widths([Need(first, first), *[Need(share, share)] * (len(needs) - 1)], width)


def _fits(needs: Sequence[Need], width: float, table: Table) -> bool:
    if table.role != "matrix" or len(needs) < 3:
        return sum(n.least for n in needs) <= width
    first = max(needs[0].least, min(needs[0].most, width * NARROWEST_FIRST))
    return first + max(n.least for n in needs[1:]) * (len(needs) - 1) <= width


@define(eq=False)
class _Content:
    """A seat with the least and most width of its content at full size.

    phrase: all that it holds, if that is one.  turned: the lines of a head that can be turned.
    """

    seat: Seat
    least: float
    most: float
    phrase: Phrase | None = None
    turned: tuple[Line, ...] = ()


Phrases = Sequence[Sequence[Phrase | None]]


def variant_of(align: Align, *, in_head: bool) -> Variant:
    """Return how the words of a cell are shaped: columns of numbers stand aligned."""
    return "figures" if align == "end" and not in_head else "words"


class Measures:
    """The contents of a table measured once, at full size; widths at another size are in proportion.

    phrases: what each cell of each row holds, where that is a phrase.
    """

    def __init__(self, style: Style, table: Table, rows: Sequence[Sequence[Seat]], highest_head: float) -> None:
        self._table, self._highest_head = table, highest_head
        self._leading = min(table_type(style, table), style.sizes.small, key=lambda s: s.size).leading
        tones = cell_tones(style, table, 1.0)
        contents = [
            [self._measure(style, seat, tones, in_head=index < len(table.head)) for seat in row]
            for index, row in enumerate(rows)
        ]
        self.phrases: Phrases = [[content.phrase for content in row] for row in contents]
        self._contents = [content for row in contents for content in row]
        self._wide = sorted((c for c in self._contents if c.seat.columns > 1), key=lambda c: c.seat.columns)
        self._singles: dict[bool, tuple[list[float], list[float]]] = {}

    def _measure(self, style: Style, seat: Seat, tones: Tones, *, in_head: bool) -> _Content:
        group = not in_head and self._table.body[seat.row].role == "group"
        tone = tones.of(seat.cell, in_head=in_head, group=group)
        column = self._table.columns[seat.column]
        phrase = _phrase(seat.cell, tone, style, variant_of(seat.cell.align or column.align, in_head=in_head))
        if phrase is not None:
            size = tone.type.size
            least, most = min(phrase.least * size / 1000, LONGEST_WORD * size * 0.55), phrase.width * size / 1000
        else:
            least, most = _blocks_widths(seat.cell.blocks, tone, style)
        turned: tuple[Line, ...] = ()
        if in_head and seat.columns == 1 and column.upright:
            turned = head_lines(Inliner(Job(style), seat.cell.origin, _no_note), seat.cell, tone, self._highest_head)
        return _Content(seat, least, most, phrase, turned)

    def needs(self, pad: float, scale: float, *, upright: bool) -> list[Need]:
        """Return what each column needs; single cells first, then what spans several columns."""
        least, most = self._columns(upright=upright)
        columns = zip(least, most, self._table.columns, strict=True)
        needs = [Need(low * scale + pad, high * scale + pad, max(c.weight, 0.0)) for low, high, c in columns]
        for content in self._wide:
            low, high = content.least * scale + pad, content.most * scale + pad
            needs = spread(needs, content.seat.column, content.seat.columns, low, high)
        return needs

    def _columns(self, *, upright: bool) -> tuple[list[float], list[float]]:
        """Return the least and the most width of the single cells of each column."""
        if upright not in self._singles:
            least, most = [0.0] * len(self._table.columns), [0.0] * len(self._table.columns)
            for content in self._contents:
                if content.seat.columns == 1:
                    at, low, high = content.seat.column, content.least, content.most
                    if upright and content.turned:
                        low = high = len(content.turned) * self._leading
                    least[at], most[at] = max(least[at], low), max(most[at], high)
            self._singles[upright] = least, most
        return self._singles[upright]

    def head_height(self, scale: float) -> float:
        """Return the length of the longest upright head."""
        return max((line.width * scale for c in self._contents for line in c.turned), default=0.0)


def _phrase(cell: Cell, tone: Tone, style: Style, variant: Variant) -> Phrase | None:
    """Return the phrase that is all that `cell` holds, as it is of most."""
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    words = only.children[0] if isinstance(only, Paragraph) and len(only.children) == 1 else None
    if not isinstance(words, Text):
        return None
    used = typeface(style.fonts.pdf, tone.bold, tone.italic)
    return used.phrase(words.text, variant) if is_safe(words.text, used) else None


def head_lines(inliner: Inliner, cell: Cell, tone: Tone, length: float) -> tuple[Line, ...]:
    """Break the text of a head that stands upright into lines of `length` points."""
    return break_lines(measured(inliner.runs(_heading_words(cell), tone)), length)


def _heading_words(cell: Cell) -> list[Inline]:
    """Return the words of a head that stands upright, its paragraphs one behind the other."""
    found: list[Inline] = []
    for block in cell.blocks:
        if isinstance(block, Paragraph | Heading):
            found += [Text(" "), *block.children] if found else block.children
    return found


def upright_stack(setter: Setter, cell: Cell, tone: Tone, room: Room, height: float) -> tuple[Slab, ...]:
    """Set a head upright: its lines run upwards from the foot of the row, one beside the other, in the middle."""
    width, inlines = room.width, _heading_words(cell)
    rest = [block for block in cell.blocks if not isinstance(block, Paragraph | Heading)]
    lines = break_lines(measured(setter.runs(inlines, tone.within("P"), cell.origin)), max(height, 1.0) + 0.01)
    leading = tone.type.leading
    x = max((width - len(lines) * leading) / 2, 0.0) + (leading + CAPITAL_HEIGHT * tone.type.size) / 2
    marks: list[Mark] = [Words(x + i * leading, height, line, turned=True) for i, line in enumerate(lines)]
    if room.direction == "rtl":  # the frame is turned round; lines still follow each other to the right
        last = x + (len(lines) - 1) * leading
        marks = [Words(last - i * leading, height, line, turned=True) for i, line in enumerate(lines)]
    places = tuple(f"a:{block.anchor}" for block in cell.blocks if block.anchor and block not in rest)
    notes = tuple(n for line in lines for n in line.notes)
    below = setter.flow(rest, room)
    return (Slab(height, tuple(marks), notes=notes, places=places, origin=cell.origin), *below)


def _blocks_widths(blocks: Sequence[Block], tone: Tone, style: Style) -> tuple[float, float]:
    """Return the least and the most width in points that `blocks` take."""
    widths = [_block_widths(block, tone, style) for block in blocks]
    return max((w[0] for w in widths), default=0.0), max((w[1] for w in widths), default=0.0)


def _block_widths(block: Block, tone: Tone, style: Style) -> tuple[float, float]:
    match block:
        case Paragraph() | Heading():
            if isinstance(block, Heading) and not tone.bold:
                tone = tone._replace(bold=True)
            return _text_widths(block.children, tone, style)
        case List():
            inner = [_blocks_widths(item.blocks, tone, style) for item in block.items]
            indent = style.spacing.indent * 1.5
            return max((w[0] for w in inner), default=0.0) + indent, max((w[1] for w in inner), default=0.0) + indent
        case BlockQuote() | Panel():
            least, most = _blocks_widths(block.blocks, tone, style)
            return least + 2 * style.spacing.indent, most + 2 * style.spacing.indent
        case Table():
            return _inner_table_widths(block, style)
        case KeyFigures():
            return len(block.figures) * 48.0, len(block.figures) * 96.0
        case Figure():
            return 120.0, 240.0
        case Contents():
            return 96.0, 240.0
        case PageBreak():
            return 0.0, 0.0
        case _:
            assert_never(block)


def _inner_table_widths(table: Table, style: Style) -> tuple[float, float]:
    """Return the widths that a table in a cell takes at full size, its heads turned where they may be."""
    rows = (*seats_of(table.head, len(table.columns)), *seats_of(table.body, len(table.columns)))
    turning = any(column.upright for column in table.columns)
    needs = Measures(style, table, rows, HIGHEST_HEAD).needs(2 * style.spacing.cell, 1.0, upright=turning)
    return sum(need.least for need in needs), sum(need.most for need in needs)


def _text_widths(inlines: Sequence[Inline], tone: Tone, style: Style) -> tuple[float, float]:
    only = inlines[0] if len(inlines) == 1 else None
    used = typeface(style.fonts.pdf, tone.bold, tone.italic)
    if isinstance(only, Text) and is_safe(only.text, used):  # as most cells are
        least, most = used.content_widths(only.text)
        scale = tone.type.size / 1000
        least, most = least * scale, most * scale
    else:
        runs = Inliner(Job(style), _NOWHERE, _no_note).runs(inlines, tone)
        least, most = measured(runs).content_widths()
    return min(least, LONGEST_WORD * tone.type.size * 0.55), most


def _no_note(_: Note, __: Tone) -> list[Slab]:
    """Lay out nothing: only the width of a call matters."""
    return []


_NOWHERE = Cell(blocks=()).origin
