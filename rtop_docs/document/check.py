"""Check a finished document: what no writer could show, or would show wrongly, is found here and not in a format.

Knows the model only; knows nothing of templates, records or formats.  Each finding stands at the template's line from
which its block came.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.document.characters import forbidden_in, named
from rtop_docs.document.model import (
    PARAGRAPH_ROLES,
    SPAN_ROLES,
    BarChart,
    Block,
    BlockBase,
    BlockQuote,
    Contents,
    Document,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    Link,
    List,
    Note,
    NoteReference,
    Origin,
    Panel,
    Paragraph,
    Reference,
    Row,
    Sign,
    Span,
    Table,
    Text,
)
from rtop_docs.document.seen import Whole
from rtop_docs.document.walk import inlines_in, plain_text

SCHEMES = ("https://", "http://", "mailto:")
MAX_KEY_FIGURES = 5
TABLE_ROLES = ("", "positions", "matrix")
PANEL_ROLES = ("unknown", "note")
LIST_ROLES = ("", "sources")
ROW_ROLES = ("", "group")
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")
_ANCHOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]*")
_ADDRESS_BREAKS = re.compile(r"[\s<>\"\x00-\x20]")


def check_document(document: Document, path: str = "") -> tuple[Diagnostic, ...]:
    """Return everything that is wrong with `document`, in reading order of each check; nothing when it is sound.

    path: the template's, for what no block stands for.
    """
    whole = Whole.of(document)
    default = Origin(path) if path else Origin()
    return tuple(
        _finding(code, message, origin if origin.template else default, hints)
        for check in CHECKS
        for code, message, origin, *hints in check(whole)
    )


Finding = tuple[str, str, Origin] | tuple[str, str, Origin, str]
Check = Callable[[Whole], Iterator[Finding]]


def _finding(code: str, message: str, origin: Origin, hints: Iterable[object]) -> Diagnostic:
    record = f" (record '{origin.record}')" if origin.record else ""
    span = SourceSpan(origin.template, origin.line) if origin.template else None
    return error(code, message + record, span, *(str(hint) for hint in hints))


# -- structure -------------------------------------------------------------------------------------


def _headings(whole: Whole) -> Iterator[Finding]:
    level = 0
    for place in whole.others:
        if not isinstance(place.node, Heading):
            continue
        if not 1 <= place.node.level <= 4:
            yield "D13", f"a heading has level {place.node.level}", place.origin, "levels go from 1 to 4"
        elif place.node.level > level + 1:
            title = plain_text(place.node.children)
            hint = f"make it level {level + 1}"
            yield "D01", f"heading '{title}' of level {place.node.level} follows level {level}", place.origin, hint
        level = place.node.level


def _tables(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        if not isinstance(place.node, Table):
            continue
        if not place.node.columns:
            yield "D02", "a table has no columns", place.origin
        for part, rows in (("head", place.node.head), ("body", place.node.body)):
            for message in _unfilled(rows, len(place.node.columns)):
                yield "D02", f"in a table's {part}, {message}", place.origin


def _unfilled(rows: tuple[Row, ...], width: int) -> Iterator[str]:
    """Yield where the cells of `rows` do not fill `width` columns exactly, spans counted."""
    reaching = [0] * width  # for each column, how many more rows a cell above still covers
    for number, row in enumerate(rows, 1):
        free = [x for x in range(width) if not reaching[x]]
        below = [max(n - 1, 0) for n in reaching]
        if not row.cells or any(cell.colspan < 1 or cell.rowspan < 1 for cell in row.cells):
            yield f"row {number} has no cells of its own, or one that spans nothing"
            return
        for cell in row.cells:
            taken, free = free[: cell.colspan], free[cell.colspan :]
            if len(taken) < cell.colspan or taken[-1] - taken[0] >= cell.colspan:
                yield f"row {number} has cells for more than the {width} columns, or across a cell from above"
                return
            for x in taken:
                below[x] = cell.rowspan - 1
        if free:
            yield f"row {number} leaves {len(free)} of {width} columns empty"
            return
        reaching = below
    if any(reaching):
        yield "a cell spans more rows than there are"


def _key_figures(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        if isinstance(place.node, KeyFigures) and not 1 <= len(place.node.figures) <= MAX_KEY_FIGURES:
            yield "D11", f"a strip holds {len(place.node.figures)} key figures", place.origin, "one to five fit a page"


def _empty(whole: Whole) -> Iterator[Finding]:
    if not whole.document.blocks:
        yield "D12", "the document is empty", Origin()
    for place in whole.others:
        match place.node:
            case Paragraph() | Heading():
                empty = not place.node.children
            case List():
                empty = not place.node.items or any(not item.blocks for item in place.node.items)
            case BlockQuote() | Panel() | Note():
                empty = not place.node.blocks
            case _:
                empty = False
        if empty:
            yield "D12", f"a {type(place.node).__name__.lower()} or a part of it is empty", place.origin


# -- links and notes -------------------------------------------------------------------------------


def _anchors(whole: Whole) -> Iterator[Finding]:
    given = Counter(s.node.anchor for s in whole.others if isinstance(s.node, BlockBase) and s.node.anchor)
    met: set[str] = set()
    for place in whole.others:
        match place.node:
            case Reference() if place.node.anchor not in given:
                yield "D04", f"there is no anchor '{place.node.anchor}'", place.origin
            case Contents():
                for entry in place.node.entries:
                    if entry.anchor not in given:
                        yield "D04", f"there is no anchor '{entry.anchor}' for a line of the contents", place.origin
            case _ if isinstance(place.node, BlockBase) and place.node.anchor:
                if place.node.anchor in met:
                    yield "D03", f"anchor '{place.node.anchor}' is given {given[place.node.anchor]} times", place.origin
                met.add(place.node.anchor)
                if not _ANCHOR.fullmatch(place.node.anchor):
                    yield "D03", f"anchor '{place.node.anchor}' is not plain letters and digits", place.origin
            case _:
                pass


def _notes(whole: Whole) -> Iterator[Finding]:
    last = 0
    for place in whole.others:
        match place.node:
            case Note():
                if place.node.number != last + 1:
                    yield "D05", f"footnote {place.node.number} follows footnote {last}", place.origin
                last = place.node.number
            case NoteReference() if not 1 <= place.node.number <= last:
                yield "D05", f"footnote {place.node.number} is called before it stands", place.origin
            case _:
                pass


def _places(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        call = isinstance(place.node, (Note, NoteReference))
        link = isinstance(place.node, (Link, Reference))
        if call and (place.in_data or place.in_link or place.in_note):
            where = "a link" if place.in_link else "another footnote" if place.in_note else "the data of a chart"
            yield "D14", f"a footnote stands inside {where}", place.origin, "call it in the words around"
        if link and place.in_link:
            yield "D14", "a link stands inside a link", place.origin
        if isinstance(place.node, Contents):
            said = (inline for entry in place.node.entries for inline in inlines_in(entry.children))
            if any(isinstance(inline, (Link, Reference, Note, NoteReference)) for inline in said):
                yield "D14", "a link or footnote stands inside a line of the contents, itself a link", place.origin


def _titles(whole: Whole) -> Iterator[Finding]:
    outer = [id(block) for block in whole.document.blocks]
    for number, place in enumerate(p for p in whole.seen if isinstance(p.node, Paragraph) and p.node.role == "title"):
        what = "a second title" if number else "" if id(place.node) in outer else "a title inside another block"
        if what:
            yield "D16", what, place.origin, "a document has one title, which stands by itself"


def _links(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        if isinstance(place.node, Link):
            target = place.node.target
            if not target.startswith(SCHEMES) or target in SCHEMES or _ADDRESS_BREAKS.search(target):
                yield "D06", f"the link to '{target}' is not allowed", place.origin, "https, http and mailto only"
            if not plain_text(place.node.children).strip():
                yield "D12", f"the link to '{target}' has no words", place.origin


# -- words -----------------------------------------------------------------------------------------


def _languages(whole: Whole) -> Iterator[Finding]:
    for owner, language, direction, origin in _spoken(whole):
        if not _LANGUAGE.fullmatch(language):
            yield "D07", f"{owner} has language '{language}'", origin, "a BCP 47 tag such as 'en' or 'zh-Hans'"
        if direction not in ("ltr", "rtl"):
            yield "D07", f"{owner} has direction '{direction}'", origin


def _spoken(whole: Whole) -> Iterator[tuple[str, str, str, Origin]]:
    yield "the document", whole.document.language, whole.document.direction, Origin()
    for place in whole.others:
        node = place.node
        if isinstance(node, BlockBase):
            yield f"a {type(node).__name__.lower()}", node.language, node.direction, place.origin
        elif isinstance(node, Span):
            yield "a span", node.language or "en", node.direction or "ltr", place.origin


def _descriptions(whole: Whole) -> Iterator[Finding]:
    lonely = {id(block) for block in _lonely_signs(whole)}
    for place in whole.others:
        match place.node:
            case Figure() if not place.node.alt.strip():
                yield "D08", "a chart has no alternative text", place.origin, "say in a sentence what it shows"
            case Table() if not place.node.description.strip():
                yield "D08", "a table has no description", place.origin, "say in a sentence what it tells"
            case Sign() if id(place.node) in lonely and not place.node.alt.strip():
                yield "D08", "a sign stands alone without words", place.origin, "give it an alt text"
            case _:
                pass


def _lonely_signs(whole: Whole) -> Iterator[Sign]:
    """Yield the signs of paragraphs that say nothing else."""
    for place in whole.others:
        if isinstance(place.node, Paragraph) and not plain_text(place.node.children).strip():
            yield from (i for i in inlines_in(place.node.children) if isinstance(i, Sign))


def _roles(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        node = place.node
        if isinstance(node, (Paragraph, Span, Table, Panel, List)):
            kind, roles = next(known for known in _KNOWN_ROLES if isinstance(node, known[0]))
            if node.role not in roles:
                message, hint = f"a {kind.__name__.lower()} has role '{node.role}'", f"roles are {', '.join(roles)}"
                yield "D10", message, place.origin, hint
        if isinstance(node, Table):
            for row in (*node.head, *node.body):
                if row.role not in ROW_ROLES:
                    yield "D10", f"a row has role '{row.role}'", place.origin


_KNOWN_ROLES: tuple[tuple[type, tuple[str, ...]], ...] = ((Span, SPAN_ROLES), (Paragraph, PARAGRAPH_ROLES))
_KNOWN_ROLES += ((Table, TABLE_ROLES), (Panel, PANEL_ROLES), (List, LIST_ROLES))


def _characters(whole: Whole) -> Iterator[Finding]:
    for origin, text in _texts(whole):
        bad = forbidden_in(text)
        if bad:
            yield "D09", f"a text holds {', '.join(named(c) for c in bad)}", origin, "delete it where the text is from"


def _texts(whole: Whole) -> Iterator[tuple[Origin, str]]:
    """Yield every text that a writer may show or put into a file's properties."""
    document = whole.document
    properties = (document.kind, document.title, document.subtitle, document.subject, document.publisher, document.date)
    margins = (document.head_left, document.head_right, *document.marks, *(t for _, t in document.labels))
    yield from ((Origin(), text) for text in (*properties, *margins))
    for place in whole.seen:
        yield from ((place.origin, text) for text in _texts_of(place.node))


