"""What is known while one page is written: its anchors, its notes so far, and the words of its interface.

Knows how to name things inside a page; makes no elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import Factory, define, frozen

from rtop_docs.document.model import Block, Document, Heading, Note, Origin
from rtop_docs.document.walk import blocks_in
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.words import label

_PLAIN_ID = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_OWN_IDS = ("note-", "call-", "block-", "title-", "section-", "text")


@frozen
class Around:
    """The language and direction that the elements around a place have set."""

    language: str
    direction: str


@define
class Page:
    """One page in the making.

    ids: anchor -> id in the page.  notes: those called so far, in the order of their calls, with the number
    printed.  calls: note number -> how often it was called.
    """

    document: Document
    ids: dict[str, str]
    screen: Screen = Factory(Screen)
    notes: list[tuple[int, Note, Origin]] = Factory(list)
    calls: dict[int, int] = Factory(dict)
    captions: int = 0
    sections: int = 0
    titled: bool = False

    @classmethod
    def of(cls, document: Document) -> Page:
        """Make the page of `document`, with an id for each anchor in it."""
        return cls(document, dict(_ids(document)))

    @property
    def around(self) -> Around:
        """Return the document's own language and direction."""
        return Around(self.document.language, self.document.direction)

    def plain(self, text: str) -> str:
        """Screen a text of the document itself, which has no origin in a record."""
        return self.screen.text(text, Origin())

    def label(self, key: str) -> str:
        """Return the interface word for `key`."""
        return self.plain(label(self.document, key))

    def id_of(self, block: Block) -> str:
        """Return the id that `block` has in the page, or an empty text."""
        if block.anchor:
            return self.ids[block.anchor]
        if isinstance(block, Heading):
            self.sections += 1
            return f"section-{self.sections}"
        return ""

    def add_note(self, note: Note, origin: Origin) -> int:
        """Take `note` up; return the number printed: its own, or the next where it has none."""
        number = note.number or max((n for n, _, _ in self.notes), default=0) + 1
        self.notes.append((number, note, origin))
        return number

    def call(self, number: int) -> str:
        """Return the id of the next call of note `number`."""
        self.calls[number] = self.calls.get(number, 0) + 1
        count = self.calls[number]
        return f"call-{number}" + (f"-{count}" if count > 1 else "")

    def caption_id(self) -> str:
        """Return an id for the next caption."""
        self.captions += 1
        return f"title-{self.captions}"


def _ids(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (anchor, id): an anchor that is a plain word is its own id, another is numbered."""
    seen: set[str] = set()
    for number, block in enumerate(blocks_in(document.blocks), 1):
        anchor = block.anchor
        if not anchor or anchor in seen:
            continue
        seen.add(anchor)
        own = _PLAIN_ID.fullmatch(anchor) and not anchor.startswith(_OWN_IDS)
        yield anchor, anchor if own else f"block-{number}"
