"""The PDF writer beside its peers, on sheets that no engine has seen; alone on long documents and on many.

Knows no engine but by its name.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from attrs import define, frozen

from tests.bench import alone
from tests.bench.contest import Race, Way, race
from tests.bench.engines import ENGINES, Engine, own, set_up, write_fonts
from tests.bench.proof import faults
from tests.bench.reread import page_count
from tests.bench.sheet_text import SheetText, sheet_text
from tests.bench.tables import Table

PACKAGES = {"typst": "typst", "WeasyPrint": "weasyprint", "platypus": "reportlab", "fpdf2": "fpdf2"}
PROVEN = 3
"""Sheets of which each engine's file is read back before the clock runs."""
LONG = (1, 10, 50, 100, 500)
PAGES_A_SHEET = 1.684
"""Of sheets that follow each other in one document."""
MANY = (200, 1_000, 2_000)
SECONDS = {"two": 15.0, "sheets": 45.0, "pages": 12.0}
WARM = 2
"""Sheets that each engine makes before the clock runs."""
TWO = ("ours", "floor", "typst")
"""Raced first, before slower engines fill the memory and the caches of the process."""


def tables() -> Iterator[Table]:
    """Measure everything about PDF; yield each table when it is done."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = write_fonts(Path(folder))
        few = {name: set_up(name, fonts) for name in TWO}
        prove(few)
        alone_held = race([_way(name, engine) for name, engine in few.items()], seconds=SECONDS["two"], warm=WARM)
        yield _sheets(few, alone_held, "One sheet of two pages, equal words and fonts: ours and typst")
        engines = few | {name: set_up(name, fonts) for name in ENGINES if name not in few}
        prove(engines)
        held = race([_way(name, engine) for name, engine in engines.items()], seconds=SECONDS["sheets"], warm=WARM)
        yield _sheets(engines, held, "The same beside all engines, turn by turn")
        costs, rounds = _costs()
        yield _pages(costs, rounds)
        marks = alone.many_files(MANY)
        yield _memory(marks)
        yield _firsts(fonts)
    yield _targets(held, alone_held, costs, marks)


def prove(engines: dict[str, Engine[object]]) -> None:
    """Fail when an engine's file does not hold exactly the words of its sheet on two pages."""
    for name, engine in engines.items():
        for seed in range(-100, -100 + PROVEN):
            found = faults(sheet_text(seed), engine.write(engine.prepare(sheet_text(seed))))
            assert not found, (name, seed, found)


def _way(name: str, engine: Engine[object]) -> Way:
    return Way(name=name, run=engine.write, prepare=lambda seed: engine.prepare(sheet_text(seed)))


def _sheets(engines: dict[str, Engine[object]], held: Race, title: str) -> Table:
    rows = [
        (
            f"{name} {version(PACKAGES[name])}" if name in PACKAGES else name,
            engine.writes,
            f"{held.median(name) * 1000:.2f}",
            f"{held.ratio(name, 'typst'):.2f}",
            f"{held.size(name) / 1000:.1f}",
            f"{held.size_ratio(name, 'typst'):.2f}",
        )
        for name, engine in engines.items()
    ]
    words = [sum(len(piece.split()) for piece in sheet_text(seed).pieces()) for seed in range(held.rounds)]
    return Table(
        title=title,
        head=("engine", "file", "CPU ms", "of typst's", "kB", "of typst's"),
        rows=tuple(rows),
        remarks=(
            f"Medians of {held.rounds} rounds after {WARM}, each another sheet ({min(words)} to {max(words)} words).",
            "The floor is ours without the layout, which was made before the clock ran.",
        ),
    )


# -- long documents ---------------------------------------------------------------------------------


@define
class Long:
    """Documents of about `pages` pages.  file: the last one that was written."""

    pages: int
    file: bytes = b""

    def way(self) -> Way:
        """Return the writing of such documents, a different one each round."""
        return Way(name=str(self.pages), run=self._write, prepare=lambda seed: own.document(self._sheets(seed)))

    def _write(self, document: object) -> bytes:
        self.file = own.engine(Path()).write(document)
        return self.file

    def _sheets(self, seed: int) -> tuple[SheetText, ...]:
        first = (self.pages + 10) * 1_000_000 + seed * 1_000
        if self.pages == 1:
            return (sheet_text(first, paragraphs=1),)
        return tuple(sheet_text(first + i) for i in range(round(self.pages / PAGES_A_SHEET)))


