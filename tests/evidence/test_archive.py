"""Taking an archived text in, naming it in the sources file, and the whole of `lock` through a workspace."""

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import SourceSpan
from rtop_docs.evidence.archive import (
    add_archive,
    archive_path,
    archives_here,
    check_locks,
    examine,
    load_lock,
    make_locks,
)
from rtop_docs.evidence.fields import Uneditable, set_fields
from rtop_docs.evidence.lock import LOCK, check_quotations
from rtop_docs.records.load import load_library
from rtop_docs.records.located import read_yaml
from rtop_docs.workspace import Workspace
from tests.evidence.quoting import PAGE, codes, library, quotation, said, sha, source

SOURCES = """\
# what we read
sources:
  page:   # the council's own page
    publisher: council
    kind: account
    title: >-
      Evening of
      the harbour

    # not dated
    language: en
  other:
    publisher: council
    archive: 'archive/other.txt'  # kept
    sha256: "00"
    note: |
      archive: no key
"""
SHA = "e" * 64


# -- the sources file ------------------------------------------------------------------------------


def changed_lines(before, after):
    """Lines taken away and lines put in."""
    old, new = before.split("\n"), after.split("\n")
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_fields_are_added_on_lines_of_their_own():
    """Two fields that a source lacks become two lines, and no other line moves."""
    after = set_fields(SOURCES, "page", {"archive": "archive/page.txt", "sha256": SHA})
    lines = ["    archive: archive/page.txt", f"    sha256: {SHA}"]
    assert changed_lines(SOURCES, after) == ([], lines)
    assert after == SOURCES.replace("language: en\n", "language: en\n" + "\n".join(lines) + "\n")


def test_fields_that_are_there_are_changed_in_their_place():
    """A value is put in the place of the old one; quotation marks go, comments stay."""
    after = set_fields(SOURCES, "other", {"archive": "archive/it's.txt", "sha256": SHA})
    assert changed_lines(SOURCES, after) == (
        ["    archive: 'archive/other.txt'  # kept", '    sha256: "00"'],
        ["    archive: 'archive/it''s.txt'  # kept", f"    sha256: {SHA}"],
    )


def test_equal_fields_change_nothing():
    """Setting what is there already returns the very text."""
    assert set_fields(SOURCES, "other", {"sha256": "00"}) == SOURCES


def test_a_new_field_stands_before_the_note():
    """A new field goes before the fields that usually follow it, above a block of prose."""
    text = SOURCES.replace('    sha256: "00"\n', "")
    assert set_fields(text, "other", {"sha256": SHA}) == SOURCES.replace('"00"', SHA)


def test_a_block_of_prose_at_the_end():
    """After a last field of several lines a new one is put where it can be told apart."""
    text = "sources:\n  a:\n    publisher: x\n    title: >-\n      one\n      two\n"
    after = set_fields(text, "a", {"archive": "archive/a.txt", "sha256": SHA})
    assert changed_lines(text, after) == ([], ["    archive: archive/a.txt", f"    sha256: {SHA}"])


@pytest.mark.parametrize("head", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay(head):
    """A file from Windows keeps its line ends and its mark."""
    text = head + SOURCES.replace("\n", "\r\n")
    after = set_fields(text, "page", {"archive": "archive/page.txt"})
    assert after == head + set_fields(SOURCES, "page", {"archive": "archive/page.txt"}).replace("\n", "\r\n")


def test_a_file_without_a_last_line_end():
    """The last line may lack its end."""
    after = set_fields("sources:\n  a:\n    kind: account", "a", {"sha256": SHA})
    assert after == f"sources:\n  a:\n    kind: account\n    sha256: {SHA}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("sources:\n  b: {kind: x}\n", "Q16"),
        ("sources: []\n", "Q16"),
        ("sources:\n  a: {kind: x}\n", "Q17"),
        ("sources:\n  a:\n    sha256: >-\n      0\n", "Q17"),
        ("sources:\n  a:\n    sha256: one\n      two\n", "Q17"),
        ("sources:\n\ta: b\n", "Q17"),
        ("sources: [\n", "Q17"),
        ("", "Q17"),
    ],
)
def test_what_cannot_be_edited_is_left_alone(text, code):
    """A form that cannot be edited line by line is an error that says what to write by hand."""
    with pytest.raises(Uneditable) as caught:
        set_fields(text, "a", {"sha256": SHA}, "s.yaml")
    assert caught.value.diagnostic.code == code
    assert caught.value.diagnostic.hints


@given(st.text("ab:#'\"-{}[],>|& \\é", max_size=12), st.text("ab:#'\"-{}[],>|& \\é", max_size=12))
def test_any_value_comes_out_again(old, new):
    """Whatever stood there and whatever is put there, reading the file again gives the new value alone."""
    quoted = "'" + old.replace("'", "''") + "'"
    text = f"sources:\n  a:\n    archive: {quoted} # c\n    kind: x\n"
    after = read_yaml(set_fields(text, "a", {"archive": new}), "").value
    assert after == {"sources": {"a": {"archive": new, "kind": "x"}}}


