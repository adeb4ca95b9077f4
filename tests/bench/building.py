"""The whole command in a process of its own: a build with nothing to do beside one that makes everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.contest import Contest
from tests.bench.shipped import ROOT


def contests(folder: Path) -> tuple[Contest, ...]:
    """Return what is timed here, in a copy of the shipped record below `folder`."""
    for name in ("source", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("archive"))
    _python("-m", "rtop_docs", "-C", str(folder), "build", "-q")
    files = sum(1 for p in (folder / "build").rglob("*") if p.is_file() and ".rtop" not in p.parts)
    return (
        Contest(
            name=f"a build with nothing to do, {files} files",
            peer="the same with -B, everything made",
            ours=lambda: _python("-m", "rtop_docs", "-C", str(folder), "build", "-q"),
            theirs=lambda: _python("-m", "rtop_docs", "-C", str(folder), "build", "-q", "-B"),
            warm=True,
            clock=time.perf_counter,
        ),
        Contest(
            name="a build with nothing to do",
            peer="python -c 'import click'",
            ours=lambda: _python("-m", "rtop_docs", "-C", str(folder), "build", "-q"),
            theirs=lambda: _python("-c", "import click"),
            seconds=3,
            clock=time.perf_counter,
        ),
    )


def _python(*words: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True)
