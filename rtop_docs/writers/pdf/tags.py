"""The structure tree of a document: its elements in reading order, and the strands of painted content in them.

Knows nothing of layout or of PDF objects.  Layout makes the elements as it goes through the blocks, which is
reading order; painting, in whatever order, only fills strands.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define, field, frozen

Box = tuple[float, float, float, float]

HEADINGS = ("H1", "H2", "H3", "H4", "H5", "H6")
KEPT_EMPTY = ("TR", "TH", "TD")
"""Elements that stay without content, because a table's grid needs them."""
UNWRAPPED = ("TH", "TD", "LBody")
"""Elements that take the content of their only paragraph themselves."""


@define(eq=False)
class Strand:
    """Text or drawing that belongs to one element.

    role: of the element; "" for what belongs to none (an artifact).  link: the element of the link that it stands in.
    pieces: page (from 0) and number of each marked content in which it was painted.  boxes: what a figure covers, by
    page, in points from the lower left.
    """

    role: str = ""
    link: Tag | None = None
    pieces: list[tuple[int, int]] = field(factory=list)
    boxes: dict[int, Box] = field(factory=dict)

    def cover(self, page: int, box: Box) -> None:
        """Note that a figure covers `box` on `page`."""
        old = self.boxes.get(page, box)
        low = min(old[0], box[0]), min(old[1], box[1])
        self.boxes[page] = (*low, max(old[2], box[2]), max(old[3], box[3]))


@frozen
class Contact:
    """An area of a page that belongs to a link.  object: number of its annotation in the file."""

    page: int
    object: int


@define(eq=False)
class Tag:
    """An element of the tree.

    role: a standard structure type of PDF 1.7.  language: of its text, never empty.  link: the link around it, itself
    included.  words: what a link says.  alt: stands for a figure.  actual: what it says, where its glyphs stand in
    another order or shape.  scope: "Row", "Column".  name: unique, of a note.
    """

    role: str
    language: str
    link: Tag | None = None
    kids: list[Tag | Strand | Contact] = field(factory=list)
    words: str = ""
    alt: str = ""
    actual: str = ""
    summary: str = ""
    scope: str = ""
    columns: int = 1
    rows: int = 1
    numbering: str = ""
    name: str = ""

    def add(self, role: str, language: str = "") -> Tag:
        """Add an element at the end and return it."""
        made = Tag(role, language or self.language, self.link)
        if role == "Link":
            made.link = made
        self.kids.append(made)
        return made

    def strand(self) -> Strand:
        """Return the strand for what comes next: the last one, unless an element follows it."""
        last = self.kids[-1] if self.kids else None
        if isinstance(last, Strand):
            return last
        made = Strand(self.role, self.link)
        self.kids.append(made)
        return made


def child(tag: Tag | None, role: str, language: str = "") -> Tag | None:
    """Add an element to `tag`; nothing where nothing is tagged (margins, measuring)."""
    return None if tag is None else tag.add(role, language)


def strand_of(tag: Tag | None) -> Strand | None:
    """Return the strand for what comes next in `tag`."""
    return None if tag is None else tag.strand()


class Tree:
    """The tree of one document, and the levels of its headings: they begin with H1, and none is skipped."""

    def __init__(self, language: str) -> None:
        self.root = Tag("Document", language)
        self._shift = self._last = 0

    def title(self) -> str:
        """Return the role of a title: H1 for the first thing of that kind, with all headings below it."""
        if self._last:
            return "P"
        self._shift = self._last = 1
        return "H1"

    def heading(self, level: int) -> str:
        """Return the role of a heading of `level`, from 1."""
        self._last = min(max(level, 1) + self._shift, self._last + 1, len(HEADINGS))
        return f"H{self._last}"


def close_gaps(elements: Iterable[Tag]) -> None:
    """Let no level of heading be skipped where one that shows nothing was pruned; elements: in reading order."""
    last = 0
    for tag in elements:
        if tag.role in HEADINGS:
            last = min(HEADINGS.index(tag.role) + 1, last + 1)
            tag.role = HEADINGS[last - 1]


def _notes_after(heading: Tag) -> list[Tag]:
    """Take the notes out of a heading, to stand behind it: they are no part of its name."""
    notes = [inner for inner in heading.kids if isinstance(inner, Tag) and inner.role == "Note"]
    if notes:
        heading.kids = [inner for inner in heading.kids if inner not in notes]
    return notes


def pruned(tag: Tag) -> bool:
    """Take out of the tree what shows nothing; tell whether `tag` itself stays.

    A link that leads nowhere becomes plain words; an only paragraph of a cell gives its content to the cell.
    """
    first = tag.kids[0] if len(tag.kids) == 1 and tag.role != "Link" else None
    if isinstance(first, Strand) and first.pieces:  # as in most
        return True
    kids: list[Tag | Strand | Contact] = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            if pruned(kid):
                kids.append(kid)
                if kid.role in HEADINGS:
                    kids += _notes_after(kid)
        elif not isinstance(kid, Strand) or kid.pieces:
            kids.append(kid)
    if len(kids) == 1 and tag.role in UNWRAPPED:
        only = kids[0]
        if isinstance(only, Tag) and only.role == "P" and only.language == tag.language:
            kids = only.kids
    tag.kids = kids
    if tag.role == "Link" and not any(isinstance(kid, Contact) for kid in kids):
        tag.role = "Span"
    return bool(kids) or tag.role in KEPT_EMPTY
