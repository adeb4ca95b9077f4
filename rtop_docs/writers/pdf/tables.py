"""Lay out tables: a slab a row, with the head repeated where a page begins inside the table.

Knows nothing of pages; what a row's cells hold is laid out by the flow of blocks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from attrs import define, evolve, frozen

from rtop_docs.document.model import Column, Paragraph, Table
from rtop_docs.writers.pdf.cells import (
    HIGHEST_HEAD,
    Measures,
    Phrases,
    Tones,
    Widths,
    cell_tones,
    least_width,
    table_widths,
    upright_stack,
    variant_of,
)
from rtop_docs.writers.pdf.grid import Seat, lacking, seats_of
from rtop_docs.writers.pdf.inlines import Tone, look_of
from rtop_docs.writers.pdf.lines import RAGGED, phrase_line
from rtop_docs.writers.pdf.slabs import Area, Mark, Slab, Stroke, begun, sliced, stacked, total_height
from rtop_docs.writers.pdf.tags import Tag, child, strand_of
from rtop_docs.writers.pdf.text import Room, Setter, line_slabs, paragraph
from rtop_docs.writers.pdf.typeface import Phrase
from rtop_docs.writers.style import Style

SLICE = 3
"""Lines that a slice of a row holds when the row is higher than a page."""


@define(eq=False)
class Filled:
    """A seat with the slabs of its cell."""

    seat: Seat
    stack: Sequence[Slab]


@frozen
class Frame:
    """What all rows of one table share.

    xs: where each column begins, and where the last ends, in points.  above: white in a row above and below its text.
    """

    style: Style
    table: Table
    widths: Widths
    tones: Tones
    columns: tuple[Column, ...]
    page_height: float
    xs: tuple[float, ...]
    above: float


@frozen
class Seated:
    """A table with its cells at their places, measured.  least: the width in points below which its words break."""

    table: Table
    head: tuple[tuple[Seat, ...], ...]
    body: tuple[tuple[Seat, ...], ...]
    measures: Measures
    least: float


def seated(setter: Setter, table: Table) -> Seated:
    """Put the cells of `table` at their places and measure them."""
    style, columns = setter.job.style, len(table.columns)
    head, body = seats_of(table.head, columns), seats_of(table.body, columns)
    measures = Measures(style, table, (*head, *body), min(HIGHEST_HEAD, setter.page_height / 3))
    return Seated(table, head, body, measures, least_width(style, table, measures))


def table_slabs(setter: Setter, found: Seated, room: Room, page_height: float) -> list[Slab]:
    """Return the slabs of a table: its caption, its head and its rows.  page_height: of a page's body, in points."""
    style = setter.job.style
    table, head, body = found.table, found.head, found.body
    whole = room.tone.within("Table", table.language)
    if whole.tag is not None:
        whole.tag.summary = table.description
    room = room._replace(tone=whole, setting=evolve(room.setting, justified=False))
    widths = table_widths(setter, table, found.measures, room)
    tones = cell_tones(style, table, widths.scale)
    above = style.spacing.cell * (0.7 if table.role == "matrix" else 1.0)
    xs = tuple(accumulate(widths.columns, initial=0.0))
    frame = Frame(style, table, widths, tones, table.columns, page_height, xs, above)
    slabs: list[Slab] = []
    if table.caption:
        tone = Tone(style.sizes.small, style.colours.text, bold=True, tag=whole.tag).within("Caption")
        slabs = setter.set(table.caption, tone, room.width, table.origin, room.direction)
        for slab in slabs:
            slab.keep = True
    phrases = found.measures.phrases
    in_head = _fill(setter, frame, head, phrases[: len(head)], room, in_head=True)
    head_rows = _rows(frame, in_head, in_head=True, limit=frame.page_height)
    for slab in head_rows:
        slab.keep = bool(table.body)
    body_rows = _body(setter, frame, body, phrases[len(head) :], head_rows, room)
    gap = style.spacing.paragraph if slabs else 0.0
    return slabs + begun(head_rows + body_rows, gap)


def _body(
    setter: Setter,
    frame: Frame,
    seats: Sequence[Sequence[Seat]],
    phrases: Phrases,
    head: Sequence[Slab],
    room: Room,
) -> list[Slab]:
    filled = _fill(setter, frame, seats, phrases, room, in_head=False)
    repeated = tuple(head) if total_height(head) < frame.page_height / 2 else ()
    rows = _rows(frame, filled, in_head=False, limit=frame.page_height - total_height(repeated))
    if len(rows) > 3:
        rows[0].keep = rows[-2].keep = True
    for row in rows:
        row.head = (*repeated, *row.head) if repeated else ()
    return rows


