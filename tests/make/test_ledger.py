"""The ledger gives back what it was given; a damaged or foreign one is begun anew."""

import os
import sqlite3
from contextlib import closing, suppress

import pytest
from attrs import evolve, fields
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.make.ledger import SCHEMA, Entry, open_ledger

EXAMPLES = settings(max_examples=500 if os.environ.get("RTOP_THOROUGH") else 25)
ONE = Entry(
    path="build/2014/brief.pdf",
    target="brief",
    format="pdf",
    key="d1",
    sha256="s1",
    size=10,
    mtime=1_700_000_000_123_456_789,
    inode=7,
    reason="it was never made",
    findings="[]",
    manifest="{}",
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBER = st.integers(0, 2**63 - 1)
ENTRIES = st.builds(Entry, **{f.name: NUMBER if f.type in (int, "int") else TEXT for f in fields(Entry)})


@EXAMPLES
@given(entries=st.lists(ENTRIES, max_size=4, unique_by=lambda e: e.path), named=st.dictionaries(TEXT, TEXT, max_size=3))
def test_what_is_put_in_comes_back_when_opened_again(tmp_path_factory, entries, named):
    """Every field as it was, sorted by path; named values too."""
    place = tmp_path_factory.mktemp("ledger") / "below" / "ledger.sqlite"
    with open_ledger(place) as ledger:
        ledger.put(entries)
        for name, value in named.items():
            ledger.name({name: value})
    with open_ledger(place) as ledger:
        assert ledger.entries() == {e.path: e for e in entries}
        assert list(ledger.entries()) == sorted(e.path for e in entries)
        assert {name: ledger.named(name) for name in named} == named


def test_a_path_has_one_entry(tmp_path):
    """The later one replaces the earlier."""
    with open_ledger(tmp_path / "l") as ledger:
        ledger.put([ONE])
        ledger.put([evolve(ONE, sha256="s2")])

        assert ledger.entries() == {ONE.path: evolve(ONE, sha256="s2")}


def test_entries_are_forgotten(tmp_path):
    """Those named, and no others; a path that has none is no fault."""
    other = evolve(ONE, path="build/other.pdf")
    with open_ledger(tmp_path / "l") as ledger:
        ledger.put([ONE, other])
        ledger.drop([ONE.path, "build/never.pdf"])

        assert ledger.entries() == {other.path: other}


def test_a_name_without_a_value_is_empty(tmp_path):
    """And one that has two keeps the later."""
    with open_ledger(tmp_path / "l") as ledger:
        assert ledger.named("x") == ""
        ledger.name({"x": "1"})
        ledger.name({"x": "2"})
        assert ledger.named("x") == "2"


def test_a_ledger_is_empty_at_first(tmp_path):
    """Its folder is made with it."""
    with open_ledger(tmp_path / "build" / ".rtop" / "ledger.sqlite") as ledger:
        assert ledger.entries() == {}


def garbage(place):
    """No database at all."""
    place.write_bytes(b"garbage" * 1000)


def cut(place):
    """A database of which the end was lost."""
    place.write_bytes(place.read_bytes()[:5000])


def another_schema(place):
    """Made by a version of ours with other columns."""
    with closing(sqlite3.connect(place)) as db, db:
        db.execute("drop table output")
        db.execute("create table output (path, colour)")
        db.execute("insert into output values ('a', 'red')")
        db.execute(f"pragma user_version = {SCHEMA + 1}")


def another_program(place):
    """Of some other program, without our number."""
    place.unlink()
    with closing(sqlite3.connect(place)) as db, db:
        db.execute("create table output (colour)")


def our_number_on_another_table(place):
    """It says that it is ours and is not."""
    another_schema(place)
    with closing(sqlite3.connect(place)) as db, db:
        db.execute(f"pragma user_version = {SCHEMA}")


@pytest.mark.parametrize("damage", [garbage, cut, another_schema, another_program, our_number_on_another_table])
def test_a_ledger_that_is_not_ours_is_begun_anew(damage, tmp_path):
    """It costs a full build and no traceback; what is put in then stays."""
    place = tmp_path / "ledger.sqlite"
    with open_ledger(place) as ledger:
        ledger.put([evolve(ONE, path=f"build/{n}") for n in range(200)])
        ledger.name({"x": "1"})
    damage(place)
    with open_ledger(place) as ledger:
        assert ledger.entries() == {}
        assert ledger.named("x") == ""
        ledger.put([ONE])
    with open_ledger(place) as ledger:
        assert ledger.entries() == {ONE.path: ONE}


def test_an_empty_file_becomes_a_ledger(tmp_path):
    """As a crash may leave one."""
    (tmp_path / "l").write_bytes(b"")
    with open_ledger(tmp_path / "l") as ledger:
        ledger.put([ONE])

        assert ledger.entries() == {ONE.path: ONE}


def test_entries_survive_an_error_in_what_comes_after(tmp_path):
    """A build that is cut off keeps what it recorded."""
    with suppress(KeyboardInterrupt), open_ledger(tmp_path / "l") as ledger:
        ledger.put([ONE])
        raise KeyboardInterrupt
    with open_ledger(tmp_path / "l") as ledger:
        assert ledger.entries() == {ONE.path: ONE}
