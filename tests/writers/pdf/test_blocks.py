"""Blocks: sizes, indents, labels, bars and panels, read from their slabs and from finished pages."""

import pytest
from attrs import evolve

from rtop_docs.document.build import cell, row
from rtop_docs.document.model import (
    BlockQuote,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Heading,
    LineBreak,
    List,
    ListItem,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Shape,
    Sign,
    Strong,
    Table,
    Text,
)
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.pdf.slabs import PageNumber, Words
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.laying import TINY, codes_of, laid, lines_in, marks_in
from tests.writers.pdf.reading import areas_of, lines_of, pieces_of
from tests.writers.pdf.torture import SENTENCE, bullets, heading, inlines, note, words

LEFT, RIGHT = 22 * 72 / 25.4, 595.276 - 22 * 72 / 25.4
ARABIC = {"direction": "rtl", "language": "ar"}


def written(*blocks, **more):
    """Write a document of `blocks`."""
    return write_pdf(Document(kind="x", title="t", blocks=blocks, **more), DEFAULT).value


def arabic(text, **more):
    """Make an Arabic paragraph."""
    return Paragraph(children=(Text(text),), **ARABIC, **more)


def sizes(slabs):
    """Return the type size of the first word of each line."""
    return [m.line.fragments[0].look.size for m in marks_in(slabs, Words)]


def test_headings_are_smaller_by_level_and_stay_with_what_follows():
    """Each level is at most as large as the one above; no page ends after a heading."""
    slabs, _ = laid(*(heading(level, "h") for level in (1, 2, 3, 4)))

    assert sizes(slabs) == sorted(sizes(slabs), reverse=True)
    assert [s.entry.level for s in slabs] == [1, 2, 3, 4]
    assert all(s.keep for s in slabs)


def test_headings_inside_of_cells_and_notes_are_small():
    """A heading in a note has the size of the note."""
    _, setter = laid(inlines("a", Note((heading(1, "Title"),), 1)))

    assert DEFAULT.sizes.notes.size in sizes(setter.job.notes[0])
    assert max(sizes(setter.job.notes[0])) == DEFAULT.sizes.notes.size


def test_numbers_of_a_list_end_at_one_edge():
    """The full stops of 9. and 10. stand below each other, and texts begin at one edge."""
    slabs, _ = laid(bullets("a", "b", ordered=True, start=9))
    labels = [s.marks[0] for s in slabs]
    edges = [s.x + m.x + m.line.width for s, m in zip(slabs, labels, strict=True)]

    assert edges[0] == pytest.approx(edges[1])
    assert slabs[0].x == slabs[1].x
    assert lines_in(slabs) == ["9.", "a", "10.", "b"]


def test_bullets_change_with_depth():
    """Three kinds of bullets; deeper lists keep the last."""
    deep = bullets((words("a"), bullets((words("b"), bullets((words("c"), bullets("d")))))))

    assert lines_in(laid(deep)[0]) == ["•", "a", "–", "b", "·", "c", "·", "d"]


def test_an_item_without_text_keeps_its_label():
    """Nothing of a list is dropped, an empty item neither."""
    slabs, _ = laid(List(items=(ListItem(()), ListItem((words(""),)), ListItem((words("c"),))), ordered=True))

    assert lines_in(slabs) == ["1.", "2.", "3.", "c"]
    assert all(s.height > 0 for s in slabs)


def test_lists_nested_without_end_keep_some_width():
    """Forty lists in each other leave room for text, and nothing is lost."""
    block = bullets("deep")
    for _ in range(40):
        block = bullets((block,))

    assert lines_in(laid(block)[0])[-1] == "deep"


def test_a_list_from_right_to_left_has_its_labels_at_the_right():
    """Numbers stand to the right of their Arabic items, at the edge of the page."""
    items = (ListItem((arabic("القرار الأول"),)), ListItem((arabic("القرار الثاني"),)))
    pieces = pieces_of(written(List(items=items, ordered=True, **ARABIC)))
    label, item = next(p for p in pieces if "1" in p[1]), next(p for p in pieces if "ر" in p[1])

    assert label[2] > item[2]
    assert RIGHT - DEFAULT.spacing.indent * 2 < label[2] < RIGHT


def test_a_left_to_right_item_in_a_list_from_right_to_left_stays_inside_its_column():
    """A frame turned round within one turned round: the item begins at the left of its column, left of the label."""
    items = (ListItem((words("English words"),)),)
    pieces = pieces_of(written(List(items=items, ordered=True, **ARABIC)))
    label, item = next(p for p in pieces if "1" in p[1]), next(p for p in pieces if "E" in p[1])

    assert item[2] == pytest.approx(LEFT, abs=0.01)
    assert label[2] > RIGHT - DEFAULT.spacing.indent * 2


@pytest.mark.parametrize(("direction", "edge"), [("ltr", LEFT), ("rtl", RIGHT - DEFAULT.spacing.band)])
def test_the_bar_of_a_quotation_stands_where_its_lines_begin(direction, edge):
    """At the left of English, at the right of Arabic; the words keep away from it."""
    inner = words(SENTENCE) if direction == "ltr" else arabic("قال الأمين العام " * 12)
    data = written(BlockQuote(blocks=(inner,), direction=direction))
    (bar,) = areas_of(data)

    assert bar[1] == pytest.approx(edge, abs=0.02)
    assert bar[3] == DEFAULT.spacing.band
    assert all(LEFT - 0.01 <= p[2] <= RIGHT for p in pieces_of(data))


