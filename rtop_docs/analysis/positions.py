"""What is held on a theme, and what reaches an actor: positions, ways, directions, and which silence.

Knows nothing of templates; every direction is a source's, and two that differ are kept as two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from rtop_docs.analysis.reach import FULL, HALF, OUTLINE, Claim, Way
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import (
    ClaimView,
    HeldView,
    NameView,
    PositionsView,
    PositionView,
    SetView,
    SilenceView,
    ThemePositionsView,
    ThemeView,
    WayView,
    Words,
)
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Direction, Instrument, Position, SegmentKind, Statement, VerbKind

DID_NOT_SPEAK, NOT_NAMED, NOT_READ, WITHHELD = "did not speak", "not named", "not read", "withheld"


# -- a set, a position --------------------------------------------------------------------------------------


def set_view(scene: Scene, actor_set: ActorSet, only: Collection[str] | None = None) -> SetView:
    """Return a set.  only: the actors whose names the asking document shows; None for all."""
    names = tuple(
        NameView(scene.actor(actor), printed)
        for actor, printed in select.names_in(scene.ed, actor_set)
        if only is None or actor in only
    )
    other_id = actor_set.same_as or actor_set.part_of
    other = scene.ed.get(ActorSet, other_id)
    return SetView(
        record=actor_set.id,
        names=scene.alphabetical(names, lambda n: n.actor.name),
        extent=actor_set.extent.value,
        citation=citation(actor_set.id, actor_set.at),
        marker=actor_set.marker,
        wording=actor_set.wording,
        number=actor_set.number if actor_set.number is not None or other is None or not actor_set.same_as
        else other.number,
        number_of=actor_set.number_of,
        relation="same as" if actor_set.same_as else "part of" if actor_set.part_of else "",
        other=other_id,
        other_wording=_wording(scene, other) if other is not None else "",
        other_printed=other is not None and bool(other.wording),
        note=scene.words(actor_set.note),
    )  # fmt: skip


def _wording(scene: Scene, actor_set: ActorSet) -> str:
    """Return the words for a set: the source's, or else the names as we give them."""
    named = scene.actors(actor for actor, _ in select.names_in(scene.ed, actor_set))
    return actor_set.wording or ", ".join(a.name for a in named)


def position_view(scene: Scene, position: Position, only: Collection[str] | None = None) -> PositionView:
    """Return a position.  only: as in `set_view`."""
    voice = scene.ed.get(Statement, position.statement)
    agreed = scene.ed.get(ActorSet, position.concurs_with)
    addressee = position.addressee
    return PositionView(
        record=position.id,
        theme=position.theme,
        verb=position.verb,
        kind=position.kind.value,
        direction=position.direction.value,
        conditional=bool(position.condition),
        condition=position.condition,
        says=scene.words(position.says),
        inferred=scene.words(position.inferred),
        addressee=scene.actor(addressee).name if select.kind_of(scene.ed, addressee) else addressee,
        joint=position.joint,
        concurs_with=_wording(scene, agreed) if agreed is not None else "",
        instruments=_instruments(scene, position),
        who=set_view(scene, select.set_of(scene.ed, position), only),
        statement=position.statement,
        voiced_by=scene.actor(voice.speaker) if voice is not None else None,
        segment=position.segment.value if position.segment is not None else "",
        source=position.at.source,
        publisher=scene.publisher(position.at.source),
        citation=citation(position.id, position.at),
    )


def _instruments(scene: Scene, position: Position) -> tuple[Words, ...]:
    found = (scene.ed.get(Instrument, i) for i in position.instruments)
    return tuple(scene.words(i.title) for i in found if i is not None)


# -- themes -------------------------------------------------------------------------------------------------


STATES, GROUPS, CIVIL_SOCIETY = "states", "groups", "civil society"
KINDS = {STATES: {"state"}, GROUPS: {"group", "regional organization"}, CIVIL_SOCIETY: {"civil society"}}
"""What takes part, as targets and templates ask for it -> the kinds of actors it means."""


def themes(scene: Scene, held_by: str) -> tuple[ThemeView, ...]:
    """Return the themes on which the dialogue has a position, in the record's order.

    held_by: "states", "groups" or "civil society", named or not, on at least one position; "" for all.
    Raises ValueError for anything else.
    """
    if held_by and held_by not in KINDS:
        raise ValueError(f"themes are held by {', '.join(KINDS)}, not by {held_by!r}")
    return tuple(scene.theme(t) for t in scene.themes if not held_by or _holds(scene, t, held_by))


def _holds(scene: Scene, theme: str, held_by: str) -> bool:
    if theme in reaching(scene, KINDS[held_by]):
        return True
    positions = select.positions_on(scene.ed, scene.id, theme)
    return held_by == STATES and any(unnamed_states(scene, p) for p in positions)


def reaching(scene: Scene, kinds: Collection[str]) -> tuple[str, ...]:
    """Return the themes that reach at least one actor of some kinds, in the record's order."""
    return tuple(t for t in scene.themes if any(select.kind_of(scene.ed, a) in kinds for a in scene.reaches[t]))


def unnamed_states(scene: Scene, position: Position) -> bool:
    """Tell whether a position is held by states whom nobody names.

    Without names only the segment tells who is meant: sets of the panel and of civil society are no states.
    """
    voiced_by_states = position.segment in {None, SegmentKind.INTERVENTIONS}
    return voiced_by_states and not select.names_in(scene.ed, select.set_of(scene.ed, position))


