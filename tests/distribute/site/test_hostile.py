"""Text of a record stays text on every page of a site: in words, in attributes, beside scripts."""

from __future__ import annotations

import pytest
from lxml import html

from rtop_docs.distribute.site.model import Wish
from rtop_docs.distribute.site.site import pages_of
from rtop_docs.make.project import open_workspace
from tests.test_hostile_records import SHOWN, hostile

PHRASES = {
    "of documents": " ".join(phrase for name, phrase in SHOWN.items() if name != "backslashes"),
    "of pages": '</script><script>alert(1)</script> <!--<script> </style><b> </title> " \' onload=alert(1) x=" &lt;',
}


@pytest.mark.parametrize("phrase", PHRASES.values(), ids=PHRASES)
def test_hostile_text_is_shown_and_never_acts(tmp_path, phrase: str):
    """Pages have the same kinds of elements and attributes as those of a harmless record, and show the phrase."""
    pages = parsed(hostile(tmp_path / "hostile", phrase))
    harmless = parsed(hostile(tmp_path / "harmless", "plain " * (len(phrase) // 6)))

    assert set(pages) == set(harmless)
    for path, page in pages.items():
        assert kinds(page) == kinds(harmless[path]), path
        assert len(page.xpath("//script")) == len(harmless[path].xpath("//script")), path
    for path in ("index.html", "themes.html", "matrix.html", "quotations.html", "states/TCD.html"):
        assert f"{phrase} end" in text(pages[path]), path


def parsed(project) -> dict[str, html.HtmlElement]:
    """Build a project and return the pages of its site."""
    assert project.build().ok
    made = pages_of(open_workspace(project.root), Wish())
    assert made.value is not None, made.diagnostics
    return {
        page.path: html.fromstring(page.data)
        for page in made.value
        if page.path.endswith(".html") and not page.path.startswith("files/")
    }


def kinds(page) -> set[tuple[str, str]]:
    """Every kind of element with each attribute that one of its kind has; classes follow the length of words."""
    found = {(e.tag, name) for e in page.iter() if isinstance(e.tag, str) for name in ("", *e.attrib)}
    return {(tag, name) for tag, name in found if name != "class"}


def text(page) -> str:
    """All words of a page, white space collapsed, its style and scripts left out."""
    for element in page.xpath("//style | //script"):
        element.drop_tree()
    return " ".join(page.text_content().split())
