"""Charts as drawings that follow the width of the screen; their data stands beside them as a table.

Knows the two charts of the document model; their words are hidden from screen readers, which get the alt text.
"""

from __future__ import annotations

from typing import assert_never

from rtop_docs.document.model import Bar, BarChart, Dot, DotChart, DotRow, Figure
from rtop_docs.writers.html.element import Markup, element
from rtop_docs.writers.html.page import Page

_OPEN_MARKS = (3, 9, 15)  # where the lines of an open end stand after the bar, in pixels
_LONGEST = 62  # per cent of the room beside the labels: the rest is for what is printed at the end


def chart_to_html(figure: Figure, page: Page) -> Markup:
    """Return the chart of `figure` as one picture with an alt text."""
    alt = page.text(figure.alt, figure.origin)
    chart = figure.chart
    match chart:
        case BarChart():
            longest = max((bar.value for bar in chart.bars), default=0) or 1
            rows = [_bar(bar, longest, figure, page) for bar in chart.bars]
        case DotChart():
            rows = [_dots(row, figure, page) for row in chart.rows]
        case _:
            assert_never(chart)
    return element("div", {"class": "chart", "role": "img", "aria-label": alt}, *rows)


def _bar(bar: Bar, longest: float, figure: Figure, page: Page) -> Markup:
    label = page.text(bar.label, figure.origin)
    note = page.text(bar.note, figure.origin)
    share = f"{max(_LONGEST * bar.value / longest, 0.5):.2f}%"
    shape = element("rect", {"class": "hollow" if bar.hollow else "", "width": "100%", "height": "100%"})
    marks = _OPEN_MARKS if bar.open_ended else ()
    end = [element("svg", {"x": "100%", "width": "1", "height": "100%"}, _tick(x)) for x in marks]
    drawing = element("svg", {"width": share, "aria-hidden": "true"}, shape, *end)
    length = element(
        "div", {"class": "length open" if bar.open_ended else "length"}, drawing, element("span", None, note)
    )
    return element("div", {"class": "bar"}, element("div", None, label), length)


def _tick(x: int) -> Markup:
    return element("rect", {"x": str(x), "width": "3", "height": "100%"})


def _dots(row: DotRow, figure: Figure, page: Page) -> Markup:
    label = page.text(row.label, figure.origin)
    dots = element("div", {"class": "dots"}, *[_dot(dot) for dot in row.dots])
    return element("div", {"class": "bar"}, element("div", None, label), dots)


def _dot(dot: Dot) -> Markup:
    names = " ".join(name for name, holds in (("own", dot.own), ("named", dot.filled)) if holds)
    circle = element("circle", {"class": names, "cx": "5", "cy": "5", "r": "4.6" if dot.own else "3.6"})
    return element("svg", {"viewBox": "0 0 10 10", "aria-hidden": "true"}, circle)
