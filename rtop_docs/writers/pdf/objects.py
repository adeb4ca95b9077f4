"""Objects of a file, and the file of them, where reportlab's layer makes neither as we need them.

Knows nothing of documents or pages.  A sheet has hundreds of small objects: those that are no streams are packed into
object streams, with a cross-reference stream to find them (ISO 32000-1, 7.5.7 and 7.5.8), a third of the bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib

from rtop_docs.writers.pdf.guarded import pdfdoc
from rtop_docs.writers.pdf.properties import clean

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200
"""Objects in one object stream: a reader unpacks all of them to read one."""
_LEVEL = 6


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab publishes no types
    """A stream with an end of line before ``endstream``, which reportlab leaves out (PDF/A-2, 6.1.7.1).

    The end is CR LF: data that ends with CR would read a mere LF as part of its own end.
    """

    def format(self, document: object) -> bytes:
        """Return the object's bytes."""
        entries = dict(self.dictionary.dict)
        content: bytes = self.content
        for kind in self.filters or ():
            content = kind.encode(content)
            entries["Filter"] = pdfdoc.PDFName(kind.pdfname)
        entries["Length"] = len(content)
        head: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return head + b"\nstream\n" + content + b"\r\nendstream\n"


class Written(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab publishes no types
    """An object whose text is made already: many small dictionaries are faster so."""

    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, _: object) -> bytes:
        """Return the object's bytes."""
        return self.text.encode("ascii")


def text_string(text: str) -> str:
    """Write `text` as a string of a PDF file, in ASCII."""
    text = clean(text)
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def assembled(document: pdfdoc.PDFDocument) -> bytes:
    """Return the file that holds all objects of `document`; its identifier is made from its content alone."""
    ends = f"/Root {_number(document, document.Catalog)} 0 R/Info {_number(document, document.info)} 0 R"
    streams: list[tuple[int, bytes]] = []
    others: list[tuple[int, bytes]] = []
    identity = hashlib.sha256()
    number = 1
    while number in document.numberToId:  # objects are added while others are written
        thing = document.idToObject[document.numberToId[number]]
        data: bytes = pdfdoc.format(thing, document, toplevel=1)
        identity.update(data)
        (streams if isinstance(thing, pdfdoc.PDFStream) else others).append((number, data))
        number += 1
    places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
    for start in range(0, len(others), _PACKED):
        part = others[start : start + _PACKED]
        places |= {inner: (2, number, index) for index, (inner, _) in enumerate(part)}
        streams.append((number, _object_stream(part)))
        number += 1
    pieces, offset = [_HEADER], len(_HEADER)
    for outer, data in streams:
        places[outer] = (1, offset, 0)
        pieces.append(b"%d 0 obj\n" % outer + data + b"endobj\n")
        offset += len(pieces[-1])
    places[number] = (1, offset, 0)
    rows = b"".join(struct.pack(">BIH", *places[index]) for index in range(number + 1))
    digits = identity.hexdigest()[:32].upper()
    entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{ends}/ID[<{digits}><{digits}>]"
    pieces.append(b"%d 0 obj\n" % number + _stream(entries, rows) + b"endobj\n")
    return b"".join(pieces) + b"startxref\n%d\n%%%%EOF\n" % offset


def _number(document: pdfdoc.PDFDocument, thing: pdfdoc.PDFObject) -> int:
    number: int = document.idToObjectNumberAndVersion[document.Reference(thing).name][0]
    return number


def _object_stream(objects: list[tuple[int, bytes]]) -> bytes:
    """Pack objects that are no streams into one."""
    heads, offset = [], 0
    for number, data in objects:
        heads.append(f"{number} {offset}")
        offset += len(data) + 1
    head = (" ".join(heads) + "\n").encode("ascii")
    body = b"\n".join(data for _, data in objects)
    return _stream(f"/Type/ObjStm/N {len(objects)}/First {len(head)}", head + body)


def _stream(entries: str, content: bytes) -> bytes:
    packed = zlib.compress(content, _LEVEL)
    start = f"<<{entries}/Filter/FlateDecode/Length {len(packed)}>>\nstream\n".encode("ascii")
    return start + packed + b"\r\nendstream\n"
