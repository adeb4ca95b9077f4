"""Loose words: numbers and states' names typed into our own prose instead of coming from the record.

Knows text alone; who may use such words, and where a reason is given, is decided by its callers (the
check of records, the check of templates).

Loose are: numerals, and with them dates ("8 September 2014") and United Nations symbols ("A/68/947");
number words (two, dozen, twice, second ...); every printed name of a state.  What is left out of the
number words is listed in `numerals.py`.  Names of groups and organizations are not loose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import frozen

from rtop_docs.records.numerals import numbers_in
from rtop_docs.reference import aliases, normalize, states

_WORD = re.compile(r"[^\W_](?:[\w.'’]*\w)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE_BEHIND = re.compile(r"(?i),\s*the$")  # "Gambia, the" is a name in a list; in a sentence "the" goes on
_LONGEST_NAME = 10
"""No printed name of a state has more words."""


@frozen(order=True)
class LooseWord:
    """Words that should come from the record.  offset: in code points, where they begin in the text."""

    offset: int
    words: str


def loose_words(text: str, language: str) -> tuple[LooseWord, ...]:
    """Return the numbers and the states' names in `text`, in order, longest names first where they overlap."""
    found = [LooseWord(n.start, text[n.start : n.end]) for n in numbers_in(text, language)]
    found += _names(text)
    if language.startswith("zh"):
        found += [LooseWord(m.start(), m.group()) for m in _chinese_names().finditer(text)]
    return tuple(sorted(set(found)))


def loose_except(text: str, language: str, allowed: tuple[str, ...]) -> tuple[LooseWord, ...]:
    """Return the loose words of `text` that do not stand inside one of the `allowed` phrases."""
    spans = [(m.start(), m.end()) for phrase in allowed if phrase for m in re.finditer(re.escape(phrase), text)]
    return tuple(
        w
        for w in loose_words(text, language)
        if not any(start <= w.offset and w.offset + len(w.words) <= end for start, end in spans)
    )


def _names(text: str) -> Iterator[LooseWord]:
    """Yield the names of states; one inside a longer one is not found again."""
    words = list(_WORD.finditer(text))
    index = 0
    while index < len(words):
        length = _name_at(text, words, index)
        if length:
            start, end = words[index].start(), words[index + length - 1].end()
            yield LooseWord(start, _POSSESSIVE.sub("", text[start:end]))
        index += max(length, 1)


def _name_at(text: str, words: list[re.Match[str]], index: int) -> int:
    """Return how many words the longest name that begins at word `index` has; 0 when none does."""
    first = words[index].group()
    if first[0].islower() or _first_word(_POSSESSIVE.sub("", first)) not in _first_words():
        return 0
    for length in range(min(_LONGEST_NAME, len(words) - index), 0, -1):
        name = _POSSESSIVE.sub("", text[words[index].start() : words[index + length - 1].end()])
        if normalize(name) in aliases() and not _ARTICLE_BEHIND.search(name):
            return length
    return 0


def _first_word(word: str) -> str:
    return normalize(word).partition(" ")[0]


@cache
def _first_words() -> frozenset[str]:
    """Return the first words of all names as they may be printed, the inverted forms with them."""
    keys = (key.split() for key in aliases())
    return frozenset(part for key in keys for part in key)


@cache
def _chinese_names() -> re.Pattern[str]:
    names = {name for s in states() for period in s.names for language, name in period.short if language == "zh"}
    return re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))))
