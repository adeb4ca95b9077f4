"""Tables: rows and their rules, spans, rows higher than a page, groups, repeated heads, numbers."""

from itertools import pairwise

import pytest

from rtop_docs.document.model import Cell, Column, Document, Heading, PageBreak, Reference, Table, Text
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.pdf.slabs import Area, Stroke, Words
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.laying import TINY, codes_of, flat, laid, lines_in, marks_in
from tests.writers.pdf.reading import lines_of, pieces_of
from tests.writers.pdf.torture import SENTENCE, bullets, cell, heading, inlines, note, row, words

WIDE = tuple(f"incomprehensibilit{i}" for i in range(9))


def table(*rows, head=(), **more):
    """Make a table of as many columns as its first row has cells."""
    columns = more.pop("columns", None) or (Column(),) * len((*head, *rows)[0].cells)
    return Table(columns=columns, head=head, body=rows, **more)


def rules(slab):
    """Return where the rules of a row begin and end, rounded."""
    return [(round(s.x1), round(s.x2)) for s in slab.marks if isinstance(s, Stroke)]


def test_a_row_is_a_slab_with_a_rule():
    """Each row is one slab as wide as the table; the rule lies inside of it."""
    slabs, setter = laid(table(row("a", "b"), row("c", "d")))

    assert [lines_in([s]) for s in slabs] == [["a", "b"], ["c", "d"]]
    assert [rules(s) for s in slabs] == [[(0, round(setter.room.width))]] * 2
    assert all(0 < s.y1 < slab.height for slab in slabs for s in slab.marks if isinstance(s, Stroke))


def test_the_rule_does_not_cut_a_cell_over_rows():
    """Under the first of two spanned rows the rule spares the column that goes on, and both rows stay together."""
    slabs, setter = laid(table(row(cell("tall", rowspan=2), "b"), row("c")))
    width = round(setter.room.width)

    assert rules(slabs[0])[0][0] > 0
    assert rules(slabs[0])[0][1] == rules(slabs[1])[0][1] == width
    assert rules(slabs[1])[0][0] == 0
    assert slabs[0].keep


def test_a_tall_cell_makes_the_last_of_its_rows_higher():
    """A cell over two rows does not reach out of them."""
    slabs, _ = laid(table(row(cell(SENTENCE * 6, rowspan=2), "b"), row("c")))
    text = max(y + part.height for y, part in ((y, p) for _, y, p in slabs[0].parts))

    assert slabs[0].height + slabs[1].height >= text
    assert slabs[1].height > slabs[0].height


def test_a_row_higher_than_a_page_is_cut_between_lines():
    """Its slices hold all lines once, cell beside cell, in order, and only the last has a rule."""
    text = " ".join(f"w{i}" for i in range(2500))
    slabs, setter = laid(table(row(text, "beside")))

    assert len(slabs) > 2
    assert all(s.height < setter.page_height for s in slabs)
    assert " ".join(line.strip() for line in lines_in(slabs) if line != "beside") == text
    assert [bool(rules(s)) for s in slabs] == [False] * (len(slabs) - 1) + [True]


def test_notes_of_a_cut_row_stand_with_their_slice():
    """A note called at the end of a cell of many pages is not called at its beginning."""
    slabs, _ = laid(table(row(cell(SENTENCE * 80, note(1, "x")), "b")))

    assert [s.notes for s in slabs if s.notes] == [(0,)]
    assert slabs[0].notes == ()


def test_rows_spanned_over_more_than_a_page_let_go_of_each_other():
    """A cell over rows that no page holds together is set in its first row."""
    rows = [row(cell("tall", rowspan=60), *"x")] + [row("y") for _ in range(59)]
    slabs, setter = laid(table(*rows))

    assert sum(s.height for s in slabs) > setter.page_height
    assert not all(s.keep for s in slabs)
    assert lines_in(slabs).count("y") == 59


def test_a_group_stays_with_its_first_row_and_has_a_ground():
    """The row that names a group is kept and coloured over its whole width."""
    slabs, setter = laid(table(row(cell("Group", colspan=2), role="group"), row("a", "b"), row("c", "d")))
    (area,) = marks_in(slabs[:1], Area)

    assert slabs[0].keep
    assert (area.width, area.height) == (pytest.approx(setter.room.width), slabs[0].height)
    assert not slabs[1].keep


