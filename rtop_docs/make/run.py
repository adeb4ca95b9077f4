"""Make what the plan says is stale: compose once a target, write once a format, record in the ledger.

Decides nothing itself (see `plan.py`) and prints nothing: what happens goes to a `Reporter`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import groupby
from pathlib import PurePosixPath

from attrs import evolve, frozen

from rtop_docs.diagnostics import (
    Checked,
    Diagnostic,
    error,
    from_json,
    has_errors,
    in_file_order,
    to_json,
)
from rtop_docs.document.model import Document
from rtop_docs.make.disk import disk_state
from rtop_docs.make.ledger import Entry, Ledger
from rtop_docs.make.manifest import Manifest
from rtop_docs.make.plan import Decision, Output, Plan
from rtop_docs.make.result import Reporter, Result
from rtop_docs.make.targets import Job
from rtop_docs.make.world import World
from rtop_docs.workspace import PathRefused

Compose = Callable[[World, Job], Checked[Document | None]]


@frozen
class _Shown:
    """What all formats of one job show: the document, its digest, and the manifest of what it was made from."""

    document: Document
    digest: str
    manifest: Manifest


@frozen
class _Made:
    """What became of one output."""

    outcome: str
    entry: Entry | None
    diagnostics: tuple[Diagnostic, ...]
    aside: str = ""


def matching(outputs: Sequence[Output], wanted: Sequence[str]) -> Checked[tuple[Output, ...]]:
    """Return the outputs that `wanted` names, all when it names none.

    A word names outputs by target ("sheets"), by document ("sheets/RWA"), by path with or without build/,
    or by a pattern of any of these ("sheets/*").  A word that names nothing is error M08.
    """
    if not wanted:
        return Checked(tuple(outputs))
    found, missing = [], []
    for word in wanted:
        hits = [o for o in outputs if any(fnmatchcase(name, word) for name in _names(o))]
        found += hits
        if not hits:
            missing.append(error("M08", f"no target is named '{word}'", None, "`rtop-docs list` shows them all"))
    return Checked(tuple(o for o in outputs if o in set(found)), tuple(missing))


def _names(output: Output) -> tuple[str, ...]:
    spec = output.job.spec
    below = output.path.removeprefix("build/")
    return spec.name, output.job.name, output.path, below, f"{output.job.name}.{output.format}"


def run(world: World, plan: Plan, ledger: Ledger, compose: Compose, reporter: Reporter, *, strict: bool) -> Result:
    """Make every stale output of `plan`, remove its orphans, and say what was done.

    A target that fails keeps the file and the entry that it had.  `strict`: a warning fails its target.
    """
    reporter.begin(len(plan.stale))
    outcomes: dict[str, list[str]] = {"made": [], "same": [], "failed": []}
    aside: list[str] = []
    found = [d for decision in plan.fresh if decision.entry for d in _stored(decision.entry)]
    for job, group in groupby(plan.stale, key=lambda decision: decision.output.job):
        for decision, done in _make_job(world, job, list(group), compose, strict):
            outcomes[done.outcome].append(decision.output.path)
            found += done.diagnostics
            aside += [done.aside] if done.aside else []
            if done.entry:
                ledger.put([done.entry])
            reporter.step(decision.output.path, done.outcome)
    removed = tuple(_remove(world, ledger, plan.orphans)) if not outcomes["failed"] else ()
    return Result(
        made=tuple(outcomes["made"]),
        same=tuple(outcomes["same"]),
        failed=tuple(outcomes["failed"]),
        fresh=tuple(d.output.path for d in plan.fresh),
        removed=removed,
        kept_aside=tuple(aside),
        diagnostics=in_file_order(found),
    )


def _make_job(
    world: World, job: Job, decisions: list[Decision], compose: Compose, strict: bool
) -> Iterator[tuple[Decision, _Made]]:
    with world.workspace.trace() as files, world.ask(job).trace() as answers:
        composed = compose(world, job)
    found = composed.diagnostics
    if composed.value is None or _stops(found, strict):
        for decision in decisions:
            yield decision, _Made("failed", None, found)
        return
    from rtop_docs.document.digest import document_digest

    shown = _Shown(composed.value, document_digest(composed.value), world.manifest(job, answers, files))
    for decision in decisions:
        yield decision, _make_output(world, decision, shown, found, strict)


def _make_output(world: World, decision: Decision, shown: _Shown, found: tuple[Diagnostic, ...], strict: bool) -> _Made:
    """Write one format, unless the file that is there shows this very document in this very style."""
    from rtop_docs.writers import write

    if _same_document(decision, shown):
        assert decision.entry is not None
        entry = evolve(decision.entry, manifest=shown.manifest.to_json(), findings=_findings(found))
        return _Made("same", entry, found)
    written = write(shown.document, decision.output.format, world.style)
    found = (*found, *written.diagnostics)
    if not written.value or _stops(found, strict):
        return _Made("failed", None, found)
    try:
        return _put(world, decision, written.value, shown, found)
    except (OSError, PathRefused) as fault:
        why = (fault.strerror or str(fault)) if isinstance(fault, OSError) else str(fault)
        reason = error("M09", f"'{decision.output.path}' cannot be written: {why}")
        return _Made("failed", None, (*found, reason))


def _same_document(decision: Decision, shown: _Shown) -> bool:
    """Tell whether the second early cut-off holds: same document, style and versions, and our file in place."""
    from rtop_docs.make.manifest import from_json as manifest_from

    entry = decision.entry
    if entry is None or decision.edited or entry.document != shown.digest:
        return False
    if any(reason.startswith(("its ", "asked for")) for reason in decision.reasons):
        return False
    old = manifest_from(entry.manifest)
    return old.style == shown.manifest.style and old.versions == shown.manifest.versions


def _put(
    world: World,
    decision: Decision,
    data: bytes,
    shown: _Shown,
    found: tuple[Diagnostic, ...],
) -> _Made:
    workspace, path = world.workspace, decision.output.path
    sha256 = hashlib.sha256(data).hexdigest()
    aside = ""
    if decision.edited and _differs(world, path, sha256):
        aside = _keep_aside(world, path)
        message = f"'{path}' was edited by hand; the edited file is now '{aside}'"
        found = (*found, error("M07", message, None, "move your edit into the record, then delete the file"))
    workspace.write_bytes(path, data)
    state = workspace.path_of(path).stat()
    entry = Entry(
        path=path,
        target=decision.output.job.name,
        format=decision.output.format,
        document=shown.digest,
        sha256=sha256,
        size=state.st_size,
        mtime=state.st_mtime_ns,
        inode=state.st_ino,
        reason="\n".join(decision.reasons),
        findings=_findings(d for d in found if d.code != "M07"),
        manifest=shown.manifest.to_json(),
    )
    return _Made("made", entry, found, aside)


def _differs(world: World, path: str, sha256: str) -> bool:
    place = world.workspace.path_of(path)
    return place.exists() and hashlib.sha256(place.read_bytes()).hexdigest() != sha256


def _keep_aside(world: World, path: str) -> str:
    """Rename an edited file to the first free of ``name.edited.pdf``, ``name.edited-2.pdf``, ..."""
    place = PurePosixPath(path)
    for number in range(1, 1_000_000):
        suffix = ".edited" if number == 1 else f".edited-{number}"
        name = place.with_name(f"{place.stem}{suffix}{place.suffix}").as_posix()
        if not world.workspace.path_of(name).exists():
            world.workspace.move(path, name)
            return name
    raise OSError("no free name to keep an edited file")


def _remove(world: World, ledger: Ledger, gone: tuple[Entry, ...]) -> Iterator[str]:
    """Remove outputs whose target is gone, if they are still ours; forget them in any case."""
    for entry in gone:
        if disk_state(world.workspace, entry.path, entry) == "ours":
            world.workspace.remove(entry.path)
            yield entry.path
    ledger.drop(entry.path for entry in gone)


def _stops(found: tuple[Diagnostic, ...], strict: bool) -> bool:
    return has_errors(found) or (strict and bool(found))


def _findings(found: Iterable[Diagnostic]) -> str:
    return json.dumps([to_json(d) for d in found], ensure_ascii=False)


def _stored(entry: Entry) -> tuple[Diagnostic, ...]:
    return tuple(from_json(d) for d in json.loads(entry.findings))
