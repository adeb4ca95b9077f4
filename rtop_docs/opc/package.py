"""Open a Word file that somebody else made or changed: a hostile zip of hostile XML until each part has been looked at.

Knows packages, parts and relationships; nothing of what a part says.
Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Final

from attrs import frozen
from lxml import etree

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error

MAX_FILE_BYTES: Final = 64 * 1024 * 1024
MAX_PARTS: Final = 2000
MAX_PART_BYTES: Final = 64 * 1024 * 1024
MAX_XML_BYTES: Final = 32 * 1024 * 1024
MAX_BYTES: Final = 256 * 1024 * 1024
MAX_RATIO: Final = 200
"""Markup packs to a fortieth; what packs to less than a two-hundredth was made to fill a memory."""
_ALWAYS_ALLOWED = 1024 * 1024  # bytes of one part, however well it packs

RELATIONSHIPS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ENTRY = f"{{{_PACKAGE}/relationships}}Relationship"
_STRICT = "http://purl.oclc.org/ooxml/"
_TYPES = "[Content_Types].xml"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # of Word 97, and of every file that is locked with a password
_ENCRYPTED = 1
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # those of the standard; zipfile bounds no others
_FAULTS = (  # what zipfile raises for a zip that is damaged in one way or another
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError, KeyError,
    OverflowError, OSError,
)  # fmt: skip


class Refused(Exception):
    """A file, or a part of it, cannot be read; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


@frozen
class Relationship:
    """A relationship of a part.  kind: the last word of its type.  target: a part's name, or an address outside."""

    id: str
    kind: str
    target: str
    external: bool


