"""A Word file as a zip whose bytes depend on its parts alone.

Knows names and bytes of parts; knows nothing of what they hold.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

# Level 2 takes a good half of level 6's time and makes a sheet about a twentieth larger; a part of less than 512
# bytes is put in as it is, for packing it takes longer than writing it.
_QUICK, _BEST = 2, 9
_WINDOW, _MEMORY = -14, 7
_LEAST = 512
_LAST_BLOCK = b"\x03\x00"  # an empty block of fixed codes that says it is the last
_VERSION = 20
_UTF8_NAMES = 0x800
_STORED, _DEFLATED = 0, 8
_TIME, _DATE = 0, 1 << 5 | 1  # midnight of 1 January 1980, the zip format's first day
_FIELDS = struct.Struct("<HHHHHIIIHH")  # those that both of a part's headers have
_ENTRY = struct.Struct("<HHHII")


@frozen
class PackedPart:
    """A part, packed once: its name, the fields that both of its headers have, and the packed bytes."""

    name: bytes
    fields: bytes
    data: bytes

    def named(self, name: str) -> PackedPart:
        """Return the same part under another name, which must be as long."""
        if len(name) != len(self.name):
            raise ValueError(f"{name!r} is not as long as the name of the part")
        return evolve(self, name=name.encode("ascii"))


@frozen
class Head:
    """How parts of many files begin, packed once: check sum and length of the bytes, and the packed ones."""

    crc: int = 0
    size: int = 0
    data: bytes = b""


def packed(name: str, data: bytes) -> PackedPart:
    """Pack a part as small as it gets: for many files."""
    squeeze = zlib.compressobj(_BEST, zlib.DEFLATED, -15, 9)
    deflated = squeeze.compress(data) + squeeze.flush()
    return _part(name, _DEFLATED, zlib.crc32(data), len(data), deflated)


def packed_head(data: bytes) -> Head:
    """Pack the beginning of a part as small as it gets; what follows will not refer to it."""
    squeeze = zlib.compressobj(_BEST, zlib.DEFLATED, -15, 9)
    return Head(zlib.crc32(data), len(data), squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH))


def quickly_packed(parts: Mapping[str, bytes], heads: Mapping[str, Head]) -> list[PackedPart]:
    """Pack parts by name, quickly: for one file.  heads: of those whose bytes here are only what follows the head.

    One compressor serves all: making a new one, with its tables fresh from the system, takes longer than packing a
    small part.  After a full flush nothing that follows refers to what was before (RFC 1951; zlib.h, Z_FULL_FLUSH),
    so what stands between two of them, and an empty last block, are a stream of their own.
    """
    squeeze = zlib.compressobj(_QUICK, zlib.DEFLATED, _WINDOW, _MEMORY)
    made = []
    for name, data in parts.items():
        head = heads.get(name)
        if head is None and len(data) < _LEAST:
            made.append(_part(name, _STORED, zlib.crc32(data), len(data), data))
            continue
        head = head or Head()
        deflated = head.data + squeeze.compress(data) + squeeze.flush(zlib.Z_FULL_FLUSH) + _LAST_BLOCK
        made.append(_part(name, _DEFLATED, zlib.crc32(data, head.crc), head.size + len(data), deflated))
    return made


def _part(name: str, method: int, crc: int, size: int, data: bytes) -> PackedPart:
    """Return a part.  crc, size: check sum and length of its own bytes."""
    encoded = name.encode("utf-8")
    sizes = (crc, len(data), size, len(encoded), 0)
    return PackedPart(encoded, _FIELDS.pack(_VERSION, _UTF8_NAMES, method, _TIME, _DATE, *sizes), data)


def zipped(parts: Iterable[PackedPart]) -> bytes:
    """Return the zip of `parts`: the list of content types first, as Word wants it, the others by name."""
    ordered = sorted(parts, key=lambda part: (part.name != b"[Content_Types].xml", part.name))
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for part in ordered:
        pieces += (b"PK\x03\x04", part.fields, part.name, part.data)
        directory += (b"PK\x01\x02\x14\x00", part.fields, _ENTRY.pack(0, 0, 0, 0, offset), part.name)
        offset += 4 + len(part.fields) + len(part.name) + len(part.data)
    listing = b"".join(directory)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(listing), offset, 0)
    return b"".join((*pieces, listing, end))
