"""Walking and rebuilding: every node once, in reading order."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings

from rtop_docs.document.build import cell, emphasis, h, head, inlines, items, link, note, p, row, strong, table
from rtop_docs.document.model import (
    Bar,
    BarChart,
    BlockBase,
    BlockQuote,
    Contents,
    ContentsEntry,
    Figure,
    KeyFigure,
    KeyFigures,
    LineBreak,
    PageBreak,
    Panel,
    Paragraph,
    Shape,
    Sign,
    Text,
)
from rtop_docs.document.walk import blocks_in, inlines_in, plain_text, transform, walk
from tests.document.strategies import documents

BLOCKS = (
    h(1, "01"),
    p("02 ", strong("03", emphasis("04")), link("https://a.b", "05"), note(p("06"), items("07"))),
    items("08", (p("09"), items("10"))),
    BlockQuote(blocks=(p("11"),), attribution=inlines("12")),
    evolve(table(head("14", "15"), row("16", cell(p("17"), items("18"))), description="d"), caption=inlines("13")),
    KeyFigures(figures=(KeyFigure(value=inlines("19"), label=inlines("20"), disagreement=inlines("21")),)),
    Panel(blocks=(p("22"),)),
    PageBreak(),
    Figure(
        chart=BarChart((Bar("x", 1, "y"),)),
        alt="z",
        caption=inlines("23"),
        data=table(head("24"), row("25"), description="d"),
    ),
    Contents(title=inlines("26"), entries=(ContentsEntry(level=1, anchor="a", children=inlines("27")),)),
)


def test_reading_order_reaches_every_text():
    """Notes, cells, panels, items, captions, attributions, figures' data: each text once, in order."""
    texts = [i.text.strip() for i in inlines_in(BLOCKS) if isinstance(i, Text)]

    assert texts == [f"{n:02}" for n in range(1, 28)]


def test_plain_text_leaves_notes_out():
    """A note's words are not the sentence's; breaks are blanks, signs their words."""
    words = inlines("a ", strong("b"), note("n"), LineBreak(), Sign(Shape.FOR, alt="for"), link("https://x.y", " c"))

    assert plain_text(words) == "a b for c"


@settings(max_examples=40)
@given(documents())
def test_changing_nothing_gives_an_equal_document(document):
    """Rebuilding without a change is the identity."""
    assert transform(document.blocks) == document.blocks


@settings(max_examples=40)
@given(documents())
def test_what_no_change_touches_is_the_same_object(document):
    """So nothing is built again for a change of one heading; a block within which something changed is a new one."""
    first = next(inline for inline in inlines_in(document.blocks) if isinstance(inline, Text))
    marked = transform(document.blocks, lambda inline: (Text("x" + first.text),) if inline is first else (inline,))

    assert transform(document.blocks) is document.blocks
    assert [new is old for new, old in zip(marked, document.blocks, strict=True)] == [
        not any(inline is first for inline in inlines_in((block,))) for block in document.blocks
    ]


@settings(max_examples=40)
@given(documents())
def test_a_change_reaches_what_walk_reaches(document):
    """Each node that `walk` yields is given to the changes exactly once, but for the tables of charts' data."""
    seen: list[object] = []

    def keep(node):
        seen.append(node)
        return (node,)

    transform(document.blocks, keep, keep)
    data = [block for block in blocks_in(document.blocks) if isinstance(block, Figure)]
    assert len(seen) == len(list(walk(document.blocks))) - len(data)
    assert [n for n in seen if isinstance(n, Text)] == [n for n in inlines_in(document.blocks) if isinstance(n, Text)]


def test_nodes_can_be_dropped_and_multiplied():
    """A change returns any number of nodes."""

    def inline(node):
        return () if node == Text("06") else (node, node) if node == Text("08") else (node,)

    def block(node):
        return () if isinstance(node, PageBreak) else (node,)

    changed = transform(BLOCKS, inline, block)
    texts = [i.text.strip() for i in inlines_in(changed) if isinstance(i, Text)]
    assert texts == [f"{n:02}" for n in (1, 2, 3, 4, 5, 7, 8, 8, *range(9, 28))]
    assert not any(isinstance(b, PageBreak) for b in changed)


def test_blocks_in_yields_blocks_only():
    """Blocks inside notes count."""
    found = list(blocks_in(BLOCKS[1:2]))

    assert all(isinstance(b, BlockBase) for b in found)
    assert [type(b).__name__ for b in found] == ["Paragraph", "Paragraph", "List", "Paragraph"]
    assert isinstance(found[0], Paragraph)
