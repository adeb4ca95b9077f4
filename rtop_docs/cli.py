"""The command ``rtop-docs``: reads words, calls the library, prints, exits.  The only place that does the last two.

Exit status: 0 right, 1 findings that are errors or targets that failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from rtop_docs import __version__
from rtop_docs.diagnostics import Diagnostic, error, format_diagnostic, has_errors, to_json, visible
from rtop_docs.workspace import Workspace

if TYPE_CHECKING:
    from rtop_docs.make.result import Result

OK, FOUND, INTERRUPTED = 0, 1, 130
_OUTCOMES = ("made", "same", "fresh", "removed", "kept_aside", "failed")
_COLOURS = {"error": "red", "warning": "yellow"}

_json_option = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    help="How to print: for people or for machines.",
)
_strict_option = click.option("--strict", is_flag=True, help="Let a warning count as an error.")


class Context:
    """Where the project is and how to print."""

    def __init__(self, root: Path) -> None:
        from rtop_docs.make.project import open_workspace

        self.workspace: Workspace = open_workspace(root)
        self.colour = sys.stderr.isatty() and not self.workspace.variable("NO_COLOR")


_pass = click.make_pass_decorator(Context)


class _Command(click.Group):
    """The command as a whole: what ends it from outside is told in one line, never as a traceback."""

    def invoke(self, context: click.Context) -> object:
        """Run the command that was asked for."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("interrupted: every file that was made is whole; the next build makes the others", err=True)
            sys.exit(INTERRUPTED)
        except OSError as fault:
            if fault.errno == errno.EPIPE:  # who reads our output has seen enough: click ends quietly
                raise
            reason = (fault.strerror or str(fault)).lower()
            place = f"'{fault.filename}': " if fault.filename else ""
            sys.exit(_report((error("W04", f"{place}{reason}", None, "see to the folder, then try again"),), "text"))


@click.group(
    cls=_Command,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="""\b
Examples:
  rtop-docs new my-dialogue        begin a project with a small example record
  rtop-docs check                  read the record and say everything that is wrong with it
  rtop-docs build                  make all documents that are not up to date
  rtop-docs build sheets/RWA       make one document
  rtop-docs explain briefing       say why a document is, or is not, up to date
""",
)
@click.version_option(__version__, prog_name="rtop-docs", message="%(prog)s %(version)s")
@click.option(
    "-C",
    "root",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=".",
    help="Work in this folder.",
    show_default=True,
)
@click.pass_context
def main(context: click.Context, root: Path) -> None:
    """Make briefings, summaries and position sheets from the record of a United Nations dialogue."""
    context.obj = Context(root)


@main.command(epilog="Example:  rtop-docs new my-dialogue && cd my-dialogue && rtop-docs build")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Begin a project in FOLDER, with a small example record that builds."""
    from rtop_docs.make.start import start

    made = start(folder)
    if made.value is None:
        sys.exit(_report(made.diagnostics, "text"))
    where = visible(str(folder))
    click.echo(f"made {len(made.value)} files in {where}; next:  cd {where} && rtop-docs build")


@main.command(epilog="Example:  rtop-docs check --format json")
@_json_option
@_strict_option
@_pass
def check(context: Context, output: str, strict: bool) -> None:
    """Read the whole record, the templates' targets and the lock, and say everything that is wrong."""
    from rtop_docs.make.build import check as check_project

    found = check_project(context.workspace)
    status = _report(found, output, context.colour)
    if output == "text" and not found:
        click.echo("nothing is wrong")
    sys.exit(FOUND if strict and found else status)


