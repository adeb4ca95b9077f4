"""One document from its job to bytes, in memory: composed once, written once a format, unless nothing would differ.

Knows nothing of the ledger, of disks or of who asks: it runs in this process, in a worker, on another machine.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Mapping

from attrs import field, frozen

from rtop_docs.canonical import digest_of
from rtop_docs.diagnostics import Checked, Diagnostic, has_errors
from rtop_docs.document.digest import document_digest
from rtop_docs.document.model import Document
from rtop_docs.make.targets import Job
from rtop_docs.make.world import World

FAILED, SAME, WRITTEN = "failed", "same", "written"


class CannotRender(Exception):
    """Nothing more can be rendered, for a reason that is no document's; `diagnostic` says which."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@frozen
class Wish:
    """One format of a document: its path, and the key of the bytes that are in place ("" where there are none)."""

    path: str
    format: str
    key: str = ""


@frozen
class Task:
    """One document to make.  number: its place in the plan.  strict: a warning fails it."""

    number: int
    job: Job
    wishes: tuple[Wish, ...]
    strict: bool = False


@frozen
class Piece:
    """What became of one format: `FAILED`, `SAME` (its key is the one in place), or `WRITTEN`, with the bytes."""

    path: str
    outcome: str
    key: str = ""
    data: bytes = field(default=b"", repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()


@frozen
class Rendered:
    """What became of a task.

    manifest: what the document was made from, as text.  questions: those it asked.  records: the fields of the
    records that it names, by digest.  seconds: what it took, for those who wonder what is slow.
    """

    number: int
    pieces: tuple[Piece, ...]
    manifest: str = ""
    questions: tuple[str, ...] = ()
    records: Mapping[str, Mapping[str, str]] = field(factory=dict, repr=False)
    seconds: float = 0.0


def compose_job(world: World, job: Job) -> Checked[Document | None]:
    """Compose one job's document."""
    from rtop_docs.compose.compose import compose
    from rtop_docs.compose.parts import PARTS

    return compose(world.ask(job), job.target, world.workspace, PARTS)


def render(world: World, task: Task) -> Rendered:
    """Make what `task` asks for.

    Python's cycle collector rests meanwhile, and runs between two documents: there is little to walk through then.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        return _rendered(world, task)
    finally:
        if was_on:
            gc.enable()


def _rendered(world: World, task: Task) -> Rendered:
    begin = time.perf_counter()
    job = task.job
    with world.workspace.trace() as files, world.ask(job).trace() as answers:
        composed = compose_job(world, job)
    if composed.value is None or _stops(composed.diagnostics, task):
        return failed(task, composed.diagnostics)
    manifest = world.manifest(job, answers, files)
    document = document_digest(composed.value)
    pieces = tuple(_piece(world, task, wish, composed, _key(document, world.look, wish)) for wish in task.wishes)
    return Rendered(
        number=task.number,
        pieces=pieces,
        manifest=manifest.to_json(),
        questions=tuple(answers),
        records={digest: dict(world.fields(digest)) for digest in manifest.records.values()},
        seconds=time.perf_counter() - begin,
    )


def failed(task: Task, found: tuple[Diagnostic, ...]) -> Rendered:
    """Return what became of a task of which nothing could be made."""
    return Rendered(task.number, tuple(Piece(wish.path, FAILED, diagnostics=found) for wish in task.wishes))


def _key(document: str, look: str, wish: Wish) -> str:
    """Return the digest of all that a file's bytes depend on: the same key, the same bytes.

    look: the digest of the style and of the versions of our code and the libraries.
    """
    return digest_of((document, wish.format, look))


def _piece(world: World, task: Task, wish: Wish, composed: Checked[Document | None], key: str) -> Piece:
    from rtop_docs.writers import write

    assert composed.value is not None
    if key == wish.key:
        return Piece(wish.path, SAME, key, diagnostics=composed.diagnostics)
    written = write(composed.value, wish.format, world.style)
    found = (*composed.diagnostics, *written.diagnostics)
    if not written.value or _stops(found, task):
        return Piece(wish.path, FAILED, diagnostics=found)
    return Piece(wish.path, WRITTEN, key, written.value, found)


def _stops(found: tuple[Diagnostic, ...], task: Task) -> bool:
    return has_errors(found) or (task.strict and bool(found))
