"""A document and a page in one form, nested tuples in reading order, so that the one can be compared with the other.

Each side is read by itself: nothing of the writer is used.  Every tuple of a block begins with language and direction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, assert_never

from attrs import Factory, define
from lxml.html import HtmlElement

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Cell,
    Contents,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    LineBreak,
    Link,
    List,
    Note,
    NoteReference,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Row,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)
from rtop_docs.document.walk import blocks_in, inner, parts_of

Outline = tuple[Any, ...]
Tongue = tuple[str, str]


# -- of a document ---------------------------------------------------------------------------------


def of_document(document: Document) -> Outline:
    """Return the outline of all that `document` shows on a page, its notes last."""
    return _OfDocument(document).whole()


@define
class _OfDocument:
    document: Document
    notes: list[Note] = Factory(list)

    def whole(self) -> Outline:
        document = self.document
        tongue = (document.language, document.direction)
        text = self.blocks(document.blocks)
        notes = tuple((note.number, self.blocks(note.blocks)) for note in self.notes)
        return (document.title, tongue, document.marks, text, notes)

    def blocks(self, blocks: Iterable[Block]) -> Outline:
        return tuple(self.block(block) for block in blocks)

    def block(self, block: Block) -> Outline:
        tongue = (block.language, block.direction)
        return (*tongue, *self.inside(block, tongue))

    def inside(self, block: Block, tongue: Tongue) -> Outline:
        match block:
            case Heading():
                return ("heading", block.level, self.words(block.children, tongue))
            case Paragraph():
                return ("paragraph", block.role, self.words(block.children, tongue))
            case List():
                items = tuple((item.label, self.blocks(item.blocks)) for item in block.items)
                start = block.start if block.ordered and not any(label for label, _ in items) else 1
                return ("list", block.ordered, start, block.role, items)
            case BlockQuote():
                return ("quote", self.blocks(block.blocks), self.words(block.attribution, tongue))
            case Table():
                caption = self.words(block.caption, tongue)
                head, body = self.rows(block.head, block), self.rows(block.body, block)
                return ("table", block.role, caption, block.description, head, body)
            case KeyFigures():
                parts = ((f.value, f.label, f.disagreement) for f in block.figures)
                return ("figures", tuple(tuple(self.words(words, tongue) for words in three) for three in parts))
            case Panel():
                return ("panel", block.role, self.blocks(block.blocks))
            case Figure():
                return ("figure", block.alt, self.words(block.caption, tongue), self.block(block.data))
            case PageBreak():
                return ("break",)
            case Contents():
                entries = tuple((e.level, self.entry(e.anchor, e.children, tongue)) for e in block.entries)
                return ("contents", self.words(block.title, tongue), entries)
            case _:
                assert_never(block)

    def rows(self, rows: tuple[Row, ...], table: Table) -> Outline:
        head = rows is table.head
        return tuple((row.role, tuple(self.cell(cell, head) for cell in row.cells)) for row in rows)

    def cell(self, cell: Cell, head: bool) -> Outline:
        return (cell.header or head, cell.colspan, cell.rowspan, self.blocks(cell.blocks))

    def words(self, inlines: Iterable[Inline], tongue: Tongue) -> Outline:
        return _merged(piece for inline in inlines for piece in self.inline(inline, tongue))

    def inline(self, inline: Inline, tongue: Tongue) -> Iterator[Any]:
        match inline:
            case Text():
                yield inline.text
            case Strong() | Emphasis():
                yield (type(inline).__name__.lower(), self.words(inline.children, tongue))
            case Span():
                inside = (inline.language or tongue[0], inline.direction or tongue[1])
                words = self.words(inline.children, inside)
                if inline.role or inside != tongue:
                    yield ("span", inline.role, *inside, words)
                else:
                    yield from words
            case Link():
                yield ("link", inline.target, self.words(inline.children, tongue))
            case Reference():
                yield self.reference(inline.anchor, inline.children, tongue)
            case Note():
                self.notes.append(inline)
                yield ("call", inline.number)
            case NoteReference():
                yield ("call", inline.number)
            case LineBreak():
                yield ("break",)
            case Sign():
                yield ("sign", inline.shape.value, inline.alt)
            case _:
                assert_never(inline)

    def entry(self, anchor: str, children: Iterable[Inline], tongue: Tongue) -> Outline:
        """Return a line of the contents: it is a link, so it holds none."""
        kind, place, words = self.reference(anchor, children, tongue)
        return (kind, place, _merged(_without_links(words)))

    def reference(self, anchor: str, children: Iterable[Inline], tongue: Tongue) -> Outline:
        place = next(block for block in blocks_in(self.document.blocks) if block.anchor == anchor)
        return ("reference", "".join(_texts(place)), self.words(children, tongue))


def _without_links(words: Outline) -> Iterator[Any]:
    for piece in words:
        if isinstance(piece, str):
            yield piece
        elif piece[0] in {"link", "reference"}:
            yield from _without_links(piece[-1])
        elif isinstance(piece[-1], tuple):
            yield (*piece[:-1], _merged(_without_links(piece[-1])))
        else:
            yield piece


def _texts(node: Block | Inline) -> Iterator[str]:
    """Yield the texts in `node`, notes left out."""
    if isinstance(node, Text):
        yield node.text
    elif not isinstance(node, Note):
        parts = inner(node) if isinstance(node, Inline) else parts_of(node)
        for part in parts:
            yield from _texts(part)


# -- of a page -------------------------------------------------------------------------------------


def of_page(root: HtmlElement) -> Outline:
    """Return the outline of all that a parsed page shows, its notes last."""
    return _OfPage(root).whole()


@define
class _OfPage:
    root: HtmlElement

    def whole(self) -> Outline:
        header, main = self.root.find(".//header"), self.root.find(".//main")
        notes = main.xpath("./section[@role='doc-endnotes']")
        top = [node for node in header if _class(node) not in {"mark", "hidden"}]
        rest = [node for node in main if node not in notes]
        marks = tuple(node.text_content() for node in header.xpath("./p[@class='mark']"))
        title = self.root.find(".//title").text_content()
        called = tuple(self.note(item) for section in notes for item in section.find("ol"))
        return (title, _tongue(self.root), marks, self.blocks(top) + self.blocks(rest), called)

    def note(self, item: HtmlElement) -> Outline:
        *blocks, backs = item
        assert _class(backs) == "backs"
        assert all(link.get("role") == "doc-backlink" for link in backs)
        return (int(item.get("value")), self.blocks(blocks))

    def blocks(self, nodes: Iterable[HtmlElement]) -> Outline:
        return tuple(self.block(node) for node in nodes)

    def block(self, node: HtmlElement) -> Outline:
        assert not (node.tail or "").strip(), f"words between blocks: {node.tail!r}"
        if _class(node) == "headed":
            return self.block(node[0])
        return (*_tongue(node), *self.inside(node))

    def inside(self, node: HtmlElement) -> Outline:
        match node.tag, _class(node):
            case "h2" | "h3" | "h4" | "h5", _:
                return ("heading", int(node.tag[1]) - 1, self.words(node))
            case "h1" | "p", role:
                return ("paragraph", role, self.words(node))
            case "ul" | "ol", _:
                return self.list(node)
            case "figure", "quote":
                whose = [self.words(caption) for caption in node.findall("figcaption")]
                return ("quote", self.blocks(node.find("blockquote")), whose[0] if whose else ())
            case "figure", _:
                return self.figure(node)
            case "div", "page-break":
                return ("break",)
            case "div", kind if kind.startswith("panel "):
                return ("panel", kind.removeprefix("panel "), self.blocks(node))
            case "table" | "div", kind:
                role = kind.removeprefix("scroll").removeprefix("stack").removesuffix("many").strip()
                return self.table(node if node.tag == "table" else node[0], role)
            case "nav", _:
                title, entries = node
                lines = tuple((int(_class(line)[-1]), self.words(line)[0]) for line in entries)
                return ("contents", self.words(title), lines)
        raise AssertionError(f"unexpected element {node.tag} {node.get('class')}")

    def list(self, node: HtmlElement) -> Outline:
        kinds = _class(node).split()
        if kinds == ["figures"]:
            return ("figures", tuple(self.key_figure(item) for item in node))
        role = " ".join(kind for kind in kinds if kind != "labelled")
        labelled = "labelled" in kinds
        items = tuple(
            (item[0].text_content(), self.blocks(item[1])) if labelled else ("", self.blocks(item)) for item in node
        )
        return ("list", node.tag == "ol", int(node.get("start", "1")), role, items)

    def key_figure(self, item: HtmlElement) -> Outline:
        parts = {_class(part).split()[0]: self.words(part) for part in item}
        return tuple(parts.get(name, ()) for name in ("value", "label", "disagreement"))

    def figure(self, node: HtmlElement) -> Outline:
        captions = [self.words(caption) for caption in node.findall("figcaption")]
        _, data = node.find("details")
        return ("figure", node[0].get("aria-label"), captions[0] if captions else (), self.block(data))

    def table(self, node: HtmlElement, role: str) -> Outline:
        caption, description = (), ""
        for found in node.findall("caption"):
            if _class(found) == "hidden":
                description = found.text_content()
            else:
                caption = self.words(found[0])
                description = "".join(more.text_content() for more in found[1:]).removeprefix(" ")
        head = tuple(self.row(row) for part in node.findall("thead") for row in part)
        body = tuple(self.row(row) for part in node.findall("tbody") for row in part)
        return ("table", role, caption, description, head, body)

    def row(self, node: HtmlElement) -> Outline:
        return (_class(node).removesuffix("on").strip(), tuple(self.cell(cell) for cell in node))

    def cell(self, node: HtmlElement) -> Outline:
        spans = (int(node.get("colspan", "1")), int(node.get("rowspan", "1")))
        held = node[0] if len(node) and _class(node[0]) in {"turned", "stay"} else node
        apart = len(held) and held[0].tag in {"p", "ul", "ol", "div", "figure", "table"}
        blocks = self.blocks(held) if apart else ((*_tongue(held), "paragraph", "", self.words(held)),)
        return (node.tag == "th", *spans, blocks)

    def words(self, node: HtmlElement) -> Outline:
        return _merged(self.pieces(node))

    def pieces(self, node: HtmlElement) -> Iterator[Any]:
        yield node.text or ""
        for child in node:
            yield from self.inline(child)
            yield child.tail or ""

    def inline(self, node: HtmlElement) -> Iterator[Any]:
        match node.tag:
            case "strong" | "em":
                yield ("strong" if node.tag == "strong" else "emphasis", self.words(node))
            case "span" if _class(node) == "keep":
                yield from self.pieces(node)
            case "span":
                yield ("span", _class(node), *_tongue(node), self.words(node))
            case "a" if node.get("href").startswith("#"):
                place = self.root.get_element_by_id(node.get("href")[1:])
                yield ("reference", "".join(_letters(place)), self.words(node))
            case "a":
                yield ("link", node.get("href"), self.words(node))
            case "sup":
                assert node[0].get("href") == f"#note-{node.text_content()}"
                yield ("call", int(node.text_content()))
            case "br":
                yield ("break",)
            case "svg":
                shape = _class(node).removeprefix("sign is-")
                yield ("sign", shape, "".join(title.text_content() for title in node.findall("title")))
            case _:
                raise AssertionError(f"unexpected inline {node.tag}")


def _letters(node: HtmlElement) -> Iterator[str]:
    """Yield the texts in `node`; calls of notes and signs left out."""
    yield node.text or ""
    for child in node:
        if child.tag not in {"sup", "svg"}:
            yield from _letters(child)
        yield child.tail or ""


def _class(node: HtmlElement) -> str:
    return node.get("class", "")


def _tongue(node: HtmlElement) -> Tongue:
    """Return the language and direction in which `node` stands."""
    return node.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"), node.xpath(
        "string(ancestor-or-self::*[@dir][1]/@dir)"
    )


def _merged(pieces: Iterable[Any]) -> Outline:
    """Return `pieces` with neighbouring texts in one, empty ones left out."""
    merged: list[Any] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        elif piece != "":
            merged.append(piece)
    return tuple(merged)
