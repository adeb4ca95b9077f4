"""Decide what is stale, and why: the recorded manifest against the present one.

Composes and writes nothing.  The only module that compares; `explain` prints what it finds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from rtop_docs.make.disk import ABSENT, CUT_OFF, EDITED, Disk
from rtop_docs.make.findings import findings_from
from rtop_docs.make.ledger import Entry
from rtop_docs.make.manifest import FieldsOf, differences, from_json, no_fields
from rtop_docs.make.targets import Job
from rtop_docs.make.world import World

NEVER_MADE = "it was never made"
UNREADABLE = "its entry in the ledger cannot be read"
FORCED = "asked for by --always-make"
FILE_REASONS = {
    ABSENT: "its file is gone",
    EDITED: "its file was edited by hand",
    CUT_OFF: "the build that wrote its file was cut off",
}


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

    reasons: why, empty when it is fresh.  disk: how its file stands to the one that was written.
    questions: those that its document asked when it was made.
    """

    output: Output
    entry: Entry | None
    reasons: tuple[str, ...]
    disk: str
    questions: tuple[str, ...] = ()

    @property
    def edited(self) -> bool:
        """Whether the file on disk is not the one that was written."""
        return self.disk == EDITED

    @property
    def state(self) -> str:
        """Say in a word or three how it stands: "up to date", "stale", "never made", "gone", "edited by hand"."""
        if self.edited and self.entry is not None:
            return "edited by hand"
        if self.entry is None:
            return "never made"
        return "gone" if self.disk == ABSENT else "stale" if self.reasons else "up to date"

    @property
    def key(self) -> str:
        """Return the key of the bytes that are in place, or "" where they have to be written in any case."""
        whole = self.entry is not None and self.disk not in FILE_REASONS and FORCED not in self.reasons
        return self.entry.key if whole and self.entry is not None else ""


@frozen
class Plan:
    """What is to be made, what stays, what is to be removed (outputs of targets that no longer exist)."""

    stale: tuple[Decision, ...]
    fresh: tuple[Decision, ...]
    orphans: tuple[Entry, ...] = field(default=())


def make_plan(
    world: World,
    outputs: Iterable[Output],
    entries: Mapping[str, Entry],
    disk: Disk | None = None,
    old_fields: FieldsOf = no_fields,
    *,
    force: bool = False,
) -> Plan:
    """Decide for each of `outputs`; `force` makes all of them stale."""
    outputs = tuple(outputs)
    planner = _Planner(world, disk or Disk(world.workspace, [o.path for o in outputs]), old_fields)
    decisions = [planner.decide(output, entries.get(output.path), force=force) for output in outputs]
    return Plan(tuple(d for d in decisions if d.reasons), tuple(d for d in decisions if not d.reasons))


class _Planner:
    """Decides one output after another; formats of one document share a manifest, which is compared once."""

    def __init__(self, world: World, disk: Disk, old_fields: FieldsOf) -> None:
        self._world = world
        self._disk = disk
        self._old_fields = old_fields
        self._last: tuple[Job, str] | None = None
        self._compared: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())

    def decide(self, output: Output, entry: Entry | None, *, force: bool) -> Decision:
        """Compare the recorded manifest of `output` with the present one, and the file with the recorded one."""
        state = self._disk.state(output.path, entry)
        if entry is None:
            return Decision(output, None, (NEVER_MADE,), state)
        reasons = [FILE_REASONS[state]] if state in FILE_REASONS else []
        try:
            findings_from(entry.findings)
            differing, questions = self._compare(output.job, entry.manifest)
        except ValueError:
            return Decision(output, None, (UNREADABLE,), state)
        reasons += differing
        if force:
            reasons.append(FORCED)
        return Decision(output, entry, tuple(reasons), state, questions)

    def _compare(self, job: Job, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self._last != (job, text):
            recorded = from_json(text)
            present = self._world.present(recorded, job)
            said = differences(recorded, present, self._old_fields, self._world.fields)
            self._compared = (said, tuple(recorded.answers))
            self._last = (job, text)
        return self._compared


def orphans(entries: Mapping[str, Entry], outputs: Iterable[Output]) -> tuple[Entry, ...]:
    """Return the entries whose output no target makes any more."""
    wanted = {output.path for output in outputs}
    return tuple(entry for path, entry in entries.items() if path not in wanted)
