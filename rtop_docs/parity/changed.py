"""Tell of words that are lost, added, stand elsewhere or are written in other characters.

Knows aligned readings; a footnote, a row and an alternative text that are lost are told as that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rtop_docs.parity.align import Change
from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.letters import how_encoded
from rtop_docs.parity.model import Said
from rtop_docs.parity.slots import Both, Slot, around, runs, words_of
from rtop_docs.parity.tables import Tables

_KINDS = {Said.LETTERS: Kind.LOSS, Said.ALTERNATIVE: Kind.ALTERNATIVE, Said.CALL: Kind.NOTE}


def changed(both: Both, tables: Tables) -> Iterator[Difference]:
    """Yield every difference of the words themselves."""
    yield from tables.rows_gone()
    teller = _Teller(both, {i for indices in tables.lost_rows().values() for i in indices})
    yield from teller.notes()
    for change in both.alignment.changes:
        yield from teller.change(change)
    for move in both.alignment.moves:
        yield teller.move(move)


class _Teller:
    """Tells of the changes of one file.  told: our words, met: theirs, of which something was said already."""

    def __init__(self, both: Both, told: set[int]) -> None:
        self.both = both
        self.told = told
        self.met: set[int] = set()

    # -- footnotes ------------------------------------------------------------------------

    def notes(self) -> Iterator[Difference]:
        """Tell of every footnote that is lost, or added, as a whole; its call is lost with it."""
        for number, indices in _by_note(self.both.ours).items():
            if self.both.lost.issuperset(indices):
                calls = [i for i in self.both.lost if _calls(self.both.ours[i], number)]
                self.told.update(indices, calls)
                yield self._lost(indices, Kind.NOTE, f"footnote {number} is lost: ")
        for number, indices in _by_note(self.both.theirs).items():
            if self.both.added.issuperset(indices):
                self.met.update(indices)
                yield self._added(indices, Kind.NOTE, f"footnote {number} is not the document's: ")

    # -- words ----------------------------------------------------------------------------

    def change(self, change: Change) -> Iterator[Difference]:
        """Tell of words at whose place others stand, or none."""
        ours = [i for i in change.expected if i not in self.told]
        theirs = [j for j in change.found if j not in self.met]
        if ours and theirs and not any(self.both.ours[i].word.said is Said.CALL for i in ours):
            how = how_encoded(_text(self.both.ours, ours), _text(self.both.theirs, theirs))
            if how:
                yield self._encoded(ours, theirs, how)
                return
        instead = f", and '{words_of(self.both.theirs, theirs)}' stands in its place" if ours and theirs else ""
        for run in runs(self.both.ours, ours):
            said = self.both.ours[run[0]].word.said
            yield self._lost(run, _KINDS[said], _LOST[said], instead)
            instead = ""
        for run in runs(self.both.theirs, () if ours else theirs):
            said = self.both.theirs[run[0]].word.said
            kind = Kind.ADDITION if said is Said.LETTERS else _KINDS[said]
            yield self._added(run, kind, _ADDED[said])

    def move(self, move: Change) -> Difference:
        """Tell of words that stand in another order."""
        piece = self.both.ours[move.expected[0]].piece
        return Difference(
            kind=Kind.ORDER,
            message=f"'{words_of(self.both.ours, move.expected)}' stands at another place",
            place=self.both.theirs[move.found[0]].piece.place,
            origin=piece.place,
            around=around(self.both.theirs, move.found),
        )

    def _encoded(self, ours: Sequence[int], theirs: Sequence[int], how: str) -> Difference:
        return Difference(
            kind=Kind.ENCODING,
            message=f"'{words_of(self.both.theirs, theirs)}' {how}: '{words_of(self.both.ours, ours)}'",
            place=self.both.theirs[theirs[0]].piece.place,
            origin=self.both.ours[ours[0]].piece.place,
            around=around(self.both.theirs, theirs),
        )

    def _lost(self, run: Sequence[int], kind: Kind, before: str, after: str = "") -> Difference:
        return Difference(
            kind=kind,
            message=f"{before}'{words_of(self.both.ours, run)}'{after}",
            place=self.both.place_of(run[0]),
            origin=self.both.ours[run[0]].piece.place,
            around=around(self.both.ours, run),
        )

    def _added(self, run: Sequence[int], kind: Kind, before: str) -> Difference:
        return Difference(
            kind=kind,
            message=f"{before}'{words_of(self.both.theirs, run)}'",
            place=self.both.theirs[run[0]].piece.place,
            around=around(self.both.theirs, run),
        )


_LOST = {
    Said.LETTERS: "words are lost: ",
    Said.ALTERNATIVE: "words that stand for something drawn are lost: ",
    Said.CALL: "the call of a footnote is lost: ",
}
_ADDED = {
    Said.LETTERS: "words are not the document's: ",
    Said.ALTERNATIVE: "words that stand for something drawn are not the document's: ",
    Said.CALL: "the call of a footnote is not the document's: ",
}


def _by_note(side: Sequence[Slot]) -> dict[int, list[int]]:
    """Return the words of each footnote."""
    found: dict[int, list[int]] = defaultdict(list)
    for slot in side:
        if slot.piece.note:
            found[slot.piece.note].append(slot.index)
    return found


def _calls(slot: Slot, number: int) -> bool:
    return slot.word.said is Said.CALL and slot.word.text == str(number)


def _text(side: Sequence[Slot], indices: Sequence[int]) -> str:
    return " ".join(side[index].word.text for index in indices)
