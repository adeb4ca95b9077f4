"""Lines: where they break, what they keep together, how long it takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.document.model import Shape, Sign
from rtop_docs.writers.pdf.lines import Setting, break_lines
from rtop_docs.writers.pdf.measure import Look, Run, Turn, measured
from rtop_docs.writers.pdf.parting import letters
from rtop_docs.writers.pdf.typeface import typeface

LOOK = Look(typeface("FiraGO", bold=False, italic=False), 10.0, "#000000", language="en")
BOLD = Look(typeface("FiraGO", bold=True, italic=False), 10.0, "#000000", language="en")
WHOLE = Setting(hyphenated=False)


def texts(lines):
    """Return what each line says, in reading order."""
    return ["".join(f.text for f in line.fragments) for line in lines]


def broken(text, width, setting=WHOLE):
    """Break `text` into lines of `width` points and return their texts."""
    return texts(break_lines(measured([Run(text, LOOK)]), width, setting))


def test_lines_break_at_spaces_and_keep_them():
    """A line ends with the space at which it was broken, so that copied text keeps its words apart."""
    assert broken("one two three", 50) == ["one two ", "three"]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("see A/RES/63/308 now", "A/RES/63/308"),
        ("see S/2014-449 now", "S/2014-449"),
        ("about 12\u00a0million people", "12\u00a0million"),
        ("the word\u2060joined here", "word\u2060joined"),
    ],
)
def test_symbols_and_bound_words_stay_whole(text, whole):
    """UN symbols, numbers with a no-break space and joined words never break, however narrow the line."""
    for width in range(70, 140):
        assert any(whole in line for line in broken(text, width)), width


def test_compounds_break_after_their_hyphen():
    """A hyphen between words of letters is a place where a line may break."""
    assert broken("Secretary-General", 55) == ["Secretary-", "General"]


def test_addresses_break_after_a_slash():
    """An address too long for its line breaks after a mark and not inside a word."""
    assert broken("https://www.example.org/summary", 90)[0].endswith(("/", "."))


def test_a_word_wider_than_its_line_is_broken():
    """Characters of a long word go on in the next line; none is lost and no line is too wide."""
    lines = break_lines(measured([Run("x" * 500, LOOK)]), 60)
    assert "".join(texts(lines)) == "x" * 500
    assert max(line.width for line in lines) <= 60


def test_a_hundred_thousand_letters_take_linear_time():
    """200,000 letters without a space are broken in a few seconds at most."""
    lines = break_lines(measured([Run("x" * 200_000, LOOK)]), 450)
    assert sum(map(len, texts(lines))) == 200_000


def test_a_line_narrower_than_a_letter_still_ends():
    """Every line takes one character at least."""
    assert broken("abc", 0.5) == ["a", "b", "c"]


def test_looks_meet_without_a_break():
    """A bold word and the full stop after it stay together."""
    lines = break_lines(measured([Run("a bold", LOOK), Run("word", BOLD), Run(". ", LOOK), Run("Next", LOOK)]), 52)
    assert texts(lines) == ["a ", "boldword. ", "Next"]


def test_a_sign_stays_with_its_word():
    """A sign is not left alone at the end of a line."""
    runs = [Run("some words ", LOOK), Run("", LOOK, Sign(Shape.FOR)), Run(" for it", LOOK)]
    for width in range(30, 100):
        for line in break_lines(measured(runs), width):
            assert line.fragments[-1].sign is None


def test_a_forced_break_begins_a_line():
    """Turn ends a line, even an empty one; the break reads as a space."""
    lines = break_lines(measured([Run("a", LOOK), Turn(), Turn(), Run("b", LOOK)]), 100)
    assert texts(lines) == ["a ", "", "b"]


@given(st.text(st.sampled_from("ab -/\u00a0\u2060é."), max_size=60), st.floats(5, 300))
def test_no_letter_is_lost_and_no_line_is_too_wide(text, width):
    """Lines hold all that is no white space, in order, each within its width unless one letter is wider."""
    lines = break_lines(measured([Run(text, LOOK)]), width)
    joined = "".join(texts(lines))
    assert "".join(joined.split(" ")) == "".join(text.split(" "))
    assert all(line.width <= width + 0.001 for line in lines) or width < 10


@given(st.text(st.sampled_from("abc -\u00a0"), min_size=1, max_size=40))
def test_content_widths_are_what_lines_need(text):
    """At its most a text fits on one line; at its least no word breaks."""
    found = measured([Run(text, LOOK)])
    least, most = found.content_widths()
    assert least <= most + 0.001
    assert len(break_lines(found, most + 0.001)) <= 1
    assert all(width <= least + 0.001 for width in found.widths)


def test_marks_stay_with_their_letter_where_a_word_is_broken():
    """A letter, its marks and what only steers are one; no line begins with a mark."""
    assert letters("e\u0301x\u0301\u0302\u2060y") == ["e\u0301", "x\u0301\u0302\u2060", "y"]
    assert all(line[:1] == "e" for line in broken("e\u0301" * 30, 40))


def in_sight(line):
    """Return what a line shows from left to right, a piece each."""
    return [f.text for f in sorted(line.fragments, key=lambda f: f.x) if f.text]


def test_right_to_left_words_run_from_right_to_left():
    """In a paragraph from right to left the first word stands at the right; a number in it is read as ever."""
    (line,) = break_lines(measured([Run("سنة 2014 هنا", LOOK, leveled=True)], "rtl"), 500)

    assert [t.strip() for t in in_sight(line)] == ["هنا", "2014", "سنة"]
    assert texts([line]) == ["سنة 2014 هنا"]


def test_english_within_arabic_reads_to_the_right():
    """Two English words stand in their own order, left of the Arabic before them."""
    (line,) = break_lines(measured([Run("قال United Nations", LOOK, leveled=True)], "rtl"), 500)

    assert [t.strip() for t in in_sight(line)] == ["United Nations", "قال"]


def test_arabic_over_lines_begins_each_at_the_right():
    """Lines are broken in reading order; the space at a line's end hangs out at its left."""
    lines = break_lines(measured([Run("كلمة أولى وكلمة ثانية وكلمة ثالثة", LOOK, leveled=True)], "rtl"), 80)
    spaces = [f for line in lines[:-1] for f in line.fragments if f.first == f.last]

    assert " ".join(t.strip() for t in texts(lines)) == "كلمة أولى وكلمة ثانية وكلمة ثالثة"
    assert len(lines) > 1
    assert all(f.x == -f.width < 0 for f in spaces)
    assert all(line.width <= 80 for line in lines)


