"""The parts that templates call: everything that carries data or structure is made here, in Python.

Parts turn answers into blocks and inlines; they know no record, no file and no format.
"""

from __future__ import annotations

from rtop_docs.compose.marks import PartSet
from rtop_docs.compose.parts import claims, event, lines, quotes, sources, tables
from rtop_docs.reference import labels


def _writers_labels(language: str) -> dict[str, str]:
    """Return the interface words that writers print; the phrases of parts are already in the blocks."""
    return {key: words for key, words in labels(language).items() if not key.startswith("say_")}


PARTS = PartSet(
    functions={
        **event.PARTS,
        **lines.PARTS,
        **claims.PARTS,
        **quotes.PARTS,
        **tables.PARTS,
        **sources.PARTS,
    },
    note_text=sources.note_text,
    source_entry=sources.source_entry,
    labels=_writers_labels,
)
"""All that the house's documents are made of beside their templates."""
