"""The head of a sheet on one actor: name, strip of facts, how it spoke, what it read for others, who raised it.

Knows the views of events; the words that an actor read for others are never shown as its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from rtop_docs.analysis.views import (
    ActorView,
    FigureView,
    ParticipationView,
    SituationView,
    SourceView,
    StatementView,
)
from rtop_docs.compose.marks import PartContext, PartError, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    capital,
    cite,
    heading,
    joined,
    listed,
    number,
    paragraph,
    prose,
    quoted,
    say,
    words,
)
from rtop_docs.compose.parts.event import event_dates
from rtop_docs.compose.parts.sources import listed_with_commas
from rtop_docs.document.model import Block, KeyFigure, KeyFigures, Text
from rtop_docs.reference import language_name

_WITH_ARTICLE = ("group", "regional organization", "united nations", "office")

# -- what all parts of a sheet share ----------------------------------------------------------


def subject(context: PartContext) -> str:
    """Return the id of the actor whose sheet this is.  Raises PartError when the document is nobody's."""
    if not context.target.actor:
        raise PartError("this document is no actor's sheet", "give its target 'for_each: states' in targets.yaml")
    return context.target.actor


def taking_part(context: PartContext) -> ParticipationView:
    """Return how the sheet's actor took part."""
    return context.ask.participation(subject(context))


def agreed(figure: FigureView) -> Inlines:
    """Return the footnote of a stated figure: its first source where the sources agree, or else each of them."""
    entries = figure.entries[:1] if figure.agree else figure.entries
    return cite(*(entry.citation for entry in entries))


def printed(context: PartContext, text: str, source: str, record: str = "", field: str = "") -> Inlines:
    """Return words as a source prints them, in that source's language."""
    return quoted(context, text, context.ask.source(source).language, record, field)


def publishers(context: PartContext, names: Iterable[str]) -> Inlines:
    """Return publishers' names as a list in words, each once."""
    return listed(context, [(Text(name),) for name in dict.fromkeys(names)])


def the(context: PartContext, who: Iterable[ActorView], *, short: bool = False) -> Inlines:
    """Return actors' names as a list for running text: bodies and offices with their article."""
    names = []
    for one in dict.fromkeys(who):
        name = actor(context, one, short=short)
        names.append(say(context, "sheet_the", name=name) if one.kind in _WITH_ARTICLE else name)
    return listed(context, names)


