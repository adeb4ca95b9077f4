"""The reference package: the parts that every Word file of a style shares, made once by python-docx.

Knows no document.  What python-docx's own template brings and no file of ours needs is left out.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache

import docx
from attrs import fields_dict, frozen
from lxml import etree

from rtop_docs.opc.names import A_NS
from rtop_docs.writers.colours import LIGHT_PAGE, READABLE, seen
from rtop_docs.writers.docx.forms import Forms
from rtop_docs.writers.docx.house import KEPT_SETTINGS, House, house_of
from rtop_docs.writers.docx.joined import forget_lists, join_styles, list_number, number_style
from rtop_docs.writers.docx.numbering import Numbering, numbering_of
from rtop_docs.writers.docx.package import PackedPart, packed
from rtop_docs.writers.docx.styles import EAST_ASIAN_FONT, styles_xml
from rtop_docs.writers.docx.units import hexadecimal, languages_of_word
from rtop_docs.writers.docx.xml import add, part_bytes, root, w
from rtop_docs.writers.style import StanceColours, Style

SHARED = ("word/styles.xml", "word/settings.xml", "word/theme/theme1.xml", "word/fontTable.xml", "word/webSettings.xml")

_A = f"{{{A_NS}}}"


@frozen(eq=False)
class Reference:
    """What all files of a style share.

    parts: packed.  numbering: the list definitions, to which a document adds its lists.  forms: of paragraphs and
    cells.  sign_colours: of each shape, and of marks by the name of their colour, as Word writes it; readable as text,
    for here signs and marks are letters.
    """

    parts: tuple[PackedPart, ...]
    numbering: Numbering
    forms: Forms
    sign_colours: dict[str, str]


@lru_cache(maxsize=16)
def reference_package(style: Style, language: str) -> Reference:
    """Make the reference package of `style` for texts in `language`; the same arguments give the same object.

    Raises `opc.package.Refused` (B01 to B07) when the style's own Word file cannot be used.
    """
    house = house_of(style.docx.house, style.docx.reference) if style.docx.house else None
    package = docx.Document()
    numbering = _fill_styles(package.styles.element, style, language, house)
    _fill_settings(package.settings.element, style, language, house)
    file = io.BytesIO()
    package.save(file)
    with zipfile.ZipFile(file) as saved:
        made = {name: saved.read(name) for name in SHARED}
    made["word/theme/theme1.xml"] = _theme(made["word/theme/theme1.xml"], style, house)
    made["word/fontTable.xml"] = house.fonts if house and house.fonts else part_bytes(_font_table(style))
    parts = tuple(packed(name, data) for name, data in made.items())
    return Reference(parts, numbering, Forms(style), _sign_colours(style))


def _fill_styles(styles: etree._Element, style: Style, language: str, house: House | None) -> Numbering:
    """Replace every style of the template by the house's and ours; return the list definitions that go with them."""
    lists = etree.fromstring(house.numbering) if house and house.numbering else None
    ours = list(styles_xml(style, language))
    if house and house.styles:
        theirs = etree.fromstring(house.styles)
        join_styles(theirs, ours, lists)
        styles[:] = list(theirs)
    else:
        for child in list(styles):
            if child.tag in (w("docDefaults"), w("style")):
                styles.remove(child)
        styles.insert(0, ours[0])
        styles.extend(ours[1:])
    bulleted, numbered = list_number(styles, "ListBullet"), list_number(styles, "ListNumber")
    numbering = numbering_of(style, lists, bulleted, numbered)
    forget_lists(styles, numbering.lists)
    number_style(styles, "ListBullet", numbering.bullets[0])
    number_style(styles, "ListNumber", numbering.counted)
    etree.cleanup_namespaces(styles)
    return numbering


def _fill_settings(settings: etree._Element, style: Style, language: str, house: House | None) -> None:
    """Leave of the template's settings, or the house's, what a file of ours needs; add ours, in the schema's order."""
    given = etree.fromstring(house.settings) if house and house.settings else settings
    kept_settings = {child.tag: child for child in given if child.tag in {w(name) for name in KEPT_SETTINGS}}
    compat = kept_settings.setdefault(w("compat"), etree.Element(w("compat")))
    _set_compatibility(compat)
    notes = etree.Element(w("footnotePr"))
    add(notes, "footnote", id="-1")
    add(notes, "footnote", id="0")
    own = {w("footnotePr"): notes, w("themeFontLang"): _element("themeFontLang", languages_of_word(language))}
    if style.docx.page_numbers_in_contents:
        own[w("updateFields")] = _element("updateFields", {"val": "true"})
    settings[:] = [found for name in _SETTINGS if (found := own.get(w(name), kept_settings.get(w(name)))) is not None]
    etree.cleanup_namespaces(settings)


_SETTINGS = (
    "trackRevisions", "defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone",
    "doNotHyphenateCaps", "characterSpacingControl", "updateFields", "footnotePr", "compat", "themeFontLang",
    "clrSchemeMapping", "decimalSymbol", "listSeparator",
)  # fmt: skip


def _element(name: str, attributes: dict[str, str]) -> etree._Element:
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()})


def _set_compatibility(compat: etree._Element) -> None:
    """Say that the file is laid out as Word 2013 and later do; else Word opens it in a mode of its older versions."""
    mode = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}
    for setting in compat.findall(w("compatSetting")):
        if setting.get(w("name")) == mode["name"]:
            setting.set(w("val"), mode["val"])
            return
    compat.append(_element("compatSetting", mode))


def _theme(data: bytes, style: Style, house: House | None) -> bytes:
    """Give the theme the house's fonts and colours: they are what Word's menus offer to whoever edits."""
    tree = etree.fromstring(data)
    if house and house.theme:
        for scheme in etree.fromstring(house.theme):
            old = next(tree.iter(scheme.tag))
            parent = old.getparent()
            assert parent is not None
            parent.replace(old, scheme)
        return part_bytes(tree)
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
    for name in dict.fromkeys((style.fonts.docx, "Arial", "Segoe UI Symbol", EAST_ASIAN_FONT)):
        add(add(fonts, "font", name=name), "family", val="swiss")
    return fonts


def _sign_colours(style: Style) -> dict[str, str]:
    grounds = (LIGHT_PAGE, style.colours.ground, style.colours.warm_ground)
    colours = {name: getattr(style.stances, name) for name in fields_dict(StanceColours)}
    colours |= {name: getattr(style.colours, name) for name in ("own", "others", "outline")}
    return {name: hexadecimal(seen(colour, READABLE, *grounds)) for name, colour in colours.items()}
