"""Share a table's width among its columns.

Knows letters as slim, broad or neither: which font Word takes, and how wide it is, is not ours to know.
"""

from __future__ import annotations

from functools import lru_cache
from typing import assert_never

from attrs import frozen

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Reference,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)
from rtop_docs.document.walk import parts_of
from rtop_docs.writers.words import Slot

# Widths of letters as shares of the type size, with some room for fonts that are wider than Calibri.
_LETTER, _BROAD, _CAPITAL, _SLIM = 0.55, 0.92, 0.66, 0.32
_BROAD_LETTERS, _SLIM_LETTERS = frozenset("mwMW@%—"), frozenset("iljtfrI.,:;'’|()- \u00a0")

_HEAD, _HEAD_OVER_SIGNS = 1.08, 1.2
"""How much wider bold letters are; in a head over signs, which is one word wide, those of the widest fonts as well."""

_NARROW_SHARE = 0.32
"""What a column without a weight may take at most of a table that is too wide."""


@frozen
class Grid:
    """The rows of a table as slots, without a gap."""

    head: tuple[tuple[Slot, ...], ...]
    body: tuple[tuple[Slot, ...], ...]


def column_widths(
    table: Table, laid: Grid, upright: list[bool], width: float, size: float, padding: float
) -> tuple[int, ...]:
    """Return the width of each column in whole points that sum to `width`, rounded down.

    laid: the table's rows.  upright: whether each column is a narrow one of signs.  width: of the table in points.
    size: of the type.  padding: of a cell, left and right together.
    """
    least, wanted = _needs(table, laid, upright, size, padding)
    columns = table.columns
    count = len(columns)
    if count > 1 and all(upright[1:]):
        shares = _upright(least, wanted, width)
    elif sum(wanted) <= width:
        growing = [column.weight for column in columns]
        growing = growing if any(growing) else [0.0] * (count - 1) + [1.0]
        spare = width - sum(wanted)
        shares = [want + spare * weight / sum(growing) for want, weight in zip(wanted, growing, strict=True)]
    else:
        shares = _pressed(table, least, wanted, width)
    scale = width / sum(shares)
    whole = [max(1, int(share * scale)) for share in shares]
    whole[-1] += max(0, int(width) - sum(whole))
    return tuple(whole)


def _upright(least: list[float], wanted: list[float], width: float) -> list[float]:
    """Give the first column what it wants and the others leave; columns of signs get equal room above their need."""
    first = min(wanted[0], max(least[0], width - sum(least[1:])))
    spare = max(width - first - sum(least[1:]), 0.0) / (len(least) - 1)
    return [first, *(need + spare for need in least[1:])]


def _pressed(table: Table, least: list[float], wanted: list[float], width: float) -> list[float]:
    """Share a width that is less than all want: by weight, but no column below its longest word."""
    weights = [column.weight for column in table.columns]
    fixed = [0.0 if weight else min(want, width * _NARROW_SHARE) for weight, want in zip(weights, wanted, strict=True)]
    spare = max(width - sum(fixed), 0.0)
    total = sum(weights) or 1.0
    shares = [fix or spare * weight / total for fix, weight in zip(fixed, weights, strict=True)]
    raised = [max(share, need) for share, need in zip(shares, least, strict=True)]
    over = sum(raised) - width
    slack = [share - need for share, need in zip(raised, least, strict=True)]
    room = sum(slack)
    if over <= 0 or room <= 0:
        return raised
    return [share - min(over, room) * free / room for share, free in zip(raised, slack, strict=True)]


def _needs(
    table: Table, laid: Grid, upright: list[bool], size: float, padding: float
) -> tuple[list[float], list[float]]:
    """Return for each column the width of its longest word and of its longest line, in points."""
    count = len(table.columns)
    least, wanted = [1.0] * count, [1.0] * count
    for slots in (*laid.head, *laid.body):
        for slot in slots:
            column, cell = slot.column, slot.cell
            if cell is None or slot.width > 1 or column >= count:
                continue
            type_size = size * (1.0 if not cell.header else _HEAD_OVER_SIGNS if upright[column] else _HEAD)
            for text in _lines(cell.blocks, upright[column]):
                word, line = _measured(text)
                least[column] = max(least[column], word * type_size)
                wanted[column] = max(wanted[column], line * type_size)
    return [need + padding for need in least], [want + padding for want in wanted]


def _lines(blocks: tuple[Block, ...], upright: bool) -> list[str]:
    """Return the text of each block; upright: a sign's words are hidden text there."""
    lines: list[str] = []
    for block in blocks:
        texts: list[str] = []
        for part in parts_of(block):
            if isinstance(part, BlockBase):
                lines += _lines((part,), upright)
            else:
                _add_words(part, upright, texts)
        lines.append("".join(texts))
    return lines


def _add_words(inline: Inline, upright: bool, texts: list[str]) -> None:
    """Collect the words of an inline; a sign is two broad letters wide, and a note's call nothing."""
    match inline:
        case Text():
            texts.append(inline.text)
        case Sign():
            texts.append("mm" if upright or not inline.alt else f"mm {inline.alt}")
        case Strong() | Emphasis() | Span() | Link() | Reference():
            for child in inline.children:
                _add_words(child, upright, texts)
        case LineBreak():
            texts.append(" ")
        case Note() | NoteReference():
            pass
        case _:
            assert_never(inline)


# Documents say the same words again and again, and many cells the same few.
@lru_cache(maxsize=4096)
def _measured(text: str) -> tuple[float, float]:
    """Return the length of a text's longest word, and of the whole, as shares of the type size."""
    words = [_length(word) for word in text.split(" ")]
    return max(words), sum(words) + _SLIM * (len(words) - 1)


@lru_cache(maxsize=16384)
def _length(word: str) -> float:
    return sum(map(_letter, word))


def _letter(character: str) -> float:
    if character in _SLIM_LETTERS:
        return _SLIM
    if character in _BROAD_LETTERS:
        return _BROAD
    if character >= "\u2e80":  # East Asian letters fill their square
        return 1.0
    return _CAPITAL if character.isupper() else _LETTER
