"""The way of a document through the rooms: findings, pages of places, and bytes that depend on nothing else."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import evolve

from rtop_docs.document.model import Document, Link, Origin, PageBreak, Reference, Text
from rtop_docs.writers.pdf import writer
from rtop_docs.writers.pdf.pages import PageContent, Placed
from rtop_docs.writers.pdf.slabs import Slab
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.reading import lines_of
from tests.writers.pdf.torture import inlines, note, words

ROOT = Path(__file__).parents[3]
AFTER_OTHERS = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from rtop_docs.writers.pdf.writer import write
from rtop_docs.writers.pdf.typeface import typeface
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.torture import torture
for word in sys.argv[2:]:
    for bold in (True, False):
        face = typeface("FiraGO", bold, False)
        for table in (face.rtl, face.capitals, face.figures, face.words):
            table[word]
print(hashlib.sha256(write(torture(), DEFAULT).value).hexdigest())
"""


def document(*blocks, **more):
    """Make a document."""
    return Document(kind="x", title="t", blocks=blocks, **more)


def digest_after(*shaped):
    """Write the torture document in a new process that shaped words before; return what it printed."""
    run = [sys.executable, "-c", AFTER_OTHERS, str(ROOT), *shaped]
    return subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()


def test_bytes_do_not_depend_on_words_that_were_shaped_before():
    """Other words in another order, of other scripts, in another process: the same bytes."""
    first = digest_after()
    second = digest_after(
        "سلام", "中国", "e\u0301", "office", "x\u0301\u0302", "Жизнь", "\U00013000", "1", "Secretary-General"
    )

    assert len(first) == 64
    assert second == first


def test_findings_are_in_the_order_of_their_file():
    """Whatever room found it: lines of one template from top to bottom."""
    hidden = words("\U00013000", origin=Origin("b.md", 2))
    bad = evolve(inlines(Link("javascript:x", (Text("x"),))), origin=Origin("a.md", 9))
    made = writer.write(document(hidden, bad, words("\x00", origin=Origin("a.md", 3))), DEFAULT)

    assert [(d.code, str(d.span)) for d in made.diagnostics] == [
        ("V01", "a.md:3"),
        ("V03", "a.md:9"),
        ("V20", "b.md:2"),
    ]


def test_a_reference_to_nothing_is_reported_once():
    """However often it is called, and a reference into a note's text is none."""
    blocks = (
        inlines(*(Reference("nowhere", (Text("see "),)) for _ in range(3))),
        inlines("a", note(1, "x"), Reference("there", (Text("there"),))),
        words("here", anchor="there"),
    )

    assert [d.code for d in writer.write(document(*blocks), DEFAULT).diagnostics] == ["V04"]


def test_places_are_found_in_cells_and_notes():
    """The first page on which a place stands counts, however deep it lies in its slab."""
    deep = Slab(1, parts=((0, 0, Slab(1, parts=((0, 0, Slab(1, places=("deep",))),))),))
    pages = [
        PageContent((Placed(0, Slab(1, places=("a",))),)),
        PageContent((Placed(0, deep),), (Placed(9, Slab(1, places=("a", "n"))),)),
    ]

    assert writer._pages_of_places(pages) == {"a": 1, "deep": 2, "n": 2}


@pytest.mark.parametrize("on", [True, False])
def test_the_collector_is_left_as_it_was(on):
    """A writing that fails leaves Python's collector as it found it."""
    was = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        with pytest.raises(ValueError, match="font family"):
            writer.write(document(words("a")), evolve(DEFAULT, fonts=evolve(DEFAULT.fonts, pdf="Comic Sans")))

        assert gc.isenabled() is on
    finally:
        (gc.enable if was else gc.disable)()


def test_an_empty_document_has_one_page():
    """Nothing but its margins is on it; page breaks alone make no more."""
    assert lines_of(writer.write(document(), DEFAULT).value) == [["page 1 of 1"]]
    assert lines_of(writer.write(document(PageBreak(), PageBreak()), DEFAULT).value) == [["page 1 of 1"]]
