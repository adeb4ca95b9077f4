"""Choose what a site shows: its dialogue, and the finished files that its readers may have.

`distribute.leaving` says which files may leave the house; composes no page, writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from attrs import evolve, frozen

from rtop_docs.analysis.ask import Ask
from rtop_docs.diagnostics import Checked, Diagnostic, error
from rtop_docs.distribute.leaving import Finished, may_see, open_house, view_of
from rtop_docs.distribute.site.model import Wish
from rtop_docs.make.plan import Output
from rtop_docs.make.targets import ForEach, Job, TargetSpec
from rtop_docs.make.world import World
from rtop_docs.workspace import Workspace

_PEOPLE = {ForEach.STATES: "sheet.md", ForEach.GROUPS: "actor.md", ForEach.CIVIL_SOCIETY: "actor.md"}


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
        return tuple(f for f in self.finished if f.output.job.actor == actor)


def choose(workspace: Workspace, wish: Wish) -> Checked[Chosen | None]:
    """Return what the site of `wish` is made of; nothing, with every finding, while anything is not as it should be.

    Findings: those of the record; N08 for files that may not leave the house; N70 for a dialogue that is not
    recorded, or may not be shown.  Only for who holds the build's lock.
    """
    house = open_house(workspace)
    if house.value is None:
        return Checked(None, house.diagnostics)
    world, view = house.value.world, view_of(wish.audience, wish.moment)
    meant = [o for o in house.value.outputs if o.job.spec.language == wish.language and may_see(o.job.spec, view)]
    dialogue = wish.dialogue or _first_dialogue(world, house.value.outputs)
    unknown = tuple(_no_dialogue(world, dialogue, wish))
    finished = house.value.finished(meant)
    found = (*unknown, *finished.diagnostics)
    if unknown or not finished.ok:
        return Checked(None, found)
    jobs = tuple(dict.fromkeys(output.job for output in meant))
    return Checked(Chosen(world, wish, dialogue, finished.value, jobs), found)


def _first_dialogue(world: World, outputs: Iterable[Output]) -> str:
    first = next((output.job.spec.dialogue for output in outputs), "")
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
