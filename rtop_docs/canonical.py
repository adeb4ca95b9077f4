"""One byte form and one digest for frozen values: the base of every early cut-off.

Knows attrs, enums and plain values; knows nothing of records, documents or files.
"""

from __future__ import annotations

import datetime
import enum
import hashlib
from collections.abc import Callable

import attrs

NOT_DIGESTED = {"digest": False}
"""attrs field metadata: leave this field (a span, a template line) out of the digest."""


def digest_of(value: object) -> str:
    """Return 64 hexadecimal digits (SHA-256) that depend on the content of `value` alone.

    value: attrs instances, tuples, mappings with text keys, enums, dates, text, numbers, bytes, None.
    Fields whose metadata is `NOT_DIGESTED` are left out.  Raises TypeError for anything else, since
    a default ``repr`` would bring memory addresses or hash order into the digest.
    """
    return hashlib.sha256(b"".join(pieces(value))).hexdigest()


def pieces(value: object) -> list[bytes]:
    """Return the canonical bytes of `value`: a tag, a length, the content (so nothing can run together)."""
    found: list[bytes] = []
    _collect(value, found.append)
    return found


Put = Callable[[bytes], object]
_PLAIN = {str: b"str", int: b"int", bool: b"bool", float: b"float", type(None): b"NoneType"}


def _collect(value: object, put: Put) -> None:
    """Give the bytes of `value` to `put`, one after another; a list is quicker to fill than to yield."""
    kind = type(value)
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")  # type: ignore[attr-defined]  # a text, and the most common
        put(b"str%d:%b" % (len(data), data))
    elif kind in _PLAIN:
        _leaf(_PLAIN[kind], str(value), put)
    elif kind is tuple or kind is list:
        put(b"[%d:" % len(value))  # type: ignore[arg-type]  # a tuple or a list
        for item in value:  # type: ignore[attr-defined]  # the same
            _collect(item, put)
    elif kind in _LAYOUTS:
        _fields(value, kind, put)
    else:
        _collect_rarer(value, put)


def _collect_rarer(value: object, put: Put) -> None:
    if isinstance(value, enum.Enum):
        _leaf(b"e", f"{type(value).__name__}.{value.name}", put)
    elif isinstance(value, (bool, int, float, str)):
        _leaf(type(value).__name__.encode(), str(value), put)
    elif isinstance(value, bytes):
        put(b"y%d:" % len(value) + value)
    elif isinstance(value, datetime.date):
        _leaf(b"d", value.isoformat(), put)
    elif isinstance(value, (tuple, list)):
        _collect((*value,), put)
    elif isinstance(value, dict):
        put(b"{%d:" % len(value))
        for key in sorted(value):
            _collect(key, put)
            _collect(value[key], put)
    else:
        _fields(value, type(value), put)


def _leaf(tag: bytes, text: str, put: Put) -> None:
    data = text.encode("utf-8", "surrogatepass")
    put(b"%b%d:%b" % (tag, len(data), data))


_LAYOUTS: dict[type, tuple[bytes, tuple[tuple[str, bytes], ...]]] = {}
"""Class -> the bytes that begin it, and its digested fields with the bytes that begin each; found once a class."""


def _layout(kind: type) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    names = [f.name for f in attrs.fields(kind) if f.metadata.get("digest", True)]
    begins = [b"f%d:%b" % (len(name.encode()), name.encode()) for name in names]
    begin = b"a%d%d:%b" % (len(names), len(kind.__name__.encode()), kind.__name__.encode())
    return begin, tuple(zip(names, begins, strict=True))


def _fields(value: object, kind: type, put: Put) -> None:
    if kind not in _LAYOUTS:
        if not attrs.has(kind):
            raise TypeError(f"cannot digest {kind.__name__} {value!r}")
        _LAYOUTS[kind] = _layout(kind)
    begin, fields = _LAYOUTS[kind]
    put(begin)
    for name, named in fields:
        put(named)
        _collect(getattr(value, name), put)
