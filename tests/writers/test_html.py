"""The HTML writer: the page is parsed back, never compared as text."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from lxml import html

from rtop_docs.document.model import Document, Note, NoteReference, Row, Table, Text
from rtop_docs.document.walk import inlines_in
from rtop_docs.writers import write
from rtop_docs.writers.colours import DARK_PAGE, LIGHT_PAGE, READABLE, contrast, mixed, readable
from rtop_docs.writers.html.css import style_sheet
from rtop_docs.writers.html.element import element, rendered
from rtop_docs.writers.style import DEFAULT, Colours
from tests.document.strategies import documents
from tests.writers.samples import HOSTILE, bar_figure, cell, document, matrix, p, table, whole
from tests.writers.test_writers import EXAMPLES

TEXT_COLOURS = ("text", "muted", "accent", "warm-text")
GROUNDS = ("page", "ground", "warm-ground")


def page_of(document: Document):
    """Return the parsed page of `document`."""
    made = write(document, "html")
    assert made.diagnostics == ()
    return html.document_fromstring(made.value.decode("utf-8"))


def words(node) -> str:
    """Return the text of an element, as it is written."""
    return node.text_content()


def test_the_page_has_one_title_and_its_landmarks():
    """One h1, a header, a main part, a foot, and a way to skip to the text."""
    page = page_of(whole())

    assert [words(h) for h in page.iter("h1")] == ["Côte d’Ivoire"]
    assert [len(page.findall(f".//{name}")) for name in ("header", "main", "footer", "nav")] == [1, 1, 1, 1]
    skip = page.find("body")[0]
    assert skip.get("href") == "#" + page.find(".//main").get("id")


def test_a_document_without_a_title_block_still_has_a_heading():
    """The title of the document is there for screen readers."""
    assert words(page_of(document(p("x"))).find(".//h1")) == "A title"


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:12])
def test_hostile_words_are_those_words(text: str):
    """What a record says is text in the page, whatever it looks like."""
    page = page_of(document(p(text), table((text,), description=text), title=text, publisher=text, marks=(text,)))

    assert words(page.find(".//main/p")) == text
    assert words(page.find(".//title")) == text
    assert words(page.find(".//footer/p")) == text
    assert words(page.find(".//header/p")) == text
    assert page.findall(".//script") == page.findall(".//img") == []


def test_the_page_asks_no_host_for_anything():
    """Nothing is fetched: no source, no style from elsewhere, no script; the policy forbids it besides."""
    made = write(whole(), "html").value.decode("utf-8")
    page = html.document_fromstring(made)

    assert {name for node in page.iter() for name in node.attrib} & {
        "src",
        "srcset",
        "action",
        "data",
        "style",
    } == set()
    assert {node.tag for node in page.iter()} & {"script", "link", "iframe", "object", "embed", "base", "form"} == set()
    addresses = [node for node in page.iter() if node.get("href") and not node.get("href").startswith("#")]
    assert {node.tag for node in addresses} == {"a"}
    assert "url(" not in made
    assert "@import" not in made
    policy = page.find(".//meta[@http-equiv='Content-Security-Policy']").get("content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_ids_are_unique_and_every_link_inside_has_its_place():
    """A link inside the page leads somewhere, and to one place only."""
    page = page_of(whole())

    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_a_note_leads_back_to_each_of_its_calls():
    """A note called twice has two ways back."""
    page = page_of(document(p("a", Note((p("Source"),), 4), "b", NoteReference(4))))

    item = page.find(".//section/ol/li")
    assert item.get("value") == "4"
    backs = [link.get("href")[1:] for link in item.iter("a")]
    assert [page.get_element_by_id(back).get("href") for back in backs] == ["#note-4", "#note-4"]


def test_a_note_inside_a_note_is_a_note():
    """Notes may call notes; none is lost."""
    inner = Note((p("inner words"),), 2)

    page = page_of(document(p("a", Note((p("outer", inner),), 1))))

    assert [item.get("value") for item in page.findall(".//section/ol/li")] == ["1", "2"]


def test_heads_of_tables_say_what_they_head():
    """Each head has a scope, and a group's rows are a body of their own."""
    page = page_of(document(matrix(2)))

    assert set(page.xpath("//thead//th/@scope")) == {"col"}
    assert page.xpath("//tbody//th/@scope") == ["rowgroup", "row", "row"]
    assert [words(c) for c in page.findall(".//caption")] == ["Who on what"]


