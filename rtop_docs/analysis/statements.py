"""Who spoke, for whom and how: statements, the lists of them, and how one actor took part.

Knows nothing of templates; a list of speakers that is not complete proves nothing by what it lacks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import rtop_docs.analysis.figures as figures
from rtop_docs.analysis.positions import DID_NOT_SPEAK, NOT_NAMED, NOT_READ, WITHHELD, did_not_speak
from rtop_docs.analysis.reach import ALIGNED, NAMED, OWN, THROUGH_GROUP
from rtop_docs.analysis.scene import Scene, citation, regions, some_citation
from rtop_docs.analysis.views import (
    AlignedView,
    NamedOnlyView,
    ParticipationView,
    RosterView,
    SituationView,
    SpeakerSegment,
    SpeakersView,
    SpeakerView,
    StatementBand,
    StatementListView,
    StatementView,
    Words,
)
from rtop_docs.records import select
from rtop_docs.records.model import Person, Roster, Segment, SegmentKind, Situation, Statement

BY_GROUP, BY_LANGUAGE = "group", "language"
READ_FOR_OTHERS = "read for others"
"""The key of the band of statements that a state read out for a group or organization."""


def statement_view(scene: Scene, statement: Statement) -> StatementView:
    """Return a statement as told."""
    return StatementView(
        record=statement.id,
        segment=statement.segment.value,
        speaker=scene.actor(statement.speaker),
        delegate=scene.actor(statement.delegate) if statement.delegate not in {"", statement.speaker} else None,
        read_for=scene.some_actor(statement.read_for),
        on_behalf_of=scene.actors(a for a in statement.on_behalf_of if a != statement.speaker),
        jointly_with=scene.actors(statement.jointly_with),
        aligned_with=tuple(_aligned(scene, statement)),
        also_itself=statement.also_itself.value,
        whole=statement.whole,
        text_languages=statement.text_languages,
        spoken_languages=statement.spoken_languages,
        source=statement.at.source,
        publisher=scene.publisher(statement.at.source),
        note=scene.words(statement.note),
        citation=citation(statement.id, statement.at),
    )


def _aligned(scene: Scene, statement: Statement) -> Iterator[AlignedView]:
    for alignment in statement.aligned_with:
        for dialogue in scene.ed.library.dialogues:
            for other in dialogue.statements:
                if other.id == alignment.statement:
                    yield AlignedView(
                        statement=other.id,
                        speaker=scene.actor(other.speaker),
                        whole=alignment.whole,
                        dialogue=dialogue.id,
                    )


# -- lists --------------------------------------------------------------------------------------------------


def deliverer(statement: Statement) -> str:
    """Return who stood up: the delegate, or else the speaker."""
    return statement.delegate or statement.speaker


def by_states(scene: Scene) -> tuple[Statement, ...]:
    """Return the recorded statements that a state delivered, for itself or for others."""
    return tuple(s for s in scene.dialogue.statements if select.is_state(deliverer(s)))


def statement_list(scene: Scene, whole: Scene, by: str) -> StatementListView:
    """Return the recorded statements of states under heads.  Raises ValueError for `by` other than the two."""
    if by not in {BY_GROUP, BY_LANGUAGE}:
        raise ValueError(f"statements are listed by 'group' or by 'language', not by {by!r}")
    recorded = by_states(scene)
    bands = _by_region(scene, recorded) if by == BY_GROUP else _by_language(scene, recorded)
    return StatementListView(
        by=by,
        bands=tuple(bands),
        others=tuple(statement_view(scene, s) for s in scene.dialogue.statements if s not in recorded),
        recorded=len({deliverer(s) for s in recorded}),
        languages_unknown=sum(not s.text_languages for s in recorded),
        stated=figures.states_that_spoke(scene, whole),
        withheld=len(scene.dialogue.statements) < len(whole.dialogue.statements),
    )


def _in_order(scene: Scene, statements: Iterable[Statement]) -> tuple[StatementView, ...]:
    return scene.alphabetical((statement_view(scene, s) for s in statements), lambda v: v.deliverer.name)


def _by_region(scene: Scene, statements: tuple[Statement, ...]) -> Iterator[StatementBand]:
    """Yield a band for each region of the speakers; a group's statement is no region's, whoever read it out."""
    own = [s for s in statements if select.is_state(s.speaker)]
    for region in (*regions(), ""):
        found = [s for s in own if scene.region(s.speaker) == region]
        if found:
            yield StatementBand(key=region, title=scene.region_title(region), statements=_in_order(scene, found))
    if read := [s for s in statements if not select.is_state(s.speaker)]:
        yield StatementBand(key=READ_FOR_OTHERS, title="", statements=_in_order(scene, read))


def _by_language(scene: Scene, statements: tuple[Statement, ...]) -> Iterator[StatementBand]:
    """Yield a band for each language, most statements first, unknown last: it is a language of nobody's."""
    codes = {code for s in statements for code in s.text_languages}
    counted = sorted(codes, key=lambda code: (-sum(code in s.text_languages for s in statements), code))
    for code in counted:
        found = [s for s in statements if code in s.text_languages]
        yield StatementBand(key=code, title="", statements=_in_order(scene, found))
    if unknown := [s for s in statements if not s.text_languages]:
        yield StatementBand(key="", title="", statements=_in_order(scene, unknown))


