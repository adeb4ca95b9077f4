"""`rtop-docs verify parity` as people and programs meet it: what it says of a project's files, and its exit status."""

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main
from rtop_docs.writers import WRITERS
from tests.parity import plant_docx, plant_html, plant_pdf

STARTER = Path(__file__).resolve().parents[2] / "rtop_docs" / "starter"
TARGETS = """
targets:
  brief:
    template: briefing.md
    dialogue: ga-2014
    formats: [pdf, docx, html, txt]
    output: brief
    parameters:
      key_figures: member-states-speaking named-states
  matrix:
    template: matrix.md
    dialogue: ga-2014
    formats: [html, docx]
    output: matrix
"""
PATHS = [f"build/brief.{format}" for format in ("pdf", "docx", "html", "txt")] + [
    "build/matrix.html",
    "build/matrix.docx",
]
PASSAGES = "source/2014/passages.yaml"


class Project:
    """A project folder, and the command that works in it."""

    def __init__(self, root):
        self.root = root

    def run(self, *words):
        """What the command does with these words; a traceback fails the test."""
        done = CliRunner().invoke(main, ("-C", str(self.root), *words), prog_name="rtop-docs")
        assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
        return done

    def verify(self, *words):
        """The findings and the states of the files, as a program gets them."""
        done = self.run("verify", "parity", "--format", "json", *words)
        told = json.loads(done.stdout)
        return done.exit_code, told["diagnostics"], {file["path"]: file["state"] for file in told["files"]}

    def replace(self, path, old, new):
        """Edit a file as a person would; the old words must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def plant(self, path, plant, seed=1):
        """Plant a fault in a finished file; return the words that tell where."""
        place = self.root / path
        data, words = plant(place.read_bytes(), random.Random(seed))
        place.write_bytes(data)
        return words


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The starter's record with two targets, built once."""
    made = Project(tmp_path_factory.mktemp("parity") / "project")
    shutil.copytree(STARTER / "source", made.root / "source")
    (made.root / "source/targets.yaml").write_text(TARGETS, encoding="utf-8")
    built = made.run("build")
    assert built.exit_code == 0, built.stderr
    return made


@pytest.fixture
def project(first, tmp_path):
    """A copy of it."""
    shutil.copytree(first.root, tmp_path / "project")
    return Project(tmp_path / "project")


def codes(found):
    """The codes of findings, each once, sorted."""
    return sorted({d["code"] for d in found})


def test_files_as_built_are_proven(project):
    """One line, exit 0; every file is named to a program."""
    done = project.run("verify", "parity")

    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "parity proven: 6 files say what their documents say\n"
    assert project.verify() == (0, [], dict.fromkeys(PATHS, "says the same"))


@pytest.mark.parametrize(
    ("path", "plant", "code"),
    [
        ("build/brief.pdf", plant_pdf.word, "P10"),
        ("build/brief.docx", plant_docx.order, "P12"),
        ("build/brief.html", plant_html.note, "P16"),
        ("build/matrix.html", plant_html.row, "P15"),
        ("build/matrix.docx", plant_docx.alternative, "P18"),
    ],
)
def test_a_fault_is_told_with_its_file_and_kind(project, path, plant, code):
    """Exit 1; the file is said to be changed, since no build wrote it so; the others are proven."""
    project.plant(path, plant)
    status, found, states = project.verify()

    assert status == 1
    assert {d["path"] for d in found} == {path}
    assert {"P03", code} <= set(codes(found))
    assert states == {**dict.fromkeys(PATHS, "says the same"), path: "differs"}


def test_a_finding_names_place_words_and_where_they_are_from(project):
    """Part and paragraph of the file, the text around, the line of the template and the record."""
    word = project.plant("build/brief.docx", plant_docx.word, seed=3)
    done = project.run("verify", "parity", "brief")
    told = [line for line in done.stderr.splitlines() if "error[P10]" in line]

    assert len(told) == 1
    assert told[0].startswith("build/brief.docx: error[P10]: word/")
    assert f"words are lost: '{word}'" in told[0]
    assert f"[{word}]" in done.stderr.split("    hint: in: ")[1].splitlines()[0]
    assert "    hint: from source/2014/notes.md:8" in done.stderr
    assert done.stdout == "parity not proven: of 4 files, 3 proven, 1 different\n"


def test_the_same_fault_in_two_formats_is_told_to_be_in_both(project):
    """Then no single writer is at fault."""
    for path in ("build/matrix.html", "build/matrix.docx"):
        place = project.root / path
        old, new = b"Botswana", b"Elsewhere"
        if path.endswith("docx"):
            files = plant_docx.parts(place.read_bytes())
            name = files["word/document.xml"].split(b"<w:tr>")[3].split(b'preserve">')[1].split(b"<")[0]
            files["word/document.xml"] = files["word/document.xml"].replace(name, new, 1)
            place.write_bytes(plant_docx.packed(files))
        else:
            data = place.read_bytes()
            old = data.split(b'scope="row">')[1].split(b"<")[0]
            place.write_bytes(data.replace(old, new, 1))
    _, found, _ = project.verify("matrix")
    told = [d for d in found if d["code"] == "P10"]

    assert [d["path"] for d in told] == ["build/matrix.html", "build/matrix.docx"]
    assert "the same in docx" in told[0]["hints"]
    assert "the same in html" in told[1]["hints"]


