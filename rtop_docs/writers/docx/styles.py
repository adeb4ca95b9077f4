"""The styles of a Word file as markup, from a Style.

Knows no document; how paragraphs look is said elsewhere, how characters and tables do is said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rtop_docs.writers.docx.looks import Look, paragraph_looks
from rtop_docs.writers.docx.units import eighths, half_points, hexadecimal, languages_of_word, twips
from rtop_docs.writers.docx.xml import add, w
from rtop_docs.writers.style import Style, TypeSize

SIGN_FONT = "Segoe UI Symbol"
COMPLEX_FONT = "Arial"
EAST_ASIAN_FONT = "Microsoft YaHei"
LINKED, REFERRED = "Hyperlink", "CrossReference"
"""The character styles of links out of a document, and of links within it."""
MARK, OWN_MARK = "Mark", "OwnMark"
"""The character styles of a chart's marks, and of the document's own state's."""


def styles_xml(style: Style, language: str) -> Iterator[etree._Element]:
    """Yield the document defaults and every style; language: of a text that names no other."""
    yield _defaults(style, language)
    yield _normal()
    for look in paragraph_looks(style):
        yield _paragraph_style(look)
    yield from _character_styles(style)
    yield from _table_styles(style)
    none = etree.Element(w("style"), {w("type"): "numbering", w("default"): "1", w("styleId"): "NoList"})
    add(none, "name", val="No List")
    add(none, "uiPriority", val="99")
    add(none, "semiHidden")
    yield none


def _defaults(style: Style, language: str) -> etree._Element:
    found = etree.Element(w("docDefaults"))
    properties = add(add(found, "rPrDefault"), "rPr")
    font = style.fonts.docx
    add(properties, "rFonts", ascii=font, hAnsi=font, eastAsia=EAST_ASIAN_FONT, cs=COMPLEX_FONT)
    add(properties, "color", val=hexadecimal(style.colours.text))
    _size(properties, style.sizes.text)
    add(properties, "lang", **languages_of_word(language))
    paragraph = add(add(found, "pPrDefault"), "pPr")
    add(paragraph, "widowControl")
    add(
        paragraph,
        "spacing",
        after=twips(style.spacing.paragraph),
        line=twips(style.sizes.text.leading),
        lineRule="atLeast",
    )
    return found


def _normal() -> etree._Element:
    found = etree.Element(w("style"), {w("type"): "paragraph", w("default"): "1", w("styleId"): "Normal"})
    add(found, "name", val="Normal")
    add(found, "qFormat")
    return found


def _paragraph_style(look: Look) -> etree._Element:
    found = etree.Element(w("style"), {w("type"): "paragraph", w("styleId"): look.id})
    add(found, "name", val=look.name)
    add(found, "basedOn", val=look.based_on)
    if look.following:
        add(found, "next", val=look.following)
    add(found, "qFormat")
    _paragraph_properties(add(found, "pPr"), look)
    properties = add(found, "rPr")
    for name, holds in (("b", look.bold), ("bCs", look.bold), ("i", look.italic), ("iCs", look.italic)):
        if holds:
            add(properties, name)
    if look.capitals:
        add(properties, "caps")
    if look.colour:
        add(properties, "color", val=hexadecimal(look.colour))
    if look.capitals:
        add(properties, "spacing", val="6")
    if look.size:
        _size(properties, look.size)
    return found


def _paragraph_properties(properties: etree._Element, look: Look) -> None:
    if look.keep_next:
        add(properties, "keepNext")
    if look.level:
        add(properties, "keepLines")
    if look.bar:
        size = eighths(look.thickness)
        add(add(properties, "pBdr"), "left", val="single", sz=size, space="8", color=hexadecimal(look.bar))
    spacing = {"before": look.before, "after": look.after}
    set_spacing = {name: twips(value) for name, value in spacing.items() if value is not None}
    if look.size:
        set_spacing |= {"line": twips(look.size.leading), "lineRule": "exact" if look.exact else "atLeast"}
    if set_spacing:
        add(properties, "spacing", **set_spacing)
    if look.indent:
        add(properties, "ind", left=twips(look.indent))
    if look.level:
        add(properties, "outlineLvl", val=str(look.level - 1))


