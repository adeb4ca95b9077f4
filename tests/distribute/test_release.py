"""Releases: whole or not at all, never written again, verifiable without us, and what changed said in words."""

import hashlib
import json
import re
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.distribute import release as module
from rtop_docs.distribute.answers import Answers, Counted, Quoted, Stated, Told, from_json, to_json
from rtop_docs.distribute.changes import compare, counts
from rtop_docs.distribute.former import find_former
from rtop_docs.distribute.release import Order, make_release
from rtop_docs.make.lock import locked
from rtop_docs.make.project import open_workspace
from rtop_docs.parity.of_document import reading_of
from rtop_docs.parity.readers import differences
from rtop_docs.records.model import Audience
from tests import shown

PASSAGES = "source/2014/passages.yaml"


def release(house, name, **order):
    """Make a release as a new process would."""
    order = {"unsigned": True} | order
    return make_release(open_workspace(house.root), Order(name=name, **order))


def contents(house, name):
    """Every file of a release by its name."""
    folder = house.root / "releases" / name
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def changes_text(house, name):
    """The page on changes as one line of text."""
    return shown.of("txt", contents(house, name)["changes.txt"])


def again(house, old, new, name="two"):
    """Release, change the record's passages, release once more; return the text of the page on changes."""
    assert release(house, "one").ok
    house.replace(PASSAGES, old, new)
    house.build()
    made = release(house, name)
    assert made.ok, [format_diagnostic(d) for d in made.diagnostics]
    return changes_text(house, name)


# -- the folder -------------------------------------------------------------------------------------------


def test_a_release_holds_all_documents_and_what_proves_them(house):
    """Documents as built, the page on changes in all formats, manifest, answers, instructions and check sums."""
    made = release(house, "2014-1")
    held = contents(house, "2014-1")
    built = {p.removeprefix("build/"): data for p, data in house.files().items() if not p.startswith("build/packs")}

    assert made.diagnostics == ()
    assert {n.removeprefix("documents/"): d for n, d in held.items() if n.startswith("documents/")} == built
    assert {n for n in held if "/" not in n} == {
        "SHA256SUMS", "VERIFY.txt", "answers.json", "manifest.json",
        "changes.docx", "changes.html", "changes.pdf", "changes.txt",
    }  # fmt: skip


def test_check_sums_vouch_for_each_file(house):
    """Every file but the check sums themselves stands in them with its digest."""
    release(house, "2014-1")
    held = contents(house, "2014-1")
    lines = held.pop("SHA256SUMS").decode().splitlines()

    assert lines == [f"{hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(held.items())]


def test_the_manifest_names_the_release_before(house):
    """Which release was compared with stands in the manifest; nothing of when or where it was made."""
    release(house, "one")
    release(house, "two")
    manifests = [json.loads(contents(house, name)["manifest.json"]) for name in ("one", "two")]

    assert [(m["release"], m["follows"], m["audience"]) for m in manifests] == [
        ("one", "", "public"),
        ("two", "one", "public"),
    ]
    assert {f["target"] for f in manifests[1]["files"]} >= {"brief", "changes"}


def test_a_release_has_the_same_bytes_in_another_place(house):
    """The same record gives the same release."""
    release(house, "one")
    shutil.copytree(house.root, house.root.parent / "elsewhere")
    elsewhere = type(house)(house.root.parent / "elsewhere")
    shutil.rmtree(elsewhere.root / "releases")
    shutil.rmtree(elsewhere.root / "build")
    elsewhere.build()
    release(elsewhere, "one")

    assert contents(elsewhere, "one") == contents(house, "one")


def test_a_release_is_never_written_again(house):
    """A name that is taken is refused, and what stands there stays."""
    release(house, "one")
    before = contents(house, "one")
    house.replace(PASSAGES, "verb: warned", "verb: cautioned")
    house.build()
    made = release(house, "one")

    assert [d.code for d in made.diagnostics] == ["N20"]
    assert contents(house, "one") == before


def test_a_release_that_is_cut_off_is_not_there(house, monkeypatch):
    """When the disk refuses in the middle, no release stands there; the next try makes it whole."""
    write = module.Workspace.write_bytes

    def full(self, path, data):
        if path.endswith("manifest.json"):
            raise OSError(28, "No space left on device")
        write(self, path, data)

    with monkeypatch.context() as patch:
        patch.setattr(module.Workspace, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            release(house, "one")
    there = (house.root / "releases/one").exists()
    former = find_former(open_workspace(house.root), Audience.PUBLIC)
    made = release(house, "one")

    assert not there
    assert former.ok
    assert made.ok
    assert [p.name for p in (house.root / "releases").iterdir()] == ["one"]


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "con", "a b", "", "x" * 64, "é", "a."])
def test_a_name_that_is_no_folder_is_refused(house, name):
    """A release's name is a plain word."""
    made = release(house, name)

    assert [d.code for d in made.diagnostics] == ["N21"]
    assert not (house.root / "releases").exists()


