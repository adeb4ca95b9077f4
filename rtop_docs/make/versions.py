"""What made a document besides its record: our own code, the libraries, Python and its zlib.

Reads names of installed distributions only; imports none of them, since a build with nothing to do
must know this in milliseconds.
"""

from __future__ import annotations

import hashlib
import sys
import zlib
from functools import cache
from pathlib import Path

LIBRARIES = (
    "attrs",
    "cattrs",
    "jinja2",
    "lxml",
    "markdown_it_py",
    "pymupdf_fonts",
    "pyphen",
    "python_docx",
    "pyyaml",
    "reportlab",
    "uharfbuzz",
)
"""Those whose version can change a byte of a document, as their ``.dist-info`` folders are named."""

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def versions() -> dict[str, str]:
    """Return name -> version of each library that can change a byte, of Python, of zlib, and of our own code.

    Our own code's version is the first 16 hexadecimal digits of the SHA-256 of its files.
    """
    found = dict.fromkeys(LIBRARIES, "absent")
    for folder in (Path(p) for p in sys.path if p):
        for info in folder.glob("*.dist-info"):
            name, _, version = info.name.removesuffix(".dist-info").rpartition("-")
            if found.get(key := name.lower().replace("-", "_")) == "absent":
                found[key] = version
    found["python"] = sys.version.split()[0]
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    found["rtop_docs"] = code_digest(_PACKAGE)
    return found


def code_digest(package: Path) -> str:
    """Return 16 hexadecimal digits that depend on the name and content of every file of the folder `package`."""
    digest = hashlib.sha256()
    for path in sorted(p for p in package.rglob("*") if p.is_file() and p.suffix not in {".pyc", ".pyo"}):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