def test_a_file_that_is_not_there_is_not_built_yet(project):
    """Never made, or gone since: each is said, and what to do."""
    (project.root / "build/brief.pdf").unlink()
    status, found, states = project.verify("brief.pdf")

    assert (status, codes(found), states) == (1, ["P01"], {"build/brief.pdf": "not built yet"})
    assert found[0]["message"] == "not built yet: its file is gone"
    assert found[0]["hints"] == ["run `rtop-docs build`"]

    shutil.rmtree(project.root / "build")
    _, found, states = project.verify()
    assert {d["message"] for d in found} == {"not built yet: it was never made"}
    assert set(states.values()) == {"not built yet"}
    assert not (project.root / "build").exists()


def test_a_file_of_an_earlier_document_is_stale(project):
    """The record was changed since: it is not compared, and why it is stale is said."""
    project.replace(PASSAGES, "The importance of including", "The need to include")
    status, found, states = project.verify("brief")

    assert (status, codes(found)) == (1, ["P02"])
    assert set(states.values()) == {"stale"}
    assert "because record paragraph-on-women/women: says changed" in found[0]["hints"]

    project.run("build")
    assert project.verify("brief")[0] == 0


def test_a_change_that_no_document_shows_makes_nothing_stale(project):
    """A comment in a source file is no reason to doubt a file."""
    project.replace(PASSAGES, "passages:\n", "# a comment\npassages:\n")

    assert project.verify()[0] == 0


def test_files_without_a_ledger_are_compared_all_the_same(project):
    """They may come from elsewhere: that is a warning, and an error only when it is asked for."""
    (project.root / "build/.rtop/ledger.sqlite").unlink()
    status, found, states = project.verify()

    assert (status, codes(found)) == (0, ["P03"])
    assert set(states.values()) == {"says the same"}
    assert project.verify("--strict")[0] == 1


def test_a_damaged_file_is_told_in_words(project):
    """One finding a file, no traceback."""
    for path in PATHS[:3]:
        place = project.root / path
        place.write_bytes(place.read_bytes()[:700])
    status, found, states = project.verify("brief")
    unread = {d["path"]: d["message"] for d in found if d["code"] == "P04"}

    assert status == 1
    assert {"build/brief.pdf", "build/brief.docx"} <= set(unread)
    assert all(states[path] != "says the same" for path in PATHS[:3])


def test_targets_are_named_as_for_a_build(project):
    """By target, document, path and pattern; a name that names nothing is told."""
    assert set(project.verify("matrix")[2]) == {"build/matrix.html", "build/matrix.docx"}
    assert set(project.verify("build/*.html")[2]) == {"build/brief.html", "build/matrix.html"}
    assert set(project.verify("brief.txt")[2]) == {"build/brief.txt"}

    status, found, states = project.verify("nothing")
    assert (status, codes(found), states) == (1, ["M08"], {})


def test_many_differences_of_a_kind_are_counted(project):
    """Twenty are told one by one to people; a program gets all."""
    place = project.root / "build/brief.html"
    data = place.read_bytes()
    head, body = data.split(b"<main", 1)
    place.write_bytes(head + b"<main" + body.replace(b" the ", b" ").replace(b" of ", b" "))
    done = project.run("verify", "parity", "brief.html")
    told = json.loads(project.run("verify", "parity", "brief.html", "--format", "json").stdout)

    assert done.stderr.count("error[P10]") == 21
    assert "more differences of this kind" in done.stderr
    assert len([d for d in told["files"][0]["differences"] if d["code"] == "P10"]) > 21


def test_a_folder_without_a_project_is_told(tmp_path):
    """As by every other command."""
    done = Project(tmp_path).run("verify", "parity")

    assert (done.exit_code, done.stdout) == (1, "")
    assert "error[M11]" in done.stderr


def test_a_record_with_errors_proves_nothing(project):
    """What is wrong is told; no file is compared with half a record."""
    project.replace(PASSAGES, "kind: warns", "kind: wanrs")
    status, found, states = project.verify()

    assert (status, codes(found), states) == (1, ["R04"], {})


# -- a fifth format --------------------------------------------------------------------------------


def test_a_fifth_writer_takes_one_module_and_one_line(project, monkeypatch):
    """It is built, listed and explained like the others; parity says that nobody reads it back."""
    monkeypatch.setitem(WRITERS, "toy", ("tests.parity.toy", "write_toy"))
    project.replace("source/targets.yaml", "[html, docx]", "[html, toy]")
    built = project.run("build")
    listed = project.run("list", "--format", "json")
    status, found, states = project.verify("matrix")

    assert built.exit_code == 0, built.stderr
    assert "\n# Sources" in (project.root / "build/matrix.toy").read_text(encoding="utf-8")
    (toy,) = (row for row in json.loads(listed.stdout) if row["path"] == "build/matrix.toy")
    assert (toy["target"], toy["stale"], toy["reasons"]) == ("matrix", False, [])
    assert project.run("explain", "matrix").stdout.splitlines()[0] == "build/matrix.html: up to date"
    assert states == {"build/matrix.html": "says the same", "build/matrix.toy": "not read back"}
    assert (status, codes(found)) == (0, ["P05"])
    assert project.verify("matrix", "--strict")[0] == 1
    summary = project.run("verify", "parity", "matrix").stdout
    assert summary == "parity not proven: of 2 files, 1 proven, 1 not read back\n"
