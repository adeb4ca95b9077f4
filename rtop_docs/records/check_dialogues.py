"""Rules about what belongs to a dialogue: its segments, its statements, what its sources cover.

Knows one dialogue at a time, apart from alignments, which may lead to another meeting's statement.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.contents import parts_of, sources_in
from rtop_docs.records.model import (
    ActorSet,
    Coverage,
    Dialogue,
    Library,
    Position,
    Quotation,
    Record,
    SegmentKind,
    SourceId,
    StatedFigure,
    Statement,
)
from rtop_docs.records.scalars import LANGUAGE_TAG

Texts = Mapping[SourceId, str]

INSIDE: Mapping[type, tuple[str, ...]] = {
    ActorSet: ("part_of", "same_as"),
    Position: ("who", "concurs_with", "statement"),
    Quotation: ("who", "statement"),
    StatedFigure: ("who",),
}
"""Record type -> fields that may not lead out of the dialogue."""


def within_one_dialogue(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a set or statement of one dialogue used in another (R26)."""
    home = {str(r.id): d.id for d in library.dialogues for r in parts_of(d)}
    for dialogue in library.dialogues:
        for record in parts_of(dialogue):
            for name in INSIDE.get(type(record), ()):
                there = home.get(getattr(record, name))
                if there is not None and there != dialogue.id:
                    message = f"'{name}' of '{record.id}' leads to '{getattr(record, name)}' of dialogue '{there}'"
                    yield error("R26", message, record.span, "record it in this dialogue as well")


def statements_are_consistent(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a statement that contradicts itself (R27)."""
    for dialogue in library.dialogues:
        for statement in dialogue.statements:
            for message, hint in _faults(statement):
                yield error("R27", f"'{statement.id}': {message}", statement.span, hint)


def _faults(s: Statement) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a statement, and what can be done."""
    if not s.whole and not s.on_behalf_of:
        yield "part of nobody", "'whole: no' says that a part of each in 'on_behalf_of' is meant"
    if len(set(s.on_behalf_of)) != len(s.on_behalf_of):
        yield "somebody is given twice in 'on_behalf_of'", "each once"
    if s.speaker in s.jointly_with:
        yield "made jointly with its own speaker", "'jointly_with' holds the others"
    if s.read_for and s.read_for in (s.speaker, s.delegate):
        yield "read out for whoever reads it", "'read_for' is the person whose words another reads out"
    if s.id in {a.statement for a in s.aligned_with}:
        yield "aligned with itself", "'aligned_with' names another statement"
    for tag in (*s.text_languages, *s.spoken_languages):
        if not LANGUAGE_TAG.fullmatch(tag):
            yield f"'{tag}' is no language tag", "write 'en', 'fr' ..."


def segments_fit(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a segment given twice, a panel's fields on another segment, and a segment that the dialogue lacks (R36)."""
    for dialogue in library.dialogues:
        held = [s.kind for s in dialogue.segments]
        for index, segment in enumerate(dialogue.segments):
            if segment.kind in held[:index]:
                yield error("R36", f"a second segment '{segment.kind.value}'", segment.span, "a kind stands once")
            if segment.kind is not SegmentKind.PANEL and (segment.moderator or segment.members):
                hint = "only a panel has a moderator and members"
                yield error("R36", f"'{segment.id}' is no panel", segment.span, hint)
        for record in parts_of(dialogue) if held else ():
            kind = getattr(record, "segment", None)
            if isinstance(kind, SegmentKind) and kind not in held:
                message = f"'{record.id}' belongs to '{kind.value}', which '{dialogue.id}' does not have"
                yield error("R36", message, record.span, "add the segment to the dialogue")


def coverage_is_said(library: Library, _texts: Texts) -> Iterator[Diagnostic]:
    """Find a source that a dialogue uses and whose coverage does not say that we have read that (R37)."""
    for dialogue in library.dialogues:
        covered: dict[str, Coverage] = {}
        for coverage in dialogue.coverage:
            if coverage.source in covered:
                message = f"the coverage of '{coverage.source}' is given twice"
                yield error("R37", message, coverage.span, f"as '{covered[coverage.source].id}'")
            covered[coverage.source] = coverage
        reported: set[str] = set()
        for record, source in _uses(dialogue):
            if source not in covered and source not in reported:
                reported.add(source)
                message = f"'{record.id}' uses '{source}', whose coverage '{dialogue.id}' does not give"
                yield error("R37", message, record.span, "add it to 'coverage': what it covers, and what we have read")
        yield from _unread_themes(dialogue, covered)


def _uses(dialogue: Dialogue) -> Iterator[tuple[Record, SourceId]]:
    """Yield each record with each source that it names; situations and the like included."""
    for record in (dialogue, *parts_of(dialogue)):
        if not isinstance(record, Coverage):
            yield from ((record, source) for source in sources_in(record))


def _unread_themes(dialogue: Dialogue, covered: Mapping[str, Coverage]) -> Iterator[Diagnostic]:
    for position in dialogue.positions:
        coverage = covered.get(position.at.source)
        if coverage and not coverage.whole and position.theme not in coverage.themes:
            message = f"'{position.id}' is read in '{coverage.source}', but '{coverage.id}' lacks '{position.theme}'"
            yield error("R37", message, position.span, "add the theme to the coverage, once all of it is read for it")
