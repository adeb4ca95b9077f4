"""What is known while one page is written: its ids, its notes so far, and the words of its interface.

Knows how to name things inside a page; makes no elements.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import Factory, define, frozen

from rtop_docs.document.model import Document, Note, Origin, Sign
from rtop_docs.writers.html.element import Markup
from rtop_docs.writers.html.ids import Ids, call_id, caption_id
from rtop_docs.writers.html.wording import Wording, wording
from rtop_docs.writers.screen import Screen

_HERE = Origin()


@frozen
class Around:
    """The language and direction that the elements around a place have set."""

    language: str
    direction: str

    def differs(self, inside: Around) -> dict[str, str]:
        """Return the attributes of an element that is as `inside`: only what is not so around it."""
        if inside is self:
            return {}
        return {
            "lang": inside.language if inside.language != self.language else "",
            "dir": inside.direction if inside.direction != self.direction else "",
        }


@define
class Page:
    """One page in the making.

    around: the document's own language and direction.  notes: those called so far, in the order of their calls, with
    the number printed.  calls: note number -> how often it was called.  signs, labels: those asked for already.
    elsewhere: addresses of other pages of the same site, by anchor; empty for a page that stands alone.
    """

    document: Document
    ids: Ids
    around: Around
    screen: Screen = Factory(Screen)
    notes: list[tuple[int, Note, Origin]] = Factory(list)
    calls: dict[int, int] = Factory(dict)
    signs: dict[Sign, Markup] = Factory(dict)
    labels: dict[str, Wording] = Factory(dict)
    elsewhere: Mapping[str, str] = Factory(dict)
    captions: int = 0
    titled: bool = False

    @classmethod
    def of(cls, document: Document) -> Page:
        """Make the page of `document`, with an id for each anchor in it."""
        screen = Screen()
        around = Around(screen.language(document.language, _HERE), document.direction)
        return cls(document, Ids.of(document), around, screen)

    def text(self, text: str, origin: Origin = _HERE) -> str:
        """Screen a text; origin: of the record that it is from, empty for a text of the document itself.

        Printable text, in Python's sense, holds nothing that the screen looks for; most texts are found so.
        """
        if text.isprintable() or text.replace("\u00a0", " ").isprintable():
            return text
        return self.screen.text(text, origin)

    def label(self, key: str, **fields: str) -> tuple[str, dict[str, str]]:
        """Return the interface words for `key` with `fields` filled in; language and direction if not the page's."""
        if key not in self.labels:
            self.labels[key] = wording(self.document, key)
        found = self.labels[key]
        words = found.words
        for name, value in fields.items():
            words = words.replace(f"{{{name}}}", value)
        foreign = found.language != self.document.language
        return self.text(words), self.around.differs(Around("en", "ltr")) if foreign else {}

    def inside(self, around: Around, language: str, direction: str, origin: Origin) -> Around:
        """Return what is set inside an element; `around` itself where the element changes nothing (or V05)."""
        if direction == around.direction and (not language or language == around.language):
            return around
        return Around(self.screen.language(language, origin) or around.language, direction)

    def add_note(self, note: Note, origin: Origin) -> int:
        """Take `note` up; return the number printed: its own, or the next where it has none."""
        number = note.number or max((n for n, _, _ in self.notes), default=0) + 1
        self.notes.append((number, note, origin))
        return number

    def call(self, number: int) -> str:
        """Return the id of the next call of note `number`."""
        self.calls[number] = self.calls.get(number, 0) + 1
        return call_id(number, self.calls[number])

    def caption_id(self) -> str:
        """Return an id for the next caption."""
        self.captions += 1
        return caption_id(self.captions)
