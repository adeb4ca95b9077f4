"""The whole writer: what stands in the finished file, read back with another library."""

import re
import subprocess

import pikepdf
import pytest
from attrs import evolve

from rtop_docs.document.model import (
    Column,
    Contents,
    ContentsEntry,
    Document,
    Fill,
    Heading,
    Link,
    NoteReference,
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Shape,
    Sign,
    Strong,
    Table,
    Text,
)
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT, Page, PaperSize
from tests.writers.pdf.reading import lines_of, opened, text_of
from tests.writers.pdf.torture import SENTENCE, bullets, cell, heading, inlines, note, row, torture, words


def document(*blocks, **more):
    """Make a document of `blocks`."""
    return Document(kind="briefing", title=more.pop("title", "A title"), blocks=blocks, **more)


def written(*blocks, style=DEFAULT, **more):
    """Write a document of `blocks` and return its bytes; fails on any finding."""
    made = write_pdf(document(*blocks, **more), style)
    assert made.diagnostics == ()
    return made.value


@pytest.fixture(scope="module")
def tortured():
    """Give the torture document written as PDF."""
    return write_pdf(torture(), DEFAULT)


def test_the_torture_document_is_written(tortured):
    """Everything that is hard at once gives a sound file, and only the word that fits no line is reported."""
    opened(tortured.value)
    assert {d.code for d in tortured.diagnostics} <= {"V22", "V23"}
    assert len(lines_of(tortured.value)) > 15


def test_all_words_of_the_torture_document_come_back(tortured):
    """What was written can be read: sentences, cells, notes, hostile words, letters of three scripts."""
    text = " ".join(text_of(tortured.value).split())
    for phrase in ("Ελλάδα among them", "Российская Федерация", "deepest", "State 39", "A note in a head.", "Where."):
        assert phrase in text
    assert sum(map(len, re.findall("x{20,}", text))) == 3000


def test_a_table_head_is_repeated_on_every_page_of_its_table():
    """Each page of a long table begins with its head."""
    table = Table(columns=(Column(),), head=(row("The head"),), body=tuple(row(f"row {i}") for i in range(120)))
    pages = lines_of(written(table))
    assert len(pages) > 2
    assert all(page[0] == "The head" for page in pages)


def test_group_rows_stay_with_the_next_row():
    """No page ends with the row that names a group."""
    body = [row(f"group {i}" if i % 3 == 0 else f"row {i}", role="group" if i % 3 == 0 else "") for i in range(200)]
    for page in lines_of(written(Table(columns=(Column(),), head=(), body=tuple(body)))):
        assert not [line for line in page if line.startswith(("group", "row"))][-1].startswith("group")


def test_spanned_rows_keep_all_cells():
    """A cell over rows and a cell over columns show their words once each."""
    body = (row(cell("tall", rowspan=2), "b1", "c1"), row(cell("wide", colspan=2)), row("a3", "b3", "c3"))
    text = text_of(written(Table(columns=(Column(),) * 3, head=(), body=body)))
    assert re.findall("tall|wide|[abc][13]", text) == ["tall", "b1", "c1", "wide", "a3", "b3", "c3"]


def test_a_row_higher_than_a_page_goes_on():
    """A cell of many pages is cut between lines, and nothing of it is lost."""
    many = " ".join(f"w{i}" for i in range(4000))
    pages = lines_of(written(Table(columns=(Column(), Column()), head=(), body=(row(many, "beside"),))))
    assert len(pages) > 2
    assert re.findall(r"w\d+", " ".join(" ".join(p) for p in pages)) == many.split()


def test_contents_show_the_pages_of_their_sections():
    """A line of contents ends with the page on which its section begins."""
    entries = tuple(ContentsEntry(level=1, anchor=f"s{i}", children=(Text(f"Section {i}"),)) for i in range(3))
    sections = [b for i in range(3) for b in (PageBreak(), heading(1, f"Section {i}", f"s{i}"), words("text"))]
    first = lines_of(written(Contents(title=(Text("Contents"),), entries=entries), *sections))[0]
    assert first[:4] == ["Contents", "Section 0 2", "Section 1 3", "Section 2 4"]


def test_notes_stand_at_the_foot_and_link_both_ways():
    """The call leads to the note and the note's number back to the call, second calls too."""
    data = written(inlines("a claim", note(1, "Its source."), " and another", NoteReference(1)))
    (page,) = lines_of(data)
    assert page[0].replace("\u00a0", "") == "a claim1 and another1"
    assert page[1] == "1Its source."
    pdf = opened(data)
    links = list(pdf.pages[0].Annots)
    assert len(links) == 3
    heights = sorted(float(a.Dest[3]) for a in links)
    assert heights[0] < 200 < heights[-1]


