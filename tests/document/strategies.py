"""Random documents for the writers' tests: every block and inline, nested, with hostile but permitted text.

Strategies are made once (`cache`): making them anew for each draw costs a hundred times the draw.  Each of
``documents()`` passes `check_document`.  ``documents(hostile=False)`` keeps to short plain words, from left to right.
"""

from __future__ import annotations

from functools import cache

import attrs
from hypothesis import strategies as st

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
from rtop_docs.document.walk import plain_text, transform

HOSTILE = (
    '<img src="/etc/hostname">',
    "{{ 7*7 }}",
    "# heading",
    "| a | b |",
    "](javascript:alert(1))",
    "<para><b>x</b></para>",
    '=HYPERLINK("http://x")',
    "&lt;&amp;&#0;",
    "]]>",
    '{ HYPERLINK "x" }',
    "\u200f\u200e",
    "أهلا وسهلا",
    "各国政府承诺",
    "Côte d’Ivoire",
    "a\u00a0b\u2060c",
    "soft\u00adhyphen",
    "x" * 300,
)
SCRIPTS = (
    "abcdefgh éßœ ﬁ fi ffi AV -–—’“”…·/",
    "سلامعليكمالأممالمتحدة \u064e\u0650\u0651ة، ؟ 12 ١٢٣ ()",
    "אבגדהוזחט ,. \u05b8\u05bc 12 (ab)",
    "各国政府承诺保护人民，。《》（）、 a1%",
    "aeioqx \u0301\u0302\u0323\u0308\u0331",
    "ЖизньΕλλάδα іїґ ΆΈ",
    "a 😀👍🏽❤\ufe0f\u200d👩 🇺🇳",
    "a\u00a0\u2003\u3000\u2060\u200b\u200d\u00ad\u202f-/.:",
)
"""Letters, marks, punctuation and spaces of one script each, and characters that only steer."""
WORDS = ("state", "Rwanda", "veto", "prevention", "named", "by", "source", "and", "Council")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


@cache
def words() -> st.SearchStrategy[str]:
    """Draw short plain phrases."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


@cache
def texts(hostile: bool = True) -> st.SearchStrategy[str]:
    """Draw non-empty texts that a document may hold."""
    if not hostile:
        return words()
    latin = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x24F, exclude_categories=("Cc",)), min_size=1)
    return st.one_of(words(), st.sampled_from(HOSTILE), latin, scripts())


@cache
def scripts() -> st.SearchStrategy[str]:
    """Draw text in one script or several, words of any length among it."""
    one = [st.text(st.sampled_from(letters), min_size=1, max_size=40) for letters in SCRIPTS]
    return st.one_of(*one, st.lists(st.one_of(one), min_size=2, max_size=4).map("".join))


@cache
def inlines(hostile: bool = True, depth: int = 2, link: bool = True) -> st.SearchStrategy[Inline]:
    """Draw one inline without notes and references (those are added once the whole document is known)."""
    text = st.builds(Text, texts(hostile))
    sign = st.builds(Sign, st.sampled_from(Shape), st.sampled_from(Fill), words())
    leaf = st.one_of(text, text, text, sign, st.just(LineBreak()))
    if depth == 0:
        return leaf
    inner = runs(hostile, depth - 1, link)
    kinds: list[st.SearchStrategy[Inline]] = [
        leaf,
        leaf,
        st.builds(Strong, inner),
        st.builds(Emphasis, inner),
        _span(inner),
    ]
    if link:
        target = st.sampled_from(("https://example.org/a?b=c&d=(e)", "http://example.org/", "mailto:a@example.org"))
        kinds.append(st.builds(Link, target, runs(hostile, depth - 1, False).filter(_has_words)))
    return st.one_of(kinds)


def _unlinked(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return a heading's words as a line of contents has them: the line is a link itself."""
    (line,) = transform(
        (Paragraph(children=children),), inline=lambda i: i.children if isinstance(i, (Link, Reference)) else (i,)
    )
    assert isinstance(line, Paragraph)
    return line.children


def _has_words(children: tuple[Inline, ...]) -> bool:
    return bool(plain_text(children).strip())


