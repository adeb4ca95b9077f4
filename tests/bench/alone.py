"""What can only be measured in a process of its own: the first file that it makes, and its memory over many files.

``python -m tests.bench.alone first ENGINE FONTS`` and ``... many COUNT...`` print one line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).resolve().parents[2]
SEEDS = 5_000_000
"""Far from the seeds of all other rooms."""


@frozen
class Mark:
    """How a process stood after `count` files.  memory: bytes held.  seconds: CPU for a file since the last one."""

    count: int
    memory: int
    seconds: float


def first_file(engine: str, fonts: Path, seed: int) -> float:
    """Return the seconds of CPU from nothing imported to the first file made, in a new process."""
    (seconds,) = _asked("first", engine, str(fonts), str(seed))
    return seconds


def many_files(counts: tuple[int, ...]) -> list[Mark]:
    """Return how a new process stands after so many different sheets of ours, `counts` ascending."""
    return [Mark(int(count), int(memory), seconds) for count, memory, seconds in _asked("many", *map(str, counts))]


def _asked(*words: str) -> list:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "tests.bench.alone", *words]
    done = subprocess.run(call, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout)


def _first(engine: str, fonts: str, seed: str) -> list[float]:
    from tests.bench.sheet_text import sheet_text

    sheet = sheet_text(SEEDS + int(seed))
    begin = time.process_time()
    from tests.bench.engines import set_up

    made = set_up(engine, Path(fonts))
    made.write(made.prepare(sheet))
    return [time.process_time() - begin]


def _many(*counts: str) -> list[tuple[int, int, float]]:
    from tests.bench.engines import own
    from tests.bench.sheet_text import sheet_text

    engine, marks, taken, before = own.engine(Path()), [], 0.0, 0
    for number in range(1, int(counts[-1]) + 1):
        sheet = engine.prepare(sheet_text(SEEDS + number))
        begin = time.process_time()
        engine.write(sheet)
        taken += time.process_time() - begin
        if str(number) in counts:
            marks.append((number, _memory(), taken / (number - before)))
            taken, before = 0.0, number
    return marks


def _memory() -> int:
    """Return the bytes of memory that this process holds; where the system does not say so, the most it ever held."""
    held = Path("/proc/self/statm")
    if held.exists():
        return int(held.read_text().split()[1]) * resource.getpagesize()
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    kind, *words = sys.argv[1:]
    sys.stdout.write(json.dumps({"first": _first, "many": _many}[kind](*words)) + "\n")
