"""Numbers as they stand before an operator.  Knows nothing of operators."""

from __future__ import annotations

from functools import cache

from rtop_docs.writers.style import rgb


def number(value: float) -> str:
    """Write a length with at most two decimals, the same on every machine."""
    text = f"{round(value, 2) + 0.0:g}"  # + 0.0: no minus before a zero
    return text if "e" not in text else f"{value:.0f}"


@cache
def colour_numbers(colour: str) -> str:
    """Write a colour as three numbers from 0 to 1."""
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in rgb(colour))
