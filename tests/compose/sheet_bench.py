"""Sheets for tests: composed from the shipped record, with any answer replaced, and read back as plain text."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import cast

from rtop_docs.analysis import Ask
from rtop_docs.analysis.views import Citation
from rtop_docs.compose.compose import compose
from rtop_docs.compose.parts import PARTS
from rtop_docs.compose.target import Target
from rtop_docs.document.model import Block, BlockBase, Document, Figure, Heading, Inline, KeyFigures, Note, Panel, Table
from rtop_docs.document.walk import inlines_in, parts_of, plain_text
from rtop_docs.records.load import load_library
from rtop_docs.records.model import Audience, Library
from rtop_docs.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
MOMENT = datetime.datetime(2014, 9, 30, tzinfo=datetime.UTC)
WHERE = Citation("st-x", "icrtop-2014", "first words", "last words")


@cache
def workspace() -> Workspace:
    """Return the shipped project."""
    return Workspace(ROOT)


@cache
def library() -> Library:
    """Return the shipped record."""
    return load_library(workspace()).value


@cache
def asked(dialogue: str = "ga-2014") -> Ask:
    """Return the questions on a dialogue of the shipped record."""
    return Ask(library(), dialogue, audience=Audience.PUBLIC, moment=MOMENT)


class Altered:
    """The questions of the shipped record, with the answers to some of them replaced, whatever their arguments."""

    def __init__(self, ask: Ask, answers: Mapping[str, object]) -> None:
        self._ask, self._answers = ask, answers

    def __getattr__(self, name: str) -> object:
        """Return the question `name`."""
        if name in self._answers:
            return lambda *_: self._answers[name]
        return getattr(self._ask, name)


def sheet(actor: str, dialogue: str = "ga-2014", **answers: object) -> Document:
    """Return the sheet of an actor.  answers: of questions that the record would answer otherwise."""
    template = "sheet.md" if len(actor) == 3 and actor.isupper() else "actor.md"
    return made(template, actor, dialogue, **answers)


def made(template: str, actor: str = "", dialogue: str = "ga-2014", **answers: object) -> Document:
    """Return the document that a template makes; a finding fails the test."""
    target = Target(name="sheets", template=template, dialogue=dialogue, actor=actor, code=actor)
    ask = asked(dialogue)
    found = compose(cast("Ask", Altered(ask, answers)) if answers else ask, target, workspace(), PARTS)
    assert found.value is not None, found.diagnostics
    assert not found.diagnostics
    return found.value


# -- reading back -----------------------------------------------------------------------------


def sections(document: Document) -> dict[str, tuple[Block, ...]]:
    """Return heading -> the blocks below it; "" for those above the first heading."""
    found: dict[str, tuple[Block, ...]] = {"": ()}
    head = ""
    for block in document.blocks:
        if isinstance(block, Heading):
            head = plain(block.children)
            found[head] = ()
        else:
            found[head] = (*found[head], block)
    return found


def text(blocks: Iterable[Block] | Document) -> str:
    """Return the words of blocks without footnotes, a line each."""
    return "\n".join(_lines(blocks.blocks if isinstance(blocks, Document) else tuple(blocks)))


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        parts = tuple(parts_of(block))
        if line := plain(part for part in parts if not isinstance(part, BlockBase)):
            yield line
        yield from _lines(part for part in parts if isinstance(part, BlockBase))


def plain(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines without footnotes."""
    return " ".join(plain_text(inlines).replace("\u00a0", " ").split())


def rows(blocks: Iterable[Block]) -> Iterator[tuple[str, ...]]:
    """Yield the body rows of the tables among `blocks`, each cell as text."""
    for block in blocks:
        if isinstance(block, Table):
            for row in block.body:
                yield tuple(text(cell.blocks) for cell in row.cells)


def unknown(document: Document) -> str:
    """Return what a sheet says is not known."""
    panels = [block for block in document.blocks if isinstance(block, Panel) and block.role == "unknown"]
    assert len(panels) == 1
    return text(panels[0].blocks)


def strip(document: Document) -> dict[str, str]:
    """Return large words -> small words of the strip of facts."""
    for block in document.blocks:
        if isinstance(block, KeyFigures):
            return {plain(one.value): plain(one.label) for one in block.figures}
    return {}


def figure(blocks: Iterable[Block]) -> Figure:
    """Return the one figure among `blocks`."""
    found = [block for block in blocks if isinstance(block, Figure)]
    assert len(found) == 1
    return found[0]


def notes(document: Document) -> str:
    """Return the words of all footnotes."""
    calls = [one for one in inlines_in(document.blocks) if isinstance(one, Note)]
    return "\n".join(text(note.blocks) for note in calls)
