"""Compare the tables of two readings: whether each cell stands where it should, and no row is lost.

Knows seats and aligned words; nothing of formats.  A row that is lost shifts those below it, not by their fault.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import frozen

from rtop_docs.parity.difference import Difference, Kind
from rtop_docs.parity.model import Grid, Seat
from rtop_docs.parity.slots import Both, Slot, around, words_of

K = TypeVar("K")
Row = tuple[int, int]


@frozen
class Tables:
    """How the tables of a document stand to those of a file.

    tables: our table -> theirs.  rows: our (table, row) -> their row.  words: our (table, row) -> its words.
    """

    both: Both
    ours: Mapping[int, Grid]
    theirs: Mapping[int, Grid]
    tables: Mapping[int, int]
    rows: Mapping[Row, int]
    words: Mapping[Row, list[int]]

    @classmethod
    def of(cls, both: Both, ours: Iterable[Grid], theirs: Iterable[Grid]) -> Tables:
        """Find which table, and which row, is which, by the words that are the same in both."""
        seats = [
            (mine, other)
            for i, j in both.alignment.pairs
            if (mine := both.ours[i].piece.seat) and (other := both.theirs[j].piece.seat)
        ]
        tables = _most((mine.table, other.table) for mine, other in seats)
        rows = _most(((m.table, m.row), o.row) for m, o in seats if tables[m.table] == o.table)
        words: dict[Row, list[int]] = defaultdict(list)
        for slot in both.ours:
            if slot.piece.seat and not slot.piece.frame:
                words[slot.piece.seat.table, slot.piece.seat.row].append(slot.index)
        return cls(both, {g.table: g for g in ours}, {g.table: g for g in theirs}, tables, rows, words)

    def fault(self, ours: Slot, theirs: Slot) -> str:
        """Say how the place of a word in a table differs; "" where it does not."""
        mine, other = ours.piece.seat, theirs.piece.seat
        if ours.piece.frame or (mine is None and other is None):
            return ""
        if mine is None or other is None:
            return "stands in a cell of a table" if mine is None else "stands in no cell of a table"
        return self._moved(mine, other) or _otherwise(mine, other)

    def _moved(self, mine: Seat, other: Seat) -> str:
        if other.table != self.tables.get(mine.table):
            return "stands in another table"
        row = self.rows.get((mine.table, mine.row), other.row)
        if (other.row, other.column) == (row, mine.column):
            return ""
        return f"stands in row {other.row}, column {other.column}, not in row {row}, column {mine.column}"

    def lost_rows(self) -> dict[Row, list[int]]:
        """Return each row all of whose words are lost, where the file's table has fewer rows too."""
        gone = {}
        for (table, row), indices in self.words.items():
            grid, other = self.ours.get(table), self.theirs.get(self.tables.get(table, 0))
            shorter = grid is not None and (other is None or other.rows < grid.rows)
            if shorter and self.both.lost.issuperset(indices):
                gone[table, row] = indices
        return gone

    def rows_gone(self) -> Iterator[Difference]:
        """Tell of every row that is lost."""
        for (table, row), indices in self.lost_rows().items():
            slot = self.both.ours[indices[0]]
            yield Difference(
                kind=Kind.TABLE,
                message=f"row {row} of table {table} is lost: '{words_of(self.both.ours, indices)}'",
                place=self.both.place_of(indices[0]),
                origin=slot.piece.place,
                around=around(self.both.ours, indices[:1]),
            )

    def extents(self) -> Iterator[Difference]:
        """Tell of every table that has other rows or columns, beside the rows that are told to be lost."""
        gone = Counter(table for table, _ in self.lost_rows())
        for number, mine in self.ours.items():
            other = self.theirs.get(self.tables.get(number, 0))
            if other is None or (mine.rows - gone[number], mine.columns) == (other.rows, other.columns):
                continue
            message = (
                f"table {number} has {other.rows} rows and {other.columns} columns, "
                f"not {mine.rows - gone[number]} and {mine.columns}"
            )
            yield Difference(kind=Kind.TABLE, message=message, place=self._place(number))

    def _place(self, number: int) -> str:
        first = next((indices[0] for (table, _), indices in sorted(self.words.items()) if table == number), 0)
        return self.both.place_of(first)


def _otherwise(mine: Seat, other: Seat) -> str:
    """Say how a cell at its right place differs."""
    if (mine.rows, mine.columns) != (other.rows, other.columns):
        spans = f"{other.rows} rows and {other.columns} columns, not {mine.rows} and {mine.columns}"
        return f"stands in a cell over {spans}"
    if None not in (mine.header, other.header) and mine.header != other.header:
        return "stands in a cell that heads others" if other.header else "stands in a cell that heads no others"
    return ""


def _most(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    """Return for each key the number with which it is met most often, the lowest of equals."""
    counts: dict[K, Counter[int]] = defaultdict(Counter)
    for key, number in pairs:
        counts[key][number] += 1
    return {key: min(found, key=lambda n: (-found[n], n)) for key, found in counts.items()}