@frozen
class Cost:
    """What documents of so many pages cost: seconds and bytes for a whole one."""

    pages: int
    seconds: float
    size: float


def _costs() -> tuple[list[Cost], int]:
    """Return the cost of documents of each length in `LONG`, and in how many rounds it was found."""
    documents = [Long(pages) for pages in LONG]
    held = race([document.way() for document in documents], seconds=SECONDS["pages"], least=3)
    costs = [
        Cost(page_count(document.file), held.median(str(document.pages)), held.size(str(document.pages)))
        for document in documents
    ]
    return costs, held.rounds


def _pages(costs: Sequence[Cost], rounds: int) -> Table:
    return Table(
        title="Ours: cost of a page in long documents",
        head=("pages", "CPU ms", "CPU ms a page", "kB a page"),
        rows=tuple(
            (
                f"{cost.pages:,}",
                f"{cost.seconds * 1000:,.1f}",
                f"{cost.seconds * 1000 / cost.pages:.2f}",
                f"{cost.size / 1000 / cost.pages:.1f}",
            )
            for cost in costs
        ),
        remarks=(f"Medians of {rounds} rounds, each of another text.",),
    )


# -- many documents, and the first ------------------------------------------------------------------


def _memory(marks: Sequence[alone.Mark]) -> Table:
    rows = [
        (f"{mark.count:,}", f"{mark.memory / 1e6:.1f}", f"{mark.seconds * 1000:.2f}", f"{1 / mark.seconds:,.0f}")
        for mark in marks
    ]
    return Table(
        title="Ours: different sheets in one process",
        head=("sheets", "memory MB", "CPU ms a sheet", "sheets a second"),
        rows=tuple(rows),
        remarks=("Memory is what the process holds after so many sheets; the time is since the line above.",),
    )


def _firsts(fonts: Path) -> Table:
    names = [name for name in ENGINES if name != "floor"]
    taken = {
        name: statistics.median(times)
        for name, times in zip(
            names,
            zip(*([alone.first_file(name, fonts, seed) for name in names] for seed in range(3)), strict=True),
            strict=True,
        )
    }
    return Table(
        title="The first sheet of a new process, imports and fonts included",
        head=("engine", "CPU ms", "of typst's"),
        rows=tuple((n, f"{taken[n] * 1000:.0f}", f"{taken[n] / taken['typst']:.2f}") for n in names),
        remarks=("Medians of 3 processes.",),
    )


# -- what is wanted ---------------------------------------------------------------------------------


def _targets(held: Race, two: Race, costs: Sequence[Cost], marks: Sequence[alone.Mark]) -> Table:
    ten, most = (cost.seconds / cost.pages for cost in (costs[1], costs[-1]))
    growth = (marks[-1].memory - marks[0].memory) / 1e6
    rows = (
        ("time of a sheet, of typst's", "at most 0.30", f"{two.ratio('ours', 'typst'):.3f}"),
        ("the same between turns of all engines", "-", f"{held.ratio('ours', 'typst'):.3f}"),
        ("time of a sheet, of WeasyPrint's", "at most 0.05", f"{held.ratio('ours', 'WeasyPrint'):.3f}"),
        ("time of a sheet, of platypus'", "-", f"{held.ratio('ours', 'platypus'):.2f}"),
        ("time of a sheet, of fpdf2's", "-", f"{held.ratio('ours', 'fpdf2'):.3f}"),
        ("size of a sheet, of typst's", "at most 1.3", f"{held.size_ratio('ours', 'typst'):.2f}"),
        ("painting and file alone, of the whole", "-", f"{held.ratio('floor', 'ours'):.2f}"),
        ("a page of 500, of a page of 10", "flat", f"{most / ten:.2f}"),
        ("memory from sheet 200 to sheet 2,000, MB", "flat", f"{growth:+.1f}"),
    )
    return Table(title="PDF: wanted and measured", head=("what", "wanted", "measured"), rows=rows)
