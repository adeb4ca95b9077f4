"""What records are made of: ids, closed lists of words, dates, prose, places in sources, and what every record has.

Frozen data with no rules inside; knows nothing of YAML, templates or documents.
"""

from __future__ import annotations

import datetime
import enum
from typing import NewType

from attrs import field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.diagnostics import SourceSpan

ActorId = NewType("ActorId", str)
"""A state's ISO alpha-3 letters ("RWA"), or the id of a group, organization, office or person ("eu")."""
SourceId = NewType("SourceId", str)
ThemeId = NewType("ThemeId", str)
RecordId = NewType("RecordId", str)
"""The id of any other record; ids are unique over the whole project."""


class Ternary(enum.Enum):
    """Yes, no, or: no source says."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Audience(enum.IntEnum):
    """Who may see a record; each sees what the earlier ones see as well."""

    PUBLIC = 0
    PARTNERS = 1
    INTERNAL = 2


class SourceKind(enum.Enum):
    """What kind of published document a source is."""

    ACCOUNT = "account"
    SPEAKERS_TEXT = "speaker's text"
    UN_RECORD = "un record"
    PRESS = "press"


class Extent(enum.Enum):
    """How far a printed list of actors reaches."""

    COMPLETE = "complete"
    OPEN = "open"
    UNMARKED = "unmarked"
    UNNAMED = "unnamed"


class Direction(enum.Enum):
    """Which way a position points on its theme's proposition; NONE for a fact that is only told."""

    FOR = "for"
    AGAINST = "against"
    RESERVED = "reserved"
    NONE = "none"


class VerbKind(enum.Enum):
    """The kind of the printed verb; it never says more than that verb."""

    STRESSES = "stresses"
    SUPPORTS = "supports"
    ENDORSES = "endorses"
    CALLS_FOR = "calls for"
    PROPOSES = "proposes"
    SUGGESTS = "suggests"
    CONCURS_WITH = "concurs with"
    WARNS = "warns"
    CONCERNED = "concerned"
    REGRETS = "regrets"
    OPPOSES = "opposes"
    REPORTS_A_FACT = "reports a fact"


class Attribution(enum.Enum):
    """Whose words a quotation is: the one speaker's, each speaker's, or one of them and it is not said which."""

    SOLE = "sole"
    EACH = "each"
    ONE_OF = "one of these"


class Wording(enum.Enum):
    """Where the words of a quotation come from when the speech was in another language."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    SOURCES = "the source's"
    OURS = "ours"


class Testimony(enum.Enum):
    """Whether a source is the speaker's own text of the words, or reports them."""

    PRIMARY = "primary"
    REPORTED = "reported"


class SituationKind(enum.Enum):
    """What a place was raised as."""

    CRISIS = "crisis"
    EXAMPLE = "example"


class SegmentKind(enum.Enum):
    """A part of a dialogue, in the order in which they are usually held."""

    OPENING = "opening"
    PANEL = "panel"
    INTERVENTIONS = "interventions"
    CIVIL_SOCIETY = "civil society"


@frozen
class PartialDate:
    """A date as precise as its source: a year, a month or a day."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Return ``2014``, ``2014-09`` or ``2014-09-08``."""
        parts = [f"{self.year:04}"] + [f"{n:02}" for n in (self.month, self.day) if n]
        return "-".join(parts)


@frozen
class Prose:
    """A prose field: language tag -> text, sorted by tag; empty when nothing is written."""

    texts: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.texts)


@frozen
class Release:
    """Who may see a record, and from when (a moment with a zone; None when at once)."""

    audience: Audience = Audience.PUBLIC
    embargo: datetime.datetime | None = None


@frozen
class Locator:
    """A place in a source.

    start, end: first and last words of the passage, as printed (both may be empty: the source as a whole).
    prefix, suffix: the words around it, as in the W3C's TextQuoteSelector.
    """

    source: SourceId
    start: str = ""
    end: str = ""
    prefix: str = ""
    suffix: str = ""


@frozen
class AsWritten:
    """Words that the check for loose numbers and names lets pass in a record's prose, and why."""

    words: str
    reason: str


@frozen(kw_only=True)
class Record:
    """What every record has.  The span is where it stands in the YAML; it enters no equality and no digest."""

    id: RecordId
    release: Release = Release()
    as_written: tuple[AsWritten, ...] = field(default=(), metadata=NOT_DIGESTED)
    span: SourceSpan | None = field(default=None, eq=False, repr=False, metadata=NOT_DIGESTED)
