"""The command as a person uses it like make: dry runs, reasons, keeping going, Ctrl-C, states, a forecast."""

import json
import os
import pty
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = "source/2014/passages.yaml"
CORRECTION = ("The importance of including", "The need to include")


def run(project, *words):
    """What the command does with these words; a traceback fails the test."""
    done = CliRunner().invoke(main, ["-C", str(project.root), *words], prog_name="rtop-docs")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def built(project):
    """A project that is up to date."""
    project.build()
    return project


# -- what would be made ----------------------------------------------------------------------------


def test_a_dry_run_says_what_and_why_and_makes_nothing(project):
    """Not even the ledger's folder."""
    done = run(project, "build", "-n")
    lines = done.stdout.splitlines()

    assert done.exit_code == 0
    assert lines[0:2] == ["would make build/2014/brief.txt", "    because it was never made"]
    assert lines[-1] == "at most 14 files: some may come out the same; `rtop-docs plan` says which"
    assert not (project.root / "build").exists()


def test_a_dry_run_of_what_is_up_to_date(built):
    """One line; with -B everything is named."""
    assert run(built, "build", "-n").stdout == "nothing to make: 14 files up to date\n"
    assert run(built, "build", "-nB").stdout.count("would make ") == 14


def test_a_dry_run_names_what_would_be_removed_and_what_would_wait(built):
    """A target that is gone; a source with errors."""
    built.replace(PASSAGES, "Canada, Norway", "Norway")
    assert "would remove build/2014/cards/CAN.txt" in run(built, "build", "-n").stdout

    built.write(PASSAGES, "{{{")
    done = run(built, "build", "-n")
    assert done.exit_code == 1
    assert "would leave build/2014/brief.txt\n    because it asks what a source with errors holds" in done.stdout


def test_a_dry_run_for_programs(built):
    """One JSON object a line."""
    built.replace(PASSAGES, *CORRECTION)
    told = [json.loads(line) for line in run(built, "build", "-n", "--format", "json").stdout.splitlines()]

    assert {e["event"] for e in told} == {"would make"}
    assert len(told) == 9
    assert all(e["reasons"] for e in told)


def test_plan_says_which_bytes_change(built):
    """Rendered in memory: what only may change is told from what does."""
    built.replace("templates/en/brief.md", "# Brief\n", "\n\n# Brief\n")
    same = run(built, "plan")
    built.replace(PASSAGES, *CORRECTION)
    other = run(built, "plan")
    data = json.loads(run(built, "plan", "--format", "json").stdout)

    assert same.stdout.splitlines()[-1] == "no file would change"
    assert other.stdout.splitlines()[-1] == "9 files would change"
    assert "    because record paragraph-on-women/women: says changed" in other.stdout
    assert {row["what"] for row in data} == {"changes"}
    assert run(built, "plan", "--format", "txt", "cards/GBR").stdout.splitlines()[-1] == "1 file would change"


# -- while it is made ------------------------------------------------------------------------------


def test_formats_choose_documents_and_json_chooses_how_to_print(project):
    """Both at once."""
    done = run(project, "build", "--format", "html", "--format", "json")

    assert [json.loads(line)["path"] for line in done.stdout.splitlines()[1:-1]] == ["build/2014/brief.html"]
    assert list(project.files()) == ["build/2014/brief.html"]


def test_a_state_by_its_letters_or_its_name(project):
    """And one that is none."""
    assert run(project, "build", "--state", "gbr").stdout == "1 made\n"
    assert run(project, "build", "--state", "United Kingdom").stdout == "nothing to make: 1 file up to date\n"
    assert "no state is called 'Atlantis'" in run(project, "build", "--state", "Atlantis").stderr


def test_reasons_and_seconds_beside_each_file(built):
    """--explain says why, -v how long."""
    built.replace(PASSAGES, *CORRECTION)
    lines = run(built, "build", "--explain", "-v").stdout.splitlines()

    assert re.fullmatch(r"made   build/2014/brief\.txt  \d\.\d\d s", lines[0])
    assert lines[1] == "    because record paragraph-on-women/women: says changed"


def test_the_first_failure_stops_the_build_unless_told_to_keep_going(project):
    """What is left is counted, and -k makes it."""
    project.replace("templates/en/brief.md", "themes(", "themse(")
    stopped, went_on = run(project, "build", "-j", "1"), run(project, "build", "-j", "1", "-k")

    assert (stopped.exit_code, stopped.stdout) == (1, "2 failed, 12 left to make\n")
    assert stopped.stderr.splitlines()[-1] == "stopped at the first failure; -k makes the others"
    assert (went_on.exit_code, went_on.stdout) == (1, "12 made, 2 failed\n")


