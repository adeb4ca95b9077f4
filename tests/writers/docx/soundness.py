"""What Word would refuse a Word file for, or mend it with a message: checked part by part.

Knows ECMA-376 and its schemas (in the folder ooxml); nothing of documents or of the writer.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from lxml import etree

SCHEMAS = Path(__file__).parent / "ooxml"

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"

# Namespace of a part's root -> the schema that it is valid by.
_SCHEMA_OF = {
    W: "wml.xsd",
    _TYPES: "opc-contentTypes.xsd",
    _RELATIONSHIPS: "opc-relationships.xsd",
    "{http://schemas.openxmlformats.org/drawingml/2006/main}": "dml-main.xsd",
    "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}": (
        "shared-documentPropertiesExtended.xsd"
    ),
    "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}": "shared-customXmlDataProperties.xsd",
}
_TEXTS = ("document", "footnotes", "endnotes", "hdr", "ftr", "comments")

Parts = dict[str, etree._Element]


def faults(data: bytes) -> list[str]:
    """Return what is wrong with a Word file, part and reason; nothing when Word opens it without a word."""
    try:
        parts, found = _opened(data)
    except zipfile.BadZipFile as fault:
        return [f"not a zip: {fault}"]
    if "[Content_Types].xml" not in parts or "word/document.xml" not in parts:
        return [*found, "no list of content types, or no text"]
    checks = (_types, _relationships, _schemas, _bookmarks, _notes, _styles, _lists, _fields, _tables, _pictures)
    return [*found, *(fault for check in checks for fault in check(parts))]


def _opened(data: bytes) -> tuple[Parts, list[str]]:
    """Return each part, parsed where it is XML, and what is wrong with the zip."""
    parts, found = {}, []
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
        found += [f"{name}: stands in the zip {n} times" for name, n in Counter(names).items() if n > 1]
        found += [f"{name}: damaged" for name in [file.testzip()] if name]
        found += ["the list of content types is not the first part"] if names[:1] != ["[Content_Types].xml"] else []
        for name in names:
            text = file.read(name)
            if b"<!DOCTYPE" in text:
                found.append(f"{name}: declares a document type")
            elif not name.endswith((".xml", ".rels")):
                parts[name] = etree.Element("binary")
            else:
                try:
                    parts[name] = etree.fromstring(text)
                except etree.XMLSyntaxError as fault:
                    found.append(f"{name}: {fault}")
    return parts, found


# -- the package --------------------------------------------------------------------------------


def _types(parts: Parts) -> Iterator[str]:
    """Every part has a content type, and every type a part."""
    types = parts["[Content_Types].xml"]
    named = [entry.get("PartName", "") for entry in types.iter(f"{_TYPES}Override")]
    extensions = {entry.get("Extension", "").lower() for entry in types.iter(f"{_TYPES}Default")}
    for name in parts.keys() - {"[Content_Types].xml"}:
        if f"/{name}" not in named and name.rpartition(".")[2].lower() not in extensions:
            yield f"{name}: has no content type"
    for name, times in Counter(named).items():
        if name.lstrip("/") not in parts:
            yield f"a content type for a part that is not there: {name}"
        if times > 1:
            yield f"two content types for {name}"


def _relationships(parts: Parts) -> Iterator[str]:
    """Every relationship leads to a part or is a link out, and every id that a part uses is declared."""
    declared: dict[str, set[str]] = {}
    for name, tree in parts.items():
        if not name.endswith(".rels"):
            continue
        folder, _, base = name.partition("_rels/")
        ids = [entry.get("Id", "") for entry in tree]
        declared[folder + base.removesuffix(".rels")] = set(ids)
        yield from (f"{name}: id {id} twice" for id, n in Counter(ids).items() if n > 1)
        for entry in tree:
            yield from _relationship(name, folder, entry, parts)
    for name, tree in parts.items():
        used = {value for node in tree.iter(etree.Element) for key, value in node.items() if key.startswith(R)}
        yield from (f"{name}: relationship {id} is not declared" for id in used - declared.get(name, set()))


def _relationship(name: str, folder: str, entry: etree._Element, parts: Parts) -> Iterator[str]:
    target, kind = entry.get("Target", ""), entry.get("Type", "").rpartition("/")[2]
    if entry.get("TargetMode") == "External":
        if kind != "hyperlink" or not target.startswith(("https://", "http://", "mailto:")):
            yield f"{name}: leads outside as {kind}: {target}"
    elif posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in parts:
        yield f"{name}: {entry.get('Id')} points to {target}, which is not there"


@cache
def _schema(name: str) -> etree.XMLSchema:
    """Return a schema of the standard, its import of XML's own namespace completed."""
    tree = etree.parse(SCHEMAS / name)
    for found in tree.iter("{http://www.w3.org/2001/XMLSchema}import"):
        if found.get("namespace") == "http://www.w3.org/XML/1998/namespace":
            found.set("schemaLocation", "xml.xsd")
    return etree.XMLSchema(etree.parse(io.BytesIO(etree.tostring(tree)), base_url=str(SCHEMAS / name)))


