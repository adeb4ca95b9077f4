"""Wait for changes of what documents are made from.  Knows nothing of what is done then."""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.make.project import INPUTS, SOURCES, TEMPLATES
from rtop_docs.workspace import Workspace

_SETTLE_MS = 50
"""An editor that saves by renaming makes several changes of one: they are waited for this long."""

_LOOK_MS = 200
"""So often the watcher looks whether it has begun, or was interrupted."""


class NotInstalled(Exception):
    """What is needed for this is in an extra that is not installed; `diagnostic` says which."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def changes(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    """Yield the sources, templates and styles that changed, each time some did; for ever.

    The first time nothing, when watching has begun: what is edited from then on is not missed.

    Raises NotInstalled, and KeyboardInterrupt when the user has seen enough.
    """
    try:
        from watchfiles import watch
    except ImportError:
        hint = "pip install 'rtop-docs[watch]'"
        raise NotInstalled(error("M18", "--watch needs the package watchfiles", None, hint)) from None
    folders = [place for name in (SOURCES, TEMPLATES) if (place := workspace.path_of(name)).is_dir()]
    begun = False
    for seen in watch(*folders, step=_SETTLE_MS, rust_timeout=_LOOK_MS, yield_on_timeout=True, raise_interrupt=True):
        paths = sorted({_relative(workspace, path) for _, path in seen})
        relevant = tuple(path for path in paths if path.endswith(INPUTS))
        if relevant or not begun:
            begun = True
            yield relevant


def _relative(workspace: Workspace, path: str) -> str:
    return path.removeprefix(f"{workspace.root}/")