@pytest.mark.parametrize("order", [{"unsigned": False}, {"key": "k"}])
def test_nobody_forgets_to_sign(house, order):
    """Without a key, and with a key and --unsigned, the choice is asked for."""
    assert [d.code for d in release(house, "one", **order).diagnostics] == ["N23"]


def test_what_is_not_up_to_date_is_not_released(house):
    """A stale or edited document is named with the command, and no folder is made."""
    house.write("build/2014/brief.txt", "edited")
    house.replace("templates/en/card.md", "Nothing is named", "Nothing is named here")
    made = release(house, "one")

    assert {d.code for d in made.diagnostics} == {"N08"}
    assert not (house.root / "releases").exists()


def test_while_a_build_runs_nothing_is_released(house):
    """A release waits for the lock of the build folder."""
    with locked(open_workspace(house.root)):
        made = release(house, "one")

    assert [d.code for d in made.diagnostics] == ["M10"]


def test_documents_for_others_are_not_released(house):
    """A public release holds no document of an internal target; one for inside holds both."""
    house.replace("source/targets.yaml", "output: 2014/brief", "output: 2014/brief\n    audience: internal")
    house.build()
    release(house, "out")
    release(house, "in", audience=Audience.INTERNAL)

    assert "documents/2014/brief.txt" not in contents(house, "out")
    assert "documents/2014/brief.txt" in contents(house, "in")
    assert all(b"2014/brief." not in data for data in contents(house, "out").values())


# -- the signature ----------------------------------------------------------------------------------------


@pytest.fixture
def key(tmp_path):
    """A key of SSH, made for one test."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not here")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", tmp_path / "key"], check=True)
    return tmp_path / "key"


def verify(house, key, name):
    """Verify as VERIFY.txt says; return whether ssh-keygen is content."""
    folder = house.root / "releases" / name
    signers = key.with_name("allowed_signers")
    signers.write_text(f"release {key.with_name('key.pub').read_text(encoding='ascii')}", encoding="ascii")
    command = ["ssh-keygen", "-Y", "verify", "-f", signers, "-I", "release", "-n", "rtop-docs", "-s", "SHA256SUMS.sig"]
    done = subprocess.run(command, cwd=folder, input=(folder / "SHA256SUMS").read_bytes(), capture_output=True)
    return done.returncode == 0


def test_a_signature_verifies_as_the_instructions_say(house, key):
    """The key's owner signed these check sums and no others."""
    made = release(house, "one", unsigned=False, key=str(key))
    right = verify(house, key, "one")
    sums = house.root / "releases/one/SHA256SUMS"
    sums.write_bytes(sums.read_bytes().replace(b"a", b"b", 1))

    assert made.ok
    assert right
    assert not verify(house, key, "one")
    assert b"ssh-keygen -Y verify" in contents(house, "one")["VERIFY.txt"]


