"""Writing sheets as Word, beside docxtpl and python-docx as their own guides show them, of the same content.

The peers get headings with their levels, paragraphs and tables with their bold and italic words, heads and feet of
pages, title and subject, and the notes as paragraphs at the end; they have no footnotes, links, languages, captions,
repeated heads, page numbers or origins to write.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice

import docx
from attrs import frozen
from docxtpl import DocxTemplate, RichText

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Document,
    Emphasis,
    Heading,
    Inline,
    KeyFigures,
    Note,
    Strong,
    Table,
)
from rtop_docs.document.walk import blocks_in, inlines_in, inner, parts_of, plain_text
from rtop_docs.writers import write
from tests.bench.contest import Contest
from tests.bench.shipped import documents

STATES = 193


@frozen
class Run:
    """Words, perhaps bold or italic."""

    text: str
    bold: bool = False
    italic: bool = False


@frozen
class Part:
    """A piece of a sheet: a heading with its level, a paragraph, or the rows of a table, all as runs."""

    kind: str
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()
    level: int = 0


@frozen
class Content:
    """What a peer writes of a sheet."""

    title: str
    subject: str
    head: str
    foot: str
    parts: tuple[Part, ...]


def contests() -> tuple[Contest, ...]:
    """Return what is timed here; each turn takes the next sheet, the peer's the same one."""
    sheets = [document for name, document in sorted(documents().items()) if name.startswith("sheets/")]
    contents = [_content(sheet) for sheet in sheets]
    template = _template()
    size = sum(len(write(sheet, "docx").value) for sheet in sheets) // len(sheets) // 1000
    return (
        Contest(
            name=f"a sheet as Word, {size} kB",
            peer="docxtpl",
            ours=_next(sheets, _ours),
            theirs=_next(contents, lambda content: with_docxtpl(template, content)),
        ),
        Contest(
            name=f"a sheet as Word, {size} kB",
            peer="python-docx, table.cell()",
            ours=_next(sheets, _ours),
            theirs=_next(contents, with_python_docx),
        ),
        _all("docxtpl", sheets, contents, lambda content: with_docxtpl(template, content)),
        _all("python-docx, table.cell()", sheets, contents, with_python_docx),
    )


def _all(
    peer: str, sheets: Iterable[Document], contents: Iterable[Content], make: Callable[[Content], bytes]
) -> Contest:
    """Return the contest of all states' sheets, one after the other, as a build makes them."""
    return Contest(
        name=f"{STATES} sheets as Word",
        peer=peer,
        ours=lambda: [_ours(sheet) for sheet in islice(cycle(sheets), STATES)],
        theirs=lambda: [make(content) for content in islice(cycle(contents), STATES)],
        seconds=1,
        warm=True,
    )


def _next(given: Iterable[object], make: Callable[..., bytes]) -> Callable[[], bytes]:
    """Return what makes the next file each time that it is called."""
    turns = cycle(given)
    return lambda: make(next(turns))


def _ours(sheet: Document) -> bytes:
    return write(sheet, "docx").value


# -- a sheet's content as the peers take it -----------------------------------------------------


def _content(sheet: Document) -> Content:
    parts = [part for block in sheet.blocks for part in _parts(block)]
    notes = (inline for inline in inlines_in(sheet.blocks) if isinstance(inline, Note))
    parts += (Part("text", _block_runs(note.blocks)) for note in notes)
    head, foot = f"{sheet.head_left}\t{sheet.head_right}", f"{sheet.publisher} · version {sheet.version}"
    return Content(sheet.title, sheet.subject, head, foot, tuple(parts))


def _parts(block: Block) -> Iterator[Part]:
    if isinstance(block, Table):
        rows = tuple(tuple(_block_runs(cell.blocks) for cell in row.cells) for row in (*block.head, *block.body))
        yield Part("table", rows=tuple(row for row in rows if len(row) == len(block.columns)))
        return
    if isinstance(block, KeyFigures):
        yield Part("table", rows=(tuple(_runs((*f.value, *f.label, *f.disagreement)) for f in block.figures),))
        return
    inside = tuple(parts_of(block))
    runs = _runs(part for part in inside if not isinstance(part, BlockBase))
    if isinstance(block, Heading):
        yield Part("heading", runs, level=block.level)
    elif runs:
        yield Part("text", runs)
    for part in inside:
        if isinstance(part, BlockBase):
            yield from _parts(part)


