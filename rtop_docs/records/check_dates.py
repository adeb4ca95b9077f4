"""Rules about dates: sittings in order, rosters and roles within their time, nothing before the United Nations.

Knows partial dates; knows no clock, so that a date in the future is not seen.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import Library, PartialDate, Person, Record, SourceId
from rtop_docs.records.select import first_day, last_day

FOUNDED = datetime.date(1945, 10, 24)
"""The day on which the Charter came into force."""


def dates_are_possible(library: Library, _texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find dates that contradict each other or that no dialogue can have (R29)."""
    yield from _sittings(library)
    for roster in library.rosters:
        yield from _in_order(roster, (("since", roster.since), ("attested", roster.attested), ("until", roster.until)))
        if last_day(roster.attested) < FOUNDED:
            yield error("R29", f"attested in {roster.attested}, before the United Nations", roster.span)
    for person in library.persons:
        yield from _roles(person)


def _sittings(library: Library) -> Iterator[Diagnostic]:
    for dialogue in library.dialogues:
        days = dialogue.sittings
        if not days:
            yield error("R29", f"dialogue '{dialogue.id}' has no sitting", dialogue.span, "give at least its day")
        elif list(days) != sorted(set(days)):
            yield error("R29", f"the sittings of '{dialogue.id}' are not in order", dialogue.span, "each day once")
        elif days[0] < FOUNDED:
            yield error("R29", f"a sitting on {days[0]}, before the United Nations", dialogue.span)


def _roles(person: Person) -> Iterator[Diagnostic]:
    for role in person.roles:
        yield from _in_order(person, (("since", role.since), ("until", role.until)))


def _in_order(record: Record, dates: tuple[tuple[str, PartialDate | None], ...]) -> Iterator[Diagnostic]:
    """Find two dates of which the later-named one is certainly the earlier."""
    known = [(name, date) for name, date in dates if date is not None]
    for (name, date), (next_name, next_date) in itertools.pairwise(known):
        if first_day(date) > last_day(next_date):
            yield error("R29", f"'{name}' {date} is after '{next_name}' {next_date}", record.span)
