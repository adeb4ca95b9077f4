"""Packs: the right files for the right reader, the same bytes each time, and nothing that is not known as good."""

import datetime
import hashlib
import json
import shutil
import subprocess
import zipfile

import pytest

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.distribute.pack import read_packs
from rtop_docs.make.lock import locked
from rtop_docs.make.project import open_workspace

EMBARGO = datetime.datetime(2014, 9, 8, 15, tzinfo=datetime.UTC)
SECOND = datetime.timedelta(seconds=1)


def said(checked):
    """The findings with their hints."""
    return [format_diagnostic(d) for d in checked.diagnostics]


def test_a_pack_holds_what_its_recipient_asked_for(house):
    """Targets, patterns, language and formats choose; a note, a manifest and check sums come with them."""
    packed = house.pack()

    assert packed.diagnostics == ()
    assert list(house.contents("burundi")) == [
        "2014/brief.txt",
        "2014/cards/BDI.txt",
        "SHA256SUMS",
        "covering-note.txt",
        "manifest.json",
    ]
    assert {"2014/brief.html", "2014/brief.txt"} < set(house.contents("everybody"))


def test_files_in_a_pack_are_those_that_were_built(house):
    """Bytes are taken as they lie in build/."""
    house.pack()

    held = house.contents("burundi")
    assert held["2014/brief.txt"] == house.files()["build/2014/brief.txt"]


def test_packs_have_the_same_bytes_each_time(house):
    """A second making, and one in another place at another time, gives equal zips; nothing is written again."""
    first = house.pack()
    before = house.packs()
    again = house.pack()
    shutil.copytree(house.root, house.root.parent / "elsewhere")
    elsewhere = type(house)(house.root.parent / "elsewhere")
    shutil.rmtree(elsewhere.root / "build")
    elsewhere.build()
    elsewhere.pack()

    assert first.value.made == ("build/packs/everybody.zip", "build/packs/burundi.zip")
    assert again.value.made == ()
    assert again.value.same == first.value.made
    assert elsewhere.packs() == before


def test_a_zip_is_stored_sorted_and_without_a_time(house):
    """Nothing of the machine or the moment stands in the zip."""
    house.pack()
    with zipfile.ZipFile(house.root / "build/packs/burundi.zip") as parcel:
        entries = parcel.infolist()

    assert [e.filename for e in entries] == sorted(e.filename for e in entries)
    assert {(e.compress_type, e.date_time, e.create_system) for e in entries} == {(0, (1980, 1, 1, 0, 0, 0), 3)}


def test_sha256sum_alone_verifies_an_unpacked_pack(house):
    """The check sums are read by the program that every system has, and cover every other file."""
    house.pack()
    shutil.unpack_archive(house.root / "build/packs/burundi.zip", house.root / "unpacked")
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not here")
    right = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=house.root / "unpacked", capture_output=True)
    (house.root / "unpacked/2014/brief.txt").write_text("otherwise", encoding="utf-8")
    wrong = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=house.root / "unpacked", capture_output=True)

    assert right.returncode == 0
    assert len(right.stdout.splitlines()) == len(house.contents("burundi")) - 1
    assert wrong.returncode != 0


def test_the_manifest_says_what_each_file_is(house):
    """Path, digest, size, target, version, record digest and the versions that made it; nothing of the reader."""
    house.pack()
    held = house.contents("burundi")
    manifest = json.loads(held["manifest.json"])
    card = next(f for f in manifest["files"] if f["target"] == "cards/BDI")

    assert card["sha256"] == hashlib.sha256(held["2014/cards/BDI.txt"]).hexdigest()
    assert card["size"] == len(held["2014/cards/BDI.txt"])
    assert card["version"].encode() in held["2014/cards/BDI.txt"]
    assert len(card["record"]) == 64
    assert {"python", "rtop_docs"} <= set(manifest["versions"])
    assert b"example.org" not in held["manifest.json"]
    assert b"Mission" not in held["manifest.json"]


