"""Markup as text: escaping, and a part with its root.

Knows no document.  Every word of a document passes `escaped` or `quoted` on its way into markup.
"""

from __future__ import annotations

from typing import Final

from rtop_docs.opc.names import R_NS, W_NS

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def escaped(text: str) -> str:
    """Return `text` as the content of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoted(text: str) -> str:
    """Return `text` as the value of an attribute that stands in double quotation marks."""
    return escaped(text).replace('"', "&quot;")


def whole(*markup: str) -> bytes:
    """Return a part: the pieces of its markup as UTF-8, with its declaration."""
    return "".join((_DECLARATION, *markup)).encode("utf-8")


def word_part(root: str, *markup: str) -> bytes:
    """Return a part whose root is `root`, an element of WordprocessingML, around the pieces of `markup`."""
    return whole(f'<w:{root} xmlns:w="{W_NS}" xmlns:r="{R_NS}">', *markup, f"</w:{root}>")
