"""Briefings, summaries and position sheets from one hand-edited record of a United Nations dialogue.

    import rtop_docs

    library = rtop_docs.load("my-dialogue").value          # the record, with every finding beside it
    ask = rtop_docs.ask(library, "ga-2014")                # the questions on one dialogue
    for theme in ask.positions_of("RWA"): ...
    document = rtop_docs.compose("my-dialogue", "briefing").value
    pdf = rtop_docs.write(document, "pdf").value           # bytes

Importing this package loads neither a template engine nor a writer; the functions do, when called.
"""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

# Loaded first, so that its later import cannot put the package of that name in the function's place.
import rtop_docs.compose as _compose_package  # noqa: F401  for its name alone; it is empty

if TYPE_CHECKING:
    from rtop_docs.analysis.ask import Ask
    from rtop_docs.diagnostics import Checked
    from rtop_docs.document.model import Document
    from rtop_docs.evidence.lockfile import Lock
    from rtop_docs.records.model import Library
    from rtop_docs.workspace import Workspace
    from rtop_docs.writers.style import Style

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "compose", "load", "write"]


def load(path: str | Path) -> Checked[Library | None]:
    """Read and check the record of the project in the folder `path`.

    Returns the library (None when nothing usable could be read) with every finding of every reader and check,
    in file order; bad data never raises.  Raises NotADirectoryError when `path` is no folder.
    """
    from rtop_docs.diagnostics import Checked
    from rtop_docs.make.project import is_project, load_record, no_project

    workspace = _workspace(path)
    if not is_project(workspace):
        return Checked(None, (no_project(workspace),))
    record = load_record(workspace)
    return Checked(record.value.library if record.value else None, record.diagnostics)


def ask(
    library: Library,
    dialogue: str = "",
    *,
    audience: str = "public",
    as_of: datetime.datetime | None = None,
    language: str = "en",
    lock: Lock | None = None,
) -> Ask:
    """Return the questions on one dialogue of `library`, as one audience may ask them at one moment.

    dialogue: its id; the latest one when empty.  audience: "public", "partners" or "internal".
    as_of: a moment with a zone, for embargoes; without one every embargo holds.  language: of names and labels.
    lock: of the quotations, for the question `checked`.
    Raises ValueError for a dialogue or an audience that does not exist.
    """
    from rtop_docs.analysis.ask import Ask
    from rtop_docs.make.targets import NO_MOMENT
    from rtop_docs.records.model import Audience

    known = [d.id for d in library.dialogues]
    if not known or (dialogue and dialogue not in known):
        raise ValueError(f"there is no dialogue {dialogue!r}; recorded: {', '.join(known) or 'none'}")
    if audience.upper() not in Audience.__members__:
        raise ValueError(f"there is no audience {audience!r}; audiences are public, partners, internal")
    return Ask(
        library,
        dialogue or known[-1],
        audience=Audience[audience.upper()],
        moment=as_of or NO_MOMENT,
        language=language,
        lock=lock,
    )


def compose(path: str | Path, target: str) -> Checked[Document | None]:
    """Compose one document of the project in the folder `path`; `target` is its name, as `rtop-docs list` shows it.

    Returns the Document (None when it could not be made) with every finding; its formats are `write`'s matter.
    Raises ValueError when no document is named so, NotADirectoryError when `path` is no folder.
    """
    from rtop_docs.make.told import compose_named

    return compose_named(_workspace(path), target)


def write(document: Document, format: str, style: Style | None = None) -> Checked[bytes]:
    """Write `document` as "pdf", "docx", "html" or "txt" and return the file's bytes, with what could not be shown.

    style: the house's own look when None.  Raises ValueError for a format that does not exist.
    """
    from rtop_docs.writers import write as write_document

    return write_document(document, format, style)


def _workspace(path: str | Path) -> Workspace:
    from rtop_docs.make.project import open_workspace

    if not Path(path).is_dir():
        raise NotADirectoryError(f"{str(path)!r} is no folder")
    return open_workspace(Path(path))
