"""Words shaped pair by pair are the words that HarfBuzz shapes as a whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.shape import PAIRWISE
from rtop_docs.writers.pdf.typeface import typeface

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
MARKS = ".,:;!?'\"()/&%+*-\u2018\u2019\u201c\u201d\u2013\u2014\u2026"
STYLES = [(bold, italic) for bold in (False, True) for italic in (False, True)]


def same(face, word):
    """Whether both ways show `word` by the same glyphs at the same places, and all of it plainly."""
    whole, pairs = face.by_harfbuzz(word), face.by_pairs(word)
    return whole.plain and (whole.shown, whole.width) == (pairs.shown, pytest.approx(pairs.width))


@pytest.mark.parametrize(("bold", "italic"), STYLES)
@given(words=st.lists(st.text(LETTERS + MARKS, min_size=1, max_size=14).filter(PAIRWISE.fullmatch), max_size=20))
def test_words_of_pairs_are_words_of_harfbuzz(bold, italic, words):
    """In every style, for any word that the rule lets through."""
    face = typeface("FiraGO", bold, italic).face

    assert face.pairwise
    assert [word for word in words if not same(face, word)] == []


@pytest.mark.parametrize("word", ["office", "after", "12:30", "left", "fjord", "halfback"])
def test_words_with_more_than_pairs_are_left_to_harfbuzz(word):
    """Ligatures and raised colons are no matter of two neighbours."""
    assert not PAIRWISE.fullmatch(word)
    assert not same(typeface("FiraGO", False, False).face, word)
