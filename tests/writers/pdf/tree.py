"""Read the structure tree of a finished PDF back, and say what a Document should read as.

Knows nothing of how the file was made.
"""

from __future__ import annotations

import re
from functools import cached_property

import pikepdf

from rtop_docs.document.model import (
    BlockQuote,
    Contents,
    Figure,
    Heading,
    KeyFigures,
    LineBreak,
    List,
    Note,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    Sign,
    Table,
    Text,
)
from rtop_docs.document.walk import inner
from rtop_docs.writers.pdf.shape import UNPAINTED
from tests.writers.pdf.reading import opened, steps

INLINE = {"/Span", "/Link", "/Reference"}
BULLETS = {"•", "–", "·"}


class Read:
    """A file with its marked contents by page and number, and all that was painted outside of them."""

    def __init__(self, data: bytes) -> None:
        self.pdf = opened(data)
        self.root = self.pdf.Root.StructTreeRoot
        self.texts: dict[tuple[int, int], str] = {}
        self.artifacts: list[list[str]] = []
        self.stray: list[str] = []
        for index, page in enumerate(self.pdf.pages):
            self._page(index, page)

    @cached_property
    def page_numbers(self) -> dict[tuple[int, int], int]:
        """Object -> index of the page."""
        return {page.obj.objgen: index for index, page in enumerate(self.pdf.pages)}

    def _page(self, index: int, page: pikepdf.Page) -> None:
        mark, inside = -1, ""
        self.artifacts.append([])
        for kind, *what in steps(page):
            match kind:
                case "begin":
                    assert not inside, "marked contents are not nested"
                    inside = what[0]
                    mark = int(what[1].get("/MCID", -1))
                    assert (mark < 0) == (inside == "/Artifact")
                    if mark >= 0:
                        assert (index, mark) not in self.texts
                        self.texts[index, mark] = ""
                    else:
                        self.artifacts[index].append("")
                case "end":
                    assert inside
                    inside, mark = "", -1
                case "text":
                    if mark >= 0:
                        self.texts[index, mark] += "".join(c for c in what[0] if c not in UNPAINTED)
                    elif inside:
                        self.artifacts[index][-1] += what[0]
                    else:
                        self.stray.append(what[0])
                case "paint" if not inside:
                    self.stray.append(what[0])

    def elements(self, top: pikepdf.Object | None = None) -> list[pikepdf.Object]:
        """Return all elements in reading order."""
        found = []
        for kid in kids_of(self.root if top is None else top):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                found += [kid, *self.elements(kid)]
        return found

    def marks(self, element: pikepdf.Object) -> list[tuple[int, int]]:
        """Return page and number of the marked contents that stand directly in `element`."""
        found = []
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary):
                if "/MCID" in kid:
                    found.append((self.page_numbers[kid.Pg.objgen], int(kid.MCID)))
            else:
                found.append((self.page_numbers[element.Pg.objgen], int(kid)))
        return found

    def text(self, element: pikepdf.Object) -> str:
        """Return what `element` says: a figure its alternative text and its caption, a link of contents no page."""
        role = str(element.S)
        if role == "/Figure":
            captions = [k for k in kids_of(element) if isinstance(k, pikepdf.Dictionary) and k.get("/S") == "/Caption"]
            return " ".join([f" {element.Alt} ", *map(self.text, captions)])
        if "/ActualText" in element:
            return "".join(c for c in str(element.ActualText) if c not in UNPAINTED)
        said = ""
        marks = iter(self.marks(element))
        for kid in kids_of(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                said += self.text(kid)
            elif not (isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"):
                said += self.texts[next(marks)]
        if role == "/TOCI":
            said = re.sub(r"(?<=\s)[0-9]+\s*$", "", said)
        if role == "/Lbl" and said in BULLETS:
            said = ""
        return said if role in INLINE else f" {said} "

    def words(self) -> list[str]:
        """Return all words that the tree says, in order."""
        return self.text(self.root.K).split()


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """Return what stands directly in `element`."""
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def words_of(blocks) -> list[str]:
    """Return the words of `blocks` in reading order, as the tree should say them."""
    text = "".join(map(_said, blocks))
    return "".join(c for c in text if c not in UNPAINTED).split()


def _said(node) -> str:  # noqa: C901  one case a type, nothing nested
    """Return what one block or inline should read as; blocks stand apart."""
    match node:
        case Text():
            return node.text
        case LineBreak():
            return " "
        case Sign():
            return f" {node.alt} "
        case Note():
            return f"{node.number} {node.number} {_all(node.blocks)} "
        case NoteReference():
            return str(node.number)
        case Heading() | Paragraph():
            return f" {_all(node.children)} "
        case List():
            return "".join(f" {_label(node, i)} {_all(item.blocks)} " for i, item in enumerate(node.items))
        case BlockQuote():
            return f" {_all(node.blocks)} {_all(node.attribution)} "
        case Table():
            cells = [c for row in (*node.head, *node.body) for c in row.cells]
            return f" {_all(node.caption)} " + " ".join(f" {_all(c.blocks)} " for c in cells)
        case KeyFigures():
            return "".join(f" {_all(f.value)} {_all(f.label)} {_all(f.disagreement)} " for f in node.figures)
        case Panel():
            return f" {_all(node.blocks)} "
        case Figure():
            return f" {node.alt} {_all(node.caption)} "
        case Contents():
            return f" {_all(node.title)} " + "".join(f" {_all(e.children)} " for e in node.entries)
        case PageBreak():
            return " "
        case _:
            return _all(inner(node))


def _all(nodes) -> str:
    said = ""
    previous = None
    for node in nodes:
        apart = isinstance(node, Note | NoteReference) and isinstance(previous, Note | NoteReference)
        said += (" " if apart else "") + _said(node)
        previous = node
    return said


def _label(block: List, index: int) -> str:
    return block.items[index].label or (f"{block.start + index}." if block.ordered else "")
