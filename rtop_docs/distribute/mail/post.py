"""The post office of a project: what the command asks for, done with its files, its ledger and its lock.

Knows nothing of how a mail is written, sent or noted; prints nothing.
"""

from __future__ import annotations

import datetime
import sqlite3
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from attrs import field, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, has_errors
from rtop_docs.distribute.mail.enclosure import read_pack
from rtop_docs.distribute.mail.ledger import Entry, Ledger, LedgerRefused, State, open_ledger, read_ledger
from rtop_docs.distribute.mail.lock import locked
from rtop_docs.distribute.mail.message import encode
from rtop_docs.distribute.mail.password import find_password
from rtop_docs.distribute.mail.plan import Mail, Order, asked_for, message_of, new_entry, not_known, obstacles, to_do
from rtop_docs.distribute.mail.run import Result, Run, World
from rtop_docs.distribute.mail.session import open_session, trusted
from rtop_docs.distribute.mail.settings import SETTINGS, Security, Settings
from rtop_docs.make.result import Reporter
from rtop_docs.workspace import Unreadable, Workspace

LEDGER = "sent/ledger.sqlite"
REHEARSED = "build/mail"
_RESTORE = f"bring back '{LEDGER}' as it last was; without it nobody knows what was sent, and all would be sent again"


@frozen
class Forecast:
    """What a run would do.  todo: the mails that it would begin.  done: how many were sent before."""

    todo: tuple[Mail, ...]
    done: int
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Rehearsal:
    """What `rehearse` wrote: (path, mail), and what was found."""

    written: tuple[tuple[str, Mail], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())


class _Closed(Exception):
    """The ledger cannot be used; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def forecast(workspace: Workspace, mails: tuple[Mail, ...], order: Order) -> Forecast:
    """Say what `send` would do, without writing anything."""
    about = asked_for(mails, order)
    listed = entries(workspace)
    sent = {e.key for e in listed.value if e.state is State.SENT}
    found = (*not_known(mails, order), *listed.diagnostics)
    if has_errors(listed.diagnostics):
        return Forecast((), 0, found)
    todo = to_do(about, listed.value, order)
    found = (*found, *_not_enclosed(workspace, todo))
    going = {m.key for m in todo}
    kept = tuple(e for e in listed.value if e.key not in going)
    return Forecast(todo, sum(m.key in sent for m in about), (*found, *obstacles(kept, mails, order)))


def rehearse(
    workspace: Workspace, mails: tuple[Mail, ...], settings: Settings, order: Order, now: datetime.datetime
) -> Rehearsal:
    """Write each mail that `send` would begin to build/mail/RECIPIENT.eml, byte for byte as it would be sent.

    It is planned by that: the ledger keeps its date.  Mails of earlier rehearsals are taken away.
    """
    unknown = not_known(mails, order)
    if unknown:
        return Rehearsal((), unknown)
    try:
        with _planned(workspace, mails, settings, order, now) as ledger:
            known = {e.key: e for e in ledger.entries()}
            todo = to_do(asked_for(mails, order), known.values(), order)
            kept = tuple(e for e in known.values() if e.key not in {m.key for m in todo})
    except _Closed as fault:
        return Rehearsal((), (fault.diagnostic,))
    written, found = [], []
    for mail in todo:
        try:
            data = encode(message_of(mail, known[mail.key], settings, read_pack(workspace, mail)))
        except Unreadable as fault:
            found.append(fault.diagnostic)
            continue
        path = f"{REHEARSED}/{mail.recipient}.eml"
        workspace.write_bytes(path, data)
        written.append((path, mail))
    for path in set(workspace.list_files(REHEARSED, ".eml")) - {path for path, _ in written}:
        workspace.remove(path)
    return Rehearsal(tuple(written), (*found, *obstacles(kept, mails, order)))


def send(
    workspace: Workspace, mails: tuple[Mail, ...], settings: Settings, order: Order, reporter: Reporter
) -> Checked[Result | None]:
    """Send what is to be sent; None where that could not be begun.

    A run that died before is settled first; what it left undecided is told as N49 and not sent.
    """
    unknown = not_known(mails, order)
    if unknown:
        return Checked(None, unknown)
    world = _world(workspace, settings)
    if world.value is None:
        return Checked(None, world.diagnostics)
    try:
        with _planned(workspace, mails, settings, order, workspace.now()) as ledger:
            result = Run(ledger, settings, world.value, order).send(asked_for(mails, order), reporter)
    except _Closed as fault:
        return Checked(None, (fault.diagnostic,))
    return Checked(result, result.diagnostics)


def entries(workspace: Workspace) -> Checked[tuple[Entry, ...]]:
    """Return the ledger's mails; none where nothing was ever planned."""
    path = workspace.path_of(LEDGER)
    if not path.exists():
        return Checked(())
    try:
        with _usable(), read_ledger(path) as ledger:
            return Checked(ledger.entries())
    except _Closed as fault:
        return Checked((), (fault.diagnostic,))


