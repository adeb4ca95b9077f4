"""Stated figures side by side, and what the records let us compute beside them.

Knows nothing of templates.  No figure is derived from another figure; a computation counts complete sets,
or says that there are at least so many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rtop_docs.analysis.counts import delivering, doubts
from rtop_docs.analysis.positions import set_view
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import ComputedView, FigureEntry, FigureView
from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Extent, Library, Measure, StatedFigure

MEMBER_STATES = "member-states-speaking"
"""The measure of how many member states spoke, beside which counts of names are shown."""


def figures(scene: Scene, whole: Scene, measure: str) -> tuple[FigureView, ...]:
    """Return the figures of one measure, or of all ("") in the record's order.  Raises KeyError for an unknown one."""
    if measure and scene.ed.get(Measure, measure) is None:
        raise KeyError(f"measure {measure!r} is not in the record, or is withheld from this edition")
    wanted = select.measures_of(scene.ed, scene.id)
    return tuple(figure_view(scene, whole, m) for m in wanted if measure in {"", m.id})


def states_that_spoke(scene: Scene, whole: Scene) -> FigureView | None:
    """Return how many member states spoke as sources state it, or None where none does."""
    measure = next((m for m in select.measures_of(scene.ed, scene.id) if m.id == MEMBER_STATES), None)
    return figure_view(scene, whole, measure) if measure is not None else None


def figure_view(scene: Scene, whole: Scene, measure: Measure) -> FigureView:
    """Return all that is stated for a measure, with what can be computed beside it."""
    stated = select.figures_of(scene.ed, scene.id, measure.id)
    computed = compute(scene, measure.computed_by, stated)
    return FigureView(
        measure=measure.id,
        title=scene.words(measure.title),
        unit=scene.words(measure.unit),
        ordinal=any(f.ordinal for f in stated),
        entries=tuple(_entry(scene, f, stated) for f in stated),
        agree=agree(stated),
        values=tuple(dict.fromkeys(f.value for f in stated)),
        computed=computed,
        why_not_computed=scene.words(measure.why_not_computed),
        differs=computed is not None and any(_contradicts(computed, f) for f in stated),
        withheld=len(stated) < len(select.figures_of(whole.ed, whole.id, measure.id)),
    )


def agree(stated: tuple[StatedFigure, ...]) -> bool:
    """Tell whether all state the same: 13 and "13 plus the group", or "16" and "at least 16", do not."""
    return len({(f.value, f.qualifier, frozenset(f.plus)) for f in stated}) <= 1


def _entry(scene: Scene, figure: StatedFigure, among: tuple[StatedFigure, ...]) -> FigureEntry:
    who = scene.ed.get(ActorSet, figure.who)
    return FigureEntry(
        record=figure.id,
        value=figure.value,
        wording=figure.wording,
        qualifier=figure.qualifier,
        plus=scene.actors(figure.plus),
        ordinal=figure.ordinal,
        series=scene.words(figure.series),
        who=set_view(scene, who) if who is not None else None,
        stated_by=scene.some_actor(figure.stated_by),
        source=figure.at.source,
        publisher=scene.publisher(figure.at.source),
        publisher_id=scene.source(figure.at.source).publisher,
        later_account_of=scene.earlier_account(figure.at.source, (f.at.source for f in among)),
        note=scene.words(figure.note),
        citation=citation(figure.id, figure.at),
    )


def _contradicts(computed: ComputedView, figure: StatedFigure) -> bool:
    """Tell whether a stated figure cannot be what we compute; a part may be smaller than the whole."""
    if figure.plus or figure.qualifier:
        return False
    if computed.at_least:
        return figure.value < computed.low
    return not computed.low <= figure.value <= computed.high


# -- computations -------------------------------------------------------------------------------------------

Stated = tuple[StatedFigure, ...]


def _civil_society(scene: Scene, argument: str, stated: Stated) -> ComputedView | None:  # noqa: ARG001  one shape
    """Count the civil society organizations that anything recorded shows speaking."""
    found = [o for o in scene.ed.library.organizations if o.kind == "civil society" and o.id in scene.speaking]
    return ComputedView(of="civil-society-recorded", low=len(found), high=len(found), at_least=True)


def _states_named(scene: Scene, argument: str, stated: Stated) -> ComputedView | None:  # noqa: ARG001  one shape
    """Count the states that sources name as delivering anything, a range where it is not said who spoke."""
    found = delivering(scene, argument)
    return ComputedView(
        of="states-named", low=found.low, high=found.high, at_least=True, doubts=doubts(scene, found)
    )  # fmt: skip


def _states_recorded(scene: Scene, argument: str, stated: Stated) -> ComputedView | None:  # noqa: ARG001  one shape
    """Count the states whose statement is recorded."""
    found = {s.delegate or s.speaker for s in scene.dialogue.statements}
    size = sum(map(select.is_state, found))
    return ComputedView(of="states-with-a-statement", low=size, high=size, at_least=True)


def _names_in_the_set(scene: Scene, argument: str, stated: Stated) -> ComputedView | None:  # noqa: ARG001  one shape
    """Count the names of the complete set that a figure is about; of an open or partial one nothing follows."""
    for figure in stated:
        found = scene.ed.get(ActorSet, figure.who)
        if found is not None and found.extent is Extent.COMPLETE:
            size = len(select.names_in(scene.ed, found))
            return ComputedView(of="names-in-the-set", low=size, high=size, at_least=False)
    return None


def _members_of(scene: Scene, argument: str, stated: Stated) -> ComputedView | None:  # noqa: ARG001  one shape
    """Count the members of a body whose complete roster of that day is recorded."""
    for roster in select.rosters_on(scene.ed, argument, scene.day):
        if roster.complete:
            size = len(roster.members)
            return ComputedView(of="members-of", low=size, high=size, at_least=False)
    return None


COMPUTATIONS: dict[str, Callable[[Scene, str, Stated], ComputedView | None]] = {
    "civil-society-recorded": _civil_society,
    "states-named": _states_named,
    "states-with-a-statement": _states_recorded,
    "names-in-the-set": _names_in_the_set,
    "members-of": _members_of,
}
"""What `Measure.computed_by` can name, with an argument after a colon where one is needed ("members-of:eu")."""


def compute(scene: Scene, computed_by: str, stated: Stated) -> ComputedView | None:
    """Return what a named computation gives, or None where the records do not allow it."""
    name, _, argument = computed_by.partition(":")
    computation = COMPUTATIONS.get(name.strip())
    return computation(scene, argument.strip(), stated) if computation is not None else None


def check_computations(library: Library) -> Iterator[Diagnostic]:
    """Yield an error for each measure whose computation does not exist."""
    for measure in library.measures:
        name = measure.computed_by.partition(":")[0].strip()
        if name and name not in COMPUTATIONS:
            known = ", ".join(sorted(COMPUTATIONS))
            yield error("A01", f"there is no computation {measure.computed_by!r}", measure.span, f"there are: {known}")
