"""Word files are sound by the standard's schemas and by what Word refuses; each kind of fault is found."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import etree

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Document,
    Inline,
    LineBreak,
    Note,
    NoteReference,
    Sign,
    Text,
)
from rtop_docs.document.walk import inlines_in, inner, parts_of
from rtop_docs.writers import write
from rtop_docs.writers.docx.runs import GLYPHS
from tests.document.strategies import documents
from tests.opc.zips import unzipped, zipped
from tests.writers.docx.soundness import W, faults
from tests.writers.samples import HOSTILE, document, p, t, table, whole
from tests.writers.test_writers import EXAMPLES

OWN_FIELDS = re.compile(r' (PAGE|NUMPAGES|NOTEREF note_\d+ \\f \\h|TOC \\o "1-4" \\h \\n \\z \\u) ')
DRAWN = ("Bar", "Marks")  # paragraphs that draw a chart
FILLS = ("full", "half", "outline")


# -- every document -----------------------------------------------------------------------------


def said(nodes: Iterable[Block | Inline], numbers: bool = True) -> Iterator[str]:
    """Yield the words of blocks and inlines in reading order, notes left out, a sign as its letter and its words."""
    for node in nodes:
        match node:
            case Text():
                yield node.text
            case Sign():
                yield GLYPHS[node.shape][FILLS.index(node.fill.value)] + node.alt
            case NoteReference():
                yield str(node.number)
            case LineBreak() | Note():
                pass
            case _:
                yield from said(parts_of(node) if isinstance(node, BlockBase) else inner(node))


def shown(part: bytes) -> str:
    """Return the words of a part in the order of its paragraphs, without what is drawn with letters."""
    paragraphs = etree.fromstring(part).iter(f"{W}p")
    return "".join(
        "".join(text.text or "" for text in paragraph.iter(f"{W}t"))
        for paragraph in paragraphs
        if paragraph.find(f"{W}pPr/{W}pStyle") is None
        or paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val") not in DRAWN
    )


def compact(text: str) -> str:
    """Return `text` without white space, which formats lay out as they like."""
    return "".join(text.split())


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_document_gives_a_sound_file_with_its_words_in_order(random: Document):
    """Body and notes, hostile words included, say exactly what the document says, and no field is of its making."""
    data = write(random, "docx").value
    parts = unzipped(data)
    notes = [inline for inline in inlines_in(random.blocks) if isinstance(inline, Note)]

    assert faults(data) == []
    assert compact(shown(parts["word/document.xml"])) == compact("".join(said(random.blocks)))
    assert compact(shown(parts["word/footnotes.xml"])) == compact("".join(w for n in notes for w in said(n.blocks)))
    for part in (parts["word/document.xml"], parts["word/footnotes.xml"], parts["word/footer1.xml"]):
        fields = [code.text for code in etree.fromstring(part).iter(f"{W}instrText")]
        assert [field for field in fields if not OWN_FIELDS.fullmatch(field)] == []


def test_a_whole_document_is_sound():
    """Every block and inline at once, in a document with everything around it."""
    assert faults(write(whole(), "docx").value) == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_everywhere_leave_a_sound_file(text: str):
    """In properties, heads, notes, captions and descriptions too."""
    values = {"title": text, "publisher": text, "marks": (text,), "head_left": text, "version": text, "subject": text}
    made = write(
        document(p(text), p(Note((p(text),), 1)), table((text,), caption=t(text), description=text), **values), "docx"
    )

    assert faults(made.value) == []


# -- planted faults -----------------------------------------------------------------------------

SOUND = unzipped(write(whole(), "docx").value)
TEXT, NOTES, STYLES, LISTS = "word/document.xml", "word/footnotes.xml", "word/styles.xml", "word/numbering.xml"
TYPES, RELS = "[Content_Types].xml", "word/_rels/document.xml.rels"
HEAD, NEXT, END = '<w:pStyle w:val="TableHead"/>', "<w:keepNext/>", '<w:bookmarkEnd w:id="1"/>'

PLANTED = {
    "an element that is not there": (TEXT, "<w:p>", "<w:q/><w:p>"),
    "properties out of order": (TEXT, HEAD + NEXT, NEXT + HEAD),
    "a value that is none": (TEXT, '<w:tblLayout w:type="fixed"/>', '<w:tblLayout w:type="narrow"/>'),
    "an attribute that is missing": (TEXT, ' w:fldCharType="begin"', ""),
    "a settings part out of order": ("word/settings.xml", "<w:compat>", '<w:zoom w:percent="100"/><w:compat>'),
    "a style of no kind": (STYLES, 'w:type="paragraph"', 'w:type="paragraf"'),
    "a theme without fonts": ("word/theme/theme1.xml", "fontScheme", "fontSchema"),
    "properties of no kind": ("docProps/app.xml", "<Company>", "<Kompany/><Company>"),
    "an item without an id": ("customXml/itemProps1.xml", "ds:itemID", "ds:itemid"),
    "broken XML": (TEXT, "</w:p>", "</w:q>"),
    "a document type": (TEXT, "<w:document ", "<!DOCTYPE x><w:document "),
    "a type for a part that is not there": (TYPES, "/word/styles.xml", "/word/stiles.xml"),
    "a part without a type": (TYPES, 'Extension="xml"', 'Extension="xmn"'),
    "a relationship that leads nowhere": (RELS, 'Target="styles.xml"', 'Target="stiles.xml"'),
    "a relationship to a file outside": (RELS, 'Target="styles.xml"', 'Target="file:///x" TargetMode="External"'),
    "a link that runs code": ("word/_rels/footnotes.xml.rels", "https://example.org", "javascript:alert"),
    "an id that is not declared": (TEXT, 'r:id="part', 'r:id="teil'),
    "an id declared twice": (RELS, 'Id="part1"', 'Id="part2"'),
    "a bookmark that does not end": (TEXT, END, ""),
    "a bookmark that never began": (TEXT, END, END + '<w:bookmarkEnd w:id="99"/>'),
    "two bookmarks of one id": (TEXT, '<w:bookmarkStart w:id="1"', '<w:bookmarkStart w:id="2"'),
    "two bookmarks of one name": (TEXT, 'w:name="note_1"', 'w:name="anchor_1"'),
    "a bookmark's name that Word cuts": (TEXT, 'w:name="note_1"', f'w:name="{"n" * 41}"'),
    "a link to no bookmark": (TEXT, 'w:anchor="anchor_1"', 'w:anchor="anchor_9"'),
    "a field on no bookmark": (TEXT, "NOTEREF note_1", "NOTEREF note_9"),
    "a call without a note": (TEXT, '<w:footnoteReference w:id="1"/>', '<w:footnoteReference w:id="9"/>'),
    "a note without a call": (TEXT, '<w:footnoteReference w:id="1"/>', ""),
    "no line above the notes": (NOTES, 'w:type="separator"', 'w:type="normal"'),
    "a style that is not there": (TEXT, 'w:val="Kicker"', 'w:val="Kick"'),
    "a style of another kind": (TEXT, '<w:pStyle w:val="Kicker"', '<w:pStyle w:val="Hyperlink"'),
    "a style based on none": (STYLES, '<w:basedOn w:val="TableText"/>', '<w:basedOn w:val="Nothing"/>'),
    "two styles of one id": (STYLES, 'w:styleId="Kicker"', 'w:styleId="Title"'),
    "a list that is not there": (TEXT, '<w:numId w:val="1"/>', '<w:numId w:val="77"/>'),
    "a level that is not there": (LISTS, '<w:lvl w:ilvl="0">', '<w:lvl w:ilvl="8">'),
    "a list without a definition": (LISTS, '<w:abstractNumId w:val="2"/>', '<w:abstractNumId w:val="9"/>'),
    "a field that does not end": (TEXT, '<w:fldChar w:fldCharType="end"/>', ""),
    "a field that never began": (TEXT, '<w:fldChar w:fldCharType="begin"/>', ""),
    "a row that is too short": (TEXT, '<w:gridSpan w:val="4"/>', '<w:gridSpan w:val="3"/>'),
    "a cell without a paragraph": (TEXT, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
    "a cell that goes on below none": (TEXT, '<w:vAlign w:val="top"/>', '<w:vMerge/><w:vAlign w:val="top"/>'),
}  # fmt: skip


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str):
    """The same file without it is sound."""
    part, old, new = PLANTED[name]
    markup = SOUND[part].decode("utf-8")
    assert old in markup
    spoiled = zipped({**SOUND, part: markup.replace(old, new, 1)})

    assert faults(zipped(SOUND)) == []
    assert faults(spoiled) != []


def test_a_bookmark_over_two_cells_is_found():
    """LibreOffice would tear it apart."""
    first, second = "<w:p><w:pPr>", "</w:p></w:tc></w:tr>"
    markup = write(document(table(("a", "b"))), "docx").value
    parts = unzipped(markup)
    text = parts[TEXT].decode("utf-8")
    begin = text.index(first) + len("<w:p>")
    begin = text.index("</w:pPr>", begin) + len("</w:pPr>")
    text = text[:begin] + '<w:bookmarkStart w:id="9" w:name="rtop_9"/>' + text[begin:]
    text = text.replace(second, '<w:bookmarkEnd w:id="9"/>' + second)

    assert faults(zipped(parts | {TEXT: text})) == [f"{TEXT}: bookmark 9 begins in one cell and ends elsewhere"]


def test_a_part_that_stands_there_twice_is_found():
    """Word would take one of them; which one is not said."""
    file = io.BytesIO(zipped(SOUND))
    with zipfile.ZipFile(file, "a") as more, pytest.warns(UserWarning, match="Duplicate name"):
        more.writestr(TEXT, SOUND[TEXT])

    assert "word/document.xml: stands in the zip 2 times" in faults(file.getvalue())


def test_python_docx_own_template_is_no_sound_file():
    """Its settings lack an attribute that the schema wants: why ours are made anew."""
    file = io.BytesIO()
    docx.Document().save(file)

    assert any("zoom" in fault for fault in faults(file.getvalue()))
