"""The page's part on mail, followed in a new project: what it shows is what is printed."""

import re
import shutil
from pathlib import Path

import pytest
from attrs import fields
from click.testing import CliRunner

from rtop_docs.cli import main
from rtop_docs.distribute.mail.settings import SETTINGS, _Written, read_settings
from rtop_docs.workspace import Workspace

PAGE = (Path(__file__).resolve().parents[3] / "docs" / "distribute.md").read_text(encoding="utf-8")
PARTNERS, BURUNDI = "partners@example.org", "mission.burundi@example.org"


def alike(text):
    """Lines without what differs from run to run: moments, and what follows from a pack's bytes."""
    text = re.sub(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]+\+00:00", "MOMENT", text)
    return [line.rstrip() for line in re.sub(r"<[0-9a-f]{40}@", "<ID@", text).splitlines() if line.strip()]


@pytest.fixture(scope="module")
def followed(tmp_path_factory, server):
    """What each step printed, by its name."""
    project = tmp_path_factory.mktemp("guide") / "my-dialogue"

    def run(*words):
        done = CliRunner().invoke(main, ["-C", str(project), *words])
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done.output

    CliRunner().invoke(main, ["new", str(project)])
    settings = project / "source/mail.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("8025", str(server.port)), encoding="utf-8")
    run("build")
    printed = {"pack": run("pack"), "ask": run("send"), "rehearse": run("send", "--dry-run")}
    printed |= {"send": run("send", "--yes"), "send again": run("send", "--yes")}
    printed["status of sent"] = run("send", "--status").replace("250 taken", "250 OK")  # as aiosmtpd's own server says
    shutil.rmtree(project / "sent")
    server.expect({PARTNERS: "rcpt 550", BURUNDI: "took, cut"})
    printed["trouble"] = run("send", "--yes")
    printed["status"] = run("send", "--status")
    printed["arrived"] = run("send", "--arrived", "mission-burundi")
    return printed


@pytest.mark.parametrize(
    "step", ["pack", "ask", "rehearse", "send", "send again", "status of sent", "trouble", "status", "arrived"]
)
def test_the_page_shows_what_is_printed(step, followed):
    """Each line that a step prints stands on the page."""
    page, lines = alike(PAGE), alike(followed[step])

    assert lines
    assert [line for line in lines if line not in page] == []


def test_every_key_of_the_settings_is_on_the_page():
    """The example is read without a finding, and leaves nothing out."""
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "host:" in block)
    read = read_settings(Workspace.on_no_disk({SETTINGS: example.encode()}))

    assert read.diagnostics == ()
    assert set(re.findall(r"^([a-z_]+): ", example, re.MULTILINE)) == {f.name for f in fields(_Written)}
