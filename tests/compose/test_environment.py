"""Templates: where they are looked for, what is remembered, includes and inheritance."""

from __future__ import annotations

import pytest

from rtop_docs.compose.compose import compose
from rtop_docs.compose.environment import section_of, sections_in
from rtop_docs.compose.run import PartBroken
from rtop_docs.compose.target import Target
from rtop_docs.workspace import ABSENT, Workspace
from tests.compose.bench import PARTS, TITLE, FakeAsk, find_loose, outline


def test_a_language_s_own_template_comes_before_the_shared_one(project):
    """`templates/<language>/` first, then `templates/`."""
    project.write("templates/a.md", "shared a\n")
    project.write("templates/en/b.md", "own b\n")
    project.write("templates/b.md", "shared b\n")

    document = project.document("{% include 'a.md' %}\n\n{% include 'b.md' %}\n")
    assert outline(document) == ["Paragraph: shared a", "Paragraph: own b"]


def test_what_was_read_and_what_was_absent_is_remembered_each_time(project):
    """A second document of the same templates reports the same files, though they were compiled before."""
    project.write("templates/a.md", "shared\n")
    project.write("source/notes.md", "## lines\n\nwords\n")
    project.write("templates/en/x.md", TITLE + "\n{% include 'a.md' %}\n\n{{ notes('lines') }}\n")
    workspace = Workspace(project.folder)
    target = Target(name="x", template="x.md", dialogue="ga", notes="source/notes.md")
    traces = []
    for _ in range(2):
        with workspace.trace() as seen:
            assert compose(FakeAsk(), target, workspace, PARTS, find_loose).ok
        traces.append(seen)

    assert traces[0] == traces[1]
    assert {path for path in traces[0] if path.endswith(".md")} == {
        "templates/en/x.md",
        "templates/en/a.md",
        "templates/a.md",
        "source/notes.md",
    }
    assert [path for path, digest in traces[0].items() if digest == ABSENT] == ["templates/en/a.md"]


def test_inheritance_blocks_and_macros_work(project):
    """A frame with blocks, a file of macros; macros see the questions."""
    project.write("templates/frame.md", TITLE + "\n# Frame\n\n{% block body %}{% endblock %}\n\nLast.\n")
    project.write("templates/macros.md", "{% macro line(x) %}*{{ x }}* {{ ask.value() }}{% endmacro %}")
    template = (
        "{% extends 'frame.md' %}\n{% from 'macros.md' import line %}\n"
        "{% block body %}\nInner {{ line('q') }}\n{% endblock %}\n"
    )

    project.write("templates/en/x.md", template)
    made = project.compose(template, title=False)
    assert made.diagnostics == ()
    assert outline(made.value) == ["Heading: Frame", "Paragraph: Inner q Rwanda", "Paragraph: Last."]


def test_a_missing_template_says_where_it_was_looked_for(project):
    """With a suggestion, at the line that wants it."""
    project.write("templates/en/inner.md", "a\n")
    (found,) = project.compose("a\n\n{% include 'iner.md' %}\n").diagnostics

    assert str(found.span) == "templates/en/x.md:3"
    assert found.message == "there is no template 'iner.md'"
    assert found.hints == ("did you mean 'inner.md'?", "looked for templates/en/iner.md and templates/iner.md")


def test_a_target_without_its_template_is_a_finding(project):
    """There is nothing to render, and the finding names the file."""
    target = Target(name="x", template="no.md", dialogue="ga")
    made = compose(FakeAsk(), target, Workspace(project.folder), PARTS, find_loose)

    assert made.value is None
    assert [(d.code, str(d.span)) for d in made.diagnostics] == [("T02", "templates/en/no.md")]


def test_an_error_inside_an_include_stands_in_the_included_file(project):
    """The finding's place is the innermost template."""
    project.write("templates/inner.md", "a\n\n{{ ask.nothing() }}\n")
    (found,) = project.compose("{% include 'inner.md' %}\n").diagnostics

    assert (found.code, str(found.span)) == ("T03", "templates/inner.md:3")


def test_a_template_may_not_hold_the_marks(project):
    """The private-use characters that marks are made of are refused in templates too."""
    (found,) = project.compose("a\nb\ue002c\n").diagnostics

    assert (found.code, str(found.span)) == ("T09", "templates/en/x.md:2:2")


def test_a_template_that_is_no_utf8_is_a_finding(project):
    """The place of the first wrong byte is given."""
    project.write("templates/inner.md", "")
    (project.folder / "templates/inner.md").write_bytes(b"a\n\xff")
    (found,) = project.compose("{% include 'inner.md' %}\n").diagnostics

    assert (found.code, str(found.span)) == ("W03", "templates/inner.md:2:1")


def test_endless_inclusion_ends_with_a_finding(project):
    """A template that includes itself is reported, not a crash."""
    found = project.compose("{% include 'x.md' %}\n").diagnostics

    assert [d.code for d in found] == ["T05"]


def test_a_mistake_in_a_part_s_code_is_no_finding(project):
    """A broken part raises: it is a bug of ours, and no editor can mend it."""
    with pytest.raises(PartBroken, match="part 'broken' is broken: TypeError"):
        project.compose("{{ broken() }}\n")


def test_two_composings_are_the_same(project):
    """The same answer gives the same document, digits of the version included."""
    template = "# H\n\na{{ cite('s1') }}\n\n{{ sources() }}\n"

    assert project.document(template).version == project.document(template).version
    assert project.document(template).version != project.document(template.replace("a{{", "b{{")).version


NOTES = "before\n\n## lines\n\nFirst.\n\n### sub\n\n## other one \nSecond.\n"


def test_sections_keep_their_lines():
    """A section's text stands on the lines on which the file has it."""
    assert sections_in(NOTES) == ("lines", "other one")
    assert section_of(NOTES, "lines").split("\n")[4] == "First."
    assert section_of(NOTES, "other one").strip() == "Second."


def test_an_unknown_section_names_those_there_are():
    """The error carries the names."""
    with pytest.raises(KeyError, match="other one"):
        section_of(NOTES, "nope")
