"""Out of the packs that were made, the mails that should reach their readers; or why one cannot be written.

Knows nothing of servers and ledgers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, has_errors, in_file_order
from rtop_docs.distribute.mail.address import header_findings, read_mailbox
from rtop_docs.distribute.mail.message import MAX_SUBJECT
from rtop_docs.distribute.mail.plan import Mail
from rtop_docs.distribute.pack import Pack, read_packs
from rtop_docs.distribute.recipients import RECIPIENTS, Recipient, read_recipients
from rtop_docs.workspace import Workspace

_TEXT_KEEPS = re.compile(r"[\n\t]")
_UNSEEN = {"Cc", "Cs", "Co", "Cn"}


def read_mails(workspace: Workspace) -> Checked[tuple[Mail, ...]]:
    """Return the mails of all packs, in the order of their recipients' ids; every finding at once.

    Findings: N40, N41, N44, N53, each at its recipient's line where the list of recipients has it; those of
    `read_packs`.
    """
    packs = read_packs(workspace)
    listed = {r.id: r for r in read_recipients(workspace).value} if workspace.exists(RECIPIENTS) else {}
    found = list(packs.diagnostics)
    mails = []
    for pack in packs.value:
        now = listed.get(pack.recipient.id)
        found += _moved(pack, now)
        read = mail_of(pack, now.span if now else None)
        found += read.diagnostics
        mails += [read.value] if read.value is not None else []
    found += same_twice(mails)
    return Checked(tuple(mails), in_file_order(found))


def mail_of(pack: Pack, span: SourceSpan | None = None) -> Checked[Mail | None]:
    """Return the mail that brings a pack to its recipient, or None with the findings (N40, N41) that forbid it."""
    who = pack.recipient
    mailbox = read_mailbox(who.address, who.name, span)
    found = (*mailbox.diagnostics, *_note_findings(pack, span))
    if mailbox.value is None or has_errors(found):
        return Checked(None, found)
    made = Mail(
        recipient=who.id,
        reader=mailbox.value,
        language=who.language,
        subject=" ".join(pack.subject.split()),
        text=pack.text,
        pack=pack.path,
        sha256=pack.sha256,
        span=span,
    )
    return Checked(made)


def _note_findings(pack: Pack, span: SourceSpan | None) -> Iterator[Diagnostic]:
    what = f"the subject for '{pack.recipient.id}'"
    yield from header_findings(pack.subject, what, span)
    if not pack.subject.strip() or len(pack.subject) > MAX_SUBJECT:
        yield error("N41", f"{what} has {len(pack.subject)} characters", span, f"write 1 to {MAX_SUBJECT}")
    bad = next((c for c in _TEXT_KEEPS.sub("", pack.text) if unicodedata.category(c) in _UNSEEN), None)
    if bad is not None:
        yield error(
            "N41", f"the note for '{pack.recipient.id}' holds the character U+{ord(bad):04X}", span, "delete it"
        )


def _moved(pack: Pack, now: Recipient | None) -> tuple[Diagnostic, ...]:
    """Refuse an address that was mended after the pack was made: a mail to the wrong reader cannot be called back."""
    if now is None or now.address == pack.recipient.address:
        return ()
    message = f"'{now.id}' has the address '{now.address}' now, and '{pack.recipient.address}' when its pack was made"
    hints = ("run `rtop-docs pack` again", "where packs are made of another list, take this recipient out of this one")
    return (error("N53", message, now.span, *hints),)


def same_twice(mails: Sequence[Mail]) -> tuple[Diagnostic, ...]:
    """Return error N44 for each mail that would bring one address the same pack a second time."""
    found: list[Diagnostic] = []
    first: dict[str, Mail] = {}
    for mail in mails:
        if mail.key in first:
            other = first[mail.key].recipient
            message = f"'{other}' and '{mail.recipient}' have one address and would get the same pack twice"
            found.append(error("N44", message, mail.span, "delete one of them"))
        first.setdefault(mail.key, mail)
    return tuple(found)
