"""Paint slabs: marks become operators of a page's content, clicks become areas, names become places.

Knows nothing of documents or of files; x runs right and y runs up from the page's lower left corner, in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import evolve, frozen

from rtop_docs.document.model import Fill, Shape, Sign
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.lines import Fragment, Look, Run, run_width
from rtop_docs.writers.pdf.pages import Placed
from rtop_docs.writers.pdf.signs import BRACKETS, DISCS, OUTLINES, Point
from rtop_docs.writers.pdf.slabs import Area, Disc, Entry, Mark, PageNumber, Slab, Stroke, Words
from rtop_docs.writers.pdf.tags import Strand, Tag
from rtop_docs.writers.pdf.text import CAPITAL_HEIGHT
from rtop_docs.writers.style import Style, rgb, stance_colour

_ROUND = 0.5523
"""How far the handles of a quarter circle's Bezier curve reach, as a share of the radius."""
LAYOUT = "/Artifact <</Type /Layout>> BDC"
HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
"""What is no content: rules and grounds, running and repeated heads, feet."""
SIGN_RADIUS = 0.4
"""Half the height of a sign as a share of the type size."""


@frozen
class Click:
    """An area of the page that leads somewhere: to an address, or with ``#`` to a place in the file.

    link: the element of the structure tree that it belongs to.
    """

    x1: float
    y1: float
    x2: float
    y2: float
    target: str
    link: Tag | None = None


@frozen
class OutlinePoint:
    """An entry of the outline with the height on its page to which it leads."""

    entry: Entry
    y: float


