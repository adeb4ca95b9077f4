"""Small documents that the writers' tests share: each part of the model once, and words that are easy to find."""

from __future__ import annotations

from rtop_docs.document.model import (
    Bar,
    BarChart,
    Block,
    BlockQuote,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Dot,
    DotChart,
    DotRow,
    Emphasis,
    Figure,
    Fill,
    Heading,
    Inline,
    KeyFigure,
    KeyFigures,
    LineBreak,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Origin,
    Panel,
    Paragraph,
    Reference,
    Row,
    Shape,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)


def t(words: str) -> tuple[Inline, ...]:
    """Make a run of plain words."""
    return (Text(words),)


def p(*inlines: Inline | str, **more: object) -> Paragraph:
    """Make a paragraph; a str is plain words."""
    children = tuple(Text(inline) if isinstance(inline, str) else inline for inline in inlines)
    return Paragraph(children=children, **more)  # type: ignore[arg-type]  # what Paragraph takes, a test gives


def cell(*inlines: Inline | str, **more: object) -> Cell:
    """Make a cell of one paragraph."""
    return Cell(blocks=(p(*inlines),), **more)  # type: ignore[arg-type]  # what Cell takes, a test gives


def table(*rows: tuple[str, ...], head: tuple[str, ...] = (), **more: object) -> Table:
    """Make a table of plain words whose first column heads its rows."""
    columns = tuple(Column() for _ in (head or rows[0]))
    top = (Row(cells=tuple(cell(words, header=True) for words in head)),) if head else ()
    body = tuple(Row(cells=tuple(cell(words, header=n == 0) for n, words in enumerate(row))) for row in rows)
    return Table(columns=columns, head=top, body=body, **more)  # type: ignore[arg-type]  # as above


def document(*blocks: Block, **more: object) -> Document:
    """Make an English document."""
    values: dict[str, object] = {"kind": "sheet", "title": "A title"}
    return Document(blocks=blocks, **(values | more))  # type: ignore[arg-type]  # what Document takes, a test gives


def matrix(states: int = 3) -> Table:
    """Make a matrix of three themes with a group row and the same sign twice, with different words."""
    signs = (
        Sign(Shape.FOR, Fill.FULL, "for, named"),
        Sign(Shape.FOR, Fill.FULL, "for, own"),
        Sign(Shape.NOT_NAMED, alt="not named"),
    )
    names = ("Arms trade", "Regional organizations", "The veto")
    head = Row(cells=(cell("State", header=True), *(cell(name, header=True) for name in names)))
    group = Row(cells=(cell("African states", header=True, colspan=4),), role="group")
    rows = (Row(cells=(cell(f"State {n}", header=True), *(cell(sign) for sign in signs))) for n in range(states))
    columns = (Column(), *(Column(align="center", upright=True) for _ in names))
    return Table(columns=columns, head=(head,), body=(group, *rows), role="matrix", caption=t("Who on what"))


def bar_figure() -> Figure:
    """Make a bar chart of a closed, an open and a nameless number."""
    bars = (
        Bar("Agenda", 11, "11 named"),
        Bar("Women", 8, "8, including", open_ended=True),
        Bar("Veto", 14, "14", hollow=True),
    )
    rows = tuple((bar.label, str(bar.value), bar.note) for bar in bars)
    data = table(*rows, head=("Theme", "Number", "Named"))
    return Figure(chart=BarChart(bars), alt="Bars by theme", caption=t("Who is named"), data=data)


def dot_figure() -> Figure:
    """Make a dot chart of one row."""
    dots = (Dot("Rwanda", True, own=True), Dot("Chad", False))
    data = table(("Agenda", "Rwanda", "Chad"), head=("Theme", "Named", "Not named"))
    return Figure(chart=DotChart((DotRow("Agenda", dots),)), alt="Dots by theme", caption=t("The group"), data=data)


def whole() -> Document:
    """Make a document that holds every block and inline once."""
    note = Note((p("Source one, ", Link("https://example.org/a?b=c&d", t("its page"))),), 1)
    quote = Origin("templates/en/sheet.md", 12, "q-1", "words")
    return document(
        p("Position sheet", role="kicker"),
        p("Côte d’Ivoire", role="title"),
        p("8 September 2014", role="subtitle"),
        KeyFigures(
            figures=(
                KeyFigure(value=t("83"), label=t("governments"), disagreement=t("81 in a later account")),
                KeyFigure(value=t("Named"), label=t("by one source")),
            )
        ),
        Contents(title=t("Contents"), entries=(ContentsEntry(level=1, anchor="positions", children=t("Positions")),)),
        Heading(level=1, children=t("Positions"), anchor="positions"),
        p(
            Strong(t("Strong")),
            " and ",
            Emphasis(t("stressed")),
            LineBreak(),
            Span(t("المسؤولية"), language="ar", direction="rtl"),
            " see ",
            Reference("positions", t("above")),
            note,
            " and again",
            NoteReference(1),
        ),
        table(
            ("Prevention", "highlighted"), head=("Theme", "Verb"), caption=t("Positions held"), description="By theme"
        ),
        matrix(),
        BlockQuote(blocks=(p("“sound the alarm bells”"),), attribution=t("credited to two states"), origin=quote),
        bar_figure(),
        dot_figure(),
        List(items=(ListItem((p("first"), List(items=(ListItem((p("inner"),)),)))), ListItem((p("second"),)))),
        List(items=(ListItem((p("third"),)),), ordered=True, start=3),
        Heading(level=2, children=t("Below")),
        p("الدول الأعضاء", language="ar", direction="rtl"),
        Panel(role="unknown", blocks=(Heading(level=1, children=t("What is not known")), p("Whether it spoke."))),
        List(items=(ListItem((p("ICRtoP, 2014"),), label="1"),), ordered=True, role="sources"),
        publisher="A Secretariat",
        subject="Positions",
        version="3f9a61c2",
        date="2014-09-08",
        head_left="Left head",
        head_right="Right head",
        marks=("Draft",),
    )


HOSTILE = (
    '<img src="/etc/hostname">',
    "{{ 7*7 }}",
    "# heading",
    "| a | b |",
    "](javascript:alert(1))",
    "</w:t></w:r><w:r><w:t>",
    "</style><script>alert(1)</script>",
    '{ DDEAUTO c:\\windows\\system32\\cmd.exe "/k calc" }',
    "PAGE \\* MERGEFORMAT",
    "&amp;&#0;]]>",
    "=HYPERLINK(1)",
    "x" * 5000,
)
"""Texts that would be markup, a field or a formula where somebody took them for more than text."""

REFUSED = ("a\x00b", "a\x1bb", "a\u202eb", "a\ud800b", "a\ufffeb", "a\x9bb")
"""Texts that no document may hold."""
