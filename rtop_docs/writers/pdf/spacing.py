"""How much white stands between two blocks.

Knows nothing of how blocks are laid out.
"""

from __future__ import annotations

from typing import assert_never

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Contents,
    Figure,
    Heading,
    KeyFigures,
    List,
    PageBreak,
    Panel,
    Paragraph,
    Table,
)
from rtop_docs.writers.pdf.text import Room
from rtop_docs.writers.style import Spacing, Style

_HELD = {"kicker": 0.25, "title": 0.5}
"""Roles of paragraphs that hold what follows close, with the space below as a share of a paragraph's."""


def gap_between(previous: Block | None, block: Block, room: Room, style: Style) -> float:
    """Return the space in points above `block` when it follows `previous`."""
    if previous is None:
        return 0.0
    if room.inner:
        return room.gap
    spacing = style.spacing
    if isinstance(previous, Heading) and not isinstance(block, Heading):
        return spacing.section_after if previous.level <= 1 else spacing.subsection_after
    if isinstance(previous, Paragraph) and previous.role in _HELD:
        return spacing.paragraph * _HELD[previous.role]
    return max(_around(previous, spacing, room), _above(block, spacing, room))


def _above(block: Block, spacing: Spacing, room: Room) -> float:
    if isinstance(block, Heading):
        return spacing.section_before if block.level <= 1 else spacing.subsection_before
    if isinstance(block, Panel):
        return 2 * spacing.block
    return _around(block, spacing, room)


def _around(block: Block, spacing: Spacing, room: Room) -> float:
    """Return the space that `block` wants on either side."""
    match block:
        case Paragraph():
            if block.role in ("subtitle", "lead"):
                return spacing.block * 1.5
            return 0.0 if block.role == "attribution" else room.gap
        case List():
            return room.gap
        case Heading():
            return 0.0
        case BlockQuote() | Table() | Figure() | Panel() | Contents():
            return spacing.block
        case KeyFigures():
            return spacing.block * 1.5
        case PageBreak():
            return 0.0
        case _:
            assert_never(block)
