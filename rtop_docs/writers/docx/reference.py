"""The reference package: the parts that every Word file of a style shares, made once by python-docx.

Knows no document.  What python-docx's own template brings and no file of ours needs is left out.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import docx
from attrs import frozen
from lxml import etree

from rtop_docs.writers.docx.package import StoredPart, stored
from rtop_docs.writers.docx.styles import hexadecimal, styles_xml, twips
from rtop_docs.writers.docx.xml import W_NS, add, part_bytes, root, w
from rtop_docs.writers.style import Style

SHARED = ("word/styles.xml", "word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml", "word/webSettings.xml")
BULLETS, NUMBERS, PLAIN_NUMBERS = "1", "2", "3"
LEVELS = 9

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_KEPT_SETTINGS = ("defaultTabStop", "characterSpacingControl", "compat", "themeFontLang", "clrSchemeMapping",
                  "decimalSymbol", "listSeparator")  # fmt: skip


@frozen
class Reference:
    """parts: shared by every file, deflated.  numbering: the list definitions, to which a document adds its lists."""

    parts: tuple[StoredPart, ...]
    numbering: bytes


@lru_cache(maxsize=16)
def reference_package(style: Style, language: str) -> Reference:
    """Make the reference package of `style` for texts in `language`; the same arguments give the same object."""
    house = docx.Document()
    _fill_styles(house.styles.element, style, language)
    _fill_settings(house.settings.element)
    file = io.BytesIO()
    house.save(file)
    with zipfile.ZipFile(file) as package:
        made = {name: package.read(name) for name in SHARED}
    made["word/theme/theme1.xml"] = _theme(made["word/theme/theme1.xml"], style)
    made["word/fontTable.xml"] = part_bytes(_font_table(style))
    return Reference(tuple(stored(name, data) for name, data in made.items()), part_bytes(_numbering(style)))


def _fill_styles(styles: etree._Element, style: Style, language: str) -> None:
    """Replace every style of the template, so that a file holds the house's styles and no others."""
    for child in list(styles):
        if child.tag in (w("docDefaults"), w("style")):
            styles.remove(child)
    defaults, *rest = styles_xml(style, language)
    styles.insert(0, defaults)
    styles.extend(rest)


def _fill_settings(settings: etree._Element) -> None:
    for child in list(settings):
        name = etree.QName(child)
        if name.namespace != W_NS or name.localname not in _KEPT_SETTINGS:
            settings.remove(child)
    compat = settings.find(w("compat"))
    assert compat is not None
    for setting in compat:
        if setting.get(w("name")) == "compatibilityMode":
            setting.set(w("val"), "15")
    notes = etree.Element(w("footnotePr"))
    add(notes, "footnote", id="-1")
    add(notes, "footnote", id="0")
    compat.addprevious(notes)
    languages = settings.find(w("themeFontLang"))
    assert languages is not None
    languages.attrib.clear()
    languages.set(w("val"), "en-GB")
    etree.cleanup_namespaces(settings)


def _theme(data: bytes, style: Style) -> bytes:
    """Give the theme the house's fonts and colours: they are what Word's menus offer to whoever edits."""
    tree = etree.fromstring(data)
    for latin in tree.iter(f"{_A}latin"):
        latin.set("typeface", style.fonts.docx)
    colours = {"accent1": style.colours.accent, "accent2": style.colours.warm_rule, "hlink": style.colours.accent,
               "folHlink": style.colours.accent}  # fmt: skip
    for name, colour in colours.items():
        for slot in tree.iter(f"{_A}{name}"):
            slot[:] = []
            etree.SubElement(slot, f"{_A}srgbClr", val=hexadecimal(colour))
    return part_bytes(tree)


def _font_table(style: Style) -> etree._Element:
    fonts = root("fonts")
    for name in dict.fromkeys((style.fonts.docx, "Arial", "Segoe UI Symbol")):
        add(add(fonts, "font", name=name), "family", val="swiss")
    return fonts


def _numbering(style: Style) -> etree._Element:
    """Define the three kinds of list: bullets, numbers with a full stop, and the bare numbers of sources."""
    numbering = root("numbering")
    for id, format, text in ((BULLETS, "bullet", "•"), (NUMBERS, "decimal", "%{}."), (PLAIN_NUMBERS, "decimal", "%{}")):
        kind = add(numbering, "abstractNum", abstractNumId=id)
        add(kind, "multiLevelType", val="hybridMultilevel")
        for level in range(LEVELS):
            _level(kind, level, format, text.replace("{}", str(level + 1)), style)
    for id in (BULLETS, NUMBERS, PLAIN_NUMBERS):
        add(add(numbering, "num", numId=id), "abstractNumId", val=id)
    return numbering


def _level(kind: etree._Element, level: int, format: str, text: str, style: Style) -> None:
    found = add(kind, "lvl", ilvl=str(level))
    add(found, "start", val="1")
    add(found, "numFmt", val=format)
    add(found, "lvlText", val=text)
    add(found, "lvlJc", val="left")
    indent = style.spacing.indent
    add(add(found, "pPr"), "ind", left=twips(indent * (level + 1)), hanging=twips(indent))
