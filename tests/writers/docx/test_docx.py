"""The Word writer: the parts are read back with lxml and python-docx."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from attrs import evolve
from lxml import etree

from rtop_docs.document.model import (
    Column,
    Document,
    Heading,
    KeyFigures,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Origin,
    PageBreak,
    Reference,
    Row,
    Shape,
    Sign,
    Span,
    Table,
)
from rtop_docs.writers import write
from rtop_docs.writers.docx.reference import reference_package
from rtop_docs.writers.docx.widths import Grid, column_widths
from rtop_docs.writers.style import DEFAULT
from rtop_docs.writers.words import grid
from tests.writers.docx.soundness import W, faults
from tests.writers.samples import HOSTILE, bar_figure, cell, document, matrix, p, t, table, whole


def parts_of(document: Document) -> dict[str, etree._Element]:
    """Return each part of the Word file of `document`, parsed."""
    made = write(document, "docx")
    assert made.diagnostics == ()
    assert faults(made.value) == []
    return parsed(made.value)


def parsed(data: bytes) -> dict[str, etree._Element]:
    """Return each part of a Word file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: etree.fromstring(file.read(name)) for name in file.namelist()}


def body_of(*blocks, **more) -> etree._Element:
    """Return the body of a document of `blocks`."""
    return parts_of(document(*blocks, **more))["word/document.xml"][0]


def words(node: etree._Element) -> str:
    """Return the text of the runs in `node`; a break reads as a line end, a tab as a tab."""
    pieces = {f"{W}br": "\n", f"{W}tab": "\t"}
    runs = (n for run in node.iter(f"{W}r") for n in run)
    return "".join(n.text or "" if n.tag == f"{W}t" else pieces.get(n.tag, "") for n in runs)


def value(node: etree._Element, path: str) -> str | None:
    """Return the value of the first element at `path`, names of Word separated by slashes."""
    found = node.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


def paragraphs(body: etree._Element) -> list[tuple[str, str]]:
    """Return style and words of each paragraph directly in `body`."""
    return [(value(n, "pPr/pStyle") or "", words(n)) for n in body if n.tag == f"{W}p"]


# -- the package ----------------------------------------------------------------------------------


def test_parts_are_dated_with_the_zip_formats_first_day():
    """No clock: each part bears one fixed date, and the list of types comes first."""
    with zipfile.ZipFile(io.BytesIO(write(whole(), "docx").value)) as file:
        entries = file.infolist()
        assert file.testzip() is None

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert entries[0].filename == "[Content_Types].xml"
    assert [e.filename for e in entries[1:]] == sorted(e.filename for e in entries[1:])


def test_the_reference_package_is_made_once():
    """The parts that a style shares are the same object for every document."""
    assert reference_package(DEFAULT, "en") is reference_package(evolve(DEFAULT), "en")


def test_python_docx_reads_the_file():
    """Styles, properties and cells come back by the names that Word uses."""
    read = docx.Document(io.BytesIO(write(whole(), "docx").value))

    assert [(n.style.name, n.text) for n in read.paragraphs[:3]] == [
        ("Kicker", "Position sheet"),
        ("Title", "Côte d’Ivoire"),
        ("Subtitle", "8 September 2014"),
    ]
    assert (read.core_properties.title, read.core_properties.subject) == ("A title", "Positions")
    assert (read.core_properties.language, read.core_properties.version) == ("en", "3f9a61c2")
    assert (read.core_properties.author, read.core_properties.content_status) == ("A Secretariat", "Draft")
    assert [c.text for c in read.tables[1].rows[1].cells] == ["Prevention", "highlighted"]


# -- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_are_those_words(text: str):
    """What a record says is text in every part, and never a field."""
    values = {"title": text, "publisher": text, "marks": (text,), "head_left": text, "version": text, "subject": text}
    parts = parts_of(
        document(p(text), p(Note((p(text),), 1)), table((text,), caption=t(text), description=text), **values)
    )

    body = parts["word/document.xml"][0]
    assert paragraphs(body)[0] == ("", text)
    assert words(parts["word/footnotes.xml"]).strip() == text
    assert text in words(parts["word/header1.xml"])
    assert text in words(parts["word/footer1.xml"])
    assert value(body, "tbl/tblPr/tblDescription") == text


def test_headings_and_roles_are_styles():
    """A heading is a heading to Word, and each role has its style."""
    body = body_of(
        Heading(level=1, children=t("One")), Heading(level=4, children=t("Four")), p("x", role="lead"), p("y")
    )

    assert paragraphs(body) == [("Heading1", "One"), ("Heading4", "Four"), ("Lead", "x"), ("", "y")]


