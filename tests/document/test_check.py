"""The checks of a finished document: each kind of fault is found at its place, sound documents pass."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings

from rtop_docs.document.build import cell, columns, h, head, inlines, items, link, note, p, reference, row, span, table
from rtop_docs.document.check import CHECKS, check_document
from rtop_docs.document.model import (
    Bar,
    BarChart,
    BlockQuote,
    Cell,
    Contents,
    ContentsEntry,
    Document,
    Dot,
    DotChart,
    DotRow,
    Figure,
    KeyFigure,
    KeyFigures,
    LineBreak,
    List,
    ListItem,
    Note,
    NoteReference,
    Origin,
    Panel,
    Row,
    Shape,
    Sign,
    Table,
    Text,
)
from tests.document.strategies import documents


def found(*blocks, **properties) -> list[str]:
    """Return the findings about a document of these blocks as ``CODE: message``."""
    document = Document(kind="k", title="t", blocks=blocks, **properties)
    return [f"{d.code}: {d.message}" for d in check_document(document)]


@settings(max_examples=60)
@given(documents())
def test_random_sound_documents_pass(document):
    """Whatever the strategy makes is sound: writers may be tested with it."""
    assert check_document(document) == ()


def numbered(number: int, *content) -> Note:
    """Make a numbered note."""
    return evolve(note(*content), number=number)


def grid(*rows: Row, width: int = 2) -> Table:
    """Make a table of `width` columns."""
    return Table(columns=columns(*["start"] * width), head=(), body=rows, description="d")


def wide(colspan: int, rowspan: int = 1) -> Cell:
    """Make a cell that spans."""
    return cell("x", colspan=colspan, rowspan=rowspan)


DATA = table(head("State"), row("Chad"), description="d")
BARS = Figure(chart=BarChart((Bar("a", 1, "n"),)), alt="a chart", caption=inlines("c"), data=DATA)
LINE = ContentsEntry(level=1, anchor="a", children=inlines("A"))
FAULTY = [
    ((), "D12: the document is empty"),
    ((h(2, "a"),), "D01: heading 'a' of level 2 follows level 0"),
    ((h(1, "a"), h(2, "b"), h(1, "c"), h(3, "d")), "D01: heading 'd' of level 3 follows level 1"),
    ((h(5, "a"),), "D13: a heading has level 5"),
    ((grid(row("a")),), "D02: in a table's body, row 1 leaves 1 of 2 columns empty"),
    ((grid(row("a", "b", "c")),), "D02: in a table's body, row 1 has cells for more than the 2 columns, or across"),
    ((grid(Row(cells=(wide(2, 2),)), row("a", "b")),), "D02: in a table's body, row 2 has cells for more than"),
    ((grid(Row(cells=(wide(1, 2), wide(1))), Row(cells=())),), "D02: in a table's body, row 2 has no cells"),
    ((grid(Row(cells=(wide(2, 2),))),), "D02: in a table's body, a cell spans more rows than there are"),
    (
        (grid(Row(cells=(wide(1), wide(1, 2), wide(1))), Row(cells=(wide(2),)), width=3),),
        "D02: in a table's body, row 2",
    ),
    (
        (grid(Row(cells=(wide(0),))),),
        "D02: in a table's body, row 1 has no cells of its own, or one that spans nothing",
    ),
    ((p("a", anchor="x"), p("b", anchor="x")), "D03: anchor 'x' is given 2 times"),
    ((p("a", anchor="x y"),), "D03: anchor 'x y' is not plain letters and digits"),
    ((p(reference("x", "a")),), "D04: there is no anchor 'x'"),
    ((Contents(title=(), entries=(ContentsEntry(level=1, anchor="x", children=inlines("a")),)),), "D04: there is no"),
    ((p("a", numbered(2, "b")),), "D05: footnote 2 follows footnote 0"),
    ((p("a", note("b")),), "D05: footnote 0 follows footnote 0"),
    ((p("a", numbered(1, "b"), numbered(1, "b")),), "D05: footnote 1 follows footnote 1"),
    ((p("a", NoteReference(1)), p("b", numbered(1, "b"))), "D05: footnote 1 is called before it stands"),
    ((p(link("javascript:x", "a")),), "D06: the link to 'javascript:x' is not allowed"),
    ((p(link("https://", "a")),), "D06: the link to 'https://' is not allowed"),
    ((p(link('https://a.b/"x', "a")),), "D06: the link to 'https://a.b/\"x' is not allowed"),
    ((p(link("https://a.b", LineBreak())),), "D12: the link to 'https://a.b' has no words"),
    ((evolve(p("a"), language=""),), "D07: a paragraph has language ''"),
    ((p(span("a", language="klingon lang")),), "D07: a span has language 'klingon lang'"),
    ((evolve(p("a"), direction="up"),), "D07: a paragraph has direction 'up'"),
    ((evolve(BARS, alt=" "),), "D08: a chart has no alternative text"),
    ((evolve(DATA, description=""),), "D08: a table has no description"),
    ((p(Sign(Shape.FOR)),), "D08: a sign stands alone without words"),
    ((p("a\u202eb"),), "D09: a text holds U+202E right-to-left override"),
    ((p("a\x00"),), "D09: a text holds U+0000"),
    ((p("a\ud800"),), "D09: a text holds U+D800"),
    ((p("a\ue002"),), "D09: a text holds U+E002"),
    ((p("a", numbered(1, "b\x01")),), "D09: a text holds U+0001"),
    ((evolve(DATA, description="\x01"),), "D09: a text holds U+0001"),
    ((evolve(BARS, chart=BarChart((Bar("\x01", 1, "n"),))),), "D09: a text holds U+0001"),
    ((evolve(BARS, chart=DotChart((DotRow("g", (Dot("\x01", True),)),))),), "D09: a text holds U+0001"),
    ((p("a", role="huge"),), "D10: a paragraph has role 'huge'"),
    ((p(span("a", role="huge")),), "D10: a span has role 'huge'"),
    ((Panel(blocks=(p("a"),), role="red"),), "D10: a panel has role 'red'"),
    ((evolve(DATA, role="red"),), "D10: a table has role 'red'"),
    ((grid(row("a", "b", role="red")),), "D10: a row has role 'red'"),
    ((evolve(items("a"), role="red"),), "D10: a list has role 'red'"),
    ((KeyFigures(figures=()),), "D11: a strip holds 0 key figures"),
    (
        (KeyFigures(figures=(KeyFigure(value=inlines("1"), label=inlines("a")),) * 6),),
        "D11: a strip holds 6 key figures",
    ),
    ((p(),), "D12: a paragraph or a part of it is empty"),
    ((List(items=()),), "D12: a list or a part of it is empty"),
    ((List(items=(ListItem(()),)),), "D12: a list or a part of it is empty"),
    ((BlockQuote(blocks=()),), "D12: a blockquote or a part of it is empty"),
    ((p("a", numbered(1)),), "D12: a note or a part of it is empty"),
    ((evolve(items("a", ordered=True), start=0),), "D13: a list starts at 0"),
    ((evolve(BARS, chart=BarChart((Bar("a", -1, "n"),))),), "D13: bar 'a' has value -1"),
    ((evolve(BARS, chart=BarChart((Bar("a", float("nan"), "n"),))),), "D13: bar 'a' has value nan"),
    ((p("a", numbered(1, "b", numbered(2, "c"))),), "D14: a footnote stands inside another footnote"),
    ((p(link("https://a.b", "a", numbered(1, "b"))),), "D14: a footnote stands inside a link"),
    ((p(link("https://a.b", link("https://a.b", "a"))),), "D14: a link stands inside a link"),
    (
        (evolve(BARS, data=table(head("a"), row(numbered(1, "b")), description="d")),),
        "D14: a footnote stands inside the data",
    ),
    (
        (
            evolve(p("A"), anchor="a"),
            Contents(
                title=inlines("C"),
                entries=(ContentsEntry(level=1, anchor="a", children=inlines(link("https://a.b", "A"))),),
            ),
        ),
        "D14: a link or footnote stands inside a line of the contents",
    ),
    ((p("A", role="title"), p("B", role="title")), "D16: a second title"),
    ((Panel(blocks=(p("A", role="title"),), role="note"),), "D16: a title inside another block"),
]


@pytest.mark.parametrize(("blocks", "finding"), FAULTY, ids=range(len(FAULTY)))
def test_each_fault_is_found(blocks, finding):
    """One fault, one finding, in words."""
    (only,) = found(*blocks)
    assert only.startswith(finding)


def test_every_check_finds_something():
    """No check is there for nothing."""
    caught = {finding.split(":")[0] for _, finding in FAULTY}

    assert caught >= {f"D{n:02}" for n in (*range(1, 15), 16)}
    assert len(CHECKS) == 14


@pytest.mark.parametrize("name", ["title", "subtitle", "head_right", "subject", "publisher"])
def test_properties_are_checked_for_characters(name):
    """A title with a control character would break a file's properties."""
    document = evolve(Document(kind="k", title="t", blocks=(p("a"),)), **{name: "a\x07"})

    assert [d.code for d in check_document(document)] == ["D09"]


def test_a_finding_stands_at_its_block_s_line_and_names_its_record():
    """The nearest block with a template line gives the place; the record is named."""
    origin = Origin("t.md", 7, "q-118", "exact")
    inner = p(Text("a\x00"))
    document = Document(kind="k", title="t", blocks=(Panel(blocks=(inner,), origin=origin),))

    (finding,) = check_document(document, "t.md")
    assert str(finding.span) == "t.md:7"
    assert finding.message == "a text holds U+0000 (record 'q-118')"


def test_what_no_block_stands_for_is_reported_at_the_template():
    """The path that was given is the place of last resort."""
    (finding,) = check_document(Document(kind="k", title="t\x00", blocks=(p("a"),)), "t.md")

    assert str(finding.span) == "t.md"


def test_notes_in_cells_and_second_calls_are_sound():
    """Spans, second calls and references to rows of any depth pass."""
    one = p("a", numbered(1, "n"), NoteReference(1), anchor="x")
    cells = grid(Row(cells=(wide(1, 2), wide(1))), Row(cells=(cell(p("b", numbered(2, "m"))),)))

    assert found(h(1, "t"), one, cells, p(reference("x", "a"), NoteReference(2))) == []