SCRIPTS = st.text(st.sampled_from("ab سلاמש12.-()é\u0301\u064e\u2060"), max_size=40)


@given(SCRIPTS, st.floats(20, 200), st.sampled_from(("ltr", "rtl")))
def test_parts_of_a_line_stand_side_by_side(text, width, direction):
    """Whatever the scripts: nothing is lost, and parts fill their line from left to right without gap or overlap."""
    lines = break_lines(measured([Run(text, LOOK, leveled=True)], direction), width)
    said = "".join(texts(lines))

    assert "".join(said.split()) == "".join(text.split())
    for line in lines:
        x = min((f.x for f in line.fragments), default=0.0)
        for fragment in sorted(line.fragments, key=lambda f: (f.x, f.x + f.width)):
            assert abs(fragment.x - x) < 0.001
            x = fragment.x + fragment.width
        assert line.width <= width + 0.001


def test_runs_of_two_scripts_in_one_word_are_not_parted():
    """A prefix in Hebrew and a name in Latin are one word, and stand in one line."""
    for width in range(60, 160):
        for line in texts(break_lines(measured([Run("אבג הUN דהו אבג", LOOK, leveled=True)], "rtl"), width)):
            assert "ה" not in line or "הUN" in line or "דהו" in line


PROSE = (
    "The representatives of governments emphasized the responsibility of regional organizations for prevention. " * 3
)


def test_a_word_is_parted_only_where_its_line_would_be_badly_short():
    """A long word that would leave half a line empty is parted with a hyphen that says U+00AD; no other is."""
    assert broken("the responsibility", 70, Setting(shortest=0.75)) == ["the responsib\u00ad", "ility"]
    assert broken("the responsibility", 70, Setting(shortest=0.1)) == ["the ", "responsibility"]
    assert broken("the Responsibility", 70, Setting(shortest=0.75)) == ["the ", "Responsibility"]


@given(st.integers(250, 480))
def test_justified_lines_are_full(width):
    """Every line but the last ends at the measure, within a thousandth of a point; no word is lost."""
    lines = break_lines(measured([Run(PROSE, LOOK)]), width, Setting(justified=True))
    assert "".join(texts(lines)).replace("\u00ad", "").split() == PROSE.split()
    assert all(abs(line.width - width) < 0.001 for line in lines[:-1] if " " in texts([line])[0].strip())


def test_the_white_of_a_justified_line_is_opened_where_it_is_painted():
    """What a line's fragments paint is as wide as the line says, in two looks."""
    runs = [Run("Some words of one look and ", LOOK), Run("some of another look, ", BOLD), Run(PROSE, LOOK)]
    for line in break_lines(measured(runs), 300, Setting(justified=True))[:-1]:
        last = line.fragments[-1]
        space = LOOK.typeface.space / 100 if last.text.endswith(" ") else 0.0
        assert last.x + last.width == pytest.approx(line.width + space, abs=0.2)


def test_a_broken_arabic_word_says_what_it_said():
    """Its letters are joined over the breaks and read on in order."""
    lines = break_lines(measured([Run("العَرَبِيَّة" * 20, LOOK, leveled=True)], "rtl"), 40)

    assert len(lines) > 3
    assert "".join(texts(lines)) == "العَرَبِيَّة" * 20
