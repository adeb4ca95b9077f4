"""A PDF read by poppler gives the document's words, all of them, in reading order."""

import subprocess
import unicodedata
from collections import Counter

import pytest

from rtop_docs.writers import write
from tests.tools.conftest import need
from tests.tools.pieces import Pieces, compact, drawn, missing
from tests.tools.spoken import Spoken, spoken
from tests.writers.pdf.torture import torture

pytestmark = pytest.mark.tool
SHOWN = Pieces(charts=True)


@pytest.fixture(scope="module")
def texts(made, text_of):
    """Name -> document and text of every PDF."""
    return {f.name: (f.document, text_of(f.path)) for f in made if f.path.suffix == ".pdf"}


def test_every_pdf_gives_its_words_in_reading_order(texts):
    """Block by block; only the end of a page stands within one.  Footnotes come in the order of their numbers."""
    wrong = {}
    for name, (document, text) in texts.items():
        absent, parted = missing(SHOWN.body(document), text)
        lost, torn = missing(SHOWN.notes(document), text)
        if absent or lost or len(parted) + len(torn) > text.count("\f"):
            wrong[name] = (absent, lost, parted, torn)

    assert len(texts) > 50
    assert wrong == {}


def test_every_chart_shows_its_labels_as_text(texts):
    """They can be searched and read aloud."""
    labels = {name: drawn(document) for name, (document, _) in texts.items()}
    lost = {name: [word for word in words if word not in compact(texts[name][1])] for name, words in labels.items()}

    assert sum(bool(words) for words in labels.values()) > 3
    assert {name: words for name, words in lost.items() if words} == {}


def test_every_pdf_is_read_without_a_complaint(made):
    """Poppler says on stderr what it had to mend; it knows the title."""
    need("pdfinfo")
    complaints = {}
    for file in made:
        if file.path.suffix == ".pdf":
            done = subprocess.run(["pdfinfo", file.path], capture_output=True, text=True, check=False)
            title = next((line for line in done.stdout.splitlines() if line.startswith("Title:")), "")
            if done.returncode or done.stderr or title.removeprefix("Title:").strip() != file.document.title:
                complaints[file.name] = done.stderr or done.stdout

    assert complaints == {}


def test_the_tree_of_every_kind_of_pdf_says_the_document(one_of_each):
    """Letter for letter and in its order, as poppler reads the tags; capitals and hyphens are as painted."""
    files = [file for file in one_of_each if file.path.suffix == ".pdf"]
    said = {f.name: _folded("".join(SHOWN.body(f.document)), SHOWN.notes(f.document)) for f in files}
    told = {f.name: spoken(f.path) for f in files}

    assert len(files) > 4
    assert {name: _folded(tree.body, tree.notes) for name, tree in told.items()} == said


def test_the_tree_of_a_hard_pdf_says_every_letter_of_the_document(tmp_path):
    """No letter twice, none but the document's; poppler reads from left to right what runs from right to left.

    It does not look at the texts that stand for glyphs: what a reader of the tags hears, `tests/parity` proves.
    """
    path = tmp_path / "torture.pdf"
    path.write_bytes(write(torture(), "pdf").value)
    told = spoken(path)

    assert _letters(told.body) == _letters("".join(SHOWN.body(torture())))
    assert list(map(_letters, told.notes)) == list(map(_letters, SHOWN.notes(torture())))


def _folded(body, notes):
    said, *under = (text.casefold().replace("-", "") for text in (body, *notes))
    return Spoken(said, under)


def _letters(text):
    return Counter(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))
