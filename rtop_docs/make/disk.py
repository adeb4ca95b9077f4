"""How a file on disk stands to its entry in the ledger.  Knows nothing of what it should hold."""

from __future__ import annotations

import hashlib

from rtop_docs.make.ledger import Entry
from rtop_docs.workspace import Workspace


def disk_state(workspace: Workspace, path: str, entry: Entry | None) -> str:
    """Say how the file at `path` stands to its entry: "absent", "ours", or "edited" (also when it is not ours)."""
    place = workspace.path_of(path)
    if not place.exists():
        return "absent"
    if entry is None:
        return "edited"
    state = place.stat()
    if (state.st_size, state.st_mtime_ns, state.st_ino) == (entry.size, entry.mtime, entry.inode):
        return "ours"
    return "ours" if hashlib.sha256(place.read_bytes()).hexdigest() == entry.sha256 else "edited"
