"""Embed the faces that a document uses: a subset of each, with the text that every glyph stands for.

Knows nothing of pages.  The code of a glyph is its number in the face, the same in every document, so that shaped words
can be kept; the subset, made by HarfBuzz, numbers its glyphs anew, and a map leads from codes to those numbers.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

import uharfbuzz as hb
from attrs import frozen

from rtop_docs.writers.pdf.objects import File, object_stream
from rtop_docs.writers.pdf.shape import Face, Glyphs

_REPLACEMENT = "\ufffd"
_SILENT = "\u200b"
"""What a glyph says that is only a part of a letter: a reader of text hears nothing."""
_ROWS = 100
"""Most rows of one block of a ToUnicode map (Adobe technical note 5411)."""
_DROPPED = [
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "cmap",
    "name",
    "post",
    "OS/2",
    "DSIG",
    "gasp",
    "STAT",
    "MVAR",
    "vhea",
    "vmtx",
]
"""Tables of a font that an embedded one does not need (ISO 32000-1, 9.9)."""


class FontUse:
    """One face as a document uses it.  name: of the font resource on the pages."""

    def __init__(self, face: Face, name: str) -> None:
        self.face, self.name = face, name
        self._beyond: set[int] = set()
        self._spelled: dict[int, str] = {}

    def note(self, glyphs: Glyphs) -> bool:
        """Note that `glyphs` is painted; tell whether its glyphs' texts in this document spell what it says."""
        self._beyond |= glyphs.beyond
        spell = not glyphs.actual
        for glyph, text in glyphs.spelled:
            spell = self._spelled.setdefault(glyph, text) == text and spell
        return spell

    def program(self) -> _Program:
        """Return the subset that shows what was noted."""
        return _program(self.face, frozenset(self._beyond), tuple(sorted(self._spelled.items())))


@frozen(eq=False)
class _Program:
    """A subset, ready to be written: streams deflated, dictionaries open at their end for references.

    data, length: the font file and its length before deflating.  codes: the map of codes to glyphs.  text: of codes to
    text.
    """

    data: bytes
    length: int
    codes: bytes
    text: bytes
    descriptor: str
    descendant: str
    font: str


@lru_cache(maxsize=64)
def _program(face: Face, beyond: frozenset[int], spelled: tuple[tuple[int, str], ...]) -> _Program:
    """Return the subset of `face` with its common glyphs and those `beyond`; most documents share one."""
    glyphs = sorted(face.common | beyond)
    raw, numbers = _subset(face, glyphs)
    texts = {g: face.spelling.get(g, "") for g in glyphs} | dict(spelled)
    base = _subset_name(face, raw)
    widths = {g: face.advance(g) for g in glyphs}
    return _Program(
        zlib.compress(raw, 9),
        len(raw),
        zlib.compress(struct.pack(f">{glyphs[-1] + 1}H", *(numbers.get(g, 0) for g in range(glyphs[-1] + 1))), 9),
        zlib.compress(_to_unicode(base, texts), 9),
        _descriptor(face, base),
        f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        f"/Supplement 0>>/DW 0/W[{_widths(widths)}]",
        f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H",
    )


@lru_cache(maxsize=64)
def _described(programs: tuple[_Program, ...], first: int) -> bytes:
    """Return the object stream of the fonts' dictionaries, which most documents share as they share the subsets.

    first: number of the first program; three streams of each font follow each other, then three dictionaries of each.
    """
    texts = []
    number = first + 3 * len(programs)
    for index, made in enumerate(programs):
        program = first + 3 * index
        texts += [
            f"{made.descriptor}/FontFile2 {program} 0 R>>",
            f"{made.descendant}/FontDescriptor {number} 0 R/CIDToGIDMap {program + 1} 0 R>>",
            f"{made.font}/DescendantFonts[{number + 1} 0 R]/ToUnicode {program + 2} 0 R>>",
        ]
        number += 3
    return object_stream([*enumerate(texts, first + 3 * len(programs))], 9)


