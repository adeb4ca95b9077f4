"""A page says what its document says: the same words, marks, structure, languages and links, in the same order."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings

from rtop_docs.document.check import check_document
from rtop_docs.document.model import Document, Paragraph, Text
from rtop_docs.document.walk import transform
from tests.document.strategies import documents
from tests.writers.html.outline import of_document, of_page
from tests.writers.html.reading import page_of
from tests.writers.samples import HOSTILE, cell, document, p, table, whole
from tests.writers.test_writers import EXAMPLES


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_document_comes_back_from_its_page(random: Document):
    """What a random document says is read from its page again, exactly; hostile words are words."""
    assert check_document(random) == ()

    assert of_page(page_of(random)) == of_document(random)


def test_a_document_of_all_blocks_and_inlines_comes_back():
    """The sample that holds everything once is read again."""
    assert of_page(page_of(whole())) == of_document(whole())


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_everywhere_are_those_words(text: str):
    """All words of the sample, its title and marks, replaced by what looks like markup: read again as they are."""
    blocks = transform(whole().blocks, lambda inline: (Text(text),) if isinstance(inline, Text) else (inline,))
    hostile = evolve(whole(), blocks=blocks, title=text, marks=(text,), publisher=text, subject=text, version=text[:8])
    page = page_of(hostile)

    assert of_page(page) == of_document(hostile)
    assert page.find(".//footer/p").text_content() == text
    assert page.find(".//meta[@name='description']").get("content") == text
    assert page.findall(".//script") == page.findall(".//img") == []


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_in_attributes_are_those_words(text: str):
    """Alternative texts, descriptions and the labels of a table's cells are attributes somewhere: also there."""
    made = document(table((text, text, text), head=(text, text, text), description=text))
    page = page_of(made)

    assert of_page(page) == of_document(made)
    assert page.xpath("//td/@data-label") == [text, text]


def test_a_dropped_word_is_seen():
    """The comparison finds a single changed letter in a cell."""
    made, other = (document(table((word, "b"), description="d")) for word in ("aword", "bword"))

    assert of_page(page_of(made)) != of_document(other)


def test_one_plain_paragraph_in_a_cell_needs_no_element_and_others_do():
    """A paragraph with a role or another language keeps its own element, and both come back."""
    plain, foreign = cell("x"), evolve(cell("y"), blocks=(p("ي", language="ar", direction="rtl"),))
    row = evolve(table(("a", "b")).body[0], cells=(plain, foreign))
    made = document(evolve(table(("a", "b")), body=(row,), description="d"))
    page = page_of(made)

    assert of_page(page) == of_document(made)
    assert [len(node) for node in page.iter("td")] == [0, 1]
    assert isinstance(foreign.blocks[0], Paragraph)
