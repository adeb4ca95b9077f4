"""Write a Document as one HTML file that stands alone: no script, and no request to any host.

Knows the document and the style; nothing of records or of other formats.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from rtop_docs.diagnostics import Checked, has_errors
from rtop_docs.document.model import Block, Document, Paragraph
from rtop_docs.writers.html.blocks import blocks_to_html
from rtop_docs.writers.html.css import style_sheet
from rtop_docs.writers.html.element import NOTHING, Markup, element, joined, page_of
from rtop_docs.writers.html.ids import TEXT
from rtop_docs.writers.html.notes import notes_to_html
from rtop_docs.writers.html.page import Page
from rtop_docs.writers.style import Style

_TITLE_BLOCK = ("kicker", "title", "subtitle")


def write_html(document: Document, style: Style) -> Checked[bytes]:
    """Return `document` as UTF-8 HTML; empty when it holds what no document may (V01, V03).

    Running heads are left out: a web page has no pages to run over.
    """
    page = Page.of(document)
    attributes = {"lang": page.around.language, "dir": document.direction}
    body = _body(document, page)
    root = element("html", attributes, _head(document, style, page), body)
    findings = page.screen.findings
    return Checked(b"" if has_errors(findings) else page_of(root).encode("utf-8"), findings)


@frozen
class Shown:
    """A document as parts of a page that is made elsewhere.

    top: its marks and title block.  blocks: the others, one by one, in order.  notes: its footnotes.
    """

    top: Markup
    blocks: tuple[Markup, ...]
    notes: Markup


def show_html(document: Document, elsewhere: Mapping[str, str]) -> Checked[Shown | None]:
    """Return `document` as parts for a page of a site; None when it holds what no document may (V01, V03).

    elsewhere: addresses of other pages, by the anchor of the `Reference` that leads there.
    """
    page = Page.of(document)
    page.elsewhere = elsewhere
    shown = _shown(document, page)
    findings = page.screen.findings
    return Checked(None if has_errors(findings) else shown, findings)


def _head(document: Document, style: Style, page: Page) -> Markup:
    sheet = style_sheet(style, document.landscape)
    metas = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "author": document.publisher,
        "description": " · ".join(words for words in (document.subject, document.subtitle) if words),
        "dcterms.date": document.date,
        "version": document.version,
    }
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": sheet.policy}),
        element("title", None, page.text(document.title)),
        *[element("meta", {"name": name, "content": page.text(words)}) for name, words in metas.items() if words],
        element("style", None, sheet.text),
    )


def _body(document: Document, page: Page) -> Markup:
    shown = _shown(document, page)
    words, spoken = page.label("skip_to_text")
    skip = element("a", {"class": "skip", "href": f"#{TEXT}"} | spoken, words)
    header = element("header", None, shown.top)
    main = element("main", {"id": TEXT}, *shown.blocks, shown.notes)
    kind = {"class": "wide" if document.landscape else ""}
    return element("body", kind, skip, header, main, _foot(document, page))


def _shown(document: Document, page: Page) -> Shown:
    top, rest = _title_block(document.blocks)
    marks = [element("p", {"class": "mark"}, page.text(mark)) for mark in document.marks]
    heading = NOTHING
    if not _has_title(document):
        heading, page.titled = element("h1", {"class": "hidden"}, page.text(document.title)), True
    title = joined((*marks, heading, *blocks_to_html(top, page, page.around)))
    blocks = tuple(blocks_to_html(rest, page, page.around))
    return Shown(title, blocks, notes_to_html(page))


def _title_block(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Split the document after its leading kicker, title and subtitle."""
    end = 0
    for block in blocks:
        if not (isinstance(block, Paragraph) and block.role in _TITLE_BLOCK):
            break
        end += 1
    return blocks[:end], blocks[end:]


def _has_title(document: Document) -> bool:
    return any(isinstance(block, Paragraph) and block.role == "title" for block in document.blocks)


def _foot(document: Document, page: Page) -> Markup:
    version, spoken = page.label("version", version=document.version) if document.version else ("", {})
    lines = [
        element("p", attributes, page.text(words))
        for words, attributes in ((document.publisher, {}), (version, spoken))
        if words
    ]
    return element("footer", None, *lines) if lines else NOTHING