def _texts_of(node: Block | Inline) -> Iterator[str]:
    match node:
        case Text():
            yield node.text
        case Sign():
            yield node.alt
        case Link():
            yield node.target
        case List():
            yield from (item.label for item in node.items)
        case Table():
            yield node.description
        case Figure(chart=BarChart() as chart):
            yield node.alt
            yield from (text for bar in chart.bars for text in (bar.label, bar.note))
        case Figure():
            yield node.alt
            if not isinstance(node.chart, BarChart):
                yield from (text for row in node.chart.rows for text in (row.label, *(dot.label for dot in row.dots)))
        case _:
            return


def _numbers(whole: Whole) -> Iterator[Finding]:
    for place in whole.others:
        match place.node:
            case List() if place.node.start < 1:
                yield "D13", f"a list starts at {place.node.start}", place.origin
            case Figure(chart=BarChart() as chart):
                for bar in chart.bars:
                    if not 0 <= bar.value < float("inf"):
                        yield "D13", f"bar '{bar.label}' has value {bar.value}", place.origin
            case _:
                pass


CHECKS: tuple[Check, ...] = (
    _headings,
    _titles,
    _tables,
    _key_figures,
    _empty,
    _anchors,
    _notes,
    _places,
    _links,
    _languages,
    _descriptions,
    _roles,
    _characters,
    _numbers,
)
