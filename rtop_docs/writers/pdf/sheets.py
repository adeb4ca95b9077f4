"""The measures of pages: size and body, upright and lying on their side.

Knows nothing of what stands on them.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.writers.style import LEAST_BODY, POINTS_PER_MM, Style


@frozen
class Sheet:
    """The measures of a page in points: its size and its body, from the lower left corner."""

    width: float
    height: float
    left: float
    top: float
    body_width: float
    body_height: float

    @property
    def bottom(self) -> float:
        """The y of the body's lower edge."""
        return self.top - self.body_height


def sheet_of(style: Style, *, landscape: bool) -> Sheet:
    """Return the measures of the style's page; ValueError when its margins leave less than an inch each way."""
    width, height = style.page.size.points
    if landscape:
        width, height = height, width
    page = style.page
    left, right, top, bottom = (
        mm * POINTS_PER_MM
        for mm in (page.margin_left_mm, page.margin_right_mm, page.margin_top_mm, page.margin_bottom_mm)
    )
    body_width, body_height = width - left - right, height - top - bottom
    if min(body_width, body_height) < LEAST_BODY:
        raise ValueError(f"the margins leave a body of {body_width:.0f} by {body_height:.0f} points")
    return Sheet(width, height, left, height - top, body_width, body_height)
