"""Open a project: its workspace, its checked record, its targets.

Knows where things lie; decides nothing about what is stale.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, error, in_file_order
from rtop_docs.make.versions import versions
from rtop_docs.workspace import PathRefused, Workspace

if TYPE_CHECKING:  # a build with nothing to do loads neither
    from rtop_docs.evidence.lock import Lock
    from rtop_docs.records.model import Library

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = "source"
TEMPLATES = "templates"
STYLE = "templates/style.yaml"
LEDGER = "build/.rtop/ledger.sqlite"
OF_DISTRIBUTION = ("source/recipients.yaml", "source/mail.yaml")
"""Who gets what, and how: no document depends on it, so that a new recipient makes nothing stale."""
INPUTS = (".yaml", ".yml", ".md", ".lock", ".docx", ".dotx")


def open_workspace(root: Path) -> Workspace:
    """Return the workspace of the project at `root`.

    A template is looked for in the project, then beside the package in a checkout, then in the wheel.
    """
    places = (PACKAGE.parent / TEMPLATES, PACKAGE / "_templates")
    return Workspace(root, tuple((TEMPLATES, place) for place in places if place.is_dir()))


def is_project(workspace: Workspace) -> bool:
    """Tell whether the folder holds a record: a folder named source."""
    return _is_folder(workspace, SOURCES)


def _is_folder(workspace: Workspace, name: str) -> bool:
    """Tell whether the project has a folder `name`; a link out of the project is none."""
    try:
        return workspace.path_of(name).is_dir()
    except PathRefused:
        return False


def no_project(workspace: Workspace) -> Diagnostic:
    """Say that there is no project here, and what to do."""
    return error(
        "M11",
        f"'{workspace.root}' holds no folder 'source'",
        None,
        "go to a project, or begin one with `rtop-docs new DIR`",
    )


def fingerprint(workspace: Workspace) -> str:
    """Return a digest of everything that any document can depend on: sources, templates, styles, versions."""
    digest = hashlib.sha256()
    for name, version in sorted(versions().items()):
        digest.update(f"{name} {version}\n".encode())
    for path in inputs(workspace):
        digest.update(f"{path} {workspace.digest(path)}\n".encode())
    for _, folder in workspace.fallbacks:
        for file in sorted(p for p in folder.rglob("*") if p.is_file()):
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def inputs(workspace: Workspace) -> tuple[str, ...]:
    """Return the paths of the project's own sources, templates and styles, sorted."""
    folders = [f for f in (SOURCES, TEMPLATES) if _is_folder(workspace, f)]
    listed = (p for f in folders for p in workspace.list_files(f) if p.endswith(INPUTS))
    return tuple(p for p in listed if p not in OF_DISTRIBUTION)


@frozen
class CheckedRecord:
    """The record as it was loaded and checked, with the lock of its quotations."""

    library: Library
    lock: Lock


def load_record(workspace: Workspace) -> Checked[CheckedRecord | None]:
    """Load and check the whole record: every finding of every reader and check, in file order.

    Looks at no archived text: what a build finds is the same with and without them.
    """
    from rtop_docs.analysis.figures import check_computations
    from rtop_docs.evidence.archive import load_lock
    from rtop_docs.evidence.verdicts import check_quotations
    from rtop_docs.records.check import run_checks
    from rtop_docs.records.load import load_library

    loaded, lock = load_library(workspace, SOURCES), load_lock(workspace)
    found = [*loaded.diagnostics, *lock.diagnostics]
    if loaded.value is None:
        return Checked(None, in_file_order(found))
    found += (*run_checks(loaded.value, {}), *check_computations(loaded.value))
    found += check_quotations(loaded.value, lock.value)
    return Checked(CheckedRecord(loaded.value, lock.value), in_file_order(found))


def check_texts(workspace: Workspace, library: Library) -> tuple[Diagnostic, ...]:
    """Check the record against the archived texts that are here: passages, names, verbs, numbers, wordings."""
    from rtop_docs.evidence.archive import archives_here
    from rtop_docs.evidence.passages import check_passages

    here = archives_here(workspace, library)
    return (*here.diagnostics, *check_passages(library, here.value))
