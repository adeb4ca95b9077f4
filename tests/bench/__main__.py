"""Print how long each thing takes, beside its peers.  ``python -m tests.bench [ROOM...]``; some minutes."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.contest import Contest, Outcome, run
from tests.bench.tables import Table, markdown, plain


def _held(title: str, contests: tuple[Contest, ...]) -> Table:
    return Table(
        title=title,
        head=("what", "ours ms", "peer ms", "of the peer's", "rounds", "peer"),
        rows=tuple(_row(contest, run(contest)) for contest in contests),
    )


def _row(contest: Contest, outcome: Outcome) -> tuple[str, ...]:
    ours, theirs = outcome.ours * 1000, outcome.theirs * 1000
    return (contest.name, f"{ours:,.1f}", f"{theirs:,.1f}", f"{outcome.ratio:.2f}", str(outcome.rounds), contest.peer)


def _reading() -> Iterator[Table]:
    from tests.bench.reading import contests

    yield _held("Reading the record", contests())


def _writing() -> Iterator[Table]:
    from tests.bench.writing import contests

    yield _held("Writing a sheet of the shipped record", contests())


def _word() -> Iterator[Table]:
    from tests.bench.word import contests

    yield _held("Writing Word files", contests())


def _building() -> Iterator[Table]:
    from tests.bench.building import contests

    with tempfile.TemporaryDirectory() as folder:
        yield _held("The command, wall time", contests(Path(folder)))


def _pdf() -> Iterator[Table]:
    from tests.bench.pdf import tables

    yield from tables()


def _profile() -> Iterator[Table]:
    from tests.bench.shares import tables

    yield from tables()


ROOMS: dict[str, Callable[[], Iterator[Table]]] = {
    "reading": _reading,
    "writing": _writing,
    "word": _word,
    "building": _building,
    "pdf": _pdf,
}
"""Each loads what it measures itself: one room must not warm what another one measures cold."""


def main() -> None:
    """Measure the rooms that are asked for, and print each table when it is done."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"{', '.join(ROOMS)} (all of these), or profile")
    parser.add_argument("--markdown", action="store_true", help="print Markdown, as in docs/bench.md")
    asked = parser.parse_args()
    known = {**ROOMS, "profile": _profile}
    for name in asked.rooms:
        if name not in known:
            parser.error(f"there is no room '{name}'; rooms are {', '.join(known)}")
    for name in asked.rooms or ROOMS:
        for table in known[name]():
            sys.stdout.write((markdown if asked.markdown else plain)(table) + ("" if asked.markdown else "\n"))
            sys.stdout.flush()


main()
