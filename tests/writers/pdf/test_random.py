"""Random documents: each ends in a sound file or findings, never in an exception, and no letter is lost."""

import os
import zlib
from collections import Counter

import page
import pytest
from hypothesis import given, seed, settings

from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.style import DEFAULT
from tests.document.strategies import documents
from tests.writers.pdf.laying import TINY
from tests.writers.pdf.tree import Read, words_of

THOROUGH = bool(os.environ.get("RTOP_THOROUGH"))
SHARDS = 10 if THOROUGH else 1
EACH = 1000 if THOROUGH else 10
"""Ten tests of a thousand documents, so that several processes can share them."""
SAMPLE = 20
"""One file of so many is validated."""
EXPECTED = {"V20", "V22", "V23"}
"""What may be found: characters without a font, words and tables wider than their page."""


def faults(data):
    """Return what `page` finds against PDF/UA-1 and PDF/A-2a."""
    reports = [page.validate_pdf_bytes(data, profile=profile) for profile in ("pdf_ua_1", "pdf_a_2a")]
    return sorted({f"{f.rule_id}: {f.message}" for report in reports for f in report.failures})


def letters(words):
    """Count the letters of words; digits may be the pages of contents."""
    return Counter(c for word in words for c in word if c.isalpha())


def check(document, style):
    """Write a document and read its tag tree back."""
    made = write_pdf(document, style)
    file = Read(made.value)

    assert {d.code for d in made.diagnostics} <= EXPECTED
    assert letters(file.words()) == letters(words_of(document.blocks))
    assert file.stray == []
    if zlib.crc32(made.value) % SAMPLE == 0:  # by its bytes, so that a case is judged alike when it is tried again
        assert faults(made.value) == []


@pytest.mark.parametrize("style", [DEFAULT, TINY], ids=["common", "tiny"])
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_document_ends_and_loses_no_letter(shard, style):
    """Every block and inline, hostile text of many scripts, both directions: all of it is in the tag tree."""

    @seed(2 * shard + (style is TINY))
    @settings(max_examples=EACH // 2)
    @given(documents())
    def each(document):
        check(document, style)

    each()
