"""A clean build: every state's sheet as PDF, Word and HTML, beside typst making the PDFs; -j 2; one record changed.

``python -m tests.bench.clean_build [rounds]``; a round takes about half a minute.  typst gets sources that are ready
(making them is not on its clock), in one process that keeps its compiler and fonts: its quickest way that we know.
Twice: the words, headings and tables alone, untagged, in its own font (plain); and what a sheet is, as PDF/UA-1 in the
same font (equal, see `typst_sheet`).  Before the clock runs, each word of each sheet is looked for in its equal PDFs.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from rtop_docs.document.model import Document, Figure, Text
from rtop_docs.document.walk import walk
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.writers.style import Style
from tests.bench.building import PASSAGES
from tests.bench.engines import write_fonts
from tests.bench.proof import compact, pages_of
from tests.bench.shipped import ROOT, _parts
from tests.bench.typst_sheet import house, source

TARGETS = """
targets:
  sheets:
    template: sheet.md
    dialogue: ga-2014
    for_each: states
    states: all
    formats: [pdf, docx, html]
    output: sheets/{code}
"""
TYPST = """
import sys, typst
from pathlib import Path
folder, standards = Path(sys.argv[1]), sys.argv[2:]
fonts = {"font_paths": [folder / "fonts"], "ignore_system_fonts": True} if standards else {}
compiler = typst.Compiler(root=folder, **fonts)
for file in sorted(folder.glob("sheets/*.typ")):
    made = compiler.compile(file.read_bytes(), format="pdf", pdf_standards=standards)
    file.with_suffix(".pdf").write_bytes(made)
"""


def markup(document: Document) -> str:
    """Return a document's words as typst writes them, without anything that costs it more."""
    made = ['#set page(paper: "a4")', "#set text(size: 9.5pt)"]
    for kind, words in (part for block in document.blocks for part in _parts(block) if part[1]):
        if kind == "table":
            rows = list(words)  # type: ignore[call-overload]  # a table's words are rows
            cells = ", ".join(f"[{_escaped(cell)}]" for row in rows for cell in row)
            made += [f"#table(columns: {len(rows[0])}, {cells})"] if rows else []
        else:
            made.append(f"{'= ' if kind == 'heading' else ''}{_escaped(str(words))}")
    return "\n\n".join(made)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\#$*_`<>@=-+/[]~" else c for c in text)


# -- what is timed ---------------------------------------------------------------------------------


def seconds(*words: str) -> tuple[float, float]:
    """Return the seconds of processor, and by the clock, of Python with these words and of its children."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *words], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
                   capture_output=True)  # fmt: skip
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - began


def build(folder: Path, *words: str) -> tuple[float, float]:
    """Return the seconds of a build of the project at `folder`."""
    return seconds("-m", "rtop_docs", "-C", str(folder), "build", "-q", *words)


def clean(folder: Path, jobs: str) -> tuple[float, float]:
    """Return the seconds of a build from nothing."""
    shutil.rmtree(folder / "build", ignore_errors=True)
    return build(folder, "-j", jobs)


# -- what it is timed on ---------------------------------------------------------------------------


def project(folder: Path, targets: str = "") -> Path:
    """Copy the shipped record to `folder`, with targets of its own or those shipped."""
    for name in ("source", "templates"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("archive"))
    if targets:
        (folder / "source/targets.yaml").write_text(targets, encoding="utf-8")
    return folder


def sheets(folder: Path) -> tuple[dict[str, Document], Style]:
    """Return the documents of the project at `folder`, by the state's letters, and its style."""
    opened = open_world(open_workspace(folder))
    assert opened.value is not None, opened.diagnostics
    world, outputs = opened.value
    composed = {job.actor: compose_job(world, job).value for job in dict.fromkeys(output.job for output in outputs)}
    return {actor: document for actor, document in composed.items() if document is not None}, world.style


def sources(folder: Path, documents: dict[str, Document], style: Style) -> None:
    """Write what typst is given: ``plain`` and ``equal`` below `folder`."""
    for way, made in (("plain", markup), ("equal", source)):
        (folder / way / "sheets").mkdir(parents=True)
        for actor, document in documents.items():
            (folder / way / f"sheets/{actor}.typ").write_text(made(document), encoding="utf-8")
    (folder / "equal/fonts").mkdir()
    write_fonts(folder / "equal/fonts")
    (folder / "equal/house.typ").write_text(house(style), encoding="utf-8")


def missing(document: Document, data: bytes) -> Iterator[str]:
    """Yield the words of `document` that a file does not show; of a chart only its caption's are asked for."""
    shown = compact("".join(pages_of(data))).replace("-", "")
    nodes = (part for block in document.blocks for part in (block.caption if isinstance(block, Figure) else (block,)))
    for words in (node.text for node in walk(nodes) if isinstance(node, Text)):
        yield from (word for word in words.split() if compact(word).replace("-", "") not in shown)


def prove(folder: Path, documents: dict[str, Document]) -> None:
    """Let typst set the sheets once, and find each word of each.  Raises AssertionError for one that is missing."""
    seconds("-c", TYPST, str(folder), "ua-1")
    for actor, document in documents.items():
        lost = list(missing(document, (folder / f"sheets/{actor}.pdf").read_bytes()))
        assert not lost, f"{actor}: typst does not show {lost}"


# -- the whole -------------------------------------------------------------------------------------


def main(rounds: int) -> None:
    """Print a line a round, since machines have moods, and the medians."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "bytecode")  # as pip leaves a package: compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        many, shipped, typst = project(folder / "many", TARGETS), project(folder / "shipped"), folder / "typst"
        documents, style = sheets(many)
        sources(typst, documents, style)
        prove(typst / "equal", documents)
        build(shipped)
        text = (shipped / PASSAGES).read_text(encoding="utf-8")
        lines = []
        for number in range(rounds):
            (shipped / PASSAGES).write_text(text.replace("ours: ", f"ours: Again {'so ' * number}", 1), "utf-8")
            one, two = clean(many, "1"), clean(many, "2")
            plain, equal = (
                seconds("-c", TYPST, str(typst / "plain")),
                seconds("-c", TYPST, str(typst / "equal"), "ua-1"),
            )
            lines.append((one[0], plain[0], equal[0], one[0] / equal[0], one[1], two[1], one[1] / two[1],
                          build(shipped)[1]))  # fmt: skip
            _show(lines[-1], len(documents))
        _show(tuple(statistics.median(line[at] for line in lines) for at in range(len(lines[0]))), len(documents))


def _show(line: tuple[float, ...], number: int) -> None:
    names = ("PDF, Word, HTML", "typst plain", "typst equal", "of equal", "-j 1", "-j 2", "times", "one record")
    units = ("CPU s", "CPU s", "CPU s", "", "s", "s", "", "s")
    shown = (f"{name} {value:.2f} {unit}".rstrip() for name, value, unit in zip(names, line, units, strict=True))
    sys.stdout.write(f"{number} sheets: {', '.join(shown)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else 3)
