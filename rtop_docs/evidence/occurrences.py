"""Where folded words stand in a folded text: whole words only, letter for letter.

Knows nothing of records or locks.  There is no likeness here: a place matches entirely or not at all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from attrs import frozen

from rtop_docs.evidence.foldings import UNSPACED, Folded

CONTEXT = 32
"""How many folded code points before and after a place are hashed with it."""
MOST_LEFT_OUT = 600
"""An ellipsis leaves out at most so many folded code points; more is another quotation."""

_WITHOUT_SPACES = re.compile(f"[{UNSPACED}]")
_HYPHENS = "-\u2010\u2011"


@frozen
class Occurrence:
    """A stretch of a folded text, in its code points, end not included."""

    start: int
    end: int


def occurrences(text: Folded, words: str) -> tuple[Occurrence, ...]:
    """Return every place of `text` that reads `words` and begins and ends where a word does.

    words: folded, not empty (ValueError).  A hyphen of `words` also matches one that `text` has at a line's end.
    """
    if not words:
        raise ValueError("there is no place of no words")
    found = []
    for start in _candidates(text.text, words):
        end = _match(text, words, start)
        if end and not cuts_word(text.text, start) and not cuts_word(text.text, end):
            found.append(Occurrence(start, end))
    return tuple(found)


def stretches(text: Folded, pieces: tuple[str, ...]) -> tuple[Occurrence, ...]:
    """Return every stretch that begins with the first of `pieces` and goes on to the last, in order.

    Between two pieces stands at least one word and at most `MOST_LEFT_OUT` code points; of several places
    where a piece could go on, the nearest counts.  One piece alone is looked for as by `occurrences`.
    """
    found = []
    later = [occurrences(text, piece) for piece in pieces[1:]]
    for first in occurrences(text, pieces[0]):
        end = first.end
        for places in later:
            end = next((o.end for o in places if o.start > end and _may_be_left_out(text.text[end : o.start])), 0)
            if not end:
                break
        if end:
            found.append(Occurrence(first.start, end))
    return tuple(found)


def _may_be_left_out(gap: str) -> bool:
    return len(gap) <= MOST_LEFT_OUT and has_words(gap)


def inside_words(text: Folded, words: str) -> bool:
    """Tell whether `words` stand in `text` if one cuts a longer word: worth a hint, never a match."""
    return any(_match(text, words, start) for start in _candidates(text.text, words))


def context(text: Folded, at: Occurrence, length: int = CONTEXT) -> tuple[str, str]:
    """Return up to `length` folded code points before and after a place, without white space at the edges."""
    before = text.text[max(0, at.start - length) : at.start]
    after = text.text[at.end : at.end + length]
    return before.strip(), after.strip()


def stands_after(text: Folded, at: Occurrence, prefix: str) -> bool:
    """Tell whether `prefix` (folded; an empty one asks nothing) ends right before a place, as whole words."""
    end = len(text.text[: at.start].rstrip())
    return not prefix or any(o.end == end for o in occurrences(text, prefix))


def stands_before(text: Folded, at: Occurrence, suffix: str) -> bool:
    """Tell whether `suffix` (folded; an empty one asks nothing) begins right after a place, as whole words."""
    start = len(text.text) - len(text.text[at.end :].lstrip())
    return not suffix or any(o.start == start for o in occurrences(text, suffix))


def has_words(text: str) -> bool:
    """Tell whether any letter or digit is in `text`."""
    return any(c.isalnum() for c in text)


def cuts_word(text: str, at: int) -> bool:
    """Tell whether a cut before code point `at` of a folded text would fall inside a word or a number.

    A hyphen between letters holds a word together ("non-sequential"), and so does an apostrophe before its
    last part ("can't"); behind an elided article ("l'homme") a cut is right.  Points and commas hold digits
    together.  Invisible format characters are looked through.  Beside a hyphen that ends a line a cut is taken
    to fall inside a word, although it need not ("pre-" before "and post-"): an alarm too many is better than
    "sequential" out of "non-sequential".
    """
    left = _skip_invisible(text, at - 1, -1)
    right = _skip_invisible(text, at, 1)
    if left < 0 or right >= len(text):
        return False
    before, after = text[left], text[right]
    if _WITHOUT_SPACES.match(before) or _WITHOUT_SPACES.match(after):
        return False
    if _is_word(before) and _is_word(after):
        return True
    if _is_word(before):
        return _holds(before, after, _char(text, right + 1), "'")
    return _is_word(after) and _holds(_char(text, left - 1), before, after, "")


def _holds(before: str, joint: str, after: str, apostrophe: str) -> bool:
    if not (before and after and _is_word(before) and _is_word(after)):
        return False
    if joint in ".,":
        return before.isdecimal() and after.isdecimal()
    return joint in _HYPHENS or joint == apostrophe


def _char(text: str, at: int) -> str:
    return text[at] if 0 <= at < len(text) else ""


def _is_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"


def _skip_invisible(text: str, at: int, step: int) -> int:
    while 0 <= at < len(text) and unicodedata.category(text[at]) == "Cf":
        at += step
    return at


def _candidates(text: str, words: str) -> Iterator[int]:
    """Yield each place of `text` that begins like `words` up to their first hyphen."""
    head = re.split(f"[{_HYPHENS}]", words, maxsplit=1)[0] or words[0]
    start = text.find(head)
    while start >= 0:
        yield start
        start = text.find(head, start + 1)


def _match(text: Folded, words: str, start: int) -> int:
    """Return where `words` end when `text` reads them from `start`, or 0."""
    at, read = start, 0
    while read < len(words):
        if at == len(text.text):
            return 0
        if words[read] != text.text[at]:
            here = (o for o in text.other_readings(at) if words.startswith(o + text.text[at], read))
            option = next(here, "") if at > start else ""
            if not option:
                return 0
            read += len(option)
        at, read = at + 1, read + 1
    return at
