"""A house's own Word file for the tests, as an office in another language would have it."""

from __future__ import annotations

import io

import docx
from docx.shared import Pt, RGBColor

HEADING = RGBColor(0x7A, 0x1F, 0x1F)


def house_file() -> bytes:
    """Make a file whose built-in styles have ids of another language, with a list, a theme and texts of its own."""
    document = docx.Document()
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Georgia", Pt(11)
    styles["Heading 1"].font.color.rgb = HEADING
    styles["Heading 1"].element.set(f"{{{styles.element.nsmap['w']}}}styleId", "berschrift1")
    own = styles.add_style("House Letter", 1)
    own.base_style = styles["Heading 1"]
    document.add_paragraph("The house's own text", style="List Bullet")
    document.sections[0].header.paragraphs[0].text = "The house's head"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
