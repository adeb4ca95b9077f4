"""A random document, hostile text included, goes through all writers, and each file gives the same words back."""

import os

import pytest
from attrs import evolve
from hypothesis import given, settings

from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences
from rtop_docs.writers import FORMATS, write
from tests.document.strategies import documents

EXAMPLES = 500 if os.environ.get("RTOP_THOROUGH") else 20
CANNOT_SHOW = {"V20"}
"""What the PDF's fonts lack: an error of the writer, which makes no file that could be compared."""


def faults(document, format):
    """How a file of `document` differs from it; nothing where the format says that it cannot show the document."""
    written = write(document, format)
    if {d.code for d in written.diagnostics} & CANNOT_SHOW:
        return ()
    assert written.value, written.diagnostics
    return differences(written.value, format, document, reading_of(document))


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=EXAMPLES)
@given(document=documents(hostile=False))
def test_plain_words_come_back(format, document):
    """Every block and inline, nested, in words that every font has."""
    assert faults(document, format) == ()


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=EXAMPLES)
@given(document=documents(hostile=True))
def test_hostile_text_comes_back(format, document):
    """Markup, formulas, marks of direction, ideographs and endless words are only ever text."""
    assert faults(document, format) == ()


@settings(max_examples=EXAMPLES)
@given(documents(hostile=False))
def test_a_document_is_told_from_one_that_lacks_its_last_block(document):
    """What is compared is the document's own words: those of a shorter one do not pass."""
    shorter = evolve(document, blocks=document.blocks[:-1])
    data = write(shorter, "html").value

    assert differences(data, "html", document, reading_of(document)) != ()
