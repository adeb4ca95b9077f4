"""The part of docs/distribute.md on the site, followed word for word in a new project."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main

PAGE = (
    (Path(__file__).resolve().parents[3] / "docs/distribute.md").read_text(encoding="utf-8").partition("## The site")[2]
)
PARTNERS = ("--audience", "partners", "--as-of", "2014-09-08T18:00:00Z", "--to", "build/partners")


@pytest.fixture(scope="module")
def followed(tmp_path_factory):
    """What each step printed, by its name."""
    project = tmp_path_factory.mktemp("guide") / "my-dialogue"

    def run(*words):
        done = CliRunner().invoke(main, ["-C", str(project), *words])
        return done.stdout + done.stderr

    CliRunner().invoke(main, ["new", str(project)])
    run("build")
    printed = {"site": run("site"), "again": run("site"), "partners": run("site", *PARTNERS)}
    (project / "build/site/method.html").write_text("mine\n", encoding="utf-8")
    return printed | {"edited": run("site")}


@pytest.mark.parametrize("step", ["site", "again", "partners", "edited"])
def test_the_page_shows_what_is_printed(step, followed):
    """Each line that a step prints stands on the page."""
    lines = followed[step].splitlines()

    assert lines
    assert [line for line in lines if line not in PAGE] == []
