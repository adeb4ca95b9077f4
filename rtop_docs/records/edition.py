"""What one audience may see of a library at one moment: an `Edition`, from which every question is answered.

Knows nothing of YAML, documents or wording.  What is withheld is left out when the edition is made, so
that no question can answer with it; only its id is remembered.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from attrs import evolve, field, frozen

from rtop_docs.records.model import (
    ActorSet,
    Audience,
    Coverage,
    Dialogue,
    Instrument,
    Library,
    Locator,
    Organization,
    Person,
    Position,
    Quotation,
    Record,
    Release,
    Report,
    Roster,
    Segment,
    Situation,
    Source,
    SourceId,
    StatedFigure,
    Statement,
    Theme,
)

R = TypeVar("R", bound=Record)


@frozen
class View:
    """For whom, and when.  moment: with a zone; an embargo ends at its own moment."""

    audience: Audience
    moment: datetime.datetime

    def __attrs_post_init__(self) -> None:
        """Raise ValueError for a moment without a zone: no embargo could be compared with it."""
        if self.moment.utcoffset() is None:
            raise ValueError(f"a moment needs a time zone, got {self.moment.isoformat()!r}")

    def shows(self, release: Release) -> bool:
        """Tell whether a record so released may be shown."""
        return release.audience <= self.audience and (release.embargo is None or release.embargo <= self.moment)


@frozen(eq=False)
class Edition:
    """What one view may see of a library: nothing else can be asked of it.

    library: without what is withheld.  withheld: the ids of that.  records: by id, dialogues and their parts too.
    """

    library: Library
    withheld: frozenset[str]
    records: dict[str, Record] = field(repr=False)

    def get(self, kind: type[R], record_id: str) -> R | None:
        """Return the record of that kind and id, or None where there is none in this edition."""
        found = self.records.get(record_id)
        return found if isinstance(found, kind) else None

    def dialogue(self, dialogue_id: str) -> Dialogue:
        """Return the dialogue.  Raises KeyError where this edition has none of that id."""
        found = self.get(Dialogue, dialogue_id)
        if found is None:
            reason = "is withheld from this edition" if dialogue_id in self.withheld else "is not in the record"
            raise KeyError(f"dialogue {dialogue_id!r} {reason}")
        return found


def edition(library: Library, view: View) -> Edition:
    """Return what `view` may see of `library`.

    A record that cannot be told without a withheld one (a position without its source) is withheld with it;
    where only a part of it would tell (one member of a panel), that part is left out.
    """
    hidden = _hidden(library, view)
    return _edition(_pruned(library, hidden) if hidden else library, hidden)


def everything(library: Library) -> Edition:
    """Return `library` with nothing withheld: only to tell what is withheld from what is not recorded."""
    return _edition(library, frozenset())


def _edition(library: Library, hidden: frozenset[str]) -> Edition:
    return Edition(library, hidden, {r.id: r for r in _all_records(library)})


def _all_records(library: Library) -> Iterator[Record]:
    for table in (
        library.sources,
        library.groups,
        library.organizations,
        library.offices,
        library.persons,
        library.rosters,
        library.themes,
        library.instruments,
        library.measures,
        library.dialogues,
    ):
        yield from table
    for dialogue in library.dialogues:
        yield from _parts(dialogue)


def _parts(dialogue: Dialogue) -> Iterator[Record]:
    for table in (
        dialogue.segments,
        dialogue.coverage,
        dialogue.statements,
        dialogue.actor_sets,
        dialogue.positions,
        dialogue.quotations,
        dialogue.figures,
        dialogue.situations,
    ):
        yield from table


# -- what is withheld ---------------------------------------------------------------------------------------


def _hidden(library: Library, view: View) -> frozenset[str]:
    records = tuple(_all_records(library))
    hidden: set[str] = {r.id for r in records if not view.shows(r.release)}
    hidden |= {part.id for d in library.dialogues if d.id in hidden for part in _parts(d)}
    while hidden:
        more = {r.id for r in records if r.id not in hidden and not _stands(r, hidden)}
        if not more:
            break
        hidden |= more
    return frozenset(hidden)


def _stands(record: Record, hidden: set[str]) -> bool:
    """Tell whether `record` can be told without any of `hidden`."""
    if isinstance(record, Quotation) and all(at.source in hidden for at in record.locators):
        return False
    return hidden.isdisjoint(_needed(record))


def _needed(record: Record) -> tuple[str, ...]:
    match record:
        case Source():
            return (record.publisher,)
        case Dialogue():
            return (record.body,)
        case Coverage():
            return (record.source,)
        case Roster():
            return (record.of, *record.members, record.at.source)
        case Theme():
            return (record.parent,)
        case Statement():
            return (
                record.at.source,
                record.speaker,
                record.delegate,
                record.read_for,
                *record.jointly_with,
                *record.on_behalf_of,
            )
        case ActorSet():
            return (record.at.source, record.part_of, record.same_as, *(n.actor for n in record.named))
        case Position():
            return (
                record.at.source,
                record.who,
                record.theme,
                record.statement,
                record.concurs_with,
                record.addressee,
                *record.instruments,
            )
        case Quotation():
            return (*record.speakers, record.document, record.read_by, record.who, record.theme, record.statement)
        case StatedFigure():
            return (record.at.source, record.measure, record.who, record.stated_by, *record.plus)
        case Situation():
            return (record.at.source, *record.raised_by)
        case _:
            return ()


def _as_it_is(record: R, hidden: frozenset[str]) -> R:  # noqa: ARG001  one shape for all prunings
    return record


def _pruned(library: Library, hidden: frozenset[str]) -> Library:
    def kept(table: Iterable[R], prune: Callable[[R, frozenset[str]], R] = _as_it_is) -> tuple[R, ...]:
        return tuple(prune(r, hidden) for r in table if r.id not in hidden)

    return evolve(
        library,
        sources=kept(library.sources, _prune_source),
        groups=kept(library.groups),
        organizations=kept(library.organizations, _prune_organization),
        offices=kept(library.offices),
        persons=kept(library.persons, _prune_person),
        rosters=kept(library.rosters),
        themes=kept(library.themes),
        instruments=kept(library.instruments, _prune_instrument),
        measures=kept(library.measures),
        dialogues=kept(library.dialogues, _prune_dialogue),
    )


def _without(value: str, hidden: frozenset[str]) -> str:
    return "" if value in hidden else value


def _at(locator: Locator | None, hidden: frozenset[str]) -> Locator | None:
    return None if locator is None or locator.source in hidden else locator


def _prune_source(source: Source, hidden: frozenset[str]) -> Source:
    return evolve(source, later_account_of=_without(source.later_account_of, hidden))


def _prune_organization(organization: Organization, hidden: frozenset[str]) -> Organization:
    return evolve(organization, part_of=_without(organization.part_of, hidden))


def _prune_person(person: Person, hidden: frozenset[str]) -> Person:
    """Leave out each role that only a withheld source describes."""
    return evolve(person, roles=tuple(r for r in person.roles if r.at is None or r.at.source not in hidden))


def _prune_instrument(instrument: Instrument, hidden: frozenset[str]) -> Instrument:
    return evolve(instrument, author=_without(instrument.author, hidden), at=_at(instrument.at, hidden))


def _prune_segment(segment: Segment, hidden: frozenset[str]) -> Segment:
    return evolve(
        segment,
        moderator=_without(segment.moderator, hidden),
        members=tuple(m for m in segment.members if m not in hidden),
        at=_at(segment.at, hidden),
    )


def _prune_report(report: Report | None, hidden: frozenset[str]) -> Report | None:
    if report is None or report.instrument in hidden:
        return None
    symbols = tuple(s for s in report.symbols if s.at.source not in hidden)
    return evolve(report, symbols=symbols, at=_at(report.at, hidden))


def _prune_dialogue(dialogue: Dialogue, hidden: frozenset[str]) -> Dialogue:
    def kept(table: Iterable[R]) -> tuple[R, ...]:
        return tuple(r for r in table if r.id not in hidden)

    return evolve(
        dialogue,
        at=_at(dialogue.at, hidden) or Locator(SourceId("")),
        report=_prune_report(dialogue.report, hidden),
        segments=tuple(_prune_segment(s, hidden) for s in kept(dialogue.segments)),
        coverage=tuple(
            evolve(c, themes=tuple(t for t in c.themes if t not in hidden)) for c in kept(dialogue.coverage)
        ),
        statements=tuple(
            evolve(s, aligned_with=tuple(a for a in s.aligned_with if a.statement not in hidden))
            for s in kept(dialogue.statements)
        ),
        actor_sets=kept(dialogue.actor_sets),
        positions=kept(dialogue.positions),
        quotations=tuple(
            evolve(q, locators=tuple(at for at in q.locators if at.source not in hidden))
            for q in kept(dialogue.quotations)
        ),
        figures=kept(dialogue.figures),
        situations=tuple(
            evolve(s, also_at=tuple(at for at in s.also_at if at.source not in hidden))
            for s in kept(dialogue.situations)
        ),
    )
