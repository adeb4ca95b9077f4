"""The command that says where the texts of a Word file came from, and which of them somebody changed.

Knows click and the trace; nothing of how Word files are read.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from rtop_docs.cli.printing import Context, json_option, pass_context, report
from rtop_docs.diagnostics import visible

if TYPE_CHECKING:
    from rtop_docs.trace.model import Trace, TracedText

_WIDTH = 100


@click.command(
    epilog="""\b
Examples:
  rtop-docs trace summary.docx             where each block of the file came from
  rtop-docs trace --changed returned.docx  only what is not as it was sent
"""
)
@click.argument("file", type=click.File("rb"))
@click.option("--changed", is_flag=True, help="List only what is not as it was sent.")
@json_option
@pass_context
def trace(context: Context, file: BinaryIO, changed: bool, output: str) -> None:
    """Say where each text of a Word FILE came from, and whether it still is as it was sent.

    FILE may have been saved by Word or by LibreOffice since.  A tracked change counts as accepted.
    """
    from rtop_docs.opc.package import MAX_FILE_BYTES
    from rtop_docs.trace.origins import trace as trace_file

    name = visible(str(file.name))
    traced = trace_file(file.read(MAX_FILE_BYTES + 1), name)
    if traced.value is None:
        sys.exit(report(traced.diagnostics, output, context.colour))
    texts = [text for text in traced.value.texts if not changed or text.state.value != "as sent"]
    if output == "json":
        more = {"file": name, "version": traced.value.version, "texts": [_values(text) for text in texts]}
        sys.exit(report((), output, more=more))
    click.echo(_first_line(name, traced.value))
    for text in texts:
        for line in _lines(text):
            click.echo(line)


def _values(text: TracedText) -> dict[str, object]:
    return {
        "record": text.record,
        "field": text.field,
        "kind": "words" if text.inline else "block",
        "state": text.state.value,
        "sent": text.sent,
        "now": text.now,
    }


def _first_line(name: str, traced: Trace) -> str:
    """Say in one line what the file is and how much of it changed."""
    from rtop_docs.trace.model import State

    counts = [f"{number} {state.value}" for state in State if (number := traced.count(state))]
    version = f", version {visible(traced.version)}" if traced.version else ""
    return f"{name}{version}: {', '.join(counts) or 'nothing in it came from a record'}"


def _lines(text: TracedText) -> list[str]:
    """Say of one text where it came from and how it stands; words within a block are indented."""
    margin = "    " if text.inline else "  "
    origin = f"{text.record}: {text.field}" if text.field else text.record
    head = f"{margin}{text.state.value:<8} {_line(origin)}"
    if text.state.value == "as sent":
        return [_shortened(f"{head}  {_line(text.sent)}")]
    lines = [head, f"{margin}         sent: {_line(text.sent)}"]
    return [*lines, f"{margin}         now:  {_line(text.now)}"] if text.now else lines


def _line(text: str) -> str:
    """Return `text` on one line: hard spaces as spaces, a line's or paragraph's end as a slash."""
    return visible(text.replace("\n", " / ").replace("\u00a0", " ").replace("\u2060", ""))


def _shortened(line: str) -> str:
    return line if len(line) <= _WIDTH else f"{line[: _WIDTH - 1]}…"
