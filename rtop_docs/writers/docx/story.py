"""What is known while one Word file is written: relationships, bookmarks, notes and lists so far.

Knows how Word refers from one part to another; makes no text.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from attrs import Factory, define

from rtop_docs.document.model import Document, Note, Origin
from rtop_docs.writers.docx.elements import Element, WordParagraph, paragraphs_in
from rtop_docs.writers.docx.ink import ink
from rtop_docs.writers.docx.origins import Sent
from rtop_docs.writers.docx.place import Place, in_note, outermost
from rtop_docs.writers.docx.reference import Reference
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.style import Style

_UNRESERVED = "-._~:/?#[]@!$&'()*+,;=%"


@define
class Relationships:
    """The links out of one part; each address has one id."""

    links: dict[str, str] = Factory(dict)

    def link(self, target: str) -> str:
        """Return the id of the link to `target`, an address already screened."""
        return self.links.setdefault(quote(target, safe=_UNRESERVED), f"link{len(self.links) + 1}")


@define(eq=False)
class Story:
    """One Word file in the making.

    place, note_place: of the outermost blocks of the text, and of a note, which is as wide as the page wherever it is
    called.  missing: anchors that no block has.  links: of the part being written.  anchors: anchor -> its bookmark.
    placed: the anchors whose bookmark is set.  sent: the texts that came from a record.  notes: taken up so far, with
    their origin and whether Word's own count gives their number.  numbers: theirs, as printed -> their bookmark's name.
    lists: (list number, kind, level, first number).
    """

    document: Document
    style: Style
    reference: Reference
    screen: Screen
    place: Place
    note_place: Place
    missing: frozenset[str] = frozenset()
    links: Relationships = Factory(Relationships)
    note_links: Relationships = Factory(Relationships)
    anchors: dict[str, str] = Factory(dict)
    placed: set[str] = Factory(set)
    sent: list[Sent] = Factory(list)
    notes: list[tuple[Note, Origin, bool]] = Factory(list)
    numbers: dict[int, str] = Factory(dict)
    lists: list[tuple[str, str, int, int]] = Factory(list)
    _bookmarks: int = 0
    _counted: int = 0

    @classmethod
    def of(cls, document: Document, style: Style, reference: Reference, missing: frozenset[str] = frozenset()) -> Story:
        """Make the story of `document`, with the place of its outermost blocks."""
        screen = Screen()
        language = screen.language(document.language, Origin())
        text = outermost(style.page, document.landscape, ink(language, language, document.direction == "rtl"))
        return cls(document, style, reference, screen, text, in_note(text), missing)

    # -- bookmarks --------------------------------------------------------------------------------

    def bookmark(self, name: str = "") -> tuple[str, str, str]:
        """Return name, beginning and end of a new bookmark; without a name it is called by its number, as texts are."""
        self._bookmarks += 1
        id = self._bookmarks
        name = name or f"rtop_{id}"
        return name, f'<w:bookmarkStart w:id="{id}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{id}"/>'

    def anchor(self, anchor: str) -> str:
        """Return the name of the bookmark at `anchor`; it may be set later."""
        return self.anchors.setdefault(anchor, f"anchor_{len(self.anchors) + 1}")

    def set_anchor(self, anchor: str, at: WordParagraph) -> None:
        """Put the bookmark of `anchor` around a paragraph; the first block of that name has it."""
        if anchor not in self.placed:
            self.placed.add(anchor)
            _, begin, end = self.bookmark(self.anchor(anchor))
            at.pieces.insert(0, begin)
            at.pieces.append(end)

    def came_from(self, record: str, field: str, *, inline: bool = False) -> Sent:
        """Note that what is about to be written came from a record; inline: it is words within a paragraph."""
        sent = Sent(record, field, inline)
        self.sent.append(sent)
        return sent

    def mark_blocks(self, made: Iterable[Element], sent: Sent) -> None:
        """Put bookmarks of `sent` around `made`, one around each paragraph that says something.

        One that began in one paragraph and ended in another would be torn apart by LibreOffice, in some cells at least.
        """
        for paragraph in paragraphs_in(made):
            if paragraph.words:
                name, begin, end = self.bookmark()
                paragraph.pieces.insert(0, begin)
                paragraph.pieces.append(end)
                sent.texts.append((name, "".join(paragraph.words)))

    # -- notes and lists --------------------------------------------------------------------------

    def add_note(self, note: Note, origin: Origin) -> tuple[int, bool]:
        """Take `note` up; return its id in the file, and whether Word's own count gives its number."""
        counts = note.number in (0, self._counted + 1)
        self._counted += counts
        self.notes.append((note, origin, counts))
        return len(self.notes), counts

    def mark_call(self, number: int) -> tuple[str, str]:
        """Return beginning and end of a bookmark around the first call of a note; empty when the number is taken."""
        if not number or number in self.numbers:
            return "", ""
        self.numbers[number], begin, end = self.bookmark(f"note_{number}")
        return begin, end

    def add_list(self, start: int, level: int, plain: bool) -> str:
        """Return the number of a new list that counts from `start` at `level`; plain: without a full stop."""
        numbering = self.reference.numbering
        number = str(numbering.first + len(self.lists))
        self.lists.append((number, numbering.plain_numbers if plain else numbering.numbers[level], level, start))
        return number
