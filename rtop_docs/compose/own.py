"""The parts that every document needs, whatever it is about: its properties, roles, panels, notes, lists, anchors.

Knows the part protocol; knows nothing of records.  What shows the record's data is made by `compose.parts`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import evolve

from rtop_docs.compose.marks import (
    Anchor,
    ContentsHere,
    PartContext,
    PartError,
    PartFunction,
    PartResult,
    SourceCall,
    SourcesHere,
)
from rtop_docs.document.model import (
    PARAGRAPH_ROLES,
    Block,
    Document,
    Heading,
    Note,
    PageBreak,
    Panel,
    Paragraph,
    Span,
    Text,
)

SetProperties = Callable[[Document], None]
ReadNotes = Callable[[str], tuple[Block, ...]]


def own_parts(set_properties: SetProperties, read_notes: ReadNotes) -> dict[str, PartFunction]:
    """Return the engine's parts for one composing.

    set_properties: takes a document without blocks, for its properties (raises PartError the second time).
    read_notes: reads a section of the dialogue's notes file (raises PartError).
    """

    def document(
        context: PartContext,
        *,
        kind: str,
        title: str,
        subtitle: str = "",
        subject: str = "",
        publisher: str = "",
        date: str = "",
        head_left: str = "",
        head_right: str = "",
        landscape: bool = False,
        marks: Sequence[str] = (),
    ) -> PartResult:
        """Set the document's properties; stands first in a template and prints nothing."""
        if not context.plain(kind) or not context.plain(title):
            raise PartError("a document needs a kind and a title")
        properties = Document(
            kind=context.plain(kind),
            title=context.plain(title),
            subtitle=context.plain(subtitle),
            subject=context.plain(subject),
            publisher=context.plain(publisher),
            date=context.plain(date),
            head_left=context.plain(head_left),
            head_right=context.plain(head_right),
            landscape=landscape,
            marks=tuple(context.plain(mark) for mark in marks),
            language=context.language,
            direction=context.direction,
            blocks=(),
        )
        set_properties(properties)
        return ()

    def notes(_context: PartContext, section: str) -> PartResult:
        """Show the section ``## section`` of the dialogue's notes file, itself a template."""
        return read_notes(section)

    return {**_PARTS, "document": document, "notes": notes}


def role(_context: PartContext, name: str, body: tuple[Block, ...]) -> PartResult:
    """Give the paragraphs of the call's body a role: "lead", "remark", "title" ..."""
    if name not in PARAGRAPH_ROLES:
        raise PartError(f"there is no role '{name}'", f"roles are {', '.join(PARAGRAPH_ROLES[1:])}")
    if not all(isinstance(block, Paragraph) for block in body):
        raise PartError("only paragraphs have roles", "end the call before the list, heading or part")
    return tuple(evolve(block, role=name) for block in body if isinstance(block, Paragraph))


def panel(context: PartContext, kind: str, title: str = "", level: int = 1, *, body: tuple[Block, ...]) -> PartResult:
    """Frame the call's body: "unknown" (what is not known) or "note", under a heading where a title is given."""
    if kind not in ("unknown", "note"):
        raise PartError(f"there is no panel '{kind}'", "panels are unknown, note")
    blocks = (_heading(context, title, level), *body) if title else body
    direction = context.direction
    return Panel(blocks=blocks, role=kind, origin=context.origin, language=context.language, direction=direction)


def section(context: PartContext, title: str, level: int = 1, *, body: tuple[Block, ...]) -> PartResult:
    """Head the call's body with a title; a section without a body is left out with its title."""
    return (_heading(context, title, level), *body) if body else ()


def _heading(context: PartContext, title: str, level: int) -> Heading:
    if level not in (1, 2, 3, 4):
        raise PartError(f"there is no heading of level {level}", "levels are 1 to 4")
    children, language, direction = context.inlines(title), context.language, context.direction
    return Heading(level=level, children=children, origin=context.origin, language=language, direction=direction)


def note(_context: PartContext, body: tuple[Block, ...]) -> PartResult:
    """Make a footnote of the call's body."""
    if not body:
        raise PartError("a footnote is empty")
    return Note(body)


def source(context: PartContext, id: str, before: str = "") -> PartResult:
    """Name a source by its number in the list of sources, as a link; before: the words in front ("Source ")."""
    return SourceCall(source=id, before=before, origin=context.origin)


def sources(context: PartContext, also: Sequence[str] = ()) -> PartResult:
    """Show the list of sources: those cited, then those of `also`."""
    place = SourcesHere(items=(), also=tuple(also), origin=context.origin)
    return evolve(place, language=context.language, direction=context.direction)


def contents(context: PartContext, title: str, depth: int = 2) -> PartResult:
    """Show the table of contents, down to headings of level `depth`."""
    place = ContentsHere(title=context.inlines(title), depth=depth, origin=context.origin)
    return evolve(place, language=context.language, direction=context.direction)


def anchor(_context: PartContext, name: str) -> PartResult:
    """Give the heading or paragraph in which it stands an anchor for links ``[words](#name)``."""
    return Anchor(anchor=name)


def page_break(context: PartContext) -> PartResult:
    """Begin a new page."""
    return PageBreak(origin=context.origin, language=context.language, direction=context.direction)


def as_written(context: PartContext, words: str, reason: str) -> PartResult:
    """Print words that the check for loose numbers and names would refuse; reason: why they are no claim."""
    if not reason.strip():
        raise PartError(f"'{words}' is let pass without a reason")
    return Text(context.plain(words))


def foreign(context: PartContext, words: str, language: str) -> PartResult:
    """Mark words of another language, so that they are read aloud and broken in that language."""
    return Span(context.inlines(words), language=language)


_PARTS: dict[str, PartFunction] = {
    "role": role,
    "panel": panel,
    "section": section,
    "note": note,
    "source": source,
    "sources": sources,
    "contents": contents,
    "anchor": anchor,
    "page_break": page_break,
    "as_written": as_written,
    "foreign": foreign,
}
OWN_PARTS = frozenset((*_PARTS, "document", "notes"))
