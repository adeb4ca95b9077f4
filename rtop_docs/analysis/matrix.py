"""The matrix of actors by themes: for each cell a direction and a reach, or which silence.

Knows nothing of templates or shapes; no cell says "no".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rtop_docs.analysis.counts import delivering
from rtop_docs.analysis.positions import (
    CIVIL_SOCIETY,
    GROUPS,
    KINDS,
    STATES,
    WITHHELD,
    directions,
    is_conditional,
    reaching,
    sign,
    silence,
    sources_differ,
    strongest,
)
from rtop_docs.analysis.reach import WAYS
from rtop_docs.analysis.scene import Scene, citation, regions
from rtop_docs.analysis.views import ActorView, BandView, CellView, MatrixView, RowView
from rtop_docs.records import select
from rtop_docs.reference import group_members, states

NAMED, ALL = "named", "all"


def taking_part(scene: Scene, kind: str) -> tuple[str, ...]:
    """Return the actors of a kind that took part or are named as holding something, alphabetically by name.

    Who was only discussed, or is only a member of a group that spoke, did not take part by that.
    Raises ValueError for a kind other than those of `KINDS`.
    """
    if kind not in KINDS:
        raise ValueError(f"what takes part is one of {', '.join(KINDS)}, not {kind!r}")
    return tuple(a.id for a in scene.actors(_participants(scene)) if a.kind in KINDS[kind])


def _participants(scene: Scene) -> Iterator[str]:
    for s in scene.dialogue.statements:
        yield from (a for a in (s.speaker, s.delegate, s.read_for, *s.jointly_with, *s.on_behalf_of) if a)
    for position in scene.dialogue.positions:
        yield from (actor for actor, _ in select.names_in(scene.ed, select.set_of(scene.ed, position)))
    for quotation in scene.dialogue.quotations:
        if not quotation.document:
            yield from quotation.speakers


def all_states() -> tuple[str, ...]:
    """Return every member state and observer, by id."""
    return tuple(s.id for s in states())


def matrix(scene: Scene, whole: Scene, themes: tuple[str, ...], which: str) -> MatrixView:
    """Return actors by themes (none given: all that reach an actor of a row).

    which: "named" for the states that take part, "all" for every state.

    Raises KeyError for a theme that this edition does not have, ValueError for another `which`.
    """
    if which not in {NAMED, ALL}:
        raise ValueError(f"a matrix shows states that are 'named', or 'all', not {which!r}")
    columns = themes or reaching(scene, set().union(*KINDS.values()))
    bands = tuple(_bands(scene, whole, columns, which))
    return MatrixView(
        themes=tuple(scene.theme(t) for t in columns),
        bands=bands,
        withheld=any(c.silence == WITHHELD for b in bands for r in b.rows for c in r.cells),
    )


def _bands(scene: Scene, whole: Scene, themes: tuple[str, ...], which: str) -> Iterator[BandView]:
    shown = all_states() if which == ALL else taking_part(scene, STATES)
    delivered = delivering(scene).states
    for region in (*regions(), ""):
        inside = [s for s in shown if scene.region(s) == region]
        if inside:
            yield BandView(
                kind="region" if region else "observers or no group",
                key=region,
                title=scene.region_title(region),
                size=len(group_members(region, scene.day)) if region else 0,
                named=sum(scene.region(s) == region for s in delivered),
                rows=_rows(scene, whole, inside, themes),
            )
    for kind in (GROUPS, CIVIL_SOCIETY):
        if inside := list(taking_part(scene, kind)):
            yield BandView(kind=kind, key="", title="", size=0, named=len(inside),
                           rows=_rows(scene, whole, inside, themes))  # fmt: skip


def _rows(scene: Scene, whole: Scene, actors: Iterable[str], themes: tuple[str, ...]) -> tuple[RowView, ...]:
    return tuple(row(scene, whole, actor, themes) for actor in scene.actors(actors))


def row(scene: Scene, whole: Scene, actor: ActorView, themes: tuple[str, ...]) -> RowView:
    """Return one actor's row."""
    return RowView(actor=actor, cells=tuple(cell(scene, whole, actor.id, t) for t in themes))


def cell(scene: Scene, whole: Scene, actor: str, theme: str) -> CellView:
    """Return one actor on one theme."""
    claims = scene.claims(actor, theme)
    kinds = {w.kind for c in claims for w in c.ways}
    return CellView(
        theme=theme,
        sign=sign(claims),
        fill=strongest(c.fill for c in claims),
        ways=tuple(w for w in WAYS if w in kinds),
        directions=directions(claims),
        conditional=is_conditional(claims),
        sources_differ=sources_differ(claims),
        silence=silence(scene, whole, actor, theme).kind,
        records=tuple(c.position.id for c in claims),
        citations=tuple(citation(c.position.id, c.position.at) for c in claims),
    )
