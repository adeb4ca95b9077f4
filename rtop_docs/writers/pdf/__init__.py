"""Write a Document as PDF: lay out its blocks, fill pages, paint them, put them into a file.

Knows nothing of records or templates; importing it loads neither reportlab nor a font, the first writing does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rtop_docs.diagnostics import Checked
    from rtop_docs.document.model import Document
    from rtop_docs.writers.style import Style


def write_pdf(document: Document, style: Style) -> Checked[bytes]:
    """Return the PDF file of `document`, and what could not be shown as it should.

    The bytes depend on the arguments and the versions of the libraries alone.  A character that the font lacks
    is shown as a box and is an error (V20); the file is whole nevertheless.
    Raises ValueError when the style's margins leave no room on its page, or names a font that there is not.
    """
    from rtop_docs.writers.pdf.writer import write

    return write(document, style)
