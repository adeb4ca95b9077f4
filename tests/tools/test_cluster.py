"""A build on a Dask cluster ends with the bytes of a serial build, also when workers die or are not ours."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from rtop_docs.make import cluster
from rtop_docs.make.build import Options, build
from rtop_docs.make.cluster import on_cluster
from rtop_docs.make.opened import open_world
from rtop_docs.make.pool import here
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import FAILED, CannotRender, Task, Wish
from rtop_docs.progress import Quiet
from tests.make.conftest import new_project

pytestmark = [
    pytest.mark.tool,
    pytest.mark.filterwarnings("ignore"),  # Dask leaves sockets and loops to the garbage collector when workers die
]
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project; workers find this checkout."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return new_project(tmp_path / "project")


@pytest.fixture
def two_workers(project):
    """A cluster with two workers, each a process of its own that a nanny begins again when it dies."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as made:
        yield made


def pids(made):
    """The processes of a cluster's workers."""
    return [worker.pid for worker in made.workers.values()]


def tasks_of(project):
    """The world of a project and a task for each of its documents."""
    world, outputs = open_world(open_workspace(project.root)).value
    jobs = {}
    for output in outputs:
        jobs.setdefault(output.job, []).append(Wish(output.path, output.format))
    return world, [Task(n, job, tuple(wishes)) for n, (job, wishes) in enumerate(jobs.items())]


def send_instead(monkeypatch, function):
    """Let `function` be sent to the workers in the place of what renders a batch."""
    monkeypatch.setattr(cluster, "_submit", lambda client, _, *args, **named: client.submit(function, *args, **named))


def bytes_of(rendered):
    """Path -> bytes."""
    return {piece.path: piece.data for one in rendered for piece in one.pieces}


class Killing(Quiet):
    """Kills a worker when the first files are done."""

    def __init__(self, pid):
        self.pid = pid

    def step(self, step):
        """Kill once."""
        if self.pid:
            os.kill(self.pid, signal.SIGKILL)
            self.pid = 0


def slow_batch(tasks, name):
    """Render so slowly that there is a middle in which a worker can be killed."""
    time.sleep(0.3)
    return cluster._render_batch(tasks, name)


def test_a_worker_killed_in_the_middle_changes_no_byte(project, two_workers, monkeypatch):
    """Its batch is rendered again; the tree is that of a serial build."""
    monkeypatch.setattr("rtop_docs.make.run._BATCH", 1)
    send_instead(monkeypatch, slow_batch)
    address = two_workers.scheduler_address
    done = build(open_workspace(project.root), (), Killing(pids(two_workers)[0]), Options(cluster=address))
    clustered = project.files()
    for path in clustered:
        (project.root / path).unlink()
    serial = project.build()

    assert done.ok, done.diagnostics
    assert done.made == serial.made
    assert project.files() == clustered


def deadly_batch(tasks, name):
    """Die over one document, as a crash in a library would."""
    if any(task.job.name == "cards/GBR" for task in tasks):
        os.kill(os.getpid(), signal.SIGKILL)
    return cluster._render_batch(tasks, name)


def test_what_dies_on_the_cluster_is_made_here_before_anything_is_blamed(project, two_workers, monkeypatch):
    """Dask blames whole batches; one by one, each of their documents comes out."""
    monkeypatch.setattr(
        cluster, "_submit", lambda client, _, *args, **named: client.submit(deadly_batch, *args, **named)
    )
    world, tasks = tasks_of(project)
    made = list(on_cluster(two_workers.scheduler_address, 0)(world, tasks))

    assert bytes_of(made) == bytes_of(here(world, tasks))
    assert not [p for r in made for p in r.pieces if p.outcome == FAILED]


def test_a_cluster_of_our_own(project):
    """`--cluster local` starts one and ends it."""
    done = build(open_workspace(project.root), (), Quiet(), Options(cluster="local", jobs=2))

    assert len(done.made) == 14
    assert done.ok


def test_no_scheduler_there(project, monkeypatch):
    """The finding names the address and says how one is written."""
    monkeypatch.setattr(cluster, "_CONNECT_SECONDS", 1)
    done = build(open_workspace(project.root), (), Quiet(), Options(cluster="tcp://127.0.0.1:1"))

    assert [d.code for d in done.diagnostics] == ["M15"]
    assert "tcp://127.0.0.1:1" in done.diagnostics[0].message
    assert len(done.left) == 14


def test_a_scheduler_that_is_lost(project, monkeypatch):
    """What was made stays and is recorded; the finding says to build again, and that makes the rest."""
    from distributed import LocalCluster

    monkeypatch.setattr("rtop_docs.make.run._BATCH", 1)
    send_instead(monkeypatch, slow_batch)
    made = LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None)

    class Losing(Quiet):
        """Closes the cluster when the first file is done."""

        def step(self, step):
            if not lost:
                lost.append(threading.Thread(target=made.close))
                lost[0].start()

    lost: list[threading.Thread] = []
    done = build(open_workspace(project.root), (), Losing(), Options(cluster=made.scheduler_address))
    lost[0].join(timeout=60)

    assert [d.code for d in done.diagnostics] == ["M15"]
    assert done.made
    assert done.left
    assert set(project.build().made) == set(done.left)


@pytest.fixture
def foreign(tmp_path):
    """A scheduler with one worker that has never heard of us, each a process of its own."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    blocker = tmp_path / "site/rtop_docs.py"
    blocker.parent.mkdir()
    blocker.write_text("raise ImportError('no such package')\n")
    environment["PYTHONPATH"] = str(blocker.parent)
    file = tmp_path / "scheduler.json"
    at = ["--scheduler-file", str(file)]
    begin = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard", *at]
    work = [sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard", *at]
    quiet = {"env": environment, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    with subprocess.Popen(begin, **quiet) as scheduler, subprocess.Popen(work, **quiet) as worker:
        yield file
        worker.terminate()
        scheduler.terminate()


def test_workers_without_our_package_are_named(project, foreign):
    """Before any work is sent: not a traceback of what could not be read."""
    import json

    from distributed import Client

    until = time.monotonic() + 60
    while not foreign.exists() and time.monotonic() < until:
        time.sleep(0.1)
    address = json.loads(foreign.read_text())["address"]
    with Client(address, set_as_default=False) as client:
        client.wait_for_workers(1, timeout=60)
    world, tasks = tasks_of(project)

    with pytest.raises(CannotRender, match="rtop_docs is not installed on worker 'tcp://"):
        list(on_cluster(address, 0)(world, tasks))
