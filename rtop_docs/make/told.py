"""What can be said of a project without building it: what is stale and why, what is wrong, one document.

Writes nothing, takes no lock.  Says what the build would decide, by the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, in_file_order
from rtop_docs.document.model import Document
from rtop_docs.make.disk import Disk
from rtop_docs.make.ledger import FAULTS, Entry, Intent, read_ledger
from rtop_docs.make.opened import Opened, open_project, open_world
from rtop_docs.make.plan import Decision, Plan, make_plan, orphans
from rtop_docs.make.project import LEDGER, check_texts, is_project, no_project
from rtop_docs.make.render import compose_job
from rtop_docs.make.wanted import Wanted, choose
from rtop_docs.workspace import PathRefused, Workspace


@frozen
class Told:
    """What stands in the way of each output that was asked for.

    decisions: in the order of targets.yaml.  blocked: paths of those that ask what a source with errors holds.
    orphans: entries of outputs that no target makes any more.
    """

    decisions: tuple[Decision, ...] = ()
    blocked: frozenset[str] = frozenset()
    orphans: tuple[Entry, ...] = ()
    opened: Opened | None = field(default=None, repr=False)

    @property
    def plan(self) -> Plan:
        """Return what the build would do."""
        free = [d for d in self.decisions if d.output.path not in self.blocked]
        return Plan(tuple(d for d in free if d.reasons), tuple(d for d in free if not d.reasons), self.orphans)


def tell(workspace: Workspace, wanted: Sequence[str] | Wanted, *, force: bool = False) -> Checked[Told]:
    """Return for each output that `wanted` names what the build would decide of it now."""
    if not is_project(workspace):
        return Checked(Told(), (no_project(workspace),))
    recorded = _recorded(workspace)
    project = open_project(workspace, lambda: recorded.good)
    if project.value is None:
        return Checked(Told(), project.diagnostics)
    opened, entries = project.value, recorded.entries
    meant = wanted if isinstance(wanted, Wanted) else Wanted(tuple(wanted))
    chosen = choose(opened.outputs, meant)
    disk = Disk(workspace, {*entries, *(o.path for o in chosen.value)}, recorded.intents)
    plan = make_plan(opened.world, chosen.value, entries, disk, recorded.fields_of, force=force)
    order = {output.path: number for number, output in enumerate(chosen.value)}
    decisions = tuple(sorted((*plan.stale, *plan.fresh), key=lambda d: order[d.output.path]))
    gone = orphans(entries, opened.outputs) if meant.everything and opened.broken is None else ()
    blocked = frozenset(d.output.path for d in decisions if d.questions and opened.touched(d.output.job, d.questions))
    return Checked(Told(decisions, blocked, gone, opened), (*project.diagnostics, *chosen.diagnostics))


@frozen
class _Recorded:
    """What the ledger holds."""

    entries: Mapping[str, Entry] = field(factory=dict)
    intents: Mapping[str, Intent] = field(factory=dict)
    good: Mapping[str, bytes] = field(factory=dict)
    fields: Mapping[str, Mapping[str, str]] = field(factory=dict)

    def fields_of(self, digest: str) -> Mapping[str, str]:
        """Return the fields' digests of a record as it was."""
        return self.fields.get(digest, {})


def _recorded(workspace: Workspace) -> _Recorded:
    """Return what the ledger holds, without making one where there is none; a damaged one holds nothing."""
    try:
        with read_ledger(workspace.path_of(LEDGER)) as ledger:
            if ledger is None:
                return _Recorded()
            return _Recorded(ledger.entries(), ledger.intents(), ledger.good(), ledger.all_fields())
    except (*FAULTS, PathRefused):
        return _Recorded()


def explain(workspace: Workspace, wanted: Sequence[str]) -> Checked[tuple[tuple[Decision, str], ...]]:
    """Return for each output that `wanted` names what is decided of it now, and why it was last made."""
    told = tell(workspace, wanted)
    decisions = sorted(told.value.decisions, key=lambda d: d.output.path)
    return Checked(tuple((d, d.entry.reason if d.entry else "") for d in decisions), told.diagnostics)


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
