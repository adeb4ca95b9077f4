"""The one lock on the ledger of mail: who holds it may send, and it dies with its process.

Knows nothing of mails.  It holds among the processes of one machine, and of several where their shared drive knows
locks; a project that is copied to a second machine has a ledger of its own there, and must not send.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.workspace import Workspace

LOCK_FILE = "sent/lock"


@contextmanager
def locked(workspace: Workspace) -> Iterator[Diagnostic | None]:
    """Hold the lock; give error N52 when another process does.  Raises PathRefused, OSError."""
    from filelock import FileLock, Timeout

    place = workspace.path_of(LOCK_FILE)
    place.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(place)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        yield error(
            "N52", "another `rtop-docs send` is running in this project", None, "wait for it to end, then try again"
        )
        return
    try:
        yield None
    finally:
        lock.release()
