"""Tell whether two texts have the same letters in other code points: what an encoding breaks, and not an author.

Knows Unicode only.
"""

from __future__ import annotations

import unicodedata

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′`´ʼ", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_REPLACEMENT = "\ufffd"


def how_encoded(expected: str, found: str) -> str:
    """Say how `found` writes the letters of `expected` otherwise; "" where it has other letters.

    Both are words parted by single blanks.
    """
    ours, theirs = expected.replace(" ", ""), found.replace(" ", "")
    if ours == theirs:
        return "has other spaces"
    if _REPLACEMENT in theirs:
        return "holds letters that nobody can read (U+FFFD)"
    if _misread(theirs) == ours:
        return "was written in one encoding and read in another"
    if _bare(ours) == _bare(theirs):
        return "has the same letters in other characters"
    return ""


def _bare(text: str) -> str:
    """Return `text` without accents, forms of presentation, case, and kinds of quotation marks and dashes."""
    plain = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _misread(text: str) -> str:
    """Return what `text` was before its UTF-8 was read as Windows-1252; "" where that is not what happened."""
    if text.isascii():
        return ""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""
