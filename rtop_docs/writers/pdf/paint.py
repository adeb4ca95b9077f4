"""Paint slabs: marks become operators of a page's content, clicks become areas, names become places.

Knows nothing of documents or of files; x runs right and y runs up from the page's lower left corner, in points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from attrs import define, frozen

from rtop_docs.document.model import Fill, Shape, Sign
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.lines import Fragment, Line, break_lines
from rtop_docs.writers.pdf.measure import Look, Run, measured
from rtop_docs.writers.pdf.objects import content_string
from rtop_docs.writers.pdf.operands import colour_numbers, number
from rtop_docs.writers.pdf.pages import Placed
from rtop_docs.writers.pdf.shape import Face
from rtop_docs.writers.pdf.signs import BRACKETS, DISCS, OUTLINES, Point
from rtop_docs.writers.pdf.slabs import Area, Disc, Entry, Mark, PageNumber, Slab, Stroke, Words
from rtop_docs.writers.pdf.tags import Strand, Tag
from rtop_docs.writers.pdf.text import CAPITAL_HEIGHT
from rtop_docs.writers.style import Style, stance_colour

_ROUND = 0.5523
"""How far the handles of a quarter circle's Bezier curve reach, as a share of the radius."""
LAYOUT = "/Artifact <</Type /Layout>> BDC"
HEADER = "/Artifact <</Type /Pagination /Subtype /Header>> BDC"
FOOTER = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"
"""What is no content: rules and grounds, running and repeated heads, feet."""
_NEAR = 0.001
"""Where text begins so near to the pen, the pen need not move; points."""
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


def _size(line: Line) -> float:
    return line.fragments[0].look.size if line.fragments else 0.0


