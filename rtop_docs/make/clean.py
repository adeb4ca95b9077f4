"""Take away what was made, and nothing else.  Knows nothing of what any file holds."""

from __future__ import annotations

from attrs import frozen

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.make.disk import CUT_OFF, EDITED, OURS, Disk
from rtop_docs.make.ledger import FAULTS, Ledger, open_ledger
from rtop_docs.make.lock import locked
from rtop_docs.make.place import resume
from rtop_docs.make.project import LEDGER, is_project, no_project
from rtop_docs.make.quick import WHOLE
from rtop_docs.workspace import Workspace


@frozen
class Cleaned:
    """What was removed, what was left because a person edited it, and findings."""

    removed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def clean(workspace: Workspace) -> Cleaned:
    """Remove every output that is still as it was made; what a person edited, and edited files kept aside, stay."""
    if not is_project(workspace):
        return Cleaned(diagnostics=(no_project(workspace),))
    with locked(workspace) as busy:
        if busy:
            return Cleaned(diagnostics=(busy,))
        try:
            with open_ledger(workspace.path_of(LEDGER)) as ledger:
                return _clean(workspace, ledger)
        except FAULTS as fault:
            why = f"'{LEDGER}' cannot be used: {fault}"
            hint = "build once: then it is known again what is ours"
            return Cleaned(diagnostics=(error("M16", why, None, hint),))


def _clean(workspace: Workspace, ledger: Ledger) -> Cleaned:
    intents, resumed = resume(workspace, ledger)
    entries = ledger.entries()
    ledger.name({WHOLE: ""})
    disk = Disk(workspace, entries, intents)
    states = {path: disk.state(path, entries.get(path)) for path in sorted({*entries, *intents})}
    removed = tuple(path for path, state in states.items() if state in {OURS, CUT_OFF})
    for path in removed:
        workspace.remove(path)
    ledger.drop(entries)
    ledger.forget_intents()
    ledger.tidy()
    return Cleaned(removed, tuple(path for path, state in states.items() if state == EDITED), resumed)