def test_lists_are_numbered_by_word():
    """Bullets, numbers from a start, and the bare numbers of sources are three real lists."""
    parts = parts_of(
        document(
            List(items=(ListItem((p("a"), List(items=(ListItem((p("b"),)),)))),)),
            List(items=(ListItem((p("c"),)),), ordered=True, start=3),
            List(items=(ListItem((p("d"),), label="7"), ListItem((p("e"),), label="8")), role="sources"),
        )
    )

    body = parts["word/document.xml"][0]
    found = [(words(n), value(n, "pPr/numPr/ilvl"), value(n, "pPr/numPr/numId")) for n in body.iter(f"{W}p")]
    assert found[:2] == [("a", "0", "1"), ("b", "1", "1")]
    assert [number for _, _, number in found[2:5]] == ["4", "5", "5"]
    numbers = parts["word/numbering.xml"].findall(f"{W}num")
    kinds = {n.get(f"{W}numId"): (value(n, "abstractNumId"), value(n, "lvlOverride/startOverride")) for n in numbers}
    assert (kinds["4"], kinds["5"]) == (("2", "3"), ("3", "7"))


def test_labels_that_word_cannot_count_are_text():
    """A label that is no number stands before its item as it is."""
    body = body_of(List(items=(ListItem((p("a"),), label="S1"), ListItem((p("b"),), label="S7"))))

    assert [text for _, text in paragraphs(body)] == ["S1\ta", "S7\tb"]


def test_an_item_that_begins_with_a_table_keeps_its_number():
    """A number needs a paragraph to stand on."""
    body = body_of(List(items=(ListItem((table(("x",)),)),), ordered=True))

    assert value(body[0], "pPr/numPr/numId") == "4"
    assert body[1].tag == f"{W}tbl"


def test_notes_are_words_own():
    """A note is a footnote that Word counts; its second call is a field that repeats the number."""
    parts = parts_of(document(p("a", Note((p("Source"),), 1), "b", NoteReference(1))))

    body = parts["word/document.xml"][0]
    assert [n.get(f"{W}id") for n in body.iter(f"{W}footnoteReference")] == ["1"]
    assert [n.text for n in body.iter(f"{W}instrText")] == [" NOTEREF note_1 \\f \\h "]
    assert words(parts["word/footnotes.xml"]) == " Source"
    assert len(list(parts["word/footnotes.xml"].iter(f"{W}footnoteRef"))) == 1


def test_a_number_that_word_would_count_otherwise_is_written():
    """A note keeps the number that it has in every other format."""
    parts = parts_of(document(p("a", Note((p("Five"),), 5), Note((p("One"),), 1))))

    calls = list(parts["word/document.xml"].iter(f"{W}footnoteReference"))
    assert [call.get(f"{W}customMarkFollows") for call in calls] == ["1", None]
    assert words(parts["word/document.xml"]) == "a5"
    assert words(parts["word/footnotes.xml"]) == "5 Five One"


def test_a_note_in_a_note_is_reported_and_its_words_are_kept():
    """Word has no such thing; nothing is lost, and the finding names the record."""
    inner = Note((p("inner words"),), 2)
    made = write(document(p(Note((p("outer", inner),), 1), origin=Origin(record="q-1"))), "docx")

    assert [(d.code, "q-1" in d.message) for d in made.diagnostics] == [("V06", True)]
    assert words(parsed(made.value)["word/footnotes.xml"]) == " outer [ inner words]"


def test_links_lead_out_of_the_text_and_of_the_notes():
    """Each part has relationships of its own; an address is written once."""
    link = Link("https://example.org/ä?a=b&c", t("there"))
    parts = parts_of(document(p(link, link, Note((p(Link("mailto:a@example.org", t("mail"))),), 1))))

    targets = {name: [e.get("Target") for e in parts[name] if e.get("TargetMode")] for name in parts if "rels/" in name}
    assert targets["word/_rels/document.xml.rels"] == ["https://example.org/%C3%A4?a=b&c"]
    assert targets["word/_rels/footnotes.xml.rels"] == ["mailto:a@example.org"]


def test_another_language_is_said_on_the_runs_and_the_direction_on_the_paragraph():
    """Arabic runs are Arabic and right to left; English ones say nothing."""
    body = body_of(
        p("one ", Span(t("كلمة"), language="ar", direction="rtl")), p("كلمة", language="ar", direction="rtl")
    )

    plain, foreign = body[0].findall(f"{W}r")
    assert plain.find(f"{W}rPr") is None
    assert foreign.find(f"{W}rPr/{W}lang").get(f"{W}bidi") == "ar-SA"
    assert foreign.find(f"{W}rPr/{W}rtl") is not None
    assert body[1].find(f"{W}pPr/{W}bidi") is not None


