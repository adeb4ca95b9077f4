"""What `plan` forecasts is what a build then does, to the byte: no file missed, none too many."""

import os
import random
import shutil
from pathlib import Path

import pytest
import yaml

from rtop_docs.make.build import Options, build
from rtop_docs.make.forecast import APPEARS, CHANGES, FAILS, STAYS, VANISHES, forecast
from rtop_docs.make.opened import open_world
from rtop_docs.make.pool import here, on_cores
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import FAILED, Task, Wish, render
from rtop_docs.make.told import tell
from rtop_docs.progress import Quiet

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = "source/2014/passages.yaml"
SEEDS, EACH = (range(20), 25) if os.environ.get("RTOP_THOROUGH") else (range(1), 4)
"""Five hundred changes, shared out so that all cores can try them; a few in every run."""


def forecasts(project):
    """Path -> what would become of it."""
    return {f.path: f.what for f in forecast(open_workspace(project.root), (), here).value}


def moved(project, before):
    """The files whose bytes are not what they were: changed, new, gone; those kept aside left out."""
    after = project.files()
    return {p for p in {*before, *after} if before.get(p) != after.get(p) and ".edited" not in p}


def test_a_first_build_makes_everything_appear(project):
    """And nothing is written by saying so."""
    told = forecasts(project)

    assert set(told.values()) == {APPEARS}
    assert len(told) == 14
    assert not (project.root / "build").exists()


def test_each_thing_that_can_become_of_a_file(project):
    """Changed words, a state that is new and one that is gone, a template that shows the same."""
    project.build()
    project.replace(PASSAGES, "Canada, Norway", "Chad, Norway")
    project.replace("templates/en/brief.md", "# Brief\n", "\n\n# Brief\n")
    (project.root / "build/2014/cards/ECU.txt").unlink()
    before = project.files()
    told = forecasts(project)
    project.build()

    assert told["build/2014/cards/TCD.txt"] == told["build/2014/cards/ECU.txt"] == APPEARS
    assert told["build/2014/cards/CAN.txt"] == VANISHES
    assert told["build/2014/brief.txt"] == CHANGES
    assert {p for p, what in told.items() if what in {APPEARS, CHANGES, VANISHES}} == moved(project, before)


def test_a_dry_run_is_an_upper_bound(project):
    """It renders nothing: what may come out the same is among what it names."""
    project.build()
    project.replace("templates/en/brief.md", "# Brief\n", "\n\n# Brief\n")
    would = {d.output.path for d in tell(open_workspace(project.root), ()).value.plan.stale}

    assert would == {"build/2014/brief.txt", "build/2014/brief.html"}
    assert forecasts(project) == dict.fromkeys(would, STAYS)


def test_a_file_edited_by_hand_is_forecast_to_be_kept_aside(project):
    """The bytes at its place change; the person's file is named."""
    project.build()
    (project.root / "build/2014/brief.txt").write_text("my words")
    told = forecast(open_workspace(project.root), (), here).value

    assert [(f.path, f.what, f.aside) for f in told] == [("build/2014/brief.txt", CHANGES, True)]


def test_what_fails_stays_and_lets_nothing_vanish(project):
    """As in the build."""
    project.build()
    project.replace(PASSAGES, "Canada, Norway", "Norway")
    project.replace("templates/en/brief.md", "themes(", "themse(")
    told = forecasts(project)

    assert told["build/2014/brief.txt"] == FAILS
    assert VANISHES not in told.values()


# -- one field of the shipped record at a time -----------------------------------------------------


