"""The event itself, and the sources that tell of it.

Knows nothing of templates; what no source says (a session's number) is not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.analysis.scene import Scene, citation, some_citation
from rtop_docs.analysis.statements import roles
from rtop_docs.analysis.views import (
    Citation,
    EventView,
    PersonView,
    ReportView,
    SegmentView,
    SourceView,
    SymbolView,
    Words,
)
from rtop_docs.records import select
from rtop_docs.records.model import (
    ActorSet,
    Coverage,
    Dialogue,
    Instrument,
    Locator,
    Person,
    Position,
    Quotation,
    Report,
    Roster,
    Segment,
    Situation,
    StatedFigure,
    Statement,
)


def event(scene: Scene, whole: Scene) -> EventView:
    """Return the event: what, when, where, about which report, in which parts."""
    dialogue = scene.dialogue
    return EventView(
        record=dialogue.id,
        title=scene.words(dialogue.title),
        body=scene.actor(dialogue.body),
        kind=scene.words(dialogue.kind),
        sittings=tuple(sorted(dialogue.sittings)),
        place=scene.words(dialogue.place),
        report=_report(scene, dialogue.report) if dialogue.report is not None else None,
        segments=tuple(_segment(scene, whole, s) for s in dialogue.segments),
        notes=dialogue.notes,
        sources=select.sources_of(scene.ed, scene.id),
        withheld=tuple(_withheld(scene, whole)),
        citation=some_citation(dialogue.id, dialogue.at),
    )


def _withheld(scene: Scene, whole: Scene) -> Iterator[str]:
    """Yield the parts of which the edition leaves something out."""
    shown, full = scene.dialogue, whole.dialogue
    if shown.report != full.report:
        yield "report"
    for name, some, every in (
        ("segments", shown.segments, full.segments),
        ("statements", shown.statements, full.statements),
        ("positions", shown.positions, full.positions),
        ("quotations", shown.quotations, full.quotations),
        ("figures", shown.figures, full.figures),
        ("situations", shown.situations, full.situations),
    ):
        if len(some) < len(every) or (name == "segments" and some != every):
            yield name


def _report(scene: Scene, report: Report) -> ReportView:
    instrument = scene.ed.get(Instrument, report.instrument)
    assert instrument is not None, "an edition leaves a report out together with its instrument"
    symbols = tuple(
        SymbolView(
            symbol=s.symbol,
            source=s.at.source,
            publisher=scene.publisher(s.at.source),
            citation=citation(instrument.id, s.at),
        )
        for s in report.symbols
    )
    return ReportView(
        record=instrument.id,
        title=scene.words(instrument.title),
        author=scene.some_actor(instrument.author),
        about=scene.words(report.about),
        symbols=symbols,
        citation=some_citation(instrument.id, report.at),
    )


def _segment(scene: Scene, whole: Scene, segment: Segment) -> SegmentView:
    return SegmentView(
        record=segment.id,
        kind=segment.kind.value,
        moderator=_person(scene, segment.moderator) if segment.moderator else None,
        members=tuple(_person(scene, m) for m in segment.members),
        note=scene.words(segment.note),
        citation=some_citation(segment.id, segment.at),
        withheld=whole.ed.get(Segment, segment.id) != segment,
    )


def _person(scene: Scene, actor: str) -> PersonView:
    person = scene.ed.get(Person, actor)
    return PersonView(
        actor=scene.actor(actor),
        honorific=person.honorific if person is not None else "",
        roles=roles(scene, actor),
    )


# -- places in sources --------------------------------------------------------------------------------------


def citations(scene: Scene, record_id: str) -> tuple[Citation, ...]:
    """Return every place to which a footnote on a record points, each once; none for an unknown record."""
    found = scene.ed.records.get(record_id)
    match found:
        case Quotation():
            places = [Locator(at.source, at.exact or found.exact) for at in found.locators]
        case Situation():
            places = [found.at, *found.also_at]
        case Statement() | ActorSet() | Position() | StatedFigure() | Roster():
            places = [found.at]
        case Dialogue() | Segment() | Instrument():
            places = [found.at] if found.at is not None and found.at.source else []
        case _:
            places = []
    return tuple(dict.fromkeys(citation(record_id, at) for at in places))


# -- sources ------------------------------------------------------------------------------------------------


def source_view(scene: Scene, source_id: str) -> SourceView:
    """Return a source, with its publisher's own part in this dialogue.  Raises KeyError for an unknown one."""
    source = scene.source(source_id)
    coverage = tuple(c for c in scene.dialogue.coverage if c.source == source_id)
    publisher = source.publisher
    return SourceView(
        source=source_id,
        title=scene.words(source.title),
        short_title=scene.words(source.short_title) or scene.words(source.title),
        kind=source.kind.value,
        publisher=scene.actor(publisher),
        date=str(source.date) if source.date is not None else "",
        date_note=scene.words(source.date_note),
        language=source.language,
        address=source.address,
        symbol=source.symbol,
        later_account_of=source.later_account_of,
        publisher_took_part=source.publisher_took_part.value,
        spoke=_spoke(scene, publisher),
        held_positions=bool(select.positions_naming(scene.ed, scene.id, publisher)),
        quoted=bool(select.quotations_crediting(scene.ed, scene.id, publisher)),
        speakers=coverage[0].speakers if coverage else "",
        read=bool(coverage),
        read_whole=any(c.whole for c in coverage),
        read_themes=_themes_read(scene, coverage),
        note=scene.words(source.note),
        coverage_note=scene.words(coverage[0].note) if coverage else Words(),
    )


def _spoke(scene: Scene, actor: str) -> bool:
    """Tell whether anything recorded shows the actor speaking: a statement, or a part in a segment."""
    statements = scene.dialogue.statements
    return any(actor in {s.speaker, s.delegate, *s.jointly_with} for s in statements) or any(
        actor in {s.moderator, *s.members} for s in scene.dialogue.segments
    )


def _themes_read(scene: Scene, coverage: tuple[Coverage, ...]) -> tuple[str, ...]:
    read: set[str] = {t for c in coverage for t in c.themes}
    return tuple(t.id for t in scene.ed.library.themes if t.id in read)
