"""The commands pack and release: what they print, and with which status they end."""

import json

import pytest
from click.testing import CliRunner

from rtop_docs.cli import main


def run(house, *words):
    """Run the command in the project."""
    done = CliRunner().invoke(main, ["-C", str(house.root), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def test_pack_for_machines(house):
    """With --format json the packs and what was done stand in one value."""
    done = run(house, "pack", "--format", "json")
    said = json.loads(done.output)

    assert done.exit_code == 0
    assert said["made"] == ["build/packs/everybody.zip", "build/packs/burundi.zip"]
    assert [p["recipient"] for p in said["packs"]] == ["burundi", "everybody"]
    assert said["diagnostics"] == []


def test_pack_for_one_recipient(house):
    """Named recipients alone get a pack; the others' packs stay listed."""
    run(house, "pack")
    house.replace("source/recipients.yaml", "Mission of Burundi", "Mission")
    house.replace("source/recipients.yaml", "name: Everybody", "name: All")
    done = run(house, "pack", "burundi")

    assert done.output == "made build/packs/burundi.zip\n1 pack made, 0 as before\n"
    assert b"Dear Everybody" in house.contents("everybody")["covering-note.txt"]


def test_pack_for_a_recipient_who_is_not_there(house):
    """A name that is on no list is an error with those that are."""
    done = run(house, "pack", "nobody")

    assert done.exit_code == 1
    assert "error[N03]: there is no recipient 'nobody'" in done.output
    assert "recipients are everybody, burundi" in done.output


def test_pack_from_a_table(house, tmp_path):
    """Recipients of a CSV file take the place of the project's own."""
    table = tmp_path / "press.csv"
    table.write_text("id;name;address;formats;targets\npress;Press;p@example.org;txt;brief cards/*\n", encoding="utf-8")
    done = run(house, "pack", "--recipients", str(table))

    assert done.exit_code == 0
    assert "2014/cards/BDI.txt" in house.contents("press")


@pytest.mark.parametrize("moment", ["2014-09-08", "2014-09-08T15:00:00", "yesterday", "2014-09-08 15:00:00+00:00"])
def test_a_moment_has_a_zone(house, moment):
    """--as-of without a time or its zone is wrong use."""
    done = run(house, "pack", "--as-of", moment)

    assert done.exit_code == 2
    assert "expected a moment with its zone" in done.output


def test_pack_without_a_list_of_recipients(house):
    """A project without recipients is told which file is missing."""
    (house.root / "source/recipients.yaml").unlink()
    done = run(house, "pack")

    assert done.exit_code == 1
    assert "there is no file 'source/recipients.yaml'" in done.output


def test_a_hostile_name_moves_no_terminal(house, tmp_path):
    """Control characters in a table come out as their escapes."""
    table = tmp_path / "press.csv"
    table.write_text("id,name,address\npress,a\x1b[31mb,p@example.org\n", encoding="utf-8")
    done = run(house, "pack", "--recipients", str(table))

    assert done.exit_code == 1
    assert "\x1b" not in done.output


def test_release_for_machines(house):
    """With --format json the folder and what it was compared with stand in one value."""
    run(house, "release", "one", "--unsigned")
    done = run(house, "release", "two", "--unsigned", "--format", "json")
    said = json.loads(done.output)

    assert done.exit_code == 0
    assert (said["folder"], said["since"]) == ("releases/two", "one")


def test_a_refused_release_ends_with_a_status(house):
    """Findings that are errors are status 1, as everywhere."""
    assert run(house, "release", "one").exit_code == 1
