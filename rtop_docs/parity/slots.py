"""The words of two readings side by side, each with the piece that it stands in.

Knows readings and their alignment; judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from attrs import frozen

from rtop_docs.parity.align import Alignment
from rtop_docs.parity.gather import LABEL_WORDS, shortened
from rtop_docs.parity.model import Piece, Word

_AROUND = 5
"""Words of the text around that are shown on each side."""


@frozen
class Slot:
    """A word.  index: among all words of its reading.  start: index of the first word of its piece."""

    word: Word
    piece: Piece
    index: int
    start: int

    @property
    def first(self) -> bool:
        """Whether it begins its piece."""
        return self.index == self.start


def slots(pieces: Iterable[Piece]) -> tuple[Slot, ...]:
    """Return the words of `pieces`, in order."""
    made: list[Slot] = []
    for piece in pieces:
        start = len(made)
        made += (Slot(word, piece, start + n, start) for n, word in enumerate(piece.words))
    return tuple(made)


@frozen(slots=False)
class Both:
    """Two readings, the document's (ours) and a file's (theirs), and how they fit."""

    ours: tuple[Slot, ...]
    theirs: tuple[Slot, ...]
    alignment: Alignment

    @cached_property
    def lost(self) -> frozenset[int]:
        """Our words that are not there."""
        return frozenset(index for change in self.alignment.changes for index in change.expected)

    @cached_property
    def added(self) -> frozenset[int]:
        """Their words that are not ours."""
        return frozenset(index for change in self.alignment.changes for index in change.found)

    @cached_property
    def disturbed(self) -> frozenset[str]:
        """Names of places of ours whose first words are not all there: the file knows those places by other words."""
        found = set()
        for slot in self.ours:
            if slot.first:
                first = range(slot.index, min(slot.index + LABEL_WORDS, slot.index + len(slot.piece.words)))
                if not all(index in self._there for index in first):
                    found.add("#" + " ".join(self.ours[index].word.text for index in first))
        return frozenset(found)

    @cached_property
    def _there(self) -> dict[int, int]:
        return dict(self.alignment.pairs)

    def place_of(self, index: int) -> str:
        """Return where in the file one of our words is, or would be: at the nearest word before it that is there."""
        for nearest in (*range(index, -1, -1), *range(index + 1, len(self.ours))):
            if nearest in self._there:
                return self.theirs[self._there[nearest]].piece.place
        return ""


def words_of(side: Sequence[Slot], indices: Sequence[int]) -> str:
    """Return words as a text; the middle of a long one is left out."""
    return shortened([side[index].word.text for index in indices])


def around(side: Sequence[Slot], indices: Sequence[int]) -> str:
    """Return words with those beside them in their piece: ``the words [that are meant] in their text``."""
    first, last = side[indices[0]], side[indices[-1]]
    before = [side[n].word.text for n in range(max(first.start, first.index - _AROUND), first.index)]
    end = last.start + len(last.piece.words)
    after = [side[n].word.text for n in range(last.index + 1, min(end, last.index + 1 + _AROUND))]
    return " ".join([*before, f"[{words_of(side, indices)}]", *after])


def runs(side: Sequence[Slot], indices: Iterable[int]) -> Iterator[list[int]]:
    """Cut `indices` into runs of neighbours that stand in one piece and are said in one manner."""
    run: list[int] = []
    for index in indices:
        here = side[index]
        if run and (index != run[-1] + 1 or here.first or here.word.said is not side[run[-1]].word.said):
            yield run
            run = []
        run.append(index)
    if run:
        yield run
