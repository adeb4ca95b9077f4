"""Give the characters of a paragraph their embedding levels, and those of a line their visual order.

Knows nothing of fonts, widths or looks; mirrored glyphs (rule L4) are the business of whoever shapes a run.

Source: Unicode Standard Annex #9, The Unicode Bidirectional Algorithm, of Unicode 15; its rules are named in place.
Each rule for weak and neutral types is a regular expression on a text that holds a letter for each character's class
(bidi_classes): the time is linear in the text and mostly spent in C.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import Literal

from attrs import define, field

from rtop_docs.writers.pdf.bidi_classes import BRACKETS, CANONICAL, CLOSER, REMOVED, kinds_of

Direction = Literal["ltr", "rtl"]

MAX_DEPTH = 125
"""BD2: no explicit level is deeper."""

MAX_BRACKETS = 63
"""BD16: so many brackets may be open at once in an isolating run sequence."""

_TURNING = re.compile("[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff"
                      "\U0001e800-\U0001efff]")  # fmt: skip
_PARAGRAPHS = re.compile("[^\n\r\x1c-\x1e\x85\u2029]*(?:\r\n|[\n\r\x1c-\x1e\x85\u2029])?")
_BLANKS = re.compile(f"[{REMOVED}_SBiI?!]+")
_EXPLICIT = re.compile("[eEvVfiI?!]")
_STRONG_OR_ISOLATE = re.compile("[LRAiI?!]")
_BRACKETS = re.compile(f"[{re.escape(BRACKETS)}]")
_MARKED = re.compile(r"(.)\^+")
_AFTER_ARABIC = re.compile("A[^LR]*")
_AFTER_LATIN = re.compile("L[^R]*")
_EUROPEAN_SEPARATOR = re.compile("(?<=1)[+,](?=1)")
_ARABIC_SEPARATOR = re.compile("(?<=2),(?=2)")
_TERMINATORS = re.compile("%+")
_NEUTRALS = re.compile("[S_oiI?!]+")
_LEFT_OVER = str.maketrans("+,%", "ooo")
_AS_STRONG = str.maketrans("12", "RR")
_IMPLICIT = ({"L": 0, "R": 1, "1": 2, "2": 2}, {"L": 1, "R": 0, "1": 1, "2": 1})
"""Rules I1 and I2: what is added to an even and to an odd level."""


def is_plain(text: str) -> bool:
    """Tell that every level of `text` in a left-to-right paragraph is 0, so that none need be computed.

    False for right-to-left letters, Arabic numbers, embeddings, overrides and isolates; a few neighbours of these in
    their blocks count with them.
    """
    return _TURNING.search(text) is None


def levels(text: str, direction: Direction | None) -> list[int]:
    """Return the embedding level of each character of the paragraph `text`, before lines are broken (rules P1 to I2).

    direction: of the paragraph; None when its first strong character decides (P2, P3).  A character that rule X9
    removes (embeddings, overrides, soft hyphens, joiners) has the level of the one before it, the paragraph's when it
    is the first.  Should `text` hold paragraph separators, each of its paragraphs is treated alone.
    """
    found: list[int] = []
    for match in _PARAGRAPHS.finditer(text):
        if part := match[0]:
            kinds = kinds_of(part)
            found += _paragraph_levels(part, kinds, _base(kinds, direction))
    return found


def base_level(text: str, direction: Direction | None) -> int:
    """Return the level of the paragraph `text`: 0 left to right, 1 right to left (rules P2, P3 and HL1)."""
    match = _PARAGRAPHS.match(text)
    assert match, "the pattern takes an empty text"
    return _base(kinds_of(match[0]) if direction is None else "", direction)


def line_levels(text: str, levels: Sequence[int], start: int, end: int, base: int) -> list[int]:
    """Return the levels of the line text[start:end] (rule L1).

    levels: of the whole of `text`.  base: of the paragraph.  Tabulators and paragraph separators take the base, and
    so does white space (isolates and what X9 removes included) before them and at the line's end.
    """
    line = list(levels[start:end])
    kinds = kinds_of(text[start:end])
    for match in _BLANKS.finditer(kinds):
        begin, stop = match.span()
        if stop < len(kinds):
            stop = max(kinds.rfind("S", begin, stop), kinds.rfind("B", begin, stop), begin - 1) + 1
        line[begin:stop] = [base] * (stop - begin)
    return line


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the logical places of a line's characters, or of its runs, from left to right (rule L2).

    levels: after rule L1.  From the deepest level to the lowest odd one, each stretch of that level or a deeper one is
    turned round.
    """
    order = list(range(len(levels)))
    odd = {level for level in levels if level & 1}
    if not odd:
        return order
    for bound in range(max(levels), min(odd) - 1, -1):
        begin = 0
        for deep, stretch in groupby(levels[place] >= bound for place in order):
            end = begin + sum(1 for _ in stretch)
            if deep:
                order[begin:end] = order[begin:end][::-1]
            begin = end
    return order


