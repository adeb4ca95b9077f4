"""What stands around the text of a Word file: heads and feet of pages, properties, content types, relationships.

Knows a document's own fields; no blocks.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve
from lxml import etree

from rtop_docs.document.model import Document
from rtop_docs.writers.docx.paragraphs import paragraph, set_property
from rtop_docs.writers.docx.runs import field_to_runs, ink_of, text_to_run
from rtop_docs.writers.docx.story import Relationships, Story
from rtop_docs.writers.docx.styles import twips
from rtop_docs.writers.docx.xml import R_NS, add, part_bytes, root
from rtop_docs.writers.words import label

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DC = "http://purl.org/dc/elements/1.1/"
_CP = f"{_PACKAGE}/metadata/core-properties"

# Part -> (content type, kind of its relationship from the text, "" for none); the order gives the ids.
_PARTS = {
    "word/document.xml": (f"{_WORD}.document.main+xml", ""),
    "word/styles.xml": (f"{_WORD}.styles+xml", "styles"),
    "word/settings.xml": (f"{_WORD}.settings+xml", "settings"),
    "word/numbering.xml": (f"{_WORD}.numbering+xml", "numbering"),
    "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", "theme"),
    "word/fontTable.xml": (f"{_WORD}.fontTable+xml", "fontTable"),
    "word/webSettings.xml": (f"{_WORD}.webSettings+xml", "webSettings"),
    "word/footnotes.xml": (f"{_WORD}.footnotes+xml", "footnotes"),
    "word/header1.xml": (f"{_WORD}.header+xml", "header"),
    "word/header2.xml": (f"{_WORD}.header+xml", "header"),
    "word/footer1.xml": (f"{_WORD}.footer+xml", "footer"),
    "word/footer2.xml": (f"{_WORD}.footer+xml", "footer"),
    "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", ""),
    "docProps/app.xml": ("application/vnd.openxmlformats-officedocument.extended-properties+xml", ""),
}


def _root(space: str, name: str) -> etree._Element:
    """Make the root of a part whose elements are all of one namespace."""
    return etree.fromstring(f'<{name} xmlns="{space}"/>')


def part_id(name: str) -> str:
    """Return the id of the relationship from the text to part `name`."""
    return f"part{list(_PARTS).index(name)}"


def content_types() -> bytes:
    """Return the list of content types, the same in every file."""
    types = _root(f"{_PACKAGE}/content-types", "Types")
    relationships = "application/vnd.openxmlformats-package.relationships+xml"
    for extension, kind in (("rels", relationships), ("xml", "application/xml")):
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Default", Extension=extension, ContentType=kind)
    for name, (kind, _) in _PARTS.items():
        etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override", PartName=f"/{name}", ContentType=kind)
    return part_bytes(types)


def package_relationships() -> bytes:
    """Return the relationships of the package, the same in every file."""
    return _relationships(
        (
            ("office", f"{_OFFICE}/relationships/officeDocument", "word/document.xml", False),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml", False),
            ("extended", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml", False),
        )
    )


def text_relationships(links: Relationships) -> bytes:
    """Return the relationships of the text: to the parts, and to what its links point to."""
    parts = (
        (part_id(name), f"{_OFFICE}/relationships/{kind}", name.removeprefix("word/"), False)
        for name, (_, kind) in _PARTS.items()
        if kind
    )
    return _relationships((*parts, *_links(links)))


def note_relationships(links: Relationships) -> bytes:
    """Return the relationships of the notes."""
    return _relationships(_links(links))


def _links(links: Relationships) -> tuple[tuple[str, str, str, bool], ...]:
    return tuple((id, f"{_OFFICE}/relationships/hyperlink", target, True) for target, id in links.links.items())


def _relationships(entries: Iterable[tuple[str, str, str, bool]]) -> bytes:
    space = f"{_PACKAGE}/relationships"
    tree = _root(space, "Relationships")
    for id, kind, target, external in entries:
        entry = etree.SubElement(tree, f"{{{space}}}Relationship", Id=id, Type=kind, Target=target)
        if external:
            entry.set("TargetMode", "External")
    return part_bytes(tree)


def core_properties(story: Story) -> bytes:
    """Return title, subject, publisher, language, version and marks; no date and no person."""
    document = story.document
    tree = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC})
    values = (
        (_DC, "title", document.title),
        (_DC, "subject", document.subject),
        (_DC, "creator", document.publisher),
        (_DC, "language", document.language),
        (_CP, "category", document.kind),
        (_CP, "contentStatus", " · ".join(document.marks)),
        (_CP, "version", document.version),
    )
    for space, name, value in values:
        if value:
            etree.SubElement(tree, f"{{{space}}}{name}").text = story.screen.text(value, story.place.origin)
    return part_bytes(tree)


def extended_properties(story: Story) -> bytes:
    """Return the publisher as the company; every other field there would name a machine or a moment."""
    space = f"{_OFFICE}/extended-properties"
    tree = _root(space, "Properties")
    company = story.screen.text(story.document.publisher, story.place.origin)
    etree.SubElement(tree, f"{{{space}}}Company").text = company
    return part_bytes(tree)


def page_head(story: Story, first: bool) -> bytes:
    """Return the running head; the first page has none but the marks."""
    tree, place, document = root("hdr"), story.place, story.document
    line = paragraph(tree, story, place, "Header")
    left, right = ("", "") if first else (document.head_left, document.head_right)
    if left or right or document.marks:
        _two_sides(line, story, left)
        marks = " · ".join(document.marks)
        text_to_run(marks, line, story, place, evolve(ink_of(place, "Disagreement"), bold=True))
        text_to_run(" · " + right if marks and right else right, line, story, place, ink_of(place))
    return part_bytes(tree)


def page_foot(story: Story) -> bytes:
    """Return the foot: publisher and version, and the page as fields."""
    tree, place, document = root("ftr"), story.place, story.document
    version = label(document, "version").replace("{version}", document.version) if document.version else ""
    line = paragraph(tree, story, place, "Footer")
    _two_sides(line, story, " · ".join(part for part in (document.publisher, version) if part))
    _page_of_pages(line, story, document)
    return part_bytes(tree)


def _two_sides(line: etree._Element, story: Story, left: str) -> None:
    """Write `left`, and go to the other side of the line by a tab."""
    place = story.place
    add(set_property(line, "tabs"), "tab", val="right", pos=twips(place.width))
    text_to_run(left, line, story, place, ink_of(place))
    add(add(line, "r"), "tab")


def _page_of_pages(line: etree._Element, story: Story, document: Document) -> None:
    """Write the label "page {page} of {pages}" with a field in place of each brace."""
    place = story.place
    ink = ink_of(place)
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    for number, piece in enumerate(label(document, "page_of").replace("}", "{").split("{")):
        if number % 2 and piece in fields:
            field_to_runs(fields[piece], "1", line, story, ink)
        else:
            text_to_run(piece, line, story, place, ink)


def section(story: Story, body: etree._Element) -> None:
    """Append the one section's properties: paper, margins, heads and feet."""
    style, document = story.style, story.document
    found = add(body, "sectPr")
    for name, file in (("headerReference", "header"), ("footerReference", "footer")):
        for kind, number in (("default", 1), ("first", 2)):
            add(found, name, type=kind).set(f"{{{R_NS}}}id", part_id(f"word/{file}{number}.xml"))
    width, height = (twips(side) for side in style.page.size.points)
    if document.landscape:
        add(found, "pgSz", w=height, h=width, orient="landscape")
    else:
        add(found, "pgSz", w=width, h=height)
    page = style.page
    margins = {"top": page.margin_top_mm, "right": page.margin_right_mm, "bottom": page.margin_bottom_mm,
               "left": page.margin_left_mm, "header": 10.0, "footer": 11.0, "gutter": 0.0}  # fmt: skip
    add(found, "pgMar", **{side: twips(size * 72 / 25.4) for side, size in margins.items()})
    add(found, "titlePg")
    if document.direction == "rtl":
        add(found, "bidi")
