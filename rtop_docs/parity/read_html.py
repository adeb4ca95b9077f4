"""Read a page of HTML by its tree: what a screen reader says, in its order.

Knows the format only, and nothing of how the page was made.  Source: HTML Living Standard; WAI-ARIA 1.2 and
DPUB-ARIA 1.1, by whose roles notes, their calls and what is drawn are told.
"""

from __future__ import annotations

from lxml import etree, html

from rtop_docs.parity.gather import words_in
from rtop_docs.parity.html_tree import Page
from rtop_docs.parity.model import Reading, Unread

MOST_BYTES = 16 * 1024 * 1024
"""Largest page that is read; one of ours has some hundred kilobytes."""


def read_html(data: bytes) -> Reading:
    """Return what a page says.  Raises Unread for what is no page in UTF-8, or too large or deep."""
    if len(data) > MOST_BYTES:
        raise Unread(f"the page has more than {MOST_BYTES} bytes")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Unread(f"byte {fault.start} is not UTF-8") from None
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
        return _read(root)
    except (etree.LxmlError, AssertionError, ValueError, RecursionError) as fault:
        if isinstance(fault, Unread):
            raise
        raise Unread(f"the page cannot be read: {' '.join(str(fault).split())[:200]}") from None


def _read(root: html.HtmlElement) -> Reading:
    body = root.find("body")
    if root.tag != "html" or body is None:
        raise Unread("the page has no body")
    page = Page(root)
    page.body(body)
    title = " ".join(words_in(root.findtext("head/title") or ""))
    return page.gather.reading(title, page.language, page.margins())
