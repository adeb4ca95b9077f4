"""Which finished files may leave the house, and for whom: only what the last build made, and nobody touched since.

Asks `make` for its own decision on each file; makes and changes none.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePosixPath

from attrs import evolve, field, frozen

from rtop_docs.canonical import digest_of
from rtop_docs.diagnostics import Checked, Diagnostic, error, has_errors
from rtop_docs.document.model import Document
from rtop_docs.make.lock import locked
from rtop_docs.make.manifest import from_json
from rtop_docs.make.plan import Decision, Output
from rtop_docs.make.render import compose_job
from rtop_docs.make.targets import BUILD, Job, TargetSpec
from rtop_docs.make.told import tell
from rtop_docs.make.world import World
from rtop_docs.records.edition import View
from rtop_docs.records.model import Audience, Release
from rtop_docs.workspace import PathRefused, Workspace

MOST_SAID = 10
"""So many documents are named one by one; of a house that was never built the rest is counted."""


@frozen
class Finished:
    """A file that may leave.

    name: where it stood below build/.  record: digest of the answers that its document asked the record for: of what
    it may know, and of nothing that is withheld from it.  versions: of what made it.
    """

    name: str
    data: bytes = field(repr=False)
    sha256: str
    output: Output
    document: Document = field(repr=False)
    record: str
    versions: Mapping[str, str] = field(repr=False)


def may_see(spec: TargetSpec, view: View) -> bool:
    """Tell whether files of a target may be seen by the reader `view`.

    Not before the target's embargo; and not one that was made for a later moment than the reader's, since it may
    show what is still under embargo then.
    """
    return view.shows(Release(spec.audience, spec.embargo)) and spec.as_of <= view.moment


def view_of(audience: Audience, moment: datetime.datetime) -> View:
    """Return a reader: an audience at a moment with its zone."""
    return View(audience, moment)


class House:
    """The finished files of a project, each looked at once."""

    def __init__(self, world: World, decisions: Sequence[Decision], blocked: frozenset[str]) -> None:
        self.world = world
        self._decisions = {d.output.path: d for d in decisions}
        self._blocked = blocked
        self._documents: dict[Job, Checked[Document | None]] = {}
        self._finished: dict[str, Checked[Finished | None]] = {}

    @property
    def outputs(self) -> tuple[Output, ...]:
        """Return every file that targets.yaml asks for, in its order."""
        return tuple(decision.output for decision in self._decisions.values())

    def finished(self, outputs: Iterable[Output]) -> Checked[tuple[Finished, ...]]:
        """Return `outputs` as they lie there; error N08 for each document that may not leave."""
        looked = [(output.job.name, self._looked_at(output)) for output in outputs]
        refused: dict[str, Diagnostic] = {}
        for name, one in looked:
            for finding in one.diagnostics:
                refused.setdefault(name, finding)
        return Checked(tuple(one.value for _, one in looked if one.value), tuple(_shortened(refused)))

    def _looked_at(self, output: Output) -> Checked[Finished | None]:
        if output.path not in self._finished:
            self._finished[output.path] = self._look(self._decisions[output.path])
        return self._finished[output.path]

    def _look(self, decision: Decision) -> Checked[Finished | None]:
        """Let a file through only if it is up to date by make's decision, and its bytes are those recorded."""
        output, entry = decision.output, decision.entry
        if output.path in self._blocked:
            return _refused(output, "asks what a source with errors holds", "mend the source, then run")
        if entry is None or decision.reasons:
            return _refused(output, _why(decision), "run")
        try:
            data = self.world.workspace.path_of(output.path).read_bytes()
        except (OSError, PathRefused):
            return _refused(output, "cannot be read", "run")
        if (digest := hashlib.sha256(data).hexdigest()) != entry.sha256:
            return _refused(output, "was edited by hand", "move your edit into the record, then run")
        document = self._document(output.job)
        if document.value is None:
            return Checked(None, document.diagnostics)
        made = from_json(entry.manifest)
        name = PurePosixPath(output.path).relative_to(BUILD).as_posix()
        answers = digest_of(dict(made.answers))
        return Checked(Finished(name, data, digest, output, document.value, answers, dict(made.versions)))

    def _document(self, job: Job) -> Checked[Document | None]:
        """Return a job's document, for its title and version: a file that is up to date shows just this one."""
        if job not in self._documents:
            self._documents[job] = compose_job(self.world, job)
        return self._documents[job]


def _why(decision: Decision) -> str:
    if decision.entry is None:
        return "was never made"
    if decision.edited:
        return "was edited by hand"
    return f"is not up to date: {decision.reasons[0]}"


def _refused(output: Output, why: str, then: str) -> Checked[Finished | None]:
    hint = f"{then} `rtop-docs build {output.job.name}`"
    return Checked(None, (error("N08", f"'{output.path}' {why}", None, hint),))


def _shortened(refused: Mapping[str, Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the finding of each document that is refused, the first of them; what is left is counted."""
    yield from list(refused.values())[:MOST_SAID]
    if (more := len(refused) - MOST_SAID) > 0:
        yield error("N08", f"{more} more documents may not leave either", None, "run `rtop-docs build`")


@contextmanager
def at_rest(workspace: Workspace) -> Iterator[Diagnostic | None]:
    """Hold the build's lock, so that no file changes meanwhile; give error M10 while a build is running.

    Raises OSError where the build folder cannot be written.
    """
    with locked(workspace) as busy:
        yield evolve(busy, hints=("wait for it to end, then try again",)) if busy else None


def open_house(workspace: Workspace) -> Checked[House | None]:
    """Look at the project as it is now; None when its record, targets or style have errors.

    Their warnings are not said again: the build that made the files said them.

    Only for who holds the build's lock: nothing may be written meanwhile.
    """
    told = tell(workspace, ())
    if told.value.opened is None or has_errors(told.diagnostics):
        return Checked(None, told.diagnostics)
    return Checked(House(told.value.opened.world, told.value.decisions, told.value.blocked))