def _fill(
    setter: Setter, frame: Frame, rows: Sequence[Sequence[Seat]], phrases: Phrases, room: Room, *, in_head: bool
) -> list[list[Filled]]:
    """Lay out the blocks of every cell, in reading order.  phrases: of the cells that hold just one, row by row."""
    group = room.tone.within("THead" if in_head else "TBody")
    filled: list[list[Filled]] = []
    lacks = lacking(rows, len(frame.columns))
    for row, said, lack in zip(rows, phrases, lacks, strict=True):
        tag = child(group.tag, "TR")
        cells = zip(row, said, strict=True)
        filled.append([Filled(s, _stack(setter, frame, s, phrase, room, tag, in_head=in_head)) for s, phrase in cells])
        for _ in range(lack):
            child(tag, "TD")
    return filled


def _stack(
    setter: Setter, frame: Frame, seat: Seat, phrase: Phrase | None, room: Room, row: Tag | None, *, in_head: bool
) -> Sequence[Slab]:
    cell, column = seat.cell, frame.columns[seat.column]
    group = not in_head and frame.table.body[seat.row].role == "group"
    tone = frame.tones.of(cell, in_head=in_head, group=group)
    width = _text_width(frame, seat, group=group)
    align = cell.align or column.align
    tag = _cell_tag(row, seat, in_head=in_head, group=group)
    tone = Tone(tone.type, tone.colour, tone.bold, tone.italic, variant_of(align, in_head=in_head), tag=tag)
    if in_head and frame.widths.upright and column.upright and seat.columns == 1:
        inner = Room(width, tone, inner=True, warm=room.warm, direction=room.direction)
        return upright_stack(setter, cell, tone, inner, frame.widths.head_height)
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    bare = only if isinstance(only, Paragraph) and _is_bare(only, room, tag) else None
    if bare is not None and phrase is not None and room.direction == "ltr":
        line = phrase_line(phrase, look_of(setter.job.typeface(tone), tone, strand_of(tag)), width)
        if line is not None:  # as that of most is: all that follows is for those of more
            return line_slabs((line,), tone.type, width, align, bare.origin)
    setting = RAGGED if in_head or cell.header or group else room.setting
    inner = Room(width, tone, align, 2.25, room.warm, 0, True, room.direction, setting)
    if bare is not None:  # the cell's element takes its words
        runs = setter.runs(bare.children, tone, bare.origin)
        return paragraph(runs, tone.type, inner, bare.origin, setter.job, setting)
    return setter.flow(cell.blocks, inner)


def _text_width(frame: Frame, seat: Seat, *, group: bool) -> float:
    """Return how wide the text of a cell may be: there is white at its right, but in a table's last column."""
    end = seat.column + seat.columns
    width = frame.xs[end] - frame.xs[seat.column]
    if end == len(frame.columns) and frame.table.role != "matrix":
        return max(width - _inset(frame, group=group), 6.0)
    return max(width - frame.widths.pad, 6.0)


def _is_bare(block: Paragraph, room: Room, tag: Tag | None) -> bool:
    """Tell whether a cell's only paragraph needs no element, place or frame of its own.  tag: of the cell."""
    language = tag.language if tag is not None else block.language
    return not (block.role or block.anchor) and block.direction == room.direction and block.language == language


def _cell_tag(row: Tag | None, seat: Seat, *, in_head: bool, group: bool) -> Tag | None:
    """Add the element of a cell to its row: a cell of the head, or one that heads a group, heads what is below it."""
    if row is None:
        return None
    header = in_head or seat.cell.header
    tag = row.add("TH" if header else "TD")
    tag.scope = ("Column" if in_head or group else "Row") if header else ""
    tag.columns, tag.rows = seat.columns, seat.rows
    return tag


def _rows(frame: Frame, filled: list[list[Filled]], *, in_head: bool, limit: float = float("inf")) -> list[Slab]:
    """Make slabs of rows that are laid out; rows that a cell spans stay together where a page can hold them."""
    slabs: list[Slab] = []
    start = 0
    while start < len(filled):
        end = _group_end(filled, start)
        group = filled[start:end]
        heights = _heights(frame, group, start)
        if sum(heights) > limit:
            group = [[Filled(evolve(f.seat, rows=1), f.stack) for f in row] for row in group]
            heights = _heights(frame, group, start)
        for offset, row in enumerate(group):
            continued = [f for r in group[: offset + 1] for f in r if f.seat.row + f.seat.rows > start + offset + 1]
            made = _row(frame, row, heights[offset:], continued, start + offset, in_head=in_head, limit=limit)
            made[-1].keep = made[-1].keep or bool(continued)
            slabs += made
        start = end
    return slabs


