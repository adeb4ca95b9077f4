"""The quotation lock: made from the archived texts, and proven against them.

Knows no files; `archive.py` brings the texts.  Judging by the lock alone is in `verdicts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, error, in_file_order, warning
from rtop_docs.evidence.foldings import Folded, fold
from rtop_docs.evidence.lockfile import (
    LOCK,
    Lock,
    LockedSource,
    LockEntry,
    nameable,
    read_lock,
    write_lock,
)
from rtop_docs.evidence.occurrences import (
    Occurrence,
    context,
    inside_words,
    occurrences,
    stands_after,
    stands_before,
    stretches,
)
from rtop_docs.evidence.sought import (
    FIRST_LETTER,
    Reading,
    Sought,
    first_letter_changed,
    sought,
    span_of,
)
from rtop_docs.evidence.verdicts import (
    Verdict,
    cannot_check,
    check_quotation,
    check_quotations,
    place_hash,
    quotations_of,
    verdict,
    words_hash,
)
from rtop_docs.records.model import Library, Quotation, QuotationLocator, Source, SourceId

__all__ = [
    "LOCK",
    "Lock",
    "LockEntry",
    "LockedSource",
    "Verdict",
    "check_lock",
    "check_quotation",
    "check_quotations",
    "make_lock",
    "read_lock",
    "verdict",
    "write_lock",
]


def make_lock(library: Library, archives: Mapping[SourceId, str], old: Lock) -> Checked[Lock]:
    """Look for every quotation in the archived texts that are here, and return the lock of what was found.

    archives: the texts here, each the one whose SHA-256 its source names.  old: entries of sources whose text
    is not here are kept from it, as long as the record has their quotation.  What is not found is not locked.
    Finds Q06, Q07, Q08, Q10, Q21; Q11 for what is not in `old` either; Q02 for sources without an archive.
    """
    parts: list[LockedSource] = []
    found: list[Diagnostic] = []
    for source in library.sources:
        part = _part(source, tuple(_places(library, source)), archives, old)
        found += part.diagnostics
        if part.value is not None and part.value.entries:
            parts.append(part.value)
    return Checked(Lock(tuple(sorted(parts, key=lambda p: p.source))), in_file_order(found))


@frozen
class _Place:
    """A quotation at one of its locators."""

    quotation: Quotation
    locator: QuotationLocator


def _places(library: Library, source: Source) -> Iterator[_Place]:
    for quotation in quotations_of(library):
        for locator in quotation.locators:
            if str(locator.source) == source.id:
                yield _Place(quotation, locator)


def _part(
    source: Source, places: tuple[_Place, ...], archives: Mapping[SourceId, str], old: Lock
) -> Checked[LockedSource | None]:
    if not source.archive:
        return Checked(None, tuple(cannot_check(p.quotation, p.locator) for p in places))
    text = archives.get(SourceId(source.id))
    if text is None:
        return _kept(source, places, old)
    return _found(source, places, fold(text))


def _found(source: Source, places: tuple[_Place, ...], text: Folded) -> Checked[LockedSource | None]:
    results = [_look_for(p, text) for p in places]
    entries = {(r.value.quotation, r.value.words): r.value for r in results if r.value}
    part = LockedSource(source=SourceId(source.id), sha256=source.sha256, entries=_ordered(entries.values()))
    return Checked(part, tuple(d for r in results for d in r.diagnostics))


def _kept(source: Source, places: tuple[_Place, ...], old: Lock) -> Checked[LockedSource | None]:
    part = old.of(SourceId(source.id))
    missing = tuple(
        _not_here(p, source) for p in places if verdict(p.quotation, p.locator, old, source) is not Verdict.FOUND
    )
    if part is None:
        return Checked(None, missing)
    still = {p.quotation.id for p in places}
    kept = evolve(part, entries=_ordered(e for e in part.entries if e.quotation in still))
    return Checked(kept, missing)


def _ordered(entries: Iterable[LockEntry]) -> tuple[LockEntry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.quotation, e.start, e.end, e.words)))


def _not_here(place: _Place, source: Source) -> Diagnostic:
    message = (
        f"quotation '{place.quotation.id}' cannot be locked: there is no archived text of '{source.id}' here to look in"
    )
    hint = f"save its text and run `rtop-docs archive add {source.id} FILE`"
    return error("Q11", message, span_of(place.quotation, place.locator), hint)


def _look_for(place: _Place, text: Folded) -> Checked[LockEntry | None]:
    wanted = sought(place.quotation, place.locator)
    if wanted.value is None:
        return Checked(None, wanted.diagnostics)
    if not nameable(place.quotation.id):
        return Checked(None, (_finding("Q21", place, "its id cannot be named in a lock"),))
    for reading in wanted.value.readings():
        at = _fitting(text, reading)
        if len(at) == 1:
            return Checked(_entry(place, reading, text, at[0]))
        if at:
            return Checked(None, (_several(place, len(at)),))
    return Checked(None, (_why_not(place, wanted.value, text),))


def _fitting(text: Folded, reading: Reading) -> tuple[Occurrence, ...]:
    places = stretches(text, reading.pieces)
    return tuple(o for o in places if stands_after(text, o, reading.prefix) and stands_before(text, o, reading.suffix))


def _entry(place: _Place, reading: Reading, text: Folded, at: Occurrence) -> LockEntry:
    start, end = text.place(at.start, at.end)
    return LockEntry(
        quotation=place.quotation.id,
        start=start,
        end=end,
        words=words_hash(reading),
        place=place_hash(text, at, reading.pieces[0] if len(reading.pieces) == 1 else text.text[at.start : at.end]),
    )


def _finding(code: str, place: _Place, what: str, *hints: str) -> Diagnostic:
    message = f"quotation '{place.quotation.id}' at '{place.locator.source}': {what}"
    return error(code, message, span_of(place.quotation, place.locator), *hints)


def _several(place: _Place, number: int) -> Diagnostic:
    hint = "give `prefix` or `suffix`: the words right before or after the place that is meant"
    return _finding("Q07", place, f"its words stand {number} times in the archived text", hint)


def _why_not(place: _Place, wanted: Sought, text: Folded) -> Diagnostic:
    """Say why nothing was found; the hints are exact comparisons too, and never make a match."""
    reading = next(wanted.readings())
    elsewhere = stretches(text, reading.pieces)
    if elsewhere:
        before, after = context(text, elsewhere[0])
        hint = f"there stands: {_shown(before)} [the words] {_shown(after)}"
        return _finding("Q08", place, "its words stand there, but not between this prefix and suffix", hint)
    hints = ["compare it with the archived text, word for word"]
    if occurrences(text, first_letter_changed(wanted.exact).text):
        hints.append(f"the first letter has the other case there: mark it with `changes: [{FIRST_LETTER}]`")
    elif inside_words(text, wanted.exact.text):
        hints.append("it stands there only as part of a longer word or number")
    return _finding("Q06", place, "its words do not stand in the archived text", *hints)


def _shown(text: str) -> str:
    """Return `text` fit for a message: an archived text is not to be trusted with a terminal."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


