"""The table of writers, and what holds for every format."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from rtop_docs.document.model import Document, Link, Origin, Reference, Span
from rtop_docs.writers import FORMATS, WRITERS, write
from rtop_docs.writers.style import DEFAULT
from tests.document.strategies import documents
from tests.writers.samples import HOSTILE, REFUSED, document, p, t, whole

OURS = ("docx", "html", "txt")
EXAMPLES = 400 if os.environ.get("RTOP_THOROUGH") else 15

ELSEWHERE = """
import hashlib
from rtop_docs.writers import write
from tests.writers.samples import whole
print([hashlib.sha256(write(whole(), format).value).hexdigest() for format in ("docx", "html", "txt")])
"""


def test_the_formats_are_the_table():
    """The names that targets may use are the table's keys, in its order."""
    assert FORMATS == ("pdf", "docx", "html", "txt") == tuple(WRITERS)


def test_an_unknown_format_is_refused_with_those_that_exist():
    """A format that nobody writes is a wrong call."""
    with pytest.raises(ValueError, match=r"'odt'; formats are pdf, docx, html, txt"):
        write(document(), "odt")


def test_a_new_format_costs_a_module_and_a_line(monkeypatch: pytest.MonkeyPatch):
    """A writer is found by the table alone."""
    monkeypatch.setitem(WRITERS, "caps", (__name__, "write_caps"))

    assert write(document(), "caps").value == b"A TITLE"


def write_caps(document: Document, style: object):
    """Write the title in capitals."""
    from rtop_docs.diagnostics import Checked

    assert style is DEFAULT
    return Checked(document.title.upper().encode())


def test_the_table_loads_no_writer():
    """Naming the formats imports neither a writer nor what it needs."""
    code = "import sys, rtop_docs.writers; print([m for m in ('docx', 'lxml', 'reportlab') if m in sys.modules])"
    assert run(code) == "[]"


@pytest.mark.parametrize("format", OURS)
def test_a_whole_document_is_written_without_a_finding(format: str):
    """Every block and inline has a form in every format."""
    made = write(whole(), format)

    assert made.diagnostics == ()
    assert made.value


@pytest.mark.parametrize("format", OURS)
@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_a_character_that_no_document_may_hold_is_refused_at_its_record(format: str, text: str):
    """A control, a reordering character or half a surrogate gives an error that names the record, and no bytes."""
    made = write(document(p(text, origin=Origin("templates/en/x.md", 3, "st-1", "says"))), format)

    assert made.value == b""
    assert [(d.code, str(d.span)) for d in made.diagnostics] == [("V01", "templates/en/x.md:3")]
    assert "record 'st-1', field 'says'" in made.diagnostics[0].message


@pytest.mark.parametrize("format", OURS)
@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "//host", "https://x\ny"]
)
def test_an_address_of_another_kind_is_refused(format: str, target: str):
    """Only https, http and mailto are links; the words are never linked to anything else."""
    made = write(document(p(Link(target, t("words")))), format)

    assert made.value == b""
    assert [d.code for d in made.diagnostics] == ["V03"]


@pytest.mark.parametrize("format", OURS)
def test_a_reference_to_nothing_keeps_its_words(format: str):
    """A dangling reference is reported, and its words are written."""
    made = write(document(p("see ", Reference("nowhere", t("below")))), format)

    assert [d.code for d in made.diagnostics] == ["V04"]
    assert made.value


@pytest.mark.parametrize("format", ["docx", "html"])
def test_a_language_that_is_none_is_reported(format: str):
    """A language tag goes into an attribute: anything but a tag is left out and said."""
    made = write(document(p(Span(t("words"), language='en" onload="x'))), format)

    assert [d.code for d in made.diagnostics] == ["V05"]
    assert b"onload" not in made.value


def test_the_same_document_gives_the_same_bytes_elsewhere():
    """Another process with another hash seed, time zone, language and home writes the same bytes."""
    other = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LANG": "tr_TR.UTF-8", "HOME": "/nowhere"}

    assert run(ELSEWHERE, {"PYTHONHASHSEED": "1", "TZ": "UTC"}) == run(ELSEWHERE, other)


@pytest.mark.parametrize("format", OURS)
def test_hostile_words_change_no_other_words(format: str):
    """Words that look like markup, a field or a formula are written without a finding."""
    made = write(document(*(p(text) for text in HOSTILE)), format)

    assert made.diagnostics == ()


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_every_document_that_passes_its_check_is_written(random: Document):
    """A document that `check_document` passes gives a file in each format, without a finding."""
    for format in OURS:
        made = write(random, format)
        assert made.diagnostics == ()
        assert made.value


def run(code: str, environment: dict[str, str] | None = None) -> str:
    """Return what `code` prints in a new Python with the environment changed."""
    root = Path(__file__).resolve().parents[2]
    variables = os.environ | {"PYTHONPATH": str(root)} | (environment or {})
    done = subprocess.run([sys.executable, "-c", code], env=variables, capture_output=True, text=True, check=True)
    return done.stdout.strip()
