"""Around an actor's positions: for whom it spoke, its members, what it publishes, who raised it, other years.

Knows the views of events and years; years stand side by side, and nothing here says that a position changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rtop_docs.analysis.views import (
    FigureView,
    ParticipationView,
    RosterView,
    SituationView,
    StatementView,
    YearClaim,
    YearThemeView,
    YearView,
)
from rtop_docs.compose.marks import PartContext, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    cell,
    cite,
    columns,
    head_row,
    listed,
    muted,
    paragraph,
    prose,
    say,
    sign,
    strong,
    words,
)
from rtop_docs.compose.parts.sheet import (
    capitalized,
    others,
    printed,
    published_by,
    publishers,
    section,
    sentences,
    source_title,
    stated_members,
    subject,
    taking_part,
    the,
    with_semicolons,
)
from rtop_docs.compose.parts.tables import sign_words, silence_words
from rtop_docs.document.model import Block, Row, Table, Text
from rtop_docs.records.model import PartialDate
from rtop_docs.reference import format_date, resolve_state

# -- how it spoke -----------------------------------------------------------------------------


def sheet_spoke(context: PartContext) -> tuple[Block, ...]:
    """What the strip of facts leaves out of how it spoke, and what it read for others: a line each.

    {{ sheet_spoke() }}
    """
    part = taking_part(context)
    first = next((one for one in part.statements if one.on_behalf_of), None)
    more = bool({"itself", "joint", "read for a group"} & set(part.how))
    lines = [
        *(_own(context, one, told=one is first) for one in part.statements),
        *(_jointly(context, part, one) for one in part.joined if "itself" in part.how),
        *(_on_its_behalf(context, one) for one in part.spoken_for if more or not one.whole),
        *(_read_for(context, part, one) for one in part.read_for),
    ]
    return tuple(paragraph(context, line, record=record, field="speaker") for record, line in lines if line)


Line = tuple[str, Inlines]


def _own(context: PartContext, one: StatementView, *, told: bool) -> Line:
    """The line of its own statement: its delegate, those for whom it spoke, with whom it aligned itself.

    told: whether the strip of facts tells already for whom it spoke.
    """
    pieces = []
    if one.on_behalf_of and one.delegate is not None:
        pieces.append(say(context, "sheet_line_delegate", actor=the(context, (one.delegate,))))
    if one.on_behalf_of and not told:
        behalf = the(context, one.on_behalf_of)
        pieces.append(say(context, "sheet_line_behalf", actors=behalf, publisher=one.publisher))
        pieces.append(say(context, f"sheet_also_itself_{one.also_itself}"))
    for aligned in one.aligned_with:
        key = "sheet_line_aligned" if aligned.whole else "sheet_line_aligned_in_part"
        pieces.append(say(context, key, actor=the(context, (aligned.speaker,)), publisher=one.publisher))
    line = sentences(*pieces)
    return one.record, (*line, *cite(one.citation)) if line else ()


def _jointly(context: PartContext, part: ParticipationView, one: StatementView) -> Line:
    with_whom = others(context, [one], part.actor)
    line = say(context, "sheet_line_joint", actors=with_whom, publisher=one.publisher)
    return one.record, (*line, *cite(one.citation))


def _on_its_behalf(context: PartContext, one: StatementView) -> Line:
    key = "sheet_line_spoken_for" if one.whole else "sheet_line_spoken_for_part"
    line = say(context, key, speaker=the(context, (one.speaker,)), publisher=one.publisher)
    return one.record, (*line, *cite(one.citation))


def _read_for(context: PartContext, part: ParticipationView, one: StatementView) -> Line:
    """The line "read for the group": whose statement it was, and that its words are not the reader's."""
    whose = [who for who in (one.read_for, one.speaker, *one.on_behalf_of) if who and who.id != part.actor.id]
    body = the(context, whose[:1] if one.speaker.id != part.actor.id else one.on_behalf_of)
    line = sentences(
        say(context, "sheet_line_read_for", body=body, publisher=one.publisher) + cite(one.citation),
        say(context, "sheet_line_not_its_words"),
        say(context, f"sheet_also_itself_{one.also_itself}"),
    )
    return one.record, line


