"""What is not known about one actor, as items that a document words.

Knows nothing of templates.  Each item says what no source that we read tells; none of them is a position.
"""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.analysis.counts import number_of
from rtop_docs.analysis.positions import KINDS, NOT_NAMED, NOT_READ, WITHHELD, reaching, silence, unnamed_states
from rtop_docs.analysis.quotations import credited, credited_with_others
from rtop_docs.analysis.reach import NAMED, OWN, SPOKEN_FOR
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import UnknownView, Words
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Attribution, Extent, Position, Quotation, Statement, Ternary, Theme


def unknowns(scene: Scene, whole: Scene, actor: str) -> tuple[UnknownView, ...]:
    """Return what is not known about an actor, the nearest to its own words first."""
    return (
        *_who_spoke(scene, actor),
        *_own_part(scene, actor),
        *_no_statement(scene, actor),
        *_languages(scene, actor),
        *_which_one(scene, actor),
        *_unnamed_sets(scene, actor),
        *_for_whom(scene, actor),
        *_rosters(scene, actor),
        *_silent_themes(scene, whole, actor),
        *_open_lists(scene, actor),
    )


def _cited(scene: Scene, kind: str, record: ActorSet | Position | Statement, **more: object) -> UnknownView:
    return UnknownView(
        kind=kind,
        record=record.id,
        source=record.at.source,
        publisher=scene.publisher(record.at.source),
        citation=citation(record.id, record.at),
        **more,  # type: ignore[arg-type]  # the fields that the kind needs; attrs checks their names
    )


def _titles(scene: Scene, themes: tuple[str, ...]) -> tuple[tuple[str, Words], ...]:
    return tuple((t, scene.theme(t).title) for t in themes)


# -- its own speaking ---------------------------------------------------------------------------------------


