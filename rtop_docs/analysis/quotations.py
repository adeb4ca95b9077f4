"""Quotations: whose words they are, and by whose report.

Knows nothing of templates.  An actor's own words are those credited to it alone; words that are credited
to one of several, or that it read for others, are told apart from them.
"""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.analysis.positions import set_view
from rtop_docs.analysis.scene import Scene, citation
from rtop_docs.analysis.views import CheckedView, QuotationView, TestimonyView, Words
from rtop_docs.evidence.lockfile import Lock
from rtop_docs.evidence.verdicts import Verdict, verdict
from rtop_docs.records import select
from rtop_docs.records.model import ActorSet, Attribution, Instrument, Locator, Quotation, Source


def quotations(scene: Scene, actor: str, theme: str) -> tuple[QuotationView, ...]:
    """Return the quotations credited to an actor ("" any) that belong to a theme ("" any), in the record's order."""
    return tuple(
        quotation_view(scene, q)
        for q in scene.dialogue.quotations
        if theme in {"", q.theme} and (not actor or actor in credited(scene, q))
    )


def credited(scene: Scene, quotation: Quotation) -> tuple[str, ...]:
    """Return every actor to whom words are credited; none for a document's words."""
    if quotation.document:
        return ()
    who = scene.ed.get(ActorSet, quotation.who)
    others = (actor for actor, _ in select.names_in(scene.ed, who)) if who is not None else ()
    return tuple(dict.fromkeys((*quotation.speakers, *others)))


def in_its_words(scene: Scene, actor: str) -> tuple[QuotationView, ...]:
    """Return the quotations that are credited to an actor, and to it alone."""
    return tuple(
        quotation_view(scene, q)
        for q in scene.dialogue.quotations
        if q.attribution is Attribution.SOLE and credited(scene, q) == (actor,)
    )


def credited_with_others(scene: Scene, actor: str) -> tuple[QuotationView, ...]:
    """Return the quotations that are credited to an actor among others; which one used the words may not be said."""
    return tuple(
        quotation_view(scene, q)
        for q in scene.dialogue.quotations
        if actor in credited(scene, q) and not (q.attribution is Attribution.SOLE and len(credited(scene, q)) == 1)
    )


def checked(scene: Scene, lock: Lock, source: str) -> CheckedView:
    """Return how the dialogue's quotations at one source were judged by the lock alone."""
    document = scene.ed.get(Source, source)
    judged = [
        verdict(quotation, locator, lock, document)
        for quotation in scene.dialogue.quotations
        for locator in quotation.locators
        if locator.source == source
    ]
    return CheckedView(source=source, found=judged.count(Verdict.FOUND), unchecked=judged.count(Verdict.CANNOT_CHECK))


def quotation_view(scene: Scene, quotation: Quotation) -> QuotationView:
    """Return a quotation with all its testimonies."""
    document = scene.ed.get(Instrument, quotation.document)
    who = scene.ed.get(ActorSet, quotation.who)
    return QuotationView(
        record=quotation.id,
        exact=quotation.exact,
        language=quotation.language,
        attribution=quotation.attribution.value,
        speakers=() if quotation.document else scene.actors(quotation.speakers),
        document=scene.words(document.title) if document is not None else Words(),
        read_by=scene.some_actor(quotation.read_by),
        who=set_view(scene, who) if who is not None else None,
        wording=quotation.wording.value,
        theme=quotation.theme,
        segment=quotation.segment.value if quotation.segment is not None else "",
        statement=quotation.statement,
        testimonies=tuple(_testimonies(scene, quotation)),
        note=scene.words(quotation.note),
    )


def _testimonies(scene: Scene, quotation: Quotation) -> Iterator[TestimonyView]:
    for at in quotation.locators:
        exact = at.exact or quotation.exact
        yield TestimonyView(
            source=at.source,
            publisher=scene.publisher(at.source),
            testimony=at.testimony.value,
            exact=exact,
            changes=at.changes,
            citation=citation(quotation.id, Locator(at.source, exact)),
        )
