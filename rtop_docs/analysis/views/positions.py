"""Views of positions: who is said to hold what, by which ways it reaches one actor, and which silence it is.

Frozen ids and plain values only; knows nothing of records.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from attrs import frozen

from rtop_docs.analysis.views.common import ActorView, Citation, SetView, Words
from rtop_docs.analysis.views.figures import FigureView


@frozen(kw_only=True)
class ThemeView:
    """A theme; parent: the id of the theme above it, whose count never holds this one's."""

    theme: str
    title: Words
    short: Words
    proposition: Words
    parent: str


@frozen(kw_only=True)
class PositionView:
    """What a source reports somebody to hold.

    verb: as printed.  kind: its kind ("calls for").  direction: "for", "against", "reserved", "none".
    conditional: whether a condition is told.  inferred: why the direction is our reading (false when it is not).
    addressee, condition: in the source's or our words.  concurs_with: the words or names of the set it agrees with.
    statement: the statement through which it was voiced, where a source says so, and voiced_by its speaker.
    """

    record: str
    theme: str
    verb: str
    kind: str
    direction: str
    conditional: bool
    condition: str
    says: Words
    inferred: Words
    addressee: str
    joint: bool
    concurs_with: str
    instruments: tuple[Words, ...]
    who: SetView
    statement: str
    voiced_by: ActorView | None
    segment: str
    source: str
    publisher: str
    citation: Citation

    @property
    def is_fact(self) -> bool:
        """Whether something is only told as a fact, without a position on the theme."""
        return self.kind == "reports a fact"


@frozen(kw_only=True)
class ThemePositionsView:
    """A theme with its positions in the record's order.  withheld: more stands in another edition."""

    theme: ThemeView
    positions: tuple[PositionView, ...]
    withheld: bool


@frozen(kw_only=True)
class WayView:
    """One way by which a position reaches an actor.

    way: "own", "named", "joint", "spoken for", "aligned", "through group".  through: the other state, speaker or
    group.  certain: false where it is not said whether this way was taken (Latvia: named, and spoken for by
    Estonia).  record: the statement, roster or position that shows it.
    """

    way: str
    through: ActorView | None
    certain: bool
    record: str
    citation: Citation


@frozen(kw_only=True)
class ClaimView:
    """A position and every way it reaches the actor asked about.

    fill: "full" (own or named), "half" (joint, spoken for, aligned), "outline" (through a group only).
    """

    position: PositionView
    ways: tuple[WayView, ...]
    fill: str


@frozen(kw_only=True)
class HeldView:
    """All that reaches an actor on one theme.

    directions: the distinct ones, "none" left out while there are others.  sources_differ: two sources give
    different ones.  conditional: every claim that has the direction is conditional.
    sign: what a sign shows: "for", "against", "reserved", "none", "conditional", "sources differ", "several".
    """

    theme: ThemeView
    claims: tuple[ClaimView, ...]
    directions: tuple[str, ...]
    sources_differ: bool
    conditional: bool
    sign: str
    fill: str


@frozen(kw_only=True)
class PositionsView:
    """The positions that reach an actor, by theme in the record's order, and what it is told to have said as fact.

    withheld: another edition has more.
    """

    actor: ActorView
    themes: tuple[HeldView, ...]
    facts: tuple[ClaimView, ...]
    withheld: bool

    def __iter__(self) -> Iterator[HeldView]:
        """Go through the themes."""
        return iter(self.themes)


@frozen(kw_only=True)
class SilenceView:
    """Which silence: "did not speak", "not named", "not read", "withheld"; "" where there is none.

    sources: on which it rests (the complete list of speakers, or the sources read for the theme).
    """

    actor: str
    theme: str
    kind: str
    sources: tuple[str, ...]


@frozen(kw_only=True)
class MarkView:
    """One state beside another on a theme.

    mark: "named", "reached" (not by name), or the silence; sign as in HeldView; itself: the state asked about.
    """

    actor: ActorView
    mark: str
    sign: str
    itself: bool


