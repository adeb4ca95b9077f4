"""The document tree: the blocks and inlines that every writer shows.

Knows attrs and typing only: no record, no template, no format.  Writers number nothing; what is
numbered, dated or cited here was numbered, dated or cited by `compose`.
"""

from __future__ import annotations

import enum
from typing import Literal

from attrs import field, frozen

from rtop_docs.canonical import NOT_DIGESTED

Align = Literal["start", "center", "end"]
TextDirection = Literal["ltr", "rtl"]


@frozen
class Origin:
    """Where a block came from: a line of a template, and the field of a record whose text it shows.

    template, line: for people; they enter no equality and no digest.  record, field: ids, may be empty.
    """

    template: str = field(default="", eq=False, metadata=NOT_DIGESTED)
    line: int = field(default=0, eq=False, metadata=NOT_DIGESTED)
    record: str = ""
    field: str = ""


# -- inlines ----------------------------------------------------------------------------------


@frozen
class Text:
    """Plain text; never markup in any format.  U+00A0 and U+2060 forbid a line break."""

    text: str


@frozen
class Strong:
    """Important words."""

    children: tuple[Inline, ...]


@frozen
class Emphasis:
    """Stressed words, titles of works."""

    children: tuple[Inline, ...]


@frozen
class Span:
    """Words in another language or direction, or of a named role.

    role: "" or one of SPAN_ROLES.  record, field: where the words came from, when not from the block's origin.
    """

    children: tuple[Inline, ...]
    language: str = ""
    direction: TextDirection | None = None
    role: str = ""
    record: str = ""
    field: str = ""


SPAN_ROLES = ("", "muted", "disagreement", "quotation")


@frozen
class Link:
    """A link out of the document; target: https, http or mailto only (`document.check` refuses others)."""

    target: str
    children: tuple[Inline, ...]


@frozen
class Reference:
    """A link to the block whose anchor is `anchor` in the same document."""

    anchor: str
    children: tuple[Inline, ...]


@frozen
class Note:
    """A footnote: an inline that holds blocks.  number: set by compose, from 1 in reading order."""

    blocks: tuple[Block, ...]
    number: int = 0


@frozen
class NoteReference:
    """A second call of a note that stands earlier in the document."""

    number: int


@frozen
class LineBreak:
    """A line break inside a block."""


class Shape(enum.Enum):
    """The direction of a position, or the kind of a silence, as a shape: never by colour alone."""

    FOR = "circle"
    AGAINST = "square"
    RESERVED = "diamond"
    CONDITIONAL = "triangle"
    TOLD = "bar"
    SOURCES_DIFFER = "cross"
    NOT_NAMED = "dot"
    NOT_READ = "question"
    DID_NOT_SPEAK = "dash"
    WITHHELD = "blank"


class Fill(enum.Enum):
    """How a position reaches an actor: full (own or named), half (joint, spoken for, aligned), outline (a group)."""

    FULL = "full"
    HALF = "half"
    OUTLINE = "outline"


@frozen
class Sign:
    """A drawn sign with the words that it stands for.

    alt: what a screen reader says and what plain text prints when the sign stands alone; empty when
    the same words stand beside it.
    """

    shape: Shape
    fill: Fill = Fill.FULL
    alt: str = ""


Inline = Text | Strong | Emphasis | Span | Link | Reference | Note | NoteReference | LineBreak | Sign

# -- blocks -----------------------------------------------------------------------------------


@frozen(kw_only=True)
class BlockBase:
    """What every block carries.  language: BCP 47; direction: of the block; anchor: for references, unique."""

    language: str = "en"
    direction: TextDirection = "ltr"
    origin: Origin = Origin()
    anchor: str = ""


@frozen(kw_only=True)
class Heading(BlockBase):
    """A section heading; level 1 to 4, no level is skipped."""

    level: int
    children: tuple[Inline, ...]


@frozen(kw_only=True)
class Paragraph(BlockBase):
    """A paragraph; role: "" or one of PARAGRAPH_ROLES."""

    children: tuple[Inline, ...]
    role: str = ""


PARAGRAPH_ROLES = ("", "kicker", "title", "subtitle", "lead", "remark", "attribution", "legend")


@frozen
class ListItem:
    """One item of a list."""

    blocks: tuple[Block, ...]
    label: str = ""


