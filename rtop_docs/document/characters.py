"""Which characters no document may hold, because some format would refuse, hide or reorder by them.

Knows nothing of blocks, records or templates.
"""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls that XML 1.0 forbids or discourages
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates: they reorder what is read
    "\ud800-\udfff"  # lone surrogates: no UTF-8 holds them
    "\ufdd0-\ufdef"  # noncharacters, here and below
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17))
    + "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"  # private use: no font has them, marks are made of them
    + "]"
)


def forbidden_in(text: str) -> tuple[str, ...]:
    """Return the characters of `text` that no document may hold, each once, in order of their first place."""
    if text.isascii() and text.isprintable():  # most texts: no search needed
        return ()
    return tuple(dict.fromkeys(_FORBIDDEN.findall(text)))


def named(character: str) -> str:
    """Return a character as people look it up: ``U+202E right-to-left override``."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '').lower()}".rstrip()
