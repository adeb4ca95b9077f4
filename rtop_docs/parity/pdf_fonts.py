"""The letters that the codes of a PDF's fonts stand for, by their ToUnicode maps.

Knows fonts; knows nothing of pages or of the structure tree.  Source: ISO 32000-1, 9.10; Adobe Technical Note 5411.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pikepdf
from attrs import field, frozen

from rtop_docs.parity.pdf_streams import decoded

UNKNOWN = "\ufffd"
"""What a code reads as when its font does not say: it cannot be searched, copied or spoken."""

_MOST_CODES = 70_000
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])|([A-Za-z]+)")


@frozen
class Letters:
    """One font.

    codes: code -> letters.  widths: how many bytes a code may have, longest first.  plain: a simple font that says
    nothing of its letters; its codes are read as Windows-1252.
    """

    codes: dict[bytes, str] = field(factory=dict)
    widths: tuple[int, ...] = (1,)
    plain: bool = False

    def of(self, data: bytes) -> str:
        """Return the letters of a string that is shown in this font."""
        if self.plain:
            return data.decode("cp1252", "replace")
        found: list[str] = []
        at = 0
        while at < len(data):
            for width in self.widths:
                letters = self.codes.get(data[at : at + width])
                if letters is not None:
                    break
            else:
                width, letters = self.widths[0], UNKNOWN
            found.append(letters)
            at += width
        return "".join(found)


UNNAMED = Letters(plain=True)
"""The letters of a font that is not there."""


def letters_of(font: pikepdf.Object) -> Letters:
    """Return the letters of a font's codes.  Raises Unread when its map is larger than any of ours."""
    table = font.get("/ToUnicode")
    composite = font.get("/Subtype") == "/Type0"
    if not isinstance(table, pikepdf.Stream):
        return Letters(widths=(2,)) if composite else UNNAMED
    codes = dict(_entries(decoded(table)))
    widths = tuple(sorted({len(code) for code in codes}, reverse=True))
    return Letters(codes, widths or ((2,) if composite else (1,)))


def _entries(content: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield code and letters of every line of a map."""
    section: list[bytes | None] = []
    for found in _TOKEN.finditer(content):
        digits, opens, closes, name = found.groups()
        if digits is not None:
            section.append(_bytes(digits))
        elif opens or closes:
            section.append(None)  # a range whose letters are listed one by one stands between two of these
        elif name in (b"beginbfchar", b"beginbfrange"):
            section = []
        elif name == b"endbfchar":
            codes = [part for part in section if part is not None]
            yield from ((code, _text(text)) for code, text in zip(codes[::2], codes[1::2], strict=False))
        elif name == b"endbfrange":
            yield from _ranges(section)


def _ranges(section: list[bytes | None]) -> Iterator[tuple[bytes, str]]:
    parts = iter(section)
    for first in parts:
        last, target = next(parts, None), next(parts, None)
        if first is None or last is None:
            return
        count = int.from_bytes(last, "big") - int.from_bytes(first, "big") + 1
        if not 0 < count <= _MOST_CODES or not first:
            return
        start = int.from_bytes(first, "big")
        codes = ((start + n).to_bytes(len(first) + 1, "big")[1:] for n in range(count))
        if target is None:
            listed = list(iter(lambda: next(parts, None), None))
            yield from zip(codes, map(_text, listed), strict=False)
        else:
            yield from ((code, _text(_later(target, n))) for n, code in enumerate(codes))


def _later(target: bytes, steps: int) -> bytes:
    """Return UTF-16 whose last unit is `steps` further on."""
    unit = (int.from_bytes(target[-2:], "big") + steps) & 0xFFFF
    return target[:-2] + unit.to_bytes(2, "big")


def _bytes(digits: bytes) -> bytes:
    packed = b"".join(digits.split())
    return bytes.fromhex((packed + b"0" * (len(packed) % 2)).decode("ascii"))


def _text(units: bytes) -> str:
    return units.decode("utf-16-be", "replace")