class Shipped:
    """The shipped record with every target as text, which shows all that a document says, and the bytes of that."""

    def __init__(self, root):
        self.root = root
        for name in ("source", "templates"):
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("archive"))
        targets = root / "source/targets.yaml"
        lines = targets.read_text(encoding="utf-8").splitlines()
        told = ["    formats: [txt]" if line.startswith("    formats:") else line for line in lines]
        targets.write_text("\n".join(told) + "\n", encoding="utf-8")
        done = build(open_workspace(root), (), Quiet(), Options(jobs=0))
        assert not done.failed
        self.before = {}
        self.before = self.rendered()

    def rendered(self):
        """Each file's bytes by path, made from nothing: no ledger, no manifest; None when the record has errors.

        What fails stays as it was, and lets nothing be removed.
        """
        opened = open_world(open_workspace(self.root))
        if opened.value is None:
            return None
        world, outputs = opened.value
        jobs = {}
        for output in outputs:
            jobs.setdefault(output.job, []).append(Wish(output.path, output.format))
        tasks = [Task(n, job, tuple(wishes)) for n, (job, wishes) in enumerate(jobs.items())]
        made = [piece for task in tasks for piece in render(world, task).pieces]
        whole = {piece.path: piece.data for piece in made if piece.outcome != FAILED}
        stay = {p: d for p, d in self.before.items() if p not in whole} if len(whole) < len(made) else {}
        return whole | stay


@pytest.fixture(scope="module")
def shipped(tmp_path_factory):
    """Give it, built."""
    return Shipped(tmp_path_factory.mktemp("shipped") / "project")


def scalars(node, path=()):
    """Every scalar value of a YAML tree with the keys that lead to it."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from scalars(item, path)
    else:
        yield path, node


WORDS = {
    "direction": ("for", "against", "reserved"),
    "kind": ("stresses", "supports", "endorses", "warns", "concerned", "regrets", "proposes", "suggests"),
    "extent": ("complete", "open", "unmarked"),
    "attribution": ("sole", "each"),
    "wording": ("original", "official"),
    "testimony": ("primary", "reported"),
    "speakers": ("complete", "partial"),
}
NAMES = ("Chad", "Rwanda", "Fiji", "Peru", "Nepal", "Malta", "Gabon", "Qatar")


def other(path, text, choose):
    """Another value that the same field might have had."""
    key = path[-1] if path else ""
    if text in WORDS.get(key, ()):
        return choose.choice([w for w in WORDS[key] if w != text])
    if key in {"named", "taking_part"}:
        return choose.choice(NAMES)
    if text.isdecimal():
        return str(int(text) + choose.randint(1, 9))
    if " " in text and "\n" not in text:
        first, rest = text.split(" ", 1)
        return choose.choice((f"{first} certainly {rest}", f"{text} and more".replace(". and", " and"), rest))
    return f"{text}x"


def changed(root, choose):
    """Change one field of one file; return the file, its old text, and what was done."""
    files = sorted(p for p in (root / "source").rglob("*.yaml") if p.name != "targets.yaml")
    while True:
        file = choose.choices(files, weights=[p.stat().st_size for p in files])[0]
        text = file.read_text(encoding="utf-8")
        path, node = choose.choice(list(scalars(yaml.compose(text))))
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in {"|", ">"} or "\n" in text[start:end]:
            continue
        value = other(path, node.value, choose)
        if node.style in {'"', "'"}:
            value = node.style + value + node.style
        file.write_text(text[:start] + value + text[end:], encoding="utf-8")
        return file, text, f"{file.relative_to(root)} {'/'.join(path)}: {node.value!r} -> {value!r}"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_forecast_is_what_changes_for_any_one_field(seed, shipped):
    """Against bytes made from nothing; a change that leaves errors makes no record to compare."""
    choose = random.Random(seed)
    told, tried, silent, wrong = 0, 0, 0, []
    while told < EACH:
        file, text, what = changed(shipped.root, choose)
        tried += 1
        assert tried < 8 * EACH, "most changes leave a record with errors: nothing is tried"
        now = shipped.rendered()
        expected = {f.path for f in forecast(open_workspace(shipped.root), (), here).value if f.moves} if now else set()
        file.write_text(text, encoding="utf-8")
        if now is None:
            continue
        real = {p for p in {*shipped.before, *now} if shipped.before.get(p) != now.get(p)}
        told += 1
        silent += not real
        if real != expected:
            wrong.append((what, sorted(real ^ expected)))

    assert wrong == []
    assert silent < told * 0.8, "most changes change no file: the comparison says little"


def test_the_forecast_does_not_depend_on_how_the_work_is_shared(project):
    """In order, whatever comes back first."""
    alone, shared = (forecast(open_workspace(project.root), (), how).value for how in (here, on_cores(2)))

    assert alone == shared