@frozen(kw_only=True)
class BesideThemeView:
    """The states of one regional group on a theme: marks, those named at all, alphabetical.

    named: how many of them are named on it; extents: of the lists that name somebody.
    """

    theme: ThemeView
    marks: tuple[MarkView, ...]
    named: int
    extents: tuple[str, ...]
    publishers: tuple[str, ...]

    @property
    def open(self) -> bool:
        """Whether one of the lists goes on."""
        return "open" in self.extents


@frozen(kw_only=True)
class BesideView:
    """A state beside its regional group.

    size: the group's members on that day; named_in_group: how many of them the sources read name at all.
    low, high: how many states are named at all; stated: how many spoke, as the sources say.
    """

    region: str
    title: str
    size: int
    named_in_group: int
    low: int
    high: int
    stated: FigureView | None
    themes: tuple[BesideThemeView, ...]
    withheld: bool


@frozen(kw_only=True)
class YearClaim:
    """One position of another year, told shortly."""

    record: str
    verb: str
    direction: str
    conditional: bool
    says: Words
    ways: tuple[str, ...]
    source: str
    publisher: str
    citation: Citation


@frozen(kw_only=True)
class YearThemeView:
    """One theme in one dialogue: claims, or which silence; publishers: of the sources behind either."""

    theme: ThemeView
    claims: tuple[YearClaim, ...]
    sign: str
    fill: str
    silence: str
    publishers: tuple[str, ...]


@frozen(kw_only=True)
class YearView:
    """The same themes in another dialogue of the record: before or after, never a shift."""

    dialogue: str
    title: Words
    date: datetime.date
    earlier: bool
    themes: tuple[YearThemeView, ...]


@frozen(kw_only=True)
class UnknownView:
    """One thing that is not known about an actor.

    kind: "unnamed set" (it may or may not be among them), "not named", "not read", "withheld" (themes),
    "open lists" (themes whose list goes on, without it), "no statement recorded", "language of its text",
    "own part" (whether it also spoke for itself), "who spoke" (itself, or the actors), "which one" (of the
    actors used the words), "roster not recorded", "roster not complete", "for whom" (others' position there).
    The other fields hold what the kind needs.
    """

    kind: str
    record: str = ""
    themes: tuple[tuple[str, Words], ...] = ()
    wording: str = ""
    number: int | None = None
    number_of: str = ""
    words: str = ""
    language: str = ""
    actors: tuple[ActorView, ...] = ()
    source: str = ""
    publisher: str = ""
    citation: Citation | None = None


@frozen(kw_only=True)
class TestimonyView:
    """Where a quotation's words are printed.

    testimony: "primary" (the speaker's own text) or "reported".  exact: as printed there; changes: what differs
    from the quotation by a marked change.
    """

    source: str
    publisher: str
    testimony: str
    exact: str
    changes: tuple[str, ...]
    citation: Citation


@frozen(kw_only=True)
class QuotationView:
    """Exact words and whose they are.

    attribution: "sole", "each", "one of these".  speakers: alphabetical; empty when the words are a document's.
    wording: "original", "official", "the source's", "ours".  primary: whether any testimony is the speaker's own
    text; where none is, quoted_by says whose report it is.
    """

    record: str
    exact: str
    language: str
    attribution: str
    speakers: tuple[ActorView, ...]
    document: Words
    read_by: ActorView | None
    who: SetView | None
    wording: str
    theme: str
    segment: str
    statement: str
    testimonies: tuple[TestimonyView, ...]
    note: Words

    @property
    def primary(self) -> bool:
        """Whether a source is the speaker's own text."""
        return any(t.testimony == "primary" for t in self.testimonies)

    @property
    def quoted_by(self) -> str:
        """The publisher to name in "as quoted by"; empty where the speaker's own text has the words."""
        return "" if self.primary or not self.testimonies else self.testimonies[0].publisher


@frozen(kw_only=True)
class CheckedView:
    """How many of a dialogue's quotations were found in a source's archived text, and how many could not be checked."""

    source: str
    found: int
    unchecked: int
