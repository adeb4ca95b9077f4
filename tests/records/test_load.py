"""Files to records: passages expanded, names resolved, everything found in one run."""

import pytest

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.records import model
from rtop_docs.records.load import load_library
from rtop_docs.records.model import (
    Audience,
    Direction,
    Extent,
    Locator,
    Naming,
    QuotationLocator,
    SegmentKind,
)
from tests.records.invented import COMMON, DIALOGUE, FILES, PASSAGES, changed, findings, workspace_of


def load(folder, files):
    """Return the library of these files, and the first lines of its findings."""
    loaded = load_library(workspace_of(folder, files))
    return loaded.value, [format_diagnostic(d).split("\n")[0] for d in loaded.diagnostics]


def test_the_invented_record_has_no_findings(tmp_path):
    """Each test changes one thing, so without a change there is nothing to find."""
    assert findings(tmp_path, FILES) == []


def test_a_passage_becomes_records(tmp_path):
    """Ids come from the passage, places and segment are handed down, names lead to actors."""
    library, found = load(tmp_path, FILES)
    (talk,) = library.dialogues
    here = Locator("page", "Chile, Togo", "the veto.")

    assert found == []
    whole, these = talk.actor_sets
    assert (whole.id, whole.at, whole.extent) == ("p1/who", here, Extent.COMPLETE)
    assert whole.named == (Naming(printed="Chile", actor="CHL"), Naming(printed="Togo", actor="TGO"))
    assert (these.id, these.same_as, these.extent) == ("p1/report/who", "p1/who", Extent.UNNAMED)
    veto, report = talk.positions
    assert (veto.id, veto.who, veto.at, veto.segment) == ("p1/veto", "p1/who", here, SegmentKind.INTERVENTIONS)
    assert (report.id, report.who, report.direction) == ("p1/report", "p1/report/who", Direction.NONE)
    assert talk.quotations[0].speakers == ("CHL",)
    assert talk.quotations[0].locators == (QuotationLocator(source="page", testimony=model.Testimony.REPORTED),)
    assert (talk.figures[0].id, talk.figures[0].value) == ("p1/speakers", 67)
    assert (talk.situations[0].id, talk.situations[0].raised_by) == ("p1/atlantis", ("TGO",))
    assert talk.statements[0].on_behalf_of == ("friends",)
    assert library.rosters[0].members == ("RWA", "CHL")


def test_all_texts_of_the_library_are_plain(tmp_path):
    """No text of the reader with its place is left in a record: a digest would tell it from a plain text."""
    library, _ = load(tmp_path, FILES)

    def texts(value):
        if isinstance(value, str):
            yield value
        for inner in value if isinstance(value, tuple) else getattr(value, "__attrs_attrs__", ()):
            yield from texts(inner if isinstance(value, tuple) else getattr(value, inner.name))

    assert {type(t) for t in texts(library)} == {str}


def test_a_part_is_never_shown_to_more_people_or_earlier_than_its_passage(tmp_path):
    """Audience and embargo of the passage hold for what it holds, whatever that says itself."""
    files = changed("  - id: p1\n", "  - id: p1\n    audience: partners\n    embargo: 2014-09-10T00:00:00Z\n")
    files["source/one/passages.yaml"] = files["source/one/passages.yaml"].replace(
        "      - theme: veto\n",
        "      - theme: veto\n        audience: public\n        embargo: 2014-09-09T00:00:00Z\n",
    )
    library, found = load(tmp_path, files)
    veto, report = library.dialogues[0].positions

    assert found == []
    assert {veto.release, report.release, library.dialogues[0].quotations[0].release} == {veto.release}
    assert veto.release.audience is Audience.PARTNERS
    assert veto.release.embargo.day == 10


