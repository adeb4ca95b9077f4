"""How many are named, by theme and in all: counts of names, never of those who hold a position.

Knows nothing of templates.  A number that no names stand behind is shown as stated, and never added.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rtop_docs.analysis.positions import is_fact
from rtop_docs.analysis.reach import Claim
from rtop_docs.analysis.scene import Scene, citation, regions
from rtop_docs.analysis.views import (
    DoubtView,
    GroupCountView,
    NamedCountView,
    NamedStatesView,
    StatedNumberView,
)
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Attribution, Position
from rtop_docs.reference import group_members

# -- by theme -----------------------------------------------------------------------------------------------


def named_counts(scene: Scene, whole: Scene) -> tuple[NamedCountView, ...]:
    """Return the counts of names of each theme with a position, in the record's order."""
    return tuple(named_count(scene, whole, theme) for theme in scene.themes)


def named_count(scene: Scene, whole: Scene, theme: str) -> NamedCountView:
    """Return how many a theme's sources name; a parent theme counts its own names only."""
    positions = select.positions_on(scene.ed, scene.id, theme)
    sets = tuple({s.id: s for s in (select.set_of(scene.ed, p) for p in positions)}.values())
    names = {actor for s in sets for actor, _ in select.names_in(scene.ed, s)}
    words = scene.theme(theme)
    return NamedCountView(
        theme=theme,
        title=words.title,
        short=words.short,
        parent=words.parent,
        states=sum(map(select.is_state, names)),
        others=sum(not select.is_state(a) for a in names),
        extents=tuple(dict.fromkeys(s.extent.value for s in sets)),
        markers=tuple(dict.fromkeys(s.marker for s in sets if s.marker)),
        wordings=tuple(dict.fromkeys(s.wording for s in sets if _vague(scene, s))),
        directions=tuple(_by_direction(scene, positions)),
        stated=tuple(_stated(scene, sets)),
        publishers=scene.publishers(dict.fromkeys(p.at.source for p in positions)),
        citations=tuple(citation(p.id, p.at) for p in positions),
        withheld=len(positions) < len(select.positions_on(whole.ed, whole.id, theme)),
    )


def _vague(scene: Scene, actor_set: ActorSet) -> bool:
    """Tell whether a set has words for somebody, and neither names nor a number."""
    return bool(actor_set.wording) and number_of(scene, actor_set) is None and not select.names_in(scene.ed, actor_set)


def number_of(scene: Scene, actor_set: ActorSet) -> int | None:
    """Return the number stated for a set; "these same countries" have the number of the set they mean."""
    return _whole(scene, actor_set).number


def _whole(scene: Scene, actor_set: ActorSet) -> ActorSet:
    """Return the set that gives the number: the set itself, or where it has none the one that it is the same as."""
    other = scene.ed.get(ActorSet, actor_set.same_as)
    return actor_set if actor_set.number is not None or other is None else other


def _by_direction(scene: Scene, positions: tuple[Position, ...]) -> Iterator[tuple[str, int]]:
    for direction in dict.fromkeys(p.direction for p in positions):
        named = {
            actor
            for p in positions
            if p.direction is direction
            for actor, _ in select.names_in(scene.ed, select.set_of(scene.ed, p))
            if select.is_state(actor)
        }
        yield direction.value, len(named)


def _stated(scene: Scene, sets: tuple[ActorSet, ...]) -> Iterator[StatedNumberView]:
    """Yield the numbers stated for sets, also where all their names are known (18 stated, 18 named)."""
    for actor_set in sets:
        number = number_of(scene, actor_set)
        if number is not None:
            yield StatedNumberView(
                record=actor_set.id,
                number=number,
                number_of=_whole(scene, actor_set).number_of,
                wording=actor_set.wording,
                plus=scene.actors(beside_the_number(scene, actor_set)),
                source=actor_set.at.source,
                publisher=scene.publisher(actor_set.at.source),
                citation=citation(actor_set.id, actor_set.at),
            )


def beside_the_number(scene: Scene, actor_set: ActorSet) -> tuple[str, ...]:
    """Return who is counted beside a set's number: "13 states and the Group of Friends" is not 14."""
    same = {actor_set.id, actor_set.same_as} - {""}
    figures = [f for f in scene.dialogue.figures if f.who in same and not f.ordinal]
    counts_states = "state" in actor_set.number_of.lower()
    named = (n.actor for n in actor_set.named if counts_states and not select.is_state(n.actor))
    return tuple(dict.fromkeys((*(a for f in figures for a in f.plus), *named)))


