"""What stands around the text of a Word file: heads and feet of pages, properties, content types, relationships.

Knows a document's own fields; no blocks.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rtop_docs.document.model import Origin
from rtop_docs.writers.docx.elements import WordParagraph
from rtop_docs.writers.docx.ink import Ink, bold, styled
from rtop_docs.writers.docx.markup import escaped, quoted, whole, word_part
from rtop_docs.writers.docx.origins import ITEM, ITEM_PROPERTIES
from rtop_docs.writers.docx.runs import Runs, field_markup, text_markup
from rtop_docs.writers.docx.story import Relationships, Story
from rtop_docs.writers.docx.units import twips
from rtop_docs.writers.style import Page
from rtop_docs.writers.words import label

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument"
_WORD = f"{_TYPE}.wordprocessingml"
_DC = "http://purl.org/dc/elements/1.1/"
_CP = f"{_PACKAGE}/metadata/core-properties"

# Part -> (content type, kind of its relationship from the text, "" for none); the order gives the ids.
_PARTS = {
    "word/document.xml": (f"{_WORD}.document.main+xml", ""),
    "word/styles.xml": (f"{_WORD}.styles+xml", "styles"),
    "word/settings.xml": (f"{_WORD}.settings+xml", "settings"),
    "word/numbering.xml": (f"{_WORD}.numbering+xml", "numbering"),
    "word/theme/theme1.xml": (f"{_TYPE}.theme+xml", "theme"),
    "word/fontTable.xml": (f"{_WORD}.fontTable+xml", "fontTable"),
    "word/webSettings.xml": (f"{_WORD}.webSettings+xml", "webSettings"),
    "word/footnotes.xml": (f"{_WORD}.footnotes+xml", "footnotes"),
    "word/header1.xml": (f"{_WORD}.header+xml", "header"),
    "word/header2.xml": (f"{_WORD}.header+xml", "header"),
    "word/footer1.xml": (f"{_WORD}.footer+xml", "footer"),
    "word/footer2.xml": (f"{_WORD}.footer+xml", "footer"),
    "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", ""),
    "docProps/app.xml": (f"{_TYPE}.extended-properties+xml", ""),
    ITEM: ("", "customXml"),
    ITEM_PROPERTIES: (f"{_TYPE}.customXmlProperties+xml", ""),
}


def part_id(name: str) -> str:
    """Return the id of the relationship from the text to part `name`."""
    return f"part{list(_PARTS).index(name)}"


# -- the same in every file ---------------------------------------------------------------------


def content_types() -> bytes:
    """Return the list of content types."""
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (("rels", relationships), ("xml", "application/xml"))
    return whole(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        + "".join(f'<Default Extension="{extension}" ContentType="{kind}"/>' for extension, kind in defaults)
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (kind, _) in _PARTS.items() if kind)
        + "</Types>"
    )


def package_relationships() -> bytes:
    """Return the relationships of the package."""
    return _relationships(
        _internal("office", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
        _internal("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        _internal("extended", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
    )


def item_relationships() -> bytes:
    """Return the relationships of the part that says where texts came from."""
    target = ITEM_PROPERTIES.rpartition("/")[2]
    return _relationships(_internal("properties", f"{_OFFICE}/relationships/customXmlProps", target))


def text_relationships_head() -> bytes:
    """Return how the relationships of every text begin: those to the parts that every file has."""
    targets = {name: name.removeprefix("word/") if name.startswith("word/") else f"../{name}" for name in _PARTS}
    entries = (
        _internal(part_id(name), f"{_OFFICE}/relationships/{kind}", targets[name])
        for name, (_, kind) in _PARTS.items()
        if kind
    )
    return whole(_RELATIONSHIPS, *entries)


def _internal(id: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{id}" Type="{kind}" Target="{target}"/>'


_RELATIONSHIPS = f'<Relationships xmlns="{_PACKAGE}/relationships">'


def _relationships(*entries: str) -> bytes:
    return whole(_RELATIONSHIPS, *entries, "</Relationships>")


# -- relationships and properties of one document ------------------------------------------------


def text_relationships(links: Relationships) -> bytes:
    """Return what follows their head: the relationships of the text to what its links point to."""
    return "".join((*_links(links), "</Relationships>")).encode("utf-8")


def note_relationships(links: Relationships) -> bytes:
    """Return the relationships of the notes."""
    return _relationships(*_links(links))


def _links(links: Relationships) -> Iterator[str]:
    for target, id in links.links.items():
        kind = f"{_OFFICE}/relationships/hyperlink"
        yield f'<Relationship Id="{id}" Type="{kind}" Target="{quoted(target)}" TargetMode="External"/>'


def core_properties(story: Story) -> bytes:
    """Return title, subject, publisher, language, version and marks; no date and no person."""
    document = story.document
    values = (
        ("dc:title", document.title),
        ("dc:subject", document.subject),
        ("dc:creator", document.publisher),
        ("dc:language", document.language),
        ("cp:category", document.kind),
        ("cp:contentStatus", " · ".join(document.marks)),
        ("cp:version", document.version),
    )
    elements = (f"<{name}>{_screened(story, value)}</{name}>" for name, value in values if value)
    return whole(f'<cp:coreProperties xmlns:cp="{_CP}" xmlns:dc="{_DC}">{"".join(elements)}</cp:coreProperties>')


def extended_properties(story: Story) -> bytes:
    """Return the publisher as the company; every other field there would name a machine or a moment."""
    company = f"<Company>{_screened(story, story.document.publisher)}</Company>"
    return whole(f'<Properties xmlns="{_OFFICE}/extended-properties">{company}</Properties>')


def _screened(story: Story, text: str) -> str:
    return escaped(story.screen.text(text, Origin()))


# -- pages --------------------------------------------------------------------------------------


def page_head(story: Story, *, first: bool) -> bytes:
    """Return the running head; the first page has none but the marks."""
    place, document = story.place, story.document
    line = WordParagraph("Header", rtl=place.ink.rtl)
    left, right = ("", "") if first else (document.head_left, document.head_right)
    if left or right or document.marks:
        runs = _two_sides(line, story, left)
        marks = " · ".join(document.marks)
        runs.text(marks, bold(styled(place.ink, "Disagreement")))
        runs.text(" · " + right if marks and right else right, place.ink)
    return word_part("hdr", *story.reference.forms.markup([line]))


def page_foot(story: Story) -> bytes:
    """Return the foot: publisher and version, and the page as fields."""
    document = story.document
    version = label(document, "version").replace("{version}", document.version) if document.version else ""
    line = WordParagraph("Footer", rtl=story.place.ink.rtl)
    _two_sides(line, story, " · ".join(part for part in (document.publisher, version) if part))
    line.pieces += _page_of_pages(story.screen.text(label(document, "page_of"), Origin()), story.place.ink)
    return word_part("ftr", *story.reference.forms.markup([line]))


def _two_sides(line: WordParagraph, story: Story, left: str) -> Runs:
    """Write `left`, and go to the other side of the line by a tab."""
    place = story.place
    rtl = "<w:bidi/>" if place.ink.rtl else ""
    tab = f'<w:tab w:val="right" w:pos="{twips(place.width)}"/>'
    line.fixed = f'<w:pPr><w:pStyle w:val="{line.style}"/><w:tabs>{tab}</w:tabs>{rtl}</w:pPr>'
    runs = Runs(line, story, place, Origin())
    runs.text(left, place.ink)
    runs.tab(place.ink)
    return runs


@lru_cache(maxsize=64)
def _page_of_pages(words: str, plain: Ink) -> tuple[str, ...]:
    """Return the label "page {page} of {pages}" as markup, with a field in place of each brace."""
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    pieces = enumerate(words.replace("}", "{").split("{"))
    return tuple(
        field_markup(fields[piece], "1", plain) if number % 2 and piece in fields else text_markup(piece, plain)
        for number, piece in pieces
        if piece
    )


@lru_cache(maxsize=64)
def section(page: Page, *, landscape: bool, rtl: bool) -> str:
    """Return the one section's properties: paper, margins, heads and feet."""
    heads = (
        f'<w:{name} w:type="{kind}" r:id="{part_id(f"word/{file}{number}.xml")}"/>'
        for name, file in (("headerReference", "header"), ("footerReference", "footer"))
        for kind, number in (("default", 1), ("first", 2))
    )
    width, height = (twips(side) for side in page.size.points)
    size = f'w:w="{height}" w:h="{width}" w:orient="landscape"' if landscape else f'w:w="{width}" w:h="{height}"'
    sides = {"top": page.margin_top_mm, "right": page.margin_right_mm, "bottom": page.margin_bottom_mm,
             "left": page.margin_left_mm, "header": 10.0, "footer": 11.0, "gutter": 0.0}  # fmt: skip
    margins = "".join(f' w:{side}="{twips(size * 72 / 25.4)}"' for side, size in sides.items())
    across = "<w:bidi/>" if rtl else ""
    return f"<w:sectPr>{''.join(heads)}<w:pgSz {size}/><w:pgMar{margins}/><w:titlePg/>{across}</w:sectPr>"
