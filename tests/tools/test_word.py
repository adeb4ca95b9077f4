"""A Word file opened by LibreOffice or pandoc gives the document's words back, and still says where they came from."""

from __future__ import annotations

import json

import pytest

from rtop_docs.document.model import Fill
from rtop_docs.trace.model import State
from rtop_docs.trace.origins import trace
from rtop_docs.writers.docx.runs import GLYPHS
from tests.tools.conftest import called, need
from tests.tools.pieces import Pieces, compact, missing

pytestmark = pytest.mark.tool


def glyph(sign):
    """What a sign is in Word where its words are hidden."""
    return GLYPHS[sign.shape][list(Fill).index(sign.fill)]


IN_WORDS = Pieces(signs=lambda sign: glyph(sign) + compact(sign.alt))
IN_NARROW_COLUMNS = Pieces(signs=glyph)


def converted(files, format, folder):
    """Word files made into another format by LibreOffice: all in one call, with a profile of their own."""
    need("soffice")
    named = {f"{n}.docx": file for n, file in enumerate(files) if file.path.suffix == ".docx"}
    (folder / "in").mkdir()
    for name, file in named.items():
        (folder / "in" / name).write_bytes(file.path.read_bytes())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["--headless", "--norestore", "--convert-to", format, "--outdir", folder / "out"]
    called("soffice", profile, *words, *(folder / "in" / name for name in named), seconds=300)
    suffix = f".{format.partition(':')[0]}"
    return {file: (folder / "out" / name).with_suffix(suffix) for name, file in named.items()}


@pytest.fixture(scope="module")
def pages(one_of_each, tmp_path_factory):
    """One file of each target as a PDF."""
    return converted(one_of_each, "pdf", tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="module")
def saved(made, tmp_path_factory):
    """Every file as LibreOffice saves it."""
    return converted(made, "docx:MS Word 2007 XML", tmp_path_factory.mktemp("saved"))


def test_every_kind_of_word_file_opens(pages):
    """LibreOffice makes a PDF of each."""
    assert len(pages) > 5
    assert [file.name for file, pdf in pages.items() if not pdf.exists()] == []


def test_every_kind_of_word_file_gives_its_words_back(pages, text_of):
    """In reading order, footnotes too; only the end of a page stands within a block."""
    wrong = {}
    for file, pdf in pages.items():
        text = text_of(pdf)
        shown = IN_NARROW_COLUMNS if file.document.kind == "matrix" else IN_WORDS
        absent, parted = missing(shown.body(file.document), text)
        lost, torn = missing(shown.notes(file.document), text)
        if absent or lost or len(parted) + len(torn) > text.count("\f"):
            wrong[file.name] = (absent, lost, parted, torn)

    assert wrong == {}


def test_every_word_file_that_libreoffice_saved_is_traced(saved):
    """Each text is found as it was sent: bookmarks, records, fields and texts all came through."""
    found = {file.name: trace(path.read_bytes(), path.name) for file, path in saved.items()}
    texts = {name: traced.value.texts if traced.value else () for name, traced in found.items()}

    assert len(found) > 50
    assert {name: traced.diagnostics for name, traced in found.items() if traced.diagnostics} == {}
    assert sum(map(len, texts.values())) > 1000
    assert {name for name, here in texts.items() if any(text.state is not State.AS_SENT for text in here)} == set()


def test_pandoc_reads_every_kind_of_word_file(one_of_each):
    """Body in reading order, and each note's words; what pandoc takes as a table's caption stands before it."""
    pypandoc = pytest.importorskip("pypandoc")
    wrong = {}
    for file in one_of_each:
        if file.path.suffix == ".docx":
            body, notes = read_by_pandoc(pypandoc, file.path)
            absent, parted = missing(IN_WORDS.body(file.document), body)
            if absent or parted or [compact(n) for n in notes] != IN_WORDS.notes(file.document):
                wrong[file.name] = (absent, parted)

    assert wrong == {}


def read_by_pandoc(pypandoc, path):
    """The text of a Word file and the texts of its notes, by pandoc's own tree."""
    tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    body: list[str] = []
    notes: list[str] = []
    read(tree["blocks"], body, notes)
    return "".join(body), notes


def read(node, words, notes):
    """Collect the words of a node of pandoc's tree; notes apart."""
    if isinstance(node, list):
        for part in node:
            read(part, words, notes)
        return
    content = node.get("c") if isinstance(node, dict) else None
    match node.get("t") if isinstance(node, dict) else None:
        case "Str":
            words.append(content)
        case "Note":
            inner: list[str] = []
            words.append(str(len(notes) + 1))
            read(content, inner, notes)
            notes.append("".join(inner))
        case "Quoted":
            marks = ("‘", "’") if content[0]["t"] == "SingleQuote" else ("“", "”")
            words.append(marks[0])
            read(content[1], words, notes)
            words.append(marks[1])
        case _:
            read(content if isinstance(content, list) else [], words, notes)
