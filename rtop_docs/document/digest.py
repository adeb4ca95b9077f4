"""The digest of a document and the version that is printed from it.

Knows the model only.  Template names and lines never enter: rewording a template's comment makes no new version.
"""

from __future__ import annotations

import hashlib

from attrs import evolve, fields

from rtop_docs.canonical import digest_of, pieces
from rtop_docs.document.model import Document

VERSION_LENGTH = 8


_last: tuple[Document, str] | None = None
"""The document that got its version last, and its digest: whoever writes it asks for that next."""


def document_digest(document: Document) -> str:
    """Return 64 hexadecimal digits that depend on all that `document` shows, its version included."""
    if _last is not None and _last[0] is document:
        return _last[1]
    return digest_of(document)


def with_version(document: Document) -> Document:
    """Return `document` with its version set; a version that it had already plays no part."""
    global _last
    assert fields(Document)[-1].name == "version", "what stands before the version is digested once"
    *before, _ = pieces(document)
    begun = hashlib.sha256(b"".join(before))
    versioned = evolve(document, version=_ended(begun, "")[:VERSION_LENGTH])
    _last = versioned, _ended(begun, versioned.version)
    return versioned


def _ended(begun: hashlib._Hash, version: str) -> str:
    """Return the digest of a document of which all but its version was digested."""
    whole = begun.copy()
    whole.update(b"".join(pieces(version)))
    return whole.hexdigest()
