"""A page as its parser has it, for the tests of this folder."""

from __future__ import annotations

from lxml import html
from lxml.html import HtmlElement

from rtop_docs.document.model import Document
from rtop_docs.writers import write
from rtop_docs.writers.style import Style


def page_of(document: Document, style: Style | None = None) -> HtmlElement:
    """Return the parsed page of `document`, which must be written without a finding."""
    made = write(document, "html", style)
    assert made.diagnostics == ()
    return html.document_fromstring(made.value.decode("utf-8"))


def words(node: HtmlElement) -> str:
    """Return the text of an element as it is written."""
    text: str = node.text_content()
    return text
