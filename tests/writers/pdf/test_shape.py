"""Words as glyphs: kerning, ligatures, marks, digits, directions, and codes as they stand in a page."""

import struct
from itertools import pairwise

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.parting import letters
from rtop_docs.writers.pdf.shape import BOX, UNPAINTED, code
from rtop_docs.writers.pdf.typeface import typeface

FACE = typeface("FiraGO", bold=False, italic=False).face
LATIN = st.text(st.sampled_from("aAvVTofil.,-'é\u0301\u0302\u0323ЖяΩ1 \u00a0\u2060\u00ad"), max_size=12)
ARABIC = st.text(st.sampled_from("سلاموعنحب\u064e\u0650\u0651ة12"), max_size=12)


def parsed(shown):
    """Return the steps of a string of codes: a number for each move, a list of glyphs for each string."""
    array = pikepdf.Object.parse(b"[(" + shown.encode("latin-1") + b")]")
    return [
        [*struct.unpack(f">{len(bytes(o)) // 2}H", bytes(o))] if isinstance(o, pikepdf.String) else float(o)
        for o in array
    ]


def glyphs_of(shown):
    """Return the glyphs that a string of codes shows."""
    return [glyph for step in parsed(shown) if isinstance(step, list) for glyph in step]


def painted_width(shown):
    """Return how far a reader of the file moves over a string of codes, in thousandths of the type size."""
    steps = parsed(shown)
    return sum(-s if isinstance(s, float) else sum(map(FACE.advance, s)) for s in steps)


def pieces(made):
    """Return the strings of codes that are painted one after the other."""
    return [shown for _, shown in made.raised] or [made.shown]


@pytest.mark.parametrize("pair", ["AV", "To", "LT", "Г,"])
def test_kerning_moves_glyphs_together(pair):
    """A pair is narrower than its letters, and the page is told so."""
    made = FACE.shape(pair)
    natural = sum(FACE.shape(letter).width for letter in pair)

    assert made.width < natural
    assert [s for s in parsed(made.shown) if isinstance(s, float)] == [pytest.approx(natural - made.width)]


@given(st.one_of(LATIN.map(lambda t: (t, False)), ARABIC.map(lambda t: (t, True))))
def test_a_page_is_as_wide_as_its_words(case):
    """What a reader of the file moves over is the width that lines were broken by, marks and kerning included."""
    made = FACE.shape(case[0], rtl=case[1])

    assert sum(map(painted_width, pieces(made))) == pytest.approx(made.width, abs=0.01)
    assert 0 not in [glyph for piece in pieces(made) for glyph in glyphs_of(piece)]


@pytest.mark.parametrize("word", ["fit", "office", "flow", "fjord", "affable"])
def test_ligatures_say_their_letters(word):
    """A ligature is one glyph, and what it says are its letters: no word needs a text of its own."""
    made = FACE.shape(word)

    assert len(glyphs_of(made.shown)) < len(word)
    assert "".join(FACE.spelling[glyph] for glyph in glyphs_of(made.shown)) == word
    assert made.plain


def test_marks_that_stand_above_each_other_leave_the_baseline():
    """Marks that the font places by height are painted with a rise; each says its own character."""
    made = FACE.shape("x\u0301\u0302\u0323")
    rises = [rise for rise, _ in made.raised]

    assert len(set(rises)) > 1
    assert not made.plain
    assert made.width == FACE.shape("x").width


def test_a_letter_and_its_mark_that_the_font_joins_say_both():
    """Where one glyph stands for a letter and a mark, the word says what the record said."""
    made = FACE.shape("e\u0301")

    assert made.actual
    assert made.text == "e\u0301"


def test_figures_have_one_width_where_they_are_asked_to():
    """Digits of a column of numbers have one width; those of running text have their own."""
    columns = {FACE.shape(digit, figures=True).width for digit in "0123456789"}

    assert len(columns) == 1
    assert FACE.shape("1").width < FACE.shape("8").width
    assert FACE.shape("1,111", figures=True).plain


