"""Covering notes: templates of plain text, whose values can neither end a line nor be obeyed."""

import pytest
from attrs import frozen
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.distribute.plain import write_note
from rtop_docs.document.characters import forbidden_in
from rtop_docs.records.located import REFUSED
from rtop_docs.workspace import Workspace

NO_SUBJECT = "templates/en/cover.txt: error[N10]: a covering note has no subject or no text"


@frozen
class Who:
    """A value with a field."""

    name: str


def note(template, name="A", language="en", **more):
    """Write a note of a template with a recipient's name."""
    workspace = Workspace.on_no_disk({"templates/en/cover.txt": template.encode()})
    return write_note(workspace, language, "cover.txt", {"recipient": Who(name), **more})


def said(checked):
    """The findings, first line only."""
    return [format_diagnostic(d).split("\n")[0] for d in checked.diagnostics]


def test_a_note_has_a_subject_and_a_text():
    """The first line is the subject; empty lines that loops leave are made one."""
    made = note("Subject: To {{ recipient.name }}\n\nDear {{ recipient.name }},\n\n\n\nWords.\n\n")

    assert made.diagnostics == ()
    assert (made.value.subject, made.value.text) == ("To A", "Dear A,\n\nWords.\n")


@given(st.text(max_size=40))
def test_no_value_ends_a_line_or_is_read_as_anything(name):
    """Whatever a name holds, the note has its line with the name as text, or a finding at that line."""
    made = note("Subject: x\n\nDear {{ recipient.name }}|\n\nEnd\n", name)
    line = " ".join(name.replace("\u2060", "").split())
    if forbidden_in(name) or REFUSED.search(line):
        assert [d.code for d in made.diagnostics] == ["T09"]
    else:
        assert made.value.text == f"Dear {line}|\n\nEnd\n"


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Dear {{ recipient.name }}\n", [NO_SUBJECT]),
        ("Subject: x\n", [NO_SUBJECT]),
        (
            "Subject: x\n\nDear {{ reader.name }}\n",
            ["templates/en/cover.txt:3: error[T03]: 'reader' is undefined"],
        ),
        (
            "Subject: x\n\nSeven documents\n",
            ["templates/en/cover.txt:3:1: error[T16]: 'Seven' is typed in the template's prose"],
        ),
        (
            "Subject: x\n\n{{ recipient.__class__ }}\n",
            ["templates/en/cover.txt:3: error[T03]: access to attribute '__class__' of 'Who' object is unsafe."],
        ),
        (
            "Subject: x\n\nWords\n{{ recipient }}\n",
            ["templates/en/cover.txt:4: error[T08]: cannot print a value of type 'Who'"],
        ),
    ],
)
def test_what_is_wrong_with_a_note_is_said_at_its_line(template, expected):
    """No subject, an undefined name, a typed number, a way out of the sandbox, a value that is no text."""
    assert said(note(template)) == expected


def test_a_language_without_a_template_is_an_error():
    """A reader of French gets no English note."""
    made = note("Subject: x\n\nWords\n", language="fr")

    assert [d.code for d in made.diagnostics] == ["T02"]


def test_words_that_look_like_numbers_pass_with_their_reason():
    """A number that belongs to the wording is let pass as in every template."""
    made = note('Subject: x\n\nR2P in {{ as_written("two pages", "the format") }}\n')

    assert made.value.text == "R2P in two pages\n"
