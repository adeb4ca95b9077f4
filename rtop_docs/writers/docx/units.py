"""Values as Word writes them: lengths, colours, languages.

Knows units and language tags; no document and no style.
"""

from __future__ import annotations

# Word knows a language by its region; a text that names none gets the one that the UN's style follows.
_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
_SCRIPTS = {
    "ar": "bidi",
    "fa": "bidi",
    "he": "bidi",
    "ur": "bidi",
    "zh": "eastAsia",
    "ja": "eastAsia",
    "ko": "eastAsia",
}


def hexadecimal(colour: str) -> str:
    """Return ``#RRGGBB`` as Word writes it."""
    return colour.removeprefix("#").upper()


def twips(points: float) -> str:
    """Return points as twentieths of a point."""
    return str(round(points * 20))


def half_points(points: float) -> str:
    """Return points as half points."""
    return str(round(points * 2))


def eighths(points: float) -> str:
    """Return points as eighths of a point, at least the thinnest line that Word draws."""
    return str(max(2, round(points * 8)))


def language_of_word(tag: str) -> dict[str, str]:
    """Return the attributes of ``w:lang`` for a language tag: Word keeps three, by kind of script."""
    whole = _REGIONS.get(tag, tag)
    kind = _SCRIPTS.get(tag.partition("-")[0], "val")
    return {kind: whole}


def languages_of_word(tag: str) -> dict[str, str]:
    """Return the attributes of ``w:lang`` for a whole document: its tag, and one for each other kind of script."""
    return {"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | language_of_word(tag)
