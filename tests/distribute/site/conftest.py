"""The site of the starter's record, made once, and small helpers to look at a site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from rtop_docs.distribute.site.model import Wish
from rtop_docs.distribute.site.site import make_site
from rtop_docs.make.project import open_workspace
from tests.make.conftest import STARTER, Project


class SiteProject(Project):
    """A project with a site."""

    def site(self, **wish):
        """Make the site as a new process would; return what became of it, with findings."""
        return make_site(open_workspace(self.root), Wish(**wish))

    @property
    def folder(self) -> Path:
        """Where the site is."""
        return self.root / "build" / "site"

    def pages(self) -> dict[str, html.HtmlElement]:
        """Every page, parsed, by its path."""
        found = sorted(self.folder.rglob("*.html"))
        return {
            path.relative_to(self.folder).as_posix(): html.fromstring(path.read_bytes())
            for path in found
            if "files" not in path.relative_to(self.folder).parts
        }

    def contents(self) -> dict[str, bytes]:
        """Every file of the site with its bytes."""
        files = (p for p in sorted(self.folder.rglob("*")) if p.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in files}


QUOTE = """    quotes:
      - id: words-of-burundi
        exact: perpetrators of mass atrocities
        language: en
        speakers: [Burundi]
        attribution: sole
        wording: original
        testimony: reported
"""


@pytest.fixture(scope="session")
def _built(tmp_path_factory) -> Path:
    """The starter's record with a quotation, and its documents."""
    root = tmp_path_factory.mktemp("built") / "project"
    shutil.copytree(STARTER / "source", root / "source")
    project = SiteProject(root)
    passages = (root / "source/2014/passages.yaml").read_text(encoding="utf-8")
    marked = "  - id: paragraph-on-women"
    project.write("source/2014/passages.yaml", passages.replace(marked, f"{QUOTE}\n{marked}"))
    result = project.build()
    assert result.ok, result.diagnostics
    return root


@pytest.fixture
def project(_built, tmp_path) -> SiteProject:
    """A copy of the built project, to do with as a test likes; no site is made yet."""
    shutil.copytree(_built, tmp_path / "project")
    return SiteProject(tmp_path / "project")


@pytest.fixture(scope="session")
def shown(_built, tmp_path_factory) -> SiteProject:
    """The site of the built project, only to be looked at."""
    root = tmp_path_factory.mktemp("shown") / "project"
    shutil.copytree(_built, root)
    project = SiteProject(root)
    made = project.site()
    assert made.value is not None, made.diagnostics
    assert made.diagnostics == ()
    return project
