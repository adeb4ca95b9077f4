"""The event in a line, its key figures with every disagreement, its situations, its panel.

Knows the views of events and figures; says nothing about positions.
"""

from __future__ import annotations

from rtop_docs.analysis.views import (
    ActorView,
    DisagreementView,
    FigureEntry,
    FigureView,
    NamedStatesView,
    PersonView,
    SaidView,
    SituationView,
)
from rtop_docs.compose.marks import PartContext, PartError, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actors,
    cite,
    joined,
    listed,
    number,
    paragraph,
    prose,
    quoted,
    say,
    strong,
)
from rtop_docs.document.model import Block, KeyFigure, KeyFigures, List, ListItem, Text
from rtop_docs.reference import format_date

_NO_BREAK = str.maketrans({"/": "/\u2060", "-": "\u2011"})


def symbol(text: str) -> str:
    """Return a United Nations symbol that no line break can split."""
    return text.translate(_NO_BREAK)


def event_dates(context: PartContext) -> Inlines:
    """The days of the event: "8 September 2014".

    {{ event_dates() }}
    """
    days = context.ask.event().sittings
    return listed(context, [(Text(format_date(day, context.language).replace(" ", "\u00a0")),) for day in days])


def event_title(context: PartContext) -> Inlines:
    """The event's title, as the record gives it.

    {{ event_title() }}
    """
    event = context.ask.event()
    return prose(context, event.title, event.record, "title")


def event_line(context: PartContext) -> Inlines:
    """What was held, where, when and on which report, in one line.

    {{ event_line() }}
    """
    event = context.ask.event()
    pieces = [
        (*actors(context, (event.body,), short=True), Text(", "), *prose(context, event.kind, event.record, "kind"))
    ]
    place = (*prose(context, event.place, event.record, "place"), Text(", ")) if event.place else ()
    pieces.append((*place, *event_dates(context)))
    if event.report and event.report.symbols:
        symbols = listed(context, [(Text(symbol(s.symbol)),) for s in event.report.symbols])
        pieces.append(say(context, "on_report", symbols=symbols))
    return joined(inline for i, piece in enumerate(pieces) for inline in ((Text(" · "),) if i else ()) + tuple(piece))


def report(context: PartContext) -> tuple[Block, ...]:
    """The report that the event discussed: title, symbols with who prints each, what it is about.

    {{ report() }}
    """
    view = context.ask.event().report
    if view is None:
        return ()
    printed = listed(
        context,
        [
            say(context, "symbol_by", symbol=symbol(s.symbol), publisher=s.publisher) + cite(s.citation)
            for s in view.symbols
        ],
    )
    about = (Text(" "), *prose(context, view.about, view.record, "about")) if view.about else ()
    at = cite(view.citation) if view.citation else ()
    line = say(context, "report", title=quoted(context, view.title.text, view.title.language), symbols=printed)
    return (paragraph(context, (*line, *about, *at), record=view.record, field="title"),)


# -- figures ----------------------------------------------------------------------------------


def figure(context: PartContext, record: str) -> Inlines:
    """One stated figure as its source prints it, with its qualifier: "about 50".

    {{ figure("2014-speakers/governments-represented") }}
    """
    for view in context.ask.stated_figures():
        for entry in view.entries:
            if entry.record == record:
                return (Text(entry_words(context, entry)),)
    raise PartError(f"there is no stated figure '{record}'")


def entry_words(context: PartContext, entry: FigureEntry) -> str:
    """Return a stated number for running text: in words below ten, with its qualifier; an ordinal as printed."""
    if entry.ordinal and entry.wording:
        return entry.wording
    value = number(context, entry.value)
    return f"{entry.qualifier} {value}" if entry.qualifier else value


