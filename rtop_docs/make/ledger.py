"""The ledger of outputs: what was made, from what, and how it looked on disk.  SQLite, losing it costs a full build.

Knows nothing of records or documents; holds manifests as the text that it was given.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from attrs import astuple, fields, frozen

SCHEMA = 1
"""Raised when a column changes; a ledger of another schema is thrown away."""


@frozen
class Entry:
    """One output as it was made.

    path: below the project.  target, format: whose it is.  document: digest of the Document shown.
    sha256, size, mtime, inode: of the file as written.  reason: why it was made.  findings: JSON, shown
    again while they hold.  manifest: JSON.
    """

    path: str
    target: str
    format: str
    document: str
    sha256: str
    size: int
    mtime: int
    inode: int
    reason: str
    findings: str
    manifest: str


_COLUMNS = tuple(f.name for f in fields(Entry))


class Ledger:
    """The table of entries by path, and a few named values, in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._db.execute("create table if not exists named (name text primary key, value text)")
        self._db.execute(f"create table if not exists output ({', '.join(_COLUMNS)}, primary key (path))")

    def entries(self) -> dict[str, Entry]:
        """Return every entry by its path, sorted."""
        rows = self._db.execute(f"select {', '.join(_COLUMNS)} from output order by path")  # noqa: S608  own column names
        return {row[0]: Entry(*row) for row in rows}

    def put(self, entries: Iterable[Entry]) -> None:
        """Record `entries`, replacing those of the same path, in one transaction."""
        marks = ", ".join("?" * len(_COLUMNS))
        with self._db:
            rows = [astuple(e) for e in entries]
            self._db.executemany(f"insert or replace into output values ({marks})", rows)  # noqa: S608  marks only

    def drop(self, paths: Iterable[str]) -> None:
        """Forget the entries at `paths`."""
        with self._db:
            self._db.executemany("delete from output where path = ?", [(p,) for p in paths])

    def named(self, name: str) -> str:
        """Return the value stored under `name`, or an empty text."""
        row = self._db.execute("select value from named where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def name(self, name: str, value: str) -> None:
        """Store `value` under `name`."""
        with self._db:
            self._db.execute("insert or replace into named values (?, ?)", (name, value))


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger at `path`, making it if need be; a damaged one, or one of another schema, is begun anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(_connect(path)) as connection:
        yield Ledger(connection)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma user_version").fetchone()[0] == SCHEMA:
            connection.execute("select path, manifest from output limit 1").fetchall()
            return connection
        empty = not connection.execute("select name from sqlite_master").fetchall()
    except sqlite3.DatabaseError:
        empty = False
    if not empty:
        connection.close()
        path.unlink()
        connection = sqlite3.connect(path)
    connection.execute(f"pragma user_version = {SCHEMA}")
    return connection
