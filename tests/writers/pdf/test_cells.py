"""Cells: the widths that columns need, type that shrinks, heads that stand upright."""

import pytest
from attrs import evolve

from rtop_docs.document.model import BarChart, Cell, Column, Figure, KeyFigure, KeyFigures, Paragraph, Table, Text
from rtop_docs.writers.pdf.cells import (
    HIGHEST_HEAD,
    Measures,
    cell_tones,
    least_width,
    table_type,
    table_widths,
    upright_stack,
)
from rtop_docs.writers.pdf.grid import seats_of
from rtop_docs.writers.pdf.slabs import Words
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.laying import codes_of, laid, marks_in, setter_of
from tests.writers.pdf.torture import bullets, cell, note, row


def table(*rows, head=(), **more):
    """Make a table of as many columns as its first row has cells."""
    columns = more.pop("columns", None) or (Column(),) * len((*head, *rows)[0].cells)
    return Table(columns=columns, head=head, body=rows, **more)


def widths_of(made, width=None, **more):
    """Return the widths of a table's columns and what laid them out."""
    setter = setter_of(**more)
    seats = (*seats_of(made.head, len(made.columns)), *seats_of(made.body, len(made.columns)))
    room = setter.room if width is None else setter.room._replace(width=width)
    style = setter.job.style
    measures = Measures(style, made, seats, min(HIGHEST_HEAD, setter.page_height / 3))
    return table_widths(setter, made, measures, room), setter, least_width(style, made, measures)


def test_a_table_is_as_wide_as_its_page():
    """Columns share all of the width, the longer text taking more."""
    found, setter, _ = widths_of(table(row("short", "a much longer text " * 9)))

    assert sum(found.columns) == pytest.approx(setter.room.width)
    assert found.columns[1] > found.columns[0]
    assert found.scale == 1


def test_type_shrinks_before_words_break():
    """A table that is a little too wide is set smaller, white and lines with it, and nothing is reported."""
    made = table(row(*["Responsibility"] * 7))
    found, setter, _ = widths_of(made)

    assert DEFAULT.sizes.least <= found.scale * DEFAULT.sizes.table.size < DEFAULT.sizes.table.size
    assert found.leading == pytest.approx(DEFAULT.sizes.table.leading * found.scale)
    assert found.pad == pytest.approx(2 * DEFAULT.spacing.cell * found.scale)
    assert codes_of(setter) == []


def test_type_never_shrinks_below_the_least_of_the_style():
    """A table that fits in no type that can be read is reported at its place."""
    found, setter, least = widths_of(table(row(*["Responsibility"] * 14)))

    assert found.scale * DEFAULT.sizes.table.size == pytest.approx(DEFAULT.sizes.least)
    assert codes_of(setter) == ["V23"]
    assert least > setter.room.width


def test_what_a_table_needs_at_least_is_enough():
    """In the least width no word breaks; a point less breaks one."""
    made = table(row("Responsibility", "protection"), row("to", "of"))
    *_, least = widths_of(made)
    (fits, one, _), (breaks, two, _) = widths_of(made, least + 0.01), widths_of(made, least - 1)

    assert (codes_of(one), codes_of(two)) == ([], ["V23"])
    assert fits.scale == pytest.approx(breaks.scale)


def test_heads_stand_upright_only_where_they_must():
    """Short heads of a matrix lie; long ones of many columns stand, at most as high as a head may be."""
    columns = (Column(), *(Column(align="center", upright=True) for _ in range(9)))
    lying = table(row(*"x" * 10), head=(row("State", *"abcdefghi"),), columns=columns, role="matrix")
    long = row("State", *["Cooperation with regional organizations"] * 9)
    standing = evolve(lying, head=(long,))

    assert not widths_of(lying)[0].upright
    assert widths_of(standing)[0].upright
    assert 0 < widths_of(standing)[0].head_height <= HIGHEST_HEAD


def test_columns_of_a_matrix_are_equal():
    """All but the first, which holds the names."""
    columns = (Column(), *(Column(align="center") for _ in range(5)))
    first, *others = widths_of(table(row("A long name of a state", *"abcde"), columns=columns, role="matrix"))[
        0
    ].columns

    assert others == pytest.approx([others[0]] * 5)
    assert first > others[0]


