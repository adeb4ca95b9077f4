"""Prove that the finished files of a project say what their documents say: read them back, compare, tell.

Knows which files a project makes and how they stand to its ledger; how a file is read is the readers' work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rtop_docs.diagnostics import Severity
from rtop_docs.document.model import Document
from rtop_docs.make.disk import ABSENT
from rtop_docs.make.ledger import read_ledger
from rtop_docs.make.manifest import no_fields
from rtop_docs.make.opened import open_world
from rtop_docs.make.plan import FILE_REASONS, Decision, Output, make_plan
from rtop_docs.make.project import LEDGER, is_project, no_project
from rtop_docs.make.render import compose_job
from rtop_docs.make.wanted import Wanted, choose
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
    chosen = choose(outputs, Wanted(words=tuple(wanted)))
    decisions = _decisions(world, chosen.value)
    files: list[FileProof] = []
    found = [*errors, *chosen.diagnostics]
    for job, group in groupby(chosen.value, key=lambda output: output.job):
        composed = compose_job(world, job)
        if composed.value is None:
            found += composed.diagnostics
            files += (FileProof(output.path, job.name, output.format, State.NOT_COMPOSED) for output in group)
            continue
        files += _files(workspace, composed.value, [decisions[output.path] for output in group])
    return Proof(tuple(files), tuple(found))


def _decisions(world: World, outputs: Sequence[Output]) -> dict[str, Decision]:
    """Return how each output stands to the ledger, by its path; no ledger is made where there is none."""
    with read_ledger(world.workspace.path_of(LEDGER)) as ledger:
        entries = ledger.entries() if ledger is not None else {}
        plan = make_plan(world, outputs, entries, None, ledger.fields if ledger is not None else no_fields)
    return {decision.output.path: decision for decision in (*plan.stale, *plan.fresh)}


def _files(workspace: Workspace, document: Document, decisions: Sequence[Decision]) -> Iterator[FileProof]:
    """Yield the proof of each file of one document."""
    expected = reading_of(document)
    for decision in decisions:
        output = decision.output
        moved = tuple(reason for reason in decision.reasons if reason not in FILE_REASONS.values())
        if decision.disk == ABSENT:
            yield FileProof(output.path, output.job.name, output.format, State.NOT_BUILT, reasons=decision.reasons)
        elif decision.entry is not None and moved:
            yield FileProof(output.path, output.job.name, output.format, State.STALE, reasons=moved)
        else:
            yield _file(workspace, output, document, expected, edited=decision.edited)


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
