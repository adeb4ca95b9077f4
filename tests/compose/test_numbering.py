"""Footnotes and sources: numbers in reading order, second calls, the closing list, contents."""

from __future__ import annotations

from rtop_docs.document.model import Contents, List, Note, NoteReference, Reference
from rtop_docs.document.walk import blocks_in, inlines_in, plain_text
from tests.compose.bench import outline

END = "\n## Sources\n\n{{ sources() }}\n"


def notes(document):
    """Return the calls of a document in reading order: a number with its words, or a bare number."""
    return [
        (i.number, plain_text(i.blocks[0].children)) if isinstance(i, Note) else i.number
        for i in inlines_in(document.blocks)
        if isinstance(i, (Note, NoteReference))
    ]


def test_notes_count_up_in_reading_order_over_prose_panels_and_cells(project):
    """A citation inside a table's cell gets the number that its place in the page gives it."""
    document = project.document(
        "# A{{ cite('s2') }}\n\n{{ grid('x', 'y') }}\n\n"
        "{% call panel('note') %}\nb{{ cite('s1', start='p', end='q') }}\n{% endcall %}\n\n"
        "- c{{ cite('s1', start='r', end='q') }}\n" + END
    )

    assert notes(document) == [
        (1, "Source 1"),
        1,
        1,
        (2, "Source 2, passage “p … q”. "),
        (3, "Source 2, passage “r … q”. "),
    ]


def test_an_identical_note_is_a_second_call(project):
    """The same passage cited twice is one footnote, whether cited or written."""
    document = project.document(
        "# H\n\na{{ cite('s1') }} b{{ cite('s1') }} c{% call note() %}Words.{% endcall %} d"
        "{% call note() %}Words.{% endcall %} e{% call note() %}Other.{% endcall %}\n" + END
    )

    assert notes(document) == [(1, "Source 1"), 1, (2, "Words."), 2, (3, "Other.")]


def test_sources_are_listed_in_order_of_first_citation(project):
    """Cited ones first, then those that are only listed, then those that an entry names."""
    document = project.document("# H\n\na{{ cite('s3', 's1') }}\n\n## Sources\n\n{{ sources() }}\n")

    listed = document.blocks[-1]
    assert isinstance(listed, List)
    assert listed.role == "sources"
    assert [item.label for item in listed.items] == ["1", "2", "3"]
    assert [item.blocks[0].anchor for item in listed.items] == ["source-1", "source-2", "source-3"]
    assert outline(document)[-3:] == [
        "Paragraph: Third, after 3",
        "Paragraph: First account",
        "Paragraph: Second account",
    ]


def test_sources_that_are_only_read_are_listed_last(project):
    """`also` lists what was read and not cited."""
    document = project.document("# H\n\na{{ cite('s2') }}\n\n{{ sources(['s1', 's2']) }}\n")

    assert outline(document)[-2:] == ["Paragraph: Second account", "Paragraph: First account"]


def test_a_source_can_be_named_in_prose(project):
    """Its number is a link to its entry, and counts as its first citation."""
    document = project.document("# H\n\nSee {{ source('s2', 'Source ') }}, a{{ cite('s1') }}\n" + END)

    assert outline(document)[1:3] == ["Paragraph: See Source 1, a", "Paragraph: Source 2"]
    assert next(i for i in inlines_in(document.blocks) if isinstance(i, Reference)).anchor == "source-1"


def test_sources_must_be_listed_once(project):
    """Citing without a list, or listing twice, is an error."""
    assert project.found("a{{ cite('s1') }}\n") == [
        "0: error[T21]: the document cites sources but lists none",
        "1: error[D04]: there is no anchor 'source-1'",
    ]
    twice = project.found("a{{ cite('s1') }}\n\n{{ sources() }}\n\n{{ sources() }}\n")
    assert "5: error[T21]: the document has two lists of sources" in twice


def test_a_list_of_no_sources_is_left_out(project):
    """A document that cites nothing shows no empty list."""
    assert outline(project.document("a\n\n{{ sources() }}\n")) == ["Paragraph: a"]


def test_an_unknown_source_is_reported_where_it_is_cited(project):
    """The citation's line is the finding's place."""
    found = project.found("a\n\nb{{ cite('nope') }}\n" + END)

    assert found[0] == "3: error[T07]: a source cannot be named: KeyError: 'nope'"


def test_a_footnote_inside_a_footnote_is_refused(project):
    """Word and PDF cannot show it."""
    found = project.found("a{% call note() %}b{{ cite('s1') }}{% endcall %}\n" + END.replace("##", "#"))

    assert "1: error[T22]: a footnote stands inside a footnote" in found


def test_contents_list_the_headings_without_their_notes(project):
    """Entries carry the headings' words and anchors, down to the depth asked for."""
    document = project.document(
        "{{ contents('Contents', depth=2) }}\n\n# One {{ anchor('first') }}\n\n## Two *x*{{ cite('s1') }}\n\n"
        "### Three\n\n{{ sources() }}\n"
    )

    contents = document.blocks[0]
    assert isinstance(contents, Contents)
    assert [(e.level, e.anchor, plain_text(e.children)) for e in contents.entries] == [
        (1, "first", "One"),
        (2, "section-1", "Two x"),
    ]
    assert not any(isinstance(i, Note) for e in contents.entries for i in inlines_in(e.children))
    assert len({b.anchor for b in blocks_in(document.blocks) if b.anchor}) == 4
