"""White between blocks: by what stands above and below, and in cells and notes by their own measure."""

import pytest

from rtop_docs.document.model import BlockQuote, Column, Contents, KeyFigures, List, PageBreak, Panel, Table
from rtop_docs.writers.pdf.inlines import Tone
from rtop_docs.writers.pdf.spacing import gap_between
from rtop_docs.writers.pdf.text import Room
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.torture import heading, words

SPACING = DEFAULT.spacing
ROOM = Room(400, Tone(DEFAULT.sizes.text, "#000000"), gap=SPACING.paragraph)
TEXT = words("text")
TABLE = Table(columns=(Column(),), head=(), body=())
PANEL = Panel(blocks=())


@pytest.mark.parametrize(
    ("previous", "block", "gap"),
    [
        (None, heading(1, "h"), 0.0),
        (TEXT, TEXT, SPACING.paragraph),
        (TEXT, List(items=()), SPACING.paragraph),
        (TEXT, TABLE, SPACING.block),
        (TABLE, TEXT, SPACING.block),
        (TABLE, PANEL, 2 * SPACING.block),
        (PANEL, TABLE, SPACING.block),
        (TEXT, BlockQuote(blocks=()), SPACING.block),
        (KeyFigures(figures=()), TEXT, 1.5 * SPACING.block),
        (TEXT, heading(1, "h"), SPACING.section_before),
        (TEXT, heading(3, "h"), SPACING.subsection_before),
        (heading(1, "h"), TEXT, SPACING.section_after),
        (heading(2, "h"), TABLE, SPACING.subsection_after),
        (heading(1, "h"), heading(2, "h"), SPACING.subsection_before),
        (words("t", "subtitle"), TEXT, 1.5 * SPACING.block),
        (words("t", "kicker"), words("t", "title"), SPACING.paragraph / 4),
        (words("t", "title"), TABLE, SPACING.paragraph / 2),
        (PageBreak(), PageBreak(), 0.0),
        (TEXT, Contents(title=(), entries=()), SPACING.block),
    ],
)
def test_the_larger_wish_wins(previous, block, gap):
    """Each block wants its white on either side; what heads something holds it close."""
    assert gap_between(previous, block, ROOM, DEFAULT) == gap


def test_cells_and_notes_have_one_gap():
    """Inside a cell every gap is the cell's, headings and panels included."""
    inner = ROOM._replace(inner=True, gap=2.25)

    assert {gap_between(TEXT, b, inner, DEFAULT) for b in (TEXT, PANEL, TABLE, heading(1, "h"))} == {2.25}


def test_a_heading_stands_nearer_to_what_it_heads():
    """White above a heading is twice the white below."""
    for level in (1, 2, 3):
        above, below = (
            gap_between(TEXT, heading(level, "h"), ROOM, DEFAULT),
            gap_between(heading(level, "h"), TEXT, ROOM, DEFAULT),
        )
        assert above == 2 * below
