"""The command `site`: what it says, and how it exits."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main
from tests.distribute.site.conftest import SiteProject


def run(project: SiteProject, *words: str):
    """Run the command in a project."""
    return CliRunner().invoke(main, ["-C", str(project.root), "site", *words])


def test_it_says_what_it_wrote_and_what_to_open(project: SiteProject):
    """The first run writes every file, the second none."""
    first, second = run(project), run(project)

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert first.stdout.startswith("site of 230 files: 230 files written; open build/site/index.html")
    assert second.stdout == "site of 230 files: nothing to write; open build/site/index.html\n"


def test_findings_go_to_other_tools_as_json(project: SiteProject):
    """A stale project: the findings as JSON, exit status 1, nothing written."""
    project.replace("source/2014/passages.yaml", "A warning that", "Words that")
    done = run(project, "--format", "json")

    assert done.exit_code == 1
    assert {d["code"] for d in json.loads(done.stdout)["diagnostics"]} == {"N08"}


def test_another_folder_can_be_asked_for(project: SiteProject):
    """Two sites stand side by side, neither knowing of the other."""
    run(project)
    done = run(project, "--audience", "partners", "--as-of", "2014-09-08T18:00:00Z", "--to", "build/partners")

    assert done.exit_code == 0
    assert (project.root / "build/partners/index.html").is_file()
    assert run(project).stdout.count("nothing to write") == 1


@pytest.mark.parametrize("moment", ["yesterday", "2014-09-08T18:00:00", "2014-13-01T00:00:00Z"])
def test_a_moment_without_a_zone_is_refused(project: SiteProject, moment: str):
    """No embargo can be compared with it: wrong use, and nothing is written."""
    done = run(project, "--as-of", moment)

    assert done.exit_code == 2
    assert not project.folder.exists()


def test_outside_a_project_it_says_so(tmp_path):
    """A folder without a record: M11, as every command has it."""
    done = CliRunner().invoke(main, ["-C", str(tmp_path), "site"])

    assert done.exit_code == 1
    assert "error[M11]" in done.stderr
