"""Say where a word may be parted with a hyphen at a line's end, by language.

Knows nothing of fonts, lines or what it costs to part a word.

The patterns are Liang's, in the dictionaries of LibreOffice that pyphen brings (never the system's): the same
versions part alike on every machine.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import Protocol

LEAST_LETTERS = 6
"""A shorter word stays whole."""
MOST_LETTERS = 100
"""A longer one is no word, and is not remembered."""
LEAST_BEFORE, LEAST_AFTER = 2, 3
"""So many letters stand before and after a hyphen at least."""

SOFT_HYPHEN = "\u00ad"

# The first of a language serves regions that have none of their own.
_DICTIONARIES = (
    "en_GB", "en_US", "fr", "es", "ru_RU", "de_DE", "de_AT", "de_CH", "it_IT", "pt_PT", "pt_BR", "nl_NL", "pl_PL",
    "cs_CZ", "sk_SK", "sl_SI", "hr_HR", "hu_HU", "sv", "da_DK", "nb_NO", "nn_NO", "el_GR", "bg_BG", "uk_UA", "be_BY",
    "ro_RO", "lt", "lv_LV", "et_EE", "ca", "eu", "gl", "is", "sq_AL", "sr", "sr_Latn", "af_ZA", "eo", "id_ID", "mn_MN",
    "zu_ZA",
)  # fmt: skip
_BY_TAG = {
    **{name.split("_")[0]: name for name in reversed(_DICTIONARIES)},
    **{name.replace("_", "-").lower(): name for name in _DICTIONARIES},
    "no": "nb_NO",
}
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = frozenset("'’")
# Symbols, numbers, addresses, compounds with a hyphen of their own, bound words; a stop before a letter, as in "e.g.".
_WHOLE = re.compile(r"[\d/\\_@\u2060\ufeff\u00a0\u2007\u202f\u200b-\u200d‐-―−-]|\.(?=\w)")


class _Dictionary(Protocol):
    """What is used of pyphen's HyphDict."""

    cache: dict[str, object]

    def positions(self, word: str) -> list[int]:
        """Return the places where the patterns part `word`."""
        ...


def points(word: str, language: str) -> tuple[int, ...]:
    """Return the offsets in `word` before which a line may begin, ascending; the line before then ends with a hyphen.

    word: what stands between white space, punctuation round it included; whole, not the part of a compound.
    language: a BCP 47 tag; regions without a dictionary take their language's, and en is British.

    Empty where the language has no dictionary (Arabic and Chinese have none); where the word has fewer than six
    letters or more than a hundred, or holds a digit, a solidus, a low line, an at sign or a full stop inside (symbols,
    addresses); where it has a hyphen or dash, at which lines break without another; where it is bound by U+2060 or a
    no-break space; where it begins with a capital letter, since names are not parted, or has one further on
    (initials).  German writes every noun with a capital, so there the first letter says nothing.  The halves of an
    elision count each for itself: "l’intervention" is parted as "intervention" is.

    A soft hyphen overrules all this: where a word has any, it is parted after them alone, in every language.
    """
    if SOFT_HYPHEN in word:
        last = len(word) - 1
        return tuple(m.end() for m in re.finditer(f"{SOFT_HYPHEN}+", word) if m.start() > 0 and m.end() <= last)
    dictionary = _dictionary_name(language)
    return _parted(word, dictionary) if dictionary and LEAST_LETTERS <= len(word) <= MOST_LETTERS else ()


@lru_cache(maxsize=256)
def _dictionary_name(language: str) -> str:
    """Return the name of the dictionary for a BCP 47 tag, "" where there is none."""
    subtags = language.replace("_", "-").lower().split("-")
    tags = ("-".join(subtags[:count]) for count in range(len(subtags), 0, -1))
    return next((_BY_TAG[tag] for tag in tags if tag in _BY_TAG), "")


@lru_cache(maxsize=16384)
def _parted(word: str, dictionary: str) -> tuple[int, ...]:
    """Return where the dictionary parts the letters of `word`."""
    runs = list(_LETTERS.finditer(word))
    if not runs or _WHOLE.search(word):
        return ()
    begin, end = runs[0].start(), runs[-1].end()
    small = begin + 1 if dictionary.startswith("de") else begin
    between = [word[run.end() : after.start()] for run, after in pairwise(runs)]
    if word[small:end] != word[small:end].lower() or not _APOSTROPHES.issuperset(between):
        return ()
    patterns = _patterns(dictionary)
    return tuple(run.start() + place for run in runs for place in _places(run[0], patterns))


def _places(letters: str, patterns: _Dictionary) -> list[int]:
    """Return where the patterns part `letters`; not where the spelling would change ("Schiff-fahrt" of old)."""
    if len(letters) < LEAST_LETTERS:
        return []
    found = [place for place in patterns.positions(letters) if getattr(place, "data", None) is None]
    patterns.cache.clear()  # pyphen's own is unbounded; _parted remembers
    return [int(place) for place in found if LEAST_BEFORE <= place <= len(letters) - LEAST_AFTER]


@cache
def _patterns(dictionary: str) -> _Dictionary:
    """Return the patterns of a dictionary; reading takes from 0.02 seconds (fr) to 0.7 (de), once a process."""
    from pyphen import Pyphen  # with its patterns it is the dearest import of the writer, and most documents need none

    patterns: _Dictionary = Pyphen(lang=dictionary).hd
    return patterns
