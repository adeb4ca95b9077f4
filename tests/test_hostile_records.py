"""Hostile records, templates, names and surroundings, from the files of a project to finished documents.

What stands in a record is shown as exactly the plain text that it is, in all four formats, or is refused at its place.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pikepdf
import pytest

from rtop_docs.diagnostics import Diagnostic, format_diagnostic
from rtop_docs.document.model import Document, Table, Text
from rtop_docs.document.walk import blocks_in, inlines_in
from rtop_docs.make.build import Options, build
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job
from rtop_docs.make.result import Result
from rtop_docs.progress import Quiet
from rtop_docs.writers import FORMATS, write
from tests import shown
from tests.writers.pdf.reading import names_and_strings

ROOT = Path(__file__).resolve().parent.parent
STARTER = ROOT / "rtop_docs" / "starter" / "source"

SHOWN = {
    "markup": '<img src="/etc/hostname">',
    "expression": "{{ 7*7 }}",
    "statement": '{% include "x" %}',
    "heading": "# heading",
    "table": "| a | b |",
    "link": "](javascript:alert(1))",
    "image": "![x](/etc/passwd)",
    "formula": '=HYPERLINK("http://example.org","x")',
    "entity": "&amp; <b>",
    "field": '{ INCLUDETEXT "/etc/passwd" }',
    "paragraph markup": '<para><font color="red">x</font><onDraw name="x" label="y"/></para>',
    "end of a comment": "--> ]]> </w:t> %> #}",
    "backslashes": r"\u0041 \n \\ \x1b[31m",
    "percent": "%s %(x)s {0} ${HOME} $(id) `id`",
}
REFUSED = {
    "NUL": "\x00",
    "escape": "\x1b",
    "vertical tab": "\x0b",
    "delete": "\x7f",
    "right-to-left override": "\u202e",
    "isolate": "\u2066",
    "half a surrogate": "\ud800",
    "another half": "\udfff",
    "no character": "\ufffe",
    "nor this": "\U0001ffff",
    "mark of templates": "\ue000",
    "mark of templates, last": "\ue003",
    "byte order mark": "\ufeff",
}
"""Characters that no record may hold, by what they are."""

RECORD = {
    "common/actors.yaml": """
organizations:
  general-assembly:
    title: @Qaa
    short: @Qab
    kind: united nations
  account-publisher:
    title: @Qac
    short: @Qad
    kind: civil society
    also_printed: [ICRtoP, @Qae]
    note: @Qaf
    as_written: @why
groups:
  friends:
    title: @Qag
    short: @Qah
persons:
  the-speaker:
    name: @Qai
    honorific: Dr.
    roles:
      - description: @Qaj
        at: {source: account}
    as_written: @why
""",
    "common/themes.yaml": """
themes:
  arms:
    title: @Qba
    short: @Qbb
    proposition: @Qbc
    as_written: @why
measures:
  spoke:
    title: @Qbd
    unit: @Qbe
    why_not_computed: @Qbf
    as_written: @why
instruments:
  report:
    title: @Qbg
    as_written: @why
""",
    "2014/dialogue.yaml": """
sources:
  account:
    publisher: account-publisher
    kind: account
    title: @Qca
    short_title: @Qcb
    date: 2014-09
    date_note: @Qcc
    language: en
    address: http://www.example.org/
    note: @Qcd
    as_written: @why
dialogue:
  id: ga-2014
  title: @Qce
  body: general-assembly
  kind: @Qcf
  sittings: [2014-09-08]
  place: @Qcg
  at: {source: account, from: "On 8 September 2014"}
  report:
    instrument: report
    about: @Qch
    at: {source: account}
    symbols: [{symbol: A/68/947, at: {source: account}}]
  notes: notes.md
  as_written: @why
segments:
  - {id: panel, kind: panel, moderator: the-speaker, members: [the-speaker], at: {source: account}}
  - {id: interventions, kind: interventions, at: {source: account}}
  - {id: civil, kind: civil society, at: {source: account}}
coverage:
  - id: covers
    source: account
    speakers: partial
    whole: yes
    note: @Qci
    as_written: @why
""",
    "2014/passages.yaml": """
