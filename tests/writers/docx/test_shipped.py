"""Every shipped Word file is sound, bars nobody, says what its document says, and traces back to its records."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from attrs import evolve

from rtop_docs.document.model import Document, Heading, Note, Shape, Sign
from rtop_docs.document.walk import blocks_in, inlines_in
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.trace.model import State
from rtop_docs.trace.origins import trace
from rtop_docs.writers import write
from rtop_docs.writers.style import Style
from tests.opc.zips import unzipped, zipped
from tests.writers.docx.accessibility import barriers
from tests.writers.docx.soundness import faults
from tests.writers.docx.test_sound import compact, said, shown
from tests.writers.samples import document, matrix, p, t, table, whole

ROOT = Path(__file__).resolve().parents[3]
TEXT = "word/document.xml"


@pytest.fixture(scope="module")
def shipped() -> dict[str, tuple[Document, bytes]]:
    """Name -> document and Word file of everything that the shipped record makes as Word."""
    opened = open_world(open_workspace(ROOT))
    assert opened.value is not None
    world, outputs = opened.value
    made = {}
    for output in outputs:
        if output.format == "docx":
            composed = compose_job(world, output.job).value
            assert composed is not None
            made[output.job.name] = (composed, written(composed, world.style))
    return made


def written(composed: Document, style: Style | None = None) -> bytes:
    """Return the Word file of a document, written without a finding."""
    made = write(composed, "docx", style)
    assert made.diagnostics == ()
    return made.value


def test_every_shipped_file_is_sound(shipped):
    """By the standard's schemas, and by all that Word would mend or refuse."""
    assert len(shipped) > 50
    assert {name: found for name, (_, data) in shipped.items() if (found := faults(data))} == {}


def test_every_shipped_file_passes_what_words_accessibility_checker_checks(shipped):
    """Title, language, headings in order, head rows, alternative texts, no empty cells, contrast."""
    assert {name: found for name, (_, data) in shipped.items() if (found := barriers(data))} == {}


def test_every_shipped_file_says_what_its_document_says(shipped):
    """Body and notes, word for word in order; python-docx opens it and knows its title."""
    for composed, data in shipped.values():
        parts = unzipped(data)
        notes = [inline for inline in inlines_in(composed.blocks) if isinstance(inline, Note)]

        assert compact(shown(parts[TEXT])) == compact("".join(said(composed.blocks)))
        assert compact(shown(parts["word/footnotes.xml"])) == compact("".join(w for n in notes for w in said(n.blocks)))
        assert docx.Document(io.BytesIO(data)).core_properties.title == composed.title


def test_every_shipped_file_traces_back_to_its_records(shipped):
    """Every text that came from a record is as it was sent, and each block's record is named."""
    for composed, data in shipped.values():
        traced = trace(data, "x").value
        records = {block.origin.record for block in blocks_in(composed.blocks) if block.origin.record}

        assert traced is not None
        assert traced.version == composed.version
        assert [text for text in traced.texts if text.state is not State.AS_SENT] == []
        assert records <= {text.record for text in traced.texts}


# -- what bars readers is found -----------------------------------------------------------------


def accessible(*blocks, **more) -> Document:
    """Make a document with a heading and these blocks."""
    return document(Heading(level=1, children=t("One")), *blocks, **more)


def test_a_document_of_everything_bars_nobody():
    """Headings, tables, signs on every ground, marks, in a document with all its parts."""
    signs = [p(Sign(shape, alt="x")) for shape in Shape]
    everything = evolve(whole(), blocks=(*whole().blocks, *signs))
    others = [b for b in barriers(written(everything)) if "no alternative text" not in b and "no head row" not in b]

    assert others == []


@pytest.mark.parametrize(
    ("made", "barrier"),
    [
        (accessible(title=""), "the properties have no title"),
        (document(p("x")), "the text has no headings"),
        (accessible(Heading(level=3, children=t("Deep"))), "heading 'Deep' of level 3 follows one of level 1"),
        (accessible(Heading(level=2, children=t("x" * 201))), f"heading '{'x' * 40}' is longer than two lines"),
        (accessible(table(("a", "b"), head=("c", "d"))), "a table has no alternative text"),
        (accessible(table(("a", "b"), description="d")), "'d' has no head row"),
        (accessible(table(("a", ""), head=("c", "d"), description="d")), "a cell of 'd' is empty"),
    ],
)
def test_a_barrier_in_the_document_is_found_in_the_file(made: Document, barrier: str):
    """The file says honestly what the document holds."""
    assert barrier in barriers(written(made))


DARK = '<w:p><w:pPr><w:shd w:val="clear" w:fill="333333"/></w:pPr><w:r>'
PLANTED = {
    "in 1A1F26 on 333333 can hardly be read": (TEXT, "<w:p><w:r>", DARK),
    "is protected": ("word/settings.xml", "<w:compat>", "<w:documentProtection/><w:compat>"),
    "has no language": ("word/styles.xml", "<w:lang ", "<w:long "),
    "goes over rows": (TEXT, '<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/><w:jc',
                       '<w:vMerge/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableText"/><w:jc'),
    "goes over some columns": (TEXT, '<w:gridSpan w:val="4"/>', '<w:gridSpan w:val="3"/>'),
    "may be split": (TEXT, "<w:cantSplit/>", ""),
    "blanks make room": (TEXT, ">x</w:t>", ">a    b</w:t>"),
    "a link says ''": (TEXT, "</w:body>", "<w:p><w:hyperlink/></w:p></w:body>"),
    "something floats": (TEXT, "</w:body>", "<w:p><w:r><w:pict/></w:r></w:p></w:body>"),
    "empty paragraphs make room": (TEXT, "</w:body>", "<w:p/><w:p/></w:body>"),
}  # fmt: skip


@pytest.mark.parametrize("barrier", PLANTED)
def test_a_barrier_in_the_file_is_found(barrier: str):
    """Each of the checks can fail."""
    part, old, new = PLANTED[barrier]
    data = written(accessible(p("x"), matrix(2)))
    markup = unzipped(data)[part].decode("utf-8")
    assert old in markup
    spoiled = zipped(unzipped(data) | {part: markup.replace(old, new, 1)})

    assert barriers(data) == []
    assert any(barrier in found for found in barriers(spoiled))
