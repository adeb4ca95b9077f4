"""Render on all cores: worker processes that keep fonts, templates and record warm.

Knows how work is shared out and what happens when a worker dies; knows nothing of what is rendered, and writes
nothing.  Workers get the project as one value and give back bytes; their parent alone touches the disk.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.make.render import Rendered, Task, failed, render
from rtop_docs.make.snapshot import pack, unpack
from rtop_docs.make.world import World

Renderer = Callable[[World, Sequence[Task]], Iterator[Rendered]]

WORTH_A_WORKER = 6
"""So many documents take about as long as starting a process: fewer are made right here."""
_BATCHES_EACH = 4
_LARGEST_BATCH = 16

_world: World | None = None
"""In a worker: the project, unpacked once."""


def here(world: World, tasks: Sequence[Task]) -> Iterator[Rendered]:
    """Render in this process, one document after another."""
    for task in tasks:
        yield render(world, task)


def on_cores(jobs: int) -> Renderer:
    """Return a renderer with at most `jobs` processes; 0 for as many as there are cores."""
    most = jobs or cores()

    def rendered(world: World, tasks: Sequence[Task]) -> Iterator[Rendered]:
        number = min(most, len(tasks) // WORTH_A_WORKER)
        return here(world, tasks) if number < 2 else _in_processes(pack(world), tasks, number)

    return rendered


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def batches(tasks: Sequence[Task], workers: int) -> list[tuple[Task, ...]]:
    """Share `tasks` out: some batches a worker, so that none waits long for the last."""
    size = max(1, min(_LARGEST_BATCH, len(tasks) // (workers * _BATCHES_EACH)))
    return [tuple(tasks[at : at + size]) for at in range(0, len(tasks), size)]


def _in_processes(snapshot: bytes, tasks: Sequence[Task], workers: int) -> Iterator[Rendered]:
    """Render in a pool; when it breaks, once more in a new one what is missing; then one by one."""
    missing = {task.number: task for task in tasks}
    for _ in range(2):
        for rendered in _once(snapshot, batches(tuple(missing.values()), workers), workers):
            del missing[rendered.number]
            yield rendered
        if not missing:
            return
    yield from one_by_one(snapshot, tuple(missing.values()))


def one_by_one(snapshot: bytes, tasks: Sequence[Task]) -> Iterator[Rendered]:
    """Render each task with nothing beside it, so that a worker that dies names the document it died of."""
    todo = list(tasks)
    while todo:
        done = 0
        for rendered in _once(snapshot, [(task,) for task in todo], 1):
            done += 1
            yield rendered
        if done < len(todo):
            yield failed(todo[done], (_died(todo[done]),))
        todo = todo[done + 1 :]


def _died(task: Task) -> Diagnostic:
    return error("M14", f"'{task.job.name}' cannot be made: the process that was making it died, twice and alone")


def _once(snapshot: bytes, shares: Sequence[tuple[Task, ...]], workers: int) -> Iterator[Rendered]:
    """Render batches in one pool, as far as it holds."""
    pool = ProcessPoolExecutor(workers, _context(), initializer=warm, initargs=(snapshot,))
    try:
        futures: list[Future[tuple[Rendered, ...]]] = [pool.submit(render_batch, share) for share in shares]
        in_turn = futures if workers == 1 else as_completed(futures)
        for future in in_turn:
            try:
                made = future.result()
            except BrokenProcessPool:
                return
            yield from made
    finally:
        pool.shutdown(cancel_futures=True)


def _context() -> BaseContext:
    """Return how processes are started: from a server that holds the readers and writers already, or afresh."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["rtop_docs.make.warm"])
    return context


def get_ready(jobs: int) -> None:
    """Let the process from which workers are forked begin to load, while whoever will need them reads the record."""
    if (jobs or cores()) > 1 and _context().get_start_method() == "forkserver":
        from multiprocessing import forkserver  # there is none on every system

        forkserver.ensure_running()


def warm(snapshot: bytes) -> None:
    """Make this process a worker: hold the project, leave Ctrl-C to the parent, end when the parent does."""
    global _world
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _world = unpack(snapshot)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def render_batch(tasks: tuple[Task, ...]) -> tuple[Rendered, ...]:
    """Render a batch in a worker."""
    assert _world is not None, "a worker is warmed before it works"
    return tuple(render(_world, task) for task in tasks)
