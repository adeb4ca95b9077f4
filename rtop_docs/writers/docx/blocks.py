"""Blocks as paragraphs and tables of a part.

Knows the blocks of the document model; tables have a module of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from attrs import evolve, frozen

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Contents,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    List,
    ListItem,
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    Table,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.docx.drawings import drawings_of
from rtop_docs.writers.docx.elements import Element, WordParagraph, WordTable, paragraphs_in
from rtop_docs.writers.docx.ink import styled
from rtop_docs.writers.docx.markup import escaped
from rtop_docs.writers.docx.numbering import LEVELS
from rtop_docs.writers.docx.origins import Sent
from rtop_docs.writers.docx.place import Place, in_language, in_list, in_panel, in_style, with_next
from rtop_docs.writers.docx.runs import Runs, field_end, field_opening
from rtop_docs.writers.docx.story import Story
from rtop_docs.writers.docx.tables import TableWriter, key_figures_to_word

_ROLES = {
    "kicker": "Kicker",
    "title": "Title",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "remark": "Remark",
    "attribution": "Attribution",
    "legend": "Legend",
}
_TOC_LEVELS = 4
_QUOTED = ("Quote", "QuoteSource")


@frozen
class Bearing:
    """What the first paragraph of a list's item bears: the number at a level of a list, or a label."""

    numbered: tuple[str, int] | None = None
    label: str = ""


def blocks_to_word(
    blocks: Sequence[Block],
    to: list[Element],
    story: Story,
    place: Place,
    origin: Origin,
    bearing: Bearing | None = None,
) -> None:
    """Append `blocks` to a body, cell or note.

    origin: of what stands around them.  bearing: of the first of them, which is a paragraph.
    """
    new_page = False
    anchors: list[str] = []
    for block in blocks:
        if isinstance(block, PageBreak):
            new_page = True
            anchors += [block.anchor] if block.anchor else []
            continue
        begin = len(to)
        _block_and_marks(block, to, story, place, origin, bearing)
        bearing = None
        if len(to) == begin:
            continue
        if new_page or begin:
            _apart(to, begin, new_page, story, place)
            new_page = False
        while anchors:  # the new page is this block's
            story.set_anchor(anchors.pop(0), next(paragraphs_in(to[begin:])))


def end_with_paragraph(to: list[Element], place: Place) -> None:
    """Append an empty paragraph where Word wants one: in a part that is empty, and after a table that ends it."""
    if not to or isinstance(to[-1], WordTable):
        to.append(_separator(place))


def _separator(place: Place) -> WordParagraph:
    return WordParagraph("Separator", rtl=place.ink.rtl)


def _apart(to: list[Element], begin: int, new_page: bool, story: Story, place: Place) -> None:
    """Keep a block apart from a table before it (Word joins two that touch) and put it on a new page if asked."""
    first = to[begin]
    after_table = begin > 0 and isinstance(to[begin - 1], WordTable)
    if isinstance(first, WordParagraph):
        if after_table and not first.style.startswith(("Heading", "Separator")):
            first.before = story.style.spacing.block
        first.new_page = first.new_page or new_page
    elif after_table or new_page:
        separator = _separator(place)
        separator.new_page = new_page
        to.insert(begin, separator)


def _block_and_marks(
    block: Block, to: list[Element], story: Story, place: Place, outer: Origin, bearing: Bearing | None
) -> None:
    """Append a block with the bookmarks around it."""
    begin = len(to)
    origin = block.origin if block.origin.record or block.origin.template else outer
    sent = story.came_from(origin.record, origin.field) if origin.record and origin != outer else None
    if block.language != place.ink.language or (block.direction == "rtl") != place.ink.rtl:
        place = _inside(place, block, story, origin)
    _block_to_word(block, to, story, place, origin, bearing)
    if sent is not None or block.anchor:
        _mark(block, to[begin:], sent, story)


def _mark(block: Block, made: list[Element], sent: Sent | None, story: Story) -> None:
    """Set the anchor of a block, and around it the bookmarks of where it came from."""
    if block.anchor and made:
        story.set_anchor(block.anchor, next(paragraphs_in(made)))
    if sent is not None:
        story.mark_blocks(made, sent)


def _inside(place: Place, block: Block, story: Story, origin: Origin) -> Place:
    """Return the place inside `block`: its language and direction."""
    language = story.screen.language(block.language, origin) or place.ink.language
    return in_language(place, language, block.direction == "rtl")


def _block_to_word(
    block: Block, to: list[Element], story: Story, place: Place, origin: Origin, bearing: Bearing | None
) -> None:
    """Append one block; place, origin: inside it."""
    match block:
        case Paragraph():
            _paragraph(block, to, story, place, origin, bearing)
        case Heading():
            _heading(block, to, story, place, origin)
        case List():
            _list(block, to, story, place, origin)
        case BlockQuote():
            _quote(block, to, story, place, origin)
        case Table():
            TableWriter(block, story, place, origin, blocks_to_word).write(to)
        case KeyFigures():
            key_figures_to_word(block, to, story, place, origin)
        case Panel():
            _panel(block, to, story, place, origin)
        case Figure():
            _figure(block, to, story, place, origin)
        case Contents():
            _contents(block, to, story, place, origin)
        case PageBreak():
            return
        case _:
            assert_never(block)


def _paragraph(
    block: Paragraph, to: list[Element], story: Story, place: Place, origin: Origin, bearing: Bearing | None
) -> None:
    made = place.paragraph(_ROLES.get(block.role, place.style))
    if bearing is not None:
        _bear(made, bearing, story, origin)
    to.append(made)
    Runs(made, story, place, origin).inlines(block.children, place.ink)


