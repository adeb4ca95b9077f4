"""The list of rules that a library must obey, and the one function that runs them.

Knows which rules there are; each stands in a module by subject.  A rule is a function (library, texts) that
yields findings; the texts are archived sources, for rules that compare a record with its source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, in_file_order
from rtop_docs.records.check_actors import actors_once, rosters_hold_others, sets_agree, sets_are_consistent
from rtop_docs.records.check_dates import dates_are_possible
from rtop_docs.records.check_dialogues import (
    coverage_is_said,
    segments_fit,
    statements_are_consistent,
    within_one_dialogue,
)
from rtop_docs.records.check_figures import numbers_agree_with_wording
from rtop_docs.records.check_links import no_circles
from rtop_docs.records.check_positions import directions_are_founded, verbs_are_printed
from rtop_docs.records.check_prose import no_loose_words
from rtop_docs.records.check_quotations import quotations_are_attributed
from rtop_docs.records.check_sources import addresses, hashes, later_accounts, symbols
from rtop_docs.records.contents import records_of
from rtop_docs.records.model import Library, SourceId

Texts = Mapping[SourceId, str]
Check = Callable[[Library, Texts], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    no_circles,
    later_accounts,
    addresses,
    symbols,
    hashes,
    dates_are_possible,
    rosters_hold_others,
    actors_once,
    sets_are_consistent,
    sets_agree,
    directions_are_founded,
    verbs_are_printed,
    quotations_are_attributed,
    numbers_agree_with_wording,
    statements_are_consistent,
    segments_fit,
    coverage_is_said,
    within_one_dialogue,
    no_loose_words,
)
"""Every rule, in the order of the record's tables; the order of findings is that of the files."""


def run_checks(library: Library, texts: Texts) -> tuple[Diagnostic, ...]:
    """Return what all rules find, in file order.

    texts: archived texts by source, those at hand (none is needed for the rules listed here).
    Nothing is said of a record that could not be read whole: its own finding comes first.
    """
    unread = {r.span for r in records_of(library) if r.id in library.unread}
    found = (d for check in CHECKS for d in check(library, texts))
    return in_file_order(d for d in found if d.span is None or d.span not in unread)
