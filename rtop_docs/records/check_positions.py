"""Rules about positions: a direction needs a proposition, and a reason where the verb does not give it.

Knows the kinds of verbs and which direction each gives by itself; knows nothing of who holds what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import Direction, Library, Position, SourceId, VerbKind

GIVEN: Mapping[VerbKind, frozenset[Direction]] = {
    VerbKind.STRESSES: frozenset({Direction.FOR}),
    VerbKind.SUPPORTS: frozenset({Direction.FOR}),
    VerbKind.ENDORSES: frozenset({Direction.FOR}),
    VerbKind.CALLS_FOR: frozenset({Direction.FOR}),
    VerbKind.PROPOSES: frozenset({Direction.FOR}),
    VerbKind.SUGGESTS: frozenset({Direction.FOR}),
    VerbKind.CONCURS_WITH: frozenset({Direction.FOR}),
    VerbKind.WARNS: frozenset({Direction.FOR, Direction.RESERVED}),
    VerbKind.CONCERNED: frozenset({Direction.RESERVED}),
    VerbKind.REGRETS: frozenset({Direction.RESERVED}),
    VerbKind.OPPOSES: frozenset({Direction.AGAINST}),
    VerbKind.REPORTS_A_FACT: frozenset(),
}
"""Kind of verb -> directions that it gives by itself; any other is our reading.  No direction needs no reason."""

Texts = Mapping[SourceId, str]


def directions_are_founded(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a direction without a proposition (R23) or without its reason (R24), and a fact with a direction (R23)."""
    bare = {str(t.id) for t in library.themes if not t.proposition}
    for position in _positions(library):
        directed = position.direction in (Direction.FOR, Direction.AGAINST)
        if position.kind is VerbKind.REPORTS_A_FACT and position.direction is not Direction.NONE:
            message = f"'{position.id}' reports a fact, and is {position.direction.value}"
            yield error("R23", message, position.span, "write 'direction: none', or the kind that the verb has")
        elif directed and str(position.theme) in bare:
            message = f"'{position.id}' is {position.direction.value} '{position.theme}', which has no proposition"
            yield error("R23", message, position.span, "give the theme a proposition, or write 'reserved' or 'none'")
        if not _given(position) and not position.inferred:
            message = f"'{position.kind.value}' does not say that '{position.id}' is {position.direction.value}"
            yield error("R24", message, position.span, "say in 'inferred' why we read it so")


def _given(position: Position) -> bool:
    """Tell whether the verb gives the direction, or there is none to be given."""
    return position.direction is Direction.NONE or position.direction in GIVEN[position.kind]


def verbs_are_printed(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a blank verb where the passage's words are at hand (R25)."""
    for position in _positions(library):
        if not position.verb and position.at.start:
            yield error("R25", f"'{position.id}' has no verb", position.span, "write it as it stands in the passage")


def _positions(library: Library) -> Iterator[Position]:
    return (p for dialogue in library.dialogues for p in dialogue.positions)