passages:
  - id: first-passage
    passage: {source: account, from: @Qda, to: @Qdb}
    segment: interventions
    who: {named: [Chad, Ghana], wording: @Qdc, extent: open, marker: @Qdd}
    says:
      - theme: arms
        verb: @Qde
        kind: supports
        direction: for
        condition: @Qdf
        inferred: @Qdg
        ours: @Qdh
        as_written: @why
    quotes:
      - id: quoted
        exact: @Qdi
        language: en
        speakers: [Chad]
        attribution: sole
        wording: original
        testimony: reported
        note: @Qdj
        as_written: @why
    situations:
      - {id: crisis, place: @Qdk, kind: crisis, raised_by: [the-speaker], marker: @Qdl}
  - id: civil-passage
    passage: {source: account, from: "Others"}
    segment: civil society
    who: {named: [ICRtoP], extent: unmarked}
    says:
      - theme: arms
        verb: @Qdm
        kind: opposes
        direction: against
        ours: @Qdn
        as_written: @why
  - id: group-passage
    passage: {source: account, from: "Friends"}
    segment: interventions
    who: {named: [friends], extent: unmarked}
    says:
      - theme: arms
        verb: backed
        kind: supports
        direction: for
        ours: Backing.
    figures:
      - {measure: spoke, value: 67, wording: sixty-seven, qualifier: @Qdo}
  - id: unnamed-passage
    passage: {source: account, from: "Some"}
    segment: interventions
    who: {number: 3, number_of: @Qdp, extent: unnamed}
    says:
      - theme: arms
        verb: backed
        kind: supports
        direction: for
        ours: Backing.
statements:
  - id: st-chad
    segment: interventions
    speaker: Chad
    text_languages: [fr]
    at: {source: account, from: @Qdq}
    note: @Qdr
    as_written: @why
""",
    "2014/notes.md": "## lead\n\nWords.\n",
}
"""A record with a mark "@Qxx" for each text that can be hostile; each mark is also the first word of its text."""

ONE = "{0}:\n    template: {0}.md\n    dialogue: ga-2014\n    formats: [pdf, docx, html, txt]\n    output: {0}"
EACH = (
    "{0}:\n    template: {1}.md\n    dialogue: ga-2014\n    for_each: {2}\n    formats: [txt]\n    output: {0}/{{code}}"
)
KEY = "\n    parameters: {key_figures: spoke}"
TARGETS = "targets:\n  " + "\n  ".join(
    (
        ONE.format("briefing") + KEY,
        ONE.format("summary") + KEY,
        *(ONE.format(name) for name in ("matrix", "statements", "speakers", "quotations")),
        EACH.format("sheets", "sheet", "states"),
        EACH.format("groups", "actor", "groups"),
        EACH.format("society", "actor", "civil society"),
    )
)
UNSHOWN = {"Qaa", "Qae", "Qaf", "Qbc", "Qbe", "Qbf", "Qcd", "Qci", "Qdc", "Qdj", "Qdr"}
"""Texts that no document prints: names in another form, notes of ours, propositions, the wording of a named list."""


class Project:
    """A project folder, with what a test does to it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, text: str) -> None:
        """Put a file in place."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", errors="surrogatepass")

    def replace(self, path: str, old: str, new: str) -> None:
        """Change words that must stand in a file."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        self.write(path, text.replace(old, new, 1))

    def found(self) -> tuple[Diagnostic, ...]:
        """Return what opening the project and composing its documents finds."""
        opened = open_world(open_workspace(self.root))
        if opened.value is None:
            return opened.diagnostics
        world, outputs = opened.value
        jobs = dict.fromkeys(output.job for output in outputs)
        return (*opened.diagnostics, *(d for job in jobs for d in compose_job(world, job).diagnostics))

    def errors(self) -> list[str]:
        """Return the errors as ``path:line:column CODE``."""
        return [f"{d.span} {d.code}" for d in self.found() if d.severity.value == "error"]

    def documents(self) -> dict[str, Document]:
        """Return all documents, composed; fail on any error."""
        opened = open_world(open_workspace(self.root))
        assert opened.value is not None, [format_diagnostic(d) for d in opened.diagnostics]
        world, outputs = opened.value
        made = {}
        for job in dict.fromkeys(output.job for output in outputs):
            composed = compose_job(world, job)
            assert composed.value is not None, [format_diagnostic(d) for d in composed.diagnostics]
            made[job.name] = composed.value
        return made

    def build(self) -> Result:
        """Build everything."""
        return build(open_workspace(self.root), (), Quiet(), Options())


