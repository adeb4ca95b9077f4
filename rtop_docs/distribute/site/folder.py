"""Bring a site's folder to what its pages are: write what differs, remove what is ours and gone, keep edits aside.

Remembers what it wrote outside the folder, which holds nothing but the site.  Knows nothing of what pages say.
Only who holds the lock of the build folder may call it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from rtop_docs.diagnostics import Checked, Diagnostic, error
from rtop_docs.distribute.site.model import Made, Page
from rtop_docs.make.disk import sha256_of
from rtop_docs.make.project import SOURCES, TEMPLATES
from rtop_docs.workspace import PathRefused, Unreadable, Workspace, check_name

RECORD = "build/.rtop/site.json"
"""What was written where: folder -> path -> digests, two while a run is under way."""
_NO_PLACE = (SOURCES, TEMPLATES, "build/.rtop", "build/packs", "releases")

Known = Mapping[str, tuple[str, ...]]


def refused(workspace: Workspace, folder: str, outputs: Iterable[str]) -> tuple[Diagnostic, ...]:
    """Return why a site may not lie in `folder` (W01, N74): it would mix with sources, or with what builds make."""
    try:
        check_name(folder)
        workspace.path_of(f"{folder}/index.html")
    except PathRefused as fault:
        return (error("W01", str(fault), None, "name a folder inside the project, such as build/site"),)
    taken = [*_NO_PLACE, *outputs]
    mixed = next((path for path in taken if _overlap(folder, path)), "")
    if mixed:
        return (error("N74", f"a site in '{folder}' would mix with '{mixed}'", None, "name another folder"),)
    return ()


def _overlap(folder: str, path: str) -> bool:
    one, other = f"{folder.casefold().strip('/')}/", f"{path.casefold()}/"
    return one.startswith(other) or other.startswith(one)


def place(workspace: Workspace, folder: str, pages: Sequence[Page]) -> Checked[Made]:
    """Make `folder` hold `pages`.  A file that somebody edited moves to ``<folder>-edited/`` (N73).

    Each file is written beside, synced and renamed.  Error N72 for one that cannot be written; the others are.
    """
    known = _known(workspace, folder)
    new = {page.path: hashlib.sha256(page.data).hexdigest() for page in pages}
    if workspace.is_anything(folder):
        workspace.sweep(folder)
    found: list[Diagnostic] = []
    _remember(workspace, folder, {path: (*known.get(path, ()), new.get(path, "")) for path in {*known, *new}})
    written, same, aside = [], [], []
    for page in sorted(pages, key=lambda p: p.path):
        path = f"{folder}/{page.path}"
        try:
            there = sha256_of(workspace, path)
            if there == new[page.path]:
                same.append(page.path)
                continue
            if there and there not in known.get(page.path, ()):
                aside.append(_keep(workspace, folder, page.path))
            workspace.write_bytes(path, page.data)
            written.append(page.path)
        except (OSError, PathRefused) as fault:
            why = (fault.strerror or str(fault)) if isinstance(fault, OSError) else str(fault)
            found.append(error("N72", f"'{path}' cannot be written: {why}", None, "see to the folder, then try again"))
    removed, left = _clear(workspace, folder, {path: known[path] for path in known if path not in new})
    found += [_edited(path) for path in (*aside, *left)]
    _remember(workspace, folder, {path: (digest,) for path, digest in new.items()})
    made = Made(folder=folder, written=tuple(written), same=tuple(same), removed=removed, aside=tuple(aside))
    return Checked(made, tuple(found))


def _keep(workspace: Workspace, folder: str, path: str) -> str:
    """Move an edited file out of the site, to the first free name; return that."""
    stem, dot, ending = path.rpartition(".")
    for number in range(1, 1_000_000):
        name = f"{folder}-edited/{path}" if number == 1 else f"{folder}-edited/{stem}-{number}{dot}{ending}"
        if not workspace.is_anything(name):
            workspace.write_bytes(name, workspace.path_of(f"{folder}/{path}").read_bytes())
            return name
    raise OSError("no free name to keep an edited file")


def _clear(workspace: Workspace, folder: str, gone: Known) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Remove the files that were ours and are no page any more; return them, and those left since they were edited."""
    removed, left = [], []
    for path in sorted(gone):
        there = sha256_of(workspace, f"{folder}/{path}")
        if there and there in gone[path]:
            workspace.remove(f"{folder}/{path}")
            removed.append(path)
        elif there:
            left.append(f"{folder}/{path}")
    return tuple(removed), tuple(left)


def _edited(path: str) -> Diagnostic:
    hint = "move the edit into the record or a template, then delete the file"
    return error("N73", f"a page of the site was edited by hand; it is kept as '{path}'", None, hint)


def _known(workspace: Workspace, folder: str) -> dict[str, tuple[str, ...]]:
    """Return what was written to `folder` before; nothing where that was never noted, or cannot be read."""
    return _all(workspace).get(folder, {})


def _all(workspace: Workspace) -> dict[str, dict[str, tuple[str, ...]]]:
    try:
        held = json.loads(workspace.path_of(RECORD).read_text(encoding="utf-8"))
        return {str(f): {str(p): tuple(map(str, d)) for p, d in paths.items()} for f, paths in held.items()}
    except (OSError, ValueError, AttributeError, TypeError, Unreadable):
        return {}


def _remember(workspace: Workspace, folder: str, paths: Known) -> None:
    """Note what is, or is about to be, in `folder`; nothing is written where that is noted already."""
    before = _all(workspace)
    once = {path: tuple(dict.fromkeys(d for d in digests if d)) for path, digests in paths.items()}
    after = {**before, folder: once}
    if after != before:
        data = json.dumps(after, indent=0, sort_keys=True) + "\n"
        workspace.write_bytes(RECORD, data.encode("utf-8"))