def test_the_note_names_reader_and_files(house):
    """The covering note is the template's, with the reader's name and each file of the pack."""
    packed = house.pack("burundi")
    pack = next(p for p in packed.value.packs if p.recipient.id == "burundi")

    assert pack.subject == "Documents for Mission of Burundi"
    assert "Dear Mission of Burundi," in pack.text
    assert "2014/cards/BDI.txt" in pack.text
    assert house.contents("burundi")["covering-note.txt"].decode() == pack.text


@pytest.mark.parametrize("name", ["{{ 7*7 }}", "*A* _b_ # c", "<b>A</b>", "\\A & B; Subject: c", "A  B\u00a0C"])
def test_a_name_in_a_note_is_only_text(house, name):
    """A recipient's name is printed as it is, on its line, and never obeyed."""
    house.write("source/recipients.yaml", f"recipients:\n  a:\n    name: '{name}'\n    address: a@example.org\n")
    house.replace("source/recipients.yaml", "a@example.org", "a@example.org\n    formats: [txt]")
    packed = house.pack()

    assert packed.value.packs[0].text.startswith(f"Dear {' '.join(name.split())},\n")


def test_packs_are_read_back_as_they_were_made(house):
    """Who sends packs finds them with their recipients and notes."""
    packed = house.pack()

    assert read_packs(open_workspace(house.root)).value == packed.value.packs


def test_a_pack_that_was_changed_is_not_offered(house):
    """A pack whose bytes are not those that were made is reported and left out."""
    house.pack()
    (house.root / "build/packs/burundi.zip").write_bytes(b"otherwise")
    (house.root / "build/packs/everybody.zip").unlink()
    read = read_packs(open_workspace(house.root))

    assert read.value == ()
    assert [d.code for d in read.diagnostics] == ["N11", "N11"]


def test_without_packs_the_command_is_named(house):
    """Who asks for packs before there are any is told how to make them."""
    read = read_packs(open_workspace(house.root))

    assert said(read) == ["error[N12]: no packs are made yet\n    hint: make them with `rtop-docs pack`"]


# -- what stays in the house ------------------------------------------------------------------------------


def edit(house):
    """Edit an output by hand."""
    house.write("build/2014/cards/BDI.txt", "otherwise")


def edit_unseen(house):
    """Edit an output by hand so that neither its size nor its dates tell."""
    import os

    place = house.root / "build/2014/cards/BDI.txt"
    state = place.stat()
    data = bytearray(place.read_bytes())
    data[0] ^= 1
    with place.open("r+b") as file:
        file.write(data)
    os.utime(place, ns=(state.st_atime_ns, state.st_mtime_ns))


def remove(house):
    """Delete an output."""
    (house.root / "build/2014/cards/BDI.txt").unlink()


def change_template(house):
    """Make an output stale."""
    house.replace("templates/en/card.md", "Nothing is named", "Nothing is named here")


def lose_ledger(house):
    """Lose what a build knows."""
    (house.root / "build/.rtop/ledger.sqlite").unlink()


def fail(house):
    """Let the last build of an output fail: the file of the build before still lies there."""
    house.replace("templates/en/card.md", "# {{ actor(target.actor) }}", "# {{ nothing.named }}")
    assert "build/2014/cards/BDI.txt" in house.build(keep_going=True).failed


@pytest.mark.parametrize("spoil", [edit, edit_unseen, remove, change_template, lose_ledger, fail])
def test_only_what_the_ledger_knows_as_good_leaves_the_house(house, spoil):
    """An edited, missing or stale file, or one that no ledger knows, is named with the command; no pack is made."""
    spoil(house)
    packed = house.pack()

    assert packed.value.made == ()
    assert house.packs() == {}
    assert any(d.code == "N08" and "build/2014/cards/BDI.txt" in d.message for d in packed.diagnostics)
    assert any("`rtop-docs build cards/BDI`" in hint for d in packed.diagnostics for hint in d.hints)


