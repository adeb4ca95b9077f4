"""`rtop-docs trace` as people and programs meet it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rtop_docs.cli import main
from rtop_docs.document.model import Origin, Span
from rtop_docs.writers import write
from tests.opc.zips import unzipped, zipped
from tests.writers.samples import document, p, t

TEXT = "word/document.xml"


def run(*words: str | Path) -> Result:
    """Return what the command does; a traceback fails the test."""
    done = CliRunner().invoke(main, ["trace", *map(str, words)], prog_name="rtop-docs")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


@pytest.fixture
def returned(tmp_path: Path) -> Path:
    """A file of which one word was changed and one block was deleted."""
    made = document(
        p("It ", Span(t("stressed"), record="v-1", field="verb"), " that.", origin=Origin(record="st-1", field="says")),
        p("Second\u00a0block", origin=Origin(record="st-2")),
        p("Third", origin=Origin(record="st-3", field="evil")),
        version="0123abcd",
    )
    parts = unzipped(write(made, "docx").value)
    text = parts[TEXT].replace(b"stressed", b"noted").replace(b"Third", b"")
    place = tmp_path / "returned.docx"
    place.write_bytes(zipped(parts | {TEXT: text}))
    return place


def test_each_block_is_a_line_and_a_change_shows_both_texts(returned: Path):
    """Words within a block are indented."""
    done = run(returned)

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        f"{returned}, version 0123abcd: 1 as sent, 2 changed, 1 gone",
        "  changed  st-1: says",
        "           sent: It stressed that.",
        "           now:  It noted that.",
        "    changed  v-1: verb",
        "             sent: stressed",
        "             now:  noted",
        "  as sent  st-2  Second block",
        "  gone     st-3: evil",
        "           sent: Third",
    ]


def test_only_what_changed_can_be_asked_for(returned: Path):
    """The first line still counts everything."""
    lines = run("--changed", returned).stdout.splitlines()

    assert "1 as sent" in lines[0]
    assert [line.split()[0] for line in lines[1:] if not line.startswith("      ")] == ["changed", "changed", "gone"]


def test_programs_get_json(returned: Path):
    """In ASCII, with every text."""
    done = run("--format", "json", returned)
    told = json.loads(done.stdout)

    assert done.stdout.isascii()
    assert (told["version"], told["diagnostics"]) == ("0123abcd", [])
    assert told["texts"][1] == {
        "record": "v-1",
        "field": "verb",
        "kind": "words",
        "state": "changed",
        "sent": "stressed",
        "now": "noted",
    }


@pytest.mark.parametrize("output", ["text", "json"])
def test_a_file_that_is_none_of_ours_is_a_finding(tmp_path: Path, output: str):
    """With its code, at its name, and exit status 1."""
    place = tmp_path / "letter.docx"
    place.write_bytes(b"no zip")
    done = run("--format", output, place)

    assert done.exit_code == 1
    assert "B01" in (done.stderr if output == "text" else done.stdout)
    assert "letter.docx" in (done.stderr if output == "text" else done.stdout)


def test_a_file_that_is_not_there_is_a_wrong_call(tmp_path: Path):
    """Exit status 2, as for every other command."""
    assert run(tmp_path / "nowhere.docx").exit_code == 2


def test_no_letter_of_a_file_moves_the_terminal(returned: Path):
    """What does not print, or turns the line round, is shown as its escape."""
    parts = unzipped(returned.read_bytes())
    hostile = "\u202e\u009b2J".encode()
    place = returned.with_name("hostile.docx")
    changes = {
        TEXT: parts[TEXT].replace(b"noted", hostile),
        "customXml/item1.xml": parts["customXml/item1.xml"].replace(b"st-1", hostile).replace(b"0123abcd", hostile),
    }
    place.write_bytes(zipped(parts | changes))

    assert all(letter.isprintable() or letter == "\n" for letter in run(place).stdout)


def test_tracing_loads_no_writer():
    """Neither python-docx nor any writer is needed to read a file back."""
    code = "import sys, rtop_docs.trace.origins; print([m for m in sys.modules if m == 'docx' or '.writers' in m])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
