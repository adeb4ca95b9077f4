"""Pure questions on an `Edition`: what one audience may see of the library at one moment.

Knows nothing of YAML, documents or wording; draws no conclusion that more than one record is needed for,
except whom a set names and on which day a roster holds.
"""

from __future__ import annotations

import calendar
import datetime
from functools import cache

from rtop_docs.records.edition import Edition, View, edition, everything
from rtop_docs.records.model import (
    ActorSet,
    Group,
    Measure,
    Office,
    Organization,
    PartialDate,
    Person,
    Position,
    Quotation,
    Roster,
    Situation,
    StatedFigure,
    Statement,
    Ternary,
)
from rtop_docs.reference import states

__all__ = [
    "Edition",
    "View",
    "complete_lists",
    "edition",
    "everything",
    "figures_of",
    "first_day",
    "holds_on",
    "is_state",
    "kind_of",
    "last_day",
    "listed_by",
    "measures_of",
    "names_in",
    "only_for_others",
    "positions_naming",
    "positions_on",
    "quotations_crediting",
    "read_for_theme",
    "rosters_on",
    "set_of",
    "situations_at",
    "sources_of",
    "statements_by",
    "statements_for",
    "statements_joined_by",
    "statements_read_by",
    "theme_ids",
]


@cache
def _states() -> frozenset[str]:
    return frozenset(s.id for s in states())


def is_state(actor: str) -> bool:
    """Tell whether an id means a state: a member or an observer."""
    return actor in _states()


def kind_of(ed: Edition, actor: str) -> str:
    """Return what an actor is: "state", "group", "office", "person", "regional organization" ... ("" unknown)."""
    if is_state(actor):
        return "state"
    match ed.records.get(actor):
        case Group():
            return "group"
        case Office():
            return "office"
        case Person():
            return "person"
        case Organization(kind="regional"):
            return "regional organization"
        case Organization(kind=kind):
            return kind
        case _:
            return ""


def theme_ids(ed: Edition, dialogue: str) -> tuple[str, ...]:
    """Return the themes on which the dialogue has a position, in the order in which positions first come to them."""
    return tuple(dict.fromkeys(p.theme for p in ed.dialogue(dialogue).positions))


def statements_by(ed: Edition, dialogue: str, actor: str) -> tuple[Statement, ...]:
    """Return the statements that are the actor's own: not those that it only read for a group or on others' behalf."""
    return tuple(s for s in ed.dialogue(dialogue).statements if s.speaker == actor and not only_for_others(s))


def only_for_others(statement: Statement) -> bool:
    """Tell whether the source says that the speaker spoke for others and not also for itself."""
    others = statement.on_behalf_of and statement.speaker not in statement.on_behalf_of
    return bool(others) and statement.also_itself is Ternary.NO


def statements_read_by(ed: Edition, dialogue: str, actor: str) -> tuple[Statement, ...]:
    """Return the statements that the actor delivered and that are not its own."""
    return tuple(
        s
        for s in ed.dialogue(dialogue).statements
        if (s.delegate == actor and s.speaker != actor) or (s.speaker == actor and only_for_others(s))
    )


def statements_for(ed: Edition, dialogue: str, actor: str) -> tuple[Statement, ...]:
    """Return the statements that another made on the actor's behalf, whole or in part."""
    return tuple(s for s in ed.dialogue(dialogue).statements if actor in s.on_behalf_of and s.speaker != actor)


def statements_joined_by(ed: Edition, dialogue: str, actor: str) -> tuple[Statement, ...]:
    """Return the statements that another made jointly with the actor."""
    return tuple(s for s in ed.dialogue(dialogue).statements if actor in s.jointly_with and s.speaker != actor)


def set_of(ed: Edition, position: Position) -> ActorSet:
    """Return who is said to hold a position.  Raises KeyError where the set is missing (no loaded library has that)."""
    found = ed.get(ActorSet, position.who)
    if found is None:
        raise KeyError(f"position {position.id!r} names the actor set {position.who!r}, which is not recorded")
    return found


def names_in(ed: Edition, actor_set: ActorSet) -> tuple[tuple[str, str], ...]:
    """Return (actor, name as printed) of each actor whom a set names.

    "These same countries" carries the names of the set that it means; a part of another set carries none
    but its own, since which part is meant is not said.
    """
    seen: set[str] = {actor_set.id}
    current: ActorSet | None = actor_set
    while current is not None and not current.named and current.same_as and current.same_as not in seen:
        seen.add(current.same_as)
        current = ed.get(ActorSet, current.same_as)
    return tuple((n.actor, n.printed) for n in current.named) if current is not None else ()