def _character_styles(style: Style) -> Iterator[etree._Element]:
    default = etree.Element(
        w("style"), {w("type"): "character", w("default"): "1", w("styleId"): "DefaultParagraphFont"}
    )
    add(default, "name", val="Default Paragraph Font")
    add(default, "uiPriority", val="1")
    add(default, "semiHidden")
    yield default
    colours = style.colours
    yield _character("Strong", "Strong", "b", "bCs")
    yield _character("Emphasis", "Emphasis", "i", "iCs")
    for id in (LINKED, "FollowedHyperlink"):
        link = _character(id, id, colour=colours.accent)
        add(_properties_of(link), "u", val="single")
        yield link
    yield _character(REFERRED, "Cross Reference", colour=colours.accent)
    yield _character("Muted", "Muted", colour=colours.muted)
    yield _character("Disagreement", "Disagreement", colour=colours.warm_text)
    yield _character("Quotation", "Quotation")
    reference = _character("FootnoteReference", "footnote reference", colour=colours.accent)
    add(_properties_of(reference), "vertAlign", val="superscript")
    yield reference
    for id, name, size in (("Sign", "Sign", 0.0), (MARK, "Mark", 0.0), (OWN_MARK, "Own Mark", style.sizes.lead.size)):
        sign = _character(id, name)
        properties = _properties_of(sign)
        add(properties, "rFonts", ascii=SIGN_FONT, hAnsi=SIGN_FONT, eastAsia=SIGN_FONT, cs=SIGN_FONT)
        if size:
            add(properties, "sz", val=half_points(size))
            add(properties, "szCs", val=half_points(size))
        yield sign


def _character(id: str, name: str, *switches: str, colour: str = "") -> etree._Element:
    found = etree.Element(w("style"), {w("type"): "character", w("styleId"): id})
    add(found, "name", val=name)
    add(found, "basedOn", val="DefaultParagraphFont")
    add(found, "qFormat")
    properties = add(found, "rPr")
    for switch in switches:
        add(properties, switch)
    if colour:
        add(properties, "color", val=hexadecimal(colour))
    return found


def _properties_of(style: etree._Element) -> etree._Element:
    found = style.find(w("rPr"))
    assert found is not None
    return found


def _table_styles(style: Style) -> Iterator[etree._Element]:
    """Yield the table styles: rules between rows and no others; more room in the matrix's many columns."""
    normal = etree.Element(w("style"), {w("type"): "table", w("default"): "1", w("styleId"): "TableNormal"})
    add(normal, "name", val="Normal Table")
    add(normal, "uiPriority", val="99")
    add(normal, "semiHidden")
    _cell_margins(add(normal, "tblPr"), 0, 0, 0)
    yield normal
    cell = style.spacing.cell
    for id, name, start, end in (
        ("RuledTable", "Ruled Table", 0.0, cell * 2),
        ("MatrixTable", "Matrix Table", 3.0, 3.0),
    ):
        found = etree.Element(w("style"), {w("type"): "table", w("styleId"): id})
        add(found, "name", val=name)
        add(found, "basedOn", val="TableNormal")
        properties = add(found, "tblPr")
        borders = add(properties, "tblBorders")
        for side in ("bottom", "insideH"):
            add(
                borders,
                side,
                val="single",
                sz=eighths(style.spacing.rule),
                space="0",
                color=hexadecimal(style.colours.rule),
            )
        _cell_margins(properties, cell * (0.6 if id == "MatrixTable" else 0.9), start, end)
        yield found
    strip = etree.Element(w("style"), {w("type"): "table", w("styleId"): "FigureTable"})
    add(strip, "name", val="Figure Table")
    add(strip, "basedOn", val="TableNormal")
    properties = add(strip, "tblPr")
    borders = add(properties, "tblBorders")
    accent, rule = hexadecimal(style.colours.accent), hexadecimal(style.colours.rule)
    add(borders, "top", val="single", sz=eighths(style.spacing.band), space="0", color=accent)
    add(borders, "insideV", val="single", sz=eighths(style.spacing.rule), space="0", color=rule)
    _cell_margins(properties, cell, cell * 2, cell)
    yield strip


def _cell_margins(properties: etree._Element, height: float, start: float, end: float) -> None:
    margins = add(properties, "tblCellMar")
    for side, size in (("top", height), ("left", start), ("bottom", height), ("right", end)):
        add(margins, side, w=twips(size), type="dxa")


def _size(properties: etree._Element, size: TypeSize) -> None:
    add(properties, "sz", val=half_points(size.size))
    add(properties, "szCs", val=half_points(size.size))