# -- what may be archived ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (PAGE.encode(), []),
        ("\ufeffOne\r\nTwo\fThree\tfour".encode(), []),
        (b"", ["Q15 there are no words in it"]),
        (b" \n-", ["Q15 there are no words in it"]),
        (b"%PDF-1.7 text", ["Q15 this is a document of another kind, no plain text"]),
        (b" <!DOCTYPE html><p>a", ["Q15 this is a page with its markup, no plain text"]),
        (b"a\ncaf\xe9", ["W03 byte 0xe9 at 5 is not UTF-8"]),
        (b"\xed\xa0\x80a", ["W03 byte 0xed at 0 is not UTF-8"]),
        (b"a\x00b", ["W03 there is a control character U+0000"]),
        (b"a\x1b[2Jb", ["W03 there is a control character U+001B"]),
        ("a\x85b".encode(), ["W03 there is a control character U+0085"]),
        ("a\u200bb\u200b\u202ec".encode(), ["Q09 the text holds U+200B 2 times", "Q09 the text holds U+202E 1 time"]),
        ("soft\u00adhyphen".encode(), []),
    ],
)  # fmt: skip
def test_what_may_be_archived(data, expected):
    """Plain UTF-8 text without control characters may be archived; what no reader sees is a warning."""
    assert said(examine(data, "p.txt")) == expected


def test_a_fault_has_its_line():
    """A finding about a text says where in it."""
    assert str(examine(b"a\nb \x00", "p.txt")[0].span) == "p.txt:2:3"


# -- places --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sources_file", "archive", "path"),
    [
        ("source/h/sources.yaml", "source/h/archive/x.txt", "source/h/archive/x.txt"),
        ("source/h/sources.yaml", "", "source/h/archive/page.txt"),
        ("source/h/passages/p.yaml", "source/common/archive/x/y.txt", "source/common/archive/x/y.txt"),
        ("source/h/passages/p.yaml", "", ""),
        ("source/sources.yaml", "", ""),
        ("source/h/sources.yaml", "source/h/archive/../../x.txt", ""),
        ("source/h/sources.yaml", "/etc/x", ""),
        ("source/h/sources.yaml", "source/h/x.txt", ""),
        ("source/h/sources.yaml", "source/h/archive/a\\b", ""),
        ("source/h/sources.yaml", "source/h/archive/nul", ""),
    ],
)
def test_where_a_text_lies(sources_file, archive, path):
    """A text lies beside its sources file by default, and always in a folder that git leaves alone."""
    placed = archive_path(evolve(source(archive=archive), span=SourceSpan(sources_file, 2, 3)))
    assert (placed.value, codes(placed.diagnostics)) == (path, [] if path else ["Q20"])


# -- through a workspace ---------------------------------------------------------------------------


@pytest.fixture
def workspace(tmp_path):
    """Return a project with a sources file and nothing archived."""
    (tmp_path / "source/h").mkdir(parents=True)
    (tmp_path / "source/h/sources.yaml").write_text(SOURCES, encoding="utf-8")
    return Workspace(tmp_path)


def text_of(workspace, path):
    """Content of a file as it is on disk."""
    return (workspace.root / path).read_bytes().decode()


def test_a_text_is_added(workspace):
    """The bytes are stored as they are, the sources file names them, and a second time changes nothing."""
    data = ("\ufeff" + PAGE.replace("\n", "\r\n")).encode()
    for changed in (True, False):
        added = add_archive(workspace, library(sources=(source(None),)), "page", data)
        assert added.diagnostics == ()
        assert (added.value.path, added.value.changed) == ("source/h/archive/page.txt", changed)
    assert (workspace.root / "source/h/archive/page.txt").read_bytes() == data
    assert f"    archive: archive/page.txt\n    sha256: {added.value.sha256}\n" in text_of(
        workspace, "source/h/sources.yaml"
    )


def test_a_library_that_was_loaded(workspace):
    """What is written into the sources file is read back by the loader as the same place."""
    whole = "organizations:\n  council:\n    title: Council\n    kind: civil society\n"
    whole += "sources:\n  page:\n    publisher: council\n    kind: account\n    title: Evening\n    language: en\n"
    workspace.write_bytes("source/h/sources.yaml", whole.encode())
    for data, replace in ((PAGE, False), (PAGE + "more", True)):
        loaded = load_library(Workspace(workspace.root)).value
        assert add_archive(workspace, loaded, "page", data.encode(), replace).value.path == "source/h/archive/page.txt"
    again = load_library(Workspace(workspace.root)).value
    assert archives_here(workspace, again).value == {"page": PAGE + "more"}
    written = text_of(workspace, "source/h/sources.yaml")
    assert written == whole + f"    archive: archive/page.txt\n    sha256: {sha(PAGE + 'more')}\n"