def key_figures(context: PartContext, *measures: str) -> KeyFigures:
    """A strip of stated figures, each with what disagrees with it, and of named states last.

    {{ key_figures("member-states-speaking", "governments-represented", "named-states") }}

    measures: ids of measures, one to five; "named-states" is our own count of the states that sources name.
    """
    wanted = [word for text in measures for word in text.split()]
    views = {view.measure: view for view in context.ask.stated_figures()}
    cells = []
    for measure in wanted:
        if measure == "named-states":
            cells.append(_named_states(context))
        elif measure in views:
            cells.append(_key_figure(context, views[measure]))
        else:
            raise PartError(f"no source states a figure for '{measure}'", f"stated are {', '.join(views)}")
    if not 1 <= len(cells) <= 5:
        raise PartError(f"a strip holds one to five figures, not {len(cells)}")
    return KeyFigures(
        figures=tuple(cells), language=context.language, direction=context.direction, origin=context.origin
    )


def _key_figure(context: PartContext, view: FigureView) -> KeyFigure:
    """The first value large, with who says so; every other value below it, with its own source."""
    first = view.entries[0]
    same = [e for e in view.entries if e.value == first.value]
    others = [e for e in view.entries if e.value != first.value]
    publishers = list(dict.fromkeys(e.publisher for e in same))
    source = say(context, "according_to", publishers=listed(context, [(Text(p),) for p in publishers]))
    label = (*prose(context, view.title, view.measure, "title"), Text(" "), *source, *cite(*(e.citation for e in same)))
    said = [piece for entry in others for piece in (Text(" "), *_other_value(context, entry))][1:]
    computed = _computed(context, view)
    disagreement = joined((*said, *((Text(" "),) if said and computed else ()), *computed))
    return KeyFigure(
        value=(Text(_large(first)),),
        label=label,
        disagreement=disagreement,
        origin=paragraph(context, (), record=first.record, field="value").origin,
    )


def _large(entry: FigureEntry) -> str:
    return f"{entry.qualifier} {entry.value}" if entry.qualifier else str(entry.value)


def _other_value(context: PartContext, entry: FigureEntry) -> Inlines:
    key = "other_value_later" if entry.later_account_of else "other_value"
    plus = say(context, "plus", actors=actors(context, entry.plus)) if entry.plus else ()
    return (*say(context, key, value=_large(entry), plus=plus, publisher=entry.publisher), *cite(entry.citation))


def _computed(context: PartContext, view: FigureView) -> Inlines:
    """What our records give beside what is stated, where they differ."""
    if view.computed is None or not view.differs:
        return ()
    low, high = view.computed.low, view.computed.high
    return say(context, "computed_beside", value=str(low) if low == high else f"{low}–{high}")


def _named_states(context: PartContext) -> KeyFigure:
    view = context.ask.named_states()
    value = str(view.high) if view.low == view.high else f"{view.low}–{view.high}"
    return KeyFigure(
        value=(Text(value),),
        label=say(context, "named_states"),
        disagreement=joined((*named_doubts(context, view), *_withheld(context, view))),
        origin=context.origin,
    )


def _withheld(context: PartContext, view: NamedStatesView) -> Inlines:
    """A count of what an edition states says that it is that, where the edition holds something back."""
    return (Text(" "), *say(context, "not_all_stated")) if view.withheld else ()


def named_doubts(context: PartContext, view: NamedStatesView) -> Inlines:
    """Return why the number of named states is a range."""
    found: list[Inlines] = [
        say(
            context,
            "who_spoke",
            actor=actors(context, (doubt.actor,)),
            through=actors(context, doubt.through),
        )
        for doubt in view.doubts
    ]
    return joined(inline for i, one in enumerate(found) for inline in ((Text(" "),) if i else ()) + one)


def disagreements(context: PartContext) -> tuple[Block, ...]:
    """Every matter on which the sources read differ, a line each; nothing says which of them is right.

    {{ disagreements() }}
    """
    items = tuple(
        ListItem((paragraph(context, _disagreement(context, view), record=view.record),))
        for view in context.ask.disagreements()
    )
    if not items:
        return ()
    return (List(items=items, language=context.language, direction=context.direction, origin=context.origin),)