@main.command(
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
@_json_option
@_strict_option
@_pass
def build(context: Context, targets: tuple[str, ...], force: bool, quiet: bool, output: str, strict: bool) -> None:
    """Make the documents named (all when none is) that are not up to date."""
    from rtop_docs.make.build import Options
    from rtop_docs.make.build import build as build_documents
    from rtop_docs.progress import reporter_for

    reporter = reporter_for(shown=output == "text" and not quiet and sys.stderr.isatty())
    with reporter:
        result = build_documents(context.workspace, targets, reporter, Options(force, strict))
    status = _report(result.diagnostics, output, context.colour, result)
    if output == "text" and not (quiet and result.ok):
        click.echo(_closing_line(result))
    sys.exit(FOUND if result.failed or (strict and result.diagnostics) else status)


@main.command("list", epilog="Example:  rtop-docs list --format json")
@_json_option
@_pass
def list_(context: Context, output: str) -> None:
    """List every document, with whether it is up to date."""
    from rtop_docs.make.build import explain as explain_documents

    told = explain_documents(context.workspace, ())
    rows = [(d.output.path, d.output.job.name, d.reasons) for d, _ in told.value]
    if output == "json":
        _echo_json([{"path": p, "target": t, "stale": bool(r), "reasons": r} for p, t, r in rows])
        sys.exit(_report(told.diagnostics, "text", context.colour))
    for path, _, reasons in rows:
        click.echo(f"{'stale     ' if reasons else 'up to date'}  {path}")
    sys.exit(_report(told.diagnostics, output, context.colour))


@main.command(epilog="Example:  rtop-docs explain sheets/RWA")
@click.argument("target")
@_json_option
@_pass
def explain(context: Context, target: str, output: str) -> None:
    """Say why TARGET is, or is not, up to date, and why it was last made."""
    from rtop_docs.make.build import explain as explain_documents

    told = explain_documents(context.workspace, (target,))
    if output == "json":
        rows = [{"path": d.output.path, "reasons": d.reasons, "last": last.splitlines()} for d, last in told.value]
        _echo_json(rows)
        sys.exit(_report(told.diagnostics, "text", context.colour))
    for decision, last in told.value:
        click.echo(f"{decision.output.path}: {'would be made again' if decision.reasons else 'up to date'}")
        for reason in decision.reasons:
            click.echo(f"    because {visible(reason)}")
        for reason in last.splitlines():
            click.echo(f"    last made because {visible(reason)}")
    sys.exit(_report(told.diagnostics, output, context.colour))


@main.command(epilog="Example:  rtop-docs schema > rtop.schema.json")
def schema() -> None:
    """Print the JSON Schema of the record's YAML files, for editors that complete and check as you type."""
    from rtop_docs.records.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=1, sort_keys=True))


@main.command(epilog="Example:  rtop-docs clean")
@_pass
def clean(context: Context) -> None:
    """Remove what was made; files that were edited by hand stay."""
    from rtop_docs.make.build import clean as clean_up

    removed, left, found = clean_up(context.workspace)
    if not found:
        click.echo(f"removed {_files(len(removed))}")
    for path in left:
        click.echo(f"left {path}: it was edited by hand", err=True)
    sys.exit(_report(found, "text", context.colour))


@main.group(epilog="Example:  rtop-docs archive add icrtop-2014 page.txt")
def archive() -> None:
    """Keep the texts of sources, so that quotations can be checked against them."""


@archive.command("add", epilog="Example:  rtop-docs archive add icrtop-2014 page.txt")
@click.argument("source")
@click.argument("file", type=click.File("rb"))
@click.option("--replace", is_flag=True, help="Put it in the place of another text that is there.")
@_pass
def archive_add(context: Context, source: str, file: BinaryIO, replace: bool) -> None:
    """Keep the text in FILE as the archived text of SOURCE, and write its digest into the record."""
    from rtop_docs.make.quotations import add_archive

    added = add_archive(context.workspace, source, file.read(), replace=replace)
    if added.value:
        click.echo(f"kept as {added.value}; next:  rtop-docs lock")
    sys.exit(_report(added.diagnostics, "text", context.colour))


@main.command(
    epilog="""\b
Examples:
  rtop-docs lock                   find each quotation in its archived text and write quotations.lock
  rtop-docs lock --check           prove the lock against the archived texts; change nothing
"""
)
@click.option("--check", "only_check", is_flag=True, help="Prove the lock; change nothing.")
@_json_option
@_pass
def lock(context: Context, only_check: bool, output: str) -> None:
    """Find each quotation in its archived text and lock it there."""
    from rtop_docs.make.quotations import check_locks, make_locks

    done = check_locks(context.workspace) if only_check else make_locks(context.workspace)
    if output == "text":
        click.echo(f"{done.value} {'proven' if only_check else 'locked'}")
    sys.exit(_report(done.diagnostics, output, context.colour))


@main.command(epilog='Example:  eval "$(rtop-docs completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the lines that make SHELL complete this command's words."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three shells"
    click.echo(kind(main, {}, "rtop-docs", "_RTOP_DOCS_COMPLETE").source())


def _report(found: Sequence[Diagnostic], output: str, colour: bool = False, result: Result | None = None) -> int:
    """Print findings (to stderr, or as JSON to stdout) and return the exit status that they call for."""
    if output == "json":
        data: dict[str, object] = {"diagnostics": [to_json(d) for d in found]}
        if result is not None:
            data |= {name: list(getattr(result, name)) for name in _OUTCOMES}
        _echo_json(data)
    else:
        for diagnostic in found:
            click.echo(_coloured(diagnostic) if colour else format_diagnostic(diagnostic), err=True, color=colour)
    return FOUND if has_errors(found) else OK


def _echo_json(data: object) -> None:
    """Print as JSON in ASCII alone: nothing in it moves a terminal, and every system's pipe can hold it."""
    click.echo(json.dumps(data, indent=1))


def _coloured(diagnostic: Diagnostic) -> str:
    word = f"{diagnostic.severity.value}[{diagnostic.code}]"
    styled = click.style(word, fg=_COLOURS[diagnostic.severity.value], bold=True)
    return format_diagnostic(diagnostic).replace(word, styled, 1)


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
