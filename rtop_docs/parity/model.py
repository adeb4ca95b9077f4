"""What a file says: its words in reading order, each with the language, the links and the place that it has there.

Knows no format, and nothing of documents: a reader of any format fills it, and so does the document itself.
"""

from __future__ import annotations

import enum

from attrs import field, frozen


class Unread(Exception):
    """A file is not what its format promises, or is larger than any file of ours; the message says how."""


class Said(enum.Enum):
    """As what a word is said.

    LETTERS: it is written there.  ALTERNATIVE: it stands for something drawn.  CALL: the number that calls a note.
    """

    LETTERS = "letters"
    ALTERNATIVE = "alternative"
    CALL = "call"


class Only(enum.Enum):
    """Words that not every format shows, by design (see `customs`)."""

    DATA = "the table of a chart's numbers"
    DESCRIPTION = "the description of that table"
    TITLE = "the title of a document whose text begins without one"


@frozen
class Word:
    """Letters without white space.

    languages: tags of BCP 47 in the order of its letters, each once, "" for none; empty where the format cannot tell.
    targets: where its letters link to, in their order, "" for no link; empty when none does.  An address is as in
    RFC 3986; a place in the same file is ``#`` and the words that follow there.
    """

    text: str
    languages: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    said: Said = Said.LETTERS


@frozen
class Seat:
    """The place of a table cell.

    table: number of the table in the file, from 1.  row, column: from 1.  rows, columns: how many it covers.
    header: whether it heads others; None where the format cannot tell.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    header: bool | None = None


@frozen(kw_only=True)
class Piece:
    """Words that stand together: a paragraph, a heading, a caption, what a table says of itself.

    level: of a heading, 0 for the title; None for other text.  seat: of the cell that it stands in.
    labels: of the list items that begin with it, the outermost first; "" for a bullet.
    note: number of the footnote that it stands in, 0 for the text.
    only: why some formats do not show it.  frame: a format may put it in a cell or a list of its own.
    joined: a format may write it on behind the piece before it.  aside: it describes a table or a chart.
    kind: what it is, for people.
    place: where in the file (page, part, line), or the template's line and the record that it came from.
    """

    words: tuple[Word, ...]
    level: int | None = None
    seat: Seat | None = None
    labels: tuple[str, ...] = ()
    note: int = 0
    only: Only | None = None
    frame: bool = False
    joined: bool = False
    aside: bool = False
    kind: str = field(default="paragraph", eq=False)
    place: str = field(default="", eq=False)


@frozen
class Grid:
    """A table's extent: its number in the file, how many rows and columns it has, and how many rows are its head."""

    table: int
    rows: int
    columns: int
    head: int


@frozen(kw_only=True)
class Reading:
    """What a file says.

    title, language: of the whole.  pieces: of the text, in reading order.  notes: the pieces of the footnotes, in
    their order.  margins: what stands around the text, one text for each kind of page.  stray: letters that a
    reader sees, but that the order of reading leaves out, with their place.
    """

    title: str
    language: str
    pieces: tuple[Piece, ...]
    notes: tuple[Piece, ...] = ()
    grids: tuple[Grid, ...] = ()
    margins: tuple[str, ...] = ()
    stray: tuple[tuple[str, str], ...] = ()
