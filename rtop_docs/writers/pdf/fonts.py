"""The font table: which faces there are, which characters they hold and how wide each is.

Knows nothing of documents, lines or pages; widths are thousandths of the type size.
"""

from __future__ import annotations

import io
from functools import cache
from importlib import import_module
from typing import Protocol

from rtop_docs.writers.pdf.guarded import settled, ttfonts

FAMILIES = {"FiraGO": ("FiraGO_Regular", "FiraGO_Bold", "FiraGO_Italic", "FiraGO_BoldItalic")}
"""Family -> modules of `pymupdf_fonts` for regular, bold, italic, bold italic."""

UNPAINTED = frozenset("\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Characters that only steer the break of lines or the order of letters: nothing is painted for them."""

BOX = "\u25af"
"""What is painted for a character that the face lacks: a glyph of its own, since PDF/A forbids the font's."""

_SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_MOST_WORDS = 50_000
_LONGEST_CACHED = 64


class FontFile(Protocol):
    """What is used of reportlab's `TTFontFile`."""

    charToGlyph: dict[int, int]
    charWidths: dict[int, float]
    defaultWidth: float
    ascent: float
    descent: float
    capHeight: float
    bbox: list[float]
    italicAngle: float
    stemV: float
    flags: int

    def makeSubset(self, subset: list[int]) -> bytes:
        """Return a font file that holds glyphs for the code points in `subset` only, in that order."""
        ...


class Face:
    """One weight and slope of a family.

    name: unique among all faces that can meet in a file (two fonts of one PostScript name would be taken for one).
    """

    def __init__(self, name: str, file: FontFile) -> None:
        self.name = name
        self.file = file
        self.widths = {chr(code): width for code, width in file.charWidths.items() if code in file.charToGlyph}
        space = self.widths[" "]
        self.widths.update(dict.fromkeys(_SPACES, space))
        self.widths.update(dict.fromkeys(UNPAINTED, 0.0))
        self.lacking = self.widths.get(BOX, file.defaultWidth)
        self._words: dict[str, float] = {}

    def has(self, character: str) -> bool:
        """Tell whether the face can show `character`, or need not."""
        return character in self.widths

    def width(self, text: str) -> float:
        """Return the width of `text` in thousandths of the type size; the time is linear in its length."""
        known = self._words.get(text)
        if known is not None:
            return known
        width = self.measure(text)
        if len(text) <= _LONGEST_CACHED:
            if len(self._words) >= _MOST_WORDS:  # flat memory over thousands of documents
                self._words.clear()
            self._words[text] = width
        return width

    def measure(self, text: str) -> float:
        """Return the width of `text` like `width`, without remembering it."""
        widths, missing = self.widths, self.lacking
        return sum([widths.get(character, missing) for character in text])

    def character_width(self, character: str) -> float:
        """Return the width of one character; of the box for a missing one where the face lacks it."""
        return self.widths.get(character, self.lacking)


def glyph_code(character: str) -> int:
    """Return the code point whose glyph is painted for `character`: every space looks like U+0020."""
    return 0x20 if character in _SPACES else ord(character)


@cache
def face(family: str, bold: bool, italic: bool) -> Face:
    """Load a face, once a process.

    family: a key of `FAMILIES`; ValueError for another.
    Source: the package pymupdf-fonts, whose fonts are under the SIL Open Font License 1.1.
    """
    if family not in FAMILIES:
        raise ValueError(f"font family {family!r} is not one of {sorted(FAMILIES)}")
    module = FAMILIES[family][bold + 2 * italic]
    data: bytes = import_module(f"pymupdf_fonts.{module}").fontbuffer
    with settled():
        file: FontFile = ttfonts.TTFontFile(io.BytesIO(data))
    return Face(module.replace("_", "-"), file)
