"""What can happen to a build folder, each as a function that does it and checks what the next build makes of it.

`test_accidents.py` runs the table as tests; ``python -m tests.make.accidents`` (`make selftest`) prints it, beside
what other tools made of the same.  The struck file operations are in `tests/faults`, a killed worker in
`test_pool.py` and `tests/tools/test_cluster.py`.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from attrs import frozen

from rtop_docs.make.build import Options, build
from rtop_docs.make.clean import clean
from rtop_docs.make.project import open_workspace
from rtop_docs.progress import Quiet
from tests.make.conftest import Project, new_project

ROOT = Path(__file__).resolve().parents[2]
PASSAGES = "source/2014/passages.yaml"
CARD = "build/2014/cards/GBR.txt"
YEAR = 365 * 24 * 3600


@frozen
class Accident:
    """One row of the table.

    peers: what make, ninja, doit and snakemake did with the like, as measured once, or what their own pages say of
    locks; "" where it was not run.
    """

    what: str
    happen: Callable[[Project], None]
    peers: tuple[str, str, str, str]


def clean_build(project):
    """The files of a clean build of the same sources."""
    with tempfile.TemporaryDirectory() as folder:
        other = Project(Path(folder) / "clean")
        shutil.copytree(project.root, other.root, ignore=shutil.ignore_patterns("build"))
        other.build()
        return other.files()


def is_whole(project, aside=()):
    """Assert that the next build ends well, with the tree of a clean build; files kept aside are left out."""
    result = project.build()
    files = project.files()
    kept = {path for path in files if ".edited" in path}
    assert result.ok or {d.code for d in result.diagnostics} == {"M07"}, result.diagnostics
    assert {p: d for p, d in files.items() if p not in kept} == clean_build(project)
    assert {files[p] for p in kept} == set(aside)
    assert not [p for p in files if "/.rtop-" in p]
    assert project.build().made == ()


def correct(project):
    """Change words that seven cards and the brief show."""
    project.replace(PASSAGES, "The importance of including", "The need to include")


def command(project, *words, **how):
    """The command in a process of its own, not waited for."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-m", "rtop_docs", "-C", str(project.root), *words]
    return subprocess.Popen(run, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, **how)


# -- what happens to the process and the disk -----------------------------------------------------


def killed(project):
    """Kill -9 as soon as the first file is there."""
    process = command(project, "build", "-j", "1")
    until = time.monotonic() + 60
    while not any((project.root / "build").glob("2014/*")) and time.monotonic() < until:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    is_whole(project)


def disk_full(project):
    """No file can grow beyond some bytes: every build stops and says why, and nothing half is left."""
    project.build()
    before = project.files()
    correct(project)
    for limit in (100, 5_000, 60_000):
        process = command(project, "build", "-j", "1", preexec_fn=lambda limit=limit: small_files(limit))
        printed = process.communicate()[1]
        assert process.returncode == 1
        assert "error[" in printed
        assert "Traceback" not in printed
        new = clean_build(project)
        assert all(data in {before.get(path), new.get(path)} for path, data in project.files().items())
    is_whole(project)


