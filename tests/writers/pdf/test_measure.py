"""Measuring: white between boxes, stretches of one look and face, levels, and what a text needs."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.document.model import Shape, Sign
from rtop_docs.writers.pdf.measure import SIGN_WIDTH, Look, Run, Turn, measured
from rtop_docs.writers.pdf.typeface import typeface

FACE = typeface("FiraGO", bold=False, italic=False)
LOOK = Look(FACE, 10.0, "#000000", language="en")
BOLD = Look(typeface("FiraGO", bold=True, italic=False), 10.0, "#000000", language="en")
MIXED = st.text(st.sampled_from("abfi \u00a0é\u0301中-Жس"), max_size=30)


def of(*runs, direction="ltr"):
    """Measure runs; plain texts are set in the plain look."""
    return measured([Run(r, LOOK) if isinstance(r, str) else r for r in runs], direction)


def boxes(text):
    """Return what each box says."""
    return [text.text(p.start, p.stop).rstrip(" ") for p in map(text.pieces_of, range(len(text.widths)))]


def test_white_space_is_one_space():
    """Any white space is one space; none stands before the first word; bound spaces are part of their word."""
    text = of("  one \t\n two\u00a0three ", " four")

    assert boxes(text) == ["one", "two\u00a0three", "four"]
    assert text.gaps == pytest.approx([FACE.space / 100] * 2 + [0.0])


def test_a_word_of_two_looks_is_one_box():
    """No line breaks where only the look changes."""
    text = of("half", Run("bold", BOLD), " next")

    assert boxes(text) == ["halfbold", "next"]
    assert text.widths[0] == pytest.approx((FACE.words["half"].width + BOLD.table["bold"].width) / 100)


@given(MIXED, st.integers(0, 30))
def test_runs_cut_at_a_space_measure_as_one(text, place):
    """Where the source cuts its text changes nothing, as long as no word is cut."""
    head, white, tail = text[:place].rpartition(" ")
    whole, parts = of(text), of(head + white, tail + text[place:])

    assert parts.widths == pytest.approx(whole.widths)
    assert parts.gaps == pytest.approx(whole.gaps)
    assert parts.shown == whole.shown


@given(MIXED)
def test_all_letters_are_measured(text):
    """The pieces say the text, white space as one space."""
    found = of(text)

    assert "".join(found.text(0, len(found.glyphs)).split(" ")) == "".join(text.split(" "))
    assert sum(found.advances) == pytest.approx(sum(found.widths) + sum(found.gaps))


def test_another_face_is_a_stretch_of_its_own():
    """Chinese within Latin is painted from another face; the word stays what it says."""
    text = of("a中b c")

    assert [s.face.name for s in text.stretches] == ["FiraGO-Regular", "NotoSansSC-Regular", "FiraGO-Regular"]
    assert text.odd
    assert text.text(0, len(text.glyphs)) == "a中b c"


def test_marks_above_the_baseline_stand_alone():
    """What is painted with a rise, or says another text, shares its operator with no neighbour."""
    text = of("a x\u0301\u0302 b")

    assert [text.text(a, b) for a, b, _ in text.stretches_in(0, len(text.glyphs))] == ["a ", "x\u0301\u0302", " b"]


def test_a_sign_stays_with_the_word_after_it():
    """The space after a sign is one that binds."""
    text = of(Run("", LOOK, Sign(Shape.FOR)), " for it")

    assert boxes(text) == ["\u00a0for", "it"]
    assert text.widths[0] == pytest.approx(
        SIGN_WIDTH * 10 + (FACE.words["\u00a0"].width + FACE.words["for"].width) / 100
    )


def test_white_after_a_sign_that_ends_its_line_takes_no_other():
    """The words of the next line keep the white after them, and so does the next sign."""
    sign = Run("", LOOK, Sign(Shape.FOR))
    broken, signs = of("a ", sign, Turn(LOOK), "next", Turn(LOOK), "last"), of(sign, " ", sign, " a")

    assert broken.text(0, len(broken.glyphs)) == "a \u00a0next last"
    assert signs.text(0, len(signs.glyphs)) == "\u00a0\u00a0a"


def test_forced_breaks_part_what_a_text_needs():
    """At most it needs its longest line, at least its widest box."""
    text = of("a b", Turn(), "longer line", Turn(), Turn())
    least, most = text.content_widths()

    assert most == pytest.approx(FACE.width("longer line") / 100)
    assert least == pytest.approx(FACE.words["longer"].width / 100)


def test_figures_are_measured_by_their_own_table():
    """A column of numbers takes as much width for ones as for eights."""
    digits = evolve(LOOK, variant="figures")
    ones, eights = (measured([Run(d * 4, digits)]).widths for d in "18")

    assert ones == eights


def test_right_to_left_words_are_shaped_so_and_numbers_are_not():
    """Arabic stands at an odd level, a number in it at an even one; both belong to their word's box."""
    text = measured([Run("سنة2014 kept", LOOK, leveled=True)], "rtl")
    levels = [(g.text, text.stretch_of(i).level % 2) for i, g in enumerate(text.glyphs) if g.text]

    assert levels == [("سنة", 1), ("2014", 0), ("kept", 0)]
    assert boxes(text) == ["سنة2014", "kept"]
    assert text.glyphs[0] is FACE.rtl["سنة"]


def test_a_neutral_at_the_end_of_right_to_left_text_follows_it():
    """The full stop of an Arabic sentence runs from right to left, in a paragraph that does."""
    text = measured([Run("سلام.", LOOK, leveled=True)], "rtl")

    assert {s.level for s in text.stretches} == {1}


def test_words_of_only_unpainted_characters_take_no_room():
    """A word joiner alone is a word without width, and nothing is painted for it."""
    text = of("a \u2060 b")

    assert text.widths[1] == 0.0
    assert "".join(text.shown).count(FACE.face.space_code) == 2
