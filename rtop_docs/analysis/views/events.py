"""Views of an event: its report, segments, statements and speakers, and the sources that tell of it.

Frozen ids and plain values only; knows nothing of records.
"""

from __future__ import annotations

import datetime

from attrs import frozen

from rtop_docs.analysis.views.common import ActorView, Citation, RosterView, SituationView, Words
from rtop_docs.analysis.views.figures import FigureView


@frozen(kw_only=True)
class SymbolView:
    """One symbol of a report, and the source that prints it."""

    symbol: str
    source: str
    publisher: str
    citation: Citation


@frozen(kw_only=True)
class ReportView:
    """The report that an event discusses."""

    record: str
    title: Words
    author: ActorView | None
    about: Words
    symbols: tuple[SymbolView, ...]
    citation: Citation | None


@frozen(kw_only=True)
class PersonView:
    """A person of a segment, with the roles as sources describe them."""

    actor: ActorView
    honorific: str
    roles: tuple[Words, ...]


@frozen(kw_only=True)
class SegmentView:
    """A part of the event.  withheld: something of it is not stated in this edition."""

    record: str
    kind: str
    moderator: PersonView | None
    members: tuple[PersonView, ...]
    note: Words
    citation: Citation | None
    withheld: bool


@frozen(kw_only=True)
class EventView:
    """The event itself.

    sittings: days in order.  withheld: the parts of which something is not stated in this edition
    ("report", "segments", "statements", "positions", "quotations", "figures", "situations").
    """

    record: str
    title: Words
    body: ActorView
    kind: Words
    sittings: tuple[datetime.date, ...]
    place: Words
    report: ReportView | None
    segments: tuple[SegmentView, ...]
    notes: str
    sources: tuple[str, ...]
    withheld: tuple[str, ...]
    citation: Citation | None


@frozen(kw_only=True)
class SourceView:
    """A published document.

    date: "2014-09", as precise as it is known.  later_account_of: the source of the same publisher that this
    one follows; not a correction of it unless it says so.  publisher_took_part: "yes", "no" or "unknown", as
    recorded; spoke, held_positions, quoted: what the publisher did in this dialogue, as our records show it.
    read: whether we have read any of it for this dialogue; read_whole; read_themes.
    """

    source: str
    title: Words
    short_title: Words
    kind: str
    publisher: ActorView
    date: str
    date_note: Words
    language: str
    address: str
    symbol: str
    later_account_of: str
    publisher_took_part: str
    spoke: bool
    held_positions: bool
    quoted: bool
    speakers: str
    read: bool
    read_whole: bool
    read_themes: tuple[str, ...]
    note: Words
    coverage_note: Words


@frozen(kw_only=True)
class AlignedView:
    """That a speaker aligned itself with another statement, whole or in part; dialogue: where that one was made."""

    statement: str
    speaker: ActorView
    whole: bool
    dialogue: str


@frozen(kw_only=True)
class StatementView:
    """That somebody spoke.

    speaker: whose statement it is; delegate: who delivered it, where that is another; deliverer: the one of the
    two who stood up.  also_itself: "yes", "no" or "unknown", whether it spoke for itself besides on_behalf_of.
    text_languages: codes of the posted text; empty is unknown.
    """

    record: str
    segment: str
    speaker: ActorView
    delegate: ActorView | None
    read_for: ActorView | None
    on_behalf_of: tuple[ActorView, ...]
    jointly_with: tuple[ActorView, ...]
    aligned_with: tuple[AlignedView, ...]
    also_itself: str
    whole: bool
    text_languages: tuple[str, ...]
    spoken_languages: tuple[str, ...]
    source: str
    publisher: str
    note: Words
    citation: Citation

    @property
    def deliverer(self) -> ActorView:
        """Who delivered it."""
        return self.delegate or self.speaker


@frozen(kw_only=True)
class StatementBand:
    """The statements under one head of a list.

    key: a regional group's id or a language; "" for no group, or an unknown language.  title: a group's name.
    """

    key: str
    title: str
    statements: tuple[StatementView, ...]


@frozen(kw_only=True)
class StatementListView:
    """The recorded statements of states under heads.

    by: "group" or "language" (a statement posted in two languages stands under both).
    recorded: how many states' statements are recorded ("12 of 67"); stated: how many states spoke, as sources say.
    languages_unknown: how many of the recorded have a text whose language is not known.
    others: statements of those who are no states (organizations, persons), in the record's order.
    """

    by: str
    bands: tuple[StatementBand, ...]
    others: tuple[StatementView, ...]
    recorded: int
    languages_unknown: int
    stated: FigureView | None
    withheld: bool


@frozen(kw_only=True)
class SpeakerView:
    """One line of the list of speakers.  part: "moderator", "member" (of the panel) or "speaker"."""

    actor: ActorView
    part: str
    roles: tuple[Words, ...]
    statement: StatementView | None
    citation: Citation | None


@frozen(kw_only=True)
class SpeakerSegment:
    """The recorded speakers of one segment, in the record's order."""

    kind: str
    speakers: tuple[SpeakerView, ...]


@frozen(kw_only=True)
class NamedOnlyView:
    """Somebody whom accounts name as holding something, without a recorded statement of its own."""

    actor: ActorView
    named_by: tuple[str, ...]
    spoken_for_by: tuple[ActorView, ...]


@frozen(kw_only=True)
class SpeakersView:
    """Everybody recorded as speaking, by segment, and those whom accounts only name; stated: as sources count."""

    segments: tuple[SpeakerSegment, ...]
    named_only: tuple[NamedOnlyView, ...]
    stated: FigureView | None
    withheld: bool


@frozen(kw_only=True)
class ParticipationView:
    """How an actor took part.

    how: all that apply, of "itself", "joint", "spoken for", "read for a group", "aligned", "through group",
    "moderator", "panel", "named only"; empty when silent, and then `silence` says which silence.
    region: the regional group on that day ("" none), region_title in the document's language.
    named_by: publishers of the accounts that name it.  languages: of its posted texts; languages_known: false
    when a statement of its own is recorded and the language of its text is not.
    themes: (id, title) on which it is named, or its own text speaks, in the record's order.
    raised: situations in which others raised it as a place.
    """

    actor: ActorView
    region: str
    region_title: str
    how: tuple[str, ...]
    silence: str
    statements: tuple[StatementView, ...]
    joined: tuple[StatementView, ...]
    spoken_for: tuple[StatementView, ...]
    read_for: tuple[StatementView, ...]
    named_by: tuple[str, ...]
    languages: tuple[str, ...]
    languages_known: bool
    themes: tuple[tuple[str, Words], ...]
    rosters: tuple[RosterView, ...]
    raised: tuple[SituationView, ...]
    withheld: bool