def test_headings_make_the_outline():
    """The outline holds the headings with their levels, without notes' numbers."""
    data = written(heading(1, "One"), heading(2, "Two"), Heading(level=1, children=(Text("Three"), note(1, "x"))))
    with opened(data).open_outline() as outline:
        assert [(e.title, [c.title for c in e.children]) for e in outline.root] == [("One", ["Two"]), ("Three", [])]


def test_properties_name_title_author_subject_and_language():
    """Title, author, subject and language stand in the file, in XMP too; the window shows the title."""
    data = written(words("text"), title="Côte d’Ivoire", publisher="ICRtoP", subject="Дело", language="fr")
    pdf = opened(data)
    assert (str(pdf.docinfo.Title), str(pdf.docinfo.Author), str(pdf.docinfo.Subject)) == (
        "Côte d’Ivoire",
        "ICRtoP",
        "Дело",
    )
    assert "/CreationDate" not in pdf.docinfo
    assert str(pdf.Root.Lang) == "fr"
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    with pdf.open_metadata() as xmp:
        assert xmp["dc:title"] == "Côte d’Ivoire"


def test_head_and_foot():
    """The head stands from the second page on; publisher, version and page stand on each, marks too."""
    labels = (("page_of", "стр. {page} из {pages}"), ("version", "версия {version}"))
    data = written(
        words("a"), PageBreak(), words("b"),
        head_left="Left", head_right="Right", publisher="House", version="0123abcd", labels=labels, marks=("Draft",),
    )  # fmt: skip
    first, second = lines_of(data)
    assert first == ["a", "Draft", "House · версия 0123abcdстр. 1 из 2"]
    assert second == ["b", "LeftRight", "Draft", "House · версия 0123abcdстр. 2 из 2"]


def test_capitals_are_painted_and_not_written():
    """A kicker shows capitals, but copied text has its own letters."""
    assert "Position sheet" in text_of(written(words("Position sheet", "kicker")))


def test_fonts_are_embedded_and_told_apart():
    """Bold and regular are two embedded subsets with different names and different programs."""
    data = written(inlines("plain ", Strong((Text("plain"),))))
    pdf = opened(data)
    fonts = [f.DescendantFonts[0] for f in pdf.pages[0].Resources.Font.values()]
    assert len({str(f.BaseFont).split("+")[1] for f in fonts}) == len(fonts) == 2
    assert len({f.FontDescriptor.FontFile2.read_bytes() for f in fonts}) == 2


def test_letter_paper_and_landscape():
    """The style names the sheet, the document how it lies."""
    letter = evolve(DEFAULT, page=Page(size=PaperSize.LETTER))
    data = written(words("a"), style=letter, landscape=True)
    pdf = opened(data)
    assert [float(v) for v in pdf.pages[0].MediaBox] == [0, 0, 792, 612]


def test_margins_without_room_are_a_wrong_call():
    """A style that leaves no room on its page is refused."""
    with pytest.raises(ValueError, match="margins leave"):
        write_pdf(document(words("a")), evolve(DEFAULT, page=Page(margin_left_mm=150, margin_right_mm=50)))


def test_a_character_that_no_font_has_is_named_and_shown():
    """The finding names character, record and place; the text can still be copied; a box is seen."""
    made = write_pdf(document(words("sign 𓀀 here", origin=Origin("templates/en/a.md", 7, "q1", "exact"))), DEFAULT)
    (finding,) = made.diagnostics
    assert finding.code == "V20"
    assert "(U+13000 EGYPTIAN HIEROGLYPH A001)" in finding.message
    assert "record 'q1', field 'exact'" in finding.message
    assert str(finding.span) == "templates/en/a.md:7"
    assert "sign 𓀀 here" in text_of(made.value)


def test_a_lone_surrogate_is_reported_and_shown_as_a_replacement():
    """What no text may hold becomes U+FFFD, in the text and in the properties."""
    made = write_pdf(document(words("a\ud800b"), title="t\ud800"), DEFAULT)
    assert {d.code for d in made.diagnostics} == {"V01"}
    assert "a\ufffdb" in text_of(made.value)
    assert str(opened(made.value).docinfo.Title) == "t\ufffd"


def test_links_out_are_allow_listed():
    """Only https, http and mailto become links; anything else stays as plain words and is an error."""
    good = inlines(Link("https://example.org/ä b".replace(" ", "%20"), (Text("good"),)))
    bad = inlines(Link("javascript:alert(1)", (Text("bad"),)), Link("file:///etc/passwd", (Text("worse"),)))
    made = write_pdf(document(good, bad), DEFAULT)
    assert [d.code for d in made.diagnostics] == ["V03", "V03"]
    pdf = opened(made.value)
    assert [str(a.A.URI) for a in pdf.pages[0].Annots] == ["https://example.org/%C3%A4%20b"]
    assert "bad" in text_of(made.value)


def test_a_reference_to_nothing_is_reported():
    """A reference whose anchor does not exist stays as plain words, with a warning."""
    made = write_pdf(document(inlines(Reference("nowhere", (Text("see"),)))), DEFAULT)
    assert [d.code for d in made.diagnostics] == ["V04"]
    pdf = opened(made.value)
    assert "/Annots" not in pdf.pages[0]


