"""Each kind of difference is told as itself, once, in words that help."""

from __future__ import annotations

import pytest
from attrs import evolve

from rtop_docs.document.build import cell, h, items, link, note, p, reference, row, span, table
from rtop_docs.document.model import Document, Fill, List, ListItem, Note, NoteReference, PageBreak, Shape, Sign
from rtop_docs.document.walk import transform
from rtop_docs.parity.align import align
from rtop_docs.parity.compare import compare
from rtop_docs.parity.letters import how_encoded
from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences
from rtop_docs.parity.tags import agree
from rtop_docs.writers import FORMATS, write


def document(*blocks, **more):
    """A document of these blocks, its notes numbered."""
    numbers = iter(range(1, 99))
    numbered = transform(blocks, inline=lambda i: (evolve(i, number=next(numbers)),) if isinstance(i, Note) else (i,))
    values = {"kind": "sheet", "title": "T", "blocks": numbered, "version": "0123abcd"}
    return Document(**(values | more))


def told(expected, found):
    """The differences between two documents: kind and message."""
    return [(d.kind.name, d.message) for d in compare(reading_of(expected), reading_of(found))]


PAIRS = {
    "a word is lost": (
        document(p("one two three four")),
        document(p("one two four")),
        [("LOSS", "words are lost: 'three'")],
    ),
    "a word is added": (
        document(p("one two four")),
        document(p("one two three four")),
        [("ADDITION", "words are not the document's: 'three'")],
    ),
    "a word is another": (
        document(p("Norway voted for it")),
        document(p("Norway voted against it")),
        [("LOSS", "words are lost: 'for', and 'against' stands in its place")],
    ),
    "two words are swapped": (
        document(p("one two three four")),
        document(p("one three two four")),
        [("ORDER", "'three' stands at another place")],
    ),
    "two paragraphs are swapped": (
        document(p("one two"), p("three four"), p("five")),
        document(p("three four"), p("one two"), p("five")),
        [("ORDER", "'three four' stands at another place")],
    ),
    "a paragraph stands elsewhere": (
        document(p("far away from here"), p("a"), p("b"), p("c")),
        document(p("a"), p("b"), p("c"), p("far away from here")),
        [("ORDER", "'far away from here' stands at another place")],
    ),
    "two words run together": (
        document(p("one two three")),
        document(p("one twothree")),
        [("ENCODING", "'twothree' has other spaces: 'two three'")],
    ),
    "a quotation mark is another": (
        document(p("Côte d’Ivoire spoke")),
        document(p("Côte d'Ivoire spoke")),
        [("ENCODING", "'d'Ivoire' has the same letters in other characters: 'd’Ivoire'")],
    ),
    "a heading has another level": (
        document(h(1, "One"), h(2, "Two")),
        document(h(1, "One"), h(1, "Two")),
        [("HEADING", "'Two' is a heading of level 1, not a heading of level 2")],
    ),
    "a heading is none": (
        document(h(1, "One"), p("x")),
        document(p("One"), p("x")),
        [("HEADING", "'One' is not a heading of level 1")],
    ),
    "a language is lost": (
        document(p("one ", span("deux mots", language="fr"), " three")),
        document(p("one deux mots three")),
        [("LANGUAGE", "'deux mots' is marked as 'en', not as 'fr'")],
    ),
    "a link is lost": (
        document(p("see ", link("https://example.org/", "the page"), ".")),
        document(p("see the page.")),
        [("LINK", "'the page.' is no link to 'https://example.org/'")],
    ),
    "a reference leads elsewhere": (
        document(p(reference("a", "there")), p("One", anchor="a"), p("Two", anchor="b")),
        document(p(reference("b", "there")), p("One", anchor="a"), p("Two", anchor="b")),
        [("LINK", "'there' leads to 'Two' in the text, not to 'One' in the text")],
    ),
    "a footnote is lost": (
        document(p("text", note("its source")), p("more", note("other source"))),
        document(p("text"), p("more", note("other source"))),
        [
            ("NOTE", "footnote 1 is lost: 'its source'"),
            ("NOTE", "'other' stands in footnote 1, not in footnote 2"),
            ("NOTE", "'2' is the number 1 where footnote 2 is called"),
        ],
    ),
    "an alternative text is lost": (
        document(p("x ", Sign(Shape.FOR, Fill.FULL, "for it"))),
        document(p("x ", Sign(Shape.FOR, Fill.FULL, ""))),
        [("ALTERNATIVE", "words that stand for something drawn are lost: 'for it'")],
    ),
    "a list item's number is another": (
        document(items("a", "b", ordered=True)),
        document(evolve(items("a", "b", ordered=True), start=2)),
        [
            ("STRUCTURE", "'a' begins list item '2.', not list item '1.'"),
            ("STRUCTURE", "'b' begins list item '3.', not list item '2.'"),
        ],
    ),
    "a paragraph is broken in two": (
        document(p("one two three")),
        document(p("one"), p("two three")),
        [("STRUCTURE", "'two' begins a piece of its own")],
    ),
    "two paragraphs run together": (
        document(p("one"), p("two three")),
        document(p("one two three")),
        [("STRUCTURE", "'two' begins no piece of its own")],
    ),
    "the title is another": (
        document(p("x")),
        document(p("x"), title="U"),
        [("PROPERTY", "the file's title is 'U', not 'T'")],
    ),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_difference_is_told_as_what_it_is(name):
    """One document against another."""
    expected, found, wanted = PAIRS[name]
    expected, found = (evolve(d, blocks=(p("T", role="title"), *d.blocks)) for d in (expected, found))

    assert told(expected, found) == wanted
    assert told(expected, expected) == []


def grid(*rows, **more):
    """A table of plain words with one head row."""
    head = row(*(cell(word, header=True) for word in rows[0]))
    return document(p("T", role="title"), table(head, *(row(*cells) for cells in rows[1:]), description="D", **more))


TABLE = (("State", "Verb"), ("Chad", "stressed"), ("Peru", "stressed"), ("Togo", "welcomed"))


def test_a_lost_row_is_told_once_and_does_not_move_the_others():
    """The rows below it stand one higher, not by their fault."""
    found = told(grid(*TABLE), grid(TABLE[0], TABLE[1], TABLE[3]))

    assert found == [("TABLE", "row 3 of table 1 is lost: 'Peru stressed'")]


def test_swapped_cells_and_columns_are_told():
    """By the place at which each word stands."""
    turned = tuple((verb, state) for state, verb in TABLE)

    assert told(grid(*TABLE), grid(*TABLE[:3], ("welcomed", "Togo"))) == [
        ("ORDER", "'welcomed' stands at another place"),
        ("TABLE", "'Togo' stands in row 4, column 2, not in row 4, column 1"),
    ]
    assert {kind for kind, _ in told(grid(*TABLE), grid(*turned))} == {"ORDER", "TABLE"}


def test_a_cell_that_heads_nothing_any_more_is_told():
    """And one that covers more than it should."""
    plain = grid(*TABLE)
    headless = document(
        p("T", role="title"), evolve(plain.blocks[1], head=(row("State", "Verb"),), body=plain.blocks[1].body)
    )
    body = plain.blocks[1].body
    wide = evolve(plain.blocks[1], body=(*body[:2], row(cell("Togo welcomed", colspan=2))))

    assert told(plain, headless) == []  # what stands in the head heads its column, whatever the cell says
    assert ("TABLE", "'Togo' stands in a cell over 1 rows and 2 columns, not 1 and 1") in told(
        plain, document(p("T", role="title"), wide)
    )


def test_a_row_without_words_that_is_lost_is_told():
    """The table has other rows."""
    found = told(grid(*TABLE, ("", "")), grid(*TABLE))

    assert found == [("TABLE", "table 1 has 4 rows and 2 columns, not 5 and 2")]


def test_a_word_lost_where_a_reference_leads_is_told_there_alone():
    """The file knows the place by other words; the reference is not at fault."""
    expected = document(p(reference("a", "there")), p("One two three", anchor="a"))
    found = document(p(reference("a", "there")), p("One three", anchor="a"))

    assert told(expected, found) == [("LOSS", "words are lost: 'two'")]


# -- what counts for no difference -----------------------------------------------------------------

UNTITLED = document(h(1, "Heading"), p("text"), h(2, "Below"), p("more"))
MARKED = document(p("T", role="title"), p("text"), marks=("Draft", "Embargo until noon"))
BREAKS = document(
    p("T", role="title"), p("S/2014/449\u00a0of\u202f8 soft\u00adly and\u2060here"), p("\ufe0f"), PageBreak(), p("x")
)


# Labels that no format counts by itself; a list in a list, and a table that begins an item.
LABELLED = document(
    p("T", role="title"),
    List(items=(ListItem((p("one"), items("inner", "other")), "iv"), ListItem((p("two"), p("still two")), "x)"))),
    List(
        items=(ListItem((items("deep", ordered=True),)), ListItem((table(row("Head"), row("cell"), description="D"),)))
    ),
)
AGAIN = document(p("T", role="title"), p("first", note("a source")), p("again", NoteReference(1), " and on"))

# A heading and the description of a table in the same words, and a link to the heading.
NAMESAKES = document(
    p("T", role="title"),
    p(reference("s", "there")),
    h(1, "state", anchor="s"),
    table(row("State"), row("a"), description="state"),
)
BY_DESIGN = {
    "untitled": UNTITLED,
    "marked": MARKED,
    "breaks": BREAKS,
    "labelled": LABELLED,
    "again": AGAIN,
    "namesakes": NAMESAKES,
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("made", BY_DESIGN.values(), ids=BY_DESIGN)
def test_what_formats_show_otherwise_by_design_is_no_difference(made, format):
    """A text without a title, marks around or before the text, characters that only steer line breaks."""
    assert differences(write(made, format).value, format, made, reading_of(made)) == ()


@pytest.mark.parametrize("format", FORMATS)
def test_a_lost_mark_or_version_is_a_difference(format):
    """An embargo that one format forgets."""
    found = differences(write(evolve(MARKED, marks=()), format).value, format, MARKED, reading_of(MARKED))
    others = differences(write(evolve(MARKED, version="x"), format).value, format, MARKED, reading_of(MARKED))

    assert {(d.kind.name, d.message) for d in found} == {
        ("MARGIN", "'Draft' does not stand around the text"),
        ("MARGIN", "'Embargo until noon' does not stand around the text"),
    }
    assert ("MARGIN", "'0123abcd' does not stand around the text") in {(d.kind.name, d.message) for d in others}


def test_tags_agree_where_one_leaves_open_what_the_other_says():
    """A region that Word adds is no difference, another region or script is."""
    assert agree("en", "en-GB")
    assert agree("zh-Hans", "zh-CN")
    assert agree("fr-FR", "fr_fr")
    assert not agree("en", "fr")
    assert not agree("pt-BR", "pt-PT")
    assert not agree("zh-Hans", "zh-Hant")
    assert not agree("en", "")


def test_letters_in_other_code_points_are_told_apart_from_other_letters():
    """Accents that are composed or lost, letters read in the wrong encoding, unreadable ones, lost blanks."""
    assert how_encoded("café", "cafe\u0301") == "has the same letters in other characters"
    assert how_encoded("café", "cafÃ©") == "was written in one encoding and read in another"
    assert how_encoded("café", "caf\ufffd") == "holds letters that nobody can read (U+FFFD)"
    assert how_encoded("ﬁle", "file") == "has the same letters in other characters"
    assert how_encoded("two words", "twowords") == "has other spaces"
    assert how_encoded("stressed", "welcomed") == ""


def test_equal_pieces_are_aligned_before_words():
    """A piece in the middle that is lost takes no word of its neighbours, though they share words."""
    one = [["the", "veto"], ["the", "vote"], ["the", "veto", "again"]]
    made = align(one, [one[0], one[2]])

    assert [change.expected for change in made.changes] == [(2, 3)]
    assert made.pairs == [(0, 0), (1, 1), (4, 2), (5, 3), (6, 4)]
    assert made.moves == []