@pytest.fixture
def starter(tmp_path: Path) -> Project:
    """Give a copy of the starter's record, with one text document."""
    project = Project(tmp_path / "project")
    shutil.copytree(STARTER, project.root / "source")
    project.write("source/targets.yaml", target("summary"))
    return project


def target(template: str, output: str = "out", more: str = "") -> str:
    """Return a table of one target that makes plain text."""
    return (
        f"targets:\n  one:\n    template: {template}.md\n    dialogue: ga-2014\n    formats: [txt]\n"
        f"    output: {output}\n{more}"
    )


def hostile(root: Path, phrase: str) -> Project:
    """Make the project whose every text is ``Qxx <phrase> end``."""
    project = Project(root)
    why = json.dumps(phrase)
    for path, text in RECORD.items():
        filled = re.sub(r"@(Q\w\w)", lambda m: json.dumps(f"{m[1]} {phrase} end"), text)
        project.write(f"source/{path}", filled.replace("@why", f"[{{words: {why}, reason: hostile}}]"))
    project.write("source/targets.yaml", TARGETS)
    return project


def plain(document: Document) -> str:
    """Return all words of a document, its notes' too, white space collapsed."""
    return re.sub(r"\s+", " ", " ".join(i.text for i in inlines_in(document.blocks) if isinstance(i, Text)))


# -- shown as the text that it is -----------------------------------------------------------------


@pytest.mark.parametrize("phrase", SHOWN.values(), ids=SHOWN)
def test_every_text_of_a_record_is_shown_as_it_is_in_every_format(tmp_path, phrase):
    """Markup of any language in any field comes out letter by letter, in each document and each format."""
    documents = hostile(tmp_path / "p", phrase).documents()
    seen: set[str] = set()
    for name, document in documents.items():
        tags = set(re.findall(r"\bQ[a-d][a-z]\b", plain(document)))
        seen |= tags
        for format in FORMATS:
            written = write(document, format)
            assert [d for d in written.diagnostics if d.code != "V22"] == []
            text = shown.of(format, written.value, between="")
            assert [tag for tag in sorted(tags) if not stands(tag, phrase, text, format, document)] == [], (
                name,
                format,
            )
    marks = set(re.findall(r"@(Q\w\w)", "".join(RECORD.values())))
    assert marks - seen == UNSHOWN


def stands(tag: str, phrase: str, text: str, format: str, document: Document) -> bool:
    """Tell whether ``tag phrase end`` stands in a file's text.

    The columns of a table run through each other in the lines of plain text: there each word is looked for.
    In a PDF the foot and head of a page may stand between two words.
    """
    whole = f"{tag} {re.sub(' +', ' ', phrase)} end"
    if whole in text or format not in ("txt", "pdf"):
        return whole in text
    words = whole.split(" ")
    if format == "txt" and any(isinstance(block, Table) for block in blocks_in(document.blocks)):
        return all(word in text for word in words)
    parts = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    return any(re.search(f"{re.escape(before)} .{{0,400}}?{re.escape(after)}", text) for before, after in parts)