def test_an_address_does_not_make_a_column_as_wide_as_itself():
    """A word of hostile length leaves the other columns their room."""
    found, setter, _ = widths_of(table(row("x" * 400, "words of a sentence")))

    assert found.scale == 1
    assert found.columns[1] > 50
    assert codes_of(setter) == []


@pytest.mark.parametrize(
    "block",
    [
        bullets("Responsibility"),
        table(row("Responsibility")),
        KeyFigures(figures=(KeyFigure(value=(Text("1"),), label=(Text("Responsibility"),)),)),
        Figure(chart=BarChart(()), alt="a", caption=(), data=table(row("d"))),
    ],
)
def test_blocks_in_cells_need_room(block):
    """A column that holds a list, table, strip or chart gets more than its padding."""
    found, _, _ = widths_of(table(_beside_much(block)))

    assert found.columns[0] > found.pad + 20


def _beside_much(block):
    """Make a row of a cell with one block, and a cell with much text."""
    return row(Cell(blocks=(block,)), cell("words " * 400))


def test_tones_tell_heads_groups_and_names_apart():
    """Heads and groups are bold; names are bold but in a matrix; all shrink together."""
    plain, matrix = (cell_tones(DEFAULT, Table(columns=(), head=(), body=(), role=r), 0.8) for r in ("", "matrix"))

    assert (plain.head.bold, plain.group.bold, plain.header.bold, plain.plain.bold) == (True, True, True, False)
    assert not matrix.header.bold
    assert plain.plain.type.size == pytest.approx(DEFAULT.sizes.table.size * 0.8)
    assert table_type(DEFAULT, Table(columns=(), head=(), body=(), role="matrix")) == DEFAULT.sizes.small


def test_an_upright_head_stands_in_the_middle_of_its_column():
    """Its lines run upwards from the foot of the row, side by side, as much white at the left as at the right."""
    setter = setter_of()
    tone = cell_tones(DEFAULT, Table(columns=(), head=(), body=(), role="matrix"), 1.0).head
    (slab,) = upright_stack(
        setter, cell("Cooperation with regional organizations"), tone, setter.room._replace(width=60.0), 90.0
    )
    xs = [m.x for m in marks_in([slab], Words)]
    left, right = (
        xs[0] - (tone.type.leading + 0.69 * tone.type.size) / 2,
        xs[-1] + (tone.type.leading - 0.69 * tone.type.size) / 2,
    )

    assert all(m.turned and m.y == slab.height == 90 for m in marks_in([slab], Words))
    assert len(xs) > 1
    assert left == pytest.approx(60 - right)


def test_a_note_in_an_upright_head_is_called():
    """The row knows the note of a head that stands."""
    columns = (Column(), *(Column(align="center", upright=True) for _ in range(12)))
    head = row("State", *(cell("Cooperation with regional organizations", note(i, "x")) for i in range(12)))
    slabs, setter = laid(Table(columns=columns, head=(head,), body=(row(*"x" * 13),), role="matrix"))

    assert slabs[0].notes == tuple(range(12))
    assert len(setter.job.notes) == 12


def test_a_cell_that_shows_nothing_needs_its_padding_alone():
    """An empty column is as narrow as it can be."""
    found, _, _ = widths_of(
        table(row(Cell(blocks=()), "words " * 99), row(Cell(blocks=(Paragraph(children=()),)), "x"))
    )

    assert found.columns[0] == pytest.approx(found.pad)


def test_a_table_in_a_cell_is_as_wide_as_its_content():
    """Many short columns take no more than their words; long words get the width in which none breaks."""
    short, long = table(row(*"abcdefgh")), table(row("Responsibility", "protection", "cooperation"))
    narrow, _, _ = widths_of(table(row(cell(short), "x " * 400)))
    wide, _, _ = widths_of(table(row(cell(long), "y " * 400)))
    _, setter = laid(table(row(cell(long), "y " * 400)))

    assert narrow.columns[0] < 8 * 24
    assert wide.columns[0] >= widths_of(long)[2] + wide.pad
    assert codes_of(setter) == []
