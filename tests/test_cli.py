"""The command as people and programs meet it: exit status, what goes where, colours, findings, help."""

import json
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner

from rtop_docs import __version__
from rtop_docs.cli import main
from rtop_docs.diagnostics import format_diagnostic, from_json

ROOT = Path(__file__).resolve().parent.parent
PASSAGES = "source/2014/passages.yaml"
LINE = re.compile(r"(\S+:\d+:\d+: )?(error|warning)\[[A-Z]\d\d\]: \S.*|    hint: \S.*")
QUOTATION = """
  - id: quoted
    passage: {source: icrtop-2014, from: "Thailand concurred", to: "capacity among women."}
    segment: interventions
    quotes:
      - id: q
        exact: focus more on women’s empowerment.
        language: en
        speakers: [Thailand]
        attribution: sole
        wording: original
        testimony: reported
"""


def run(*words, **environment):
    """What the command does with these words: `exit_code`, `stdout`, `stderr`; a traceback fails the test."""
    done = CliRunner().invoke(main, words, prog_name="rtop-docs", env=environment)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def own_process(*words, code=None, **environment):
    """The same in a process of its own, with `code` before it when there is any."""
    start = ["-c", code] if code else ["-m", "rtop_docs"]
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run([sys.executable, *start, *words], env=settings, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A new project, checked and built once, and what was printed on the way."""
    root = tmp_path_factory.mktemp("cli") / "dialogue"
    at = ("-C", str(root))
    return root, {"new": run("new", str(root)), "check": run(*at, "check"), "build": run(*at, "build")}


class Project:
    """A folder, and the command that works in it."""

    def __init__(self, root):
        self.root = root

    def run(self, *words, **environment):
        return run("-C", str(self.root), *words, **environment)

    def replace(self, path, old, new):
        """Edit a file as a person would; the old words must be there."""
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new), encoding="utf-8")

    def add_unchecked_quotation(self):
        """Put in a quotation whose source is not archived: one warning, Q02."""
        self.replace(PASSAGES, "\nstatements:\n", f"{QUOTATION}\nstatements:\n")

    def files(self):
        """Every file with its bytes, those of the build's own folder left out."""
        found = (p for p in sorted(self.root.rglob("*")) if p.is_file() and ".rtop" not in p.parts)
        return {p.relative_to(self.root).as_posix(): p.read_bytes() for p in found}


@pytest.fixture
def fresh(tmp_path):
    """A new project with nothing built yet, and one target that is quickly made."""
    made = Project(tmp_path / "dialogue")
    run("new", str(made.root))
    made.replace("source/targets.yaml", "[pdf, html]", "[html, txt]")
    text = (made.root / "source/targets.yaml").read_text(encoding="utf-8")
    (made.root / "source/targets.yaml").write_text(text.split("  matrix:")[0], encoding="utf-8")
    return made


@pytest.fixture
def built(first, tmp_path):
    """A copy of the project that is built."""
    shutil.copytree(first[0], tmp_path / "dialogue")
    return Project(tmp_path / "dialogue")


@pytest.fixture
def broken(built):
    """A project with four mistakes in three files."""
    built.replace(PASSAGES, "kind: warns", "kind: wanrs")
    built.replace(PASSAGES, "[Ecuador", "[Equador")
    built.replace("source/2014/dialogue.yaml", "speakers: partial", "speakers: partial\n    colour: red")
    built.replace("source/targets.yaml", "[pdf, html]", "[pdf, rtf]")
    return built


MISTAKES = [
    ("source/2014/dialogue.yaml", "R01"),
    (PASSAGES, "R07"),
    (PASSAGES, "R04"),
    ("source/targets.yaml", "M03"),
]


# -- the way from nothing to documents ---------------------------------------------------------


def test_new_check_build_go_through_without_a_finding(first):
    """The first three commands of a newcomer end well and leave nothing on stderr."""
    root, printed = first

    assert [done.exit_code for done in printed.values()] == [0, 0, 0]
    assert [done.stderr for done in printed.values()] == ["", "", ""]
    assert printed["check"].stdout == "nothing is wrong\n"
    assert printed["build"].stdout == "28 made\n"
    assert len(Project(root).files()) == 28 + 9


def test_a_new_projects_documents_are_what_their_names_say(first):
    """Each file begins as its format does."""
    begins = {".pdf": b"%PDF-", ".docx": b"PK\x03\x04", ".html": b"<!doctype html>"}
    files = [p for p in (first[0] / "build/2014").rglob("*") if p.is_file()]

    assert {p.suffix for p in files} == set(begins)
    assert all(p.read_bytes().lower().startswith(begins[p.suffix].lower()) for p in files)


def test_a_second_build_makes_nothing(built):
    """It says so in one line."""
    done = built.run("build")

    assert (done.exit_code, done.stdout, done.stderr) == (0, "nothing to make: 28 files up to date\n", "")


def test_new_leaves_a_folder_with_something_in_it_alone(tmp_path):
    """A finding, and not one file more."""
    (tmp_path / "mine.txt").write_text("mine")
    done = run("new", str(tmp_path))

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        f"error[M12]: '{tmp_path}' is not empty",
        "    hint: name a folder that does not exist yet",
    ]
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_new_fills_an_empty_folder(tmp_path):
    """Made by hand or by `new`, an empty folder is as good."""
    assert run("new", str(tmp_path)).exit_code == 0
    assert (tmp_path / "source/targets.yaml").exists()


