"""The list definitions of the reference package: three kinds of our own, beside those of the house's file.

Knows list definitions; no document.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen
from lxml import etree

from rtop_docs.writers.docx.package import Head, packed_head
from rtop_docs.writers.docx.units import twips
from rtop_docs.writers.docx.xml import VAL, add, part_bytes, root, w
from rtop_docs.writers.style import Style

LEVELS: Final = 9
"""As many as Word has."""
_KINDS = (("bullet", "•"), ("decimal", "%{}."), ("decimal", "%{}"))


@frozen
class Numbering:
    """The list definitions, and which of them a document takes.

    head: the part up to its end tag, packed; a document adds its own lists.  bullets: for each level the number of
    the list of bullets.  numbers: for each level the definition of lists that count with a full stop; plain_numbers:
    of those that count without, as the sources do.  counted: the number of a list with full stops, for its style.
    lists: every list number.  first: the first that is free.
    """

    head: Head
    bullets: tuple[str, ...]
    numbers: tuple[str, ...]
    plain_numbers: str
    counted: str
    lists: frozenset[str]
    first: int


def numbering_of(style: Style, house: etree._Element | None, bulleted: str, numbered: str) -> Numbering:
    """Make the definitions, beside those of `house` if there is one.

    bulleted, numbered: the list numbers of the house's own styles for lists, empty where it has none: the levels
    that these define are taken, ours for the others.
    """
    tree = root("numbering") if house is None else house
    kinds = _own_kinds(tree, style)
    lists = _own_lists(tree, kinds)
    levels = {number: _levels(tree, number) for number in (bulleted, numbered) if number}
    definitions = {n.get(w("numId"), ""): _definition(n) for n in tree.findall(w("num"))}
    bullets = tuple(bulleted if level in levels.get(bulleted, ()) else lists[0] for level in range(LEVELS))
    numbers = tuple(definitions[numbered] if level in levels.get(numbered, ()) else kinds[1] for level in range(LEVELS))
    begin = part_bytes(tree).removesuffix(b"</w:numbering>")
    counted = numbered if 0 in levels.get(numbered, ()) else lists[1]
    return Numbering(
        packed_head(begin), bullets, numbers, kinds[2], counted, frozenset(definitions), int(lists[-1]) + 1
    )


def _own_kinds(tree: etree._Element, style: Style) -> list[str]:
    """Define our three kinds behind those that are there; return their ids."""
    taken = [_number(found.get(w("abstractNumId"))) for found in tree.findall(w("abstractNum"))]
    first = max(taken, default=0) + 1
    at = len(tree.findall(w("abstractNum")))
    made: list[str] = []
    for id, (format, text) in enumerate(_KINDS, first):
        kind = etree.Element(w("abstractNum"), {w("abstractNumId"): str(id)})
        add(kind, "multiLevelType", val="hybridMultilevel")
        for level in range(LEVELS):
            _level(kind, level, format, text.replace("{}", str(level + 1)), style)
        tree.insert(at + len(made), kind)
        made.append(str(id))
    return made


def _own_lists(tree: etree._Element, kinds: list[str]) -> list[str]:
    taken = [_number(found.get(w("numId"))) for found in tree.findall(w("num"))]
    first = max(taken, default=0) + 1
    for id, kind in enumerate(kinds, first):
        add(add(tree, "num", numId=str(id)), "abstractNumId", val=kind)
    return [str(first + n) for n in range(len(kinds))]


def _levels(tree: etree._Element, number: str) -> set[int]:
    """Return the levels that the definition behind a list number has."""
    for found in tree.findall(w("num")):
        if found.get(w("numId")) == number:
            return {
                _number(level.get(w("ilvl")))
                for kind in tree.findall(w("abstractNum"))
                if kind.get(w("abstractNumId")) == _definition(found)
                for level in kind.findall(w("lvl"))
            }
    return set()


def _definition(found: etree._Element) -> str:
    kind = found.find(w("abstractNumId"))
    return "" if kind is None else kind.get(VAL, "")


def _number(text: str | None) -> int:
    """Return a number of the house's file; 0 for what is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _level(kind: etree._Element, level: int, format: str, text: str, style: Style) -> None:
    found = add(kind, "lvl", ilvl=str(level))
    add(found, "start", val="1")
    add(found, "numFmt", val=format)
    add(found, "lvlText", val=text)
    add(found, "lvlJc", val="left")
    indent = style.spacing.indent
    add(add(found, "pPr"), "ind", left=twips(indent * (level + 1)), hanging=twips(indent))
