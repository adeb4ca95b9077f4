"""Where a word without spaces may break: hyphens, dashes, addresses, marked places; symbols stay whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.breaks import BLANK, unbroken


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("plain", ["plain"]),
        ("Secretary-General", ["Secretary-", "General"]),
        ("état-major", ["état-", "major"]),
        ("ex-Yugoslav-Republic", ["ex-", "Yugoslav-", "Republic"]),
        ("word–word", ["word–", "word"]),
        ("word—word", ["word—", "word"]),
        ("a\u200bb", ["a", "b"]),
        ("\u200ba\u200b\u200bb\u200b", ["a", "b"]),
        ("Secretary-\u200bGeneral", ["Secretary-", "General"]),
    ],
)
def test_words_break_after_hyphens_and_at_marked_places(word, pieces):
    """A line may break after a hyphen or dash between letters, and at a zero-width space, which is not shown."""
    assert list(unbroken(word)) == pieces


@pytest.mark.parametrize(
    "word",
    ["A/RES/63/308", "S/2014-449", "A/68/947-S/2014/449", "2014-2015", "COVID-19", "x-ray", "e-mail", "-", "--", "-a",
     "and/or", "12%", "’tis", "a-", "A/66/551–S/2011/701"],
)  # fmt: skip
def test_symbols_numbers_and_single_letters_stay_whole(word):
    """UN symbols, years and letters before a hyphen are never parted."""
    assert list(unbroken(word)) == [word]


def test_addresses_break_after_their_marks():
    """An address breaks after slashes, dots, hyphens and the marks of its query, not inside a word."""
    pieces = list(unbroken("https://www.example.org/a-b/c?id=1&x=2"))

    assert pieces == ["https://", "www.", "example.", "org/", "a-", "b/", "c?", "id=", "1&", "x=", "2"]


@given(st.text(st.sampled_from("abЖ-–—/.?=&:\u200b\u2060\u00a012中，"), max_size=20))
def test_no_letter_is_lost(word):
    """Joined, the pieces are the word without its zero-width spaces."""
    assert "".join(unbroken(word)) == word.replace("\u200b", "")
    assert "" not in list(unbroken(word)) or not word


@pytest.mark.parametrize("space", ["\u00a0", "\u2007", "\u202f"])
def test_spaces_that_bind_are_no_white(space):
    """A no-break space, a space as wide as a figure and a narrow no-break space hold their words together."""
    assert BLANK.split(f"a{space}b c") == [f"a{space}b", "c"]


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\u2003", "\u3000", "\u2028", "\x85"])
def test_all_other_white_breaks(space):
    """Every other white space parts words."""
    assert BLANK.split(f"a{space}{space}b") == ["a", "b"]
