"""The parts that templates call: everything that carries data or structure is made here, in Python.

Parts turn answers into blocks and inlines; they know no record, no file and no format.
"""

from __future__ import annotations

from rtop_docs.compose.marks import PartSet
from rtop_docs.compose.parts import (
    charts,
    claims,
    event,
    lines,
    quotes,
    sheet,
    sheet_context,
    sheet_positions,
    sheet_unknowns,
    sources,
    tables,
)
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
        **charts.PARTS,
        **sheet.PARTS,
        **sheet_positions.PARTS,
        **sheet_context.PARTS,
        **sheet_unknowns.PARTS,
    },
    note_text=sources.note_text,
    source_entry=sources.source_entry,
    labels=_writers_labels,
)
"""All that the house's documents are made of beside their templates."""
