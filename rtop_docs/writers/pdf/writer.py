"""The way of one document through the rooms: blocks to slabs, slabs to pages, pages to paint, paint to a file.

Knows nothing of what happens inside a room.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence

from attrs import frozen

from rtop_docs.diagnostics import Checked, in_file_order
from rtop_docs.document.model import Document, Origin
from rtop_docs.writers.pdf.blocks import Blocks
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.file import PaintedPage, write_file
from rtop_docs.writers.pdf.furniture import margins, notes_rule
from rtop_docs.writers.pdf.inlines import Job
from rtop_docs.writers.pdf.pages import PageContent, Pagination, paginate
from rtop_docs.writers.pdf.paint import FOOTER, HEADER, Painter
from rtop_docs.writers.pdf.sheets import Sheet, sheet_of
from rtop_docs.writers.style import Style


def write(document: Document, style: Style) -> Checked[bytes]:
    """Return the file of `document` with all that was found on the way; see `rtop_docs.writers.pdf.write_pdf`.

    Python's cycle collector rests meanwhile: a layout makes many objects, none of which it could free before the end,
    and it would walk all of them, and the whole document, again and again: a tenth of the time of a sheet, and a time
    that grows with every page.  What is no longer used is freed by its count as ever.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        laid = lay_out(document, style)
        return Checked(put_into_file(laid), in_file_order(laid.blocks.job.findings))
    finally:
        if was_on:
            gc.enable()


@frozen
class LaidOut:
    """A document whose pages are filled.  sheets: the document's, and one on its other side.  gap: above the notes."""

    document: Document
    blocks: Blocks
    pages: Pagination
    sheets: tuple[Sheet, Sheet]
    gap: float


def lay_out(document: Document, style: Style) -> LaidOut:
    """Lay out the blocks of `document` and fill pages with them."""
    sheets = sheet_of(style, landscape=document.landscape), sheet_of(style, landscape=not document.landscape)
    blocks = Blocks(style, *sheets, document)
    gap = 3 * style.spacing.grid
    slabs = blocks.flow(document.blocks, blocks.room)
    pages = paginate(slabs, blocks.job.notes, sheets[0].body_height, gap, sheets[1].body_height)
    return LaidOut(document, blocks, pages, sheets, gap)


def put_into_file(laid: LaidOut) -> bytes:
    """Paint the pages of `laid`, once, and return the file of them."""
    fonts = Fonts()
    pages = _paint(laid, fonts)
    _report(laid.blocks.job, laid.pages, pages)
    return write_file(laid.document, pages, fonts, laid.blocks.tree.root)


def _paint(laid: LaidOut, fonts: Fonts) -> list[PaintedPage]:
    contents = laid.pages.pages
    page_of = _pages_of_places(contents) if laid.blocks.paged else {}
    painted = []
    for index, content in enumerate(contents, 1):
        sheet = laid.sheets[content.turned]
        painter = Painter(laid.blocks.style, fonts, page_of, index - 1)
        painter.column(content.body, sheet.left, sheet.top)
        painter.column(notes_rule(laid.blocks.style, content, sheet.body_width, laid.gap), sheet.left, sheet.top)
        painter.column(content.notes, sheet.left, sheet.top)
        furniture = margins(laid.blocks, laid.document, sheet, index, len(contents))
        painter.column([item for item in furniture if item.y < 0], sheet.left, sheet.top, HEADER)
        painter.column([item for item in furniture if item.y >= 0], sheet.left, sheet.top, FOOTER)
        painted.append(PaintedPage(painter, sheet.width, sheet.height))
    return painted


def _pages_of_places(pages: Sequence[PageContent]) -> dict[str, int]:
    """Return place -> number of the page on which it first stands, from 1."""
    found: dict[str, int] = {}
    for index, content in enumerate(pages, 1):
        slabs = [placed.slab for placed in (*content.body, *content.notes)]
        while slabs:
            slab = slabs.pop()
            for place in slab.places:
                found.setdefault(place, index)
            if slab.parts:
                slabs += [part for _, _, part in slab.parts]
    return found


def _report(job: Job, laid: Pagination, pages: Sequence[PaintedPage]) -> None:
    """Say what is higher than a page, and which references lead nowhere."""
    for slab in laid.too_high:
        job.warning("V24", f"something of {slab.height:.0f} points is higher than a page", slab.origin)
    known = {name for page in pages for name in page.painter.places}
    wanted = dict.fromkeys(c.target for page in pages for c in page.painter.clicks if c.target.startswith("#a:"))
    for target in wanted:
        if target[1:] not in known:
            words = f"nothing in the document has the anchor '{target.removeprefix('#a:')}' that a reference names"
            job.warning("V04", words, Origin())
