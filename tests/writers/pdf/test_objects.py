"""The file of objects: streams, strings, object streams, the identifier."""

import io

import pikepdf

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.pdf.objects import text_string
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.reading import opened
from tests.writers.pdf.torture import torture, words


def test_strings_are_written_so_that_they_are_read_back():
    """Brackets, backslashes, letters beyond ASCII and beyond 16 bits come back; control characters do not."""
    for text in ("plain", "(a\\) ((", "Côte d’Ivoire", "𝄞 clef", ""):
        assert str(pikepdf.Object.parse(text_string(text).encode("ascii"))) == text
    assert text_string("a\x00b") == "<FEFF0061FFFD0062>"


def test_small_objects_are_packed():
    """All objects but streams stand in object streams, and qpdf finds nothing to repair."""
    data = write_pdf(torture(), DEFAULT).value
    assert data.startswith(b"%PDF-1.7\n%")
    assert b"/StructElem" not in data
    assert data.count(b" 0 obj") < 60
    assert len(list(opened(data).objects)) > 1000


def test_streams_end_with_an_end_of_line_that_is_not_their_own():
    """Each stream has as many bytes as it says, even where its last one is CR."""
    for index in range(40):
        data = write_pdf(Document(kind="x", title=f"t{index}", blocks=(words(f"w{index}"),)), DEFAULT).value
        assert data.count(b"\r\nendstream") == data.count(b"endstream\n")
        opened(data)


def test_the_identifier_follows_the_content():
    """Another title is another file; the same document has the same identifier."""
    ids = []
    for title in ("a", "b", "a"):
        data = write_pdf(Document(kind="x", title=title, blocks=(words("w"),)), DEFAULT).value
        ids.append(bytes(pikepdf.open(io.BytesIO(data)).trailer.ID[0]))
    assert ids[0] == ids[2] != ids[1]
