"""Numbers, dates, names of languages and alphabetical order as a document's language writes them.

Knows no record and no label; a language that lacks something raises KeyError.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Protocol


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


MONTHS: Mapping[str, tuple[str, ...]] = {
    "en": _words("January February March April May June July August September October November December"),
    "fr": _words("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "es": _words("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
    "ru": _words("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    # the two names that the Arabic documents of the United Nations print
    "ar": (
        "كانون الثاني/يناير",
        "شباط/فبراير",
        "آذار/مارس",
        "نيسان/أبريل",
        "أيار/مايو",
        "حزيران/يونيه",
        "تموز/يوليه",
        "آب/أغسطس",
        "أيلول/سبتمبر",
        "تشرين الأول/أكتوبر",
        "تشرين الثاني/نوفمبر",
        "كانون الأول/ديسمبر",
    ),
    "zh": tuple(f"{n}月" for n in range(1, 13)),
}
_RUSSIAN_OF = _words("января февраля марта апреля мая июня июля августа сентября октября ноября декабря")
_DAY_FORMS = {
    "en": "{day} {month} {year}",
    "fr": "{day} {month} {year}",
    "es": "{day} de {month} de {year}",
    "ru": "{day} {month} {year} года",
    "ar": "{day} {month} {year}",
    "zh": "{year}年{month}{day}日",
}
_MONTH_FORMS = {
    "en": "{month} {year}",
    "fr": "{month} {year}",
    "es": "{month} de {year}",
    "ru": "{month} {year} года",
    "ar": "{month} {year}",
    "zh": "{year}年{month}",
}
_YEAR_FORMS = {"zh": "{year}年"}

_LANGUAGE_CODES = ("ar", "zh", "en", "fr", "ru", "es", "pt", "de", "it")
_LANGUAGE_NAMES: Mapping[str, tuple[str, ...]] = {
    "en": ("Arabic", "Chinese", "English", "French", "Russian", "Spanish", "Portuguese", "German", "Italian"),
    "fr": ("arabe", "chinois", "anglais", "français", "russe", "espagnol", "portugais", "allemand", "italien"),
    "es": ("árabe", "chino", "inglés", "francés", "ruso", "español", "portugués", "alemán", "italiano"),
    "ru": (
        *("арабский", "китайский", "английский", "французский", "русский"),
        *("испанский", "португальский", "немецкий", "итальянский"),
    ),
    "zh": ("阿拉伯文", "中文", "英文", "法文", "俄文", "西班牙文", "葡萄牙文", "德文", "意大利文"),
    "ar": (
        *("العربية", "الصينية", "الإنكليزية", "الفرنسية", "الروسية"),
        *("الإسبانية", "البرتغالية", "الألمانية", "الإيطالية"),
    ),
}

_ONES = _words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _words("- - twenty thirty forty fifty sixty seventy eighty ninety")

_LETTERS_OF_THEIR_OWN: Mapping[str, str] = {"es": "ñ", "ru": "й"}
"""Letters that a language sorts after the plain one; everywhere else an accent does not matter."""
_AFTER = "\uffff"  # after every letter that could follow the plain one


class DateLike(Protocol):
    """A `datetime.date`, or a date as precise as its source: month and day are 0 when not given."""

    @property
    def year(self) -> int:
        """The year."""

    @property
    def month(self) -> int:
        """1 to 12, or 0."""

    @property
    def day(self) -> int:
        """1 to 31, or 0."""


def format_date(date: DateLike, language: str) -> str:
    """Return "8 September 2014", "September 2014" or "2014", as precise as `date` is.

    Raises KeyError for a language other than the six of the United Nations.
    """
    months = MONTHS[language]
    if not date.month:
        return _YEAR_FORMS.get(language, "{year}").format(year=date.year)
    month = months[date.month - 1]
    if not date.day:
        return _MONTH_FORMS[language].format(month=month, year=date.year)
    if language == "ru":
        month = _RUSSIAN_OF[date.month - 1]
    day = "1er" if language == "fr" and date.day == 1 else str(date.day)
    return _DAY_FORMS[language].format(day=day, month=month, year=date.year)


def number_word(n: int, language: str) -> str:
    """Return "sixty-seven" for 67: whole numbers from 0 to 999, spelled as in the United Kingdom.

    Raises KeyError for a language other than English (others need the gender of what is counted), ValueError for
    a number outside that range.
    """
    if language != "en":
        raise KeyError(language)
    if not 0 <= n <= 999:
        raise ValueError(f"number words go from 0 to 999, not to {n}")
    hundreds, rest = divmod(n, 100)
    if hundreds and rest:
        return f"{_ONES[hundreds]} hundred and {_below_hundred(rest)}"
    return f"{_ONES[hundreds]} hundred" if hundreds else _below_hundred(rest)


def _below_hundred(n: int) -> str:
    if n < len(_ONES):
        return _ONES[n]
    tens, ones = divmod(n, 10)
    return f"{_TENS[tens]}-{_ONES[ones]}" if ones else _TENS[tens]


def language_name(code: str, language: str) -> str:
    """Return the name of the language `code` in `language`: ("es", "en") gives "Spanish".

    code: one of the six of the United Nations, pt, de or it.  Raises KeyError for what it does not know.
    """
    return dict(zip(_LANGUAGE_CODES, _LANGUAGE_NAMES[language], strict=True))[code]


def sort_key(text: str, language: str) -> tuple[str, str]:
    """Return a key that sorts texts in the alphabetical order of `language`, case and accents folded.

    Word by word, hyphens as spaces, apostrophes left out; Arabic without the article of the first word, as its
    United Nations lists do.  Chinese keeps the order of the characters' codes: no stroke counts are held here.
    The text itself is the key's second part, so that no two texts tie.
    """
    own = _LETTERS_OF_THEIR_OWN.get(language, "")
    letters = []
    for c in unicodedata.normalize("NFC", text).casefold():
        if c and c in own:
            letters += [unicodedata.normalize("NFKD", c)[0], _AFTER]
        elif c not in "'’ʼ‘":
            letters += [d for d in unicodedata.normalize("NFKD", c) if not unicodedata.combining(d)]
    words = "".join(c if c.isalnum() or c == _AFTER else " " for c in letters).split()
    if language == "ar" and words and words[0].startswith("ال"):
        words[0] = words[0].removeprefix("ال")
    return " ".join(words), text
