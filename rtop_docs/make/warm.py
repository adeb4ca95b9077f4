"""Loads what every worker needs, by being imported: once, in the process from which workers are forked.

Knows which modules are slow to load, and writes one small document in each format, so that fonts, patterns and all
that a writer loads when it is first asked are there for every worker.
"""

import rtop_docs.compose.compose
import rtop_docs.compose.parts
import rtop_docs.make.pool  # noqa: F401  loaded for those who come after, as are the two above
from rtop_docs.document.build import cell, emphasis, h, head, items, p, row, strong, table
from rtop_docs.document.model import Document
from rtop_docs.writers import FORMATS, write

_WORDS = "Loaded once, then forked: a paragraph that is wide enough to be broken into several lines of text. "

SMALL = Document(
    kind="sheet",
    title="Warm",
    blocks=(
        h(1, "Warm"),
        p(3 * _WORDS, strong("bold "), emphasis("italic")),
        items("one"),
        table(head("a"), row(cell("b")), description="d"),
    ),
)
"""Three styles of type, a heading, a list and a table; its words are never seen."""

for _format in FORMATS:
    write(SMALL, _format)
