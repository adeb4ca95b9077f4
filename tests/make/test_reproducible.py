"""Two builds in two folders, in other surroundings, give equal bytes for every file."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "rtop_docs" / "starter"


def built(folder, *arguments, **variables):
    """Build the starter's documents, in all four formats, as a process of its own; return each file's bytes."""
    shutil.copytree(STARTER / "source", folder / "source")
    targets = folder / "source/targets.yaml"
    text = targets.read_text(encoding="utf-8")
    for formats in ("[pdf, html]", "[pdf, docx]"):
        assert formats in text
        text = text.replace(formats, "[pdf, docx, html, txt]")
    targets.write_text(text, encoding="utf-8")
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **variables}
    run = [sys.executable, *arguments, "-m", "rtop_docs", "build"]
    done = subprocess.run(run, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    base = folder / "build"
    return {p.relative_to(base).as_posix(): p.read_bytes() for p in sorted(base.rglob("*.*")) if ".rtop" not in p.parts}


def test_two_builds_in_other_surroundings_give_equal_bytes(tmp_path):
    """Another folder, hash seed, time zone, language, home, day and optimization change no byte of any file."""
    first = built(
        tmp_path / "a", PYTHONHASHSEED="1", TZ="UTC", LANG="C", LC_ALL="C", HOME=str(tmp_path / "a"), NO_COLOR="1"
    )
    second = built(
        tmp_path / "another folder, with blanks",
        "-O",
        PYTHONHASHSEED="4711",
        TZ="Asia/Kathmandu",
        LANG="tr_TR.UTF-8",
        LC_ALL="tr_TR.UTF-8",
        LANGUAGE="ar:zh",
        HOME=str(tmp_path / "nowhere"),
        USER="another",
        SOURCE_DATE_EPOCH="1",
        COLUMNS="20",
    )

    assert {Path(name).suffix for name in first} == {".pdf", ".docx", ".html", ".txt"}
    assert len(first) == 56
    assert list(second) == list(first)
    assert [name for name in first if first[name] != second[name]] == []


def test_no_file_names_the_machine(tmp_path):
    """No path of the folder or the home, and no name of the user, stands in any file."""
    folder = tmp_path / "unheardof-folder"
    files = built(folder, HOME=str(tmp_path / "unheardof-home"), USER="unheardof-user", HOSTNAME="unheardof-host")

    assert [name for name, data in files.items() if b"unheardof" in data or str(tmp_path).encode() in data] == []
