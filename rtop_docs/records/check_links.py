"""Rule: nothing is its own parent, part or later account, by any number of steps.

Knows which fields lead from a record to another of its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.contents import records_of
from rtop_docs.records.model import ActorSet, Library, Organization, Record, Source, SourceId, Theme

UPWARD = {
    Theme: ("parent",),
    Organization: ("part_of",),
    Source: ("later_account_of",),
    ActorSet: ("part_of", "same_as"),
}
"""Record type -> fields that lead to a record of the same type."""


def no_circles(library: Library, _texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find every record from which parents, wholes or earlier accounts lead back to itself (R20)."""
    links: dict[str, set[str]] = {}
    records: dict[str, Record] = {}
    for record in records_of(library):
        for name in UPWARD.get(type(record), ()):
            if getattr(record, name):
                links.setdefault(record.id, set()).add(getattr(record, name))
                records[record.id] = record
    for id_, record in records.items():
        if id_ in _reached(links, id_):
            names = " and ".join(f"'{n}'" for n in UPWARD[type(record)] if getattr(record, n))
            yield error("R20", f"'{id_}' leads back to itself through {names}", record.span)


def _reached(links: Mapping[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = list(links.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting += links.get(here, ())
    return reached
