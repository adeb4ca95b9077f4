"""Read single values of a PDF as what they should be; what is of another kind reads as nothing.

Knows objects only.
"""

from __future__ import annotations

from decimal import Decimal

import pikepdf


def number_of(value: object) -> float:
    """Return a number of a PDF, 0 for what is none."""
    return float(value) if isinstance(value, (int, float, Decimal)) else 0.0


def whole_of(value: object) -> int | None:
    """Return a whole number of a PDF, None for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def text_of(value: object) -> str:
    """Return a text string of a PDF, "" for what is none."""
    return str(value) if isinstance(value, (pikepdf.String, pikepdf.Name)) else ""