def _base(kinds: str, direction: Direction | None) -> int:
    """Return the level of a paragraph."""
    if direction is None:
        return _first_strong(kinds).get(-1, 0)
    return 1 if direction == "rtl" else 0


def _first_strong(kinds: str) -> dict[int, int]:
    """Return for each isolate initiator, and for the paragraph at -1, the level that its first strong character asks.

    What stands in an isolate inside counts for that one alone (P2); those without a strong character are left out.
    """
    found: dict[int, int] = {}
    within = [-1]
    for match in _STRONG_OR_ISOLATE.finditer(kinds):
        kind = match[0]
        if kind in "iI?":
            within.append(match.start())
        elif kind != "!":
            found.setdefault(within[-1], 0 if kind == "L" else 1)
        elif len(within) > 1:
            within.pop()
    return found


def _paragraph_levels(text: str, kinds: str, base: int) -> list[int]:
    """Return the level of each character of one paragraph; its separator has the paragraph's own (X8)."""
    body = kinds.rstrip("B")
    if _EXPLICIT.search(body):
        explicit = _Explicit(body, base)
        explicit.run()
        found, types, partners = explicit.levels, "".join(explicit.types), explicit.partners
    else:
        found, types, partners = [base] * len(body), body, {}
    kept = [place for place, kind in enumerate(body) if kind not in REMOVED]
    for sequence in _sequences(body, found, kept, partners, base):
        sequence.resolve(text, types, found)
    if len(kept) < len(body):
        before = base
        for place, kind in enumerate(body):
            before = found[place] = before if kind in REMOVED else found[place]
    return found + [base] * (len(kinds) - len(body))


