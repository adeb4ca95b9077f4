"""targets.yaml: every mistake at its line, no output outside build/, no file written by two."""

import datetime
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.make.targets import NO_MOMENT, Extent, ForEach, read_targets
from rtop_docs.records.model import Audience
from rtop_docs.workspace import PathRefused, Workspace, check_name
from rtop_docs.writers import FORMATS

EXAMPLES = settings(max_examples=1000 if os.environ.get("RTOP_THOROUGH") else 60)


def read(folder, text):
    """What is read from targets.yaml with this text."""
    (folder / "source").mkdir(exist_ok=True)
    (folder / "source/targets.yaml").write_text(text, encoding="utf-8")
    return read_targets(Workspace(folder))


def entry(name="brief", **fields):
    """One entry of targets.yaml; three lines and one for each further field."""
    fields = {"template": "t.md", "dialogue": "d", "formats": "[pdf]", "output": "out", **fields}
    return f"  {name}:\n" + "".join(f"    {key}: {value}\n" for key, value in fields.items())


def found(folder, *entries):
    """The findings on these entries, each on one line, hints left out."""
    read_ = read(folder, "targets:\n" + "".join(entries))
    return [format_diagnostic(d).split("\n")[0].removeprefix("source/targets.yaml:") for d in read_.diagnostics]


def test_an_entry_with_everything(tmp_path):
    """Each field has its type; what is left out has its default."""
    text = "targets:\n" + entry(
        name="cards",
        for_each="civil society",
        states="all",
        formats="[pdf, docx, html, txt]",
        output="2014/{code}",
        parameters="{themes: women prevention}",
        audience="internal",
        as_of="2014-10-01T12:00:00Z",
        language="fr",
    )
    made = read(tmp_path, text + entry())
    cards, brief = made.value

    assert made.diagnostics == ()
    assert (cards.name, cards.for_each, cards.states, cards.formats) == (
        "cards",
        ForEach.CIVIL_SOCIETY,
        Extent.ALL,
        FORMATS,
    )
    assert cards.parameters == {"themes": "women prevention"}
    assert (cards.audience, cards.language) == (Audience.INTERNAL, "fr")
    assert cards.as_of == datetime.datetime(2014, 10, 1, 12, tzinfo=datetime.UTC)
    assert (str(cards.span), str(brief.span)) == ("source/targets.yaml:2:3", "source/targets.yaml:13:3")
    assert (brief.for_each, brief.states, brief.audience) == (ForEach.NOTHING, Extent.NAMED, Audience.PUBLIC)
    assert (brief.parameters, brief.as_of, brief.language) == ({}, NO_MOMENT, "en")


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "documents: {}\n", "targets: brief\n", "- targets\n", "targets:\n"]
)
def test_a_file_without_a_table_of_targets(text, tmp_path):
    """One finding; what to write is shown by a new project."""
    made = read(tmp_path, text)

    assert made.value == ()
    assert [(d.code, str(d.span)) for d in made.diagnostics] == [("M01", "source/targets.yaml:1:1")]
    assert "rtop-docs new" in made.diagnostics[0].hints[0]


def test_a_project_without_targets(tmp_path):
    """The file that is missing is named."""
    made = read_targets(Workspace(tmp_path))

    assert [(d.code, str(d.span)) for d in made.diagnostics] == [("W02", "source/targets.yaml")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (entry("a b"), "2:3: error[M02]: target name 'a b' is not letters, digits, '-' and '_'"),
        (entry("../a"), "2:3: error[M02]: target name '../a' is not letters, digits, '-' and '_'"),
        (entry("-a"), "2:3: error[M02]: target name '-a' is not letters, digits, '-' and '_'"),
        (entry(formats="[pdf, rtf]"), "2:3: error[M03]: there is no format 'rtf'"),
        (entry(formats="[PDF]"), "2:3: error[M03]: there is no format 'PDF'"),
        (entry(formats="[]"), "2:3: error[M03]: target 'brief' names no format"),
        (entry(output="x/{code}"), "2:3: error[M04]: output 'x/{code}' and for_each 'nothing' do not fit"),
        (entry(for_each="states"), "2:3: error[M04]: output 'out' and for_each 'states' do not fit"),
        (entry(for_each="planets"), "7:15: error[R04]: 'planets' is none of nothing, states, groups, civil society"),
        (entry(colour="red"), "7:5: error[R01]: unknown key 'colour'"),
        (entry(output=""), "6:12: error[R05]: field 'output' has no value"),
        (entry(as_of="soon"), "7:12: error[R03]: expected a moment with its zone"),
    ],
)
def test_a_mistake_is_reported_at_its_line(written, expected, tmp_path):
    """Its entry's line, or its value's where the value alone is wrong."""
    first = found(tmp_path, written)

    assert len(first) == 1
    assert first[0].startswith(expected)


