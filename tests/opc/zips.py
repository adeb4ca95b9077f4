"""Zips for the tests of what reads Word files from elsewhere: small ones, and the same with something wrong."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
</Types>"""


def relationships(*entries: tuple[str, str, str] | tuple[str, str, str, str]) -> str:
    """Make a part of relationships: (id, kind, target) each, and a fourth word for the mode."""
    lines = (
        f'<Relationship Id="{id}" Type="{R}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"' if mode else "")
        + "/>"
        for id, kind, target, *mode in entries
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def text(words: str = "<w:p><w:r><w:t>words</w:t></w:r></w:p>", namespace: str = W) -> str:
    """Make the part that holds the text."""
    return f'<w:document xmlns:w="{namespace}"><w:body>{words}</w:body></w:document>'


def word_parts(**more: str | bytes) -> dict[str, str | bytes]:
    """Return the parts of the smallest Word file; more: others by name, two underscores for a slash, one for a dot."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relationships(("a", "officeDocument", "word/document.xml")),
        "word/document.xml": text(),
    }
    return parts | {name.replace("__", "/").replace("_", "."): data for name, data in more.items()}


def zipped(parts: Mapping[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Zip parts by name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packing) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    """Return the parts of a sound zip by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}
