"""The one lock on a build folder: who holds it writes there, and it dies with its process.

Knows nothing of what is built.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.workspace import PathRefused, Workspace

LOCK_FILE = "build/.rtop/lock"
HOLDER = "build/.rtop/holder"
"""Says which process holds the lock.  Not in the lock's own file: whoever only tries to get that one empties it."""


@contextmanager
def locked(workspace: Workspace, *, wait: bool = False) -> Iterator[Diagnostic | None]:
    """Hold the build folder's lock, which dies with this process; give error M10 when another holds it.

    wait: until the other is done, as long as it takes.  Raises OSError where the folder cannot be written.
    """
    from filelock import FileLock, Timeout

    try:
        place = workspace.path_of(LOCK_FILE)
    except PathRefused as fault:
        yield error("W01", str(fault), None, "take the link away")
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(timeout=-1 if wait else 0)
    except Timeout:
        yield _busy(workspace)
        return
    try:
        workspace.path_of(HOLDER).write_text(f"{os.getpid()}\n", encoding="ascii")
        yield None
    finally:
        lock.release()


def _busy(workspace: Workspace) -> Diagnostic:
    """Say who is in the way, as far as that can be read."""
    try:
        process = workspace.path_of(HOLDER).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        process = ""
    who = f" (process {process})" if process.isdecimal() else ""
    hint = "wait for it to end, then build again, or let `--wait` do both"
    return error("M10", f"another build is running in this folder{who}", None, hint)
