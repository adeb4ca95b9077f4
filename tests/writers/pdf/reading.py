"""Read a finished PDF back: its text in the order of its content, and every object in it.

Knows nothing of how the file was made.
"""

from __future__ import annotations

import io
import re

import pikepdf


def opened(data: bytes) -> pikepdf.Pdf:
    """Open the file; fails on anything that qpdf calls a problem."""
    pdf = pikepdf.open(io.BytesIO(data))
    assert pdf.check_pdf_syntax() == []
    return pdf


def _texts(font: pikepdf.Object) -> dict[str, str]:
    content = font.ToUnicode.read_bytes().decode("ascii")
    rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", content.split("beginbfchar", 1)[-1])
    return {code: bytes.fromhex(text).decode("utf-16-be") for code, text in rows}


def steps(page: pikepdf.Page):  # noqa: C901  one case an operator, nothing nested
    """Yield what a page does: ("begin", tag, properties), ("end",), ("text", words, matrix), ("paint", operator).

    A marked content with ActualText gives that text alone, where its letters stand; a parted word's hyphen, U+00AD,
    gives nothing.  Within an artifact such a text has a span of its own, which is no step.
    """
    fonts = {name: _texts(font) for name, font in page.Resources.Font.items()}
    font, matrix, actual, spans = "", (), None, []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                spans.append("/ActualText" in operands[1] and "/MCID" not in operands[1])
                if "/ActualText" in operands[1]:
                    assert actual is None
                    actual = str(operands[1].ActualText).replace("\u00ad", "")
                if not spans[-1]:
                    yield "begin", str(operands[0]), operands[1]
            case "EMC":
                assert not actual, "a text stands for letters that are painted"
                actual = None
                if not spans.pop():
                    yield ("end",)
            case "Tf":
                font = str(operands[0])
            case "Tm":
                matrix = tuple(map(float, operands))
            case "TJ" if actual is not None:
                yield "text", actual, matrix
                actual = ""
            case "TJ":
                digits = "".join(bytes(o).hex().upper() for o in operands[0] if isinstance(o, pikepdf.String))
                yield "text", "".join(fonts[font][digits[i : i + 4]] for i in range(0, len(digits), 4)), matrix
            case "Tj" | "'" | '"':
                raise AssertionError("text is written by TJ alone")
            case "f" | "S" | "f*" | "B" as painted:
                yield "paint", painted
    assert actual is None


def lines_of(data: bytes) -> list[list[str]]:
    """Return for each page its lines: pieces of text on one baseline that follow each other in the content."""
    found = []
    for page in opened(data).pages:
        lines, last = [], None
        for step in steps(page):
            if step[0] == "text":
                _, text, matrix = step
                baseline = matrix[5] if matrix[0] else matrix[4]
                raised = last is not None and 0 < abs(baseline - last) < 4.5
                if last is not None and (baseline == last or raised):
                    lines[-1] += text
                else:
                    lines.append(text)
                last = last if raised else baseline
        found.append(lines)
    return found


def text_of(data: bytes) -> str:
    """Return all text of the file, a line each."""
    return "\n".join("\n".join(lines) for lines in lines_of(data))


def names_and_strings(data: bytes) -> set[str]:
    """Return every name, key and text that stands in any object of the file."""
    found: set[str] = set()

    def walk(value: object, depth: int) -> None:
        if depth and getattr(value, "is_indirect", False):  # walked as an object of its own
            return
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            for key, inner in value.items():
                found.add(str(key))
                walk(inner, depth + 1)
        elif isinstance(value, pikepdf.Array):
            for inner in value:
                walk(inner, depth + 1)
        elif isinstance(value, pikepdf.Name | pikepdf.String):
            found.add(str(value))

    pdf = opened(data)  # held: its objects are gone with it
    for thing in pdf.objects:
        walk(thing, 0)
    assert found
    return found


def pieces_of(data: bytes) -> list[tuple[int, str, float, float]]:
    """Return each painted text with its page (from 0) and the left end of its baseline, in points."""
    return [
        (index, step[1], step[2][4], step[2][5])
        for index, page in enumerate(opened(data).pages)
        for step in steps(page)
        if step[0] == "text"
    ]


def areas_of(data: bytes) -> list[tuple[int, float, float, float, float]]:
    """Return the rectangles that are filled or outlined: page (from 0), left, low, width, height, in points."""
    return [
        (index, *map(float, operands))
        for index, page in enumerate(opened(data).pages)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "re"
    ]