def positions_on(ed: Edition, dialogue: str, theme: str) -> tuple[Position, ...]:
    """Return the positions on a theme, in the record's order; a parent theme has its own only."""
    return tuple(p for p in ed.dialogue(dialogue).positions if p.theme == theme)


def positions_naming(ed: Edition, dialogue: str, actor: str) -> tuple[Position, ...]:
    """Return the positions whose set names the actor, in the record's order."""
    return tuple(p for p in ed.dialogue(dialogue).positions if any(actor == a for a, _ in names_in(ed, set_of(ed, p))))


def quotations_crediting(ed: Edition, dialogue: str, actor: str) -> tuple[Quotation, ...]:
    """Return the quotations that are credited to the actor, alone or with others."""
    return tuple(q for q in ed.dialogue(dialogue).quotations if actor in q.speakers and not q.document)


def figures_of(ed: Edition, dialogue: str, measure: str) -> tuple[StatedFigure, ...]:
    """Return what the sources state for a measure, in the record's order."""
    return tuple(f for f in ed.dialogue(dialogue).figures if f.measure == measure)


def measures_of(ed: Edition, dialogue: str) -> tuple[Measure, ...]:
    """Return the measures for which the dialogue has a stated figure, in the order in which figures first come."""
    stated = dict.fromkeys(f.measure for f in ed.dialogue(dialogue).figures)
    return tuple(found for m in stated if (found := ed.get(Measure, m)) is not None)


def read_for_theme(ed: Edition, dialogue: str, theme: str) -> tuple[str, ...]:
    """Return the sources that we have read for a theme, in the record's order."""
    return tuple(c.source for c in ed.dialogue(dialogue).coverage if c.whole or theme in c.themes)


def complete_lists(ed: Edition, dialogue: str) -> tuple[str, ...]:
    """Return the sources whose list of speakers is complete."""
    return tuple(c.source for c in ed.dialogue(dialogue).coverage if c.speakers == "complete")


def listed_by(ed: Edition, dialogue: str, source: str) -> frozenset[str]:
    """Return everybody whom a source lists as speaking, delivering, or being spoken for."""
    return frozenset(
        actor
        for s in ed.dialogue(dialogue).statements
        if s.at.source == source
        for actor in (s.speaker, s.delegate, s.read_for, *s.jointly_with, *s.on_behalf_of)
        if actor
    )


def sources_of(ed: Edition, dialogue: str) -> tuple[str, ...]:
    """Return the sources that we have read for a dialogue, in the order given there, then others that it points to."""
    found = ed.dialogue(dialogue)
    used: dict[str, None] = dict.fromkeys(c.source for c in found.coverage)
    used |= dict.fromkeys([found.at.source, *(s.at.source for s in (found.report.symbols if found.report else ()))])
    used |= dict.fromkeys(s.at.source for s in found.statements)
    used |= dict.fromkeys(s.at.source for s in found.actor_sets)
    used |= dict.fromkeys(p.at.source for p in found.positions)
    used |= dict.fromkeys(at.source for q in found.quotations for at in q.locators)
    used |= dict.fromkeys(f.at.source for f in found.figures)
    used |= dict.fromkeys(at.source for s in found.situations for at in (s.at, *s.also_at))
    return tuple(s for s in used if s in ed.records)


def situations_at(ed: Edition, dialogue: str, place: str) -> tuple[Situation, ...]:
    """Return the situations raised at a place: a state's letters, or the place as recorded; all for ""."""
    return tuple(s for s in ed.dialogue(dialogue).situations if place in {"", s.state, s.place})


def rosters_on(ed: Edition, body: str, day: datetime.date) -> tuple[Roster, ...]:
    """Return the rosters of a body that hold on a day."""
    return tuple(r for r in ed.library.rosters if r.of == body and holds_on(r, day))


def holds_on(roster: Roster, day: datetime.date) -> bool:
    """Tell whether a roster is known to hold on `day`: between what it states or attests, both ends included.

    A month or a year attests no day of itself: it counts from its last day, and until its first.
    """
    begins = [last_day(d) for d in (roster.attested, roster.since) if d is not None]
    ends = [first_day(d) for d in (roster.attested, roster.until) if d is not None]
    return min(begins) <= day <= max(ends)


def first_day(date: PartialDate) -> datetime.date:
    """Return the first day that a partial date can mean."""
    return datetime.date(date.year, date.month or 1, date.day or 1)


def last_day(date: PartialDate) -> datetime.date:
    """Return the last day that a partial date can mean."""
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])
