"""The commands that make documents and that take away what was made.

Knows click and `make`; nothing of records or documents.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from rtop_docs.cli.choosing import choosing
from rtop_docs.cli.events import Events, closing_line, event, files, reporter_for, slowest_line
from rtop_docs.cli.printing import FOUND, INTERRUPTED, OK, Context, pass_context, report, strict_option
from rtop_docs.diagnostics import to_json, visible

if TYPE_CHECKING:
    from rtop_docs.make.build import Options
    from rtop_docs.make.result import Result
    from rtop_docs.make.wanted import Wanted


@click.command(
    epilog="""\b
Examples:
  rtop-docs build                        everything that is not up to date
  rtop-docs build briefing               one target
  rtop-docs build 'sheets/*' --format pdf   by pattern, in one format
  rtop-docs build --state RWA -n         what would be made of one state, and why
  rtop-docs build --watch                again at each change
"""
)
@choosing
@click.option("-j", "--jobs", type=click.IntRange(min=0), default=0, help="Processes at most (all cores).")
@click.option("-n", "--dry-run", is_flag=True, help="Say what would be made at most, and why; make nothing.")
@click.option("-k", "--keep-going", is_flag=True, help="Make the others when a target fails.")
@click.option("-B", "--always-make", "force", is_flag=True, help="Make everything, up to date or not.")
@click.option("--explain", is_flag=True, help="Say of each file why it was made.")
@click.option("--verify", is_flag=True, help="Read every file to see whether it was edited; trust no date.")
@click.option("--wait", is_flag=True, help="Wait for another build in this folder to end.")
@click.option("--watch", is_flag=True, help="Stay, and build again at each change; Ctrl-C ends it.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Render on a Dask scheduler (tcp://...), or 'local'.")
@click.option("-q", "--quiet", is_flag=True, help="Say only what is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Name each file that is made, and how long it took.")
@strict_option
@pass_context
def build(
    context: Context,
    /,
    wanted: Wanted,
    output: str,
    *,
    dry_run: bool,
    watch: bool,
    explain: bool,
    quiet: bool,
    verbose: bool,
    **how: object,
) -> None:
    """Make the documents named (all when none is) that are not up to date."""
    from rtop_docs.make.build import Options

    options = Options(**how)  # type: ignore[arg-type]  # click's names and types are those of Options
    if dry_run:
        sys.exit(_dry_run(context, wanted, output, options))
    once = _Once(context, wanted, output, options, quiet=quiet, verbose=verbose, explain=explain)
    sys.exit(_watch(context, once) if watch else once())


class _Once:
    """One build with all that is printed about it."""

    def __init__(
        self,
        context: Context,
        wanted: Wanted,
        output: str,
        options: Options,
        *,
        quiet: bool,
        verbose: bool,
        explain: bool,
    ) -> None:
        self._context, self._wanted, self._output, self._options = context, wanted, output, options
        self._quiet, self._verbose, self._explain = quiet, verbose, explain

    def __call__(self) -> int:
        """Build; return the exit status."""
        from rtop_docs.make.build import build as build_documents

        reporter = reporter_for(self._output, quiet=self._quiet, verbose=self._verbose, explain=self._explain)
        with reporter:
            result = build_documents(self._context.workspace, self._wanted, reporter, self._options)
        if isinstance(reporter, Events):
            reporter.end(result)
        else:
            self._print(result)
        if result.interrupted:
            return INTERRUPTED
        return OK if result.ok and not (self._options.strict and result.diagnostics) else FOUND

    def _print(self, result: Result) -> None:
        report(result.diagnostics, "text", self._context.colour)
        if result.interrupted:
            left = f"{files(len(result.left))} left to make; " if result.left else ""
            click.echo(
                f"interrupted: {left}every file that was made is whole; the next build makes the others", err=True
            )
        if self._quiet and result.ok:
            return
        click.echo(closing_line(result))
        if self._verbose and (slow := slowest_line(result)):
            click.echo(slow)
        if result.failed and result.left and not result.interrupted:
            click.echo("stopped at the first failure; -k makes the others", err=True)


def _dry_run(context: Context, wanted: Wanted, output: str, options: Options) -> int:
    """Say what would be made at most, and why; return the exit status."""
    from rtop_docs.make.told import tell

    told = tell(context.workspace, wanted, force=options.force)
    plan = told.value.plan
    if output == "json":
        for d in plan.stale:
            event("would make", path=d.output.path, target=d.output.job.name, reasons=list(d.reasons))
        for entry in plan.orphans:
            event("would remove", path=entry.path)
        for path in sorted(told.value.blocked):
            event("would fail", path=path)
        for found in told.diagnostics:
            event("finding", **to_json(found))
        return OK if told.ok else FOUND
    for d in plan.stale:
        click.echo(f"would make {visible(d.output.path)}")
        for reason in d.reasons:
            click.echo(f"    because {visible(reason)}")
    for entry in plan.orphans:
        click.echo(f"would remove {visible(entry.path)}\n    because no target makes it any more")
    for path in sorted(told.value.blocked):
        click.echo(f"would leave {visible(path)}\n    because it asks what a source with errors holds")
    if plan.stale:
        click.echo(f"at most {files(len(plan.stale))}: some may come out the same; `rtop-docs plan` says which")
    elif told.ok and not plan.orphans:
        click.echo(f"nothing to make: {files(len(plan.fresh))} up to date")
    return report(told.diagnostics, "text", context.colour)


def _watch(context: Context, once: _Once) -> int:
    """Build, then again at each change, until interrupted; return the last build's exit status."""
    from rtop_docs.make.watch import NotInstalled, changes

    status = OK
    try:
        for changed in changes(context.workspace):
            if changed:
                click.echo(f"-- {', '.join(visible(path) for path in changed)}", err=True)
                context.look_again()
            status = once()
    except NotInstalled as fault:
        return report((fault.diagnostic,), "text", context.colour)
    except KeyboardInterrupt:
        return status
    return status


@click.command(epilog="Example:  rtop-docs clean")
@pass_context
def clean(context: Context) -> None:
    """Remove what was made; files that were edited by hand stay, those kept aside too."""
    from rtop_docs.make.clean import clean as clean_up

    cleaned = clean_up(context.workspace)
    if not cleaned.diagnostics:
        click.echo(f"removed {files(len(cleaned.removed))}")
    for path in cleaned.left:
        click.echo(f"left {visible(path)}: it was edited by hand", err=True)
    sys.exit(report(cleaned.diagnostics, "text", context.colour))