def _schemas(parts: Parts) -> Iterator[str]:
    """Every part whose vocabulary has a schema is valid by it."""
    for name, tree in parts.items():
        schema = _SCHEMA_OF.get(f"{{{etree.QName(tree).namespace}}}")
        if schema is None:
            continue
        checker = _schema(schema)
        if not checker.validate(_understood(tree)):
            yield from (f"{name}:{fault.line}: {fault.message}" for fault in list(checker.error_log)[:5])


def _understood(tree: etree._Element) -> etree._Element:
    """Return a copy of a part without what it says that a reader may ignore (mc:Ignorable; ECMA-376, part 3)."""
    copy = etree.fromstring(etree.tostring(tree))
    prefixes = copy.get(f"{_MC}Ignorable", "").split()
    ignored = {copy.nsmap.get(prefix) for prefix in prefixes} | {_MC.strip("{}")}
    for node in list(copy.iter(etree.Element)):
        parent = node.getparent()
        if parent is not None and etree.QName(node).namespace in ignored:
            parent.remove(node)
        for key in list(node.attrib):
            if etree.QName(key).namespace in ignored:
                del node.attrib[key]
    return copy


# -- what refers to what ------------------------------------------------------------------------


def _texts(parts: Parts) -> Iterator[tuple[str, etree._Element]]:
    """Yield the parts that hold text."""
    for name, tree in parts.items():
        if tree.tag in {f"{W}{root}" for root in _TEXTS}:
            yield name, tree


def _value(node: etree._Element, name: str = "val") -> str:
    return node.get(f"{W}{name}", "")


def _bookmarks(parts: Parts) -> Iterator[str]:
    """Bookmarks have names and ids of their own in the whole file, end where they may, and are where links lead."""
    names: Counter[str] = Counter()
    ids: Counter[str] = Counter()
    for name, tree in _texts(parts):
        begun: dict[str, etree._Element | None] = {}
        for node in tree.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"):
            id = _value(node, "id")
            if node.tag == f"{W}bookmarkStart":
                names[_value(node, "name")] += 1
                ids[id] += 1
                begun[id] = _cell_of(node)
            elif id not in begun:
                yield f"{name}: bookmark {id} ends and never began"
            elif begun.pop(id) is not _cell_of(node):
                yield f"{name}: bookmark {id} begins in one cell and ends elsewhere"
        yield from (f"{name}: bookmark {id} does not end" for id in begun)
    yield from (f"bookmark {name} {n} times" for name, n in (names + ids).items() if n > 1)
    yield from (f"bookmark name {name} is longer than 40 letters" for name in names if len(name) > 40)
    for name, tree in _texts(parts):
        for link in tree.iter(f"{W}hyperlink"):
            if _value(link, "anchor") and _value(link, "anchor") not in names:
                yield f"{name}: a link to bookmark {_value(link, 'anchor')}, which is not there"
        for code in tree.iter(f"{W}instrText"):
            words = (code.text or "").split()
            if words[:1] == ["NOTEREF"] and words[1] not in names:
                yield f"{name}: a field on bookmark {words[1]}, which is not there"


def _cell_of(node: etree._Element) -> etree._Element | None:
    return next(node.iterancestors(f"{W}tc"), None)


def _notes(parts: Parts) -> Iterator[str]:
    """Every call has a note, every note one call, and the separators are there."""
    notes = parts.get("word/footnotes.xml")
    ids = {} if notes is None else {_value(note, "id"): _value(note, "type") for note in notes}
    calls = Counter(_value(call, "id") for call in parts["word/document.xml"].iter(f"{W}footnoteReference"))
    yield from (f"footnote {id} has no text" for id in calls if id not in ids)
    yield from (f"footnote {id} is called {n} times" for id, n in calls.items() if n > 1)
    yield from (f"footnote {id} is never called" for id, kind in ids.items() if not kind and id not in calls)
    if calls and not {"separator", "continuationSeparator"} <= set(ids.values()):
        yield "the separators of footnotes are not there"