@frozen(kw_only=True)
class List(BlockBase):
    """A list.  ordered: numbered from `start`; role: "" or "sources" (its items are the numbered sources)."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1
    role: str = ""


@frozen(kw_only=True)
class BlockQuote(BlockBase):
    """A quotation set off; attribution: whose words, where printed."""

    blocks: tuple[Block, ...]
    attribution: tuple[Inline, ...] = ()


@frozen(kw_only=True)
class Cell:
    """A table cell.  header: this cell heads its row or column; spans >= 1."""

    blocks: tuple[Block, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None
    origin: Origin = Origin()


@frozen(kw_only=True)
class Row:
    """A table row; role: "" or "group" (it heads the rows that follow and stays with the first of them)."""

    cells: tuple[Cell, ...]
    role: str = ""


@frozen(kw_only=True)
class Column:
    """A table column.  weight: share of the width that it wants, 0 for as little as its content needs."""

    align: Align = "start"
    weight: float = 0.0
    upright: bool = False


@frozen(kw_only=True)
class Table(BlockBase):
    """A table: m body rows by n columns, n >= 1, spans included.

    head: rows repeated on each page.  caption: shown; description: for a reader who cannot see it.
    role: "" (rules between rows), "positions", "matrix".
    """

    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    caption: tuple[Inline, ...] = ()
    description: str = ""
    role: str = ""


@frozen(kw_only=True)
class KeyFigure:
    """One cell of a strip of facts: a large value, what it counts, and what disagrees with it."""

    value: tuple[Inline, ...]
    label: tuple[Inline, ...]
    disagreement: tuple[Inline, ...] = ()
    origin: Origin = Origin()


@frozen(kw_only=True)
class KeyFigures(BlockBase):
    """A strip of one to five key figures."""

    figures: tuple[KeyFigure, ...]


@frozen(kw_only=True)
class Panel(BlockBase):
    """A framed part of the text that is never left out; role: "unknown" (what is not known) or "note"."""

    blocks: tuple[Block, ...]
    role: str = "note"


@frozen
class Bar:
    """One bar of a bar chart.

    value: its length in the chart's unit, >= 0.  open_ended: the source's list goes on.
    hollow: a number without names.  note: printed at its end.
    """

    label: str
    value: float
    note: str
    open_ended: bool = False
    hollow: bool = False


@frozen
class BarChart:
    """Horizontal bars, longest first or in the order given."""

    bars: tuple[Bar, ...]


@frozen
class Dot:
    """One mark of a dot chart: a state's.  own: the document's own state.  filled: named on the theme."""

    label: str
    filled: bool
    own: bool = False


@frozen
class DotRow:
    """One row of marks."""

    label: str
    dots: tuple[Dot, ...]


@frozen
class DotChart:
    """Rows of marks, one mark a state."""

    rows: tuple[DotRow, ...]


Chart = BarChart | DotChart


@frozen(kw_only=True)
class Figure(BlockBase):
    """A chart with the table of its data: writers that draw show the chart, others the table."""

    chart: Chart
    alt: str
    caption: tuple[Inline, ...]
    data: Table


@frozen(kw_only=True)
class PageBreak(BlockBase):
    """What follows begins on a new page."""


@frozen(kw_only=True)
class ContentsEntry:
    """One line of a table of contents."""

    level: int
    anchor: str
    children: tuple[Inline, ...]


@frozen(kw_only=True)
class Contents(BlockBase):
    """A table of contents; writers that know pages add their numbers."""

    title: tuple[Inline, ...]
    entries: tuple[ContentsEntry, ...]


Block = Heading | Paragraph | List | BlockQuote | Table | KeyFigures | Panel | Figure | PageBreak | Contents


@frozen(kw_only=True)
class Document:
    """A whole document.

    kind: "briefing", "summary", "sheet", "matrix", ...; title, subtitle, subject, publisher: its properties.
    head_left, head_right: running head (not on the first page).  version: 8 characters of the digest of all
    else in it.  marks: "draft", or an embargo's words.  date: ISO, of the event; writers print no other date.
    labels: the interface words a writer needs ("page {page} of {pages}", "Contents", "Note", ...), by key.
    """

    kind: str
    title: str
    blocks: tuple[Block, ...]
    language: str = "en"
    direction: TextDirection = "ltr"
    landscape: bool = False
    subtitle: str = ""
    subject: str = ""
    publisher: str = ""
    date: str = ""
    head_left: str = ""
    head_right: str = ""
    marks: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    version: str = ""
