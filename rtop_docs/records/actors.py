"""Who can speak or be spoken for, besides the states: groups, organizations, offices, persons, and their rosters.

Frozen data with no rules inside; the states themselves stand in `reference`.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.records.values import ActorId, Locator, PartialDate, Prose, Record


@frozen(kw_only=True)
class Group(Record):
    """States that act together under a name, without being an organization."""

    title: Prose
    short: Prose = Prose()
    also_printed: tuple[str, ...] = ()
    note: Prose = Prose()


@frozen(kw_only=True)
class Organization(Record):
    """An organization; kind: "regional", "civil society", "united nations" or "press".  The EU is one, and no state."""

    title: Prose
    kind: str
    short: Prose = Prose()
    also_printed: tuple[str, ...] = ()
    part_of: str = ""
    note: Prose = Prose()


@frozen(kw_only=True)
class Office(Record):
    """An office that speaks through whoever holds it."""

    title: Prose
    short: Prose = Prose()
    also_printed: tuple[str, ...] = ()


@frozen(kw_only=True)
class Role:
    """What a source says a person is; dated only where the source dates it."""

    description: Prose
    office: str = ""
    state: str = ""
    since: PartialDate | None = None
    until: PartialDate | None = None
    at: Locator | None = None


@frozen(kw_only=True)
class Person(Record):
    """A person who speaks, moderates or is spoken for."""

    name: str
    honorific: str = ""
    also_printed: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()


@frozen(kw_only=True)
class Roster(Record):
    """Members of a group or organization, attested on a day by a source; from and until only where stated."""

    of: ActorId
    members: tuple[ActorId, ...]
    complete: bool
    attested: PartialDate
    at: Locator
    since: PartialDate | None = None
    until: PartialDate | None = None
    note: Prose = Prose()


Actor = Group | Organization | Office | Person