def test_a_build_with_nothing_to_do_loads_no_reader_and_no_writer(built):
    """Nor does asking for the version or for help."""
    probe = """if True:
        import sys
        from rtop_docs.cli import main
        try:
            main(prog_name="rtop-docs")
        finally:
            heavy = ("jinja2", "cattrs", "reportlab", "docx", "lxml", "yaml", "markdown_it", "rich")
            print([name for name in heavy if name in sys.modules])
    """
    done = own_process("-C", str(built.root), "build", code=probe)

    assert done.stdout.splitlines() == ["nothing to make: 28 files up to date", "[]"]
    assert own_process("--version", code=probe).stdout.splitlines()[-1] == "[]"


# -- findings ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["check", "build", "list"])
def test_a_broken_record_is_reported_whole_and_nothing_changes(command, broken):
    """Every mistake in one run, in file order, on stderr; exit status 1; every file stays as it was."""
    before = broken.files()
    done = broken.run(command)
    places = [line.split(": ")[0].split(":")[0] for line in done.stderr.splitlines() if "error[" in line]
    codes = re.findall(r"(?:error|warning)\[(\w+)\]", done.stderr)

    assert done.exit_code == 1
    assert list(zip(places, codes, strict=True)) == MISTAKES
    assert all(LINE.fullmatch(line) for line in done.stderr.splitlines())
    assert "    hint: did you mean 'Ecuador'?" in done.stderr.splitlines()
    assert broken.files() == before


def test_findings_as_json_are_the_same_findings(broken):
    """What a program reads on stdout is what a person reads on stderr."""
    told = broken.run("check")
    data = json.loads(broken.run("check", "--format", "json").stdout)
    lines = [format_diagnostic(from_json(d)) for d in data["diagnostics"]]

    assert "\n".join(lines) + "\n" == told.stderr
    assert broken.run("check", "--format", "json").exit_code == 1


def events(done, kind=None):
    """The JSON objects that a build printed, one a line; of one kind when it is given."""
    found = [json.loads(line) for line in done.stdout.splitlines()]
    return [e for e in found if kind in {None, e["event"]}]


def test_findings_of_a_build_are_events(broken):
    """The same that a person reads on stderr, and how it ended."""
    told = broken.run("build")
    done = broken.run("build", "--format", "json")
    lines = [format_diagnostic(from_json(e)) for e in events(done, "finding")]

    assert "\n".join(lines) + "\n" == told.stderr
    assert done.exit_code == 1
    assert [e["ok"] for e in events(done, "end")] == [False]


@pytest.mark.parametrize("words", [["list"], ["explain", "briefing"]])
def test_json_of_documents_leaves_the_findings_on_stderr(words, broken):
    """An empty list alone would not say why."""
    done = broken.run(*words, "--format", "json")

    assert json.loads(done.stdout) == []
    assert done.exit_code == 1
    assert done.stderr == broken.run(*words).stderr
    assert "error[R07]" in done.stderr


