"""How the command prints: findings for people or as JSON, and the options that say which.

Knows click and findings; nothing of what was done.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rtop_docs.diagnostics import Diagnostic, format_diagnostic, has_errors, to_json

if TYPE_CHECKING:
    from rtop_docs.workspace import Workspace

OK, FOUND, INTERRUPTED = 0, 1, 130
_COLOURS = {"error": "red", "warning": "yellow"}

json_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print: for people or for machines.",
)
strict_option = click.option("--strict", is_flag=True, help="Let a warning count as an error.")


class Context:
    """Where the project is and how to print."""

    def __init__(self, root: Path) -> None:
        from rtop_docs.make.project import open_workspace

        self._root = root
        self.workspace: Workspace = open_workspace(root)
        self.colour = sys.stderr.isatty() and not self.workspace.variable("NO_COLOR")

    def look_again(self) -> None:
        """Forget what was read: files may have changed."""
        from rtop_docs.make.project import open_workspace

        self.workspace = open_workspace(self._root)


pass_context = click.make_pass_decorator(Context)


def report(
    found: Sequence[Diagnostic], output: str, colour: bool = False, more: Mapping[str, object] | None = None
) -> int:
    """Print findings (to stderr, or as JSON to stdout) and return the exit status that they call for."""
    if output == "json":
        data: dict[str, object] = {"diagnostics": [to_json(d) for d in found]}
        data |= more or {}
        echo_json(data)
    else:
        for diagnostic in found:
            click.echo(_coloured(diagnostic) if colour else format_diagnostic(diagnostic), err=True, color=colour)
    return FOUND if has_errors(found) else OK


def echo_json(data: object) -> None:
    """Print as JSON in ASCII alone: nothing in it moves a terminal, and every system's pipe can hold it."""
    click.echo(json.dumps(data, indent=1))


def _coloured(diagnostic: Diagnostic) -> str:
    word = f"{diagnostic.severity.value}[{diagnostic.code}]"
    styled = click.style(word, fg=_COLOURS[diagnostic.severity.value], bold=True)
    return format_diagnostic(diagnostic).replace(word, styled, 1)
