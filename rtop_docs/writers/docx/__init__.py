"""Write a Document as a Word file: real styles, native notes, and bytes that depend on the document and style alone.

Knows the document and the style; nothing of records or of other formats.
"""

from __future__ import annotations

from functools import cache

from attrs import evolve
from lxml import etree

from rtop_docs.diagnostics import Checked, has_errors
from rtop_docs.document.model import Document, Origin
from rtop_docs.writers.docx.blocks import blocks_to_word, end_with_paragraph
from rtop_docs.writers.docx.furniture import (
    content_types,
    core_properties,
    extended_properties,
    note_relationships,
    package_relationships,
    page_foot,
    page_head,
    section,
    text_relationships,
)
from rtop_docs.writers.docx.package import StoredPart, stored, zipped
from rtop_docs.writers.docx.paragraphs import first_paragraph
from rtop_docs.writers.docx.reference import Reference, reference_package
from rtop_docs.writers.docx.runs import ink_of, note_mark
from rtop_docs.writers.docx.story import Place, Story
from rtop_docs.writers.docx.xml import add, part_bytes, root, w
from rtop_docs.writers.style import Style


def write_docx(document: Document, style: Style) -> Checked[bytes]:
    """Return `document` as a Word file; empty when it holds what no document may (V01, V03).

    A chart is shown as the table of its data.  A second call of a note is a field that repeats its number.
    """
    story = Story.of(document, style)
    language = story.screen.language(document.language, Origin()) or "en"
    reference = reference_package(style, language)
    text = part_bytes(_text(story))
    notes = part_bytes(_notes(story))
    made = {
        "word/document.xml": text,
        "word/_rels/document.xml.rels": text_relationships(story.links),
        "word/footnotes.xml": notes,
        "word/_rels/footnotes.xml.rels": note_relationships(story.note_links),
        "word/numbering.xml": _numbering(story, reference),
        "word/header1.xml": page_head(story, first=False),
        "word/header2.xml": page_head(story, first=True),
        "word/footer1.xml": page_foot(story),
        "word/footer2.xml": page_foot(story),
        "docProps/core.xml": core_properties(story),
        "docProps/app.xml": extended_properties(story),
    }
    findings = story.screen.findings
    if has_errors(findings):
        return Checked(b"", findings)
    own = (stored(name, data) for name, data in made.items())
    return Checked(zipped((*_package_parts(), *reference.parts, *own)), findings)


@cache
def _package_parts() -> tuple[StoredPart, ...]:
    return (
        stored("[Content_Types].xml", content_types()),
        stored("_rels/.rels", package_relationships()),
    )


def _text(story: Story) -> etree._Element:
    tree = root("document")
    body = add(tree, "body")
    blocks_to_word(story.document.blocks, body, story, story.place)
    end_with_paragraph(body, story, story.place)
    section(story, body)
    return tree


def _notes(story: Story) -> etree._Element:
    """Return the part of notes: Word's two separators, then each note as it was called."""
    tree = root("footnotes")
    for id, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        line = add(add(tree, "footnote", type=kind, id=id), "p")
        add(add(line, "r"), kind)
    text_links, story.links = story.links, story.note_links
    for number, (note, place, counts) in enumerate(story.notes, 1):
        here = _note_place(place, story)
        footnote = add(tree, "footnote", id=str(number))
        blocks_to_word(note.blocks, footnote, story, here)
        end_with_paragraph(footnote, story, here)
        _begin_note(footnote, story, here, "" if counts else str(note.number))
    story.links = text_links
    return tree


def _note_place(place: Place, story: Story) -> Place:
    """Return the place of a note's blocks: as wide as the page, wherever the note was called."""
    return evolve(story.place, origin=place.origin, style="FootnoteText", in_note=True)


def _begin_note(footnote: etree._Element, story: Story, place: Place, number: str) -> None:
    """Put the note's mark before the first words of its first paragraph."""
    first = first_paragraph(footnote)
    holder = etree.Element(w("p"))
    note_mark(holder, story, ink_of(place), number)
    at = 1 if len(first) and first[0].tag == w("pPr") else 0
    first[at:at] = list(holder)


def _numbering(story: Story, reference: Reference) -> bytes:
    """Return the reference package's list definitions with this document's own lists."""
    if not story.lists:
        return reference.numbering
    tree = etree.fromstring(reference.numbering)
    for number, kind, start in story.lists:
        found = add(tree, "num", numId=number)
        add(found, "abstractNumId", val=kind)
        for level in range(9):
            add(add(found, "lvlOverride", ilvl=str(level)), "startOverride", val=str(start))
    return part_bytes(tree)
