"""Whether anything moved since the last whole build: known from digests and dates, before any reader is imported.

Knows nothing of records, documents or targets.  Writes nothing but how unchanged files look now.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from rtop_docs.diagnostics import in_file_order
from rtop_docs.make.disk import sha256_of
from rtop_docs.make.findings import findings_from
from rtop_docs.make.ledger import Ledger, read_ledger
from rtop_docs.make.project import LEDGER, fingerprint
from rtop_docs.make.result import Result
from rtop_docs.workspace import PathRefused, Workspace

WHOLE = "fingerprint of the last whole build"
FINDINGS = "findings of the record at the last whole build"


def nothing_moved(workspace: Workspace, *, verify: bool = False) -> Result | None:
    """Return the result of a build with nothing to do, or None when something moved since the last whole one.

    Needs no lock: while another build runs there is no whole one.  verify: hash every output, trust no date.
    """
    try:
        with read_ledger(workspace.path_of(LEDGER)) as ledger:
            return _result(workspace, ledger, verify) if ledger else None
    except (sqlite3.Error, ValueError, OSError, PathRefused):  # the build itself finds out what is wrong
        return None


def _result(workspace: Workspace, ledger: Ledger, verify: bool) -> Result | None:
    whole = ledger.named(WHOLE)
    if not whole or whole != fingerprint(workspace):
        return None
    looks = ledger.looks()
    paths = [path for path, *_ in looks]
    moved = _moved(workspace, ledger, paths if verify else workspace.unlike(looks))
    if moved is None:
        return None
    _renew(workspace, moved)
    found = list(findings_from(ledger.named(FINDINGS)))
    for text in ledger.findings():
        found += findings_from(text)
    return Result(fresh=tuple(paths), diagnostics=in_file_order(found))


def _moved(workspace: Workspace, ledger: Ledger, paths: Sequence[str]) -> dict[str, tuple[int, int, int]] | None:
    """Return how files look now that look otherwise and hold what they held; None when one holds something else."""
    recorded = ledger.sha256(paths)
    seen = workspace.signatures(paths)
    found = {}
    for path in paths:
        now = seen[path]
        if now is None or sha256_of(workspace, path) != recorded.get(path):
            return None
        found[path] = now
    return found


def _renew(workspace: Workspace, moved: Mapping[str, tuple[int, int, int]]) -> None:
    """Spare the next build the hashing of files that were copied or touched, unless another build is at work."""
    if not moved:
        return
    from rtop_docs.make.ledger import open_ledger
    from rtop_docs.make.lock import locked

    with locked(workspace) as busy:
        if not busy:
            with open_ledger(workspace.path_of(LEDGER)) as ledger:
                ledger.renew(moved)
