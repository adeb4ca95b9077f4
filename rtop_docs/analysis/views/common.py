"""Views that other views are made of: words with their language, citations, names of actors, sets of them.

Frozen ids and plain values only, so that each answer has a digest; knows nothing of records.
"""

from __future__ import annotations

from attrs import frozen


@frozen
class Words:
    """A text in words and the language it is in, which need not be the document's; false when there is none."""

    text: str = ""
    language: str = ""

    def __str__(self) -> str:
        """Return the text alone."""
        return self.text

    def __bool__(self) -> bool:
        """Tell whether there is any text."""
        return bool(self.text)


@frozen
class Citation:
    """Where a footnote points.

    record: what is claimed.  start, end: first and last words of the passage (the exact words of a quotation
    stand in start alone); both empty for a source as a whole.
    """

    record: str
    source: str
    start: str = ""
    end: str = ""


@frozen
class ActorView:
    """Who: the name in the document's language, as of the event's first sitting.

    kind: "state", "group", "regional organization", "civil society", "united nations", "press", "office", "person".
    name: in full (a state's short name); short: the same, or shorter.  language: of the name.
    """

    id: str
    kind: str
    name: str
    short: str
    language: str

    def __str__(self) -> str:
        """Return the name."""
        return self.name


@frozen
class NameView:
    """One name of a printed list: whom it means, and how the source prints it."""

    actor: ActorView
    printed: str

    def __str__(self) -> str:
        """Return the name as we give it."""
        return self.actor.name


@frozen(kw_only=True)
class SetView:
    """Who is said to hold something.

    names: alphabetical; in an answer about one actor only that actor (and the group through which it is
    reached), so that another name's correction changes no sheet but its own.
    extent: "complete", "open", "unmarked", "unnamed".  marker: the words that leave the list open.
    relation: "same as", "part of" or ""; other_wording, other: the words and id of that other set.
    other_printed: whether those words are the source's; else they are its names, as we give them.
    """

    record: str
    names: tuple[NameView, ...]
    extent: str
    citation: Citation
    marker: str = ""
    wording: str = ""
    number: int | None = None
    number_of: str = ""
    relation: str = ""
    other: str = ""
    other_wording: str = ""
    other_printed: bool = False
    note: Words = Words()

    @property
    def open(self) -> bool:
        """Whether the source says that the list goes on."""
        return self.extent == "open"

    @property
    def unnamed(self) -> bool:
        """Whether it names nobody."""
        return not self.names

    @property
    def states(self) -> tuple[ActorView, ...]:
        """The states among the names."""
        return tuple(n.actor for n in self.names if n.actor.kind == "state")

    @property
    def others(self) -> tuple[ActorView, ...]:
        """The names that are no states: groups, organizations, offices, persons."""
        return tuple(n.actor for n in self.names if n.actor.kind != "state")


@frozen(kw_only=True)
class SituationView:
    """A crisis or an example that somebody raised.

    place: as recorded; name: the state's name in the document's language where the place is one.
    kind: "crisis" or "example".  marker: the words that leave the list of places open.
    """

    record: str
    place: str
    name: str
    state: str
    kind: str
    raised_by: tuple[ActorView, ...]
    segment: str
    marker: str
    note: Words
    citation: Citation
    also: tuple[Citation, ...]


@frozen(kw_only=True)
class RosterView:
    """That a body's membership is recorded for the event's day.

    attested: as precise as the source.  complete: whether the source lists all members; size: how many it lists.
    """

    record: str
    body: ActorView
    complete: bool
    size: int
    attested: str
    citation: Citation
