"""Gather what a reader meets, in reading order, into pieces of words.

Knows no format: readers open and close pieces and say letters; places inside the file are named by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote

from attrs import Factory, define, evolve, field

from rtop_docs.parity.model import Grid, Only, Piece, Reading, Said, Seat, Word

INVISIBLE = dict.fromkeys(
    (
        *map(ord, "\u00ad\u034f\u061c\u180e\ufeff"),
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
"""Characters that only steer breaks, joins, directions and forms of letters: a format that needs none drops them."""

LABEL_WORDS = 4
"""Words by which a place inside a file is known; white space of any kind parts words, also where no line may break."""

_MOST_SHOWN = 16

_URI = "-._~:/?#[]@!$&'()*+,;=%"
"""What an address may hold beside letters and digits (RFC 3986, 2); all else is escaped, whatever a format does."""


def words_in(text: str) -> list[str]:
    """Return the words of `text`: white space of every kind parts them, invisible characters are left out."""
    return (text if text.isascii() else text.translate(INVISIBLE)).split()


def shortened(words: Sequence[str]) -> str:
    """Return words as a text for people; of a long one only the first and the last words."""
    half = _MOST_SHOWN // 2
    return " ".join(words if len(words) <= _MOST_SHOWN else [*words[:half], "…", *words[-half:]])


def address(target: str) -> str:
    """Return a link's address with everything escaped that RFC 3986 does not allow."""
    return quote(target, safe=_URI)


@define
class Run:
    """Letters of one language, link and manner."""

    text: str
    language: str | None
    target: str
    said: Said


@define
class _Draft:
    """A piece in the making; see `model.Piece`."""

    runs: list[Run] = Factory(list)
    level: int | None = None
    joined: bool = False
    frame: bool = False
    kind: str = ""
    place: str = ""
    seat: Seat | None = None
    labels: tuple[str, ...] = ()
    note: int = 0
    only: Only | None = None
    aside: bool = False


@define
class _Stream:
    """A text that is read for itself: the document's, or one footnote's."""

    note: int
    done: list[_Draft]
    open: _Draft = Factory(_Draft)
    seat: Seat | None = None
    labels: list[str] = Factory(list)


@define
class Gatherer:
    """One file being read.

    place: where we are in it.  only: why some formats do not show what comes now.  frame: what comes now may stand in
    a frame of its own.  Words are made of letters at the very end, so that a run may still be changed.
    """

    place: str = ""
    only: Only | None = None
    frame: bool = False
    grids: list[Grid] = Factory(list)
    tables: int = 0
    _text: list[_Draft] = Factory(list)
    _notes: list[_Draft] = Factory(list)
    _streams: list[_Stream] = field(init=False)
    _marks: dict[str, tuple[int, int]] = Factory(dict)

    def __attrs_post_init__(self) -> None:
        self._streams = [_Stream(0, self._text)]

    # -- pieces ---------------------------------------------------------------------------

    @property
    def _here(self) -> _Stream:
        return self._streams[-1]

    @property
    def runs(self) -> list[Run]:
        """The letters of the open piece."""
        return self._here.open.runs

    def begin(self, level: int | None = None, *, joined: bool = False, kind: str = "") -> None:
        """Begin a piece; what was open is closed."""
        self.end()
        self._here.open = _Draft(level=level, joined=joined, frame=self.frame, kind=kind, place=self.place)

    def end(self) -> None:
        """Close the open piece; one without words leaves nothing behind."""
        here = self._here
        made, here.open = here.open, _Draft()
        if not any(words_in(run.text) for run in made.runs):
            return
        made.seat, made.labels, made.note, made.only = here.seat, tuple(here.labels), here.note, self.only
        made.frame = made.frame or self.frame
        made.kind = made.kind or _kind(made)
        made.place = made.place or self.place
        here.done.append(made)
        here.labels = []

    def say(self, text: str, language: str | None, target: str = "", said: Said = Said.LETTERS) -> Run:
        """Add letters to the open piece, opening one where none is.

        language: "" where the file names none, None where its format has no means to name one there.
        """
        here = self._here
        here.open.place = here.open.place or self.place
        run = Run(text, language, target, said)
        here.open.runs.append(run)
        return run

    def alternative(
        self, text: str, language: str | None, *, joined: bool = False, kind: str = "alternative text"
    ) -> None:
        """Add a piece that stands for something drawn, or describes a table."""
        self.begin(joined=joined, kind=kind)
        self._here.open.aside = True
        self.say(text, language, said=Said.ALTERNATIVE)
        self.end()

    def label(self, text: str) -> None:
        """Say that a list's item begins here; text: its label; a mark without a letter or digit is a bullet."""
        worded = any(character.isalnum() for character in text)
        self._here.labels.append(" ".join(words_in(text)) if worded else "")

    # -- notes and tables -----------------------------------------------------------------

    @contextmanager
    def note(self, number: int) -> Iterator[None]:
        """Read a footnote; the piece in which it is called stays open."""
        self._streams.append(_Stream(number, self._notes))
        try:
            yield
            self.end()
        finally:
            self._streams.pop()

    @contextmanager
    def cell(self, seat: Seat) -> Iterator[None]:
        """Read a table's cell."""
        here = self._here
        self.end()
        outer, here.seat = here.seat, seat
        try:
            yield
            self.end()
        finally:
            here.seat = outer

    def table(self) -> int:
        """Begin a table and return its number."""
        self.end()
        self.tables += 1
        return self.tables

    # -- places ---------------------------------------------------------------------------

    def spot(self) -> tuple[int, int]:
        """Return where we are: in the text (0) or the notes (1), and at which piece of it."""
        here = self._here
        return (0 if here.done is self._text else 1, len(here.done))

    def mark(self, name: str, spot: tuple[int, int] | None = None) -> None:
        """Name a place, the one that comes now where none is given; the first of a name holds."""
        self._marks.setdefault(name, spot or self.spot())

    def targets(self) -> set[str]:
        """Return where the links lead that were met so far."""
        drafts = (*self._text, *self._notes)
        return {run.target for draft in drafts for run in draft.runs if run.target}

    # -- the end --------------------------------------------------------------------------

    def reading(
        self,
        title: str,
        language: str,
        margins: Iterable[str] = (),
        stray: Iterable[tuple[str, str]] = (),
    ) -> Reading:
        """Return what was read, links inside the file by the words to which they lead."""
        self.end()
        text, notes = ([_piece(draft) for draft in drafts] for drafts in (self._text, self._notes))
        labels = {name: _label((self._text, self._notes)[part][index:]) for name, (part, index) in self._marks.items()}
        return Reading(
            title=" ".join(words_in(title)),
            language=language,
            pieces=tuple(_pointed(piece, labels) for piece in text),
            notes=tuple(_pointed(piece, labels) for piece in notes),
            grids=tuple(self.grids),
            margins=tuple(" ".join(words_in(around)) for around in margins),
            stray=tuple(stray),
        )