def section(context: PartContext, title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` under a heading of level one; nothing where there are none, so that no heading stands alone."""
    if not title or not blocks:
        return blocks
    return (heading(context, 1, context.inlines(title)), *blocks)


def capitalized(inlines: Inlines) -> Inlines:
    """Return `inlines` with a capital at the beginning of a sentence."""
    first = inlines[0] if inlines else None
    return (Text(capital(first.text)), *inlines[1:]) if isinstance(first, Text) else inlines


def plural(context: PartContext, key: str, value: int, **values: str | Inlines) -> Inlines:
    """Return the phrase for one, or the phrase for another number with the number in digits."""
    return say(context, f"{key}_one" if value == 1 else f"{key}_many", number=str(value), **values)


def sentences(*pieces: Inlines) -> Inlines:
    """Return `pieces` with a blank between any two; empty ones are left out."""
    kept = [piece for piece in pieces if piece]
    return joined(inline for i, piece in enumerate(kept) for inline in (*((Text(" "),) if i else ()), *piece))


def with_semicolons(pieces: Iterable[Inlines]) -> Inlines:
    """Return `pieces` with a semicolon between any two."""
    return joined(inline for i, piece in enumerate(pieces) for inline in (*((Text("; "),) if i else ()), *piece))


# -- the title block --------------------------------------------------------------------------


def sheet_name(context: PartContext) -> Inlines:
    """The actor's name as of the event's first day.

    {{ sheet_name() }}
    """
    return actor(context, context.ask.actor(subject(context)))


def sheet_line(context: PartContext) -> Inlines:
    """A state's regional group on that day (or what kind of body it is), the event and its date.

    {{ sheet_line() }}
    """
    part, event = taking_part(context), context.ask.event()
    held = say(
        context,
        "sheet_event",
        body=actor(context, event.body, short=True),
        kind=prose(context, event.kind, event.record, "kind"),
        dates=event_dates(context),
    )
    return joined((*_belonging(context, part), Text(" · "), *held))


def _belonging(context: PartContext, part: ParticipationView) -> Inlines:
    if part.actor.kind != "state":
        return say(context, f"sheet_kind_{part.actor.kind.replace(' ', '_')}")
    return (Text(part.region_title),) if part.region else say(context, "sheet_no_region")


# -- the strip of facts -----------------------------------------------------------------------


def sheet_facts(context: PartContext) -> KeyFigures:
    """How it spoke, on how many themes it is named, the language of its text, who raised it or its groups.

    {{ sheet_facts() }}
    """
    part = taking_part(context)
    cells = [_how(context, part), _themes(context, part), _text(context, part), *_last(context, part)]
    origin = evolve(context.origin, record=part.actor.id)
    return KeyFigures(
        figures=tuple(KeyFigure(value=value, label=note, origin=origin) for value, note in cells),
        language=context.language,
        direction=context.direction,
        origin=origin,
    )


Fact = tuple[Inlines, Inlines]


def _fact(context: PartContext, key: str, told: Iterable[StatementView] = (), **values: str | Inlines) -> Fact:
    """Return the large and the small words of the fact `key`, and a footnote to the statements that it tells of."""
    note = say(context, f"sheet_{key}_note", **values)
    return say(context, f"sheet_{key}"), (*note, *cite(*(one.citation for one in told)))


def _how(context: PartContext, part: ParticipationView) -> Fact:
    if part.silence:
        return _fact(context, part.silence.replace(" ", "_"))
    if "itself" in part.how:
        return _spoke(context, part)
    if "joint" in part.how:
        with_whom = others(context, part.joined, part.actor)
        return _fact(context, "spoke_jointly", part.joined, actors=with_whom)
    if "read for a group" in part.how:
        bodies = [one.speaker for one in part.read_for if one.speaker.id != part.actor.id]
        return _fact(context, "read_for", part.read_for, actors=the(context, bodies, short=True))
    if "named only" in part.how:
        return _named(context, part)
    if part.spoken_for:
        by = the(context, (one.speaker for one in part.spoken_for))
        return _fact(context, "spoken_for", part.spoken_for, actors=by, publishers=_listed_by(context, part.spoken_for))
    for how in ("moderator", "panel", "aligned", "through group"):
        if how in part.how:
            return _fact(context, how.replace(" ", "_"))
    return _fact(context, "took_part")


def _spoke(context: PartContext, part: ParticipationView) -> Fact:
    if not part.statements:
        return _fact(context, "own_text")
    for one in part.statements:
        if one.on_behalf_of:
            behalf = the(context, one.on_behalf_of, short=True)
            return _fact(context, f"spoke_also_for_{one.also_itself}", [one], actors=behalf)
    readers = [one.delegate for one in part.statements if one.delegate is not None]
    by = _listed_by(context, part.statements)
    if readers:
        return _fact(context, "spoke_by_another", part.statements, actors=the(context, readers), publishers=by)
    return _fact(context, "spoke", part.statements, publishers=by)


def _named(context: PartContext, part: ParticipationView) -> Fact:
    named_by = publishers(context, part.named_by)
    if part.spoken_for:
        by = the(context, (one.speaker for one in part.spoken_for))
        return _fact(context, "named_and_spoken_for", part.spoken_for, publishers=named_by, actors=by)
    return _fact(context, "named", publishers=named_by)


def others(context: PartContext, statements: Iterable[StatementView], own: ActorView) -> Inlines:
    """Return who spoke some statements beside `own`, as a list in words."""
    found = [who for one in statements for who in (one.speaker, *one.jointly_with) if who.id != own.id]
    return the(context, found, short=True)


def _listed_by(context: PartContext, statements: Iterable[StatementView]) -> Inlines:
    return publishers(context, (one.publisher for one in statements))


def _themes(context: PartContext, part: ParticipationView) -> Fact:
    held = context.ask.positions_of(part.actor.id)
    reached = {theme.theme.theme for theme in held.themes} | {fact.position.theme for fact in held.facts}
    more = len(reached - {theme for theme, _ in part.themes})
    note = say(context, "sheet_themes_note")
    if more:
        note = (*note, *say(context, "sheet_themes_more", number=number(context, more)))
    return plural(context, "sheet_themes", len(part.themes)), joined(note)


def _text(context: PartContext, part: ParticipationView) -> Fact:
    if part.languages:
        key = "sheet_text" if part.languages_known else "sheet_text_in_part"
        named: list[Inlines] = [(Text(language_name(code, context.language)),) for code in part.languages]
        return listed(context, named), say(context, key if len(named) == 1 else f"{key}_many")
    if part.statements:
        return say(context, "sheet_text_unknown"), say(context, "sheet_text_not_said")
    return say(context, "sheet_text_unknown"), _text_not_listed(context)


def _text_not_listed(context: PartContext) -> Inlines:
    """Say that no text of its own is recorded, and of how few states a statement is: absence proves nothing."""
    view = context.ask.statements_by("group")
    if view.stated is None or not view.recorded:
        return say(context, "sheet_text_not_recorded")
    stated = " / ".join(str(value) for value in view.stated.values)
    line = say(context, "sheet_text_not_listed", recorded=str(view.recorded), stated=stated)
    return (*line, *agreed(view.stated))


def _last(context: PartContext, part: ParticipationView) -> Iterator[Fact]:
    if part.raised:
        raised = [_raised_briefly(context, *pair) for pair in _raisers(part.raised)]
        yield say(context, "sheet_raised"), listed_with_commas(raised)
    if part.rosters:
        bodies = [one.body for one in part.rosters]
        yield plural(context, "sheet_groups", len(bodies)), _members_of(context, bodies)
    elif part.actor.kind == "state" and not part.raised:
        yield _fact(context, "groups_unknown")
    if (figure := stated_members(context)) is not None:
        values = " / ".join(str(value) for value in figure.values)
        by = publishers(context, (entry.publisher for entry in figure.entries))
        yield say(context, "sheet_members", number=values), say(context, "sheet_members_note", publishers=by)
    if published := published_by(context):
        yield _fact(context, "publisher", sources=listed_with_commas([source_title(context, one) for one in published]))


def _members_of(context: PartContext, bodies: Iterable[ActorView]) -> Inlines:
    return say(context, "sheet_groups_note", actors=the(context, bodies, short=True))


def source_title(context: PartContext, view: SourceView) -> Inlines:
    """Return what a source is called in running text."""
    return prose(context, view.short_title or view.title, view.source, "title")


def stated_members(context: PartContext) -> FigureView | None:
    """Return what sources state for the number of the actor's members, or None.

    It is the measure whose figure counts the very set that names this actor alone.
    """
    who = context.ask.actor(subject(context))
    if who.kind not in ("group", "regional organization"):
        return None
    for view in context.ask.stated_figures():
        for entry in view.entries:
            named = entry.who.names if entry.who is not None else ()
            if not entry.ordinal and [name.actor.id for name in named] == [who.id]:
                return view
    return None


def published_by(context: PartContext) -> tuple[SourceView, ...]:
    """Return the accounts of the event that the actor itself published."""
    found = (context.ask.source(source) for source in context.ask.event().sources)
    return tuple(one for one in found if one.publisher.id == subject(context) and one.kind == "account")


def _raisers(raised: Iterable[SituationView]) -> Iterator[tuple[str, tuple[ActorView, ...]]]:
    """Yield each kind of situation with those who raised one of that kind."""
    groups: dict[str, dict[ActorView, None]] = {}
    for one in raised:
        groups.setdefault(one.kind, {}).update(dict.fromkeys(one.raised_by))
    for kind, who in groups.items():
        yield kind, tuple(who)


def _raised_briefly(context: PartContext, kind: str, who: tuple[ActorView, ...]) -> Inlines:
    return say(context, f"sheet_raised_note_{kind}", actors=the(context, who, short=True))


def sheet_withheld(context: PartContext) -> tuple[Block, ...]:
    """That another edition holds more about the actor; nothing where it does not.

    {{ sheet_withheld() }}
    """
    part = taking_part(context)
    if not part.withheld and not context.ask.positions_of(part.actor.id).withheld:
        return ()
    return (paragraph(context, (Text(words(context, "sheet_more_withheld")),), role="remark"),)


PARTS: dict[str, PartFunction] = {
    "sheet_name": sheet_name,
    "sheet_line": sheet_line,
    "sheet_facts": sheet_facts,
    "sheet_withheld": sheet_withheld,
}