def test_references_lead_to_their_block():
    """A reference leads to the page of its block."""
    data = written(inlines(Reference("there", (Text("see"),))), PageBreak(), words("here", anchor="there"))
    pdf = opened(data)
    (link,) = pdf.pages[0].Annots
    assert link.Dest[0].objgen == pdf.pages[1].obj.objgen


def test_a_wide_matrix_fits_a_landscape_page():
    """Twenty themes fit: heads stand upright, and nothing is reported."""
    themes = [f"Responsibility and cooperation {i}" for i in range(20)]
    head = row(cell("State", header=True), *(cell(t, header=True) for t in themes))
    body = row(cell("The former Yugoslav Republic of Macedonia"), *(cell(Sign(Shape.FOR)) for _ in themes))
    columns = (Column(), *(Column(align="center", upright=True) for _ in themes))
    table = Table(columns=columns, head=(head,), body=(body,), role="matrix")
    lines = lines_of(written(table, landscape=True))[0]
    assert sum(line.startswith("Responsibility and") for line in lines) == 20


def test_a_table_too_wide_is_reported_with_its_place():
    """Where even the smallest type is too wide the words break, and the finding says where."""
    origin = Origin("templates/en/a.md", 9)
    cells = tuple(f"incomprehensibilities{i}" for i in range(12))
    made = write_pdf(document(Table(columns=(Column(),) * 12, head=(), body=(row(*cells),), origin=origin)), DEFAULT)
    assert "V23" in {d.code for d in made.diagnostics}
    assert {str(d.span) for d in made.diagnostics if d.code == "V23"} == {"templates/en/a.md:9"}


def test_lines_of_a_paragraph_are_not_left_alone():
    """No page begins or ends with a single line of a longer paragraph."""
    pages = lines_of(written(*(words(f"{SENTENCE}{SENTENCE}{SENTENCE}start{i}") for i in range(40))))
    for page in pages:
        body = [line for line in page if not line.startswith("page ")]
        assert body[0].startswith("The Group") or "start" not in body[0]


def test_long_lists_and_deep_lists_keep_their_labels():
    """Numbers and bullets stand before their items, in order."""
    lines = lines_of(written(bullets(*(f"item {i}" for i in range(100)), ordered=True, start=7)))
    assert [line for page in lines for line in page if "item" in line] == [f"{i + 7}.item {i}" for i in range(100)]


def test_every_sign_is_drawn_differently():
    """Shapes and fills leave different paths in the content, so that a grey copy keeps them apart."""
    drawn = set()
    shapes = [(s, f) for s in Shape for f in Fill]
    for shape, fill in shapes:
        data = written(Paragraph(children=(Sign(shape, fill, "x"),)))
        pdf = opened(data)
        content = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(pdf.pages[0]))
        drawn.add(re.sub(rb"[\d.]+ [\d.]+ [\d.]+ (rg|RG)", b"", content.split(b"BT")[0]))
    filled = (Shape.NOT_NAMED, Shape.DID_NOT_SPEAK, Shape.WITHHELD, Shape.NOT_READ)
    assert len(drawn) == len(shapes) - 2 * len(filled)  # silences have one form each


@pytest.mark.tool
def test_pdftotext_gives_words_whole_and_in_order(tmp_path):
    """Poppler reads paragraphs, notes and lists in the order of the document, words whole, spaces kept."""
    sentence = "The Secretary-General answered on A/68/947 that no state is named."
    path = tmp_path / "a.pdf"
    path.write_bytes(written(words(sentence * 9), bullets("one", "two"), inlines("claim", note(1, "Its source."))))
    done = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, text=True, check=True)
    flat = " ".join(done.stdout.split())
    assert sentence * 9 in flat.replace("Secretary- General", "Secretary-General")
    assert flat.index("one") < flat.index("two") < flat.index("claim1") < flat.index("Its source.")


def test_a_bold_first_paragraph_is_the_title_of_its_panel():
    """A panel's title is larger than its text, and not lost."""
    data = written(Panel(blocks=(inlines(Strong((Text("What is not known"),))), words("this")), role="unknown"))
    pdf = opened(data)
    sizes = [float(o.operands[1]) for o in pikepdf.parse_content_stream(pdf.pages[0], "Tf")]
    assert lines_of(data)[0][:2] == ["What is not known", "this"]
    assert sizes[0] > sizes[1]


def test_numbers_at_the_end_stand_at_the_edge_of_their_table():
    """A last column aligned at its end ends where the table ends."""
    data = written(Table(columns=(Column(), Column(align="end")), head=(), body=(row("a", "1"), row("b", "4444"))))
    pdf = opened(data)
    moves = [float(o.operands[4]) for o in pikepdf.parse_content_stream(pdf.pages[0], "Tm")]
    assert moves[1] > moves[3] > 500