def test_json_of_a_build_names_what_became_of_each_file(fresh):
    """Made, then up to date."""
    first, second = (fresh.run("build", "--format", "json") for _ in range(2))

    assert [e["event"] for e in events(first)] == ["begin", "file", "file", "end"]
    assert [(e["path"], e["outcome"]) for e in events(first, "file")] == [
        ("build/2014/briefing.html", "made"),
        ("build/2014/briefing.txt", "made"),
    ]
    assert [(e["made"], e["fresh"], e["ok"]) for e in events(second)] == [(0, 2, True)]


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_warning_fails_only_under_strict(command, fresh):
    """It is printed in both cases."""
    fresh.add_unchecked_quotation()
    lenient, strict = fresh.run(command), fresh.run(command, "--strict")

    assert [lenient.exit_code, strict.exit_code] == [0, 1]
    assert "warning[Q02]" in lenient.stderr
    assert "warning[Q02]" in strict.stderr


def test_a_target_that_fails_makes_the_exit_status_one(fresh):
    """The others are made; the closing line counts both."""
    broken = "  other:\n    template: none.md\n    dialogue: ga-2014\n    formats: [txt]\n    output: other\n"
    path = fresh.root / "source/targets.yaml"
    path.write_text(path.read_text(encoding="utf-8") + broken, encoding="utf-8")
    done = fresh.run("build")

    assert done.exit_code == 1
    assert done.stdout == "2 made, 1 failed\n"
    assert "error[T02]" in done.stderr


# -- what reaches a terminal -----------------------------------------------------------------------


def test_nothing_is_coloured_where_there_is_no_terminal(broken):
    """Neither findings nor what a build says hold an escape."""
    printed = [broken.run(*words) for words in (["check"], ["build"], ["list"], ["--help"])]

    assert all(done.stderr or done.stdout for done in printed)
    assert "\x1b" not in "".join(done.stdout + done.stderr for done in printed)


def on_a_terminal(root, **environment):
    """What `check` writes to a terminal."""
    ours, theirs = pty.openpty()
    settings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "TERM": "xterm", **environment}
    words = [sys.executable, "-m", "rtop_docs", "-C", str(root), "check"]
    done = subprocess.run(words, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, check=False)
    os.close(theirs)
    written = b""
    try:
        while part := os.read(ours, 65536):
            written += part
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    return done.returncode, written.decode()


def test_colours_on_a_terminal_unless_no_color_is_set(broken):
    """The words are the same in both cases, and the same as without a terminal."""
    coloured, plain = on_a_terminal(broken.root), on_a_terminal(broken.root, NO_COLOR="1")
    printed = broken.run("check").stderr

    assert "\x1b[31m\x1b[1merror[R07]\x1b[0m" in coloured[1]
    assert "\x1b" not in plain[1]
    assert plain[1].replace("\r\n", "\n") == printed
    assert re.sub(r"\x1b\[\d+m", "", coloured[1]).replace("\r\n", "\n") == printed
    assert coloured[0] == plain[0] == 1


def test_what_a_terminal_would_obey_in_the_record_is_written_out(fresh):
    """Raw in the file, in a name or in a key: the finding shows the escape and sends none."""
    fresh.replace(PASSAGES, "[Ecuador", "[Ecu\x1b]0;owned\x07ador")
    fresh.replace("source/common/themes.yaml", "    title:", "    \u202ecolour\x9b31m: red\n    title:")
    done = fresh.run("check")

    assert done.exit_code == 1
    assert all(c == "\n" or c.isprintable() for c in done.stderr)
    assert "U+001B" in done.stderr
    assert "U+202E" in done.stderr


def test_what_a_terminal_would_obey_in_a_ledger_is_written_out(fresh):
    """A build folder can come from anywhere; `explain` repeats what its ledger says."""
    fresh.run("build")
    with closing(sqlite3.connect(fresh.root / "build/.rtop/ledger.sqlite")) as ledger, ledger:
        ledger.execute("update output set reason = ?", ("one \x9b31m\ntwo \u202e",))
        ledger.execute('update manifest set text = replace(text, \'"output":\', \'"\x9b":"x","output":\')')
    done = fresh.run("explain", "briefing.txt")

    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "build/2014/briefing.txt: would be made again",
        "    because parameter \\x9b is gone",
        "    last made because one \\x9b31m",
        "    last made because two \\u202e",
    ]


