"""Decide what is stale, and why: the recorded manifest against the present one.

Composes and writes nothing.  The only module that compares; `explain` prints what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field, frozen

from rtop_docs.make.disk import disk_state
from rtop_docs.make.ledger import Entry
from rtop_docs.make.manifest import differences, from_json
from rtop_docs.make.targets import Job
from rtop_docs.make.world import World
from rtop_docs.workspace import Workspace


@frozen
class Output:
    """One file to make: a target in a format."""

    job: Job
    format: str

    @property
    def path(self) -> str:
        """Return where it goes, below the project."""
        return self.job.path(self.format)


@frozen
class Decision:
    """Whether an output is stale.

    reasons: why, empty when it is fresh.  edited: the file on disk is not the one that was written.
    """

    output: Output
    entry: Entry | None
    reasons: tuple[str, ...]
    edited: bool = False


@frozen
class Plan:
    """What is to be made, what stays, what is to be removed (outputs of targets that no longer exist)."""

    stale: tuple[Decision, ...]
    fresh: tuple[Decision, ...]
    orphans: tuple[Entry, ...] = field(default=())


def make_plan(world: World, outputs: Iterable[Output], entries: dict[str, Entry], *, force: bool = False) -> Plan:
    """Decide for each of `outputs`; `force` makes all of them stale."""
    decisions = [decide(world, output, entries.get(output.path), force=force) for output in outputs]
    return Plan(tuple(d for d in decisions if d.reasons), tuple(d for d in decisions if not d.reasons))


def decide(world: World, output: Output, entry: Entry | None, *, force: bool = False) -> Decision:
    """Compare the recorded manifest of `output` with the present one, and the file with the recorded one."""
    edited = disk_state(world.workspace, output.path, entry) == "edited"
    if entry is None:
        return Decision(output, None, ("it was never made",), edited)
    reasons = list(_file_reasons(world.workspace, entry))
    try:
        recorded = from_json(entry.manifest)
    except ValueError:
        return Decision(output, entry, ("its entry in the ledger cannot be read",), edited)
    reasons += differences(recorded, world.present(recorded, output.job))
    if force:
        reasons.append("asked for by --always-make")
    return Decision(output, entry, tuple(reasons), edited)


def _file_reasons(workspace: Workspace, entry: Entry) -> Iterable[str]:
    reasons = {"absent": "its file is gone", "edited": "its file was edited by hand"}
    state = disk_state(workspace, entry.path, entry)
    if state in reasons:
        yield reasons[state]


def orphans(entries: dict[str, Entry], outputs: Iterable[Output]) -> tuple[Entry, ...]:
    """Return the entries whose output no target makes any more."""
    wanted = {output.path for output in outputs}
    return tuple(entry for path, entry in entries.items() if path not in wanted)
