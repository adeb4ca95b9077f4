"""Numbers, dates, names of languages and alphabetical order."""

import datetime

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.reference import LANGUAGES, format_date, language_name, name_of, number_word, sort_key, states

DIALOGUE_2014 = datetime.date(2014, 9, 8)


@frozen
class Partial:
    """A date as precise as its source, as records have it."""

    year: int
    month: int = 0
    day: int = 0


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en", "8 September 2014", "September 2014", "2014"),
        ("fr", "8 septembre 2014", "septembre 2014", "2014"),
        ("es", "8 de septiembre de 2014", "septiembre de 2014", "2014"),
        ("ru", "8 сентября 2014 года", "сентябрь 2014 года", "2014"),
        ("zh", "2014年9月8日", "2014年9月", "2014年"),
        ("ar", "8 أيلول/سبتمبر 2014", "أيلول/سبتمبر 2014", "2014"),
    ],
)
def test_dates_are_as_precise_as_their_source(language, day, month, year):
    """A day, a month or a year, in each official language."""
    assert format_date(DIALOGUE_2014, language) == format_date(Partial(2014, 9, 8), language) == day
    assert format_date(Partial(2014, 9), language) == month
    assert format_date(Partial(2014), language) == year


def test_the_first_of_a_month_in_french():
    """French writes the first day as an ordinal."""
    assert format_date(datetime.date(2014, 8, 1), "fr") == "1er août 2014"


def test_twelve_months_in_every_language():
    """All months differ, in every official language."""
    for language in LANGUAGES:
        assert len({format_date(Partial(2014, n), language) for n in range(1, 13)}) == 12


@pytest.mark.parametrize(
    ("n", "word"),
    [
        (0, "zero"), (9, "nine"), (13, "thirteen"), (20, "twenty"), (67, "sixty-seven"), (81, "eighty-one"),
        (100, "one hundred"), (193, "one hundred and ninety-three"), (400, "four hundred"),
        (911, "nine hundred and eleven"), (999, "nine hundred and ninety-nine"),
    ],
)  # fmt: skip
def test_numbers_in_words(n, word):
    """English number words, as the United Kingdom and the United Nations spell them."""
    assert number_word(n, "en") == word


def test_number_words_are_unambiguous():
    """No two numbers up to 999 have the same word."""
    assert len({number_word(n, "en") for n in range(1000)}) == 1000


@pytest.mark.parametrize("n", [-1, 1000])
def test_numbers_out_of_range_are_refused(n):
    """There is no word for what lies outside 0 to 999."""
    with pytest.raises(ValueError, match=str(n)):
        number_word(n, "en")


def test_a_language_without_number_words_is_an_error():
    """English words are never put into another language's document."""
    with pytest.raises(KeyError):
        number_word(2, "fr")
    with pytest.raises(KeyError):
        format_date(DIALOGUE_2014, "de")


def test_names_of_languages():
    """Nine languages have names in each of the six; an unknown code is an error."""
    assert [language_name(c, "en") for c in ("es", "pt", "de", "it")] == ["Spanish", "Portuguese", "German", "Italian"]
    assert language_name("es", "fr") == "espagnol"
    for language in LANGUAGES:
        assert len({language_name(c, language) for c in (*LANGUAGES, "pt", "de", "it")}) == 9
    with pytest.raises(KeyError):
        language_name("xx", "en")


@pytest.mark.parametrize(
    ("language", "in_order"),
    [
        ("en", ["Congo", "Costa Rica", "Côte d’Ivoire", "Croatia", "Guinea", "Guinea-Bissau", "Guyana"]),
        ("en", ["Thailand", "The former Yugoslav Republic of Macedonia", "Timor-Leste"]),
        ("fr", ["Danemark", "Égypte", "Émirats arabes unis", "Équateur", "Espagne", "États-Unis d’Amérique"]),
        ("es", ["Nueva Zelandia", "ñandú", "Omán"]),
        ("ru", ["Ирландия", "Йемен", "Кабо-Верде"]),
        ("ar", ["أذربيجان", "الأرجنتين", "الأردن", "أرمينيا"]),
    ],
)
def test_alphabetical_order_is_the_languages_own(language, in_order):
    """Accents and case do not matter, except for letters that the language counts as their own."""
    backwards = in_order[::-1]

    assert sorted(backwards, key=lambda text: sort_key(text, language)) == in_order


@given(st.text(), st.text(), st.sampled_from(LANGUAGES))
def test_no_two_texts_tie(one, other, language):
    """The order is total: equal keys mean equal texts."""
    assert (sort_key(one, language) == sort_key(other, language)) == (one == other)


def test_states_sort_the_same_from_any_order():
    """The order of the input does not show in the output."""
    names = [name_of(s.id, "en", DIALOGUE_2014) for s in states()]
    backwards = names[::-1]
    by_key = sorted(names, key=lambda name: sort_key(name, "en"))

    assert by_key == sorted(backwards, key=lambda name: sort_key(name, "en"))
    assert by_key[:3] == ["Afghanistan", "Albania", "Algeria"]
