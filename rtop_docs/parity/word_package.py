"""Open a Word file as the package that it is: its parts as trees of XML, its relationships.

Knows the Open Packaging Conventions (ISO/IEC 29500-2) and limits; knows nothing of text.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from attrs import Factory, define, frozen
from lxml import etree

from rtop_docs.parity.model import Unread

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MOST_PARTS = 2_000
_MOST_BYTES = 64 * 1024 * 1024
_MOST_RATIO = 250
"""How many times larger than packed all parts together may be; ours stay below thirty."""
_SMALL = 1024 * 1024


@frozen
class Relationship:
    """A relationship of a part.  kind: the last word of its type.  target: a part's name, or an address outside."""

    kind: str
    target: str
    external: bool


@define
class Package:
    """One Word file."""

    file: zipfile.ZipFile
    names: frozenset[str]
    trees: dict[str, etree._Element] = Factory(dict)
    related_to: dict[str, dict[str, Relationship]] = Factory(dict)

    @classmethod
    def of(cls, data: bytes) -> Package:
        """Open a file.  Raises Unread for what is no zip, or is larger than any file of ours."""
        try:
            file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise Unread(f"the file is no zip archive: {fault}") from None
        entries = file.infolist()
        size = sum(entry.file_size for entry in entries)
        names = [entry.filename for entry in entries]
        if len(entries) > _MOST_PARTS or size > _MOST_BYTES or (size > _SMALL and size > _MOST_RATIO * len(data)):
            raise Unread(f"the file unpacks to {len(entries)} parts and {size} bytes, more than any of ours")
        if len(set(names)) < len(names):
            raise Unread("the file holds two parts of one name: programs differ in which of them they show")
        return cls(file, frozenset(names))

    def read(self, name: str) -> bytes:
        """Return the bytes of a part.  Raises Unread where they cannot be unpacked."""
        try:
            return self.file.read(name)
        except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, EOFError, RuntimeError) as fault:
            raise Unread(f"part '{name}' cannot be unpacked: {fault}") from None  # a lock or an unknown method too

    def tree(self, name: str) -> etree._Element:
        """Return a part as a tree of XML.  Raises Unread for what is no plain XML; a DOCTYPE is refused."""
        if name not in self.trees:
            data = self.read(name)
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data or "<!DOCTYPE".encode("utf-16-le") in data:
                raise Unread(f"part '{name}' declares a document type, which no part of Word does")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
            try:
                self.trees[name] = etree.fromstring(data, parser)
            except (etree.XMLSyntaxError, ValueError) as fault:
                raise Unread(f"part '{name}' is no XML: {fault}") from None
        return self.trees[name]

    def relationships(self, name: str = "") -> dict[str, Relationship]:
        """Return the relationships of a part, by id; of the package where none is named."""
        if name not in self.related_to:
            self.related_to[name] = self._relationships(name)
        return self.related_to[name]

    def _relationships(self, name: str) -> dict[str, Relationship]:
        folder, _, file = name.rpartition("/")
        listing = posixpath.join(folder, "_rels", f"{file}.rels")
        if listing not in self.names:
            return {}
        found = {}
        for entry in self.tree(listing).iter(_RELATIONSHIPS):
            external = entry.get("TargetMode") == "External"
            target = entry.get("Target") or ""
            if not external:
                target = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
                target = target.lstrip("/")
            found[entry.get("Id") or ""] = Relationship((entry.get("Type") or "").rsplit("/", 1)[-1], target, external)
        return found

    def related(self, name: str, kind: str) -> str:
        """Return the part to which `name` stands in a relationship of this kind, "" where there is none."""
        targets = (r.target for r in self.relationships(name).values() if r.kind == kind and not r.external)
        return next((target for target in targets if target in self.names), "")
