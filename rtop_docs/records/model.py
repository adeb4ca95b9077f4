"""The record types: what one hand-edited record of United Nations dialogues holds.

Frozen data with no rules inside: rules stand in `check.py`, reading in `load.py`.  Knows nothing
of YAML, templates or documents.  The words are those of the design, section 3.
"""

from __future__ import annotations

import datetime

from attrs import field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.diagnostics import SourceSpan
from rtop_docs.records.actors import Actor, Group, Office, Organization, Person, Role, Roster
from rtop_docs.records.values import (
    ActorId,
    AsWritten,
    Attribution,
    Audience,
    Direction,
    Extent,
    Locator,
    PartialDate,
    Prose,
    Record,
    RecordId,
    Release,
    SegmentKind,
    SituationKind,
    SourceId,
    SourceKind,
    Ternary,
    Testimony,
    ThemeId,
    VerbKind,
    Wording,
)

__all__ = [
    "Actor",
    "ActorId",
    "ActorSet",
    "Alignment",
    "AsWritten",
    "Attribution",
    "Audience",
    "Coverage",
    "Dialogue",
    "Direction",
    "Extent",
    "Group",
    "Instrument",
    "Library",
    "Locator",
    "Measure",
    "Naming",
    "Office",
    "Organization",
    "PartialDate",
    "Person",
    "Position",
    "Prose",
    "Quotation",
    "QuotationLocator",
    "Record",
    "RecordId",
    "Release",
    "Report",
    "Role",
    "Roster",
    "Segment",
    "SegmentKind",
    "Situation",
    "SituationKind",
    "Source",
    "SourceId",
    "SourceKind",
    "StatedFigure",
    "Statement",
    "Symbol",
    "Ternary",
    "Testimony",
    "Theme",
    "ThemeId",
    "VerbKind",
    "Wording",
]  # the words of the record stand in one place, whatever file defines them


@frozen(kw_only=True)
class Source(Record):
    """A published document."""

    publisher: ActorId
    kind: SourceKind
    title: Prose
    language: str
    short_title: Prose = Prose()
    date: PartialDate | None = None
    date_note: Prose = Prose()
    address: str = ""
    symbol: str = ""
    archive: str = ""
    sha256: str = ""
    later_account_of: str = ""
    publisher_took_part: Ternary = Ternary.UNKNOWN
    note: Prose = Prose()


@frozen(kw_only=True)
class Coverage(Record):
    """What a source covers of a dialogue, and what of it we have read.

    speakers: "complete", "partial" or "not applicable".  themes: those for which we have read it;
    `whole` when we have read all of it.
    """

    source: SourceId
    speakers: str
    whole: bool = False
    themes: tuple[ThemeId, ...] = ()
    note: Prose = Prose()


@frozen(kw_only=True)
class Theme(Record):
    """What positions are about, with the proposition that one can be for or against (empty: a fact or a worry only)."""

    title: Prose
    short: Prose = Prose()
    proposition: Prose = Prose()
    parent: str = ""


@frozen(kw_only=True)
class Instrument(Record):
    """A treaty, report or proposal that is talked about; being its author is no position."""

    title: Prose
    author: str = ""
    symbol: str = ""
    date: PartialDate | None = None
    at: Locator | None = None


@frozen(kw_only=True)
class Measure(Record):
    """What a stated figure counts.  computed_by: the name of the count that our records allow, or nothing."""

    title: Prose
    unit: Prose = Prose()
    computed_by: str = ""
    why_not_computed: Prose = Prose()


@frozen(kw_only=True)
class Symbol:
    """A United Nations document symbol and the source that prints it for this report."""

    symbol: str
    at: Locator


@frozen(kw_only=True)
class Report:
    """The report that a dialogue discusses: its instrument, every symbol, what it is about."""

    instrument: RecordId
    symbols: tuple[Symbol, ...]
    about: Prose = Prose()
    at: Locator | None = None


@frozen(kw_only=True)
class Segment(Record):
    """A part of a dialogue; moderator and panel only for a panel."""

    kind: SegmentKind
    moderator: str = ""
    members: tuple[ActorId, ...] = ()
    at: Locator | None = None
    note: Prose = Prose()


@frozen(kw_only=True)
class Alignment:
    """That a speaker aligns itself with another statement, whole or part."""

    statement: RecordId
    whole: bool


@frozen(kw_only=True)
class Statement(Record):
    """That somebody spoke.

    speaker: who speaks (a group, when a state reads the group's statement).  delegate: who delivers it.
    read_for: the person whose words are read out.  also_itself: whether it also spoke for itself.
    whole: whether all of each body in on_behalf_of is meant; a part reaches nobody.
    text_languages: of the posted text; spoken_languages: of the speech; empty is unknown, never English.
    """

    segment: SegmentKind
    speaker: ActorId
    at: Locator
    delegate: str = ""
    read_for: str = ""
    jointly_with: tuple[ActorId, ...] = ()
    on_behalf_of: tuple[ActorId, ...] = ()
    also_itself: Ternary = Ternary.UNKNOWN
    whole: bool = True
    aligned_with: tuple[Alignment, ...] = ()
    text_languages: tuple[str, ...] = ()
    spoken_languages: tuple[str, ...] = ()
    note: Prose = Prose()


