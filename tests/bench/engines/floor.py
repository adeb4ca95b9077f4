"""The floor under ours: the sheet is laid out beforehand, and only painting it and making the file are timed.

Knows the rooms of the PDF writer by name, here and nowhere else in the bench.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf import writer
from rtop_docs.writers.style import DEFAULT
from tests.bench.engines import Engine, own


def engine(fonts: Path) -> Engine[Callable[[], bytes]]:
    """Return the floor as an engine."""
    return Engine(
        writes="the same, laid out before",
        prepare=lambda sheet: laid_out(own.document((sheet,))),
        write=lambda paint: paint(),
    )


def laid_out(document: Document) -> Callable[[], bytes]:
    """Lay `document` out; return what paints it and makes the file, to be called once: painting fills the tags."""
    laid = writer.lay_out(document, DEFAULT)
    return lambda: writer.put_into_file(laid)