def _group_end(filled: list[list[Filled]], start: int) -> int:
    """Return the end of the rows from `start` on that cells span together."""
    end = reach = start + 1
    while start < reach and start < len(filled):
        reach = max([reach, *[f.seat.row + f.seat.rows for f in filled[start]]])
        start += 1
        end = max(end, start)
    return min(end, len(filled))


def _heights(frame: Frame, group: list[list[Filled]], first: int) -> list[float]:
    """Return the heights of rows; a cell over several rows makes the last of them higher where it must."""
    least = frame.widths.leading + 2 * frame.above
    if len(group) == 1:
        return [max([least, *[total_height(f.stack) + 2 * frame.above for f in group[0]]])]
    heights = [least] * len(group)
    cells = sorted((f for row in group for f in row), key=lambda f: f.seat.rows)
    for f in cells:
        begin, end = f.seat.row - first, f.seat.row - first + f.seat.rows
        need = total_height(f.stack) + 2 * frame.above
        lack = need - sum(heights[begin:end])
        if lack > 0:
            heights[min(end, len(heights)) - 1] += lack
    return heights


def _row(
    frame: Frame,
    row: list[Filled],
    heights: Sequence[float],
    continued: Sequence[Filled],
    index: int,
    *,
    in_head: bool,
    limit: float,
) -> list[Slab]:
    """Return the slab of one row, or the slices of a row that is higher than `limit`.

    heights: of the row and of those below it that its cells may span.  What stands in a head stands at the foot of it.
    """
    height = heights[0]
    group = not in_head and frame.table.body[index].role == "group"
    if height > limit:
        return _slices(frame, row)
    marks: list[Mark] = []
    if group:
        marks.append(Area(0.0, 0.0, sum(frame.widths.columns), height, frame.style.colours.ground))
    marks += _rule(frame, height, continued, in_head=in_head)
    parts: list[tuple[float, float, Slab]] = []
    inset = _inset(frame, group=group)
    for f in row:
        drop = sum(heights[: f.seat.rows]) - total_height(f.stack) - 2 * frame.above if in_head else 0.0
        parts += stacked(f.stack, frame.xs[f.seat.column] + inset, frame.above + max(drop, 0.0))
    notes = tuple([n for f in row for s in f.stack for n in s.notes])
    origin = next((f.seat.cell.origin for f in row if f.seat.cell.origin.record), frame.table.origin)
    return [Slab(height, tuple(marks), tuple(parts), notes=notes, keep=group, origin=origin)]


def _inset(frame: Frame, *, group: bool) -> float:
    """Return how far text stands from the left of its cell: only where colour lies behind it."""
    return frame.style.spacing.cell if group or frame.table.role == "matrix" else 0.0


def _rule(frame: Frame, y: float, continued: Sequence[Filled], *, in_head: bool) -> list[Mark]:
    """Draw the rule below a row, but not through a cell that goes on below it."""
    spacing, colours = frame.style.spacing, frame.style.colours
    colour, thickness = (colours.text, spacing.strong_rule) if in_head else (colours.rule, spacing.rule)
    covered = {c for f in continued for c in range(f.seat.column, f.seat.column + f.seat.columns)}
    strokes: list[Mark] = []
    middle = y - thickness / 2  # inside the row: the next row's ground must not cover it
    start: int | None = None
    for column in range(len(frame.columns) + 1):
        free = column < len(frame.columns) and column not in covered
        if free and start is None:
            start = column
        if not free and start is not None:
            strokes.append(Stroke(frame.xs[start], middle, frame.xs[column], middle, colour, thickness))
            start = None
    return strokes


def _slices(frame: Frame, row: list[Filled]) -> list[Slab]:
    """Cut a row into slices of a few lines each, cell beside cell; one that begins a page keeps clear of the head."""
    parts: list[tuple[float, float, Slab]] = []
    for f in row:
        parts += stacked(f.stack, frame.xs[f.seat.column] + _inset(frame, group=False), frame.above)
    slabs = sliced(parts, SLICE * frame.widths.leading) or [Slab(frame.above)]
    for slab in slabs:
        slab.origin = frame.table.origin
    for slab in slabs[1:]:
        slab.head = (Slab(frame.above),)
    if len(slabs) > 2:
        slabs[-2].keep = True
    last = slabs[-1]
    last.height += frame.above
    last.marks = tuple(_rule(frame, last.height, (), in_head=False))
    return slabs
