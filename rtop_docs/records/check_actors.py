"""Rules about sets of actors and rosters: how far a list reaches, and what it may say of another.

Knows names and numbers; knows nothing of what the actors hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import ActorSet, Extent, Library, SourceId

Texts = Mapping[SourceId, str]


def rosters_hold_others(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a roster in which a body is its own member (R35)."""
    for roster in library.rosters:
        if roster.of in roster.members:
            yield error("R35", f"'{roster.of}' is among its own members", roster.span)


def actors_once(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find an actor twice in one list, be it under two names (R33)."""
    for roster in library.rosters:
        yield from (
            error("R33", f"'{actor}' is given twice in roster '{roster.id}'", roster.span)
            for actor in _repeated(roster.members)
        )
    for actor_set in _sets(library):
        names = tuple(n.actor for n in actor_set.named)
        yield from (
            error("R33", f"'{actor}' is given twice in '{actor_set.id}'", actor_set.span, _printed(actor_set, actor))
            for actor in _repeated(names)
        )


def _repeated(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(i for i in dict.fromkeys(ids) if ids.count(i) > 1)


def _printed(actor_set: ActorSet, actor: str) -> str:
    return "as " + " and as ".join(f"'{n.printed}'" for n in actor_set.named if n.actor == actor)


def _sets(library: Library) -> Iterator[ActorSet]:
    return (s for dialogue in library.dialogues for s in dialogue.actor_sets)


def sets_are_consistent(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a set whose extent, marker, number and names contradict each other (R21)."""
    for actor_set in _sets(library):
        for message, hint in _faults(actor_set):
            yield error("R21", f"'{actor_set.id}': {message}", actor_set.span, hint)


def _faults(s: ActorSet) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a set, and what can be done."""
    names = len(s.named)
    if s.extent is Extent.OPEN:
        yield from _open_faults(s)
    elif s.marker:
        yield f"marker '{s.marker}' on a list that is {s.extent.value}", "write 'open'"
    if s.extent is Extent.COMPLETE:
        yield from _complete_faults(s)
    if s.extent is Extent.UNNAMED and names:
        yield f"unnamed, with {names} names", "write 'open', 'complete' or 'unmarked'"
    if s.extent is not Extent.UNNAMED and not names:
        yield f"{s.extent.value}, without a name", "write 'unnamed'"
    if s.number is not None and s.number < max(names, 1):
        yield f"{names} names for a number of {s.number}", "count the names again"


def _open_faults(s: ActorSet) -> Iterator[tuple[str, str]]:
    if not s.marker:
        yield "open, without the marker that leaves it open", "give 'marker', or write 'unmarked'"
    if s.number is not None and s.number == len(s.named):
        yield f"open, and all {s.number} are named", "write 'complete', or leave the number out"


def _complete_faults(s: ActorSet) -> Iterator[tuple[str, str]]:
    if s.number is not None and s.number > len(s.named):
        yield f"complete, with {len(s.named)} names for a number of {s.number}", "an open list needs its marker"
    if s.number is None and not (s.note or s.wording):
        yield "complete, without a number, a wording or a note that says so", "say in 'note' how it is known"


def sets_agree(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a set that contradicts the set that it says it is part of, or the same as (R22)."""
    for dialogue in library.dialogues:
        sets = {str(s.id): s for s in dialogue.actor_sets}
        for s in dialogue.actor_sets:
            if s.part_of and s.same_as:
                yield error("R22", f"'{s.id}' is both part of a set and the same as one", s.span, "delete one")
            if s.same_as in sets:
                yield from _same(s, sets[s.same_as])
            if s.part_of in sets:
                yield from _part(s, sets[s.part_of])


def _same(s: ActorSet, other: ActorSet) -> Iterator[Diagnostic]:
    if None not in (s.number, other.number) and s.number != other.number:
        yield error("R22", f"'{s.id}' of {s.number} is the same as '{other.id}' of {other.number}", s.span)
    strange = _strangers(s, other) or (_strangers(other, s) if s.extent is Extent.COMPLETE else ())
    if s.named and strange:
        names = ", ".join(f"'{n}'" for n in strange)
        yield error("R22", f"'{s.id}' is the same as '{other.id}', but only one of them has {names}", s.span)


def _part(s: ActorSet, whole: ActorSet) -> Iterator[Diagnostic]:
    if s.number is not None and whole.number is not None and s.number > whole.number:
        yield error("R22", f"'{s.id}' of {s.number} is part of '{whole.id}' of {whole.number}", s.span)
    if strange := _strangers(s, whole):
        names = ", ".join(f"'{n}'" for n in strange)
        yield error("R22", f"'{s.id}' is part of '{whole.id}', which does not have {names}", s.span)


def _strangers(s: ActorSet, other: ActorSet) -> tuple[str, ...]:
    """Return the printed names of `s` that `other` cannot hold: it is complete and does not name them."""
    if other.extent is not Extent.COMPLETE:
        return ()
    held = {n.actor for n in other.named}
    return tuple(n.printed for n in s.named if n.actor not in held)
