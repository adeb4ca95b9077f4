"""Inlines as HTML.

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
from rtop_docs.writers.html.element import Markup, element, joined
from rtop_docs.writers.html.ids import note_id
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.html.signs import sign_to_html

_NO_BREAK = "\u00a0"


def inlines_to_html(inlines: tuple[Inline, ...], page: Page, around: Around, origin: Origin) -> list[str]:
    """Return `inlines` as children of an element; origin: of the block that they stand in."""
    pieces = [inline_to_html(inline, page, around, origin) for inline in inlines]
    if len(pieces) > 1 and Sign in [inline.__class__ for inline in inlines]:
        return _kept_together(inlines, pieces)
    return pieces


def inline_to_html(inline: Inline, page: Page, around: Around, origin: Origin) -> str:
    """Return one inline: `Markup`, or the plain words of a text."""
    match inline:
        case Text():
            return page.text(inline.text, origin)
        case Span():
            return _span(inline, page, around, origin)
        case Strong():
            return element("strong", None, *inlines_to_html(inline.children, page, around, origin))
        case Emphasis():
            return element("em", None, *inlines_to_html(inline.children, page, around, origin))
        case Link():
            return _link(page.screen.target(inline.target, origin), _words(inline, page, around, origin))
        case Reference():
            return reference_to_html(inline.anchor, _words(inline, page, around, origin), page, origin)
        case Note():
            return _call(page.add_note(inline, origin), page)
        case NoteReference():
            if inline.number not in page.calls:
                page.screen.dangling(f"note {inline.number}", origin)
            return _call(inline.number, page)
        case LineBreak():
            return element("br")
        case Sign():
            return _sign(inline, page, origin)
        case _:
            assert_never(inline)


def _words(inline: Link | Reference, page: Page, around: Around, origin: Origin) -> list[str]:
    return inlines_to_html(inline.children, page, around, origin)


def _kept_together(inlines: tuple[Inline, ...], pieces: list[str]) -> list[str]:
    """Return `pieces` with each sign held to the no-break space after it.

    Browsers break a line beside a drawing even where a no-break space forbids it.  Source: CSS Text 3, 5.1.
    """
    for place, inline in enumerate(inlines[:-1]):
        if inline.__class__ is Sign and pieces[place + 1].startswith(_NO_BREAK):
            pieces[place] = element("span", {"class": "keep"}, pieces[place], _NO_BREAK)
            pieces[place + 1] = pieces[place + 1][1:]
    return pieces


def reference_to_html(anchor: str, words: list[str], page: Page, origin: Origin) -> Markup:
    """Return `words` linked to the block whose anchor is `anchor`; the words alone (V04) when there is none."""
    place = page.ids.of_anchor(anchor)
    if place or anchor in page.elsewhere:
        return element("a", {"href": f"#{place}" if place else page.elsewhere[anchor]}, *words)
    page.screen.dangling(anchor, origin)
    return joined(words)


def _link(address: str, words: list[str]) -> Markup:
    return element("a", {"href": address, "rel": "noreferrer"}, *words) if address else joined(words)


def _span(span: Span, page: Page, around: Around, origin: Origin) -> Markup:
    """Return the span's words; an element of their own only where it says something."""
    inside = Origin(origin.template, origin.line, span.record, span.field) if span.record else origin
    within = page.inside(around, span.language, span.direction or around.direction, inside)
    words = inlines_to_html(span.children, page, within, inside)
    if not span.role and within is around:
        return joined(words)
    return element("span", {"class": span.role} | around.differs(within), *words)


def _call(number: int, page: Page) -> Markup:
    words, spoken = page.label("note")
    place, name = page.call(number), f"{words} {number}"
    attributes = {"id": place, "href": f"#{note_id(number)}", "role": "doc-noteref", "aria-label": name}
    return element("sup", None, element("a", attributes | spoken, str(number)))


def _sign(sign: Sign, page: Page, origin: Origin) -> Markup:
    if sign not in page.signs:
        page.signs[sign] = sign_to_html(sign, page.text(sign.alt, origin))
    return page.signs[sign]
