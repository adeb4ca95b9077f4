"""By which ways each position of a dialogue reaches which actors.  Silence is told elsewhere.

Knows nothing of wording.  All ways that apply are kept; none goes further than one step; a set that names
nobody, and a part of a body, reach nobody.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen

from rtop_docs.records import select
from rtop_docs.records.edition import Edition
from rtop_docs.records.model import Locator, Position, Source, SourceKind, Statement, Ternary

OWN, NAMED, JOINT, SPOKEN_FOR, ALIGNED, THROUGH_GROUP = (
    "own", "named", "joint", "spoken for", "aligned", "through group",
)  # fmt: skip
WAYS = (OWN, NAMED, JOINT, SPOKEN_FOR, ALIGNED, THROUGH_GROUP)

FULL, HALF, OUTLINE = "full", "half", "outline"


@frozen
class Way:
    """One way by which a position reaches an actor.

    through: the other actor, or "".  certain: false where no source says whether this way was taken.
    record, at: what shows it.
    """

    kind: str
    through: str
    certain: bool
    record: str
    at: Locator


@frozen
class Claim:
    """A position with every way it reaches one actor, in the order of `WAYS`."""

    position: Position
    ways: tuple[Way, ...]

    @property
    def fill(self) -> str:
        """How near it reaches: full (own or named), half (another may have voiced it), outline (a group's only)."""
        kinds = {w.kind for w in self.ways}
        if OWN in kinds:
            return FULL
        if kinds & {JOINT, SPOKEN_FOR, ALIGNED}:
            return HALF
        return FULL if NAMED in kinds else OUTLINE

    @property
    def by_name(self) -> bool:
        """Whether a source gives the actor's name for it, or it is the actor's own text."""
        return any(w.kind in {OWN, NAMED} for w in self.ways)


Reaches = dict[str, dict[str, tuple[Claim, ...]]]
"""Theme -> actor -> the claims that reach it, in the record's order."""


def reaches(ed: Edition, dialogue: str, day: datetime.date) -> Reaches:
    """Return every claim of a dialogue by theme and actor.  day: on which membership counts."""
    found: Reaches = {}
    for position in ed.dialogue(dialogue).positions:
        on_theme = found.setdefault(position.theme, {})
        for actor, ways in ways_of(ed, dialogue, position, day).items():
            claim = Claim(position, tuple(sorted(ways, key=lambda w: WAYS.index(w.kind))))
            on_theme[actor] = (*on_theme.get(actor, ()), claim)
    return found


def ways_of(ed: Edition, dialogue: str, position: Position, day: datetime.date) -> dict[str, tuple[Way, ...]]:
    """Return actor -> the ways by which one position reaches it, holders first, members of groups last."""
    holders: dict[str, list[Way]] = {}
    named = dict.fromkeys(actor for actor, _ in select.names_in(ed, select.set_of(ed, position)))
    for actor in named:
        holders.setdefault(actor, []).extend(_ways_of_a_name(ed, dialogue, position, actor))
    for actor, way in _voiced_for(ed, dialogue, position, tuple(named)):
        holders.setdefault(actor, []).append(way)
    members: dict[str, list[Way]] = {}
    for holder in holders:
        for actor, way in _members(ed, dialogue, position, holder, day):
            members.setdefault(actor, []).append(way)
    together = {actor: holders.get(actor, []) + members.get(actor, []) for actor in (*holders, *members)}
    return {actor: tuple(dict.fromkeys(ways)) for actor, ways in together.items()}


def _ways_of_a_name(ed: Edition, dialogue: str, position: Position, actor: str) -> Iterator[Way]:
    """Yield the ways of an actor whom the position's set names."""
    own_text = _is_own_text(ed, position, actor)
    if not own_text:
        yield Way(NAMED, "", True, position.id, select.set_of(ed, position).at)
    own = [s for s in select.statements_by(ed, dialogue, actor) if position.statement in {"", s.id}]
    for statement in own[:1]:
        yield Way(OWN, "", not _doubtful(statement), statement.id, statement.at)
    if own_text and not own:
        yield Way(OWN, "", True, position.id, position.at)
    if position.joint:
        yield Way(JOINT, "", True, position.id, position.at)
    stated = bool(position.statement)
    for statement in select.statements_joined_by(ed, dialogue, actor):
        if position.statement in {"", statement.id}:
            yield Way(JOINT, statement.speaker, stated, statement.id, statement.at)
    for statement in select.statements_for(ed, dialogue, actor):
        if statement.whole and position.statement in {"", statement.id}:
            yield Way(SPOKEN_FOR, statement.speaker, stated, statement.id, statement.at)


def _is_own_text(ed: Edition, position: Position, actor: str) -> bool:
    """Tell whether the position stands in the actor's own text: then no account names it."""
    source = ed.get(Source, position.at.source)
    return source is not None and source.kind is SourceKind.SPEAKERS_TEXT and source.publisher == actor


def _doubtful(statement: Statement) -> bool:
    """Tell whether it is not said that the speaker of a statement for others spoke for itself too."""
    others = set(statement.on_behalf_of) - {statement.speaker}
    return bool(others) and statement.also_itself is Ternary.UNKNOWN


def _voiced_for(ed: Edition, dialogue: str, position: Position, named: tuple[str, ...]) -> Iterator[tuple[str, Way]]:
    """Yield those who are not named but for whom, with whom, or in agreement with whom a named actor spoke."""
    voices = [s for actor in named if (s := _voice(ed, dialogue, position, actor)) is not None]
    for voice in voices:
        if voice.whole:
            for body in voice.on_behalf_of:
                if body not in {voice.speaker, *named}:
                    yield body, Way(SPOKEN_FOR, voice.speaker, True, voice.id, voice.at)
        for other in voice.jointly_with:
            if other not in named:
                yield other, Way(JOINT, voice.speaker, True, voice.id, voice.at)
        for statement in ed.dialogue(dialogue).statements:
            if any(a.statement == voice.id and a.whole for a in statement.aligned_with):
                yield statement.speaker, Way(ALIGNED, voice.speaker, True, statement.id, statement.at)


def _voice(ed: Edition, dialogue: str, position: Position, actor: str) -> Statement | None:
    """Return the statement in which a named actor voiced the position, where that is beyond doubt.

    Either the source says so; or the actor made one statement only, and it is not open whether it also spoke
    for itself alone in it.
    """
    spoken = [s for s in ed.dialogue(dialogue).statements if s.speaker == actor]
    if position.statement:
        return next((s for s in spoken if s.id == position.statement), None)
    if len(spoken) != 1:
        return None
    others = set(spoken[0].on_behalf_of) - {actor}
    if others and spoken[0].also_itself is not Ternary.NO:
        return None
    return spoken[0]


def _members(
    ed: Edition, dialogue: str, position: Position, body: str, day: datetime.date
) -> Iterator[tuple[str, Way]]:
    """Yield the members whom a group's position reaches: one step, and only where the whole group spoke."""
    if select.kind_of(ed, body) not in {"group", "regional organization"} or _in_part(ed, dialogue, position, body):
        return
    for roster in select.rosters_on(ed, body, day):
        for member in roster.members:
            yield member, Way(THROUGH_GROUP, body, True, roster.id, roster.at)


def _in_part(ed: Edition, dialogue: str, position: Position, body: str) -> bool:
    return any(
        not s.whole and body in {s.speaker, *s.on_behalf_of} and position.statement in {"", s.id}
        for s in ed.dialogue(dialogue).statements
    )
