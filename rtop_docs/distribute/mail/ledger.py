"""The ledger of mail: what was planned, begun, sent, refused; on disk before the first byte leaves.  SQLite.

Knows nothing of servers or messages; holds for each mail who gets which pack, and how far it came.

It lies in ``sent/``, beside ``source/``, and not in ``build/``: whatever is in there can be made again, and `clean`
may take it away; what was sent can be asked of nobody.  A ledger that is lost would send everything twice, so a
damaged one is an error and never begun anew, and its file is put into no cache and no folder that is cleaned.

Every change is one transaction under ``synchronous=EXTRA``: FULL, which syncs the file, and the sync of the folder
after SQLite took its journal away.  Without the latter a power cut just after an intent was written could bring the
journal back and roll the intent back, after the mail had left (SQLite, PRAGMA synchronous).
"""

from __future__ import annotations

import datetime
import enum
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import fields, frozen

SCHEMA = 1
PATIENCE = 60.0
"""Seconds that a change waits for somebody who reads the file just then: a mail that has left must be recorded."""


class State(enum.Enum):
    """How far a mail came.

    planned: nothing of it ever left.  sending: the run that began it has not said how it ended.  sent: the server
    said that it has it.  refused: the server said no for good.  deferred: not taken now, and surely not kept by the
    server; the next run tries it again.  unknown: whether the server took it cannot be known from here.
    """

    PLANNED = "planned"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"
    DEFERRED = "deferred"
    UNKNOWN = "unknown"


@frozen(kw_only=True)
class Entry:
    """One mail.

    key: as `message.key_of`.  recipient: the id in the list of recipients.  pack: the pack's SHA-256.  date: the
    mail's Date, as ISO 8601.  ending: the end of its data was about to be sent.  attempts: how often it was begun.
    words: what the server last said, or why it is as it is; safe to print.  changed: when, as ISO 8601 in UTC.
    """

    key: str
    message_id: str
    recipient: str
    address: str
    pack: str
    date: str
    state: State = State.PLANNED
    ending: bool = False
    attempts: int = 0
    words: str = ""
    changed: str = ""


class LedgerRefused(Exception):
    """The file is no ledger of mail that this version can use: it is left as it is, and nothing is sent."""


class WrongState(Exception):
    """A mail is not in a state from which it may go where it was to go: the ledger was changed, or we are wrong."""


_COLUMNS = tuple(f.name for f in fields(Entry))
_TYPES = {"ending": "integer", "attempts": "integer"}
_STATES = ", ".join(f"'{state.value}'" for state in State)
_MAIL = ", ".join(f"{name} {_TYPES.get(name, 'text')} not null" for name in _COLUMNS)
_TABLES = (
    f"create table mail ({_MAIL}, primary key (key), check (state in ({_STATES})))",
    "create table happened (number integer primary key, key text, state text, words text, changed text)",
)
_SURE_NOT_SENT = "cut off before the end of its data was sent: the server cannot have taken it"
_UNSURE = "cut off after the end of its data may have left and before an answer was recorded"
MAY_BEGIN = (State.PLANNED, State.DEFERRED)
"""From these a run begins a mail by itself; from `unknown` and `refused` only when a person says so."""


