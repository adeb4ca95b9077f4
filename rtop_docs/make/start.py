"""Begin a project: copy the small example record into a new folder.

Knows which files a new project has; knows nothing of what they say.
"""

from __future__ import annotations

from pathlib import Path

from rtop_docs.diagnostics import Checked, error
from rtop_docs.workspace import Workspace

STARTER = Path(__file__).resolve().parent.parent / "starter"
_RENAMED = {"gitignore": ".gitignore"}  # a file of that name inside the package would hide files of the package


def start(folder: Path) -> Checked[tuple[str, ...] | None]:
    """Make a new project in `folder`, which must not exist or be empty; return the paths of its files.

    Error M12 when there is something in the folder already; nothing is overwritten.
    """
    if folder.exists() and any(folder.iterdir()):
        return Checked(None, (error("M12", f"'{folder}' is not empty", None, "name a folder that does not exist yet"),))
    folder.mkdir(parents=True, exist_ok=True)
    workspace = Workspace(folder)
    made = []
    for file in sorted(p for p in STARTER.rglob("*") if p.is_file()):
        inside = file.relative_to(STARTER).as_posix()
        name = _RENAMED.get(inside, inside)
        workspace.write_bytes(name, file.read_bytes())
        made.append(name)
    return Checked(tuple(made))
