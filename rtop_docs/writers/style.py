"""How documents look: page, sizes, spacing, colours and fonts, shared by the PDF, Word and HTML writers.

Knows nothing of documents, records or file formats; lengths are points (1/72 inch) unless a name says mm.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import attrs
from attrs import AttrsInstance, evolve, field, frozen

from rtop_docs.diagnostics import Checked, SourceSpan, error, in_file_order
from rtop_docs.workspace import PathRefused, Unreadable, Workspace, check_name

POINTS_PER_MM = 72 / 25.4
TEMPLATES = "templates"
"""The folder of style.yaml, and of what it names."""
LEAST_BODY = 72.0
"""Points that the margins must leave of a page in either direction."""
PDF_FAMILIES = ("FiraGO",)
"""Families that the PDF writer can embed."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class PaperSize(enum.Enum):
    """A paper size that offices have."""

    A4 = "A4"
    LETTER = "Letter"

    @property
    def points(self) -> tuple[float, float]:
        """Width and height of the upright sheet in points."""
        return (595.276, 841.89) if self is PaperSize.A4 else (612.0, 792.0)


@frozen(kw_only=True)
class Page:
    """The sheet and its margins in millimetres; the same margins serve landscape pages."""

    size: PaperSize = PaperSize.A4
    margin_left_mm: float = 22.0
    margin_right_mm: float = 22.0
    margin_top_mm: float = 20.0
    margin_bottom_mm: float = 22.0


@frozen(kw_only=True)
class TypeSize:
    """A type size and the distance from one baseline to the next, in points."""

    size: float
    leading: float


@frozen(kw_only=True)
class Sizes:
    """The scale of type.

    kicker: the line above the title.  section: headings of level 1; subsection: of level 2 and below.
    text: paragraphs, lists, quotations.  table: cells.  small: remarks, captions, attributions, legends.
    notes: footnotes and sources.  foot: running head and foot.
    figure: a key figure's number; figure_words: the same where its value is words.
    least: the smallest type that a wide table may shrink to.
    """

    title: TypeSize = TypeSize(size=22.0, leading=27.0)
    subtitle: TypeSize = TypeSize(size=10.5, leading=13.5)
    kicker: TypeSize = TypeSize(size=8.0, leading=13.5)
    lead: TypeSize = TypeSize(size=11.5, leading=15.0)
    section: TypeSize = TypeSize(size=14.0, leading=18.0)
    subsection: TypeSize = TypeSize(size=11.0, leading=13.5)
    text: TypeSize = TypeSize(size=10.0, leading=13.5)
    table: TypeSize = TypeSize(size=9.5, leading=12.6)
    small: TypeSize = TypeSize(size=8.5, leading=11.25)
    notes: TypeSize = TypeSize(size=8.0, leading=10.8)
    foot: TypeSize = TypeSize(size=8.0, leading=10.8)
    figure: TypeSize = TypeSize(size=18.0, leading=22.5)
    figure_words: TypeSize = TypeSize(size=12.0, leading=15.75)
    least: float = 7.0


@frozen(kw_only=True)
class Spacing:
    """White space and rules in points.

    grid: what vertical distances are multiples of.  Space before a heading is twice the space after it.
    """

    grid: float = 4.5
    paragraph: float = 4.5
    section_before: float = 13.5
    section_after: float = 6.75
    subsection_before: float = 9.0
    subsection_after: float = 4.5
    item: float = 2.25
    indent: float = 13.5
    cell: float = 4.5
    block: float = 9.0
    rule: float = 0.5
    strong_rule: float = 0.9
    band: float = 2.25


@frozen(kw_only=True)
class Paragraphs:
    """How running text fills its lines.

    justified: both edges straight, breaks chosen for the whole paragraph (it costs time in every one of them).
    hyphenated: words may be parted, by the rules of their language.  shortest_line: in text that is not justified, a
    word is parted only where its line would be left shorter than this share of the width.
    """

    justified: bool = False
    hyphenated: bool = True
    shortest_line: float = 0.6


