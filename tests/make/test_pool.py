"""Work shared out to processes: the same bytes in the same order, and a worker that dies costs a retry."""

import multiprocessing
import os
import signal

import pytest

import rtop_docs.make.pool as pool
from rtop_docs.diagnostics import Diagnostic
from rtop_docs.make.ledger import Ledger
from rtop_docs.make.opened import open_world
from rtop_docs.make.pool import batches, here, on_cores
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import FAILED, WRITTEN, Task, Wish
from rtop_docs.make.snapshot import name_of, pack, unpack
from rtop_docs.make.warm import SMALL
from rtop_docs.workspace import Workspace
from rtop_docs.writers import FORMATS, write


@pytest.fixture
def work(project):
    """The world of a project and a task for each of its documents."""
    world, outputs = open_world(open_workspace(project.root)).value
    jobs = {}
    for output in outputs:
        jobs.setdefault(output.job, []).append(Wish(output.path, output.format))
    return world, [Task(n, job, tuple(wishes)) for n, (job, wishes) in enumerate(jobs.items())]


def bytes_of(rendered):
    """Path -> bytes."""
    return {piece.path: piece.data for one in rendered for piece in one.pieces}


def test_any_number_of_processes_gives_the_same_files_and_the_same_result(project):
    """Order of what is reported, bytes and ledger are those of one process."""
    alone = project.build(jobs=1)
    before = project.files()
    for file in project.files():
        (project.root / file).unlink()
    shared = project.build(jobs=2)

    assert shared.made == alone.made
    assert project.files() == before
    assert project.build().made == ()


def test_a_snapshot_is_the_project_and_looks_at_no_disk(work, project):
    """What a worker makes of it after the sources are gone is what was made before."""
    world, tasks = work
    first = bytes_of(here(world, tasks))
    packed = pack(world)
    for folder in ("source", "templates"):
        (project.root / folder).rename(project.root / f"{folder}-gone")

    assert bytes_of(here(unpack(packed), tasks)) == first
    assert name_of(packed) == name_of(packed)


def test_work_is_shared_out_whole():
    """Every task once, in order, and some batches for each worker."""
    tasks = [Task(n, None, ()) for n in range(100)]

    assert [t for batch in batches(tasks, 2) for t in batch] == tasks
    assert 8 <= len(batches(tasks, 2)) <= 16
    assert batches([], 2) == []


# A worker that dies: the initializer is replaced by one that lets a worker kill itself over a document.


def die_over(name, always):
    """Make the next worker that meets the document `name` kill itself, once or `always`."""
    os.environ["RTOP_TEST_DIE_OVER"] = name
    os.environ["RTOP_TEST_ALWAYS"] = "1" if always else ""


def deadly_batch(tasks):
    """Render like a worker, and die over a document as a crash in a library would."""
    for task in tasks:
        if task.job.name == os.environ["RTOP_TEST_DIE_OVER"]:
            flag = os.environ["RTOP_TEST_FLAG"]
            if os.environ["RTOP_TEST_ALWAYS"] or not os.path.exists(flag):  # noqa: PTH110  a worker's own look
                with open(flag, "w"):  # noqa: PTH123  the same
                    os.kill(os.getpid(), signal.SIGKILL)
    return pool.render_batch(tasks)


@pytest.fixture
def deadly(monkeypatch, tmp_path):
    """Let workers die; the batch function is sent to them by name."""
    real = pool.ProcessPoolExecutor.submit

    def submit(self, function, *args):
        return real(self, deadly_batch, *args)

    monkeypatch.setattr(pool.ProcessPoolExecutor, "submit", submit)
    monkeypatch.setattr(pool, "_context", lambda: pool.multiprocessing.get_context("spawn"))
    monkeypatch.setenv("RTOP_TEST_FLAG", str(tmp_path / "died"))
    monkeypatch.setenv("RTOP_TEST_DIE_OVER", "")
    monkeypatch.setenv("RTOP_TEST_ALWAYS", "")


def test_a_worker_that_dies_costs_only_a_retry(deadly, work):
    """Killed once in the middle: every document comes back, with the bytes of one process."""
    world, tasks = work
    die_over("cards/GBR", always=False)
    shared = list(on_cores(2)(world, tasks))

    assert sorted(r.number for r in shared) == [t.number for t in tasks]
    assert bytes_of(shared) == bytes_of(here(world, tasks))


def test_only_the_document_that_kills_is_blamed(deadly, work):
    """Its neighbours in the batch, and on the other worker, are made."""
    world, tasks = work
    die_over("cards/GBR", always=True)
    shared = list(on_cores(2)(world, tasks))
    failed = [piece for r in shared for piece in r.pieces if piece.outcome == FAILED]

    assert [p.path for p in failed] == ["build/2014/cards/GBR.txt"]
    assert [d.code for p in failed for d in p.diagnostics if isinstance(d, Diagnostic)] == ["M14"]
    assert sum(piece.outcome == WRITTEN for r in shared for piece in r.pieces) == 13


def test_the_process_that_workers_come_from_is_begun_early_only_where_there_will_be_workers(monkeypatch):
    """One process needs none."""
    begun = []
    monkeypatch.setattr("multiprocessing.forkserver.ensure_running", lambda: begun.append(1))
    pool.get_ready(1)
    alone = list(begun)
    pool.get_ready(2)

    assert alone == []
    assert len(begun) == ("forkserver" in multiprocessing.get_all_start_methods())


@pytest.mark.parametrize("format", FORMATS)
def test_what_workers_are_warmed_with_can_be_written(format):
    """Nothing is found in it: a finding there would be seen by nobody."""
    written = write(SMALL, format)

    assert written.value
    assert written.diagnostics == ()


def test_renames_last_before_they_are_recorded(project, monkeypatch):
    """After a power cut the ledger knows no file that is not there."""
    done = []
    sync, put = Workspace.sync_folders, Ledger.put
    monkeypatch.setattr(Workspace, "sync_folders", lambda *a: (done.append("synced"), sync(*a)))
    monkeypatch.setattr(Ledger, "put", lambda *a: (done.append("recorded"), put(*a)))
    project.build(jobs=1)

    assert done
    assert done == ["synced", "recorded"] * (len(done) // 2)
