"""Lay out what is drawn: strips of key figures, bar charts, dot charts.

Knows nothing of pages; every chart is made of slabs, a row each, so that a long one goes on over pages.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import assert_never

from attrs import evolve

from rtop_docs.document.model import (
    Bar,
    BarChart,
    DotChart,
    DotRow,
    Figure,
    Inline,
    KeyFigure,
    KeyFigures,
    Origin,
    Text,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.pdf.inlines import Tone
from rtop_docs.writers.pdf.slabs import (
    Area,
    Disc,
    Mark,
    Slab,
    Stroke,
    begun,
    kept_together,
    sliced,
    stacked,
    total_height,
)
from rtop_docs.writers.pdf.tags import strand_of
from rtop_docs.writers.pdf.text import Room, Setter
from rtop_docs.writers.style import Style, TypeSize

BAR_HEIGHT = 8.6
SLICE = 3
"""Lines of a slice of a row whose words are higher than a page."""
STRIPE = 2.6
"""Width in points of one of the three stripes at the end of an open bar, and of the gaps between them."""
LABEL_SHARE = 0.36
BARS_SHARE = 0.3
DOT_PITCH = 7.6
DOT_RADIUS = 2.7
OWN_RADIUS = 3.6
SHORT_VALUE = 5
"""Characters up to which a key figure's value is set large."""


def key_figure_slabs(setter: Setter, block: KeyFigures, room: Room) -> list[Slab]:
    """Return a strip of cells on a light ground under a band in the accent colour."""
    style = setter.job.style
    if not block.figures:
        return []
    width = room.width / len(block.figures)
    pad = min(style.spacing.block, width / 8)
    short = all(len(_letters(f.value)) <= SHORT_VALUE for f in block.figures)
    value_size = style.sizes.figure if short else style.sizes.figure_words
    whole = room.tone.within("Sect", block.language)
    room = room._replace(tone=whole)
    inner = max(width - 2 * pad, 12.0)
    stacks = [_key_figure(setter, f, value_size, room, inner, block.origin) for f in block.figures]
    height = max(map(total_height, stacks)) + 2 * style.spacing.block + style.spacing.band
    if height > setter.page_height:
        return [s for stack in stacks for s in begun(stack, style.spacing.block)]
    marks: list[Mark] = [
        Area(0.0, 0.0, room.width, height, style.colours.ground),
        Area(0.0, 0.0, room.width, style.spacing.band, style.colours.accent),
    ]
    top = style.spacing.band
    marks += [
        Stroke(i * width, top, i * width, height, style.colours.rule, style.spacing.rule) for i in range(1, len(stacks))
    ]
    parts = [
        part for i, s in enumerate(stacks) for part in stacked(s, i * width + pad, top + style.spacing.block * 0.85)
    ]
    notes = tuple(n for stack in stacks for s in stack for n in s.notes)
    return [Slab(height, tuple(marks), tuple(parts), notes=notes, origin=block.origin)]


def _letters(inlines: Sequence[Inline]) -> str:
    return "".join(i.text if isinstance(i, Text) else "…" for i in inlines)


def _key_figure(
    setter: Setter, figure: KeyFigure, size: TypeSize, room: Room, width: float, origin: Origin
) -> list[Slab]:
    style = setter.job.style
    origin = figure.origin if figure.origin.record or figure.origin.template else origin
    tag, small, direction = room.tone.within("Div").tag, style.sizes.small, room.direction
    value = Tone(size, style.colours.text, bold=True, tag=tag).within("P")
    slabs = setter.set(figure.value, value, width, origin, direction)
    label = Tone(small, style.colours.muted, tag=tag).within("P")
    slabs += setter.set(figure.label, label, width, origin, direction)
    warm = Tone(small, style.colours.warm_text, tag=tag).within("P")
    other = setter.set(figure.disagreement, warm, width, origin, direction)
    return slabs + begun(other, 3.0)


def figure_slabs(setter: Setter, figure: Figure, room: Room) -> list[Slab]:
    """Return the chart of `figure` and its caption below it."""
    style = setter.job.style
    whole = room.tone.within("Figure", figure.language)
    if whole.tag is not None:
        whole.tag.alt = figure.alt or plain_text(figure.caption) or "…"
    room = room._replace(tone=whole)
    match figure.chart:
        case BarChart():
            slabs = _bars(setter, figure.chart.bars, room, figure.origin)
        case DotChart():
            slabs = _dots(setter, figure.chart.rows, room, figure.origin)
        case _:
            assert_never(figure.chart)
    tone = Tone(style.sizes.small, style.colours.muted, tag=whole.tag).within("Caption")
    caption = setter.set(figure.caption, tone, room.width, figure.origin, room.direction)
    if caption and slabs:
        slabs[-1].keep = True
    slabs += begun(caption, style.spacing.paragraph)
    return kept_together(slabs) if total_height(slabs) < setter.page_height / 2 else slabs


# -- bars -------------------------------------------------------------------------------------


