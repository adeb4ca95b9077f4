"""Align the words of two readings: which are the same, which changed, which stand elsewhere.

Knows sequences of keys only; nothing of what they stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from attrs import Factory, define, frozen

Keys = Sequence[str]
_LEAST_MOVED = 3
"""A few words that are lost at one place and met at another far from it need not be the same ones."""


@frozen
class Change:
    """Words of one reading at whose place the other has others, or none; indices of both, either may be empty."""

    expected: tuple[int, ...]
    found: tuple[int, ...]


@define
class Alignment:
    """How two readings fit.  pairs: words that are the same, in order.  moves: the same words at another place."""

    pairs: list[tuple[int, int]] = Factory(list)
    changes: list[Change] = Factory(list)
    moves: list[Change] = Factory(list)


def align(expected: Sequence[Keys], found: Sequence[Keys]) -> Alignment:
    """Align two readings, each given as pieces of words; an index counts the words of all pieces, from 0.

    Pieces that are equal as a whole are aligned first, so that a lost row takes no word of its neighbours along.
    """
    ours, theirs = _Pieces.of(expected), _Pieces.of(found)
    made = Alignment()
    if ours.words == theirs.words:
        made.pairs = [(index, index) for index in range(len(ours.words))]
        return made
    regions = list(_regions(made, ours, theirs))
    _move_pieces(made, ours, theirs, regions)
    for ours_left, theirs_left in regions:
        _align_words(made, ours, theirs, ours_left, theirs_left)
    _move_words(made, ours, theirs)
    made.pairs.sort()
    return made


@frozen
class _Pieces:
    """A reading.  starts: index of each piece's first word; one more at the end."""

    keys: list[tuple[str, ...]]
    words: list[str]
    starts: list[int]

    @classmethod
    def of(cls, pieces: Sequence[Keys]) -> _Pieces:
        starts = [0]
        for piece in pieces:
            starts.append(starts[-1] + len(piece))
        return cls([tuple(piece) for piece in pieces], [word for piece in pieces for word in piece], starts)

    def indices(self, piece: int) -> range:
        return range(self.starts[piece], self.starts[piece + 1])


_Region = tuple[list[int], list[int]]


def _regions(made: Alignment, ours: _Pieces, theirs: _Pieces) -> Iterator[_Region]:
    """Pair the words of equal pieces, and yield the pieces of both between them."""
    matcher = SequenceMatcher(None, ours.keys, theirs.keys, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                made.pairs += zip(ours.indices(i), theirs.indices(j), strict=True)
        else:
            yield list(range(i1, i2)), list(range(j1, j2))


def _move_pieces(made: Alignment, ours: _Pieces, theirs: _Pieces, regions: list[_Region]) -> None:
    """Take equal pieces that stand at different places out of the regions."""
    there: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for number, (_, pieces) in enumerate(regions):
        for piece in pieces:
            there.setdefault(theirs.keys[piece], []).append((number, piece))
    for pieces, _ in regions:
        for piece in list(pieces):
            places = there.get(ours.keys[piece])
            if places:
                number, other = places.pop(0)
                pieces.remove(piece)
                regions[number][1].remove(other)
                made.moves.append(Change(tuple(ours.indices(piece)), tuple(theirs.indices(other))))


def _align_words(made: Alignment, ours: _Pieces, theirs: _Pieces, mine: list[int], others: list[int]) -> None:
    """Align the words of one region."""
    one = [index for piece in mine for index in ours.indices(piece)]
    two = [index for piece in others for index in theirs.indices(piece)]
    matcher = SequenceMatcher(None, [ours.words[i] for i in one], [theirs.words[j] for j in two], autojunk=False)
    changes = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        if kind == "equal":
            made.pairs += zip(one[i1:i2], two[j1:j2], strict=True)
        else:
            changes.append(Change(tuple(one[i1:i2]), tuple(two[j1:j2])))
    lost = [index for change in changes for index in change.expected]
    met = [index for change in changes for index in change.found]
    if lost and Counter(ours.words[i] for i in lost) == Counter(theirs.words[j] for j in met):
        made.moves.append(Change(tuple(lost), tuple(met)))
    else:
        made.changes += changes


def _move_words(made: Alignment, ours: _Pieces, theirs: _Pieces) -> None:
    """Find runs of words that are lost at one place and met at another."""
    met: dict[tuple[str, ...], list[Change]] = {}
    for change in made.changes:
        if len(change.found) >= _LEAST_MOVED and not change.expected:
            met.setdefault(tuple(theirs.words[j] for j in change.found), []).append(change)
    for change in list(made.changes):
        same = met.get(tuple(ours.words[i] for i in change.expected)) if not change.found else None
        if same:
            other = same.pop(0)
            made.changes.remove(change)
            made.changes.remove(other)
            made.moves.append(Change(change.expected, other.found))