class Ledger:
    """The mails by their keys, and all that happened to them, in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use a connection whose tables are there."""
        self._db = connection

    def entries(self) -> tuple[Entry, ...]:
        """Return every mail, in the order in which they were first planned."""
        rows = self._db.execute(f"select {', '.join(_COLUMNS)} from mail order by rowid")  # noqa: S608  own column names
        return tuple(_entry(row) for row in rows)

    def history(self, key: str) -> tuple[tuple[str, str, str], ...]:
        """Return what happened to a mail: (state, words, when), oldest first."""
        rows = self._db.execute("select state, words, changed from happened where key = ? order by number", (key,))
        return tuple((str(a), str(b), str(c)) for a, b, c in rows)

    def recover(self, now: datetime.datetime) -> tuple[Entry, ...]:
        """Settle what a run that died left as ``sending``; return those mails as they were.

        For who holds the lock.  A mail whose end of data was not about to be sent is deferred, any other unknown.
        """
        left = tuple(e for e in self.entries() if e.state is State.SENDING)
        with self._db:
            for entry in left:
                state, words = (State.UNKNOWN, _UNSURE) if entry.ending else (State.DEFERRED, _SURE_NOT_SENT)
                self._move(entry.key, (State.SENDING,), state, words, now)
        return left

    def plan(self, mails: Iterable[Entry], now: datetime.datetime, *, redate: bool = False) -> None:
        """Note what is to be sent; what is known already stays as it is, whatever its state.

        redate: a mail of which nothing ever left takes the date given here.  What was planned and is not among
        `mails` is forgotten: nothing of it ever left.
        """
        wanted = {e.key: e for e in mails}
        with self._db:
            known = {e.key: e for e in self.entries()}
            for key in (k for k, e in known.items() if e.state is State.PLANNED and k not in wanted):
                self._db.execute("delete from mail where key = ?", (key,))
            for key, entry in wanted.items():
                if key not in known:
                    self._insert(entry, now)
                elif known[key].state is State.PLANNED:
                    date = entry.date if redate else known[key].date
                    row = (entry.recipient, entry.message_id, date, key)
                    self._db.execute("update mail set recipient = ?, message_id = ?, date = ? where key = ?", row)

    def begin(self, key: str, now: datetime.datetime, allowed: tuple[State, ...] = MAY_BEGIN) -> None:
        """Note that a mail is about to be sent, before its first byte is.

        Raises WrongState unless it is in one of the states `allowed`: a mail that was sent is never begun again.
        """
        with self._db:
            self._move(key, allowed, State.SENDING, "", now)
            self._db.execute("update mail set attempts = attempts + 1 where key = ?", (key,))

    def end_is_near(self, key: str) -> None:
        """Note that the end of a mail's data is about to be sent, before it is; from here on a crash is undecidable."""
        with self._db:
            done = self._db.execute("update mail set ending = 1 where key = ? and state = 'sending'", (key,))
            if done.rowcount != 1:
                raise WrongState(f"the mail {key} is not being sent")

    def settle(self, key: str, state: State, words: str, now: datetime.datetime) -> None:
        """Note how the sending of a mail ended."""
        with self._db:
            self._move(key, (State.SENDING,), state, words, now)

    def arrived(self, key: str, now: datetime.datetime) -> None:
        """Note that a mail of unknown fate has arrived: a person says so."""
        with self._db:
            self._move(key, (State.UNKNOWN,), State.SENT, "arrived, as a person says", now)

    def _move(self, key: str, allowed: tuple[State, ...], to: State, words: str, now: datetime.datetime) -> None:
        when = _text(now)
        marks = ", ".join("?" * len(allowed))
        done = self._db.execute(
            f"update mail set state = ?, ending = 0, words = ?, changed = ? where key = ? and state in ({marks})",  # noqa: S608  marks only
            (to.value, words, when, key, *(s.value for s in allowed)),
        )
        if done.rowcount != 1:
            raise WrongState(f"the mail {key} may not become {to.value}")
        row = (key, to.value, words, when)
        self._db.execute("insert into happened (key, state, words, changed) values (?, ?, ?, ?)", row)

    def _insert(self, entry: Entry, now: datetime.datetime) -> None:
        values = {f: getattr(entry, f) for f in _COLUMNS} | {"state": entry.state.value, "changed": _text(now)}
        marks = ", ".join("?" * len(_COLUMNS))
        self._db.execute(f"insert into mail values ({marks})", tuple(values[f] for f in _COLUMNS))  # noqa: S608  marks only


def _entry(row: tuple[Any, ...]) -> Entry:
    values = dict(zip(_COLUMNS, row, strict=True))
    return Entry(**values | {"state": State(values["state"]), "ending": bool(values["ending"])})


def _text(moment: datetime.datetime) -> str:
    return moment.astimezone(datetime.UTC).isoformat(timespec="seconds")


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger at `path` to write, making it and its folder where there is none.

    Raises LedgerRefused for a file that is damaged or of another version; sqlite3.Error, OSError where the disk
    refuses.
    """
    if not path.exists():
        _make(path)
    with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
        _check(connection)
        connection.execute("pragma synchronous = extra")
        connection.execute("pragma fullfsync = on")  # on systems where fsync stops at the drive's cache
        yield Ledger(connection)


@contextmanager
def read_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger at `path`, which is there, to read alone.  Raises as `open_ledger`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma query_only = on")
        _check(connection)
        yield Ledger(connection)


def _make(path: Path) -> None:
    """Make an empty ledger beside and give it its name when it is whole: an empty file of that name is damage."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.new")
    for left in (beside, beside.with_name(f"{beside.name}-journal")):
        left.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as connection:
        connection.execute("pragma synchronous = extra")
        connection.execute("begin immediate")
        for table in _TABLES:
            connection.execute(table)
        connection.execute(f"pragma user_version = {SCHEMA}")
        connection.commit()
    beside.replace(path)
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _sync(folder: Path) -> None:
    """Make a name in `folder` last through a power cut, on systems that can open folders."""
    with suppress(PermissionError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check(connection: sqlite3.Connection) -> None:
    """Raise LedgerRefused unless the file is a whole ledger of this version."""
    try:
        version = connection.execute("pragma user_version").fetchone()[0]
        if version == 0:
            raise LedgerRefused("it holds nothing")
        if version != SCHEMA:
            raise LedgerRefused(f"it is of version {version}, and this program knows version {SCHEMA}")
        found = connection.execute("pragma integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise LedgerRefused(f"it is damaged: {found}")
    except sqlite3.DatabaseError as fault:
        if is_damage(fault):
            raise LedgerRefused(f"it is damaged: {fault}") from None
        raise


def is_damage(fault: sqlite3.Error) -> bool:
    """Tell whether SQLite found the file to be no ledger, and not that the disk refused."""
    return getattr(fault, "sqlite_errorname", "").startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
