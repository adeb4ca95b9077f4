"""Print how long each thing takes, beside its peer.  ``python -m tests.bench``; under a minute."""

import sys
import tempfile
from pathlib import Path

from tests.bench import building, reading, word, writing
from tests.bench.contest import Contest, Outcome, run


def line(contest: Contest, outcome: Outcome) -> str:
    """Return one outcome in words: medians in milliseconds, and how many times the peer's time ours is."""
    ours, theirs = outcome.ours * 1000, outcome.theirs * 1000
    times = f"{outcome.ratio:8.2f} ×"
    return f"{contest.name:<48} {ours:9.1f} ms {theirs:9.1f} ms {times}  {outcome.rounds:4}  {contest.peer}\n"


def main() -> None:
    """Hold every contest and print it when it is done."""
    sys.stdout.write(f"{'':<48} {'ours':>12} {'peer':>12} {'ours/peer':>10}  rounds\n")
    with tempfile.TemporaryDirectory() as folder:
        for contests in (reading.contests, writing.contests, word.contests, lambda: building.contests(Path(folder))):
            for contest in contests():
                sys.stdout.write(line(contest, run(contest)))
                sys.stdout.flush()


main()
