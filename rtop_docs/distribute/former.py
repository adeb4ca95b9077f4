"""The releases that are there already: which one a new one follows, and what it said.

Reads what releases keep in their folders; knows nothing of how they are made.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.distribute.answers import Answers, from_json
from rtop_docs.distribute.bundle import MANIFEST, SUMS
from rtop_docs.records.model import Audience
from rtop_docs.workspace import PathRefused, Unreadable, Workspace

RELEASES = "releases"
ANSWERS = "answers.json"


@frozen(kw_only=True)
class Former:
    """A release that is there.  follows: the release that it was compared with, or "".  answers: what it said."""

    name: str
    audience: Audience
    follows: str
    answers: tuple[Answers, ...] = ()


NOTHING = Former(name="", audience=Audience.PUBLIC, follows="")
"""Stands before the first release of an audience."""


def find_former(workspace: Workspace, audience: Audience, since: str = "") -> Checked[Former | None]:
    """Return the release which a new one for `audience` follows, with its answers; `NOTHING` before the first.

    since: its name; none given: the one which no other follows.  Releases of other audiences are never compared: what
    they hold is not for these readers.  No date decides.  None, with error N22, when there is no such one, or several,
    or it cannot be read.
    """
    found: list[Diagnostic] = []
    there = []
    for name in release_names(workspace):
        read = _read(workspace, name)
        found += read.diagnostics
        there += [read.value] if read.value and read.value.audience is audience else []
    if found:
        return Checked(None, tuple(found))
    chosen = _chosen(there, since)
    if isinstance(chosen, Diagnostic):
        return Checked(None, (chosen,))
    return _with_answers(workspace, chosen) if chosen.name else Checked(chosen)


def release_names(workspace: Workspace) -> tuple[str, ...]:
    """Return the names of the releases that are there, sorted; one that is half written is none."""
    try:
        folder = workspace.path_of(RELEASES)
        return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")))
    except (FileNotFoundError, NotADirectoryError, PathRefused):
        return ()


def _chosen(there: Iterable[Former], since: str) -> Former | Diagnostic:
    by_name = {one.name: one for one in there}
    hint = f"releases for these readers are {', '.join(by_name) or 'none'}"
    if since:
        return by_name.get(since) or error("N22", f"there is no release '{since}' for these readers", None, hint)
    last = by_name.keys() - {one.follows for one in by_name.values()}
    if len(last) > 1:
        names = ", ".join(sorted(last))
        return error("N22", f"which release is the one before: {names}?", None, "say so by --since NAME")
    return by_name[last.pop()] if last else NOTHING


def _read(workspace: Workspace, name: str) -> Checked[Former | None]:
    path = f"{RELEASES}/{name}/{MANIFEST}"
    try:
        data: Any = json.loads(workspace.read_text(path))
        audience = Audience[str(data["audience"]).upper()]
        return Checked(Former(name=name, audience=audience, follows=str(data["follows"])))
    except Unreadable as fault:
        why = fault.diagnostic.message
    except (ValueError, KeyError, TypeError, RecursionError):
        why = f"'{path}' is not the manifest of a release"
    return _unreadable(name, why)


def _unreadable(name: str, why: str) -> Checked[Former | None]:
    hint = "bring its folder back as it was, or take the whole folder away"
    return Checked(
        None, (error("N22", f"release '{name}' cannot be read: {why}", SourceSpan(f"{RELEASES}/{name}"), hint),)
    )


def _with_answers(workspace: Workspace, former: Former) -> Checked[Former | None]:
    """Read what a release said, if that is what its check sums vouch for."""
    folder = f"{RELEASES}/{former.name}"
    try:
        data = workspace.read_bytes(f"{folder}/{ANSWERS}")
        sums = workspace.read_text(f"{folder}/{SUMS}")
    except Unreadable as fault:
        return _unreadable(former.name, fault.diagnostic.message)
    line = f"{hashlib.sha256(data).hexdigest()}  {ANSWERS}"
    if line not in sums.split("\n"):
        return _unreadable(former.name, f"'{ANSWERS}' is not the one that was released")
    try:
        held = from_json(data.decode("utf-8"))
    except ValueError as fault:
        return _unreadable(former.name, str(fault))
    return Checked(
        Former(name=former.name, audience=former.audience, follows=former.follows, answers=held),
    )
