"""The site in a browser: by keyboard alone, its search and filters, from a server and from a drive, for everybody."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from rtop_docs.distribute.site.model import Wish
from rtop_docs.distribute.site.site import make_site
from rtop_docs.make.build import Options, build
from rtop_docs.make.project import open_workspace
from rtop_docs.progress import Quiet
from tests.tools.conftest import ROOT
from tests.tools.test_axe import LEFT_TO_PEOPLE, RULES, RUN

pytestmark = pytest.mark.tool

KINDS = (
    "index",
    "documents",
    "themes",
    "matrix",
    "quotations",
    "statements",
    "method",
    "states/FIN",
    "states/RWA",
    "states/TUV",
    "groups/group-of-friends",
    "civil-society/icrtop",
)
"""A page of each kind: a state that is named, one that read for others, one of whom the sources say nothing."""
SCHEMES = ("light", "dark")
WIDTHS = (360, 900, 1400)


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    """The site of the shipped record, in a folder whose name browsers have to escape."""
    root = tmp_path_factory.mktemp("site") / "shipped record #1"
    for folder in ("source", "templates"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("archive"))
    workspace = open_workspace(root)
    assert build(workspace, (), Quiet(), Options()).ok
    made = make_site(open_workspace(root), Wish())
    assert made.value is not None, made.diagnostics
    return root / "build" / "site"


@pytest.fixture(scope="module")
def server(site):
    """The site's address on a server of this machine."""
    handler = functools.partial(_Silent, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=["file", "http"])
def base(request, site, server) -> str:
    """Where the site begins: on a drive, and on a server."""
    return site.as_uri() if request.param == "file" else server


class Watched:
    """A page, and all that it complained of or asked for."""

    def __init__(self, page):
        self.page = page
        self.complaints: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda request: self.asked.append(request.url))


@pytest.fixture
def watched(browser):
    """Give a page of a new browser context."""
    context = browser.new_context(accept_downloads=True, viewport={"width": 1000, "height": 800})
    context.set_default_timeout(5_000)
    yield Watched(context.new_page())
    context.close()


def shown_rows(page) -> list[str]:
    """The names of the rows of the matrix that can be seen."""
    return page.eval_on_selector_all(
        "#matrix tbody tr:not(.group) th", "all => all.filter(e => e.offsetParent).map(e => e.textContent.trim())"
    )


def test_no_page_complains_or_asks_anybody(watched, base, site):
    """Every page of the site: no error, and no request but for itself."""
    pages = sorted(p.relative_to(site).as_posix() for p in site.rglob("*.html") if "files" not in p.parts)
    for path in pages:
        watched.page.goto(f"{base}/{path}")

    assert len(pages) > 200
    assert watched.complaints == []
    assert {urlsplit(url).path for url in watched.asked} - {"/favicon.ico"} == {
        urlsplit(f"{base}/{path}").path for path in pages
    }


def test_a_walk_by_keyboard_alone(watched, base):
    """From the skip link over the navigation to a state's page and its file, with Tab and Enter."""
    page = watched.page
    page.goto(f"{base}/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#text")

    page.reload()
    follow(page, "Documents")
    assert page.title().startswith("Documents")
    follow(page, "Finland")
    assert page.locator("h1").inner_text() == "Finland"
    tab_to(page, "PDF")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    if base.startswith("http"):
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        assert download.value.suggested_filename == "FIN.pdf"
    else:  # browsers open what lies on a drive
        page.keyboard.press("Enter")
        page.wait_for_url("**/files/2014/sheets/FIN.pdf")


def test_a_word_file_is_downloaded_whole(watched, base, site):
    """From a server and from a drive, the bytes are those of the build."""
    page = watched.page
    page.goto(f"{base}/states/FIN.html")
    with page.expect_download() as download:
        page.click("a:text('Word')")

    assert download.value.suggested_filename == "FIN.docx"
    assert Path(download.value.path()).read_bytes() == (site / "files/2014/sheets/FIN.docx").read_bytes()


def tab_to(page, words: str) -> None:
    """Press Tab until what has the focus begins with `words`."""
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.innerText || '').trim()").startswith(words):
            return
    raise AssertionError(f"Tab does not reach {words!r}")


