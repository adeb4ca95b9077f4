"""Processor time of a clean build: every state's sheet as PDF, Word and HTML, beside typst making the PDFs alone.

``python -m tests.bench.clean_build``; a minute.  typst gets the same words, headings and tables, ready as markup,
in one process that keeps its compiler and fonts: its quickest way.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from rtop_docs.document.model import Document
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from tests.bench.shipped import ROOT, _parts

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
folder = Path(sys.argv[1])
compiler = typst.Compiler(root=folder)
for file in sorted(folder.glob("*.typ")):
    file.with_suffix(".pdf").write_bytes(compiler.compile(input=str(file), format="pdf"))
"""


def markup(document: Document) -> str:
    """Return a document's words as typst writes them."""
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


def seconds(*words: str) -> float:
    """Return the processor time, in seconds, of Python with these words and of its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
                   capture_output=True)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Build, let typst compile, and print both; three times, since machines have moods."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for name in ("source", "templates"):
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("archive"))
        (folder / "source/targets.yaml").write_text(TARGETS, encoding="utf-8")
        opened = open_world(open_workspace(folder))
        assert opened.value is not None, opened.diagnostics
        world, outputs = opened.value
        (folder / "typst").mkdir()
        jobs = list(dict.fromkeys(output.job for output in outputs))
        for job in jobs:
            document = compose_job(world, job).value
            assert document is not None
            (folder / f"typst/{job.actor}.typ").write_text(markup(document), encoding="utf-8")
        for _ in range(3):
            shutil.rmtree(folder / "build", ignore_errors=True)
            ours = seconds("-m", "rtop_docs", "-C", str(folder), "build", "-q", "-j", "1")
            theirs = seconds("-c", TYPST, str(folder / "typst"))
            sys.stdout.write(f"{len(jobs)} sheets x PDF, Word, HTML {ours:6.2f} s    typst, PDF {theirs:6.2f} s"
                             f"    {ours / theirs:5.2f} x\n")  # fmt: skip
            sys.stdout.flush()


if __name__ == "__main__":
    main()
