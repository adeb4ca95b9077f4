"""Views of figures: what sources state, what the records let us compute, and where sources differ.

Frozen ids and plain values only; knows nothing of records.
"""

from __future__ import annotations

from attrs import frozen

from rtop_docs.analysis.views.common import ActorView, Citation, SetView, Words


@frozen(kw_only=True)
class FigureEntry:
    """A number or ordinal as one source states it.

    wording: as printed.  qualifier: "about".  plus: actors counted beside it.  series: of an ordinal.
    later_account_of: the earlier source of the same publisher that states the same measure ("" none);
    to be shown as that, not as a correction.  stated_by: whom the source gives for it.
    """

    record: str
    value: int
    wording: str
    qualifier: str
    plus: tuple[ActorView, ...]
    ordinal: bool
    series: Words
    who: SetView | None
    stated_by: ActorView | None
    source: str
    publisher: str
    publisher_id: str
    later_account_of: str
    note: Words
    citation: Citation


@frozen(kw_only=True)
class DoubtView:
    """Why a computed number is a range: it is not said whether `actor` spoke itself or only through `through`."""

    actor: ActorView
    through: tuple[ActorView, ...]


@frozen(kw_only=True)
class ComputedView:
    """A number that our records give.

    low, high: equal when exact.  at_least: there may be more than is recorded.  of: the computation's name.
    doubts: the reasons of a range.
    """

    of: str
    low: int
    high: int
    at_least: bool
    doubts: tuple[DoubtView, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it is one number and nothing can be missing."""
        return self.low == self.high and not self.at_least


@frozen(kw_only=True)
class FigureView:
    """All that is stated for one measure, with what can be computed beside it.

    agree: all entries state the same.  values: the distinct ones, in the record's order.
    computed: None where the records allow no computation; why_not_computed says why.
    differs: a computed number cannot be the stated one (never true of a part that is smaller than the whole).
    """

    measure: str
    title: Words
    unit: Words
    ordinal: bool
    entries: tuple[FigureEntry, ...]
    agree: bool
    values: tuple[int, ...]
    computed: ComputedView | None
    why_not_computed: Words
    differs: bool
    withheld: bool


@frozen(kw_only=True)
class StatedNumberView:
    """How many a source says hold a position: a number without (all) the names.

    plus: groups and organizations counted beside it.  record: the set's, or the figure's.
    """

    record: str
    number: int
    number_of: str
    wording: str
    plus: tuple[ActorView, ...]
    source: str
    publisher: str
    citation: Citation


@frozen(kw_only=True)
class NamedCountView:
    """How many a theme's sources name; never a count of those who hold it.

    states, others: distinct names.  extents: of its lists; markers: the words that say that one goes on.
    wordings: of the sets that name nobody and give no number.  directions: (direction, states named so).
    """

    theme: str
    title: Words
    short: Words
    parent: str
    states: int
    others: int
    extents: tuple[str, ...]
    markers: tuple[str, ...]
    wordings: tuple[str, ...]
    directions: tuple[tuple[str, int], ...]
    stated: tuple[StatedNumberView, ...]
    publishers: tuple[str, ...]
    citations: tuple[Citation, ...]
    withheld: bool

    @property
    def open(self) -> bool:
        """Whether one of its lists goes on."""
        return "open" in self.extents


@frozen(kw_only=True)
class GroupCountView:
    """How many states of a regional group are named, out of how many members on the event's day."""

    region: str
    title: str
    named: int
    size: int


@frozen(kw_only=True)
class NamedStatesView:
    """How many distinct states the sources name.

    on_themes: named as holding something; entries: pairs of state and theme (facts told are none).
    low, high: named as delivering anything,
    a range where it is not said who spoke (doubts).  by_region: of the high number.
    """

    source: str
    on_themes: int
    entries: int
    low: int
    high: int
    doubts: tuple[DoubtView, ...]
    by_region: tuple[GroupCountView, ...]
    withheld: bool


@frozen(kw_only=True)
class SaidView:
    """What one source says in a disagreement.  words: as printed, or the names or symbol it gives; value: a number."""

    record: str
    source: str
    publisher: str
    words: str
    value: int | None
    plus: tuple[ActorView, ...]
    later_account_of: str
    citation: Citation


@frozen(kw_only=True)
class DisagreementView:
    """Something on which sources differ.

    kind: "figure", "ordinal", "symbols", "named and stated" (one names fewer or more than another counts),
    "direction" (of `actor` on `theme`), "wording" (of a quotation).
    """

    kind: str
    record: str
    title: Words
    theme: str
    actor: ActorView | None
    said: tuple[SaidView, ...]
