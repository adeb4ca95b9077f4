"""`build --watch` builds again at each change, shows errors, and shows none when they are mended."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Queue

import pytest

from tests.make.conftest import new_project

pytestmark = pytest.mark.tool
ROOT = Path(__file__).resolve().parents[2]
PASSAGES = "source/2014/passages.yaml"


@pytest.fixture
def watched(tmp_path):
    """A project and the lines of a command that watches it."""
    project = new_project(tmp_path / "project")
    words = [sys.executable, "-m", "rtop_docs", "-C", str(project.root), "build", "--watch", "-j", "1"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(words, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    lines: Queue[str] = Queue()
    reader = threading.Thread(target=lambda: [lines.put(line.rstrip()) for line in process.stdout], daemon=True)
    reader.start()
    with process:
        yield project, lines, process
        process.kill()
        reader.join(timeout=60)


def until(lines, *endings):
    """The lines up to one that ends so."""
    found = []
    while not found or not found[-1].endswith(endings):
        found.append(lines.get(timeout=60))
    return found


def test_watching(watched):
    """A correction, a mistake, its mending by a renamed file as editors save, and Ctrl-C."""
    project, lines, process = watched
    assert until(lines, " made") == ["14 made"]

    project.replace(PASSAGES, "The importance of including", "The need to include")
    assert until(lines, "up to date") == [f"-- {PASSAGES}", "9 made, 5 up to date"]

    good = (project.root / PASSAGES).read_text(encoding="utf-8")
    project.write(PASSAGES, good.replace("kind: warns", "kind: wanrs"))
    broken = until(lines, " failed")
    assert any("error[R04]: 'wanrs' is none of" in line for line in broken)

    project.write("source/2014/.passages.new", good)
    (project.root / "source/2014/.passages.new").rename(project.root / PASSAGES)
    mended = until(lines, "up to date")
    assert not any("error" in line for line in mended)

    time.sleep(1)  # the line is printed a moment before the build has ended; a person is not quicker
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 0
