"""What made a document besides its record: our own code, the libraries, Python and its zlib.

Reads names of installed distributions only; imports none of them, since a build with nothing to do
must know this in milliseconds.
"""

from __future__ import annotations

import hashlib
import os
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
    for folder in filter(os.path.isdir, sys.path):
        for info in sorted(n for n in os.listdir(folder) if n.endswith(".dist-info")):  # noqa: PTH208  quicker
            name, _, version = info.removesuffix(".dist-info").rpartition("-")
            if found.get(key := name.lower().replace("-", "_")) == "absent":
                found[key] = version
    found["python"] = sys.version.split()[0]
    found["zlib"] = zlib.ZLIB_RUNTIME_VERSION
    found["rtop_docs"] = code_digest(_PACKAGE)
    return found


def code_digest(package: Path) -> str:
    """Return 16 hexadecimal digits that depend on the name and content of every file of the folder `package`."""
    digest = hashlib.sha256()
    start = len(str(package)) + 1
    files = (f"{folder}/{name}" for folder, _, names in os.walk(package) for name in names)
    for path in sorted(f for f in files if not f.endswith((".pyc", ".pyo"))):
        with open(path, "rb") as file:  # noqa: PTH123  a path object for each would take as long as the reading
            content = hashlib.sha256(file.read()).digest()
        digest.update(path[start:].replace(os.sep, "/").encode() + b"\0")
        digest.update(content)
    return digest.hexdigest()[:16]
