"""The matrix as the site shows it: rows and cells that filters can tell apart, each sign with its source note.

Knows the view of the matrix and how documents say a cell; lays out nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import Factory, define, frozen
from markupsafe import Markup

from rtop_docs.analysis.ask import Ask
from rtop_docs.analysis.views import BandView, CellView, Citation, ThemeView
from rtop_docs.compose.marks import PartContext
from rtop_docs.compose.parts.common import sign, words
from rtop_docs.compose.parts.tables import cell_words, sign_words, silence_words
from rtop_docs.distribute.site.pages import THEMES, Pages, address, theme_address
from rtop_docs.document.model import Inline, Origin, Text
from rtop_docs.writers.html.signs import sign_to_html

DIRECTIONS = ("for", "conditional", "reserved", "against", "none", "several", "sources differ")
SILENCES = ("did not speak", "not named", "not read", "withheld")
WAYS = ("own", "named", "joint", "spoken for", "aligned", "through group")


@frozen(kw_only=True)
class Place:
    """One passage of a source note.  number: of the source in the page's list, 0 for one that is not listed there."""

    number: int
    title: str
    start: str
    end: str
    language: str


@frozen(kw_only=True)
class Cell:
    """A cell.  sign: direction or silence.  note: the number of its source note, 0 where it has none."""

    sign: str
    ways: tuple[str, ...]
    words: str
    drawing: Markup
    note: int


@frozen(kw_only=True)
class Row:
    """An actor's row.  href: its page, "" where it has none."""

    name: str
    language: str
    href: str
    cells: tuple[Cell, ...]


@frozen(kw_only=True)
class Band:
    """Rows under one head."""

    key: str
    title: str
    rows: tuple[Row, ...]


@frozen(kw_only=True)
class Head:
    """A column's head.  title: in full; short: as it stands there; href: where its claims are."""

    theme: str
    title: str
    short: str
    language: str
    href: str


@define
class Notes:
    """The source notes of a page: the same passages, the same note.  sources: ids in the order of their numbers."""

    ask: Ask
    sources: tuple[str, ...]
    _numbers: dict[tuple[Citation, ...], int] = Factory(dict)

    def of(self, citations: Iterable[Citation]) -> int:
        """Return the number of the note for `citations`, 0 for none."""
        once = {(c.source, c.start, c.end): Citation("", c.source, c.start, c.end) for c in citations}
        key = tuple(once.values())
        return self._numbers.setdefault(key, len(self._numbers) + 1) if key else 0

    @property
    def listed(self) -> tuple[tuple[Place, ...], ...]:
        """The notes in the order of their numbers."""
        return tuple(tuple(self._place(c) for c in key) for key in self._numbers)

    def _place(self, citation: Citation) -> Place:
        number = self.sources.index(citation.source) + 1 if citation.source in self.sources else 0
        source = self.ask.source(citation.source)
        title = str(source.short_title or source.title)
        return Place(number=number, title=title, start=citation.start, end=citation.end, language=source.language)


@frozen(kw_only=True)
class Matrix:
    """The matrix with what its filters offer: (value, words) each; ways, stances, silences: those that occur."""

    heads: tuple[Head, ...]
    bands: tuple[Band, ...]
    notes: tuple[tuple[Place, ...], ...]
    stances: tuple[tuple[str, str], ...]
    silences: tuple[tuple[str, str], ...]
    ways: tuple[str, ...]


def matrix_of(pages: Pages) -> Matrix:
    """Return the matrix of every state, and of all others who took part or are named, on all themes."""
    ask = pages.ask
    view = ask.matrix((), "all")
    context = _context(pages)
    notes = Notes(ask, ask.event().sources)
    heads = tuple(_head(pages, theme) for theme in view.themes)
    bands = tuple(_band(pages, context, notes, band) for band in view.bands)
    cells = [cell for band in bands for row in band.rows for cell in row.cells]
    used = {cell.sign for cell in cells}
    ways = {way for cell in cells for way in cell.ways}
    return Matrix(
        heads=heads,
        bands=bands,
        notes=notes.listed,
        stances=tuple((d, sign_words(context, d)) for d in DIRECTIONS if d in used),
        silences=tuple((s, silence_words(context, s)) for s in SILENCES if s in used),
        ways=tuple(way for way in WAYS if way in ways),
    )


def _context(pages: Pages) -> PartContext:
    """Return what parts need to say a cell: the questions and the language."""
    target = pages.chosen.job("matrix.md").target

    def inlines(text: str) -> tuple[Inline, ...]:
        return (Text(text),)

    return PartContext(pages.ask, target, target.language, target.direction, Origin(), inlines, str)


def _head(pages: Pages, view: ThemeView) -> Head:
    short = view.short or view.title
    href = theme_address(view.theme) if view.theme in pages.themes_shown else THEMES
    return Head(theme=view.theme, title=str(view.title), short=str(short), language=short.language, href=href)


def _band(pages: Pages, context: PartContext, notes: Notes, band: BandView) -> Band:
    title = band.title or words(context, f"band_{band.kind.replace(' ', '_')}")
    if band.size:
        title = words(context, "band_named", title=title, named=band.named, size=band.size)
    rows = []
    for row in band.rows:
        path = pages.paths.get(row.actor.id, "")
        cells = tuple(_cell(context, notes, cell) for cell in row.cells)
        href = address(path) if path else ""
        rows.append(Row(name=row.actor.short, language=row.actor.language, href=href, cells=cells))
    return Band(key=band.key or band.kind, title=title, rows=tuple(rows))


def _cell(context: PartContext, notes: Notes, view: CellView) -> Cell:
    shown = view.silence or view.sign
    said = cell_words(context, view)
    return Cell(
        sign=shown,
        ways=view.ways,
        words=said,
        drawing=Markup(sign_to_html(sign(shown, view.fill), said)),  # noqa: S704  a drawing, its words escaped
        note=0 if view.silence else notes.of(view.citations),
    )
