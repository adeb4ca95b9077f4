"""fpdf2 as its own guide shows it: a new FPDF for each file, fonts added, runs in its markup.  Untagged."""

from __future__ import annotations

from pathlib import Path

from fpdf import FPDF, FontFace
from fpdf.enums import XPos, YPos

from rtop_docs.writers.style import DEFAULT
from tests.bench.engines import FACES, Engine
from tests.bench.sheet_text import SheetText

_MARKS = {"": "{}", "bold": "**{}**", "italic": "__{}__"}
_SIZES, _SPACING, _PAGE = DEFAULT.sizes, DEFAULT.spacing, DEFAULT.page
_COLUMNS = (80, 110, 231, 50)
"""Shares of the width; fpdf2 does not size columns by their content."""


class _Sheet(FPDF):
    def footer(self) -> None:
        self.set_y(-_PAGE.margin_bottom_mm * 72 / 25.4 / 2)
        self.set_font("FiraGO", size=_SIZES.foot.size)
        self.cell(0, 0, f"page {self.page_no()} of {{nb}}", align="R")


def engine(fonts: Path) -> Engine[dict[str, object]]:
    """Return fpdf2; it reads its fonts for each file."""
    return Engine(writes="untagged", prepare=prepared, write=lambda sheet: written(sheet, fonts))


def prepared(sheet: SheetText) -> dict[str, object]:
    """Return the sheet with its runs in fpdf2's markup, blanks outside of the marks."""
    blocks = [
        (kind, "".join(_marked(words, weight) for words, weight in content) if kind == "paragraph" else content)
        for kind, content in sheet.blocks()
    ]
    return {"title": sheet.title, "blocks": blocks}


def _marked(words: str, weight: str) -> str:
    inner = words.rstrip()
    return _MARKS[weight].format(inner) + words[len(inner) :]


def written(sheet: dict[str, object], fonts: Path) -> bytes:
    """Set the sheet."""
    pdf = _Sheet(unit="pt", format="A4")
    for weight, style in {"": "", "bold": "B", "italic": "I"}.items():
        pdf.add_font("FiraGO", style, fonts / f"{FACES[weight]}.ttf")
    left, right, top, bottom = (
        mm * 72 / 25.4
        for mm in (_PAGE.margin_left_mm, _PAGE.margin_right_mm, _PAGE.margin_top_mm, _PAGE.margin_bottom_mm)
    )
    pdf.set_margins(left, top, right)
    pdf.set_auto_page_break(True, bottom)
    pdf.add_page()
    pdf.set_font("FiraGO", "B", _SIZES.title.size)
    _text(pdf, str(sheet["title"]), _SIZES.title.leading)
    pdf.ln(_SPACING.block)
    for kind, content in sheet["blocks"]:
        _block(pdf, kind, content)
    return bytes(pdf.output())


def _block(pdf: FPDF, kind: str, content: object) -> None:
    if kind == "table":
        head, rows = content
        pdf.set_font("FiraGO", size=_SIZES.table.size)
        bold = FontFace(emphasis="BOLD")
        ends = ("LEFT", "LEFT", "LEFT", "RIGHT")
        with pdf.table(
            [head, *rows],
            col_widths=_COLUMNS,
            text_align=ends,
            line_height=_SIZES.table.leading,
            padding=_SPACING.cell,
            borders_layout="HORIZONTAL_LINES",
            headings_style=bold,
        ):
            pass
        return
    pdf.set_font("FiraGO", size=_SIZES.text.size)
    pdf.set_x(pdf.l_margin + (_SPACING.indent if kind == "quotation" else 0))
    _text(pdf, str(content), _SIZES.text.leading, marks=kind == "paragraph")
    pdf.ln(_SPACING.paragraph)


def _text(pdf: FPDF, words: str, leading: float, *, marks: bool = False) -> None:
    pdf.multi_cell(0, leading, words, align="L", markdown=marks, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