def test_the_head_is_repeated_unless_it_takes_half_of_a_page():
    """A head of a few lines stands on every page of its table; one of many lines once."""
    low, _ = laid(table(row("a"), head=(row("Head"),)), style=TINY)
    high, _ = laid(table(row("a"), head=(row(SENTENCE * 7),)), style=TINY)

    assert [lines_in(s.head) for s in low] == [[], ["Head"]]
    assert all(s.head == () for s in high)
    assert low[0].keep


def test_a_head_without_rows_keeps_nothing():
    """A table of a head alone does not hold what follows it."""
    slabs, _ = laid(Table(columns=(Column(),), head=(row("Head"),), body=()))

    assert not slabs[-1].keep


def test_a_caption_stays_with_its_table():
    """No page ends between a caption and the table's head."""
    slabs, _ = laid(table(row("a"), head=(row("Head"),), caption=(Text(SENTENCE * 2),)))

    assert all(s.keep for s in slabs[:-1])
    assert len(slabs) > 3


def test_numbers_stand_below_each_other():
    """A column aligned at its end has digits of one width, so that tens stand below tens; its head has its own."""
    slabs, _ = laid(
        table(row("a", "111"), row("b", "888"), head=(row("x", "111"),), columns=(Column(), Column(align="end")))
    )
    head, ones, eights = (marks_in([s], Words)[1].line for s in slabs)

    assert ones.width == eights.width
    assert head.fragments[0].look.variant == "words"


def test_a_wide_table_turns_its_page():
    """It is laid out as wide as the page on its other side; upright pages follow."""
    slabs, setter = laid(words("before"), table(row(*WIDE)), words("after"))
    turns = [(s.turn, s.turned) for s in slabs if s.turn]
    (rule,) = marks_in(slabs, Stroke)

    assert turns == [(True, True), (True, False)]
    assert rule.x2 == pytest.approx(841.89 - 44 * 72 / 25.4)
    assert codes_of(setter) == []


def test_a_wide_table_on_a_lying_page_does_not_turn_upright():
    """Turning helps only where the other side is wider."""
    slabs, setter = laid(table(row(*WIDE, *WIDE)), landscape=True)

    assert not any(s.turn for s in slabs)
    assert "V23" in codes_of(setter)


def test_a_wide_table_in_a_list_does_not_turn_its_page():
    """What stands within other blocks stays with them: words break, and both are reported."""
    slabs, setter = laid(bullets((table(row(*WIDE)),)))

    assert not any(s.turn for s in flat(slabs))
    assert set(codes_of(setter)) == {"V22", "V23"}


def test_a_table_from_right_to_left_begins_at_the_right():
    """Its first column stands at the right edge; every cell stays inside the page's margins."""
    blocks = (table(row("first", "second", "third"), direction="rtl", language="ar"),)
    data = write_pdf(Document(kind="x", title="t", blocks=blocks), DEFAULT).value
    place = {text: x for _, text, x, _ in pieces_of(data)}

    assert place["first"] > place["second"] > place["third"] > 22 * 72 / 25.4 - 0.01


def test_cells_without_blocks_keep_their_row():
    """An empty row is as high as a line."""
    slabs, _ = laid(table(_row_of_nothing(), row("a", "b"), columns=(Column(), Column())))

    assert slabs[0].height == pytest.approx(DEFAULT.sizes.table.leading + 2 * DEFAULT.spacing.cell)


def _row_of_nothing():
    """Make a row of two cells that hold nothing."""
    return row(Cell(blocks=()), Cell(blocks=()))


def test_items_in_a_cut_row_stand_at_even_distances():
    """The white between the items of a list stays where its row is cut, whatever stands in the cell beside it."""
    made = table(row(SENTENCE * 99, cell(bullets(*"abcdefgh"))))
    data = write_pdf(Document(kind="x", title="t", blocks=(made,)), DEFAULT).value
    ys = [y for _, text, _, y in pieces_of(data) if text.strip() in set("abcdefgh")]

    assert len(ys) == 8
    assert [above - below for above, below in pairwise(ys)] == pytest.approx([ys[0] - ys[1]] * 7, abs=0.02)