def _piece(draft: _Draft) -> Piece:
    return Piece(
        words=_words(draft.runs),
        level=draft.level,
        seat=draft.seat,
        labels=draft.labels,
        note=draft.note,
        only=draft.only,
        frame=draft.frame,
        joined=draft.joined,
        aside=draft.aside,
        kind=draft.kind,
        place=draft.place,
    )


def _label(drafts: Iterable[_Draft]) -> str:
    """Return how a place in the file is known: ``#`` and the first words there, but not those that describe a table."""
    first = next((draft for draft in drafts if not draft.aside), _Draft())
    return "#" + " ".join(word.text for word in _words(first.runs)[:LABEL_WORDS])


def _kind(draft: _Draft) -> str:
    if draft.level is not None:
        return "heading" if draft.level else "title"
    if draft.seat is not None:
        return "cell"
    return "list item" if draft.labels else "paragraph"


def _words(runs: list[Run]) -> tuple[Word, ...]:
    """Return the words of `runs`; one goes on from run to run unless white space, or another manner, parts them."""
    made: list[Word] = []
    pending: list[tuple[str, Run]] = []

    def finish() -> None:
        if pending:
            made.append(_word(pending))
            pending.clear()

    for run in runs:
        text = run.text if run.text.isascii() else run.text.translate(INVISIBLE)
        if not text:
            continue
        if pending and (run.said is not pending[-1][1].said or run.said is not Said.LETTERS or text[0].isspace()):
            finish()
        *whole, last = text.split() or [""]
        for part in whole:
            pending.append((part, run))
            finish()
        if last:
            pending.append((last, run))
        if text[-1].isspace():
            finish()
    finish()
    return tuple(made)


def _word(parts: list[tuple[str, Run]]) -> Word:
    first = parts[0][1]
    if len(parts) == 1:
        spoken = () if first.language is None else (first.language,)
        return Word(parts[0][0], spoken, (first.target,) if first.target else (), first.said)
    languages = tuple(dict.fromkeys(run.language for _, run in parts if run.language is not None))
    targets = tuple(dict.fromkeys(run.target for _, run in parts))
    text = "".join(part for part, _ in parts)
    return Word(text, languages, targets if any(targets) else (), first.said)


def _pointed(piece: Piece, labels: dict[str, str]) -> Piece:
    """Return `piece` with the words to which its links inside the file lead."""
    if not any(target.startswith("#") for word in piece.words for target in word.targets):
        return piece
    words = (
        evolve(word, targets=tuple(labels.get(t, "#") if t.startswith("#") else t for t in word.targets))
        if word.targets
        else word
        for word in piece.words
    )
    return evolve(piece, words=tuple(words))
