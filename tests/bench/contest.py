"""Time several ways of doing one thing, turn by turn, so that a busy machine slows all.  Knows no product code."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Sequence

from attrs import frozen

Clock = Callable[[], float]


@frozen(kw_only=True)
class Way:
    """One way of doing a thing.

    prepare: makes the input of a round from the round's number, outside the clock.  run: does the thing; is timed.
    """

    name: str
    run: Callable[[object], object]
    prepare: Callable[[int], object] = lambda number: number


@frozen
class Race:
    """What came of several ways: seconds, and the size of what each made, by name and then by round."""

    seconds: dict[str, tuple[float, ...]]
    sizes: dict[str, tuple[int, ...]]

    @property
    def rounds(self) -> int:
        """How many rounds there were."""
        return len(next(iter(self.seconds.values())))

    def median(self, name: str) -> float:
        """Return the median of the seconds that `name` took."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, to: str) -> float:
        """Return the median of the rounds' own ratios of the times of `name` and `to`."""
        return statistics.median(a / b for a, b in zip(self.seconds[name], self.seconds[to], strict=True))

    def size(self, name: str) -> float:
        """Return the median size of what `name` made."""
        return statistics.median(self.sizes[name])

    def size_ratio(self, name: str, to: str) -> float:
        """Return the median of the rounds' own ratios of the sizes of what `name` and `to` made."""
        return statistics.median(a / b for a, b in zip(self.sizes[name], self.sizes[to], strict=True))


def race(
    ways: Sequence[Way], *, seconds: float, least: int = 2, clock: Clock = time.process_time, warm: int = 0
) -> Race:
    """Let all `ways` do the same thing, round by round, until `seconds` of wall time are over.

    least: rounds that there are at any rate.  clock: what is read around each run.  warm: rounds before the clock
    runs, with numbers below 0, so that no round sees an input again.
    """
    for number in range(-warm, 0):
        for way in ways:
            way.run(way.prepare(number))
    times: dict[str, list[float]] = {way.name: [] for way in ways}
    sizes: dict[str, list[int]] = {way.name: [] for way in ways}
    end, number = time.perf_counter() + seconds, 0
    while number < least or time.perf_counter() < end:
        for way in _order(ways, number):
            taken, made = _timed(way, way.prepare(number), clock)
            times[way.name].append(taken)
            sizes[way.name].append(len(made) if isinstance(made, bytes) else 0)
        number += 1
    return Race(*({name: tuple(values) for name, values in found.items()} for found in (times, sizes)))


def _order(ways: Sequence[Way], number: int) -> Sequence[Way]:
    """Return whose turn it is in round `number`: who comes later finds warmer caches, so they take turns at that."""
    first = number % len(ways)
    order = [*ways[first:], *ways[:first]]
    return order[::-1] if number // len(ways) % 2 else order


def _timed(way: Way, task: object, clock: Clock) -> tuple[float, object]:
    gc.collect()
    begin = clock()
    made = way.run(task)
    return clock() - begin, made


@frozen(kw_only=True)
class Contest:
    """Two ways of doing one thing.

    name: what is done.  ours, theirs: do it once.  peer: who the other is.  seconds: how long to go on, at least
    two rounds.  warm: both did their work before, so that it need not be done once before the clock runs.  clock: CPU
    time of this process, unless the work is done in others.
    """

    name: str
    peer: str
    ours: Callable[[], object]
    theirs: Callable[[], object]
    seconds: float = 4.0
    warm: bool = False
    clock: Clock = time.process_time


@frozen
class Outcome:
    """Medians in seconds, and the median of the rounds' own ratios."""

    ours: float
    theirs: float
    ratio: float
    rounds: int


def run(contest: Contest) -> Outcome:
    """Hold a contest."""
    ways = (
        Way(name="ours", run=lambda _: contest.ours()),
        Way(name="theirs", run=lambda _: contest.theirs()),
    )
    held = race(ways, seconds=contest.seconds, clock=contest.clock, warm=0 if contest.warm else 1)
    return Outcome(held.median("ours"), held.median("theirs"), held.ratio("ours", "theirs"), held.rounds)
