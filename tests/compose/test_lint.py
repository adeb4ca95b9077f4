"""No loose numbers in templates, and no emphasis that a value may break."""

from __future__ import annotations

import pytest

LOOSE = {
    "Ten or ten states\n": ["1:8: 'ten'"],
    "a\nb 67 c\n": ["2:3: '67'"],
    "# Words of 2014\n": ["1:12: '2014'"],
    "{{ ask.value() }} and 5 {{ ask.value() }} more, 7 in all\n": ["1:23: '5'", "1:49: '7'"],
    "a {# 5 #} Chad\n": ["1:11: 'Chad'"],
    "- Rwanda\n": ["1:3: 'Rwanda'"],
    "{% if true %}\n  ten\n{% endif %}\n": ["2:3: 'ten'"],
    "{% call panel('note', 'seven things') %}\nten\n{% endcall %}\n": ["1: 'seven'", "2:1: 'ten'"],
    "{{ 'ten' }}\n": ["1: 'ten'"],
    "{{ 67 }}\n": ["1: '67'"],
    "{% set x = 'in 2014 they' %}\n{{ x }}\n": ["1: '2014'"],
    "{{ bold('no') if true else 'ten' }}\n": [],
    "{{ as_written('ten', 'a fixed name, of 2014') }} years\n": [],
    "{{ ask.states() | length }}\n": [],
    "{{ ask.states()[1].name }}\n": [],
    "{{ bold('s1') }}\n": [],
    "[report](https://example.org/2014/7)\n": [],
    "1. first\n2. second\n": [],
    "&#8201;a\n": [],
    "{% raw %}ten{% endraw %}\n": ["1:10: 'ten'"],
    "{# ten #}a\n": [],
}


@pytest.mark.parametrize(("template", "found"), LOOSE.items())
def test_loose_numbers_and_names(project, template, found):
    """What is typed as prose is found with line and column; what comes from questions, parts and ids is not."""
    diagnostics = project.compose(template).diagnostics
    assert {d.code for d in diagnostics} <= {"T16"}

    shown = [f"{d.span.line}:{d.span.column}:" if d.span.column else f"{d.span.line}:" for d in diagnostics]
    words = [d.message.split(" is typed")[0] for d in diagnostics]
    assert [f"{place} {word}" for place, word in zip(shown, words, strict=True)] == found


def test_every_file_that_a_document_uses_is_checked_for_every_document(project):
    """Included templates and notes are checked too, and again when they come from the compiled store."""
    project.write("templates/inner.md", "ten\n")
    project.write("source/notes.md", "## lines\n\nseven\n\n## other\n\n{{ ask.value() }} of 2014\n")
    template = "{% include 'inner.md' %}\n\n{{ notes('lines') }}\n"

    first = project.compose(template, notes="source/notes.md").diagnostics
    second = project.compose(template, notes="source/notes.md").diagnostics
    assert [str(d.span) for d in first] == ["source/notes.md:3:1", "source/notes.md:7:22", "templates/inner.md:1:1"]
    assert second == first


def test_as_written_wants_a_reason(project):
    """Letting a number pass without saying why is an error."""
    found = project.found("{{ as_written('ten', ' ') }}\n")

    assert found == ["1: error[T07]: part 'as_written': 'ten' is let pass without a reason"]


TIGHT = {
    "a**{{ ask.value() }}** b\n": 1,
    "a **{{ ask.value() }}**b\n": 1,
    "a*{{ ask.value() }}* b *c*{{ ask.value() }}*d* *{{ ask.value() }}*b\n": 1,
    "x\na_{{ ask.value() }}_ b\n": 1,
    "a **{{ ask.value() }}** b\n": 0,
    "(**{{ ask.value() }}**), *{{ ask.value() }}*\n": 0,
    "**{{ ask.value() }}**\n": 0,
    "**a {{ ask.value() }}** b\n": 0,
    "**{{ ask.value() }}**{{ bold('s1') }}*a*{{ bold('s2') }}*b*\n": 0,
    "* a *b*\n* c\n\n*d*{{ ask.value() }}\n": 0,
    "a \\*{{ ask.value() }}\n": 0,
}


@pytest.mark.parametrize(("template", "count"), TIGHT.items())
def test_emphasis_between_a_letter_and_a_value(project, template, count):
    """Emphasis that some values would break is refused whatever today's value is."""
    found = [d for d in project.compose(template).diagnostics if d.code == "T15"]

    assert len(found) == count
    assert all(d.span.line == template.rstrip("\n").count("\n") + 1 for d in found)
