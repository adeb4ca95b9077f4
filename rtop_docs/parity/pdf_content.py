"""What is painted on a PDF's pages: the letters of each marked content, and those outside of the structure tree.

Knows operators; knows nothing of the tree.  Source: ISO 32000-1, 9.4 (text), 14.6 (marked content), 14.8.2 (artifacts).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

import pikepdf
from attrs import Factory, define, frozen

from rtop_docs.parity.model import Unread
from rtop_docs.parity.pdf_fonts import UNNAMED, Letters, letters_of
from rtop_docs.parity.pdf_streams import decoded
from rtop_docs.parity.pdf_values import number_of, whole_of

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_DEEPEST_FORM = 8
_MOST_MARKS = 1_000
_UNIT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_WANTED = "BDC BMC EMC BT Tf Tm Td TD Tj TJ ' \" Do q Q cm re m"


@frozen
class Bit:
    """Letters in one marked content.  language: its own, where it has one."""

    text: str
    language: str = ""


@define
class Painted:
    """One marked content: its letters, and where the first of it stands on the page, in points from the lower left."""

    bits: list[Bit] = Factory(list)
    at: Point | None = None


@define
class PageContent:
    """One page.

    marks: number of a marked content -> what it shows.  margins: letters of artifacts.  stray: letters of neither.
    """

    marks: dict[int, Painted] = Factory(dict)
    margins: list[str] = Factory(list)
    stray: list[str] = Factory(list)


@define
class _Mark:
    """An open marked content.

    id: -1 for none of the tree's.  actual: what stands for its letters, if anything.  drawn: the letters for which it
    stands; of all marks within one that stands for letters, one list.
    """

    id: int
    artifact: bool
    actual: str | None
    language: str
    drawn: list[str] = Factory(list)


@define
class _State:
    """What q and Q save.  matrix: from here to the page.  letters: of the font."""

    matrix: Matrix = _UNIT
    letters: Letters = UNNAMED


def content_of(page: pikepdf.Page, fonts: dict[tuple[int, int], Letters]) -> PageContent:
    """Return what `page` paints.  fonts: those that were read already, by object; filled further.

    Raises Unread when the content is damaged or larger than any of ours.
    """
    reader = _Reader(fonts)
    contents = page.obj.get("/Contents")
    streams = list(contents) if isinstance(contents, pikepdf.Array) else [contents]
    data = b"\n".join(decoded(s) for s in streams if isinstance(s, pikepdf.Stream))
    reader.read(data, page.obj.get("/Resources"), 0)
    return reader.content


class _Reader:
    """Interprets the content of one page."""

    def __init__(self, fonts: dict[tuple[int, int], Letters]) -> None:
        self.content = PageContent()
        self.scratch = pikepdf.new()  # holds the decoded content while it is parsed
        self.fonts = fonts
        self.open: list[_Mark] = []
        self.state = _State()
        self.saved: list[_State] = []
        self.line: Matrix = _UNIT

    def read(self, data: bytes, resources: object, depth: int) -> None:
        holder = pikepdf.Stream(self.scratch, data)
        known = resources if isinstance(resources, pikepdf.Dictionary) else pikepdf.Dictionary()
        for found in pikepdf.parse_content_stream(holder, _WANTED):
            if isinstance(found, pikepdf.ContentStreamInstruction):
                self._operator(str(found.operator), list(found.operands), known, depth)

    def _operator(  # noqa: C901  one case an operator, nothing nested
        self, name: str, operands: list[object], resources: pikepdf.Dictionary, depth: int
    ) -> None:
        match name, operands:
            case "BMC", [tag]:
                self._begin(tag, None)
            case "BDC", [tag, properties]:
                self._begin(tag, _named(resources, "/Properties", properties))
            case "EMC", _:
                if self.open:
                    self._end()
            case "q", _:
                self.saved.append(_State(self.state.matrix, self.state.letters))
            case "Q", _:
                self.state = self.saved.pop() if self.saved else self.state
            case "cm", _:
                self.state.matrix = _times(_matrix(operands), self.state.matrix)
            case "BT", _:
                self.line = _UNIT
            case "Tm", _:
                self.line = _matrix(operands)
            case (("Td" | "TD"), [x, y]):
                self.line = _times((1.0, 0.0, 0.0, 1.0, number_of(x), number_of(y)), self.line)
            case "Tf", [font, _]:
                self.state.letters = self._letters(_named(resources, "/Font", font))
            case (("Tj" | "'"), [text]):
                self._show([text])
            case '"', [_, _, text]:
                self._show([text])
            case "TJ", [pieces] if isinstance(pieces, pikepdf.Array):
                self._show(pieces)
            case "Do", [form]:
                self._form(_named(resources, "/XObject", form), resources, depth)
            case (("re" | "m"), [x, y, *_]):
                self._touch(_point((1.0, 0.0, 0.0, 1.0, number_of(x), number_of(y)), self.state.matrix))
            case _:
                pass

    # -- marked content -------------------------------------------------------------------

    def _begin(self, tag: object, properties: object) -> None:
        if len(self.open) >= _MOST_MARKS:
            raise Unread("marked contents are nested too deep")
        entries = properties if isinstance(properties, pikepdf.Dictionary) else pikepdf.Dictionary()
        around = self.open[-1] if self.open else _Mark(-1, artifact=False, actual=None, language="")
        number, actual = whole_of(entries.get("/MCID")), entries.get("/ActualText")
        id = around.id if number is None else number
        artifact = around.artifact or tag == pikepdf.Name.Artifact
        language = str(entries.get("/Lang", "")) or around.language
        mark = _Mark(id, artifact, None if actual is None else without_tags(str(actual)), language)
        if around.actual is not None:
            mark.actual, mark.drawn = around.actual, around.drawn
        self.open.append(mark)
        if id >= 0 and not artifact:
            self.content.marks.setdefault(id, Painted())

    def _end(self) -> None:
        """Close a marked content; say what stands for its letters, unless the letters that are seen say otherwise."""
        mark = self.open.pop()
        if mark.actual is not None and not (self.open and self.open[-1].drawn is mark.drawn):
            drawn = "".join(mark.drawn)
            self._say(mark.actual if may_stand_for(mark.actual, drawn) else drawn, mark)

    def _show(self, pieces: Iterable[object]) -> None:
        """Take what one operator shows; numbers between its pieces only move letters together or apart."""
        texts = [bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String)]
        if not texts:
            return
        self._touch(_point(self.line, self.state.matrix))
        mark = self.open[-1] if self.open else None
        shown = "".join(map(self.state.letters.of, texts))
        if mark is None or mark.actual is None:
            self._say(shown, mark)
        else:
            mark.drawn.append(shown)

    def _say(self, text: str, mark: _Mark | None) -> None:
        if mark is not None and mark.artifact:
            self.content.margins.append(text)
        elif mark is not None and mark.id >= 0:
            self.content.marks[mark.id].bits.append(Bit(text, mark.language))
        elif text.strip():
            self.content.stray.append(text)

    def _touch(self, at: Point) -> None:
        """Remember where the open marked content begins."""
        mark = self.open[-1] if self.open else None
        if mark is not None and mark.id >= 0 and not mark.artifact:
            painted = self.content.marks[mark.id]
            painted.at = painted.at or at

    # -- resources ------------------------------------------------------------------------

    def _letters(self, font: object) -> Letters:
        if not isinstance(font, pikepdf.Dictionary):
            return UNNAMED
        key = font.objgen
        if key not in self.fonts or key == (0, 0):
            self.fonts[key] = letters_of(font)
        return self.fonts[key]

    def _form(self, form: object, resources: pikepdf.Dictionary, depth: int) -> None:
        """Go through a form, a drawing that is kept for itself."""
        if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != "/Form":
            return
        if depth >= _DEEPEST_FORM:
            raise Unread("forms are nested too deep")
        outer = _State(self.state.matrix, self.state.letters)
        self.state.matrix = _times(_matrix(list(form.get("/Matrix", []))), self.state.matrix)
        self.read(decoded(form), form.get("/Resources", resources), depth + 1)
        self.state = outer


def _named(resources: pikepdf.Dictionary, kind: str, name: object) -> object:
    """Return the resource called `name`, or what stands in the content itself."""
    if not isinstance(name, pikepdf.Name):
        return name
    group = resources.get(kind)
    return group.get(str(name)) if isinstance(group, pikepdf.Dictionary) else None


def may_stand_for(actual: str, drawn: str) -> bool:
    """Tell whether what a reader hears, `actual`, can be what is seen: the letters `drawn`, by their fonts.

    Capitals, marks and the order of letters may differ: that is what such texts are for (ISO 32000-1, 14.9.4).  Glyphs
    of scripts without capitals may name no letter of their own: of these no more is asked than that some are drawn.
    """
    heard, seen = _folded(actual), _folded(drawn)
    return _told_apart(heard) == _told_apart(seen) and (not any(map(str.isalpha, heard)) or bool(drawn.strip()))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKD", text.upper().casefold())


def _told_apart(folded: str) -> list[str]:
    """Return the letters of scripts with capitals, and the digits, in an order of no meaning."""
    return sorted(c for c in folded if c.upper() != c or c in "0123456789")


def without_tags(text: str) -> str:
    """Return a text string without the escapes that name languages in it (ISO 32000-1, 7.9.2.2)."""
    parts = text.split("\x1b")
    return "".join(parts[::2])


def _matrix(operands: list[object]) -> Matrix:
    if len(operands) != 6:
        return _UNIT
    a, b, c, d, e, f = map(number_of, operands)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _point(line: Matrix, matrix: Matrix) -> Point:
    at = _times(line, matrix)
    return at[4], at[5]
