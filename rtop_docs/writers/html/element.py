"""Elements of a page as text: the only place where HTML is put together, and where words are escaped.

Knows nothing of documents.  Plain text becomes HTML here and nowhere else, so nothing is escaped twice or never.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NoReturn

_VOID = frozenset({"br", "col", "meta"})
_INLINE = frozenset({"a", "br", "circle", "code", "em", "path", "rect", "span", "strong", "sub", "sup", "svg", "title"})


class Markup(str):
    """Finished HTML: made by this module alone.  Any other str is plain text and is escaped on its way in."""

    __slots__ = ()

    def __iter__(self) -> NoReturn:
        """Refuse: single characters of finished HTML would pass for plain text."""
        raise TypeError("finished HTML has no parts")


NOTHING = Markup()


def element(name: str, attributes: Mapping[str, str] | None = None, *children: str) -> Markup:
    """Return an element; attributes whose value is empty are left out; children: `Markup`, or plain text.

    Raises ValueError when a style sheet could end its own element, since HTML never unescapes one.
    """
    opening = name
    if attributes:
        for key, value in attributes.items():
            if value:
                opening += f' {key}="{_quoted(value)}"'
    if name in _VOID:
        return Markup(f"<{opening}>")
    content = _sheet(children) if name == "style" else joined(children)
    return Markup(f"<{opening}>{content}</{name}>" if name in _INLINE else f"<{opening}>{content}</{name}>\n")


def joined(children: Sequence[str]) -> Markup:
    """Return `children` one after the other: `Markup` as it is, plain text escaped."""
    if len(children) == 1:
        only = children[0]
        return only if isinstance(only, Markup) else Markup(escaped(only))
    return Markup("".join([c if isinstance(c, Markup) else escaped(c) for c in children]))


def page_of(root: Markup) -> str:
    """Return the page whose html element is `root`, with its doctype."""
    return f"<!DOCTYPE html>\n{root}"


def escaped(text: str) -> str:
    """Return plain text as it stands between two tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache(maxsize=2048)
def _quoted(value: str) -> str:
    return escaped(value).replace('"', "&quot;")


def _sheet(children: tuple[str, ...]) -> str:
    text = "".join(children)
    if "<" in text:
        raise ValueError("a style sheet holds '<'")
    return text