def test_json_goes_through_a_pipe_that_knows_only_ascii(fresh):
    """Words of every language and what a terminal would obey are escaped as JSON escapes them."""
    fresh.replace(PASSAGES, "[Ecuador", "[Équateur du Sud")
    done = own_process("-C", str(fresh.root), "check", "--format", "json", PYTHONIOENCODING="ascii")

    assert done.returncode == 1
    assert "Équateur du Sud" in json.loads(done.stdout)["diagnostics"][0]["message"]


# -- each command ----------------------------------------------------------------------------------


COMMANDS = [[name] for name in main.commands] + [["archive", "add"]]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_every_command_has_help_with_an_example(words, option):
    """The example can be typed as it stands: it names this command."""
    done = run(*words, option)

    assert done.exit_code == 0
    assert f"rtop-docs {' '.join(words)}" in done.stdout.split("Example")[1]


def test_help_without_a_command_lists_all_of_them():
    """With examples of the commonest; a command missing is wrong use and shows the same."""
    done = run("--help")

    assert done.exit_code == 0
    assert all(re.search(rf"^  {name} ", done.stdout, re.MULTILINE) for name in main.commands)
    assert "Examples:" in done.stdout
    assert (run().exit_code, run().stderr) == (2, done.stdout)


def test_version():
    """One line, from a process of its own as from `main`."""
    assert run("--version").stdout == own_process("--version").stdout == f"rtop-docs {__version__}\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["biuld"], "Did you mean 'build'?"),
        (["check", "--formt", "json"], "Did you mean '--format'?"),
        (["archive", "ad"], "Did you mean 'add'?"),
        (["-C", "no-such-folder", "check"], "'no-such-folder' does not exist"),
        (["build", "--format", "xml"], "'xml' is not one of 'text', 'json', 'pdf', 'docx', 'html', 'txt'"),
        (["completion", "tcsh"], "'tcsh' is not one of"),
        (["explain"], "Missing argument 'TARGET'"),
        (["new"], "Missing argument 'FOLDER'"),
        (["check", "briefing"], "unexpected extra argument"),
        (["archive", "add", "icrtop-2014", "no-such-file"], "'no-such-file': No such file"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_wrong_use_is_two_and_says_what_was_wrong(words, says):
    """On stderr, with the way to more help."""
    done = run(*words)

    assert (done.exit_code, done.stdout) == (2, "")
    assert says in done.stderr
    assert "--help" in done.stderr


@pytest.mark.parametrize(
    "words",
    [["check"], ["build"], ["list"], ["explain", "x"], ["clean"], ["lock"], ["lock", "--check"]],
    ids=" ".join,
)
def test_a_folder_without_a_record_is_a_finding_and_stays_empty(words, tmp_path):
    """Every command that works in a project says what to do."""
    done = run("-C", str(tmp_path), *words)

    assert done.exit_code == 1
    assert "error[M11]" in done.stderr
    assert "rtop-docs new" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_build_takes_names_and_patterns(built):
    """One document, a pattern in one format, and -B to make what is up to date."""
    assert built.run("build", "sheets/ECU").stdout == "nothing to make: 2 files up to date\n"
    assert built.run("build", "-B", "sheets/N*.docx").stdout == ("nothing changed: 3 files came out the same\n")


def test_build_quietly(built):
    """Nothing is printed when all is right, and a finding still is."""
    right, wrong = built.run("build", "-q"), built.run("build", "-q", "breifing")

    assert (right.stdout, right.stderr) == ("", "")
    assert wrong.exit_code == 1
    assert "error[M08]: no target is named 'breifing'" in wrong.stderr


def test_an_edit_by_hand_is_kept_and_counted(built):
    """The exit status is 1, so that no script goes past it."""
    (built.root / "build/2014/sheets/GBR.docx").write_text("my words")
    done = built.run("build")

    assert (done.exit_code, done.stdout) == (1, "1 made, 27 up to date, 1 edited by hand and kept aside\n")
    assert "error[M07]" in done.stderr


def test_list_says_what_is_stale(built):
    """Every file of every target, for people and for programs."""
    built.replace(PASSAGES, "kind: warns", "kind: stresses")
    told, data = built.run("list"), json.loads(built.run("list", "--format", "json").stdout)
    stale = {row["path"] for row in data if row["stale"]}

    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) == len(data) == 28
    assert {line.split()[-1] for line in told.stdout.splitlines() if line.startswith("stale ")} == stale
    assert "build/2014/sheets/ECU.pdf" in stale
    assert "build/2014/sheets/GBR.pdf" not in stale
    assert {row["target"] for row in data} > {"briefing", "matrix", "sheets/ECU"}


