"""A document that holds everything that is hard to lay out, and hostile words in every place that takes words.

Knows nothing of any format; every writer may be tried with it.
"""

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
    PageBreak,
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

SENTENCE = (
    "The Group of Friends spoke for its members, Côte d’Ivoire and Ελλάδα among them, on A/68/947 and "
    "Российская Федерация answered that the Secretary-General’s report names no state. "
)
HOSTILE = (
    '<img src="/etc/hostname">',
    "{{ 7*7 }}",
    "# heading",
    "| a | b |",
    "](javascript:alert(1))",
    "<para><b>bold</b></para>",
    "(unbalanced \\) ( \\(",
    "%PDF-1.7 endstream endobj",
    "/JavaScript (app.alert(1))",
    "&lt;&amp;&#0;",
)
ADDRESS = "https://www.example.org/a/very/long/address/that/goes/on/and/on/article/35-topics/5435-summary?id=1&x=(2)"


def words(text: str, role: str = "", **more: object) -> Paragraph:
    """Make a paragraph of plain text."""
    return Paragraph(children=(Text(text),), role=role, **more)


def inlines(*parts: str | Inline) -> Paragraph:
    """Make a paragraph of inlines; plain texts may stand for themselves."""
    return Paragraph(children=tuple(Text(p) if isinstance(p, str) else p for p in parts))


def cell(*parts: str | Inline | Block, **more: object) -> Cell:
    """Make a cell; inlines become one paragraph."""
    if parts and isinstance(parts[0], Paragraph | List | Table | BlockQuote):
        return Cell(blocks=parts, **more)
    return Cell(blocks=(inlines(*parts),), **more)


def row(*cells: str | Cell, role: str = "") -> Row:
    """Make a row; plain texts become cells."""
    return Row(cells=tuple(c if isinstance(c, Cell) else cell(c) for c in cells), role=role)


def note(number: int, *texts: str) -> Note:
    """Make a footnote."""
    return Note(tuple(words(t) for t in texts), number)


def heading(level: int, text: str, anchor: str = "") -> Heading:
    """Make a heading."""
    return Heading(level=level, children=(Text(text),), anchor=anchor)


def bullets(*items: str | tuple[Block, ...], ordered: bool = False, start: int = 1) -> List:
    """Make a list; an item is a text or blocks."""
    made = tuple(ListItem((words(i),) if isinstance(i, str) else i) for i in items)
    return List(items=made, ordered=ordered, start=start)


def _title() -> tuple[Block, ...]:
    figures = (
        KeyFigure(value=(Text("67"),), label=(Text("member states spoke"),)),
        KeyFigure(
            value=(Text("83"),),
            label=(Text("governments spoken for"), note(1, "As ICRtoP says.")),
            disagreement=(Text("81 in a later account"),),
        ),
    )
    return (
        words("Torture · everything at once", "kicker"),
        words("A title that goes on for more than a line, as titles of resolutions do", "title"),
        words("Its subtitle", "subtitle"),
        words(SENTENCE, "lead"),
        KeyFigures(figures=figures),
    )


def _text() -> tuple[Block, ...]:
    mixed = inlines(
        Strong((Text("Bold "), Emphasis((Text("and italic"),)))),
        " text, ",
        Emphasis((Text("italic"),)),
        " text; ",
        Span((Text("le texte français"),), language="fr"),
        ", ",
        Span((Text("muted"),), role="muted"),
        ", a call",
        note(2, SENTENCE * 30, "A second paragraph of the note."),
        NoteReference(1),
        ", a break",
        LineBreak(),
        "and a link over lines: ",
        Link(ADDRESS, (Text(ADDRESS),)),
        ", mail to ",
        Link("mailto:someone@example.org", (Text("someone"),)),
        ", back to ",
        Reference("text", (Text("this section"),)),
        ". No break in 12\u00a0%, nor in word\u2060joined.",
    )
    quote = BlockQuote(blocks=(words(SENTENCE), words(SENTENCE)), attribution=(Text("Somebody, "), note(3, "Where.")))
    return (
        heading(1, "Text", "text"),
        mixed,
        *(words(SENTENCE * 5) for _ in range(6)),
        heading(2, "Second level"),
        heading(3, "Third level"),
        heading(4, "Fourth level"),
        quote,
        BlockQuote(blocks=tuple(words(SENTENCE * 4) for _ in range(5))),
        words("A remark.", "remark"),
    )


