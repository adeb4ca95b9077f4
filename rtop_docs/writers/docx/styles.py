"""The styles of a Word file, from a Style: what each is called in Word, and what it looks like.

Knows no document; the names are Word's own where Word has one, so that Word treats them as its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from lxml import etree

from rtop_docs.writers.docx.xml import add, w
from rtop_docs.writers.style import Style, TypeSize

SIGN_FONT = "Segoe UI Symbol"
COMPLEX_FONT = "Arial"
EAST_ASIAN_FONT = "Microsoft YaHei"

# Word knows a language by its region; a text that names none gets the one that the UN's style follows.
_REGIONS = {"en": "en-GB", "fr": "fr-FR", "es": "es-ES", "ru": "ru-RU", "ar": "ar-SA", "zh": "zh-CN"}
_SCRIPTS = {
    "ar": "bidi",
    "fa": "bidi",
    "he": "bidi",
    "ur": "bidi",
    "zh": "eastAsia",
    "ja": "eastAsia",
    "ko": "eastAsia",
}


@frozen(kw_only=True)
class Look:
    """A paragraph style.  size: None takes that of `based_on`; before, after, indent: points."""

    id: str
    name: str
    based_on: str = "Normal"
    size: TypeSize | None = None
    bold: bool | None = None
    italic: bool = False
    capitals: bool = False
    colour: str = ""
    before: float | None = None
    after: float | None = None
    indent: float = 0.0
    level: int = 0
    keep_next: bool = False
    bar: str = ""
    exact: bool = False
    following: str = ""


def paragraph_looks(style: Style) -> tuple[Look, ...]:
    """Return every paragraph style but Normal."""
    return (
        *_title_looks(style),
        *_heading_looks(style),
        *_text_looks(style),
        *_table_looks(style),
        *_page_looks(style),
    )


def _title_looks(style: Style) -> tuple[Look, ...]:
    sizes, space, colours = style.sizes, style.spacing, style.colours
    return (
        Look(id="Kicker", name="Kicker", size=sizes.kicker, bold=True, capitals=True, colour=colours.accent, after=0,
             keep_next=True, following="Title"),
        Look(id="Title", name="Title", size=sizes.title, bold=True, before=0, after=2, keep_next=True,
             following="Subtitle"),
        Look(id="Subtitle", name="Subtitle", size=sizes.subtitle, colour=colours.muted, after=space.block * 1.5,
             following="Normal"),
        Look(id="Lead", name="Lead", size=sizes.lead, after=space.block * 1.5, following="Normal"),
        Look(id="Mark", name="Mark", size=sizes.small, bold=True, colour=colours.warm_text, after=space.block),
    )  # fmt: skip


def _heading_looks(style: Style) -> tuple[Look, ...]:
    sizes, space, colours = style.sizes, style.spacing, style.colours
    section = Look(
        id="Heading1",
        name="heading 1",
        size=sizes.section,
        bold=True,
        colour=colours.accent,
        level=1,
        before=space.section_before,
        after=space.section_after,
        keep_next=True,
        following="Normal",
    )
    below = tuple(
        Look(id=f"Heading{level}", name=f"heading {level}", size=sizes.subsection, bold=True, level=level,
             italic=level == 4, colour=colours.text if level == 2 else colours.muted,
             before=space.subsection_before, after=space.subsection_after, keep_next=True, following="Normal")
        for level in (2, 3, 4)
    )  # fmt: skip
    contents = tuple(
        Look(id=f"TOC{level}", name=f"toc {level}", indent=space.indent * (level - 1), after=space.item)
        for level in (1, 2, 3, 4)
    )
    heading = Look(id="TOCHeading", name="TOC Heading", size=sizes.subsection, bold=True, before=space.block,
                   after=space.subsection_after, keep_next=True)  # fmt: skip
    return (section, *below, heading, *contents)


def _text_looks(style: Style) -> tuple[Look, ...]:
    sizes, space, colours = style.sizes, style.spacing, style.colours

    def small(id: str, name: str) -> Look:
        return Look(id=id, name=name, size=sizes.small, colour=colours.muted)

    return (
        Look(id="ListBullet", name="List Bullet", after=space.item * 1.5),
        Look(id="ListNumber", name="List Number", after=space.item * 1.5),
        Look(id="ListContinue", name="List Continue", after=space.item * 1.5),
        Look(id="SourceList", name="Source List", size=sizes.notes, after=space.item),
        Look(
            id="Quote", name="Quote", size=sizes.lead, indent=space.indent, after=0, bar=colours.accent, keep_next=True
        ),
        evolve(small("QuoteSource", "Quote Source"), indent=space.indent, after=space.block, bar=colours.accent),
        small("Remark", "Remark"),
        small("Attribution", "Attribution"),
        evolve(small("Legend", "Legend"), before=space.block),
        evolve(small("Caption", "caption"), before=space.item, after=space.paragraph),
        Look(id="Bar", name="Bar", size=TypeSize(size=6, leading=8), exact=True, after=2),
        Look(id="Separator", name="Separator", size=TypeSize(size=4, leading=4.5), exact=True, after=0),
    )


def _table_looks(style: Style) -> tuple[Look, ...]:
    sizes, space, colours = style.sizes, style.spacing, style.colours
    return (
        Look(id="TableText", name="Table Text", size=sizes.table, after=0),
        Look(id="TableRowHead", name="Table Row Head", based_on="TableText", bold=True, after=0),
        Look(id="TableHead", name="Table Head", size=sizes.small, bold=True, colour=colours.muted, after=0,
             keep_next=True),
        Look(id="TableGroup", name="Table Group", based_on="TableText", bold=True, colour=colours.accent, after=0,
             keep_next=True),
        Look(id="FigureValue", name="Figure Value", size=sizes.figure, bold=True, before=space.cell, after=0,
             keep_next=True),
        Look(id="FigureWords", name="Figure Words", size=sizes.figure_words, bold=True, before=space.cell, after=0,
             keep_next=True),
        Look(id="FigureLabel", name="Figure Label", size=sizes.small, colour=colours.muted, after=space.item),
        Look(id="FigureDisagreement", name="Figure Disagreement", size=sizes.small, colour=colours.warm_text,
             after=space.item),
    )  # fmt: skip


def _page_looks(style: Style) -> tuple[Look, ...]:
    sizes, colours = style.sizes, style.colours
    return (
        Look(id="Header", name="header", size=sizes.foot, colour=colours.muted, after=0),
        Look(id="Footer", name="footer", size=sizes.foot, colour=colours.muted, after=0),
        Look(id="FootnoteText", name="footnote text", size=sizes.notes, after=1),
    )


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
    add(properties, "lang", **({"val": "en-GB", "eastAsia": "zh-CN", "bidi": "ar-SA"} | language_of_word(language)))
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
        add(add(properties, "pBdr"), "left", val="single", sz="18", space="8", color=hexadecimal(look.bar))
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
    link = _character("Hyperlink", "Hyperlink", colour=colours.accent)
    add(_properties_of(link), "u", val="single")
    yield link
    yield _character("Muted", "Muted", colour=colours.muted)
    yield _character("Disagreement", "Disagreement", colour=colours.warm_text)
    yield _character("Quotation", "Quotation")
    reference = _character("FootnoteReference", "footnote reference", colour=colours.accent)
    add(_properties_of(reference), "vertAlign", val="superscript")
    yield reference
    sign = _character("Sign", "Sign")
    properties = _properties_of(sign)
    add(properties, "rFonts", ascii=SIGN_FONT, hAnsi=SIGN_FONT, eastAsia=SIGN_FONT, cs=SIGN_FONT)
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


def hexadecimal(colour: str) -> str:
    """Return ``#RRGGBB`` as Word writes it."""
    return colour.removeprefix("#").upper()


def twips(points: float) -> str:
    """Return points as twentieths of a point."""
    return str(round(points * 20))


def half_points(points: float) -> str:
    """Return points as half points."""
    return str(round(points * 2))


def eighths(points: float) -> str:
    """Return points as eighths of a point, at least the thinnest line that Word draws."""
    return str(max(2, round(points * 8)))


def language_of_word(tag: str) -> dict[str, str]:
    """Return the attributes of ``w:lang`` for a language tag: Word keeps three, by kind of script."""
    whole = _REGIONS.get(tag, tag)
    kind = _SCRIPTS.get(tag.partition("-")[0], "val")
    return {kind: whole}
