"""The published foldings: which differences of typography count as no difference between two texts.

Knows nothing of quotations, sources or locks.  Case is never folded, no letter is ever exchanged for
another, nothing is matched by likeness: what no entry of `FOLDINGS` names makes two texts different.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise, product

from attrs import frozen

_BREAK = r"[^\S\r\n\v\f\x85\u2028\u2029]*(?:\r\n|[\r\n\v\f\x85\u2028\u2029])[^\S\r\n\v\f\x85\u2028\u2029]*"
_LETTER = r"[^\W\d_]"
_HYPHENS = "-\u2010"
_LINE_ENDS = re.compile(r"[\r\n\v\f\x85\u2028\u2029]")
_SOFT_HYPHEN = re.compile(rf"\u00ad(?:{_BREAK}(?={_LETTER}))?")
_LINE_HYPHEN = re.compile(rf"(?<=\S)([{_HYPHENS}]){_BREAK}(?=[^\W_])")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_DOUBLE = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb]")
_SINGLE = re.compile("[\u2018\u2019\u201a\u201b\u2039\u203a]")
_APOSTROPHE = re.compile("\u02bc")
_SPACE = re.compile(r"\s+")
_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl", 0xFB05: "st", 0xFB06: "st"}
# Scripts written without spaces: CJK radicals to CJK marks, kana, Han (three blocks), full-width marks.
# Hangul is not among them: Korean sets spaces between words.
UNSPACED = "\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
# U+3099 and U+309A are kana marks that would compose with what the gap kept apart.
_UNSPACED_GAP = re.compile(rf"(?<=[{UNSPACED}]) (?![\u3099\u309a])(?=[{UNSPACED}])")
MOST_READINGS = 3
"""Up to this many line-end hyphens in one text are read in every combination (3 to the 3rd is 27)."""


@frozen
class Folded:
    """A text after folding, and where each of its code points came from.

    offsets, ends: for each code point of `text`, where its origin starts and ends in `original`, in code
    points, end not included; the two characters of a ligature share one origin.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    original: str

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where folded code points `start` up to `end` (not included) stand in the original.

        Raises ValueError for an empty or impossible stretch.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"{start} to {end} is no stretch of {len(self.text)} code points")
        return self.offsets[start], self.ends[end - 1]

    def other_readings(self, index: int) -> tuple[str, ...]:
        """Return what may also be read before code point `index`, when a hyphen ended a line there.

        Whether "non-" at a line's end goes on as "nonstop", "non-stop" or "non- and ..." cannot be seen.
        Folding drops the hyphen between letters; this gives the other two, the longest first.
        """
        if not 0 < index < len(self.text):
            return ()
        gap = self.original[self.ends[index - 1] : self.offsets[index]]
        if not _LINE_ENDS.search(gap):
            return ()
        hyphen = next((c for c in gap if c in _HYPHENS), "")
        if hyphen:
            return (f"{hyphen} ", hyphen)
        return (" ",) if self.text[index - 1] in _HYPHENS else ()


@frozen
class Folding:
    """One published folding: its name, what it takes as equal, why, and the function that does it."""

    name: str
    folds: str
    why: str
    apply: Callable[[Folded], Folded]


def unfolded(text: str) -> Folded:
    """Return `text` as a `Folded` in which nothing is folded yet."""
    return Folded(text, tuple(range(len(text))), tuple(range(1, len(text) + 1)), text)


def fold(text: str) -> Folded:
    """Apply every one of `FOLDINGS`, in their order, and drop white space at both ends.

    Folding what is folded changes nothing.
    """
    folded = unfolded(text)
    for folding in FOLDINGS:
        folded = folding.apply(folded)
    return folded


def readings(folded: Folded) -> tuple[str, ...]:
    """Return every text that `folded` may stand for, the folded text itself first.

    There is more than one where a hyphen ends a line; with more than `MOST_READINGS` such places each reading
    is the same at all of them.
    """
    places = [(i, ("", *others)) for i in range(len(folded.text)) if (others := folded.other_readings(i))]
    if not places:
        return (folded.text,)
    if len(places) <= MOST_READINGS:
        choices = list(product(*(options for _, options in places)))
    else:
        choices = list(zip(*((options * 2)[:3] for _, options in places), strict=True))
    return tuple(dict.fromkeys(_read_with(folded, [i for i, _ in places], choice) for choice in choices))


def _read_with(folded: Folded, places: list[int], choice: tuple[str, ...]) -> str:
    parts = [folded.text[a:b] for a, b in pairwise([0, *places, len(folded.text)])]
    return parts[0] + "".join(chosen + part for chosen, part in zip(choice, parts[1:], strict=True))


# -- one function a folding ----------------------------------------------------------------------


def _soft_hyphen(folded: Folded) -> Folded:
    return _replaced(folded, ((m.start(), m.end(), "") for m in _SOFT_HYPHEN.finditer(folded.text)))


def _ligatures(folded: Folded) -> Folded:
    matches = _LIGATURE.finditer(folded.text)
    return _replaced(folded, ((m.start(), m.end(), _LIGATURES[ord(m.group())]) for m in matches))


