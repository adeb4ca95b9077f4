"""The paragraph styles of a Word file: what each is called in Word, and what it looks like.

Knows the style; the names are Word's own where Word has one, so that Word treats them as its own.
"""

from __future__ import annotations

from attrs import evolve, frozen

from rtop_docs.writers.style import Style, TypeSize


@frozen(kw_only=True)
class Look:
    """A paragraph style.  size: None takes that of `based_on`; before, after, indent, thickness of the bar: points."""

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
    thickness: float = 0.0
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
            id="Quote",
            name="Quote",
            size=sizes.lead,
            indent=space.indent,
            after=0,
            bar=colours.accent,
            thickness=space.band,
            keep_next=True,
        ),
        evolve(
            small("QuoteSource", "Quote Source"),
            indent=space.indent,
            after=space.block,
            bar=colours.accent,
            thickness=space.band,
        ),
        small("Remark", "Remark"),
        small("Attribution", "Attribution"),
        evolve(small("Legend", "Legend"), before=space.block),
        Look(
            id="Caption",
            name="caption",
            size=sizes.small,
            bold=True,
            before=space.item,
            after=space.paragraph,
            keep_next=True,
        ),
        evolve(small("FigureCaption", "Figure Caption"), before=space.item, after=space.paragraph),
        Look(id="Marks", name="Marks", size=sizes.small, after=0),
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
