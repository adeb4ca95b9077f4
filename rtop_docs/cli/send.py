"""The command that sends packs to their readers.

Knows click and `distribute.mail`; nothing of how a mail is written or sent.
"""

from __future__ import annotations

import datetime
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from rtop_docs.cli.printing import FOUND, INTERRUPTED, Context, json_option, pass_context, report
from rtop_docs.diagnostics import Diagnostic, error, has_errors, visible

if TYPE_CHECKING:
    from rtop_docs.distribute.mail.ledger import Entry
    from rtop_docs.distribute.mail.plan import Mail, Order
    from rtop_docs.distribute.mail.settings import Settings

WRONG_USE = 2


def _moment(context: click.Context, option: click.Parameter, value: str | None) -> datetime.datetime | None:
    """Read ``2014-09-09T08:30:00-04:00``."""
    if value is None:
        return None
    with suppress(ValueError):
        moment = datetime.datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment
    message = f"{value!r} is no moment with its zone, like 2014-09-09T08:30:00-04:00"
    raise click.BadParameter(message, context, option)


@click.command(
    epilog="""\b
Examples:
  rtop-docs send                            say what would be sent, and send nothing
  rtop-docs send --dry-run                  write each mail to build/mail/ to be looked at
  rtop-docs send --yes                      send what was not sent yet
  rtop-docs send --status                   list every mail and what became of it
  rtop-docs send --yes --resend-unknown rw  send again what may or may not have arrived

\b
The server stands in source/mail.yaml; its password in the variable RTOP_MAIL_PASSWORD or in the system's keyring.
"""
)
@click.argument("recipients", nargs=-1, metavar="[RECIPIENT]...")
@click.option("--dry-run", "rehearse", is_flag=True, help="Write the mails to build/mail/ as they would be sent.")
@click.option("--yes", "sure", is_flag=True, help="Send.")
@click.option("--status", is_flag=True, help="List what became of every mail.")
@click.option("--resend-unknown", is_flag=True, help="Send again what may or may not have arrived: your choice.")
@click.option("--retry-refused", is_flag=True, help="Try again what the server refused for good.")
@click.option("--arrived", is_flag=True, help="Note that mails of unknown fate to RECIPIENT have arrived.")
@click.option("--date", metavar="MOMENT", callback=_moment, help="Date of the mails of which nothing was sent yet.")
@json_option
@pass_context
def send(
    context: Context,
    recipients: tuple[str, ...],
    rehearse: bool,
    sure: bool,
    status: bool,
    resend_unknown: bool,
    retry_refused: bool,
    arrived: bool,
    date: datetime.datetime | None,
    output: str,
) -> None:
    """Send each pack to its reader, once.

    What was sent is kept in sent/ledger.sqlite and never sent again; back that file up. Without --yes nothing is sent.
    """
    from rtop_docs.distribute.mail.plan import Order

    if sum((rehearse, sure, status, arrived)) > 1:
        raise click.UsageError("--dry-run, --yes, --status and --arrived exclude each other")
    order = Order(recipients=recipients, resend_unknown=resend_unknown, retry_refused=retry_refused, date=date)
    if status:
        sys.exit(_status(context, order, output))
    if arrived:
        sys.exit(_arrived(context, recipients, output))
    settings, mails, found = _read(context)
    if settings is None or has_errors(found):
        sys.exit(report(found, output, context.colour))
    if rehearse:
        sys.exit(_rehearse(context, mails, settings, order, output))
    sys.exit(_send(context, mails, settings, order, output) if sure else _forecast(context, mails, order, output))


def _read(context: Context) -> tuple[Settings | None, tuple[Mail, ...], tuple[Diagnostic, ...]]:
    """Read the settings and the packs; everything that is wrong with either."""
    from rtop_docs.distribute.mail.readers import read_mails
    from rtop_docs.distribute.mail.settings import read_settings

    settings = read_settings(context.workspace)
    mails = read_mails(context.workspace)
    return settings.value, mails.value, (*settings.diagnostics, *mails.diagnostics)


def _forecast(context: Context, mails: tuple[Mail, ...], order: Order, output: str) -> int:
    """Say what would be sent, and refuse to."""
    from rtop_docs.distribute.mail.post import forecast

    ahead = forecast(context.workspace, mails, order)
    if output == "text":
        for mail in ahead.todo:
            click.echo(f"would send {visible(mail.pack)} to {_who(mail)}")
        click.echo(f"{_mails(len(ahead.todo))} to send, {ahead.done} sent already")
    hints = ("`--dry-run` writes the mails to build/mail/ to be looked at", "`--yes` sends them")
    refusal = (error("N55", "nothing was sent", None, *hints),) if ahead.todo else ()
    found = (*ahead.diagnostics, *refusal)
    status = report(found, output, context.colour, {"would send": [_values(m) for m in ahead.todo], "sent": ahead.done})
    return WRONG_USE if refusal else status


