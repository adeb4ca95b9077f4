"""Where sources differ: figures, ordinals, symbols, names against numbers, directions, words of a quotation.

Knows nothing of templates.  Sources stand side by side in the record's order: none is called right, and no
difference of two numbers is made.
"""

from __future__ import annotations

from collections.abc import Iterator

import rtop_docs.analysis.figures as figures
from rtop_docs.analysis.counts import beside_the_number, number_of
from rtop_docs.analysis.positions import sources_differ
from rtop_docs.analysis.quotations import quotation_view
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import DisagreementView, SaidView, Words
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Direction, Extent, Instrument, Locator, Position


def disagreements(scene: Scene, whole: Scene) -> tuple[DisagreementView, ...]:
    """Return everything on which the sources that this edition shows differ."""
    return (
        *_of_figures(scene, whole),
        *_of_symbols(scene),
        *_of_names_and_numbers(scene),
        *_of_directions(scene),
        *_of_wordings(scene),
    )


def _of_figures(scene: Scene, whole: Scene) -> Iterator[DisagreementView]:
    for view in figures.figures(scene, whole, ""):
        if not view.agree:
            yield DisagreementView(
                kind="ordinal" if view.ordinal else "figure",
                record=view.measure,
                title=view.title,
                theme="",
                actor=None,
                said=tuple(
                    SaidView(
                        record=e.record,
                        source=e.source,
                        publisher=e.publisher,
                        words=e.wording,
                        value=e.value,
                        plus=e.plus,
                        later_account_of=e.later_account_of,
                        citation=e.citation,
                    )
                    for e in view.entries
                ),
            )


def _of_symbols(scene: Scene) -> Iterator[DisagreementView]:
    """Two symbols of one report that different sources print, each its own."""
    report = scene.dialogue.report
    if report is None or len({s.symbol for s in report.symbols}) < 2:
        return
    by_source: dict[str, set[str]] = {}
    for s in report.symbols:
        by_source.setdefault(s.at.source, set()).add(s.symbol)
    if len({frozenset(symbols) for symbols in by_source.values()}) < 2:
        return
    instrument = scene.ed.get(Instrument, report.instrument)
    yield DisagreementView(
        kind="symbols",
        record=report.instrument,
        title=scene.words(instrument.title) if instrument is not None else Words(),
        theme="",
        actor=None,
        said=tuple(_said(scene, report.instrument, s.at, words=s.symbol) for s in report.symbols),
    )


def _said(scene: Scene, record: str, at: Locator, words: str = "", value: int | None = None,
          plus: tuple[str, ...] = ()) -> SaidView:  # fmt: skip
    return SaidView(
        record=record,
        source=at.source,
        publisher=scene.publisher(at.source),
        words=words,
        value=value,
        plus=scene.actors(plus),
        later_account_of="",
        citation=citation(record, at),
    )


# -- names against numbers ----------------------------------------------------------------------------------


def _of_names_and_numbers(scene: Scene) -> Iterator[DisagreementView]:
    """One source names so many on a theme, and another states another number of them (eleven, and thirteen)."""
    for theme in scene.themes:
        positions = select.positions_on(scene.ed, scene.id, theme)
        for direction in dict.fromkeys(p.direction for p in positions):
            found = [p for p in positions if p.direction is direction]
            if _numbers_differ(scene, found):
                yield DisagreementView(
                    kind="named and stated",
                    record=theme,
                    title=scene.theme(theme).title,
                    theme=theme,
                    actor=None,
                    said=tuple(_counted(scene, p) for p in found if _counts(scene, p)),
                )


def _numbers_differ(scene: Scene, positions: list[Position]) -> bool:
    return any(
        p.at.source != q.at.source and _does_not_fit(scene, p, q)
        for p in positions
        for q in positions
    )  # fmt: skip


def _does_not_fit(scene: Scene, named: Position, stated: Position) -> bool:
    """Tell whether one source's list of states cannot be what another one counts.

    An open list fits any number that is not below it; a list without a mark is read as it stands.
    """
    actor_set = select.set_of(scene.ed, named)
    number = number_of(scene, select.set_of(scene.ed, stated))
    size = len(_states(scene, actor_set))
    if number is None or not size or number_of(scene, actor_set) not in {None, size}:
        return False
    return size > number if actor_set.extent is Extent.OPEN else size != number


def _states(scene: Scene, actor_set: ActorSet) -> tuple[str, ...]:
    return tuple(a for a, _ in select.names_in(scene.ed, actor_set) if select.is_state(a))


def _counts(scene: Scene, position: Position) -> bool:
    actor_set = select.set_of(scene.ed, position)
    return number_of(scene, actor_set) is not None or bool(_states(scene, actor_set))


def _counted(scene: Scene, position: Position) -> SaidView:
    """Return a stated number, or where there is none the length of the list under `words` as "named"."""
    actor_set = select.set_of(scene.ed, position)
    number = number_of(scene, actor_set)
    others = beside_the_number(scene, actor_set)
    if number is not None:
        return _said(scene, position.id, position.at, words="stated", value=number, plus=others)
    return _said(scene, position.id, position.at, words="named", value=len(_states(scene, actor_set)), plus=others)


# -- directions, words --------------------------------------------------------------------------------------


def _of_directions(scene: Scene) -> Iterator[DisagreementView]:
    for theme in scene.themes:
        for actor in scene.actors(scene.reaches[theme]):
            claims = scene.claims(actor.id, theme)
            if sources_differ(claims):
                yield DisagreementView(
                    kind="direction",
                    record=theme,
                    title=scene.theme(theme).title,
                    theme=theme,
                    actor=actor,
                    said=tuple(
                        _said(scene, c.position.id, c.position.at, words=c.position.direction.value)
                        for c in claims
                        if c.position.direction is not Direction.NONE
                    ),
                )


def _of_wordings(scene: Scene) -> Iterator[DisagreementView]:
    """Quotations that sources print differently, each with its own exact words."""
    for quotation in scene.dialogue.quotations:
        view = quotation_view(scene, quotation)
        if len({t.exact for t in view.testimonies}) > 1:
            yield DisagreementView(
                kind="wording",
                record=view.record,
                title=Words(view.exact, view.language),
                theme=view.theme,
                actor=None,
                said=tuple(
                    SaidView(
                        record=view.record,
                        source=t.source,
                        publisher=t.publisher,
                        words=t.exact,
                        value=None,
                        plus=(),
                        later_account_of="",
                        citation=t.citation,
                    )
                    for t in view.testimonies
                ),
            )
