"""The whole build, from a folder to files: lock, nothing moved?, load, plan, run.

Knows the order of the steps; each step's work is another module's.  A build with nothing to do leaves
after the second step, before any reader, template engine or writer is imported.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, error, from_json, has_errors, in_file_order, to_json
from rtop_docs.make.disk import disk_state
from rtop_docs.make.ledger import Entry, Ledger, open_ledger
from rtop_docs.make.project import LEDGER, LOCK_FILE, STYLE, check_texts, fingerprint, is_project, no_project
from rtop_docs.make.result import Reporter, Result
from rtop_docs.workspace import PathRefused, Unreadable, Workspace

if TYPE_CHECKING:  # these load readers and writers
    from rtop_docs.document.model import Document
    from rtop_docs.make.plan import Decision, Output
    from rtop_docs.make.targets import Job
    from rtop_docs.make.world import World
    from rtop_docs.writers.style import Style

_WHOLE = "fingerprint of the last whole build"
_FINDINGS = "findings of the record at the last whole build"


@frozen
class Options:
    """How to build: make everything (`force`), let warnings fail (`strict`)."""

    force: bool = False
    strict: bool = False


@contextmanager
def locked(workspace: Workspace) -> Iterator[Diagnostic | None]:
    """Hold the build folder's lock, which dies with this process; give error M10 when another holds it."""
    from filelock import FileLock, Timeout

    try:
        place = workspace.path_of(LOCK_FILE)
    except PathRefused as fault:
        yield error("W01", str(fault), None, "take the link away")
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        yield error("M10", "another build is running in this folder", None, "wait for it to end, then build again")
        return
    try:
        yield None
    finally:
        lock.release()


def build(workspace: Workspace, wanted: Sequence[str], reporter: Reporter, options: Options) -> Result:
    """Make the outputs that `wanted` names (all when empty) and return what was done and found."""
    if not is_project(workspace):
        return Result(diagnostics=(no_project(workspace),))
    with locked(workspace) as busy:
        if busy:
            return Result(diagnostics=(busy,))
        with open_ledger(workspace.path_of(LEDGER)) as ledger:
            quick = None if options.force or wanted else nothing_moved(workspace, ledger)
            return quick or _build(workspace, ledger, wanted, reporter, options)


def nothing_moved(workspace: Workspace, ledger: Ledger) -> Result | None:
    """Return the result of a build with nothing to do, or None when something moved since the last whole one."""
    if ledger.named(_WHOLE) != fingerprint(workspace):
        return None
    entries = ledger.entries()
    if any(disk_state(workspace, path, entry) != "ours" for path, entry in entries.items()):
        return None
    found = [from_json(d) for d in json.loads(ledger.named(_FINDINGS) or "[]")]
    found += [from_json(d) for entry in entries.values() for d in json.loads(entry.findings)]
    return Result(fresh=tuple(entries), diagnostics=in_file_order(found))


def _build(workspace: Workspace, ledger: Ledger, wanted: Sequence[str], reporter: Reporter, options: Options) -> Result:
    from rtop_docs.make.plan import make_plan, orphans
    from rtop_docs.make.run import matching, run

    before = fingerprint(workspace)
    opened = open_world(workspace)
    if opened.value is None or _stops(opened.diagnostics, options):
        return Result(diagnostics=opened.diagnostics)
    world, outputs = opened.value
    chosen = matching(outputs, wanted)
    if not chosen.ok:
        return Result(diagnostics=(*opened.diagnostics, *chosen.diagnostics))
    entries = ledger.entries()
    plan = make_plan(world, chosen.value, entries, force=options.force)
    if not wanted:
        plan = evolve(plan, orphans=orphans(entries, outputs))
    ledger.name(_WHOLE, "")
    result = run(world, plan, ledger, compose_job, reporter, strict=options.strict)
    whole = not wanted and not result.failed and not result.kept_aside
    if whole and fingerprint(Workspace(workspace.root, workspace.fallbacks)) == before:
        ledger.name(_FINDINGS, json.dumps([to_json(d) for d in opened.diagnostics], ensure_ascii=False))
        ledger.name(_WHOLE, before)
    return evolve(result, diagnostics=in_file_order((*opened.diagnostics, *result.diagnostics)))


