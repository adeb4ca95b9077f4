"""Choose what a site shows: its dialogue, and the finished files that its readers may have.

Believes the ledger alone: a file that is stale, missing or edited stops the site and is named with the command that
mends it.  Composes nothing, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, frozen

from rtop_docs.analysis.ask import Ask
from rtop_docs.diagnostics import Checked, Diagnostic, Severity, error, has_errors
from rtop_docs.distribute.site.model import Finished, Wish
from rtop_docs.make.plan import Decision
from rtop_docs.make.targets import ForEach, Job, TargetSpec
from rtop_docs.make.told import tell
from rtop_docs.make.world import World
from rtop_docs.workspace import Workspace

_PEOPLE = {ForEach.STATES: "sheet.md", ForEach.GROUPS: "actor.md", ForEach.CIVIL_SOCIETY: "actor.md"}
_NAMED_AT_MOST = 3


@frozen(eq=False)
class Chosen:
    """What a site is made of.

    finished: the files that go with it, in the order of targets.yaml.  jobs: of all targets that its readers may
    have, of every dialogue.
    """

    world: World
    wish: Wish
    dialogue: str
    finished: tuple[Finished, ...]
    jobs: tuple[Job, ...]

    @cached_property
    def ask(self) -> Ask:
        """The questions on the dialogue, for the site's audience and moment."""
        return self.world.ask(self.job("overview.md"))

    @cached_property
    def notes(self) -> str:
        """The path of the dialogue's notes; empty where it has none."""
        return next((j.notes for j in self.jobs if j.spec.dialogue == self.dialogue), "")

    @cached_property
    def parameters(self) -> dict[str, str]:
        """What the pages may see of targets.yaml: the first of each that a target of this dialogue names."""
        found: dict[str, str] = {}
        for job in self.jobs:
            if job.spec.dialogue == self.dialogue:
                for name in ("key_figures", "publisher"):
                    if name in job.spec.parameters:
                        found.setdefault(name, job.spec.parameters[name])
        return found

    def job(self, template: str, actor: str = "") -> Job:
        """Return a page of the site as a job: for its dialogue, its readers and its moment."""
        wish = self.wish
        spec = TargetSpec(
            name="site",
            template=template,
            dialogue=self.dialogue,
            output="site/{code}",
            formats=(),
            parameters=self.parameters,
            audience=wish.audience,
            as_of=wish.moment,
            language=wish.language,
        )
        return Job(spec=spec, actor=actor, notes=self.notes)

    def sheet(self, kind: ForEach, actor: str) -> Job:
        """Return an actor's sheet for the site's readers: by the target that makes it, or by the house's template."""
        own = (j.spec for j in self.jobs if j.spec.for_each is kind and j.spec.dialogue == self.dialogue)
        spec = next(own, None)
        if spec is None:
            return self.job(_PEOPLE[kind], actor)
        shown = evolve(spec, audience=self.wish.audience, as_of=self.wish.moment)
        return Job(spec=shown, actor=actor, notes=self.notes)

    def files_of(self, actor: str) -> tuple[Finished, ...]:
        """Return the finished files of one actor."""
        return tuple(f for f in self.finished if f.job.actor == actor)


def choose(workspace: Workspace, wish: Wish) -> Checked[Chosen | None]:
    """Return what the site of `wish` is made of; nothing, with every finding, while anything is not as it should be.

    Findings: those of the record; N08 for files that are not up to date, N08 for edited ones, N70 for a dialogue
    that is not recorded or may not be shown.
    """
    told = tell(workspace, ())
    found = [d for d in told.diagnostics if d.severity is Severity.ERROR]
    opened = told.value.opened
    if opened is None or found:
        return Checked(None, tuple(found))
    decisions = [d for d in told.value.decisions if _may_have(d.output.job.spec, wish)]
    dialogue = wish.dialogue or _first_dialogue(opened.world, told.value.decisions)
    found += _no_dialogue(opened.world, dialogue, wish)
    found += _not_good(decisions)
    if has_errors(found):
        return Checked(None, tuple(found))
    finished = tuple(_finished(d) for d in decisions)
    jobs = tuple(dict.fromkeys(d.output.job for d in decisions))
    return Checked(Chosen(opened.world, wish, dialogue, finished, jobs), tuple(found))


def _may_have(spec: TargetSpec, wish: Wish) -> bool:
    """Tell whether the site's readers may have what a target makes: it is for them, and of no later moment."""
    return spec.audience <= wish.audience and spec.as_of <= wish.moment and spec.language == wish.language


def _first_dialogue(world: World, decisions: Iterable[Decision]) -> str:
    first = next((d.output.job.spec.dialogue for d in decisions), "")
    return first or next((str(d.id) for d in world.record.library.dialogues), "")


def _no_dialogue(world: World, dialogue: str, wish: Wish) -> Iterator[Diagnostic]:
    """Report a dialogue that cannot be asked about; the ids of those that may be shown are the hint."""
    known = [str(d.id) for d in world.record.library.dialogues]
    shown = [one for one in known if _is_shown(world, one, wish)]
    if dialogue not in shown:
        hint = f"dialogues are {', '.join(shown)}" if shown else "record one first"
        yield error("N70", f"there is no dialogue '{dialogue}' that this site's readers may see", None, hint)


def _is_shown(world: World, dialogue: str, wish: Wish) -> bool:
    library, lock = world.record.library, world.record.lock
    try:
        Ask(library, dialogue, audience=wish.audience, moment=wish.moment, language=wish.language, lock=lock)
    except KeyError:
        return False
    return True


def _not_good(decisions: Iterable[Decision]) -> Iterator[Diagnostic]:
    """Report, once a target, the files that must not leave the house, with the command that makes them good."""
    edited: dict[str, list[str]] = {}
    stale: dict[str, list[str]] = {}
    for decision in decisions:
        if decision.reasons:
            kind = edited if decision.edited and decision.entry is not None else stale
            kind.setdefault(decision.output.job.spec.name, []).append(decision.output.path)
    for target, paths in edited.items():
        hint = f"move the edit into the record, then run `rtop-docs build {target}`, which keeps the edited file aside"
        yield error("N08", f"{_named(paths)} edited by hand", None, hint)
    if len(stale) > _NAMED_AT_MOST:
        number = sum(len(paths) for paths in stale.values())
        yield error("N08", f"{number} files of {len(stale)} targets are not up to date", None, "run `rtop-docs build`")
        return
    for target, paths in stale.items():
        yield error("N08", f"{_named(paths)} not up to date", None, f"run `rtop-docs build {target}`")


def _named(paths: list[str]) -> str:
    listed = ", ".join(f"'{path}'" for path in paths[:_NAMED_AT_MOST])
    more = len(paths) - _NAMED_AT_MOST
    if more > 0:
        return f"{listed} and {more} more are"
    return f"{listed} {'is' if len(paths) == 1 else 'are'}"


def _finished(decision: Decision) -> Finished:
    entry, output = decision.entry, decision.output
    assert entry is not None, "what has no entry is not up to date"
    return Finished(job=output.job, format=output.format, path=output.path, size=entry.size, sha256=entry.sha256)
