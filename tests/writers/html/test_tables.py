"""Tables: what heads what, and which of the three forms a table takes on a screen."""

from __future__ import annotations

import pytest
from attrs import evolve

from rtop_docs.document.model import Cell, Column, Reference, Row, Table
from tests.writers.html.reading import page_of, words
from tests.writers.samples import cell, document, matrix, p, t, table


def classes(node) -> list[str]:
    """Return the classes of an element."""
    return node.get("class", "").split()


def of_columns(count: int) -> Table:
    """Make a table of so many columns with a head."""
    return table(tuple("abcdefgh"[:count]), head=tuple("ABCDEFGH"[:count]), description="d")


def test_heads_of_tables_say_what_they_head():
    """Each head has a scope, and a group's rows are a body of their own."""
    page = page_of(document(matrix(2)))

    assert set(page.xpath("//thead//th/@scope")) == {"col"}
    assert page.xpath("//tbody//th/@scope") == ["rowgroup", "row", "row"]
    twice = evolve(matrix(2), body=matrix(2).body * 2)
    assert [len(body) for body in page_of(document(twice)).iter("tbody")] == [3, 3]
    assert [words(c) for c in page.findall(".//caption")] == ["Who on what"]


def test_spans_are_written_as_they_are():
    """A cell over two columns and one over two rows keep the grid whole."""
    rows = (Row(cells=(cell("a", rowspan=2), cell("b", colspan=2))), Row(cells=(cell("c"), cell("d"))))
    base = table(("x", "y", "z"))

    page = page_of(document(Table(columns=base.columns, head=(), body=rows)))

    assert [(c.get("rowspan"), c.get("colspan")) for c in page.iter("td")] == [
        ("2", None),
        (None, "2"),
        (None, None),
        (None, None),
    ]


def test_a_matrix_scrolls_in_a_frame_that_the_keyboard_reaches():
    """The frame is a region named by the caption; no other table is a stop for the keyboard."""
    page = page_of(document(matrix(2), of_columns(3)))

    (frame,) = page.xpath("//*[@tabindex]")
    assert (frame.tag, frame.get("role"), classes(frame)) == ("div", "region", ["scroll", "matrix"])
    assert words(page.get_element_by_id(frame.get("aria-labelledby"))) == "Who on what"


def test_a_description_is_heard_and_not_seen():
    """It follows the caption, or stands for it; a frame is named by it where there is no caption."""
    both = evolve(matrix(1), description="States by themes")
    page = page_of(document(both, evolve(both, caption=())))

    assert [words(c) for c in page.iter("caption")] == ["Who on what States by themes", "States by themes"]
    assert page.xpath("//caption/span[@class='hidden']/text()") == [" States by themes"]
    names = [words(page.get_element_by_id(name)) for name in page.xpath("//@aria-labelledby")]
    assert names == ["Who on what", "States by themes"]


@pytest.mark.parametrize("columns", [1, 2])
def test_a_table_of_few_columns_stays_a_table(columns: int):
    """Two columns find room on a telephone."""
    page = page_of(document(of_columns(columns)))

    assert [classes(node) for node in page.iter("table")] == [[]]
    assert page.xpath("//@data-label") == []


@pytest.mark.parametrize("columns", [3, 4, 5])
def test_a_table_of_some_columns_comes_apart_on_a_telephone(columns: int):
    """Each cell carries the words of its head, and the roles that it would lose are said."""
    page = page_of(document(of_columns(columns)))

    (made,) = page.iter("table")
    assert (classes(made), made.get("role")) == (["stack"], "table")
    assert page.xpath("//td/@data-label") == list("BCDE"[: columns - 1])
    assert page.xpath("//tbody//th/@role") == ["rowheader"]
    assert set(page.xpath("//td/@role")) == {"cell"}


@pytest.mark.parametrize("columns", [6, 8])
def test_a_table_of_many_columns_scrolls(columns: int):
    """It finds no room in the text's width, and its rows would be too long apart."""
    page = page_of(document(of_columns(columns)))

    assert [classes(node)[0] for node in page.xpath("//div[@tabindex='0']")] == ["scroll"]


def test_a_table_whose_cells_span_columns_does_not_come_apart():
    """A cell below two heads has no label of its own."""
    rows = (Row(cells=(cell("a", header=True), cell("b", colspan=2))),)

    page = page_of(document(evolve(of_columns(3), body=rows)))

    assert page.xpath("//table/@role") == page.xpath("//@data-label") == []


def test_a_table_whose_heads_span_columns_does_not_come_apart():
    """The words of such a head are no label of a single column."""
    head = (Row(cells=(cell("A", header=True), cell("B", header=True, colspan=2))),)

    page = page_of(document(evolve(of_columns(3), head=head)))

    assert page.xpath("//@data-label") == []
    assert page.xpath("//thead//th/@scope") == ["col", "colgroup"]


