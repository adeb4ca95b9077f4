"""What is known while one Word file is written: relationships, bookmarks, notes and lists so far.

Knows how Word refers from one part to another; makes no text.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from attrs import Factory, define, evolve, frozen
from lxml import etree

from rtop_docs.document.model import Align, Block, Document, Note, Origin
from rtop_docs.document.walk import blocks_in
from rtop_docs.writers.docx.reference import NUMBERS, PLAIN_NUMBERS
from rtop_docs.writers.docx.xml import add, w
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.style import POINTS_PER_MM, Style

FIRST_LIST = 10
"""List numbers below this one belong to the reference package."""

_UNRESERVED = "-._~:/?#[]@!$&'()*+,;=%"


@define
class Relationships:
    """The links out of one part; each address has one id."""

    links: dict[str, str] = Factory(dict)

    def link(self, target: str) -> str:
        """Return the id of the link to `target`, an address already screened."""
        return self.links.setdefault(quote(target, safe=_UNRESERVED), f"link{len(self.links) + 1}")


@frozen(kw_only=True)
class Place:
    """Where a paragraph stands.

    width: points between the margins there.  style: what a plain paragraph is called there.  language,
    direction: of the text around.  panel: role of the panel around, if any.  level: depth in lists, 0 for none.
    numbered: (list number, level) that the next paragraph bears; label: what it bears instead of a number.
    upright: in a narrow column of signs.
    """

    width: float
    language: str
    direction: Literal["ltr", "rtl"]
    origin: Origin = Origin()
    style: str = ""
    panel: str = ""
    level: int = 0
    numbered: tuple[str, int] | None = None
    align: Align = "start"
    keep_next: bool = False
    label: str = ""
    in_note: bool = False
    upright: bool = False


@define
class Story:
    """One Word file in the making.

    links: of the part being written.  anchors: anchor -> bookmark name.  origins: bookmark name -> origin, for
    each block that came from a record.  notes: taken up so far.  numbers: theirs, as printed.
    lists: (list number, kind, first number).  taken: anchors and bookmark names that are set.
    """

    document: Document
    style: Style
    anchors: dict[str, str]
    screen: Screen = Factory(Screen)
    links: Relationships = Factory(Relationships)
    note_links: Relationships = Factory(Relationships)
    origins: dict[str, Origin] = Factory(dict)
    notes: list[tuple[Note, Place, bool]] = Factory(list)
    numbers: set[int] = Factory(set)
    counted: int = 0
    lists: list[tuple[str, str, int]] = Factory(list)
    bookmarks: int = 0
    taken: set[str] = Factory(set)

    @classmethod
    def of(cls, document: Document, style: Style) -> Story:
        """Make the story of `document`, with a bookmark's name for each anchor in it."""
        anchors = dict.fromkeys(block.anchor for block in blocks_in(document.blocks) if block.anchor)
        return cls(document, style, {anchor: f"anchor_{n}" for n, anchor in enumerate(anchors, 1)})

    @property
    def place(self) -> Place:
        """Return the place of the document's outermost blocks."""
        page = self.style.page
        width, height = page.size.points
        across = height if self.document.landscape else width
        width = across - (page.margin_left_mm + page.margin_right_mm) * POINTS_PER_MM
        return Place(width=width, language=self.document.language, direction=self.document.direction)

    def add_list(self, start: int, plain: bool) -> str:
        """Return the number of a new list that counts from `start`; plain: without a full stop."""
        number = str(FIRST_LIST + len(self.lists))
        self.lists.append((number, PLAIN_NUMBERS if plain else NUMBERS, start))
        return number

    def add_note(self, note: Note, place: Place) -> tuple[int, bool]:
        """Take `note` up; return its id in the file, and whether Word's own count gives its number."""
        counts = note.number in (0, self.counted + 1)
        self.counted += counts
        self.numbers.add(note.number or self.counted)
        self.notes.append((note, place, counts))
        return len(self.notes), counts

    def mark(self, first: etree._Element, last: etree._Element, name: str) -> None:
        """Put a bookmark around the text from paragraph `first` to paragraph `last`."""
        self.bookmarks += 1
        id = str(self.bookmarks)
        start = etree.Element(w("bookmarkStart"), {w("id"): id, w("name"): name})
        first.insert(1 if len(first) and first[0].tag == w("pPr") else 0, start)
        add(last, "bookmarkEnd", id=id)

    def mark_run(self, run: etree._Element, name: str) -> None:
        """Put a bookmark around one run, unless the name is taken."""
        if name in self.taken:
            return
        self.taken.add(name)
        self.bookmarks += 1
        id = str(self.bookmarks)
        run.addprevious(etree.Element(w("bookmarkStart"), {w("id"): id, w("name"): name}))
        run.addnext(etree.Element(w("bookmarkEnd"), {w("id"): id}))

    def mark_origin(self, first: etree._Element, last: etree._Element, origin: Origin) -> None:
        """Put the bookmark ``rtop_<n>`` around a text that came from a record."""
        name = f"rtop_{len(self.origins) + 1}"
        self.origins[name] = origin
        self.mark(first, last, name)


def inside(place: Place, block: Block, screen: Screen) -> Place:
    """Return the place inside `block`: its language, direction and origin."""
    origin = block.origin if block.origin.record or block.origin.template else place.origin
    language = screen.language(block.language, origin) or place.language
    return evolve(place, language=language, direction=block.direction, origin=origin)
