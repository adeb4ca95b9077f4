"""Time two ways of doing one thing, turn by turn, so that a busy machine slows both.  Knows no product code."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable

from attrs import frozen


@frozen(kw_only=True)
class Contest:
    """Two ways of doing one thing.

    name: what is done.  ours, theirs: do it once.  peer: who the other is.  seconds: how long to go on, at least
    two rounds.  warm: both did their work before, so that it need not be done once before the clock runs.
    """

    name: str
    peer: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    seconds: float = 4.0
    warm: bool = False


@frozen
class Outcome:
    """Medians in seconds, and the median of the rounds' own ratios."""

    ours: float
    theirs: float
    ratio: float
    rounds: int


def run(contest: Contest) -> Outcome:
    """Hold a contest."""
    for way in () if contest.warm else (contest.ours, contest.theirs):
        way()
    rounds: list[tuple[float, float]] = []
    end = time.perf_counter() + contest.seconds
    while len(rounds) < 2 or time.perf_counter() < end:
        if len(rounds) % 2:  # who comes second finds warmer caches: they take turns at that too
            theirs, ours = _timed(contest.theirs), _timed(contest.ours)
        else:
            ours, theirs = _timed(contest.ours), _timed(contest.theirs)
        rounds.append((ours, theirs))
    return Outcome(
        ours=statistics.median(ours for ours, _ in rounds),
        theirs=statistics.median(theirs for _, theirs in rounds),
        ratio=statistics.median(ours / theirs for ours, theirs in rounds),
        rounds=len(rounds),
    )


def _timed(way: Callable[[], object]) -> float:
    gc.collect()
    begin = time.perf_counter()
    way()
    return time.perf_counter() - begin
