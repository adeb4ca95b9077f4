"""Embed the faces that a document uses: a subset of each, with the text that every glyph stands for.

Knows nothing of pages; characters get their codes in the order in which they are first painted.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from rtop_docs.writers.pdf.fonts import BOX, UNPAINTED, Face, glyph_code
from rtop_docs.writers.pdf.guarded import pdfdoc
from rtop_docs.writers.pdf.objects import Stream

_REPLACEMENT = "\ufffd"
_ROWS = 100
"""Most rows of one block of a ToUnicode map (Adobe technical note 5411)."""


class _Digits(dict[str, str]):
    """Character -> its digits where it is painted as itself; filled as characters are met."""

    def __init__(self, use: FontUse) -> None:
        super().__init__()
        self._use = use

    def __missing__(self, character: str) -> str:
        digits = self[character] = self._use.digits(character, character)
        return digits


class FontUse:
    """One face as a document uses it.  name: of the font resource on the pages."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self._codes: dict[tuple[str, str], int] = {}
        self._digits = _Digits(self)

    def encoded(self, text: str, painted: str) -> str:
        """Return `text` as hexadecimal digits, four a character; `painted` holds the characters to be seen."""
        if text == painted:
            digits = self._digits
            return "".join([digits[character] for character in text])
        return "".join(map(self.digits, text, painted))

    def digits(self, character: str, glyph: str) -> str:
        """Return the digits of `character` where `glyph` is seen; a new code where the two were not met before."""
        if character in UNPAINTED:
            return ""
        return f"{self._codes.setdefault((character, glyph), len(self._codes) + 1):04X}"

    def add_to(self, document: pdfdoc.PDFDocument) -> object:
        """Add the font's objects to `document`; return the reference to the font."""
        face, pairs = self.face, list(self._codes)
        box = BOX if face.has(BOX) else ""
        present = [glyph if face.has(glyph) else box for _, glyph in pairs]
        points = sorted({glyph_code(glyph) for glyph in present if glyph} | {0x20})
        raw = face.file.makeSubset(points)
        data = zlib.compress(raw, 9)
        glyphs = _glyph_numbers(face, points)
        numbers = [0, *(glyphs[glyph_code(g)] if g else 0 for g in present)]
        tag = hashlib.sha256(raw).digest()
        base = "".join(chr(65 + byte % 26) for byte in tag[:6]) + "+" + face.name
        widths = [face.character_width(glyph) for _, glyph in pairs]
        text = _to_unicode(base, [character for character, _ in pairs])
        return _objects(document, face, base, data, len(raw), numbers, widths, text)


def _glyph_numbers(face: Face, points: list[int]) -> dict[int, int]:
    """Return code point -> glyph number in the subset of `points`, which numbers glyphs as it first meets them."""
    seen: dict[int, int] = {0: 0}
    return {p: seen.setdefault(face.file.charToGlyph.get(p, 0), len(seen)) for p in points}


def _name(text: str) -> str:
    name: str = pdfdoc.PDFName(text)
    return name


def _stream(content: bytes, **entries: object) -> object:
    packed = zlib.compress(content, 9)
    return Stream(pdfdoc.PDFDictionary({"Filter": _name("FlateDecode"), **entries}), packed)


def _objects(
    document: pdfdoc.PDFDocument,
    face: Face,
    base: str,
    data: bytes,
    length: int,
    numbers: list[int],
    widths: list[float],
    text: bytes,
) -> object:
    """Build the composite font: descriptor, descendant, map of codes to glyphs, map of codes to text."""
    file, reference, name = face.file, document.Reference, _name
    program = Stream(pdfdoc.PDFDictionary({"Filter": name("FlateDecode"), "Length1": length}), data)
    descriptor = pdfdoc.PDFDictionary(
        {
            "Type": name("FontDescriptor"),
            "FontName": name(base),
            "Flags": 4 | (64 if file.italicAngle else 0),
            "FontBBox": pdfdoc.PDFArray([round(v) for v in file.bbox]),
            "ItalicAngle": round(file.italicAngle),
            "Ascent": round(file.ascent),
            "Descent": round(file.descent),
            "CapHeight": round(file.capHeight),
            "StemV": round(file.stemV),
            "FontFile2": reference(program),
        }
    )
    system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": name("Font"),
            "Subtype": name("CIDFontType2"),
            "BaseFont": name(base),
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": reference(descriptor),
            "DW": round(file.defaultWidth),
            "W": f"[1 [{' '.join(str(round(w)) for w in widths)}]]",
            "CIDToGIDMap": reference(_stream(struct.pack(f">{len(numbers)}H", *numbers))),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": name("Font"),
            "Subtype": name("Type0"),
            "BaseFont": name(base),
            "Encoding": name("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([reference(descendant)]),
            "ToUnicode": reference(_stream(text)),
        }
    )
    return reference(font)


def _to_unicode(name: str, characters: list[str]) -> bytes:
    """Return the map that gives the text of each code from 1 on."""
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
    for start in range(0, len(characters), _ROWS):
        rows = characters[start : start + _ROWS]
        lines.append(f"{len(rows)} beginbfchar")
        lines += [f"<{start + i + 1:04X}> <{_utf16(c)}>" for i, c in enumerate(rows)]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode("ascii")


def _utf16(character: str) -> str:
    """Return `character` in UTF-16 as hexadecimal digits; U+FFFD for what no text may hold."""
    if "\ud800" <= character <= "\udfff" or character < " " or "\x7f" <= character <= "\x9f":
        character = _REPLACEMENT
    return character.encode("utf-16-be").hex().upper()


class Fonts:
    """The faces used by a document so far, in the order in which they were first used."""

    def __init__(self) -> None:
        self._uses: dict[str, FontUse] = {}

    def of(self, face: Face) -> FontUse:
        """Return the document's use of `face`."""
        use = self._uses.get(face.name)
        if use is None:
            use = self._uses[face.name] = FontUse(face, f"F{len(self._uses) + 1}")
        return use

    def resources(self, document: pdfdoc.PDFDocument) -> object:
        """Add all fonts to `document`; return the dictionary of font resources for its pages."""
        fonts = {use.name: use.add_to(document) for use in self._uses.values()}
        return pdfdoc.PDFDictionary({"Font": pdfdoc.PDFDictionary(fonts)})
