"""The structure tree in the finished file: both standards, and what no validator sees."""

import os
from functools import cache
from pathlib import Path

import page
import pikepdf
import pytest
from hypothesis import given, settings

import rtop_docs
from rtop_docs.document.model import (
    Bar,
    BarChart,
    BlockQuote,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    Link,
    Note,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Shape,
    Sign,
    Span,
    Table,
    Text,
)
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT
from tests.document.strategies import documents
from tests.writers.pdf.torture import (
    ARABIC,
    CHINESE,
    HEBREW,
    SENTENCE,
    arabic,
    bullets,
    cell,
    heading,
    inlines,
    note,
    row,
    torture,
    words,
)
from tests.writers.pdf.tree import Read, kids_of, words_of

ROOT = Path(__file__).parents[3]
SHIPPED = (
    "briefing", "summary", "matrix", "statements", "speakers", "quotations", "sheets/RWA", "sheets/BRA",
    "summary-2012", "summary-2015",
)  # fmt: skip
EXAMPLES = 1000 if os.environ.get("RTOP_THOROUGH") else 15


@cache
def composed(name):
    """Compose a document of the shipped record, or make the torture document."""
    return torture() if name == "torture" else rtop_docs.compose(ROOT, name).value


@cache
def file_of(name):
    """Write a document of the shipped record, or the torture document."""
    return write_pdf(composed(name), DEFAULT).value


def faults(data):
    """Return what `page` finds against PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in ("pdf_ua_1", "pdf_a_2a")]
    return sorted({f"{f.rule_id}: {f.message}" for report in reports for f in report.failures})


def read(*blocks, **more):
    """Write a document of `blocks` and read it back; it must follow both standards."""
    data = write_pdf(Document(kind="x", title="A title", blocks=blocks, **more), DEFAULT).value
    assert faults(data) == []
    return Read(data)


def outline(file, roles):
    """Return the roles of the elements in reading order, only those in `roles`."""
    return [str(e.S)[1:] for e in file.elements() if str(e.S)[1:] in roles]


@pytest.mark.parametrize("name", [*SHIPPED, "torture"])
def test_every_document_follows_both_standards(name):
    """PDF/UA-1 and PDF/A-2a at once, for each kind of document that is shipped."""
    assert faults(file_of(name)) == []


@pytest.mark.parametrize("name", [*SHIPPED, "torture"])
def test_the_tree_says_the_words_of_the_document_in_order(name):
    """What a screen reader says is the document, whole and in the order of `walk`."""
    assert Read(file_of(name)).words() == words_of(composed(name).blocks)


@pytest.mark.parametrize("name", [*SHIPPED, "torture"])
def test_marked_contents_and_tree_agree(name):
    """Each content belongs to the one element that names it, in the parent tree too; nothing is outside."""
    file = Read(file_of(name))
    assert file.stray == []
    named = {}
    for element in file.elements():
        for mark in file.marks(element):
            assert mark not in named
            named[mark] = element.objgen
    assert set(named) == set(file.texts)
    nums = list(file.root.ParentTree.Nums)
    tree = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    for index, leaf in enumerate(file.pdf.pages):
        parents = tree[int(leaf.StructParents)]
        assert [p.objgen for p in parents] == [named[index, mark] for mark in range(len(parents))]
        assert str(leaf.Tabs) == "/S"
    assert sorted(tree) == list(range(int(file.root.ParentTreeNextKey)))


@pytest.mark.parametrize("name", [*SHIPPED, "torture"])
def test_links_and_tree_agree(name):
    """Each annotation is in the link that the parent tree names, on its page, and says where it leads."""
    file = Read(file_of(name))
    nums = list(file.root.ParentTree.Nums)
    tree = {int(key): value for key, value in zip(nums[::2], nums[1::2], strict=True)}
    owners = {}
    for element in file.elements():
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                assert element.S == "/Link"
                owners[kid.Obj.objgen] = (element.objgen, kid.Pg.objgen)
    links = [(leaf.obj.objgen, a) for leaf in file.pdf.pages for a in leaf.get("/Annots", [])]
    assert {a.objgen: (tree[int(a.StructParent)].objgen, leaf) for leaf, a in links} == owners
    assert all(str(a.Contents) for _, a in links)


def test_parents_are_those_who_name_their_children():
    """Every element's parent is the element that lists it."""
    file = Read(file_of("torture"))
    for element in [file.root, *file.elements()]:
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                assert kid.P.objgen == element.objgen


