r"""Escape a text so that Markdown shows exactly it and nothing of it acts as markup.

Knows CommonMark's rules only; knows nothing of Jinja, records or documents.

White space that breaks lines is collapsed to one blank and dropped at the ends (a line break or a tab of a record
could otherwise open a new block, and two blanks at a line's end are a hard break); U+00A0 and its like are kept.
Every ASCII punctuation mark gets a backslash, which CommonMark defines for all 32 of them.
"""

from __future__ import annotations

import re

_BREAKING = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028\u2029 ]+")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_KEPT = re.compile(r"^\s+|\s+$")


def escape_text(text: str) -> str:
    """Return `text` as Markdown that reads as this one run of plain text, on one line."""
    collapsed = _BREAKING.sub(" ", text).strip(" ")
    escaped = _PUNCTUATION.sub(r"\\\1", collapsed)
    if escaped and (escaped[0].isspace() or escaped[-1].isspace()):
        # Markdown strips a paragraph's ends by Python's idea of white space, no-break spaces included
        escaped = _KEPT.sub(lambda found: "".join(f"&#{ord(c)};" for c in found.group()), escaped)
    return escaped


def escape_piece(text: str) -> str:
    """Return `text` escaped as a piece of a longer line: a blank at either end stays, as one blank."""
    escaped = escape_text(text)
    if not escaped:
        return " " if text else ""
    before = " " if _BREAKING.match(text) else ""
    after = " " if _BREAKING.fullmatch(text[-1]) else ""
    return f"{before}{escaped}{after}"


def shown_text(text: str) -> str:
    """Return what a reader of the document sees of `text`: white space collapsed, nothing else changed."""
    return _BREAKING.sub(" ", text).strip(" ")