def _disagreement(context: PartContext, view: DisagreementView) -> Inlines:
    about = prose(context, view.title, view.record, "title")
    if view.kind == "wording":
        about = say(context, "wording_of_quotation")
    if view.actor is not None:
        about = (*actors(context, (view.actor,)), Text(": "), *about)
    said = listed(context, [_said(context, view, one) for one in view.said])
    return (*strong(joined((*about, Text(":")))), Text(" "), *said, Text("."))


def _said(context: PartContext, view: DisagreementView, one: SaidView) -> Inlines:
    plus = say(context, "plus", actors=actors(context, one.plus)) if one.plus else ()
    key = "said_later" if one.later_account_of else "said"
    if view.kind == "named and stated":
        key = "said_named" if one.words == "named" else "said_stated"
    value: Inlines = (Text(one.words if one.value is None else str(one.value)),)
    if view.kind == "wording":
        value = quoted(context, one.words)
    return (*say(context, key, value=value, plus=plus, publisher=one.publisher), *cite(one.citation))


# -- situations -------------------------------------------------------------------------------


def situations(context: PartContext) -> tuple[Block, ...]:
    """Crises and examples that somebody raised, by who raised them; none of these places speaks by that.

    {{ situations() }}
    """
    lines = _situation_lines(context)
    if not lines:
        return ()
    children = joined(inline for i, line in enumerate(lines) for inline in ((Text(" "),) if i else ()) + line)
    return (paragraph(context, children),)


def _situation_lines(context: PartContext) -> list[Inlines]:
    kinds = (("crisis", "crises_raised"), ("example", "examples_raised"))
    lines: list[Inlines] = []
    for kind, key in kinds:
        chosen = [s for s in context.ask.situations() if s.kind == kind]
        for raisers, places in _by_raisers(chosen):
            publisher = context.ask.source(places[0].citation.source).publisher.short
            shown = listed(context, [(Text(s.name or s.place),) for s in places])
            who = actors(context, raisers, short=True)
            line = say(context, key, actors=who, places=shown, publisher=publisher)
            marker = next((s.marker for s in places if s.marker), "")
            end = say(context, "open_places", marker=quoted(context, marker)) if marker else ()
            lines.append((*line, *end, *cite(*(s.citation for s in places))))
    return lines


def _by_raisers(chosen: list[SituationView]) -> list[tuple[tuple[ActorView, ...], list[SituationView]]]:
    groups: dict[tuple[tuple[ActorView, ...], str], list[SituationView]] = {}
    for one in chosen:
        groups.setdefault((one.raised_by, one.citation.source), []).append(one)
    return [(key[0], places) for key, places in groups.items()]


# -- the panel --------------------------------------------------------------------------------


def segments(context: PartContext) -> tuple[Block, ...]:
    """The opening and the panel: who moderated, who sat on it, with their roles as the sources describe them.

    {{ segments() }}
    """
    blocks: list[Block] = []
    for segment in context.ask.event().segments:
        people = listed(context, [_person(person) for person in segment.members])
        if not people:
            continue
        key = f"segment_{segment.kind.replace(' ', '_')}"
        moderator = say(context, "moderated_by", person=_person(segment.moderator)) if segment.moderator else ()
        at = cite(segment.citation) if segment.citation else ()
        line = (*say(context, key, people=people), *moderator, *at)
        blocks.append(paragraph(context, line, record=segment.record, field="members"))
    return tuple(blocks)


def _person(person: PersonView) -> Inlines:
    roles = ", ".join(str(role) for role in person.roles)
    return (Text(f"{person.actor.name} ({roles})" if roles else person.actor.name),)


PARTS: dict[str, PartFunction] = {
    "event_dates": event_dates,
    "event_title": event_title,
    "event_line": event_line,
    "report": report,
    "figure": figure,
    "key_figures": key_figures,
    "disagreements": disagreements,
    "situations": situations,
    "segments": segments,
}
