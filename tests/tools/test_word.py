"""A Word file opened by LibreOffice gives the document's words back."""

import pytest

from rtop_docs.document.model import Fill
from rtop_docs.writers.docx.runs import GLYPHS
from tests.tools.conftest import called, need
from tests.tools.pieces import Pieces, compact, missing

pytestmark = pytest.mark.tool


def glyph(sign):
    """What a sign is in Word where its words are hidden."""
    return GLYPHS[sign.shape][list(Fill).index(sign.fill)]


IN_WORDS = Pieces(signs=lambda sign: glyph(sign) + compact(sign.alt))
IN_NARROW_COLUMNS = Pieces(signs=glyph)


@pytest.fixture(scope="module")
def converted(one_of_each, tmp_path_factory):
    """Word files made into PDF by LibreOffice: all in one call, with a profile of their own."""
    need("soffice")
    folder = tmp_path_factory.mktemp("word")
    files = {f"{n}.docx": file for n, file in enumerate(one_of_each) if file.path.suffix == ".docx"}
    for name, file in files.items():
        (folder / name).write_bytes(file.path.read_bytes())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    words = ["--headless", "--norestore", "--convert-to", "pdf", "--outdir", folder]
    called("soffice", profile, *words, *(folder / name for name in files), seconds=300)
    return {file: (folder / name).with_suffix(".pdf") for name, file in files.items()}


def test_every_kind_of_word_file_opens(converted):
    """LibreOffice makes a PDF of each."""
    assert len(converted) > 5
    assert [file.name for file, pdf in converted.items() if not pdf.exists()] == []


def test_every_kind_of_word_file_gives_its_words_back(converted, text_of):
    """In reading order, footnotes too; only the end of a page stands within a block."""
    wrong = {}
    for file, pdf in converted.items():
        text = text_of(pdf)
        shown = IN_NARROW_COLUMNS if file.document.kind == "matrix" else IN_WORDS
        absent, parted = missing(shown.body(file.document), text)
        lost, torn = missing(shown.notes(file.document), text)
        if absent or lost or len(parted) + len(torn) > text.count("\f"):
            wrong[file.name] = (absent, lost, parted, torn)

    assert wrong == {}
