"""Lines as slabs: where they stand, which stay together, what is said of broken words."""

import pytest
from attrs import evolve

from rtop_docs.document.model import Origin
from rtop_docs.writers.pdf.inlines import Job, Tone
from rtop_docs.writers.pdf.lines import break_lines
from rtop_docs.writers.pdf.measure import Look, Run, measured
from rtop_docs.writers.pdf.text import CAPITAL_HEIGHT, Room, baseline, line_slabs, paragraph, shift
from rtop_docs.writers.pdf.typeface import typeface
from rtop_docs.writers.style import DEFAULT, TypeSize
from tests.writers.pdf.laying import lines_in

SIZE = TypeSize(size=10.0, leading=14.0)
LOOK = Look(typeface("FiraGO", bold=False, italic=False), 10.0, "#000000", language="en")
ROOM = Room(100.0, Tone(SIZE, "#000000"))


def lines(text, width=1e6):
    """Break a plain text."""
    return break_lines(measured([Run(text, LOOK)]), width)


def test_capitals_stand_in_the_middle_of_their_line():
    """As much white is above a capital letter as below its baseline."""
    y = baseline(SIZE)

    assert y - CAPITAL_HEIGHT * 10 == pytest.approx(14 - y)


@pytest.mark.parametrize(("align", "share"), [("start", 0.0), ("center", 0.5), ("end", 1.0)])
def test_lines_are_shifted_by_the_free_width(align, share):
    """A line begins, ends or stands in the middle; one that is too wide begins at the left."""
    (line,) = lines("word")

    assert shift(line, 100, align) == pytest.approx((100 - line.width) * share)
    assert shift(line, 1, align) == 0


def test_white_at_the_end_of_a_line_does_not_shift_it():
    """A line aligned at its end ends with its last letter."""
    first, _ = lines("one two", 20)

    assert first.width == lines("one")[0].width


@pytest.mark.parametrize(
    ("count", "keeps"), [(1, [0]), (2, [1, 0]), (3, [1, 1, 0]), (4, [1, 0, 1, 0]), (6, [1, 0, 0, 0, 1, 0])]
)
def test_first_two_and_last_two_lines_stay_together(count, keeps):
    """No line of a paragraph stands alone at the foot or the top of a page."""
    slabs = line_slabs(lines("x") * count, SIZE, 100, "start", Origin())

    assert [s.keep for s in slabs] == [bool(k) for k in keeps]
    assert {s.height for s in slabs} == {14.0}


def test_notes_stand_with_the_line_that_calls_them():
    """A slab names the notes called in its line, not those of its paragraph."""
    runs = [Run("one two three ", LOOK), Run("1", evolve(LOOK, note=7)), Run(" four", LOOK)]
    slabs = paragraph(runs, SIZE, ROOM._replace(width=50.0), Origin(), Job(DEFAULT))

    assert [s.notes for s in slabs] == [(), (7,), ()] or [n for s in slabs for n in s.notes] == [7]
    assert len(slabs) > 1


def test_a_broken_word_is_reported_once_with_its_place():
    """The finding names the first words' letters, cut short, and where they come from."""
    job = Job(DEFAULT)
    slabs = paragraph([Run("x" * 90 + " " + "y" * 90, LOOK)], SIZE, ROOM, Origin("a.md", 3, "q1", "exact"), job)
    (finding,) = job.findings

    assert finding.code == "V22"
    assert "the word '" + "x" * 40 + "…' is wider" in finding.message
    assert "record 'q1', field 'exact'" in finding.message
    assert "".join(lines_in(slabs)).replace(" ", "") == "x" * 90 + "y" * 90


def test_a_word_as_wide_as_its_line_is_not_broken():
    """What rounding adds is no reason to break a word."""
    job = Job(DEFAULT)
    (line,) = lines("Responsibility")
    slabs = paragraph([Run("Responsibility", LOOK)], SIZE, ROOM._replace(width=line.width), Origin(), job)

    assert (len(slabs), job.findings) == (1, [])


def test_nothing_makes_no_slab():
    """A paragraph without text takes no room."""
    assert paragraph([], SIZE, ROOM, Origin(), Job(DEFAULT)) == []
