"""Put what was rendered in place and record it, so that a build can be cut off anywhere and lose at most work.

First what is about to be done is noted in the ledger; then files are written beside, synced and renamed; then
they are recorded.  Knows nothing of how bytes are made.  Only who holds the lock may call it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from attrs import frozen

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.make.disk import CUT_OFF, OURS, Disk
from rtop_docs.make.findings import findings_text
from rtop_docs.make.ledger import Entry, Intent, Ledger
from rtop_docs.make.plan import Decision
from rtop_docs.make.render import FAILED, SAME, Piece, Rendered
from rtop_docs.make.result import Step
from rtop_docs.workspace import PathRefused, Workspace

Item = tuple[Decision, Rendered, Piece]


@frozen
class Placed:
    """What became of one output.  entry: to be recorded.  aside: where an edited file is kept now."""

    step: Step
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]
    aside: str = ""


class Placer:
    """Puts outputs in place, a batch at a time."""

    def __init__(self, workspace: Workspace, ledger: Ledger, disk: Disk) -> None:
        self._workspace = workspace
        self._ledger = ledger
        self._disk = disk
        self._kept: set[str] = set()

    def put(self, batch: Sequence[Item]) -> tuple[Placed, ...]:
        """Put a batch in place and record it.  Raises sqlite3.Error when the ledger cannot be written."""
        if not batch:
            return ()
        asides = {d.output.path: self._aside(d) for d, _, piece in batch if self._is_in_the_way(d, piece)}
        writing = [piece for d, _, piece in batch if self._writes(d, piece)]
        self._ledger.intend(Intent(p.path, _sha256(p.data), asides.get(p.path, "")) for p in writing)
        placed = tuple(self._place(item, asides.get(item[0].output.path, "")) for item in batch)
        self._workspace.sync_folders(p.entry.path for p in placed if p.entry and p.step.outcome == "made")
        new = {d: held for _, r, _ in batch for d, held in r.records.items() if d not in self._kept}
        self._ledger.put((p.entry for p in placed if p.entry), (p.step.path for p in placed), new)
        self._kept |= new.keys()
        return placed

    def _writes(self, decision: Decision, piece: Piece) -> bool:
        """Tell whether bytes have to go to disk: they were rendered and are not there already."""
        if piece.outcome in {FAILED, SAME}:
            return False
        entry = decision.entry
        return decision.disk != OURS or entry is None or entry.sha256 != _sha256(piece.data)

    def _is_in_the_way(self, decision: Decision, piece: Piece) -> bool:
        """Tell whether a person's file stands where other bytes are to go."""
        if not decision.edited or not self._writes(decision, piece):
            return False
        return self._disk.sha256(piece.path) != _sha256(piece.data)

    def _aside(self, decision: Decision) -> str:
        """Return the first free of ``name.edited.pdf``, ``name.edited-2.pdf``, ..."""
        place = PurePosixPath(decision.output.path)
        for number in range(1, 1_000_000):
            suffix = ".edited" if number == 1 else f".edited-{number}"
            name = place.with_name(f"{place.stem}{suffix}{place.suffix}").as_posix()
            if not self._workspace.is_anything(name):
                return name
        raise OSError("no free name to keep an edited file")

    def _place(self, item: Item, aside: str) -> Placed:
        decision, rendered, piece = item
        if piece.outcome == FAILED:
            return Placed(_step(decision, rendered, FAILED), None, piece.diagnostics)
        if not self._writes(decision, piece):
            assert decision.entry is not None
            return self._placed(item, "same", decision.entry, ())
        try:
            if aside:
                self._workspace.move(piece.path, aside)
            self._workspace.write_bytes(piece.path, piece.data, lasting=False)
        except (OSError, PathRefused) as fault:
            why = (fault.strerror or str(fault)) if isinstance(fault, OSError) else str(fault)
            reason = error("M09", f"'{piece.path}' cannot be written: {why}")
            said = (edited(piece.path, aside),) if aside and self._workspace.is_anything(aside) else ()
            return Placed(_step(decision, rendered, FAILED), None, (*piece.diagnostics, *said, reason))
        return self._placed(item, "made", None, (edited(piece.path, aside),) if aside else (), aside)

    def _placed(
        self, item: Item, outcome: str, old: Entry | None, said: tuple[Diagnostic, ...], aside: str = ""
    ) -> Placed:
        decision, rendered, piece = item
        size, mtime, inode = self._workspace.signatures((piece.path,))[piece.path] or (0, 0, 0)
        entry = Entry(
            path=piece.path,
            target=decision.output.job.name,
            format=decision.output.format,
            key=piece.key,
            sha256=old.sha256 if old else _sha256(piece.data),
            size=size,
            mtime=mtime,
            inode=inode,
            reason=old.reason if old else "\n".join(decision.reasons),
            findings=findings_text(piece.diagnostics),
            manifest=rendered.manifest,
        )
        return Placed(_step(decision, rendered, outcome), entry, (*piece.diagnostics, *said), aside)


def remove_orphans(workspace: Workspace, ledger: Ledger, disk: Disk, gone: Sequence[Entry]) -> Iterator[str]:
    """Remove outputs whose target is gone, if they are still ours; forget them in any case.  Yield what went."""
    for entry in gone:
        if disk.state(entry.path, entry) in {OURS, CUT_OFF}:
            workspace.remove(entry.path)
            yield entry.path
    ledger.drop(entry.path for entry in gone)


def resume(workspace: Workspace, ledger: Ledger) -> tuple[dict[str, Intent], tuple[Diagnostic, ...]]:
    """Take up after a build that was cut off: sweep what it left half done, and say what it kept aside.

    Returns what it was about to do (its files are ours, though they were never recorded), and findings.
    """
    if workspace.is_anything("build"):
        workspace.sweep("build")
    intents = ledger.intents()
    said = [edited(i.path, i.aside) for i in intents.values() if i.aside and workspace.is_anything(i.aside)]
    return intents, tuple(said)


def edited(path: str, aside: str) -> Diagnostic:
    """Say that a person's file was kept."""
    message = f"'{path}' was edited by hand; the edited file is now '{aside}'"
    return error("M07", message, None, "move your edit into the record, then delete the file")


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _step(decision: Decision, rendered: Rendered, outcome: str) -> Step:
    output = decision.output
    return Step(output.path, output.job.name, output.format, outcome, decision.reasons, rendered.seconds)
