"""How soon the largest page of a site answers: the matrix of every state by twelve themes, an invented record.

``python -m tests.bench.site`` makes the record, its documents and its site in a folder of its own and opens the
matrix in Chromium; not in `make bench`, since a browser's times are the machine's.  Knows nothing of other engines.
"""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from attrs import frozen
from playwright.sync_api import Browser, sync_playwright

from rtop_docs.distribute.site.model import Wish
from rtop_docs.distribute.site.site import make_site
from rtop_docs.make.build import Options, build
from rtop_docs.make.project import open_workspace
from rtop_docs.progress import Quiet
from rtop_docs.reference import states
from tests.bench.shipped import ROOT
from tests.bench.tables import Table, plain

THEMES = 12
LETTERS = "abcdefghijkl"
RUNS = 9
TARGETS = """targets:
  matrix: {template: matrix.md, dialogue: ga-2014, formats: [txt], output: 2014/matrix}
"""
INTERACTIVE = "() => performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"
FILTERED = """async () => {
  const field = document.querySelector('[name=stance]');
  const begin = performance.now();
  field.value = 'for';
  field.dispatchEvent(new Event('change', {bubbles: true}));
  await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - begin;
}"""


@frozen(kw_only=True)
class Measured:
    """One opening of the page.  Milliseconds from the begin of navigation, and of one filter to its next frame."""

    interactive: float
    filtered: float
    ready: bool


def invent(folder: Path) -> None:
    """Make a project in `folder` in which a source names every state on every theme, for and reserved in turns."""
    shutil.copytree(ROOT / "rtop_docs/starter/source", folder / "source")
    themes, passages = ["themes:"], ["passages:"]
    members = [s.id for s in states()]
    for theme in range(THEMES):
        themes += [f"  theme-{theme}:", f"    title: Invented theme {LETTERS[theme]}", "    proposition: A view."]
        for half, direction, kind in ((0, "for", "supports"), (1, "reserved", "concerned")):
            named = ", ".join(s for place, s in enumerate(members) if (place + theme) % 2 == half)
            passages += [
                f"  - id: passage-{theme}-{half}",
                f"    passage: {{source: icrtop-2014, from: Words {theme} {half}}}",
                "    segment: interventions",
                f"    who: {{named: [{named}], extent: unmarked}}",
                "    says:",
                f"      - theme: theme-{theme}",
                "        verb: said",
                f"        kind: {kind}",
                f"        direction: {direction}",
                "        ours: Words.",
            ]
    write(folder / "source/common/themes.yaml", themes)
    write(folder / "source/2014/passages.yaml", passages)
    dialogue = (folder / "source/2014/dialogue.yaml").read_text(encoding="utf-8")
    read = ", ".join(f"theme-{theme}" for theme in range(THEMES))
    write(folder / "source/2014/dialogue.yaml", [dialogue.replace("[arms-trade, women]", f"[{read}]")])
    write(folder / "source/2014/notes.md", ["## lead", "", "Words."])
    write(folder / "source/targets.yaml", [TARGETS])


def write(place: Path, lines: list[str]) -> None:
    """Write a file of these lines."""
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")


def measured(browser: Browser, address: str) -> Measured:
    """Open a page in a browser that has never seen it, and filter it once."""
    page = browser.new_page(viewport={"width": 1400, "height": 900})
    page.goto(address)
    ready = page.evaluate("document.documentElement.dataset.ready === '1'")
    found = Measured(interactive=page.evaluate(INTERACTIVE), filtered=page.evaluate(FILTERED), ready=ready)
    page.close()
    return found


def main() -> None:
    """Make the site, open its largest page, print what it took."""
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed"
    with tempfile.TemporaryDirectory() as name:
        root = Path(name) / "invented"
        invent(root)
        built = build(open_workspace(root), (), Quiet(), Options())
        assert built.ok, built.diagnostics
        begin = time.perf_counter()
        made = make_site(open_workspace(root), Wish())
        seconds = time.perf_counter() - begin
        assert made.value, made.diagnostics
        page = root / "build/site/matrix.html"
        with sync_playwright() as play:
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            runs = [measured(browser, page.as_uri()) for _ in range(RUNS)]
            browser.close()
        assert all(run.ready for run in runs), "the page's script did not run"
        print(plain(table(runs, len(made.value.written), seconds, page.stat().st_size)))  # noqa: T201  a bench prints


def table(runs: list[Measured], files: int, seconds: float, size: int) -> Table:
    """Return what was measured as a table."""
    rows = tuple(
        (what, f"{statistics.median(values):.0f}", f"{max(values):.0f}")
        for what, values in (
            ("matrix opened until its filters answer", [run.interactive for run in runs]),
            ("one filter until the next frame", [run.filtered for run in runs]),
        )
    )
    return Table(
        title=f"The largest page: {len(states())} states by {THEMES} themes",
        head=("", "median ms", "slowest ms"),
        rows=rows,
        remarks=(f"{RUNS} openings; page of {size:,} bytes; site of {files} files made in {seconds:.1f} s",),
    )


if __name__ == "__main__":
    main()
