"""Typefaces: words shaped once, faces asked for what the first lacks, capitals and the hyphen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf import typeface as rooms
from rtop_docs.writers.pdf.fonts import FAMILIES
from rtop_docs.writers.pdf.typeface import Typeface, typeface

FACE = typeface("FiraGO", bold=False, italic=False)


def said(glyphs):
    """Return the texts of all pieces of a word, box by box."""
    return [[piece.text for piece in box] for box in glyphs.boxes] or [[glyphs.text]]


def test_a_word_is_shaped_once():
    """The second asking gives the same glyphs; the four tables keep their own."""
    assert FACE.words["once"] is FACE.words["once"]
    assert FACE.words["11"] is not FACE.figures["11"]


def test_long_words_are_shaped_and_not_kept():
    """A word of hostile length gives its glyphs and leaves the table as it was."""
    long = "x" * 65
    before = len(FACE.words)

    assert FACE.words[long].width == pytest.approx(65 * FACE.words["x"].width, rel=0.01)
    assert len(FACE.words) <= before + 1
    assert long not in FACE.words


def test_memory_is_bound(monkeypatch):
    """However many words there are, plain or not, a table holds a fixed number of them."""
    monkeypatch.setattr(rooms, "_MOST_WORDS", 20)
    table = Typeface([FAMILIES["FiraGO"].files[0]]).words
    for number in range(200):
        assert table[f"w{number}"].text == f"w{number}"
        assert table[f"ж{number}"].text == f"ж{number}"
        assert len(table) <= 20
        assert len(table.odd) <= 40


def test_words_that_are_not_plain_are_known():
    """What needs more than its codes (another face, a mark, letters beyond the common ones) is named as odd."""
    table = Typeface([FAMILIES["FiraGO"].files[0]]).words
    for word in ("plain", "Ж", "x\u0301", "e\u0301", "Secretary-General"):
        table[word]

    assert table.odd == {"Ж", "x\u0301", "e\u0301", "Secretary-General"}


def test_another_face_shows_what_the_first_lacks():
    """Chinese within Latin is a piece of its own in its own face; Latin, Cyrillic and Greek share one."""
    mixed = [(p.text, p.face.name) for box in FACE.words["aЖΩ中"].boxes for p in box]

    assert ("".join(text for text, _ in mixed), {name for _, name in mixed}) == (
        "aЖΩ中", {"FiraGO-Regular", "NotoSansSC-Regular"},
    )  # fmt: skip
    assert FACE.words["aЖΩ"].face is FACE.face


def test_a_word_of_another_face_alone_is_one_piece():
    """A Chinese character with what only steers its breaks stays in its own face."""
    assert FACE.rtl["中\u2060"].face.name == "NotoSansSC-Regular"


def test_bold_asks_the_bold_face_of_the_next_family():
    """A bold Chinese character is bold."""
    bold = typeface("FiraGO", bold=True, italic=False)

    assert bold.words["中"].face.name == "NotoSansSC-Bold"


def test_what_no_face_has_is_lacking():
    """Hieroglyphs lack; letters, spaces and characters that only steer do not."""
    assert FACE.lacks("\U00013000")
    assert not any(map(FACE.lacks, "aЖΩسא中\u00a0\u2003\u3000\u2060\u00ad\u200d"))


@pytest.mark.parametrize("word", ["office", "Secretary-General", "Élysée", "жизнь", "a\u200bb", "中ab"])
def test_capitals_are_painted_and_small_letters_said(word):
    """A kicker is as wide as its capitals; each of its pieces says the letters of the record."""
    made = FACE.capitals[word]
    capitals = FACE.words[word.upper()]
    shown = [p.shown for box in made.boxes for p in box] or [made.shown]

    assert "".join(text for box in said(made) for text in box) == word.replace("\u200b", "")
    assert made.width == capitals.width
    assert shown == ([p.shown for box in capitals.boxes for p in box] or [capitals.shown])


def test_a_letter_without_one_capital_stays():
    """German sharp s would become two letters: it is painted as it is, and no letter after it is shifted."""
    made = FACE.capitals["straße"]

    assert made.width == FACE.words["STRAßE"].width
    assert said(made) == [["straße"]]


def test_the_hyphen_of_a_parted_word_says_a_soft_hyphen():
    """Copied text can join the word again."""
    assert (FACE.hyphen.text, FACE.hyphen.width, FACE.hyphen.actual) == ("\u00ad", FACE.words["-"].width, True)


@given(st.lists(st.sampled_from(["state", "Secretary-General", "中国", "AV", "fi", "é"]), min_size=1, max_size=6))
def test_widths_of_a_text(words):
    """A text in one line is its words and the spaces between them; it never needs less than its widest box."""
    text = " ".join(words)
    least, most = FACE.content_widths(text)

    assert most == pytest.approx(FACE.width(text))
    assert most == pytest.approx(sum(FACE.words[w].width for w in words) + FACE.space * (len(words) - 1))
    assert least <= max(FACE.words[w].width for w in words) + 0.001


def test_only_installed_families_are_asked():
    """A typeface of one file asks no other face, and shows what that lacks as a box."""
    alone = Typeface([FAMILIES["FiraGO"].files[0]])

    assert alone.lacks("中")
    assert alone.words["中"].face is alone.face
