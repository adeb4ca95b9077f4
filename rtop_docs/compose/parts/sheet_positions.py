"""What reaches an actor, theme by theme: the printed verb, by which ways, what is reported; and its words.

Knows the views of positions and quotations; every direction and every verb is a source's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from rtop_docs.analysis.views import Citation as Place
from rtop_docs.analysis.views import ClaimView, HeldView, PositionView, WayView
from rtop_docs.compose.marks import PartContext, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    actors,
    cell,
    cite,
    columns,
    head_row,
    number,
    prose,
    say,
    sign,
    strong,
    words,
)
from rtop_docs.compose.parts.quotes import quote_block
from rtop_docs.compose.parts.sheet import printed, section, sentences, subject
from rtop_docs.compose.parts.sources import listed_with_commas
from rtop_docs.compose.parts.tables import sign_words
from rtop_docs.document.model import Block, Cell, Row, Table, Text

_HEADS = ("sheet_theme", "sheet_verb", "sheet_reach", "sheet_says")
_FEW = 4
"""Up to how many others are named beside the sheet's actor; a longer list stands in the summary and the matrix."""


def sheet_positions(context: PartContext, title: str = "", facts_title: str = "") -> tuple[Block, ...]:
    """The positions that reach the actor, a row a claim, then what it is told to have said as a fact.

    {{ sheet_positions("Positions", "Told, no position") }}

    facts_title: of the section where there are facts alone.
    """
    held = context.ask.positions_of(subject(context))
    rows = [row for theme in held.themes for row in _theme_rows(context, theme)]
    facts = list(_fact_rows(context, held.facts))
    if rows and facts:
        head = cell(context, say(context, "sheet_facts_told"), header=True, colspan=len(_HEADS))
        rows.append(Row(cells=(head,), role="group"))
    if not rows + facts:
        return ()
    table = Table(
        columns=columns(1.55, 1.85, 1.75, 3.35),
        head=(head_row(context, _HEADS),),
        body=(*rows, *facts),
        description=words(context, "sheet_positions_description", name=held.actor.name),
        role="positions",
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return section(context, title if held.themes else facts_title, (table,))


# -- rows -------------------------------------------------------------------------------------


def _theme_rows(context: PartContext, held: HeldView) -> Iterator[Row]:
    title = strong(prose(context, held.theme.title, held.theme.theme, "title"))
    if held.sources_differ:
        title = (*title, Text(" "), *say(context, "sheet_sources_differ"))
    head = cell(context, title, header=True, record=held.theme.theme, field="title")
    for index, claim in enumerate(held.claims):
        first = (evolve(head, rowspan=len(held.claims)),) if index == 0 else ()
        yield Row(cells=(*first, *_claim_cells(context, claim)))


def _fact_rows(context: PartContext, facts: Iterable[ClaimView]) -> Iterator[Row]:
    titles = {theme.theme: theme for theme in context.ask.themes()}
    for claim in facts:
        theme = titles[claim.position.theme]
        head = cell(context, strong(prose(context, theme.title)), header=True, record=theme.theme, field="title")
        yield Row(cells=(head, *_claim_cells(context, claim)))


def _claim_cells(context: PartContext, claim: ClaimView) -> tuple[Cell, ...]:
    record = claim.position.record
    return (
        cell(context, _verb(context, claim), record=record, field="verb"),
        cell(context, reach(context, claim), record=record, field="who"),
        cell(context, _reported(context, claim), record=record, field="says"),
    )


def told(position: PositionView) -> str:
    """Return what the sign of one claim shows."""
    if position.is_fact:
        return "none"
    return "conditional" if position.conditional else position.direction


def _verb(context: PartContext, claim: ClaimView) -> Inlines:
    """The sign of the direction with its word, the printed verb, and the publisher whose verb it is.

    A fact has no direction, and stands under words that say so: its sign is told to those who cannot see it.
    """
    position, kind = claim.position, told(claim.position)
    verb: Inlines = say(context, "sheet_no_verb")
    if position.verb:
        verb = printed(context, position.verb, position.source, position.record, "verb")
    line = say(context, "sheet_verb_by", verb=verb, publisher=position.publisher)
    direction = sign_words(context, kind)
    if kind == "none":
        return (sign(kind, claim.fill, direction), Text("\u00a0"), *line)
    return (sign(kind, claim.fill), Text("\u00a0"), *say(context, "sheet_direction", direction=direction, verb=line))


def _reported(context: PartContext, claim: ClaimView) -> Inlines:
    """What the source reports in our words, its condition, and the footnote with why a direction is our reading."""
    position = claim.position
    condition: Inlines = ()
    if position.condition:
        words_ = printed(context, position.condition, position.source, position.record, "condition")
        condition = say(context, "sheet_condition", condition=words_)
    inferred = position.inferred
    foreign = inferred and inferred.language != context.language
    reason: Inlines = ()
    if foreign:
        reason = say(context, "sheet_our_reading", reason=prose(context, inferred, position.record, "inferred"))
    line = sentences(prose(context, position.says, position.record, "says"), condition, reason)
    extra = words(context, "sheet_our_reading_note", reason=inferred.text) if inferred and not foreign else ""
    return (*line, *cite(*_places(claim), extra=extra))


def _places(claim: ClaimView) -> Iterator[Place]:
    yield claim.position.citation
    yield claim.position.who.citation
    yield from (way.citation for way in claim.ways if way.way != "named")  # that is the set's own passage


# -- how it reaches ---------------------------------------------------------------------------


def reach(context: PartContext, claim: ClaimView) -> Inlines:
    """Return every way by which a claim reaches the actor, and how far the list goes that names it."""
    ways = [_way(context, way) for way in claim.ways]
    named = any(way.way in ("named", "joint") for way in claim.ways)
    beside = list(_beside(context, claim.position))
    extent = _extent(context, claim.position) if named and not beside else ()
    return (*listed_with_commas([*ways, *beside]), *extent)


def _way(context: PartContext, way: WayView) -> Inlines:
    key = f"sheet_way_{way.way.replace(' ', '_')}"
    if way.through is None:
        return say(context, key if way.certain else f"{key}_perhaps")
    suffix = "_with" if way.way == "joint" else ""
    key = key + suffix if way.certain else f"{key}{suffix}_perhaps"
    return say(context, key, actor=actor(context, way.through, short=True))


def _beside(context: PartContext, position: PositionView) -> Iterator[Inlines]:
    """Yield with whom a body is named, where these are few; a state's sheet names no other by that."""
    who = context.ask.actor(subject(context))
    if who.kind == "state":
        return
    for other in context.ask.theme(position.theme).positions:
        if other.record == position.record:
            beside = [one.actor for one in other.who.names if one.actor.id != who.id]
            if 0 < len(beside) <= _FEW:
                yield say(context, "sheet_way_beside", actors=actors(context, beside, short=True))


def _extent(context: PartContext, position: PositionView) -> Inlines:
    """Say how far the list reaches: complete by its source's own number, or open, in the source's words."""
    who = position.who
    if who.extent == "complete" and who.number is not None and who.number > 1:
        return say(context, "sheet_list_complete", number=number(context, who.number))
    of: Inlines = ()
    if who.number is not None:
        wording: Inlines = (Text(f"{number(context, who.number)} {who.number_of}".strip()),)
        if who.wording:
            wording = printed(context, who.wording, who.citation.source, who.record, "wording")
        of = say(context, "sheet_list_of", wording=wording)
    marker = printed(context, who.marker, who.citation.source, who.record, "marker") if who.marker else ()
    return (*of, *say(context, "sheet_list_open", marker=marker)) if who.open and marker else of


# -- its words --------------------------------------------------------------------------------


def sheet_words(context: PartContext, title: str = "") -> tuple[Block, ...]:
    """The quotations that are credited to the actor, and to it alone.

    {{ sheet_words("In its words") }}
    """
    views = context.ask.in_its_words(subject(context))
    return section(context, title, tuple(quote_block(context, view) for view in views))


def sheet_words_with_others(context: PartContext, title: str = "") -> tuple[Block, ...]:
    """The quotations that are credited to the actor among others, with whether it is said which of them spoke.

    {{ sheet_words_with_others("Quoted with others") }}
    """
    views = context.ask.credited_with_others(subject(context))
    return section(context, title, tuple(quote_block(context, view) for view in views))


PARTS: dict[str, PartFunction] = {
    "sheet_positions": sheet_positions,
    "sheet_words": sheet_words,
    "sheet_words_with_others": sheet_words_with_others,
}
