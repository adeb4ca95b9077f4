"""The names of places in a page: stable, readable, each given once.

Knows which blocks carry anchors and what headings say; makes no elements.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from attrs import Factory, define

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Document,
    Heading,
    Inline,
    LineBreak,
    NoteReference,
    Paragraph,
    Sign,
    Text,
)
from rtop_docs.document.walk import inner, parts_of, plain_text

TEXT = "text"
NOTES = "notes"
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")
_COUNTED = re.compile(r"section-\d+")  # what `compose` gives a heading without an anchor of its own
_OURS = re.compile(rf"{TEXT}|{NOTES}|(?:note|call|caption)-\d.*")
_BETWEEN = re.compile(r"[\W_]+")
_LONGEST = 60
_LEAVES = frozenset({Text, Sign, NoteReference, LineBreak})


@define
class Ids:
    """The ids of one page.

    A block keeps the anchor that its template gives it.  A heading without one is named after its words, not after
    its place, so that a link to it from elsewhere outlives a new section before it.
    """

    _of_anchor: dict[str, str] = Factory(dict)
    _taken: set[str] = Factory(set)
    _placed: set[str] = Factory(set)

    @classmethod
    def of(cls, document: Document) -> Ids:
        """Give an id to each anchor in `document`."""
        made = cls()
        for block in _anchored(document.blocks, []):
            if block.anchor not in made._of_anchor:
                made._of_anchor[block.anchor] = made._free(_wanted(block))
        return made

    def of_anchor(self, anchor: str) -> str:
        """Return the id of the block whose anchor is `anchor`, or an empty text when there is none."""
        return self._of_anchor.get(anchor, "")

    def of_block(self, block: Block) -> str:
        """Return the id to write on `block`, empty where it needs none; each id is given out once."""
        named = self._of_anchor.get(block.anchor, "")
        if named and named not in self._placed:
            self._placed.add(named)
            return named
        return self._free(_wanted(block)) if isinstance(block, Heading) else ""

    def _free(self, wanted: str) -> str:
        base = f"section-{wanted}" if _OURS.fullmatch(wanted) else wanted
        found, count = base, 1
        while found in self._taken:
            count += 1
            found = f"{base}-{count}"
        self._taken.add(found)
        return found


def note_id(number: int) -> str:
    """Return the id of note `number`."""
    return f"note-{number}"


def call_id(number: int, count: int) -> str:
    """Return the id of the call of note `number` that is its `count`-th, from 1."""
    return f"call-{number}" + (f"-{count}" if count > 1 else "")


def caption_id(count: int) -> str:
    """Return the id of the `count`-th caption of the page, from 1."""
    return f"caption-{count}"


def _wanted(block: Block) -> str:
    anchor = block.anchor
    if isinstance(block, Heading) and (not anchor or _COUNTED.fullmatch(anchor)):
        return _slug(plain_text(block.children)) or "section"
    return anchor if _PLAIN.fullmatch(anchor) else _slug(anchor) or "block"


def _slug(words: str) -> str:
    """Return the letters and digits of `words` in lower case, joined by hyphens; at most 60 characters."""
    slug = _BETWEEN.sub("-", unicodedata.normalize("NFC", words).lower()).strip("-")
    return slug if len(slug) <= _LONGEST else slug[:_LONGEST].rpartition("-")[0] or slug[:_LONGEST]


def _anchored(nodes: Iterable[Block | Inline], found: list[Block]) -> list[Block]:
    """Add the blocks in `nodes` that have an anchor to `found`, in reading order; `walk` is several times slower."""
    for node in nodes:
        kind = node.__class__
        if kind in _LEAVES:
            continue
        if isinstance(node, BlockBase):
            if node.anchor:
                found.append(node)
            _anchored(node.children if isinstance(node, Paragraph) else parts_of(node), found)
        else:
            _anchored(inner(node), found)
    return found
