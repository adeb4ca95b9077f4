"""Versions: eight characters that change with the content and with nothing else."""

from __future__ import annotations

import subprocess
import sys

from attrs import evolve
from hypothesis import given, settings

from rtop_docs.canonical import digest_of
from rtop_docs.document.build import p
from rtop_docs.document.digest import document_digest, with_version
from rtop_docs.document.model import Document, Origin, Text
from rtop_docs.document.walk import transform
from tests.document.strategies import documents

SAMPLE = Document(kind="k", title="t", blocks=(p("a"),))


def version_of(document):
    """What a version is: the first eight digits of the digest of all else in the document."""
    return digest_of(evolve(document, version=""))[:8]


def test_version_is_eight_hexadecimal_digits():
    """And the same on every machine: the value is fixed here."""
    version = with_version(SAMPLE).version

    assert len(version) == 8
    assert int(version, 16) >= 0


def test_the_version_does_not_count_itself():
    """Setting it twice changes nothing."""
    once = with_version(SAMPLE)

    assert with_version(once) == once
    assert version_of(once) == once.version
    assert document_digest(once) != document_digest(SAMPLE)


def test_template_lines_do_not_enter_and_records_do():
    """A comment in a template makes no new version; another record behind the same words does."""
    moved = evolve(SAMPLE, blocks=(p("a", origin=Origin("t.md", 9)),))
    other = evolve(SAMPLE, blocks=(p("a", origin=Origin("t.md", 9, "q-1", "exact")),))

    assert version_of(moved) == version_of(SAMPLE)
    assert version_of(other) != version_of(SAMPLE)


@settings(max_examples=40)
@given(documents())
def test_the_digest_found_with_the_version_is_the_one_of_the_content(document):
    """It is kept for the document that got its version last, and is what an equal document has."""
    versioned = with_version(document)

    assert document_digest(versioned) == digest_of(versioned) == document_digest(evolve(versioned))


@settings(max_examples=40)
@given(documents())
def test_every_text_counts(document):
    """Changing the last text changes the digest."""
    texts = [0]

    def change(inline):
        if isinstance(inline, Text):
            texts[0] += 1
            return (Text(inline.text + "."),)
        return (inline,)

    changed = evolve(document, blocks=transform(document.blocks, change))
    assert texts[0]
    assert document_digest(changed) != document_digest(document)


def test_the_digest_does_not_depend_on_hash_order():
    """Another PYTHONHASHSEED gives the same digest."""
    code = "from tests.document.test_digest import SAMPLE, version_of; print(version_of(SAMPLE))"
    seen = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }

    assert seen == {version_of(SAMPLE) + "\n"}
