"""A source with errors fails the documents that ask what it holds, and no other."""

import pytest

from rtop_docs.make.project import open_workspace
from rtop_docs.make.told import tell

PASSAGES = "source/2014/passages.yaml"


@pytest.fixture
def two(project):
    """A project in which nothing asks for everything: a card asks about one state, and the brief about all."""
    text = (project.root / PASSAGES).read_text(encoding="utf-8")
    head, statements = text.split("\nstatements:\n", 1)
    women = head.index("\n  - id: paragraph-on-women")
    after = head.find("\n  - id:", women + 2)
    own = head[women : after if after > 0 else len(head)]
    project.write("source/2014/women.yaml", "passages:" + own + "\n")
    project.write(PASSAGES, head.replace(own, "") + "\nstatements:\n" + statements)
    return project


def break_(project, path):
    """Leave the file so that no reader can read it."""
    project.write(path, (project.root / path).read_text(encoding="utf-8") + "\n  - {{{\n")


def test_who_asks_what_it_holds_fails_and_the_others_are_made(two):
    """Cards of the states named there stay as they were; a correction elsewhere reaches the other cards."""
    two.build()
    before = two.files()
    break_(two, "source/2014/women.yaml")
    two.replace("templates/en/card.md", "Nothing is named.", "Nothing is named here.")
    two.replace("templates/en/card.md", "{{ held.theme.title.text }}:", "On {{ held.theme.title.text }}:")
    result = two.build()
    after = two.files()

    touched = {f"build/2014/cards/{code}.txt" for code in ("CAN", "DEU", "FIN", "GBR", "ITA", "NAM", "NOR")}
    assert set(result.failed) == touched | {"build/2014/brief.txt", "build/2014/brief.html"}
    assert {path for path in after if after[path] != before[path]} == set(result.made)
    assert {"build/2014/cards/ECU.txt", "build/2014/cards/BDI.txt"} <= set(result.made)
    assert after.keys() == before.keys()
    assert not result.ok
    assert {d.code for d in result.diagnostics} == {"Y01", "M13"}


def test_nothing_is_removed_while_a_source_has_errors(two):
    """A state that seems to be named no more may stand in what cannot be read."""
    two.build()
    before = two.files()
    break_(two, "source/2014/women.yaml")
    two.replace(PASSAGES, "[Ecuador, ", "[")
    result = two.build()

    assert result.removed == ()
    assert two.files().keys() == before.keys()


def test_mending_it_brings_everything_up_to_date(two):
    """The tree is then that of a clean build of the same sources."""
    two.build()
    text = (two.root / "source/2014/women.yaml").read_text(encoding="utf-8")
    break_(two, "source/2014/women.yaml")
    two.build()
    two.write("source/2014/women.yaml", text.replace("The importance of including", "The need to include"))
    result = two.build()
    mended = two.files()
    two.build(force=True)

    assert result.ok
    assert len(result.made) == 9
    assert two.files() == mended


def test_before_the_first_whole_record_nothing_is_made(two):
    """What a source would hold cannot be told from nothing."""
    break_(two, "source/2014/women.yaml")
    result = two.build()

    assert not result.ok
    assert two.files() == {}


def test_a_new_source_with_errors_fails_nobody_who_did_not_ask_for_it(two):
    """It held nothing before; its own errors are reported."""
    two.build()
    two.write("source/2014/new.yaml", "passages: {{{\n")
    result = two.build()

    assert result.failed == ()
    assert not result.ok
    assert "source/2014/new.yaml" in {d.span.path for d in result.diagnostics if d.span}


def test_targets_with_errors_make_nothing(two):
    """Without targets nobody knows what is to be made, or removed."""
    two.build()
    before = two.files()
    break_(two, "source/targets.yaml")
    result = two.build()

    assert not result.ok
    assert two.files() == before


def test_list_says_who_waits(two):
    """The same decision, told without building."""
    two.build()
    break_(two, "source/2014/women.yaml")
    told = tell(open_workspace(two.root), ()).value

    assert "build/2014/cards/GBR.txt" in told.blocked
    assert "build/2014/cards/ECU.txt" not in told.blocked
    assert told.plan.orphans == ()


def test_an_error_that_follows_from_the_old_text_is_met_with_the_old_text(two):
    """A new theme in one file, used in another that cannot be read: both are as they last were."""
    two.build()
    before = two.files()
    two.replace("source/common/themes.yaml", "  women:\n", "  perspectives:\n")
    break_(two, "source/2014/women.yaml")
    result = two.build()

    assert not result.ok
    assert two.files() == before