def test_headings_stand_below_the_title():
    """The title is the first heading, and no level is left out even where the document leaves one out."""
    file = read(words("T", "title"), heading(1, "a"), heading(3, "b"), heading(4, "c"), heading(1, "d"))
    assert outline(file, {"H1", "H2", "H3", "H4", "H5"}) == ["H1", "H2", "H3", "H4", "H2"]
    assert outline(read(heading(2, "a"), heading(3, "b")), {"H1", "H2", "H3"}) == ["H1", "H2"]


def test_a_table_says_what_heads_what():
    """Heads of columns, rows and groups have their scope, spans their extent, the table its summary."""
    table = Table(
        columns=(Column(),) * 3,
        head=(row("State", cell("Both", colspan=2)),),
        body=(
            row(cell("Africa", colspan=3, header=True), role="group"),
            row(cell("Rwanda", header=True, rowspan=2), "b", "c"),
            row("e", "f"),
        ),
        caption=(Text("A caption"),),
        description="What it shows",
    )
    file = read(table)
    assert outline(file, {"Table", "Caption", "THead", "TBody", "TR"}) == [
        "Table", "Caption", "THead", "TR", "TBody", "TR", "TR", "TR",
    ]  # fmt: skip
    cells = [e for e in file.elements() if e.S in ("/TH", "/TD")]
    facts = [(file.text(e).strip(), {k[1:]: str(v) for k, v in e.get("/A", {}).items() if k != "/O"}) for e in cells]
    assert facts == [
        ("State", {"Scope": "/Column"}),
        ("Both", {"Scope": "/Column", "ColSpan": "2"}),
        ("Africa", {"Scope": "/Column", "ColSpan": "3"}),
        ("Rwanda", {"Scope": "/Row", "RowSpan": "2"}),
        ("b", {}), ("c", {}), ("e", {}), ("f", {}),
    ]  # fmt: skip
    assert str(next(e for e in file.elements() if e.S == "/Table").A.Summary) == "What it shows"


def test_rows_without_all_cells_are_filled():
    """A row that lacks cells gets empty ones: a grid with holes cannot be read."""
    file = read(Table(columns=(Column(),) * 3, head=(row("a", "b", "c"),), body=(row("d"), row("e", "f"))))
    assert outline(file, {"TH", "TD"}) == ["TH"] * 3 + ["TD"] * 6


def test_a_repeated_head_is_an_artifact():
    """A table over pages has one head in the tree; its repetitions are page furniture, their links dropped."""
    head = row(cell("The ", Link("https://example.org/", (Text("head"),)), note(1, "A note.")))
    file = read(Table(columns=(Column(),), head=(head,), body=tuple(row(f"row {i}") for i in range(120))))
    assert " ".join(file.words()).count("head") == 1
    pages = list(file.pdf.pages)
    assert len(pages) > 2
    for index in range(1, len(pages)):
        assert any("The head" in text for text in file.artifacts[index])
        assert "/Annots" not in pages[index]


def test_running_heads_feet_and_marks_are_artifacts():
    """What stands in the margins is not said."""
    more = {
        "head_left": "Left",
        "head_right": "Right",
        "publisher": "House",
        "marks": ("Draft",),
        "version": "01234567",
    }
    file = read(words("a"), PageBreak(), words("b"), **more)
    assert file.words() == ["a", "b"]
    assert "Left" in "".join(file.artifacts[1])


def test_a_note_follows_its_call():
    """A note is read where it is called, has a name of its own, and is linked both ways."""
    file = read(inlines("a", note(1, "One."), " b", note(2, "Two."), NoteReference(1), " c"))
    assert file.words() == ["a1", "1", "One.", "b2", "2", "Two.", "1", "c"]
    notes = [e for e in file.elements() if e.S == "/Note"]
    assert len({str(n.ID) for n in notes}) == 2
    assert [str(k.S) for k in kids_of(notes[0])] == ["/Lbl", "/P"]
    assert outline(file, {"Reference", "Link", "Note"}) == [
        "Reference", "Link", "Note", "Link", "Reference", "Link", "Note", "Link", "Reference", "Link",
    ]  # fmt: skip
    assert [str(a.Contents) for a in file.pdf.pages[0].Annots][:1] == ["Note 1"]


