"""Where the time of a PDF goes: by room of the writer, zlib and HarfBuzz, and by function.

Rooms come from samples, which slow nothing: what a profiler adds to each call would make small functions look dear.
The number of calls comes from cProfile.  Knows the writer's package by name only.
"""

from __future__ import annotations

import cProfile
import functools
import gc
import pstats
import signal
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import FrameType, ModuleType

from tests.bench.tables import Table

SHEETS, WARM = 400, 60
SEEDS = 7_000_000
INTERVAL = 0.001
SHOWN = 25
PACKAGE = "rtop_docs"
WRITER = f"{PACKAGE}/writers/pdf/"
LIBRARIES = ("reportlab", "uharfbuzz", "pyphen")


def tables() -> Iterator[Table]:
    """Write sheets that were not seen before, sampled and then profiled."""
    _name_what_is_not_python()  # before the writer is imported: it may import the functions themselves
    from tests.bench.engines import own
    from tests.bench.sheet_text import sheet_text

    engine = own.engine(Path())
    documents = [engine.prepare(sheet_text(SEEDS + number)) for number in range(WARM + 2 * SHEETS)]
    warm, sampled, profiled = documents[:WARM], documents[WARM : WARM + SHEETS], documents[WARM + SHEETS :]

    def write(some: Sequence[object]) -> None:
        for document in some:
            engine.write(document)

    write(warm)
    gc.collect()
    gc.freeze()  # the documents that wait would be gone through again and again
    yield _rooms(_sampled(lambda: write(sampled)))
    yield _functions(_profiled(lambda: write(profiled)))


# -- samples ----------------------------------------------------------------------------------------


def _sampled(work: Callable[[], None]) -> Counter[str]:
    """Return the seconds of CPU that `work` spends in each room."""
    spent: Counter[str] = Counter()
    last = time.process_time()

    def look(_: int, frame: FrameType | None) -> None:
        nonlocal last
        now = time.process_time()
        spent[_room_of(frame)] += now - last  # a call into C is seen when it is over, with all the time that it took
        last = now

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)
    try:
        work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    return spent


def _room_of(frame: FrameType | None) -> str:
    """Return the innermost room that is at work; what it calls of Python's own is its work."""
    while frame is not None:
        room = _room(frame.f_code.co_filename, frame.f_code.co_name)
        if room:
            return room
        frame = frame.f_back
    return "outside"


def _room(file: str, function: str) -> str:
    """Return the room that a function belongs to; nothing for Python's own."""
    if function.startswith(_NAMED):
        return function.removeprefix(_NAMED)
    file = file.replace("\\", "/")
    if WRITER in file:
        return "pdf/" + file.rpartition(WRITER)[2]
    if f"/{PACKAGE}/" in file:
        return file.rpartition(f"/{PACKAGE}/")[2]
    return next((library for library in LIBRARIES if f"/{library}/" in file), "")


_NAMED = "named:"


def _name_what_is_not_python() -> None:
    """Put a Python function around each function of zlib and HarfBuzz, so that samples see whose time it is."""
    _wrap(zlib, ("compress", "decompress", "crc32", "adler32"), "zlib")
    if find_spec("uharfbuzz"):
        import uharfbuzz

        names = [n for n in dir(uharfbuzz) if callable(getattr(uharfbuzz, n)) and n[0].islower()]
        _wrap(uharfbuzz, names, "HarfBuzz")


def _wrap(module: ModuleType, names: Sequence[str], room: str) -> None:
    for name in names:
        setattr(module, name, _named(getattr(module, name), room))


def _named(function: Callable[..., object], room: str) -> Callable[..., object]:
    def call(*words: object, **more: object) -> object:
        return function(*words, **more)

    call.__code__ = call.__code__.replace(co_name=_NAMED + room)
    return functools.wraps(function)(call)


def _rooms(spent: Counter[str]) -> Table:
    total = sum(spent.values())
    rows = [(room, f"{100 * s / total:.1f}", f"{1000 * s / SHEETS:.2f}") for room, s in spent.most_common()]
    rows.append(("all", "100.0", f"{1000 * total / SHEETS:.2f}"))
    return Table(
        title="Where the time of a sheet goes, by room",
        head=("room", "%", "CPU ms a sheet"),
        rows=tuple(rows),
        remarks=(f"Samples over {SHEETS} sheets not seen before; a room's calls into Python's own are its own.",),
    )


# -- functions --------------------------------------------------------------------------------------


def _profiled(work: Callable[[], None]) -> pstats.Stats:
    profile = cProfile.Profile()
    profile.runcall(work)
    return pstats.Stats(profile)


def _functions(stats: pstats.Stats) -> Table:
    found = sorted(stats.stats.items(), key=lambda entry: -entry[1][2])[:SHOWN]
    rows = [
        (
            _called(place),
            f"{calls / SHEETS:,.1f}",
            f"{100 * own / stats.total_tt:.1f}",
            f"{100 * all_ / stats.total_tt:.1f}",
        )
        for place, (_, calls, own, all_, _) in found
    ]
    return Table(
        title="By function",
        head=("function", "calls a sheet", "own %", "with calls %"),
        rows=tuple(rows),
        remarks=("By cProfile, which makes each call dearer: trust the calls, take the shares as a hint.",),
    )


def _called(place: tuple[str, int, str]) -> str:
    file, line, function = place
    room = _room(file, function)
    if function.startswith(_NAMED) or file == "~":
        return function.removeprefix(_NAMED)
    return f"{room or Path(file).name}:{line} {function}"
