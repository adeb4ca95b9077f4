"""Blocks as elements of a page, and the list of notes at its end.

Knows the blocks of the document model; tables and charts have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rtop_docs.document.model import (
    Block,
    BlockBase,
    BlockQuote,
    Contents,
    ContentsEntry,
    Figure,
    Heading,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Panel,
    Paragraph,
    Table,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.html.charts import chart_to_html
from rtop_docs.writers.html.element import Element, element
from rtop_docs.writers.html.inlines import inlines_to_html
from rtop_docs.writers.html.page import Around, Page
from rtop_docs.writers.html.tables import table_to_html

Attributes = dict[str, str]


def blocks_to_html(blocks: Iterable[Block], page: Page, around: Around) -> tuple[Element, ...]:
    """Return `blocks` as elements; around: what the elements outside them have set."""
    return tuple(block_to_html(block, page, around) for block in blocks)


def block_to_html(block: Block, page: Page, around: Around) -> Element:
    """Return one block as an element, with its id, language and direction where these differ."""
    inside = _inside(block, page, around)
    attributes = _attributes(block, page, around, inside)
    match block:
        case Heading():
            children = inlines_to_html(block.children, page, inside, block.origin)
            return element(f"h{min(block.level + 1, 6)}", attributes, *children)
        case Paragraph():
            return _paragraph(block, page, inside, attributes)
        case List():
            return _list(block, page, inside, attributes)
        case BlockQuote():
            return _quote(block, page, inside, attributes)
        case Table():
            return table_to_html(block, page, inside, attributes, blocks_to_html)
        case KeyFigures():
            items = (_key_figure(figure, block, page, inside) for figure in block.figures)
            return element("ul", attributes | {"class": "figures"}, *items)
        case Panel():
            kind = attributes | {"role": "note", "class": f"panel {block.role}"}
            return element("div", kind, *blocks_to_html(block.blocks, page, inside))
        case Figure():
            return _figure(block, page, inside, attributes)
        case PageBreak():
            return element("div", attributes | {"class": "page-break"})
        case Contents():
            return _contents(block, page, inside, attributes)
        case _:
            assert_never(block)


def notes_to_html(page: Page) -> tuple[Element, ...]:
    """Return the section of notes, empty where none was called; a note may call further notes."""
    items = []
    done = 0
    while done < len(page.notes):
        number, note, _ = page.notes[done]
        items.append((number, blocks_to_html(note.blocks, page, page.around)))
        done += 1
    if not items:
        return ()
    entries = (element("li", {"id": f"note-{n}", "value": str(n)}, *_with_way_back(b, n, page)) for n, b in items)
    title = element("h2", {"id": "note-title"}, page.label("notes"))
    attributes = {"class": "notes", "role": "doc-endnotes", "aria-labelledby": "note-title"}
    return (element("section", attributes, title, element("ol", None, *entries)),)


def _with_way_back(blocks: tuple[Element, ...], number: int, page: Page) -> tuple[Element, ...]:
    """Add a link to each call of the note, at the end of its last paragraph."""
    words = page.label("back_to_text").replace("{number}", str(number))
    calls = range(1, page.calls.get(number, 0) + 1)
    targets = (f"call-{number}" + (f"-{count}" if count > 1 else "") for count in calls)
    links: list[Element | str] = []
    for target in targets:
        attributes = {"class": "back", "href": f"#{target}", "role": "doc-backlink", "aria-label": words}
        links += [" ", element("a", attributes, "↩\ufe0e")]
    if blocks and blocks[-1].name == "p":
        last = blocks[-1]
        return (*blocks[:-1], element("p", last.attributes, *last.children, *links))
    return (*blocks, element("p", None, *links))


def _inside(block: BlockBase, page: Page, around: Around) -> Around:
    return Around(page.screen.language(block.language, block.origin) or around.language, block.direction)


def _attributes(block: Block, page: Page, around: Around, inside: Around) -> Attributes:
    return {
        "id": page.id_of(block),
        "lang": inside.language if inside.language != around.language else "",
        "dir": inside.direction if inside.direction != around.direction else "",
    }


def _paragraph(block: Paragraph, page: Page, inside: Around, attributes: Attributes) -> Element:
    name = "p"
    if block.role == "title" and not page.titled:
        name, page.titled = "h1", True
    kind = attributes | {"class": block.role}
    return element(name, kind, *inlines_to_html(block.children, page, inside, block.origin))


def _list(block: List, page: Page, inside: Around, attributes: Attributes) -> Element:
    kind = attributes | {"class": block.role}
    if any(item.label for item in block.items):
        kind |= {"class": f"labelled {block.role}".strip(), "role": "list"}
        items = tuple(_labelled_item(item, block, page, inside) for item in block.items)
        return element("ol" if block.ordered else "ul", kind, *items)
    if block.ordered and block.start != 1:
        kind |= {"start": str(block.start)}
    items = tuple(element("li", None, *blocks_to_html(item.blocks, page, inside)) for item in block.items)
    return element("ol" if block.ordered else "ul", kind, *items)


def _labelled_item(item: ListItem, block: List, page: Page, inside: Around) -> Element:
    words = element("div", {"class": "item"}, *blocks_to_html(item.blocks, page, inside))
    return element("li", None, element("span", None, page.screen.text(item.label, block.origin)), words)


def _quote(block: BlockQuote, page: Page, inside: Around, attributes: Attributes) -> Element:
    quote = element("blockquote", None, *blocks_to_html(block.blocks, page, inside))
    whose = inlines_to_html(block.attribution, page, inside, block.origin)
    below = (element("figcaption", {"class": "attribution"}, *whose),) if whose else ()
    return element("figure", attributes | {"class": "quote"}, quote, *below)


def _key_figure(figure: KeyFigure, block: KeyFigures, page: Page, inside: Around) -> Element:
    origin = figure.origin if figure.origin.record else block.origin
    worded = any(character.isalpha() for character in plain_text(figure.value))
    parts = (
        ("value worded" if worded else "value", figure.value),
        ("label", figure.label),
        ("disagreement", figure.disagreement),
    )
    lines = (
        element("p", {"class": role}, *inlines_to_html(inlines, page, inside, origin))
        for role, inlines in parts
        if inlines
    )
    return element("li", None, *lines)


def _figure(block: Figure, page: Page, inside: Around, attributes: Attributes) -> Element:
    caption = inlines_to_html(block.caption, page, inside, block.origin)
    chart = chart_to_html(block, page)
    summary = element("summary", None, page.label("chart_data"))
    data = element("details", None, summary, block_to_html(block.data, page, inside))
    below = (element("figcaption", None, *caption),) if caption else ()
    return element("figure", attributes, chart, *below, data)


def _contents(block: Contents, page: Page, inside: Around, attributes: Attributes) -> Element:
    title = page.caption_id()
    entries = (_entry(entry, block, page, inside) for entry in block.entries)
    words = inlines_to_html(block.title, page, inside, block.origin)
    return element(
        "nav",
        attributes | {"aria-labelledby": title},
        element("p", {"class": "contents-title", "id": title}, *words),
        element("ul", {"class": "contents", "role": "list"}, *entries),
    )


def _entry(entry: ContentsEntry, block: Contents, page: Page, inside: Around) -> Element:
    words = inlines_to_html(entry.children, page, inside, block.origin)
    level = {"class": f"level-{entry.level}"}
    if entry.anchor not in page.ids:
        page.screen.dangling(entry.anchor, block.origin)
        return element("li", level, *words)
    return element("li", level, element("a", {"href": f"#{page.ids[entry.anchor]}"}, *words))
