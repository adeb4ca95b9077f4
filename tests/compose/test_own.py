"""The engine's own parts."""

from __future__ import annotations

import pytest
from attrs import evolve

from rtop_docs.compose.compose import compose
from rtop_docs.compose.target import Target
from rtop_docs.document.model import PageBreak, Panel, Paragraph, Span, Text
from rtop_docs.workspace import Workspace
from tests.compose.bench import PARTS, FakeAsk, find_loose, outline


def test_document_sets_the_properties(project):
    """What the part is given stands in the document; texts may come from questions."""
    made = project.compose(
        "{{ document(kind='sheet', title='On ' ~ ask.value(), subtitle='s', landscape=true, date='2014-09-08', "
        "head_left='l', head_right='r', marks=['draft'], subject='j', publisher='p') }}\n\nText\n",
        title=False,
    )

    document = made.value
    assert document is not None
    assert (document.kind, document.title, document.subtitle) == ("sheet", "On Rwanda", "s")
    assert (document.landscape, document.date, document.marks) == (True, "2014-09-08", ("draft",))
    assert (document.head_left, document.head_right) == ("l", "r")
    assert (document.subject, document.publisher) == ("j", "p")
    assert document.labels == (("contents", "Contents"), ("page_of", "page {page} of {pages}"))
    assert outline(document) == ["Paragraph: Text"]


def test_document_must_be_called_once(project):
    """Without it there is no document; twice would be one too many."""
    assert project.compose("Text\n", title=False).diagnostics[0].code == "T19"
    assert project.found("{{ document(kind='a', title='b') }}\n") == [
        "3: error[T07]: part 'document': the document's properties are set twice"
    ]
    assert [d.code for d in project.compose("{{ document(kind='a', title='') }}", title=False).diagnostics] == ["T07"]


def test_role_and_panel_take_markdown(project):
    """A call's body is read like any other Markdown, indented or not."""
    document = project.document(
        "{% call role('lead') %}\nOne *two*.\n\nThree.\n{% endcall %}\nNext.\n\n"
        "- item\n\n  {%+ call panel('unknown', 'T & ' ~ ask.value()) %}\n    a\n\n    - b\n  {% endcall %}\n"
    )

    assert [b.role for b in document.blocks if isinstance(b, Paragraph)] == ["lead", "lead", ""]
    panel = document.blocks[3].items[0].blocks[1]
    assert isinstance(panel, Panel)
    assert panel.role == "unknown"
    assert outline(document)[-4:] == ["Heading: T & Rwanda", "Paragraph: a", "List", "Paragraph: b"]


@pytest.mark.parametrize(
    ("template", "finding"),
    [
        ("{% call role('big') %}\na\n{% endcall %}", "1: error[T07]: part 'role': there is no role 'big'"),
        ("{% call role('lead') %}\n- a\n{% endcall %}", "1: error[T07]: part 'role': only paragraphs have roles"),
        ("{% call panel('red') %}\na\n{% endcall %}", "1: error[T07]: part 'panel': there is no panel 'red'"),
        ("a\n\n{{ panel('note') }}", "3: error[T06]: part 'panel': missing a required argument: 'body'"),
        (
            "{% call bold('x') %}\na\n{% endcall %}",
            "1: error[T06]: part 'bold': got an unexpected keyword argument 'body'",
        ),
        ("a{% call note() %}{% endcall %}", "1: error[T07]: part 'note': a footnote is empty"),
        ("{{ notes('lines') }}", "1: error[T07]: part 'notes': the dialogue has no notes file"),
        ("{{ bold(ask.states()) }}", "1: error[T07]: part 'bold': expected text, got a value of type 'tuple'"),
    ],
)
def test_wrong_calls(project, template, finding):
    """A wrong call is one finding at its line, with what is wrong in words."""
    assert project.found(template) == [finding]


def test_foreign_words_and_page_breaks(project):
    """Words of another language are marked; a page break is a block."""
    document = project.document("{{ foreign('responsabilité', 'fr') }} is\n\n{{ page_break() }}\n\nb\n")

    assert document.blocks[0].children[0] == Span((Text("responsabilité"),), language="fr")
    assert isinstance(document.blocks[1], PageBreak)


def test_words_can_be_written_where_a_number_is_meant(project):
    """`as_written` joins its line without a blank of its own."""
    document = project.document("The {{ as_written('Ten', 'a name') }}, so called.\n")

    assert outline(document) == ["Paragraph: The Ten, so called."]


NOTES = "## lines\n\nFirst {{ ask.value() }}{{ cite('s1') }}\n\n- a\n\n## broken\n\n{{ nope }} and\n\n> a\nb\n"


def test_notes_are_templates_too(project):
    """A section of the notes file is rendered and read with its own lines; citations count on."""
    project.write("source/notes.md", NOTES)
    document = project.document("{{ notes('lines') }}\n\n{{ sources() }}\n", notes="source/notes.md")

    assert outline(document)[0] == "Paragraph: First Rwanda"
    assert [str(b.origin.template) for b in document.blocks[:2]] == ["source/notes.md"] * 2
    assert [b.origin.line for b in document.blocks[:2]] == [3, 5]


def test_findings_in_notes_stand_in_the_notes_file(project):
    """An editor finds the line in the file that is wrong."""
    project.write("source/notes.md", NOTES)
    found = project.compose("{{ notes('broken') }}\n", notes="source/notes.md").diagnostics

    assert [f"{d.span}: {d.code}" for d in found] == ["source/notes.md:9: T03", "source/notes.md:12: T14"]


def test_an_unknown_section_is_reported_with_those_there_are(project):
    """The hint lists the sections."""
    project.write("source/notes.md", NOTES)
    (found,) = project.compose("a\n\n{{ notes('nope') }}\n", notes="source/notes.md").diagnostics

    assert (found.span.line, found.message) == (3, "part 'notes': 'source/notes.md' has no section 'nope'")
    assert found.hints == ("sections there: lines, broken; write '## nope' above it",)


def test_templates_can_ask_which_sections_there_are(project):
    """A dialogue without notes gets a document without them."""
    template = "a\n\n{% if 'lines' in note_sections %}\n{{ notes('lines') }}\n{% endif %}\n"
    assert outline(project.document(template, notes="source/notes.md")) == ["Paragraph: a"]

    project.write("source/notes.md", "## lines\n\nb\n")
    assert outline(project.document(template, notes="source/notes.md")) == ["Paragraph: a", "Paragraph: b"]


def test_notes_that_call_themselves_end_with_a_finding(project):
    """Depth is limited."""
    project.write("source/notes.md", "## lines\n\n{{ notes('lines') }}\n")
    found = project.compose("{{ notes('lines') }}\n", notes="source/notes.md").diagnostics

    assert [d.message for d in found] == ["part 'notes': parts and templates call each other more than 16 deep"]


def test_a_part_of_the_same_name_takes_the_engine_s_place(project):
    """A project may have its own panel."""
    project.write("templates/en/x.md", "{{ document(kind='a', title='b') }}\n\n{{ page_break() }}\n")
    own = evolve(PARTS, functions={**PARTS.functions, "page_break": lambda context: Text("no break")})
    made = compose(
        FakeAsk(), Target(name="x", template="x.md", dialogue="ga"), Workspace(project.folder), own, find_loose
    )

    assert outline(made.value) == ["Paragraph: no break"]
