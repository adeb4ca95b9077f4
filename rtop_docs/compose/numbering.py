"""Give a document its numbers: footnotes and sources in reading order, anchors, the lists made from them.

Knows the part protocol and the model; knows nothing of templates, Markdown or records.

A footnote that says the same as an earlier one becomes a second call of it.  Sources are numbered in the order of
their first citation; those that are only listed (`SourcesHere.also`) follow.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from attrs import define, evolve, field

from rtop_docs.compose.marks import (
    Citation,
    CitedNumber,
    ContentsHere,
    PartContext,
    PartError,
    PartSet,
    SourceCall,
    SourcesHere,
    source_anchor,
)
from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.document.model import (
    Block,
    Contents,
    ContentsEntry,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    NoteReference,
    Origin,
    Paragraph,
    Reference,
    Span,
    Strong,
    Text,
)
from rtop_docs.document.walk import blocks_in, inlines_in, transform

ContextAt = Callable[[Origin], PartContext]


@define
class Numbering:
    """The numbers given so far, and what was found on the way.

    parts: what writes the words of notes and sources.  context_at: the context of a call at an origin.
    """

    parts: PartSet
    context_at: ContextAt
    found: list[Diagnostic] = field(factory=list)
    _sources: dict[str, int] = field(factory=dict)
    _notes: dict[Hashable, int] = field(factory=dict)

    def number(self, blocks: tuple[Block, ...], template: str) -> tuple[Block, ...]:
        """Return `blocks` with all numbers given; template: its path, for what has no nearer place."""
        numbered = transform(blocks, inline=self.inline)
        lists = [block for block in blocks_in(numbered) if isinstance(block, SourcesHere)]
        for source in (also for place in lists for also in place.also):
            self.source(source)
        if len(lists) > 1 or (self._sources and not lists):
            message = "the document has two lists of sources" if lists else "the document cites sources but lists none"
            place = SourceSpan(template, lists[1].origin.line) if lists else SourceSpan(template)
            self.found.append(error("T21", message, place, "put {{ sources() }} once, at the document's end"))
        listed = transform(numbered, block=self.listed) if lists else numbered
        return _with_contents(_with_anchors(listed))

    # -- footnotes ------------------------------------------------------------------------

    def inline(self, inline: Inline) -> tuple[Inline, ...]:
        """Give one inline its number; what it holds has its own already."""
        match inline:
            case Citation():
                return (self.citation(inline),)
            case Note():
                if any(isinstance(i, (Note, NoteReference)) for i in inlines_in(inline.blocks)):
                    self.nested(inline)
                return (self.called(inline, inline.blocks),)
            case SourceCall():
                return (self.source_call(inline),)
            case _:
                return (inline,)

    def citation(self, citation: Citation) -> Inline:
        """Turn a citation into a numbered note, or into a second call of one."""
        numbers = tuple(CitedNumber(cited, self.source(cited.source)) for cited in citation.cited)
        first = citation.cited[0] if citation.cited else None
        origin = citation.origin
        if first is not None:
            origin = Origin(origin.template, origin.line, first.record, first.field)
        try:
            context = self.context_at(citation.origin)
            words = self.parts.note_text(context, numbers)
        except (PartError, LookupError) as fault:
            self.refused(fault, citation.origin)
            return Text("")
        note = Note((Paragraph(children=words, origin=origin, language=context.language, direction=context.direction),))
        return self.called(note, words)

    def called(self, note: Note, key: Hashable) -> Inline:
        """Return `note` with its number, or a second call where the same was said before."""
        if key in self._notes:
            return NoteReference(self._notes[key])
        self._notes[key] = len(self._notes) + 1
        return evolve(note, number=self._notes[key])

    def nested(self, note: Note) -> None:
        """Report a footnote inside a footnote."""
        origin = next((block.origin for block in note.blocks), Origin())
        hint = "name the source in the note's words: {{ source(...) }}"
        self.found.append(error("T22", "a footnote stands inside a footnote", _span(origin), hint))

    # -- sources --------------------------------------------------------------------------

    def source(self, source: str) -> int:
        """Return the number of a source, its next one when it is cited for the first time."""
        return self._sources.setdefault(source, len(self._sources) + 1)

    def source_call(self, call: SourceCall) -> Inline:
        """Turn the mention of a source into a link to its entry."""
        number = self.source(call.source)
        return Reference(source_anchor(number), (Text(f"{call.before}{number}"),))

    def listed(self, block: Block) -> tuple[Block, ...]:
        """Fill in the list of sources where it is wanted; leave other blocks."""
        if not isinstance(block, SourcesHere):
            return (block,)
        items: list[ListItem] = []
        while len(items) < len(self._sources):  # an entry may name a source that nothing else cites
            items.append(self.entry(list(self._sources)[len(items)], block))
        if not items:
            return ()
        made = List(items=tuple(items), ordered=True, role="sources", origin=block.origin)
        return (evolve(made, language=block.language, direction=block.direction),)

    def entry(self, source: str, place: SourcesHere) -> ListItem:
        """Make the entry of one source; its first block carries the anchor."""
        number = self._sources[source]
        try:
            written = self.parts.source_entry(self.context_at(place.origin), source)
        except (PartError, LookupError) as fault:
            self.refused(fault, place.origin)
            written = ()
        if any(isinstance(inline, Note) for inline in inlines_in(written)):
            self.found.append(error("T22", f"the entry of source '{source}' holds a footnote", _span(place.origin)))
        blocks = transform(written, inline=self.inline)
        head = tuple(_anchored(block, source_anchor(number)) for block in blocks[:1])
        return ListItem((*head, *blocks[1:]), str(number))

    def refused(self, fault: PartError | LookupError, origin: Origin) -> None:
        """Report that a source cannot be named."""
        message = fault.message if isinstance(fault, PartError) else f"{type(fault).__name__}: {fault}"
        hints = fault.hints if isinstance(fault, PartError) else ()
        self.found.append(error("T07", f"a source cannot be named: {message}", _span(origin), *hints))


def _span(origin: Origin) -> SourceSpan | None:
    return SourceSpan(origin.template, origin.line) if origin.template else None


def _anchored(block: Block, anchor: str) -> Block:
    return evolve(block, anchor=anchor)


# -- anchors and contents --------------------------------------------------------------------------


def _with_anchors(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give each heading without an anchor one: ``section-1``, ``section-2`` ..."""
    taken = {block.anchor for block in blocks_in(blocks)}
    given = (name for name in (f"section-{n}" for n in range(1, 1_000_000)) if name not in taken)

    def named(block: Block) -> tuple[Block, ...]:
        return (evolve(block, anchor=next(given)),) if isinstance(block, Heading) and not block.anchor else (block,)

    return transform(blocks, block=named)


def _with_contents(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    whole = tuple(blocks_in(blocks))
    if not any(isinstance(block, ContentsHere) for block in whole):
        return blocks
    headings = [block for block in whole if isinstance(block, Heading)]

    def filled(block: Block) -> tuple[Block, ...]:
        if not isinstance(block, ContentsHere):
            return (block,)
        entries = tuple(_entry(heading) for heading in headings if heading.level <= block.depth)
        made = Contents(title=block.title, entries=entries, origin=block.origin)
        return (evolve(made, language=block.language, direction=block.direction),) if entries else ()

    return transform(blocks, block=filled)


def _entry(heading: Heading) -> ContentsEntry:
    return ContentsEntry(level=heading.level, anchor=heading.anchor, children=bare(heading.children))


def bare(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return `inlines` without footnotes and links: words that may stand inside a link."""
    made: list[Inline] = []
    for inline in inlines:
        match inline:
            case Note() | NoteReference():
                continue
            case Link() | Reference():
                made += bare(inline.children)
            case Strong() | Emphasis() | Span():
                made.append(evolve(inline, children=bare(inline.children)))
            case _:
                made.append(inline)
    return tuple(made)