# -- the members of a group -------------------------------------------------------------------


def sheet_members(context: PartContext) -> tuple[Block, ...]:
    """How many members sources state, whether a list of them is recorded, and what follows for the members.

    {{ sheet_members() }}

    Nothing for who has no members (a state, an organization of civil society).
    """
    who = context.ask.actor(subject(context))
    if who.kind not in ("group", "regional organization"):
        return ()
    figure, rosters = stated_members(context), context.ask.rosters_of(who.id)
    stated: Inlines = ()
    if figure is not None:
        stated = listed(context, [_stated_by(context, figure, value) for value in figure.values])
        stated = say(context, "sheet_members_stated", stated=stated) + cite(*(e.citation for e in figure.entries))
    told = [_roster(context, roster) for roster in rosters] or [say(context, "sheet_members_not_listed")]
    return (paragraph(context, sentences(stated, *told), record=who.id, field="members"),)


def _stated_by(context: PartContext, figure: FigureView, value: int) -> Inlines:
    entries = [entry for entry in figure.entries if entry.value == value]
    by = publishers(context, (entry.publisher for entry in entries))
    unit = prose(context, figure.unit, figure.measure, "unit")
    return say(context, "sheet_members_value", number=str(value), unit=unit, publishers=by)


def _roster(context: PartContext, roster: RosterView) -> Inlines:
    key = "sheet_roster_complete" if roster.complete else "sheet_roster_in_part"
    date = roster_date(context, roster)
    return (*say(context, key, number=str(roster.size), date=date), *cite(roster.citation))


def roster_date(context: PartContext, roster: RosterView) -> str:
    """Return the day, month or year on which a source attests a roster."""
    return format_date(PartialDate(*(int(n) for n in roster.attested.split("-"))), context.language)


# -- the publisher's own part, and what others raised -----------------------------------------


def sheet_publisher(context: PartContext) -> tuple[Block, ...]:
    """That the actor itself publishes sources of this record, and what else it did in the event.

    {{ sheet_publisher() }}
    """
    published = published_by(context)
    if not published:
        return ()
    first, name = published[0], actor(context, published[0].publisher, short=True)
    titles = listed(context, [source_title(context, one) for one in published])
    part = (("it_spoke", first.spoke), ("it_held", first.held_positions), ("it_is_quoted", first.quoted))
    did = [say(context, key) for key, true in part if true]
    line = say(context, "sheet_publishes", name=name, sources=titles)
    if did:
        line = say(context, "sheet_publishes_and", name=name, sources=titles, did=listed(context, did))
    return (paragraph(context, line, role="remark", record=first.source, field="publisher"),)


def sheet_raised(context: PartContext, title: str = "") -> tuple[Block, ...]:
    """What others raised the actor as: a crisis or an example, a line each; it speaks by none of these.

    {{ sheet_raised("Raised by others") }}
    """
    part = taking_part(context)
    lines = [(one.record, _raised(context, one)) for one in part.raised]
    if lines:
        record, last = lines[-1]
        lines[-1] = record, sentences(last, muted(*say(context, "sheet_raised_remark")))
    made = tuple(paragraph(context, line, record=record, field="raised_by") for record, line in lines)
    return section(context, title, made)


def _raised(context: PartContext, one: SituationView) -> Inlines:
    source = context.ask.source(one.citation.source)
    key = f"sheet_raised_{one.kind}"
    place: Inlines = ()
    if resolve_state(one.place) != one.state:
        place = say(context, "sheet_raised_as", place=printed(context, one.place, source.source, one.record, "place"))
    line = say(
        context,
        key,
        actors=the(context, one.raised_by),
        place=place,
        source=source_title(context, source),
    )
    return (*capitalized(line), *cite(one.citation, *one.also))


# -- before and after -------------------------------------------------------------------------


