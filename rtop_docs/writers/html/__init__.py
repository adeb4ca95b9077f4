"""Write a Document as one HTML file that stands alone: no script, and no request to any host.

Knows the document and the style; nothing of records or of other formats.
"""

from __future__ import annotations

import base64
import hashlib

from rtop_docs.diagnostics import Checked, has_errors
from rtop_docs.document.model import Block, Document, Origin, Paragraph
from rtop_docs.writers.html.blocks import blocks_to_html, notes_to_html
from rtop_docs.writers.html.css import style_sheet
from rtop_docs.writers.html.element import Element, element, rendered
from rtop_docs.writers.html.page import Page
from rtop_docs.writers.style import Style

_TITLE_BLOCK = ("kicker", "title", "subtitle")


def write_html(document: Document, style: Style) -> Checked[bytes]:
    """Return `document` as UTF-8 HTML; empty when it holds what no document may (V01, V03).

    Running heads are left out: a web page has no pages to run over.
    """
    page = Page.of(document)
    language = page.screen.language(document.language, Origin())
    attributes = {"lang": language, "dir": document.direction}
    body = _body(document, page)
    root = element("html", attributes, _head(document, style, page), body)
    text = rendered(root)
    findings = page.screen.findings
    return Checked(b"" if has_errors(findings) else text.encode("utf-8"), findings)


def _head(document: Document, style: Style, page: Page) -> Element:
    sheet = style_sheet(style, document.landscape)
    digest = base64.b64encode(hashlib.sha256(sheet.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    metas = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "author": document.publisher,
        "description": document.subject,
        "dcterms.date": document.date,
        "version": document.version,
    }
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("meta", {"http-equiv": "Content-Security-Policy", "content": policy}),
        element("title", None, page.plain(document.title)),
        *(element("meta", {"name": n, "content": page.plain(c)}) for n, c in metas.items() if c),
        element("style", None, sheet),
    )


def _body(document: Document, page: Page) -> Element:
    top, rest = _title_block(document.blocks)
    marks = tuple(element("p", {"class": "mark"}, page.plain(mark)) for mark in document.marks)
    heading = () if _has_title(document) else (element("h1", {"class": "hidden"}, page.plain(document.title)),)
    skip = element("a", {"class": "skip", "href": "#text"}, page.label("skip_to_text"))
    header = element("header", None, *marks, *heading, *blocks_to_html(top, page, page.around))
    text = blocks_to_html(rest, page, page.around)
    main = element("main", {"id": "text"}, *text, *notes_to_html(page))
    return element("body", {"class": "wide" if document.landscape else ""}, skip, header, main, *_foot(document, page))


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


def _foot(document: Document, page: Page) -> tuple[Element, ...]:
    version = page.label("version").replace("{version}", page.plain(document.version)) if document.version else ""
    words = (page.plain(document.publisher), version)
    lines = tuple(element("p", None, line) for line in words if line)
    return (element("footer", None, *lines),) if lines else ()
