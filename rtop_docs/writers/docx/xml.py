"""Names of WordprocessingML as lxml wants them, and the serialization of a part: for what is made once.

Knows no document and no style.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from rtop_docs.opc.names import R_NS, W_NS

NAMESPACES: Final = {"w": W_NS, "r": R_NS}


def w(name: str) -> str:
    """Return `name` in the namespace of WordprocessingML."""
    return f"{{{W_NS}}}{name}"


VAL: Final = w("val")


def root(name: str) -> etree._Element:
    """Make the root of a part."""
    return etree.Element(w(name), nsmap=NAMESPACES)


def add(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Append a child; `name` and the attributes are of WordprocessingML."""
    child = etree.SubElement(parent, w(name))
    for key, value in attributes.items():
        child.set(w(key), value)
    return child


def part_bytes(tree: etree._Element) -> bytes:
    """Return a part as UTF-8 with its declaration."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