def test_the_check_of_shown_text_bites(tmp_path):
    """A text that a format changes is found: what one phrase wrote is not what another phrase says."""
    document = hostile(tmp_path / "p", "<b>").documents()["quotations"]
    for format in FORMATS:
        text = shown.of(format, write(document, format).value, between="")
        assert "Qdi <b> end" in text
        assert "Qdi &lt;b&gt; end" not in text


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_of_a_record_becomes_active(tmp_path, format):
    """No script, link, field, formula or action is made of a record's words."""
    phrase = " ".join(SHOWN[name] for name in ("markup", "link", "image", "formula", "field", "paragraph markup"))
    made = write(hostile(tmp_path / "p", phrase).documents()["summary"], format).value
    if format == "html":
        assert re.findall(rb"<(?:img|script|font|onDraw|para)\b", made) == []
        assert set(re.findall(rb'href="(?!#)([^"]*)"', made)) == {b"http://www.example.org/"}
    if format == "docx":
        package = zipfile.ZipFile(io.BytesIO(made))
        fields = re.findall(rb"<w:instrText[^>]*>([^<]*)<", package.read("word/document.xml"))
        assert not [f for f in fields if not re.match(rb"\s*(PAGEREF|NOTEREF|HYPERLINK \\l|REF|TOC|PAGE|NUMPAGES)", f)]
        assert {n for n in package.namelist() if re.search(r"vba|embed|external", n, re.I)} == set()
    if format == "pdf":
        found = names_and_strings(made)
        assert not found & {"/JS", "/JavaScript", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/SubmitForm"}
        with pikepdf.open(io.BytesIO(made)) as file:
            notes = [note for page in file.pages for note in page.get("/Annots", [])]
            assert {str(note.A.URI) for note in notes if "/A" in note} == {"http://www.example.org/"}


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("common/themes.yaml", "title: Countering the arms trade", "title: {}"),
        ("2014/passages.yaml", "marker: including", "marker: {}"),
        ("2014/passages.yaml", "ours: The importance of including", "ours: {} including"),
        ("2014/dialogue.yaml", "title: Summary of the General Assembly’s dialogue", "title: {}"),
    ],
)
def test_two_hundred_thousand_letters_without_a_space(starter, path, old, new):
    """A word longer than any page is written whole by every format, in seconds."""
    starter.replace(f"source/{path}", old, new.format("x" * 200_000))
    document = starter.documents()["one"]
    for format in FORMATS:
        written = write(document, format)
        assert {d.code for d in written.diagnostics} <= {"V22"}, format
        text = re.sub(r"\s", "", shown.of(format, written.value, between=""))
        assert "x" * 200_000 in text or (format == "pdf" and text.count("x") >= 200_000), format


# -- refused at its place -------------------------------------------------------------------------


@pytest.mark.parametrize("character", REFUSED.values(), ids=REFUSED)
def test_a_character_that_no_record_may_hold_is_refused_where_its_text_begins(starter, character):
    """Written as an escape, a control, an override, half a surrogate or a mark is an error at its text."""
    escape = f"\\U{ord(character):08x}"
    starter.replace("source/2014/passages.yaml", "verb: warned", f'verb: "war{escape}ned"')
    refused_by_parser = "\ud800" <= character <= "\udfff"  # libyaml knows no such escape
    expected = "21:21 Y01" if refused_by_parser else "21:15 Y07"
    assert starter.errors() == [f"source/2014/passages.yaml:{expected}"]


@pytest.mark.parametrize("character", [c for c in REFUSED.values() if not "\ud800" <= c <= "\udfff"], ids=ascii)
def test_a_character_that_no_record_may_hold_is_refused_where_it_stands(starter, character):
    """Typed as it is, it is an error at its own line and column."""
    starter.replace("source/2014/passages.yaml", "verb: warned", f"verb: war{character}ned")
    assert starter.errors() == ["source/2014/passages.yaml:21:18 Y07"]


@pytest.mark.parametrize("bytes_", [b"\xff", b"\xed\xa0\x80", b"\xc0\xaf", b"\xf4\x90\x80\x80"], ids=repr)
def test_bytes_that_are_no_text_are_refused_where_they_stand(starter, bytes_):
    """Half a surrogate, an overlong or an impossible sequence is no UTF-8."""
    place = starter.root / "source/2014/passages.yaml"
    place.write_bytes(place.read_bytes().replace(b"verb: warned", b"verb: war" + bytes_ + b"ned"))
    assert "source/2014/passages.yaml:21:18 W03" in starter.errors()


@pytest.mark.parametrize("tag", sorted(set(re.findall(r"@(Q\w\w)", "".join(RECORD.values())))))
def test_an_override_is_refused_in_every_field(tmp_path, tag):
    """No field of any record takes a character that reorders what is read."""
    project = hostile(tmp_path / "p", "x")
    for path in RECORD:
        text = (project.root / "source" / path).read_text(encoding="utf-8")
        project.write(f"source/{path}", text.replace(f'"{tag} x end"', f'"{tag} \\u202e end"'))
    (found,) = [d for d in project.found() if d.code == "Y07"]
    assert found.span is not None
    assert found.span.line > 0
    assert found.span.column > 0


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "//host/x", "https://x y", "ftp://x"]
)
def test_an_address_that_is_none_is_refused(starter, address):
    """A source's address is https or http, or an error at the source."""
    starter.replace("source/2014/dialogue.yaml", "http://www.responsibilitytoprotect.org/", json.dumps(address))
    found = starter.errors()
    assert len(found) == 1
    assert re.fullmatch(r"source/2014/dialogue\.yaml:\d+:\d+ R31", found[0])


