"""Say where a line may break inside a word of Chinese, Japanese or Korean, which is written without spaces.

Knows nothing of fonts or widths; words without ideographs, their hyphens and addresses are not its business.

Source: Unicode Standard Annex #14 (classes ID, CJ taken strictly, H2, H3, JL, CL, CP, EX, NS, IN, OP, PR, PO, B2, QU,
GL, CM, ZW), read for words in which ideographs stand; W3C, Requirements for Chinese Text Layout, for the marks that do
not begin or end a line (a solidus does neither, an interpunct and a hyphen do not begin one).  Widths and categories
are unicodedata's, so that new ideographs break like the old.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_IDEOGRAPHS = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe6f\uff01-\uffee"
    "\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)

# What a character does at the ends of a line; one letter each.
_IDEOGRAPH, _COUNTER, _ORDINAL = "w", "c", "o"
_WORD, _DIGIT = "a", "1"
_OPENING, _NARROW_OPENING = "(", "["
_CLOSING, _NARROW_CLOSING = ")", ","
_DASH, _LEADING_JAMO, _MARK, _BOUND, _FREE = "-", "j", "m", "g", "z"

_ROLES = {
    **dict.fromkeys(
        "、。，：；！？・～－〜゠〻〼々ーゝゞヽヾ゛゜ﾞﾟｰ｡､･\ua015\u3000︐︑︒︓︔︕︖︙﹐﹑﹒﹔﹕﹖﹗", _CLOSING
    ),
    **dict.fromkeys(
        "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯ", _CLOSING
    ),
    **dict.fromkeys(map(chr, (0x16FE0, 0x16FE1, 0x16FE2, 0x16FE3, 0x1B132, *range(0x1B150, 0x1B153))), _CLOSING),
    **dict.fromkeys(map(chr, (0x1B155, *range(0x1B164, 0x1B168))), _CLOSING),
    **dict.fromkeys("!?.,;:．%‰‱°′″‴‵℃℉％﹪¢￠-‐‒–·•‧․‥…⋯‼‽⁇⁈⁉", _NARROW_CLOSING),
    **dict.fromkeys("¡¿+±−∓№＋", _NARROW_OPENING),
    **dict.fromkeys("\"'＂＇/／＼\u00a0\u2007\u202f\u2011", _BOUND),
    **dict.fromkeys("—―⸺⸻", _DASH),
    **dict.fromkeys("年月日时時分秒号號届屆个個国國名项項条條款段章節节页頁次人位岁歲周週天万亿億千百元", _COUNTER),
    "第": _ORDINAL,
    "〵": _MARK,
    "\u200b": _FREE,
}
"""Characters whose category and width do not say enough; U+FF0E stands in numbers, so it does not part them.

Numbers are not parted from the counter after them, nor from the ordinal sign before: the house's rule for numbers and
their units.
"""
_BY_CATEGORY = {
    "Ps": (_OPENING, _NARROW_OPENING), "Pe": (_CLOSING, _NARROW_CLOSING),
    "Pi": (_NARROW_OPENING, _NARROW_OPENING), "Pf": (_NARROW_CLOSING, _NARROW_CLOSING),
    "Sc": (_NARROW_OPENING, _NARROW_OPENING), "Nd": (_DIGIT, _DIGIT), "Cf": (_BOUND, _BOUND), "Zs": (_FREE, _FREE),
    "Mn": (_MARK, _MARK), "Me": (_MARK, _MARK), "Mc": (_MARK, _MARK),
}  # fmt: skip
"""The roles of wide and of narrow characters."""

_BEGIN_NO_LINE = frozenset((_CLOSING, _NARROW_CLOSING, _MARK, _BOUND, _FREE))
_END_NO_LINE = frozenset((_OPENING, _NARROW_OPENING, _BOUND, _LEADING_JAMO))
_TOGETHER = frozenset((_DIGIT + _COUNTER, _ORDINAL + _DIGIT))
# A dash parts from ideographs alone, not from another dash.
_FREE_AFTER = frozenset((_IDEOGRAPH, _COUNTER, _ORDINAL, _CLOSING))
_FREE_BEFORE = frozenset((_IDEOGRAPH, _COUNTER, _ORDINAL, _OPENING, _LEADING_JAMO))


def has_ideographs(text: str) -> bool:
    """Tell whether words of `text` may break inside: it holds ideographs, kana, Hangul or their full-width marks."""
    return _IDEOGRAPHS.search(text) is not None


def parts(word: str) -> list[str]:
    """Cut `word` into the pieces between which a line may break.

    Opening marks stay with what follows and closing marks with what they follow; words and numbers of other scripts,
    full-width ones too, stay whole, and so do doubled dashes.  The pieces joined are `word`; an empty one has none.
    """
    found: list[str] = []
    begin = 0
    before = _FREE
    for place, character in enumerate(word):
        role = _role(character)
        if role == _MARK and place:
            continue
        if place and _parted(before, role):
            found.append(word[begin:place])
            begin = place
        before = role
    if word:
        found.append(word[begin:])
    return found


def _parted(before: str, after: str) -> bool:
    """Tell whether a line may break between two characters of these roles."""
    if after in _BEGIN_NO_LINE or before in _END_NO_LINE or before + after in _TOGETHER:
        return False
    return before == _FREE or before in _FREE_AFTER or after in _FREE_BEFORE


@lru_cache(maxsize=8192)
def _role(character: str) -> str:
    """Return what `character` does at the ends of a line."""
    if role := _ROLES.get(character):
        return role
    width = unicodedata.east_asian_width(character)
    wide = width in {"W", "F", "H"}
    if roles := _BY_CATEGORY.get(unicodedata.category(character)):
        return roles[not wide]
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7ff":  # vowels and finals of a syllable
        return _MARK
    if "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97f":
        return _LEADING_JAMO
    if "\U0001f3fb" <= character <= "\U0001f3ff":  # skin of the emoji before
        return _MARK
    return _IDEOGRAPH if wide and not "\uff01" <= character <= "\uff5e" else _WORD
