"""Read a PDF of any engine back: its text, page by page, in the order in which it is painted.

Knows no engine.  Source: ISO 32000-1, 9.10.3 (maps from codes to text), 9.7.5 (codes of two bytes).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf

Codes = dict[int, str]


def pages_of(data: bytes) -> list[str]:
    """Return the text of each page; blanks that an engine makes by moving on are not in it."""
    pdf = pikepdf.open(io.BytesIO(data))
    return ["".join(_painted(page)) for page in pdf.pages]


def page_count(data: bytes) -> int:
    """Return how many pages the file has."""
    return len(pikepdf.open(io.BytesIO(data)).pages)


def _painted(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _font(font) for name, font in page.Resources.get("/Font", {}).items()}
    width, codes = 1, {}
    for operands, operator in pikepdf.parse_content_stream(page, "Tf Tj TJ ' \""):
        match str(operator):
            case "Tf":
                width, codes = fonts[str(operands[0])]
            case "TJ":
                yield from (
                    _text(bytes(part), width, codes) for part in operands[0] if isinstance(part, pikepdf.String)
                )
            case _:
                yield _text(bytes(operands[-1]), width, codes)


def _text(painted: bytes, width: int, codes: Codes) -> str:
    numbers = (int.from_bytes(painted[i : i + width]) for i in range(0, len(painted), width))
    return "".join(codes.get(number, "\ufffd") for number in numbers)


def _font(font: pikepdf.Object) -> tuple[int, Codes]:
    """Return how many bytes a code has, and the text of each code."""
    width = 2 if font.Subtype == "/Type0" else 1
    if "/ToUnicode" not in font:
        return width, {code: bytes([code]).decode("cp1252", "replace") for code in range(256)}
    return width, dict(_rows(font.ToUnicode.read_bytes().decode("latin-1")))


def _rows(content: str) -> Iterator[tuple[int, str]]:
    for block in re.findall(r"beginbfchar(.*?)endbfchar", content, re.DOTALL):
        for code, text in re.findall(r"<(\w+)>\s*<(\w*)>", block):
            yield int(code, 16), _utf16(text)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", content, re.DOTALL):
        for first, last, single, several in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:<(\w+)>|\[(.*?)\])", block):
            texts = re.findall(r"<(\w*)>", several)
            for i, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                yield code, _utf16(texts[i]) if texts else _shifted(single, i)


def _utf16(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")


def _shifted(digits: str, by: int) -> str:
    text = _utf16(digits)
    return text[:-1] + chr(ord(text[-1]) + by)
