"""Write a Document as a Word file: real styles, native notes, and bytes that depend on the document and style alone.

Knows the document and the style; nothing of records or of other formats.
"""

from __future__ import annotations

from functools import cache

from rtop_docs.diagnostics import Checked, has_errors
from rtop_docs.document.model import Document, Note, Origin
from rtop_docs.opc.package import Refused
from rtop_docs.writers.docx.blocks import blocks_to_word, end_with_paragraph
from rtop_docs.writers.docx.elements import Element, paragraphs_in
from rtop_docs.writers.docx.furniture import (
    content_types,
    core_properties,
    extended_properties,
    item_relationships,
    note_relationships,
    package_relationships,
    page_foot,
    page_head,
    section,
    text_relationships,
    text_relationships_head,
)
from rtop_docs.writers.docx.ink import styled
from rtop_docs.writers.docx.markup import word_part
from rtop_docs.writers.docx.origins import ITEM, ITEM_PROPERTIES, ITEM_RELATIONSHIPS, item_properties, origins_part
from rtop_docs.writers.docx.package import Head, PackedPart, packed, packed_head, quickly_packed, zipped
from rtop_docs.writers.docx.reference import reference_package
from rtop_docs.writers.docx.story import Story
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.style import Style

_RELATIONSHIPS, _NUMBERING = "word/_rels/document.xml.rels", "word/numbering.xml"


def write_docx(document: Document, style: Style) -> Checked[bytes]:
    """Return `document` as a Word file; empty when it holds what no document may (V01, V03).

    A chart is shown as the table of its data.  A second call of a note is a field that repeats its number.
    Empty, with the reason (B01 to B07), when the style's own Word file cannot be used.
    """
    language = Screen().language(document.language, Origin()) or "en"
    try:
        reference = reference_package(style, language)
    except Refused as fault:
        return Checked(b"", (fault.diagnostic,))
    story = Story.of(document, style, reference)
    parts = _parts(story)
    if story.anchors.keys() - story.placed:  # a reference leads nowhere, which only the end shows: once more without
        story = Story.of(document, style, reference, frozenset(story.anchors.keys() - story.placed))
        parts = _parts(story)
    findings = story.screen.findings
    if has_errors(findings):
        return Checked(b"", findings)
    heads = {_RELATIONSHIPS: _relationships_head(), _NUMBERING: reference.numbering.head}
    own = quickly_packed(parts, heads)
    feet = (part.named("word/footer2.xml") for part in own if part.name == b"word/footer1.xml")
    return Checked(zipped((*_package_parts(), *reference.parts, *own, *feet)), findings)


@cache
def _package_parts() -> tuple[PackedPart, ...]:
    """Return the parts that are the same in every file."""
    return (
        packed("[Content_Types].xml", content_types()),
        packed("_rels/.rels", package_relationships()),
        packed(ITEM_PROPERTIES, item_properties()),
        packed(ITEM_RELATIONSHIPS, item_relationships()),
    )


@cache
def _relationships_head() -> Head:
    return packed_head(text_relationships_head())


def _parts(story: Story) -> dict[str, bytes]:
    """Return the parts of this document, by name; of two only what follows their heads, of two equal ones the first."""
    document = story.document
    pages = section(story.style.page, landscape=document.landscape, rtl=document.direction == "rtl")
    text = word_part("document", "<w:body>", *_text(story), pages, "</w:body>")
    notes = word_part("footnotes", *_notes(story))
    return {
        "word/document.xml": text,
        _RELATIONSHIPS: text_relationships(story.links),
        "word/footnotes.xml": notes,
        "word/_rels/footnotes.xml.rels": note_relationships(story.note_links),
        _NUMBERING: _numbering(story),
        "word/header1.xml": page_head(story, first=False),
        "word/header2.xml": page_head(story, first=True),
        "word/footer1.xml": page_foot(story),
        "docProps/core.xml": core_properties(story),
        "docProps/app.xml": extended_properties(story),
        ITEM: origins_part(story.sent, document.version),
    }


def _text(story: Story) -> list[str]:
    body: list[Element] = []
    blocks_to_word(story.document.blocks, body, story, story.place, Origin())
    end_with_paragraph(body, story.place)
    return story.reference.forms.markup(body)


_SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{id}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for id, kind in (("-1", "separator"), ("0", "continuationSeparator"))
)


def _notes(story: Story) -> list[str]:
    """Return the notes: Word's two separators, then each note as it was called."""
    pieces = [_SEPARATORS]
    text_links, story.links = story.links, story.note_links
    for number, (note, origin, counts) in enumerate(story.notes, 1):
        made = _note(note, origin, story, "" if counts else str(note.number))
        pieces += (f'<w:footnote w:id="{number}">', *story.reference.forms.markup(made), "</w:footnote>")
    story.links = text_links
    return pieces


def _note(note: Note, origin: Origin, story: Story, number: str) -> list[Element]:
    """Return the blocks of a note.  number: its mark where Word's own count is another."""
    place = story.note_place
    made: list[Element] = []
    blocks_to_word(note.blocks, made, story, place, origin)
    end_with_paragraph(made, place)
    first = next(paragraphs_in(made))
    mark = f"<w:t>{number}</w:t>" if number else "<w:footnoteRef/>"
    run = styled(place.ink, "FootnoteReference").opening
    first.pieces.insert(0, f"{run}{mark}</w:r>{place.ink.text} </w:t></w:r>")
    return made


def _numbering(story: Story) -> bytes:
    """Return what follows the reference package's list definitions: this document's own lists."""
    pieces = []
    for number, kind, level, start in story.lists:
        begin = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        pieces.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{begin}</w:num>')
    pieces.append("</w:numbering>")
    return "".join(pieces).encode("utf-8")
