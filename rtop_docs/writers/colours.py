"""Colours of the page in both schemes: contrast as WCAG 2 measures it, and a dark scheme made from the light one.

Knows no document and no style sheet.
"""

from __future__ import annotations

from rtop_docs.writers.style import rgb

READABLE = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3."""

LIGHT_PAGE = "#FFFFFF"
DARK_PAGE = "#11161D"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written ``#RRGGBB``, 1 to 21.  Source: WCAG 2.2, definitions."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def readable(colour: str, *grounds: str) -> str:
    """Return `colour`, moved as far towards black or white as text of it needs on each of `grounds`."""
    end = "#FFFFFF" if _luminance(grounds[0]) < 0.18 else "#000000"
    for step in range(51):
        tried = mixed(colour, end, step / 50)
        if all(contrast(tried, ground) >= READABLE for ground in grounds):
            return tried
    return end


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour that lies `share` (0 to 1) of the way from `colour` to `other`."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