def theme_positions(scene: Scene, whole: Scene, theme: str) -> ThemePositionsView:
    """Return a theme with its positions.  whole: the same dialogue with nothing withheld."""
    shown = select.positions_on(scene.ed, scene.id, theme)
    return ThemePositionsView(
        theme=scene.theme(theme),
        positions=tuple(position_view(scene, p) for p in shown),
        withheld=len(shown) < len(select.positions_on(whole.ed, whole.id, theme)),
    )


# -- what reaches an actor ----------------------------------------------------------------------------------


def positions_of(scene: Scene, whole: Scene, actor: str) -> PositionsView:
    """Return all that reaches an actor.  whole: the same dialogue with nothing withheld."""
    held, facts, more = [], [], False
    for theme in scene.themes:
        claims = scene.claims(actor, theme)
        facts += [claim_view(scene, c, actor) for c in claims if is_fact(c.position)]
        if positions := tuple(c for c in claims if not is_fact(c.position)):
            held.append(held_view(scene, theme, actor, positions))
    for theme in whole.themes:
        more = more or len(whole.claims(actor, theme)) > len(scene.claims(actor, theme))
    return PositionsView(actor=scene.actor(actor), themes=tuple(held), facts=tuple(facts), withheld=more)


def is_fact(position: Position) -> bool:
    """Tell whether somebody is only said to have told a fact."""
    return position.kind is VerbKind.REPORTS_A_FACT


def held_view(scene: Scene, theme: str, actor: str, claims: tuple[Claim, ...]) -> HeldView:
    """Return what reaches an actor on one theme."""
    return HeldView(
        theme=scene.theme(theme),
        claims=tuple(claim_view(scene, c, actor) for c in claims),
        directions=directions(claims),
        sources_differ=sources_differ(claims),
        conditional=is_conditional(claims),
        sign=sign(claims),
        fill=strongest(c.fill for c in claims),
    )


def claim_view(scene: Scene, claim: Claim, actor: str) -> ClaimView:
    """Return a claim as it reaches an actor, with no other name than those through whom it does."""
    shown = {actor, *(w.through for w in claim.ways)}
    return ClaimView(
        position=position_view(scene, claim.position, shown),
        ways=tuple(way_view(scene, w) for w in claim.ways),
        fill=claim.fill,
    )


def way_view(scene: Scene, way: Way) -> WayView:
    """Return one way by which a claim reaches an actor."""
    return WayView(
        way=way.kind,
        through=scene.some_actor(way.through),
        certain=way.certain,
        record=way.record,
        citation=citation(way.record, way.at),
    )


# -- directions ---------------------------------------------------------------------------------------------


def _pointing(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(c for c in claims if c.position.direction is not Direction.NONE)


def directions(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the distinct directions in the record's order; "none" only where there is no other."""
    claims = tuple(claims)
    pointing = _pointing(claims) or claims
    return tuple(dict.fromkeys(c.position.direction.value for c in pointing))


def sources_differ(claims: Iterable[Claim]) -> bool:
    """Tell whether two sources give different directions."""
    pairs = {(c.position.at.source, c.position.direction) for c in _pointing(claims)}
    return any(s != t and d is not e for s, d in pairs for t, e in pairs)


def is_conditional(claims: Iterable[Claim]) -> bool:
    """Tell whether there is a direction, and never without a condition."""
    pointing = _pointing(claims)
    return bool(pointing) and all(c.position.condition for c in pointing)


def sign(claims: tuple[Claim, ...]) -> str:
    """Return what a sign for the claims must show; "" for no claim."""
    found = directions(claims)
    if sources_differ(claims):
        return "sources differ"
    if len(found) > 1:
        return "several"
    if is_conditional(claims):
        return "conditional"
    return found[0] if found else ""


def strongest(fills: Iterable[str]) -> str:
    """Return the nearest of some fills; "" for none."""
    found = set(fills)
    return next((f for f in (FULL, HALF, OUTLINE) if f in found), "")


# -- silence ------------------------------------------------------------------------------------------------


def silence(scene: Scene, whole: Scene, actor: str, theme: str) -> SilenceView:
    """Return which silence an actor's is on a theme; none where a position reaches it."""
    kind, sources = _silence(scene, whole, actor, theme)
    return SilenceView(actor=actor, theme=theme, kind=kind, sources=sources)


def _silence(scene: Scene, whole: Scene, actor: str, theme: str) -> tuple[str, tuple[str, ...]]:
    if scene.claims(actor, theme):
        return "", ()
    if whole.claims(actor, theme):
        return WITHHELD, ()
    if lists := did_not_speak(scene, whole, actor):
        return DID_NOT_SPEAK, lists
    if read := select.read_for_theme(scene.ed, scene.id, theme):
        return NOT_NAMED, read
    return NOT_READ, ()


def did_not_speak(scene: Scene, whole: Scene, actor: str) -> tuple[str, ...]:
    """Return the complete lists of speakers that lack the actor; none where anything shows that it spoke.

    What is withheld counts too: an edition must not deny what another one says.
    """
    if actor in whole.speaking:
        return ()
    lists = select.complete_lists(scene.ed, scene.id)
    return tuple(s for s in lists if actor not in select.listed_by(scene.ed, scene.id, s))
