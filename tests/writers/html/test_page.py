"""What stands around the text of a page: its title, landmarks, metadata, and the words of its interface."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest
from attrs import evolve

from rtop_docs.document.model import (
    Bar,
    BarChart,
    Document,
    DotChart,
    DotRow,
    Fill,
    Heading,
    List,
    ListItem,
    Note,
    Panel,
    Shape,
    Sign,
)
from rtop_docs.writers import write
from rtop_docs.writers.html.wording import WORDS
from rtop_docs.writers.words import ENGLISH
from tests.writers.html.reading import page_of, words
from tests.writers.samples import bar_figure, document, dot_figure, p, t, table, whole


def test_the_page_has_one_title_and_its_landmarks():
    """One h1, a header, a main part, a foot, and a way to skip to the text."""
    page = page_of(whole())

    assert [words(h) for h in page.iter("h1")] == ["Côte d’Ivoire"]
    assert [len(page.findall(f".//{name}")) for name in ("header", "main", "footer", "nav")] == [1, 1, 1, 1]
    skip = page.find("body")[0]
    assert skip.get("href") == "#" + page.find(".//main").get("id")


def test_a_document_without_a_title_block_still_has_a_heading():
    """The title of the document is there for screen readers, once."""
    page = page_of(document(p("x"), Panel(blocks=(p("y", role="title"),))))

    assert [words(h) for h in page.iter("h1")] == ["A title"]


def test_the_page_describes_itself():
    """Title, description, publisher, date and version are there for machines."""
    made = document(
        p("x"), subject="Briefing", subtitle="New York", publisher="P", date="2014-09-08", version="3f9a61c2"
    )
    page = page_of(made)
    named = {meta.get("name"): meta.get("content") for meta in page.iter("meta") if meta.get("name")}

    assert words(page.find(".//title")) == "A title"
    assert (named["description"], named["author"]) == ("Briefing · New York", "P")
    assert (named["dcterms.date"], named["version"]) == ("2014-09-08", "3f9a61c2")
    assert [words(line) for line in page.find(".//footer")] == ["P", "version 3f9a61c2"]


def test_the_page_asks_no_host_for_anything():
    """Nothing is fetched: no source, no style from elsewhere, no script; the policy forbids it besides."""
    made = write(whole(), "html").value.decode("utf-8")
    page = page_of(whole())

    fetching = {"src", "srcset", "action", "data", "style", "background", "poster"}
    assert {name for node in page.iter() for name in node.attrib} & fetching == set()
    assert {node.tag for node in page.iter()} & {"script", "link", "iframe", "object", "embed", "base", "form"} == set()
    addresses = [node for node in page.iter() if node.get("href") and not node.get("href").startswith("#")]
    assert {node.tag for node in addresses} == {"a"}
    assert "url(" not in made
    assert "@import" not in made


def test_the_policy_allows_this_style_sheet_and_nothing_else():
    """Its digest is that of the sheet as it stands in the page."""
    page = page_of(whole())
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    digest = base64.b64encode(hashlib.sha256(words(page.find(".//style")).encode("utf-8")).digest()).decode("ascii")

    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_language_and_direction_stand_where_they_change():
    """A paragraph and a word of another language say so; the others do not repeat the page's."""
    page = page_of(whole())

    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert [(n.tag, n.get("dir")) for n in page.xpath("//*[@lang='ar']")] == [("span", "rtl"), ("p", "rtl")]
    assert page.xpath("//body//@lang") == ["ar", "ar"]


def test_the_interface_speaks_the_language_of_the_page():
    """A document in French that brings no labels has French ones; they need no mark."""
    page = page_of(evolve(document(p("x", language="fr")), language="fr-CH"))

    assert words(page.xpath("//a[@class='skip']")[0]) == WORDS["skip_to_text"]["fr"]
    assert page.xpath("//a[@class='skip']/@lang") == []


def test_interface_words_of_another_language_say_so():
    """A language that has no words of ours gets English ones, marked as English, left to right."""
    page = page_of(evolve(document(p("x", language="fa", direction="rtl")), language="fa", direction="rtl"))

    (skip,) = page.xpath("//a[@class='skip']")
    assert (words(skip), skip.get("lang"), skip.get("dir")) == ("Skip to the text", "en", "ltr")


def test_a_document_s_own_labels_come_first():
    """What the document calls its notes is what stands above them."""
    page = page_of(evolve(whole(), labels=(("notes", "Belege"),)))

    assert words(page.get_element_by_id("notes")) == "Belege"


@pytest.mark.parametrize("key", WORDS)
def test_the_interface_speaks_six_languages(key: str):
    """Five beside English, each has words of its own, with the same fields to fill in."""
    fields = {tuple(re.findall(r"{\w+}", text)) for text in (ENGLISH[key], *WORDS[key].values())}

    assert set(WORDS[key]) == {"fr", "es", "ru", "zh", "ar"}
    assert len(fields) == 1


