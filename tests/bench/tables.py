"""Tables of results, for people at a terminal and for Markdown.  Knows nothing of what was measured."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import frozen

_NUMBER = re.compile(r"[-+]?[\d,]+(\.\d+)?( ?[×%])?|-")


@frozen(kw_only=True)
class Table:
    """One table.  rows: each of as many cells as the head.  remarks: what must be known to read it."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[str, ...] = ()


def plain(table: Table) -> str:
    """Return `table` with its columns aligned by blanks."""
    lines = [table.head, *table.rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    to_right = _numeric(table.rows)
    shown = [
        "  ".join(
            cell.rjust(width) if right else cell.ljust(width)
            for cell, width, right in zip(line, widths, to_right, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([table.title, "-" * len(table.title), *shown, *table.remarks, ""]) + "\n"


def markdown(table: Table) -> str:
    """Return `table` as Markdown, its title as a heading of the third level."""
    marks = ["--:" if right else "---" for right in _numeric(table.rows)]
    lines = [f"| {' | '.join(map(_escaped, line))} |" for line in (table.head, marks, *table.rows)]
    remarks = ["", " ".join(table.remarks)] if table.remarks else []
    return "\n".join([f"### {table.title}", "", *lines, *remarks, ""]) + "\n"


def _escaped(cell: str) -> str:
    return cell.replace("<", "&lt;").replace("|", "\\|")


def _numeric(rows: Sequence[tuple[str, ...]]) -> list[bool]:
    """Tell of each column whether all its cells are numbers."""
    return [all(_NUMBER.fullmatch(cell) for cell in column) for column in zip(*rows, strict=True)]
