"""What a reader of a finished file sees of it: its words in the order of its content, one function a format.

Knows how each format holds text; nothing of documents, records or of how a file was made.
"""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
from lxml import etree, html

from tests.writers.pdf.reading import steps

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_INLINE = {"a", "bdi", "cite", "em", "i", "q", "span", "strong", "sup"}
_ADDRESS = re.compile(r"\s*<(?:https?://|mailto:)[^>]*>")


def of(format: str, data: bytes, *, between: str = " ") -> str:
    """Return the text of a file of `format`, white space collapsed.  between: put between two pieces of a PDF."""
    text = pdf(data, between) if format == "pdf" else {"txt": txt, "html": html_text, "docx": docx}[format](data)
    return re.sub(r"[\s\u2060]+", " ", text).strip()


def txt(data: bytes) -> str:
    """Return plain text without the addresses that stand behind the words of a link."""
    return _ADDRESS.sub("", data.decode("utf-8"))


def html_text(data: bytes) -> str:
    """Return the text of a page's body; blocks and cells are apart."""
    body = html.document_fromstring(data.decode("utf-8")).find("body")
    pieces: list[str] = []

    def take(node: html.HtmlElement) -> None:
        apart = "" if node.tag in _INLINE else " "
        pieces.append(apart + (node.text or ""))
        for child in node:
            take(child)
            pieces.append(child.tail or "")
        pieces.append(apart)

    take(body)
    return "".join(pieces)


def docx(data: bytes) -> str:
    """Return the text of a Word file: the body, then the notes; paragraphs are apart."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [etree.fromstring(package.read(f"word/{name}.xml")) for name in ("document", "footnotes")]
    pieces: list[str] = []
    for node in (node for part in parts for node in part.iter()):
        match node.tag.removeprefix(_W):
            case "t":
                pieces.append(node.text or "")
            case "noBreakHyphen":
                pieces.append("\u2011")
            case "p" | "br" | "tab":
                pieces.append(" ")
    return "".join(pieces)


def pdf(data: bytes, between: str = " ") -> str:
    """Return the text of a PDF by its fonts' own tables, in the order of its content, pieces parted by `between`.

    The parts of a word that was parted at a line's end are joined.
    """
    text = ""
    with pikepdf.open(io.BytesIO(data)) as file:
        pieces = [step[1] for page in file.pages for step in steps(page) if step[0] == "text"]
    for before, piece in zip(["", *pieces], pieces, strict=False):
        text += piece if not piece or (text and not before) else between + piece
    return text
