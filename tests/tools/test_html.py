"""A page in Chromium shows the document's words, asks for nothing, fits every screen, serves keyboard and paper."""

from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html
from PIL import Image

from rtop_docs.writers import write
from tests.document.strategies import documents
from tests.tools.pieces import Pieces, compact, missing
from tests.writers.html.outline import of_document, of_page
from tests.writers.test_writers import EXAMPLES

pytestmark = pytest.mark.tool
SHOWN = Pieces(charts=True)  # the table of a chart is there, folded away
ON_PAPER = Pieces()  # where nothing folds, it stands below its chart
WIDTHS = (360, 900, 1600)
BAD_PAGE = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>bad</title><img src="https://example.org/x.png"><p style="width: 2000px">wide</p>
"""
STOP = """() => {
  const it = document.activeElement, box = it.getBoundingClientRect(), style = getComputedStyle(it);
  return {
    kind: it === document.body ? "end" : it.className || it.localName, address: it.getAttribute("href"), id: it.id,
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0
      && style.opacity > 0,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""
HEAD_AND_COLUMN = """() => {
  const frame = document.querySelector(".matrix"), box = frame.getBoundingClientRect();
  const at = (x, y) => document.elementFromPoint(x, y)?.closest("th, td")?.localName;
  const group = [...document.querySelectorAll(".stay")].map(node => node.getBoundingClientRect())
    .find(place => place.top > box.top + 60 && place.bottom < box.bottom);
  return {
    moved: [frame.scrollLeft, frame.scrollTop],
    head: at(box.left + box.width / 2, box.top + 6), column: at(box.left + 6, box.top + box.height / 2),
    corner: at(box.left + 6, box.top + 6), cell: at(box.left + box.width * 0.8, box.top + box.height / 2),
    group: group ? group.left - box.left : null,
  };
}"""
LINES = """() => [...document.querySelectorAll("main > p:not([class]), main > ul p")].flatMap(paragraph => {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT), counts = new Map();
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at), range.setEnd(node, at + 1);
      const line = Math.round(range.getBoundingClientRect().bottom / 8);
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  return [...counts.values()];
})"""


class Told:
    """What a page tells about itself."""

    def __init__(self, browser, path) -> None:
        page = browser.new_page(viewport={"width": 1200, "height": 800})
        self.asked: list[str] = []
        self.complaints: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(path.as_uri())
        self.title = page.title()
        self.language = page.evaluate("document.documentElement.lang")
        self.text = page.inner_text("body")
        self.too_wide = []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                self.too_wide.append(width)
        page.set_viewport_size({"width": 900, "height": 800})
        page.emulate_media(media="print")
        self.on_paper = page.inner_text("body")
        page.close()


@pytest.fixture(scope="module")
def told(browser, web_pages):
    """What each page told."""
    return {page: Told(browser, page.path) for page in web_pages}


@pytest.fixture(scope="module")
def bad(browser, tmp_path_factory):
    """What a page told that asks for a picture and is too wide."""
    path = tmp_path_factory.mktemp("bad") / "bad.html"
    path.write_text(BAD_PAGE, encoding="utf-8")
    return Told(browser, path)


@pytest.fixture
def page_named(browser, web_pages):
    """Open the page of this name at a width; everything is closed afterwards."""
    opened = []

    def open_page(name, width=1200, height=800, **more):
        path = next(page.path for page in web_pages if page.name == name)
        page = browser.new_page(viewport={"width": width, "height": height}, **more)
        opened.append(page)
        page.goto(path.as_uri())
        return page

    yield open_page
    for page in opened:
        page.close()


def test_every_page_shows_its_words_in_reading_order(told):
    """With its title and language; the words of notes stand below."""
    lost = {
        page.name: (missing(SHOWN.body(page.document), answer.text), missing(SHOWN.notes(page.document), answer.text))
        for page, answer in told.items()
    }

    assert len(told) > 80
    assert {page.name: page.document.title for page in told} == {page.name: a.title for page, a in told.items()}
    assert {answer.language for answer in told.values()} == {"en"}
    assert lost == {page.name: (([], []), ([], [])) for page in told}


def test_no_page_asks_for_anything_or_is_complained_about(told, bad):
    """Nothing is fetched but the file itself, nothing is blocked; a page that does both is caught."""
    assert {page.name: a.asked for page, a in told.items()} == {page.name: [page.path.as_uri()] for page in told}
    assert {page.name: a.complaints for page, a in told.items() if a.complaints} == {}
    assert bad.complaints


def test_no_page_scrolls_sideways(told, bad):
    """From a telephone to a wide screen: what is wider scrolls inside itself; a page that does not is caught."""
    assert {page.name: a.too_wide for page, a in told.items() if a.too_wide} == {}
    assert bad.too_wide == list(WIDTHS)


def test_every_page_prints_all_its_words(told):
    """The table of a chart is unfolded on paper; what only serves a screen is not there."""
    lost = {
        page.name: gone
        for page, answer in told.items()
        if (gone := missing(ON_PAPER.body(page.document), answer.on_paper)) != ([], [])
    }

    assert lost == {}
    assert [page.name for page, a in told.items() if "↩" in a.on_paper or "Skip to" in a.on_paper] == []
    assert any("↩" in answer.text for answer in told.values())


def test_heads_repeat_on_paper_and_links_show_their_address(page_named, text_of, tmp_path):
    """A table over several pages has its head on each; the words of a link are followed by where it leads."""
    page = page_named("statements")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    text = text_of(tmp_path / "page.pdf")
    sheets = text.split("\f")

    assert len(sheets) > 3
    assert all("On behalf of" in sheet for sheet in sheets[:3])
    assert "www.globalr2p.org(https://www.globalr2p.org/publications/" in compact(text)


@pytest.mark.parametrize(("scheme", "dark"), [("light", False), ("dark", True)])
def test_a_page_is_drawn_in_both_schemes(page_named, scheme, dark):
    """Its ground is light or dark as the reader's system asks, and the text stands out from it."""
    page = page_named("briefing", color_scheme=scheme)
    with Image.open(io.BytesIO(page.screenshot())) as picture:
        grey = picture.convert("L")
        darkest, lightest = grey.getextrema()
        ground = grey.getpixel((2, 2))

    assert (ground < 60) is dark
    assert (darkest < 60, lightest > 200) == (True, True)


@pytest.mark.parametrize("width", [360, 1200])
def test_the_head_and_the_first_column_of_a_matrix_stay_in_view(page_named, width):
    """However far its frame is scrolled; the names of groups stay at its edge."""
    page = page_named("matrix", width=width, height=600)
    page.eval_on_selector(".matrix", "frame => { frame.scrollIntoView(); frame.scrollTo(120, 500); }")
    there = page.evaluate(HEAD_AND_COLUMN)

    assert there["moved"][1] == 500
    assert there["moved"][0] > 0 or width > 1000
    assert (there["corner"], there["head"], there["column"], there["cell"]) == ("th", "th", "th", "td")
    assert there["group"] is None or 0 <= there["group"] < 12


def test_a_matrix_that_fits_needs_no_scrolling_sideways(page_named):
    """On a desk's screen all themes are seen at once."""
    page = page_named("matrix", width=1440)

    assert page.eval_on_selector(".matrix", "frame => frame.scrollWidth <= frame.clientWidth")


def test_heads_of_a_matrix_are_turned_where_there_is_no_room(page_named):
    """On a telephone more than two themes are seen beside the names, on a tablet all of them."""
    in_view = "all => all.filter(one => one.getBoundingClientRect().right < innerWidth)"
    turned = f"{in_view}.filter(one => getComputedStyle(one).writingMode === 'vertical-rl').length"
    narrow = page_named("matrix", width=360).eval_on_selector_all(".turned", turned)
    middle = page_named("matrix", width=900)
    wide = page_named("matrix", width=1440)

    assert narrow >= 5
    assert middle.eval_on_selector_all(".turned", turned) == 11
    assert wide.eval_on_selector_all(".turned", f"{in_view}.length") == 11
    assert wide.eval_on_selector_all(".turned", turned) == 0


def test_cells_carry_the_words_of_their_head_on_a_telephone(page_named):
    """Each cell of a table that came apart begins with them, and is as wide as the screen."""
    cells = page_named("speakers", width=360).eval_on_selector_all(
        ".stack td",
        "all => all.map(one => [one.dataset.label, getComputedStyle(one, '::before').content, one.clientWidth])",
    )

    assert len(cells) > 50
    assert {label for label, _, _ in cells} == {"As what, or for whom", "Language of the posted text"}
    assert [cell for cell in cells if cell[1] != f'"{cell[0]}"' or cell[2] != 320] == []


def test_lines_of_text_are_neither_short_nor_long_on_a_wide_screen(page_named):
    """The fuller lines of running text have between 60 and 76 letters, and none more than 85, whatever the font."""
    counts = sorted(page_named("briefing", width=1600).evaluate(LINES))

    assert len(counts) > 40
    assert 60 <= counts[len(counts) * 3 // 4] <= 76
    assert counts[-1] <= 85


def stops(page, most=200):
    """Press Tab until the page is left; return where the focus was."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["kind"] == "end":
            break
        found.append(stop)
    return found


@pytest.mark.parametrize("name", ["briefing", "matrix", "sheets/THA"])
def test_the_keyboard_reaches_everything_and_shows_where_it_is(page_named, name):
    """First the way past the head; every stop is seen and ringed, and every link of the page is one."""
    page = page_named(name)
    found = stops(page)

    assert found[0]["kind"] == "skip"
    assert [stop for stop in found if not (stop["seen"] and stop["ringed"])] == []
    links = page.locator("a").count()
    folded = page.locator("details a").count()
    assert sum(stop["address"] is not None for stop in found) == links - folded
    assert sum(stop["kind"].startswith("scroll") for stop in found) == page.locator(".scroll").count()
    assert sum(stop["kind"] == "summary" for stop in found) == page.locator("summary").count()


def test_the_keyboard_goes_to_a_note_and_comes_back(page_named):
    """From a call to its note, and by the way back to the same call."""
    page = page_named("briefing", height=500)
    page.focus("#call-7")
    page.keyboard.press("Enter")
    at_note = page.evaluate("[location.hash, document.querySelector('#note-7').getBoundingClientRect().top]")
    while page.evaluate(STOP)["address"] != "#call-7":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    at_call = page.evaluate("[location.hash, document.querySelector('#call-7').getBoundingClientRect().top]")
    page.keyboard.press("Tab")
    after = page.evaluate(STOP)

    assert at_note[0] == "#note-7"
    assert 0 <= at_note[1] < 500
    assert at_call[0] == "#call-7"
    assert 0 <= at_call[1] < 500
    assert after["id"].startswith("call-")


def test_the_way_past_the_head_leads_to_the_text(page_named):
    """The next stop after it is inside the main part."""
    page = page_named("briefing")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("location.hash") == "#text"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_link_to_a_section_appears_where_it_is_pointed_at(page_named):
    """Hidden otherwise; it leads to its own heading."""
    page = page_named("briefing")
    shown = "link => getComputedStyle(link).opacity"
    before = page.eval_on_selector(".anchor", shown)
    page.hover(".headed h2")
    pointed_at = page.eval_on_selector(".anchor", shown)
    page.click(".anchor")

    assert (before, pointed_at) == ("0", "1")
    assert page.evaluate("location.hash") == "#what-matters"


def test_nothing_needs_a_script(page_named):
    """A browser without scripts shows the same words, and unfolds the table of a chart."""
    page = page_named("sheets/THA", java_script_enabled=False)
    page.click("summary")

    assert page.locator("details table").is_visible()
    assert "Pakistan and Republic of Korea" in page.inner_text("details table")


@pytest.fixture(scope="module")
def blank(browser):
    """A page to put random documents into."""
    page = browser.new_page()
    yield page
    page.close()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_a_browser_has_the_tree_that_was_written(blank, random):
    """What a browser makes of the page of any document, its own rules of repair applied, still says the document."""
    blank.set_content(write(random, "html").value.decode("utf-8"))

    assert of_page(html.document_fromstring(blank.content())) == of_document(random)
