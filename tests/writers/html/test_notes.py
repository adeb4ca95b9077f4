"""Notes: at the end of the page, linked both ways."""

from __future__ import annotations

from attrs import evolve

from rtop_docs.document.model import List, ListItem, Note, NoteReference
from tests.writers.html.reading import page_of, words
from tests.writers.samples import document, p


def test_a_note_leads_back_to_each_of_its_calls():
    """A note called twice has two ways back, told apart by their names."""
    page = page_of(document(p("a", Note((p("Source"),), 4), "b", NoteReference(4))))

    item = page.find(".//section/ol/li")
    backs = item.findall(".//a[@role='doc-backlink']")
    calls = [page.get_element_by_id(back.get("href")[1:]) for back in backs]
    assert (item.get("value"), item.get("id")) == ("4", "note-4")
    assert [(call.get("href"), call.get("role"), words(call)) for call in calls] == [
        ("#note-4", "doc-noteref", "4")
    ] * 2
    names = [back.get("aria-label") for back in backs]
    assert names == ["Back to note 4 in the text (1/2)", "Back to note 4 in the text (2/2)"]


def test_a_call_says_that_it_is_one():
    """A screen reader hears more than a number; the number is part of the name."""
    page = page_of(evolve(document(p("a", Note((p("s"),), 1)), labels=(("note", "Nota"),))))

    assert page.xpath("//a[@role='doc-noteref']/@aria-label") == ["Nota 1"]


def test_a_note_called_once_has_a_plain_way_back():
    """Nothing is counted where there is one."""
    page = page_of(document(p("a", Note((p("s"),), 1))))

    assert page.xpath("//a[@role='doc-backlink']/@aria-label") == ["Back to note 1 in the text"]


def test_the_notes_are_a_landmark_with_a_name():
    """One section of that role, named by its heading."""
    page = page_of(document(p("a", Note((p("s"),), 1))))

    (section,) = page.xpath("//section[@role='doc-endnotes']")
    assert words(page.get_element_by_id(section.get("aria-labelledby"))) == "Notes"


def test_a_page_without_notes_has_no_such_section():
    """Nothing empty is shown."""
    assert page_of(document(p("a"))).findall(".//section") == []


def test_a_note_inside_a_note_is_a_note():
    """Notes may call notes; none is lost, and each leads back."""
    inner = Note((p("inner words"),), 2)

    page = page_of(document(p("a", Note((p("outer", inner),), 1))))

    assert [item.get("value") for item in page.findall(".//section/ol/li")] == ["1", "2"]
    assert page.xpath("//a[@role='doc-backlink']/@href") == ["#call-1", "#call-2"]


def test_notes_without_numbers_are_counted():
    """A document that was not numbered yet still has its notes."""
    page = page_of(document(p("a", Note((p("one"),)), "b", Note((p("two"),)))))

    assert [words(call) for call in page.xpath("//sup")] == ["1", "2"]


def test_a_note_that_ends_with_a_list_keeps_its_way_back():
    """The way back stands after the last block, whatever that is."""
    note = Note((p("x"), List(items=(ListItem((p("y"),)),))), 1)
    page = page_of(document(p("a", note)))

    item = page.find(".//section/ol/li")
    assert [child.tag for child in item] == ["p", "ul", "span"]
