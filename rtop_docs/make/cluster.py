"""Render on a Dask cluster: workers keep fonts, templates and record warm, and give back bytes.

Knows Dask; knows nothing of what is rendered, and writes nothing: who holds the lock puts the bytes in place, so
that no shared file system is needed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Protocol

from rtop_docs.diagnostics import error
from rtop_docs.make.pool import Renderer, batches, cores, one_by_one
from rtop_docs.make.render import CannotRender, Rendered, Task, render
from rtop_docs.make.snapshot import name_of, pack, unpack
from rtop_docs.make.versions import versions
from rtop_docs.make.world import World

if TYPE_CHECKING:  # an extra: it may not be there
    from distributed import WorkerPlugin

LOCAL = "local"
_CONNECT_SECONDS = 10
_RETRIES = 2
"""How often Dask tries a batch again whose worker died, before it calls the batch to blame."""


class _Future(Protocol):
    """What Dask gives for work that was sent."""

    def exception(self) -> BaseException | None: ...
    def result(self) -> tuple[Rendered, ...]: ...
    def release(self) -> None: ...


class _Client(Protocol):
    """What is used of Dask's client, whose own types say little."""

    loop: object

    def run(self, function: Callable[[], dict[str, str] | str], /) -> dict[str, dict[str, str] | str]: ...
    def submit(self, func: Callable[..., tuple[Rendered, ...]], /, *args: object, pure: bool) -> _Future: ...
    def scheduler_info(self, n_workers: int) -> dict[str, dict[str, object]]: ...
    def register_plugin(self, plugin: WorkerPlugin) -> object: ...


def _lost(message: str, *hints: str) -> CannotRender:
    return CannotRender(error("M15", message, None, *hints))


def on_cluster(address: str, jobs: int) -> Renderer:
    """Return a renderer on the scheduler at `address`, or on a cluster of our own with `jobs` workers for "local".

    What it yields raises CannotRender.
    """

    def rendered(world: World, tasks: Sequence[Task]) -> Iterator[Rendered]:
        if not tasks:
            return
        with _client(address, jobs) as client:
            _same_everywhere(client)
            yield from _on_client(client, pack(world), tasks)

    return rendered


@contextmanager
def _client(address: str, jobs: int) -> Iterator[_Client]:
    """Connect; a cluster of our own ends with the context."""
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError:
        raise _lost("--cluster needs the package distributed", "pip install 'rtop-docs[cluster]'") from None
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.scheduler.allowed-failures": _RETRIES}))
        try:
            if address == LOCAL:
                workers = jobs or cores()
                own = LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None)
                address = stack.enter_context(own).scheduler_address
            client = Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
            stack.enter_context(client)
        except (OSError, ValueError, TimeoutError) as fault:
            hint = "see that `dask scheduler` runs there, and that its address is written tcp://HOST:PORT"
            raise _lost(f"no scheduler answers at '{address}': {fault}", hint) from None
        yield client


def _same_everywhere(client: _Client) -> None:
    """Raise CannotRender unless every worker has this package and the versions that this process has."""

    def found() -> dict[str, str] | str:  # sent by value: it must not name our package before it is known to be there
        try:
            from rtop_docs.make.versions import versions as installed
        except ImportError as fault:
            return str(fault)
        return dict(installed())

    answers = client.run(found)
    if not answers:
        raise _lost("the cluster has no worker", "start some with `dask worker ADDRESS`")
    ours = versions()
    for worker, theirs in sorted(answers.items()):
        if isinstance(theirs, str):
            hint = "install the same version of rtop-docs on every worker"
            raise _lost(f"rtop_docs is not installed on worker '{worker}': {theirs}", hint)
        differing = [f"{n} {theirs.get(n, 'absent')} instead of {v}" for n, v in ours.items() if theirs.get(n) != v]
        if differing:
            said = f"worker '{worker}' would not make the same bytes: it has {', '.join(differing)}"
            raise _lost(said, "install the same versions on every worker")


def _on_client(client: _Client, snapshot: bytes, tasks: Sequence[Task]) -> Iterator[Rendered]:
    """Render batches on the workers; what died with one is rendered here, one by one, before anything is blamed."""
    from distributed import CancelledError, KilledWorker, as_completed
    from distributed.comm.core import CommClosedError

    shares = batches(tasks, max(1, len(client.scheduler_info(n_workers=-1)["workers"])))
    client.register_plugin(_plugin(snapshot))
    name = name_of(snapshot)
    sent = {_submit(client, _render_batch, share, name, pure=False): share for share in shares}
    suspects: list[Task] = []
    try:
        for future in as_completed(list(sent), loop=client.loop):
            if isinstance(fault := future.exception(), KilledWorker):
                suspects += sent[future]
            elif isinstance(fault, (CancelledError, CommClosedError)):
                raise fault
            else:
                yield from future.result()
            future.release()
    except (CancelledError, CommClosedError, TimeoutError) as fault:
        hint = "what was made so far is recorded; start the scheduler and build again"
        raise _lost(f"the cluster was lost: {str(fault) or type(fault).__name__}", hint) from None
    yield from one_by_one(snapshot, suspects)


def _submit(
    client: _Client, function: Callable[..., tuple[Rendered, ...]], share: tuple[Task, ...], name: str, *, pure: bool
) -> _Future:
    return client.submit(function, share, name, pure=pure)


def _plugin(snapshot: bytes) -> WorkerPlugin:
    """Return what makes each worker, also one that comes later, hold the project."""
    from distributed import WorkerPlugin

    class Warm(WorkerPlugin):  # type: ignore[misc]  # Dask is not read by the type checker
        name = f"rtop-docs {name_of(snapshot)}"

        def setup(self, worker: object) -> None:  # noqa: ARG002  Dask's signature
            """Unpack the project once."""
            hold(snapshot)

    return Warm()


_MOST = 4
_worlds: dict[str, World] = {}
"""On a worker: projects by the name of their snapshot, the latest few: several people may use one cluster."""
_one_at_a_time = threading.Lock()
"""A worker with several threads still renders one document at a time: what it reads is traced."""


def hold(snapshot: bytes) -> None:
    """Make this process hold the project that `snapshot` is."""
    for name in list(_worlds)[: 1 - _MOST]:
        del _worlds[name]
    _worlds[name_of(snapshot)] = unpack(snapshot)


def _render_batch(tasks: tuple[Task, ...], name: str) -> tuple[Rendered, ...]:
    with _one_at_a_time:
        return tuple(render(_worlds[name], task) for task in tasks)
