"""Names on a page lead to the right page, the longest name first, and quotations are never touched."""

from __future__ import annotations

import datetime
import hashlib

import pytest

from rtop_docs.distribute.site.frame import SEARCH, SEARCH_SHA256, _inside, _script, asset, size
from rtop_docs.distribute.site.links import Names
from rtop_docs.document.model import Document, Inline, Paragraph, Reference, Span, Strong, Text
from rtop_docs.document.walk import inlines_in
from rtop_docs.reference import name_of, states

KOREAS = {"Republic of Korea": "page:KOR", "Democratic People’s Republic of Korea": "page:PRK"}


def links(inline: Inline, anchors: dict[str, str], itself: str = "") -> list[tuple[str, str]]:
    """What is linked in an inline, and whereto; its words must stay as they are."""
    before = Document(kind="page", title="x", blocks=(Paragraph(children=(inline,)),))
    after = Names(anchors).linked(before, itself)
    assert words(after) == words(before)
    found = [i for i in inlines_in(after.blocks) if isinstance(i, Reference)]
    return [("".join(t.text for t in i.children if isinstance(t, Text)), i.anchor) for i in found]


def words(document: Document) -> str:
    """All words of a document."""
    return "".join(i.text for i in inlines_in(document.blocks) if isinstance(i, Text))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Republic of Korea", [("Republic of Korea", "page:KOR")]),
        ("Democratic People’s Republic of Korea", [("Democratic People’s Republic of Korea", "page:PRK")]),
        ("Chile, Republic of Korea and Peru", [("Republic of Korea", "page:KOR")]),
        ("Republic of Koreans", []),
        ("", []),
    ],
)
def test_the_longest_name_is_linked_and_only_as_a_whole(text, found):
    """The Republic of Korea is not found inside the DPRK's name, nor a name inside a longer word."""
    assert links(Strong((Text(text),)), KOREAS) == found


def test_every_state_s_name_leads_to_that_state():
    """Of all names of states of the day, none is taken for another's."""
    day = datetime.date(2014, 9, 8)
    anchors = {name_of(s.id, "en", day): f"page:{s.id}" for s in states()}

    for name, anchor in anchors.items():
        assert links(Strong((Text(f"({name}),"),)), anchors) == [(name, anchor)]


def test_printed_words_and_its_own_name_are_not_linked():
    """A quotation in bold stays as it is, and a page does not link to itself."""
    printed = Strong((Span((Text("Republic of Korea"),), role="quotation"),))

    assert links(printed, KOREAS) == []
    assert links(Text("Republic of Korea"), KOREAS) == []
    assert links(Strong((Text("Republic of Korea"),)), KOREAS, "page:KOR") == []


def test_without_names_nothing_is_linked():
    """A record without anybody is a record."""
    assert links(Strong((Text("Republic of Korea"),)), {}) == []


# -- what stands in every page --------------------------------------------------------------------


def test_the_search_is_the_one_that_was_published():
    """The vendored file is byte for byte that of its release, and goes into a page with its licence."""
    assert hashlib.sha256(asset(SEARCH).encode("utf-8")).hexdigest() == SEARCH_SHA256
    assert "Permission is hereby granted" in _script(SEARCH)
    assert "sourceMappingURL" not in _script(SEARCH)


@pytest.mark.parametrize("text", ["a</script >", "<!--", "x<SCRIPT>", "</Script"])
def test_a_script_that_could_end_its_element_is_refused(text):
    """HTML never unescapes a script: what would end it, or hide what follows, is no script of ours."""
    with pytest.raises(ValueError, match="script of the site"):
        _inside("script", text)


@pytest.mark.parametrize(
    ("number", "text"), [(0, "1 KB"), (999, "1 KB"), (1499, "1 KB"), (36_400, "36 KB"), (1_240_000, "1.2 MB")]
)
def test_sizes_are_for_people(number, text):
    """In thousands or millions of bytes, and never nothing."""
    assert size(number) == text
