"""Properties: title and all that a file says of itself, twice, and nothing of time or machine."""

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.properties import PRODUCER, clean, information, language, usable_language, xmp

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"


def document(**more):
    """Make an empty document."""
    return Document(kind="x", title=more.pop("title", "A title"), blocks=(), **more)


def test_what_a_document_does_not_say_is_left_out():
    """No entry is empty; a subtitle stands for a missing subject."""
    assert information(document()) == {"Title": "A title", "Creator": PRODUCER, "Producer": PRODUCER}
    assert information(document(subtitle="sub"))["Subject"] == "sub"
    assert information(document(subtitle="sub", subject="own"))["Subject"] == "own"


@given(st.text())
def test_a_property_is_one_line_that_xml_can_hold(text):
    """Whatever a title holds, the packet is well-formed and says the same as the information dictionary."""
    found = document(title=text, publisher=text, subject=text)
    packet = ET.fromstring(xmp(found).decode("utf-8"))
    title = packet.find(f".//{DC}title/{RDF}Alt/{RDF}li")

    assert (title.text or "") == clean(text) == information(found).get("Title", "")
    assert "\n" not in clean(text)


def test_characters_that_no_property_may_hold_are_replaced():
    """Controls, lone surrogates and noncharacters become U+FFFD; white space becomes one space."""
    assert clean("a\x00b\ud800c\uffff \t\n d") == "a\ufffdb\ufffdc\ufffd d"


@pytest.mark.parametrize(
    ("said", "used"),
    [("fr", "fr"), ("zh-Hans", "zh-Hans"), ("", "en"), ("x y", "en"), ("en)/JS", "en"), ("français", "en")],
)
def test_only_languages_that_can_be_written_are(said, used):
    """A language that is none cannot leave its string: English stands for it."""
    assert language(document(language=said)) == used
    assert usable_language(said) is (said == used)


def test_both_standards_are_claimed():
    """The packet names PDF/UA-1 and PDF/A-2a, and describes the property that PDF/A does not know."""
    packet = xmp(document()).decode("utf-8")

    for claim in ("<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfaProperty:name>part<"):
        assert claim in packet


def test_no_date_is_written():
    """Neither the day of the event nor the day of writing is a property of the file."""
    packet = xmp(document(date="2014-09-08")).decode("utf-8")

    assert "Date" not in packet
    assert "2014" not in packet
