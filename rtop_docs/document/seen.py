"""A document gone through once: each block and inline with what stands around it.  Knows no rule."""

from __future__ import annotations

from attrs import frozen

from rtop_docs.document.model import Block, BlockBase, Document, Figure, Inline, Link, Note, Origin, Reference, Text
from rtop_docs.document.walk import inner, parts_of


@frozen
class Seen:
    """A node of the document, the block that it stands in, and whether it stands inside a figure's data or a link."""

    node: Block | Inline
    origin: Origin
    in_data: bool = False
    in_link: bool = False
    in_note: bool = False


@frozen
class Whole:
    """A document and all that is in it, in reading order; its blocks, links and notes again without its plain text."""

    document: Document
    seen: tuple[Seen, ...]
    others: tuple[Seen, ...]

    @classmethod
    def of(cls, document: Document) -> Whole:
        """Return `document` gone through; a part stands at its own line of a template, or at that of what holds it."""
        seen: list[Seen] = []
        for block in document.blocks:
            _put(block, Seen(block, block.origin), seen)
        return cls(document, tuple(seen), tuple(place for place in seen if type(place.node) is not Text))


def _put(node: Block | Inline, place: Seen, seen: list[Seen]) -> None:
    """Add a node at its place, and all that it holds: a list is quicker to fill than generators in generators."""
    seen.append(place)
    if isinstance(node, BlockBase):
        for part in parts_of(node):
            in_data = place.in_data or (isinstance(node, Figure) and part is node.data)
            origin = part.origin if isinstance(part, BlockBase) and part.origin.template else place.origin
            _put(part, Seen(part, origin, in_data, False, place.in_note), seen)
    elif type(node) is not Text:
        in_link = place.in_link or isinstance(node, (Link, Reference))
        in_note = place.in_note or isinstance(node, Note)
        for part in inner(node):
            _put(part, Seen(part, place.origin, place.in_data, in_link, in_note), seen)
