"""The whole build, from a folder to files: nothing moved?, lock, load, plan, run.

Knows the order of the steps; each step's work is another module's.  A build with nothing to do leaves
after the first step, before any reader, template engine or writer is imported.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from rtop_docs.diagnostics import Diagnostic, error, in_file_order, warning
from rtop_docs.make.findings import findings_text
from rtop_docs.make.project import LEDGER, fingerprint, is_project, no_project
from rtop_docs.make.quick import FINDINGS, WHOLE, nothing_moved
from rtop_docs.make.result import Reporter, Result
from rtop_docs.workspace import Workspace

if TYPE_CHECKING:  # these load readers and writers
    from rtop_docs.make.disk import Disk
    from rtop_docs.make.ledger import Ledger
    from rtop_docs.make.opened import Opened
    from rtop_docs.make.plan import Plan
    from rtop_docs.make.pool import Renderer
    from rtop_docs.make.wanted import Wanted

_TIMES_BEGUN_ANEW = 2


@frozen
class Options:
    """How to build.

    force: make everything.  strict: let warnings fail.  keep_going: go on after a target has failed.  jobs: how
    many processes at most, 0 for all cores.  verify: hash every output.  wait: for another build to end.
    cluster: a Dask scheduler's address, "local" for one of our own, "" for none.
    """

    force: bool = False
    strict: bool = False
    keep_going: bool = False
    jobs: int = 1
    verify: bool = False
    wait: bool = False
    cluster: str = ""


def build(workspace: Workspace, wanted: Sequence[str] | Wanted, reporter: Reporter, options: Options) -> Result:
    """Make the outputs that `wanted` names (all when empty) and return what was done and found.

    Raises OSError when the build folder cannot be used.
    """
    if not is_project(workspace):
        return Result(diagnostics=(no_project(workspace),))
    if not wanted and not options.force and (quick := nothing_moved(workspace, verify=options.verify)):
        return quick
    from rtop_docs.make.lock import locked
    from rtop_docs.make.wanted import Wanted

    meant = wanted if isinstance(wanted, Wanted) else Wanted(tuple(wanted))
    with locked(workspace, wait=options.wait) as busy:
        if busy:
            return Result(diagnostics=(busy,))
        return _with_ledger(workspace, meant, reporter, options)


def _with_ledger(workspace: Workspace, wanted: Wanted, reporter: Reporter, options: Options) -> Result:
    """Build with the ledger that is there; when it turns out to be damaged, once more without."""
    from rtop_docs.make.ledger import FAULTS, is_damage, open_ledger, remove_ledger

    place = workspace.path_of(LEDGER)
    for attempt in range(_TIMES_BEGUN_ANEW):
        try:
            with open_ledger(place) as ledger:
                return _build(workspace, ledger, wanted, reporter, options)
        except FAULTS as fault:
            if not is_damage(fault, place):
                why = f"'{LEDGER}' cannot be used: {fault}"
                return Result(diagnostics=(error("M16", why, None, "see to the folder, then build again"),))
            if attempt + 1 < _TIMES_BEGUN_ANEW:
                remove_ledger(place)
    return Result(diagnostics=(error("M16", f"'{LEDGER}' is damaged again and again", None, "see to the disk"),))


def _build(workspace: Workspace, ledger: Ledger, wanted: Wanted, reporter: Reporter, options: Options) -> Result:
    from rtop_docs.make.disk import Disk
    from rtop_docs.make.opened import open_project
    from rtop_docs.make.place import resume
    from rtop_docs.make.plan import make_plan, orphans
    from rtop_docs.make.wanted import choose

    before = fingerprint(workspace)
    intents, resumed = resume(workspace, ledger)
    if wanted.everything and not options.cluster and (options.force or not ledger.looks()):
        from rtop_docs.make.pool import get_ready  # everything will be made: workers will be wanted

        get_ready(options.jobs)
    project = open_project(workspace, ledger.good)
    found = (*project.diagnostics, *resumed)
    if project.value is None or (options.strict and project.diagnostics):
        return Result(diagnostics=in_file_order(found))
    opened = project.value
    if opened.good is not None:
        ledger.keep_good(opened.good)
    chosen = choose(opened.outputs, wanted)
    found = (*found, *chosen.diagnostics)
    if not chosen.ok:
        return Result(diagnostics=in_file_order(found))
    entries = ledger.entries()
    disk = Disk(workspace, {*entries, *(o.path for o in chosen.value)}, intents, verify=options.verify)
    plan = make_plan(opened.world, chosen.value, entries, disk, ledger.fields, force=options.force)
    if wanted.everything and opened.broken is None:
        plan = evolve(plan, orphans=orphans(entries, opened.outputs))
    ledger.renew(disk.moved)
    result = _run(opened, plan, ledger, disk, reporter, options)
    if wanted.everything and not _is_partial(result) and opened.broken is None:
        found = (*found, *_note_whole(workspace, ledger, before, project.diagnostics))
    return evolve(result, diagnostics=in_file_order((*found, *result.diagnostics)))


def _run(opened: Opened, plan: Plan, ledger: Ledger, disk: Disk, reporter: Reporter, options: Options) -> Result:
    """Carry out a plan; what asks what a broken source holds fails, and whose target is gone is removed."""
    from rtop_docs.make.opened import blocked
    from rtop_docs.make.place import Placer, remove_orphans
    from rtop_docs.make.run import run

    workspace = opened.world.workspace
    if plan.stale or plan.orphans:
        ledger.name({WHOLE: ""})
    plan, stopped = _without_blocked(opened, plan)
    placer = Placer(workspace, ledger, disk)
    renderer = _renderer(options)
    result = run(opened, plan, placer, renderer, reporter, strict=options.strict, keep_going=options.keep_going)
    failed = (*stopped, *result.failed)
    said = tuple(blocked(opened.broken.paths, failed)) if opened.broken else ()
    result = evolve(result, failed=failed, diagnostics=(*result.diagnostics, *said))
    if plan.orphans and not _is_partial(result):
        result = evolve(result, removed=tuple(remove_orphans(workspace, ledger, disk, plan.orphans)))
    if plan.stale:
        ledger.tidy()
    return result


def _without_blocked(opened: Opened, plan: Plan) -> tuple[Plan, tuple[str, ...]]:
    """Take from a plan what is known to ask what a source with errors holds; return the rest and those paths."""
    if opened.broken is None:
        return plan, ()
    both = (*plan.stale, *plan.fresh)
    stopped = {d.output.path for d in both if d.questions and opened.touched(d.output.job, d.questions)}
    stale, fresh = (tuple(d for d in of if d.output.path not in stopped) for of in (plan.stale, plan.fresh))
    return evolve(plan, stale=stale, fresh=fresh), tuple(sorted(stopped))


def _is_partial(result: Result) -> bool:
    return bool(result.failed or result.left or result.interrupted)


def _note_whole(
    workspace: Workspace, ledger: Ledger, before: str, found: Sequence[Diagnostic]
) -> tuple[Diagnostic, ...]:
    """Remember that this build was whole, unless a source was edited meanwhile: then say so."""
    if fingerprint(Workspace(workspace.root, workspace.fallbacks)) != before:
        return (warning("M17", "a source was edited while the build ran", None, "build again"),)
    ledger.name({FINDINGS: findings_text(found), WHOLE: before})
    return ()


def _renderer(options: Options) -> Renderer:
    if options.cluster:
        from rtop_docs.make.cluster import on_cluster

        return on_cluster(options.cluster, options.jobs)
    from rtop_docs.make.pool import on_cores

    return on_cores(options.jobs)
