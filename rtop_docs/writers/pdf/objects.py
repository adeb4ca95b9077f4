"""Objects of a file, and the file of them, where reportlab's layer makes neither as we need them.

Knows nothing of documents or pages.  A sheet has hundreds of small objects: those that are no streams are packed into
object streams, with a cross-reference stream to find them (ISO 32000-1, 7.5.7 and 7.5.8), a third of the bytes.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Sequence

from rtop_docs.writers.pdf.guarded import pdfdoc, settled
from rtop_docs.writers.pdf.properties import clean

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PACKED = 200
"""Objects in one object stream: a reader unpacks all of them to read one."""
LEVEL = 1
"""How hard streams are deflated: 4 costs a sheet a fiftieth of its time and saves one kilobyte of thirty-eight."""


class File(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab publishes no types
    """reportlab's collection of objects, begun without its time stamp, which reads the clock and SOURCE_DATE_EPOCH.

    catalog: key -> what it says.  information: number of the object of the document's properties, 0 without any.

    The outline's objects are reportlab's.  Those that every document has, those that it has hundreds of (structure,
    links) and those that are kept from one document to the next (fonts) are handed over as text or bytes, under numbers
    of their own: reportlab's registry and formatting would take longer than all else in this room.
    """

    def __init__(self) -> None:  # super().__init__ is what reads the clock
        self._ID = None
        self.objectcounter = 0
        self.inObject = None
        self.pageCounter = 1
        self.invariant = 1
        self.compression = 1
        self._pdfVersion = (1, 7)
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}
        self.idToObject: dict[str, object] = {}
        self.idToOffset: dict[str, int] = {}
        self.numberToId: dict[int, str] = {}
        self.catalog: dict[str, str] = {}
        self.information = 0
        self._texts: dict[int, str] = {}
        self._streams: dict[int, bytes] = {}
        self._packed: list[tuple[Sequence[int], bytes]] = []

    @property
    def following(self) -> int:
        """The number of the next object that is added."""
        return int(self.objectcounter) + 1

    def reserve(self) -> int:
        """Return the number of an object that will be added later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def add(self, text: str, reserved: int = 0) -> int:
        """Add an object that is no stream, in ASCII, under a number of its own or a reserved one; return it."""
        if not reserved:
            self.objectcounter = reserved = self.objectcounter + 1
        self._texts[reserved] = text
        return reserved

    def add_stream(self, entries: str, data: bytes, *, deflated: bool = True) -> int:
        """Add a stream; return its number.  entries: what its dictionary says beside length and filter."""
        number = self.reserve()
        self._streams[number] = stream(entries, data, deflated=deflated)
        return number

    def add_packed(self, data: bytes, objects: int) -> int:
        """Add an object stream of so many objects, whose numbers follow; return the first of them."""
        first = self.following
        self.objectcounter += objects
        self._packed.append((range(first, first + objects), data))
        return first

    def number_of(self, thing: pdfdoc.PDFObject) -> int:
        """Return the number of one of reportlab's objects, which is added if it was not."""
        return int(self.idToObjectNumberAndVersion[self.Reference(thing).name][0])

    def assembled(self) -> bytes:
        """Return the file that holds all objects; its identifier is made from its content alone."""
        entries = "".join([f"/{key} {value}" for key, value in self.catalog.items()])
        ends = f"/Root {self.add(f'<</Type/Catalog{entries}>>')} 0 R"
        if self.information:
            ends += f"/Info {self.information} 0 R"
        if self.numberToId:
            self._format()
        number = self.following
        places: dict[int, tuple[int, int, int]] = {0: (0, 0, 65535)}
        texts = sorted(self._texts.items())
        for start in range(0, len(texts), _PACKED):
            part = texts[start : start + _PACKED]
            self._packed.append(([inner for inner, _ in part], object_stream(part)))
        for inners, data in self._packed:
            places |= {inner: (2, number, index) for index, inner in enumerate(inners)}
            self._streams[number] = data
            number += 1
        pieces, offset = [_HEADER], len(_HEADER)
        identity = hashlib.sha256()
        for outer, data in sorted(self._streams.items()):
            places[outer] = (1, offset, 0)
            pieces.append(b"%d 0 obj\n%bendobj\n" % (outer, data))
            identity.update(pieces[-1])
            offset += len(pieces[-1])
        places[number] = (1, offset, 0)
        rows = struct.pack(">" + "BIH" * (number + 1), *[n for index in range(number + 1) for n in places[index]])
        digits = identity.hexdigest()[:32].upper()
        entries = f"/Type/XRef/Size {number + 1}/W[1 4 2]{ends}/ID[<{digits}><{digits}>]"
        pieces.append(b"%d 0 obj\n%bendobj\n" % (number, stream(entries, zlib.compress(rows, LEVEL))))
        return b"".join(pieces) + b"startxref\n%d\n%%%%EOF\n" % offset

    def _format(self) -> None:
        """Write reportlab's objects as text."""
        with settled():
            number = 1
            while number <= self.objectcounter:  # objects are added while others are written
                if number in self.numberToId:
                    data: bytes = pdfdoc.format(self.idToObject[self.numberToId[number]], self, toplevel=1)
                    self._texts[number] = data.decode("latin-1")
                number += 1


def stream(entries: str, data: bytes, *, deflated: bool = True) -> bytes:
    """Return a stream with an end of line before ``endstream``, which reportlab leaves out (PDF/A-2, 6.1.7.1).

    The end is CR LF: data that ends with CR would read a mere LF as part of its own end.
    """
    packing = "/Filter/FlateDecode" if deflated else ""
    head = f"<<{entries}{packing}/Length {len(data)}>>\nstream\n".encode("ascii")
    return head + data + b"\r\nendstream\n"


def text_string(text: str) -> str:
    """Write `text` as a string of a PDF file, in ASCII."""
    text = clean(text)
    if text.isascii():
        return "(" + text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)") + ")"
    return "<FEFF" + text.encode("utf-16-be").hex().upper() + ">"


def content_string(text: str) -> str:
    """Write `text`, which stands for what a page shows, as a string: the spaces at its ends part words and stay."""
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return "<FEFF" + (before + clean(text) + after).encode("utf-16-be").hex().upper() + ">"


def object_stream(objects: Sequence[tuple[int, str]], level: int = LEVEL) -> bytes:
    """Pack objects that are no streams into one; each a number and its text, in ASCII."""
    heads, offset = [], 0
    for number, text in objects:
        heads.append(f"{number} {offset}")
        offset += len(text) + 1
    head = " ".join(heads) + "\n"
    body = "\n".join([text for _, text in objects])
    packed = zlib.compress((head + body).encode("latin-1"), level)
    return stream(f"/Type/ObjStm/N {len(objects)}/First {len(head)}", packed)
