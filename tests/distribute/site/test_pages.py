"""What stands on the pages of a site: their structure, their links, their words."""

from __future__ import annotations

import posixpath
import re
from itertools import pairwise
from urllib.parse import unquote, urlsplit

from tests.distribute.site.conftest import SiteProject

FULL = ("index", "documents", "themes", "matrix", "quotations", "statements", "method")


def places(pages):
    """Each page's links: (page, element, what it says)."""
    for path, page in pages.items():
        for element in page.iter("a"):
            yield path, element, element.get("href")


def test_a_site_has_a_page_for_each_state_and_each_kind(shown: SiteProject):
    """The seven pages of the whole event, and one for every member state and observer."""
    pages = shown.pages()

    assert {f"{name}.html" for name in FULL} <= set(pages)
    assert sum(path.startswith("states/") for path in pages) == 195


def test_every_link_leads_somewhere_inside_the_site_or_to_a_source(shown: SiteProject):
    """Links inside the site find their file and their place; the others are addresses that the record holds."""
    pages, files = shown.pages(), set(shown.contents())
    ids = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    lost = []
    for path, _, href in places(pages):
        parts = urlsplit(href)
        if parts.scheme:
            continue
        there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path))) if parts.path else path
        if there not in files or (parts.fragment and unquote(parts.fragment) not in ids.get(there, ())):
            lost.append((path, href))

    assert lost == []


def test_links_that_leave_the_site_tell_nobody_where_they_come_from(shown: SiteProject):
    """An address outside is http or https, and its link sends no referrer and gives no hold on the page."""
    leaving = [element for _, element, href in places(shown.pages()) if urlsplit(href).scheme]

    assert leaving
    assert {urlsplit(e.get("href")).scheme for e in leaving} <= {"http", "https"}
    assert all({"noreferrer", "noopener"} & set((e.get("rel") or "").split()) for e in leaving)


def test_nothing_is_loaded_from_anywhere(shown: SiteProject):
    """No element of any page asks for a file: style and scripts stand in the page."""
    asking = [
        (path, element.tag)
        for path, page in shown.pages().items()
        for element in page.iter("link", "img", "iframe", "object", "embed", "source", "audio", "video", "script")
        if element.get("src") or element.get("href") or element.tag != "script"
    ]

    assert asking == []
    assert b"url(" not in b"".join(data for path, data in shown.contents().items() if path.endswith(".html"))


def test_a_page_has_one_title_a_language_and_each_id_once(shown: SiteProject):
    """One h1, headings that skip no level, a language and a direction, unique ids, a title of its own."""
    titles = []
    for path, page in shown.pages().items():
        ids = page.xpath("//@id")
        levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
        titles.append(page.findtext(".//title"))

        assert len(page.xpath("//h1")) == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)
        assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
        assert len(ids) == len(set(ids)), path
    assert len(titles) == len(set(titles))


def test_every_claim_of_a_page_has_a_source_note(shown: SiteProject):
    """On a state's page, on that of themes and on that of quotations each claim calls a note that names a source."""
    pages = shown.pages()
    burundi, themes, quotations = pages["states/BDI.html"], pages["themes.html"], pages["quotations.html"]

    positions = "//table[contains(@class, 'positions')]//tr[td]"

    for page, claims in ((burundi, positions), (themes, "//main/p[strong]"), (quotations, "//blockquote/..")):
        rows = page.xpath(claims)
        assert rows
        for row in rows:
            calls = row.xpath(".//a[@role='doc-noteref']/@href")
            assert calls, row.text_content()
            assert all(page.xpath(f"//*[@id='{call[1:]}']//a[starts-with(@href, '#source-')]") for call in calls)


