"""The same targets given to make, ninja and doit: nothing to do, and one source changed.

Each gets a generated file that says of every output which sources it is made of, as ours finds out by itself; a
copied text stands for the work, since only the finding of what to do is compared.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

SOURCES = 5
"""Sources of each output: the record's files, a template, a style."""


class Engine:
    """A general engine with a file of `number` targets in a folder of its own, all made."""

    def __init__(self, folder: Path, number: int) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        for n in range(SOURCES):
            (folder / f"source{n}").write_text(f"{n}\n", encoding="utf-8")
        (folder / "out").mkdir()
        self.outputs = [f"out/{n}.txt" for n in range(number)]
        self.write()
        self.run()

    def write(self) -> None:
        """Write the engine's file."""
        raise NotImplementedError

    def run(self) -> None:
        """Run the engine."""
        raise NotImplementedError

    def _run(self, *words: str) -> None:
        subprocess.run(words, cwd=self.folder, check=True, stdout=subprocess.DEVNULL)


class Make(Engine):
    """GNU make."""

    def write(self) -> None:
        """One explicit rule an output."""
        sources = " ".join(f"source{n}" for n in range(SOURCES))
        rules = [f"{out}: {sources}\n\t@cp source0 {out}\n" for out in self.outputs]
        text = f".PHONY: all\nall: {' '.join(self.outputs)}\n{''.join(rules)}"
        (self.folder / "Makefile").write_text(text, encoding="utf-8")

    def run(self) -> None:
        """Run it."""
        self._run("make", "-s")


class Ninja(Engine):
    """Ninja, from its wheel."""

    def write(self) -> None:
        """One edge an output."""
        sources = " ".join(f"source{n}" for n in range(SOURCES))
        edges = "".join(f"build {out}: copy {sources}\n" for out in self.outputs)
        text = f"rule copy\n  command = cp source0 $out\n{edges}"
        (self.folder / "build.ninja").write_text(text, encoding="utf-8")

    def run(self) -> None:
        """Run it; the program itself, not the script of the wheel that begins it."""
        import ninja

        self._run(str(Path(ninja.BIN_DIR) / "ninja"), "--quiet")


class Doit(Engine):
    """Doit with its quickest store."""

    def write(self) -> None:
        """One task an output, in a generator as its own pages show it."""
        text = (
            "import shutil\nDOIT_CONFIG = {'backend': 'sqlite3', 'verbosity': 0}\n"
            "def task_copy():\n"
            f"    for n in range({len(self.outputs)}):\n"
            "        out = f'out/{n}.txt'\n"
            "        yield {'name': out, 'actions': [(shutil.copyfile, ['source0', out])], 'targets': [out],\n"
            f"               'file_dep': [f'source{{k}}' for k in range({SOURCES})]}}\n"
        )
        (self.folder / "dodo.py").write_text(text, encoding="utf-8")

    def run(self) -> None:
        """Run it."""
        self._run(sys.executable, "-m", "doit", "--verbosity", "0")


ENGINES: dict[str, Callable[[Path, int], Engine]] = {"make": Make, "ninja": Ninja, "doit": Doit}
