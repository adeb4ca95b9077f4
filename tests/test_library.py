"""The library as somebody meets it who imports `rtop_docs` in a script: load, ask, compose, write, and wrong calls."""

from __future__ import annotations

import ast
import contextlib
import datetime
import io
import re
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

import rtop_docs
from rtop_docs.document.model import Document, Sign, Table
from rtop_docs.document.walk import inlines_in, plain_text
from rtop_docs.make.start import start
from rtop_docs.records.model import Library
from tests import shown

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "library.md"
STARTER = ROOT / "rtop_docs" / "starter" / "source"
FORMATS = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "html": b"<!DOCTYPE html>", "txt": b"Quotation annex\n"}
EMBARGO = datetime.datetime(2014, 9, 9, 15, 0, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


@pytest.fixture(scope="module")
def library() -> Library:
    """Give the shipped record."""
    loaded = rtop_docs.load(ROOT)
    assert loaded.ok
    assert loaded.value is not None
    return loaded.value


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Give a project as `rtop-docs new` makes it."""
    folder = tmp_path / "my-dialogue"
    start(folder)
    return folder


def edit(project: Path, path: str, old: str, new: str) -> None:
    """Change words that must stand in a file of a project."""
    place = project / path
    text = place.read_text(encoding="utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), encoding="utf-8")


# -- what there is --------------------------------------------------------------------------------


def test_the_library_says_what_it_offers():
    """Five names, each documented, and types for those who check them."""
    assert sorted(rtop_docs.__all__) == ["__version__", "ask", "compose", "load", "write"]
    for name in ("ask", "compose", "load", "write"):
        assert len(getattr(rtop_docs, name).__doc__.splitlines()) > 1, name
    assert (Path(rtop_docs.__file__).parent / "py.typed").is_file()


def test_importing_loads_neither_template_engine_nor_writer():
    """Neither the package nor naming the formats loads what only documents need."""
    heavy = ("reportlab", "docx", "jinja2", "lxml", "yaml", "cattrs", "markdown_it", "PIL", "rich", "click")
    code = f"import sys, rtop_docs; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# -- load -----------------------------------------------------------------------------------------


def test_load_gives_the_record_with_every_finding(library):
    """The shipped record loads without an error; what cannot be checked is said, with its place."""
    found = rtop_docs.load(ROOT).diagnostics
    assert [d.id for d in library.dialogues] == ["ga-2012", "ga-2013", "ga-2014", "ga-2015"]
    assert {(d.code, d.severity.value) for d in found} == {("Q02", "warning")}
    assert all(d.span is not None and d.span.line and d.span.column and d.hints for d in found)


def test_load_takes_a_path_in_either_form(project):
    """A text or a Path: the same record."""
    assert rtop_docs.load(str(project)).value == rtop_docs.load(project).value


def test_bad_data_is_returned(project):
    """What is wrong in files never raises: all of it comes back, in file order."""
    edit(project, "source/2014/passages.yaml", "kind: warns", "kind: wanrs")
    edit(project, "source/common/themes.yaml", "title: Women’s perspectives", "titel: Women’s perspectives")
    loaded = rtop_docs.load(project)
    assert not loaded.ok
    places = [str(d.span) for d in loaded.diagnostics]
    assert places == sorted(places)
    assert {place.rsplit(":", 2)[0] for place in places} == {"source/2014/passages.yaml", "source/common/themes.yaml"}


def test_a_folder_without_a_record_is_a_finding(tmp_path):
    """No record is bad data, no folder a bad call."""
    loaded = rtop_docs.load(tmp_path)
    assert (loaded.value, [d.code for d in loaded.diagnostics]) == (None, ["M11"])


@pytest.mark.parametrize("call", [rtop_docs.load, lambda path: rtop_docs.compose(path, "briefing")])
def test_a_path_that_is_no_folder_is_a_wrong_call(tmp_path, call):
    """The error names the path."""
    file = tmp_path / "file"
    file.write_text("x")
    for path in (file, tmp_path / "nowhere"):
        with pytest.raises(NotADirectoryError, match=re.escape(path.name)):
            call(path)


# -- ask ------------------------------------------------------------------------------------------


def test_positions_of(library):
    """What Finland is named on in 2014, with verbs, ways and publishers."""
    held = rtop_docs.ask(library, "ga-2014").positions_of("FIN")
    told = [(t.theme.theme, c.position.verb, c.position.publisher) for t in held.themes for c in t.claims]
    assert told == [
        ("arms-trade", "warned", "ICRtoP"),
        ("women", "underlined", "ICRtoP"),
        ("formal-agenda", "encouraged", "ICRtoP"),
    ]
    assert {way.way for t in held.themes for c in t.claims for way in c.ways} == {"named"}


def test_statements_by(library):
    """Twelve of sixty-seven statements are recorded, by regional group and by language."""
    ask = rtop_docs.ask(library, "ga-2014")
    by_group, by_language = ask.statements_by("group"), ask.statements_by("language")
    assert by_group.recorded == by_language.recorded == 12
    assert by_group.stated.values == (67,)
    sizes = {band.title: len(band.statements) for band in by_group.bands}
    assert sum(sizes.values()) == 12
    assert {band.key for band in by_language.bands} == {"fr", "en", "es", "ru", ""}


def test_matrix(library):
    """The matrix has a row for each actor that is named, and a silence or a sign in each cell."""
    view = rtop_docs.ask(library, "ga-2014").matrix(("prevention", "women"))
    assert [theme.theme for theme in view.themes] == ["prevention", "women"]
    rows = {row.actor.id: row.cells for band in view.bands for row in band.rows}
    assert [cell.sign or cell.silence for cell in rows["LVA"]] == ["for", "not named"]
    assert all(bool(cell.sign) != bool(cell.silence) for cells in rows.values() for cell in cells)


def test_stated_figures(library):
    """Eighty-three and eighty-one stand side by side, the second as a later account."""
    (figure,) = rtop_docs.ask(library, "ga-2014").stated_figures("governments-represented")
    assert [(e.value, e.publisher, e.later_account_of) for e in figure.entries] == [
        (83, "ICRtoP", ""),
        (83, "GCR2P", ""),
        (81, "GCR2P", "gcr2p-2014-next-day"),
    ]
    assert not figure.agree


def test_every_question_is_documented(library):
    """The names of the questions are listed, and each says what it answers."""
    ask = rtop_docs.ask(library)
    assert {"positions_of", "statements_by", "matrix", "stated_figures", "silence"} <= set(ask.questions)
    assert [name for name in ask.questions if not getattr(type(ask), name).__doc__] == []


def test_answers_are_closed_and_frozen(library):
    """An answer cannot be changed, and is the same object when asked again."""
    ask = rtop_docs.ask(library, "ga-2014")
    held = ask.positions_of("FIN")
    assert ask.positions_of("FIN") is held
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        held.themes = ()


def test_without_a_name_the_latest_dialogue_is_asked(library):
    """The last recorded year is the one that people ask about."""
    assert rtop_docs.ask(library).dialogue_id == "ga-2015"


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"dialogue": "ga-1999"}, ValueError, "'ga-1999'; recorded: ga-2012, ga-2013, ga-2014, ga-2015"),
        ({"audience": "everyone"}, ValueError, "'everyone'; audiences are public, partners, internal"),
    ],
)
def test_wrong_calls_of_ask(library, arguments, error, words):
    """A dialogue or an audience that does not exist is named in the error, with those that do."""
    with pytest.raises(error, match=words):
        rtop_docs.ask(library, **arguments)


@pytest.mark.parametrize(
    ("question", "arguments", "error"),
    [
        ("positions_of", ("XXX",), KeyError),
        ("silence", ("KEN", "nothing"), KeyError),
        ("statements_by", ("colour",), ValueError),
        ("matrix", ((), "some"), ValueError),
        ("matrix", (("nothing",),), KeyError),
        ("positions_of", (None,), TypeError),
        ("positions_of", (), TypeError),
    ],
)
def test_wrong_questions_raise(library, question, arguments, error):
    """An id that is not recorded, or a value that a question does not know, is a wrong call, never an empty answer."""
    with pytest.raises(error):
        getattr(rtop_docs.ask(library, "ga-2014"), question)(*arguments)


# -- compose and write ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["briefing", "quotations", "sheets/RWA", "group-sheets/european-union"])
def test_compose(name):
    """A document is composed by the name under which it is listed, with language, version and origins."""
    made = rtop_docs.compose(ROOT, name)
    assert made.ok
    assert isinstance(made.value, Document)
    assert re.fullmatch("[0-9a-f]{8}", made.value.version)
    assert {block.language for block in made.value.blocks} == {"en"}
    assert all(block.origin.template and block.origin.line for block in made.value.blocks)


@pytest.mark.parametrize("name", ["brief", "sheets", "sheets/SYR", "", "../briefing"])
def test_a_document_that_does_not_exist_is_a_wrong_call(name):
    """The error names what was asked for, and what there is."""
    with pytest.raises(ValueError, match=rf"no document '{re.escape(name)}'; documents are briefing, summary, "):
        rtop_docs.compose(ROOT, name)


def test_compose_returns_what_is_wrong(project):
    """A broken template gives no document and says where it is broken; so does a broken record."""
    (project / "templates/en").mkdir(parents=True)
    (project / "templates/en/briefing.md").write_text("{{ nothing }}\n")
    made = rtop_docs.compose(project, "briefing")
    assert made.value is None
    assert "templates/en/briefing.md:1" in [str(d.span) for d in made.diagnostics]
    edit(project, "source/2014/passages.yaml", "kind: warns", "kind: wanrs")
    assert rtop_docs.compose(project, "matrix").value is None


@pytest.mark.parametrize("format", FORMATS)
def test_write(format):
    """Each format gives the bytes of a whole file, with nothing to report."""
    document = rtop_docs.compose(ROOT, "quotations").value
    written = rtop_docs.write(document, format)
    assert written.ok
    assert written.diagnostics == ()
    assert written.value.startswith(FORMATS[format])
    assert "focus more on women’s empowerment." in shown.of(format, written.value)
    assert rtop_docs.write(document, format).value == written.value


@pytest.mark.parametrize("format", ["odt", "PDF", "", ".pdf"])
def test_a_format_that_does_not_exist_is_a_wrong_call(format):
    """The error names the formats that there are."""
    with pytest.raises(ValueError, match=rf"'{re.escape(format)}'; formats are pdf, docx, html, txt"):
        rtop_docs.write(Document(kind="x", title="x", blocks=()), format)


# -- audience and embargo -------------------------------------------------------------------------

PASSAGES = "source/2014/passages.yaml"
NOTES = "## lead\n\nWords that rest on no record.\n"
HELD_BACK = {
    "for partners": "    audience: partners\n",
    "embargoed": f"    embargo: {EMBARGO.isoformat()}\n",
}


@pytest.fixture(params=HELD_BACK.values(), ids=HELD_BACK)
def held_back(project, request) -> Path:
    """Give the project with the position on women's perspectives kept from the public, and notes without it."""
    (project / "source/2014/notes.md").write_text(NOTES)
    edit(project, "source/targets.yaml", "2014/matrix\n", "2014/matrix\n    parameters: {themes: arms-trade women}\n")
    says = "      - theme: women\n"
    edit(project, PASSAGES, says, says + request.param.replace("    ", "        ", 1))
    return project


def test_what_is_held_back_does_not_appear(held_back):
    """Neither the claim nor a word of it stands in any document for the public, in any format."""
    for name in ("briefing", "matrix", "sheets/FIN"):
        made = rtop_docs.compose(held_back, name)
        assert made.ok
        for format in FORMATS:
            text = shown.of(format, rtop_docs.write(made.value, format).value)
            assert "underlined" not in text, (name, format)
            assert "importance of including the perspectives" not in text, (name, format)


def test_what_is_held_back_reads_not_stated_in_this_edition(held_back):
    """A cell of the matrix, and the sheet of who holds it, say so; neither says "not named" of it."""
    (table,) = (b for b in rtop_docs.compose(held_back, "matrix").value.blocks if isinstance(b, Table))
    cells = {plain_text(row.cells[0].blocks[0].children): row.cells[1:] for row in table.body if not row.role}
    said = {
        name: [i.alt for c in row for i in inlines_in(c.blocks) if isinstance(i, Sign)] for name, row in cells.items()
    }
    assert said["Finland"] == ["for, own or named", "not stated in this edition"]
    assert said["Ecuador"] == ["for, own or named", "not named by the sources read"]
    sheet = shown.of("txt", rtop_docs.write(rtop_docs.compose(held_back, "sheets/FIN").value, "txt").value)
    assert "More about it is not stated in this edition." in sheet
    assert "Not stated in this edition: Women’s perspectives." in sheet
    ask = rtop_docs.ask(rtop_docs.load(held_back).value, "ga-2014")
    assert ask.silence("GBR", "women").kind == "withheld"
    assert ask.silence("KEN", "arms-trade").kind == "not named"


def test_a_state_that_is_named_in_what_is_held_back_alone_has_no_sheet(held_back):
    """Who gets a sheet is asked for the same audience: no list of files tells what is held back."""
    with pytest.raises(ValueError, match="no document 'sheets/GBR'"):
        rtop_docs.compose(held_back, "sheets/GBR")


def test_a_record_for_partners_is_theirs(project):
    """Partners and the house itself see it; the public does not."""
    says = "      - theme: women\n"
    edit(project, PASSAGES, says, says + "        audience: partners\n")
    library = rtop_docs.load(project).value
    seen = {
        audience: [
            t.theme.theme for t in rtop_docs.ask(library, "ga-2014", audience=audience).positions_of("FIN").themes
        ]
        for audience in ("public", "partners", "internal")
    }
    assert seen == {"public": ["arms-trade"], "partners": ["arms-trade", "women"], "internal": ["arms-trade", "women"]}


@pytest.mark.parametrize(
    ("as_of", "themes"),
    [
        (None, ["arms-trade"]),
        (EMBARGO - HOUR, ["arms-trade"]),
        (EMBARGO, ["arms-trade", "women"]),
        ((EMBARGO + HOUR).astimezone(datetime.timezone(-4 * HOUR)), ["arms-trade", "women"]),
    ],
)
def test_an_embargo_ends_at_its_moment(project, as_of, themes):
    """Before it, or asked for no moment, the record is not there; from then on it is, in whatever zone one asks."""
    says = "      - theme: women\n"
    edit(project, PASSAGES, says, says + f"        embargo: {EMBARGO.isoformat()}\n")
    ask = rtop_docs.ask(rtop_docs.load(project).value, "ga-2014", as_of=as_of)
    assert [t.theme.theme for t in ask.positions_of("FIN").themes] == themes


def test_a_target_for_partners_shows_what_is_theirs(project):
    """The audience of a document stands in targets.yaml."""
    says = "      - theme: women\n"
    edit(project, PASSAGES, says, says + "        audience: partners\n")
    edit(project, "source/targets.yaml", "  briefing:\n", "  briefing:\n    audience: partners\n")
    assert "underlined" in shown.of("txt", rtop_docs.write(rtop_docs.compose(project, "briefing").value, "txt").value)


# -- what is documented runs ----------------------------------------------------------------------


def test_the_example_of_the_package_runs(project, monkeypatch):
    """The example of the package's docstring, in the folder that holds its project."""
    monkeypatch.chdir(project.parent)
    text = (rtop_docs.__doc__ or "").split("\n\n")[1:-1]
    code = "\n".join(line.removeprefix("    ") for part in text for line in part.splitlines())
    code = code.replace('"sheets/RWA"', '"sheets/FIN"')  # the starter's record names other states
    space: dict[str, object] = {}
    exec(compile(code, "docstring", "exec"), space)
    assert isinstance(space["pdf"], bytes)
    assert space["pdf"].startswith(b"%PDF")


def test_every_block_of_the_page_runs_in_order(project, monkeypatch):
    """The blocks of docs/library.md run one after the other in one namespace, in a new project."""
    monkeypatch.chdir(project)
    blocks = [
        (match[1], PAGE.read_text(encoding="utf-8").count("\n", 0, match.start(1)))
        for match in re.finditer(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.M | re.S)
    ]
    assert len(blocks) >= 4
    space: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for code, line in blocks:
            tree = ast.increment_lineno(ast.parse(code), line)
            exec(compile(tree, str(PAGE), "exec"), space)
    assert "Finland" in printed.getvalue()


def test_the_examples_need_nothing_of_the_checkout(project, tmp_path):
    """A project away from the checkout finds the templates of the package, from any working folder."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    code = f"import rtop_docs; print(rtop_docs.compose({str(project)!r}, 'matrix').ok)"
    environment = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    run = [sys.executable, "-c", code]
    done = subprocess.run(run, cwd=elsewhere, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "True"
    assert not (project / "build").exists()
    shutil.rmtree(elsewhere)
