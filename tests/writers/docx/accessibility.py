"""What the accessibility checker of Word looks for, read from a finished file.

Knows WordprocessingML; nothing of documents or of the writer.
Source: Microsoft's "Rules for the Accessibility Checker", those for Word.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from attrs import frozen
from lxml import etree

from rtop_docs.writers.colours import contrast
from tests.opc.zips import unzipped
from tests.writers.docx.soundness import W

_DC = "{http://purl.org/dc/elements/1.1/}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_READABLE = 4.5
_WHITE = "FFFFFF"
_DRAWN = ("Bar", "Marks")


def barriers(data: bytes) -> list[str]:
    """Return what bars readers of a Word file, in words; nothing when Word's checker finds nothing."""
    parts = unzipped(data)
    file = _File({name: etree.fromstring(text) for name, text in parts.items() if name.endswith(".xml")})
    checks = (_properties, _languages, _headings, _tables, _pictures, _blanks, _links, _contrasts, _access)
    return [barrier for check in checks for barrier in check(file)]


@frozen
class _File:
    """A Word file's parts, parsed."""

    parts: dict[str, etree._Element]

    @property
    def text(self) -> etree._Element:
        """The text's part."""
        return self.parts["word/document.xml"]

    def texts(self) -> Iterator[etree._Element]:
        """Yield every part that is read."""
        names = ("document", "footnotes", "header1", "header2", "footer1", "footer2")
        yield from (self.parts[f"word/{name}.xml"] for name in names)

    def style(self, id: str) -> Iterator[etree._Element]:
        """Yield a style and what it is based on, nearest first."""
        styles = {s.get(f"{W}styleId"): s for s in self.parts["word/styles.xml"].iter(f"{W}style")}
        while id in styles:
            yield styles[id]
            id = _value(styles[id].find(f"{W}basedOn"))


def _value(node: etree._Element | None) -> str:
    return "" if node is None else node.get(f"{W}val", "")


def _words(node: etree._Element) -> str:
    return "".join(text.text or "" for text in node.iter(f"{W}t"))


def _style_of(paragraph: etree._Element) -> str:
    return _value(paragraph.find(f"{W}pPr/{W}pStyle")) or "Normal"


# -- the whole ----------------------------------------------------------------------------------


def _properties(file: _File) -> Iterator[str]:
    """A file has a title."""
    core = file.parts["docProps/core.xml"]
    for name in ("title", "language"):
        if not (core.findtext(f"{_DC}{name}") or "").strip():
            yield f"the properties have no {name}"


def _languages(file: _File) -> Iterator[str]:
    """The text has a language that speech and spelling go by."""
    language = file.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if not (language is not None and _value(language)):
        yield "the text has no language"


def _access(file: _File) -> Iterator[str]:
    """Nothing keeps a reading program out."""
    if file.parts["word/settings.xml"].find(f"{W}documentProtection") is not None:
        yield "the file is protected"


# -- structure ----------------------------------------------------------------------------------


def _headings(file: _File) -> Iterator[str]:
    """Headings are headings, begin with the first level, skip none, and say something short."""
    before = 0
    for paragraph in file.text.iter(f"{W}p"):
        style = _style_of(paragraph)
        if not style.startswith("Heading"):
            continue
        level, words = int(style.removeprefix("Heading")), _words(paragraph)
        if level > before + 1:
            yield f"heading {words!r} of level {level} follows one of level {before}"
        if not words.strip():
            yield "a heading is empty"
        if len(words) > 200:
            yield f"heading {words[:40]!r} is longer than two lines"
        before = level
    if not before:
        yield "the text has no headings"