def _styles(parts: Parts) -> Iterator[str]:
    """Every style that is used is there, once, and is of the kind that it is used as."""
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    tree = parts.get("word/styles.xml")
    styles = [] if tree is None else list(tree.iter(f"{W}style"))
    known = {(_value(style, "type"), _value(style, "styleId")) for style in styles}
    for ids in ((_value(style, "styleId") for style in styles), (_name(style) for style in styles)):
        yield from (f"style {id} {n} times" for id, n in Counter(ids).items() if n > 1)
    for style in styles:
        for link in style.iter(f"{W}basedOn"):
            if (_value(style, "type"), _value(link)) not in known:
                yield f"style {_value(style, 'styleId')} is based on {_value(link)}, which is not there"
    defaults = Counter(_value(style, "type") for style in styles if _value(style, "default") in ("1", "true"))
    yield from (f"{n} default styles of kind {kind}" for kind, n in defaults.items() if n > 1)
    for name, part in parts.items():
        for element, kind in kinds.items():
            used = {_value(node) for node in part.iter(f"{W}{element}")}
            yield from (f"{name}: no {kind} style {id}" for id in used if (kind, id) not in known)


def _name(style: etree._Element) -> str:
    name = style.find(f"{W}name")
    return _value(style, "type") + ("" if name is None else _value(name).casefold())


def _lists(parts: Parts) -> Iterator[str]:
    """Every list that is used has a definition, with the level that is used."""
    tree = parts.get("word/numbering.xml")
    kinds = [] if tree is None else list(tree.iter(f"{W}abstractNum"))
    levels = {_value(k, "abstractNumId"): {_value(lvl, "ilvl") for lvl in k.findall(f"{W}lvl")} for k in kinds}
    nums = [] if tree is None else list(tree.iter(f"{W}num"))
    lists = {_value(num, "numId"): _value(num[0]) for num in nums}
    for ids in ((_value(k, "abstractNumId") for k in kinds), (_value(n, "numId") for n in nums)):
        yield from (f"list or definition {id} {n} times" for id, n in Counter(ids).items() if n > 1)
    yield from (f"list {id} has no definition {kind}" for id, kind in lists.items() if kind not in levels)
    for name, part in parts.items():
        for node in part.iter(f"{W}numPr"):
            number, level = node.find(f"{W}numId"), node.find(f"{W}ilvl")
            id = "0" if number is None else _value(number)
            if id != "0" and id not in lists:
                yield f"{name}: no list {id}"
            elif id != "0" and (_value(level) if level is not None else "0") not in levels.get(lists[id], ()):
                yield f"{name}: list {id} has no such level"


def _fields(parts: Parts) -> Iterator[str]:
    """Fields begin, say what they are, show something and end, one inside another."""
    for name, tree in _texts(parts):
        stack: list[str] = []
        for node in tree.iter(f"{W}fldChar"):
            kind = _value(node, "fldCharType")
            if kind == "begin":
                stack.append(kind)
            elif not stack or (kind == "separate" and stack[-1] != "begin"):
                yield f"{name}: a field's {kind} without its beginning"
            elif kind == "separate":
                stack[-1] = kind
            else:
                stack.pop()
        yield from (f"{name}: a field does not end" for _ in stack)


# -- tables and pictures ------------------------------------------------------------------------


def _tables(parts: Parts) -> Iterator[str]:
    """Every row fills the grid, every cell ends with a paragraph, and a cell goes on only below one that began."""
    for name, part in _texts(parts):
        for table in part.iter(f"{W}tbl"):
            columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
            above: dict[int, int] = {}
            for row in table.findall(f"{W}tr"):
                below: dict[int, int] = {}
                at = 0
                for cell in row.findall(f"{W}tc"):
                    if cell[-1].tag != f"{W}p":
                        yield f"{name}: a cell does not end with a paragraph"
                    width, merge = _span(cell), cell.find(f"{W}tcPr/{W}vMerge")
                    if merge is not None and not _value(merge) and above.get(at) != width:
                        yield f"{name}: a cell goes on below none of its width"
                    if merge is not None:
                        below[at] = width
                    at += width
                if at != columns:
                    yield f"{name}: a row of {at} columns in a table of {columns}"
                above = below


def _span(cell: etree._Element) -> int:
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if span is None else int(_value(span))


def _pictures(parts: Parts) -> Iterator[str]:
    """Drawings have ids of their own."""
    ids: Iterable[str] = (node.get("id", "") for _, tree in _texts(parts) for node in tree.iter(_DRAWING))
    yield from (f"drawing {id} {n} times" for id, n in Counter(ids).items() if n > 1)
