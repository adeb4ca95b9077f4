"""The colours of a page in both schemes: contrast as WCAG 2 measures it, and a dark scheme made from the light one.

Knows the style's colours; no document and no rule of a style sheet.
"""

from __future__ import annotations

import attrs

from rtop_docs.writers.style import Style, rgb

READABLE = 4.5
"""The least contrast of text: WCAG 2.2, success criterion 1.4.3."""
VISIBLE = 3.0
"""The least contrast of a drawing, and of the mark of what has the focus: WCAG 2.2, 1.4.11."""

LIGHT_PAGE = "#FFFFFF"
DARK_PAGE = "#11161D"
_GLARE = 14.0  # more contrast than this on a dark page dazzles
_STEPS = 100

TEXTS = ("text", "muted", "accent", "warm_text")
MARKS = ("warm_rule", "own", "others", "outline")


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours written ``#RRGGBB``, 1 to 21.  Source: WCAG 2.2, definitions."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour that lies `share` (0 to 1) of the way from `colour` to `other`."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(255 * (a + (b - a) * share)):02X}" for a, b in pairs)


def seen(colour: str, least: float, *grounds: str) -> str:
    """Return `colour`, moved as little towards black or white as a contrast of `least` on each ground needs.

    Grounds are all light or all dark.  Returns black or white where no mixture will do.
    """
    end = "#FFFFFF" if _luminance(grounds[0]) < 0.18 else "#000000"
    for step in range(_STEPS + 1):
        tried = mixed(colour, end, step / _STEPS)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return end


def light_scheme(style: Style) -> dict[str, str]:
    """Return name -> colour on white paper: the style's own, darkened where they could not be read or seen."""
    colours = style.colours
    grounds = (LIGHT_PAGE, colours.ground, colours.warm_ground)
    found = {name: seen(getattr(colours, name), READABLE, *grounds) for name in TEXTS}
    found |= {name: seen(getattr(colours, name), VISIBLE, *grounds) for name in MARKS}
    found |= {f"is_{shape}": seen(colour, VISIBLE, *grounds) for shape, colour in attrs.asdict(style.stances).items()}
    return found | _grounds(grounds, colours.rule)


def dark_scheme(style: Style) -> dict[str, str]:
    """Return name -> colour on a dark page: each as far from it as its light sister is from white paper."""
    light, colours = light_scheme(style), style.colours
    ground, warm = mixed(DARK_PAGE, colours.accent, 0.22), mixed(DARK_PAGE, colours.warm_rule, 0.16)
    grounds = (DARK_PAGE, ground, warm)
    found = {
        name: seen(_as_far(colour), READABLE if name in TEXTS else VISIBLE, *grounds)
        for name, colour in light.items()
        if name in TEXTS or name in MARKS or name.startswith("is_")
    }
    return found | _grounds(grounds, mixed(DARK_PAGE, colours.rule, 0.28))


def _as_far(colour: str) -> str:
    return seen(colour, min(contrast(colour, LIGHT_PAGE), _GLARE), DARK_PAGE)


def _grounds(grounds: tuple[str, ...], rule: str) -> dict[str, str]:
    page, ground, warm = grounds
    return {"page": page, "ground": ground, "warm_ground": warm, "rule": rule}


def _luminance(colour: str) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
