"""Read the table of states, once, from the data file beside this module.

Knows nothing of how names are compared; `states.json` has one state a line, by id, former names oldest first.
"""

from __future__ import annotations

import datetime
import functools
import json
import pkgutil
from collections.abc import Mapping
from typing import NotRequired, TypedDict, cast

from rtop_docs.reference.model import LANGUAGES, GroupPeriod, NamePeriod, State


class _FormerName(TypedDict):
    before: str
    formal: str
    note: str


class _FormerGroup(TypedDict):
    before: str
    group: str
    note: str


class _Line(TypedDict):
    id: str
    alpha2: str
    m49: str
    member: bool
    region: str
    subregion: str
    group: str
    formal: str
    group_note: NotRequired[str]
    former: NotRequired[list[_FormerName]]
    former_groups: NotRequired[list[_FormerGroup]]
    also: NotRequired[list[str]]
    abbreviations: NotRequired[list[str]]


@functools.cache
def states() -> tuple[State, ...]:
    """Return the 193 member states and the two observer states (VAT, PSE), by id."""
    return tuple(_state(line) for line in cast("list[_Line]", json.loads(read_data("states.json"))))


def state(state_id: str) -> State:
    """Return the state whose alpha-3 letters are `state_id`.  Raises KeyError when there is none."""
    return _by_id()[state_id]


@functools.cache
def _by_id() -> Mapping[str, State]:
    return {s.id: s for s in states()}


def read_data(name: str) -> str:
    """Return the text of the data file `name` of this package (also from inside a zipped wheel)."""
    data = pkgutil.get_data("rtop_docs.reference", name)
    if data is None:
        raise FileNotFoundError(f"the package lacks its data file {name!r}")
    return data.decode("utf-8")


def _state(line: _Line) -> State:
    former = tuple(_name_period(f, f["before"], f["formal"], f["note"]) for f in line.get("former", ()))
    groups = tuple(GroupPeriod(_day(g["before"]), g["group"], g["note"]) for g in line.get("former_groups", ()))
    return State(
        id=line["id"],
        alpha2=line["alpha2"],
        m49=line["m49"],
        member=line["member"],
        region=line["region"],
        subregion=line["subregion"],
        names=(*former, _name_period(line, "", line["formal"], "")),
        groups=(*groups, GroupPeriod(None, line["group"], line.get("group_note", ""))),
        also=tuple(line.get("also", ())),
        abbreviations=tuple(line.get("abbreviations", ())),
    )


def _name_period(line: _Line | _FormerName, before: str, formal: str, note: str) -> NamePeriod:
    texts = cast("Mapping[str, str]", line)  # the six names stand beside the other fields, keyed by language
    short = tuple((language, texts[language]) for language in LANGUAGES)
    return NamePeriod(_day(before) if before else None, short, formal, note)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