# -- in all -------------------------------------------------------------------------------------------------


@frozen
class Delivering:
    """The states that sources name as delivering anything, and those of them of whom it is not said who spoke."""

    states: tuple[str, ...]
    doubtful: dict[str, tuple[str, ...]]

    @property
    def low(self) -> int:
        """How many there are if each doubtful one was only spoken for."""
        return len(self.states) - len(self.doubtful)

    @property
    def high(self) -> int:
        """How many there are if each doubtful one spoke itself."""
        return len(self.states)


def delivering(scene: Scene, source: str = "") -> Delivering:
    """Return the states named as delivering anything, by one source or by all ("")."""
    return scene.once(_delivering, source)


def _delivering(scene: Scene, source: str) -> Delivering:
    named = {actor for _, actor in named_pairs(scene, source)} | _delivered(scene, source) | _quoted(scene, source)
    doubtful = {actor: by for actor in sorted(named) if (by := _perhaps_through(scene, actor))}
    return Delivering(tuple(sorted(named)), doubtful)


def named_pairs(scene: Scene, source: str = "") -> frozenset[tuple[str, str]]:
    """Return the (theme, state) pairs for which a source, or any (""), gives the state's name, facts told included."""
    return frozenset(
        (theme, actor)
        for theme, reached in scene.reaches.items()
        for actor, claims in reached.items()
        if select.is_state(actor) and any(_from(c, source) and c.by_name for c in claims)
    )


def _from(claim: Claim, source: str) -> bool:
    return source in {"", claim.position.at.source}


def _delivered(scene: Scene, source: str) -> set[str]:
    """Return the states that delivered a statement recorded from a source, for whomever."""
    return {
        actor
        for s in scene.dialogue.statements
        if source in {"", s.at.source}
        for actor in (s.speaker, s.delegate, *s.jointly_with)
        if select.is_state(actor)
    }


def _quoted(scene: Scene, source: str) -> set[str]:
    """Return the states quoted for themselves; "one of these" shows nobody speaking."""
    return {
        actor
        for q in scene.dialogue.quotations
        if q.attribution is not Attribution.ONE_OF and not q.document
        if any(source in {"", at.source} for at in q.locators)
        for actor in q.speakers
        if select.is_state(actor)
    }


def _perhaps_through(scene: Scene, actor: str) -> tuple[str, ...]:
    """Return the others who may have spoken in an actor's stead; none where its own speaking is recorded."""
    if actor in scene.once(_delivered, ""):
        return ()
    return tuple(dict.fromkeys(s.speaker for s in select.statements_for(scene.ed, scene.id, actor)))


def doubts(scene: Scene, found: Delivering) -> tuple[DoubtView, ...]:
    """Return the reasons why a count of states is a range."""
    actors = scene.actors(found.doubtful)
    return tuple(DoubtView(actor=a, through=scene.actors(found.doubtful[a.id])) for a in actors)


def by_region(scene: Scene, states: tuple[str, ...]) -> tuple[GroupCountView, ...]:
    """Return how many of `states` each regional group has, out of how many members that day."""
    return tuple(
        GroupCountView(
            region=region,
            title=scene.region_title(region),
            named=sum(scene.region(s) == region for s in states),
            size=len(group_members(region, scene.day)),
        )
        for region in regions()
    )


def named_states(scene: Scene, whole: Scene, source: str) -> NamedStatesView:
    """Return how many distinct states a source, or any (""), names."""
    pairs = {
        (theme, actor)
        for theme, actor in named_pairs(scene, source)
        if any(_from(c, source) and c.by_name and not is_fact(c.position) for c in scene.claims(actor, theme))
    }
    found = delivering(scene, source)
    return NamedStatesView(
        source=source,
        on_themes=len({actor for _, actor in pairs}),
        entries=len(pairs),
        low=found.low,
        high=found.high,
        doubts=doubts(scene, found),
        by_region=by_region(scene, found.states),
        withheld=delivering(whole, source).states != found.states,
    )
