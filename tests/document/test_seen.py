"""Going through a document: each node once, in reading order, with what stands around it."""

from attrs import evolve

from rtop_docs.document.build import link, note, p, reference
from rtop_docs.document.model import Document, Note, Origin, Panel, Text
from rtop_docs.document.seen import Whole

AT = Origin("t.md", 7)


def whole(*blocks):
    """Go through a document of `blocks`."""
    return Whole.of(Document(kind="k", title="t", blocks=blocks))


def test_nodes_know_whether_they_stand_in_a_link_or_a_note():
    """Words of a link in a footnote stand in both."""
    seen = whole(p("a", note(p("b", link("https://a.b", "c")))), p(reference("x", "d"))).seen

    around = {place.node.text: (place.in_link, place.in_note) for place in seen if isinstance(place.node, Text)}
    assert around == {"a": (False, False), "b": (False, True), "c": (True, True), "d": (True, False)}


def test_nodes_stand_at_the_line_of_what_holds_them():
    """Unless they have one of their own."""
    inner = evolve(p("b"), origin=Origin("t.md", 9))
    seen = whole(Panel(blocks=(p("a"), inner), origin=AT)).seen

    assert [place.origin.line for place in seen] == [7, 7, 7, 9, 9]


def test_plain_text_is_left_out_of_the_others():
    """What most checks look for is no plain text."""
    gone = whole(p("a", note(p("b"))))

    assert [type(place.node).__name__ for place in gone.others] == ["Paragraph", "Note", "Paragraph"]
    assert len(gone.seen) == len(gone.others) + 2
    assert isinstance(gone.others[1].node, Note)
