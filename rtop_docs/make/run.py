"""Make what the plan says is stale: have it rendered, put it in place, tell who listens.

Decides nothing itself (see `plan.py`), renders nothing (see `render.py`), and prints nothing.
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby

from attrs import define, field

from rtop_docs.diagnostics import Diagnostic, in_file_order
from rtop_docs.make.findings import findings_from
from rtop_docs.make.opened import Opened
from rtop_docs.make.place import Item, Placed, Placer
from rtop_docs.make.plan import Decision, Plan
from rtop_docs.make.pool import Renderer
from rtop_docs.make.render import FAILED, CannotRender, Task, Wish, failed
from rtop_docs.make.result import Reporter, Result

_BATCH, _SECONDS = 32, 0.5
"""So many files, or so long, are recorded at once: what a power cut may cost."""


def tasks_of(decisions: Sequence[Decision], *, strict: bool) -> dict[int, tuple[Task, tuple[Decision, ...]]]:
    """Return what has to be rendered for `decisions`: by number, a task and the outputs that it is for."""
    found = {}
    for number, (job, group) in enumerate(groupby(decisions, key=lambda d: d.output.job)):
        of_job = tuple(group)
        wishes = tuple(Wish(d.output.path, d.output.format, d.key) for d in of_job)
        found[number] = (Task(number, job, wishes, strict), of_job)
    return found


@define
class _Tally:
    """What happened so far."""

    outcomes: dict[str, str] = field(factory=dict)
    asides: list[str] = field(factory=list)
    found: list[Diagnostic] = field(factory=list)
    seconds: dict[str, float] = field(factory=dict)
    interrupted: bool = False

    def add(self, placed: Placed) -> None:
        """Count one output."""
        self.outcomes[placed.step.path] = placed.step.outcome
        self.asides += [placed.aside] if placed.aside else []
        self.found += placed.diagnostics
        self.seconds[placed.step.target] = placed.step.seconds

    def of(self, decisions: Iterable[Decision], outcome: str) -> tuple[str, ...]:
        """Return the paths with that outcome, in the order of the plan, however the work was shared out."""
        return tuple(d.output.path for d in decisions if self.outcomes.get(d.output.path, "left") == outcome)

    def slowest(self) -> tuple[tuple[str, float], ...]:
        """Return the three documents that took longest."""
        return tuple(sorted(self.seconds.items(), key=lambda item: -item[1])[:3])


def run(
    opened: Opened,
    plan: Plan,
    placer: Placer,
    renderer: Renderer,
    reporter: Reporter,
    *,
    strict: bool = False,
    keep_going: bool = False,
) -> Result:
    """Make every stale output of `plan` and say what was done.

    A target that fails keeps the file and the entry that it had; without `keep_going` nothing more is begun then.
    `strict`: a warning fails its target.  Ctrl-C ends it early, with everything that was rendered recorded.
    """
    tally = _Tally(
        found=[d for decision in plan.fresh if decision.entry for d in findings_from(decision.entry.findings)]
    )
    reporter.begin(len(plan.stale))
    try:
        with closing(_items(opened, plan, renderer, strict)) as items:
            _place_all(items, placer, reporter, tally, keep_going)
    except CannotRender as fault:
        tally.found.append(fault.diagnostic)
    except KeyboardInterrupt:
        tally.interrupted = True
    return Result(
        made=tally.of(plan.stale, "made"),
        same=tally.of(plan.stale, "same"),
        failed=tally.of(plan.stale, FAILED),
        left=tally.of(plan.stale, "left"),
        fresh=tuple(d.output.path for d in plan.fresh),
        kept_aside=tuple(tally.asides),
        diagnostics=in_file_order(tally.found),
        slowest=tally.slowest(),
        interrupted=tally.interrupted,
    )


def _items(opened: Opened, plan: Plan, renderer: Renderer, strict: bool) -> Generator[tuple[Item, ...]]:
    """Yield what was rendered of each document, with the outputs that it is for."""
    tasks = tasks_of(plan.stale, strict=strict)
    for rendered in renderer(opened.world, [task for task, _ in tasks.values()]):
        task, decisions = tasks[rendered.number]
        if rendered.questions and opened.touched(task.job, rendered.questions):
            rendered = failed(task, ())
        yield tuple((d, rendered, piece) for d, piece in zip(decisions, rendered.pieces, strict=True))


def _place_all(
    items: Iterator[tuple[Item, ...]], placer: Placer, reporter: Reporter, tally: _Tally, keep_going: bool
) -> None:
    """Put everything in place, some at a time; what is waiting when something ends the work early, too."""
    waiting: list[Item] = []

    def flush() -> None:
        batch = tuple(waiting)
        waiting.clear()
        for placed in placer.put(batch):
            tally.add(placed)
            reporter.step(placed.step)

    since = time.perf_counter()
    try:
        for of_document in items:
            waiting += of_document
            if len(waiting) >= _BATCH or time.perf_counter() - since > _SECONDS:
                flush()
                since = time.perf_counter()
            if not keep_going and (any(p.outcome == FAILED for _, _, p in of_document) or _any_failed(tally)):
                return
    finally:
        flush()


def _any_failed(tally: _Tally) -> bool:
    return FAILED in tally.outcomes.values()