def test_explain_says_why_for_people_and_for_programs(built):
    """Stale with the record's field, fresh with why it was last made; a name that nothing has is a finding."""
    built.replace(PASSAGES, "kind: warns", "kind: stresses")
    data = json.loads(built.run("explain", "sheets/ECU", "--format", "json").stdout)
    fresh = built.run("explain", "sheets/GBR.pdf")

    assert "    because record paragraph-on-arms/arms-trade: kind changed" in built.run("explain", "sheets/ECU").stdout
    assert [row["path"] for row in data] == ["build/2014/sheets/ECU.docx", "build/2014/sheets/ECU.pdf"]
    assert "record paragraph-on-arms/arms-trade: kind changed" in data[0]["reasons"]
    assert fresh.stdout == "build/2014/sheets/GBR.pdf: up to date\n    last made because it was never made\n"
    assert built.run("explain", "sheets/ATL").exit_code == 1


def test_clean_removes_what_was_made_and_names_what_it_leaves(built):
    """A file edited by hand stays and is named on stderr; the second time there is nothing left to do."""
    (built.root / "build/2014/sheets/GBR.docx").write_text("my words")
    done = built.run("clean")

    assert (done.exit_code, done.stdout) == (0, "removed 27 files\n")
    assert done.stderr == "left build/2014/sheets/GBR.docx: it was edited by hand\n"
    assert [p for p in built.files() if p.startswith("build/")] == ["build/2014/sheets/GBR.docx"]
    assert built.run("clean").stdout == "removed 0 files\n"


def test_archive_and_lock(fresh, tmp_path):
    """A text is kept once, found by the lock, proven, and not replaced unasked."""
    page = tmp_path / "page.txt"
    page.write_text("Thailand concurred: focus more on women’s empowerment. It builds capacity among women.")
    fresh.add_unchecked_quotation()
    added = fresh.run("archive", "add", "icrtop-2014", str(page))

    assert added.stdout == "kept as source/2014/archive/icrtop-2014.txt; next:  rtop-docs lock\n"
    assert fresh.run("lock").stdout == "1 place of a quotation locked\n"
    assert fresh.run("lock", "--check").stdout == "1 place of a quotation proven\n"
    assert json.loads(fresh.run("lock", "--check", "--format", "json").stdout) == {"diagnostics": []}
    page.write_text("other words")
    refused = fresh.run("archive", "add", "icrtop-2014", str(page))
    assert refused.exit_code == 1
    assert "error[Q18]" in refused.stderr
    assert fresh.run("archive", "add", "icrtop-2014", str(page), "--replace").exit_code == 0
    assert fresh.run("lock", "--check").exit_code == 1
    assert fresh.run("archive", "add", "nobody", str(page)).exit_code == 1


def test_schema_is_json():
    """One object that says which draft it follows."""
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/draft/")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_names_this_command(shell):
    """What is printed is for a shell to read: it calls the command back."""
    done = run("completion", shell)

    assert done.exit_code == 0
    assert f"_RTOP_DOCS_COMPLETE={shell}_complete" in done.stdout
    assert "rtop-docs" in done.stdout


def test_completion_completes():
    """The words that a shell hands over come back completed."""
    done = run(_RTOP_DOCS_COMPLETE="bash_complete", COMP_WORDS="rtop-docs bu", COMP_CWORD="1")

    assert done.stdout == "plain,build\n"


# -- ends from outside -----------------------------------------------------------------------------


def test_an_interrupt_is_one_line(fresh, monkeypatch):
    """The exit status is the one that shells expect; no traceback."""

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("rtop_docs.make.build.build", interrupted)
    done = fresh.run("build")

    assert (done.exit_code, done.stdout) == (130, "")
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("interrupted: ")


def test_what_the_system_refuses_is_a_finding(fresh, tmp_path):
    """A file where a folder is needed is no traceback."""
    (fresh.root / "build").write_text("a file")
    (tmp_path / "file").write_text("a file")

    assert "build/.rtop': " in fresh.run("build").stderr
    assert fresh.run("build").exit_code == 1
    assert "error[W04]" in run("new", str(tmp_path / "file/project")).stderr
