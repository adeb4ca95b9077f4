"""Open a project to build it: the record, the style, the outputs; also while some of its sources have errors.

A source with errors is read as it was when it last had none; who asks what that source holds is then told apart
from who does not, by asking once more of a record without it.  Knows nothing of what is stale.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, Severity, error, has_errors, in_file_order
from rtop_docs.make.expand import expand
from rtop_docs.make.plan import Output
from rtop_docs.make.project import OF_DISTRIBUTION, SOURCES, STYLE, CheckedRecord, load_record
from rtop_docs.make.targets import TARGETS, Job, TargetSpec, read_targets
from rtop_docs.make.world import World
from rtop_docs.workspace import Unreadable, Workspace
from rtop_docs.writers.style import DEFAULT, Style, read_style

if TYPE_CHECKING:
    from rtop_docs.analysis.ask import Ask

Good = Mapping[str, bytes]


class Broken:
    """Sources with errors, and who asks what they hold."""

    def __init__(self, paths: tuple[str, ...], world: World) -> None:
        """Take the sources that have errors, and the record with them as they last were without."""
        self.paths = paths
        self._world = world

    @cached_property
    def _without(self) -> World | None:
        bare = self._world.workspace.with_contents(dict.fromkeys(self.paths, None))
        record = load_record(bare)
        return World(bare, record.value, self._world.style) if record.value is not None else None

    def touch(self, job: Job, questions: Iterable[str]) -> bool:
        """Tell whether any of the questions that a document asks is answered otherwise without these sources."""
        without = self._asked_without(job)
        if without is None:
            return True
        ask = self._world.ask(job)
        return any(ask.digest(question) != without.digest(question) for question in questions)

    def _asked_without(self, job: Job) -> Ask | None:
        try:
            return self._without.ask(job) if self._without is not None else None
        except KeyError:  # the dialogue itself stands in one of them
            return None


@frozen
class Opened:
    """A project that can be built.

    good: the sources as they are, when none has an error; None while one has.
    """

    world: World
    outputs: tuple[Output, ...]
    good: Good | None = None
    broken: Broken | None = None

    def touched(self, job: Job, questions: Iterable[str]) -> bool:
        """Tell whether a document asks what a source with errors holds."""
        return self.broken is not None and self.broken.touch(job, questions)


def open_project(workspace: Workspace, good: Callable[[], Good]) -> Checked[Opened | None]:
    """Load record, style and targets, and expand the targets to outputs; every finding of all of them at once.

    good: gives the sources as they last were without errors, asked for only when one has some.
    """
    record, specs, style = load_record(workspace), read_targets(workspace), _style(workspace)
    found = in_file_order((*record.diagnostics, *specs.diagnostics, *style.diagnostics))
    if has_errors((*specs.diagnostics, *style.diagnostics)):
        return Checked(None, found)
    if has_errors(record.diagnostics):
        opened = _mended(workspace, good(), record.diagnostics, specs.value, style.value)
        return Checked(opened, found)
    assert record.value is not None  # else there is an error
    made = _expanded(World(workspace, record.value, style.value), specs.value)
    found = in_file_order((*found, *made.diagnostics))
    if made.value is None:
        return Checked(None, found)
    world, outputs = made.value
    return Checked(Opened(world, outputs, _sources(workspace)), found)


def open_world(workspace: Workspace) -> Checked[tuple[World, tuple[Output, ...]] | None]:
    """Load record, style and targets, and expand the targets; nothing when any source has an error."""
    opened = open_project(workspace, dict)
    return Checked((opened.value.world, opened.value.outputs) if opened.value else None, opened.diagnostics)


def _expanded(world: World, specs: Iterable[TargetSpec]) -> Checked[tuple[World, tuple[Output, ...]] | None]:
    outputs = expand(world, tuple(specs))
    return Checked((world, outputs.value) if outputs.ok else None, outputs.diagnostics)


def _mended(
    workspace: Workspace, good: Good, found: Iterable[Diagnostic], specs: tuple[TargetSpec, ...], style: Style
) -> Opened | None:
    """Open the project with each source that has errors as it last was without; None where that cannot be had."""
    paths: set[str] = set()
    while good:
        more = {_path(d) for d in found if d.severity is Severity.ERROR} - paths
        if not more or not all(_is_source(path) for path in more):
            return None
        paths |= more
        mended = workspace.with_contents({path: good.get(path) for path in paths})
        record = load_record(mended)
        if record.value is not None and not has_errors(record.diagnostics):
            return _opened_mended(record.value, mended, tuple(sorted(paths)), specs, style)
        found = record.diagnostics
    return None


def _opened_mended(
    record: CheckedRecord, workspace: Workspace, paths: tuple[str, ...], specs: tuple[TargetSpec, ...], style: Style
) -> Opened | None:
    world = World(workspace, record, style)
    made = _expanded(world, specs)
    return Opened(world, made.value[1], broken=Broken(paths, world)) if made.value else None


def blocked(paths: Iterable[str], outputs: Iterable[str]) -> Iterator[Diagnostic]:
    """Say once which outputs stay as they are because they ask what a source with errors holds."""
    number = len(tuple(outputs))
    if number:
        what = "1 file stays as it is: it asks" if number == 1 else f"{number} files stay as they are: they ask"
        yield error("M13", f"{what} what a source with errors holds ({', '.join(paths)})")


def _path(found: Diagnostic) -> str:
    return found.span.path if found.span else ""


def _is_source(path: str) -> bool:
    return path.startswith(f"{SOURCES}/") and path.endswith(".yaml") and path not in (TARGETS, *OF_DISTRIBUTION)


def _sources(workspace: Workspace) -> Good:
    contents = workspace.contents(p for p in workspace.list_files(SOURCES, ".yaml") if _is_source(p))
    return {path: data for path, data in contents.items() if isinstance(data, bytes)}


def _style(workspace: Workspace) -> Checked[Style]:
    try:
        return read_style(workspace.read_text(STYLE), STYLE, workspace)
    except Unreadable as fault:
        return Checked(DEFAULT, (fault.diagnostic,))
