"""The door to files: nothing outside the project, nothing half written, nothing read unnoticed."""

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rtop_docs.workspace as workspaces
from rtop_docs.workspace import ABSENT, MAX_FILE_BYTES, PathRefused, Unreadable, Workspace, check_name


@pytest.fixture
def workspace(tmp_path):
    """An empty project."""
    (tmp_path / "project").mkdir()
    return Workspace(tmp_path / "project")


OUTSIDE = [
    *("", "/etc/hostname", "../x", "a/../../x", "a\\b", "C:/x", "c:x"),
    *("a/\x00", "a/\u202eb", "con", "aux.txt", "a/LPT1.pdf", "x ", "x."),
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_paths_that_are_not_plain_names_inside_the_project_are_refused(path, workspace):
    """Absolute names, parents, drive letters, control characters and reserved names are no paths."""
    with pytest.raises(PathRefused):
        check_name(path)
    with pytest.raises(PathRefused):
        workspace.write_bytes(path, b"x")
    with pytest.raises(Unreadable) as caught:
        workspace.read_bytes(path)

    assert caught.value.diagnostic.code == "W01"


def test_a_link_out_of_the_project_is_neither_read_nor_written(workspace, tmp_path):
    """A symlink to a file or folder outside is refused both ways."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    (workspace.root / "link").symlink_to(secret)
    (workspace.root / "folder").symlink_to(tmp_path)

    for path in ("link", "folder/secret"):
        with pytest.raises(Unreadable):
            workspace.read_bytes(path)
        with pytest.raises(PathRefused):
            workspace.write_bytes(path, b"x")
    assert secret.read_text() == "secret"


def test_a_link_inside_the_project_is_read(workspace):
    """Links that stay inside are the project's own matter."""
    workspace.write_bytes("a.txt", b"x")
    (workspace.root / "b.txt").symlink_to(workspace.root / "a.txt")

    assert workspace.read_bytes("b.txt") == b"x"


def test_what_was_read_and_what_was_absent_is_remembered(workspace):
    """A trace holds the digest of each file read, and ABSENT for each that was looked for in vain."""
    workspace.write_bytes("a.txt", b"x")
    with workspace.trace() as seen:
        workspace.read_text("a.txt")
        assert not workspace.exists("b.txt")

    assert seen == {"a.txt": hashlib.sha256(b"x").hexdigest(), "b.txt": ABSENT}


def test_traces_nest_and_do_not_mix(workspace):
    """An inner trace sees its own readings only; the outer sees both."""
    workspace.write_bytes("a", b"1")
    workspace.write_bytes("b", b"2")
    with workspace.trace() as outer:
        workspace.exists("a")
        with workspace.trace() as inner:
            workspace.exists("b")

    assert set(inner) == {"b"}
    assert set(outer) == {"a", "b"}


def test_a_file_is_written_whole_or_not_at_all(workspace, monkeypatch):
    """When the disk refuses, the old content stays and no piece of the new is left."""
    workspace.write_bytes("a.txt", b"old")

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        workspace.write_bytes("a.txt", b"new")

    assert [p.name for p in workspace.root.iterdir()] == ["a.txt"]
    assert (workspace.root / "a.txt").read_bytes() == b"old"


def test_folders_of_many_files_are_synced_once_each(workspace, monkeypatch):
    """Whoever writes a batch makes its renames last together: a sync a folder instead of one a file."""
    synced = []
    monkeypatch.setattr(workspaces, "_sync_folder", lambda folder: synced.append(folder.name))
    names = ("one/a", "one/b", "two/c")
    for name in names:
        workspace.write_bytes(name, b"x", lasting=False)
    before = list(synced)
    workspace.sync_folders(names)

    assert before == []
    assert synced == ["one", "two"]


def test_text_that_is_not_utf8_is_reported_at_its_byte(workspace):
    """The line and column of the first wrong byte are named."""
    workspace.write_bytes("a.txt", "schön\nüb".encode() + b"\xff rest")
    with pytest.raises(Unreadable) as caught:
        workspace.read_text("a.txt")

    assert str(caught.value.diagnostic.span) == "a.txt:2:3"
    assert caught.value.diagnostic.code == "W03"


def test_a_byte_order_mark_and_other_line_ends_are_taken_away(workspace):
    """Files from any editor read the same."""
    workspace.write_bytes("a.txt", b"\xef\xbb\xbfone\r\ntwo\rthree")

    assert workspace.read_text("a.txt") == "one\ntwo\nthree"


def test_a_huge_file_is_refused_unread(workspace):
    """A record of more than the limit is a mistake or an attack."""
    with (workspace.root / "big").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    with pytest.raises(Unreadable) as caught:
        workspace.read_bytes("big")

    assert caught.value.diagnostic.code == "W05"


def test_a_folder_is_no_file(workspace):
    """Asking for a folder's content is a finding, no traceback."""
    (workspace.root / "folder").mkdir()
    with pytest.raises(Unreadable) as caught:
        workspace.read_bytes("folder")

    assert caught.value.diagnostic.code == "W04"


def test_templates_are_looked_for_in_the_project_first(tmp_path):
    """The project's own file hides the one that stands in for it."""
    for folder in ("project/templates", "house"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "house/a.md").write_text("house")
    (tmp_path / "house/b.md").write_text("house")
    (tmp_path / "project/templates/a.md").write_text("own")
    workspace = Workspace(tmp_path / "project", (("templates", tmp_path / "house"),))

    assert [workspace.read_text(f"templates/{n}.md") for n in "ab"] == ["own", "house"]


def test_listing_leaves_out_hidden_files_and_archives(workspace):
    """Archived texts are no part of the record, and editors' leftovers neither."""
    for path in ("source/a.yaml", "source/x/b.yaml", "source/x/archive/c.yaml", "source/.d.yaml", "source/.git/e.yaml"):
        place = workspace.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")

    assert workspace.list_files("source", ".yaml") == ("source/a.yaml", "source/x/b.yaml")


def test_removing_a_file_removes_the_folders_that_this_leaves_empty(workspace):
    """No empty folders pile up below build/."""
    workspace.write_bytes("build/a/b/c.pdf", b"")
    workspace.write_bytes("build/d.pdf", b"")
    workspace.remove("build/a/b/c.pdf")

    assert [p.name for p in (workspace.root / "build").iterdir()] == ["d.pdf"]


@given(st.text())
def test_no_name_gets_out(path):
    """Whatever the text, it is refused or it lies below the project."""
    try:
        check_name(path)
    except PathRefused:
        return
    place = os.path.normpath(f"project/{path}")

    assert place.startswith("project" + os.sep)