@pytest.mark.parametrize("id", ["../evil", "a//b", "a b", "..", ".hidden", "con:", "x\\y", "é", "<b>"])
def test_an_id_that_could_be_a_path_is_refused(starter, id):
    """Outputs are named by codes: an id of another form never comes that far."""
    starter.replace("source/common/actors.yaml", "  icrtop:\n", f"  {json.dumps(id, ensure_ascii=False)}:\n")
    assert "source/common/actors.yaml:9:3 R10" in starter.errors()


def test_outputs_are_named_by_codes_whatever_titles_say(tmp_path):
    """A title that looks like a path leads nowhere: every file of a build has a code for its name."""
    project = hostile(tmp_path / "p", "../../etc/passwd")
    result = project.build()
    assert result.failed == ()
    assert {re.sub(r"^build/|\.\w+$", "", path) for path in result.made} == {
        *("briefing", "summary", "matrix", "statements", "speakers", "quotations"),
        *("sheets/TCD", "sheets/GHA", "groups/friends", "society/account-publisher"),
    }
    inside = {p.relative_to(tmp_path).parts[0] for p in tmp_path.rglob("*")}
    assert inside == {"p"}


def test_a_report_on_a_terminal_moves_nothing(starter):
    """Findings print what a terminal would obey as escapes: no command of it reaches a screen."""
    starter.replace("source/2014/passages.yaml", "kind: warns", 'kind: "\\e[2J\\u202E\\u0007"')
    for finding in starter.found():
        assert all(c.isprintable() or c == "\n" for c in format_diagnostic(finding))


# -- paths ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "output",
    ["../out", "a/../../out", "/../out", "a\\..\\out", "C:/out", "~/../../out", "a//../../b", "nul", '"a\\0b"'],
)
def test_an_output_outside_build_is_refused(starter, output):
    """An output's name is a plain relative path, or an error at its target; nothing is written anywhere."""
    starter.write("source/targets.yaml", target("summary", output))
    before = {p for p in starter.root.parent.rglob("*") if ".rtop" not in p.parts}
    result = starter.build()
    assert result.made == ()
    assert {str(d.span).split(":")[0] for d in result.diagnostics} == {"source/targets.yaml"}
    made = {p for p in starter.root.parent.rglob("*") if ".rtop" not in p.parts} - before
    assert made <= {starter.root / "build"}


@pytest.mark.parametrize("output", ["/out", "a/.", "..", "~/out", ".rtop/ledger"])
def test_an_output_of_an_odd_name_stays_in_build(starter, output):
    """A name that begins with a slash or ends in dots is a name below build/ and nothing else."""
    starter.write("source/targets.yaml", target("summary", output))
    result = starter.build()
    assert len(result.made) == 1
    assert (starter.root / result.made[0]).resolve().is_relative_to(starter.root.resolve() / "build")
    assert {p.name for p in starter.root.parent.iterdir()} == {"project"}


@pytest.mark.parametrize("template", ["../../secret", "/etc/passwd", "..", "a/../../b"])
def test_a_template_outside_is_refused(starter, template):
    """A template's name leads nowhere but to the folders of templates."""
    (starter.root.parent / "secret.md").write_text("SECRET")
    starter.write("source/targets.yaml", target(template))
    assert starter.errors()
    assert starter.build().made == ()


@pytest.mark.parametrize("link", ["build", "build/2014", "build/2014/out.txt"])
def test_a_link_out_of_build_is_not_written_through(starter, link):
    """A folder or file of build/ that leads out of the project is refused, and what it leads to is untouched."""
    starter.write("source/targets.yaml", target("summary", "2014/out"))
    outside = starter.root.parent / "outside"
    outside.mkdir()
    (outside / "kept.txt").write_text("kept")
    place = starter.root / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(outside / "kept.txt" if link.endswith(".txt") else outside)
    result = starter.build()
    assert not result.ok
    assert result.diagnostics
    assert (outside / "kept.txt").read_text() == "kept"
    assert {p.name for p in outside.iterdir()} <= {"kept.txt"}


@pytest.mark.parametrize("link", ["source/2014/more.yaml", "templates/en/summary.md", "source/2014/notes.md"])
def test_a_link_out_of_the_project_is_not_read(starter, link):
    """A record, a template or notes that are a link to another place are refused, and their words appear nowhere."""
    secret = starter.root.parent / "secret"
    secret.write_text("topsecret: words\n")
    place = starter.root / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.unlink(missing_ok=True)
    place.symlink_to(secret)
    found = starter.found()
    assert "W01" in {d.code for d in found}
    assert not [d for d in found if "topsecret" in format_diagnostic(d)]
    assert starter.build().made == ()


