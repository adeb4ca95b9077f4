"""Writing one sheet: PDF beside reportlab's platypus, Word beside python-docx's ordinary way, of the same words."""

from __future__ import annotations

import io
from html import escape

import docx
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
        Contest(
            name=f"a sheet as Word, {len(write(sheet(), 'docx').value) // 1000} kB",
            peer="python-docx",
            ours=lambda: write(sheet(), "docx"),
            theirs=with_python_docx,
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


def with_python_docx() -> bytes:
    """Write the words of the sheet as python-docx's own guide shows it."""
    document = docx.Document()
    for kind, words in parts_of_sheet():
        if kind == "heading":
            document.add_heading(str(words), level=1)
        elif kind == "text":
            document.add_paragraph(str(words))
        elif words:
            rows = list(words)
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for cells, row in zip(table.rows, rows, strict=True):
                for cell, text in zip(cells.cells, row, strict=True):
                    cell.text = text
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