def number(value: float) -> str:
    """Write a length with at most two decimals, the same on every machine."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def colour_numbers(colour: str) -> str:
    """Write a colour as three numbers from 0 to 1."""
    return " ".join(f"{part:.3f}".rstrip("0").rstrip(".") or "0" for part in rgb(colour))


class Painter:
    """Paints one page.

    page: its index, from 0.  page_of: place -> page number as printed.  After painting: `operators`, `clicks`,
    `places`, `outline`, and `marked`, the number of marked contents, which count up from 0 on each page.
    """

    def __init__(self, style: Style, fonts: Fonts, page_of: Mapping[str, int], page: int) -> None:
        self._style, self._fonts, self._page_of, self._page = style, fonts, page_of, page
        self.operators: list[str] = []
        self.clicks: list[Click] = []
        self.places: dict[str, tuple[float, float]] = {}
        self.outline: list[OutlinePoint] = []
        self.marked = 0
        self._fill = self._line = ""
        self._open: Strand | str = ""
        self._decoration = LAYOUT

    # -- slabs ----------------------------------------------------------------------------

    def column(self, placed: Sequence[Placed], x: float, top: float, decoration: str = LAYOUT) -> None:
        """Paint slabs below each other; `top` is the y of the column's upper edge.

        decoration: the kind of artifact that all is which belongs to no element.
        """
        self._decoration = decoration
        self._grounds(placed, x, top)
        for item in placed:
            self._decoration = HEADER if item.repeated else decoration
            self._slab(item.slab, x, top - item.y, repeated=item.repeated)
        self._close()

    # -- marked content -------------------------------------------------------------------

    def _belongs(self, strand: Strand | None) -> None:
        """Say to which element the next operators belong; to none where there is no strand, or in a repeated head."""
        wanted: Strand | str = self._decoration
        if strand is not None and strand.role and self._decoration is not HEADER:
            wanted = strand
        if wanted is self._open:
            return
        self._close()
        self._open = wanted
        if isinstance(wanted, str):
            self.operators.append(wanted)
            return
        wanted.pieces.append((self._page, self.marked))
        self.operators.append(f"/{wanted.role} <</MCID {self.marked}>> BDC")
        self.marked += 1

    def _close(self) -> None:
        if self._open:
            self.operators.append("EMC")
            self._open = ""

    def _cover(self, strand: Strand | None, x1: float, y1: float, x2: float, y2: float) -> None:
        """Let a figure know what it covers."""
        if strand is not None and strand is self._open and strand.role == "Figure":
            strand.cover(self._page, (x1, y1, x2, y2))

    def _grounds(self, placed: Sequence[Placed], x: float, top: float) -> None:
        """Paint what lies behind the slabs, joined over neighbours so that no seam shows."""
        runs: dict[tuple[float, float, str], list[list[float]]] = {}
        for item in placed:
            for ground in item.slab.grounds:
                upper = item.y - (item.slab.before if ground.joined and not item.top else 0.0)
                spans = runs.setdefault((ground.x, ground.width, ground.colour), [])
                if spans and ground.joined and abs(spans[-1][1] - upper) < 0.01:
                    spans[-1][1] = item.y + item.slab.height
                else:
                    spans.append([upper, item.y + item.slab.height])
        for (left, width, colour), spans in sorted(runs.items(), key=lambda run: -run[0][1]):
            for upper, lower in spans:
                self._area(Area(x + left, 0, width, lower - upper, colour), top - upper)

    def _slab(self, slab: Slab, x: float, y: float, *, repeated: bool) -> None:
        if not repeated:
            for place in slab.places:
                self.places.setdefault(place, (x, y))
            if slab.entry:
                self.outline.append(OutlinePoint(slab.entry, y))
        for mark in slab.marks:
            self._mark(mark, x, y, repeated=repeated)
        for dx, dy, part in slab.parts:
            for ground in part.grounds:
                above = part.before if ground.joined else 0.0
                area = Area(x + dx + ground.x, 0, ground.width, part.height + above, ground.colour)
                self._area(area, y - dy + above)
            self._slab(part, x + dx, y - dy, repeated=repeated)

    def _mark(self, mark: Mark, x: float, y: float, *, repeated: bool) -> None:
        match mark:
            case Words():
                for fragment in mark.line.fragments:
                    self._fragment(fragment, x + mark.x, y - mark.y, turned=mark.turned, repeated=repeated)
            case Area():
                area = Area(x + mark.x, 0, mark.width, mark.height, mark.colour, mark.thickness, mark.strand)
                self._area(area, y - mark.y)
            case Stroke():
                self._belongs(mark.strand)
                self._stroke_colour(mark.colour, mark.thickness)
                ends = (x + mark.x1, y - mark.y1, x + mark.x2, y - mark.y2)
                self._cover(mark.strand, ends[0], ends[3], ends[2], ends[1])
                self.operators.append("{} {} m {} {} l S".format(*map(number, ends)))
            case Disc():
                self._disc(evolve(mark, x=x + mark.x, y=y - mark.y))
            case PageNumber():
                self._page_number(mark, x + mark.x, y - mark.y)
            case _:
                assert_never(mark)

    def _page_number(self, mark: PageNumber, x: float, y: float) -> None:
        page = self._page_of.get(mark.place)
        if page is not None:
            run = Run(f" {page}", mark.look)
            width = run_width(run)
            self._fragment(Fragment(0.0, width, run), x - width, y)

    # -- text -----------------------------------------------------------------------------

    def _fragment(
        self, fragment: Fragment, x: float, y: float, *, turned: bool = False, repeated: bool = False
    ) -> None:
        look = fragment.run.look
        x, y = (x, y + fragment.x) if turned else (x + fragment.x, y)
        if look.place and not repeated:
            self.places.setdefault(look.place, (x, y + look.size))
        if look.target and not repeated:
            self._click(fragment, look, x, y, turned=turned)
        if fragment.run.sign is not None:
            self._sign(fragment.run.sign, look, x + fragment.width / 2, y)
            return
        use = self._fonts.of(look.face)
        digits = use.encoded(fragment.run.text, look.painted(fragment.run.text))
        if not digits:
            return
        self._belongs(look.strand)
        self._fill_colour(look.colour)
        self._cover(look.strand, x, y - 0.22 * look.size, x + fragment.width, y + 0.85 * look.size)
        matrix = (
            f"0 1 -1 0 {number(x - look.rise)} {number(y)}"
            if turned
            else f"1 0 0 1 {number(x)} {number(y + look.rise)}"
        )
        self.operators.append(f"BT /{use.name} {number(look.size)} Tf {matrix} Tm <{digits}> Tj ET")

    def _click(self, fragment: Fragment, look: Look, x: float, y: float, *, turned: bool) -> None:
        low, high, length = look.rise - 0.22 * look.size, look.rise + 0.85 * look.size, fragment.width
        box = (x - high, y, x - low, y + length) if turned else (x, y + low, x + length, y + high)
        link = look.strand.link if look.strand else None
        last = self.clicks[-1] if self.clicks else None
        near = last and abs(last.x2 - box[0]) < 0.01 and abs(last.y1 - box[1]) < 0.01
        if last and near and last.target == look.target and last.link is link:
            self.clicks[-1] = Click(last.x1, last.y1, box[2], max(last.y2, box[3]), look.target, link)
        else:
            self.clicks.append(Click(*box, look.target, link))

    # -- shapes ---------------------------------------------------------------------------

    def _sign(self, sign: Sign, look: Look, x: float, baseline: float) -> None:
        y = baseline + CAPITAL_HEIGHT * look.size / 2
        radius = SIGN_RADIUS * look.size
        self._belongs(look.strand)
        self._cover(look.strand, x - radius, y - radius, x + radius, y + radius)
        colour = stance_colour(self._style, sign.shape.value)
        if sign.shape in BRACKETS:
            self._stroke_colour(colour, radius * 0.26)
            paths = [_path(line, x, y, radius, close=False) for line in BRACKETS[sign.shape]]
            self.operators.append(" ".join(paths) + " S")
            return
        thickness = 0.24 * radius
        solid = sign.fill is Fill.FULL or sign.shape in (Shape.NOT_NAMED, Shape.DID_NOT_SPEAK)
        outline = _outline(sign.shape, x, y, radius - (0 if solid else thickness / 2))
        if solid:
            self._fill_colour(colour)
            self.operators.append(f"{outline} f")
            return
        if sign.fill is Fill.HALF:
            self._fill_colour(colour)
            half = " ".join(map(number, (x - radius, y - radius, radius, 2 * radius)))
            self.operators.append(f"q {half} re W n {outline} f Q")
        self._stroke_colour(colour, thickness)
        self.operators.append(f"{outline} S")

    def _disc(self, disc: Disc) -> None:
        x, y, radius = disc.x, disc.y, disc.radius
        self._belongs(disc.strand)
        self._cover(disc.strand, x - radius, y - radius, x + radius, y + radius)
        if disc.thickness:
            self._stroke_colour(disc.colour, disc.thickness)
        else:
            self._fill_colour(disc.colour)
        self.operators.append(f"{_circle(x, y, radius)} {'S' if disc.thickness else 'f'}")

    def _area(self, area: Area, top: float) -> None:
        box = " ".join(map(number, (area.x, top - area.height, area.width, area.height)))
        self._belongs(area.strand)
        self._cover(area.strand, area.x, top - area.height, area.x + area.width, top)
        if area.thickness:
            self._stroke_colour(area.colour, area.thickness)
        else:
            self._fill_colour(area.colour)
        self.operators.append(f"{box} re {'S' if area.thickness else 'f'}")

    def _fill_colour(self, colour: str) -> None:
        if colour != self._fill:
            self._fill = colour
            self.operators.append(f"{colour_numbers(colour)} rg")

    def _stroke_colour(self, colour: str, thickness: float) -> None:
        state = f"{colour_numbers(colour)} RG {number(thickness)} w"
        if state != self._line:
            self._line = state
            self.operators.append(state)


def _outline(shape: Shape, x: float, y: float, radius: float) -> str:
    if shape in DISCS:
        return _circle(x, y, radius * DISCS[shape])
    return " ".join(_path(points, x, y, radius, close=True) for points in OUTLINES[shape])


def _path(points: Sequence[Point], x: float, y: float, radius: float, *, close: bool) -> str:
    steps = [
        f"{number(x + px * radius)} {number(y + py * radius)} {'l' if i else 'm'}" for i, (px, py) in enumerate(points)
    ]
    return " ".join([*steps, "h"] if close else steps)


def _circle(x: float, y: float, r: float) -> str:
    k = r * _ROUND
    corners = [
        (x + r, y + k, x + k, y + r, x, y + r),
        (x - k, y + r, x - r, y + k, x - r, y),
        (x - r, y - k, x - k, y - r, x, y - r),
        (x + k, y - r, x + r, y - k, x + r, y),
    ]
    curves = [" ".join(map(number, corner)) + " c" for corner in corners]
    return f"{number(x + r)} {number(y)} m " + " ".join(curves) + " h"
