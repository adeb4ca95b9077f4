"""Let a build meet a fault at each of its file operations, and see what the next build makes of what is left.

Runs as a program of its own, behind the shim (`faults.c`): ``python -m tests.faults.trials SCENARIO FAULT FOLDER``
prints one JSON object with what was tried and what went wrong.  Each trial is a forked child of one process that
has everything loaded, so that thousands of builds take a minute.
"""

import ctypes
import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import rtop_docs.make.warm  # noqa: F401  loaded once, for all children
from rtop_docs.cli import main

FAULTS = {"kill": 1, "kill half way": 2, "disk full": 3, "i/o error": 4}
EDIT = b"my words"
STARTER = Path(__file__).resolve().parents[2] / "rtop_docs" / "starter"
TARGETS = """
targets:
  brief:
    template: brief.md
    dialogue: ga-2014
    formats: [txt, html]
    output: 2014/brief
  card:
    template: card.md
    dialogue: ga-2014
    formats: [txt]
    output: 2014/card
"""
BRIEF = '{{ document(kind="brief", title="Brief") }}\n\n# Brief\n\n{{ themes(level=2) }}\n\n{{ sources() }}\n'
CARD = '{{ document(kind="card", title="Card") }}\n\n# Card\n\n{{ actor("RWA") }}\n'
GONE = "  gone:\n    template: card.md\n    dialogue: ga-2014\n    formats: [txt]\n    output: 2014/gone\n"


class Shim:
    """The functions of `faults.c`, which is loaded already where trials are run."""

    def __init__(self):
        library = ctypes.CDLL(None)
        if not hasattr(library, "faults_arm"):
            return
        self.arm, self.disarm, self.seen = library.faults_arm, library.faults_disarm, library.faults_seen
        self.seen.restype = ctypes.c_long
        self._last = library.faults_last
        self._last.restype = ctypes.c_char_p

    def last(self):
        """What was struck."""
        return self._last().decode()


SHIM = Shim()


def command(root, *words):
    """Run the command in this process; return its exit status and all that it printed."""
    with (root.parent / "printed").open("w+", encoding="utf-8") as printed:
        with redirect_stdout(printed), redirect_stderr(printed):
            try:
                main(["-C", str(root), *words], prog_name="rtop-docs")
                status = 0
            except SystemExit as ended:
                status = ended.code or 0
        SHIM.disarm()
        printed.seek(0)
        return status, printed.read()


def in_child(work):
    """Return what `work` returns in a forked child, or the number of the signal that ended it."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        try:
            answer = json.dumps(work())
        except BaseException as fault:  # told to the parent, which fails
            answer = json.dumps([99, f"Traceback: {type(fault).__name__}: {fault}", sys.maxsize, SHIM.last()])
        SHIM.disarm()
        os.write(theirs, answer.encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours, "rb") as answers:
        answer = answers.read()
    _, status = os.waitpid(child, 0)
    return json.loads(answer) if answer else -os.WTERMSIG(status)


def files(root):
    """Every file below build/ but the ledger's, with its bytes."""
    base = root / "build"
    found = (p for p in sorted(base.rglob("*")) if p.is_file() and ".rtop" not in p.parts)
    return {p.relative_to(root).as_posix(): p.read_bytes() for p in found}


# -- scenarios: how a project is before the build that meets a fault -------------------------------


def empty(root):
    """Nothing was built yet."""
    shutil.copytree(STARTER / "source", root / "source")
    (root / "templates/en").mkdir(parents=True)
    (root / "source/targets.yaml").write_text(TARGETS, encoding="utf-8")
    (root / "templates/en/brief.md").write_text(BRIEF, encoding="utf-8")
    (root / "templates/en/card.md").write_text(CARD, encoding="utf-8")


def changed(root):
    """Built; then words and a template were changed, a target was removed, a file deleted and one edited by hand."""
    empty(root)
    targets = root / "source/targets.yaml"
    targets.write_text(TARGETS + GONE, encoding="utf-8")
    (root / "templates/en/card.md").write_text(CARD.replace("# Card", "# An older card"), encoding="utf-8")
    assert in_child(lambda: command(root, "build", "-q", "-j", "1"))[0] == 0
    targets.write_text(TARGETS, encoding="utf-8")
    (root / "templates/en/card.md").write_text(CARD, encoding="utf-8")
    (root / "templates/en/brief.md").write_text(BRIEF.replace("# Brief", "# The brief"), encoding="utf-8")
    (root / "build/2014/brief.html").write_bytes(EDIT)
    (root / "build/2014/brief.txt").unlink()