def _block_runs(blocks: tuple[Block, ...]) -> tuple[Run, ...]:
    inlines = (part for block in blocks_in(blocks) for part in parts_of(block) if not isinstance(part, BlockBase))
    return _runs(inlines)


def _runs(inlines: Iterable[Inline], bold: bool = False, italic: bool = False) -> tuple[Run, ...]:
    found: list[Run] = []
    for inline in inlines:
        children = tuple(part for part in inner(inline) if not isinstance(part, BlockBase))
        if children:
            found += _runs(children, bold or isinstance(inline, Strong), italic or isinstance(inline, Emphasis))
        elif words := plain_text((inline,)):
            found.append(Run(words, bold, italic))
    return tuple(found)


# -- python-docx --------------------------------------------------------------------------------


def with_python_docx(content: Content) -> bytes:
    """Write a sheet as python-docx's own guide shows it."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.subject = content.title, content.subject
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = content.head, content.foot
    for part in content.parts:
        if part.kind == "table":
            _add_table(document, part.rows)
        elif part.kind == "heading":
            _add_runs(document.add_heading(level=part.level), part.runs)
        else:
            _add_runs(document.add_paragraph(), part.runs)
    return _saved(document)


def _add_table(document: docx.document.Document, rows: tuple[tuple[tuple[Run, ...], ...], ...]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for y, row in enumerate(rows):
        for x, runs in enumerate(row):
            _add_runs(table.cell(y, x).paragraphs[0], runs)


def _add_runs(paragraph: docx.text.paragraph.Paragraph, runs: Iterable[Run]) -> None:
    for part in runs:
        run = paragraph.add_run(part.text)
        if part.bold:
            run.bold = True
        if part.italic:
            run.italic = True


# -- docxtpl ------------------------------------------------------------------------------------


def with_docxtpl(template: bytes, content: Content) -> bytes:
    """Fill the template with a sheet; escaped, for else docxtpl loses each & and what follows it."""
    document = DocxTemplate(io.BytesIO(template))
    given = [
        {
            "kind": f"heading {part.level}" if part.level else part.kind,
            "words": _rich(part.runs),
            "rows": [[_rich(cell) for cell in row] for row in part.rows],
        }
        for part in content.parts
    ]
    document.render({"content": content, "parts": given}, autoescape=True)
    return _saved(document)


def _rich(runs: Iterable[Run]) -> RichText:
    text = RichText()
    for run in runs:
        text.add(run.text, bold=run.bold, italic=run.italic)
    return text


def _template() -> bytes:
    """Make docxtpl's template: headings, paragraphs and tables as they come."""
    document = docx.Document()
    document.core_properties.title, document.core_properties.subject = "{{ content.title }}", "{{ content.subject }}"
    section = document.sections[0]
    section.header.paragraphs[0].text, section.footer.paragraphs[0].text = "{{ content.head }}", "{{ content.foot }}"
    document.add_paragraph("{%p for part in parts %}")
    for level in (1, 2, 3, 4):
        document.add_paragraph(f'{{%p {"if" if level == 1 else "elif"} part.kind == "heading {level}" %}}')
        document.add_heading("{{r part.words }}", level=level)
    document.add_paragraph('{%p elif part.kind == "text" %}')
    document.add_paragraph("{{r part.words }}")
    document.add_paragraph("{%p else %}")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "{%tr for row in part.rows %}"
    for x, text in enumerate(("{%tc for cell in row %}", "{{r cell }}", "{%tc endfor %}")):
        table.cell(1, x).text = text
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    return _saved(document)


def _saved(document: docx.document.Document | DocxTemplate) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