def _nfc(folded: Folded) -> Folded:
    if unicodedata.is_normalized("NFC", folded.text):
        return folded
    clusters = ((a, b, unicodedata.normalize("NFC", folded.text[a:b])) for a, b in _clusters(folded.text))
    return _replaced(folded, ((a, b, new) for a, b, new in clusters if new != folded.text[a:b]))


def _quotation_marks(folded: Folded) -> Folded:
    single = _mapped(_SINGLE, "'", folded)
    return _mapped(_DOUBLE, '"', single)


def _apostrophes(folded: Folded) -> Folded:
    return _mapped(_APOSTROPHE, "'", folded)


def _line_hyphen(folded: Folded) -> Folded:
    return _replaced(folded, _line_hyphen_changes(folded.text))


def _line_hyphen_changes(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _LINE_HYPHEN.finditer(text):
        before, after = text[match.start() - 1], text[match.end()]
        if _joins(after):
            continue
        if unicodedata.category(before)[0] in "LM" and unicodedata.category(after)[0] == "L":
            yield match.start(), match.end(), ""
        elif before.isalnum():
            yield match.end(1), match.end(), ""


def _white_space(folded: Folded) -> Folded:
    spaces = (m.span() for m in _SPACE.finditer(folded.text) if m.group() != " ")
    shrunk = _replaced(folded, ((a, b, " ") for a, b in spaces))
    start = len(shrunk.text) - len(shrunk.text.lstrip())
    end = max(start, len(shrunk.text.rstrip()))
    return Folded(shrunk.text[start:end], shrunk.offsets[start:end], shrunk.ends[start:end], shrunk.original)


def _unspaced(folded: Folded) -> Folded:
    return _replaced(folded, ((m.start(), m.end(), "") for m in _UNSPACED_GAP.finditer(folded.text)))


# -- shared by them ------------------------------------------------------------------------------


def _mapped(pattern: re.Pattern[str], new: str, folded: Folded) -> Folded:
    return Folded(pattern.sub(new, folded.text), folded.offsets, folded.ends, folded.original)


def _replaced(folded: Folded, changes: Iterator[tuple[int, int, str]]) -> Folded:
    """Put a new text in the place of each stretch; each new code point comes from the whole stretch.

    changes: (start, end, new text), in order, not overlapping.
    """
    text: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    done = 0
    for start, end, new in changes:
        text += (folded.text[done:start], new)
        offsets += folded.offsets[done:start] + (folded.offsets[start],) * len(new)
        ends += folded.ends[done:start] + (folded.ends[end - 1],) * len(new)
        done = end
    if not text:
        return folded
    text.append(folded.text[done:])
    offsets += folded.offsets[done:]
    ends += folded.ends[done:]
    return Folded("".join(text), tuple(offsets), tuple(ends), folded.original)


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Yield stretches that normalization never crosses: a code point and what may join it."""
    start = 0
    for index in range(1, len(text) + 1):
        if index == len(text) or not _joins(text[index]):
            yield start, index
            start = index


def _joins(char: str) -> bool:
    """Tell whether `char` may compose with what stands before it.

    Those are marks, the vowels and final consonants of Hangul, and since Unicode 16 the vowel signs of
    Kirat Rai; a test compares this with every canonical decomposition that Python knows.
    """
    return unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\U00016d63" <= char <= "\U00016d6a"


FOLDINGS: tuple[Folding, ...] = (
    Folding(
        "soft hyphen",
        "U+00AD is dropped, with the line break behind it when a letter follows",
        "it only says where a word may be broken; pages copy it along unseen",
        _soft_hyphen,
    ),
    Folding(
        "ligatures",
        "U+FB00 to U+FB06 (ff, fi, fl, ffi, ffl, st) are the letters they join",
        "text taken out of a PDF often holds the ligature of its font; the letters ae and oe are letters and stay",
        _ligatures,
    ),
    Folding(
        "NFC",
        "canonically equal forms are one: a letter with its accents as one code point or as several",
        "Unicode says that they are the same text",
        _nfc,
    ),
    Folding(
        "quotation marks",
        "curly, low, reversed and angle marks are the straight one; double stays double and single stays single",
        "each house sets its own marks around the same words",
        _quotation_marks,
    ),
    Folding(
        "apostrophes",
        "U+02BC, and U+2019 by the entry before, are U+0027",
        "editors exchange them as one types",
        _apostrophes,
    ),
    Folding(
        "hyphen at a line's end",
        "between two letters a hyphen falls with the line break behind it; beside a digit only the line break falls",
        "a word broken by the page is the same word; that the hyphen was the word's own is a reading that is tried too",
        _line_hyphen,
    ),
    Folding(
        "white space",
        "each run of white space (no-break spaces, tabs, line breaks) is one space; none at either end",
        "lines break anew on every page; a space is never dropped inside, nor put where there is none",
        _white_space,
    ),
    Folding(
        "white space in Chinese",
        "a space left between two characters of a script that is written without spaces is dropped",
        "it comes from a line break; Chinese sets no space that carries meaning",
        _unspaced,
    ),
)
"""The published list, in the order of use: soft hyphens and ligatures first, since marks may follow them."""
