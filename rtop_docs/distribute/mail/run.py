"""Send what is to be sent, each mail once: intent, conversation, outcome, in that order and on disk.

Knows nothing of how a server is talked to or how a ledger is kept; prints nothing.

A mail's Date is that of its first planning, kept in the ledger, and not that of its sending: what `--dry-run` showed
is, byte for byte, what `--yes` sends, and what a second try sends again (RFC 5322, 3.6.1: when its author declared
it complete).  A pack itself has no date, on purpose: the same record gives the same pack.
"""

from __future__ import annotations

import datetime
import sqlite3
from collections.abc import Callable

from attrs import define, field, frozen

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.distribute.mail.ledger import Entry, Ledger, State
from rtop_docs.distribute.mail.message import encode
from rtop_docs.distribute.mail.plan import Mail, Order, message_of, obstacles, to_do
from rtop_docs.distribute.mail.session import Fate, NoSession, Outcome, Session
from rtop_docs.distribute.mail.settings import SETTINGS, Settings
from rtop_docs.make.result import Reporter, Step
from rtop_docs.workspace import Unreadable

STATES = {
    Fate.SENT: State.SENT,
    Fate.REFUSED: State.REFUSED,
    Fate.DEFERRED: State.DEFERRED,
    Fate.UNKNOWN: State.UNKNOWN,
}


@frozen
class World:
    """What a run needs of the world.

    open: a new conversation; raises NoSession.  read: a pack's bytes; raises Unreadable.  now: the present moment, for
    the ledger.  seconds: a clock that only goes forward.  pause: waits so many seconds.
    """

    open: Callable[[], Session]
    read: Callable[[Mail], bytes]
    now: Callable[[], datetime.datetime]
    seconds: Callable[[], float]
    pause: Callable[[float], None]


@frozen
class Result:
    """What a run did.

    sent: the mails that it sent.  before: how many of those asked for were sent by earlier runs.  left: what it did
    not come to.  diagnostics: everything that stands between a mail and its reader.
    """

    sent: tuple[Mail, ...]
    before: int
    left: tuple[Mail, ...]
    diagnostics: tuple[Diagnostic, ...]


@define
class Run:
    """One run over a ledger whose lock is held."""

    ledger: Ledger
    settings: Settings
    world: World
    order: Order
    _session: Session | None = None
    _began: float | None = None
    _found: list[Diagnostic] = field(factory=list)

    def send(self, mails: tuple[Mail, ...], reporter: Reporter) -> Result:
        """Send those of `mails`, which are planned, that `order` lets begin; stop where going on makes no sense.

        It makes none where the server cannot be reached or refuses the sender, or the ledger cannot be written.
        Raises nothing for these: they are findings N45, N46, N51.
        """
        entries = {e.key: e for e in self.ledger.entries()}
        todo = to_do(mails, entries.values(), self.order)
        reporter.begin(len(todo))
        left = todo
        try:
            for number, mail in enumerate(todo, 1):
                state = self._one(mail, entries[mail.key])
                if state is None:
                    break
                left = todo[number:]
                reporter.step(Step(mail.reader.address, mail.recipient, "mail", state.value))
        finally:
            self._close()
        return self._result(mails, todo, left)

    def _one(self, mail: Mail, entry: Entry) -> State | None:
        """Send one mail and record how that ended; None: the run has to stop."""
        data = self._data(mail, entry)
        if data is None:
            return entry.state
        session = self._ready()
        if session is None:
            return None
        self._keep_pace()
        try:
            self.ledger.begin(mail.key, self.world.now(), self.order.may_begin)
            outcome = self._deliver(session, mail, data)
            return self._settle(mail, outcome)
        except sqlite3.Error as fault:
            self._cannot_write(fault, mail)
            return None

    def _data(self, mail: Mail, entry: Entry) -> bytes | None:
        """Return a mail's bytes; None where its pack is not the one that was made."""
        try:
            return encode(message_of(mail, entry, self.settings, self.world.read(mail)))
        except Unreadable as fault:
            self._found.append(fault.diagnostic)
            return None

    def _ready(self) -> Session | None:
        if self._session is None:
            try:
                self._session = self.world.open()
            except NoSession as fault:
                self._found.append(_unreachable(self.settings, fault))
        return self._session

    def _keep_pace(self) -> None:
        """Wait until the next mail may begin, so that no more than `rate` begin in a minute."""
        now = self.world.seconds()
        if self._began is not None and (wait := self._began + 60 / self.settings.rate - now) > 0:
            self.world.pause(wait)
        self._began = self.world.seconds()

    def _deliver(self, session: Session, mail: Mail, data: bytes) -> Outcome:
        """Hand a mail to the server; once more where it hung up, idle, before the mail's end could leave."""
        idle, near = session.used, False

        def end_is_near() -> None:
            nonlocal near
            self.ledger.end_is_near(mail.key)
            near = True

        outcome = session.send(self.settings.sender, mail.reader, data, end_is_near)
        if not (outcome.ended and idle and not near and outcome.fate is Fate.DEFERRED):
            return outcome
        self._close()
        again = self._ready()
        return outcome if again is None else again.send(self.settings.sender, mail.reader, data, end_is_near)

    def _settle(self, mail: Mail, outcome: Outcome) -> State | None:
        """Record an outcome; None where the next mail would fare no better."""
        if outcome.ended:
            self._close()
        self.ledger.settle(mail.key, STATES[outcome.fate], outcome.words, self.world.now())
        if not outcome.sender:
            return STATES[outcome.fate]
        message = f"the server refuses the sender '{self.settings.sender.address}': {outcome.words}"
        self._found.append(error("N45", message, SourceSpan(SETTINGS), "mend 'sender' or 'user'"))
        return None

    def _close(self) -> None:
        if self._session is not None:
            self._session.end()
        self._session = None

    def _cannot_write(self, fault: sqlite3.Error, mail: Mail) -> None:
        """Say that the ledger refuses; the mail at hand is settled by the next run, from what is on disk."""
        message = f"the ledger of mail cannot be written, so that no more is sent: {fault}"
        hint = f"make room, then send again: what became of the mail to '{mail.recipient}' is said then"
        self._found.append(error("N51", message, None, hint))

    def _result(self, mails: tuple[Mail, ...], todo: tuple[Mail, ...], left: tuple[Mail, ...]) -> Result:
        entries = self.ledger.entries()
        sent = {e.key for e in entries if e.state is State.SENT}
        now = tuple(m for m in todo if m.key in sent)
        before = sum(m.key in sent for m in mails) - len(now)
        return Result(now, before, left, (*self._found, *obstacles(entries, mails, self.order)))


def _unreachable(settings: Settings, fault: NoSession) -> Diagnostic:
    where = f"'{settings.host}:{settings.port}'"
    if fault.certificate:
        hint = "write the host as its certificate has it; 'authorities' names a file where your own house signs it"
        return error("N46", f"{where} does not prove that it is itself: {fault}", SourceSpan(SETTINGS), hint)
    hint = "what is planned and not sent yet is sent by the next `rtop-docs send --yes`"
    return error("N45", f"there is no talking to {where}: {fault}", SourceSpan(SETTINGS), hint)
