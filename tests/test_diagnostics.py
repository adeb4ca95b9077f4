"""Findings as data: their line, their JSON, their order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import (
    CODES,
    Diagnostic,
    Severity,
    SourceSpan,
    error,
    format_diagnostic,
    from_json,
    in_file_order,
    to_json,
    visible,
    warning,
)


def test_a_finding_is_one_line_and_its_hints():
    """Place, severity, code and message as compilers write them."""
    found = error("R01", "unknown key 'x'", SourceSpan("source/a.yaml", 3, 5), "did you mean 'y'?", "see the manual")

    assert format_diagnostic(found) == (
        "source/a.yaml:3:5: error[R01]: unknown key 'x'\n    hint: did you mean 'y'?\n    hint: see the manual"
    )


def test_a_finding_without_a_place_has_none_in_its_line():
    """The line then begins with the severity."""
    assert format_diagnostic(warning("W02", "nothing there")) == "warning[W02]: nothing there"
    assert format_diagnostic(error("W02", "nothing there", SourceSpan("a"))) == "a: error[W02]: nothing there"


def test_what_a_terminal_would_obey_is_written_out():
    """Escape sequences, turned text and line breaks of a record cannot reach the terminal."""
    found = error("R01", "key '\x1b[31m\u202e\r\nx'", SourceSpan("a\x07b", 1, 1), "b\x9b")

    assert format_diagnostic(found) == ("a\\x07b:1:1: error[R01]: key '\\x1b[31m\\u202e\\r\\nx'\n    hint: b\\x9b")


@given(st.text())
def test_visible_text_prints_on_one_line(text):
    """Whatever goes in, only printing characters come out."""
    assert visible(text).isprintable()


FINDINGS = st.builds(
    Diagnostic,
    st.sampled_from(Severity),
    st.sampled_from(sorted(CODES)),
    st.text(),
    st.none() | st.builds(SourceSpan, st.text(), st.integers(0), st.integers(0)),
    st.lists(st.text()).map(tuple),
)


@given(FINDINGS)
def test_json_brings_a_finding_back(found):
    """What is kept with a target is shown again as it was."""
    assert from_json(to_json(found)) == found


@given(st.lists(FINDINGS))
def test_the_order_is_that_of_the_files(found):
    """Sorted by place, each once, those without a place last."""
    ordered = in_file_order([*found, *found])

    assert set(ordered) == set(found)
    assert len(ordered) == len(set(found))
    placed = [d.span for d in ordered if d.span]
    assert placed == sorted(placed)
    assert [d.span is None for d in ordered] == sorted(d.span is None for d in ordered)


def test_a_code_that_is_not_listed_is_a_wrong_call():
    """Each code is explained exactly once, so none can be made up."""
    with pytest.raises(ValueError, match="X99"):
        error("X99", "what")