def test_spans_are_written_as_they_are():
    """A cell over two columns and one over two rows keep the grid whole."""
    rows = (Row(cells=(cell("a", rowspan=2), cell("b", colspan=2))), Row(cells=(cell("c"), cell("d"))))
    base = table(("x", "y", "z"))

    page = page_of(document(Table(columns=base.columns, head=(), body=rows)))

    assert [(c.get("rowspan"), c.get("colspan")) for c in page.iter("td")] == [
        ("2", None),
        (None, "2"),
        (None, None),
        (None, None),
    ]


def test_signs_and_charts_have_words():
    """Each drawing that means something has an alt text; the chart's data stands beside it."""
    page = page_of(document(matrix(1), bar_figure()))

    assert page.xpath("//svg[@role='img']/title/text()") == ["for, named", "for, own", "not named"]
    chart = page.find(".//figure/div[@role='img']")
    assert chart.get("aria-label") == "Bars by theme"
    assert [words(cell) for cell in page.findall(".//details//tbody/tr[1]/*")] == ["Agenda", "11", "11 named"]


def test_language_and_direction_stand_where_they_change():
    """A paragraph and a word of another language say so; the others do not repeat the page's."""
    page = page_of(whole())

    assert page.get("lang") == "en"
    assert [(n.tag, n.get("dir")) for n in page.xpath("//*[@lang='ar']")] == [("span", "rtl"), ("p", "rtl")]
    assert page.xpath("//body//@lang") == ["ar", "ar"]


PALE = Colours(text="#777777", accent="#FFCC00", ground="#DDDDDD", muted="#BBBBBB")


@pytest.mark.parametrize("colours", [Colours(), PALE])
def test_text_can_be_read_in_both_schemes(colours: Colours):
    """Every text colour has a contrast of 4.5 on every ground, whatever the house's style says."""
    sheet = style_sheet(evolve(DEFAULT, colours=colours), landscape=False)

    for scheme in re.findall(r":root\{([^}]*)\}", sheet)[:2]:
        values = dict(pair.removeprefix("--").split(":", 1) for pair in scheme.split(";"))
        for ground in GROUNDS:
            for name in TEXT_COLOURS:
                assert contrast(values[name], values[ground]) >= READABLE, (name, ground)


def test_contrast_is_measured_as_wcag_does():
    """Black on white is 21 to 1; the house's accent is above 7."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1B4F8A", LIGHT_PAGE) > 7
    assert contrast(readable("#000000", DARK_PAGE), DARK_PAGE) >= READABLE
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


def test_a_style_sheet_cannot_end_itself():
    """A font's name in the style cannot bring markup into the page."""
    with pytest.raises(ValueError, match="style sheet"):
        rendered(element("style", None, "a{font-family:'</style><script>'}"))


def test_attributes_are_escaped():
    """A quotation mark in a value ends nothing."""
    assert (
        rendered(element("p", {"class": 'a" onclick="b'}))
        == '<!DOCTYPE html>\n<p class="a&quot; onclick=&quot;b"></p>\n'
    )


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_text_of_a_document_comes_back_from_its_page(random: Document):
    """Each text of a random document stands in the parsed page as it is."""
    page = words(page_of(random).find("body"))

    for inline in inlines_in(random.blocks):
        if isinstance(inline, Text):
            assert inline.text in page
