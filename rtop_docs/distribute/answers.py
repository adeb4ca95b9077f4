"""What a release says, as plain answers: kept in its folder, so that the next one can tell what changed.

Asks the record only what the released documents may show; knows nothing of templates or files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

import attrs
from attrs import field, frozen

from rtop_docs.analysis.ask import Ask
from rtop_docs.analysis.views import ClaimView

T = TypeVar("T")

FORM = 1
"""Raised when the form of the file changes: a release of another form is not compared."""

ACTORS = ("states", "groups", "civil society")


@frozen(kw_only=True)
class Told:
    """That a position reaches an actor.

    record: the position's.  condition: the words of one, or "".  ways: how it reaches the actor, sorted.
    """

    actor: str
    theme: str
    record: str
    direction: str
    condition: str
    verb: str
    says: str
    publisher: str
    ways: tuple[str, ...]


@frozen(kw_only=True)
class Counted:
    """How many states, and how many others, are named on a theme."""

    theme: str
    states: int
    others: int


@frozen(kw_only=True)
class Stated:
    """A figure that a source states.  record: the figure's."""

    record: str
    measure: str
    value: int
    qualifier: str
    publisher: str


@frozen(kw_only=True)
class Quoted:
    """A quotation.  speakers: ids, sorted."""

    record: str
    exact: str
    speakers: tuple[str, ...]
    attribution: str


@frozen(kw_only=True)
class Answers:
    """What is said of one dialogue."""

    dialogue: str
    told: tuple[Told, ...] = field(default=(), metadata={"of": Told})
    counted: tuple[Counted, ...] = field(default=(), metadata={"of": Counted})
    stated: tuple[Stated, ...] = field(default=(), metadata={"of": Stated})
    quoted: tuple[Quoted, ...] = field(default=(), metadata={"of": Quoted})


def answers(ask: Ask) -> Answers:
    """Return what can be said of a dialogue to the audience and at the moment of `ask`."""
    return Answers(
        dialogue=ask.dialogue_id,
        told=tuple(_all_told(ask)),
        counted=tuple(Counted(theme=c.theme, states=c.states, others=c.others) for c in ask.named_counts()),
        stated=tuple(
            Stated(
                record=e.record, measure=f.measure, value=e.value, qualifier=e.qualifier, publisher=e.publisher
            )
            for f in ask.stated_figures()
            for e in f.entries
        ),
        quoted=tuple(
            Quoted(
                record=q.record,
                exact=q.exact,
                speakers=tuple(sorted(s.id for s in q.speakers)),
                attribution=q.attribution,
            )
            for q in ask.quotations()
        ),
    )  # fmt: skip


def _all_told(ask: Ask) -> Iterator[Told]:
    for kind in ACTORS:
        for actor in ask.taking_part(kind):
            for theme, claim in claims_of(ask, actor):
                yield _told(actor, theme, claim)


def claims_of(ask: Ask, actor: str) -> Iterator[tuple[str, ClaimView]]:
    """Yield each claim that reaches an actor with its theme, told facts too, in the record's order of themes."""
    held = ask.positions_of(actor)
    for theme in held.themes:
        yield from ((theme.theme.theme, claim) for claim in theme.claims)
    yield from ((claim.position.theme, claim) for claim in held.facts)


def _told(actor: str, theme: str, claim: ClaimView) -> Told:
    position = claim.position
    return Told(
        actor=actor,
        theme=theme,
        record=position.record,
        direction=position.direction,
        condition=position.condition,
        verb=position.verb,
        says=position.says.text,
        publisher=position.publisher,
        ways=tuple(sorted({way.way for way in claim.ways})),
    )


# -- as a file ----------------------------------------------------------------------------------------------


def to_json(held: Iterable[Answers]) -> bytes:
    """Return answers as JSON of one form."""
    data = {"form": FORM, "dialogues": [attrs.asdict(one) for one in held]}
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def from_json(text: str) -> tuple[Answers, ...]:
    """Read what `to_json` wrote.  Raises ValueError for anything else."""
    try:
        data: Any = json.loads(text)
        if data["form"] != FORM:
            raise ValueError(f"answers of form {data['form']!r}, not of {FORM}")
        return tuple(_read(Answers, one) for one in data["dialogues"])
    except (KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise ValueError(f"not the answers of a release: {fault}") from None


def _read(cls: type[T], data: dict[str, Any]) -> T:
    """Return a `cls` whose fields hold what they should.  Raises KeyError, TypeError, ValueError for other data."""
    values: dict[str, object] = {}
    for one in attrs.fields(cls):  # type: ignore[arg-type]  # the classes above
        value = data[one.name]
        if "of" in one.metadata:
            values[one.name] = tuple(_read(one.metadata["of"], item) for item in value)
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            values[one.name] = tuple(value)
        elif type(value).__name__ == one.type:
            values[one.name] = value
        else:
            raise ValueError(f"{one.name} holds {value!r}")
    if data.keys() != values.keys():
        raise ValueError(f"unknown {', '.join(sorted(data.keys() - values.keys()))}")
    return cls(**values)
