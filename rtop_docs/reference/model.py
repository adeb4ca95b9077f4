"""The types of the reference table: a state, its names over time, its regional group over time.

Frozen data with no rules inside; knows nothing of files, records or documents.
"""

from __future__ import annotations

import datetime

from attrs import frozen

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
"""The six official languages of the United Nations, in the order in which it lists them in English."""


@frozen
class NamePeriod:
    """The names that a state bore for a time.

    before: the first day on which they held no longer; None for the present names.
    short: (language, name) for each of `LANGUAGES`.  formal: English, with its article ("the Republic of Chad").
    note: where the day comes from, or that it was not checked; empty for the present names.
    """

    before: datetime.date | None
    short: tuple[tuple[str, str], ...]
    formal: str
    note: str = ""


@frozen
class GroupPeriod:
    """The regional group that a state belonged to for a time.

    before: the first day on which that held no longer; None for the present.  group: a key of `REGIONAL_GROUPS`,
    or "" for none.  note: what the bare group does not say.
    """

    before: datetime.date | None
    group: str
    note: str = ""


@frozen
class State:
    """A member state of the United Nations, or an observer state (`member` is false).

    id: ISO 3166 alpha-3 letters; they stay the same when the name changes.  m49: three digits, as text.
    region, subregion: of the M49 standard, in English.  names, groups: oldest first, the present ones last.
    also: further printed forms, in any language and spelling.  abbreviations: forms that hold only in capitals ("UK").
    """

    id: str
    alpha2: str
    m49: str
    member: bool
    region: str
    subregion: str
    names: tuple[NamePeriod, ...]
    groups: tuple[GroupPeriod, ...]
    also: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
