"""A new project holds what the package's starter holds, and nothing of a person's is touched."""

import pytest

from rtop_docs.make.start import STARTER, start


def contents(folder):
    """Every file below `folder` with its bytes."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_new_project_is_a_copy_of_the_starter(tmp_path):
    """Byte for byte, with the ignore file under its own name; the result lists what is there."""
    made = start(tmp_path / "deep" / "project")
    there, starter = contents(tmp_path / "deep" / "project"), contents(STARTER)
    starter[".gitignore"] = starter.pop("gitignore")

    assert made.diagnostics == ()
    assert there == starter
    assert sorted(made.value) == sorted(there)


def test_outputs_and_archived_texts_of_a_new_project_are_not_committed(tmp_path):
    """The ignore file names the build folder and the folder of texts whose rights are others'."""
    start(tmp_path)
    lines = (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()

    assert "build/" in [line.lstrip("/") for line in lines]
    assert any("archive" in line for line in lines if not line.startswith("#"))


def test_an_empty_folder_is_filled(tmp_path):
    """It need not be new."""
    assert start(tmp_path).value


@pytest.mark.parametrize("there", ["mine.txt", ".hidden", "source/dialogue.yaml"])
def test_a_folder_with_anything_in_it_is_left_alone(there, tmp_path):
    """Even a hidden file, even a project: the finding says what to do."""
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_bytes(b"mine")
    made = start(tmp_path)

    assert made.value is None
    assert [(d.code, d.hints) for d in made.diagnostics] == [("M12", ("name a folder that does not exist yet",))]
    assert contents(tmp_path) == {there: b"mine"}


def test_a_second_start_is_refused(tmp_path):
    """What was edited since the first stays edited."""
    start(tmp_path)
    (tmp_path / "source/targets.yaml").write_text("mine")

    assert [d.code for d in start(tmp_path).diagnostics] == ["M12"]
    assert (tmp_path / "source/targets.yaml").read_text() == "mine"
