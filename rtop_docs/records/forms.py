"""The form in which analysts write: by passage, names as printed, where it differs from the record types.

Knows the shape alone; `passages.py` makes records of it.  The texts named after ids (theme, statement ...)
are looked up in `references.py`.
"""

from __future__ import annotations

import datetime

from attrs import field, frozen

from rtop_docs.diagnostics import SourceSpan
from rtop_docs.records.model import (
    ActorId,
    Alignment,
    AsWritten,
    Attribution,
    Coverage,
    Direction,
    Extent,
    Group,
    Instrument,
    Locator,
    Measure,
    Office,
    Organization,
    Person,
    Prose,
    QuotationLocator,
    Record,
    RecordId,
    Release,
    Report,
    Roster,
    Segment,
    SegmentKind,
    SituationKind,
    Source,
    Ternary,
    Testimony,
    Theme,
    ThemeId,
    VerbKind,
    Wording,
)

NO_PROSE = Prose()
ANYONE = Release()

TABLES: dict[str, type[Record]] = {
    "sources": Source,
    "groups": Group,
    "organizations": Organization,
    "offices": Office,
    "persons": Person,
    "rosters": Roster,
    "themes": Theme,
    "instruments": Instrument,
    "measures": Measure,
}
"""Top-level keys whose value is a mapping id -> fields; each is a field of `Library`."""


@frozen(kw_only=True)
class Form:
    """What every entry has: who may see it, and the loose words that its prose may hold."""

    release: Release = ANYONE
    as_written: tuple[AsWritten, ...] = ()
    span: SourceSpan | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class Place:
    """A place in a source, by its first and last words; without a source it is the passage's own."""

    source: str = ""
    start: str = field(default="", metadata={"key": "from"})
    end: str = field(default="", metadata={"key": "to"})
    prefix: str = ""
    suffix: str = ""
    span: SourceSpan | None = field(default=None, eq=False, repr=False)


@frozen(kw_only=True)
class WhoForm(Form):
    """A set of actors: the names as printed, the wording, the number if one is stated, how far the list reaches."""

    id: str = ""
    named: tuple[str, ...] = ()
    wording: str = ""
    number: int | None = None
    number_of: str = ""
    extent: Extent | None = None
    marker: str = ""
    part_of: str = ""
    same_as: str = ""
    at: Place | None = None
    note: Prose = NO_PROSE


@frozen(kw_only=True)
class SayForm(Form):
    """A position; `ours` says in our own words what the source reports; verb: "" where only a count is at hand."""

    theme: ThemeId
    verb: str = field(metadata={"blank": True})
    kind: VerbKind
    ours: Prose
    id: str = ""
    direction: Direction | None = None
    inferred: Prose = NO_PROSE
    addressee: str = ""
    condition: str = ""
    concurs_with: str = ""
    statement: str = ""
    segment: SegmentKind | None = None
    joint: bool = False
    instruments: tuple[RecordId, ...] = ()
    who: str | WhoForm | None = None
    at: Place | None = None


@frozen(kw_only=True)
class QuoteForm(Form):
    """A quotation in the passage's own source; `also_at` says where else the words stand."""

    id: str
    exact: str
    language: str
    attribution: Attribution
    wording: Wording
    testimony: Testimony
    speakers: tuple[ActorId, ...] = ()
    document: str = ""
    read_by: str = ""
    who: str = ""
    theme: str = ""
    segment: SegmentKind | None = None
    statement: str = ""
    prefix: str = ""
    suffix: str = ""
    changes: tuple[str, ...] = ()
    also_at: tuple[QuotationLocator, ...] = ()
    note: Prose = NO_PROSE


@frozen(kw_only=True)
class FigureForm(Form):
    """A number or an ordinal that the passage states."""

    measure: RecordId
    value: int
    id: str = ""
    wording: str = ""
    qualifier: str = ""
    plus: tuple[ActorId, ...] = ()
    ordinal: bool = False
    series: Prose = NO_PROSE
    who: str = ""
    stated_by: str = ""
    at: Place | None = None
    note: Prose = NO_PROSE


@frozen(kw_only=True)
class SituationForm(Form):
    """A crisis or an example that somebody raised; a place need not be a state."""

    place: str
    kind: SituationKind
    raised_by: tuple[ActorId, ...]
    id: str = ""
    state: str = ""
    also_at: tuple[Locator, ...] = ()
    segment: SegmentKind | None = None
    marker: str = ""
    at: Place | None = None
    note: Prose = NO_PROSE


@frozen(kw_only=True)
class StatementForm(Form):
    """That somebody spoke; in a passage, place and segment are the passage's unless given."""

    id: str
    speaker: ActorId
    segment: SegmentKind | None = None
    delegate: str = ""
    read_for: str = ""
    jointly_with: tuple[ActorId, ...] = ()
    on_behalf_of: tuple[ActorId, ...] = ()
    also_itself: Ternary = Ternary.UNKNOWN
    whole: bool = True
    aligned_with: tuple[Alignment, ...] = ()
    text_languages: tuple[str, ...] = ()
    spoken_languages: tuple[str, ...] = ()
    at: Place | None = None
    note: Prose = NO_PROSE


@frozen(kw_only=True)
class PassageForm(Form):
    """One passage of a source and all that is read in it.  id: the stem of the ids of what it holds."""

    id: str
    passage: Place
    segment: SegmentKind | None = None
    statement: str = ""
    who: str | WhoForm | None = None
    says: tuple[SayForm, ...] = ()
    quotes: tuple[QuoteForm, ...] = ()
    figures: tuple[FigureForm, ...] = ()
    situations: tuple[SituationForm, ...] = ()
    statements: tuple[StatementForm, ...] = ()


@frozen(kw_only=True)
class DialogueForm(Form):
    """One dialogue, its title without an ordinal; what belongs to it stands in the files of its folder."""

    id: str
    title: Prose
    body: ActorId
    kind: Prose
    sittings: tuple[datetime.date, ...]
    at: Locator
    place: Prose = NO_PROSE
    report: Report | None = None
    notes: str = ""


LISTS: dict[str, type] = {
    "segments": Segment,
    "coverage": Coverage,
    "statements": StatementForm,
    "passages": PassageForm,
}
"""Top-level keys whose value is a list, of the dialogue in whose folder the file lies."""
