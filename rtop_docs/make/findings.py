"""Findings as the ledger keeps them: JSON.  Knows nothing of what they are about."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rtop_docs.diagnostics import Diagnostic, from_json, to_json


def findings_text(found: Iterable[Diagnostic]) -> str:
    """Return findings as text, for `findings_from`."""
    return json.dumps([to_json(d) for d in found], ensure_ascii=False)


def findings_from(text: str) -> tuple[Diagnostic, ...]:
    """Return the findings that `findings_text` wrote.  Raises ValueError when it is anything else."""
    try:
        return tuple(from_json(values) for values in json.loads(text or "[]"))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError(f"no findings: {fault}") from None