def test_a_heading_has_a_link_to_itself_beside_it():
    """The link is outside the heading, so that the heading's name is its words; it has a name and no words."""
    page = page_of(document(Heading(level=2, children=t("What matters"), anchor="matters")))

    heading, link = page.xpath("//div[@class='headed']/*")
    assert (heading.tag, words(heading), heading.get("id")) == ("h3", "What matters", "matters")
    assert (link.get("href"), link.get("aria-label")) == ("#matters", "Link to this section: What matters")
    assert words(link) == ""


def test_a_panel_is_named_by_its_heading():
    """A screen reader that jumps to the panel hears what it is."""
    page = page_of(
        document(Panel(role="unknown", blocks=(Heading(level=1, children=t("Not known"), anchor="a"), p("x"))))
    )

    (panel,) = page.xpath("//div[@role='note']")
    assert panel.get("aria-labelledby") == page.xpath("//h2")[0].get("id") == "a"


def test_signs_and_charts_have_words():
    """Each drawing that means something has an alt text; the chart's data stands beside it."""
    page = page_of(whole())

    assert page.xpath("//svg[@role='img']/title/text()")[:3] == ["for, named", "for, own", "not named"]
    assert page.xpath("//figure/div[@role='img']/@aria-label") == ["Bars by theme", "Dots by theme"]
    assert [words(cell) for cell in page.findall(".//details//tbody/tr[1]/*")][:3] == ["Agenda", "11", "11 named"]
    assert page.xpath("//svg[not(@role='img') and not(@aria-hidden='true') and not(ancestor::svg)]") == []


def test_a_chart_is_drawn_without_pictures():
    """Bars are shapes whose lengths are shares of the longest; an open end is striped, a nameless number hollow."""
    page = page_of(document(bar_figure()))

    bars = page.xpath("//div[starts-with(@class, 'length')]")
    assert [bar[0].get("width") for bar in bars] == ["48.71%", "35.43%", "62.00%"]
    assert [bar.get("class") for bar in bars] == ["length", "length open", "length"]
    assert [len(bar.findall("svg/svg")) for bar in bars] == [0, 3, 0]
    assert [bar.find("svg/rect").get("class") for bar in bars] == [None, None, "hollow"]


def test_the_marks_of_a_dot_chart_say_whose_they_are():
    """Large for the document's own state, filled for who is named; both are classes of the style sheet."""
    page = page_of(document(dot_figure()))

    circles = page.xpath("//div[@class='dots']//circle")
    assert [(circle.get("class"), circle.get("r")) for circle in circles] == [("own named", "4.6"), (None, "3.6")]


@pytest.mark.parametrize(("fill", "shapes"), [(Fill.FULL, 1), (Fill.HALF, 2), (Fill.OUTLINE, 1)])
def test_a_sign_is_filled_as_it_reaches(fill: Fill, shapes: int):
    """Full without an outline, half with both, an outline alone."""
    (sign,) = page_of(document(p("x", Sign(Shape.AGAINST, fill, "against")))).xpath("//svg")

    paths = sign.findall("path")
    assert sign.get("class") == "sign is-square"
    assert len(paths) == shapes
    assert [path.get("class") == "line" for path in paths] == [fill is not Fill.FULL, False][:shapes]


def test_a_sign_is_held_to_its_words():
    """A no-break space after a drawing keeps nothing together by itself; the words stay what they are."""
    (line,) = page_of(document(p(Sign(Shape.FOR, alt=""), "\u00a0Chad"))).xpath("//main/p")

    assert words(line) == "\u00a0Chad"
    assert [(held.get("class"), words(held)) for held in line] == [("keep", "\u00a0")]


BAD = "a\x1bb"


@pytest.mark.parametrize(
    "bad",
    [
        document(p("x"), title=BAD),
        document(p("x"), publisher=BAD),
        document(p("x"), subject=BAD),
        document(p("x"), version=BAD),
        document(p("x"), marks=(BAD,)),
        document(p("x", Note((p("y"),), 1)), labels=(("notes", BAD),)),
        document(p("x", Sign(Shape.FOR, alt=BAD))),
        document(table(("a", "b", "c"), description=BAD)),
        document(table(("a", "b", "c"), head=("A", BAD, "C"))),
        document(evolve(bar_figure(), alt=BAD)),
        document(evolve(bar_figure(), chart=BarChart((Bar(BAD, 1, ""),)))),
        document(evolve(bar_figure(), chart=BarChart((Bar("", 1, BAD),)))),
        document(evolve(dot_figure(), chart=DotChart((DotRow(BAD, ()),)))),
        document(List(items=(ListItem((p("x"),), label=BAD),))),
    ],
    ids=range(14),
)
def test_no_character_that_no_document_may_hold_gets_in_anywhere(bad: Document):
    """Wherever a text stands, in an element or an attribute, it is looked at: an error, and no bytes."""
    made = write(bad, "html")

    assert {finding.code for finding in made.diagnostics} == {"V01"}
    assert made.value == b""
