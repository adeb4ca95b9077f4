"""Numbers in running text: numerals and the number words of six languages, with their values in English.

Knows words alone; knows nothing of records, and not what a number counts.

Left out, since they are seldom meant as numbers: one, once, first and their like in each language; Roman
numerals ("Pillar II"); digits inside a word ("R2P"); number words inflected or joined (French
"quatre-vingts" is known by its parts; Russian and Arabic by the forms listed here).
"""

from __future__ import annotations

import re
from functools import cache

from attrs import frozen

from rtop_docs.reference import number_word

_TIMES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "dozen": 12}
_ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
_TENTHS = ["twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"]
_OTHERS = {
    "en": "twice thrice hundredth thousandth hundreds thousands millions billions dozens",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente "
    "quarante cinquante soixante cent cents mille million millions milliard milliards douzaine dizaine dizaines "
    "centaine centaines deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco treinta cuarenta cincuenta "
    "sesenta setenta ochenta noventa cien ciento cientos mil millón millones docena decena segundo segunda tercer "
    "tercero tercera cuarto cuarta quinto quinta sexto sexta séptimo séptima octavo octava noveno décimo",
    "ru": "два две двух двумя три трёх трех тремя четыре четырёх четырех пять пяти шесть шести семь семи восемь "
    "восьми девять девяти десять десяти одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать "
    "семнадцать восемнадцать девятнадцать двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто "
    "сто двести триста тысяча тысячи тысяч миллион миллионов второй вторая третий третья четвёртый пятый шестой",
    "ar": "اثنان اثنتان اثنين اثنتين ثلاثة ثلاث أربعة أربع خمسة خمس ستة ست سبعة سبع ثمانية ثماني تسعة تسع عشرة عشر "
    "عشرون عشرين ثلاثون ثلاثين أربعون أربعين خمسون خمسين ستون ستين سبعون سبعين ثمانون ثمانين تسعون تسعين مائة مئة "
    "ألف مليون الثاني الثانية الثالث الثالثة الرابع الرابعة الخامس الخامسة السادس السادسة",
}
_CHINESE = r"(?:第?[二两三四五六七八九十百千万亿]+)(?=[个個国國名位次项項年月日届屆份类類条條])"
_SYMBOL = r"(?<![\w/])[A-Z]{1,6}(?:/[\w.()]+)*/[\w.()]*[0-9](?:[-–][A-Z]{1,6}(?:/[\w.()]*[\w)])+)?"
_NUMERAL = r"(?<![^\W_])\d+(?:[.,:/\u2013-]\d+)*(?:st|nd|rd|th|%|\b)?"


@frozen
class NumberFound:
    """A number in a text.  start, end: code points, end not included.  value: None when only its place matters."""

    start: int
    end: int
    value: int | None


def numbers_in(text: str, language: str) -> tuple[NumberFound, ...]:
    """Return the numerals, number words and United Nations symbols of `text`, in order.

    language: of the text; number words are looked for in the six languages of the United Nations.
    """
    return tuple(NumberFound(m.start(), m.end(), _value(m.group())) for m in _pattern(language[:2]).finditer(text))


def _value(words: str) -> int | None:
    """Return the value of an English number word or of a plain numeral."""
    digits = re.sub(r"(?<=\d),(?=\d{3})|(?:st|nd|rd|th)$", "", words)
    if digits.isdecimal():
        return int(digits)
    return _values().get(re.sub(r"[\s-]+(and[\s-]+)?", " ", words.casefold()))


@cache
def _values() -> dict[str, int]:
    """Return every English number word with its value: blanks for hyphens, without "and" and a leading "one"."""
    words = {number_word(n, "en").replace("-", " ").replace(" and ", " "): n for n in range(2, 1000)}
    values = words | {word.removeprefix("one "): n for word, n in words.items()}
    values |= {word: n for n, word in enumerate(_ORDINALS) if n > 1}
    for ten, tenth in zip(range(20, 100, 10), _TENTHS, strict=True):
        values[tenth] = ten
        values |= {f"{number_word(ten, 'en')} {word}": ten + n for n, word in enumerate(_ORDINALS[:10]) if n}
    return values | _TIMES


@cache
def _pattern(language: str) -> re.Pattern[str]:
    words = set(_OTHERS.get(language, "").split())
    joint = r"[\s-]+"
    if language == "en":
        words |= {part for word in _values() for part in word.split()} - {"one", "first"}
        joint = r"[\s-]+(?:and[\s-]+)?"
    alternatives = [_SYMBOL, _NUMERAL]
    if words:
        word = "|".join(sorted(words, key=lambda w: (-len(w), w)))
        alternatives.append(rf"(?<!\w)(?i:(?:{word})(?:{joint}(?:{word}|one|first)(?!\w))*)(?!\w)")
    if language == "zh":
        alternatives.append(_CHINESE)
    return re.compile("|".join(alternatives))