SCENARIOS = {"first build": (empty, ("build", "-j", "1")), "rebuild": (changed, ("build", "-j", "1")),
             "clean": (changed, ("clean",))}  # fmt: skip


def is_aside(path):
    """Whether a file is one that was kept aside."""
    return ".edited" in path


class Trials:
    """One scenario under one fault."""

    def __init__(self, scenario, fault, folder):
        self.fault, self.folder = fault, folder
        prepare, self.words = SCENARIOS[scenario]
        self.base = folder / "base"
        self.base.mkdir()
        prepare(self.base)
        self.old = files(self.base)
        clean = folder / "clean"
        shutil.copytree(self.base, clean)
        shutil.rmtree(clean / "build", ignore_errors=True)
        assert command(clean, "build", "-q", "-j", "1")[0] == 0  # here: everything that is loaded late is loaded now
        self.expected = files(clean)
        self.edited = EDIT in self.old.values()

    def run(self):
        """Strike each operation in turn until none is left; return what was struck and what went wrong."""
        struck, wrong = [], []
        for nth in range(1, 100_000):
            root = self.folder / "trial"
            shutil.rmtree(root, ignore_errors=True)
            shutil.copytree(self.base, root)
            answer = in_child(lambda root=root, nth=nth: self.strike(root, nth))
            if isinstance(answer, list) and answer[2] < nth:
                return struck, wrong
            name = answer[3] if isinstance(answer, list) else f"killed at {nth}"
            struck.append(name)
            wrong += [f"{nth} {name}: {why}" for why in self.judge(root, answer)]
        raise AssertionError("there is no end to it")

    def strike(self, root, nth):
        """In a child: run the command with the nth operation struck."""
        SHIM.arm(str(root).encode(), ctypes.c_long(nth), FAULTS[self.fault])
        status, printed = command(root, *self.words)
        return status, printed, SHIM.seen(), SHIM.last()

    def judge(self, root, answer):
        """Say what is wrong with what is left, and with what the next build makes of it."""
        yield from self.half_files(root)
        if isinstance(answer, list):
            status, printed = answer[0], answer[1]
            if "Traceback" in printed or status not in {0, 1}:
                yield f"ended with {status}: {printed[-600:]}"
            if status and not printed.strip():
                yield "failed and did not say why"
            if status == 0 and self.words[0] == "build" and not self.edited and files(root) != self.expected:
                yield "said that all is well, and it is not"
        status, printed = in_child(lambda: command(root, "build", "-q", "-j", "1"))
        if status != 0 and "M07" not in printed:
            yield f"the next build failed: {printed[-600:]}"
        after = files(root)
        if {p: d for p, d in after.items() if not is_aside(p)} != self.expected:
            yield f"the next build left another tree: {sorted(after.keys() ^ self.expected.keys())}"
        if [d for p, d in after.items() if is_aside(p)] != [EDIT] * self.edited:
            yield f"the person's words are not kept once: {[p for p in after if is_aside(p)]}"
        status, printed = in_child(lambda: command(root, "build", "-j", "1"))
        if status != 0 or not printed.startswith("nothing to make"):
            yield f"the build after that had something to do: {printed[-600:]}"

    def half_files(self, root):
        """Name each file that holds neither its old bytes nor its new ones; what is being written has no final name."""
        for path, data in files(root).items():
            name = path.rpartition("/")[2]
            if not name.startswith(".rtop-") and data not in {self.old.get(path), self.expected.get(path), EDIT}:
                yield f"'{path}' is half written"


if __name__ == "__main__":
    place = Path(sys.argv[3]).resolve()
    struck, wrong = Trials(sys.argv[1], sys.argv[2], place).run()
    sys.stdout.write(json.dumps({"struck": struck, "wrong": wrong}))