def small_files(limit):
    """In a child: let no file grow beyond `limit` bytes."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))


def two_at_once(project):
    """The second names the first and changes nothing; the first goes on."""
    from rtop_docs.make.lock import locked

    with locked(open_workspace(project.root)) as busy:
        assert busy is None
        second = command(project, "build")
        printed = second.communicate()[1]
    assert second.returncode == 1
    assert f"(process {os.getpid()})" in printed
    assert project.files() == {}
    is_whole(project)


def two_in_a_row(project):
    """With --wait the second begins when the first is done."""
    processes = [command(project, "build", "-q", "--wait", "-j", "1") for _ in range(2)]
    assert [p.communicate() and p.returncode for p in processes] == [0, 0]
    is_whole(project)


def holder_killed(project):
    """The lock of a process that was killed holds nobody up."""
    code = (
        "import sys, time\nfrom pathlib import Path\n"
        "from rtop_docs.make.lock import locked\nfrom rtop_docs.make.project import open_workspace\n"
        "with locked(open_workspace(Path(sys.argv[1]))):\n    print('held', flush=True)\n    time.sleep(600)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    run = [sys.executable, "-c", code, str(project.root)]
    with subprocess.Popen(run, env=environment, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "held\n"
        assert [d.code for d in project.build().diagnostics] == ["M10"]
        holder.kill()
    is_whole(project)


# -- what happens to the clock and the files ------------------------------------------------------


def clock(years, project):
    """Outputs and sources dated years away, then a correction that is dated the other way."""
    project.build()
    for place in (*(project.root / "build").rglob("*.*"), *(project.root / "source").rglob("*.yaml")):
        os.utime(place, (time.time() + years * YEAR,) * 2)
    assert project.build().made == ()
    correct(project)
    os.utime(project.root / PASSAGES, (time.time() - years * YEAR,) * 2)
    assert len(project.build().made) == 9
    is_whole(project)


def deleted(project):
    """It is made again, alone."""
    project.build()
    (project.root / CARD).unlink()
    assert project.build().made == (CARD,)
    is_whole(project)


def truncated(project):
    """Half a file is no file of ours: it is kept aside, and the whole one put in its place."""
    project.build()
    half = (project.root / CARD).read_bytes()[:20]
    (project.root / CARD).write_bytes(half)
    result = project.build()
    assert not result.ok
    assert result.kept_aside == ("build/2014/cards/GBR.edited.txt",)
    is_whole(project, {half})


def edited(project):
    """Kept aside, reported, not overwritten when the record changes and not removed by clean."""
    project.build()
    (project.root / CARD).write_text("my words")
    correct(project)
    result = project.build()
    assert [d.code for d in result.diagnostics] == ["M07"]
    assert not result.ok
    is_whole(project, {b"my words"})
    clean(open_workspace(project.root))
    assert project.files() == {"build/2014/cards/GBR.edited.txt": b"my words"}


def edited_in_secret(project):
    """Same size, date and inode: found by --verify, which trusts no date."""
    project.build()
    place = project.root / CARD
    looks = place.stat()
    with place.open("r+b") as file:
        file.write(b"X")
    os.utime(place, ns=(looks.st_atime_ns, looks.st_mtime_ns))
    assert [d.code for d in project.build(verify=True).diagnostics] == ["M07"]
    assert len(project.files()) == 15


def read_only(project):
    """A file that may not be written is replaced like any other; nobody's words are in it."""
    project.build()
    (project.root / CARD).chmod(0o444)
    correct(project)
    assert CARD in project.build().made
    is_whole(project)


# -- what happens to the sources ------------------------------------------------------------------


class Editing(Quiet):
    """Edits a source while the build runs."""

    def __init__(self, project):
        self.project = project

    def begin(self, total):
        """Everything is read by now."""
        correct(self.project)


def edited_meanwhile(project):
    """What was made is of the text that was read; the build says so, and the next makes what changed."""
    old = clean_build(project)
    result = build(open_workspace(project.root), (), Editing(project), Options())
    assert [d.code for d in result.diagnostics] == ["M17"]
    assert project.files() == old
    assert len(project.build().made) == 9
    is_whole(project)


def touched(project):
    """A new date, or a copy with an older one, is no change; an older text with an older date is one."""
    project.build()
    older = (project.root / PASSAGES).read_text(encoding="utf-8")
    os.utime(project.root / PASSAGES)
    assert project.build().made == ()
    correct(project)
    project.build()
    project.write(PASSAGES, older)
    os.utime(project.root / PASSAGES, (1_000_000_000,) * 2)
    assert len(project.build().made) == 9
    is_whole(project)


def override(project):
    """A template of the project's own that appears is used, and when it vanishes again the other is."""
    target = "targets:\n  m:\n    template: matrix.md\n    dialogue: ga-2014\n    formats: [txt]\n    output: m\n"
    project.write("source/targets.yaml", target)
    project.build()
    first = project.files()
    project.write("templates/en/matrix.md", (project.root / "templates/en/brief.md").read_text())
    assert project.build().made == ("build/m.txt",)
    (project.root / "templates/en/matrix.md").unlink()
    assert project.build().made == ("build/m.txt",)
    assert project.files() == first


def include(project):
    """An included template that changes, vanishes and comes back."""
    project.write("templates/en/head.md", "A first line.\n\n")
    project.replace("templates/en/brief.md", "# Brief\n", '# Brief\n\n{% include "head.md" %}\n')
    project.build()
    project.write("templates/en/head.md", "Another line.\n\n")
    assert set(project.build().made) == {"build/2014/brief.txt", "build/2014/brief.html"}
    (project.root / "templates/en/head.md").unlink()
    assert len(project.build().failed) == 2
    project.write("templates/en/head.md", "Another line.\n\n")
    is_whole(project)


def renamed(project):
    """The file of a target that is called otherwise now goes; one that somebody edited stays."""
    project.build()
    (project.root / "build/2014/brief.txt").write_text("my words")
    project.replace("source/targets.yaml", "output: 2014/brief", "output: 2014/note")
    result = project.build()
    assert result.removed == ("build/2014/brief.html",)
    files = project.files()
    assert files.pop("build/2014/brief.txt") == b"my words"
    assert files == clean_build(project)


