"""Elements: the one place where words become HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from rtop_docs.writers.html.element import Markup, element, joined, page_of

TEXT = st.text(st.characters(min_codepoint=0x20, exclude_categories=("Cc", "Cs")))


@given(TEXT, TEXT)
def test_any_text_is_that_text_again(content: str, value: str):
    """In an element and in an attribute, whatever it looks like; it makes no element of its own."""
    made = html.fragment_fromstring(element("p", {"title": value}, content))

    assert made.text_content() == content
    assert made.get("title", "") == value
    assert list(made) == []


def test_plain_text_is_escaped_and_finished_html_is_not():
    """Once, on its way into an element."""
    assert element("p", None, "a<b", element("em", None, "&")) == "<p>a&lt;b<em>&amp;</em></p>\n"
    assert joined(["<", element("br")]) == "&lt;<br>"


def test_finished_html_does_not_come_apart():
    """Its single characters would be escaped again as plain text: that is a wrong call."""
    with pytest.raises(TypeError, match="no parts"):
        element("p", None, *element("em", None, "x"))


def test_what_is_made_of_finished_html_is_plain_text():
    """Slices and sums are no `Markup`: forgetting that shows, and never opens a hole."""
    made = element("em", None, "x")

    assert type(made) is Markup
    assert type(made[1:]) is type(made + "") is str


def test_attributes_are_escaped():
    """A quotation mark in a value ends nothing; an empty value is left out."""
    assert element("p", {"class": 'a" onclick="b', "id": ""}) == '<p class="a&quot; onclick=&quot;b"></p>\n'


def test_a_style_sheet_cannot_end_itself():
    """A font's name in the style cannot bring markup into the page."""
    with pytest.raises(ValueError, match="style sheet"):
        element("style", None, "a{font-family:'</style><script>'}")


def test_a_page_begins_with_its_doctype():
    """Without it browsers take the page for one of 1997."""
    assert page_of(element("html")) == "<!DOCTYPE html>\n<html></html>\n"