@pytest.mark.parametrize("character", sorted(UNPAINTED - {"\u200b"}))
def test_characters_that_only_steer_paint_nothing(character):
    """A word joiner, soft hyphen or zero-width joiner paints nothing, alone or inside a word, and is no box."""
    alone, inside = FACE.shape(character), FACE.shape(f"a{character}b")

    assert (alone.shown, alone.width, alone.actual) == ("", 0.0, False)
    assert inside.width == FACE.shape("a").width + FACE.shape("b").width
    assert not inside.actual


def test_a_character_that_the_face_lacks_is_a_box():
    """A box of the font is painted, never the glyph for what is missing (PDF/A-2, 6.2.11.8); the text is kept."""
    made = FACE.shape("a\U00013000b")

    assert glyphs_of(made.shown)[1:2] == glyphs_of(FACE.shape(BOX).shown) != [0]
    assert made.width == FACE.shape(f"a{BOX}b").width
    assert made.actual
    assert not FACE.has("\U00013000")


def test_right_to_left_words_run_from_left_to_right_on_the_page():
    """The last letter of a Hebrew word is the first that is painted."""
    made = FACE.shape("אבג", rtl=True)

    assert [FACE.spelling[glyph] for glyph in glyphs_of(made.shown)] == ["ג", "ב", "א"]


def test_arabic_letters_are_joined():
    """A letter within a word has another form than alone, and says the letter all the same."""
    alone = {glyph for letter in "سلم" for glyph in glyphs_of(FACE.shape(letter, rtl=True).shown)}
    made = FACE.shape("سلم", rtl=True)

    assert not alone & set(glyphs_of(made.shown)[1:])
    assert "".join(reversed([FACE.spelling.get(g) or dict(made.spelled)[g] for g in glyphs_of(made.shown)])) == "سلم"


def test_codes_survive_the_strings_of_a_page():
    """Parentheses, backslashes, ends of lines and zeros in the code of any glyph are read back as they were."""
    (string,) = pikepdf.Object.parse(("[(" + "".join(map(code, range(0x10000))) + ")]").encode("latin-1"))

    assert bytes(string) == struct.pack(">65536H", *range(0x10000))


def test_glyphs_beyond_the_common_ones_are_named():
    """English words need no glyph but the common ones; Cyrillic words name theirs."""
    assert FACE.shape("Responsibility").beyond == frozenset()
    assert FACE.shape("Россия").beyond == set(glyphs_of(FACE.shape("Россия").shown))


def test_a_space_after_a_word_is_the_font_s():
    """A word with white after it is its codes and the code of the space."""
    made = FACE.shape("word")

    assert [a for a, b in pairwise(glyphs_of(made.spaced)) if b == FACE.space] == glyphs_of(made.shown)[-1:]
    assert painted_width(made.spaced) == pytest.approx(made.width + FACE.space_width)


def test_plain_faces_spell_no_control_character_by_a_glyph_of_the_common_ones():
    """What is copied from a page of plain words holds no control character and nothing without a meaning."""
    texts = "".join(FACE.spelling[glyph] for glyph in FACE.common)

    assert all(c.isprintable() for c in texts)


@pytest.mark.parametrize("word", ["والسلام", "الأمم", "مُحَمَّد", "المسؤولية" * 9])
def test_letters_of_a_cut_word_keep_their_forms(word):
    """Each letter is shown as in the whole word, lam with alif as one; a letter alone looks otherwise."""
    parts = FACE.joined(letters(word))
    whole = FACE.by_harfbuzz(word, rtl=True)
    glyphs = [glyph for part in reversed(parts) for glyph in glyphs_of(part.shown)]

    assert glyphs == glyphs_of(whole.shown)
    assert "".join(part.text for part in parts) == word
    assert glyphs != [g for c in reversed(letters(word)) for g in glyphs_of(FACE.by_harfbuzz(c, rtl=True).shown)]


def test_ideographs_say_themselves_and_not_the_radicals_that_look_like_them():
    """The face shows U+2F42 and U+6587 with one glyph: text copied from a page is the character that people write."""
    face = typeface("FiraGO", bold=False, italic=False).words["文长"].boxes[0][0].face

    assert [face.spelling[face.font.get_nominal_glyph(ord(c))] for c in "文长"] == ["文", "长"]