def test_the_language_of_the_document_is_that_of_its_styles():
    """A French document is French to Word's spelling checker without a word on any run."""
    parts = parts_of(document(p("mots", language="fr"), language="fr"))

    assert parts["word/styles.xml"].find(f".//{W}lang").get(f"{W}val") == "fr-FR"
    assert list(parts["word/document.xml"].iter(f"{W}lang")) == []


def test_contents_are_a_field_with_its_entries_and_no_page_numbers():
    """The entries are there, linked, when the file opens."""
    body = parts_of(whole())["word/document.xml"][0]

    assert next(n.text for n in body.iter(f"{W}instrText")) == ' TOC \\o "1-4" \\h \\n \\z \\u '
    entry = next(n for n in body.iter(f"{W}p") if value(n, "pPr/pStyle") == "TOC1")
    anchor = entry.find(f"{W}hyperlink").get(f"{W}anchor")
    place = next(n for n in body.iter(f"{W}bookmarkStart") if n.get(f"{W}name") == anchor)
    assert words(place.getparent()) == "Positions"


def test_what_came_from_a_record_is_bookmarked():
    """A bookmark stands around the whole text of each of its paragraphs."""
    origin = Origin(record="st-1", field="says")
    body = body_of(
        p("before"),
        p("the ", "words", origin=origin),
        List(items=(ListItem((p("a"),)), ListItem((p("b"),))), origin=origin),
    )

    marks = [n.get(f"{W}name") for n in body.iter(f"{W}bookmarkStart")]
    assert marks == ["rtop_1", "rtop_2", "rtop_3"]
    inside = body[1]
    assert [n.tag.removeprefix(W) for n in inside] == ["bookmarkStart", "r", "r", "bookmarkEnd"]
    assert [n.tag.removeprefix(W) for n in body[3]] == ["pPr", "bookmarkStart", "r", "bookmarkEnd"]


# -- tables, charts, pages -----------------------------------------------------------------------


def test_head_rows_are_repeated_and_no_row_is_split():
    """Word repeats the head on each page, keeps rows whole, and a group row with the next."""
    body = body_of(matrix(2))

    rows = list(body.iter(f"{W}tr"))
    assert [r.find(f"{W}trPr/{W}tblHeader") is not None for r in rows] == [True, False, False, False]
    assert all(r.find(f"{W}trPr/{W}cantSplit") is not None for r in rows)
    assert rows[1].find(f".//{W}keepNext") is not None
    assert value(body, "tbl/tblPr/tblCaption") == "Who on what"


def test_signs_are_glyphs_with_their_words():
    """A sign is a glyph; its words stand beside it, in a narrow column as hidden text."""
    body = body_of(p(Sign(Shape.FOR, alt="for")), matrix(1))

    assert words(body[0]) == "●\u00a0for"
    assert body[0].find(f".//{W}vanish") is None
    last = list(body.iter(f"{W}tr"))[-1]
    assert [words(n) for n in last.findall(f"{W}tc")][1] == "●\u00a0for, named"
    assert last.find(f".//{W}vanish") is not None


def test_a_blank_parts_the_words_of_a_sign_from_what_stands_beside_them():
    """Also where the document has none; where it has one, there is no second."""
    sign = Sign(Shape.FOR, alt="for")
    body = body_of(p("a", sign, "b"), p("a ", sign, " b"))

    assert [words(paragraph) for paragraph in body[:2]] == ["a ●\u00a0for b"] * 2


def test_spans_keep_the_grid():
    """A cell over two rows is continued below; each row's cells fill the table's columns."""
    rows = (Row(cells=(cell("a", rowspan=2), cell("b", colspan=2))), Row(cells=(cell("c"), cell("d"))))
    body = body_of(Table(columns=(Column(), Column(), Column()), head=(), body=rows))

    made = [
        [(words(c), value(c, "tcPr/gridSpan"), c.find(f"{W}tcPr/{W}vMerge") is not None) for c in tr.findall(f"{W}tc")]
        for tr in body.iter(f"{W}tr")
    ]
    assert made == [[("a", None, True), ("b", "2", False)], [("", None, True), ("c", None, False), ("d", None, False)]]