@frozen(kw_only=True)
class Colours:
    """Colours as ``#RRGGBB``; every text colour has a contrast of at least 4.5:1 on the ground that it stands on.

    ground, rule: of key figures, table heads and lines.  warm_*: the panel of what is not known, and numbers
    that disagree.  own, others, outline: marks of the dot chart.
    """

    text: str = "#1A1F26"
    muted: str = "#4D5864"
    accent: str = "#1B4F8A"
    ground: str = "#F2F5F9"
    rule: str = "#C9D2DC"
    warm_text: str = "#755500"
    warm_ground: str = "#FBF7EF"
    warm_rule: str = "#B8860B"
    own: str = "#1B4F8A"
    others: str = "#7F90A6"
    outline: str = "#8A96A3"


@frozen(kw_only=True)
class StanceColours:
    """A colour for each sign, named by its shape; the shapes differ too, so that grey copies stay readable.

    Blue, black, vermilion and green are Okabe and Ito's, safe for the colour-blind; their purple is darkened, for it
    has too little contrast on white.  Silences are grey.
    """

    circle: str = "#0072B2"
    square: str = "#000000"
    diamond: str = "#D55E00"
    triangle: str = "#009E73"
    bar: str = "#4D5864"
    cross: str = "#A8457D"
    dot: str = "#7A8591"
    question: str = "#5F6B77"
    dash: str = "#5F6B77"
    blank: str = "#5F6B77"


@frozen(kw_only=True)
class Fonts:
    """A family for each format: PDF embeds its own, Word names an installed one, HTML the reader's system's.

    html: a CSS list of families.
    """

    pdf: str = "FiraGO"
    docx: str = "Calibri"
    html: str = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Helvetica Neue', Arial, sans-serif"


@frozen(kw_only=True)
class Docx:
    """What Word alone takes.

    reference: the house's own Word file below ``templates/``, whose styles, lists, fonts and theme take the place of
    those made from the keys above; empty for none.  page_numbers_in_contents: Word fills them in when the file opens,
    after asking its reader.  house: the content of that file, which `read_style` reads.
    """

    reference: str = ""
    page_numbers_in_contents: bool = False
    house: bytes = field(default=b"", repr=False, metadata={"key": ""})


@frozen(kw_only=True, cache_hash=True)
class Style:
    """The whole look; `DEFAULT` is the house's.  Read from ``templates/style.yaml`` by `read_style`."""

    page: Page = Page()
    sizes: Sizes = Sizes()
    spacing: Spacing = Spacing()
    paragraphs: Paragraphs = Paragraphs()
    colours: Colours = Colours()
    stances: StanceColours = StanceColours()
    fonts: Fonts = Fonts()
    docx: Docx = Docx()


DEFAULT = Style()


