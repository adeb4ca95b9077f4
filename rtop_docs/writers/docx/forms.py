"""Markup that depends on the style alone: the properties of paragraphs, made once for each form.

Knows the style and WordprocessingML; no document.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, define

from rtop_docs.document.model import Align
from rtop_docs.writers.docx.elements import Element, WordParagraph
from rtop_docs.writers.docx.units import eighths, hexadecimal, twips
from rtop_docs.writers.style import Style

PANEL_ROOM = 9.0
"""Points between a panel's frame and its words."""
PANEL_EDGE, PANEL_GAP = 7, 2
"""Points above and below a panel's words, and above and below each paragraph within it."""
_SIDES: dict[Align, str] = {"center": "center", "end": "right"}


@define(eq=False)
class Forms:
    """The paragraph forms of one style."""

    style: Style
    _made: dict[tuple[object, ...], str] = Factory(dict)
    _cells: dict[tuple[int, int, str, str, bool], str] = Factory(dict)

    def markup(self, elements: Iterable[Element]) -> list[str]:
        """Return the markup of `elements`, in which nothing may change any more, in pieces."""
        pieces: list[str] = []
        self._add(elements, pieces)
        return pieces

    def _add(self, elements: Iterable[Element], pieces: list[str]) -> None:
        for element in elements:
            if isinstance(element, WordParagraph):
                pieces += ("<w:p>", self.properties(element), element.label, *element.pieces, "</w:p>")
                continue
            pieces += ("<w:tbl>", element.opening)
            for row, cells in element.rows:
                pieces += ("<w:tr>", row)
                for cell in cells:
                    pieces.append(cell.opening)
                    self._add(cell.content, pieces)
                    pieces.append("</w:tc>")
                pieces.append("</w:tr>")
            pieces.append("</w:tbl>")

    def properties(self, made: WordParagraph) -> str:
        """Return the properties of a paragraph as markup, "" when it has none of its own."""
        if made.fixed:
            return made.fixed
        labelled = bool(made.label)
        key = (made.style, made.panel, made.rtl, made.level, made.align, made.keep_next, made.numbered, labelled,
               made.new_page, made.before, made.after, made.odd, made.edges)  # fmt: skip
        found = self._made.get(key)
        if found is None:
            inside = "".join(self._properties(made))
            found = self._made[key] = f"<w:pPr>{inside}</w:pPr>" if inside else ""
        return found

    def _properties(self, made: WordParagraph) -> Iterable[str]:
        """Yield the properties in the order that the schema wants."""
        if made.style:
            yield f'<w:pStyle w:val="{made.style}"/>'
        if made.keep_next:
            yield "<w:keepNext/>"
        if made.new_page:
            yield "<w:pageBreakBefore/>"
        if made.numbered:
            number, level = made.numbered
            yield f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        if made.panel:
            yield self._frame(made)
        elif (made.rtl or made.odd) and made.style in ("Quote", "QuoteSource"):
            yield self._bar(made)
        if made.rtl:
            yield "<w:bidi/>"
        if made.before is not None or made.after is not None:
            yield _spacing(made.before, made.after)
        yield self._indent(made)
        if made.align in _SIDES:
            yield f'<w:jc w:val="{_SIDES[made.align]}"/>'

    def _frame(self, made: WordParagraph) -> str:
        """Return the bar and ground of a paragraph in a panel.

        Each paragraph has a frame of its own, and these touch.  Whether Word joins frames depends on indents, and what
        it leaves between two that it does not join is white; so none may join: odd ones differ by a hair of colour.
        """
        colours = self.style.colours
        warm = made.panel == "unknown"
        bar, ground = (colours.warm_rule, colours.warm_ground) if warm else (colours.accent, colours.ground)
        paper = hexadecimal(ground)
        edge = _beside(paper) if made.odd else paper
        top, bottom = (PANEL_EDGE if at_edge else PANEL_GAP for at_edge in made.edges)
        sides = {"top": ("4", top, edge), "left": ("4", 8, edge), "bottom": ("4", bottom, edge),
                 "right": ("4", 8, edge)}  # fmt: skip
        sides["right" if made.rtl else "left"] = (eighths(self.style.spacing.band), 8, hexadecimal(bar))
        borders = (
            f'<w:{side} w:val="single" w:sz="{size}" w:space="{space}" w:color="{colour}"/>'
            for side, (size, space, colour) in sides.items()
        )
        return f'<w:pBdr>{"".join(borders)}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{paper}"/>'

    def _bar(self, made: WordParagraph) -> str:
        """Return a quotation's bar where its lines begin; the sides of a border are those of the page."""
        accent = hexadecimal(self.style.colours.accent)
        colour = _beside(accent) if made.odd else accent
        bar = f'w:val="single" w:sz="{eighths(self.style.spacing.band)}" w:space="8" w:color="{colour}"'
        if made.rtl:
            return f'<w:pBdr><w:left w:val="nil"/><w:right {bar}/></w:pBdr>'
        return f"<w:pBdr><w:left {bar}/></w:pBdr>"

    def _indent(self, made: WordParagraph) -> str:
        """Indent what stands in a list without a number of its own, and what stands in a panel's frame."""
        unit = self.style.spacing.indent
        room = PANEL_ROOM if made.panel else 0.0
        end = f' w:right="{twips(room)}"' if room else ""
        if made.numbered:
            if not made.panel:
                return ""
            start = twips(unit * (made.numbered[1] + 1) + room)
            return f'<w:ind w:left="{start}"{end} w:hanging="{twips(unit)}"/>'
        start = twips(unit * made.level + room)
        if made.label:
            return f'<w:ind w:left="{start}"{end} w:hanging="{twips(unit)}"/>'
        return f'<w:ind w:left="{start}"{end}/>' if room or made.level else ""

    def cell(self, width: int, columns: int, merge: str, kind: str, matrix: bool) -> str:
        """Return the markup of a cell up to its content.

        width: points.  columns: how many it spans.  merge: "begin" where it reaches into rows below, "go on" where one
        from above does, else "".  kind: "head", "last head", "group" or "".
        """
        key = (width, columns, merge, kind, matrix)
        found = self._cells.get(key)
        if found is None:
            properties = "".join(self._cell_properties(*key))
            found = self._cells[key] = f"<w:tc><w:tcPr>{properties}</w:tcPr>"
        return found

    def _cell_properties(self, width: int, columns: int, merge: str, kind: str, matrix: bool) -> Iterable[str]:
        """Yield the properties in the order that the schema wants."""
        yield f'<w:tcW w:w="{twips(width)}" w:type="dxa"/>'
        if columns > 1:
            yield f'<w:gridSpan w:val="{columns}"/>'
        if merge:
            yield '<w:vMerge w:val="restart"/>' if merge == "begin" else "<w:vMerge/>"
        colours = self.style.colours
        if kind == "last head":
            rule, colour = eighths(self.style.spacing.strong_rule), hexadecimal(colours.text)
            bottom = f'<w:bottom w:val="single" w:sz="{rule}" w:space="0" w:color="{colour}"/>'
            yield f"<w:tcBorders>{bottom}</w:tcBorders>"
        if kind == "group":
            yield f'<w:shd w:val="clear" w:color="auto" w:fill="{hexadecimal(colours.ground)}"/>'
        yield f'<w:vAlign w:val="{"bottom" if "head" in kind else "center" if matrix else "top"}"/>'


def _beside(colour: str) -> str:
    """Return the colour that differs least from one: to the eye the same, to Word another."""
    return colour[:4] + f"{int(colour[4:], 16) ^ 1:02X}"


def _spacing(before: float | None, after: float | None) -> str:
    first = f' w:before="{twips(before)}"' if before is not None else ""
    last = f' w:after="{twips(after)}"' if after is not None else ""
    return f"<w:spacing{first}{last}/>"
