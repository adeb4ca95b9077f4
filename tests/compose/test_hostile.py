"""Hostile records, through the whole way from a question's answer to the document."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rtop_docs.compose.escape import shown_text
from rtop_docs.document.walk import inlines_in, plain_text
from tests.compose.bench import kinds, outline
from tests.compose.test_escape import VALUES

TEMPLATE = """\
{% macro line(words) %}
- **{{ words }}**, {{ words }}
{% endmacro %}
# {{ ask.value() }}

{{ ask.value() }} starts, {{ ask.value() ~ " and " ~ bold(ask.value()) }} goes on

{{ line(ask.value()) }}

{% set kept %}*{{ ask.value() }}*{% endset %}
{{ kept }} and {{ [ask.value(), "b"] | join("; ") }} and {{ ask.value() | upper }}

> {{ ask.value() }}

{% call panel("note", ask.value()) %}
{{ ask.value() }}
{% endcall %}
"""
SHOWN = (
    '<img src="/etc/hostname">',
    "{{ 7*7 }}",
    "{% include 'x.md' %}",
    "# heading",
    "| a | b |",
    "](javascript:alert(1))",
    "![x](/etc/passwd)",
    "&lt;b&gt; &#35;",
    "<script>alert(1)</script>",
    "ends in a backslash \\",
    "1. first",
    "[x]: https://example.org/",
    "a\n\n# b",
    "|0| |1|",
)
REFUSED = (
    ("\x00", "U+0000"),
    ("\x0b", "U+000B"),
    ("\x1f", "U+001F"),
    ("\u202e", "U+202E right-to-left override"),
    ("\u2066", "U+2066 left-to-right isolate"),
    ("\ud800", "U+D800"),
    ("\udfff", "U+DFFF"),
    ("\ufffe", "U+FFFE"),
    ("\uffff", "U+FFFF"),
    ("\ue000", "U+E000"),
    ("|\ue0020\ue003|", "U+E002, U+E003"),
    ("\U0001ffff", "U+1FFFF"),
)


@pytest.mark.parametrize("value", SHOWN)
def test_markup_in_a_record_is_shown_as_the_text_that_it_is(project, value):
    """Markup of any kind comes out as plain text, in the same blocks as a harmless word."""
    document = project.document(TEMPLATE, value)

    assert kinds(document) == kinds(project.document(TEMPLATE, "harmless"))
    assert outline(document)[0] == f"Heading: {shown_text(value)}"
    assert outline(document)[-1] == f"Paragraph: {shown_text(value)}"


@pytest.mark.parametrize(("value", "named"), REFUSED)
def test_characters_that_no_format_can_carry_are_refused_at_their_place(project, value, named):
    """A control, an override, a surrogate or a forged mark is an error on the template's line, not a hole."""
    found = project.found("# Head\n\nBefore {{ ask.value() }} after.\n", f"a{value}b")

    assert found == [f"3: error[T09]: a text holds {named}"]


@pytest.mark.parametrize("part", ["bold(ask.value())", "heading(ask.value())", 'panel("note", ask.value())'])
def test_characters_are_refused_in_what_parts_make_too(project, part):
    """A part may forget to look; the finished document is checked."""
    call = f"{{% call {part} %}}\nx\n{{% endcall %}}" if part.startswith("panel") else f"{{{{ {part} }}}}"

    found = project.found(f"# Head\n\n{call}\n", "a\u202eb")

    assert [line.split(": ", 1)[1] for line in found] == ["error[D09]: a text holds U+202E right-to-left override"]
    assert found[0].startswith("3:")


def test_a_very_long_word_passes(project):
    """Two hundred thousand characters without a blank are text like any other."""
    value = "x" * 200_000

    assert outline(project.document("# {{ ask.value() }}\n", value)) == [f"Heading: {value}"]


@pytest.mark.parametrize("character", ["*", "[", "_", "`", "<", "\\", "&", ">", "-"])
def test_very_long_runs_of_punctuation_pass(project, character):
    """Nor do fifty thousand marks in a row cost more than time in proportion."""
    value = character * 50_000

    assert outline(project.document("{{ ask.value() }}\n", value)) == [f"Paragraph: {value}"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES)
def test_no_value_changes_the_structure(project, value):
    """Through macros, set blocks, joins, filters, parts and calls, a value is text or is refused."""
    made = project.compose(TEMPLATE, value)
    if made.value is None:
        assert {d.code for d in made.diagnostics} <= {"T09", "D09"}
        return

    assert kinds(made.value) == kinds(project.document(TEMPLATE, "harmless"))
    assert shown_text(value) in plain_text(inlines_in(made.value.blocks))


@given(st.sampled_from(["https://example.org/{{ ask.value() }}", "{{ ask.value() }}"]))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_record_cannot_choose_a_links_scheme(project, target):
    """A value that stands in a link's address can break the link, and then is an error, but never make another."""
    found = project.found(f"[words]({target})\n", "javascript:alert(1)")

    assert (
        found == []
        if target.startswith("https")
        else found == ["1: error[T13]: the link to 'javascript:alert(1)' is not allowed"]
    )
