"""From targets.yaml's entries to the files that they stand for: one for all, or one for each actor.

Knows which actors a record names, by asking; knows nothing of what is stale.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from attrs import evolve

from rtop_docs.diagnostics import Checked, Diagnostic, error
from rtop_docs.make.plan import Output
from rtop_docs.make.targets import Extent, ForEach, Job, TargetSpec
from rtop_docs.make.world import World
from rtop_docs.workspace import PathRefused


def expand(world: World, specs: Sequence[TargetSpec]) -> Checked[tuple[Output, ...]]:
    """Return every file that `specs` ask for, in their order; error M06 for a dialogue that is not recorded."""
    known = {str(dialogue.id): dialogue for dialogue in world.record.library.dialogues}
    outputs: list[Output] = []
    found: list[Diagnostic] = []
    for spec in specs:
        if spec.dialogue not in known:
            listed = ", ".join(known) or "none"
            found.append(error("M06", f"there is no dialogue '{spec.dialogue}'", spec.span, f"recorded: {listed}"))
            continue
        for job in _jobs(world, spec):
            noted = evolve(job, notes=known[job.spec.dialogue].notes)
            outputs += [Output(noted, format) for format in spec.formats]
    found += (*_outside(world, outputs), *_same_files(outputs))
    return Checked(tuple(outputs), tuple(found))


def _outside(world: World, outputs: Sequence[Output]) -> Iterator[Diagnostic]:
    """Refuse an output whose folder is a link out of the project, before anything looks at it."""
    for output in outputs:
        try:
            world.workspace.path_of(output.path)
        except PathRefused as fault:
            yield error("W01", str(fault), output.job.spec.span, "take the link away")


def _same_files(outputs: Sequence[Output]) -> Iterator[Diagnostic]:
    """Two documents must not write one file, however it is spelled; letters' case is no difference on some systems."""
    seen: dict[str, str] = {}
    for output in outputs:
        name = output.job.name
        first = seen.setdefault(PurePosixPath(output.path).as_posix().casefold(), name)
        if first != name:
            yield error("M05", f"'{first}' and '{name}' both write '{output.path}'", output.job.spec.span)


def _jobs(world: World, spec: TargetSpec) -> Iterator[Job]:
    if spec.for_each is ForEach.NOTHING:
        yield Job(spec=spec)
        return
    for actor in _actors(world, spec):
        yield Job(spec=spec, actor=actor)


def _actors(world: World, spec: TargetSpec) -> Sequence[str]:
    ask = world.ask(Job(spec=spec))
    if spec.for_each is ForEach.STATES and spec.states is Extent.ALL:
        return ask.all_states()
    return ask.taking_part(spec.for_each.value)
