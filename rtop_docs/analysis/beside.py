"""A state beside the others: its regional group on the same themes, and the same themes in other dialogues.

Knows nothing of templates; who is not named is marked as that, and years stand side by side without a shift.
"""

from __future__ import annotations

from collections.abc import Iterator

import rtop_docs.analysis.figures as figures
from rtop_docs.analysis.counts import delivering
from rtop_docs.analysis.positions import WITHHELD, sign, silence, strongest
from rtop_docs.analysis.reach import WAYS, Claim
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import (
    BesideThemeView,
    BesideView,
    MarkView,
    YearClaim,
    YearThemeView,
    YearView,
)
from rtop_docs.records import select
from rtop_docs.records.model import Theme
from rtop_docs.reference import group_members


def beside_group(scene: Scene, whole: Scene, state: str) -> BesideView:
    """Return how a state's regional group stands on the themes that reach the state.

    Raises ValueError for who is no state: no other actor has a regional group.
    """
    if not select.is_state(state):
        raise ValueError(f"{state!r} is no state, and has no regional group")
    region = scene.region(state)
    found = delivering(scene)
    named = tuple(s for s in found.states if region and scene.region(s) == region)
    themes = tuple(_theme(scene, whole, t, state, named) for t in scene.themes_reaching(state)) if region else ()
    return BesideView(
        region=region,
        title=scene.region_title(region),
        size=len(group_members(region, scene.day)) if region else 0,
        named_in_group=len(named),
        low=found.low,
        high=found.high,
        stated=figures.states_that_spoke(scene, whole),
        themes=themes,
        withheld=any(m.mark == WITHHELD for t in themes for m in t.marks),
    )


def _theme(scene: Scene, whole: Scene, theme: str, state: str, named: tuple[str, ...]) -> BesideThemeView:
    own = MarkView(actor=scene.actor(state), mark=_mark(scene, whole, state, theme),
                   sign=sign(scene.claims(state, theme)), itself=True)  # fmt: skip
    others = scene.once(_marks, whole, theme, named)
    marks = scene.alphabetical((*(m for m in others if m.actor.id != state), own), lambda m: m.actor.name)
    positions = select.positions_on(scene.ed, scene.id, theme)
    return BesideThemeView(
        theme=scene.theme(theme),
        marks=marks,
        named=sum(m.mark == "named" for m in marks),
        extents=tuple(dict.fromkeys(select.set_of(scene.ed, p).extent.value for p in positions)),
        publishers=scene.publishers(dict.fromkeys(p.at.source for p in positions)),
    )


def _marks(scene: Scene, whole: Scene, theme: str, states: tuple[str, ...]) -> tuple[MarkView, ...]:
    return tuple(
        MarkView(
            actor=scene.actor(state),
            mark=_mark(scene, whole, state, theme),
            sign=sign(scene.claims(state, theme)),
            itself=False,
        )
        for state in states
    )


def _mark(scene: Scene, whole: Scene, actor: str, theme: str) -> str:
    claims = scene.claims(actor, theme)
    if any(c.by_name for c in claims):
        return "named"
    return "reached" if claims else silence(scene, whole, actor, theme).kind


# -- before and after ---------------------------------------------------------------------------------------


def other_years(scene: Scene, others: tuple[tuple[Scene, Scene], ...], actor: str) -> tuple[YearView, ...]:
    """Return the themes that reach an actor here, and those that reach it there, in the other dialogues of the record.

    others: (as shown, with nothing withheld) for each of them, in order of time.
    """
    here = scene.themes_reaching(actor)
    years = []
    for other, whole in others:
        themes = tuple(dict.fromkeys((*here, *other.themes_reaching(actor))))
        if themes:
            years.append(_year(scene, other, whole, actor, themes))
    return tuple(years)


def _year(scene: Scene, other: Scene, whole: Scene, actor: str, themes: tuple[str, ...]) -> YearView:
    return YearView(
        dialogue=other.id,
        title=other.words(other.dialogue.title),
        date=other.day,
        earlier=other.day < scene.day,
        themes=tuple(_year_theme(other, whole, actor, t) for t in themes if other.ed.get(Theme, t) is not None),
    )


def _year_theme(other: Scene, whole: Scene, actor: str, theme: str) -> YearThemeView:
    claims = other.claims(actor, theme)
    found = silence(other, whole, actor, theme)
    sources = dict.fromkeys(c.position.at.source for c in claims) or found.sources
    return YearThemeView(
        theme=other.theme(theme),
        claims=tuple(_year_claims(other, claims)),
        sign=sign(claims),
        fill=strongest(c.fill for c in claims),
        silence=found.kind,
        publishers=other.publishers(sources),
    )


def _year_claims(other: Scene, claims: tuple[Claim, ...]) -> Iterator[YearClaim]:
    for claim in claims:
        position = claim.position
        kinds = {w.kind for w in claim.ways}
        yield YearClaim(
            record=position.id,
            verb=position.verb,
            direction=position.direction.value,
            conditional=bool(position.condition),
            says=other.words(position.says),
            ways=tuple(w for w in WAYS if w in kinds),
            source=position.at.source,
            publisher=other.publisher(position.at.source),
            citation=citation(position.id, position.at),
        )
