"""Words parted at a hyphen, and between letters where nothing else helps."""

import pytest

from rtop_docs.writers.pdf.measure import Look, Run, measured
from rtop_docs.writers.pdf.parting import broken, partable, parted_before
from rtop_docs.writers.pdf.typeface import typeface

LOOK = Look(typeface("FiraGO", bold=False, italic=False), 10.0, "#000000", language="en")


def of(text, look=LOOK):
    """Measure a text of one look."""
    return measured([Run(text, look)])


def boxes(text):
    """Return what each box says."""
    return [text.text(p.start, p.stop) for p in map(text.pieces_of, range(len(text.widths)))]


def test_a_word_is_parted_at_the_last_point_that_leaves_room_for_the_hyphen():
    """More room takes more of it; its white stays after its second part; the text that was given stays as it was."""
    text = of("a responsibility here")

    parts = [boxes(parted_before(text, 1, room)) for room in (25.0, 60.0)]
    assert [len(part) for part in parts] == [4, 4]
    assert len(parts[0][1]) < len(parts[1][1])
    assert all("".join(part).replace("\u00ad", "") == "a responsibility here" for part in parts)
    assert boxes(text) == ["a ", "responsibility ", "here"]


def test_a_word_without_a_point_in_its_room_is_not_parted():
    """Nothing of it fits, or it has no point, or nobody knows its language."""
    assert parted_before(of("a responsibility"), 1, 3.0) is None
    assert parted_before(of("a strength"), 1, 30.0) is None
    assert partable(of("responsibility", unspoken()), 0) is None


def unspoken():
    """Return the look of words whose language nobody knows."""
    return Look(typeface("FiraGO", bold=False, italic=False), 10.0, "#000000", language="")


@pytest.mark.parametrize("width", [12.0, 30.0, 55.0])
def test_a_word_wider_than_a_line_is_broken_between_letters(width):
    """No letter is lost, and no part is wider than the line."""
    text = broken(of("incomprehensibilities end"), width)

    assert "".join(boxes(text)) == "incomprehensibilities end"
    assert max(text.widths) <= width + 1e-6