def follow(page, words: str) -> None:
    """Go to a link by keyboard, and follow it."""
    tab_to(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_the_search_forgives_typing(watched, base):
    """Words with a letter wrong, without accents, or begun only, find the quotation; nonsense finds none."""
    page = watched.page
    page.goto(f"{base}/quotations.html")
    everything = page.locator(".quote:visible").count()
    for typed in ("alram bells", "sound the alrm", "soudn alarm", "cote divoire", "sier leone"):
        page.fill("#words", typed)
        found = page.locator(".quote:visible").all_inner_texts()
        assert any("sound the alarm bells" in words for words in found), typed
        assert len(found) < everything
    page.fill("#words", "zzzzqqqq")

    assert page.locator(".quote:visible").count() == 0
    assert page.locator("#shown").inner_text().startswith("No quotation")
    page.click("#clear")
    assert page.locator(".quote:visible").count() == everything
    assert watched.complaints == []


def test_the_filters_of_the_matrix(watched, base):
    """By group, theme, stance and reach, alone and together; what they leave can be sent as a link."""
    page = watched.page
    page.goto(f"{base}/matrix.html")
    everything = len(shown_rows(page))
    page.select_option("[name=group]", "weog")
    assert len(shown_rows(page)) == 29
    page.select_option("[name=theme]", "women")
    assert page.locator("#matrix thead th:visible").count() == 2
    page.select_option("[name=stance]", "for")
    women = shown_rows(page)
    assert "Finland" in women
    assert "Andorra" not in women
    page.select_option("[name=reach]", "spoken-for")
    assert "Finland" not in shown_rows(page)
    page.select_option("[name=reach]", "named")
    assert shown_rows(page) == women
    assert page.locator("#shown").inner_text() == f"Shown: {len(women)} of {everything} rows."

    address = page.url
    page.goto("about:blank")
    page.goto(address)
    assert shown_rows(page) == women
    page.click("#clear")
    assert len(shown_rows(page)) == everything
    page.check("[name=named]")
    assert 40 < len(shown_rows(page)) < 60
    assert watched.complaints == []


def test_a_sign_leads_to_its_note_and_the_note_to_its_source(watched, base):
    """Two links from a cell of the matrix stands the source, with its address."""
    page = watched.page
    page.goto(f"{base}/matrix.html")
    page.click("#matrix tr:has(th a:text-is('Burundi')) td a")
    note = page.locator(":target")
    assert note.inner_text().startswith("Source ")
    note.locator("a").first.click()

    assert page.locator(":target").locator("a[href^=http]").count() == 1


def test_without_script_everything_is_there_but_search_and_filters(browser, base):
    """A browser without script shows every row and every quotation, and no control that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/matrix.html")
    rows = page.locator("#matrix tbody tr:not(.group):visible").count()
    controls = page.locator("select:visible, input:visible, button:visible").count()
    page.goto(f"{base}/quotations.html")
    quotes = page.locator(".quote:visible").count()
    controls += page.locator("select:visible, input:visible, button:visible").count()
    context.close()

    assert (rows > 195, quotes) == (True, 7)
    assert controls == 0


@pytest.mark.parametrize("name", KINDS)
def test_axe_finds_nothing_on_a_page_of_each_kind(watched, site, name):
    """In both schemes and at three widths, and no page is wider than its screen."""
    package = pytest.importorskip("axe_playwright_python")
    script = (files(package) / "axe.min.js").read_text(encoding="utf-8")
    page, found = watched.page, {}
    page.goto((site / f"{name}.html").as_uri())
    page.evaluate(script)
    for scheme in SCHEMES:
        for width in WIDTHS:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            answer = page.evaluate(RUN, RULES)
            unsure = [line for line in answer["unsure"] if line.split(":")[0] not in LEFT_TO_PEOPLE]
            if answer["found"] or unsure or wider:
                found[scheme, width] = [*answer["found"], *unsure, wider]

    assert found == {}


def test_a_planted_fault_is_heard(watched, site, tmp_path):
    """A page that asks a host, or runs a script that slipped in, is stopped by its own policy, and complains."""
    page = (site / "matrix.html").read_text(encoding="utf-8")
    planted = '<script>document.title = "planted"</script><img src="http://127.0.0.1:9/x.png" alt=""></main>'
    (tmp_path / "planted.html").write_text(page.replace("</main>", planted), encoding="utf-8")
    watched.page.goto((tmp_path / "planted.html").as_uri())

    assert watched.page.title() != "planted"
    assert len(watched.complaints) >= 2
    assert all("Content Security Policy" in complaint for complaint in watched.complaints)


@pytest.mark.parametrize("name", ["index", "matrix", "states/FIN"])
def test_a_printed_page_has_no_controls_and_nothing_cut_off(watched, site, name):
    """On paper neither navigation nor filters are shown, tables are whole, and nothing is wider than A4 across."""
    page = watched.page
    page.set_viewport_size({"width": 980, "height": 700})
    page.goto((site / f"{name}.html").as_uri())
    page.emulate_media(media="print")

    assert page.locator(".frame nav:visible, .filters:visible, .downloads:visible").count() == 0
    assert page.evaluate("[...document.querySelectorAll('.scroll')].every(e => e.scrollHeight <= e.clientHeight + 1)")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
