"""The ledger: what it keeps, what it refuses, and that it is never begun anew."""

import sqlite3
from contextlib import closing

import pytest
from attrs import evolve

from rtop_docs.distribute.mail.ledger import Entry, LedgerRefused, State, WrongState, open_ledger, read_ledger
from tests.distribute.mail.sending import MOMENT

FIRST = Entry(
    key="k1", message_id="<k1@example.org>", recipient="r1", address="r1@example.org", pack="p1", date="2014-09-09"
)
SECOND = evolve(FIRST, key="k2", recipient="r2")


@pytest.fixture
def path(tmp_path):
    """Where a ledger will be."""
    return tmp_path / "sent" / "ledger.sqlite"


@pytest.fixture
def ledger(path):
    """A ledger with two planned mails."""
    with open_ledger(path) as made:
        made.plan([FIRST, SECOND], MOMENT)
        yield made


def state(ledger, key="k1"):
    """The state of a mail."""
    return next(e.state for e in ledger.entries() if e.key == key)


def test_a_mail_goes_its_way_and_the_way_is_kept(ledger, path):
    """Each state with the words and the moment, also for who opens the file later."""
    ledger.begin("k1", MOMENT)
    ledger.end_is_near("k1")
    ledger.settle("k1", State.SENT, "250 taken", MOMENT)
    with read_ledger(path) as later:
        entries, history = later.entries(), later.history("k1")

    assert [(e.key, e.state, e.attempts, e.ending, e.words) for e in entries] == [
        ("k1", State.SENT, 1, False, "250 taken"),
        ("k2", State.PLANNED, 0, False, ""),
    ]
    assert history == (
        ("sending", "", "2014-09-09T08:30:00+00:00"),
        ("sent", "250 taken", "2014-09-09T08:30:00+00:00"),
    )


@pytest.mark.parametrize("end", [State.SENT, State.REFUSED, State.UNKNOWN])
def test_what_has_ended_is_not_begun_again(ledger, end):
    """Neither by mistake nor by a second run: the ledger itself says no."""
    ledger.begin("k1", MOMENT)
    ledger.settle("k1", end, "", MOMENT)
    with pytest.raises(WrongState):
        ledger.begin("k1", MOMENT)

    assert state(ledger) is end


def test_a_mail_that_is_being_sent_is_not_begun(ledger):
    """Its fate has to be settled first."""
    ledger.begin("k1", MOMENT)
    with pytest.raises(WrongState):
        ledger.begin("k1", MOMENT)


def test_only_what_was_begun_can_end(ledger):
    """A planned mail is neither sent nor near its end."""
    for step in (lambda: ledger.end_is_near("k1"), lambda: ledger.settle("k1", State.SENT, "", MOMENT)):
        with pytest.raises(WrongState):
            step()

    assert state(ledger) is State.PLANNED


@pytest.mark.parametrize(("near", "after"), [(False, State.DEFERRED), (True, State.UNKNOWN)])
def test_what_a_dead_run_left_is_settled_by_how_far_it_came(ledger, near, after):
    """Before the end of the data it can be tried again; after it nobody knows."""
    ledger.begin("k1", MOMENT)
    if near:
        ledger.end_is_near("k1")
    left = ledger.recover(MOMENT)

    assert [e.key for e in left] == ["k1"]
    assert state(ledger) is after
    assert ledger.recover(MOMENT) == ()


def test_a_second_try_begins_far_from_its_end(ledger):
    """The note of the first try's end does not make the second undecidable."""
    ledger.begin("k1", MOMENT)
    ledger.end_is_near("k1")
    ledger.settle("k1", State.DEFERRED, "451 later", MOMENT)
    ledger.begin("k1", MOMENT)
    ledger.recover(MOMENT)

    assert state(ledger) is State.DEFERRED


def test_a_plan_changes_nothing_that_was_begun(ledger):
    """Dates of planned mails change on demand only, others never; plans that are gone are forgotten."""
    ledger.begin("k1", MOMENT)
    ledger.settle("k1", State.SENT, "250", MOMENT)
    later = [evolve(e, date="2015-01-01") for e in (FIRST, SECOND)]
    ledger.plan(later, MOMENT)
    kept = [e.date for e in ledger.entries()]
    ledger.plan(later, MOMENT, redate=True)
    redated = [e.date for e in ledger.entries()]
    ledger.plan([], MOMENT)

    assert kept == ["2014-09-09", "2014-09-09"]
    assert redated == ["2014-09-09", "2015-01-01"]
    assert [e.key for e in ledger.entries()] == ["k1"]


def test_a_person_may_say_that_an_unknown_mail_arrived(ledger):
    """Of an unknown one alone."""
    with pytest.raises(WrongState):
        ledger.arrived("k1", MOMENT)
    ledger.begin("k1", MOMENT)
    ledger.settle("k1", State.UNKNOWN, "", MOMENT)
    ledger.arrived("k1", MOMENT)

    assert state(ledger) is State.SENT
    assert ledger.history("k1")[-1][1] == "arrived, as a person says"


def test_every_change_is_synced(ledger):
    """PRAGMA synchronous: 3 is EXTRA, which also makes the end of a journal last through a power cut."""
    assert ledger._db.execute("pragma synchronous").fetchone() == (3,)


def cut(path):
    """Keep half of the file."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def newer(path):
    """A file of a later version."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("pragma user_version = 99")


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (lambda path: path.write_bytes(b""), "holds nothing"),
        (lambda path: path.write_bytes(b"no ledger at all" * 99), "damaged"),
        (cut, "damaged"),
        (newer, "version 99"),
    ],
)
def test_a_damaged_ledger_is_refused_and_left_as_it_is(path, harm, why):
    """To begin it anew would be to send everything twice."""
    with open_ledger(path) as ledger:
        ledger.plan([evolve(FIRST, key=f"k{n}") for n in range(99)], MOMENT)
    harm(path)
    before = path.read_bytes()
    for opening in (open_ledger, read_ledger):
        with pytest.raises(LedgerRefused, match=why), opening(path):
            pass

    assert path.read_bytes() == before


def test_a_ledger_whose_making_was_cut_off_is_made_again(path):
    """What lies beside it under the unfinished name was never used."""
    path.parent.mkdir()
    path.with_name("ledger.sqlite.new").write_bytes(b"half")
    with open_ledger(path) as ledger:
        assert ledger.entries() == ()

    assert [p.name for p in path.parent.iterdir()] == ["ledger.sqlite"]


def test_a_full_disk_leaves_the_ledger_as_it_was(path):
    """SQLite's own limit on pages stands for the disk: the intent is not half written."""
    with open_ledger(path) as ledger:
        ledger.plan([FIRST], MOMENT)
        pages = ledger._db.execute("pragma page_count").fetchone()[0]
        ledger._db.execute(f"pragma max_page_count = {pages}")
        with pytest.raises(sqlite3.OperationalError, match="full"):
            ledger.plan([FIRST, *(evolve(FIRST, key=f"k{n}", recipient="r" * 999) for n in range(2, 99))], MOMENT)

        assert ledger.entries() == (evolve(FIRST, changed="2014-09-09T08:30:00+00:00"),)
