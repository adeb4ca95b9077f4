"""Seat the cells of a table by their spans, row after row, as HTML and PDF both leave it to the reader.

Knows numbers only.  Source: HTML Living Standard, 4.9.12 (the algorithm for forming a table).
"""

from __future__ import annotations

from attrs import Factory, define


@define
class Seating:
    """A table being read.  rows, columns: how many there are so far; both count from 1."""

    rows: int = 0
    columns: int = 0
    _free: int = 1
    _covered: dict[int, int] = Factory(dict)
    _below: dict[int, int] = Factory(dict)

    def next_group(self) -> None:
        """Go on to another group of rows (head, body): no cell reaches from one into the next."""
        self._covered, self._below = {}, {}

    def next_row(self) -> None:
        """Go on to the next row; cells of rows above may reach into it."""
        left = {column: count - 1 for column, count in self._covered.items() if count > 1}
        self._covered, self._below = left | self._below, {}
        self.rows += 1
        self._free = 1

    def take(self, rows: int, columns: int) -> int:
        """Return the column in which the row's next cell begins.  rows, columns: how many it covers."""
        while self._free in self._covered:
            self._free += 1
        first = self._free
        self._free += columns
        if rows > 1:
            self._below |= dict.fromkeys(range(first, self._free), rows - 1)
        self.columns = max(self.columns, self._free - 1)
        return first
