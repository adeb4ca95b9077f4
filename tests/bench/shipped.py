"""What is timed: the shipped record, its longest sheet, and that sheet's words as any writer might be given them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rtop_docs.document.model import Block, BlockBase, Document, Heading, Table
from rtop_docs.document.walk import blocks_in, parts_of, plain_text
from rtop_docs.make.opened import open_world
from rtop_docs.make.project import open_workspace
from rtop_docs.make.render import compose_job

ROOT = Path(__file__).resolve().parents[2]


@cache
def documents() -> dict[str, Document]:
    """Return every document of the shipped record by its name."""
    opened = open_world(open_workspace(ROOT))
    assert opened.value is not None, opened.diagnostics
    world, outputs = opened.value
    composed = {job.name: compose_job(world, job).value for job in dict.fromkeys(output.job for output in outputs)}
    return {name: document for name, document in composed.items() if document is not None}


@cache
def sheet() -> Document:
    """Return the sheet with the most blocks."""
    sheets = [document for name, document in documents().items() if name.startswith("sheets/")]
    return max(sheets, key=lambda document: len(list(blocks_in(document.blocks))))


@cache
def parts_of_sheet() -> tuple[tuple[str, object], ...]:
    """Return the words of the sheet: ("heading" or "text", words) and ("table", rows of words)."""
    return tuple(part for block in sheet().blocks for part in _parts(block) if part[1])


def _parts(block: Block) -> Iterator[tuple[str, object]]:
    if isinstance(block, Table):
        rows = [[_cell(cell.blocks) for cell in row.cells] for row in (*block.head, *block.body)]
        yield "table", [row for row in rows if len(row) == len(block.columns)]
        return
    inside = tuple(parts_of(block))
    words = plain_text(part for part in inside if not isinstance(part, BlockBase))
    yield "heading" if isinstance(block, Heading) else "text", words
    for part in inside:
        if isinstance(part, BlockBase):
            yield from _parts(part)
    yield from (("text", words) for words in _notes(block))


def _cell(blocks: tuple[Block, ...]) -> str:
    return " ".join(plain_text(p for p in parts_of(b) if not isinstance(p, BlockBase)) for b in blocks_in(blocks))


def _notes(block: Block) -> Iterator[str]:
    """Yield the words of the footnotes called in `block` itself, as a plain writer would set them behind it."""
    inlines = tuple(part for part in parts_of(block) if not isinstance(part, BlockBase))
    for inside in blocks_in(inlines):
        yield plain_text(part for part in parts_of(inside) if not isinstance(part, BlockBase))
