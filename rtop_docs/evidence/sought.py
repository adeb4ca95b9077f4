"""The words that a quotation says its source holds: its own, or with the changes that the record marks.

Reads the record alone; knows nothing of archived texts or locks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from attrs import evolve, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.evidence.foldings import Folded, fold, readings
from rtop_docs.evidence.occurrences import Occurrence, has_words, stretches
from rtop_docs.records.model import Quotation, QuotationLocator

FIRST_LETTER = "first letter"
ELLIPSIS = "ellipsis"
CHANGES = (FIRST_LETTER, ELLIPSIS)
"""What may be marked in `QuotationLocator.changes`; nothing else may differ between record and source."""

_ELLIPSIS = re.compile(r" ?(?:\[(?:\.{3}|…)\]|\.{3}(?!\.)|…) ?")


@frozen
class Reading:
    """One way to read what is sought: folded texts, the line-end hyphens decided.

    pieces: the words; more than one where an ellipsis stands between and the source's full words are not given.
    """

    prefix: str
    pieces: tuple[str, ...]
    suffix: str


@frozen
class Sought:
    """What must stand in the source: exact words, and what must surround them (empty when nothing is asked).

    elided: `exact` has an ellipsis of the record's where the source has words.
    """

    prefix: Folded
    exact: Folded
    suffix: Folded
    elided: bool = False

    def readings(self) -> Iterator[Reading]:
        """Yield every reading, that without line-end hyphens first."""
        parts = product(readings(self.prefix), readings(self.exact), readings(self.suffix))
        return (Reading(prefix, self._pieces(exact), suffix) for prefix, exact, suffix in parts)

    def _pieces(self, exact: str) -> tuple[str, ...]:
        return tuple(_ELLIPSIS.split(exact)) if self.elided else (exact,)


def sought(quotation: Quotation, locator: QuotationLocator) -> Checked[Sought | None]:
    """Return what `locator` says of its source, checked against the quotation and the changes marked.

    Finds Q10: no words, an unknown change, a change that is marked and not made, or made and not marked.
    """
    printed = fold(quotation.exact)
    there = fold(locator.exact) if locator.exact else None
    fault = _fault(printed, there, locator.changes)
    if fault:
        return Checked(None, (_marking(quotation, locator, fault),))
    exact = there or (_other_case(printed) if FIRST_LETTER in locator.changes else printed)
    elided = ELLIPSIS in locator.changes and there is None
    return Checked(Sought(fold(locator.prefix), exact, fold(locator.suffix), elided))


def span_of(quotation: Quotation, locator: QuotationLocator) -> SourceSpan | None:
    """Return where a finding about this place of a quotation is shown."""
    return locator.span or quotation.span


def first_letter_changed(text: Folded) -> Folded:
    """Return `text` with its first letter in the other case, or as it is when it has none."""
    return _other_case(text)


def _marking(quotation: Quotation, locator: QuotationLocator, fault: str) -> Diagnostic:
    hint = f"under `changes` may stand: {', '.join(CHANGES)}; under `exact` the words as they stand in the source"
    message = f"quotation '{quotation.id}' at '{locator.source}': {fault}"
    return error("Q10", message, span_of(quotation, locator), hint)


def _fault(printed: Folded, there: Folded | None, changes: tuple[str, ...]) -> str:
    """Say what is wrong with the marking, or return an empty text."""
    unknown = [c for c in changes if c not in CHANGES]
    if unknown:
        return f"'{unknown[0]}' is no change that may be marked"
    if not has_words(printed.text) or (there is not None and not has_words(there.text)):
        return "there are no words in it"
    if FIRST_LETTER in changes:
        changed = _other_case(printed)
        if changed == printed:
            return "a changed first letter is marked, but it has no first letter of another case"
        printed = changed
    if ELLIPSIS in changes:
        return _ellipsis_fault(printed, there)
    if there is not None and not set(readings(printed)) & set(readings(there)):
        return "the words given for the source differ by more than the changes marked"
    return ""


def _ellipsis_fault(printed: Folded, there: Folded | None) -> str:
    pieces = _ELLIPSIS.split(printed.text)
    if len(pieces) == 1:
        return "an ellipsis is marked, but there is none"
    if not all(has_words(p) for p in pieces):
        return "an ellipsis stands between words, not at an end"
    if there is not None and Occurrence(0, len(there.text)) not in stretches(there, tuple(pieces)):
        return "the words given for the source differ by more than what the ellipsis leaves out"
    return ""


def _other_case(text: Folded) -> Folded:
    index = next((i for i, c in enumerate(text.text) if c.isalnum()), 0)
    letter = text.text[index : index + 1]
    other = letter.upper() if letter.islower() else letter.lower()
    if len(other) != len(letter):
        return text
    return evolve(text, text=text.text[:index] + other + text.text[index + 1 :])
