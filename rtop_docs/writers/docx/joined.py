"""The house's own styles beside ours: where both have a style of one name, the house's, under the id that we write.

Knows styles by type, name and id; no document.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from rtop_docs.writers.docx.xml import VAL, add, w

_BY_ID = tuple(w(name) for name in (
    "basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink",
))  # fmt: skip
"""What refers to a style by its id, in styles and in list definitions."""


def join_styles(house: etree._Element, ours: Sequence[etree._Element], numbering: etree._Element | None) -> None:
    """Complete the styles of `house`, and rename the ids that it gives to styles of ours, in `numbering` too.

    ours: document defaults, then styles.  A style is the same when it has the same type and, whatever the case of its
    letters, the same name: that is what Word goes by, and built-in names are English in every language of Word.
    """
    defaults, *styles = ours
    known = {_key(style): style for style in house.findall(w("style"))}
    ids = {style.get(w("styleId"), ""): known.get(_key(style)) for style in styles}
    renamed = _renamed(house, ids)
    for tree in (house,) if numbering is None else (house, numbering):
        _rename(tree, renamed)
    found = house.find(w("docDefaults"))
    if found is None:
        house.insert(0, defaults)
    else:
        _speak(found, defaults)
    house.extend(style for style in styles if _key(style) not in known)


def list_number(styles: etree._Element, id: str) -> str:
    """Return the number of the list that a paragraph style belongs to; empty when it belongs to none."""
    for style in styles.findall(w("style")):
        if style.get(w("styleId")) == id:
            found = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            return "" if found is None else found.get(VAL, "")
    return ""


def _key(style: etree._Element) -> tuple[str, str]:
    name = style.find(w("name"))
    return style.get(w("type"), "paragraph"), "" if name is None else (name.get(VAL) or "").casefold()


def _renamed(house: etree._Element, ids: dict[str, etree._Element | None]) -> dict[str, str]:
    """Return old id -> new id: ours for the house's styles that we write, another for one that has an id of ours."""
    taken = {style.get(w("styleId"), "") for style in house.findall(w("style"))} | set(ids)
    wanted = {found: id for id, found in ids.items() if found is not None}
    renamed = {}
    for style in house.findall(w("style")):
        old = style.get(w("styleId"), "")
        new = wanted.get(style, old)
        if style not in wanted and old in ids:
            new = next(f"{old}{n}" for n in range(2, len(taken) + 3) if f"{old}{n}" not in taken)
            taken.add(new)
        if new != old:
            style.set(w("styleId"), new)
            renamed[old] = new
    return renamed


def _rename(tree: etree._Element, renamed: dict[str, str]) -> None:
    for reference in tree.iter(*_BY_ID):
        old = reference.get(VAL)
        if old in renamed:
            reference.set(VAL, renamed[old])


def _speak(defaults: etree._Element, ours: etree._Element) -> None:
    """Give the house's document defaults the document's language."""
    language = ours.find(f".//{w('lang')}")
    properties = defaults.find(f"{w('rPrDefault')}/{w('rPr')}")
    assert language is not None, "ours name one"
    if properties is None:
        holder = defaults.find(w("rPrDefault"))
        if holder is None:
            holder = etree.Element(w("rPrDefault"))
            defaults.insert(0, holder)
        properties = etree.SubElement(holder, w("rPr"))
    for old in properties.findall(w("lang")):
        properties.remove(old)
    later = (
        n for n, child in enumerate(properties) if child.tag in (w("eastAsianLayout"), w("specVanish"), w("oMath"))
    )
    properties.insert(next(later, len(properties)), language)


def forget_lists(styles: etree._Element, lists: frozenset[str]) -> None:
    """Take styles out of lists that are not there, as the house's file may have them."""
    for found in list(styles.iter(w("numPr"))):
        number = found.find(w("numId"))
        parent = found.getparent()
        if parent is not None and number is not None and number.get(VAL) not in lists:
            parent.remove(found)


def number_style(styles: etree._Element, id: str, number: str) -> None:
    """Make a paragraph style one of the list `number`, so that whoever picks it in Word gets its bullet or number."""
    found = next(style for style in styles.findall(w("style")) if style.get(w("styleId")) == id)
    properties = found.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        behind = [n for n, child in enumerate(found) if child.tag in _BEHIND]
        found.insert(behind[0] if behind else len(found), properties)
    for old in properties.findall(w("numPr")):
        properties.remove(old)
    first = (w("keepNext"), w("keepLines"), w("pageBreakBefore"), w("framePr"), w("widowControl"))
    numbering = etree.Element(w("numPr"))
    add(numbering, "numId", val=number)
    properties.insert(sum(child.tag in first for child in properties), numbering)


_BEHIND = tuple(w(name) for name in ("rPr", "tblPr", "trPr", "tcPr", "tblStylePr"))
