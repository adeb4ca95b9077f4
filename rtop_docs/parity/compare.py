"""Compare what a document says with what a file says: every word, and all that each word carries.

Knows readings; knows nothing of formats or documents.  What only some formats show is left out by the caller's word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rtop_docs.parity.align import align
from rtop_docs.parity.carried import carried
from rtop_docs.parity.changed import changed
from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.model import Only, Piece, Reading, Said
from rtop_docs.parity.slots import Both, slots
from rtop_docs.parity.tables import Tables
from rtop_docs.parity.tags import agree


def compare(expected: Reading, found: Reading, lacks: frozenset[Only] = frozenset()) -> tuple[Difference, ...]:
    """Return every difference of `found` from `expected`, in reading order of each kind.

    lacks: what the format of `found` does not show, by design.
    """
    both = aligned(expected, found, lacks)
    tables = Tables.of(both, expected.grids, found.grids)
    differences = [*_properties(expected, found)]
    differences += changed(both, tables)
    differences += carried(both, tables)
    differences += tables.extents()
    differences += (Difference(kind=Kind.STRUCTURE, message=text, place=place) for text, place in found.stray)
    return tuple(differences)


def aligned(expected: Reading, found: Reading, lacks: frozenset[Only]) -> Both:
    """Align two readings word by word."""
    ours = [piece for piece in (*expected.pieces, *expected.notes) if piece.only not in lacks]
    theirs = [piece for piece in (*found.pieces, *found.notes) if piece.only not in lacks]
    return Both(slots(ours), slots(theirs), align(_keys(ours), _keys(theirs)))


def _keys(pieces: Sequence[Piece]) -> list[list[str]]:
    """Return the words of each piece; the calls of notes are all alike, since one that is lost renumbers the others."""
    return [["\0call" if word.said is Said.CALL else word.text for word in piece.words] for piece in pieces]


def _properties(expected: Reading, found: Reading) -> Iterator[Difference]:
    if expected.title != found.title:
        yield Difference(kind=Kind.PROPERTY, message=f"the file's title is '{found.title}', not '{expected.title}'")
    if expected.language and not agree(expected.language, found.language):
        named = f"'{found.language}'" if found.language else "not named"
        yield Difference(kind=Kind.LANGUAGE, message=f"the file's language is {named}, not '{expected.language}'")
