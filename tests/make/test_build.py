"""Only what changed is rebuilt, the reason is the record's, and nothing of a person's is lost."""

import json

from rtop_docs.make.clean import clean
from rtop_docs.make.project import open_workspace
from rtop_docs.make.told import explain

PASSAGES = "source/2014/passages.yaml"


def codes(result):
    """The codes of the findings, in order."""
    return [d.code for d in result.diagnostics]


def reasons(project, name):
    """What explain says of one document."""
    told = explain(open_workspace(project.root), (name,))
    return [reason for decision, _ in told.value for reason in decision.reasons]


def test_the_first_build_makes_everything_and_the_second_nothing(project):
    """Twelve cards for the twelve named states, a brief in two formats; then nothing."""
    first = project.build()
    second = project.build()

    assert codes(first) == []
    assert len(first.made) == 14
    assert second.made == second.same == second.removed == ()
    assert len(second.fresh) == 14


def test_a_correction_changes_exactly_the_documents_that_show_it(project):
    """Words on women's perspectives change the cards of the seven states named there, and the brief."""
    project.build()
    before = project.files()
    project.replace(PASSAGES, "The importance of including", "The need to include")
    expected = {f"build/2014/cards/{code}.txt" for code in ("CAN", "DEU", "FIN", "GBR", "ITA", "NAM", "NOR")}
    expected |= {"build/2014/brief.txt", "build/2014/brief.html"}
    result = project.build()
    after = project.files()

    assert set(result.made) == expected
    assert {path for path in after if after[path] != before[path]} == expected


def test_only_who_looked_at_what_was_corrected_is_composed_again(project, monkeypatch):
    """The words of six states on the arms trade: not one card of the six others is even composed."""
    from rtop_docs.make import pool

    project.build()
    real, composed = pool.render, []
    monkeypatch.setattr(pool, "render", lambda world, task: composed.append(task.job.name) or real(world, task))
    project.replace(PASSAGES, "A warning that, to deny", "The warning that, to deny")
    project.build()

    assert set(composed) == {f"cards/{code}" for code in ("ECU", "NZL", "FIN", "MNE", "BDI", "SLE")} | {"brief"}


def test_explain_names_the_record_and_the_field(project):
    """The reason for a rebuild is a field of a record, not a file that is newer."""
    project.build()
    project.replace(PASSAGES, "The importance of including", "The need to include")

    assert "record paragraph-on-women/women: says changed" in reasons(project, "cards/GBR")
    assert reasons(project, "cards/ECU") == []


def test_explain_decides_as_the_build_does(project):
    """What explain calls stale is what the next build makes anew or finds the same."""
    project.build()
    project.replace(PASSAGES, "[UK, Germany", "[Chad, UK, Germany")
    told = explain(open_workspace(project.root), ())
    stale = {d.output.path for d, _ in told.value if d.reasons}
    result = project.build()

    assert stale == {*result.made, *result.same}
    assert "build/2014/cards/TCD.txt" in result.made


def test_a_comment_and_a_moved_line_rebuild_nothing(project):
    """Places in files enter no digest."""
    project.build()
    project.replace(PASSAGES, "passages:\n", "# a comment\n\n\npassages:\n")
    result = project.build()

    assert result.made == result.same == ()


def test_a_field_that_no_document_shows_rebuilds_nothing(project):
    """An answer that stays the same composes nothing, whatever changed behind it."""
    project.build()
    project.replace("source/common/themes.yaml", "why_not_computed: The source names", "why_not_computed: It names")
    result = project.build()

    assert result.made == ()


def test_a_template_that_gives_the_same_document_writes_nothing(project):
    """The same document in the same style is the second cut-off."""
    project.build()
    before = project.files()
    project.replace("templates/en/brief.md", "# Brief\n", "\n\n\n# Brief\n")
    result = project.build()

    assert result.made == ()
    assert set(result.same) == {"build/2014/brief.txt", "build/2014/brief.html"}
    assert project.files() == before


def test_a_template_of_the_projects_own_that_appears_is_noticed(project):
    """What was looked for in vain is tracked like what was read."""
    target = "targets:\n  m:\n    template: matrix.md\n    dialogue: ga-2014\n    formats: [txt]\n    output: m\n"
    project.write("source/targets.yaml", target)
    project.build()
    project.write("templates/en/matrix.md", project.root.joinpath("templates/en/brief.md").read_text())
    result = project.build()

    assert result.made == ("build/m.txt",)
    assert project.files()["build/m.txt"].startswith(b"Brief")


