"""reportlab's platypus in its usual two passes, the second of which knows how many pages there are.  Untagged."""

from __future__ import annotations

import io
from html import escape
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Table, TableStyle
from reportlab.platypus.doctemplate import IndexingFlowable

from rtop_docs.writers.style import DEFAULT, POINTS_PER_MM
from tests.bench.engines import FACES, Engine
from tests.bench.sheet_text import SheetText

_TAGS = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}
_SIZES, _SPACING = DEFAULT.sizes, DEFAULT.spacing
_LOOK = {
    "title": ParagraphStyle(
        "title", fontName=FACES["bold"], fontSize=_SIZES.title.size, leading=_SIZES.title.leading, spaceAfter=9
    ),
    "paragraph": ParagraphStyle(
        "text",
        fontName=FACES[""],
        fontSize=_SIZES.text.size,
        leading=_SIZES.text.leading,
        spaceAfter=_SPACING.paragraph,
    ),
    "cell": ParagraphStyle("cell", fontName=FACES[""], fontSize=_SIZES.table.size, leading=_SIZES.table.leading),
}
_LOOK["quotation"] = ParagraphStyle("quote", _LOOK["paragraph"], leftIndent=_SPACING.indent)
_LOOK["number"] = ParagraphStyle("number", _LOOK["cell"], alignment=TA_RIGHT)
_RULES = TableStyle([("LINEBELOW", (0, 0), (-1, -1), _SPACING.rule, HexColor(0)), ("VALIGN", (0, 0), (-1, -1), "TOP")])
_COLUMNS = (80, 110, None, 50)
"""Widths in points; platypus does not size columns by wrapped content."""


class _Total(IndexingFlowable):
    """Counts the pages of a pass; is satisfied when the pass before counted as many."""

    def __init__(self) -> None:
        super().__init__()
        self.pages = self.before = 0

    def beforeBuild(self) -> None:
        self.before, self.pages = self.pages, 0

    def notify(self, kind: str, stuff: int) -> None:
        """Hear of a page."""
        self.pages = stuff if kind == "page" else self.pages

    def isSatisfied(self) -> bool:
        """Tell whether no further pass is needed."""
        return self.pages == self.before

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Take no room."""
        return 0, 0

    def draw(self) -> None:
        """Show nothing."""


class _Document(BaseDocTemplate):
    def afterPage(self) -> None:
        self.notify("page", self.page)


def engine(fonts: Path) -> Engine[dict[str, object]]:
    """Return platypus with its fonts registered."""
    for face in FACES.values():
        pdfmetrics.registerFont(TTFont(face, str(fonts / f"{face}.ttf")))
    for (bold, italic), weight in {(0, 0): "", (1, 0): "bold", (0, 1): "italic"}.items():
        addMapping(FACES[""], bold, italic, FACES[weight])
    return Engine(writes="untagged", prepare=prepared, write=written)


def prepared(sheet: SheetText) -> dict[str, object]:
    """Return the sheet with its words in platypus' markup."""
    blocks = [
        (kind, "".join(_TAGS[weight].format(escape(words)) for words, weight in content))
        if kind == "paragraph"
        else (kind, [[escape(cell) for cell in row] for row in (content[0], *content[1])])
        if kind == "table"
        else (kind, escape(content))
        for kind, content in sheet.blocks()
    ]
    return {"title": escape(sheet.title), "blocks": blocks}


def written(sheet: dict[str, object]) -> bytes:
    """Set the sheet as reportlab's own guide shows it."""
    total, file = _Total(), io.BytesIO()
    story: list[object] = [total, Paragraph(sheet["title"], _LOOK["title"])]
    for kind, content in sheet["blocks"]:
        story.append(_table(content) if kind == "table" else Paragraph(content, _LOOK[kind]))
    page = DEFAULT.page
    left, right, top, bottom = (
        mm * POINTS_PER_MM
        for mm in (page.margin_left_mm, page.margin_right_mm, page.margin_top_mm, page.margin_bottom_mm)
    )

    def foot(canvas: object, document: BaseDocTemplate) -> None:
        canvas.setFont(FACES[""], _SIZES.foot.size)
        canvas.drawRightString(A4[0] - right, bottom / 2, f"page {document.page} of {total.before}")

    frame = Frame(left, bottom, A4[0] - left - right, A4[1] - top - bottom, 0, 0, 0, 0)
    document = _Document(file, pagesize=A4, pageTemplates=[PageTemplate(frames=[frame], onPage=foot)])
    document.multiBuild(story)
    return file.getvalue()


def _table(rows: list[list[str]]) -> Table:
    styles = [_LOOK["cell"], _LOOK["cell"], _LOOK["cell"], _LOOK["number"]]
    cells = [[Paragraph(words, style) for words, style in zip(row, styles, strict=True)] for row in rows[1:]]
    head = [Paragraph(f"<b>{words}</b>", style) for words, style in zip(rows[0], styles, strict=True)]
    width = A4[0] - (DEFAULT.page.margin_left_mm + DEFAULT.page.margin_right_mm) * POINTS_PER_MM
    rest = width - sum(column or 0 for column in _COLUMNS)
    widths = [column or rest for column in _COLUMNS]
    return Table([head, *cells], widths, repeatRows=1, style=_RULES, spaceAfter=_SPACING.block)