def test_lists_are_nested_over_pages():
    """An item holds its label and its body, and a list within it."""
    inside = bullets(*(SENTENCE * 4 for _ in range(12)))
    file = read(bullets("one", (words("two"), inside)))
    assert len(file.pdf.pages) > 1
    top = next(e for e in file.elements() if e.S == "/L")
    assert [str(k.S) for k in kids_of(top)] == ["/LI", "/LI"]
    body = kids_of(kids_of(top)[1])[1]
    assert [str(k.S) for k in kids_of(body)] == ["/P", "/L"]
    assert str(top.A.ListNumbering) == "/Disc"


def test_a_paragraph_over_pages_is_one_element():
    """A page break does not end a paragraph, nor a link."""
    text = SENTENCE * 60
    file = read(inlines(Link("https://example.org/", (Text(text),))))
    (link,) = [e for e in file.elements() if e.S == "/Link"]
    assert len({page for page, _ in file.marks(link)}) > 1
    assert file.words() == text.split()


def test_other_languages_are_marked():
    """A block or words in another language say so; others inherit."""
    file = read(
        inlines("plain ", Span((Text("le texte"),), language="fr"), " plain"),
        words("Всё", language="ru"),
        Paragraph(children=(Span((Text("same"),), language="en"),)),
    )
    assert str(file.pdf.Root.Lang) == "en"
    assert [(str(e.S), str(e.Lang)) for e in file.elements() if "/Lang" in e] == [("/Span", "fr"), ("/P", "ru")]


def test_signs_are_figures_unless_their_words_stand_beside_them():
    """A sign with words is a figure that says them; one without is decoration."""
    file = read(inlines(Sign(Shape.FOR, alt="for"), " it; ", Sign(Shape.AGAINST), " against"))
    (figure,) = [e for e in file.elements() if e.S == "/Figure"]
    assert str(figure.Alt) == "for"
    left, low, right, high = map(float, figure.A.BBox)
    assert 0 < right - left < 12
    assert 0 < high - low < 12
    assert file.words() == ["for", "it;", "against"]


def test_a_chart_is_one_figure_with_its_caption():
    """Bars, labels and notes are one figure that says its alternative text."""
    bars = (Bar("Theme", 3.0, "3 named"), Bar("Other", 1.0, "1 named"))
    data = Table(columns=(Column(),), head=(), body=(row("data"),))
    file = read(Figure(chart=BarChart(bars), alt="Two bars", caption=(Text("A caption"),), data=data))
    assert file.words() == ["Two", "bars", "A", "caption"]
    assert outline(file, {"Figure", "Caption", "P"}) == ["Figure", "Caption"]


def test_contents_panels_and_quotations_have_their_roles():
    """Contents are a table of contents with links; a panel is a section; a quotation holds paragraphs."""
    entries = (
        ContentsEntry(level=1, anchor="a", children=(Text("A"),)),
        ContentsEntry(level=2, anchor="b", children=(Text("B"),)),
    )
    file = read(
        Contents(title=(Text("Contents"),), entries=entries),
        heading(1, "A", "a"),
        heading(2, "B", "b"),
        Panel(blocks=(words("in"),)),
        BlockQuote(blocks=(words("said"),), attribution=(Text("by"),)),
    )
    roles = {"TOC", "TOCI", "Caption", "Reference", "Link", "Sect", "BlockQuote", "P"}
    assert [file.text(e).strip() for e in file.elements() if e.S == "/Link"] == ["A 1", "B 1"]
    entry = ["TOCI", "Reference", "Link"]
    assert outline(file, roles) == ["TOC", "Caption", *entry, *entry, "Sect", "P", "BlockQuote", "P", "P"]


def test_a_reference_to_nothing_is_plain_words():
    """Where no link could be made, the tree names none."""
    file = read(inlines("see ", Reference("nowhere", (Text("there"),))))
    assert outline(file, {"Link", "Span"}) == ["Span"]


