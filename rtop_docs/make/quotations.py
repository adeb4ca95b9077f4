"""The commands on archived texts and the quotation lock: load the record, then let `evidence` do the work.

Holds the build's lock while it writes, so that no build reads a half-changed record.
"""

from __future__ import annotations

from rtop_docs.diagnostics import Checked, Diagnostic, in_file_order
from rtop_docs.evidence import archive
from rtop_docs.evidence.lockfile import Lock
from rtop_docs.make.lock import locked
from rtop_docs.make.project import SOURCES, is_project, no_project
from rtop_docs.records.load import load_library
from rtop_docs.records.model import Library
from rtop_docs.workspace import Workspace


def add_archive(workspace: Workspace, source: str, data: bytes, *, replace: bool) -> Checked[str]:
    """Keep `data` as the archived text of `source`; return the path where it lies, empty when it was refused."""
    library, found = _library(workspace)
    if library is None:
        return Checked("", found)
    with locked(workspace) as busy:
        if busy:
            return Checked("", (busy,))
        added = archive.add_archive(workspace, library, source, data, replace)
    return Checked(added.value.path if added.value else "", added.diagnostics)


def make_locks(workspace: Workspace) -> Checked[str]:
    """Look for every quotation in the archived texts that are here and write the lock; return what it holds."""
    library, found = _library(workspace)
    if library is None:
        return Checked(_counted(None), found)
    with locked(workspace) as busy:
        if busy:
            return Checked(_counted(None), (busy,))
        made = archive.make_locks(workspace, library)
    return Checked(_counted(made.value), in_file_order((*found, *made.diagnostics)))


def check_locks(workspace: Workspace) -> Checked[str]:
    """Judge every quotation by the lock and prove the lock against the texts that are here; write nothing."""
    library, found = _library(workspace)
    if library is None:
        return Checked(_counted(None), found)
    checked = archive.check_locks(workspace, library)
    return Checked(_counted(checked.value), in_file_order((*found, *checked.diagnostics)))


def _library(workspace: Workspace) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    if not is_project(workspace):
        return None, (no_project(workspace),)
    loaded = load_library(workspace, SOURCES)
    return (loaded.value if loaded.ok else None), loaded.diagnostics


def _counted(lock: Lock | None) -> str:
    number = sum(len(source.entries) for source in lock.sources) if lock else 0
    return "1 place of a quotation" if number == 1 else f"{number} places of quotations"