@define
class _Explicit:
    """Rules X1 to X8: levels and types after embeddings, overrides and isolates.

    levels, types: by place; what X9 removes holds no meaningful level.  partners: the isolate initiator of each PDI
    that closes a valid isolate.  stack: level, override ("" for none) and whether an isolate opened it.
    """

    kinds: str
    base: int
    levels: list[int] = field(factory=list)
    types: list[str] = field(factory=list)
    partners: dict[int, int] = field(factory=dict)
    stack: list[tuple[int, str, bool]] = field(factory=list)
    opened: list[int] = field(factory=list)
    overflow_isolates: int = 0
    overflow_embeddings: int = 0

    def run(self) -> None:
        """Walk over the paragraph."""
        self.stack.append((self.base, "", False))
        strong = _first_strong(self.kinds) if "?" in self.kinds else {}
        for place, kind in enumerate(self.kinds):
            if kind == "!":
                self.close_isolate(place)
            level, override, _ = self.stack[-1]
            self.levels.append(level)
            self.types.append(override or kind)
            if kind in "eEvV":
                self.open_embedding(kind)
            elif kind in "iI?":
                rtl = strong.get(place, 0) == 1 if kind == "?" else kind == "I"  # X5c
                self.open_isolate(place, rtl)
            elif kind == "f":
                self.close_embedding()

    def next_level(self, rtl: bool) -> int:
        """Return the next odd or even level, 0 where the depth or an overflow forbids it."""
        level = self.stack[-1][0]
        level += 1 if (level & 1) != rtl else 2
        return level if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings else 0

    def open_embedding(self, kind: str) -> None:
        """Rules X2 to X5."""
        if level := self.next_level(rtl=kind in "EV"):
            self.stack.append((level, {"v": "L", "V": "R"}.get(kind, ""), False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def open_isolate(self, place: int, rtl: bool) -> None:
        """Rules X5a to X5c."""
        if level := self.next_level(rtl):
            self.opened.append(place)
            self.stack.append((level, "", True))
        else:
            self.overflow_isolates += 1

    def close_isolate(self, place: int) -> None:
        """Rule X6a."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.opened:
            self.overflow_embeddings = 0
            while not self.stack.pop()[2]:
                pass
            self.partners[place] = self.opened.pop()

    def close_embedding(self) -> None:
        """Rule X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


@define
class _Sequence:
    """BD13: level runs that isolates join.  before, after: levels of the neighbours, for sos and eos (X10)."""

    places: list[int]
    level: int
    before: int
    after: int

    def resolve(self, text: str, types: str, found: list[int]) -> None:
        """Rules W1 to I2; writes the levels of the sequence into `found`."""
        whole = len(self.places) == len(types)
        marked = types if whole else "".join(map(types.__getitem__, self.places))
        sos = "LR"[max(self.level, self.before) & 1]
        eos = "LR"[max(self.level, self.after) & 1]
        weak = _weak(marked, sos)
        if "o" in weak:
            characters = text[: len(types)] if whole else "".join(map(text.__getitem__, self.places))
            if pairs := _pairs(characters, weak):
                weak = _paired(weak, marked, pairs, sos, "LR"[self.level & 1])
        added = _IMPLICIT[self.level & 1]
        by_kind = {kind: self.level + more for kind, more in added.items()}
        for place, kind in zip(self.places, _neutral(weak, sos, eos, "LR"[self.level & 1]), strict=True):
            found[place] = by_kind[kind]


def _sequences(
    kinds: str, found: Sequence[int], kept: Sequence[int], partners: dict[int, int], base: int
) -> list[_Sequence]:
    """Return the isolating run sequences: level runs, those joined that an isolate parts (BD13)."""
    runs = [list(run) for _, run in groupby(kept, key=found.__getitem__)]
    bounds = [base, *(found[run[0]] for run in runs), base]
    ended: dict[int, _Sequence] = {}  # by the isolate initiator, or whatever else, that they end with so far
    sequences: list[_Sequence] = []
    for index, places in enumerate(runs):
        sequence = ended.pop(partners.get(places[0], -1), None)
        if sequence is None:
            sequence = _Sequence(places, bounds[index + 1], bounds[index], base)
            sequences.append(sequence)
        else:
            sequence.places += places
        # X10: an isolate that nothing closes lasts to the end of the paragraph
        sequence.after = base if kinds[places[-1]] in "iI?" else bounds[index + 2]
        ended[places[-1]] = sequence
    return sequences


def _weak(types: str, sos: str) -> str:
    """Resolve the weak types of a sequence (rules W1 to W7)."""
    types = _MARKED.sub(lambda m: m[1] * len(m[0]), sos + types)  # W1; as an isolate a mark is neutral too
    if "A" in types:
        types = _AFTER_ARABIC.sub(lambda m: m[0].replace("1", "2"), types).replace("A", "R")  # W2, W3
    types = _ARABIC_SEPARATOR.sub("2", _EUROPEAN_SEPARATOR.sub("1", types))  # W4
    types = _TERMINATORS.sub(_terminators, types).translate(_LEFT_OVER)  # W5, W6
    return _AFTER_LATIN.sub(lambda m: m[0].replace("1", "L"), types)[1:]  # W7


def _terminators(match: re.Match[str]) -> str:
    """Rule W5: terminators beside a European number belong to it."""
    begin, end = match.span()
    beside = match.string[begin - 1] == "1" or match.string[end : end + 1] == "1"
    return "1" * (end - begin) if beside else match[0]


def _pairs(characters: str, types: str) -> list[tuple[int, int]]:
    """Return the pairs of brackets, by their opening ones (BD16)."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(characters):
        place = match.start()
        if types[place] != "o":  # an override made it a letter
            continue
        if closer := CLOSER.get(match[0]):
            if len(opened) == MAX_BRACKETS:
                break
            opened.append((closer, place))
            continue
        closer = CANONICAL.get(match[0], match[0])
        for depth in reversed(range(len(opened))):
            if opened[depth][0] == closer:
                found.append((opened[depth][1], place))
                del opened[depth:]
                break
    return sorted(found)


def _paired(weak: str, marked: str, pairs: Sequence[tuple[int, int]], sos: str, ours: str) -> str:
    """Give pairs of brackets a direction (rule N0).

    marked: the types before W1, which still tell marks.  ours: the embedding direction.  Pairs nest, so what stands
    between two brackets is as the weak rules left it when their turn comes: two sorted lists answer for it.
    """
    types = list(weak)
    theirs = "R" if ours == "L" else "L"
    strong = {kind: [m.start() for m in re.finditer(kind, weak.translate(_AS_STRONG))] for kind in "LR"}
    context, seen = sos, 0
    for pair in pairs:
        for kind in types[seen : pair[0]]:
            context = kind.translate(_AS_STRONG) if kind in "LR12" else context
        seen = pair[0]
        if _within(strong[ours], pair):
            kind = ours
        elif _within(strong[theirs], pair):
            kind = theirs if context == theirs else ours
        else:
            continue
        for bracket in pair:
            types[bracket] = kind
            for place in range(bracket + 1, len(marked)):
                if marked[place] != "^":
                    break
                types[place] = kind
    return "".join(types)


def _within(places: Sequence[int], pair: tuple[int, int]) -> bool:
    """Tell whether one of the sorted `places` stands between the two of `pair`."""
    index = bisect_right(places, pair[0])
    return index < len(places) and places[index] < pair[1]


def _neutral(types: str, sos: str, eos: str, ours: str) -> str:
    """Resolve neutral types by their neighbours, or else by the embedding direction (rules N1 and N2)."""

    def between(match: re.Match[str]) -> str:
        before, after = (match.string[place].translate(_AS_STRONG) for place in (match.start() - 1, match.end()))
        return (before if before == after else ours) * len(match[0])

    return _NEUTRALS.sub(between, sos + types + eos)[1:-1]
