"""Share a width among the columns of a table.

Knows nothing of cells: only how wide each column must be at least, would be at most, and wants to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST_FIXED = 0.56
"""Share of the width that columns without a weight may take from those with one."""


class Need(NamedTuple):
    """What a column needs: least (its widest word), most (its longest line unbroken), in points, with padding.

    weight: its share of the width, 0 for as little as its content needs.
    """

    least: float
    most: float
    weight: float = 0.0


def spread(needs: Sequence[Need], start: int, span: int, least: float, most: float) -> list[Need]:
    """Widen the `span` columns from `start` until they hold a cell that needs `least` and would take `most`."""
    widened = list(needs)
    columns = range(start, min(start + span, len(widened)))
    if not columns:
        return widened
    lack = max(least - sum(widened[c].least for c in columns), 0.0) / len(columns)
    wish = max(most - sum(widened[c].most for c in columns), 0.0) / len(columns)
    for c in columns:
        need = widened[c]
        widened[c] = Need(need.least + lack, max(need.most + wish, need.least + lack), need.weight)
    return widened


def column_widths(needs: Sequence[Need], width: float) -> tuple[float, ...]:
    """Share `width` among the columns.

    needs: n >= 1.  width: points, > 0.  Returns n widths in points that sum to `width` within 1e-6.  Each column
    gets its least where `width` allows; columns with a weight share what the others leave.
    Raises ValueError when n is 0.
    Source: CSS 2.1, 17.5.2.2, without the percentage rules.
    """
    if not needs:
        raise ValueError("a table without columns")
    least = [max(n.least, 0.0) for n in needs]
    total = sum(least)
    if total >= width:
        return _scaled(least, width)
    most = [max(n.most, low) for n, low in zip(needs, least, strict=True)]
    weights = [max(n.weight, 0.0) for n in needs]
    if any(weights):
        return _weighted(least, most, weights, width)
    wish = sum(most)
    if wish <= width:
        return _scaled(most, width)
    slack = (width - total) / (wish - total)
    return _exact([low + (high - low) * slack for low, high in zip(least, most, strict=True)], width)


def _weighted(
    least: Sequence[float], most: Sequence[float], weights: Sequence[float], width: float
) -> tuple[float, ...]:
    """Give columns without weight what their content takes, at most `MOST_FIXED` of all, and the rest by weight."""
    fixed = [i for i, w in enumerate(weights) if not w]
    free = [i for i, w in enumerate(weights) if w]
    widths = list(least)
    room = min(width - sum(least[i] for i in free), max(width * MOST_FIXED, sum(least[i] for i in fixed)))
    wish, low = sum(most[i] for i in fixed), sum(least[i] for i in fixed)
    slack = 1.0 if wish <= room or wish <= low else max(room - low, 0.0) / (wish - low)
    for i in fixed:
        widths[i] = least[i] + (most[i] - least[i]) * slack
    rest = width - sum(widths[i] for i in fixed)
    while free:  # columns whose share is less than their least take their least and leave the sharing
        share = rest / sum(weights[i] for i in free)
        tight = [i for i in free if weights[i] * share < least[i]]
        if not tight:
            for i in free:
                widths[i] = weights[i] * share
            break
        rest -= sum(least[i] for i in tight)
        free = [i for i in free if i not in tight]
    return _exact(widths, width)


def _scaled(widths: Sequence[float], width: float) -> tuple[float, ...]:
    total = sum(widths)
    if total <= 0:
        return _exact([width / len(widths)] * len(widths), width)
    return _exact([w * width / total for w in widths], width)


def _exact(widths: Sequence[float], width: float) -> tuple[float, ...]:
    """Give what rounding left over to the widest column."""
    shared = list(widths)
    widest = max(range(len(shared)), key=lambda i: shared[i])
    shared[widest] += width - sum(shared)
    return tuple(shared)
