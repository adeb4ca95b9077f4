"""The table of readers, and the one call that says how a file differs from its document.

Knows no format itself: a reader's module, and what it needs, is loaded when a file of its format is read.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from rtop_docs.document.model import Document
from rtop_docs.parity.compare import compare
from rtop_docs.parity.customs import brought, customs_of, margin_faults
from rtop_docs.parity.difference import Difference
from rtop_docs.parity.model import Reading

Reader = Callable[[bytes], Reading]
TEXT = "txt"
"""Plain text says less than the others, and is compared in its own way."""

READERS: dict[str, tuple[str, str]] = {
    "pdf": ("rtop_docs.parity.read_pdf", "read_pdf"),
    "docx": ("rtop_docs.parity.read_docx", "read_docx"),
    "html": ("rtop_docs.parity.read_html", "read_html"),
}
"""Format -> module and function of its reader."""


def is_read_back(format: str) -> bool:
    """Tell whether files of `format` can be read back at all."""
    return format in READERS or format == TEXT


def read(data: bytes, format: str) -> Reading:
    """Return what a file says.  format: a key of `READERS`.  Raises Unread; ValueError for an unknown format."""
    if format not in READERS:
        raise ValueError(f"there is no reader of {format!r}; there are those of {', '.join(READERS)}")
    module, name = READERS[format]
    reader: Reader = getattr(import_module(module), name)
    return reader(data)


def differences(data: bytes, format: str, document: Document, expected: Reading) -> tuple[Difference, ...]:
    """Return how a file differs from its document.

    expected: what the document says (`of_document`).  Raises Unread when the file cannot be read; ValueError for a
    format that is not read back.
    """
    if format == TEXT:
        from rtop_docs.parity.compare_text import compare_text
        from rtop_docs.parity.read_text import read_text

        return compare_text(expected, read_text(data), document)
    customs = customs_of(format)
    found = brought(read(data, format), customs, document, expected)
    return (*compare(expected, found, customs.lacks), *margin_faults(found, document))