# -- proving -----------------------------------------------------------------------------------


def check_lock(lock: Lock, library: Library, archives: Mapping[SourceId, str]) -> tuple[Diagnostic, ...]:
    """Prove the lock against the archived texts that are here.

    archives: as for `make_lock`.  Finds Q13 where the lock says something else than the texts, Q14 (a warning)
    for entries of no quotation, Q11 (a warning) for sources whose text is not here, and what `make_lock` finds.
    """
    found: list[Diagnostic] = []
    known = {str(s.id) for s in library.sources}
    for part in lock.sources:
        if part.source not in known:
            message = f"the lock holds source '{part.source}', which the record does not have"
            found.append(warning("Q14", message, part.span, "run `rtop-docs lock`"))
    for source in library.sources:
        found += _prove(source, tuple(_places(library, source)), archives, lock)
    return in_file_order(found)


def _prove(
    source: Source, places: tuple[_Place, ...], archives: Mapping[SourceId, str], lock: Lock
) -> Iterator[Diagnostic]:
    part = lock.of(SourceId(source.id)) or LockedSource(source=SourceId(source.id), sha256=source.sha256)
    still = {p.quotation.id for p in places}
    for entry in part.entries:
        if entry.quotation not in still:
            message = f"the lock holds '{entry.quotation}' at '{source.id}', which is no quotation of the record"
            yield warning("Q14", message, entry.span, "run `rtop-docs lock`")
    text = archives.get(SourceId(source.id))
    if text is None:
        if source.archive and (part.entries or places):
            message = f"the archived text of '{source.id}' is not here, so its part of the lock was not proven"
            yield warning("Q11", message, source.span)
        return
    fresh = _found(source, places, fold(text))
    yield from fresh.diagnostics
    entries = fresh.value.entries if fresh.value else ()
    for entry in entries:
        if entry not in part.entries:
            message = f"the lock does not hold quotation '{entry.quotation}' as it stands in '{source.id}'"
            place = next(p for p in places if p.quotation.id == entry.quotation)
            yield error("Q13", message, span_of(place.quotation, place.locator), "run `rtop-docs lock`")
    for entry in part.entries:
        if entry.quotation in still and entry not in entries:
            message = f"what the lock says of '{entry.quotation}' is not what the archived text of '{source.id}' says"
            yield error("Q13", message, entry.span, "run `rtop-docs lock`")
