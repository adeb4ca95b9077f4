"""The commands for who keeps the record: begin, check, schema, archived texts and the lock of quotations.

Knows click and `make`; nothing of how documents are made.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import BinaryIO

import click

from rtop_docs.cli.printing import FOUND, Context, json_option, pass_context, report, strict_option
from rtop_docs.diagnostics import visible


@click.command(epilog="Example:  rtop-docs new my-dialogue && cd my-dialogue && rtop-docs build")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def new(folder: Path) -> None:
    """Begin a project in FOLDER, with a small example record that builds."""
    from rtop_docs.make.start import start

    made = start(folder)
    if made.value is None:
        sys.exit(report(made.diagnostics, "text"))
    where = visible(str(folder))
    click.echo(f"made {len(made.value)} files in {where}; next:  cd {where} && rtop-docs build")


@click.command(epilog="Example:  rtop-docs check --format json")
@json_option
@strict_option
@pass_context
def check(context: Context, output: str, strict: bool) -> None:
    """Read the whole record, the templates' targets and the lock, and say everything that is wrong."""
    from rtop_docs.make.told import check as check_project

    found = check_project(context.workspace)
    status = report(found, output, context.colour)
    if output == "text" and not found:
        click.echo("nothing is wrong")
    sys.exit(FOUND if strict and found else status)


@click.command(epilog="Example:  rtop-docs schema > rtop.schema.json")
def schema() -> None:
    """Print the JSON Schema of the record's YAML files, for editors that complete and check as you type."""
    from rtop_docs.records.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=1, sort_keys=True))


@click.group(epilog="Example:  rtop-docs archive add icrtop-2014 page.txt")
def archive() -> None:
    """Keep the texts of sources, so that quotations can be checked against them."""


@archive.command("add", epilog="Example:  rtop-docs archive add icrtop-2014 page.txt")
@click.argument("source")
@click.argument("file", type=click.File("rb"))
@click.option("--replace", is_flag=True, help="Put it in the place of another text that is there.")
@pass_context
def archive_add(context: Context, source: str, file: BinaryIO, replace: bool) -> None:
    """Keep the text in FILE as the archived text of SOURCE, and write its digest into the record."""
    from rtop_docs.make.quotations import add_archive

    added = add_archive(context.workspace, source, file.read(), replace=replace)
    if added.value:
        click.echo(f"kept as {added.value}; next:  rtop-docs lock")
    sys.exit(report(added.diagnostics, "text", context.colour))


@click.command(
    epilog="""\b
Examples:
  rtop-docs lock                   find each quotation in its archived text and write quotations.lock
  rtop-docs lock --check           prove the lock against the archived texts; change nothing
"""
)
@click.option("--check", "only_check", is_flag=True, help="Prove the lock; change nothing.")
@json_option
@pass_context
def lock(context: Context, only_check: bool, output: str) -> None:
    """Find each quotation in its archived text and lock it there."""
    from rtop_docs.make.quotations import check_locks, make_locks

    done = check_locks(context.workspace) if only_check else make_locks(context.workspace)
    if output == "text":
        click.echo(f"{done.value} {'proven' if only_check else 'locked'}")
    sys.exit(report(done.diagnostics, output, context.colour))