@pytest.mark.parametrize(("folder", "code"), [("source", "M11"), ("templates", "W01")])
def test_a_folder_that_is_a_link_out_of_the_project_is_refused(starter, folder, code):
    """A record or templates that lie elsewhere are no part of the project: a finding, and nothing is made."""
    outside = starter.root.parent / "outside"
    if (starter.root / folder).exists():
        shutil.move(starter.root / folder, outside)
    outside.mkdir(exist_ok=True)
    (starter.root / folder).symlink_to(outside)
    result = starter.build()
    assert [d.code for d in result.diagnostics if d.severity.value == "error"] == [code]
    assert result.made == ()


def test_outputs_that_differ_in_case_alone_are_refused(starter):
    """Two targets whose files are one file on some systems are an error at the second."""
    two = (
        target("summary", "Out")
        + "  two:\n    template: matrix.md\n    dialogue: ga-2014\n    formats: [txt]\n    output: out\n"
    )
    starter.write("source/targets.yaml", two)
    assert starter.errors() == ["source/targets.yaml:7:3 M05"]


def test_a_notes_file_outside_is_refused(starter):
    """A dialogue's notes are a file of the project."""
    (starter.root.parent / "secret.md").write_text("## lead\n\nTOPSECRET\n")
    starter.replace("source/2014/dialogue.yaml", "notes: notes.md", "notes: ../../../secret.md")
    assert starter.errors()
    assert not [d for d in starter.found() if "TOPSECRET" in format_diagnostic(d)]


def test_an_archive_outside_is_refused(starter):
    """A source's archived text is a file beside its record."""
    secret = starter.root.parent / "secret.txt"
    secret.write_text("TOPSECRET")
    starter.replace(
        "source/2014/dialogue.yaml", "    kind: account\n", "    kind: account\n    archive: ../../../secret.txt\n"
    )
    assert not [d for d in starter.found() if "TOPSECRET" in format_diagnostic(d)]
    assert starter.errors()


# -- limits of YAML -------------------------------------------------------------------------------

BOMBS = {
    "aliases": ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "Y03"),
    "depth": ("a: " + "[" * 100_000, "Y08"),
    "depth of maps": ("a: " + "{a: " * 50_000, "Y08"),
    "depth of lists": ("a:\n" + "".join("  " * n + "-\n" for n in range(1, 300)), "Y08"),
    "values": ("a: [" + "x, " * 300_000 + "x]\n", "Y08"),
    "keys": ("a: {" + ", ".join(f"k{n}: v" for n in range(150_000)) + "}\n", "Y08"),
    "text": ("a: " + "x" * 1_100_000 + "\n", "Y08"),
    "tag": ("a: !!python/object/apply:os.system ['echo x']\n", "Y04"),
    "merge": ("a: {<<: *x}\n", "Y0"),
    "anchors": ("".join(f"k{n}: &a{n} x\n" for n in range(30_000)), "Y03"),
    "NULs": ("\x00" * 100_000, "Y07"),
    "size": ("# " + "x" * (17 * 1024 * 1024), "W05"),
    "quotes": ('a: "' + "\\" * 99_999, "Y01"),
    "question marks": ("? " * 50_000, "Y0"),
}


@pytest.mark.parametrize(("text", "code"), BOMBS.values(), ids=BOMBS)
def test_a_bomb_is_refused_quickly(starter, text, code):
    """What would cost memory or time without end is an error at its place, within seconds."""
    starter.write("source/2014/bomb.yaml", text)
    found = [d for d in starter.found() if d.span is not None and d.span.path == "source/2014/bomb.yaml"]
    assert any(d.code.startswith(code) for d in found), {d.code for d in found}


# -- templates ------------------------------------------------------------------------------------