def test_packs_that_were_right_stay_when_new_ones_cannot_be_made(house):
    """A refusal touches no pack that is there."""
    house.pack()
    before = house.packs()
    edit(house)
    house.pack()

    assert house.packs() == before


def test_a_record_with_errors_sends_nothing(house):
    """A broken source holds back every pack, also those whose documents do not ask it."""
    house.replace("source/2014/passages.yaml", "source:", "sorce:")
    packed = house.pack()

    assert not packed.ok
    assert house.packs() == {}


def test_while_a_build_runs_no_pack_is_made(house):
    """Packs wait for the lock of the build folder."""
    with locked(open_workspace(house.root)):
        packed = house.pack()

    assert [(d.code, d.hints) for d in packed.diagnostics] == [("M10", ("wait for it to end, then try again",))]


def test_a_recipient_who_is_gone_keeps_no_pack(house):
    """The pack of a recipient who is taken off the list is removed, unless a person changed it."""
    house.pack()
    text = (house.root / "source/recipients.yaml").read_text(encoding="utf-8")
    house.write("source/recipients.yaml", text[: text.index("  burundi:")])
    packed = house.pack()

    assert packed.value.removed == ("build/packs/burundi.zip",)
    assert list(house.packs()) == ["everybody.zip"]


def test_new_recipients_make_no_document_stale(house):
    """Who gets what is no input of any document."""
    house.replace("source/recipients.yaml", "Everybody", "All")

    assert house.build().made == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cards/BDI]", "cards/XYZ]", "no target is named 'cards/XYZ', which 'burundi' is to get"),
        ("[txt]\n    targets: [brief,", "[pdf]\n    targets: [brief,", "'brief' is not made as 'burundi' wants it"),
        ("formats: [txt, html]", "language: fr", "'*' is not made as 'everybody' wants it: pdf (fr)"),
    ],
)
def test_what_a_recipient_cannot_get_is_said_at_its_line(house, old, new, message):
    """A target that is not there, or not in the format or language, is an error at the recipient."""
    house.replace("source/recipients.yaml", old, new)
    packed = house.pack()

    assert [d.code for d in packed.diagnostics if message in d.message] == ["N07"]
    assert all(d.span and d.span.path == "source/recipients.yaml" for d in packed.diagnostics)


# -- audience and embargo ---------------------------------------------------------------------------------


def test_a_target_for_others_stays_in_the_house(house):
    """A public reader gets no file of an internal target, and no name of one; who asks for it by name is warned."""
    house.replace("source/targets.yaml", "output: 2014/brief", "output: 2014/brief\n    audience: internal")
    house.build()
    packed = house.pack()

    assert all(b"brief" not in held for held in house.contents("everybody").values())
    assert [(d.code, d.severity.value) for d in packed.diagnostics] == [("N09", "warning")]


def test_a_reader_inside_sees_what_others_see_too(house):
    """Who belongs to a narrower audience gets the public documents as well as its own."""
    house.replace("source/targets.yaml", "output: 2014/brief", "output: 2014/brief\n    audience: partners")
    house.replace("source/recipients.yaml", "formats: [txt]", "formats: [txt]\n    audience: internal")
    house.build()
    house.pack()

    assert {"2014/brief.txt", "2014/cards/BDI.txt"} < set(house.contents("burundi"))


@pytest.mark.parametrize("field", ["embargo", "as_of"])
def test_an_embargo_ends_at_its_second(house, field):
    """One second before its embargo a target stays; at the embargo it leaves, as the same bytes."""
    house.replace(
        "source/targets.yaml", "output: 2014/brief", f"output: 2014/brief\n    {field}: {EMBARGO.isoformat()}"
    )
    house.build()
    house.pack(moment=EMBARGO - SECOND)
    before = house.contents("burundi")
    house.pack(moment=EMBARGO)
    after = house.contents("burundi")
    house.pack()
    never = house.contents("burundi")

    assert "2014/brief.txt" not in before
    assert after["2014/brief.txt"] == house.files()["build/2014/brief.txt"]
    assert never == before
