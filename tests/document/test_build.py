"""Small constructors and the characters that no document may hold."""

from __future__ import annotations

import pytest

from rtop_docs.document.build import blocks, cell, h, head, inlines, items, link, note, p, row, strong, table
from rtop_docs.document.characters import forbidden_in, named
from rtop_docs.document.model import Cell, Heading, Link, ListItem, Note, Paragraph, Strong, Text


def test_texts_stand_for_inlines_everywhere():
    """A plain text is the shortest inline; empty ones vanish."""
    assert p("a", "", strong("b")) == Paragraph(children=(Text("a"), Strong((Text("b"),))))
    assert h(2, "a") == Heading(level=2, children=(Text("a"),))
    assert link("https://a.b") == Link("https://a.b", (Text("https://a.b"),))
    assert inlines() == ()


def test_runs_of_words_make_paragraphs():
    """Between blocks, words gather."""
    assert blocks("a", strong("b"), h(1, "c"), "d") == (p("a", strong("b")), h(1, "c"), p("d"))
    assert note("a", "b") == Note((p("a", "b"),))
    assert items("a", ("b", p("c"))).items == (ListItem((p("a"),)), ListItem((p("b"), p("c"))))


def test_tables_count_their_columns_from_the_head():
    """Spans included."""
    made = table(head("a", "b"), row("c", cell("d")), description="x")

    assert len(made.columns) == 2
    assert made.head[0].cells[0] == Cell(blocks=(p("a"),), header=True)
    assert made.body[0].cells == (cell("c"), cell("d"))


@pytest.mark.parametrize(
    "text", ["plain", "a\u00a0b\u2060c\u00ad", "\u200f\u200e\u200d", "tab\tline\n", "é中ع🜁", "\ufeff"]
)
def test_permitted(text):
    """What people write in six languages passes."""
    assert forbidden_in(text) == ()


@pytest.mark.parametrize(
    "code", [0x00, 0x0C, 0x1B, 0x7F, 0x9B, 0x202A, 0x202E, 0x2067, 0xD800, 0xFDD0, 0xFFFF, 0xE000, 0x10FFFF]
)
def test_forbidden(code):
    """Controls, reordering marks, surrogates, noncharacters and private use are found, each once."""
    assert forbidden_in(f"a{chr(code)}b{chr(code)}") == (chr(code),)


def test_characters_are_named_as_people_look_them_up():
    """Number and name; what has no name shows its number."""
    assert named("\u202e") == "U+202E right-to-left override"
    assert named("\x00") == "U+0000"