def _tables(file: _File) -> Iterator[str]:
    """Tables have a head row that repeats, a name or description, no cell that is empty, and a simple grid.

    Stricter than Word in that no row may be split; milder in that a head may stand over a whole row, or beside several.
    """
    for part in file.texts():
        for table in part.iter(f"{W}tbl"):
            properties = table.find(f"{W}tblPr")
            named = [_value(properties.find(f"{W}{name}")) for name in ("tblCaption", "tblDescription")]
            name = next(filter(None, named), "a table")
            if not any(named):
                yield "a table has no alternative text"
            rows = table.findall(f"{W}tr")
            if rows[0].find(f"{W}trPr/{W}tblHeader") is None:
                yield f"{name!r} has no head row"
            if any(row.find(f"{W}trPr/{W}cantSplit") is None for row in rows):
                yield f"a row of {name!r} may be split"
            if next(table.iterancestors(f"{W}tbl"), None) is not None:
                yield f"{name!r} stands in a table"
            yield from _cells(name, rows, len(table.findall(f"{W}tblGrid/{W}gridCol")))


def _cells(name: str, rows: list[etree._Element], columns: int) -> Iterator[str]:
    for row in rows:
        cells = row.findall(f"{W}tc")
        for number, cell in enumerate(cells):
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            goes_on = merge is not None and not _value(merge)
            if not goes_on and not _words(cell).strip():
                yield f"a cell of {name!r} is empty"
            if merge is not None and number:  # a row's head may stand for several rows
                yield f"a cell of {name!r} goes over rows"
            span = _value(cell.find(f"{W}tcPr/{W}gridSpan"))
            if span and not (len(cells) == 1 and int(span) == columns):
                yield f"a cell of {name!r} goes over some columns and not over all"


def _pictures(file: _File) -> Iterator[str]:
    """Pictures have words, and stand in the line of the text."""
    for part in file.texts():
        for picture in part.iter(f"{_DRAWING}docPr"):
            if not picture.get("descr"):
                yield f"picture {picture.get('name')!r} has no alternative text"
        for _ in part.iter(f"{_DRAWING}anchor", f"{W}pict", f"{W}object"):
            yield "something floats over the text"


def _blanks(file: _File) -> Iterator[str]:
    """No blanks and no empty paragraphs where room is meant."""
    for part in file.texts():
        for paragraph in part.iter(f"{W}p"):
            if "   " in _words(paragraph):
                yield f"blanks make room in {_words(paragraph)[:40]!r}"
    body = file.text.find(f"{W}body")
    for empty, run in groupby(body.iterchildren(f"{W}p"), key=lambda p: not _words(p) and _style_of(p) not in _DRAWN):
        if empty and len(list(run)) > 1:
            yield "empty paragraphs make room"


def _links(file: _File) -> Iterator[str]:
    """Links say where they lead."""
    for part in file.texts():
        for link in part.iter(f"{W}hyperlink"):
            if len(_words(link).strip()) < 2 and not _words(link).strip().isdigit():
                yield f"a link says {_words(link)!r}"


# -- colours ------------------------------------------------------------------------------------


def _contrasts(file: _File) -> Iterator[str]:
    """Words have a contrast of 4.5 to 1 on the ground that they stand on."""
    for part in file.texts():
        for run in part.iter(f"{W}r"):
            if not _words(run).strip():
                continue
            paragraph = next(run.iterancestors(f"{W}p"))
            colour, ground = _colour(file, run, paragraph), _ground(paragraph)
            if contrast(f"#{colour}", f"#{ground}") < _READABLE:
                yield f"{_words(run)[:40]!r} in {colour} on {ground} can hardly be read"


def _colour(file: _File, run: etree._Element, paragraph: etree._Element) -> str:
    """Return a run's colour: its own, its character style's, its paragraph style's, or the document's."""
    own = _value(run.find(f"{W}rPr/{W}color"))
    styles = (_value(run.find(f"{W}rPr/{W}rStyle")), _style_of(paragraph))
    found = (_value(style.find(f"{W}rPr/{W}color")) for id in styles for style in file.style(id))
    default = file.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}color")
    return own or next(filter(None, found), "") or _value(default)


def _ground(paragraph: etree._Element) -> str:
    """Return the colour behind a paragraph: its own shade, its cell's, or white."""
    shade = paragraph.find(f"{W}pPr/{W}shd")
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    if shade is None and cell is not None:
        shade = cell.find(f"{W}tcPr/{W}shd")
    return _WHITE if shade is None else shade.get(f"{W}fill", _WHITE)