def rgb(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue from 0 to 1 of a colour written ``#RRGGBB``; ValueError for anything else."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError(f"colour {colour!r} is not written #RRGGBB")
    return int(colour[1:3], 16) / 255, int(colour[3:5], 16) / 255, int(colour[5:7], 16) / 255


def stance_colour(style: Style, shape: str) -> str:
    """Return the colour of the sign whose `Shape` value is `shape`; AttributeError when there is none."""
    colour: str = getattr(style.stances, shape)
    return colour


def read_style(text: str, path: str, workspace: Workspace | None = None) -> Checked[Style]:
    """Read a style file: YAML whose keys are the fields of `Style`; what it leaves out is as in `DEFAULT`.

    path: for messages.  workspace: where the files lie that it names; without one it may name none.
    Returns a style that can always be used: a key with a finding (Y, R, S) has its default value.
    """
    # imported here: writers need a Style, but neither a YAML parser nor the records' way of reading
    from rtop_docs.records.located import LocatedMap, read_yaml
    from rtop_docs.records.structure import structure

    node = read_yaml(text, path)
    if node.value is None or (not node.value and isinstance(node.value, str)):
        return Checked(DEFAULT, node.diagnostics)
    made = structure(node.value, Style)
    found = [*node.diagnostics, *made.diagnostics]
    style = made.value or DEFAULT
    places = _places(node.value, SourceSpan(path)) if isinstance(node.value, LocatedMap) else {}
    for name, message, code, hint in _faults(style):
        found.append(error(code, message, places.get(name, SourceSpan(path)), hint))
        style = _with_default(style, name.split("."))
    if _body_too_small(style.page):
        found.append(
            error("S03", "the margins leave less than an inch of the page", places.get("page"), "make them smaller")
        )
        style = evolve(style, page=Page(size=style.page.size))
    if style.docx.reference:
        house = _house(style.docx.reference, places.get("docx.reference"), workspace)
        found += house.diagnostics
        reference = style.docx.reference if house.value else ""
        style = evolve(style, docx=evolve(style.docx, reference=reference, house=house.value))
    return Checked(style, in_file_order(found))


def _house(name: str, span: SourceSpan | None, workspace: Workspace | None) -> Checked[bytes]:
    """Read the house's own Word file, which lies below the folder of templates; empty when it cannot be used (S05).

    span: where the style names it.
    """
    # imported here: only a style that names such a file needs a reader of XML
    from rtop_docs.opc.package import Refused
    from rtop_docs.writers.docx.house import house_of

    path = f"{TEMPLATES}/{name}"
    try:
        check_name(name)
        data = workspace.read_bytes(path) if workspace else b""
        house_of(data, path)
    except PathRefused as fault:
        return Checked(b"", (error("S05", str(fault), span, f"put it below '{TEMPLATES}/'"),))
    except (Unreadable, Refused) as fault:
        reason = fault.diagnostic
        return Checked(b"", (error("S05", f"'{path}' cannot be used: {reason.message}", span, *reason.hints),))
    return Checked(data)


def _places(node: Mapping[str, object], span: SourceSpan, prefix: str = "") -> dict[str, SourceSpan]:
    """Return where each key of a located mapping has its value, by the names of the keys joined with dots."""
    places = {prefix.rstrip("."): span}
    for key, value in node.items():
        here = getattr(value, "span", span)
        inner = _places(value, here, f"{prefix}{key}.") if isinstance(value, Mapping) else {f"{prefix}{key}": here}
        places.update(inner)
    return places


_LEAST_SIZE, _MOST_SIZE = 4.0, 96.0
_MOST_SPACE, _MOST_MARGIN_MM = 200.0, 150.0


def _faults(style: Style) -> Iterator[tuple[str, str, str, str]]:
    """Yield key, message, code and hint of each value that no page can be made with."""
    for name, value in _leaves(style):
        if isinstance(value, str) and name.startswith(("colours.", "stances.")):
            if not _COLOUR.fullmatch(value):
                yield name, f"'{value}' is no colour", "S01", "write a colour as #RRGGBB, six hexadecimal digits"
        elif isinstance(value, float):
            low, high = _range_of(name)
            if not low <= value <= high:
                yield (
                    name,
                    f"{value:g} is not from {low:g} to {high:g}",
                    "S02",
                    "lengths are points, margins millimetres",
                )
    if style.fonts.pdf not in PDF_FAMILIES:
        hint = f"there is {', '.join(PDF_FAMILIES)}"
        yield "fonts.pdf", f"the PDF writer has no font family '{style.fonts.pdf}'", "S04", hint


def _range_of(name: str) -> tuple[float, float]:
    if name.startswith("sizes."):
        return _LEAST_SIZE, _MOST_SIZE
    if name == "paragraphs.shortest_line":
        return 0.0, 1.0
    return 0.0, _MOST_MARGIN_MM if name.startswith("page.") else _MOST_SPACE


def _leaves(value: object, prefix: str = "") -> Iterator[tuple[str, object]]:
    for name in attrs.fields_dict(type(value)):  # type: ignore[arg-type]  # only called with attrs instances
        inner = getattr(value, name)
        if attrs.has(type(inner)):
            yield from _leaves(inner, f"{prefix}{name}.")
        else:
            yield prefix + name, inner


def _with_default(style: Style, path: Sequence[str]) -> Style:
    """Return `style` with the value at `path` as in `DEFAULT`."""
    return cast(Style, _replaced(style, DEFAULT, path))


def _replaced(value: AttrsInstance, default: AttrsInstance, path: Sequence[str]) -> AttrsInstance:
    name, *rest = path
    inner = getattr(default, name)
    if rest:
        inner = _replaced(getattr(value, name), inner, rest)
    changed: AttrsInstance = evolve(value, **{name: inner})  # type: ignore[misc]  # any attrs class of the style
    return changed


def _body_too_small(page: Page) -> bool:
    width, height = page.size.points
    across = (page.margin_left_mm + page.margin_right_mm) * POINTS_PER_MM
    down = (page.margin_top_mm + page.margin_bottom_mm) * POINTS_PER_MM
    return min(width, height) - max(across, down) < LEAST_BODY
