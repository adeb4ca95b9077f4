"""A pack's bytes to be enclosed in a mail: as they were made, and of documents as the last build left them.

Knows nothing of mails' readers, servers or ledgers.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.distribute.bundle import MANIFEST
from rtop_docs.distribute.mail.plan import Mail
from rtop_docs.make.disk import sha256_of
from rtop_docs.make.targets import BUILD
from rtop_docs.workspace import PathRefused, Unreadable, Workspace

_AGAIN = "make it again with `rtop-docs pack`"


def read_pack(workspace: Workspace, mail: Mail) -> bytes:
    """Return a pack's bytes.

    Raises Unreadable: N11 unless they are those that were packed, N56 where a document in it is not as it lies in
    build/ now: it was corrected and made again, edited or taken away, and the reader would get the old one.
    """
    data = _as_made(workspace, mail)
    for path in _others_now(workspace, data):
        message = f"'{mail.pack}' holds '{path}' as it was; in '{BUILD}/' it is another now, or gone"
        raise Unreadable(error("N56", message, SourceSpan(mail.pack), "`rtop-docs build`, then `rtop-docs pack`"))
    return data


def _as_made(workspace: Workspace, mail: Mail) -> bytes:
    try:
        data = workspace.path_of(mail.pack).read_bytes()
    except (OSError, PathRefused) as fault:
        raise Unreadable(_not_that(mail, f"cannot be read ({fault})")) from None
    if hashlib.sha256(data).hexdigest() != mail.sha256:
        raise Unreadable(_not_that(mail, "was changed since it was made"))
    return data


def _not_that(mail: Mail, why: str) -> Diagnostic:
    return error("N11", f"'{mail.pack}' {why}", SourceSpan(mail.pack), _AGAIN)


def _others_now(workspace: Workspace, data: bytes) -> Iterator[str]:
    """Yield the path, in the pack, of each document that lies in build/ with other bytes, or not at all."""
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        listed: dict[str, list[dict[str, str]]] = json.loads(parcel.read(MANIFEST))
    for entry in listed["files"]:
        if sha256_of(workspace, f"{BUILD}/{entry['path']}") != entry["sha256"]:
            yield entry["path"]
