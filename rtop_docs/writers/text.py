"""Write a Document as plain UTF-8 text: lines of at most 78 columns, tables in columns or as records.

Knows the document; a reader's screen is all the style there is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from attrs import Factory, define, evolve, frozen

from rtop_docs.diagnostics import Checked, has_errors
from rtop_docs.document.model import (
    Block,
    BlockQuote,
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
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    Reference,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)
from rtop_docs.document.walk import blocks_in
from rtop_docs.writers.lines import COLUMNS, columns_of, wrapped
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.style import Style
from rtop_docs.writers.text_tables import code_of, table_to_lines
from rtop_docs.writers.words import label

_UNDERLINES = ("-", "~", ".", "")
_INDENT = "    "
_EDGE = "\x1f"
"""Where the words of a sign begin and end: a blank parts them from what stands beside them.  No text may hold it."""


@frozen(kw_only=True)
class Spot:
    """Where text stands.  width: in columns.  codes: the codes of signs, in a table of them."""

    width: int
    origin: Origin = Origin()
    codes: dict[Sign, str] | None = None
    legend: bool = False


@define
class TextPage:
    """One text in the making.

    notes: taken up so far, with the number printed; a cell that is measured before it is written takes its
    notes up once.
    """

    document: Document
    anchors: frozenset[str]
    screen: Screen = Factory(Screen)
    notes: list[tuple[int, Note, Origin]] = Factory(list)

    def take_up(self, note: Note, origin: Origin) -> int:
        """Return the number printed for `note`: its own, or the next where it has none."""
        for number, taken, _ in self.notes:
            if taken is note:
                return number
        number = note.number or max((n for n, _, _ in self.notes), default=0) + 1
        self.notes.append((number, note, origin))
        return number


def write_text(document: Document, style: Style) -> Checked[bytes]:  # noqa: ARG001  every writer takes a style
    """Return `document` as UTF-8 text; empty when it holds what no document may (V01, V03).

    A chart is its data, a sign its words; notes stand at the end.  Running heads and page breaks are left out.
    """
    anchors = frozenset(block.anchor for block in blocks_in(document.blocks) if block.anchor)
    page = TextPage(document, anchors)
    lines = [f"[{page.screen.text(mark, Origin())}]" for mark in document.marks]
    lines += [""] if lines else []
    spot = Spot(width=COLUMNS)
    lines += blocks_to_lines(document.blocks, page, spot)
    lines += _notes(page, spot)
    lines += _foot(page)
    text = "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"
    findings = page.screen.findings
    return Checked(b"" if has_errors(findings) else text.encode("utf-8"), findings)


def blocks_to_lines(blocks: Iterable[Block], page: TextPage, spot: Spot) -> list[str]:
    """Return `blocks` as lines, an empty line between two."""
    lines: list[str] = []
    for block in blocks:
        made = block_to_lines(block, page, spot)
        if made and lines:
            lines.append("")
        lines += made
    return lines


def block_to_lines(block: Block, page: TextPage, spot: Spot) -> list[str]:
    """Return one block as lines."""
    origin = block.origin if block.origin.record or block.origin.template else spot.origin
    spot = evolve(spot, origin=origin)
    match block:
        case Heading():
            return _underlined(block.children, _UNDERLINES[min(block.level, 4) - 1], page, spot)
        case Paragraph():
            if block.role == "title":
                return _underlined(block.children, "=", page, spot)
            return _wrapped(block.children, page, evolve(spot, legend=block.role == "legend"))
        case List():
            return _list(block, page, spot)
        case BlockQuote():
            inner = evolve(spot, width=spot.width - len(_INDENT))
            lines = blocks_to_lines(block.blocks, page, inner) + _wrapped(block.attribution, page, inner)
            return [_INDENT + line for line in lines]
        case Table():
            return _table(block, page, spot)
        case KeyFigures():
            return _key_figures(block, page, spot)
        case Panel():
            inner = evolve(spot, width=spot.width - 2)
            return ["| " + line for line in blocks_to_lines(block.blocks, page, inner)]
        case Figure():
            data = block_to_lines(block.data, page, spot)
            caption = _wrapped(block.caption, page, spot)
            return data + ([""] if caption else []) + caption
        case PageBreak():
            return []
        case Contents():
            return _contents(block, page, spot)
        case _:
            assert_never(block)


def inlines_to_text(inlines: Iterable[Inline], page: TextPage, spot: Spot) -> str:
    r"""Return `inlines` as text, ``\n`` where a line must end."""
    said = _said(inlines, page, spot)
    if _EDGE not in said:
        return said
    text = ""
    for part in said.split(_EDGE):
        text += " " if text and part and not (text[-1].isspace() or part[0].isspace()) else ""
        text += part
    return text


def _said(inlines: Iterable[Inline], page: TextPage, spot: Spot) -> str:
    return "".join(_inline(inline, page, spot) for inline in inlines)


def _inline(inline: Inline, page: TextPage, spot: Spot) -> str:
    match inline:
        case Text(text):
            return page.screen.text(text, spot.origin)
        case Strong(children) | Emphasis(children) | Span(children=children):
            return _said(children, page, spot)
        case Link(target, children):
            return _link(target, _said(children, page, spot), page, spot)
        case Reference(anchor, children):
            if anchor not in page.anchors:
                page.screen.dangling(anchor, spot.origin)
            return _said(children, page, spot)
        case Note():
            return f"[{page.take_up(inline, spot.origin)}]"
        case NoteReference(number):
            if all(number != taken for taken, _, _ in page.notes):
                page.screen.dangling(f"note {number}", spot.origin)
            return f"[{number}]"
        case LineBreak():
            return "\n"
        case Sign():
            return _sign(inline, page, spot)
        case _:
            assert_never(inline)


def _link(target: str, words: str, page: TextPage, spot: Spot) -> str:
    address = page.screen.target(target, spot.origin)
    if not address or words in (address, address.removeprefix("mailto:")):
        return words
    return f"{words} <{address}>"


def _sign(sign: Sign, page: TextPage, spot: Spot) -> str:
    """Return a sign's code in a table of signs and in a legend, elsewhere its words."""
    if spot.codes is not None:
        return f"{_EDGE}{spot.codes[sign]}{_EDGE}"
    if spot.legend and not sign.alt:
        return f"{_EDGE}{code_of(sign)} ={_EDGE}"
    return f"{_EDGE}{page.screen.text(sign.alt, spot.origin)}{_EDGE}"