def test_an_unsigned_release_says_so(house):
    """Its reader is told that it is whole and not from whom it comes."""
    release(house, "one")

    assert b"is not signed" in contents(house, "one")["VERIFY.txt"]


def test_a_key_that_is_not_there_releases_nothing(house):
    """What ssh-keygen says of the key is passed on, and no folder is made."""
    if shutil.which("ssh-keygen") is None:
        pytest.skip("ssh-keygen is not here")
    made = release(house, "one", unsigned=False, key=str(house.root / "no-key"))

    assert [d.code for d in made.diagnostics] == ["N24"]
    assert not (house.root / "releases").exists()


def test_a_system_without_ssh_keygen_is_told_what_to_do(house, monkeypatch):
    """The missing program is named with the choices that are left."""
    monkeypatch.setenv("PATH", "")
    made = release(house, "one", unsigned=False, key="key")

    assert [d.message for d in made.diagnostics] == ["there is no ssh-keygen on this system"]


# -- which release is the one before ----------------------------------------------------------------------


def test_the_release_before_is_the_one_that_none_follows(house):
    """Neither names nor dates decide: the chain does."""
    for name in ("z", "a", "m"):
        release(house, name)

    assert json.loads(contents(house, "m")["manifest.json"])["follows"] == "a"


def test_two_last_releases_are_asked_about(house):
    """When two releases follow the same one, a person says which is meant."""
    release(house, "one")
    release(house, "two")
    release(house, "other", since="one")
    asked = release(house, "next")
    told = release(house, "next", since="two")

    assert [d.code for d in asked.diagnostics] == ["N22"]
    assert "other, two" in asked.diagnostics[0].message
    assert told.value.former == "two"


def test_a_release_for_others_is_never_compared_with(house):
    """What partners were told is not compared with what the public is told."""
    release(house, "partners-1", audience=Audience.PARTNERS)
    made = release(house, "public-1")
    asked = release(house, "public-2", since="partners-1")

    assert made.value.former == ""
    assert [d.code for d in asked.diagnostics] == ["N22"]
    assert all(b"partners-1" not in data for data in contents(house, "public-1").values())


@pytest.mark.parametrize("name", ["answers.json", "manifest.json", "SHA256SUMS"])
@pytest.mark.parametrize("data", [None, b"", b"[]", b'{"form": 1, "dialogues": [{}]}', b"\xff"])
def test_a_damaged_release_is_not_compared_with(house, name, data):
    """What is not as it was released is named; nothing is guessed from it."""
    release(house, "one")
    place = house.root / "releases/one" / name
    place.unlink() if data is None else place.write_bytes(data)
    made = release(house, "two")

    assert [d.code for d in made.diagnostics] == ["N22"]
    assert "'one'" in made.diagnostics[0].message


# -- what changed, in words -------------------------------------------------------------------------------


def test_the_first_release_has_nothing_to_compare_with(house):
    """The page says so, and cites nothing."""
    release(house, "one")

    assert "there is none before it to compare it with" in changes_text(house, "one")
    assert "Sources" not in changes_text(house, "one")


def test_a_release_of_the_same_record_says_that_nothing_changed(house):
    """No list of changes is shown where there are none."""
    release(house, "one")
    release(house, "two")

    assert "Nothing of what the documents say of positions, counts and quotations has changed since one." in (
        changes_text(house, "two")
    )


def test_a_changed_position_is_told_with_before_and_now(house):
    """Each state that the position reaches is named, with both verbs and the place of the present one."""
    text = again(house, "verb: warned", "verb: cautioned")

    assert "Positions: 6 changed." in text
    assert "Ecuador, Finland, Montenegro, New Zealand and Sierra Leone on Countering the arms trade: now" in text
    assert "Burundi on Countering the arms trade: now for, named, own statement (ICRtoP: “cautioned”)" in text
    assert "now for, named (ICRtoP: “cautioned”)" in text
    assert "before: for, named (ICRtoP: “warned”)" in text
    assert "“For example, Ecuador … in this regard.”" in text


