"""Seats: which column and row a cell begins in, spans included."""

from rtop_docs.document.model import Cell, Paragraph, Row, Text
from rtop_docs.writers.pdf.grid import seats_of


def cell(name, colspan=1, rowspan=1):
    """Make a cell named `name`."""
    return Cell(blocks=(Paragraph(children=(Text(name),)),), colspan=colspan, rowspan=rowspan)


def names(seats):
    """Return (name, row, column, rows, columns) of all seats."""
    return [(s.cell.blocks[0].children[0].text, s.row, s.column, s.rows, s.columns) for row in seats for s in row]


def test_cells_step_aside_for_a_row_span():
    """The second row begins beside the cell that reaches down from the first."""
    rows = [Row(cells=(cell("a", rowspan=2), cell("b"))), Row(cells=(cell("c"),))]
    assert names(seats_of(rows, 2)) == [("a", 0, 0, 2, 1), ("b", 0, 1, 1, 1), ("c", 1, 1, 1, 1)]


def test_spans_are_cut_at_the_table():
    """A cell cannot reach out of its table."""
    assert names(seats_of([Row(cells=(cell("a", 9, 9),))], 2)) == [("a", 0, 0, 1, 2)]


def test_a_cell_too_many_joins_its_neighbour():
    """No cell is lost: what has no column stands below the cell before it."""
    (row,) = seats_of([Row(cells=(cell("a"), cell("b")))], 1)
    assert [block.children[0].text for block in row[0].cell.blocks] == ["a", "b"]


def test_a_row_without_any_free_column_gives_up_row_spans():
    """Where row spans leave a row no column, all cells get a row of their own."""
    rows = [Row(cells=(cell("a", rowspan=2),)), Row(cells=(cell("b"),))]
    assert names(seats_of(rows, 1)) == [("a", 0, 0, 1, 1), ("b", 1, 0, 1, 1)]