# -- speakers -----------------------------------------------------------------------------------------------


def roles(scene: Scene, actor: str) -> tuple[Words, ...]:
    """Return a person's roles as sources describe them."""
    person = scene.ed.get(Person, actor)
    return tuple(scene.words(r.description) for r in person.roles) if person is not None else ()


def speakers(scene: Scene, whole: Scene) -> SpeakersView:
    """Return everybody recorded as speaking, and those whom accounts only name."""
    segments = tuple(
        SpeakerSegment(kind=kind.value, speakers=found)
        for kind in SegmentKind
        if (found := tuple(_speakers_in(scene, kind)))
    )
    return SpeakersView(
        segments=segments,
        named_only=tuple(_named_only(scene)),
        stated=figures.states_that_spoke(scene, whole),
        withheld=scene.dialogue.statements != whole.dialogue.statements,
    )


def _speakers_in(scene: Scene, kind: SegmentKind) -> Iterator[SpeakerView]:
    statements = [s for s in scene.dialogue.statements if s.segment is kind]
    spoken: dict[str, Statement] = {}
    for statement in statements:
        spoken.setdefault(statement.speaker, statement)
    listed: set[str] = set()
    for segment in scene.dialogue.segments:
        if segment.kind is kind:
            for part, actor in (("moderator", segment.moderator), *(("member", m) for m in segment.members)):
                if actor:
                    listed.add(actor)
                    yield _speaker(scene, part, actor, spoken.get(actor), segment)
    for statement in statements:
        if statement.speaker not in listed:
            yield _speaker(scene, "speaker", statement.speaker, statement, None)


def _speaker(scene: Scene, part: str, actor: str, statement: Statement | None, segment: Segment | None) -> SpeakerView:
    if statement is not None:
        cited = some_citation(statement.id, statement.at)
    else:
        cited = some_citation(segment.id, segment.at) if segment is not None else None
    return SpeakerView(
        actor=scene.actor(actor),
        part=part,
        roles=roles(scene, actor),
        statement=statement_view(scene, statement) if statement is not None else None,
        citation=cited,
    )


def _named_only(scene: Scene) -> Iterator[NamedOnlyView]:
    named = {a for claims in scene.reaches.values() for a, found in claims.items() if any(c.by_name for c in found)}
    for actor in scene.actors(named):
        if not _has_a_part(scene, actor.id):
            spoken_for = select.statements_for(scene.ed, scene.id, actor.id)
            yield NamedOnlyView(
                actor=actor,
                named_by=scene.publishers(naming_sources(scene, actor.id)),
                spoken_for_by=scene.actors(s.speaker for s in spoken_for),
            )


def _has_a_part(scene: Scene, actor: str) -> bool:
    """Tell whether an actor's own speaking, or its part in a panel, is recorded; an office speaks by its holder."""
    holder = select.kind_of(scene.ed, actor) == "person" and select.statements_read_by(scene.ed, scene.id, actor)
    return bool(holder or select.statements_by(scene.ed, scene.id, actor) or _seats(scene, actor))


def _seats(scene: Scene, actor: str) -> tuple[str, ...]:
    found = []
    for segment in scene.dialogue.segments:
        if segment.moderator == actor:
            found.append("moderator")
        if actor in segment.members:
            found.append("panel" if segment.kind is SegmentKind.PANEL else segment.kind.value)
    return tuple(dict.fromkeys(found))


def naming_sources(scene: Scene, actor: str) -> tuple[str, ...]:
    """Return the sources that name an actor as holding something, in the record's order."""
    claims = (c for t in scene.themes for c in scene.claims(actor, t))
    found: set[str] = {c.position.at.source for c in claims if any(w.kind == NAMED for w in c.ways)}
    return tuple(s for s in select.sources_of(scene.ed, scene.id) if s in found)


# -- how one actor took part --------------------------------------------------------------------------------


