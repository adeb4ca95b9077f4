"""Judges quotations by the quotation lock alone.

Knows no archived text, so a verdict is the same on every machine, with the text and without it.
"""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error, in_file_order, warning
from rtop_docs.evidence.foldings import Folded
from rtop_docs.evidence.lockfile import Lock, LockedSource, LockEntry
from rtop_docs.evidence.occurrences import Occurrence, context
from rtop_docs.evidence.sought import Reading, Sought, sought, span_of
from rtop_docs.records.model import Library, Quotation, QuotationLocator, Source, SourceId

_RELOCK = "run `rtop-docs lock` where the archived text is, and commit quotations.lock"


class Verdict(enum.Enum):
    """What is known of a quotation at one of its places; the words are those printed in source notes."""

    FOUND = "found"
    ABSENT = "absent"
    CANNOT_CHECK = "cannot check"


# -- judging, from the lock alone ------------------------------------------------------------------


def verdict(quotation: Quotation, locator: QuotationLocator, lock: Lock, source: Source | None = None) -> Verdict:
    """Judge one place of a quotation by the lock alone.

    source: the record that `locator` names.  Without it a source that was never locked reads "cannot check";
    with it that is so only when it has no archived text, and another SHA-256 than the lock's reads "absent".
    """
    wanted = sought(quotation, locator).value
    if wanted is None:
        return Verdict.ABSENT
    part = lock.of(locator.source)
    archived = source is not None and bool(source.archive)
    if part is None:
        return Verdict.ABSENT if archived else Verdict.CANNOT_CHECK
    if archived and source is not None and source.sha256 != part.sha256:
        return Verdict.ABSENT
    return Verdict.FOUND if _entry_for(quotation, wanted, part) else Verdict.ABSENT


def check_quotations(library: Library, lock: Lock) -> tuple[Diagnostic, ...]:
    """Return what is wrong with every quotation of the record, judged by the lock alone, in file order.

    Q01 absent and Q10 wrongly marked; Q03 and Q19 about a source, once; Q02, a warning, cannot check.
    """
    sources = {str(s.id): s for s in library.sources}
    found = [d for s in library.sources for d in _check_source(s, lock)]
    for quotation in quotations_of(library):
        found += check_quotation(quotation, sources, lock)
    return in_file_order(found)


def check_quotation(quotation: Quotation, sources: Mapping[str, Source], lock: Lock) -> tuple[Diagnostic, ...]:
    """Return what is wrong with one quotation and its sources: Q01, Q02, Q03, Q10, Q19.

    sources: by id.  A fault of a source stands instead of the verdict that follows from it.
    """
    found: list[Diagnostic] = []
    for locator in quotation.locators:
        source = sources.get(locator.source)
        at_source = _check_source(source, lock) if source else ()
        marking = sought(quotation, locator).diagnostics
        found += (*at_source, *marking)
        if marking or at_source:
            continue
        match verdict(quotation, locator, lock, source):
            case Verdict.ABSENT:
                found.append(_absent(quotation, locator, lock))
            case Verdict.CANNOT_CHECK:
                found.append(cannot_check(quotation, locator))
            case Verdict.FOUND:
                pass
    return tuple(found)


def quotations_of(library: Library) -> Iterator[Quotation]:
    """Yield the quotations of every dialogue."""
    return (q for dialogue in library.dialogues for q in dialogue.quotations)


def _check_source(source: Source, lock: Lock) -> tuple[Diagnostic, ...]:
    if not source.archive:
        return ()
    if not source.sha256:
        message = f"source '{source.id}' names an archived text without its sha256"
        return (error("Q19", message, source.span, f"run `rtop-docs archive add {source.id} FILE`"),)
    part = lock.of(SourceId(source.id))
    if part is None or part.sha256 == source.sha256:
        return ()
    message = f"source '{source.id}' has the archived text {source.sha256[:12]}…, the lock was made from another"
    return (error("Q03", message, source.span, _RELOCK),)


def _absent(quotation: Quotation, locator: QuotationLocator, lock: Lock) -> Diagnostic:
    part = lock.of(locator.source)
    known = part is not None and any(e.quotation == quotation.id for e in part.entries)
    what = "is not as it was found in" if known else "was never found in"
    message = f"quotation '{quotation.id}' {what} the archived text of '{locator.source}'"
    return error("Q01", message, span_of(quotation, locator), _RELOCK)


def cannot_check(quotation: Quotation, locator: QuotationLocator) -> Diagnostic:
    """Return Q02, a warning: there is nothing to check this place of a quotation against."""
    message = f"quotation '{quotation.id}' cannot be checked: source '{locator.source}' has no archived text"
    hint = f"save its text and run `rtop-docs archive add {locator.source} FILE`"
    return warning("Q02", message, span_of(quotation, locator), hint)


def _entry_for(quotation: Quotation, wanted: Sought, part: LockedSource) -> LockEntry | None:
    entries = {e.words: e for e in part.entries if e.quotation == quotation.id}
    if not entries:
        return None
    hashes = (words_hash(r) for r in wanted.readings())
    return next((entries[h] for h in hashes if h in entries), None)


# No salt: the words sought are printed in the record beside the lock, so there is nothing to hide, and a
# published salt hides nothing.  Of the archived text only the 64 code points around a quotation enter a
# hash, all at once; running hashes of single words would give a text away to whoever tries words.
# Folded text has no line break, so parts joined by line breaks can be cut in one way only.


def words_hash(reading: Reading) -> str:
    """Return the SHA-256 of what the record asks for: prefix, words and suffix, joined by line breaks.

    Words with an ellipsis of the record's are cut there into lines, with a line of one ellipsis between.
    """
    return _sha256(reading.prefix, "\n…\n".join(reading.pieces), reading.suffix)


def place_hash(text: Folded, at: Occurrence, exact: str) -> str:
    """Return the SHA-256 of what stands in the archived text: before, words and after, joined by line breaks."""
    before, after = context(text, at)
    return _sha256(before, exact, after)


def _sha256(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
