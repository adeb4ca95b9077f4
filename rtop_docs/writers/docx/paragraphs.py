"""Paragraphs and their properties, in the order that the schema wants.

Knows places, not blocks.
"""

from __future__ import annotations

from lxml import etree

from rtop_docs.writers.docx.story import Place, Story
from rtop_docs.writers.docx.styles import eighths, hexadecimal, twips
from rtop_docs.writers.docx.xml import add, w

_ORDER = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "pBdr", "shd", "tabs", "bidi", "spacing",
          "ind", "jc")  # fmt: skip
_RANK = {w(name): rank for rank, name in enumerate(_ORDER)}
_SIDES = {"center": "center", "end": "right"}


def paragraph(parent: etree._Element, story: Story, place: Place, style: str) -> etree._Element:
    """Append an empty paragraph of `style`, as it must be at `place`, with its label if it bears one."""
    made = add(parent, "p")
    properties = etree.SubElement(made, w("pPr"))
    if style and style != "Normal":
        add(properties, "pStyle", val=style)
    if place.keep_next:
        add(properties, "keepNext")
    if place.numbered:
        number, level = place.numbered
        numbering = add(properties, "numPr")
        add(numbering, "ilvl", val=str(level))
        add(numbering, "numId", val=number)
    if place.panel:
        _frame(properties, story, place.panel)
    if place.direction == "rtl":
        add(properties, "bidi")
    _indent(properties, story, place)
    if place.align in _SIDES:
        add(properties, "jc", val=_SIDES[place.align])
    if not len(properties):
        made.remove(properties)
    if place.label:
        run = add(made, "r")
        add(run, "t").text = story.screen.text(place.label, place.origin)
        add(run, "tab")
    return made


def set_property(made: etree._Element, name: str, **attributes: str) -> etree._Element:
    """Set one property of a paragraph, at its place in the order."""
    properties = made.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        made.insert(0, properties)
    found = properties.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        later = (n for n, other in enumerate(properties) if _RANK[other.tag] > _RANK[w(name)])
        properties.insert(next(later, len(properties)), found)
    for key, value in attributes.items():
        found.set(w(key), value)
    return found


def first_paragraph(element: etree._Element) -> etree._Element:
    """Return the first paragraph in `element`, which may be one itself."""
    return next(element.iter(w("p")))


def last_paragraph(element: etree._Element) -> etree._Element:
    """Return the last paragraph in `element`, which may be one itself."""
    *_, last = element.iter(w("p"))
    return last


def _frame(properties: etree._Element, story: Story, role: str) -> None:
    """Give a paragraph of a panel its bar and ground; paragraphs that follow one another join into one frame."""
    colours = story.style.colours
    unknown = role == "unknown"
    bar, ground = (colours.warm_rule, colours.warm_ground) if unknown else (colours.accent, colours.ground)
    borders = add(properties, "pBdr")
    paper = hexadecimal(ground)
    add(borders, "top", val="single", sz="4", space="4", color=paper)
    add(borders, "left", val="single", sz=eighths(story.style.spacing.band), space="8", color=hexadecimal(bar))
    add(borders, "bottom", val="single", sz="4", space="4", color=paper)
    add(borders, "right", val="single", sz="4", space="8", color=paper)
    add(properties, "shd", val="clear", color="auto", fill=paper)


def _indent(properties: etree._Element, story: Story, place: Place) -> None:
    """Indent what stands in a list without a number of its own, and what stands in a panel's frame."""
    unit = story.style.spacing.indent
    room = 9.0 if place.panel else 0.0
    if place.numbered:
        if place.panel:
            level = place.numbered[1] + 1
            add(properties, "ind", left=twips(unit * level + room), right=twips(room), hanging=twips(unit))
        return
    left = unit * place.level + room
    if place.label:
        add(properties, "ind", left=twips(left), hanging=twips(unit))
    elif place.panel:
        add(properties, "ind", left=twips(left), right=twips(room))
    elif left:
        add(properties, "ind", left=twips(left))
