"""Where paragraphs stand, and the places inside a place: made once for each and kept, for documents are alike.

Knows pages and inks; no block.
"""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve, frozen

from rtop_docs.document.model import Align
from rtop_docs.writers.docx.elements import WordParagraph
from rtop_docs.writers.docx.ink import Ink, spoken
from rtop_docs.writers.style import POINTS_PER_MM, Page

_KEPT = 1024


@frozen(eq=False)
class Place:
    """Where paragraphs stand.

    width: points between the margins there.  ink: of plain words.  style: what a plain paragraph is called there.
    panel: role of the panel around, if any.  level: depth in lists, 0 for none.  upright: in a narrow column of signs.
    """

    width: float
    ink: Ink
    style: str = ""
    panel: str = ""
    level: int = 0
    align: Align = "start"
    keep_next: bool = False
    in_note: bool = False
    upright: bool = False

    def paragraph(self, style: str) -> WordParagraph:
        """Make an empty paragraph of `style` as it must be here."""
        return WordParagraph(
            style if style != "Normal" else "",
            self.panel,
            self.ink.rtl,
            self.level,
            self.align,
            self.keep_next,
        )


@lru_cache(maxsize=_KEPT)
def outermost(page: Page, landscape: bool, plain: Ink) -> Place:
    """Return the place of a document's outermost blocks."""
    width, height = page.size.points
    across = height if landscape else width
    return Place(across - (page.margin_left_mm + page.margin_right_mm) * POINTS_PER_MM, plain)


@lru_cache(maxsize=_KEPT)
def in_note(text: Place) -> Place:
    """Return the place of a note's blocks: as wide as the text, wherever it is called."""
    return evolve(text, style="FootnoteText", in_note=True)


@lru_cache(maxsize=_KEPT)
def in_style(place: Place, style: str) -> Place:
    """Return a place whose plain paragraphs are of `style`."""
    return evolve(place, style=style)


@lru_cache(maxsize=_KEPT)
def in_panel(place: Place, role: str) -> Place:
    """Return the place inside a panel."""
    return evolve(place, panel=role, style="")


@lru_cache(maxsize=_KEPT)
def in_list(place: Place, style: str) -> Place:
    """Return the place of a list's items, one level deeper."""
    return evolve(place, level=place.level + 1, style=style)


@lru_cache(maxsize=_KEPT)
def with_next(place: Place) -> Place:
    """Return a place whose paragraphs stay with what follows."""
    return evolve(place, keep_next=True)


@lru_cache(maxsize=_KEPT)
def of_table(place: Place) -> Place:
    """Return the place of a table: no list and no panel goes on into it."""
    return evolve(place, panel="", level=0, style="")


@lru_cache(maxsize=_KEPT)
def in_cell(place: Place, width: float, style: str, align: Align, keep_next: bool, upright: bool) -> Place:
    """Return the place in a table's cell, of `width` points."""
    return Place(
        width, place.ink, style=style, align=align, keep_next=keep_next, in_note=place.in_note, upright=upright
    )


@lru_cache(maxsize=_KEPT)
def in_language(place: Place, language: str, rtl: bool) -> Place:
    """Return the place of words in another language or direction."""
    return evolve(place, ink=spoken(place.ink, language, rtl))