def test_a_row_that_is_too_short_or_too_long_loses_no_cell():
    """A document that no check saw still gives a sound table."""
    rows = (Row(cells=(cell("a"),)), Row(cells=(cell("b"), cell("c"), cell("d"))))
    parts = parts_of(document(Table(columns=(Column(), Column()), head=(), body=rows)))

    assert words(parts["word/document.xml"]) == "abcd"


def test_two_tables_do_not_run_together():
    """Word joins tables that touch; a thin paragraph stands between them, and one after the last."""
    body = body_of(table(("a",)), table(("b",)))

    assert [n.tag.removeprefix(W) for n in body] == ["tbl", "p", "tbl", "p", "sectPr"]


def test_a_chart_is_its_data_with_bars():
    """Bars are as long as their values; an open list's is striped, a nameless number's a frame."""
    body = body_of(bar_figure())

    bars = [n for n in body.iter(f"{W}p") if value(n, "pPr/pStyle") == "Bar"]
    rooms = [int(n.find(f"{W}pPr/{W}ind").get(f"{W}right")) for n in bars]
    assert rooms[1] > rooms[0] > rooms[2]
    assert [value(n, "pPr/shd") for n in bars] == ["clear", "diagStripe", None]
    assert bars[2].find(f"{W}pPr/{W}pBdr") is not None
    assert value(body, "tbl/tblPr/tblDescription") == "Bars by theme"


def test_key_figures_are_one_row():
    """Value, what it counts, and what disagrees stand together in a cell."""
    figures = next(block for block in whole().blocks if isinstance(block, KeyFigures))
    body = body_of(figures)

    assert [[words(n) for n in tc.iter(f"{W}p")] for tc in body.iter(f"{W}tc")] == [
        ["83", "governments", "81 in a later account"],
        ["Named", "by one source"],
    ]


def test_a_page_break_begins_the_next_block():
    """Before a paragraph it is the paragraph's own; before a table a thin paragraph bears it."""
    body = body_of(p("a"), PageBreak(), p("b"), PageBreak(), table(("c",)))

    made = [n.find(f"{W}pPr/{W}pageBreakBefore") is not None for n in body if n.tag == f"{W}p"]
    assert made == [
        False,
        True,
        True,
        False,
    ]


def test_a_place_at_a_page_break_is_that_of_the_block_after_it():
    """A reference to it leads to the head of the new page."""
    body = body_of(p(Reference("new", t("there"))), evolve(PageBreak(), anchor="new"), p("b"))
    (mark,) = body[1].iter(f"{W}bookmarkStart")

    assert next(body.iter(f"{W}hyperlink")).get(f"{W}anchor") == mark.get(f"{W}name")


def test_pages_are_counted_by_fields_and_the_first_has_no_head():
    """The foot counts pages; the running head begins on the second page; marks stand on each."""
    parts = parts_of(whole())

    assert [n.text.strip() for n in parts["word/footer1.xml"].iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert words(parts["word/footer1.xml"]) == "A Secretariat · version 3f9a61c2\tpage 1 of 1"
    assert words(parts["word/header1.xml"]) == "Left head\tDraft · Right head"
    assert words(parts["word/header2.xml"]) == "\tDraft"
    assert parts["word/document.xml"].find(f".//{W}sectPr/{W}titlePg") is not None


def test_landscape_turns_the_sheet():
    """The longer side lies across."""
    size = body_of(p("x"), landscape=True).find(f"{W}sectPr/{W}pgSz")

    assert int(size.get(f"{W}w")) > int(size.get(f"{W}h"))
    assert size.get(f"{W}orient") == "landscape"


def laid(table: Table) -> Grid:
    """Lay out the rows of a table."""
    return Grid(*(grid(rows, len(table.columns)) for rows in (table.head, table.body)))


@pytest.mark.parametrize("width", [300.0, 480.0])
def test_columns_share_the_width(width: float):
    """Widths are whole points that sum to the table's."""
    made = column_widths(matrix(2), laid(matrix(2)), [False, True, True, True], width, 9.5, 6.0)

    assert sum(made) == int(width)
    assert min(made) > 0


def test_a_column_of_signs_is_as_wide_as_the_longest_word_of_its_head():
    """A head is wrapped between words and never inside one; the names of states give way."""
    first, trade, regional, _ = column_widths(matrix(2), laid(matrix(2)), [False, True, True, True], 200.0, 9.5, 6.0)

    assert regional > len("organizations") * 4.5
    assert regional > trade
    assert first > 30


def test_an_unnumbered_note_is_counted_by_word():
    """A note that compose did not number is Word's to count."""
    body = body_of(p(Note((p("x"),))))

    assert next(body.iter(f"{W}footnoteReference")).get(f"{W}customMarkFollows") is None
