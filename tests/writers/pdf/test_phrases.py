"""A text that is set the short way, as a phrase, looks as it would the long way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.lines import break_lines, phrase_line
from rtop_docs.writers.pdf.measure import Look, Run, measured
from rtop_docs.writers.pdf.shape import PAIRWISE_FIGURES
from rtop_docs.writers.pdf.typeface import typeface

FACE = typeface("FiraGO", bold=False, italic=False)
WORDS = st.lists(st.text("abfgtTVo.,1470(-", min_size=1, max_size=9), min_size=1, max_size=6)


@pytest.mark.parametrize("variant", ["words", "figures"])
@given(words=WORDS, spaces=st.integers(1, 3))
def test_a_phrase_is_the_line_of_its_words(variant, words, spaces):
    """The same codes, words and width, however many spaces stood between them."""
    text = (" " * spaces).join(words)
    look = Look(FACE, 10.0, "#000000", variant=variant)
    phrase = FACE.phrase(text, variant)
    (line,) = break_lines(measured([Run(text, look)]), 1e6)
    short = phrase_line(phrase, look, 1e6) if phrase is not None else line

    assert [(f.shown, f.text) for f in short.fragments] == [(f.shown, f.text) for f in line.fragments]
    assert short.width == pytest.approx(line.width)


def test_a_phrase_is_too_wide_for_less_than_its_width():
    """Then it is no line: it is for the long way to break it."""
    look = Look(FACE, 10.0, "#000000")
    phrase = FACE.phrase("some words", "words")

    assert phrase_line(phrase, look, phrase.width / 100) is not None
    assert phrase_line(phrase, look, phrase.width / 100 - 0.01) is None
    assert phrase.least < phrase.width


@pytest.mark.parametrize("text", ["", " ", "ends ", "a\u00a0b", "a\tb", "self-made", "\u4e2d"])
def test_other_texts_are_no_phrases(text):
    """No words, white that says more than a space, words that a line may break in or that another face shows."""
    assert FACE.phrase(text, "words") is None


@pytest.mark.parametrize(("bold", "italic"), [(False, False), (False, True), (True, False), (True, True)])
@given(words=st.lists(st.from_regex(PAIRWISE_FIGURES, fullmatch=True), max_size=20))
def test_figures_of_pairs_are_figures_of_harfbuzz(bold, italic, words):
    """In every style: digits of one width with the marks beside them."""
    face = typeface("FiraGO", bold, italic).face
    for word in words:
        whole, pairs = face.by_harfbuzz(word, figures=True), face.by_pairs(word, figures=True)
        assert whole.plain
        assert (whole.shown, whole.width) == (pairs.shown, pytest.approx(pairs.width))


def test_letters_among_figures_are_left_to_harfbuzz():
    """FiraGO moves some letters away from digits of one width, which no two letters alone tell."""
    face = FACE.face

    assert not PAIRWISE_FIGURES.fullmatch("10b")
    assert face.by_harfbuzz("10b", figures=True).width != face.by_pairs("10b", figures=True).width
    assert face.shape("10b", figures=True).shown == face.by_harfbuzz("10b", figures=True).shown
