"""The command that makes the site.

Knows click and what `distribute.site` takes; nothing of pages or templates.
"""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import click

from rtop_docs.cli.events import files
from rtop_docs.cli.printing import Context, json_option, pass_context, report
from rtop_docs.diagnostics import visible

if TYPE_CHECKING:
    from rtop_docs.distribute.site.model import Made

AUDIENCES = ("public", "partners", "internal")


def _moment(context: click.Context, parameter: click.Parameter, value: str) -> datetime.datetime | None:
    """Read a moment as ISO 8601 writes it; refuse one without a zone, which no embargo could be compared with."""
    if not value:
        return None
    try:
        moment = datetime.datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no moment such as 2014-09-08T18:00:00Z", context, parameter) from None
    if moment.utcoffset() is None:
        raise click.BadParameter(f"{value!r} names no zone: add Z or +02:00", context, parameter)
    return moment


@click.command(
    epilog="""\b
Examples:
  rtop-docs build && rtop-docs site      the public site of the first target's dialogue
  rtop-docs site --dialogue ga-2013 --to build/site-2013
  rtop-docs site --audience partners --as-of 2014-09-08T18:00:00Z --to build/site-partners
"""
)
@click.option("--dialogue", default="", metavar="ID", help="The dialogue to show (that of the first target).")
@click.option("--language", default="en", metavar="TAG", show_default=True, help="The language of pages and files.")
@click.option("--audience", type=click.Choice(AUDIENCES), default="public", show_default=True, help="For whom.")
@click.option(
    "--as-of",
    default="",
    callback=_moment,
    metavar="MOMENT",
    help="The moment, with its zone, that decides embargoes (none given: every embargo still holds).",
)
@click.option("--to", "folder", default="build/site", metavar="DIR", show_default=True, help="Where it goes.")
@json_option
@pass_context
def site(
    context: Context,
    output: str,
    *,
    dialogue: str,
    language: str,
    audience: str,
    as_of: datetime.datetime | None,
    folder: str,
) -> None:
    """Make the site: pages to look at, beside the finished files; builds nothing.

    A folder that works from a web server and from a shared drive.  Only pages that changed are written.
    """
    from rtop_docs.distribute.site.model import Wish
    from rtop_docs.distribute.site.site import make_site
    from rtop_docs.make.targets import NO_MOMENT
    from rtop_docs.records.model import Audience

    wish = Wish(
        dialogue=dialogue,
        audience=Audience[audience.upper()],
        moment=as_of or NO_MOMENT,
        language=language,
        folder=folder,
    )
    made = make_site(context.workspace, wish)
    status = report(made.diagnostics, output, context.colour, _values(made.value))
    if output == "text" and made.value is not None:
        click.echo(_line(made.value))
    sys.exit(status)


def _line(made: Made) -> str:
    """Say in a line what was done, and what to open."""
    number = len(made.written) + len(made.same)
    did = f"{files(len(made.written))} written" if made.written else "nothing to write"
    gone = f", {len(made.removed)} removed" if made.removed else ""
    return f"site of {files(number)}: {did}{gone}; open {visible(made.folder)}/index.html"


def _values(made: Made | None) -> dict[str, object]:
    if made is None:
        return {}
    return {"folder": made.folder, "written": made.written, "same": len(made.same), "removed": made.removed}
