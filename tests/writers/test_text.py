"""The plain text writer."""

from __future__ import annotations

import unicodedata

import pytest

from rtop_docs.document.model import Column, Fill, Link, Note, NoteReference, Panel, Row, Shape, Sign, Span, Table
from rtop_docs.writers import write
from rtop_docs.writers.lines import columns_of, wrapped
from tests.writers.samples import HOSTILE, bar_figure, cell, document, matrix, p, t, table, whole


def text_of(*blocks, **more) -> str:
    """Return the text of a document of `blocks`."""
    made = write(document(*blocks, **more), "txt")
    assert made.diagnostics == ()
    return made.value.decode("utf-8")


def test_a_title_is_underlined():
    """A title has a line of the same length below it."""
    assert text_of(p("Côte d’Ivoire", role="title")) == "Côte d’Ivoire\n=============\n"


def test_a_paragraph_is_wrapped_between_words():
    """No line is longer than 78 columns, and no word is lost."""
    words = " ".join(["responsibility"] * 20)

    lines = text_of(p(words)).splitlines()

    assert max(map(len, lines)) <= 78
    assert " ".join(lines) == words


def test_a_word_longer_than_the_line_stays_whole():
    """An address can be copied from the text."""
    assert "x" * 200 in text_of(p("see ", "x" * 200, " there"))


def test_a_hard_space_holds_a_line_together():
    """U+00A0 is a space at which no line ends."""
    assert wrapped("aaaa bb\u00a0cc", 8) == ["aaaa", "bb cc"]


def test_ideographs_are_two_columns_wide_and_may_be_parted():
    """Chinese is broken between letters, and never before a full stop."""
    assert wrapped("各国政府承诺。", 6) == ["各国政", "府承", "诺。"]
    assert columns_of("各国") == 4


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_are_those_words(text: str):
    """Nothing is read as markup."""
    assert text in text_of(p(text)).replace("\n", " ")


def test_nothing_comes_through_that_steers_a_terminal():
    """A text holds no control character but its line ends."""
    made = write(whole(), "txt").value.decode("utf-8")

    assert {c for c in made if unicodedata.category(c) == "Cc"} == {"\n"}


def test_notes_stand_at_the_end_with_their_numbers():
    """A note is called by its number, twice if it is called twice, and told once."""
    made = text_of(p("One", Note((p("Source one"),), 1), " two", NoteReference(1)))

    assert made == "One[1] two[1]\n\n\nNotes\n-----\n[1] Source one\n"


def test_a_note_in_a_table_is_told_once():
    """A cell is measured before it is written; its notes count once."""
    rows = (Row(cells=(cell("a", Note((p("Source"),), 1)), cell("b"))),)

    assert text_of(Table(columns=(Column(), Column()), head=(), body=rows)).count("Source") == 1


def test_a_link_shows_its_address():
    """A reader of plain text can follow a link."""
    made = text_of(
        p("see ", Link("https://example.org/", t("the page")), " and ", Link("https://x.org/", t("https://x.org/")))
    )

    assert made == "see the page <https://example.org/> and https://x.org/\n"


def test_a_table_that_fits_stands_in_columns():
    """Columns are as wide as their words."""
    made = text_of(table(("Rwanda", "English"), ("Chad", "French"), head=("State", "Language")))

    assert made.splitlines() == ["State   Language", "------  --------", "Rwanda  English", "Chad    French"]


def test_a_table_that_does_not_fit_becomes_records():
    """Each row is told on its own, each cell after the name of its column, the first one too."""
    head = tuple(f"Theme-number-{n}" for n in range(9))

    made = text_of(table(tuple(f"cell-number-{n}" for n in range(9)), head=head))

    assert made.splitlines()[:2] == ["Theme-number-0: cell-number-0", "  Theme-number-1: cell-number-1"]


def test_a_cell_that_spans_rows_is_told_in_each_record():
    """A record stands alone: what reaches down from the row above is told again."""
    wide = tuple(f"a-rather-long-word-{n}" for n in range(5))
    first = Row(cells=(cell("Chad", header=True), cell("both", rowspan=2), *(cell(word) for word in wide)))
    second = Row(cells=(cell("Mali", header=True), *(cell(word) for word in wide)))
    names = Row(cells=tuple(cell(name, header=True) for name in ("State", "Reach", *"abcde")))

    made = text_of(Table(columns=tuple(Column() for _ in range(7)), head=(names,), body=(first, second)))

    assert made.count("Reach: both") == 2


def test_a_matrix_is_letters_with_a_legend():
    """Each sign is a letter; signs of one letter with different words are told apart."""
    made = text_of(matrix(1)).splitlines()

    assert made[2:] == [
        "State    1   2   3",
        "-------  --  --  -",
        "African states",
        "State 0  F1  F2  .",
        "",
        "Columns: 1 = Arms trade; 2 = Regional organizations; 3 = The veto",
        "",
        "Signs: F1 = for, named; F2 = for, own; . = not named",
    ]


def test_a_sign_with_words_beside_it_is_those_words_alone():
    """A sign without alt words adds nothing to the words beside it."""
    assert text_of(p(Sign(Shape.FOR), " highlighted")) == "highlighted\n"
    assert text_of(p(Sign(Shape.FOR, alt="for"), " all")) == "for all\n"
    assert text_of(p("a", Sign(Shape.FOR, alt="for"), Sign(Shape.FOR, alt="for"), "b")) == "a for for b\n"


def test_a_legend_explains_the_letters():
    """In a legend a sign is the letter that tables of signs use."""
    legend = p(Sign(Shape.FOR), " for, own  ", Sign(Shape.FOR, Fill.OUTLINE), " for, through a group", role="legend")

    assert text_of(legend) == "F = for, own  (f) = for, through a group\n"


def test_a_chart_is_its_data():
    """Plain text draws nothing."""
    made = text_of(bar_figure())

    assert made.splitlines()[2] == "Agenda  11      11 named"
    assert "Who is named" in made


def test_a_panel_and_marks_are_seen():
    """What frames a text on paper is told by signs at its side."""
    made = text_of(Panel(blocks=(p("Not known."),)), marks=("Draft",))

    assert made == "[Draft]\n\n| Not known.\n"


def test_a_foreign_word_is_kept():
    """Arabic stands in the order in which it is read."""
    assert "المسؤولية" in text_of(p(Span(t("المسؤولية"), language="ar", direction="rtl")))
