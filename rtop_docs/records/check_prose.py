"""Rule: no loose numbers and no states' names in our own prose, unless the record says why.

Knows which prose is ours; what is loose stands in `loose.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records import model as m
from rtop_docs.records.contents import prose_of, records_of
from rtop_docs.records.loose import loose_except

NOT_OURS: frozenset[tuple[type, str]] = frozenset(
    {
        (m.Source, "title"),
        (m.Source, "short_title"),
        (m.Instrument, "title"),
        (m.Group, "title"),
        (m.Group, "short"),
        (m.Organization, "title"),
        (m.Organization, "short"),
        (m.Office, "title"),
        (m.Office, "short"),
        (m.Role, "description"),
    }
)
"""Prose that names a document or an actor, or gives a role as described: printed as it is."""


def no_loose_words(library: m.Library, _texts: Mapping[m.SourceId, str]) -> Iterator[Diagnostic]:
    """Find numbers and states' names in our own words that no `as_written` explains (R38)."""
    for record in records_of(library):
        allowed = tuple(a.words for a in record.as_written)
        for written in prose_of(record):
            if (written.owner, written.field) in NOT_OURS:
                continue
            for loose in loose_except(written.text, written.language, allowed):
                field = "ours" if (written.owner, written.field) == (m.Position, "says") else written.field
                hint = (
                    f"record it as a figure or a name, or say why: as_written: [{{words: {loose.words}, reason: ...}}]"
                )
                yield error("R38", f"loose '{loose.words}' in '{field}' of '{record.id}'", record.span, hint)
