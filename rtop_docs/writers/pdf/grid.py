"""Put the cells of a table at their places: which column and row each begins in, spans included.

Knows nothing of widths, type or pages.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, evolve

from rtop_docs.document.model import Cell, Row


@define
class Seat:
    """A cell at its place.  row, column: where it begins; rows, columns: how many it covers, >= 1."""

    row: int
    column: int
    rows: int
    columns: int
    cell: Cell


def seats_of(rows: Sequence[Row], columns: int) -> tuple[tuple[Seat, ...], ...]:
    """Return the seats of `rows`, by the row in which they begin.

    columns: of the table, >= 1.  Spans that would leave the table are cut; a cell for which its row has no column
    left joins the cell before it, so that none is lost.
    """
    if all(len(row.cells) == columns and not any(map(_spans, row.cells)) for row in rows):
        return tuple(
            tuple([Seat(index, column, 1, 1, cell) for column, cell in enumerate(row.cells)])
            for index, row in enumerate(rows)
        )
    seats = _seated(rows, columns, spans=True)
    return seats if seats is not None else _seated(rows, columns, spans=False) or ()


def _spans(cell: Cell) -> bool:
    return cell.colspan > 1 or cell.rowspan > 1


def _seated(rows: Sequence[Row], columns: int, *, spans: bool) -> tuple[tuple[Seat, ...], ...] | None:
    """Seat all cells, with row spans or without; None where row spans leave a row no column at all."""
    taken: set[tuple[int, int]] = set()
    found: list[tuple[Seat, ...]] = []
    for index, row in enumerate(rows):
        seats: list[Seat] = []
        column = 0
        for cell in row.cells:
            while (index, column) in taken:
                column += 1
            if column >= columns and not seats:
                return None
            if column >= columns:
                seats[-1] = _crowded(seats[-1], cell)
                continue
            wide = _free_columns(taken, index, column, min(cell.colspan, columns - column))
            high = max(min(cell.rowspan, len(rows) - index), 1) if spans else 1
            taken.update((index + r, column + c) for r in range(high) for c in range(wide))
            seats.append(Seat(index, column, high, wide, cell))
            column += wide
        found.append(tuple(seats))
    return tuple(found)


def _free_columns(taken: set[tuple[int, int]], row: int, column: int, wanted: int) -> int:
    """Return how many columns from `column` on are free, at least 1 and at most `wanted`."""
    free = 1
    while free < wanted and (row, column + free) not in taken:
        free += 1
    return free


def _crowded(seat: Seat, cell: Cell) -> Seat:
    """Return `seat` with the blocks of `cell` below its own."""
    return evolve(seat, cell=evolve(seat.cell, blocks=seat.cell.blocks + cell.blocks))


def lacking(rows: Sequence[Sequence[Seat]], columns: int) -> list[int]:
    """Return how many columns of each row no cell covers, spans from rows above included."""
    covered = [0] * len(rows)
    for row in rows:
        for seat in row:
            for index in range(seat.row, min(seat.row + seat.rows, len(rows))):
                covered[index] += seat.columns
    return [max(columns - count, 0) for count in covered]
