"""Decode the streams of a PDF under a limit: a few bytes can stand for gigabytes.

Knows filters; knows nothing of what a stream holds.
"""

from __future__ import annotations

import zlib

import pikepdf

from rtop_docs.parity.model import Unread

MOST_BYTES = 64 * 1024 * 1024
"""Largest decoded stream that is read; a page of ours has some tens of kilobytes."""


def decoded(stream: pikepdf.Stream) -> bytes:
    """Return the decoded content of `stream`.  Raises Unread when it is damaged, too large or needs other filters."""
    raw = stream.read_raw_bytes()
    filters, parameters = stream.get("/Filter"), stream.get("/DecodeParms")
    names = list(filters) if isinstance(filters, pikepdf.Array) else [] if filters is None else [filters]
    if parameters is not None and any(parameters if isinstance(parameters, pikepdf.Array) else [parameters]):
        raise Unread("a stream of text is packed with a predictor, which no writer of text uses")
    for name in names:
        if name not in ("/FlateDecode", "/Fl"):
            raise Unread(f"a stream of text is packed by '{name}'")
        raw = _inflated(raw)
    return raw


def _inflated(data: bytes) -> bytes:
    machine = zlib.decompressobj()
    try:
        text = machine.decompress(data, MOST_BYTES)
    except zlib.error as fault:
        raise Unread(f"a stream cannot be unpacked: {fault}") from None
    if machine.unconsumed_tail:
        raise Unread(f"a stream holds more than {MOST_BYTES} bytes")
    if not machine.eof:
        raise Unread("a stream ends too early")
    return text
