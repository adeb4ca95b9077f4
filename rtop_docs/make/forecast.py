"""What a build would change, to the byte: everything stale is rendered in memory and compared with what is there.

Writes nothing.  Where `told.tell` says what might change, this says what does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, in_file_order
from rtop_docs.make.disk import ABSENT, CUT_OFF, EDITED, OURS, Disk
from rtop_docs.make.opened import blocked
from rtop_docs.make.plan import Decision
from rtop_docs.make.pool import Renderer
from rtop_docs.make.render import FAILED, SAME, Piece
from rtop_docs.make.run import tasks_of
from rtop_docs.make.told import Told, tell
from rtop_docs.make.wanted import Wanted
from rtop_docs.workspace import Workspace

APPEARS, CHANGES, VANISHES, STAYS, FAILS = "appears", "changes", "vanishes", "stays", "fails"


@frozen
class Forecast:
    """What a build with --keep-going would do to one file.

    what: it `APPEARS`, `CHANGES`, `VANISHES`, `STAYS` (rendered, and the bytes are the same), or `FAILS` (and stays).
    aside: a person's file is there and would be kept aside.
    """

    path: str
    what: str
    reasons: tuple[str, ...] = ()
    aside: bool = False

    @property
    def moves(self) -> bool:
        """Whether the file's bytes would not be what they are."""
        return self.what in {APPEARS, CHANGES, VANISHES}


def forecast(
    workspace: Workspace, wanted: Sequence[str] | Wanted, renderer: Renderer, *, strict: bool = False
) -> Checked[tuple[Forecast, ...]]:
    """Return what would become of each file that a build would touch, and everything that it would find."""
    told = tell(workspace, wanted)
    opened = told.value.opened
    if opened is None or (strict and told.diagnostics):
        return Checked((), told.diagnostics)
    found: list[Diagnostic] = list(told.diagnostics)
    forecasts = list(_rendered(told.value, renderer, strict, found))
    stopped = [Forecast(path, FAILS) for path in sorted(told.value.blocked)]
    if opened.broken:
        found += blocked(opened.broken.paths, [*told.value.blocked, *(f.path for f in forecasts if f.what == FAILS)])
    if not any(f.what == FAILS for f in (*forecasts, *stopped)):
        forecasts += _vanishing(workspace, told.value)
    return Checked((*forecasts, *stopped), in_file_order(found))


def _rendered(told: Told, renderer: Renderer, strict: bool, found: list[Diagnostic]) -> Iterator[Forecast]:
    assert told.opened is not None, "a project that is told of is open"
    opened, disk = told.opened, Disk(told.opened.world.workspace)
    tasks = tasks_of(told.plan.stale, strict=strict)
    by_number = {}
    for rendered in renderer(opened.world, [task for task, _ in tasks.values()]):
        by_number[rendered.number] = rendered
    for number, (task, decisions) in tasks.items():
        rendered = by_number[number]
        touched = bool(rendered.questions) and opened.touched(task.job, rendered.questions)
        for decision, piece in zip(decisions, rendered.pieces, strict=True):
            found += piece.diagnostics
            yield Forecast(piece.path, FAILS, decision.reasons) if touched else _one(decision, piece, disk)


def _one(decision: Decision, piece: Piece, disk: Disk) -> Forecast:
    if piece.outcome == FAILED:
        return Forecast(piece.path, FAILS, decision.reasons)
    if decision.disk == ABSENT:
        return Forecast(piece.path, APPEARS, decision.reasons)
    same = piece.outcome == SAME or disk.sha256(piece.path) == hashlib.sha256(piece.data).hexdigest()
    return Forecast(piece.path, STAYS if same else CHANGES, decision.reasons, decision.disk == EDITED and not same)


def _vanishing(workspace: Workspace, told: Told) -> Iterator[Forecast]:
    disk = Disk(workspace)
    for entry in told.orphans:
        if disk.state(entry.path, entry) in {OURS, CUT_OFF}:
            yield Forecast(entry.path, VANISHES, ("no target makes it any more",))