def test_lines_from_right_to_left_end_at_the_left():
    """A short Arabic line ends at the right margin, where reading begins."""
    short, wide = (pieces_of(written(arabic(t))) for t in ("كلمة", "كلمة وكلمة وكلمة"))

    assert wide[0][2] < short[0][2] < RIGHT


def test_quotations_and_panels_stay_whole_where_they_can():
    """A short one allows no break inside; a long one does, and the bar goes on behind it."""
    short, _ = laid(BlockQuote(blocks=(words(SENTENCE), words(SENTENCE))))
    long, _ = laid(BlockQuote(blocks=tuple(words(SENTENCE * 5) for _ in range(6))))

    assert all(s.keep for s in short[:-1])
    assert not all(s.keep for s in long[:-1])
    assert all(s.grounds for s in long)


def test_a_panel_has_white_and_a_ground_around_its_text():
    """The ground is as wide as the page, the text narrower; an empty panel is nothing."""
    slabs, setter = laid(Panel(blocks=(words("text"),), role="unknown"))
    ground = slabs[1].grounds[0]

    assert (slabs[1].x + ground.x, ground.width) == (0, setter.room.width)
    assert ground.colour == DEFAULT.colours.warm_ground
    assert slabs[1].x > DEFAULT.spacing.band
    assert laid(Panel(blocks=()))[0] == []


def test_only_a_first_paragraph_that_is_all_bold_is_the_title_of_a_panel():
    """Bold words within a sentence are no title."""
    titled, _ = laid(Panel(blocks=(inlines(Strong((Text("Title"),))), words("text"))))
    plain, _ = laid(Panel(blocks=(inlines(Strong((Text("Bold"),)), " words"), words("text"))))

    assert sizes(titled) == [DEFAULT.sizes.section.size, DEFAULT.sizes.text.size]
    assert sizes(plain) == [DEFAULT.sizes.text.size] * 2


def test_lines_of_contents_leave_room_for_their_page():
    """Long entries break before the column of page numbers; the number stands on the last line."""
    entries = (ContentsEntry(level=2, anchor="a", children=(Text("Words and more words " * 12),)),)
    slabs, setter = laid(Contents(title=(Text("Contents"),), entries=entries))
    lines = [m.line for m in marks_in(slabs[1:], Words)]
    (number,) = marks_in(slabs[-1:], PageNumber)

    assert len(lines) > 2
    assert max(line.width for line in lines) <= setter.room.width - DEFAULT.spacing.indent - 27
    assert slabs[-1].x + number.x == setter.room.width
    assert len(marks_in(slabs, PageNumber)) == 1


def test_page_numbers_of_contents_stand_at_the_end_of_their_lines():
    """At the right of English contents; at the left of Arabic ones."""
    edges = {}
    for direction in ("ltr", "rtl"):
        entries = (ContentsEntry(level=1, anchor="a", children=(Text("قسم" if direction == "rtl" else "Section"),)),)
        data = written(Contents(title=(), entries=entries, direction=direction), heading(1, "Here", "a"))
        edges[direction] = next(p[2] for p in pieces_of(data) if p[1] == "1")

    assert edges["ltr"] > RIGHT - 10
    assert edges["rtl"] == pytest.approx(LEFT, abs=0.01)


def test_a_note_has_its_number_beside_it():
    """The number hangs before the note's lines, on its first baseline."""
    _, setter = laid(inlines("a", note(12, SENTENCE * 3)))
    first, second = setter.job.notes[0][:2]

    assert lines_in([first])[0] == "12"
    assert first.x == second.x > first.marks[0].line.width
    assert first.marks[0].y == first.marks[1].y


def test_anchors_of_blocks_that_show_nothing_are_kept():
    """A reference to an empty paragraph or a page break leads to where it stands."""
    slabs, _ = laid(words("", anchor="empty"), PageBreak(anchor="break"))

    assert {p for s in slabs for p in s.places} == {"a:empty", "a:break"}


def test_a_title_s_note_is_no_part_of_the_outline():
    """The outline says the heading's words, line breaks as spaces."""
    slabs, setter = laid(Heading(level=1, children=(Text("Two"), LineBreak(), Text("lines"), note(1, "x"))))

    assert slabs[0].entry.title == "Two lines"
    assert codes_of(setter) == []


def test_legends_part_between_entries_only():
    """An entry of a legend is white apart from the next."""
    legend = inlines(Sign(Shape.FOR), " for ", Sign(Shape.AGAINST), " against")
    (line,) = lines_of(written(Paragraph(children=legend.children, role="legend")))[0][:1]

    assert "for\u00a0\u00a0\u00a0\u00a0 " in line


def test_words_of_titles_and_heads_are_not_parted_and_those_of_cells_are():
    """A short line is better than a hyphen there; running text takes the hyphen, in a cell as anywhere."""
    text = "In that responsibility"
    rows = (row(cell(text, header=True)), row(text))
    plain = Table(columns=(Column(weight=1),), head=(rows[0],), body=(rows[1],), description="d")
    narrow = evolve(TINY, page=evolve(TINY.page, margin_left_mm=92, margin_right_mm=92))
    slabs, _ = laid(heading(2, text), plain, style=narrow)

    assert lines_in(slabs) == [*["In that ", "responsibility"] * 2, "In that respons\u00ad", "ibility"]
