"""The command ``rtop-docs``: reads words, calls the library, prints, exits.  The only place that does the last two.

Exit status: 0 right, 1 findings that are errors or targets that failed, 2 wrong use, 130 interrupted.
"""

from __future__ import annotations

import errno
import sys
from pathlib import Path

import click

from rtop_docs import __version__
from rtop_docs.cli import build, pack, record, send, site, told, trace, verify
from rtop_docs.cli.printing import INTERRUPTED, Context, report
from rtop_docs.diagnostics import error


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
            sys.exit(report((error("W04", f"{place}{reason}", None, "see to the folder, then try again"),), "text"))


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


@main.command(epilog='Example:  eval "$(rtop-docs completion bash)"')
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the lines that make SHELL complete this command's words."""
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    assert kind is not None, "click knows these three shells"
    click.echo(kind(main, {}, "rtop-docs", "_RTOP_DOCS_COMPLETE").source())


for _command in (
    record.new,
    record.check,
    build.build,
    told.list_,
    told.explain,
    told.plan,
    build.clean,
    verify.verify,
    record.archive,
    record.lock,
    record.schema,
    trace.trace,
    pack.pack,
    pack.release,
    send.send,
    site.site,
):
    main.add_command(_command)