def test_a_new_name_is_told_as_new_and_counted(house):
    """A state that joins a list is a new position of that state, and the count of names grows."""
    text = again(house, "named: [Ecuador, ", "named: [Chad, Ecuador, ")

    assert "Positions: 1 new." in text
    assert "Chad on " in text
    assert ": new, for, named (ICRtoP: “warned”)" in text
    assert "7 states; before: 6 states." in text


def test_a_name_that_is_gone_is_told_without_what_it_held(house):
    """What is no longer shown is named by actor and theme alone: neither verb nor direction is said again."""
    text = again(house, "Montenegro, ", "")

    assert "Positions: 1 no longer shown." in text
    assert re.search(r"Montenegro on [^.]+: no longer shown\.", text)
    assert "warned" not in text


MORE = """  - id: more-on-arms
    passage: {source: icrtop-2014, from: "More on arms"}
    segment: interventions
    who: {named: [Ecuador], extent: unmarked}
    says:
      - theme: arms-trade
        verb: added
        kind: warns
        direction: for
        ours: More of the same.

"""


def test_a_state_that_still_holds_something_on_the_theme_is_not_told_to_be_gone(house):
    """When one of two claims on a theme is gone, only that is said."""
    text = (house.root / PASSAGES).read_text(encoding="utf-8")
    house.write(PASSAGES, text.replace("statements:\n", f"{MORE}statements:\n", 1))
    house.build()
    text = again(house, MORE, "")

    assert "Ecuador on Countering the arms trade: one of the claims of the release before is no longer shown." in text


def test_a_figure_that_changed_shows_both_values(house):
    """A stated figure of the same record has its former value beside it."""
    house_text = (house.root / PASSAGES).read_text(encoding="utf-8")
    assert "value: 67\n        wording: sixty-seven" in house_text
    text = again(house, "value: 67\n        wording: sixty-seven", "value: 68\n        wording: sixty-eight")

    assert "68 (ICRtoP); before: 67 (ICRtoP)." in text


QUOTE = """
    quotes:
      - id: quoted-on-arms
        exact: deny them the means
        language: en
        speakers: [Ecuador]
        attribution: sole
        wording: original
        testimony: reported
"""


def test_all_formats_of_the_page_say_the_same(house, monkeypatch):
    """The page on changes is one document: each format, read back by other code, says it word for word."""
    written = {}

    def write(document, format, style):
        made = module_write(document, format, style)
        written[format] = (document, made.value)
        return made

    module_write = module.write
    monkeypatch.setattr(module, "write", write)
    again(house, "verb: warned", "verb: cautioned")

    for format in ("pdf", "docx", "html", "txt"):
        document, data = written[format]
        assert contents(house, "two")[f"changes.{format}"] == data
        assert differences(data, format, document, reading_of(document)) == ()


def test_a_changed_quotation_is_told_with_its_former_words(house, monkeypatch):
    """A quotation that is new is set off; one whose words changed has those of before; one that is gone has none."""
    monkeypatch.setattr("rtop_docs.evidence.verdicts.check_quotations", lambda _library, _lock: ())
    release(house, "one")
    text = (house.root / PASSAGES).read_text(encoding="utf-8")
    quoted = text.replace("the arms trade must be countered.", f"the arms trade must be countered.{QUOTE}", 1)
    pages = []
    for number, changed in enumerate((quoted, quoted.replace("deny them", "refuse them"), text)):
        house.write(PASSAGES, changed)
        house.build()
        assert release(house, f"r{number}").ok
        pages.append(changes_text(house, f"r{number}"))

    assert "“deny them the means” Ecuador." in pages[0]
    assert "The quotation below has changed; the release before has “deny them the means”." in pages[1]
    assert "“refuse them the means” Ecuador." in pages[1]
    assert "A quotation of Ecuador that the release before held is no longer shown." in pages[2]
    assert "the means”" not in pages[2]


