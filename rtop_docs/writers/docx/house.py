"""The house's own Word file: what is taken of it, once it is known to hold nothing that acts or leads outside.

Knows the parts of a Word file; no document and no style of ours.  Taken are styles, list definitions, fonts by name,
the theme's fonts and colours, and a few settings: never its text, its pictures, or what stands in its heads and feet.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen
from lxml import etree

from rtop_docs.opc.names import A_NS, W_NS
from rtop_docs.opc.package import Package
from rtop_docs.writers.docx.xml import part_bytes, w

_ACTIVE_TYPES = ("macroenabled", "vbaproject", "activex")
_ACTIVE_KINDS = frozenset({"vbaProject", "attachedToolbars", "control", "keyMapCustomizations", "oleObject", "aFChunk"})
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
KEPT_SETTINGS: Final = (
    "trackRevisions", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "characterSpacingControl", "compat", "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip
# What would name another part, which we do not take.
_LEFT_OUT = tuple(w(name) for name in (
    "numPicBullet", "lvlPicBulletId", "embedRegular", "embedBold", "embedItalic", "embedBoldItalic", "drawing", "pict",
    "object", "sdt", "customXml",
))  # fmt: skip


@frozen
class House:
    """The parts that are taken, each with the elements that may be; empty bytes for one that the file does not have."""

    styles: bytes
    numbering: bytes
    settings: bytes
    fonts: bytes
    theme: bytes


def house_of(data: bytes, path: str) -> House:
    """Return what is taken of the house's file.

    path: for messages.  Raises `opc.package.Refused` (B01 to B07) for a file that is damaged, or holds macros, or
    what leads outside it.
    """
    package = Package(data, path)
    main = package.main()
    package.check_namespace(package.tree(main), W_NS)
    _check_quiet(package)
    theme = package.related(main, "theme")
    return House(
        styles=_words(package, main, "styles"),
        numbering=_words(package, main, "numbering"),
        settings=_settings(package, main),
        fonts=_words(package, main, "fontTable"),
        theme=_theme(package, theme) if theme else b"",
    )


def _check_quiet(package: Package) -> None:
    """Refuse what could act (B06) or lead outside (B07); parse every part that is XML, so that none hides anything."""
    for name, kind in package.content_types():
        if any(word in kind.lower() for word in _ACTIVE_TYPES):
            hint = "save it as .docx, which holds no macros"
            raise package.refuse("B06", f"the file holds macros or controls: {name[:80]!a}", hint)
    owners = ["", *package.names]
    for owner in owners:
        if owner.endswith((".xml", ".rels")):
            package.tree(owner)
        for found in package.relationships(owner):
            if found.kind in _ACTIVE_KINDS:
                raise package.refuse("B06", f"the file holds what can act: {found.kind[:40]!a}")
            if found.external and found.kind != "hyperlink":
                hint = "take away linked pictures, and the document's template in Word's Developer tab"
                raise package.refuse("B07", f"the file leads outside: {found.kind[:40]!a} {found.target[:80]!a}", hint)


def _words(package: Package, main: str, kind: str) -> bytes:
    """Return a part of WordprocessingML without what is of another vocabulary or names another part."""
    name = package.related(main, kind)
    if not name:
        return b""
    tree = package.tree(name)
    package.check_namespace(tree, W_NS)
    return part_bytes(_cleaned(tree))


def _settings(package: Package, main: str) -> bytes:
    name = package.related(main, "settings")
    if not name:
        return b""
    tree = package.tree(name)
    package.check_namespace(tree, W_NS)
    for child in list(tree):
        if child.tag not in {w(kept) for kept in KEPT_SETTINGS}:
            tree.remove(child)
    return part_bytes(_cleaned(tree))


def _theme(package: Package, name: str) -> bytes:
    """Return a theme with its schemes of colours and fonts alone: the others may show pictures."""
    tree = package.tree(name)
    package.check_namespace(tree, A_NS)
    kept = etree.Element(tree.tag, nsmap={"a": A_NS})
    for scheme in ("clrScheme", "fontScheme"):
        found = next(tree.iter(f"{{{A_NS}}}{scheme}"), None)
        if found is not None and found.getparent() is not kept:
            kept.append(found)
    return part_bytes(kept)


def _cleaned(tree: etree._Element) -> etree._Element:
    """Return a part with elements and attributes of WordprocessingML alone."""
    for element in list(tree.iter()):
        if element is not tree and (etree.QName(element).namespace != W_NS or element.tag in _LEFT_OUT):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            continue
        for name in list(element.attrib):
            if etree.QName(name).namespace != W_NS and name != _XML_SPACE:
                del element.attrib[name]
    copied = etree.Element(tree.tag, nsmap={"w": W_NS})
    copied.extend(tree)
    return copied
