"""What is to be sent to whom, and which of it a run may begin.

Knows the ledger's states; opens no connection and no file.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.diagnostics import Diagnostic, SourceSpan, error, warning
from rtop_docs.distribute.mail.address import Mailbox
from rtop_docs.distribute.mail.ledger import MAY_BEGIN, Entry, State
from rtop_docs.distribute.mail.message import (
    Attachment,
    Message,
    boundary_of,
    key_of,
    message_id_of,
)
from rtop_docs.distribute.mail.settings import Settings

AGAIN = "the next `rtop-docs send --yes` tries it again"


@frozen(kw_only=True)
class Mail:
    """One mail that should reach its reader.

    recipient: the id in the list of recipients.  language, subject, text: of the covering note.  pack: its path
    below the project.  sha256: the pack's digest.
    """

    recipient: str
    reader: Mailbox
    language: str
    subject: str
    text: str
    pack: str
    sha256: str
    span: SourceSpan | None = field(default=None, eq=False, metadata=NOT_DIGESTED)

    @property
    def key(self) -> str:
        """Return what tells this mail from every other."""
        return key_of(self.reader, self.sha256)

    @property
    def file_name(self) -> str:
        """Return the name under which the pack is attached."""
        return self.pack.rpartition("/")[2]


@frozen(kw_only=True)
class Order:
    """What a person asks of one run.

    recipients: only these; none given: all.  resend_unknown, retry_refused: begin these too.  date: for mails of
    which nothing ever left; none given: the date of their first planning, which is now for new ones.
    """

    recipients: tuple[str, ...] = ()
    resend_unknown: bool = False
    retry_refused: bool = False
    date: datetime.datetime | None = None

    @property
    def may_begin(self) -> tuple[State, ...]:
        """Return the states from which this run may begin a mail."""
        unknown = (State.UNKNOWN,) if self.resend_unknown else ()
        return (*MAY_BEGIN, *unknown, *((State.REFUSED,) if self.retry_refused else ()))


def not_known(mails: Sequence[Mail], order: Order) -> tuple[Diagnostic, ...]:
    """Return error N54 for each recipient that is asked for and has no pack."""
    known = {m.recipient for m in mails}
    hint = "known are " + ", ".join(sorted(known)) if known else "make packs with `rtop-docs pack`"
    return tuple(
        error("N54", f"there is no pack for a recipient '{name}'", None, hint)
        for name in order.recipients
        if name not in known
    )


def asked_for(mails: Iterable[Mail], order: Order) -> tuple[Mail, ...]:
    """Return the mails that a run is about, in the order of the recipients' list."""
    return tuple(m for m in mails if not order.recipients or m.recipient in order.recipients)


def new_entry(mail: Mail, settings: Settings, date: datetime.datetime) -> Entry:
    """Return the ledger's entry of a mail that it does not know yet."""
    return Entry(
        key=mail.key,
        message_id=message_id_of(mail.key, settings.sender),
        recipient=mail.recipient,
        address=mail.reader.address,
        pack=mail.sha256,
        date=date.replace(microsecond=0).isoformat(),
    )


def to_do(mails: Iterable[Mail], entries: Iterable[Entry], order: Order) -> tuple[Mail, ...]:
    """Return those of `mails` that a run may begin, in their order."""
    known = {e.key: e for e in entries}
    return tuple(m for m in mails if m.key not in known or known[m.key].state in order.may_begin)


def message_of(mail: Mail, entry: Entry, settings: Settings, pack: bytes) -> Message:
    """Return what is sent: who, when and under which id as the ledger has it, the rest as it is now."""
    return Message(
        sender=settings.sender,
        reader=mail.reader,
        reply_to=settings.reply_to,
        date=datetime.datetime.fromisoformat(entry.date),
        subject=settings.subject or mail.subject,
        text=mail.text,
        language=mail.language,
        message_id=entry.message_id,
        boundary=boundary_of(entry.key),
        attachment=Attachment(mail.file_name, pack),
    )


def obstacles(entries: Iterable[Entry], mails: Iterable[Mail], order: Order) -> tuple[Diagnostic, ...]:
    """Say of every mail of `mails` what stands between it and its reader, and of every mail that may have left.

    Only of the recipients that `order` names, where it names any.
    """
    current = {m.key: m for m in mails}
    about = (e for e in entries if not order.recipients or e.recipient in order.recipients)
    told = (e for e in about if e.key in current or e.state is State.UNKNOWN)
    found = (finding(e, current.get(e.key)) for e in told)
    return tuple(f for f in found if f is not None)


def finding(entry: Entry, mail: Mail | None) -> Diagnostic | None:
    """Say what stands between a mail and its reader; None for one that was sent, or is only planned.

    mail: None where its pack is no longer there, so that it cannot be sent at all.
    """
    who = f"'{entry.recipient}' ({entry.address})"
    span = mail.span if mail else None
    say = error if mail else warning
    match entry.state:
        case State.REFUSED:
            hint = "mend the address in the list of recipients, or try it again with `--retry-refused`"
            return say("N47", f"{who} is refused by the server: {entry.words}", span, hint)
        case State.SENDING if not entry.ending:
            return say("N48", f"{who} was begun and cut off: the server cannot have it", span, AGAIN)
        case State.DEFERRED:
            hint = AGAIN if mail else "its pack is no longer there"
            return say("N48", f"{who} could not be sent yet: {entry.words}", span, hint)
        case State.UNKNOWN | State.SENDING:
            return say("N49", f"{who} may or may not have been sent: {entry.words}", span, *_choices(entry, mail))
        case State.SENT | State.PLANNED:
            return None


def _choices(entry: Entry, mail: Mail | None) -> Iterator[str]:
    yield f"ask the reader, or look for {entry.message_id} in the mail server's log"
    yield f"it arrived: `rtop-docs send --arrived {entry.recipient}`"
    if mail is not None:
        yield f"it did not: `rtop-docs send --yes --resend-unknown {entry.recipient}`"