def open_world(workspace: Workspace) -> Checked[tuple[World, tuple[Output, ...]] | None]:
    """Load record, style and targets, and expand the targets to outputs; every finding of all of them at once."""
    from rtop_docs.make.expand import expand
    from rtop_docs.make.project import load_record
    from rtop_docs.make.targets import read_targets
    from rtop_docs.make.world import World

    record, specs = load_record(workspace), read_targets(workspace)
    style = _style(workspace)
    found = in_file_order((*record.diagnostics, *specs.diagnostics, *style.diagnostics))
    if has_errors(found) or record.value is None:
        return Checked(None, found)
    world = World(workspace, record.value, style.value)
    outputs = expand(world, specs.value)
    found = in_file_order((*found, *outputs.diagnostics))
    return Checked(None if has_errors(found) else (world, outputs.value), found)


def _style(workspace: Workspace) -> Checked[Style]:
    from rtop_docs.writers.style import DEFAULT, read_style

    try:
        return read_style(workspace.read_text(STYLE), STYLE, workspace)
    except Unreadable as fault:
        return Checked(DEFAULT, (fault.diagnostic,))


def explain(workspace: Workspace, wanted: Sequence[str]) -> Checked[tuple[tuple[Decision, str], ...]]:
    """Return for each output that `wanted` names what is decided of it now, and why it was last made."""
    from rtop_docs.make.plan import make_plan
    from rtop_docs.make.run import matching

    if not is_project(workspace):
        return Checked((), (no_project(workspace),))
    opened = open_world(workspace)
    if opened.value is None:
        return Checked((), opened.diagnostics)
    world, outputs = opened.value
    chosen = matching(outputs, wanted)
    plan = make_plan(world, chosen.value, _entries(workspace))
    decisions = sorted((*plan.stale, *plan.fresh), key=lambda d: d.output.path)
    told = tuple((d, d.entry.reason if d.entry else "") for d in decisions)
    return Checked(told, (*opened.diagnostics, *chosen.diagnostics))


def _entries(workspace: Workspace) -> dict[str, Entry]:
    """Return what the ledger holds, without making one where there is none."""
    place = workspace.path_of(LEDGER)
    if not place.exists():
        return {}
    with open_ledger(place) as ledger:
        return ledger.entries()


def clean(workspace: Workspace) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Diagnostic, ...]]:
    """Remove every output that is still as it was made; return what was removed, what was left, findings.

    What a person edited stays where it is.
    """
    if not is_project(workspace):
        return (), (), (no_project(workspace),)
    with locked(workspace) as busy:
        if busy:
            return (), (), (busy,)
        with open_ledger(workspace.path_of(LEDGER)) as ledger:
            entries = ledger.entries()
            states = {path: disk_state(workspace, path, entry) for path, entry in entries.items()}
            removed = tuple(path for path, state in states.items() if state == "ours")
            for path in removed:
                workspace.remove(path)
            ledger.drop(entries)
            ledger.name(_WHOLE, "")
    return removed, tuple(path for path, state in states.items() if state == "edited"), ()


def check(workspace: Workspace) -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with the record, its lock, its targets, its style and its templates.

    Composes every document and writes none.  Unlike a build it also holds the record against the archived texts
    that are here.
    """
    if not is_project(workspace):
        return (no_project(workspace),)
    opened = open_world(workspace)
    if opened.value is None:
        return opened.diagnostics
    world, outputs = opened.value
    found = [*opened.diagnostics, *check_texts(workspace, world.record.library)]
    for job in dict.fromkeys(output.job for output in outputs):
        found += compose_job(world, job).diagnostics
    return in_file_order(found)


def compose_named(workspace: Workspace, name: str) -> Checked[Document | None]:
    """Compose the one document called `name`.  Raises ValueError when none, or more than one, is called so."""
    opened = open_world(workspace)
    if opened.value is None:
        return Checked(None, opened.diagnostics)
    world, outputs = opened.value
    jobs = {output.job.name: output.job for output in outputs}
    if name not in jobs:
        raise ValueError(f"there is no document {name!r}; documents are {', '.join(jobs)}")
    made = compose_job(world, jobs[name])
    return Checked(made.value, in_file_order((*opened.diagnostics, *made.diagnostics)))


def compose_job(world: World, job: Job) -> Checked[Document | None]:
    """Compose one job's document."""
    from rtop_docs.compose.compose import compose
    from rtop_docs.compose.parts import PARTS

    return compose(world.ask(job), job.target, world.workspace, PARTS)


def _stops(found: Sequence[Diagnostic], options: Options) -> bool:
    return has_errors(found) or (options.strict and bool(found))
