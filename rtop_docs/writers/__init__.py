"""The table of writers, and the one call that turns a Document into the bytes of a format.

Knows no format itself: a writer's module, and what it needs, is loaded when its format is asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from rtop_docs.diagnostics import Checked
from rtop_docs.document.model import Document
from rtop_docs.writers.style import DEFAULT, Style

Writer = Callable[[Document, Style], Checked[bytes]]

WRITERS: dict[str, tuple[str, str]] = {
    "pdf": ("rtop_docs.writers.pdf", "write_pdf"),
    "docx": ("rtop_docs.writers.docx", "write_docx"),
    "html": ("rtop_docs.writers.html", "write_html"),
    "txt": ("rtop_docs.writers.text", "write_text"),
}
"""Format -> module and function of its writer.  A new format costs its module and a line here."""

FORMATS = tuple(WRITERS)


def writer_of(format: str) -> Writer:
    """Return the writer of `format`, loading it.  Raises ValueError, naming the formats there are."""
    if format not in WRITERS:
        raise ValueError(f"there is no format {format!r}; formats are {', '.join(WRITERS)}")
    module, name = WRITERS[format]
    writer: Writer = getattr(import_module(module), name)
    return writer


def write(document: Document, format: str, style: Style | None = None) -> Checked[bytes]:
    """Return `document` as a file of `format`, and everything that the format cannot show (codes V).

    format: a key of `WRITERS`.  style: the house's look; `DEFAULT` when none is given.
    The value is empty when a finding is an error.  Raises ValueError for an unknown format.
    """
    return writer_of(format)(document, DEFAULT if style is None else style)