def _bear(made: WordParagraph, bearing: Bearing, story: Story, origin: Origin) -> None:
    made.numbered = bearing.numbered
    if bearing.label:
        made.numbered = ("0", 0)  # the style's own number or bullet would stand before the label (17.9.18)
        label = escaped(story.screen.text(bearing.label, origin))
        made.label = f"<w:r><w:t>{label}</w:t><w:tab/></w:r>"


def _heading(block: Heading, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    made = place.paragraph(f"Heading{block.level}")
    if place.panel:
        made.before = made.after = story.style.spacing.subsection_after
    to.append(made)
    warm = styled(place.ink, "Disagreement") if place.panel == "unknown" else place.ink
    Runs(made, story, place, origin).inlines(block.children, warm)


def _words(
    inlines: tuple[Inline, ...], style: str, to: list[Element], story: Story, place: Place, origin: Origin
) -> None:
    if inlines:
        made = place.paragraph(style)
        to.append(made)
        Runs(made, story, place, origin).inlines(inlines, place.ink)


# -- lists --------------------------------------------------------------------------------------


def _list(block: List, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    level = min(place.level, LEVELS - 1)
    style = "SourceList" if block.role == "sources" else ("ListNumber" if block.ordered else "ListBullet")
    first = in_list(place, style)
    rest = first if block.role == "sources" else in_style(first, "ListContinue")
    number = _number_of(block, level, story)
    for item in block.items:
        bearing = Bearing((number, level)) if number else Bearing(label=item.label or "•")
        _item(item, to, story, first, rest, origin, bearing)
    if place.level == 0 and to and isinstance(to[-1], WordParagraph):
        to[-1].after = story.style.spacing.block


def _number_of(block: List, level: int, story: Story) -> str:
    """Return the number of a list that Word counts by itself; empty when its labels are of another kind."""
    labels = [item.label for item in block.items]
    if not any(labels):
        return (
            story.add_list(block.start, level, plain=False)
            if block.ordered
            else story.reference.numbering.bullets[level]
        )
    first = labels[0].removesuffix(".")
    if not (first.isascii() and first.isdigit()) or len(first) > 6 or str(int(first)) != first:
        return ""
    for end in ("", "."):
        if labels == [f"{int(first) + n}{end}" for n in range(len(labels))]:
            return story.add_list(int(first), level, plain=not end)
    return ""


def _item(
    item: ListItem, to: list[Element], story: Story, first: Place, rest: Place, origin: Origin, bearing: Bearing
) -> None:
    blocks = item.blocks
    if blocks and isinstance(blocks[0], Paragraph):
        blocks_to_word(blocks[:1], to, story, first, origin, bearing)
        blocks = blocks[1:]
    else:  # a number needs a paragraph to stand on
        made = first.paragraph(first.style)
        _bear(made, bearing, story, origin)
        to.append(made)
    if blocks:
        blocks_to_word(blocks, to, story, rest, origin)


# -- others -------------------------------------------------------------------------------------


def _panel(block: Panel, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    begin = len(to)
    blocks_to_word(block.blocks, to, story, in_panel(place, block.role), origin)
    framed = [made for made in to[begin:] if isinstance(made, WordParagraph) and made.panel]
    for number, made in enumerate(framed):
        made.odd, made.before, made.after = bool(number % 2), 0.0, 0.0
    if framed:
        framed[0].before = framed[-1].after = story.style.spacing.block + story.style.spacing.grid
        framed[0].edges, framed[-1].edges = (True, len(framed) == 1), (len(framed) == 1, True)
        framed[0].keep_next = len(framed) > 1  # its title never stands alone at the foot of a page


def _quote(block: BlockQuote, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    """Append a quotation, its bar apart from that of a quotation right before it."""
    begin = len(to)
    before = to[-1] if to else None
    odd = isinstance(before, WordParagraph) and before.style in _QUOTED and not before.odd
    blocks_to_word(block.blocks, to, story, in_style(place, "Quote"), origin)
    _words(block.attribution, "QuoteSource", to, story, place, origin)
    for made in to[begin:]:
        if isinstance(made, WordParagraph) and made.style in _QUOTED:
            made.odd = odd


def _figure(block: Figure, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    """Append the table of a chart's data, each row of the chart drawn under a row's head.

    The chart's alt text describes the table.
    """
    data = block.data
    named = evolve(data, description=block.alt or data.description)
    drawings = drawings_of(block.chart, data)
    _words(block.caption, "FigureCaption", to, story, with_next(place), origin)
    begin = len(to)
    inner = data.origin if data.origin.record else origin
    sent = story.came_from(inner.record, inner.field) if inner.record and inner != origin else None
    here = _inside(place, data, story, inner)
    TableWriter(named, story, here, inner, blocks_to_word, drawings, plain_text(block.caption)).write(to)
    _mark(data, to[begin:], sent, story)


def _contents(block: Contents, to: list[Element], story: Story, place: Place, origin: Origin) -> None:
    """Append the contents as a field whose entries are there when the file opens.

    Without page numbers (the switch n), unless the style asks Word to fill them in: those of another layout would
    be wrong.
    """
    _words(block.title, "TOCHeading", to, story, place, origin)
    pages = "" if story.style.docx.page_numbers_in_contents else "\\n "
    last = len(block.entries) - 1
    for number, entry in enumerate(block.entries):
        made = place.paragraph(f"TOC{min(max(entry.level, 1), _TOC_LEVELS)}")
        to.append(made)
        runs = Runs(made, story, place, origin, traced=False)
        if number == 0:
            made.pieces.append(field_opening(f'TOC \\o "1-4" \\h {pages}\\z \\u', place.ink))
        runs.reference(entry.anchor, entry.children, place.ink, place.ink)
        if number == last:
            made.pieces.append(field_end(place.ink))
