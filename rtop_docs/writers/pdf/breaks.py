"""Cut a word without spaces into pieces between which a line may break.

Knows nothing of type or lines.  White space breaks lines everywhere but at U+00A0, U+2007 and U+202F; here is the rest:
hyphens and dashes between words of letters, marks in addresses, and the rules of Chinese, Japanese and Korean text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rtop_docs.writers.pdf.ideographs import has_ideographs, parts

_HYPHEN = re.compile(r"(?<=[^\W\d_][^\W\d_]-)(?=[^\W\d_]{2})|(?<=[^\W\d_][–—])(?=[^\W\d_])")
_ADDRESS = re.compile(r"(?<=[/?&=_.-])(?=[^/?&=_.\s-])")
BREAKABLE = re.compile("[-–—\u200b]|://")
"""What a line may break at within a word of letters that are no ideographs."""
BLANK = re.compile(r"[^\S\u00a0\u2007\u202f]+")
"""White space at which a line may break."""


def unbroken(word: str) -> Iterator[str]:
    """Yield the pieces of `word` between which a line may break; joined they are the word without U+200B.

    UN symbols (A/RES/63/308, S/2014-1) stay whole; addresses (``https://...``) break after their marks.
    """
    if word.isascii() and not BREAKABLE.search(word):
        yield word
    elif "\u200b" in word:
        for part in word.split("\u200b"):
            if part:
                yield from unbroken(part)
    elif "://" in word:
        yield from _ADDRESS.split(word)
    elif has_ideographs(word):
        yield from parts(word)
    elif "/" not in word and BREAKABLE.search(word) and not any(map(str.isdigit, word)):
        yield from _HYPHEN.split(word)
    else:
        yield word