def _wrapped(inlines: tuple[Inline, ...], page: TextPage, spot: Spot) -> list[str]:
    return wrapped(inlines_to_text(inlines, page, spot).strip(" "), spot.width) if inlines else []


def _underlined(inlines: tuple[Inline, ...], mark: str, page: TextPage, spot: Spot) -> list[str]:
    lines = _wrapped(inlines, page, spot)
    longest = max(map(columns_of, lines), default=0)
    return [*lines, mark * longest] if mark and longest else lines


def _list(block: List, page: TextPage, spot: Spot) -> list[str]:
    marks = [item.label or (f"{block.start + n}." if block.ordered else "-") for n, item in enumerate(block.items)]
    marks = [page.screen.text(mark, spot.origin) for mark in marks]
    indent = max(map(columns_of, marks), default=0) + 1
    lines: list[str] = []
    for mark, item in zip(marks, block.items, strict=True):
        inner = blocks_to_lines(item.blocks, page, evolve(spot, width=spot.width - indent)) or [""]
        lines.append(mark + " " * (indent - columns_of(mark)) + inner[0])
        lines += [" " * indent + line for line in inner[1:]]
    return lines


def _key_figures(block: KeyFigures, page: TextPage, spot: Spot) -> list[str]:
    lines: list[str] = []
    for figure in block.figures:
        here = evolve(spot, origin=figure.origin if figure.origin.record else spot.origin)
        parts = [inlines_to_text(part, page, here) for part in (figure.value, figure.label)]
        text = ": ".join(part for part in parts if part)
        other = inlines_to_text(figure.disagreement, page, here)
        lines += _hanging(text + (f" ({other})" if other else ""), "* ", spot.width)
    return lines


def _contents(block: Contents, page: TextPage, spot: Spot) -> list[str]:
    lines = _wrapped(block.title, page, spot)
    for entry in block.entries:
        if entry.anchor not in page.anchors:
            page.screen.dangling(entry.anchor, spot.origin)
        words = inlines_to_text(entry.children, page, spot)
        lines += _hanging(words, "  " * max(entry.level, 1), spot.width)
    return lines


def _table(table: Table, page: TextPage, spot: Spot) -> list[str]:
    def cell_lines(blocks: tuple[Block, ...], width: int, origin: Origin, codes: dict[Sign, str] | None) -> list[str]:
        inside = origin if origin.record else spot.origin
        return blocks_to_lines(blocks, page, Spot(width=width, origin=inside, codes=codes))

    caption = _wrapped(table.caption, page, spot)
    lines = table_to_lines(table, page.document, page.screen, spot.width, cell_lines)
    return caption + ([""] if caption else []) + lines


def _notes(page: TextPage, spot: Spot) -> list[str]:
    """Return the list of notes; writing a note may take up further ones."""
    lines: list[str] = []
    done = 0
    while done < len(page.notes):
        number, note, origin = page.notes[done]
        mark = f"[{number}] "
        inner = blocks_to_lines(note.blocks, page, evolve(spot, width=spot.width - len(mark), origin=origin)) or [""]
        lines += [mark + inner[0], *(" " * len(mark) + line for line in inner[1:])]
        done += 1
    if not lines:
        return []
    title = page.screen.text(label(page.document, "notes"), Origin())
    return ["", "", title, _UNDERLINES[0] * columns_of(title), *lines]


def _foot(page: TextPage) -> list[str]:
    document = page.document
    version = label(document, "version").replace("{version}", document.version) if document.version else ""
    words = " · ".join(part for part in (document.publisher, version) if part)
    return ["", "", *wrapped(page.screen.text(words, Origin()), COLUMNS)] if words else []


def _hanging(text: str, mark: str, width: int) -> list[str]:
    lines = wrapped(text, width - len(mark))
    return [(mark if n == 0 else " " * len(mark)) + line for n, line in enumerate(lines)]
