"""Let names on a page lead to the pages of those who are named.

Changes our own words only (names in bold, heads of rows), never a quotation; knows no page but by its address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from attrs import evolve, field, frozen

from rtop_docs.document.model import (
    Block,
    Cell,
    Contents,
    Document,
    Heading,
    Inline,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from rtop_docs.document.walk import blocks_in, transform


def theme_anchor(theme: str) -> str:
    """Return the anchor of a theme's heading: the same on every page, so that other pages can lead there."""
    return f"theme-{theme}"


@frozen
class Names:
    """The names that have a page.  anchors: name as printed -> the page's anchor."""

    anchors: Mapping[str, str]
    _pattern: re.Pattern[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        """Prepare to find the longest name at each place: "Guinea-Bissau" before "Guinea"."""
        longest_first = sorted(self.anchors, key=lambda name: (-len(name), name))
        either = "|".join(re.escape(name) for name in longest_first)
        object.__setattr__(self, "_pattern", re.compile(rf"(?<!\w)(?:{either})(?!\w)" if either else r"(?!)"))

    def linked(self, document: Document, itself: str = "") -> Document:
        """Return `document` with references where names stand; itself: the anchor of its own page, never linked."""

        def inline(one: Inline) -> tuple[Inline, ...]:
            return (evolve(one, children=self._texts(one.children, itself)),) if isinstance(one, Strong) else (one,)

        def block(one: Block) -> tuple[Block, ...]:
            return (self._table(one, itself),) if isinstance(one, Table) else (one,)

        return evolve(document, blocks=transform(document.blocks, inline, block))

    def _table(self, table: Table, itself: str) -> Table:
        rows = tuple(evolve(row, cells=tuple(self._cell(c, row, itself) for c in row.cells)) for row in table.body)
        return evolve(table, body=rows)

    def _cell(self, cell: Cell, row: Row, itself: str) -> Cell:
        """Link the name that a head of a row begins with."""
        if not cell.header or row.role == "group":
            return cell
        blocks = tuple(
            evolve(b, children=(*self._texts(b.children[:1], itself), *b.children[1:])) if type(b) is Paragraph else b
            for b in cell.blocks
        )
        return evolve(cell, blocks=blocks)

    def _texts(self, inlines: tuple[Inline, ...], itself: str) -> tuple[Inline, ...]:
        return tuple(new for one in inlines for new in (self._text(one.text, itself) if type(one) is Text else (one,)))

    def _text(self, text: str, itself: str) -> tuple[Inline, ...]:
        found: list[Inline] = []
        end = 0
        for match in self._pattern.finditer(text):
            anchor = self.anchors[match[0]]
            if anchor == itself:
                continue
            found += [Text(text[end : match.start()]), Reference(anchor, (Text(match[0]),))]
            end = match.end()
        return tuple(one for one in (*found, Text(text[end:])) if not (isinstance(one, Text) and not one.text))


def with_theme_anchors(document: Document, themes: frozenset[str]) -> Document:
    """Return `document` with the headings of themes at anchors named after these, its contents with them."""
    headings = [block for block in blocks_in(document.blocks) if isinstance(block, Heading)]
    new = {h.anchor: theme_anchor(h.origin.record) for h in headings if h.origin.record in themes}

    def block(one: Block) -> tuple[Block, ...]:
        if isinstance(one, Heading) and one.anchor in new:
            return (evolve(one, anchor=new[one.anchor]),)
        if isinstance(one, Contents):
            entries = tuple(evolve(e, anchor=new.get(e.anchor, e.anchor)) for e in one.entries)
            return (evolve(one, entries=entries),)
        return (one,)

    return evolve(document, blocks=transform(document.blocks, block=block))
