"""Everything that a document can depend on, as one value that can be sent to a worker: it looks at no disk.

All workers see the project as it was when the build began, whatever is edited meanwhile.
"""

from __future__ import annotations

import hashlib
import pickle

from attrs import frozen

from rtop_docs.make.project import TEMPLATES, CheckedRecord, inputs
from rtop_docs.make.world import World
from rtop_docs.workspace import Contents, Workspace
from rtop_docs.writers.style import Style


@frozen
class Snapshot:
    """A record, a style, and the texts of all templates and notes."""

    record: CheckedRecord
    style: Style
    contents: Contents

    def world(self) -> World:
        """Return the world as it was, on no disk."""
        return World(Workspace.on_no_disk(self.contents), self.record, self.style)


def pack(world: World) -> bytes:
    """Return a world as bytes for `unpack`."""
    workspace = world.workspace
    ours = {p for p in inputs(workspace) if p.startswith(f"{TEMPLATES}/") or p.endswith(".md")}
    contents = workspace.contents(sorted({*ours, *workspace.fallback_files()}))
    return pickle.dumps(Snapshot(world.record, world.style, contents), protocol=pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> World:
    """Return the world that `pack` made bytes of; only for bytes of our own processes."""
    snapshot = pickle.loads(data)  # noqa: S301  our own parent process sent it
    assert isinstance(snapshot, Snapshot)
    return snapshot.world()


def name_of(data: bytes) -> str:
    """Return a name for a snapshot: the same for the same bytes."""
    return hashlib.sha256(data).hexdigest()[:16]
