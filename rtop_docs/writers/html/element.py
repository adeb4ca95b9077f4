"""Elements of a page and their text form: the only place where HTML is put together, and where text is escaped.

Knows nothing of documents; the same elements give the same text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

from attrs import frozen

_VOID = frozenset({"meta", "br"})
_INLINE = frozenset({"a", "b", "br", "circle", "em", "path", "rect", "span", "strong", "sup", "svg", "title"})


@frozen
class Element:
    """An element: its name, attributes in the order given, and children, of which a str is plain text."""

    name: str
    attributes: Mapping[str, str]
    children: tuple[Element | str, ...]


def element(name: str, attributes: Mapping[str, str] | None = None, *children: Element | str) -> Element:
    """Make an element; attributes whose value is empty are left out."""
    return Element(name, {k: v for k, v in (attributes or {}).items() if v}, children)


def rendered(root: Element) -> str:
    """Return the page that `root` (html) makes, with its doctype and a newline at its end.

    Raises ValueError when a style sheet could end its own element.
    """
    return "<!DOCTYPE html>\n" + "".join(_pieces(root))


def _pieces(node: Element | str) -> Iterator[str]:
    if isinstance(node, str):
        yield escape(node, quote=False)
        return
    yield f"<{node.name}"
    for name, value in node.attributes.items():
        yield f' {name}="{escape(value)}"'
    yield ">"
    if node.name == "style":
        yield _style_text(node)
    else:
        for child in node.children:
            yield from _pieces(child)
    if node.name not in _VOID:
        yield f"</{node.name}>"
    if node.name not in _INLINE:
        yield "\n"


def _style_text(node: Element) -> str:
    """Return a style sheet, which HTML never unescapes."""
    text = "".join(child for child in node.children if isinstance(child, str))
    if "<" in text:
        raise ValueError("a style sheet holds '<'")
    return text
