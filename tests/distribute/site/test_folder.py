"""How a site's folder is brought up to date: only what differs is written, what is a person's is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rtop_docs.distribute.site.folder import RECORD, place, refused
from rtop_docs.distribute.site.model import Page
from rtop_docs.make.clean import clean
from rtop_docs.make.project import open_workspace
from rtop_docs.workspace import Workspace
from tests.distribute.site.conftest import SiteProject


def looks(folder: Path) -> dict[str, tuple[int, int]]:
    """When each file was written, and its inode."""
    return {str(p): (p.stat().st_mtime_ns, p.stat().st_ino) for p in folder.rglob("*") if p.is_file()}


def test_a_second_run_writes_nothing(project: SiteProject):
    """Every file of the site, and the note of what it holds, stays as it was, untouched."""
    project.site()
    before = looks(project.root / "build")
    made = project.site().value
    after = looks(project.root / "build")

    assert made.written == made.removed == ()
    assert {path: look for path, look in after.items() if before.get(path) != look and "/.rtop/" not in path} == {}
    assert after[str(project.root / RECORD)] == before[str(project.root / RECORD)]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_record_gives_the_same_bytes_in_another_process(shown: SiteProject, project: SiteProject, seed: str):
    """Whatever the order of hashes, the place, the time zone and the language of the machine."""
    code = (
        "import sys; from pathlib import Path; from rtop_docs.make.project import open_workspace;"
        "from rtop_docs.distribute.site.site import make_site; from rtop_docs.distribute.site.model import Wish;"
        "made = make_site(open_workspace(Path(sys.argv[1])), Wish()); assert made.value, made.diagnostics"
    )
    surroundings = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(project.root)], check=True, env=surroundings)

    assert project.contents() == shown.contents()


def test_a_changed_position_changes_its_pages_alone(project: SiteProject):
    """What is told of Norway changes: pages that show it are written, that of Fiji is not."""
    project.site()
    project.replace("source/2014/passages.yaml", "The importance of including", "The weight of including")
    assert project.build().ok
    written = set(project.site().value.written)

    assert {"states/NOR.html", "themes.html", "files/2014/sheets/NOR.pdf"} <= written
    assert not {"states/FJI.html", "states/BDI.html", "method.html", "statements.html"} & written


def test_a_page_that_is_gone_is_removed(project: SiteProject):
    """The files of a target that is taken away leave the site with the next run."""
    project.site()
    text = (project.root / "source/targets.yaml").read_text(encoding="utf-8")
    project.write("source/targets.yaml", text.replace("formats: [pdf, html]", "formats: [html]"))
    assert project.build().ok
    made = project.site()

    assert made.value.removed == ("files/2014/briefing.pdf",)
    assert made.diagnostics == ()
    assert not (project.folder / "files/2014/briefing.pdf").exists()


def test_an_edited_page_is_kept_outside_the_site(project: SiteProject):
    """A person's edit moves beside the site and is reported; the site shows what the record says."""
    project.site()
    before = project.contents()
    (project.folder / "method.html").write_text("mine", encoding="utf-8")
    made = project.site()

    assert [d.code for d in made.diagnostics] == ["N73"]
    assert (project.root / "build/site-edited/method.html").read_text(encoding="utf-8") == "mine"
    assert project.contents() == before


def test_files_that_never_were_ours_stay(project: SiteProject):
    """What somebody laid beside the pages is neither removed nor changed."""
    project.write("build/site/robots.txt", "theirs")
    project.site()
    project.site()

    assert (project.folder / "robots.txt").read_text(encoding="utf-8") == "theirs"


def test_a_stale_page_that_was_edited_stays_and_is_reported(tmp_path):
    """A page that is gone from the site, but holds a person's edit, is not deleted."""
    workspace = Workspace(tmp_path)
    place(workspace, "build/site", [Page("a.html", b"a"), Page("b.html", b"b")])
    (tmp_path / "build/site/b.html").write_bytes(b"mine")
    made = place(workspace, "build/site", [Page("a.html", b"a")])

    assert made.value.removed == ()
    assert [d.code for d in made.diagnostics] == ["N73"]
    assert (tmp_path / "build/site/b.html").read_bytes() == b"mine"


def test_a_run_that_was_cut_off_left_nothing_that_passes_for_a_person_s(tmp_path, monkeypatch):
    """Pages written before a crash are known as ours by the next run, and nothing is kept aside."""
    workspace = Workspace(tmp_path)
    place(workspace, "build/site", [Page("a.html", b"1"), Page("b.html", b"1")])
    written = workspace.write_bytes

    def cut_off(path: str, data: bytes) -> None:
        if path.endswith("b.html"):
            raise KeyboardInterrupt
        written(path, data)

    monkeypatch.setattr(workspace, "write_bytes", cut_off)
    with pytest.raises(KeyboardInterrupt):
        place(workspace, "build/site", [Page("a.html", b"2"), Page("b.html", b"2")])
    made = place(Workspace(tmp_path), "build/site", [Page("a.html", b"3"), Page("b.html", b"3")])

    assert made.diagnostics == ()
    assert made.value.aside == ()
    assert (tmp_path / "build/site/a.html").read_bytes() == b"3"


def test_a_page_that_cannot_be_written_is_reported_and_the_others_are(tmp_path):
    """A folder stands where a page should: N72, and the other page is there."""
    (tmp_path / "build/site/a.html").mkdir(parents=True)
    made = place(Workspace(tmp_path), "build/site", [Page("a.html", b"a"), Page("b.html", b"b")])

    assert [d.code for d in made.diagnostics] == ["N72"]
    assert (tmp_path / "build/site/b.html").read_bytes() == b"b"


def test_a_damaged_note_of_what_was_written_costs_no_page(tmp_path):
    """The note is a cache: without it pages that hold the same bytes are known again."""
    workspace = Workspace(tmp_path)
    place(workspace, "build/site", [Page("a.html", b"a")])
    (tmp_path / RECORD).write_text("[1, 2", encoding="utf-8")
    made = place(workspace, "build/site", [Page("a.html", b"a")])

    assert made.value.same == ("a.html",)
    assert made.diagnostics == ()


@pytest.mark.parametrize(
    ("folder", "code"),
    [
        ("source", "N74"),
        ("templates/site", "N74"),
        ("build", "N74"),
        ("build/2014", "N74"),
        ("build/2014/sheets/more", ""),
        ("build/.rtop/site", "N74"),
        ("../elsewhere", "W01"),
        ("/elsewhere", "W01"),
        ("build/site", ""),
        ("public", ""),
    ],
)
def test_a_site_never_mixes_with_sources_or_outputs(tmp_path, folder, code):
    """A folder that holds sources, outputs or the ledger is refused, and one outside the project."""
    found = refused(Workspace(tmp_path), folder, ["build/2014/briefing.pdf", "build/2014/sheets/RWA.pdf"])

    assert [d.code for d in found] == ([code] if code else [])


def test_clean_leaves_the_site(project: SiteProject):
    """`clean` takes away what builds made; the site is none of that."""
    project.site()
    before = project.contents()
    clean(open_workspace(project.root))

    assert project.contents() == before
