"""The whole command in a process of its own: nothing to do, one record changed, everything, on one core and on two."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.build_engines import ENGINES
from tests.bench.contest import Contest
from tests.bench.many import many
from tests.bench.shipped import ROOT

PASSAGES = "source/2014/passages/2-interventions.yaml"
SIZES = (600, 10_200)


def contests(folder: Path) -> tuple[Contest, ...]:
    """Return what is timed here, below `folder`."""
    return (*_shipped(folder / "shipped"), *(c for size in SIZES for c in _nothing_to_do(folder / str(size), size)))


def _shipped(folder: Path) -> tuple[Contest, ...]:
    """Contests in a copy of the shipped record."""
    for name in ("source", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("archive"))
    build(folder)
    files = sum(1 for p in (folder / "build").rglob("*") if p.is_file() and ".rtop" not in p.parts)
    text = (folder / PASSAGES).read_text(encoding="utf-8")
    words = itertools.count()

    def correct() -> None:
        word = "so " * (next(words) % 9)
        (folder / PASSAGES).write_text(text.replace("ours: ", f"ours: Again {word}", 1), "utf-8")
        build(folder)

    return (
        Contest(
            name=f"a build with nothing to do, {files} files",
            peer="python -c 'import click'",
            ours=lambda: build(folder),
            theirs=lambda: python("-c", "import click"),
            warm=True,
            clock=time.perf_counter,
        ),
        Contest(
            name=f"one record changed, {files} files",
            peer="python -c 'import click'",
            ours=correct,
            theirs=lambda: python("-c", "import click"),
            warm=True,
            clock=time.perf_counter,
        ),
        Contest(
            name=f"everything made, {files} files, -j 2",
            peer="the same with -j 1",
            ours=lambda: build(folder, "-B", "-j", "2"),
            theirs=lambda: build(folder, "-B", "-j", "1"),
            warm=True,
            clock=time.perf_counter,
        ),
    )


def _nothing_to_do(folder: Path, size: int) -> tuple[Contest, ...]:
    """Contests with general engines that have as many targets."""
    ours = folder / "ours"
    number = many(ours, size)
    build(ours)
    engines = {name: make(folder / name, number) for name, make in ENGINES.items()}
    return tuple(
        Contest(
            name=f"nothing to do, {number} files",
            peer=name,
            ours=lambda: build(ours),
            theirs=engine.run,
            seconds=3,
            warm=True,
            clock=time.perf_counter,
        )
        for name, engine in engines.items()
    )


def build(folder: Path, *words: str) -> None:
    """Run the build in `folder`."""
    python("-m", "rtop_docs", "-C", str(folder), "build", "-q", *words)


def python(*words: str) -> None:
    """Run Python with these words in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
