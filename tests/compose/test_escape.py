"""Escaping: no text of a record can change a document's structure, wherever in a template it stands."""

from __future__ import annotations

import os

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.compose.escape import escape_text, shown_text
from rtop_docs.compose.markdown import Reader
from rtop_docs.compose.marks import Marks
from rtop_docs.document.characters import forbidden_in
from rtop_docs.document.model import Text
from rtop_docs.document.walk import transform

MANY = 4_000 if os.environ.get("RTOP_THOROUGH") else 120
PLACE = "Qv"
CONTEXTS = {
    "paragraph start": f"{PLACE} and more",
    "whole paragraph": PLACE,
    "mid-paragraph": f"some words {PLACE} and more",
    "mid-word": f"un{PLACE}ed",
    "line start": f"first line\n{PLACE} second line",
    "line end": f"first line {PLACE}\nsecond line",
    "after a hard break": f"first\\\n{PLACE}",
    "list item": f"- {PLACE}\n- other",
    "second line of an item": f"- item\n  {PLACE}",
    "ordered item": f"1. {PLACE}\n2. other",
    "quotation": f"> {PLACE}\n> goes on",
    "list in a quotation": f"> - {PLACE}",
    "heading": f"## {PLACE}",
    "heading's end": f"## A heading {PLACE}",
    "link text": f"see [{PLACE}](https://example.org/) there",
    "strong": f"a **{PLACE}** b",
    "emphasis": f"a *{PLACE}* b",
    "both": f"(***{PLACE}***)",
    "underscores": f"a _{PLACE}_ b",
    "strong among words": f"a **b {PLACE} c** d",
    "between two": f"{PLACE} {PLACE}",
    "run together": f"{PLACE}{PLACE}",
}
FRAGMENTS = (
    *(
        "# ",
        "## x",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "1) ",
        "> ",
        "```",
        "~~~",
        "    ",
        "\t",
        "---",
        "***",
        "===",
        "\n",
        "\n\n",
    ),
    *(
        "[x](y)",
        "](javascript:alert(1))",
        "![x](y)",
        "<b>",
        "<!--",
        "&amp;",
        "&#10;",
        "\\",
        "\\\n",
        "  \n",
        "|",
        "| a | b |",
    ),
    *("*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "<https://a.b>", "{{ 7*7 }}", "{% raw %}", "{#", "[a]: b"),
    *("\u00a0", "\u3000", "\u2028", "“", "”", "’", "…", "é", "سلام", "中文", "a", "Rwanda", "2014", "x" * 50),
)
VALUES = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=6).map("".join),
    st.text(st.sampled_from("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \n\ta1"), min_size=1, max_size=12),
    st.text(st.characters(codec="utf-8", exclude_characters="\ue000\ue001\ue002\ue003"), min_size=1, max_size=12),
).filter(lambda value: shown_text(value) and not forbidden_in(value))


def read(markdown: str):
    """Read Markdown without marks."""
    reader = Reader(Marks(), ())
    blocks = reader.blocks(markdown)
    assert reader.found == []
    return blocks


def with_value(blocks, value: str):
    """Put the value into the texts that hold the placeholder."""

    def put(inline):
        return (evolve(inline, text=inline.text.replace(PLACE, value)) if isinstance(inline, Text) else inline,)

    return transform(blocks, inline=put)


@pytest.mark.parametrize("name", CONTEXTS)
@settings(max_examples=MANY, deadline=None)
@given(value=VALUES)
def test_a_value_is_only_ever_text(name, value):
    """Whatever is inserted, the blocks are those of a harmless word, with the value's text in its place."""
    expected = with_value(read(CONTEXTS[name]), shown_text(value))

    assert read(CONTEXTS[name].replace(PLACE, escape_text(value))) == expected


def test_the_contexts_tell_raw_text_from_escaped():
    """The property above can fail: raw insertion changes the structure."""
    raw = [name for name, context in CONTEXTS.items() if _differs(context, "# x\n\n- *y*")]

    assert len(raw) == len(CONTEXTS)


def _differs(context: str, value: str) -> bool:
    reader = Reader(Marks(), ())
    return reader.blocks(context.replace(PLACE, value)) != with_value(read(context), shown_text(value))


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain words", "plain words"),
        ("1. first", "1\\. first"),
        ("a  b\n\n c\t", "a b c"),
        ("\u00a0a", "&#160;a"),
        ("a\u00a0b\u2060c", "a\u00a0b\u2060c"),
        ("\\", "\\\\"),
        ("", ""),
        (" \n ", ""),
    ],
)
def test_escaped_form(text, escaped):
    """White space that breaks lines collapses, no-break spaces stay, each punctuation mark gets a backslash."""
    assert escape_text(text) == escaped


def test_length_grows_at_most_twofold():
    """A hostile text cannot blow up: every character gets one backslash at most."""
    assert len(escape_text("*" * 1000)) == 2000
