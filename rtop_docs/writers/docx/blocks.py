"""Blocks as paragraphs and tables of a part.

Knows the blocks of the document model; tables have a module of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from attrs import evolve
from lxml import etree

from rtop_docs.document.model import (
    BarChart,
    Block,
    BlockQuote,
    Contents,
    ContentsEntry,
    DotChart,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    List,
    ListItem,
    PageBreak,
    Panel,
    Paragraph,
    Table,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.docx.paragraphs import first_paragraph, last_paragraph, paragraph, set_property
from rtop_docs.writers.docx.reference import BULLETS, LEVELS
from rtop_docs.writers.docx.runs import close_field, ink_of, inlines_to_runs, open_field
from rtop_docs.writers.docx.story import Place, Story, inside
from rtop_docs.writers.docx.styles import twips
from rtop_docs.writers.docx.tables import bars_of, key_figures_to_word, table_to_word
from rtop_docs.writers.docx.xml import add, w

_ROLES = {
    "kicker": "Kicker",
    "title": "Title",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "remark": "Remark",
    "attribution": "Attribution",
    "legend": "Legend",
}


def blocks_to_word(blocks: Iterable[Block], parent: etree._Element, story: Story, place: Place) -> None:
    """Append `blocks` to a body, cell or note."""
    break_first = False
    for block in blocks:
        if isinstance(block, PageBreak):
            break_first = True
            continue
        before = parent[-1] if len(parent) else None
        here = inside(place, block, story.screen)
        block_to_word(block, parent, story, here)
        first = parent[0] if before is None else before.getnext()
        if first is None:
            continue
        first = _apart(first, before, break_first, story, here)
        break_first = False
        _mark(block, first, parent[-1], story)
        place = evolve(place, numbered=None, label="")


def block_to_word(block: Block, parent: etree._Element, story: Story, place: Place) -> None:
    """Append one block; place: inside it."""
    match block:
        case Heading():
            _heading(block, parent, story, place)
        case Paragraph():
            _paragraph(block, parent, story, place)
        case List():
            _list(block, parent, story, place)
        case BlockQuote():
            _quote(block, parent, story, place)
        case Table():
            table_to_word(block, parent, story, place, blocks_to_word)
        case KeyFigures():
            key_figures_to_word(block, parent, story, place)
        case Panel():
            _panel(block, parent, story, place)
        case Figure():
            _figure(block, parent, story, place)
        case PageBreak():
            return
        case Contents():
            _contents(block, parent, story, place)
        case _:
            assert_never(block)


def end_with_paragraph(parent: etree._Element, story: Story, place: Place) -> None:
    """Append an empty paragraph where Word wants one: in a part that is empty, and after a table that ends it."""
    if not len(parent) or parent[-1].tag != w("p"):
        paragraph(parent, story, evolve(place, numbered=None, label="", panel=""), "Separator")


def _apart(
    first: etree._Element, before: etree._Element | None, page_break: bool, story: Story, place: Place
) -> etree._Element:
    """Keep a block apart from a table before it (Word joins two that touch) and put it on a new page if asked."""
    after_table = before is not None and before.tag == w("tbl")
    if first.tag == w("tbl") and (after_table or page_break):
        holder = etree.Element("holder")
        separator = paragraph(holder, story, evolve(place, numbered=None, label="", panel=""), "Separator")
        first.addprevious(separator)
        if page_break:
            set_property(separator, "pageBreakBefore")
        return first
    if first.tag == w("p") and after_table and not _is_heading(first):
        set_property(first, "spacing", before=twips(story.style.spacing.block))
    if first.tag == w("p") and page_break:
        set_property(first, "pageBreakBefore")
    return first


def _is_heading(element: etree._Element) -> bool:
    style = element.find(f"{w('pPr')}/{w('pStyle')}")
    return style is not None and (style.get(w("val")) or "").startswith("Heading")


def _mark(block: Block, first: etree._Element, last: etree._Element, story: Story) -> None:
    """Put the bookmarks of a block around its text."""
    if not (block.anchor or block.origin.record):
        return
    begin, end = first_paragraph(first), last_paragraph(last)
    if block.anchor and block.anchor not in story.taken:
        story.taken.add(block.anchor)
        story.mark(begin, end, story.anchors[block.anchor])
    if block.origin.record:
        story.mark_origin(begin, end, block.origin)


def _heading(block: Heading, parent: etree._Element, story: Story, place: Place) -> None:
    made = paragraph(parent, story, place, f"Heading{block.level}")
    if place.panel:
        set_property(made, "spacing", before=twips(4.5), after=twips(4.5))
    warm = "Disagreement" if place.panel == "unknown" else ""
    inlines_to_runs(block.children, made, story, place, ink_of(place, warm))


def _paragraph(block: Paragraph, parent: etree._Element, story: Story, place: Place) -> None:
    style = _ROLES.get(block.role, place.style)
    made = paragraph(parent, story, place, style)
    inlines_to_runs(block.children, made, story, place, ink_of(place))


def _words(inlines: tuple[Inline, ...], style: str, parent: etree._Element, story: Story, place: Place) -> None:
    if inlines:
        made = paragraph(parent, story, place, style)
        inlines_to_runs(inlines, made, story, place, ink_of(place))


# -- lists --------------------------------------------------------------------------------------


def _list(block: List, parent: etree._Element, story: Story, place: Place) -> None:
    level = min(place.level, LEVELS - 1)
    style = "SourceList" if block.role == "sources" else ("ListNumber" if block.ordered else "ListBullet")
    own = evolve(place, level=place.level + 1, style=style, numbered=None, label="")
    number = _number_of(block, story)
    for item in block.items:
        bears = evolve(own, numbered=(number, level)) if number else evolve(own, label=item.label or "•")
        _item(item, parent, story, bears)
    if place.level == 0 and len(parent) and parent[-1].tag == w("p"):
        set_property(parent[-1], "spacing", after=twips(story.style.spacing.block))


def _number_of(block: List, story: Story) -> str:
    """Return the number of a list that Word counts by itself; empty when its labels are of another kind."""
    labels = [item.label for item in block.items]
    if not any(labels):
        return story.add_list(block.start, plain=False) if block.ordered else BULLETS
    first = labels[0].removesuffix(".")
    if not (first.isascii() and first.isdigit()) or len(first) > 6 or str(int(first)) != first:
        return ""
    for end in ("", "."):
        if labels == [f"{int(first) + n}{end}" for n in range(len(labels))]:
            return story.add_list(int(first), plain=not end)
    return ""


def _item(item: ListItem, parent: etree._Element, story: Story, place: Place) -> None:
    blocks = item.blocks
    if not blocks or not isinstance(blocks[0], Paragraph):
        paragraph(parent, story, place, place.style)
        place = evolve(place, numbered=None, label="")
    if place.numbered or place.label:
        blocks_to_word(blocks[:1], parent, story, place)
        blocks = blocks[1:]
    rest = evolve(place, numbered=None, label="", style="ListContinue" if place.style != "SourceList" else place.style)
    blocks_to_word(blocks, parent, story, rest)


# -- others -------------------------------------------------------------------------------------


def _panel(block: Panel, parent: etree._Element, story: Story, place: Place) -> None:
    before = len(parent)
    blocks_to_word(block.blocks, parent, story, evolve(place, panel=block.role, style=""))
    room = twips(story.style.spacing.block + 4.5)
    framed = [made for made in list(parent)[before:] if made.tag == w("p")]
    if framed:
        set_property(framed[0], "spacing", before=room)
        set_property(framed[-1], "spacing", after=room)
    if len(framed) > 1:
        set_property(framed[0], "keepNext")  # its title never stands alone at the foot of a page


def _quote(block: BlockQuote, parent: etree._Element, story: Story, place: Place) -> None:
    blocks_to_word(block.blocks, parent, story, evolve(place, style="Quote"))
    _words(block.attribution, "QuoteSource", parent, story, place)


def _figure(block: Figure, parent: etree._Element, story: Story, place: Place) -> None:
    """Append the table of a chart's data, with bars under its row heads; the chart's alt text describes the table."""
    data = block.data
    named = evolve(data, description=block.alt or data.description)
    chart = block.chart
    match chart:
        case BarChart():
            bars = bars_of(chart, data)
        case DotChart():
            bars = ()
        case _:
            assert_never(chart)
    _words(block.caption, "Caption", parent, story, evolve(place, keep_next=True))
    here = inside(place, data, story.screen)
    table_to_word(named, parent, story, here, blocks_to_word, bars, plain_text(block.caption))
    _mark(data, parent[-1], parent[-1], story)


def _contents(block: Contents, parent: etree._Element, story: Story, place: Place) -> None:
    """Append the contents as a field whose entries are there when the file opens.

    Without page numbers (the switch n): those of another layout would be wrong.
    """
    _words(block.title, "TOCHeading", parent, story, place)
    last = len(block.entries) - 1
    for number, entry in enumerate(block.entries):
        line = paragraph(parent, story, place, f"TOC{min(max(entry.level, 1), 4)}")
        ink = ink_of(place)
        if number == 0:
            open_field('TOC \\o "1-4" \\h \\n \\z \\u', line, story, ink)
        _entry(entry, line, story, place)
        if number == last:
            close_field(line, story, ink)


def _entry(entry: ContentsEntry, line: etree._Element, story: Story, place: Place) -> None:
    if entry.anchor not in story.anchors:
        story.screen.dangling(entry.anchor, place.origin)
        inlines_to_runs(entry.children, line, story, place, ink_of(place))
        return
    link = add(line, "hyperlink", anchor=story.anchors[entry.anchor], history="1")
    inlines_to_runs(entry.children, link, story, place, ink_of(place))