@cache
def _span(inner: st.SearchStrategy[tuple[Inline, ...]]) -> st.SearchStrategy[Inline]:
    spoken = st.builds(
        lambda children, language: Span(children, language, "rtl" if language == "ar" else "ltr"),
        inner,
        st.sampled_from(LANGUAGES),
    )
    return st.one_of(spoken, st.builds(Span, inner, role=st.sampled_from(("muted", "disagreement", "quotation"))))


@cache
def runs(hostile: bool = True, depth: int = 2, link: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Draw a non-empty run of inlines that begins with text."""
    rest = st.lists(inlines(hostile, depth, link), max_size=3)
    return st.builds(lambda first, rest: (Text(first), *rest), texts(hostile), rest)


@cache
def origins() -> st.SearchStrategy[Origin]:
    """Draw where a block may come from."""
    return st.builds(Origin, st.just("templates/en/x.md"), st.integers(1, 99), st.sampled_from(("", "q1")), st.just(""))


@cache
def paragraphs(hostile: bool = True) -> st.SearchStrategy[Block]:
    """Draw a paragraph of any role but the title's."""
    roles = st.sampled_from(("", "", "", "lead", "remark", "attribution", "legend"))
    return st.builds(Paragraph, children=runs(hostile), role=roles, origin=origins())


@cache
def lists(inner: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Draw a bullet or numbered list."""
    items = st.lists(st.builds(ListItem, _some(inner, 2)), min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(List, items=items), st.builds(List, items=items, ordered=st.just(True), start=st.integers(1, 9))
    )


@cache
def _some(inner: st.SearchStrategy[Block], most: int) -> st.SearchStrategy[tuple[Block, ...]]:
    return st.lists(inner, min_size=1, max_size=most).map(tuple)


@cache
@st.composite
def tables(draw: st.DrawFn, inner: st.SearchStrategy[Block], spans: bool = True) -> Table:
    """Draw a table whose rows fill its columns, some cells spanning columns or rows."""
    width, height = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    columns = tuple(draw(COLUMNS) for _ in range(width))
    head = (Row(cells=tuple(Cell(blocks=(draw(inner),), header=True) for _ in range(width))),)
    covered: set[tuple[int, int]] = set()
    body = []
    for y in range(height):
        cells = []
        for x in range(width):
            if (y, x) in covered:
                continue
            wide, tall = draw(_extent(spans, x, y, width, height, covered))
            covered |= {(y + dy, x + dx) for dy in range(tall) for dx in range(wide)}
            cells.append(Cell(blocks=draw(_some(inner, 2)), colspan=wide, rowspan=tall, header=x == 0))
        body.append(Row(cells=tuple(cells)))
    role = draw(st.sampled_from(("", "positions", "matrix")))
    caption = draw(st.one_of(st.just(()), runs(False, 0)))
    return Table(
        columns=columns, head=head, body=tuple(body), role=role, caption=caption, description="What is in the table"
    )


def _extent(
    spans: bool, x: int, y: int, width: int, height: int, covered: set[tuple[int, int]]
) -> st.SearchStrategy[tuple[int, int]]:
    free = [
        (wide, tall)
        for wide in range(1, width - x + 1)
        for tall in range(1, height - y + 1)
        if not any((y + dy, x + dx) in covered for dy in range(tall) for dx in range(wide))
        and not (x == 0 and tall > 1)  # a row must keep a cell of its own
    ]
    return st.sampled_from(free if spans else [(1, 1)])


@cache
def key_figures(hostile: bool = True) -> st.SearchStrategy[Block]:
    """Draw a strip of one to five key figures."""
    disagreement = st.one_of(st.just(()), runs(hostile, 0))
    one = st.builds(KeyFigure, value=runs(False, 0), label=runs(hostile, 1), disagreement=disagreement)
    return st.builds(KeyFigures, figures=st.lists(one, min_size=1, max_size=5).map(tuple))


@cache
@st.composite
def figures(draw: st.DrawFn) -> Figure:
    """Draw a bar or dot chart with its data table."""
    labels = draw(st.lists(words(), min_size=1, max_size=4))
    chart: BarChart | DotChart
    if draw(st.booleans()):
        bars = tuple(
            Bar(label, draw(st.integers(0, 90)), "note", draw(st.booleans()), draw(st.booleans())) for label in labels
        )
        chart = BarChart(bars)
    else:
        dots = tuple(Dot(label, draw(st.booleans()), draw(st.booleans())) for label in labels)
        chart = DotChart((DotRow("African states", dots), DotRow("Others", dots)))
    rows = tuple(Row(cells=(Cell(blocks=(Paragraph(children=(Text(label),)),), header=True),)) for label in labels)
    head = (Row(cells=(Cell(blocks=(Paragraph(children=(Text("State"),)),), header=True),)),)
    data = Table(columns=(Column(),), head=head, body=rows, description="The data of the chart")
    return Figure(chart=chart, alt=draw(words()), caption=draw(runs(False, 0)), data=data)


@cache
def blocks(hostile: bool = True, depth: int = 1) -> st.SearchStrategy[Block]:
    """Draw any block but headings, contents and page breaks."""
    leaf = paragraphs(hostile)
    if depth == 0:
        return leaf
    inner = blocks(hostile, depth - 1)
    quote = st.builds(BlockQuote, blocks=_some(leaf, 2), attribution=st.one_of(st.just(()), runs(hostile, 1)))
    panel = st.builds(Panel, blocks=_some(inner, 3), role=st.sampled_from(("note", "unknown")))
    cells = tables(st.one_of(leaf, lists(leaf)))
    every = st.one_of(leaf, leaf, lists(inner), quote, panel, cells, key_figures(hostile), figures())
    return _spoken(every) if hostile else every


def _spoken(every: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    """Let some blocks be in another language, and run in its direction."""
    languages = st.sampled_from(("en", "en", "en", *LANGUAGES, "ar"))
    return st.builds(
        lambda block, language: attrs.evolve(block, language=language, direction="rtl" if language == "ar" else "ltr"),
        every,
        languages,
    )


@st.composite
def documents(draw: st.DrawFn, hostile: bool = True, most: int = 6) -> Document:
    """Draw a whole document: title block, contents, sections, notes and second calls, references, a list of sources."""
    body: list[Block] = []
    entries = []
    level = 0
    for index in range(draw(st.integers(1, most))):
        if draw(st.booleans()):
            level = draw(st.integers(1, min(level + 1, 4)))
            title = draw(runs(hostile, 1))
            anchor = f"section-{index}"
            body.append(Heading(level=level, children=title, anchor=anchor))
            entries.append(ContentsEntry(level=level, anchor=anchor, children=_unlinked(title)))
        if draw(st.integers(0, 9)) == 0:
            body.append(PageBreak())
        body.append(draw(blocks(hostile)))
    first: list[Block] = [Paragraph(children=(Text("A title"),), role="title")]
    if entries and draw(st.booleans()):
        first.append(Contents(title=(Text("Contents"),), entries=tuple(entries)))
    noted = draw(_noted(hostile))
    language = draw(st.sampled_from(LANGUAGES))
    whole = Document(
        kind="briefing",
        title="A title",
        blocks=tuple(first + body) + noted,
        landscape=draw(st.booleans()),
        date="2014-09-08",
        head_left="A head",
        head_right=draw(texts(hostile)),
        subject=draw(texts(hostile)),
        marks=draw(st.sampled_from(((), ("draft",)))),
        labels=LABELS,
        version="0123abcd",
    )
    return attrs.evolve(whole, language=language, direction="rtl" if language == "ar" else "ltr")


COLUMNS = st.builds(Column, align=st.sampled_from(("start", "center", "end")), upright=st.booleans())
LABELS = (
    ("contents", "Contents"),
    ("note", "Note"),
    ("notes", "Notes"),
    ("page_of", "page {page} of {pages}"),
    ("sources", "Sources"),
    ("version", "version {version}"),
)


@cache
@st.composite
def _noted(draw: st.DrawFn, hostile: bool) -> tuple[Block, ...]:
    """Draw paragraphs with notes, the second call of one, and the sources that the notes refer to."""
    count = draw(st.integers(0, 3))
    if not count:
        return ()
    made: list[Block] = []
    for number in range(1, count + 1):
        words = (Text("Source "), Reference("source-1", (Text("1"),)), Text(": " + draw(texts(hostile))))
        note = Note((Paragraph(children=words),), number)
        made.append(Paragraph(children=(Text(draw(texts(hostile))), note)))
    made.append(Paragraph(children=(Text("again"), NoteReference(1))))
    entry = ListItem((Paragraph(children=draw(runs(hostile, 1)), anchor="source-1"),), label="1")
    return (*made, List(items=(entry,), ordered=True, role="sources"))
