"""Charts, row by row, as Word can draw them without a picture: a shaded paragraph for a bar, letters for marks.

Knows the charts of the document model; which row of the data a drawing stands under is known by position.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import assert_never

from attrs import frozen

from rtop_docs.document.model import Bar, BarChart, Chart, Dot, DotChart, DotRow, Table
from rtop_docs.writers.docx.elements import WordParagraph
from rtop_docs.writers.docx.ink import coloured
from rtop_docs.writers.docx.place import Place
from rtop_docs.writers.docx.runs import text_markup
from rtop_docs.writers.docx.story import Story
from rtop_docs.writers.docx.styles import MARK, OWN_MARK
from rtop_docs.writers.docx.units import hexadecimal, twips

_LONGEST_BAR = 0.92
_THINNEST_BAR = 1.5
_FILLED, _EMPTY = "●", "○"


@frozen
class BarShare:
    """A bar and its length as a share of the longest one's."""

    bar: Bar
    share: float


Drawing = BarShare | DotRow


def drawings_of(chart: Chart, data: Table) -> tuple[Drawing, ...]:
    """Return a drawing for each row of a chart's data; none when the data has other rows than the chart."""
    match chart:
        case BarChart():
            longest = max((bar.value for bar in chart.bars), default=0) or 1
            drawings: tuple[Drawing, ...] = tuple(BarShare(bar, bar.value / longest) for bar in chart.bars)
        case DotChart():
            drawings = chart.rows
        case _:
            assert_never(chart)
    return drawings if len(drawings) == len(data.body) else ()


def drawing_paragraph(drawing: Drawing, room: float, story: Story, place: Place) -> WordParagraph:
    """Return a drawing as a paragraph; room: points of its cell's width."""
    match drawing:
        case BarShare():
            return _bar(drawing, room, story, place)
        case DotRow():
            return _marks(drawing, story, place)
        case _:
            assert_never(drawing)


def _bar(share: BarShare, room: float, story: Story, place: Place) -> WordParagraph:
    """Return a paragraph as wide as the bar is long: solid, striped where its list is open, or a frame."""
    length = max(room * _LONGEST_BAR * share.share, _THINNEST_BAR)
    accent = hexadecimal(story.style.colours.accent)
    return WordParagraph(fixed="".join(_bar_form(share.bar, accent, room - length, place)))


def _bar_form(bar: Bar, accent: str, rest: float, place: Place) -> Iterator[str]:
    """Yield the properties of the paragraph that is a bar; rest: points that it leaves of the cell's width."""
    yield '<w:pPr><w:pStyle w:val="Bar"/>'
    if bar.hollow:
        sides = ("top", "left", "bottom", "right")
        frame = (f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>' for side in sides)
        yield f"<w:pBdr>{''.join(frame)}</w:pBdr>"
    else:
        pattern = "diagStripe" if bar.open_ended else "clear"
        yield f'<w:shd w:val="{pattern}" w:color="FFFFFF" w:fill="{accent}"/>'
    if place.ink.rtl:
        yield "<w:bidi/>"
    yield f'<w:ind w:left="20" w:right="{twips(rest)}"/></w:pPr>'


def _marks(row: DotRow, story: Story, place: Place) -> WordParagraph:
    """Return a row of marks, one letter a mark: filled or empty, the document's own larger."""
    made = place.paragraph("Marks")
    colours = story.reference.sign_colours
    for (own, filled), dots in groupby(row.dots, key=_kind):
        colour = colours["own" if own else "others" if filled else "outline"]
        letters = (_FILLED if filled else _EMPTY) * len(list(dots))
        made.pieces.append(text_markup(letters, coloured(place.ink, OWN_MARK if own else MARK, colour)))
    return made


def _kind(dot: Dot) -> tuple[bool, bool]:
    return dot.own, dot.filled
