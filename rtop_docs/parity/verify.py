"""Prove that the finished files of a project say what their documents say: read them back, compare, tell.

Knows which files a project makes and how they stand to its ledger; how a file is read is the readers' work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rtop_docs.diagnostics import Severity
from rtop_docs.document.digest import document_digest
from rtop_docs.document.model import Document
from rtop_docs.make.build import compose_job, open_world
from rtop_docs.make.disk import disk_state
from rtop_docs.make.ledger import Entry, open_ledger
from rtop_docs.make.plan import Output, decide
from rtop_docs.make.project import LEDGER, is_project, no_project
from rtop_docs.make.run import matching
from rtop_docs.make.world import World
from rtop_docs.parity.model import Reading, Unread
from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences, is_read_back
from rtop_docs.parity.report import FileProof, Proof, State
from rtop_docs.workspace import Unreadable, Workspace


def verify(workspace: Workspace, wanted: Sequence[str]) -> Proof:
    """Compare the files that `wanted` names (all when empty) with their documents, composed again.

    Builds nothing and writes nothing.  wanted: as for a build: targets, documents, paths, patterns.
    """
    if not is_project(workspace):
        return Proof(diagnostics=(no_project(workspace),))
    opened = open_world(workspace)
    errors = tuple(d for d in opened.diagnostics if d.severity is Severity.ERROR)
    if opened.value is None:
        return Proof(diagnostics=errors)
    world, outputs = opened.value
    chosen = matching(outputs, wanted)
    entries = _entries(workspace)
    files: list[FileProof] = []
    found = [*errors, *chosen.diagnostics]
    for job, group in groupby(chosen.value, key=lambda output: output.job):
        composed = compose_job(world, job)
        if composed.value is None:
            found += composed.diagnostics
            files += (FileProof(output.path, job.name, output.format, State.NOT_COMPOSED) for output in group)
            continue
        files += _files(world, composed.value, list(group), entries)
    return Proof(tuple(files), tuple(found))


def _entries(workspace: Workspace) -> dict[str, Entry]:
    """Return what the ledger holds, without making one where there is none."""
    place = workspace.path_of(LEDGER)
    if not place.exists():
        return {}
    with open_ledger(place) as ledger:
        return ledger.entries()


def _files(world: World, document: Document, outputs: list[Output], entries: dict[str, Entry]) -> Iterator[FileProof]:
    """Yield the proof of each file of one document."""
    expected, digest = reading_of(document), document_digest(document)
    for output in outputs:
        entry = entries.get(output.path)
        there = disk_state(world.workspace, output.path, entry)
        if there == "absent":
            reason = "its file is gone" if entry else "it was never made"
            yield FileProof(output.path, output.job.name, output.format, State.NOT_BUILT, reasons=(reason,))
        elif entry is not None and entry.document != digest:
            reasons = decide(world, output, entry).reasons
            yield FileProof(output.path, output.job.name, output.format, State.STALE, reasons=reasons)
        else:
            yield _file(world.workspace, output, document, expected, edited=there == "edited")


def _file(workspace: Workspace, output: Output, document: Document, expected: Reading, *, edited: bool) -> FileProof:
    """Read one file back and compare it."""
    path, name, format = output.path, output.job.name, output.format
    if not is_read_back(format):
        return FileProof(path, name, format, State.NOT_READ_BACK, edited=edited)
    try:
        found = differences(workspace.read_bytes(path), format, document, expected)
    except Unread as fault:
        return FileProof(path, name, format, State.UNREADABLE, reasons=(str(fault),), edited=edited)
    except Unreadable as fault:
        return FileProof(path, name, format, State.UNREADABLE, reasons=(fault.diagnostic.message,), edited=edited)
    state = State.DIFFERS if found else State.SAME
    return FileProof(path, name, format, state, differences=found, edited=edited)
