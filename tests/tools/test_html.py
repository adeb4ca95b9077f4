"""A page in Chromium shows the document's words, asks the network for nothing, and fits a telephone."""

import html
import json
import re

import pytest
from PIL import Image

from tests.tools.conftest import called, need
from tests.tools.pieces import Pieces, missing

pytestmark = pytest.mark.tool
SHOWN = Pieces(charts=True)  # the table of a chart is there, folded away
WIDE, PHONE = 1200, 375
BAD_PAGE = """<!doctype html>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>bad</title><img src="https://example.org/x.png"><p style="width: 2000px">wide</p>
"""
HOST = """<!doctype html><meta charset="utf-8"><title>host</title>{frames}<pre id="told"></pre><script>
onload = () => {{
  const told = [...document.querySelectorAll("iframe")].map(frame => {{
    const page = frame.contentDocument, root = page.documentElement;
    return {{
      title: page.title, language: root.lang, text: page.body.innerText,
      wanted: root.scrollWidth, there: root.clientWidth,
      asked: frame.contentWindow.performance.getEntriesByType("resource").map(entry => entry.name),
    }};
  }});
  document.getElementById("told").textContent = JSON.stringify(told);
}};
</script>
"""


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    """Chromium with a profile of its own and without any network."""
    need("chromium")
    profile = tmp_path_factory.mktemp("profile")
    settings = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={profile}"]
    quiet = ["--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr"]
    return lambda *words: called("chromium", *settings, *quiet, *words)


@pytest.fixture(scope="module")
def shown(made, chromium, tmp_path_factory):
    """What each page told about itself in a wide and in a narrow frame, a bad page last, and Chromium's log."""
    folder = tmp_path_factory.mktemp("html")
    (folder / "bad.html").write_text(BAD_PAGE, encoding="utf-8")
    pages = [file for file in made if file.path.suffix == ".html"]
    places = [*(page.path for page in pages), folder / "bad.html"]
    frames = [f'<iframe width="{w}" height="800" src="{p.as_uri()}"></iframe>' for p in places for w in (WIDE, PHONE)]
    (folder / "host.html").write_text(HOST.format(frames="".join(frames)), encoding="utf-8")
    look = ("--allow-file-access-from-files", "--virtual-time-budget=10000", "--dump-dom")
    done = chromium(*look, (folder / "host.html").as_uri())
    told = json.loads(html.unescape(re.search(r'<pre id="told">(.*?)</pre>', done.stdout, re.DOTALL)[1]))
    return pages, told[0:-2:2], told[1:-2:2], told[-1], done.stderr


def test_every_page_shows_its_words_in_reading_order(shown):
    """With its title and language; the words of notes stand below."""
    pages, wide, _, _, _ = shown
    told = {page.name: answer for page, answer in zip(pages, wide, strict=True)}
    lost = {
        page.name: (missing(SHOWN.body(page.document), text), missing(SHOWN.notes(page.document), text))
        for page in pages
        for text in [told[page.name]["text"]]
    }

    assert len(pages) > 3
    assert {page.name: page.document.title for page in pages} == {name: t["title"] for name, t in told.items()}
    assert {t["language"] for t in told.values()} == {"en"}
    assert lost == {page.name: (([], []), ([], [])) for page in pages}


def test_no_page_asks_for_anything_or_is_complained_about(shown):
    """Nothing is fetched, nothing is blocked; a page that does both is caught."""
    _, wide, narrow, bad, log = shown
    complaints = [line for line in log.splitlines() if ":CONSOLE" in line]

    assert [answer["asked"] for answer in (*wide, *narrow)] == [[]] * len([*wide, *narrow])
    assert complaints
    assert [line for line in complaints if "bad.html" not in line] == []
    assert bad["title"] == "bad"


def test_no_page_scrolls_sideways_on_a_telephone(shown):
    """What is wider than the screen scrolls inside itself; a page that does not is caught."""
    pages, _, narrow, bad, _ = shown
    wide = {page.name: (a["wanted"], a["there"]) for page, a in zip(pages, narrow, strict=True)}

    assert all(PHONE - 20 <= there <= PHONE for _, there in wide.values())
    assert {name: sizes for name, sizes in wide.items() if sizes[0] > sizes[1]} == {}
    assert bad["wanted"] > bad["there"]


def test_a_page_is_drawn(shown, chromium, tmp_path):
    """A picture of it has both dark and light."""
    place = tmp_path / "page.png"
    chromium(f"--screenshot={place}", f"--window-size={WIDE},900", shown[0][0].path.as_uri())
    with Image.open(place) as picture:
        dark, light = picture.convert("L").getextrema()
        assert picture.size == (WIDE, 900)

    assert dark < 100
    assert light > 200