ESCAPES = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ask.__init__ }}",
    "{{ ask.__init__.__globals__ }}",
    "{{ ask._ask }}",
    "{{ ask.matrix.__wrapped__ }}",
    "{{ ask.event().__class__ }}",
    "{{ ask.library }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ ''|attr('__class__') }}",
    "{{ ''['__class__'] }}",
    "{{ '{0.__class__}'.format('') }}",
    "{{ cite.__globals__ }}",
    "{{ joiner }}",
    "{{ namespace.__init__ }}",
    "{% for x in range(10**9) %}x{% endfor %}",
    "{{ 'x' * 10**9 }}",
    "{{ 10 ** 10 ** 10 }}",
    "{% import 'os' as os %}",
    "{% include '/etc/passwd' %}",
    "{% include '../../../secret.md' %}",
    "{% extends '/etc/passwd' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set x = ask %}{{ x.__dict__ }}",
    "{% filter safe %}x{% endfilter %}",
]
HEAD = '{{ document(kind="brief", title="Brief") }}\n\n# Brief\n\n'


@pytest.mark.parametrize("expression", ESCAPES)
def test_a_template_cannot_leave_its_sandbox(starter, expression):
    """What reaches for Python, for files or for time without end is an error at the template's line."""
    (starter.root.parent / "secret.md").write_text("TOPSECRET")
    starter.write("templates/en/mine.md", HEAD + expression + "\n")
    starter.write("source/targets.yaml", target("mine"))
    found = starter.found()
    assert [d.severity.value for d in found] == ["error"]
    assert str(found[0].span) == "templates/en/mine.md:5"
    assert "TOPSECRET" not in format_diagnostic(found[0])


@pytest.mark.parametrize(
    "expression", ["{{ ''.__class__ }}", "{{ ask.__init__ }}", "{% for x in range(9) %}{% endfor %}"]
)
def test_notes_are_a_template_like_any_other(starter, expression):
    """The notes of a dialogue run in the same sandbox, and what is wrong in them is said at their own line."""
    starter.write("source/2014/notes.md", f"## lead\n\n{expression}\n")
    assert {str(d.span) for d in starter.found()} == {"source/2014/notes.md:3"}


# -- surroundings ---------------------------------------------------------------------------------

EVIL = "import sys; sys.stdout.write('evil code ran'); pageCompression = 0; invariant = 0; pdfComments = 1\n"


def build_elsewhere(project: Path, **variables: str) -> dict[str, bytes]:
    """Build in a process of its own, started in the project's folder; return each file made with its bytes."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables}
    run = [sys.executable, "-m", "rtop_docs", "build"]
    done = subprocess.run(run, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "evil" not in done.stdout + done.stderr
    base = project / "build"
    return {p.relative_to(base).as_posix(): p.read_bytes() for p in sorted(base.rglob("*.*")) if ".rtop" not in p.parts}


def test_settings_of_reportlab_change_no_byte(tmp_path):
    """Neither settings files in the home or working folder nor RL variables reach a document of a build."""
    made = []
    for name in ("plain", "evil"):
        project = tmp_path / name
        shutil.copytree(STARTER, project / "source")
        (project / "source/targets.yaml").write_text(target("matrix").replace("[txt]", "[pdf, docx, html, txt]"))
        if name == "evil":
            for file in ("reportlab_settings.py", "reportlab_mods.py", "local_rl_settings.py", ".reportlab_settings"):
                (project / file).write_text(EVIL)
        rl = {"RL_invariant": "0", "RL_pageCompression": "0", "RL_pdfComments": "1", "RL_useA85": "nonsense"}
        made.append(build_elsewhere(project, HOME=str(project), **(rl if name == "evil" else {})))
    assert list(made[0]) == ["out.docx", "out.html", "out.pdf", "out.txt"]
    assert made[0] == made[1]


def test_no_traceback_reaches_a_user(tmp_path):
    """A project where everything is wrong at once ends with findings and exit 1, in words."""
    project = hostile(tmp_path / "p", "{{ x }}")
    project.write("source/2014/bomb.yaml", "a: &a [*a]\n\x00: !!x y\n")
    project.write("source/2014/passages.yaml", 'passages: "\\ud800"\n')
    project.write("templates/en/summary.md", "{{ ''.__class__ }}\n{% for %}")
    project.write("source/targets.yaml", target("summary", "../x"))
    for command in ("build", "check", "list"):
        run = [sys.executable, "-m", "rtop_docs", command]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)}
        done = subprocess.run(run, cwd=project.root, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 1
        assert "Traceback" not in done.stdout + done.stderr
        assert re.search(r"^source/2014/bomb\.yaml:\d+:\d+: error\[Y\d\d\]: ", done.stderr, re.M)