def test_rows_under_one_head_stay_together_when_they_come_apart():
    """A row that a head from above covers goes on with it; a group's head has no label."""
    group = Row(cells=(cell("Group", header=True, colspan=3),), role="group")
    first = Row(cells=(cell("theme", header=True, rowspan=2), cell("b"), cell("c")))
    rows = (group, first, Row(cells=(cell("d"), cell("e"))))
    page = page_of(document(evolve(of_columns(3), body=rows)))

    assert [classes(row) for row in page.xpath("//tbody/tr")] == [["group"], [], ["on"]]
    assert page.xpath("//td/@data-label") == ["B", "C", "B", "C"]
    assert page.xpath("//th/@data-label") == []


def test_columns_share_the_width_as_they_ask():
    """In steps of five per cent; a matrix shares by itself."""
    weighted = evolve(of_columns(3), columns=(Column(weight=2.4), Column(weight=3.2), Column(weight=1.8)))

    assert page_of(document(weighted)).xpath("//col/@class") == ["w30", "w45", "w25"]
    weighing = evolve(matrix(1), columns=(Column(weight=2),) + (Column(weight=1),) * 3)
    assert page_of(document(weighing, of_columns(3))).findall(".//col") == []


def test_a_word_too_long_for_its_column_may_be_parted():
    """Only then: what is short is never cut into letters to save room."""
    page = page_of(document(table(("Responsibility", "x" * 300, "Secretary-General"), description="d")))

    assert [classes(c) for c in page.xpath("//tbody/tr/*")] == [[], ["long"], []]


def test_a_year_is_kept_whole_beside_much_text():
    """A narrow first column of two is as wide as its words, on a telephone too."""
    page = page_of(document(table(("2013", "Responsibilities"), description="d")))

    assert [classes(c) for c in page.xpath("//tbody/tr/*")] == [[], ["long"]]


def test_a_matrix_of_many_columns_says_so():
    """Its heads are turned on all but wide screens; those of a small one on a telephone only."""
    columns = (Column(),) * 8
    page = page_of(document(matrix(1), evolve(matrix(1), columns=columns, head=(), body=of_columns(8).body)))

    assert [classes(frame) for frame in page.xpath("//div[@tabindex]")] == [
        ["scroll", "matrix"],
        ["scroll", "matrix", "many"],
    ]


def test_heads_of_signs_can_be_turned_and_names_of_groups_stay():
    """Both stand in an element of their own, which the style sheet turns or holds in view."""
    page = page_of(document(matrix(1)))

    assert [words(node) for node in page.xpath("//thead//div[@class='turned']")] == [
        "Arms trade",
        "Regional organizations",
        "The veto",
    ]
    assert [words(node) for node in page.xpath("//tbody//div[@class='stay']")] == ["African states"]


def test_a_hole_in_a_table_is_an_empty_cell():
    """A row that is too short keeps the columns right of it in place."""
    short = Row(cells=(Cell(blocks=(p("a"),), header=True),))

    page = page_of(document(evolve(of_columns(3), body=(short,))))

    assert [words(c) for c in page.xpath("//tbody/tr/*")] == ["a", "", ""]


def test_a_row_that_is_too_long_loses_no_cell():
    """`check_document` forbids it; what there is is shown all the same, without a label."""
    long = Row(cells=tuple(cell(letter) for letter in "abcd"))

    page = page_of(document(evolve(of_columns(3), body=(long,))))

    assert [words(c) for c in page.xpath("//tbody/tr/*")] == ["a", "b", "c", "d"]
    assert page.xpath("//td/@data-label") == ["A", "B", "C"]


def test_cells_are_aligned_as_their_columns_are():
    """A cell's own alignment comes first."""
    made = evolve(table(("a", "b"), description="d"), columns=(Column(align="end"), Column(align="center")))
    row = Row(cells=(cell("a", align="start"), cell("b")))

    assert page_of(document(evolve(made, body=(row,)))).xpath("//td/@class") == ["center"]


def test_a_paragraph_with_an_anchor_keeps_it_in_a_cell():
    """A link may lead to what stands in a cell."""
    row = Row(cells=(Cell(blocks=(p("a", anchor="place"),)), cell(Reference("place", t("see")))))

    page = page_of(document(evolve(of_columns(2), body=(row,))))

    assert words(page.get_element_by_id("place")) == "a"
    assert page.xpath("//td/a/@href") == ["#place"]


def test_a_caption_may_be_of_any_words():
    """Its links and notes are written where it stands."""
    page = page_of(document(evolve(of_columns(2), caption=t("Words"), anchor="here")))

    assert page.get_element_by_id("here").tag == "table"
