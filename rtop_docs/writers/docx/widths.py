"""Share a table's width among its columns.

Knows letters as slim, broad or neither: which font Word takes, and how wide it is, is not ours to know.
"""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.document.model import Block, BlockBase, Cell, Sign, Table
from rtop_docs.document.walk import parts_of, plain_text
from rtop_docs.writers.words import grid, holds_signs

# Widths of letters as shares of the type size, with some room for fonts that are wider than Calibri.
_LETTER, _BROAD, _CAPITAL, _SLIM = 0.55, 0.92, 0.66, 0.32
_BROAD_LETTERS, _SLIM_LETTERS = frozenset("mwMW@%—"), frozenset("iljtfrI.,:;'’|()- \u00a0")

_NARROW_SHARE = 0.32
"""What a column without a weight may take at most of a table that is too wide."""


def column_widths(table: Table, width: float, size: float, padding: float) -> tuple[int, ...]:
    """Return the width of each column in whole points that sum to `width`, rounded down.

    width: of the table in points.  size: of the type.  padding: of a cell, left and right together.
    """
    least, wanted = _needs(table, size, padding)
    columns = table.columns
    count = len(columns)
    if count > 1 and all(holds_signs(table, column) for column in range(1, count)):
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


def _needs(table: Table, size: float, padding: float) -> tuple[list[float], list[float]]:
    """Return for each column the width of its longest word and of its longest line, in points."""
    count = len(table.columns)
    least, wanted = [1.0] * count, [1.0] * count
    for rows in (table.head, table.body):
        for slots in grid(rows, count):
            for slot in slots:
                if slot.cell is None or slot.width > 1 or slot.column >= count:
                    continue
                upright = holds_signs(table, slot.column)
                word, line = _lengths(slot.cell, upright)
                bold = 1.08 if slot.cell.header else 1.0
                least[slot.column] = max(least[slot.column], word * size * bold)
                wanted[slot.column] = max(wanted[slot.column], line * size * bold)
    return [need + padding for need in least], [want + padding for want in wanted]


def _lengths(cell: Cell, upright: bool) -> tuple[float, float]:
    """Return the length of a cell's longest word and of its longest line, as shares of the type size."""
    lines = list(_lines(cell.blocks, upright))
    words = {word for line in lines for word in line.split(" ")}
    return max(map(_length, words), default=0.0), max(map(_length, lines), default=0.0)


def _length(text: str) -> float:
    return sum(_letter(character) for character in text)


def _letter(character: str) -> float:
    if character in _SLIM_LETTERS:
        return _SLIM
    if character in _BROAD_LETTERS:
        return _BROAD
    if character >= "\u2e80":  # East Asian letters fill their square
        return 1.0
    return _CAPITAL if character.isupper() else _LETTER


def _lines(blocks: tuple[Block, ...], upright: bool) -> Iterator[str]:
    """Yield the text of each block; a sign is two letters wide, and its words are hidden in a narrow column."""
    for block in blocks:
        parts = tuple(parts_of(block))
        inlines = [part for part in parts if not isinstance(part, BlockBase)]
        signs = sum(isinstance(inline, Sign) for inline in inlines)
        shown = plain_text(inline for inline in inlines if not (upright and isinstance(inline, Sign)))
        yield "m" * 2 * signs + shown
        yield from _lines(tuple(part for part in parts if isinstance(part, BlockBase)), upright)