class Package:
    """An open package.  Every method raises `Refused` for a part that cannot be read."""

    def __init__(self, data: bytes, path: str) -> None:
        """Open the Word file `data`.  path: for messages.  Raises Refused (B01 to B05)."""
        self._span = SourceSpan(path)
        if len(data) > MAX_FILE_BYTES:
            raise self.refuse("B02", f"the file has {len(data)} bytes, more than {MAX_FILE_BYTES}")
        if data.startswith(_COMPOUND):
            hint = "open it in Word, take the password away, and save it as .docx"
            raise self.refuse("B01", "the file is locked with a password, or of Word 97", hint)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _FAULTS as fault:
            raise self.refuse("B01", f"the file is no Word file: {_reason(fault)}") from None
        self._parts = self._checked(entry for entry in entries if not entry.filename.endswith("/"))
        if _TYPES not in self._parts:
            raise self.refuse("B05", f"the file is a zip, but no Word file: it has no '{_TYPES}'")

    def refuse(self, code: str, message: str, *hints: str) -> Refused:
        """Make the refusal of this file."""
        return Refused(error(code, message, self._span, *hints))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the parts, in the order of the zip."""
        return tuple(self._parts)

    def _checked(self, entries: Iterable[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
        """Return the parts by name, once their names and sizes are within bounds."""
        parts: dict[str, zipfile.ZipInfo] = {}
        folded: set[str] = set()
        for entry in entries:
            name = entry.filename
            if not _is_plain(name):
                raise self.refuse("B03", f"the name of part {name[:80]!a} leads out of the package")
            if name.casefold() in folded:
                raise self.refuse("B03", f"part {name[:80]!a} stands in the file twice")
            if entry.flag_bits & _ENCRYPTED:
                raise self.refuse("B01", "the file is locked with a password")
            if entry.compress_type not in _PACKINGS:
                raise self.refuse("B01", f"part {name[:80]!a} is packed in a way that no Word file is")
            most = min(MAX_PART_BYTES, max(MAX_RATIO * entry.compress_size, _ALWAYS_ALLOWED))
            if entry.file_size > most:
                raise self.refuse("B02", f"part {name[:80]!a} unpacks to {entry.file_size} bytes")
            folded.add(name.casefold())
            parts[name] = entry
        if len(parts) > MAX_PARTS or sum(entry.file_size for entry in parts.values()) > MAX_BYTES:
            raise self.refuse(
                "B02", f"the file has more than {MAX_PARTS} parts, or unpacks to more than {MAX_BYTES} bytes"
            )
        return parts

    # -- parts --------------------------------------------------------------------------------------

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.  Raises Refused (B01, B05)."""
        if name not in self._parts:
            raise self.refuse("B05", f"the file has no part {name[:80]!a}")
        try:
            with self._zip.open(self._parts[name]) as part:
                data = part.read(MAX_PART_BYTES + 1)
        except _FAULTS as fault:
            raise self.refuse("B01", f"part {name[:80]!a} is damaged: {_reason(fault)}") from None
        if len(data) != self._parts[name].file_size:
            raise self.refuse("B01", f"part {name[:80]!a} is damaged: it is not as long as the file says")
        return data

    def tree(self, name: str) -> etree._Element:
        """Return the root of a part of XML.  Raises Refused (B01, B04, B05)."""
        data = self.read(name)
        if len(data) > MAX_XML_BYTES:
            raise self.refuse("B02", f"part {name[:80]!a} has {len(data)} bytes, more than {MAX_XML_BYTES}")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
            remove_pis=True,
        )  # fmt: skip
        if b"<!DOCTYPE" in data:  # before the parser sees it: what it declares may be made to fill a memory
            raise self.refuse("B04", f"part {name[:80]!a} declares a document type, which no Word file does")
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise self.refuse("B04", f"part {name[:80]!a} is no XML: {_reason(fault)}") from None
        if root.getroottree().docinfo.internalDTD is not None:  # written in another encoding
            raise self.refuse("B04", f"part {name[:80]!a} declares a document type, which no Word file does")
        return root

    def relationships(self, owner: str = "") -> tuple[Relationship, ...]:
        """Return the relationships of the part `owner`, of the package when it is empty; none where it has none."""
        folder, base = posixpath.split(owner)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name not in self._parts:
            return ()
        return tuple(_relationship(entry, folder) for entry in self.tree(name).iter(_ENTRY))

    def related(self, owner: str, kind: str) -> str:
        """Return the name of the part that `owner` has as its `kind`; empty when there is none."""
        found = (r.target for r in self.relationships(owner) if r.kind == kind and not r.external)
        return next((target for target in found if target in self._parts), "")

    def main(self) -> str:
        """Return the name of the part that holds the text.  Raises Refused (B05)."""
        for entry in self.relationships():
            if entry.kind == "officeDocument" and entry.target in self._parts:
                return entry.target
        raise self.refuse("B05", "the file is a package, but no Word file: nothing says which part is its text")

    def content_types(self) -> Iterator[tuple[str, str]]:
        """Yield (part's name or extension, content type) of each line of the list of content types."""
        for entry in self.tree(_TYPES):
            yield (entry.get("PartName") or entry.get("Extension") or ""), entry.get("ContentType") or ""

    def check_namespace(self, root: etree._Element, namespace: str) -> None:
        """Raise Refused (B05) unless a part's root is of `namespace`."""
        found = etree.QName(root).namespace or ""
        if found.startswith(_STRICT):
            hint = "open it in Word and save it as 'Word Document (*.docx)'"
            raise self.refuse("B05", "the file is saved in the strict form of Open XML", hint)
        if found != namespace:
            raise self.refuse("B05", "the text of the file is no text of Word")


def _relationship(entry: etree._Element, folder: str) -> Relationship:
    target = entry.get("Target") or ""
    external = entry.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relationship(entry.get("Id") or "", (entry.get("Type") or "").rpartition("/")[2], target, external)


def _is_plain(name: str) -> bool:
    """Tell whether a part's name is a path inside the package, as ECMA-376, part 2, 6.2.2 has it."""
    return name.isprintable() and "\\" not in name and all(part.strip(".") for part in name.split("/"))


def _reason(fault: Exception) -> str:
    words = (str(fault) or type(fault).__name__).split("\n")[0][:200]
    return words[:1].lower() + words[1:]
