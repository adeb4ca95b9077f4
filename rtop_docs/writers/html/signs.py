"""Signs as small inline drawings: the shape says the direction, the fill how it reaches an actor.

Knows the two enums of the document model only; colours come from the style sheet.
"""

from __future__ import annotations

from rtop_docs.document.model import Fill, Shape, Sign
from rtop_docs.writers.html.element import NOTHING, Markup, element

# Outlines in a square of 10 by 10; of closed shapes also their left half.
_CLOSED = {
    Shape.FOR: ("M5 1A4 4 0 0 1 5 9A4 4 0 0 1 5 1Z", "M5 1A4 4 0 0 0 5 9Z"),
    Shape.AGAINST: ("M1.5 1.5H8.5V8.5H1.5Z", "M1.5 1.5H5V8.5H1.5Z"),
    Shape.RESERVED: ("M5 .6L9.4 5L5 9.4L.6 5Z", "M5 .6L.6 5L5 9.4Z"),
    Shape.CONDITIONAL: ("M5 1L9.4 9H.6Z", "M5 1L.6 9H5Z"),
    Shape.TOLD: ("M.8 3.5H9.2V6.5H.8Z", "M.8 3.5H5V6.5H.8Z"),
}
_STROKES = {
    Shape.SOURCES_DIFFER: ("M2 2L8 8M8 2L2 8", "2"),
    Shape.NOT_NAMED: ("M5 5h.01", "2"),
    Shape.NOT_READ: ("M3.1 3.4A1.9 1.9 0 1 1 5.7 5.1Q5 5.5 5 6.4M5 8.4h.01", "1.2"),
    Shape.DID_NOT_SPEAK: ("M2.5 5H7.5", "1.2"),
    Shape.WITHHELD: ("M1.5 3.5V1.5H3.5M6.5 1.5H8.5V3.5M8.5 6.5V8.5H6.5M3.5 8.5H1.5V6.5", "1.1"),
}


def sign_to_html(sign: Sign, alt: str) -> Markup:
    """Draw `sign`; alt: its words, already screened; without them it is hidden from screen readers."""
    attributes = {"class": f"sign is-{sign.shape.value}", "viewBox": "0 0 10 10"}
    attributes |= {"role": "img"} if alt else {"aria-hidden": "true"}
    title = element("title", None, alt) if alt else NOTHING
    return element("svg", attributes, title, *_drawing(sign))


def _drawing(sign: Sign) -> tuple[Markup, ...]:
    if sign.shape in _STROKES:
        path, width = _STROKES[sign.shape]
        return (element("path", {"class": "line", "stroke-width": width, "d": path}),)
    whole, half = _CLOSED[sign.shape]
    match sign.fill:
        case Fill.FULL:
            return (element("path", {"d": whole}),)
        case Fill.HALF:
            return (_outline(whole), element("path", {"d": half}))
        case Fill.OUTLINE:
            return (_outline(whole),)


def _outline(path: str) -> Markup:
    return element("path", {"class": "line", "stroke-width": "1.1", "d": path})