def _bars(setter: Setter, bars: Sequence[Bar], room: Room, origin: Origin) -> list[Slab]:
    style = setter.job.style
    size = style.sizes.small
    text = Tone(size, style.colours.text, tag=room.tone.tag)
    note = text._replace(colour=style.colours.muted)
    strand = strand_of(text.tag)
    labels_width = _width_of(setter, [b.label for b in bars], text, room.width * LABEL_SHARE) + 10.0
    notes_width = _width_of(setter, [b.note for b in bars], note, room.width * 0.9)
    tail = 6 * STRIPE if any(b.open_ended for b in bars) else 0.0
    room_for_bars = max(room.width - labels_width - notes_width - tail - 8.0, room.width * BARS_SHARE)
    longest = max((_value(b) for b in bars), default=0.0) or 1.0
    slabs = []
    for bar in bars:
        length = _value(bar) / longest * room_for_bars
        end = labels_width + length + (tail if bar.open_ended else 0.0)
        label = setter.set((Text(bar.label),), text, max(labels_width - 10.0, 12.0), origin, room.direction)
        remark = setter.set((Text(bar.note),), note, max(room.width - end - 6.0, 24.0), origin, room.direction)
        height = max(total_height(label), total_height(remark), size.leading) + 3.0
        parts = stacked(label, 0.0, 1.5) + stacked(remark, end + 6.0, 1.5)
        top = 1.5 + (size.leading - BAR_HEIGHT) / 2
        marks = [evolve(mark, strand=strand) for mark in _bar(style, bar, labels_width, top, length)]
        slabs += _chart_row(setter, height, marks, parts, origin)
    return slabs


def _chart_row(
    setter: Setter, height: float, marks: Sequence[Mark], parts: Sequence[tuple[float, float, Slab]], origin: Origin
) -> list[Slab]:
    """Return the slab of a row; slices of it where its words are higher than a page."""
    if height <= setter.page_height:
        return [Slab(height, tuple(marks), tuple(parts), origin=origin)]
    slabs = sliced(parts, SLICE * setter.job.style.sizes.small.leading)
    slabs[0].marks = tuple(marks)
    for slab in slabs:
        slab.origin = origin
    return slabs


def _value(bar: Bar) -> float:
    """Return the bar's value, 0 for one that is no length."""
    return bar.value if math.isfinite(bar.value) and bar.value > 0 else 0.0


def _bar(style: Style, bar: Bar, x: float, y: float, length: float) -> list[Area | Stroke]:
    colour = style.colours.accent
    marks: list[Area | Stroke] = []
    if bar.hollow and length > 1:
        marks.append(Area(x + 0.4, y + 0.4, length - 0.8, BAR_HEIGHT - 0.8, colour, thickness=0.8))
    elif length > 0:
        marks.append(Area(x, y, length, BAR_HEIGHT, colour))
    else:
        marks.append(Stroke(x, y, x, y + BAR_HEIGHT, colour, 0.8))
    if bar.open_ended:
        marks += [Area(x + length + STRIPE * (2 * i + 0.6), y, STRIPE, BAR_HEIGHT, colour) for i in range(3)]
    return marks


def _width_of(setter: Setter, texts: Sequence[str], tone: Tone, most: float) -> float:
    """Return the width of the widest of `texts` in one line, at most `most`."""
    typeface = setter.job.typeface(tone)
    return min(max((typeface.width(t) * tone.type.size / 1000 for t in texts), default=0.0) + 0.5, most)


# -- dots -------------------------------------------------------------------------------------


def _dots(setter: Setter, rows: Sequence[DotRow], room: Room, origin: Origin) -> list[Slab]:
    style = setter.job.style
    size = style.sizes.small
    tone = Tone(size, style.colours.text, tag=room.tone.tag)
    strand = strand_of(tone.tag)
    labels_width = _width_of(setter, [r.label for r in rows], tone, room.width * LABEL_SHARE) + 12.0
    per_line = max(int((room.width - labels_width) // DOT_PITCH), 1)
    slabs: list[Slab] = []
    for row in rows:
        label = setter.set((Text(row.label),), tone, max(labels_width - 12.0, 12.0), origin, room.direction)
        for start in range(0, max(len(row.dots), 1), per_line):
            marks: list[Mark] = []
            for i, dot in enumerate(row.dots[start : start + per_line]):
                x = labels_width + (i + 0.5) * DOT_PITCH
                dots = _dot(style, x, 1.5 + size.leading / 2, filled=dot.filled, own=dot.own)
                marks += [evolve(mark, strand=strand) for mark in dots]
            height = max(total_height(label) if not start else 0.0, size.leading) + 2.5
            parts = stacked(label, 0.0, 1.5) if not start else []
            made = _chart_row(setter, height, marks, parts, origin)
            made[-1].keep = start + per_line < len(row.dots)
            slabs += made
    return slabs


def _dot(style: Style, x: float, y: float, *, filled: bool, own: bool) -> list[Disc]:
    """Draw one mark: the own state is larger and darker, whether it is named or not."""
    colours = style.colours
    radius = OWN_RADIUS if own else DOT_RADIUS
    if filled:
        return [Disc(x, y, radius, colours.own if own else colours.others)]
    thickness = 1.1 if own else 0.6
    return [Disc(x, y, radius - thickness / 2, colours.own if own else colours.outline, thickness)]
