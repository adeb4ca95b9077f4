"""A document as parts of a page that is made elsewhere: the same HTML, and references that lead to other pages."""

from __future__ import annotations

from rtop_docs.document.model import Document, Paragraph, Reference, Text
from rtop_docs.writers import write
from rtop_docs.writers.html import show_html
from tests.writers.samples import whole


def test_the_parts_are_those_of_the_page_that_stands_alone():
    """Title block, blocks and notes stand in the written page in this order, byte for byte."""
    page = write(whole(), "html").value.decode("utf-8")
    shown = show_html(whole(), {}).value
    places = [page.find(part, 0) for part in (shown.top, "".join(shown.blocks), shown.notes)]

    assert -1 not in places
    assert places == sorted(places)


def test_a_reference_leads_to_another_page():
    """An anchor that is none of the document's leads to its address; one that nobody knows is reported (V04)."""
    known, lost = (Reference(anchor, (Text(anchor),)) for anchor in ("page:RWA", "page:XXX"))
    document = Document(kind="page", title="x", blocks=(Paragraph(children=(known, lost)),))
    shown = show_html(document, {"page:RWA": "../states/RWA.html"})

    assert '<a href="../states/RWA.html">page:RWA</a>page:XXX' in "".join(shown.value.blocks)
    assert [d.code for d in shown.diagnostics] == ["V04"]