def test_every_mistake_is_reported_at_once(tmp_path):
    """In the order of the file."""
    second, third = entry("a b", output="second"), entry("third", output="third", for_each="groups")
    mistakes = found(tmp_path, entry(formats="[rtf, odt]"), second, third)

    assert [line.split("]")[0] for line in mistakes] == [
        "2:3: error[M03",
        "2:3: error[M03",
        "7:3: error[M02",
        "12:3: error[M04",
    ]


@pytest.mark.parametrize("output", ["out", "OUT", "oUt"])
def test_two_targets_do_not_write_one_file(output, tmp_path):
    """Letters' case is no difference; another format is one."""
    assert found(tmp_path, entry(), entry("other", output=output)) == [
        f"7:3: error[M05]: targets 'brief' and 'other' both write '{output}.pdf'"
    ]
    assert found(tmp_path, entry(), entry("other", output=output, formats="[txt]")) == []


HOSTILE = ["../x", "a/../../x", "../../x", "a\\\\b", "C:x", "con", "a/NUL/b", "aux.tar", "a\\tb", "a/b /c", "a./b"]


@pytest.mark.parametrize("output", HOSTILE)
def test_an_output_that_some_system_would_put_elsewhere_is_refused(output, tmp_path):
    """Out of the folder, onto a drive, onto a device, with a name that one system changes."""
    mistakes = found(tmp_path, entry(output=f'"{output}"'))

    assert len(mistakes) == 1
    assert "error[W01]" in mistakes[0] or "error[Y07]" in mistakes[0]


@EXAMPLES
@given(st.text(st.sampled_from("./\\:ab{}code~ $|*"), min_size=1, max_size=12))
def test_no_output_leaves_the_build_folder(tmp_path_factory, output):
    """Whatever is written there: refused, or a path below build/."""
    folder = tmp_path_factory.getbasetemp() / "outputs"
    folder.mkdir(exist_ok=True)
    written = "'" + output + "'"
    made = read(folder, "targets:\n" + entry(output=written))
    for spec in made.value if made.ok else ():
        path = f"build/{spec.output}.pdf"
        check_name(path)

        assert (folder / path).resolve().is_relative_to(folder.resolve() / "build")


@pytest.mark.parametrize("name", ["build/../x", "/build/x", "build/a\\b", "build/con.pdf", "build/a\x1b.pdf", ""])
def test_names_are_judged_alike_wherever_they_come_from(name):
    """The workspace refuses what targets.yaml may not say."""
    with pytest.raises(PathRefused):
        check_name(name)


def test_two_documents_do_not_write_one_file(project):
    """A single document with the name that one of many gets, spelled so or otherwise: nothing is made."""
    for output in ("2014/cards/GBR", "2014/./cards//gbr"):
        text = (project.root / "source/targets.yaml").read_text(encoding="utf-8")
        project.write(
            "source/targets.yaml",
            text.replace("[txt, html]", "[txt]").replace("output: 2014/brief", f"output: {output}"),
        )
        result = project.build()

        assert [(d.code, str(d.span)) for d in result.diagnostics] == [("M05", "source/targets.yaml:8:3")]
        assert "'brief' and 'cards/GBR' both write" in result.diagnostics[0].message
        assert project.files() == {}
        project.write("source/targets.yaml", text)


def test_a_dialogue_that_is_not_recorded(project):
    """The finding stands at the target and names those that are."""
    project.replace("source/targets.yaml", "brief.md\n    dialogue: ga-2014", "brief.md\n    dialogue: ga-2041")
    result = project.build()

    assert [(d.code, str(d.span), d.hints) for d in result.diagnostics] == [
        ("M06", "source/targets.yaml:3:3", ("recorded: ga-2014",))
    ]
    assert project.files() == {}


def test_a_name_that_no_target_has(project):
    """What is there can be listed."""
    result = project.build("breif", "cards/XXX")

    assert [(d.code, d.message) for d in result.diagnostics] == [
        ("M08", "no target is named 'breif'"),
        ("M08", "no target is named 'cards/XXX'"),
    ]
    assert project.files() == {}