CASES = {
    "unknown actor": (
        ("named: [Chile, Togo]", "named: [Chile, Toggo]"),
        "source/one/passages.yaml:6:22: error[R07]: no actor is called 'Toggo'",
    ),
    "unknown theme": (
        ("theme: report", "theme: repport"),
        "source/one/passages.yaml:15:16: error[R08]: there is no theme 'repport'",
    ),
    "id of another kind": (
        ("theme: report", "theme: report-2014"),
        "source/one/passages.yaml:15:16: error[R08]: 'report-2014' is an instrument, not a theme",
    ),
    "unknown source": (
        ("passage: {source: page,", "passage: {source: pag,"),
        "source/one/passages.yaml:3:23: error[R08]: there is no source 'pag'",
    ),
    "the union is no state": (
        ("{place: Atlantis,", "{place: Atlantis, state: European Union,"),
        "source/one/passages.yaml:33:34: error[R08]: 'European Union' is an organization, not a state",
    ),
    "person spoken for": (
        ("on_behalf_of: [Group of Friends]", "on_behalf_of: [Dr. Ana Lee]"),
        "source/one/dialogue.yaml:22:20: error[R08]: 'Dr. Ana Lee' is a person, not a state or group or organization",
    ),
    "id given twice": (
        ("{id: seg-panel,", "{id: seg-floor,"),
        "source/one/dialogue.yaml:14:5: error[R09]: id 'seg-floor' is given twice",
    ),
    "no id": (("  friends-2014:", "  Friends 2014:"), "source/common.yaml:38:3: error[R10]: 'Friends 2014' is no id"),
    "two of one name": (
        ("    title: European Union\n", "    title: General Assembly\n"),
        "source/common.yaml:27:3: error[R11]: 'General Assembly' is printed for 'eu' as well",
    ),
    "named like a state": (
        ("    title: European Union\n", "    title: European Union\n    short: Chad\n"),
        "source/common.yaml:23:3: error[R11]: 'Chad' is printed for 'TCD' as well",
    ),
    "extent not decided": (
        ("      number: 2\n", ""),
        (
            "source/one/passages.yaml:6:7: error[R13]: missing field 'extent' of 'p1/who': "
            "its names and number do not decide it"
        ),
    ),
    "direction missing": (
        ("        direction: against\n", ""),
        "source/one/passages.yaml:10:9: error[R02]: missing field 'direction'",
    ),
    "unknown key of a file": (
        ("measures:\n", "measure:\n"),
        "source/common.yaml:55:1: error[R14]: unknown key 'measure' of a file",
    ),
    "word of no list": (
        ("speakers: partial", "speakers: some"),
        "source/one/dialogue.yaml:16:44: error[R04]: 'some' is none of complete, partial, not applicable",
    ),
    "prose cut by a comma": (
        ("    title: Those who spoke\n", "    {title: Those, who spoke}\n"),
        "source/common.yaml:57:13: error[R06]: prose inside {...} or [...]: a comma would cut it",
    ),
    "table that is a list": (
        ("rosters:\n  friends-2014:\n    of: friends", "rosters:\n  - of: friends"),
        "source/common.yaml:38:3: error[R03]: expected a table id -> fields for 'rosters'",
    ),
    "statement without a place": (
        ("    at: {source: page, from: Rwanda}\n", ""),
        "source/one/dialogue.yaml:18:5: error[R02]: missing field 'at'",
    ),
    "passage without a source": (
        ("passage: {source: page, from", "passage: {from"),
        "source/one/passages.yaml:3:14: error[R02]: missing field 'source'",
    ),
    "place of no letters": (
        ("place: Atlantis", "place: Гаага"),
        "source/one/passages.yaml:33:9: error[R13]: missing field 'id': none can be made of 'Гаага'",
    ),
    "archive outside": (
        ("    title: The page\n", "    title: The page\n    archive: ../../secret.txt\n"),
        "source/common.yaml:6:14: error[W01]: '../../secret.txt' is no plain relative path",
    ),
    "notes that are not there": (
        ("  kind: dialogue\n", "  kind: dialogue\n  notes: notes.md\n"),
        "source/one/dialogue.yaml:6:10: error[W02]: there is no file 'source/one/notes.md'",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_finding_stands_at_its_place(case, tmp_path):
    """Exactly one line for one fault: what follows from it is not reported as well."""
    (old, new), expected = CASES[case]
    _, found = load(tmp_path, changed(old, new))

    assert found[:1] == [expected]
    assert [line for line in found if "R14" not in line and "R06" not in line][1:] == []


def test_a_name_that_two_actors_share_leads_to_neither(tmp_path):
    """An organization called like a state is reported once; a list with that name names nobody by it."""
    library, found = load(
        tmp_path, changed("    title: European Union\n", "    title: European Union\n    also_printed: [Togo]\n")
    )

    assert found == ["source/common.yaml:23:3: error[R11]: 'Togo' is printed for 'TGO' as well"]
    assert [n.actor for n in library.dialogues[0].actor_sets[0].named] == ["CHL"]
    assert "p1/atlantis" in library.unread


def test_a_likely_name_is_suggested_and_never_taken(tmp_path):
    """The hint names what was probably meant; the name itself leads to nobody."""
    loaded = load_library(workspace_of(tmp_path, changed("named: [Chile, Togo]", "named: [Chile, Toggo]")))

    assert "did you mean 'Togo'?" in loaded.diagnostics[0].hints
    assert [n.actor for n in loaded.value.dialogues[0].actor_sets[0].named] == ["CHL"]
    assert "p1/who" in loaded.value.unread


def test_a_broken_file_hides_no_finding_of_another(tmp_path):
    """A syntax error in one file and a wrong word in another are both reported."""
    files = {**changed("kind: opposes", "kind: oposes"), "source/other.yaml": "themes:\n  x: [\n"}

    assert findings(tmp_path, files) == [
        (
            "source/one/passages.yaml:12:15: error[R04]: 'oposes' is none of stresses, supports, endorses, calls for, "
            "proposes, suggests, concurs with, warns, concerned, regrets, opposes, reports a fact"
        ),
        "source/other.yaml:2:6: error[Y01]: '[' is not closed before line 3, column 1",
    ]


def test_what_a_broken_file_may_hold_is_not_reported_as_missing(tmp_path):
    """While the file of the themes cannot be read, a theme that it names is not called unknown; another is."""
    files = changed("theme: report", "theme: reprot")
    files["source/common.yaml"] = COMMON + "x: [\n"

    _, found = load(tmp_path, files)

    assert [line.split(": ", 1)[0] for line in found] == ["source/common.yaml:58:4", "source/one/passages.yaml:15:16"]


def test_what_leads_to_a_record_that_cannot_be_made_is_left_out_with_it(tmp_path):
    """A position on a theme without a title leaves the library, and is named as unread; the theme alone is reported."""
    library, found = load(tmp_path, changed("    title: The veto\n", ""))

    assert found == ["source/common.yaml:46:5: error[R02]: missing field 'title'"]
    assert [p.id for p in library.dialogues[0].positions] == ["p1/report"]
    assert {"veto", "p1/veto"} <= set(library.unread)


def test_what_belongs_to_a_dialogue_needs_one_in_its_folder(tmp_path):
    """A list outside, and a second dialogue inside a folder, are errors."""
    files = {**FILES, "source/two/p.yaml": "passages: []\n", "source/one/again.yaml": DIALOGUE}

    _, found = load(tmp_path, files)

    assert "source/two/p.yaml:1:1: error[R12]: 'passages' belong to a dialogue, and this folder has none" in found
    assert any("error[R12]: a second dialogue in one folder" in line for line in found)


def test_a_file_below_the_dialogues_folder_belongs_to_it(tmp_path):
    """Passages may lie in folders of their own."""
    files = {k: v for k, v in FILES.items() if k != "source/one/passages.yaml"}
    library, found = load(tmp_path, {**files, "source/one/a/b.yaml": PASSAGES})

    assert found == []
    assert len(library.dialogues[0].positions) == 2


def test_files_that_are_not_the_record_are_said_or_left_alone(tmp_path):
    """`targets.yaml` is another's; a file that ends in .yml would be overlooked, so it is an error."""
    _, found = load(tmp_path, {**FILES, "source/targets.yaml": "targets: {}\n", "source/a.yml": "x"})

    assert found == ["source/a.yml: error[R14]: a file that ends in '.yml' is not read"]


def test_a_file_that_is_no_utf8_is_reported_with_the_others(tmp_path):
    """Bytes that are no text are a finding at their place."""
    _, found = load(tmp_path, {**FILES, "source/one/bad.yaml": b"statements:\n  - id: \xff\n"})

    assert found == ["source/one/bad.yaml:2:9: error[W03]: byte 0xff is not UTF-8"]


def test_an_empty_project_is_reported(tmp_path):
    """A record that is not there is no empty record."""
    _, found = load(tmp_path, {})

    assert found == ["error[W02]: there is no record below 'source/'"]


def test_archive_and_notes_are_paths_of_the_project(tmp_path):
    """Written relative to their file, they are kept relative to the project."""
    files = changed("    title: The page\n", "    title: The page\n    archive: archive/page.txt\n")
    files["source/one/dialogue.yaml"] = DIALOGUE.replace("  kind: dialogue\n", "  kind: dialogue\n  notes: notes.md\n")
    files["source/one/notes.md"] = "Notes.\n"
    library, found = load(tmp_path, files)

    assert found == []
    assert library.sources[0].archive == "source/archive/page.txt"
    assert library.dialogues[0].notes == "source/one/notes.md"


def test_one_name_alone_needs_no_extent(tmp_path):
    """'Chile opposed' names one and says nothing of others: unmarked."""
    files = changed(
        "      named: [Chile, Togo]\n      wording: two states\n      number: 2\n", "      named: [Chile]\n"
    )
    library, found = load(tmp_path, files)

    assert found == []
    assert library.dialogues[0].actor_sets[0].extent is Extent.UNMARKED


def test_what_a_passage_does_not_hand_down_must_be_given(tmp_path):
    """A position without actors, and a statement without a segment, say what they lack."""
    passage = """\
passages:
  - id: p2
    passage: {source: page, from: x}
    says:
      - theme: veto
        verb: opposed
        kind: opposes
        direction: against
        ours: Against.
    statements:
      - {id: st-2, speaker: Chile}
      - {id: st-3, speaker: Chile, segment: panel}
"""
    library, found = load(tmp_path, {**FILES, "source/one/more.yaml": passage})

    assert found == [
        "source/one/more.yaml:5:9: error[R13]: missing field 'who'",
        "source/one/more.yaml:11:9: error[R13]: missing field 'segment'",
    ]
    assert library.dialogues[0].statements[-1].at == Locator("page", "x")


def test_a_dialogue_that_cannot_be_read_is_reported_alone(tmp_path):
    """Its passages are not also said to lie outside a dialogue's folder."""
    library, found = load(tmp_path, changed("  title: A talk\n", ""))

    assert found == ["source/one/dialogue.yaml:2:3: error[R02]: missing field 'title'"]
    assert library.dialogues == ()
    assert "talk" in library.unread
