"""Everything that a library holds, one by one: its records, their prose, their places in sources.

Knows how records contain each other; knows no rules.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs
from attrs import frozen

from rtop_docs.records.model import Dialogue, Library, Locator, Prose, QuotationLocator, Record, SourceId


@frozen
class Written:
    """One text of a prose field.  owner: the class that has the field (a record's part may)."""

    owner: type
    field: str
    language: str
    text: str


def records_of(library: Library) -> Iterator[Record]:
    """Yield every record: those that outlive a dialogue, then each dialogue and what belongs to it."""
    for field in attrs.fields(Library):
        value = getattr(library, field.name)
        for record in value if isinstance(value, tuple) else ():
            if isinstance(record, Record):
                yield record
            if isinstance(record, Dialogue):
                yield from parts_of(record)


def parts_of(dialogue: Dialogue) -> Iterator[Record]:
    """Yield the records of one dialogue, itself left out."""
    for field in attrs.fields(Dialogue):
        value = getattr(dialogue, field.name)
        yield from (r for r in value if isinstance(r, Record)) if isinstance(value, tuple) else ()


def prose_of(record: Record) -> Iterator[Written]:
    """Yield every text of a record's prose fields and of those of its parts, other records left out."""
    for owner, name, value in _values(record):
        if isinstance(value, Prose):
            yield from (Written(owner, name, language, text) for language, text in value.texts)


def locators_of(record: Record) -> Iterator[Locator]:
    """Yield every place that a record or one of its parts names, those of quotations left out."""
    yield from (value for _, _, value in _values(record) if isinstance(value, Locator))


def sources_in(record: Record) -> Iterator[SourceId]:
    """Yield the source of every place that a record names."""
    for _, _, value in _values(record):
        if isinstance(value, (Locator, QuotationLocator)):
            yield value.source


def _values(value: object) -> Iterator[tuple[type, str, object]]:
    """Yield (class, field, value) for each field below `value`; records inside (a dialogue's) are not entered."""
    cls = type(value)
    for field in attrs.fields(cls) if attrs.has(cls) else ():
        inner = getattr(value, field.name)
        for item in inner if isinstance(inner, tuple) else (inner,):
            yield cls, field.name, item
            if attrs.has(type(item)) and not isinstance(item, Record):
                yield from _values(item)