def _subset(face: Face, glyphs: Iterable[int]) -> tuple[bytes, Mapping[int, int]]:
    """Return a font file that holds `glyphs` alone, and their numbers in it."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.drop_table_tag_set.update(int.from_bytes(tag.encode("ascii").ljust(4), "big") for tag in _DROPPED)
    wanted.flags = hb.SubsetFlags.NOTDEF_OUTLINE | hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
    for axis, value in face.axes:
        wanted.pin_axis_location(face.hb_face, axis, value)
    plan = hb.SubsetPlan(face.hb_face, wanted)
    return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


def _subset_name(face: Face, raw: bytes) -> str:
    """Return the name of a subset: six letters made from its bytes (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(raw).digest()[:6]) + "+" + face.name


def _descriptor(face: Face, base: str) -> str:
    """Return the font's descriptor, open at its end (ISO 32000-1, table 122)."""
    font, scale = face.font, face.scale
    extents = font.get_font_extents("ltr")
    capital = font.get_metric_position_with_fallback(hb.OTMetricsTag.CAP_HEIGHT) * scale
    slant = font.get_style_value(hb.StyleTag.SLANT_ANGLE)
    weight = font.get_style_value(hb.StyleTag.WEIGHT)
    return (
        f"<</Type/FontDescriptor/FontName/{base}/Flags {4 | (64 if slant else 0)}"
        f"/FontBBox[{' '.join(str(round(v)) for v in face.bounds)}]/ItalicAngle {round(slant)}"
        f"/Ascent {round(extents.ascender * scale)}/Descent {round(extents.descender * scale)}"
        f"/CapHeight {round(capital)}/StemV {round(10 + 220 * (weight - 50) / 900)}"
    )


def _widths(widths: Mapping[int, float]) -> str:
    """Write the widths of codes, neighbours together (ISO 32000-1, 9.7.4.3)."""
    parts = []
    for _, group in groupby(enumerate(sorted(widths)), lambda pair: pair[1] - pair[0]):
        codes = [glyph for _, glyph in group]
        parts.append(f"{codes[0]}[{' '.join(f'{widths[g]:g}' for g in codes)}]")
    return "".join(parts)


def _to_unicode(name: str, texts: Mapping[int, str]) -> bytes:
    """Return the map that gives the text of each code."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    rows = [f"<{glyph:04X}> <{_utf16(texts[glyph])}>" for glyph in sorted(texts) if glyph]
    for start in range(0, len(rows), _ROWS):
        part = rows[start : start + _ROWS]
        lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _utf16(text: str) -> str:
    """Return `text` in UTF-16 as hexadecimal digits; U+FFFD for what no text may hold."""
    shown = "".join(
        _REPLACEMENT if "\ud800" <= c <= "\udfff" or c < " " or "\x7f" <= c <= "\x9f" else c for c in text or _SILENT
    )
    return shown.encode("utf-16-be").hex().upper()


class Fonts:
    """The faces used by a document so far, in the order in which they were first painted."""

    def __init__(self) -> None:
        self._uses: dict[Face, FontUse] = {}

    def of(self, face: Face) -> FontUse:
        """Return the document's use of `face`."""
        use = self._uses.get(face)
        if use is None:
            use = self._uses[face] = FontUse(face, f"F{len(self._uses) + 1}")
        return use

    def resources(self, file: File) -> str:
        """Add all fonts to `file`; return the dictionary of font resources for its pages."""
        programs = tuple([use.program() for use in self._uses.values()])
        first = file.following
        for made in programs:
            file.add_stream(f"/Length1 {made.length}", made.data)
            file.add_stream("", made.codes)
            file.add_stream("", made.text)
        dictionaries = file.add_packed(_described(programs, first), 3 * len(programs)) if programs else 0
        names = [use.name for use in self._uses.values()]
        fonts = "".join([f"/{name} {dictionaries + 3 * index + 2} 0 R" for index, name in enumerate(names)])
        return f"<</Font<<{fonts}>>>>"