def test_what_is_withheld_by_now_is_not_said_once_more(house):
    """A position that was released and is internal by now leaves none of its words on the page on changes."""
    text = again(house, "  - id: paragraph-on-women\n", "  - id: paragraph-on-women\n    audience: internal\n")

    assert "underlined" not in text
    assert "The importance of including" not in text
    assert "no longer shown" in text


# -- the comparison, against a model ----------------------------------------------------------------------

WORDS = st.text("abc", max_size=2)
TOLD = st.builds(
    Told, actor=WORDS, theme=WORDS, record=WORDS, direction=WORDS, condition=WORDS, verb=WORDS, says=WORDS,
    publisher=WORDS, ways=st.lists(WORDS, max_size=2).map(tuple),
)  # fmt: skip
ANSWERS = st.builds(
    Answers,
    dialogue=WORDS,
    told=st.lists(TOLD, max_size=5, unique_by=lambda t: (t.actor, t.theme, t.record)).map(tuple),
    counted=st.lists(
        st.builds(Counted, theme=WORDS, states=st.integers(0, 3), others=st.integers(0, 3)),
        max_size=3, unique_by=lambda c: c.theme,
    ).map(tuple),
    stated=st.lists(
        st.builds(
            Stated, record=WORDS, measure=WORDS, value=st.integers(0, 9), qualifier=WORDS, publisher=WORDS
        ),
        max_size=3, unique_by=lambda s: s.record,
    ).map(tuple),
    quoted=st.lists(
        st.builds(Quoted, record=WORDS, exact=WORDS, speakers=st.just(()), attribution=WORDS),
        max_size=3, unique_by=lambda q: q.record,
    ).map(tuple),
)  # fmt: skip
MANY = st.lists(ANSWERS, max_size=3, unique_by=lambda a: a.dialogue)


@given(MANY)
def test_answers_are_read_as_they_were_written(held):
    """What a release keeps is what the next one compares."""
    assert from_json(to_json(held).decode()) == tuple(held)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), lambda c: st.lists(c, max_size=3)
    | st.dictionaries(st.sampled_from(("form", "dialogues", "told", "x")), c, max_size=3), max_leaves=10))  # fmt: skip
def test_other_data_is_refused_and_never_raises_otherwise(data):
    """A file of answers that is none is a ValueError, whatever it holds."""
    try:
        from_json(json.dumps(data))
    except ValueError:
        return
    assert data["form"] == 1


@given(MANY)
def test_nothing_changes_between_the_same_answers(held):
    """The same answers differ in nothing."""
    assert compare(held, held) == ()


@given(MANY, MANY)
def test_changes_turn_the_former_answers_into_the_present_ones(before, now):
    """Applied to what was told, the changes give what is told now; the numbers are those of the sets' differences."""
    former = {a.dialogue: {(t.actor, t.theme, t.record): t for t in a.told} for a in before}
    present = {a.dialogue: {(t.actor, t.theme, t.record): t for t in a.told} for a in now}
    changes = compare(before, now)
    for one in changes:
        held = former.setdefault(one.dialogue, {})
        for change in one.told:
            told = change.now or change.before
            name = (told.actor, told.theme, told.record)
            assert held.pop(name, None) == change.before
            if change.now:
                held[name] = change.now
    numbers = counts(changes, "told")

    assert {d: former.get(d, {}) for d in present} == present
    assert numbers["new"] == sum(len(t.keys() - _before(before, d).keys()) for d, t in present.items())
    assert numbers["gone"] == sum(len(_before(before, d).keys() - t.keys()) for d, t in present.items())


def _before(before, dialogue):
    return {(t.actor, t.theme, t.record): t for a in before if a.dialogue == dialogue for t in a.told}
