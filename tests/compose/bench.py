"""A small world for the engine's tests: a project in a folder, a fake `Ask`, and parts of our own."""

from __future__ import annotations

import re
from pathlib import Path

from attrs import evolve, frozen

from rtop_docs.compose.compose import compose
from rtop_docs.compose.marks import Citation, Cited, PartError, PartSet, SourceCall, source_anchor
from rtop_docs.compose.target import Target
from rtop_docs.diagnostics import Checked
from rtop_docs.document.build import h, head, p, row, table
from rtop_docs.document.model import BlockBase, Document, Reference, Text
from rtop_docs.document.walk import blocks_in, inlines_in, parts_of, plain_text
from rtop_docs.workspace import Workspace

TITLE = '{{ document(kind="briefing", title="A title") }}\n'


@frozen
class View:
    """A closed answer with two plain values."""

    name: str
    count: int


class FakeAsk:
    """Questions of the tests' own."""

    def __init__(self, value: str = "Rwanda") -> None:
        self.library = "the whole record"
        self._value = value

    def value(self) -> str:
        """Answer with the text that the test wants to insert."""
        return self._value

    def states(self) -> tuple[View, ...]:
        """Answer with two views."""
        return (View("Rwanda", 3), View("Chad", 11))

    def source(self, id: str) -> str:
        """Answer with a source's title; raise KeyError for one that is not known."""
        return {"s1": "First account", "s2": "Second account", "s3": "Third"}[id]

    def trace(self) -> None:
        """Belong to make, not to templates."""


@frozen
class Loose:
    """A loose word."""

    words: str
    offset: int


def find_loose(text: str, language: str) -> tuple[Loose, ...]:
    """Find digits, a few number words and two names of states."""
    return tuple(Loose(m[0], m.start()) for m in re.finditer(r"\b(?:[0-9]+|ten|seven|Rwanda|Chad)\b", text))


def cite(context, *sources, start="", end="", extra=""):
    """Cite passages of sources."""
    cited = tuple(Cited(source=s, start=start, end=end, extra=extra, record="p-1", field="says") for s in sources)
    return Citation(cited=cited, origin=context.origin)


def note_text(context, cited):
    """Write "Source 1, passage “a … b”"."""
    words = []
    for one in cited:
        context.ask.source(one.cited.source)
        words += [Reference(source_anchor(one.number), (Text(f"Source {one.number}"),))]
        words += [Text(f", passage “{one.cited.start} … {one.cited.end}”. ")] if one.cited.start else []
    return tuple(words)


def source_entry(context, source):
    """Write a source's title; the third names the second."""
    words = (Text(context.ask.source(source)),)
    return (p(*words, *((Text(", after "), SourceCall(source="s2")) if source == "s3" else ())),)


def grid(context, *names):
    """Make a table with a citation in a cell."""
    rows = tuple(row(Text(name), cite(context, "s2")) for name in names)
    return evolve(table(head("State", "Note"), *rows, description="A table"), origin=context.origin)


def bold(context, words):
    """Make one inline of a text."""
    from rtop_docs.document.model import Strong

    return Strong(context.inlines(words))


def nothing(context):
    """Make nothing."""
    return ()


def heading(context, words):
    """Make a heading."""
    return h(2, words, origin=context.origin)


def refuse(context, what):
    """Refuse whatever it is asked."""
    raise PartError(f"there is no '{what}'", "ask for something else")


def broken(context):
    """Have a mistake in its code."""
    return None + 1


def mixed(context):
    """Return blocks and inlines together, which no part may."""
    return (p("a"), Text("b"))


FUNCTIONS = {f.__name__: f for f in (cite, grid, bold, nothing, heading, refuse, broken, mixed)}
PARTS = PartSet(
    functions=FUNCTIONS,
    note_text=note_text,
    source_entry=source_entry,
    labels=lambda language: {"page_of": "page {page} of {pages}", "contents": "Contents"},
)


class Project:
    """A project folder whose one template is written by the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, path: str, text: str) -> None:
        """Put a file into the project."""
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")

    def compose(self, template: str, value: str = "Rwanda", *, title: bool = True, **target: object) -> Checked:
        """Compose one document; the title's call is put below, so that lines count as written."""
        self.write("templates/en/x.md", template.rstrip("\n") + "\n\n" + TITLE if title else template)
        given = {"name": "x", "template": "x.md", "dialogue": "ga", **target}
        return compose(FakeAsk(value), Target(**given), Workspace(self.folder), PARTS, find_loose)

    def found(self, template: str, value: str = "Rwanda", **target: object) -> list[str]:
        """Return the findings as ``line: error[CODE]: message``."""
        return [
            f"{d.span.line if d.span else 0}: {d.severity.value}[{d.code}]: {d.message}"
            for d in self.compose(template, value, **target).diagnostics
        ]

    def document(self, template: str, value: str = "Rwanda", **target: object) -> Document:
        """Return the document; fail when there is any finding."""
        made = self.compose(template, value, **target)
        assert made.diagnostics == ()
        assert made.value is not None
        return made.value


def outline(document: Document) -> list[str]:
    """Return one line a block: its type, and its own words."""
    return [
        f"{type(block).__name__}: {plain_text(i for i in parts_of(block) if not isinstance(i, BlockBase))}".rstrip(": ")
        for block in blocks_in(document.blocks)
    ]


def kinds(document: Document) -> list[str]:
    """Return the types of all blocks and inlines, in reading order, neighbouring texts as one."""
    made = [type(block).__name__ for block in blocks_in(document.blocks)]
    return made + [type(inline).__name__ for inline in inlines_in(document.blocks)]
