"""Writing one sheet as PDF beside reportlab's platypus, of the same words."""

from __future__ import annotations

import io
from html import escape

from pymupdf_fonts import FiraGO_Bold, FiraGO_Regular
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from rtop_docs.writers import write
from tests.bench.contest import Contest
from tests.bench.shipped import parts_of_sheet, sheet


def contests() -> tuple[Contest, ...]:
    """Return what is timed here."""
    for name, module in (("Plain", FiraGO_Regular), ("Heavy", FiraGO_Bold)):
        pdfmetrics.registerFont(TTFont(name, io.BytesIO(module.fontbuffer)))
    return (
        Contest(
            name=f"a sheet as PDF, {len(write(sheet(), 'pdf').value) // 1000} kB",
            peer="reportlab platypus, same font",
            ours=lambda: write(sheet(), "pdf"),
            theirs=with_platypus,
        ),
    )


def with_platypus() -> bytes:
    """Set the words of the sheet as reportlab's own guide shows it."""
    text, heading = ParagraphStyle("text", fontName="Plain"), ParagraphStyle("heading", fontName="Heavy", fontSize=14)
    story: list[object] = []
    for kind, words in parts_of_sheet():
        if kind == "table":
            rows = [[Paragraph(escape(cell), text) for cell in row] for row in words]
            story += [Table(rows, repeatRows=1)] if rows else []
        else:
            story.append(Paragraph(escape(str(words)), heading if kind == "heading" else text))
    file = io.BytesIO()
    SimpleDocTemplate(file).build(story)
    return file.getvalue()