def test_every_sign_of_a_position_in_the_matrix_leads_to_its_note(shown: SiteProject):
    """A cell with a position links to the passage that it rests on; a cell of silence links to nothing."""
    page = shown.pages()["matrix.html"]
    held = page.xpath("//td[@data-ways]")
    silent = page.xpath("//td[not(@data-ways)]")

    assert len(held) == 13
    for cell in held:
        (note,) = cell.xpath("./a/@href")
        assert "Burundi" in note or page.xpath(f"//li[@id='{note[1:]}']//a[@href='#source-1']")
    assert len(held) + len(silent) == (len(page.xpath("//tbody/tr")) - len(page.xpath("//tr[@class='group']"))) * 2
    assert not page.xpath("//td[not(@data-ways)]//a")


def test_the_matrix_tells_silence_from_positions(shown: SiteProject):
    """Tuvalu, whom the source does not name, has silence in every cell, in words too, and never a direction."""
    page = shown.pages()["matrix.html"]
    (row,) = page.xpath("//tr[th/a[.='Tuvalu']]")

    assert {cell.get("data-sign") for cell in row.xpath("td")} == {"not named"}
    assert {title.text for title in row.iter("title")} == {"not named by the sources read"}


def test_tiles_stand_under_their_regional_group_and_say_how_a_state_took_part(shown: SiteProject):
    """Burundi spoke, Norway is named, Tuvalu is not named: said in words, under the right head."""
    page = shown.pages()["documents.html"]
    tiles = {
        a.findtext("strong"): (a.xpath("ancestor::ul/preceding-sibling::h2[1]/@id")[0], a.findtext("span"))
        for a in page.xpath("//ul[@class='tiles']//a")
    }

    assert len(tiles) == 195
    assert tiles["Burundi"] == ("group-african", "statement recorded · 1 theme")
    assert tiles["Norway"] == ("group-weog", "named by accounts · 1 theme")
    assert tiles["Tuvalu"] == ("group-asia-pacific", "not named by the sources read")


def test_a_state_s_page_offers_its_finished_files(shown: SiteProject):
    """The page of Burundi offers its PDF and its Word file, byte for byte those of the build."""
    page = shown.pages()["states/BDI.html"]
    offered = page.xpath("//ul[@class='downloads']//a/@href")

    assert offered == ["../files/2014/sheets/BDI.pdf", "../files/2014/sheets/BDI.docx"]
    for href in offered:
        copy = shown.folder / "states" / href
        assert copy.read_bytes() == (shown.root / "build/2014/sheets" / copy.name).read_bytes()


def test_names_lead_to_the_pages_of_those_who_are_named(shown: SiteProject):
    """On the page of themes each state named is a link to its page; on its own page a state links nowhere."""
    pages = shown.pages()
    links = {a.text: a.get("href") for a in pages["themes.html"].xpath("//main//strong/a")}

    assert links["Burundi"] == "states/BDI.html"
    assert len(links) == 12
    assert not pages["states/BDI.html"].xpath("//main//a[contains(@href, 'BDI.html')]")


def test_controls_are_hidden_until_the_script_runs(shown: SiteProject):
    """Without script no filter and no search is shown, and nothing else is hidden."""
    pages = shown.pages()

    for path in ("matrix.html", "quotations.html"):
        hidden = pages[path].xpath("//*[@hidden]")
        assert [element.get("role") for element in hidden] == ["search"]
        assert hidden[0].xpath(".//input | .//select") == pages[path].xpath("//input | //select")


def test_the_policy_of_a_page_allows_its_own_style_and_scripts_alone(shown: SiteProject):
    """Scripts run on two kinds of page, named by their digests; the others can run none."""
    for path, page in shown.pages().items():
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        scripts = len(page.xpath("//script"))

        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert policy.count("'sha256-") == 1 + scripts
        assert ("script-src" in policy) is (scripts > 0)
        assert scripts == {"matrix.html": 1, "quotations.html": 2}.get(path, 0)


def test_the_page_on_method_says_what_not_named_means(shown: SiteProject):
    """The kinds of silence and the checking of quotations are explained, and that silence is no position."""
    words = re.sub(r"\s+", " ", shown.pages()["method.html"].text_content())

    for said in ("Silence is never a position", "Not named by the sources read", "Not read by us", "Did not speak"):
        assert said in words
    assert "The words of a quotation are looked for in the archived text of the source" in words