def _lists() -> tuple[Block, ...]:
    deep = bullets("deep one", (words("deep two"), bullets("deeper", (bullets("deepest"),))))
    return (
        heading(1, "Lists", "lists"),
        bullets("one", (words("two"), deep, words("two, continued")), *(SENTENCE * 3 for _ in range(9))),
        bullets(*(f"number {i}" for i in range(12)), ordered=True, start=95),
        List(
            items=(ListItem((words("A source."),), "1"), ListItem((inlines(Link(ADDRESS, (Text(ADDRESS),))),), "2")),
            role="sources",
        ),
    )


def _tables() -> tuple[Block, ...]:
    signs = [Sign(s, f, f"{s.value} {f.value}") for s in Shape for f in Fill]
    body = [row(cell("A group", colspan=11, header=True), role="group")]
    body += [
        row(cell(f"State {i}", header=True), *(cell(signs[(i * 10 + j) % 30]) for j in range(10))) for i in range(40)
    ]
    themes = ["Prevention as the cornerstone", "Cooperation with regional organizations", "Restraint on the veto"]
    matrix = Table(
        columns=(Column(), *(Column(align="center", upright=True) for _ in range(10))),
        head=(row(cell("State", header=True), *(cell(themes[i % 3], header=True) for i in range(10))),),
        body=tuple(body),
        role="matrix",
    )
    spans = Table(
        columns=(Column(), Column(weight=2), Column(align="end")),
        head=(
            row(
                cell("Head over two rows", rowspan=2, header=True),
                cell("Head over two columns", colspan=2, header=True),
            ),
            row(cell("left", header=True), cell("right", note(4, "A note in a head."), header=True)),
        ),
        body=(
            row(cell("three rows " * 6, rowspan=3), "b1", "1"),
            row("b2", "22"),
            row(cell("b3 and c3", colspan=2)),
            row(cell(words("a tall cell: " + SENTENCE * 60)), cell(bullets("in", "a", "cell")), "333"),
            row("last", cell(Link(ADDRESS, (Text(ADDRESS),))), "4444"),
        ),
        caption=(Text("A table of spans"),),
        description="Spans",
    )
    wide = Table(
        columns=tuple(Column() for _ in range(14)),
        head=(row(*(cell(f"Responsibility {i}", header=True) for i in range(14))),),
        body=(row(*(f"word{i}" for i in range(14))),),
        description="Wide",
    )
    turning = Table(
        columns=tuple(Column() for _ in range(9)),
        head=(row(*(cell(f"Column {i}", header=True) for i in range(9))),),
        body=tuple(row(*(f"incomprehensibility{i}" for i in range(9))) for _ in range(30)),
        caption=(Text("A table that turns its page"),),
        description="It is wider than an upright page and as wide as one on its side",
    )
    return (heading(1, "Tables", "tables"), matrix, spans, wide, turning)


def _charts() -> tuple[Block, ...]:
    data = Table(columns=(Column(),), head=(), body=(row("data"),), description="Data")
    bars = tuple(Bar(f"Theme {i}", i, f"{i} named", open_ended=i % 2 == 0, hollow=i % 3 == 0) for i in range(60))
    dots = tuple(Dot(f"S{i}", filled=i % 3 == 0, own=i == 4) for i in range(200))
    return (
        heading(1, "Charts", "charts"),
        Figure(chart=BarChart(bars), alt="bars", caption=(Text("Sixty bars."),), data=data),
        Figure(chart=DotChart((DotRow("Many states", dots), DotRow("None", ()))), alt="d", caption=(), data=data),
    )


ARABIC = (
    "أشار الأمين العام في تقريره A/68/947 إلى أن 12 دولة (من بينها كينيا) أيّدت المسؤولية عن الحماية، "
    "وأن المسؤولية تقع أولاً على عاتق كل دولة. "
)
CHINESE = (
    "秘书长在其报告（A/68/947）中指出，各国负有首要责任，保护本国人民免遭种族灭绝、战争罪、族裔清洗和危害人类罪之害。"
    "国际社会应当鼓励并协助各国履行这一责任。"
)
HEBREW = "האחריות להגן (2014) "


def arabic(*parts: str | Inline, **more: object) -> Paragraph:
    """Make a paragraph that runs from right to left."""
    children = tuple(Text(p) if isinstance(p, str) else p for p in parts)
    return Paragraph(children=children, language="ar", direction="rtl", **more)


