"""The ledger of outputs: what was made, from what, and how it looked on disk.  SQLite, losing it costs a full build.

Knows nothing of records or documents; holds manifests as the text that it was given.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from attrs import astuple, evolve, fields, frozen

SCHEMA = 2
"""Raised when a column changes; a ledger of another schema is thrown away."""


@frozen
class Entry:
    """One output as it was made.

    path: below the project.  target, format: whose it is.  key: digest of all that its bytes depend on
    (document, style, versions, format).  sha256, size, mtime, inode: of the file as written.  reason: why it was
    made.  findings: JSON, shown again while they hold.  manifest: text, as it was given; kept once for all
    outputs that share it.
    """

    path: str
    target: str
    format: str
    key: str
    sha256: str
    size: int
    mtime: int
    inode: int
    reason: str
    findings: str
    manifest: str


@frozen
class Intent:
    """What was about to be done when this was noted: bytes with this digest at `path`; an edited file to `aside`."""

    path: str
    sha256: str
    aside: str = ""


Looks = tuple[str, int, int, int]

_COLUMNS = tuple(f.name for f in fields(Entry))
_TYPES = tuple(int if f.type in {int, "int"} else str for f in fields(Entry))
_TABLES = (
    "create table if not exists named (name text primary key, value text)",
    f"create table if not exists output ({', '.join(_COLUMNS)}, primary key (path))",
    "create table if not exists manifest (digest text primary key, text)",
    "create table if not exists record (digest text primary key, fields text)",
    "create table if not exists good (path text primary key, data blob)",
    "create table if not exists intent (path text primary key, sha256 text, aside text)",
)


class Ledger:
    """The table of entries by path, and what stands beside it, in one SQLite file."""

    def __init__(self, connection: sqlite3.Connection, *, new: bool = True) -> None:
        """Use a connection.  new: its tables may have to be made."""
        self._db = connection
        if new:
            self._db.executescript(f"begin; {'; '.join(_TABLES)}; pragma user_version = {SCHEMA}; commit")

    # -- outputs --------------------------------------------------------------------------

    def entries(self) -> dict[str, Entry]:
        """Return every entry by its path, sorted."""
        manifests = dict(self._db.execute("select digest, text from manifest"))
        rows = self._db.execute(f"select {', '.join(_COLUMNS)} from output order by path")  # noqa: S608  own column names
        return {row[0]: Entry(*_checked((*row[:-1], manifests.get(row[-1], "")), _TYPES)) for row in rows}

    def looks(self) -> list[Looks]:
        """Return how every output looked on disk: (path, bytes, time of change in ns, inode), sorted by path."""
        return self._db.execute("select path, size, mtime, inode from output order by path").fetchall()

    def sha256(self, paths: Iterable[str]) -> dict[str, str]:
        """Return the digests of the outputs at `paths`."""
        query = "select sha256 from output where path = ?"
        return {path: str(row[0]) for path in paths for row in self._db.execute(query, (path,))}

    def findings(self) -> list[str]:
        """Return the findings of all outputs, each text once."""
        rows = self._db.execute("select distinct findings from output where findings != '[]' order by findings")
        return [str(row[0]) for row in rows]

    def put(
        self,
        entries: Iterable[Entry],
        done: Iterable[str] = (),
        records: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Record `entries`, replacing those of the same path, and forget the intents of `done`: one transaction.

        records: the fields' digests of records, by the record's digest; what is kept already stays.
        """
        held = [(digest, json.dumps(fields_, sort_keys=True)) for digest, fields_ in (records or {}).items()]
        marks = ", ".join("?" * len(_COLUMNS))
        rows = [(e, _digest(e.manifest)) for e in entries]
        with self._db:
            texts = {digest: e.manifest for e, digest in rows}
            self._db.executemany("insert or ignore into manifest values (?, ?)", texts.items())
            given = [astuple(evolve(e, manifest=digest)) for e, digest in rows]
            self._db.executemany(f"insert or replace into output values ({marks})", given)  # noqa: S608  marks only
            self._db.executemany("delete from intent where path = ?", [(p,) for p in done])
            self._db.executemany("insert or ignore into record values (?, ?)", held)

    def renew(self, moved: Mapping[str, tuple[int, int, int]]) -> None:
        """Record how files look now that hold what they held: (bytes, time of change in ns, inode) by path."""
        if moved:
            with self._db:
                rows = [(*looks, path) for path, looks in moved.items()]
                self._db.executemany("update output set size = ?, mtime = ?, inode = ? where path = ?", rows)

    def drop(self, paths: Iterable[str]) -> None:
        """Forget the entries at `paths`."""
        with self._db:
            self._db.executemany("delete from output where path = ?", [(p,) for p in paths])

    def tidy(self) -> None:
        """Forget the manifests that no entry has any more."""
        unused = "manifest where digest not in (select manifest from output)"
        if self._db.execute(f"select 1 from {unused} limit 1").fetchone():  # noqa: S608  the words above
            with self._db:
                self._db.execute(f"delete from {unused}")  # noqa: S608  the words above

    # -- what stands beside the outputs ---------------------------------------------------

    def named(self, name: str) -> str:
        """Return the value stored under `name`, or an empty text."""
        row = self._db.execute("select value from named where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def name(self, values: Mapping[str, str]) -> None:
        """Store each value under its name, in one transaction."""
        with self._db:
            self._db.executemany("insert or replace into named values (?, ?)", values.items())

    def fields(self, digest: str) -> dict[str, str]:
        """Return the fields' digests of the record whose digest this is, empty where they were never kept."""
        row = self._db.execute("select fields from record where digest = ?", (digest,)).fetchone()
        return _fields(row[0]) if row else {}

    def all_fields(self) -> dict[str, dict[str, str]]:
        """Return the fields' digests of every record that was kept, by the record's digest."""
        return {digest: _fields(held) for digest, held in self._db.execute("select digest, fields from record")}

    def good(self) -> dict[str, bytes]:
        """Return the sources as they were when they last had no error, by path; empty before that."""
        return {path: bytes(data) for path, data in self._db.execute("select path, data from good order by path")}

    def keep_good(self, sources: Mapping[str, bytes]) -> None:
        """Keep the sources as they are, which have no error, in the place of those kept before."""
        kept = self.good()
        if kept == sources:
            return
        with self._db:
            self._db.executemany("delete from good where path = ?", [(p,) for p in kept if p not in sources])
            changed = [(p, d) for p, d in sources.items() if kept.get(p) != d]
            self._db.executemany("insert or replace into good values (?, ?)", changed)

    # -- intents --------------------------------------------------------------------------

    def intend(self, intents: Iterable[Intent]) -> None:
        """Note what is about to be done, so that the next build knows its own files if this one is cut off."""
        rows = [astuple(intent) for intent in intents]
        if rows:
            with self._db:
                self._db.executemany("insert or replace into intent values (?, ?, ?)", rows)

    def intents(self) -> dict[str, Intent]:
        """Return what a build that was cut off was about to do, by path."""
        return {row[0]: Intent(*row) for row in self._db.execute("select path, sha256, aside from intent")}

    def forget_intents(self) -> None:
        """Forget what a build that was cut off was about to do."""
        with self._db:
            self._db.execute("delete from intent")


def _checked(row: tuple[Any, ...], types: tuple[type, ...]) -> tuple[Any, ...]:
    """Return a row that holds what its columns should.  Raises DatabaseError for any other: the file is damaged."""
    if tuple(type(value) for value in row) != types:
        raise sqlite3.DatabaseError(f"the entry of {row[0]!r} does not hold what it should")
    return row


FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What reading or writing a ledger may raise; the second where SQLite quotes damaged bytes in its own message."""


def is_damage(fault: Exception, path: Path) -> bool:
    """Tell whether one of `FAULTS` means that the file at `path` is no ledger any more, or that the disk refused.

    SQLite calls a file malformed when the disk fails to read it, too: it is looked at once more.
    """
    name = getattr(fault, "sqlite_errorname", "")
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return not _reads_well(path)
    return not name or name.startswith(("SQLITE_ERROR", "SQLITE_CONSTRAINT", "SQLITE_MISMATCH"))


def _reads_well(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as connection:
            found: str = connection.execute("pragma integrity_check(1)").fetchone()[0]
            return found == "ok"
    except FAULTS:
        return False


def _fields(text: str) -> dict[str, str]:
    try:
        return {str(name): str(digest) for name, digest in json.loads(text).items()}
    except (ValueError, TypeError, AttributeError):  # no JSON: the record is then named without its field
        return {}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@contextmanager
def open_ledger(path: Path) -> Iterator[Ledger]:
    """Open the ledger at `path`, making it if need be; a damaged one, or one of another schema, is begun anew."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(_connect(path)) as connection:
        version = connection.execute("pragma user_version").fetchone()[0]
        yield Ledger(connection, new=version != SCHEMA)


@contextmanager
def read_ledger(path: Path) -> Iterator[Ledger | None]:
    """Open the ledger at `path` to read alone; None where there is none of this schema.  Raises sqlite3.Error."""
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(f"file:{_quoted(path)}?mode=ro", uri=True)) as connection:
        ours = connection.execute("pragma user_version").fetchone()[0] == SCHEMA
        yield Ledger(connection, new=False) if ours else None


def _quoted(path: Path) -> str:
    """Return a path as SQLite's addresses have it; urllib would take longer to load than all else here."""
    text = path.absolute().as_posix()
    for sign in "%?#":
        text = text.replace(sign, f"%{ord(sign):02x}")
    return text if text.startswith("/") else f"/{text}"  # a drive's letter on some systems


def remove_ledger(path: Path) -> None:
    """Take away the ledger at `path` and its journal."""
    for place in (path, path.with_name(f"{path.name}-journal")):
        place.unlink(missing_ok=True)


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        if connection.execute("pragma user_version").fetchone()[0] == SCHEMA:
            connection.execute("select path, manifest from output limit 1").fetchall()
            return connection
        empty = not connection.execute("select name from sqlite_master").fetchall()
    except FAULTS as fault:
        if not is_damage(fault, path):
            connection.close()
            raise
        empty = False
    if not empty:
        connection.close()
        remove_ledger(path)
        connection = sqlite3.connect(path)
    return connection
