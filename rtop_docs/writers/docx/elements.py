"""Paragraphs and tables of a part while it is made, and their markup once nothing changes any more.

Knows WordprocessingML; no block of the document model.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import Factory, define

from rtop_docs.document.model import Align


@define(eq=False)
class WordParagraph:
    """A paragraph in the making.

    style: its name in Word, "" for Normal.  panel: role of the panel that it stands in.  rtl: it runs from right to
    left.  level: depth in lists, 0 for none.  numbered: (list, level) whose number it bears.  label: markup of what
    it bears instead.  before, after: points, where they are not the style's.  odd: its frame or bar does not join that
    of a paragraph beside it which is not.  edges: it begins, it ends its panel.  fixed: its properties as markup, in
    the place of all these.  pieces: its markup.  words: its text as whoever reads the file finds it, escaped.
    """

    style: str = ""
    panel: str = ""
    rtl: bool = False
    level: int = 0
    align: Align = "start"
    keep_next: bool = False
    numbered: tuple[str, int] | None = None
    label: str = ""
    new_page: bool = False
    before: float | None = None
    after: float | None = None
    odd: bool = False
    edges: tuple[bool, bool] = (False, False)
    fixed: str = ""
    pieces: list[str] = Factory(list)
    words: list[str] = Factory(list)


@define(eq=False)
class WordCell:
    """A cell in the making.  opening: its markup up to its content."""

    opening: str
    content: list[Element] = Factory(list)


@define(eq=False)
class WordTable:
    """A table in the making.  opening: its properties and grid; rows: (markup of a row's properties, cells)."""

    opening: str
    rows: list[tuple[str, list[WordCell]]] = Factory(list)


Element = WordParagraph | WordTable


def paragraphs_in(elements: Iterable[Element]) -> Iterator[WordParagraph]:
    """Yield every paragraph of `elements`, those in cells too, in reading order."""
    for element in elements:
        if isinstance(element, WordParagraph):
            yield element
        else:
            for _, cells in element.rows:
                for cell in cells:
                    yield from paragraphs_in(cell.content)