def _scripts() -> tuple[Block, ...]:
    mixed = inlines(
        "English with ",
        Span((Text("العربية (2014)"),), language="ar", direction="rtl"),
        ", ",
        Span((Text("中文和 English 混排"),), language="zh"),
        ", ",
        Span((Text(HEBREW),), language="he", direction="rtl"),
        "and ",
        Span((Text("русский язык"),), language="ru"),
        "; marks: e\u0301, x\u0301\u0302, q\u0323. " + SENTENCE,
    )
    return (
        heading(1, "Scripts", "scripts"),
        mixed,
        Paragraph(children=(Text(CHINESE * 9),), language="zh"),
        Heading(level=2, children=(Text("المسؤولية عن الحماية"),), language="ar", direction="rtl"),
        arabic(
            ARABIC * 3,
            Span((Text("an English name, UN (New York),"),), language="en", direction="ltr"),
            " وبعد ذلك ",
            Link(ADDRESS, (Text("رابط طويل " * 14),)),
            " وملاحظة",
            Note((arabic(ARABIC),), 5),
            " ونهاية الفقرة.",
        ),
        List(
            items=(
                ListItem((arabic(ARABIC * 2),)),
                ListItem((arabic("قائمة داخلية "), _arabic_list())),
                ListItem((words("An English item in an Arabic list."),)),
            ),
            ordered=True,
            start=9,
            language="ar",
            direction="rtl",
        ),
        BlockQuote(
            blocks=(arabic(ARABIC * 2),), attribution=(Text("الأمين العام، 2014"),), language="ar", direction="rtl"
        ),
        Panel(blocks=(arabic(Strong((Text("ما لا نعرفه"),))), arabic(ARABIC)), role="unknown", direction="rtl"),
        _arabic_table(),
    )


def _arabic_list() -> List:
    items = tuple(ListItem((arabic(f"البند {i}"),)) for i in range(1, 4))
    return List(items=items, language="ar", direction="rtl")


def _arabic_table() -> Table:
    def cells(*texts: str, header: bool = False) -> Row:
        made = (Cell(blocks=(arabic(t),), header=header or i == 0) for i, t in enumerate(texts))
        return Row(cells=tuple(made))

    return Table(
        columns=(Column(), Column(weight=1), Column(align="end")),
        head=(cells("الدولة", "ما قالته", "العدد", header=True),),
        body=tuple(cells(f"الدولة رقم {i}", ARABIC, str(i * 37)) for i in range(1, 12)),
        caption=(Text("جدول من اليمين إلى اليسار"),),
        description="A table that begins at the right",
        language="ar",
        direction="rtl",
    )


def hostile() -> tuple[Block, ...]:
    """Return blocks that hold hostile words in every place."""
    paragraphs = tuple(words(h, origin=Origin("templates/en/x.md", 3, "q1", "exact")) for h in HOSTILE)
    head = row(*(cell(h, header=True) for h in HOSTILE[:3]))
    table = Table(columns=(Column(),) * 3, head=(head,), body=(row(*HOSTILE[3:6]),), caption=(Text(HOSTILE[6]),))
    return (
        heading(1, HOSTILE[0], "hostile"),
        *paragraphs,
        bullets(*HOSTILE),
        table,
        Panel(blocks=(words(HOSTILE[7]),), role="unknown"),
        inlines("x", note(6, *HOSTILE)),
    )


def torture() -> Document:
    """Return the whole document."""
    entries = tuple(
        ContentsEntry(level=1, anchor=a, children=(Text(a.title()),))
        for a in ("text", "lists", "tables", "scripts", "charts")
    )
    panel = Panel(blocks=(heading(2, "What is not known"), bullets("this", "that " * 80)), role="unknown")
    return Document(
        kind="torture",
        title="Torture",
        subject="A subject",
        publisher="The publisher",
        date="2014-09-08",
        head_left="Torture",
        head_right="8 September 2014",
        marks=("Draft", "Embargoed until 9 September 2014, 18:00 (New York)"),
        labels=(("page_of", "page {page} of {pages}"), ("version", "version {version}")),
        version="0123abcd",
        blocks=(
            *_title(),
            Contents(title=(Text("Contents"),), entries=entries),
            *_text(),
            PageBreak(),
            *_lists(),
            panel,
            *_tables(),
            *_scripts(),
            *_charts(),
            *hostile(),
            words("x" * 3000),
        ),
    )
