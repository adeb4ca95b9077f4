"""Blocks as HTML.

Knows the blocks of the document model; tables, charts and notes have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Contents,
    ContentsEntry,
    Figure,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    Link,
    List,
    ListItem,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Table,
)
from rtop_docs.document.walk import plain_text, transform
from rtop_docs.writers.html.charts import chart_to_html
from rtop_docs.writers.html.element import NOTHING, Markup, element
from rtop_docs.writers.html.inlines import inlines_to_html, reference_to_html
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.html.tables import table_to_html

Attributes = dict[str, str]


def blocks_to_html(blocks: Iterable[Block], page: Page, around: Around) -> list[Markup]:
    """Return `blocks` one by one; around: what the elements outside them have set."""
    return [block_to_html(block, page, around) for block in blocks]


def block_to_html(block: Block, page: Page, around: Around) -> Markup:
    """Return one block, with its id, and its language and direction where these differ from what is around."""
    inside = page.inside(around, block.language, block.direction, block.origin)
    attributes = around.differs(inside)
    if place := page.ids.of_block(block):
        attributes = {"id": place} | attributes
    match block:
        case Heading():
            return _heading(block, page, inside, attributes)
        case Paragraph():
            return _paragraph(block, page, inside, attributes)
        case List():
            return _list(block, page, inside, attributes)
        case BlockQuote():
            return _quote(block, page, inside, attributes)
        case Table():
            return table_to_html(block, page, inside, attributes, blocks_to_html)
        case KeyFigures():
            return _key_figures(block, page, inside, attributes)
        case Panel():
            return _panel(block, page, inside, attributes)
        case Figure():
            return _figure(block, page, inside, attributes)
        case PageBreak():
            return element("div", attributes | {"class": "page-break"})
        case Contents():
            return _contents(block, page, inside, attributes)
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, page: Page, inside: Around, attributes: Attributes) -> Markup:
    name = "p"
    if block.role == "title" and not page.titled:
        name, page.titled = "h1", True
    words = inlines_to_html(block.children, page, inside, block.origin)
    return element(name, attributes | {"class": block.role} if block.role else attributes, *words)


def _heading(block: Heading, page: Page, inside: Around, attributes: Attributes) -> Markup:
    """Return a heading with a link to itself beside it: outside, so that its own name stays its words."""
    words = inlines_to_html(block.children, page, inside, block.origin)
    heading = element(f"h{min(block.level + 1, 6)}", attributes, *words)
    title = page.text(plain_text(block.children), block.origin)
    name, spoken = page.label("link_to_section", title=title)
    link = element("a", {"class": "anchor", "href": f"#{attributes['id']}", "aria-label": name} | spoken)
    return element("div", {"class": "headed"}, heading, link)


def _list(block: List, page: Page, inside: Around, attributes: Attributes) -> Markup:
    name = "ol" if block.ordered else "ul"
    kind = attributes | {"class": block.role}
    if any(item.label for item in block.items):
        # a list without its own marks is no list to some browsers unless its role is said
        kind |= {"class": f"labelled {block.role}".strip(), "role": "list"}
        return element(name, kind, *[_labelled_item(item, block, page, inside) for item in block.items])
    if block.ordered and block.start != 1:
        kind |= {"start": str(block.start)}
    return element(name, kind, *[element("li", None, *blocks_to_html(i.blocks, page, inside)) for i in block.items])


def _labelled_item(item: ListItem, block: List, page: Page, inside: Around) -> Markup:
    words = element("div", {"class": "item"}, *blocks_to_html(item.blocks, page, inside))
    label = element("span", {"class": "item-label"}, page.text(item.label, block.origin))
    return element("li", None, label, words)


def _quote(block: BlockQuote, page: Page, inside: Around, attributes: Attributes) -> Markup:
    quote = element("blockquote", None, *blocks_to_html(block.blocks, page, inside))
    whose = inlines_to_html(block.attribution, page, inside, block.origin)
    below = element("figcaption", {"class": "attribution"}, *whose) if whose else NOTHING
    return element("figure", attributes | {"class": "quote"}, quote, below)


def _panel(block: Panel, page: Page, inside: Around, attributes: Attributes) -> Markup:
    first = block.blocks[0] if block.blocks else None
    words = blocks_to_html(block.blocks, page, inside)
    named = page.ids.of_anchor(first.anchor) if isinstance(first, Heading) else ""
    kind = attributes | {"class": f"panel {block.role}", "role": "note", "aria-labelledby": named}
    return element("div", kind, *words)


def _key_figures(block: KeyFigures, page: Page, inside: Around, attributes: Attributes) -> Markup:
    items = [_key_figure(figure, block, page, inside) for figure in block.figures]
    return element("ul", attributes | {"class": "figures", "role": "list"}, *items)


def _key_figure(figure: KeyFigure, block: KeyFigures, page: Page, inside: Around) -> Markup:
    origin = figure.origin if figure.origin.record else block.origin
    worded = any(character.isalpha() for character in plain_text(figure.value))
    parts = (
        ("value worded" if worded else "value", figure.value),
        ("label", figure.label),
        ("disagreement", figure.disagreement),
    )
    lines = [
        element("p", {"class": role}, *inlines_to_html(inlines, page, inside, origin))
        for role, inlines in parts
        if inlines
    ]
    return element("li", None, *lines)


def _figure(block: Figure, page: Page, inside: Around, attributes: Attributes) -> Markup:
    caption = inlines_to_html(block.caption, page, inside, block.origin)
    chart = chart_to_html(block, page)
    words, spoken = page.label("chart_data")
    data = element("details", None, element("summary", spoken, words), block_to_html(block.data, page, inside))
    below = element("figcaption", None, *caption) if caption else NOTHING
    return element("figure", attributes | {"class": "drawn"}, chart, below, data)


def _contents(block: Contents, page: Page, inside: Around, attributes: Attributes) -> Markup:
    title = page.caption_id()
    entries = [_entry(entry, block, page, inside) for entry in block.entries]
    words = inlines_to_html(block.title, page, inside, block.origin)
    return element(
        "nav",
        attributes | {"class": "contents", "aria-labelledby": title},
        element("p", {"class": "contents-title", "id": title}, *words),
        element("ul", {"role": "list"}, *entries),
    )


def _entry(entry: ContentsEntry, block: Contents, page: Page, inside: Around) -> Markup:
    words = inlines_to_html(_unlinked(entry.children), page, inside, block.origin)
    linked = reference_to_html(entry.anchor, words, page, block.origin)
    return element("li", {"class": f"level-{entry.level}"}, linked)


def _unlinked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return `inlines` with the words of each link in its place: HTML has no link inside a link."""
    (line,) = transform((Paragraph(children=inlines),), _words_of_a_link)
    assert isinstance(line, Paragraph)
    return line.children


def _words_of_a_link(inline: Inline) -> tuple[Inline, ...]:
    return inline.children if isinstance(inline, (Link, Reference)) else (inline,)