def test_a_state_that_is_named_no_more_loses_its_card(project):
    """The output of a target that is gone is removed, because it is ours."""
    project.build()
    project.replace(PASSAGES, "Canada, Norway", "Norway")
    result = project.build()

    assert result.removed == ("build/2014/cards/CAN.txt",)
    assert "build/2014/cards/CAN.txt" not in project.files()


def test_an_output_edited_by_hand_is_kept_aside_and_reported(project):
    """A person's edit is never overwritten in silence."""
    project.build()
    (project.root / "build/2014/cards/GBR.txt").write_text("my words")
    result = project.build()

    assert codes(result) == ["M07"]
    assert not result.ok
    assert project.files()["build/2014/cards/GBR.edited.txt"] == b"my words"
    assert b"United Kingdom" in project.files()["build/2014/cards/GBR.txt"]


def test_a_second_edit_does_not_overwrite_the_first_that_was_kept(project):
    """Each edited file keeps a name of its own, and the next build is quiet."""
    project.build()
    for words in ("one", "two"):
        (project.root / "build/2014/cards/GBR.txt").write_text(words)
        project.build()

    assert project.files()["build/2014/cards/GBR.edited.txt"] == b"one"
    assert project.files()["build/2014/cards/GBR.edited-2.txt"] == b"two"
    assert codes(project.build()) == []


def test_an_edited_output_of_a_target_that_is_gone_stays(project):
    """What is not ours any more is not removed."""
    project.build()
    (project.root / "build/2014/cards/CAN.txt").write_text("my words")
    project.replace(PASSAGES, "Canada, Norway", "Norway")
    result = project.build()

    assert result.removed == ()
    assert project.files()["build/2014/cards/CAN.txt"] == b"my words"


def test_a_deleted_output_is_made_again(project):
    """A file that is gone is stale; nothing else is."""
    project.build()
    (project.root / "build/2014/cards/ECU.txt").unlink()

    assert project.build().made == ("build/2014/cards/ECU.txt",)


def test_an_edit_that_keeps_size_and_date_of_another_file_is_no_reason(project):
    """A touched output is looked at, found the same, and left."""
    project.build()
    place = project.root / "build/2014/cards/ECU.txt"
    place.write_bytes(place.read_bytes())

    assert project.build().made == ()


def test_a_broken_record_removes_and_changes_nothing(project):
    """Findings are reported at their places, the exit is not zero, and every output stays."""
    project.build()
    before = project.files()
    project.replace(PASSAGES, "kind: warns", "kind: wanrs")
    project.replace("source/2014/dialogue.yaml", "speakers: partial", "speakers: partial\n    colour: red")
    result = project.build()

    assert not result.ok
    assert {d.span.path for d in result.diagnostics if d.span} == {PASSAGES, "source/2014/dialogue.yaml"}
    assert project.files() == before


def test_a_broken_template_fails_its_targets_alone(project):
    """The other documents are made; the failed ones keep the file that they had."""
    project.build()
    before = project.files()
    project.replace("templates/en/brief.md", "themes(", "themse(")
    project.replace(PASSAGES, "The importance of including", "The need to include")
    result = project.build(keep_going=True)

    assert set(result.failed) == {"build/2014/brief.txt", "build/2014/brief.html"}
    assert len(result.made) == 7
    assert {str(d.span) for d in result.diagnostics} == {"templates/en/brief.md:6"}
    assert project.files()["build/2014/brief.txt"] == before["build/2014/brief.txt"]


def test_a_failed_build_is_not_taken_for_whole(project):
    """The next build tries again, though nothing moved."""
    project.replace("templates/en/brief.md", "themes(", "themse(")
    project.build()
    result = project.build()

    assert len(result.failed) == 2


def test_targets_are_named_by_word_path_or_pattern(project):
    """A target, one document, a pattern, a path; a name that nothing has is a finding."""
    assert set(project.build("brief").made) == {"build/2014/brief.txt", "build/2014/brief.html"}
    assert project.build("cards/GBR").made == ("build/2014/cards/GBR.txt",)
    assert project.build("build/2014/cards/N*.txt").made == (
        "build/2014/cards/NAM.txt",
        "build/2014/cards/NZL.txt",
        "build/2014/cards/NOR.txt",
    )
    assert codes(project.build("breif")) == ["M08"]


def test_a_part_build_removes_nothing(project):
    """Only a full plan knows that a target is gone."""
    project.build()
    project.replace(PASSAGES, "Canada, Norway", "Norway")
    result = project.build("brief")

    assert result.removed == ()
    assert "build/2014/cards/CAN.txt" in project.files()


