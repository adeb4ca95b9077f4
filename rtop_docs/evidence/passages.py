"""Rule: what a record says is printed stands in its passage of the archived text, letter for letter after folding.

Knows which fields hold printed words; needs the archived texts, so a build never asks it: `rtop-docs lock`
and `rtop-docs check` do.  A source without a text is passed over (Q02 and Q11 speak of that).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import define, field, frozen

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.evidence.foldings import Folded, fold
from rtop_docs.evidence.occurrences import Occurrence, inside_words, occurrences, stands_after, stands_before
from rtop_docs.records.contents import locators_of, records_of
from rtop_docs.records.model import (
    ActorSet,
    Dialogue,
    Library,
    Locator,
    Position,
    Record,
    Situation,
    SourceId,
    StatedFigure,
)
from rtop_docs.records.references import printed_names
from rtop_docs.reference import State, states


@frozen
class Missed:
    """Why a passage is not found: a code of `diagnostics.CODES`, what is wrong, what can be done."""

    code: str
    message: str
    hint: str


def find_passage(text: Folded, locator: Locator) -> Occurrence | Missed:
    """Return the one stretch of a folded text that a locator means.

    It begins at the locator's first words, which must stand once where the prefix asks them to, and ends with
    its last words: the nearest behind the first, where the suffix asks.  Without last words it is the first.
    A locator without words means the whole text.
    """
    start, end, prefix, suffix = (fold(w).text for w in (locator.start, locator.end, locator.prefix, locator.suffix))
    if not start:
        return Occurrence(0, len(text.text))
    firsts = [o for o in occurrences(text, start) if stands_after(text, o, prefix)]
    if not end:
        firsts = [o for o in firsts if stands_before(text, o, suffix)]
    if not firsts:
        return Missed("Q30", f"'{locator.start}' does not stand in '{locator.source}'", _why(text, locator))
    if len(firsts) > 1:
        message = f"'{locator.start}' stands {len(firsts)} times in '{locator.source}'"
        return Missed("Q31", message, "give more words in 'from', or the words before it in 'prefix'")
    if not end:
        return firsts[0]
    lasts = [o for o in occurrences(text, end) if o.end >= firsts[0].end and stands_before(text, o, suffix)]
    if not lasts:
        message = f"'{locator.end}' does not stand behind '{locator.start}' in '{locator.source}'"
        return Missed("Q32", message, "copy the last words of the passage")
    return Occurrence(firsts[0].start, lasts[0].end)


def _why(text: Folded, locator: Locator) -> str:
    start = fold(locator.start).text
    if occurrences(text, start):
        return "the words stand there, but not next to the prefix or suffix given"
    if inside_words(text, start):
        return "the words begin or end inside a longer word there"
    return "copy the first words of the passage, with its capitals"


def check_passages(library: Library, texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find passages and printed words that the archived texts do not hold (Q30 to Q33).

    texts: archived texts by source, those at hand.
    """
    checking = _Checking({source: fold(text) for source, text in texts.items()}, _known_names(library))
    for record in records_of(library):
        for locator in dict.fromkeys(locators_of(record)):
            yield from checking.passage(record, locator)
        for printed in _printed_in(record):
            yield from checking.printed(record, printed)


@frozen
class _Printed:
    """Words of a record that must stand at a place.  what: the field; name: whether they are an actor's name."""

    words: str
    at: Locator
    what: str
    name: bool = False


def _printed_in(record: Record) -> Iterator[_Printed]:
    """Yield the words that a record says are printed, empty fields left out."""
    return (p for p in _all_printed(record) if p.words)


def _all_printed(record: Record) -> Iterator[_Printed]:
    match record:
        case ActorSet():
            yield from (_Printed(n.printed, record.at, "name", name=True) for n in record.named)
            yield _Printed(record.wording, record.at, "wording")
            yield _Printed(record.marker, record.at, "marker")
        case Position():
            yield _Printed(record.verb, record.at, "verb")
        case StatedFigure():
            yield _Printed(record.wording, record.at, "wording")
            yield _Printed(record.qualifier, record.at, "qualifier")
        case Situation():
            yield _Printed(record.place, record.at, "place", name=True)
            yield _Printed(record.marker, record.at, "marker")
        case Dialogue():
            for symbol in record.report.symbols if record.report else ():
                yield _Printed(symbol.symbol, symbol.at, "symbol")
        case _:
            return


@define
class _Checking:
    """The folded texts, and every name with whom it means: it may hold a shorter one."""

    texts: Mapping[SourceId, Folded]
    names: Mapping[str, str]
    _longer: dict[str, tuple[str, ...]] = field(factory=dict)

    def passage(self, record: Record, locator: Locator) -> Iterator[Diagnostic]:
        """Find out whether a locator's passage stands in its source, once and in order."""
        if locator.source in self.texts:
            found = find_passage(self.texts[locator.source], locator)
            if isinstance(found, Missed):
                yield error(found.code, f"'{record.id}': {found.message}", record.span, found.hint)

    def printed(self, record: Record, printed: _Printed) -> Iterator[Diagnostic]:
        """Find out whether printed words stand in their passage; a lost passage is reported by itself."""
        text = self.texts.get(printed.at.source)
        passage = find_passage(text, printed.at) if text else None
        if text is None or not isinstance(passage, Occurrence):
            return
        places = _inside(text, passage, printed.words, possessive=printed.name)
        longer = (
            [o for name in self._holding(printed.words) for o in _inside(text, passage, name)] if printed.name else []
        )
        if any(not _covered(place, longer) for place in places):
            return
        hint = "write it as it stands there, or give the record an 'at' of its own"
        if places:
            hint = "it stands there only inside a longer name"
        message = f"{printed.what} '{printed.words}' of '{record.id}' does not stand in its passage"
        yield error("Q33", message, record.span, hint)

    def _holding(self, name: str) -> tuple[str, ...]:
        """Return the names of others that hold `name` and more: those of the same actor may ("the ...")."""
        folded = fold(name).text
        if folded not in self._longer:
            own = self.names.get(folded)
            holding = (n for n, actor in self.names.items() if len(n) > len(folded) and folded in n and actor != own)
            self._longer[folded] = tuple(holding)
        return self._longer[folded]


def _inside(text: Folded, passage: Occurrence, words: str, possessive: bool = False) -> list[Occurrence]:
    """Return where `words` stand within a passage; a name also before its 's."""
    folded = fold(words).text
    forms = (folded, f"{folded}'s") if possessive else (folded,)
    found = [o for form in forms if form for o in occurrences(text, form)]
    return [o for o in found if passage.start <= o.start and o.end <= passage.end]


def _covered(place: Occurrence, longer: list[Occurrence]) -> bool:
    """Tell whether a place lies inside a longer name's."""
    return any(
        o.start <= place.start and place.end <= o.end and o.end - o.start > place.end - place.start for o in longer
    )


def _known_names(library: Library) -> dict[str, str]:
    """Return every name of a state or an actor, folded, as it may be printed, with the id of whom it means."""
    names = [(name, one.id) for one in states() for name in (*_of_state(one), *one.also)]
    for actors in (library.groups, library.organizations, library.offices, library.persons):
        names += [(name, str(actor.id)) for actor in actors for name in printed_names(actor)]
    return {fold(name).text: id_ for name, id_ in sorted(names)}


def _of_state(one: State) -> Iterator[str]:
    for period in one.names:
        yield from (name for _, name in period.short)
        yield period.formal
