"""Inlines as elements of a page.

Knows the inlines of the document model; knows no block but through the notes that it puts aside.
"""

from __future__ import annotations

from typing import assert_never

from rtop_docs.document.model import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Origin,
    Reference,
    Sign,
    Span,
    Strong,
    Text,
)
from rtop_docs.writers.html.element import Element, element
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.html.signs import sign_to_html

Children = tuple[Element | str, ...]


def inlines_to_html(inlines: tuple[Inline, ...], page: Page, around: Around, origin: Origin) -> Children:
    """Return `inlines` as elements and text; origin: of the block that they stand in."""
    return tuple(inline_to_html(inline, page, around, origin) for inline in inlines)


def inline_to_html(inline: Inline, page: Page, around: Around, origin: Origin) -> Element | str:
    """Return one inline as an element or as text."""
    match inline:
        case Text(text):
            return page.screen.text(text, origin)
        case Strong(children):
            return element("strong", None, *inlines_to_html(children, page, around, origin))
        case Emphasis(children):
            return element("em", None, *inlines_to_html(children, page, around, origin))
        case Span():
            return _span(inline, page, around, origin)
        case Link(target, children):
            address = page.screen.target(target, origin)
            attributes = {"href": address, "rel": "noreferrer" if address else ""}
            return element("a" if address else "span", attributes, *inlines_to_html(children, page, around, origin))
        case Reference(anchor, children):
            return _reference(anchor, inlines_to_html(children, page, around, origin), page, origin)
        case Note():
            return _call(page.add_note(inline, origin), page)
        case NoteReference(number):
            if number not in page.calls:
                page.screen.dangling(f"note {number}", origin)
            return _call(number, page)
        case LineBreak():
            return element("br")
        case Sign():
            return sign_to_html(inline, page.screen.text(inline.alt, origin))
        case _:
            assert_never(inline)


def _span(span: Span, page: Page, around: Around, origin: Origin) -> Element:
    inside = Origin(origin.template, origin.line, span.record, span.field) if span.record else origin
    language = page.screen.language(span.language, inside) or around.language
    direction = span.direction or around.direction
    attributes = {
        "class": span.role,
        "lang": language if language != around.language else "",
        "dir": direction if direction != around.direction else "",
    }
    return element("span", attributes, *inlines_to_html(span.children, page, Around(language, direction), inside))


def _reference(anchor: str, children: Children, page: Page, origin: Origin) -> Element:
    if anchor in page.ids:
        return element("a", {"href": f"#{page.ids[anchor]}"}, *children)
    page.screen.dangling(anchor, origin)
    return element("span", None, *children)


def _call(number: int, page: Page) -> Element:
    attributes = {"id": page.call(number), "href": f"#note-{number}", "role": "doc-noteref"}
    return element("sup", None, element("a", attributes, str(number)))
