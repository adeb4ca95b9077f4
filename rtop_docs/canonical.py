"""One byte form and one digest for frozen values: the base of every early cut-off.

Knows attrs, enums and plain values; knows nothing of records, documents or files.
"""

from __future__ import annotations

import datetime
import enum
import hashlib
from collections.abc import Iterator

import attrs

NOT_DIGESTED = {"digest": False}
"""attrs field metadata: leave this field (a span, a template line) out of the digest."""


def digest_of(value: object) -> str:
    """Return 64 hexadecimal digits (SHA-256) that depend on the content of `value` alone.

    value: attrs instances, tuples, mappings with text keys, enums, dates, text, numbers, bytes, None.
    Fields whose metadata is `NOT_DIGESTED` are left out.  Raises TypeError for anything else, since
    a default ``repr`` would bring memory addresses or hash order into the digest.
    """
    digest = hashlib.sha256()
    for piece in pieces(value):
        digest.update(piece)
    return digest.hexdigest()


def pieces(value: object) -> Iterator[bytes]:
    """Yield the canonical bytes of `value`: a tag, a length, the content (so nothing can run together)."""
    if isinstance(value, enum.Enum):
        yield from _leaf(b"e", f"{type(value).__name__}.{value.name}")
    elif value is None or isinstance(value, (bool, int, float, str)):
        yield from _leaf(type(value).__name__.encode(), str(value))
    elif isinstance(value, bytes):
        yield b"y%d:" % len(value) + value
    elif isinstance(value, (datetime.date, datetime.datetime)):
        yield from _leaf(b"d", value.isoformat())
    elif isinstance(value, (tuple, list)):
        yield b"[%d:" % len(value)
        for item in value:
            yield from pieces(item)
    elif isinstance(value, dict):
        yield b"{%d:" % len(value)
        for key in sorted(value):
            yield from pieces(key)
            yield from pieces(value[key])
    else:
        yield from _fields(value)


def _leaf(tag: bytes, text: str) -> Iterator[bytes]:
    data = text.encode("utf-8", "surrogatepass")
    yield tag + b"%d:" % len(data) + data


def _fields(value: object) -> Iterator[bytes]:
    kind = type(value)
    if not attrs.has(kind):
        raise TypeError(f"cannot digest {kind.__name__} {value!r}")
    fields = [f for f in attrs.fields(kind) if f.metadata.get("digest", True)]
    yield from _leaf(b"a%d" % len(fields), kind.__name__)
    for f in fields:
        yield from _leaf(b"f", f.name)
        yield from pieces(getattr(value, f.name))