def _who_spoke(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield where it is named, and spoken for by another, and no source says which of the two spoke."""
    if select.statements_by(scene.ed, scene.id, actor):
        return
    doubtful: dict[str, list[str]] = {}
    for theme in scene.themes:
        for claim in scene.claims(actor, theme):
            for way in claim.ways:
                if way.kind == SPOKEN_FOR and not way.certain:
                    doubtful.setdefault(way.record, []).append(theme)
    for record, themes in doubtful.items():
        statement = scene.ed.get(Statement, record)
        if statement is not None:
            yield _cited(
                scene, "who spoke", statement,
                actors=scene.actors((statement.speaker,)),
                themes=_titles(scene, tuple(dict.fromkeys(themes))),
            )  # fmt: skip


def _own_part(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield where it spoke for others, and no source says whether for itself as well."""
    for statement in scene.dialogue.statements:
        others = tuple(a for a in statement.on_behalf_of if a != actor)
        if statement.speaker == actor and others and statement.also_itself is Ternary.UNKNOWN:
            yield _cited(scene, "own part", statement, actors=scene.actors(others))


def _no_statement(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield an item where it is named as holding something, and no statement of its own is recorded."""
    ways = [w for t in scene.themes for c in scene.claims(actor, t) for w in c.ways]
    own = any(w.kind == OWN for w in ways) or select.statements_by(scene.ed, scene.id, actor)
    if any(w.kind == NAMED for w in ways) and not own:
        yield UnknownView(kind="no statement recorded")


def _languages(scene: Scene, actor: str) -> Iterator[UnknownView]:
    for statement in scene.dialogue.statements:
        if actor in {statement.speaker, statement.delegate} and not statement.text_languages:
            yield _cited(scene, "language of its text", statement)


def _which_one(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield words that are credited to one of several, where which one is not said."""
    for view in credited_with_others(scene, actor):
        quotation = scene.ed.get(Quotation, view.record)
        if quotation is None or quotation.attribution is not Attribution.ONE_OF:
            continue
        first = view.testimonies[0]
        yield UnknownView(
            kind="which one",
            record=view.record,
            words=view.exact,
            language=view.language,
            actors=scene.actors(a for a in credited(scene, quotation) if a != actor),
            source=first.source,
            publisher=first.publisher,
            citation=first.citation,
        )


# -- sets, and what others said -----------------------------------------------------------------------------


def _unnamed_sets(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield the sets that a source counts or describes without names, so that the actor may be in them or not.

    Only states are asked: the sets speak of states.  A part of a set whose names are known concerns those names.
    """
    if not select.is_state(actor):
        return
    found: dict[str, list[Position]] = {}
    for position in scene.dialogue.positions:
        actor_set = select.set_of(scene.ed, position)
        named_there = any(c.by_name for c in scene.claims(actor, position.theme))
        if not named_there and unnamed_states(scene, position) and _may_hold(scene, actor_set, actor):
            found.setdefault(_root(scene, actor_set).id, []).append(position)
    for set_id, positions in found.items():
        root = scene.ed.get(ActorSet, set_id)
        if root is not None:
            themes = tuple(dict.fromkeys(p.theme for p in positions))
            yield _cited(
                scene, "unnamed set", root,
                themes=_titles(scene, themes),
                wording=root.wording,
                number=number_of(scene, root),
                number_of=root.number_of,
            )  # fmt: skip


def _root(scene: Scene, actor_set: ActorSet) -> ActorSet:
    """Return the set that "these same countries" means, or the set itself."""
    seen: set[str] = {actor_set.id}
    while actor_set.same_as and actor_set.same_as not in seen:
        seen.add(actor_set.same_as)
        other = scene.ed.get(ActorSet, actor_set.same_as)
        if other is None:
            break
        actor_set = other
    return actor_set


def _may_hold(scene: Scene, actor_set: ActorSet, actor: str) -> bool:
    whole = scene.ed.get(ActorSet, actor_set.part_of)
    names = {a for a, _ in select.names_in(scene.ed, whole)} if whole is not None else set()
    return not names or actor in names


def _for_whom(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield who spoke on its behalf, and the themes on which it is not said whether that was for the actor too."""
    for statement in select.statements_for(scene.ed, scene.id, actor):
        themes = tuple(
            t
            for t in scene.themes
            if not scene.claims(actor, t) and any(c.by_name for c in scene.claims(statement.speaker, t))
        )
        if themes:
            yield _cited(
                scene, "for whom", statement,
                actors=scene.actors((statement.speaker,)),
                themes=_titles(scene, themes),
            )  # fmt: skip


def _rosters(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield the groups that hold something and of which it is not recorded who belonged to them that day."""
    if not select.is_state(actor):
        return
    bodies = {a for reached in scene.reaches.values() for a in reached}
    kinds = {"group", "regional organization"}
    missing = []
    for body in scene.actors(b for b in bodies if select.kind_of(scene.ed, b) in kinds):
        rosters = select.rosters_on(scene.ed, body.id, scene.day)
        if not rosters:
            missing.append(body.id)
        elif not any(r.complete or actor in r.members for r in rosters):
            yield UnknownView(kind="roster not complete", record=rosters[0].id, actors=(body,))
    if missing:
        yield UnknownView(kind="roster not recorded", actors=scene.actors(missing))


# -- silence ------------------------------------------------------------------------------------------------


def _silent_themes(scene: Scene, whole: Scene, actor: str) -> Iterator[UnknownView]:
    themes_of_its_like = _themes_of_its_like(scene, whole, actor)
    kinds = {t: silence(scene, whole, actor, t).kind for t in themes_of_its_like}
    for kind in (NOT_NAMED, NOT_READ, WITHHELD):
        if themes := tuple(t for t in themes_of_its_like if kinds[t] == kind and scene.ed.get(Theme, t)):
            yield UnknownView(kind=kind, themes=_titles(scene, themes))


def _themes_of_its_like(scene: Scene, whole: Scene, actor: str) -> tuple[str, ...]:
    """Return the themes that reach an actor of the same kind (a state, a group, ...), or this one elsewhere."""
    kind = select.kind_of(scene.ed, actor)
    kinds = next((k for k in KINDS.values() if kind in k), {kind})
    return tuple(dict.fromkeys((*reaching(scene, kinds), *whole.themes_reaching(actor))))


def _open_lists(scene: Scene, actor: str) -> Iterator[UnknownView]:
    """Yield the themes with a list that goes on: not to stand in its printed part says nothing."""
    themes = tuple(
        t
        for t in scene.themes
        if not scene.claims(actor, t)
        and any(select.set_of(scene.ed, p).extent is Extent.OPEN for p in select.positions_on(scene.ed, scene.id, t))
    )
    if themes and select.is_state(actor):
        yield UnknownView(kind="open lists", themes=_titles(scene, themes))
