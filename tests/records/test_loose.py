"""Loose numbers and names: what is found in running text, where, and what is not."""

import pytest

from rtop_docs.records.loose import LooseWord, loose_except, loose_words
from rtop_docs.records.numerals import NumberFound, numbers_in
from rtop_docs.reference import states

FOUND = [
    ("two states and a dozen others", "en", ["two", "dozen"]),
    ("two hundred and three, ten-year, twenty-first", "en", ["two hundred and three", "ten", "twenty-first"]),
    ("on 8 September 2014, in 50% of 1,200", "en", ["8", "2014", "50%", "1,200"]),
    ("see A/68/947 and A/69/981-S/2015/500.", "en", ["A/68/947", "A/69/981-S/2015/500"]),
    ("the Democratic People’s Republic of Korea", "en", ["Democratic People’s Republic of Korea"]),
    ("Republic of Korea's view, Niger and Nigeria’s", "en", ["Republic of Korea", "Niger", "Nigeria"]),
    ("St. Lucia, Guinea-Bissau, the UK; Chile. Peru", "en", ["St. Lucia", "Guinea-Bissau", "UK", "Chile", "Peru"]),
    ("les trois États, dont la Côte d’Ivoire", "fr", ["trois", "Côte d’Ivoire"]),
    ("los veintidós Estados y España", "es", ["veintidós", "España"]),
    ("двадцать государств", "ru", ["двадцать"]),
    ("ثلاث دول منها مصر", "ar", ["ثلاث", "مصر"]),
    ("三个国家和法国", "zh", ["三", "法国"]),
]
FREE = [
    ("R2P and RtoP under Pillar II", "en"),
    ("one of these, once and first", "en"),
    ("the turkey and the chad are no states", "en"),
    ("European Union and Group of Friends", "en"),
    ("Nigerian and Rwandan words", "en"),
    ("often, attention, weight", "en"),
    ("une fois", "fr"),
]


@pytest.mark.parametrize(("text", "language", "words"), FOUND, ids=[f[0] for f in FOUND])
def test_numbers_and_names_are_found(text, language, words):
    """Numerals, dates, symbols, number words and states' names, longest first."""
    assert [w.words for w in loose_words(text, language)] == words
    assert all(text[w.offset :].startswith(w.words) for w in loose_words(text, language))


@pytest.mark.parametrize(("text", "language"), FREE, ids=[f[0] for f in FREE])
def test_other_words_are_free(text, language):
    """Adjectives, abbreviations with digits, Roman numerals, 'one' and lower-case words are not loose."""
    assert loose_words(text, language) == ()


def test_every_state_is_found_under_its_short_name():
    """No state slips through in English, French or Spanish."""
    names = [
        (name, language)
        for s in states()
        for p in s.names
        for language, name in p.short
        if language in ("en", "fr", "es")
    ]

    assert [n for n, language in names if not loose_words(f"seen in {n}, again", language)] == []


def test_an_allowed_phrase_covers_its_own_words_only():
    """The reason for 'ten years' is none for another ten."""
    assert loose_except("ten years and ten", "en", ("ten years",)) == (LooseWord(14, "ten"),)
    assert loose_except("ten years", "en", ("years",)) == (LooseWord(0, "ten"),)


def test_english_number_words_have_values():
    """A wording is compared with its number by value."""
    text = "sixty-seven, 1,200, the sixth, two hundred and three, ninety-ninth"

    assert [n.value for n in numbers_in(text, "en")] == [67, 1200, 6, 203, 99]
    assert numbers_in("deux", "fr") == (NumberFound(0, 4, None),)