def test_ctrl_c_leaves_a_clean_tree_and_says_what_is_left(project):
    """What is there is whole and recorded; the next build makes the rest."""
    words = [sys.executable, "-m", "rtop_docs", "-C", str(project.root), "build", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(words, env=environment, text=True, stderr=subprocess.PIPE, start_new_session=True) as process:
        until = time.monotonic() + 60
        while not (project.root / "build/.rtop/ledger.sqlite").exists() and time.monotonic() < until:
            time.sleep(0.001)
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate()[1]
    left = project.files()

    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("interrupted: ")
    assert "Traceback" not in said
    assert not [path for path in left if ".rtop-" in path]
    rest = project.build()
    assert len(rest.made) == 14 - len(left)
    assert len(project.files()) == 14


def test_an_interrupt_in_the_middle_counts_what_is_left(project, monkeypatch):
    """What was rendered before it is put in place and recorded."""
    from rtop_docs.make import pool

    real, done = pool.render, []

    def interrupted(world, task):
        if len(done) == 4:
            raise KeyboardInterrupt
        done.append(task)
        return real(world, task)

    monkeypatch.setattr(pool, "render", interrupted)
    ended = run(project, "build", "-j", "1")

    assert (ended.exit_code, ended.stdout) == (130, "5 made, 9 left to make\n")
    assert "interrupted: 9 files left to make; every file that was made is whole" in ended.stderr
    assert len(project.files()) == 5


def test_a_bar_with_counts_on_a_terminal(project):
    """And none of it is left when the build is done."""
    ours, theirs = pty.openpty()
    words = [sys.executable, "-m", "rtop_docs", "-C", str(project.root), "build", "-j", "1"]
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "200"}
    process = subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=settings)
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)

    assert process.wait() == 0
    assert b"14 made | build/2014/cards/" in written
    assert b"slowest: " in written
    assert written.decode().rstrip().endswith("14 made")


# -- how things stand ------------------------------------------------------------------------------


def test_list_names_each_state(built):
    """Up to date, stale, gone, edited by hand, never made, without a target."""
    built.replace(PASSAGES, *CORRECTION)
    built.replace(PASSAGES, "Canada, Norway", "Chad, Norway")
    (built.root / "build/2014/cards/ECU.txt").unlink()
    (built.root / "build/2014/cards/BDI.txt").write_text("my words")
    told = {row["path"]: row["state"] for row in json.loads(run(built, "list", "--format", "json").stdout)}

    assert told["build/2014/cards/ECU.txt"] == "gone"
    assert told["build/2014/cards/BDI.txt"] == "edited by hand"
    assert told["build/2014/cards/TCD.txt"] == "never made"
    assert told["build/2014/cards/CAN.txt"] == "no target makes it"
    assert told["build/2014/cards/GBR.txt"] == "stale"
    assert told["build/2014/cards/NZL.txt"] == "up to date"
    assert run(built, "list", "--state", "ECU").stdout == "gone  build/2014/cards/ECU.txt\n"


def test_clean_says_why_it_cannot_know_what_is_ours(built):
    """A damaged ledger is no traceback, and no reason to delete anything."""
    ledger = built.root / "build/.rtop/ledger.sqlite"
    data = bytearray(ledger.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    ledger.write_bytes(bytes(data))
    before = built.files()
    done = run(built, "clean")

    assert "Traceback" not in done.stderr
    assert built.files() == before


def test_a_build_with_nothing_to_do_needs_no_lock(built):
    """It reads only: another build that waits for something does not hold it up."""
    from rtop_docs.make.lock import locked
    from rtop_docs.make.project import open_workspace

    with locked(open_workspace(built.root)):
        assert run(built, "build").stdout == "nothing to make: 14 files up to date\n"


def test_what_is_not_installed_is_named(built, monkeypatch):
    """Watching and clusters are extras; the finding says how to get them."""
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    monkeypatch.setitem(sys.modules, "distributed", None)
    shutil.rmtree(built.root / "build")
    cluster, watch = run(built, "build", "--cluster", "local"), run(built, "build", "--watch")

    assert watch.exit_code == cluster.exit_code == 1
    assert "pip install 'rtop-docs[watch]'" in watch.stderr
    assert "pip install 'rtop-docs[cluster]'" in cluster.stderr
