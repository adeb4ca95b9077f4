"""Columns of a terminal: how many a text takes, and where its lines may be broken.

Knows no document.
"""

from __future__ import annotations

import re
import unicodedata

COLUMNS = 78

_HARD_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2060": None, "\ufeff": None})
_IDEOGRAPHS = "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_CLOSING = "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff01\uff1f\u300b\u300d\u300f\uff09\u3011"
_BREAKS = re.compile(f" +|(?<=[{_IDEOGRAPHS}{_CLOSING}])(?=[{_IDEOGRAPHS}])")


def columns_of(text: str) -> int:
    """Return how many columns `text` takes: two for a wide letter, none for a mark on another.

    Source: Unicode Standard Annex 11, East Asian Width.
    """
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def wrapped(text: str, width: int) -> list[str]:
    r"""Break `text` at spaces, and between ideographs, into lines of at most `width` columns.

    A word that is longer stays whole.  ``\n`` ends a line.  Hard spaces come out as spaces, unbroken.
    """
    return [line.translate(_HARD_SPACES) for part in text.split("\n") for line in _lines(part, max(width, 1))]


def _lines(text: str, width: int) -> list[str]:
    lines: list[str] = []
    line, used = "", 0
    for gap, word in _words(text):
        size = columns_of(word)
        if line and used + len(gap) + size > width:
            lines.append(line)
            line, used = word, size
        else:
            line, used = line + gap + word, used + len(gap) + size
    return [*lines, line]


def _words(text: str) -> list[tuple[str, str]]:
    """Return each unbreakable piece with the spaces before it."""
    pieces: list[tuple[str, str]] = []
    at, gap = 0, ""
    for found in _BREAKS.finditer(text):
        pieces.append((gap, text[at : found.start()]))
        at, gap = found.end(), found.group()
    pieces.append((gap, text[at:]))
    return pieces