def test_another_text_is_not_overwritten(workspace):
    """A text that is archived already is replaced only when that is asked for, since git does not keep it."""
    lib = library(sources=(source(None),))
    add_archive(workspace, lib, "page", PAGE.encode())
    refused = add_archive(workspace, lib, "page", b"other words")
    assert (refused.value, codes(refused.diagnostics)) == (None, ["Q18"])
    assert text_of(workspace, "source/h/archive/page.txt") == PAGE
    assert sha(PAGE) in text_of(workspace, "source/h/sources.yaml")
    assert add_archive(workspace, lib, "page", b"other words", replace=True).value.changed
    assert sha("other words") in text_of(workspace, "source/h/sources.yaml")


@pytest.mark.parametrize(
    ("name", "data", "code"), [("nobody", b"words", "Q16"), ("page", b"\xff", "W03"), ("page", b"%PDF", "Q15")]
)
def test_what_is_refused_leaves_everything_as_it_was(workspace, name, data, code):
    """A refused text writes neither itself nor the sources file."""
    added = add_archive(workspace, library(sources=(source(None),)), name, data)
    assert (added.value, codes(added.diagnostics)) == (None, [code])
    assert text_of(workspace, "source/h/sources.yaml") == SOURCES
    assert not (workspace.root / "source/h/archive").exists()


def test_a_sources_file_that_cannot_be_edited_keeps_the_text_out(workspace):
    """Where the sources file cannot be edited nothing is archived either."""
    workspace.write_bytes("source/h/sources.yaml", b"sources:\n  page: {kind: account}\n")
    added = add_archive(workspace, library(sources=(source(None),)), "page", b"words")
    assert codes(added.diagnostics) == ["Q17"]
    assert not (workspace.root / "source/h/archive").exists()


def test_lock_and_build_without_the_text(workspace):
    """What is locked where the text is passes where it is not: the lock file alone decides."""
    lib = library(quotation("severely tested"), quotation("she went on", name="q2"))
    workspace.write_bytes("source/h/archive/page.txt", PAGE.encode())
    made = make_locks(workspace, lib)
    assert made.diagnostics == ()
    assert check_locks(workspace, lib).diagnostics == ()

    workspace.remove("source/h/archive/page.txt")
    elsewhere = Workspace(workspace.root)
    with elsewhere.trace() as seen:
        assert check_quotations(lib, load_lock(elsewhere).value) == ()
    assert set(seen) == {LOCK}
    assert load_lock(elsewhere).value == made.value
    assert codes(check_locks(elsewhere, lib).diagnostics) == ["Q11"]
    changed = library(quotation("severely tested"), quotation("she did not go on", name="q2"))
    assert codes(check_quotations(changed, load_lock(elsewhere).value)) == ["Q01"]


def test_locking_twice_writes_once(workspace):
    """An equal lock is not written again."""
    lib = library(quotation("severely tested"))
    workspace.write_bytes("source/h/archive/page.txt", PAGE.encode())
    make_locks(workspace, lib)
    before = (workspace.root / LOCK).stat()
    make_locks(Workspace(workspace.root), lib)
    assert (workspace.root / LOCK).stat().st_mtime_ns == before.st_mtime_ns
    assert (workspace.root / LOCK).stat().st_ino == before.st_ino


def test_what_is_found_is_locked_although_something_is_not(workspace):
    """One wrong quotation does not keep the others out of the lock."""
    lib = library(quotation("severely tested"), quotation("hardly tested", name="q2"))
    workspace.write_bytes("source/h/archive/page.txt", PAGE.encode())
    assert codes(make_locks(workspace, lib).diagnostics) == ["Q06"]
    assert codes(check_quotations(lib, load_lock(workspace).value)) == ["Q01"]


def test_a_lock_that_cannot_be_read_is_kept(workspace):
    """A lock with a merge conflict is reported and not overwritten."""
    workspace.write_bytes(LOCK, b"<<<<<<< ours\n")
    made = make_locks(workspace, library())
    assert (made.value, codes(made.diagnostics)) == (None, ["Q04"])
    assert text_of(workspace, LOCK) == "<<<<<<< ours\n"


def test_a_text_that_is_not_the_one_named(workspace):
    """A text on disk that the record does not name is reported, and nothing is looked for in it."""
    lib = library(quotation("severely tested"))
    workspace.write_bytes("source/h/archive/page.txt", PAGE.replace("wall", "Wall").encode())
    assert codes(archives_here(workspace, lib).diagnostics) == ["Q12"]
    assert codes(make_locks(workspace, lib).diagnostics) == ["Q11", "Q12"]
    assert "q1" not in text_of(workspace, LOCK)


def test_a_link_that_leads_out_is_not_followed(workspace, tmp_path_factory):
    """A link in the archive's folder cannot make the project read or write elsewhere."""
    outside = tmp_path_factory.mktemp("outside") / "page.txt"
    outside.write_text(PAGE, encoding="utf-8")
    (workspace.root / "source/h/archive").mkdir()
    (workspace.root / "source/h/archive/page.txt").symlink_to(outside)
    assert codes(archives_here(workspace, library()).diagnostics) == ["W01"]
    added = add_archive(workspace, library(sources=(source(None),)), "page", b"words", replace=True)
    assert codes(added.diagnostics) == ["W01"]
    assert outside.read_text(encoding="utf-8") == PAGE
