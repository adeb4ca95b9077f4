"""Where links inside a page lead: ids that are readable, stable, and given once."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from rtop_docs.document.model import Contents, ContentsEntry, Document, Heading, Link, Reference
from tests.document.strategies import documents
from tests.writers.html.reading import page_of, words
from tests.writers.samples import HOSTILE, document, p, t, whole
from tests.writers.test_writers import EXAMPLES


def ids_of(*titles: str) -> list[str]:
    """Return the ids of headings with these words, whose anchors only count."""
    headings = (Heading(level=1, children=t(words), anchor=f"section-{n}") for n, words in enumerate(titles, 1))
    return page_of(document(*headings)).xpath("//h2/@id")


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_link_inside_has_its_place_and_no_id_is_given_twice(random: Document):
    """In any document, hostile headings included."""
    page = page_of(random)
    ids = page.xpath("//@id")

    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//@href") if href.startswith("#")} <= set(ids)
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)


def test_a_heading_is_named_after_its_words():
    """A link from elsewhere outlives a new section before it: the id does not count."""
    assert ids_of("What is not known", "Sources") == ["what-is-not-known", "sources"]
    assert ids_of("New", "What is not known", "Sources")[1:] == ["what-is-not-known", "sources"]


def test_headings_with_the_same_words_are_told_apart():
    """The second gets a number, in reading order."""
    assert ids_of("Prevention", "Prevention", "prevention!") == ["prevention", "prevention-2", "prevention-3"]


def test_letters_of_any_script_make_a_name():
    """Accents and other scripts stay; what has no letter is called a section."""
    assert ids_of("Côte d’Ivoire", "各国政府承诺", "“…”") == ["côte-d-ivoire", "各国政府承诺", "section"]


def test_an_accent_is_one_letter_however_it_is_written():
    """A letter and its accent as two characters give the same name as the one that joins them."""
    assert ids_of("Cafe\u0301") == ids_of("Caf\u00e9") == ["caf\u00e9"]


def test_a_heading_cannot_take_an_id_of_the_page():
    """The main part, the notes and their calls keep their names."""
    assert ids_of("Text", "Notes", "Note 1", "Call 2") == [
        "section-text",
        "section-notes",
        "section-note-1",
        "section-call-2",
    ]


def test_a_long_heading_gives_a_short_name():
    """At most sixty characters, cut between words where there are any."""
    one, other = ids_of("x" * 5000, "word " * 50)

    assert one == "x" * 60
    assert other == "-".join(["word"] * 12)


def test_an_anchor_of_the_template_is_kept():
    """Who gave a heading a name wants that name."""
    page = page_of(document(Heading(level=1, children=t("Positions held"), anchor="positions"), p("x", anchor="a/b:c")))

    assert page.xpath("//h2/@id") == ["positions"]
    assert page.xpath("//p/@id") == ["a-b-c"]


def test_an_anchor_given_twice_leads_to_the_first():
    """`check_document` forbids it; the page holds no id twice all the same."""
    page = page_of(document(p("one", anchor="x"), p("two", anchor="x"), p(Reference("x", t("see")))))

    assert [words(node) for node in page.xpath("//*[@id='x']")] == ["one"]


def test_hostile_headings_make_no_hostile_names():
    """Only letters, digits and hyphens."""
    names = ids_of(*HOSTILE)

    assert all(name.replace("-", "").isalnum() for name in names)


def test_contents_lead_to_their_headings():
    """A line of the contents is one link: a link in a heading is only words there."""
    title = (Link("https://example.org/", t("Positions")),)
    entry = ContentsEntry(level=1, anchor="section-1", children=title)
    page = page_of(
        document(Contents(title=t("Contents"), entries=(entry,)), Heading(level=1, children=title, anchor="section-1"))
    )

    assert page.xpath("//nav//a/@href") == ["#positions"]
    assert page.xpath("//nav/@aria-labelledby") == page.xpath("//nav/p/@id")


def test_references_lead_to_what_they_name():
    """A second call of a note, a source and a section are reached by their words."""
    page = page_of(whole())

    assert [words(page.get_element_by_id(a.get("href")[1:])) for a in page.xpath("//main/p/a")] == ["Positions"]
