"""The page on building shows what the command prints: each step of it is done here."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main

PAGE = Path(__file__).resolve().parents[2] / "docs/build.md"
PASSAGES = "source/2014/passages.yaml"
CORRECTION = ("The importance of including", "The need to include")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """Step -> the lines that it printed."""
    root = tmp_path_factory.mktemp("page") / "my-dialogue"
    run(root, "new", str(root))
    passages = root / PASSAGES
    text = passages.read_text(encoding="utf-8")
    printed = {"first": run(root, "build")}
    passages.write_text(text.replace(*CORRECTION), encoding="utf-8")
    printed["dry run"] = run(root, "build", "-n", "sheets/GBR")
    printed["list"] = run(root, "list", "--state", "GBR")
    printed["correction"] = run(root, "build")
    (root / "build/2014/sheets/GBR.docx").write_text("my words")
    printed["edited"] = run(root, "build")
    passages.write_text(text.replace("kind: warns", "kind: wanrs"), encoding="utf-8")
    printed["broken"] = run(root, "build")
    return printed


def run(root, *words):
    """What the command prints, findings included."""
    start = [] if words[0] == "new" else ["-C", str(root)]
    done = CliRunner().invoke(main, [*start, *words], prog_name="rtop-docs")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return [line for line in done.output.splitlines() if line.strip()]


@pytest.mark.parametrize("step", ["first", "dry run", "list", "correction", "edited", "broken"])
def test_each_line_that_is_printed_stands_in_the_page(step, followed):
    """As a reader would see it."""
    page = PAGE.read_text(encoding="utf-8").splitlines()

    assert followed[step]
    assert [line for line in followed[step] if line not in page] == []