def test_a_cut_row_keeps_clear_of_the_repeated_head():
    """On each page the first line stands as far below the head as on the first."""
    made = table(row(SENTENCE * 60, "b"), head=(row("Head", "b"),))
    data = write_pdf(Document(kind="x", title="t", blocks=(made,)), TINY).value
    pages = {}
    for page, text, _, y in pieces_of(data):
        pages.setdefault(page, []).append((text.strip(), y))
    steps = [lines[0][1] - next(y for text, y in lines[1:] if text not in ("Head", "b")) for lines in pages.values()]

    assert len(steps) > 2
    assert steps == pytest.approx([steps[0]] * len(steps), abs=0.02)


def test_no_line_of_a_cut_row_ends_it_alone():
    """The last two slices stay together, so that more than a line stands above the rule, whatever row follows."""
    slabs, _ = laid(table(row(SENTENCE * 99, "b"), *[row("c", "d")] * 4))

    assert [s.keep for s in slabs[-7:-3]] == [False, True, False, False]


def test_wide_tables_in_a_row_share_a_page():
    """Two that turn their pages stand on one page where it holds them, headings above them included."""
    wide = table(row(*WIDE))
    pages = lines_of(
        write_pdf(
            Document(kind="x", title="t", blocks=(words("before"), heading(1, "One"), wide, heading(1, "Two"), wide)),
            DEFAULT,
        ).value
    )
    said = [[line for line in page if line in ("before", "One", "Two")] for page in pages]

    assert said == [["before"], ["One", "Two"]]


def test_a_page_break_parts_wide_tables():
    """Where the document asks for a page, the second table has one."""
    slabs, _ = laid(table(row(*WIDE)), PageBreak(), table(row(*WIDE)))

    assert [s.turned for s in slabs if s.turn] == [True, False, False, True, False]


def test_a_reference_leads_to_a_wide_table():
    """The anchor of a table that turns its page is on that page."""
    wide = table(row(*WIDE), anchor="wide")
    document = Document(kind="x", title="t", blocks=(inlines(Reference("wide", (Text("see"),))), wide))

    assert write_pdf(document, DEFAULT).diagnostics == ()


def test_a_heading_from_right_to_left_stands_at_the_edge_of_its_wide_table():
    """It begins at the right of the page that lies on its other side."""
    above = Heading(level=1, children=(Text("x"),), direction="rtl", language="ar")
    wide = table(row("first", *WIDE), direction="rtl", language="ar")
    data = write_pdf(Document(kind="x", title="t", blocks=(above, wide)), DEFAULT).value
    place = {text.strip(): x for page, text, x, _ in pieces_of(data)}

    assert 0 < place["x"] - place["first"] < 30


def test_names_of_columns_and_rows_keep_their_words_whole():
    """A word of a head stands on a line of its own where it would be parted in other cells."""
    said = "the intergovernmental"
    columns = (Column(weight=1), Column(weight=1))
    names = table(row(cell(said, header=True), "x"), head=(row(said, "x"),), columns=columns)
    plain = table(row(said, "x"), columns=columns)
    whole, parted = (laid(bullets((made,)), style=TINY)[0] for made in (names, plain))

    assert [line.strip() for line in lines_in(whole) if len(line) > 2] == said.split() * 2
    assert [line for line in lines_in(parted) if "\u00ad" in line]


def test_all_of_a_head_stands_at_its_foot():
    """A head over two rows ends beside the second of them, on one line with it."""
    head = (row(cell("tall", rowspan=2), cell("over two", colspan=2)), row("left", "right"))
    made = Document(kind="x", title="t", blocks=(table(row(*"abc"), head=head, columns=(Column(),) * 3),))
    place = {text.strip(): y for _, text, _, y in pieces_of(write_pdf(made, DEFAULT).value)}

    assert place["tall"] == pytest.approx(place["left"], abs=0.02)
    assert place["over two"] > place["left"]