def arrived(workspace: Workspace, recipients: tuple[str, ...]) -> Checked[tuple[Entry, ...]]:
    """Note that the mails of unknown fate to `recipients` have arrived; return them as they were.

    Error N54 for a recipient without such a mail; nothing is noted then.
    """
    try:
        with _open(workspace) as ledger:
            unknown = [e for e in ledger.entries() if e.state is State.UNKNOWN and e.recipient in recipients]
            lacking = sorted(set(recipients) - {e.recipient for e in unknown})
            if lacking:
                hint = "`rtop-docs send --status` lists them"
                return Checked(
                    (), tuple(error("N54", f"no mail to '{name}' is of unknown fate", None, hint) for name in lacking)
                )
            for entry in unknown:
                ledger.arrived(entry.key, workspace.now())
            return Checked(tuple(unknown))
    except _Closed as fault:
        return Checked((), (fault.diagnostic,))


def _not_enclosed(workspace: Workspace, mails: tuple[Mail, ...]) -> Iterator[Diagnostic]:
    """Yield why a pack would stay in the house (N11, N56)."""
    for mail in mails:
        try:
            read_pack(workspace, mail)
        except Unreadable as fault:
            yield fault.diagnostic


def _world(workspace: Workspace, settings: Settings) -> Checked[World | None]:
    """Return what a run needs of the world, or the findings that say why it cannot be had."""
    secret = find_password(workspace, settings)
    if has_errors(secret.diagnostics):
        return Checked(None, secret.diagnostics)
    believed = None
    try:
        if settings.security is not Security.NONE:
            believed = trusted(workspace.read_text(settings.authorities) if settings.authorities else "")
    except Unreadable as fault:
        return Checked(None, (fault.diagnostic,))
    except ssl.SSLError:
        message = f"'{settings.authorities}' holds no certificates in PEM form"
        return Checked(None, (error("N42", message, SourceSpan(SETTINGS)),))
    return Checked(
        World(
            open=partial(open_session, settings, secret.value, believed),
            read=partial(read_pack, workspace),
            now=workspace.now,
            seconds=time.monotonic,
            pause=time.sleep,
        )
    )


@contextmanager
def _planned(
    workspace: Workspace, mails: tuple[Mail, ...], settings: Settings, order: Order, now: datetime.datetime
) -> Iterator[Ledger]:
    """Give the ledger with dead runs settled and all of `mails` planned.  Raises _Closed."""
    with _open(workspace) as ledger:
        planned = [new_entry(mail, settings, order.date or now) for mail in mails]
        with _usable():
            ledger.recover(now)
            ledger.plan(planned, now, redate=order.date is not None)
        yield ledger


@contextmanager
def _open(workspace: Workspace) -> Iterator[Ledger]:
    """Give the ledger to write to, its lock held.  Raises _Closed."""
    with locked(workspace) as busy:
        if busy is not None:
            raise _Closed(busy)
        with _usable(), open_ledger(workspace.path_of(LEDGER)) as ledger:
            yield ledger


@contextmanager
def _usable() -> Iterator[None]:
    """Turn what a ledger raises into the finding that it is: N50 damaged, N51 not to be written."""
    try:
        yield
    except LedgerRefused as fault:
        raise _Closed(
            error("N50", f"the ledger of mail cannot be used: {fault}", SourceSpan(LEDGER), _RESTORE)
        ) from None
    except sqlite3.Error as fault:
        message = f"the ledger of mail cannot be written, and nothing is sent without it: {fault}"
        raise _Closed(error("N51", message, SourceSpan(LEDGER), "make room, or see to the folder")) from None
