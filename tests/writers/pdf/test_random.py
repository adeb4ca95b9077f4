"""Random documents: each ends in a sound file or findings, never in an exception, and no letter is lost."""

import os
from collections import Counter

from attrs import evolve
from hypothesis import given, settings

from rtop_docs.document.model import Figure, Text
from rtop_docs.document.walk import walk
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT, Page
from tests.document.strategies import documents
from tests.writers.pdf.reading import opened, text_of

EXAMPLES = 2000 if os.environ.get("RTOP_THOROUGH") else 15
SMALL = evolve(DEFAULT, page=Page(margin_left_mm=75, margin_right_mm=75, margin_top_mm=80, margin_bottom_mm=80))


def letters_in(nodes):
    """Count the characters of all texts in `nodes`, without white space."""
    return Counter("".join("".join(n.text for n in walk(nodes) if isinstance(n, Text)).split()))


@settings(max_examples=EXAMPLES)
@given(documents())
def test_every_document_gives_a_sound_file(document):
    """Every block and inline, hostile text, on a common and on a tiny page."""
    for style in (DEFAULT, SMALL):
        made = write_pdf(document, style)
        opened(made.value)
        assert {d.code for d in made.diagnostics} <= {"V20", "V21", "V22", "V23"}


@settings(max_examples=EXAMPLES)
@given(documents(hostile=False))
def test_no_letter_is_lost(document):
    """Every letter of a document stands in its file, at least as often."""
    made = write_pdf(document, DEFAULT)
    shown = Counter("".join(text_of(made.value).split()))
    wanted = letters_in(document.blocks)
    for node in walk(document.blocks):
        if isinstance(node, Figure):
            wanted -= letters_in((node.data,))  # the chart is drawn: its table is for formats that cannot
    assert {d.code for d in made.diagnostics} <= {"V22", "V23"}
    assert not wanted - shown
