"""What differs between two releases, as data: positions, counts, stated figures, quotations.

Compares plain answers; knows nothing of words, templates or files.

Nothing of the former release is carried on unless its record is still told: a former value stands beside the present
one of the same record, and what is no longer there is named by its actor and theme, or counted.  What was withdrawn,
or is withheld by now, is therefore not said once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from attrs import frozen

from rtop_docs.distribute.answers import Answers, Counted, Quoted, Stated, Told

T = TypeVar("T")


@frozen
class Changed(Generic[T]):
    """Something that is told otherwise.  before: None where it was not told; now: None where it is no longer."""

    before: T | None
    now: T | None

    @property
    def kind(self) -> str:
        """Return "new", "other" or "gone"."""
        return "gone" if self.now is None else "new" if self.before is None else "other"


@frozen(kw_only=True)
class Changes:
    """What differs in one dialogue; each in the order of the present answers, what is gone behind it."""

    dialogue: str
    told: tuple[Changed[Told], ...] = ()
    counted: tuple[Changed[Counted], ...] = ()
    stated: tuple[Changed[Stated], ...] = ()
    quoted: tuple[Changed[Quoted], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.told or self.counted or self.stated or self.quoted)


def compare(before: Iterable[Answers], now: Iterable[Answers]) -> tuple[Changes, ...]:
    """Return what differs in each dialogue that is told of now; those in which nothing does are left out.

    A dialogue that is no longer told of is left out too: its very title may be withheld.
    """
    former = {one.dialogue: one for one in before}
    found = (_changes(former.get(one.dialogue, Answers(dialogue=one.dialogue)), one) for one in now)
    return tuple(one for one in found if one)


def _changes(before: Answers, now: Answers) -> Changes:
    return Changes(
        dialogue=now.dialogue,
        told=_differing(before.told, now.told, lambda t: (t.actor, t.theme, t.record)),
        counted=_differing(before.counted, now.counted, lambda c: (c.theme,)),
        stated=_differing(before.stated, now.stated, lambda s: (s.record,)),
        quoted=_differing(before.quoted, now.quoted, lambda q: (q.record,)),
    )


def _differing(before: Iterable[T], now: Iterable[T], key: Callable[[T], tuple[str, ...]]) -> tuple[Changed[T], ...]:
    """Return what is told otherwise, by key; a fact that is told twice in the same way is told once."""
    old, new = ({key(one): one for one in of} for of in (before, now))
    present = [Changed(old.get(name), one) for name, one in new.items() if old.get(name) != one]
    gone = [Changed(one, None) for name, one in old.items() if name not in new]
    return (*present, *gone)


def counts(changes: Iterable[Changes], what: str) -> Mapping[str, int]:
    """Return how many are new, other and gone of "told", "counted", "stated" or "quoted"."""
    found = {"new": 0, "other": 0, "gone": 0}
    for one in changes:
        for change in getattr(one, what):
            found[change.kind] += 1
    return found
