"""Tell what words that are there carry otherwise: a heading's level, a cell, a note, a link, a language.

Knows aligned readings; each check looks at one word of the document and the same word of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.model import Said
from rtop_docs.parity.slots import Both, Slot, around, words_of
from rtop_docs.parity.tables import Tables
from rtop_docs.parity.tags import agree

Check = Callable[[Slot, Slot], str]


def carried(both: Both, tables: Tables) -> Iterator[Difference]:
    """Yield every difference of what the words carry, one for each run of words that differ alike."""
    checks: tuple[tuple[Kind, Check], ...] = (
        (Kind.HEADING, _level),
        (Kind.TABLE, tables.fault),
        (Kind.LINK, lambda ours, theirs: _targets(ours, theirs, both.disturbed)),
        (Kind.LANGUAGE, _languages),
        (Kind.STRUCTURE, _labels),
    )
    for kind, check in checks:
        yield from _runs(both, kind, check)
    yield from _begins(both)
    yield from _numbers(both)


def _runs(both: Both, kind: Kind, check: Check) -> Iterator[Difference]:
    """Yield a difference for each run of neighbours in one piece with the same fault."""
    run: list[tuple[int, int]] = []
    told = ""
    for i, j in both.alignment.pairs:
        ours = both.ours[i]
        fault = check(ours, both.theirs[j])
        if run and (fault != told or ours.start != both.ours[run[-1][0]].start):
            yield _difference(both, kind, run, told)
            run = []
        if fault:
            run.append((i, j))
        told = fault
    if run:
        yield _difference(both, kind, run, told)


def _difference(both: Both, kind: Kind, run: list[tuple[int, int]], fault: str) -> Difference:
    ours, theirs = [i for i, _ in run], [j for _, j in run]
    return Difference(
        kind=kind,
        message=f"'{words_of(both.ours, ours)}' {fault}",
        place=both.theirs[theirs[0]].piece.place,
        origin=both.ours[ours[0]].piece.place,
        around=around(both.theirs, theirs),
    )


# -- what one word carries ---------------------------------------------------------------------


def _level(ours: Slot, theirs: Slot) -> str:
    mine, other = ours.piece.level, theirs.piece.level
    if mine == other:
        return ""
    if mine is None or other is None:
        return f"is {_heading(other)}" if other is not None else f"is not {_heading(mine)}"
    return f"is {_heading(other)}, not {_heading(mine)}"


def _heading(level: int | None) -> str:
    return f"a heading of level {level}" if level else "the title"


def _targets(ours: Slot, theirs: Slot, disturbed: frozenset[str]) -> str:
    """Compare where a word leads; a place inside the file at which words differ is told of there, once."""
    mine, other = ours.word.targets, theirs.word.targets
    if mine == other or ours.word.said is Said.CALL:
        return ""
    inside = all(target.startswith("#") and target != "#" for target in other if target)
    if other and inside and disturbed.issuperset(filter(None, mine)):
        return ""
    if not other:
        return f"is no link to {_targets_text(mine)}"
    if not mine:
        return f"is a link to {_targets_text(other)}"
    return f"leads to {_targets_text(other)}, not to {_targets_text(mine)}"


def _targets_text(targets: tuple[str, ...]) -> str:
    """Name the places to which links lead; those inside the file by the words that stand there."""
    named = (f"'{t[1:]}' in the text" if len(t) > 1 else "nowhere" for t in targets if t.startswith("#"))
    addresses = (f"'{t}'" for t in targets if t and not t.startswith("#"))
    return " and ".join([*named, *addresses])


def _languages(ours: Slot, theirs: Slot) -> str:
    mine, other = ours.word.languages, theirs.word.languages
    if mine == other or not mine or not other:
        return ""
    if all(any(agree(m, o) for o in other) for m in mine) and all(any(agree(m, o) for m in mine) for o in other):
        return ""
    named = " and ".join(f"'{o}'" if o else "no language" for o in other)
    return f"is marked as {named}, not as {' and '.join(repr(m) for m in mine)}"


def _labels(ours: Slot, theirs: Slot) -> str:
    """Compare the labels of list items, told by the first word of each."""
    if not ours.first or not theirs.first or ours.piece.frame or ours.piece.labels == theirs.piece.labels:
        return ""
    return f"begins {_items(theirs.piece.labels)}, not {_items(ours.piece.labels)}"


def _items(labels: tuple[str, ...]) -> str:
    if not labels:
        return "no list item"
    return "list item " + ", ".join(f"'{label}'" if label else "with a bullet" for label in labels)


# -- what needs more than one word -------------------------------------------------------------


def _begins(both: Both) -> Iterator[Difference]:
    """Tell where a paragraph is broken in two, or two are run together: between two neighbours that are the same."""
    last = (-2, -2)
    for i, j in both.alignment.pairs:
        ours, theirs = both.ours[i], both.theirs[j]
        if last == (i - 1, j - 1) and ours.first != theirs.first and not ours.piece.joined:
            fault = "begins no piece of its own" if ours.first else "begins a piece of its own"
            yield _difference(both, Kind.STRUCTURE, [(i, j)], fault)
        last = (i, j)


def _numbers(both: Both) -> Iterator[Difference]:
    """Tell of the first footnote, and the first call, with another number: those after it differ by the same."""
    for calls in (False, True):
        wrong = []
        for i, j in both.alignment.pairs:
            ours, theirs = both.ours[i], both.theirs[j]
            renamed = ours.word.said is Said.CALL and ours.word.text != theirs.word.text
            moved = ours.first and ours.piece.note != theirs.piece.note
            if renamed if calls else moved:
                wrong.append((i, j))
        if wrong:
            i, j = wrong[0]
            yield _difference(both, Kind.NOTE, wrong[:1], _renumbered(both.ours[i], both.theirs[j], calls, len(wrong)))


def _renumbered(ours: Slot, theirs: Slot, calls: bool, count: int) -> str:
    more = f"; {count - 1} more differ" if count > 1 else ""
    if calls:
        return f"is the number {theirs.word.text} where footnote {ours.word.text} is called{more}"
    there = f"in footnote {theirs.piece.note}" if theirs.piece.note else "in the text"
    here = f"in footnote {ours.piece.note}" if ours.piece.note else "in the text"
    return f"stands {there}, not {here}{more}"