def sheet_years(context: PartContext, title: str = "") -> tuple[Block, ...]:
    """What the sources of other years tell on the same themes, by year; silence says which silence it is.

    {{ sheet_years("Before and after") }}

    Nothing where no year tells anything: which silence that is stands under what is not known.
    """
    years = context.ask.other_years(subject(context))
    if not any(theme.claims for year in years for theme in year.themes):
        return ()
    table = Table(
        columns=columns(0.9, 6.1),
        head=(head_row(context, ("sheet_year", "sheet_year_what")),),
        body=tuple(_year_row(context, years, year) for year in years if year.themes),
        description=words(context, "sheet_years_description"),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return section(context, title, (table, paragraph(context, say(context, "sheet_years_remark"), role="remark")))


def silent_years(context: PartContext) -> Inlines:
    """Return, where no other year tells anything on the same themes, which silence each year's is; else nothing."""
    years = [year for year in context.ask.other_years(subject(context)) if year.themes]
    if not years or any(theme.claims for year in years for theme in year.themes):
        return ()
    kinds: dict[Inlines, list[str]] = {}
    for one in years:
        kinds.setdefault(_silence_of(context, one), []).append(_year(context, years, one))
    pieces = [
        say(context, "sheet_year_silent", years=listed(context, [(Text(name),) for name in names]), told=told)
        for told, names in kinds.items()
    ]
    return with_semicolons(pieces)


def _silence_of(context: PartContext, year: YearView) -> Inlines:
    """Return which silence a year's is, in one word for its themes where it is the same for each."""
    silences = list(dict.fromkeys(theme.silence for theme in year.themes))
    return (Text(silence_words(context, silences[0])),) if len(silences) == 1 else _silences(context, year.themes)


def _year(context: PartContext, years: Iterable[YearView], year: YearView) -> str:
    """Return a dialogue's year, or its date where another one was held in that year."""
    same = [other for other in years if other.date.year == year.date.year]
    return str(year.date.year) if len(same) == 1 else format_date(year.date, context.language)


def _year_row(context: PartContext, years: tuple[YearView, ...], year: YearView) -> Row:
    told = [paragraph(context, line, record=record) for record, line in _year_lines(context, year)]
    first = cell(context, (Text(_year(context, years, year)),), header=True, record=year.dialogue)
    made = cell(context, ())
    return Row(cells=(first, type(made)(blocks=tuple(told), origin=made.origin)))


def _year_lines(context: PartContext, year: YearView) -> Iterator[tuple[str, Inlines]]:
    for theme in year.themes:
        for claim in theme.claims:
            yield claim.record, _year_claim(context, theme, claim)
    silent = [theme for theme in year.themes if not theme.claims]
    if silent:
        yield year.dialogue, muted(*_silences(context, silent))


def _year_claim(context: PartContext, theme: YearThemeView, claim: YearClaim) -> Inlines:
    kind = "conditional" if claim.conditional else claim.direction
    verb: Inlines = say(context, "sheet_no_verb")
    if claim.verb:
        verb = printed(context, claim.verb, claim.source, claim.record, "verb")
    title = strong(prose(context, theme.theme.title, theme.theme.theme, "title"))
    line = say(context, "sheet_year_claim", theme=title, verb=verb, publisher=claim.publisher)
    says = prose(context, claim.says, claim.record, "says")
    shown = sign(kind, theme.fill, sign_words(context, kind))
    return (shown, Text("\u00a0"), *line, Text(" "), *says, *cite(claim.citation))


def _silences(context: PartContext, themes: Iterable[YearThemeView]) -> Inlines:
    """Return which themes are silent in which way: "Veto restraint, Formal agenda (not read by us)"."""
    kinds: dict[str, list[Inlines]] = {}
    for theme in themes:
        title = prose(context, theme.theme.short, theme.theme.theme, "short")
        kinds.setdefault(theme.silence, []).append(title)
    pieces = [
        say(context, "sheet_year_themes", themes=listed(context, titles), silence=silence_words(context, kind))
        for kind, titles in kinds.items()
    ]
    return listed(context, pieces)


PARTS: dict[str, PartFunction] = {
    "sheet_spoke": sheet_spoke,
    "sheet_members": sheet_members,
    "sheet_publisher": sheet_publisher,
    "sheet_raised": sheet_raised,
    "sheet_years": sheet_years,
}