def test_a_note_in_a_heading_is_not_part_of_its_name():
    """A heading with a note is read whole; the note stands after it."""
    file = read(Heading(level=1, children=(Text("Title"), Note((words("Its source."),), 1))), words("text"))
    assert file.words() == ["Title1", "1", "Its", "source.", "text"]
    (top,) = [e for e in file.elements() if e.S == "/H1"]
    assert file.text(top).strip() == "Title1"


def test_characters_that_no_font_has_leave_the_file_sound():
    """Even with findings the file follows both standards."""
    read(words("中 سلام \ufffd \u202e"))


def test_a_heading_that_shows_nothing_leaves_no_gap():
    """Below a heading of invisible characters the next one comes up to the level that is free."""
    blocks = [heading(1, "One"), heading(2, "\u200f\u200e"), words("text"), heading(3, "Three")]
    file = read(*blocks)
    assert [str(e.S) for e in file.elements() if str(e.S) in {"/H1", "/H2", "/H3"}] == ["/H1", "/H2"]


def test_right_to_left_text_says_its_reading_order():
    """The glyphs of Arabic stand in the order of sight: their element says what is read, over lines and pages."""
    file = read(arabic(ARABIC * 90), language="ar", direction="rtl")
    (span,) = [e for e in file.elements() if "/ActualText" in e]

    assert len({page for page, _ in file.marks(span)}) > 1
    assert str(span.ActualText).split() == (ARABIC * 90).split()
    assert file.words() == (ARABIC * 90).split()


@pytest.mark.parametrize(
    "text", [CHINESE, HEBREW, "العربية mit Latein 中文 and 12%", "a\u0301 x\u0301\u0302 ﬁ \U00013000 \u2126"]
)
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_script_is_read_as_it_was_written(text, direction):
    """In paragraphs, headings, lists, cells and notes of either direction the tree says the text."""
    block = Paragraph(children=(Text(text),), direction=direction)
    blocks = (
        block,
        Heading(level=1, children=(Text(text),), direction=direction),
        bullets((block,)),
        Table(columns=(Column(),), head=(), body=(row(cell(block)),), direction=direction),
        Paragraph(children=(Text("x "), Note((block,), 1)), direction=direction),
    )

    assert read(*blocks).words() == words_of(blocks)


def test_links_of_right_to_left_words_say_them():
    """A link within Arabic is one link over its lines, and its annotation says its words."""
    file = read(arabic("قال ", Link("https://example.org/", (Text("رابط طويل جدا " * 20),)), " هنا"))
    (link,) = [e for e in file.elements() if e.S == "/Link"]

    assert file.text(link).split() == ("رابط طويل جدا " * 20).split()
    assert len(file.pdf.pages[0].Annots) > 1
    assert {str(a.Contents).split()[0] for a in file.pdf.pages[0].Annots} == {"رابط"}


def test_a_table_over_turned_pages_is_one_table():
    """Its head is content once and an artifact where it is repeated; what follows stands upright again."""
    body = tuple(row(*(f"incomprehensibility{i}" for i in range(9))) for _ in range(60))
    head = row(*(cell(f"Column {i}", header=True) for i in range(9)))
    blocks = (words("before"), Table(columns=(Column(),) * 9, head=(head,), body=body), words("after"))
    file = read(*blocks)
    lying = [float(leaf.MediaBox[2]) > float(leaf.MediaBox[3]) for leaf in file.pdf.pages]

    assert file.words() == words_of(blocks)
    assert outline(file, {"P", "Table", "THead", "TBody"}) == ["P", "Table", "THead", "TBody", "P"]
    assert lying == [False, *[True] * (len(lying) - 2), False]
    assert len(lying) > 3
    assert sum("Column 0" in "".join(texts) for texts in file.artifacts) == len(lying) - 3


@settings(max_examples=EXAMPLES)
@given(documents())
def test_every_random_document_follows_both_standards(document):
    """Every block and inline, nested, with hostile text; and nothing is outside of the tree."""
    data = write_pdf(document, DEFAULT).value
    assert faults(data) == []
    assert Read(data).stray == []


@settings(max_examples=EXAMPLES)
@given(documents(hostile=False))
def test_every_random_document_is_read_in_order(document):
    """The letters of the tree are those of the document, in order."""
    said = "".join(Read(write_pdf(document, DEFAULT).value).words())
    assert said == "".join(words_of(document.blocks))
