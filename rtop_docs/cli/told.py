"""The commands that say how documents stand, and make none: list, explain, plan.

Knows click and `make`; nothing of records or documents.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rtop_docs.cli.choosing import choosing
from rtop_docs.cli.events import files
from rtop_docs.cli.printing import Context, echo_json, json_option, pass_context, report, strict_option
from rtop_docs.diagnostics import visible

if TYPE_CHECKING:
    from rtop_docs.make.forecast import Forecast
    from rtop_docs.make.wanted import Wanted

_BLOCKED, _ORPHAN = "waits for a source with errors", "no target makes it"


@click.command("list", epilog="Example:  rtop-docs list --state RWA --format json")
@choosing
@pass_context
def list_(context: Context, wanted: Wanted, output: str) -> None:
    """List every document with its state: up to date, stale, never made, gone, edited by hand."""
    from rtop_docs.make.told import tell

    told = tell(context.workspace, wanted)
    rows = [
        {
            "path": d.output.path,
            "target": d.output.job.name,
            "format": d.output.format,
            "language": d.output.job.spec.language,
            "state": _BLOCKED if d.output.path in told.value.blocked else d.state,
            "stale": bool(d.reasons),
            "reasons": list(d.reasons),
        }
        for d in told.value.decisions
    ]
    rows += [
        {"path": e.path, "target": e.target, "format": e.format, "state": _ORPHAN, "stale": True, "reasons": []}
        for e in told.value.orphans
    ]
    if output == "json":
        echo_json(rows)
    width = max((len(str(row["state"])) for row in rows), default=0)
    for row in rows if output == "text" else ():
        click.echo(f"{row['state']:<{width}}  {visible(str(row['path']))}")
    sys.exit(report(told.diagnostics, "text", context.colour))


@click.command(epilog="Example:  rtop-docs explain sheets/RWA")
@click.argument("target")
@json_option
@pass_context
def explain(context: Context, target: str, output: str) -> None:
    """Say why TARGET is, or is not, up to date, and why it was last made."""
    from rtop_docs.make.told import explain as explain_documents

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


@click.command(epilog="Example:  rtop-docs plan --format json")
@choosing
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes at most (all cores).")
@strict_option
@pass_context
def plan(context: Context, wanted: Wanted, output: str, jobs: int, strict: bool) -> None:
    """Forecast exactly which files `build --keep-going` would change, by rendering them in memory; write nothing."""
    from rtop_docs.make.forecast import forecast
    from rtop_docs.make.pool import on_cores

    told = forecast(context.workspace, wanted, on_cores(jobs), strict=strict)
    if output == "json":
        echo_json([{"path": f.path, "what": f.what, "reasons": f.reasons, "aside": f.aside} for f in told.value])
        sys.exit(report(told.diagnostics, "text", context.colour))
    for one in told.value:
        _print(one)
    moving = sum(one.moves for one in told.value)
    if told.ok or told.value:
        click.echo(f"{files(moving)} would change" if moving else "no file would change")
    sys.exit(report(told.diagnostics, "text", context.colour))


def _print(one: Forecast) -> None:
    aside = "; the edited file would be kept aside" if one.aside else ""
    click.echo(f"{one.what:<8}  {visible(one.path)}{aside}")
    for reason in one.reasons if one.moves else ():
        click.echo(f"    because {visible(reason)}")