# -- what happens to the ledger and the folder ----------------------------------------------------


def ledger_cut(project):
    """A ledger that ends early, at any length."""
    project.build()
    ledger = project.root / "build/.rtop/ledger.sqlite"
    whole = ledger.read_bytes()
    for length in range(0, len(whole), len(whole) // 9):
        ledger.write_bytes(whole[:length])
        is_whole(project)


def ledger_corrupt(project):
    """Bytes of the ledger that are others, anywhere."""
    project.build()
    ledger = project.root / "build/.rtop/ledger.sqlite"
    choose = random.Random(4)
    for _ in range(40 if os.environ.get("RTOP_THOROUGH") else 8):
        data = bytearray(ledger.read_bytes())
        for _ in range(choose.randint(1, 200)):
            data[choose.randrange(len(data))] = choose.randrange(256)
        ledger.write_bytes(bytes(data))
        is_whole(project)


def journal_corrupt(project):
    """A journal of the ledger with nothing in it that could be used, or half of one."""
    project.build()
    ledger = project.root / "build/.rtop/ledger.sqlite"
    for data in (b"", b"garbage" * 1000, bytes.fromhex("d9d505f920a163d7") + bytes(3000), ledger.read_bytes()[:4096]):
        (project.root / "build/.rtop/ledger.sqlite-journal").write_bytes(data)
        is_whole(project)


def copied(project):
    """The project with its build folder on another machine: nothing is made anew, and nothing is called edited."""
    project.build()
    elsewhere = Project(project.root.parent / "elsewhere")
    shutil.copytree(project.root, elsewhere.root, copy_function=shutil.copyfile)
    assert elsewhere.build().made == ()
    assert elsewhere.build().ok
    is_whole(elsewhere)


AGAIN = "runs again"
TABLE = (
    Accident("kill -9 while writing", killed, ("half file kept", "mixed file", AGAIN, "stops, says why")),
    Accident("disk full", disk_full, ("half file kept", "fails again", "fails again", "")),
    Accident("two builds at once", two_at_once, ("mixed file", "mixed file", "no lock", "second refused")),
    Accident("two builds, the second waits", two_in_a_row, ("", "", "", "")),
    Accident("the holder of the lock is killed", holder_killed, ("no lock", "no lock", "no lock", "--unlock")),
    Accident("clock a year forward", lambda p: clock(1, p), ("stale", "rebuilt", "rebuilt", "stale")),
    Accident("clock a year back", lambda p: clock(-1, p), ("", "", "", "")),
    Accident("output deleted", deleted, ("rebuilt", "rebuilt", "rebuilt", "")),
    Accident("output truncated", truncated, ("", "", "", "")),
    Accident("output edited by hand", edited, ("up to date", "up to date", "up to date", "up to date")),
    Accident("... keeping size, date and inode (--verify)", edited_in_secret, ("", "", "", "")),
    Accident("output read-only", read_only, ("", "", "", "")),
    Accident("source edited during the build", edited_meanwhile, ("", "", "", "")),
    Accident("source touched, or an older one put back", touched, ("rebuilds", "rebuilds", "skips", "skips")),
    Accident("template override appears, vanishes", override, ("", "", "", "")),
    Accident("template include changes, vanishes, returns", include, ("", "", "", "")),
    Accident("target renamed", renamed, ("", "old file stays", "old file stays", "")),
    Accident("ledger cut", ledger_cut, ("", "", "", "")),
    Accident("ledger corrupt", ledger_corrupt, ("", "", "", "")),
    Accident("ledger's journal corrupt", journal_corrupt, ("", "", "", "")),
    Accident("build/ copied to another machine", copied, ("", "", "", "")),
)  # fmt: skip


def main():
    """Run the table and print it; the exit status is the number of rows that do not hold."""
    faults = 0
    sys.stdout.write(
        f"{'accident':<46}{'rtop-docs':<12}{'make 4.3':<17}{'ninja 1.13':<17}{'doit 0.37':<17}snakemake 9.27\n"
    )
    for accident in TABLE:
        with tempfile.TemporaryDirectory() as folder:
            try:
                accident.happen(new_project(Path(folder) / "project"))
                ours = "holds"
            except AssertionError as fault:
                faults += 1
                ours = f"FAILS: {str(fault).splitlines()[0] if str(fault) else 'see the test'}"
        peers = "".join(f"{peer or '-':<17}" for peer in accident.peers)
        sys.stdout.write(f"{accident.what:<46}{ours:<12}{peers}\n")
        sys.stdout.flush()
    return faults


if __name__ == "__main__":
    sys.exit(main())