def participation(scene: Scene, whole: Scene, actor: str) -> ParticipationView:
    """Return how an actor took part, or which silence it is."""
    own = select.statements_by(scene.ed, scene.id, actor)
    region = scene.region(actor)
    how = _how(scene, actor)
    return ParticipationView(
        actor=scene.actor(actor),
        region=region,
        region_title=scene.region_title(region),
        how=how,
        silence="" if how else _silence(scene, whole, actor),
        statements=tuple(statement_view(scene, s) for s in own),
        joined=tuple(statement_view(scene, s) for s in select.statements_joined_by(scene.ed, scene.id, actor)),
        spoken_for=tuple(statement_view(scene, s) for s in select.statements_for(scene.ed, scene.id, actor)),
        read_for=read_for_group(scene, actor),
        named_by=scene.publishers(naming_sources(scene, actor)),
        languages=tuple(dict.fromkeys(code for s in own for code in s.text_languages)),
        languages_known=all(s.text_languages for s in own),
        themes=tuple((t, scene.theme(t).title) for t in scene.themes if _named_on(scene, actor, t)),
        rosters=tuple(_rosters(scene, actor)),
        raised=situations(scene, actor),
        withheld=_parts_of(whole, actor) != _parts_of(scene, actor),
    )


def _named_on(scene: Scene, actor: str, theme: str) -> bool:
    return any(c.by_name for c in scene.claims(actor, theme))


def _how(scene: Scene, actor: str) -> tuple[str, ...]:
    ways = {w.kind for t in scene.themes for c in scene.claims(actor, t) for w in c.ways}
    own = select.statements_by(scene.ed, scene.id, actor)
    found = [
        ("itself", bool(own) or OWN in ways),
        ("joint", bool(select.statements_joined_by(scene.ed, scene.id, actor))),
        ("spoken for", bool(select.statements_for(scene.ed, scene.id, actor))),
        ("read for a group", bool(select.statements_read_by(scene.ed, scene.id, actor))),
        ("aligned", ALIGNED in ways or any(s.aligned_with for s in own)),
        ("through group", THROUGH_GROUP in ways),
    ]
    how = [name for name, applies in found if applies] + list(_seats(scene, actor))
    spoke = {"itself", "joint", "moderator", "panel"} & set(how)
    if not spoke and NAMED in ways:
        how.append("named only")
    return tuple(how)


def _silence(scene: Scene, whole: Scene, actor: str) -> str:
    if actor in whole.speaking:
        return WITHHELD if actor not in scene.speaking else ""
    if did_not_speak(scene, whole, actor):
        return DID_NOT_SPEAK
    return NOT_NAMED if scene.dialogue.coverage else NOT_READ


def _parts_of(scene: Scene, actor: str) -> tuple[str, ...]:
    """Return the ids of all that shows an actor taking part."""
    statements = (s for s in scene.dialogue.statements if actor in {s.speaker, s.delegate, *s.on_behalf_of})
    positions = select.positions_naming(scene.ed, scene.id, actor)
    return (*(s.id for s in statements), *(p.id for p in positions))


def read_for_group(scene: Scene, actor: str) -> tuple[StatementView, ...]:
    """Return the statements that an actor delivered for others: never its own words."""
    return tuple(statement_view(scene, s) for s in select.statements_read_by(scene.ed, scene.id, actor))


def _rosters(scene: Scene, actor: str) -> Iterator[RosterView]:
    for roster in scene.ed.library.rosters:
        if actor in roster.members and select.holds_on(roster, scene.day):
            yield roster_view(scene, roster)


def rosters_of(scene: Scene, body: str) -> tuple[RosterView, ...]:
    """Return the rosters of a group or organization that hold on the day, without their members."""
    return tuple(roster_view(scene, roster) for roster in select.rosters_on(scene.ed, body, scene.day))


def roster_view(scene: Scene, roster: Roster) -> RosterView:
    """Return a roster without its other members."""
    return RosterView(
        record=roster.id,
        body=scene.actor(roster.of),
        complete=roster.complete,
        size=len(roster.members),
        attested=str(roster.attested),
        citation=citation(roster.id, roster.at),
    )


# -- situations ---------------------------------------------------------------------------------------------


def situations(scene: Scene, place: str) -> tuple[SituationView, ...]:
    """Return the situations raised at a place (a state's letters, or its name as recorded); all for ""."""
    return tuple(situation_view(scene, s) for s in select.situations_at(scene.ed, scene.id, place))


def situation_view(scene: Scene, situation: Situation) -> SituationView:
    """Return a situation: who raised which place as what."""
    return SituationView(
        record=situation.id,
        place=situation.place,
        name=scene.actor(situation.state).name if situation.state else situation.place,
        state=situation.state,
        kind=situation.kind.value,
        raised_by=scene.actors(situation.raised_by),
        segment=situation.segment.value if situation.segment is not None else "",
        marker=situation.marker,
        note=scene.words(situation.note),
        citation=citation(situation.id, situation.at),
        also=tuple(citation(situation.id, at) for at in situation.also_at),
    )
