"""Files as one parcel whose reader can check it without us: a manifest, check sums, a zip of the same bytes each time.

Knows nothing of recipients, releases or records.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping

from rtop_docs.distribute.leaving import Finished
from rtop_docs.records.model import Audience

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: one that says nothing."""
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16

Files = Mapping[str, bytes]


def manifest(finished: Iterable[Finished], audience: Audience, more: Mapping[str, object] | None = None) -> bytes:
    """Return manifest.json: what each file is and was made from, sorted by path.

    Of each file: path, sha256, size in bytes, target, format, language, title, the document's version, and the digest
    of the answers of the record that it shows.  versions: of all that made them.  It holds nothing of who gets it.
    """
    files = sorted(finished, key=lambda one: one.name)
    versions: dict[str, set[str]] = {}
    for one in files:
        for name, version in one.versions.items():
            versions.setdefault(name, set()).add(version)
    data: dict[str, object] = {
        "audience": audience.name.lower(),
        "files": [_entry(one) for one in files],
        "versions": {name: ", ".join(sorted(held)) for name, held in versions.items()},
        **(more or {}),
    }
    return as_json(data)


def as_json(data: object) -> bytes:
    """Return plain values as JSON of one form: keys sorted, one a line, UTF-8."""
    return (json.dumps(data, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def _entry(one: Finished) -> dict[str, object]:
    job = one.output.job
    return {
        "path": one.name,
        "sha256": one.sha256,
        "size": len(one.data),
        "target": job.name,
        "format": one.output.format,
        "language": job.spec.language,
        "title": one.document.title,
        "version": one.document.version,
        "record": one.record,
    }


def with_sums(files: Files) -> dict[str, bytes]:
    """Return `files` with the check sums of all of them, which ``sha256sum -c SHA256SUMS`` reads."""
    lines = (f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))
    return {**files, SUMS: "".join(lines).encode("utf-8")}


def zipped(files: Files) -> bytes:
    """Return a zip of `files`: stored and not packed, names sorted, times fixed; equal files give equal bytes."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as parcel:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _FIRST_DAY)
            entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
            parcel.writestr(entry, content)
    return data.getvalue()
