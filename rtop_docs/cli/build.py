"""The commands that make documents, say what would be made and why, and take away what was made.

Knows click and `make`; nothing of records or documents.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from rtop_docs.cli.printing import FOUND, Context, echo_json, json_option, pass_context, report, strict_option
from rtop_docs.diagnostics import visible

if TYPE_CHECKING:
    from rtop_docs.make.result import Result

_OUTCOMES = ("made", "same", "fresh", "removed", "kept_aside", "failed")


@click.command(
    epilog="""\b
Examples:
  rtop-docs build                  everything that is not up to date
  rtop-docs build briefing         one target
  rtop-docs build 'sheets/*.pdf'   by pattern, in one format
"""
)
@click.argument("targets", nargs=-1)
@click.option("-B", "--always-make", "force", is_flag=True, help="Make everything, up to date or not.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@json_option
@strict_option
@pass_context
def build(context: Context, targets: tuple[str, ...], force: bool, quiet: bool, output: str, strict: bool) -> None:
    """Make the documents named (all when none is) that are not up to date."""
    from rtop_docs.make.build import Options
    from rtop_docs.make.build import build as build_documents
    from rtop_docs.progress import reporter_for

    reporter = reporter_for(shown=output == "text" and not quiet and sys.stderr.isatty())
    with reporter:
        result = build_documents(context.workspace, targets, reporter, Options(force, strict))
    outcomes = {name: list(getattr(result, name)) for name in _OUTCOMES}
    status = report(result.diagnostics, output, context.colour, outcomes)
    if output == "text" and not (quiet and result.ok):
        click.echo(_closing_line(result))
    sys.exit(FOUND if result.failed or (strict and result.diagnostics) else status)


@click.command("list", epilog="Example:  rtop-docs list --format json")
@json_option
@pass_context
def list_(context: Context, output: str) -> None:
    """List every document, with whether it is up to date."""
    from rtop_docs.make.build import explain as explain_documents

    told = explain_documents(context.workspace, ())
    rows = [(d.output.path, d.output.job.name, d.reasons) for d, _ in told.value]
    if output == "json":
        echo_json([{"path": p, "target": t, "stale": bool(r), "reasons": r} for p, t, r in rows])
        sys.exit(report(told.diagnostics, "text", context.colour))
    for path, _, reasons in rows:
        click.echo(f"{'stale     ' if reasons else 'up to date'}  {path}")
    sys.exit(report(told.diagnostics, output, context.colour))


@click.command(epilog="Example:  rtop-docs explain sheets/RWA")
@click.argument("target")
@json_option
@pass_context
def explain(context: Context, target: str, output: str) -> None:
    """Say why TARGET is, or is not, up to date, and why it was last made."""
    from rtop_docs.make.build import explain as explain_documents

    told = explain_documents(context.workspace, (target,))
    if output == "json":
        rows = [{"path": d.output.path, "reasons": d.reasons, "last": last.splitlines()} for d, last in told.value]
        echo_json(rows)
        sys.exit(report(told.diagnostics, "text", context.colour))
    for decision, last in told.value:
        click.echo(f"{decision.output.path}: {'would be made again' if decision.reasons else 'up to date'}")
        for reason in decision.reasons:
            click.echo(f"    because {visible(reason)}")
        for reason in last.splitlines():
            click.echo(f"    last made because {visible(reason)}")
    sys.exit(report(told.diagnostics, output, context.colour))


@click.command(epilog="Example:  rtop-docs clean")
@pass_context
def clean(context: Context) -> None:
    """Remove what was made; files that were edited by hand stay."""
    from rtop_docs.make.build import clean as clean_up

    removed, left, found = clean_up(context.workspace)
    if not found:
        click.echo(f"removed {_files(len(removed))}")
    for path in left:
        click.echo(f"left {path}: it was edited by hand", err=True)
    sys.exit(report(found, "text", context.colour))


def _closing_line(result: Result) -> str:
    """Say in one line what a build did."""
    if not result.made and not result.failed and not result.removed and result.ok:
        same = f", {_files(len(result.same))} would come out the same" if result.same else ""
        return f"nothing to make: {_files(len(result.fresh) + len(result.same))} up to date{same}"
    parts = [f"{len(paths)} {word}" for word, paths in _outcomes(result) if paths]
    return ", ".join(parts) if parts else "nothing was made"


def _outcomes(result: Result) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield "made", result.made
    yield "up to date", (*result.fresh, *result.same)
    yield "removed", result.removed
    yield "edited by hand and kept aside", result.kept_aside
    yield "failed", result.failed


def _files(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"
