"""The commands that put finished documents together for their readers: packs, and releases.

Knows click and `distribute`; nothing of documents, zips or signatures.
"""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING, BinaryIO

import click

from rtop_docs.cli.printing import Context, json_option, pass_context, report
from rtop_docs.diagnostics import Diagnostic, visible

if TYPE_CHECKING:
    from rtop_docs.diagnostics import Checked
    from rtop_docs.distribute.packing import Packed
    from rtop_docs.distribute.recipients import Recipient


class Moment(click.ParamType[datetime.datetime]):
    """A moment with its zone, as YAML writes embargoes."""

    name = "moment"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.datetime:
        """Return the moment, or fail with what was expected."""
        if isinstance(value, datetime.datetime):
            return value
        try:
            moment = datetime.datetime.fromisoformat(str(value))
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None or "T" not in str(value):
            self.fail(f"expected a moment with its zone, like 2014-09-08T15:00:00-04:00, found {value!r}", param, ctx)
        return moment


as_of_option = click.option(
    "--as-of",
    "as_of",
    type=Moment(),
    help="The moment that counts for embargoes.  Without it every embargo still holds.",
)


@click.command(
    epilog="""\b
Examples:
  rtop-docs pack                                    one pack for each recipient
  rtop-docs pack mission-rwa                        for one
  rtop-docs pack --recipients press.csv             for those of a table (CSV or XLSX)
  rtop-docs pack --as-of 2014-09-08T15:00:00-04:00  with what is free by then
"""
)
@click.argument("recipients", nargs=-1, metavar="[RECIPIENT]...")
@click.option("--recipients", "table", type=click.File("rb"), help="Read recipients from this CSV or XLSX file.")
@as_of_option
@json_option
@pass_context
def pack(
    context: Context,
    recipients: tuple[str, ...],
    table: BinaryIO | None,
    as_of: datetime.datetime | None,
    output: str,
) -> None:
    """Make one pack for each recipient of source/recipients.yaml, in build/packs.

    A pack holds the finished documents that its recipient wants and may see, a covering note, a manifest and
    check sums.  Nothing is built: what is not up to date, or was edited, is named, and no pack is made.
    """
    from rtop_docs.distribute.packing import Packed, make_packs
    from rtop_docs.make.targets import NO_MOMENT

    read = _recipients(context, table)
    if not read.ok:
        sys.exit(_end(context, Packed(), read.diagnostics, output))
    done = make_packs(context.workspace, read.value, as_of or NO_MOMENT, recipients)
    sys.exit(_end(context, done.value, (*read.diagnostics, *done.diagnostics), output))


def _recipients(context: Context, table: BinaryIO | None) -> Checked[tuple[Recipient, ...]]:
    from rtop_docs.distribute.recipients import read_recipients, read_recipients_table
    from rtop_docs.distribute.tables import MAX_BYTES

    if table is None:
        return read_recipients(context.workspace)
    return read_recipients_table(table.read(MAX_BYTES + 1), visible(str(table.name)))


def _end(context: Context, done: Packed, found: tuple[Diagnostic, ...], output: str) -> int:
    """Say what was done; return the exit status."""
    if output == "json":
        packs = [{"recipient": p.recipient.id, "path": p.path, "sha256": p.sha256} for p in done.packs]
        more = {"packs": packs, "made": list(done.made), "same": list(done.same), "removed": list(done.removed)}
        return report(found, output, context.colour, more)
    status = report(found, output, context.colour)
    for path in done.removed:
        click.echo(f"removed {path}: its recipient is not on this list")
    for path in done.made:
        click.echo(f"made {path}")
    if done.packs:
        click.echo(f"{_packs(len(done.made))} made, {len(done.same)} as before")
    return status


def _packs(number: int) -> str:
    return "1 pack" if number == 1 else f"{number} packs"


@click.command(
    epilog="""\b
Examples:
  rtop-docs release 2014-1 --key ~/.ssh/id_ed25519   all that is public, signed
  rtop-docs release 2014-1 --unsigned                check sums alone
  rtop-docs release partners-1 --audience partners --key KEY
"""
)
@click.argument("name")
@click.option("--key", default="", metavar="FILE", help="The key of SSH to sign with, as ssh-keygen takes it.")
@click.option("--unsigned", is_flag=True, help="Make no signature.")
@click.option(
    "--audience",
    type=click.Choice(["public", "partners", "internal"]),
    default="public",
    show_default=True,
    help="For whom: each sees what the earlier ones see as well.",
)
@click.option("--since", default="", metavar="NAME", help="The release to compare with (the last one).")
@as_of_option
@json_option
@pass_context
def release(
    context: Context,
    /,
    audience: str,
    as_of: datetime.datetime | None,
    output: str,
    **order: object,
) -> None:
    """Put all finished documents into releases/NAME, with what changed since the release before.

    A release holds documents, a manifest, check sums, their signature, and a page that says in words which
    positions, counts and quotations changed.  It is never written again.  Nothing is built.
    """
    from rtop_docs.distribute.release import Order, make_release
    from rtop_docs.make.targets import NO_MOMENT
    from rtop_docs.records.model import Audience

    wanted = Order(audience=Audience[audience.upper()], moment=as_of or NO_MOMENT, **order)  # type: ignore[arg-type]  # click's names and types are those of Order
    done = make_release(context.workspace, wanted)
    made = done.value
    if output == "json":
        more: dict[str, object] = {"folder": made.folder, "since": made.former, "files": made.files} if made else {}
        sys.exit(report(done.diagnostics, output, context.colour, more))
    status = report(done.diagnostics, output, context.colour)
    if made:
        since = f"compared with {made.former}" if made.former else "no release before it"
        signed = "signed" if made.signed else "not signed"
        click.echo(f"made {made.folder}: {made.documents} documents in {made.files} files, {signed}, {since}")
        click.echo(f"what changed: {made.folder}/changes.html")
    sys.exit(status)
