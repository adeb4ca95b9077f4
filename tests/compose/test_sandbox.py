"""The Jinja dialect: what a template may not do, and what it may."""

from __future__ import annotations

import pytest

from tests.compose.bench import outline

REFUSED = {
    "{{ ask.library }}": "T03",
    "{{ ask._ask }}": "T03",
    "{{ ask.trace() }}": "T03",
    "{{ ask.__class__.__mro__ }}": "T03",
    "{{ ''.__class__ }}": "T03",
    "{{ ask.value().format(1) }}": "T04",
    "{{ ask.value().encode() }}": "T04",
    "{{ (bold('x')).replace('a', 'b') }}": "T04",
    "{{ bold('x')[1:] }}": "T04",
    "{{ ask.value()[1:] }}": "T04",
    "{{ ask.value() | safe }}": "T01",
    "{{ ask.value() | e }}": "T01",
    "{{ ask.value() | random }}": "T01",
    "{{ bold('x') | upper }}": "T05",
    "{{ 'x' * 1000000000 }}": "T04",
    "{{ [0] * 1000000000 }}": "T04",
    "{{ 10 ** 10 }}": "T04",
    "{{ '%s' % 1 }}": "T04",
    "{{ range(3) }}": "T03",
    "{{ lipsum() }}": "T03",
    "{{ dict(a=1) }}": "T03",
    "{{ cycler('a') }}": "T03",
    "{{ ask.states() }}": "T08",
    "{{ ask.states()[0] }}": "T08",
    "{{ ask.value }}": "T08",
    "{{ cite }}": "T08",
    "{{ true }}": "T08",
    "{{ none }}": "T08",
    "{{ 1 / 3 }}": "T08",
    "{{ missing }}": "T03",
    "{{ missing.of.a.name }}": "T03",
    "{{ missing() }}": "T03",
    "{{ missing + 'x' }}": "T03",
    "{{ missing ~ 'x' }}": "T03",
    "{{ [missing] | join }}": "T03",
    "{% for x in missing %}{% endfor %}": "T03",
    "{% if missing %}{% endif %}": "T03",
    "{{ target.nothing }}": "T03",
    "{{ bold(missing) }}": "T03",
    "{% autoescape false %}{{ ask.value() }}{% endautoescape %}": "T01",
    "{% set cite = 'x' %}": "T01",
    "{% macro cite() %}{% endmacro %}": "T01",
    "{% for cite in ask.states() %}{% endfor %}": "T01",
    "{% for %}": "T01",
    "{{ ask.value() + }}": "T01",
    "{% nonsense %}": "T01",
    "{{ ask.value('x') }}": "T05",
    "{{ ask.source('nope') }}": "T05",
    "{% include 'nope.md' %}": "T02",
    "{% include '../secret.md' %}": "W01",
    "{% include '/etc/passwd' %}": "T02",
    "{% import 'nope.md' as m %}": "T02",
    "{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}": "T05",
    "{% set ns = namespace(n='xxxxxxxx') %}" + "{% set ns.n = ns.n ~ ns.n %}" * 30 + "{{ ns.n }}": "T18",
}


@pytest.mark.parametrize(("expression", "code"), REFUSED.items())
def test_refused(project, expression, code):
    """What a template may not do is one finding with its line, never a traceback and never silence."""
    found = project.compose(f"Text\n\n{expression}\n").diagnostics

    assert [(d.code, d.span.line if d.span and d.span.line else None) for d in found] == [(code, 3)]
    assert "traceback" not in found[0].message.lower()


ALLOWED = {
    "{{ ask.value() | upper }}": "RWANDA",
    "{{ 'a' ~ 'b' }}": "ab",
    "{{ 'a, ' ~ bold('b') ~ ' c' }}": "a, b c",
    "{{ ask.states() | map(attribute='name') | join(', ') }}": "Rwanda, Chad",
    "{{ (ask.states() | last).name }}": "Chad",
    "{{ ask.states()[:1] | map(attribute='name') | join }}": "Rwanda",
    "{{ ask.states() | sum(attribute='count') }}": "14",
    "{{ ask.states() | length + 1 }}": "3",
    "{{ parameters.word }}": "given",
    "{{ parameters.word | default('x') }}": "given",
    "{{ missing | default('x') }}": "x",
    "{% if missing is defined %}a{% else %}b{% endif %}": "b",
    "{{ target.name }}": "x",
    "{% set n = namespace(a='b') %}{{ n.a }}": "b",
    "{{ 'a' if ask.states() else 'b' }}": "a",
    "{% raw %}a {% endraw %}b": "a b",
    "{# ten #}a": "a",
    "{{ ask.states() | selectattr('count', 'gt', 5) | map(attribute='name') | join }}": "Chad",
}


@pytest.mark.parametrize(("expression", "shown"), ALLOWED.items())
def test_allowed(project, expression, shown):
    """What templates need to say works."""
    document = project.document(f"{expression}\n", parameters=(("word", "given"),))

    assert outline(document) == [f"Paragraph: {shown}"]


def test_many_mistakes_are_reported_together(project):
    """A value that cannot be printed does not hide the next mistake."""
    found = project.found(
        "{{ one }}\n\n- {{ two.three }}\n- {{ ask.states() }}\n\n{{ refuse('cake') }} {{ bold() }}\n\n`x`\n"
    )

    assert found == [
        "1: error[T03]: 'one' is undefined",
        "3: error[T03]: 'two' is undefined",
        "4: error[T08]: cannot print a value of type 'tuple'",
        "6: error[T06]: part 'bold': missing a required argument: 'words'",
        "6: error[T07]: part 'refuse': there is no 'cake'",
        "8: error[T10]: code is outside the dialect",
    ]


def test_mistakes_before_an_early_end_are_reported_too(project):
    """An error that ends the rendering does not take the findings before it along."""
    found = project.found("{{ one }}\n\n{% for x in two %}{% endfor %}\n\n{{ three }}\n")

    assert found == ["1: error[T03]: 'one' is undefined", "3: error[T03]: 'two' is undefined"]