def _rehearse(context: Context, mails: tuple[Mail, ...], settings: Settings, order: Order, output: str) -> int:
    from rtop_docs.distribute.mail.post import rehearse

    done = rehearse(context.workspace, mails, settings, order, context.workspace.now())
    if output == "text":
        for path, mail in done.written:
            click.echo(f"wrote {visible(path)}, to {_who(mail)}")
        click.echo(f"{_mails(len(done.written))} written, none sent")
    written = [_values(mail) | {"path": path} for path, mail in done.written]
    return report(done.diagnostics, output, context.colour, {"written": written})


def _send(context: Context, mails: tuple[Mail, ...], settings: Settings, order: Order, output: str) -> int:
    from rtop_docs.distribute.mail.post import send as send_mails
    from rtop_docs.progress import Bar, Quiet

    reporter = Bar("sending") if sys.stderr.isatty() and output == "text" else Quiet()
    try:
        with reporter:
            done = send_mails(context.workspace, mails, settings, order, reporter)
    except KeyboardInterrupt:
        click.echo("interrupted: the next run says what became of the mail that was on its way", err=True)
        return INTERRUPTED
    result = done.value
    more: dict[str, object] = {}
    if result is not None:
        more = {
            "sent": [_values(m) for m in result.sent],
            "sent before": result.before,
            "left": [_values(m) for m in result.left],
        }
        if output == "text":
            left = f", {_mails(len(result.left))} left" if result.left else ""
            click.echo(f"{_mails(len(result.sent))} sent, {result.before} sent before{left}")
    status = report(done.diagnostics, output, context.colour, more)
    return FOUND if result is not None and result.left else status


def _status(context: Context, order: Order, output: str) -> int:
    from rtop_docs.distribute.mail.post import entries

    listed = entries(context.workspace)
    about = [e for e in listed.value if not order.recipients or e.recipient in order.recipients]
    if output == "text":
        _table(about)
    return report(listed.diagnostics, output, context.colour, {"mails": [_entry_values(e) for e in about]})


def _arrived(context: Context, recipients: tuple[str, ...], output: str) -> int:
    from rtop_docs.distribute.mail.post import arrived

    if not recipients:
        raise click.UsageError("--arrived wants to know of whom: name each RECIPIENT")
    noted = arrived(context.workspace, recipients)
    if output == "text":
        for entry in noted.value:
            click.echo(f"noted as sent: {visible(entry.recipient)}, {visible(entry.address)}")
    return report(noted.diagnostics, output, context.colour, {"arrived": [_entry_values(e) for e in noted.value]})


def _table(entries: list[Entry]) -> None:
    """Print the mails, one a line, in columns; then how many are in which state."""
    if not entries:
        click.echo("nothing was planned yet")
        return
    rows = [(e.state.value, e.changed, visible(e.recipient), visible(e.address), _words(e)) for e in entries]
    widths = [max(len(row[n]) for row in rows) for n in range(4)]
    for row in rows:
        cells = "  ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=False))
        click.echo(f"{cells}  {row[4]}".rstrip())
    counts = {state: sum(row[0] == state for row in rows) for state in dict.fromkeys(row[0] for row in rows)}
    click.echo(", ".join(f"{number} {state}" for state, number in counts.items()))


def _words(entry: Entry) -> str:
    """Return what the server said; of a mail without an end, what that means."""
    if entry.state.value == "sending":
        return "on its way, or cut off: the next run says which"
    return visible(entry.words)


def _entry_values(entry: Entry) -> dict[str, object]:
    names = ("recipient", "address", "pack", "message_id", "date", "attempts", "words", "changed")
    return {"state": entry.state.value, **{name: getattr(entry, name) for name in names}}


def _values(mail: Mail) -> dict[str, object]:
    return {"recipient": mail.recipient, "address": mail.reader.address, "pack": mail.pack}


def _who(mail: Mail) -> str:
    return f"{visible(mail.recipient)} ({visible(mail.reader.address)})"


def _mails(number: int) -> str:
    return f"{number} mail" if number == 1 else f"{number} mails"
