"""A Word file as a zip whose bytes depend on its parts alone.

Knows names and bytes of parts; knows nothing of what they hold.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

from attrs import frozen

_LEVEL = 6
_VERSION = 20
_UTF8_NAMES = 0x800
_DEFLATED = 8
_TIME, _DATE = 0, 1 << 5 | 1  # midnight of 1 January 1980, the zip format's first day


@frozen
class StoredPart:
    """A part, deflated once: name, the fields that both zip headers share, and the deflated bytes."""

    name: bytes
    fields: bytes
    deflated: bytes


def stored(name: str, data: bytes) -> StoredPart:
    """Deflate a part."""
    squeeze = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    deflated = squeeze.compress(data) + squeeze.flush()
    encoded = name.encode("utf-8")
    sizes = (zlib.crc32(data), len(deflated), len(data), len(encoded), 0)
    return StoredPart(
        encoded, struct.pack("<HHHHHIIIHH", _VERSION, _UTF8_NAMES, _DEFLATED, _TIME, _DATE, *sizes), deflated
    )


def zipped(parts: Iterable[StoredPart]) -> bytes:
    """Return the zip of `parts`: the list of content types first, as Word wants it, the others by name."""
    ordered = sorted(parts, key=lambda part: (part.name != b"[Content_Types].xml", part.name))
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        pieces += (b"PK\x03\x04", part.fields, part.name, part.deflated)
        entry = struct.pack("<HHHII", 0, 0, 0, 0, offset)
        directory += (b"PK\x01\x02", struct.pack("<H", _VERSION), part.fields, entry, part.name)
        offset += 4 + len(part.fields) + len(part.name) + len(part.deflated)
    listing = b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join(pieces) + listing + end