@frozen(kw_only=True)
class Naming:
    """One actor of a list: the name as printed, and whom it means."""

    printed: str
    actor: ActorId


@frozen(kw_only=True)
class ActorSet(Record):
    """Who is said to hold something.

    named: the names printed, in the source's order.  wording: the words for the whole ("Fourteen states").
    number: as stated (None when not); number_of: its unit ("individual states").  marker: the words that
    leave the list open ("and many others").  part_of, same_as: another set's id.
    """

    at: Locator
    extent: Extent
    named: tuple[Naming, ...] = ()
    wording: str = ""
    number: int | None = None
    number_of: str = ""
    marker: str = ""
    part_of: str = ""
    same_as: str = ""
    note: Prose = Prose()


@frozen(kw_only=True)
class Position(Record):
    """What an actor set is said to hold on a theme.

    verb: as printed.  inferred: why the direction is our reading (empty when the source says it).
    statement: the statement through which it was voiced, where a source says so.  joint: voiced together.
    says: what the source reports, in our own words.
    """

    who: RecordId
    theme: ThemeId
    verb: str
    kind: VerbKind
    direction: Direction
    at: Locator
    says: Prose
    addressee: str = ""
    condition: str = ""
    inferred: Prose = Prose()
    concurs_with: str = ""
    statement: str = ""
    segment: SegmentKind | None = None
    joint: bool = False
    instruments: tuple[RecordId, ...] = ()


@frozen(kw_only=True)
class QuotationLocator:
    """Where a quotation stands: the exact words there, and what surrounds them.

    exact: empty when the same as the quotation's.  changes: what differs by a marked change
    ("first letter", "ellipsis").
    """

    source: SourceId
    testimony: Testimony
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    changes: tuple[str, ...] = ()
    span: SourceSpan | None = field(default=None, eq=False, repr=False, metadata=NOT_DIGESTED)


@frozen(kw_only=True)
class Quotation(Record):
    """Exact words, whose they are, and where they are printed.

    speakers: actors, or the id of an instrument when the words are a document's.
    read_by: who read them out.  who: the actor set to which an open list credits them, if any.
    """

    exact: str
    language: str
    speakers: tuple[ActorId, ...]
    attribution: Attribution
    wording: Wording
    locators: tuple[QuotationLocator, ...]
    document: str = ""
    read_by: str = ""
    who: str = ""
    theme: str = ""
    segment: SegmentKind | None = None
    statement: str = ""
    note: Prose = Prose()


@frozen(kw_only=True)
class StatedFigure(Record):
    """A number or an ordinal that a source states.

    value with `wording` as printed ("sixty-seven"); qualifier ("about", "at least"); plus: actors counted
    beside it (13 states plus a group is not 13); series: of an ordinal, what it counts ("" when not said).
    """

    measure: RecordId
    value: int
    at: Locator
    wording: str = ""
    qualifier: str = ""
    plus: tuple[ActorId, ...] = ()
    ordinal: bool = False
    series: Prose = Prose()
    who: str = ""
    stated_by: str = ""
    note: Prose = Prose()


@frozen(kw_only=True)
class Situation(Record):
    """A crisis or an example that somebody raised.  state: the state's letters, empty when the place is no state."""

    place: str
    kind: SituationKind
    raised_by: tuple[ActorId, ...]
    at: Locator
    state: str = ""
    also_at: tuple[Locator, ...] = ()
    segment: SegmentKind | None = None
    marker: str = ""
    note: Prose = Prose()


@frozen(kw_only=True)
class Dialogue(Record):
    """One event and all that is recorded of it.  title: without an ordinal."""

    title: Prose
    body: ActorId
    kind: Prose
    sittings: tuple[datetime.date, ...]
    at: Locator
    place: Prose = Prose()
    report: Report | None = None
    segments: tuple[Segment, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    statements: tuple[Statement, ...] = ()
    actor_sets: tuple[ActorSet, ...] = ()
    positions: tuple[Position, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    situations: tuple[Situation, ...] = ()
    notes: str = ""


@frozen(kw_only=True)
class Library:
    """Everything that was loaded: what outlives a dialogue, and the dialogues in order of their first sitting.

    unread: ids of records that stand in the files but could not be read, or not wholly (their findings say why).
    """

    language: str = "en"
    sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = ()
    organizations: tuple[Organization, ...] = ()
    offices: tuple[Office, ...] = ()
    persons: tuple[Person, ...] = ()
    rosters: tuple[Roster, ...] = ()
    themes: tuple[Theme, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    measures: tuple[Measure, ...] = ()
    dialogues: tuple[Dialogue, ...] = ()
    unread: tuple[str, ...] = ()