@define(eq=False)
class Frame:
    """Where x is counted from: the page's x of the frame's start, and whether it runs to the left from there."""

    start: float
    leftwards: bool = False

    def left(self, x: float, width: float) -> float:
        """Return the page's x of the left edge of what begins x points into the frame and is `width` points wide."""
        return self.start - x - width if self.leftwards else self.start + x

    def inner(self, x: float, mirror: float) -> Frame:
        """Return the frame that begins x points into this one; turned round where `mirror` is its width."""
        if mirror:
            return Frame(self.left(x, mirror) + (0.0 if self.leftwards else mirror), not self.leftwards)
        return Frame(self.start - x if self.leftwards else self.start + x, self.leftwards)


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
        self._face: Face | None = None
        self._size = self._pen_x = self._pen_y = 0.0
        self._in_text = False
        self._open: Strand | str = ""
        self._decoration = LAYOUT

    # -- slabs ----------------------------------------------------------------------------

    def column(self, placed: Sequence[Placed], x: float, top: float, decoration: str = LAYOUT) -> None:
        """Paint slabs below each other; `top` is the y of the column's upper edge.

        decoration: the kind of artifact that all is which belongs to no element.
        """
        self._decoration = decoration
        frame = Frame(x)
        self._grounds(placed, frame, top)
        for item in placed:
            self._decoration = HEADER if item.repeated else decoration
            self._slab(item.slab, frame, 0.0, top - item.y, repeated=item.repeated)
        self._close()

    # -- marked content -------------------------------------------------------------------

    def _belongs(self, strand: Strand | None, says: str = "") -> None:
        """Say to which element the next operators belong; to none where there is no strand, or in a repeated head.

        says: what stands for the letters of its next content, which then is one of its own: readers take the end of a
        marked content within another for that of the outer one.
        """
        wanted: Strand | str = self._decoration
        if strand is not None and strand.role and self._decoration is not HEADER:
            wanted = strand
        if wanted is self._open and not (says and wanted is strand):
            return
        if self._open:
            self._close()
        self._open = wanted
        if isinstance(wanted, str):
            self.operators.append(wanted)
            return
        wanted.pieces.append((self._page, self.marked))
        tag, actual = ("Span", f"/ActualText{content_string(says)}") if says else (wanted.role, "")
        self.operators.append(f"/{tag} <</MCID {self.marked}{actual}>> BDC")
        self.marked += 1

    def _close(self) -> None:
        if self._open:
            if self._in_text:
                self.operators.append("ET")
            self.operators.append("EMC")
            self._open, self._in_text = "", False

    def _end_text(self) -> None:
        """Leave the text object (ISO 32000-1, 9.4.1): no shape may stand in it, and no element end in it."""
        if self._in_text:
            self.operators.append("ET")
            self._in_text = False

    def _cover(self, strand: Strand | None, x1: float, y1: float, x2: float, y2: float) -> None:
        """Let a figure know what it covers."""
        if strand is not None and strand is self._open and strand.role == "Figure":
            strand.cover(self._page, (x1, y1, x2, y2))

    def _grounds(self, placed: Sequence[Placed], frame: Frame, top: float) -> None:
        """Paint what lies behind the slabs, joined over neighbours so that no seam shows."""
        runs: dict[tuple[float, float, str], list[list[float]]] = {}
        for item in placed:
            for ground in item.slab.grounds:
                upper = item.y - (item.slab.before if ground.joined and not item.top else 0.0)
                spans = runs.setdefault((ground.x + item.slab.x, ground.width, ground.colour), [])
                if spans and ground.joined and abs(spans[-1][1] - upper) < 0.01:
                    spans[-1][1] = item.y + item.slab.height
                else:
                    spans.append([upper, item.y + item.slab.height])
        for (x, width, colour), spans in sorted(runs.items(), key=lambda run: -run[0][1]):
            for upper, lower in spans:
                self._area(Area(x, 0, width, lower - upper, colour), frame, top - upper)

    def _slab(self, slab: Slab, frame: Frame, x: float, y: float, *, repeated: bool) -> None:
        """Paint `slab`, whose upper edge is at y, x points into `frame`."""
        if not repeated:
            for place in slab.places:
                self.places.setdefault(place, (frame.left(x, 0.0), y))
            if slab.entry:
                self.outline.append(OutlinePoint(slab.entry, y))
        inner = frame.inner(x + slab.x, slab.mirror) if x or slab.x or slab.mirror else frame
        for mark in slab.marks:
            if mark.__class__ is Words:  # nearly all are, and there are many
                self._words(mark, inner, y, repeated=repeated)
            else:
                self._mark(mark, inner, y)
        for dx, dy, part in slab.parts:
            for ground in part.grounds:
                above = part.before if ground.joined else 0.0
                area = Area(dx + part.x + ground.x, 0, ground.width, part.height + above, ground.colour)
                self._area(area, inner, y - dy + above)
            self._slab(part, inner, dx, y - dy, repeated=repeated)

    def _mark(self, mark: Mark, frame: Frame, y: float) -> None:
        match mark:
            case Words():
                self._words(mark, frame, y, repeated=False)
            case Area():
                self._area(mark, frame, y - mark.y)
            case Stroke():
                self._stroke(mark, frame, y)
            case Disc():
                self._disc(mark, frame.left(mark.x, 0.0), y - mark.y)
            case PageNumber():
                self._page_number(mark, frame, y - mark.y)
            case _:
                assert_never(mark)

    def _page_number(self, mark: PageNumber, frame: Frame, y: float) -> None:
        page = self._page_of.get(mark.place)
        if page is not None:
            (line,) = break_lines(measured([Run(str(page), mark.look)]), 1e6)
            self._words(Words(mark.x - line.width, 0.0, line), frame, y, repeated=False)

    # -- text -----------------------------------------------------------------------------

    def _words(self, words: Words, frame: Frame, y: float, *, repeated: bool) -> None:
        line = words.line
        left = frame.start + words.x
        if frame.leftwards:
            left = frame.left(words.x, -CAPITAL_HEIGHT * _size(line) if words.turned else line.width)
        y -= words.y
        for fragment in line.fragments:
            look = fragment.look
            x = left if words.turned else left + fragment.x
            base = y + fragment.x if words.turned else y
            if (look.place or look.target) and not repeated:
                self._place(fragment, (x, base), turned=words.turned)
            if fragment.sign is not None:
                self._sign(fragment.sign, look, x + fragment.width / 2, y)
            elif fragment.shown:
                self._fragment(fragment, look, x, base, words.turned)

    def _place(self, fragment: Fragment, at: tuple[float, float], *, turned: bool) -> None:
        look = fragment.look
        if look.place:
            self.places.setdefault(look.place, (at[0], at[1] + look.size))
        if look.target:
            self._click(fragment, at, turned=turned)

    def _fragment(self, fragment: Fragment, look: Look, x: float, y: float, turned: bool) -> None:
        """Paint text from the left end of its baseline on."""
        face, size, strand = fragment.face, look.size, look.strand
        says = "" if not fragment.odd or self._spells(fragment) else fragment.text
        if strand is not self._open or says:
            self._belongs(strand, says)
        if look.colour != self._fill:
            self._fill_colour(look.colour)
        if strand is not None and strand.role == "Figure":
            self._cover(strand, x, y - 0.22 * size, x + fragment.width, y + 0.85 * size)
        begin = "" if self._in_text else "BT "
        self._in_text = True
        if turned:
            begin += f"0 1 -1 0 {number(x - look.rise)} {number(y)} Tm "
        else:
            y += look.rise
            if begin or y != self._pen_y or abs(x - self._pen_x) > _NEAR:
                begin += f"1 0 0 1 {round(x, 2):g} {round(y, 2):g} Tm "
            self._pen_x, self._pen_y = x + fragment.width, y
        if face is not self._face or size != self._size:
            self._face, self._size = face, size
            begin += f"/{self._fonts.of(face).name} {size:g} Tf "
        shown = self._raised(fragment) if fragment.odd and fragment.odd[0].raised else f"[({fragment.shown})]TJ"
        if says and self._open is not strand:
            shown = f"/Span<</ActualText{content_string(says)}>>BDC {shown} EMC"
        self.operators.append(f"{begin}{shown}")
        if says and self._open is strand:
            self._close()
        elif turned:
            self._end_text()

    def _spells(self, fragment: Fragment) -> bool:
        """Note glyphs that are not plain; tell whether they spell what they say."""
        use = self._fonts.of(fragment.face)
        return all([use.note(glyphs) for glyphs in fragment.odd])  # noqa: C419  all of them must be noted

    def _raised(self, fragment: Fragment) -> str:
        """Return the operators of glyphs of which some leave the baseline."""
        scale = fragment.look.size / 1000
        steps = [f"{number(rise * scale)} Ts [({shown})]TJ" for rise, shown in fragment.odd[0].raised]
        return " ".join([*steps, "0 Ts"])

    def _click(self, fragment: Fragment, at: tuple[float, float], *, turned: bool) -> None:
        look, (x, y), length = fragment.look, at, fragment.width
        low, high = look.rise - 0.22 * look.size, look.rise + 0.85 * look.size
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
        self._end_text()
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

    def _disc(self, disc: Disc, x: float, y: float) -> None:
        radius = disc.radius
        self._end_text()
        self._belongs(disc.strand)
        self._cover(disc.strand, x - radius, y - radius, x + radius, y + radius)
        if disc.thickness:
            self._stroke_colour(disc.colour, disc.thickness)
        else:
            self._fill_colour(disc.colour)
        self.operators.append(f"{_circle(x, y, radius)} {'S' if disc.thickness else 'f'}")

    def _stroke(self, stroke: Stroke, frame: Frame, y: float) -> None:
        self._end_text()
        self._belongs(stroke.strand)
        self._stroke_colour(stroke.colour, stroke.thickness)
        x1, x2 = sorted((frame.left(stroke.x1, 0.0), frame.left(stroke.x2, 0.0)))
        self._cover(stroke.strand, x1, y - stroke.y2, x2, y - stroke.y1)
        ends = (x1, y - stroke.y1, x2, y - stroke.y2)
        self.operators.append("{} {} m {} {} l S".format(*map(number, ends)))

    def _area(self, area: Area, frame: Frame, top: float) -> None:
        x = frame.left(area.x, area.width)
        box = " ".join(map(number, (x, top - area.height, area.width, area.height)))
        self._end_text()
        self._belongs(area.strand)
        self._cover(area.strand, x, top - area.height, x + area.width, top)
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
