"""The guide "your own dialogue in ten minutes", followed word for word: what it shows is what is printed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "docs" / "your-own-dialogue.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each step of the guide printed, by its name."""
    folder = tmp_path_factory.mktemp("guide")
    project = folder / "my-dialogue"
    sources, coverage, passage = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    page = re.search(r"```text\n(.*?)```", GUIDE, re.DOTALL)[1]
    passages, dialogue = project / "source/2014/passages.yaml", project / "source/2014/dialogue.yaml"
    printed = {"new": run(folder, "new", "my-dialogue")}
    printed["first build"] = run(project, "build")
    printed["second build"] = run(project, "build")
    text = passages.read_text(encoding="utf-8")
    passages.write_text(text.replace("[Ecuador", "[Equador").replace("kind: warns", "kind: wanrs"), encoding="utf-8")
    printed["mistakes"] = run(project, "check")
    event = dialogue.read_text(encoding="utf-8").replace("\ndialogue:", f"{sources}\ndialogue:", 1) + coverage
    dialogue.write_text(event, encoding="utf-8")
    text = text.replace("\nstatements:", f"\n{passage}\nstatements:", 1)
    passages.write_text(text, encoding="utf-8")
    printed["unchecked"] = run(project, "check")
    (project / "page.txt").write_text(page, encoding="utf-8")
    printed["archive"] = run(project, "archive", "add", "icrtop-note", str(project / "page.txt"))
    printed["lock"] = run(project, "lock")
    printed["right"] = run(project, "check")
    printed["third build"] = run(project, "build")
    passages.write_text(text.replace("focus more", "focus less"), encoding="utf-8")
    printed["wrong word"] = run(project, "build")
    passages.write_text(text.replace("A warning that, to deny", "The warning that, to deny"), encoding="utf-8")
    printed["correction"] = run(project, "build")
    printed["explained"] = run(project, "explain", "sheets/ECU")
    printed["untouched"] = run(project, "explain", "sheets/GBR")
    return printed


def run(folder, *words):
    """What the command prints, findings included, as a terminal would show it."""
    done = CliRunner().invoke(
        main, ["-C", str(folder), *words] if words[0] != "new" else ["new", str(folder / words[1])]
    )
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output.replace(f"{folder}/", "")


@pytest.mark.parametrize(
    "step", ["new", "first build", "second build", "mistakes", "unchecked", "archive", "lock", "right", "wrong word"]
)
def test_the_guide_shows_what_is_printed(step, followed):
    """Each line that a step prints stands in the guide."""
    lines = [line for line in followed[step].splitlines() if line.strip()]

    assert lines
    assert [line for line in lines if line not in GUIDE] == []


def test_a_correction_is_explained_by_record_and_field(followed):
    """The sheet that shows the words names their field; the one that does not was not made for them."""
    assert "record paragraph-on-arms/arms-trade: says changed" in followed["explained"]
    assert "paragraph-on-arms" not in followed["untouched"]
    assert re.fullmatch(r"1\d made, 1\d up to date\n", followed["correction"])


def test_thailand_has_a_sheet_after_the_passage_was_added(followed):
    """Two more files: a sheet in two formats."""
    assert followed["third build"] == "30 made\n"
