"""Say which class a character has in the bidirectional algorithm, as a letter, and which brackets are pairs.

Knows nothing of levels or rules.

Source: bidi classes of unicodedata; DerivedBidiClass.txt and BidiBrackets.txt of Unicode 15 for what it lacks.
"""

from __future__ import annotations

import unicodedata

BRACKETS = (
    "()[]{}\u0f3a\u0f3b\u0f3c\u0f3d\u169b\u169c\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b"
    "\u2329\u232a\u2768\u2769\u276a\u276b\u276c\u276d\u276e\u276f\u2770\u2771\u2772\u2773\u2774\u2775\u27c5\u27c6"
    "\u27e6\u27e7\u27e8\u27e9\u27ea\u27eb\u27ec\u27ed\u27ee\u27ef\u2983\u2984\u2985\u2986\u2987\u2988\u2989\u298a"
    "\u298b\u298c\u298d\u2990\u298f\u298e\u2991\u2992\u2993\u2994\u2995\u2996\u2997\u2998\u29d8\u29d9\u29da\u29db"
    "\u29fc\u29fd\u2e22\u2e23\u2e24\u2e25\u2e26\u2e27\u2e28\u2e29\u2e55\u2e56\u2e57\u2e58\u2e59\u2e5a\u2e5b\u2e5c"
    "\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017\u3018\u3019\u301a\u301b"
    "\ufe59\ufe5a\ufe5b\ufe5c\ufe5d\ufe5e\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
"""Opening and closing brackets in turn."""
CANONICAL = {"\u232a": "\u3009"}
"""BD16 pairs canonical equivalents too: U+2329 and U+232A are U+3008 and U+3009."""
CLOSER = {o: CANONICAL.get(c, c) for o, c in zip(BRACKETS[::2], BRACKETS[1::2], strict=True)}
"""Opening brackets with their closing ones (BidiBrackets.txt, Unicode 15)."""

LETTERS = {
    "L": "L", "R": "R", "AL": "A", "EN": "1", "AN": "2", "ES": "+", "ET": "%", "CS": ",", "NSM": "^", "BN": "x",
    "B": "B", "S": "S", "WS": "_", "ON": "o", "LRE": "e", "RLE": "E", "LRO": "v", "RLO": "V", "PDF": "f",
    "LRI": "i", "RLI": "I", "FSI": "?", "PDI": "!",
}  # fmt: skip
REMOVED = "xeEvVf"
"""Classes that rule X9 removes."""
_UNASSIGNED = (
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "A"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "A"), (0x2065, 0x2065, "x"),
    (0x20A0, 0x20CF, "%"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "A"), (0xFDD0, 0xFDEF, "x"), (0xFDF0, 0xFDFF, "A"),
    (0xFE70, 0xFEFF, "A"), (0xFFF0, 0xFFF8, "x"), (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "A"),
    (0x10D40, 0x10EBF, "R"), (0x10EC0, 0x10EFF, "A"), (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "A"),
    (0x10F70, 0x10FFF, "R"), (0x1E800, 0x1EC6F, "R"), (0x1EC70, 0x1ECBF, "A"), (0x1ECC0, 0x1ECFF, "R"),
    (0x1ED00, 0x1ED4F, "A"), (0x1ED50, 0x1EDFF, "R"), (0x1EE00, 0x1EEFF, "A"), (0x1EF00, 0x1EFFF, "R"),
    (0xE0000, 0xE0FFF, "x"),
)  # fmt: skip
"""DerivedBidiClass.txt: what characters that no version has assigned yet will most likely be."""


def _letter(character: str) -> str:
    """Return the letter for the class of `character`."""
    if kind := unicodedata.bidirectional(character):
        return LETTERS[kind]
    code = ord(character)
    if code & 0xFFFE == 0xFFFE:
        return "x"
    return next((letter for first, last, letter in _UNASSIGNED if first <= code <= last), "L")


def kinds_of(text: str) -> str:
    """Return a letter for the class of each character of `text`."""
    return text.translate({ord(character): _letter(character) for character in set(text)})
