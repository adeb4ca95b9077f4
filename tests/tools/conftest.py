"""The shipped record's documents, composed and written once for all tests of this folder."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from attrs import frozen

from rtop_docs.document.model import Document
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.writers import write
from rtop_docs.writers.style import read_style

ROOT = Path(__file__).resolve().parents[2]


@frozen
class Made:
    """One file: its document, its place."""

    name: str
    document: Document
    path: Path


@pytest.fixture(scope="session")
def shim(tmp_path_factory):
    """Give the library that makes a disk fail on demand, compiled."""
    place, source = tmp_path_factory.mktemp("shim") / "faults.so", ROOT / "tests/faults/faults.c"
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", place, source, "-ldl"], check=True)
    return place


@pytest.fixture(scope="session")
def made(tmp_path_factory) -> tuple[Made, ...]:
    """Every file of the shipped record, written from a copy of it into a folder of the test's own."""
    root = tmp_path_factory.mktemp("shipped")
    for folder in ("source", "templates"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("archive"))
    opened = open_world(open_workspace(root))
    assert opened.value is not None, opened.diagnostics
    world, outputs = opened.value
    documents = {job: compose_job(world, job).value for job in dict.fromkeys(output.job for output in outputs)}
    files = []
    for output in outputs:
        document = documents[output.job]
        assert document is not None
        path = root / output.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write(document, output.format, world.style).value)
        files.append(Made(output.job.name, document, path))
    return tuple(files)


@pytest.fixture(scope="session")
def one_of_each(made) -> tuple[Made, ...]:
    """Of the files of one target, one: the longest, which has most to go wrong."""
    first: dict[tuple[str, str], Made] = {}
    for file in sorted(made, key=lambda f: (-f.path.stat().st_size, f.name)):
        first.setdefault((file.name.split("/")[0], file.path.suffix), file)
    return tuple(first.values())


def called(*words: object, seconds: int = 120) -> subprocess.CompletedProcess[str]:
    """Run another program; it must end well and in time."""
    done = subprocess.run(
        [str(word) for word in words], capture_output=True, text=True, timeout=seconds, check=False, errors="replace"
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="session")
def text_of():
    """The text of a PDF by poppler, in the order in which it stands in the file."""
    need("pdftotext")
    return lambda path: called("pdftotext", "-raw", "-enc", "UTF-8", path, "-").stdout


def need(program: str) -> None:
    """Skip where a program is not installed; a full run counts that as a failure."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session")
def web_pages(made, tmp_path_factory) -> tuple[Made, ...]:
    """Every document of the shipped record as a web page, also those that the record hands out in other formats."""
    folder = tmp_path_factory.mktemp("pages")
    style = read_style((ROOT / "templates" / "style.yaml").read_text(encoding="utf-8"), "style.yaml").value
    pages = {file.name: file for file in made if file.path.suffix == ".html"}
    for file in made:
        if file.name not in pages:
            path = folder / f"{file.name.replace('/', '-')}.html"
            path.write_bytes(write(file.document, "html", style).value)
            pages[file.name] = Made(file.name, file.document, path)
    return tuple(pages[name] for name in sorted(pages))


@pytest.fixture(scope="session")
def kinds_of_page(web_pages) -> tuple[Made, ...]:
    """Of the pages of each kind, one: the longest."""
    first: dict[str, Made] = {}
    for page in sorted(web_pages, key=lambda p: (-p.path.stat().st_size, p.name)):
        first.setdefault(re.sub(r"-\d+$", "", page.name.split("/")[0]), page)
    return tuple(first.values())


@pytest.fixture(scope="session")
def browser():
    """Chromium as the system has it, without a window and without a network but this machine's own."""
    need("chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    off = ("background-networking", "component-update", "sync", "gpu")
    hosts = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    settings = ["--no-sandbox", f"--host-resolver-rules={hosts}", *(f"--disable-{name}" for name in off)]
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=shutil.which("chromium"), args=settings)
        yield started
        started.close()
