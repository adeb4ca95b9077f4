"""A document that holds each thing that parity looks at, several times, and what is made of documents for the tests."""

from __future__ import annotations

from functools import cache

from attrs import evolve

from rtop_docs.document.build import cell, emphasis, h, items, link, note, p, reference, row, span, strong, table
from rtop_docs.document.check import check_document
from rtop_docs.document.digest import with_version
from rtop_docs.document.model import (
    Bar,
    BarChart,
    BlockQuote,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Fill,
    KeyFigure,
    KeyFigures,
    List,
    ListItem,
    Note,
    Origin,
    Panel,
    Shape,
    Sign,
    Table,
    Text,
)
from rtop_docs.document.walk import transform
from rtop_docs.parity.difference import Difference
from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences
from rtop_docs.writers import write

THEMES = ("prevention", "women", "veto", "regions")
STATES = ("Ecuador", "Namibia", "Finland", "Montenegro")
VERBS = ("stressed", "encouraged", "welcomed", "questioned")
SIGNS = (
    Sign(Shape.FOR, Fill.FULL, "for, in its own statement"),
    Sign(Shape.RESERVED, Fill.HALF, "reserved, as aligned with a group"),
    Sign(Shape.NOT_NAMED, alt="silent so far"),
)


def _table(number: int) -> Table:
    heads = row(*(cell(word, header=True) for word in ("State", "Verb", "Sign", "Remark")))
    rows = tuple(
        row(
            cell(state, header=True),
            cell(emphasis(verb), f" on {theme}"),
            cell(SIGNS[index % len(SIGNS)]),
            cell(f"remark {number}{index} about {theme}"),
        )
        for index, (state, verb, theme) in enumerate(zip(STATES, VERBS, THEMES, strict=True))
    )
    made = table(heads, *rows, description=f"Table {number}: which state said what on which theme")
    return evolve(made, caption=(Text(f"Caption of table {number}"),))


def _figure() -> Figure:
    bars = tuple(Bar(theme, 5 + index, f"{5 + index} named") for index, theme in enumerate(THEMES))
    rows = tuple(row(cell(bar.label, header=True), str(int(bar.value)), bar.note) for bar in bars)
    heads = row(*(cell(word, header=True) for word in ("Theme", "Number", "Named")))
    return Figure(
        chart=BarChart(bars),
        alt="Bars of the states that are named, longest first",
        caption=(Text("Who is named on what, by one account"),),
        data=table(heads, *rows, description="How many states are named on each theme"),
    )


def _section(number: int) -> tuple[object, ...]:
    theme, state = THEMES[number - 1], STATES[number - 1]
    origin = Origin("templates/en/sample.md", 10 * number, f"passage-{number}", "says")
    return (
        h(1, f"Section {number} on {theme}", anchor=f"section-{number}"),
        p(f"{state} began with a plain sentence about {theme}.", origin=origin),
        p(
            f"Then it {VERBS[number - 1]} ",
            span(f"la prévention numéro {number}", language="fr"),
            " and ",
            span(f"la cooperación número {number}", language="es"),
            f" in paragraph {number}, see ",
            link(f"https://example.org/{theme}?a=1&b={number}", f"the page on {theme}"),
            " and ",
            reference(f"source-{number}", f"source {number}"),
            ".",
            note(p(f"Note text {number} of {state}, ", link(f"https://example.org/n/{number}", f"address {number}"))),
        ),
        h(2, f"What {state} asked"),
        evolve(p("Предложение ", strong(f"номер {number}")), language="ru"),
        items(f"first item {number}", f"second item {number}", f"third item {number}", ordered=number % 2 == 0),
        _table(number),
        BlockQuote(blocks=(p(f"“quoted words {number} of {state}”"),), attribution=(Text(f"Delegate {number}"),)),
    )


@cache
def sample() -> Document:
    """Make the document: three sections, each with headings, languages, links, a note, lists, a table, a quotation."""
    entries = tuple(
        ContentsEntry(level=1, anchor=f"section-{n}", children=(Text(f"Section {n} on {THEMES[n - 1]}"),))
        for n in range(1, 4)
    )
    figures = tuple(
        KeyFigure(value=(Text(str(60 + n)),), label=(Text(f"states counted {n}"),), disagreement=(Text(f"or {n}"),))
        for n in range(3)
    )
    sources = (ListItem((p(f"Source text {n}", anchor=f"source-{n}"),), label=str(n)) for n in range(1, 4))
    blocks = (
        p("Sample", role="kicker"),
        p("A sample of everything", role="title"),
        p("for the tests of parity", role="subtitle"),
        KeyFigures(figures=figures),
        Contents(title=(Text("Contents"),), entries=entries),
        *(block for n in range(1, 4) for block in _section(n)),
        _figure(),
        Panel(blocks=(p(strong("What is not known")), p("Whether anybody else spoke.")), role="unknown"),
        List(items=tuple(sources), ordered=True, role="sources"),
    )
    numbers = iter(range(1, 100))
    numbered = transform(blocks, inline=lambda i: (evolve(i, number=next(numbers)),) if isinstance(i, Note) else (i,))
    made = Document(
        kind="sample",
        title="A sample of everything",
        blocks=numbered,
        publisher="A house",
        marks=("Draft",),
        head_left="A sample",
        head_right="of everything",
    )
    made = with_version(made)
    assert check_document(made) == ()
    return made


@cache
def made(format: str) -> bytes:
    """Write the sample."""
    written = write(sample(), format)
    assert written.value
    return written.value


@cache
def expected():
    """What the sample says."""
    return reading_of(sample())


def found_in(data: bytes, format: str) -> tuple[Difference, ...]:
    """How a file differs from the sample."""
    return differences(data, format, sample(), expected())


def kinds(found) -> set[str]:
    """The kinds of differences, by name."""
    return {difference.kind.name for difference in found}