def test_losing_the_ledger_costs_a_full_build_and_no_file(project):
    """Files that are already as they should be are written over with the same bytes; nothing is called edited."""
    project.build()
    before = project.files()
    for file in (project.root / "build/.rtop").glob("ledger*"):
        file.unlink()
    result = project.build()

    assert len(result.made) == 14
    assert project.files() == before


def test_a_corrupt_ledger_is_begun_anew(project):
    """Garbage in the ledger is no traceback."""
    project.build()
    (project.root / "build/.rtop/ledger.sqlite").write_bytes(b"garbage" * 1000)

    assert len(project.build().made) == 14


def test_always_make_gives_the_same_bytes(project):
    """Forced or not, the same record gives the same files."""
    project.build()
    before = project.files()
    result = project.build(force=True)

    assert len(result.same) == 14
    assert project.files() == before


def test_a_second_build_at_the_same_time_says_who_is_in_the_way(project):
    """One lock on the folder; the second build changes nothing."""
    from filelock import FileLock

    (project.root / "build/.rtop").mkdir(parents=True)
    with FileLock(project.root / "build/.rtop/lock"):
        result = project.build()

    assert codes(result) == ["M10"]
    assert project.files() == {}


def test_clean_removes_what_was_made_and_leaves_what_was_edited(project):
    """After it only the person's file is there."""
    project.build()
    (project.root / "build/2014/cards/GBR.txt").write_text("my words")
    done = clean(open_workspace(project.root))

    assert len(done.removed) == 13
    assert done.left == ("build/2014/cards/GBR.txt",)
    assert done.diagnostics == ()
    assert list(project.files()) == ["build/2014/cards/GBR.txt"]


def test_warnings_are_kept_and_shown_again(project):
    """A finding that still holds is reported by the build that makes nothing, too."""
    project.write(
        PASSAGES,
        (project.root / PASSAGES).read_text()
        + """
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
""".replace("\n  - id: quoted", "\n", 0),
    )
    text = (project.root / PASSAGES).read_text()
    head, tail = text.split("\nstatements:\n", 1)
    statements, quoted = tail.split("\n  - id: quoted", 1)
    project.write(PASSAGES, f"{head}\n  - id: quoted{quoted}\nstatements:\n{statements}")
    first, second = project.build(), project.build()

    assert codes(first) == codes(second) == ["Q02"]
    assert second.made == ()
    assert not project.build(strict=True, force=True).made


def test_a_folder_without_a_record_is_no_project(tmp_path):
    """The finding says what to do."""
    from rtop_docs.make.build import Options, build
    from rtop_docs.progress import Quiet

    result = build(open_workspace(tmp_path), (), Quiet(), Options())

    assert codes(result) == ["M11"]
    assert list(tmp_path.iterdir()) == []


def test_manifests_in_the_ledger_hold_no_path_of_the_machine(project):
    """A build folder can move to another machine."""
    import sqlite3

    project.build()
    rows = sqlite3.connect(project.root / "build/.rtop/ledger.sqlite").execute("select text from manifest").fetchall()

    assert all(str(project.root) not in row[0] and json.loads(row[0])["answers"] for row in rows)


def test_check_finds_what_is_wrong_in_a_template_and_writes_nothing(project):
    """Templates are part of what a person checks before a build."""
    from rtop_docs.make.told import check

    project.replace("templates/en/card.md", "Nothing is named.", "None of the 193 is named.")
    found = check(open_workspace(project.root))

    assert {str(d.span).rsplit(":", 1)[0] for d in found} <= {"templates/en/card.md:10", "templates/en/card.md"}
    assert found
    assert not (project.root / "build").exists()


def test_explain_makes_no_folder(project):
    """Asking leaves no trace."""
    explain(open_workspace(project.root), ())

    assert not (project.root / "build").exists()


def test_a_style_that_is_no_text_is_a_finding(project):
    """Bytes that are not UTF-8 in style.yaml are reported at their place, and nothing is made."""
    (project.root / "templates/style.yaml").write_bytes(b"page: \xff\n")
    result = project.build()

    assert [(d.code, str(d.span)) for d in result.diagnostics] == [("W03", "templates/style.yaml:1:7")]
    assert result.made == ()


def test_a_link_that_leads_the_outputs_out_of_the_project_is_refused(project, tmp_path):
    """A folder of build/ that is a link to another place is not written through."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (project.root / "build").mkdir()
    (project.root / "build/2014").symlink_to(outside)
    result = project.build()

    assert not result.ok
    assert list(outside.iterdir()) == []
