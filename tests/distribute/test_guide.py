"""The page on distribution, followed word for word in a new project: what it shows is what is printed."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "distribute.md").read_text(encoding="utf-8")


def run(project, *words):
    """What the command prints, findings included."""
    done = CliRunner().invoke(main, ["-C", str(project), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.output


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each step printed, by its name; and the project as the steps leave it."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not here")
    folder = tmp_path_factory.mktemp("guide")
    project = folder / "my-dialogue"
    CliRunner().invoke(main, ["new", str(project)])
    passages = project / "source/2014/passages.yaml"
    before = passages.read_text(encoding="utf-8")
    after = before.replace("verb: warned", "verb: cautioned")
    printed = {"build": run(project, "build"), "pack": run(project, "pack"), "pack again": run(project, "pack")}
    passages.write_text(after, encoding="utf-8")
    printed["refused"] = run(project, "pack")
    passages.write_text(before, encoding="utf-8")
    run(project, "build")
    printed["first"] = run(project, "release", "2014-1", "--unsigned")
    passages.write_text(after, encoding="utf-8")
    printed["correction"] = run(project, "build")
    printed["second"] = run(project, "release", "2014-2", "--unsigned")
    printed["unsigned"] = run(project, "release", "2014-3")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", folder / "release-key"], check=True)
    printed["signed"] = run(project, "release", "2014-3", "--key", str(folder / "release-key"))
    return printed, project


@pytest.mark.parametrize(
    "step", ["build", "pack", "pack again", "refused", "first", "correction", "second", "unsigned", "signed"]
)
def test_the_page_shows_what_is_printed(step, followed):
    """Each line that a step prints stands on the page."""
    lines = [line for line in followed[0][step].splitlines() if line.strip()]

    assert lines
    assert [line for line in lines if line not in PAGE] == []


def test_the_pack_holds_what_the_page_says(followed):
    """The files that sha256sum names on the page are those of the pack, its check sums aside."""
    data = (followed[1] / "build/packs/mission-burundi.zip").read_bytes()
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()

    assert re.findall(r"^(\S+): OK$", PAGE, re.MULTILINE) == [n for n in names if n != "SHA256SUMS"]


def test_the_page_on_changes_says_what_the_guide_says(followed):
    """The excerpt of changes.txt stands in it, line by line."""
    text = (followed[1] / "releases/2014-2/changes.txt").read_text(encoding="utf-8")
    excerpt = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)[0]

    assert [line for line in excerpt.splitlines() if line not in text] == []
