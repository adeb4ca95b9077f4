"""The digest of a document and the version that is printed from it.

Knows the model only.  Template names and lines never enter: rewording a template's comment makes no new version.
"""

from __future__ import annotations

from attrs import evolve

from rtop_docs.canonical import digest_of
from rtop_docs.document.model import Document

VERSION_LENGTH = 8


def document_digest(document: Document) -> str:
    """Return 64 hexadecimal digits that depend on all that `document` shows, its version included."""
    return digest_of(document)


def version_of(document: Document) -> str:
    """Return the version that `document` ought to carry: 8 hexadecimal digits of the digest of all else in it."""
    return document_digest(evolve(document, version=""))[:VERSION_LENGTH]


def with_version(document: Document) -> Document:
    """Return `document` with its version set; a version that it had already plays no part."""
    return evolve(document, version=version_of(document))
