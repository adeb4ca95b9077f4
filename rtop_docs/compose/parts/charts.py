"""Two charts, each with the table of its data and its words: named states by theme, a state beside its group.

Knows the views of counts; a chart counts names, and no bar or mark of it counts support.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rtop_docs.analysis.views import ActorView, BesideThemeView, BesideView, MarkView, NamedCountView, StatedNumberView
from rtop_docs.analysis.views import Citation as Place
from rtop_docs.compose.marks import PartContext, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    actors,
    cell,
    cite,
    columns,
    head_row,
    listed,
    prose,
    say,
    words,
)
from rtop_docs.compose.parts.event import named_doubts
from rtop_docs.compose.parts.sheet import agreed, plural, section, sentences, subject, the
from rtop_docs.compose.parts.sources import listed_with_commas
from rtop_docs.document.model import Bar, BarChart, Block, Cell, Dot, DotChart, DotRow, Figure, Row, Table, Text
from rtop_docs.document.walk import plain_text
from rtop_docs.reference import label, sort_key

_BODIES = ("group", "regional organization")

# -- named states by theme --------------------------------------------------------------------


def theme_chart(context: PartContext) -> tuple[Figure, ...]:
    """Bars of named states by theme: open lists with an open end, numbers stated without names as hollow bars.

    {{ theme_chart() }}

    Themes for which sources describe states without name and number stand in the caption and in the table.
    """
    held = {theme.theme for theme in context.ask.themes("states")}
    counts = [count for count in context.ask.named_counts() if count.theme in held]
    drawn = sorted((c for c in counts if c.states or c.stated), key=lambda c: _order(context, c))
    if not drawn:
        return ()
    bars = tuple(_bar(context, count) for count in drawn)
    places = [Place(place.record, place.source) for count in counts for place in count.citations]
    described = [count for count in counts if not count.states and not count.stated]
    figure = Figure(
        chart=BarChart(bars),
        alt=_bars_in_words(context, bars),
        caption=sentences(say(context, "chart_themes_caption") + cite(*places), _described(context, described)),
        data=_themes_table(context, [*drawn, *described]),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return (figure,)


def _order(context: PartContext, count: NamedCountView) -> tuple[bool, int, tuple[str, str]]:
    longest = count.states or max((one.number for one in count.stated), default=0)
    return not count.states, -longest, sort_key(count.short.text, context.language)


def _bar(context: PartContext, count: NamedCountView) -> Bar:
    hollow = not count.states
    return Bar(
        label=count.short.text,
        value=float(max(one.number for one in count.stated) if hollow else count.states),
        note=plain_text(_note(context, count)),
        open_ended=count.open and not hollow,
        hollow=hollow,
    )


def _note(context: PartContext, count: NamedCountView) -> Inlines:
    """The words at a bar's end: "9 and the EU, “and many others”", "14 (ICRtoP) stated, not named"."""
    stated = listed(context, [_stated(context, one) for one in _stated_apart(context, count)])
    if not count.states:
        return say(context, "chart_stated_only", stated=stated)
    named: Inlines = (Text(str(count.states)),)
    if bodies := _bodies(context, count.theme):
        named = say(context, "chart_named_and", number=str(count.states), actors=the(context, bodies, short=True))
    line = listed_with_commas([named, *(_marked(context, marker) for marker in count.markers)])
    return (*line, *say(context, "chart_stated", stated=stated)) if stated else line


def _stated_apart(context: PartContext, count: NamedCountView) -> Iterator[StatedNumberView]:
    """Yield the stated numbers but those of a list that is complete: its names are drawn already."""
    positions = context.ask.theme(count.theme).positions
    complete = {p.who.record for p in positions if p.who.names and p.who.extent == "complete"}
    yield from (one for one in count.stated if one.record not in complete)


def _stated(context: PartContext, one: StatedNumberView) -> Inlines:
    plus = say(context, "plus", actors=the(context, one.plus, short=True)) if one.plus else ()
    return say(context, "chart_number", number=str(one.number), plus=plus, publisher=one.publisher)


def _marked(context: PartContext, marker: str) -> Inlines:
    opening, closing = label("say_quotation_marks", context.language).split()
    return (Text(f"{opening}{marker}{closing}"),)


def _bodies(context: PartContext, theme: str) -> tuple[ActorView, ...]:
    """Return the groups and regional organizations that stand among a theme's names."""
    found: dict[ActorView, None] = {}
    for position in context.ask.theme(theme).positions:
        found |= dict.fromkeys(one for one in position.who.others if one.kind in _BODIES)
    return tuple(found)


def _described(context: PartContext, counts: Iterable[NamedCountView]) -> Inlines:
    pieces = [
        say(
            context,
            "chart_described_one",
            theme=prose(context, count.short, count.theme, "short"),
            wordings=listed(context, [_marked(context, wording) for wording in count.wordings]),
        )
        for count in counts
    ]
    return say(context, "chart_described", themes=listed(context, pieces)) if pieces else ()


def _bars_in_words(context: PartContext, bars: Iterable[Bar]) -> str:
    told = " ".join(words(context, "chart_bar", label=bar.label, note=bar.note) for bar in bars)
    return words(context, "chart_themes_alt", bars=told)


def _themes_table(context: PartContext, counts: Iterable[NamedCountView]) -> Table:
    keys = ("sheet_theme", "chart_states_named", "chart_others_named", "chart_list", "chart_stated_head")
    return Table(
        columns=columns(3, 1, 1.6, 1.6, 2.4),
        head=(head_row(context, keys),),
        body=tuple(Row(cells=tuple(_theme_cells(context, count))) for count in counts),
        description=words(context, "chart_themes_description"),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )


def _theme_cells(context: PartContext, count: NamedCountView) -> Iterator[Cell]:
    dash: Inlines = (Text("–"),)
    bodies = actors(context, _bodies(context, count.theme), short=True)
    marks = [_marked(context, marker) for marker in count.markers]
    wordings = [_marked(context, wording) for wording in count.wordings]
    stated = [_stated(context, one) for one in count.stated]
    title = prose(context, count.title, count.theme, "title")
    yield cell(context, title, header=True, record=count.theme, field="title")
    yield cell(context, (Text(str(count.states)),) if count.states else dash)
    yield cell(context, bodies or dash)
    yield cell(context, say(context, "chart_open", markers=listed(context, marks)) if marks else dash)
    yield cell(context, listed(context, [*stated, *wordings]) or dash)


# -- a state beside its regional group --------------------------------------------------------


def sheet_beside(context: PartContext) -> tuple[Block, ...]:
    """A mark for each state of the regional group that the sources name at all, a row a theme, under a heading.

    {{ sheet_beside() }}

    Nothing for a state without a regional group on that day, or that no theme reaches.
    """
    view = context.ask.beside_group(subject(context))
    if not view.themes:
        return ()
    figure = Figure(
        chart=DotChart(tuple(_dots(theme) for theme in view.themes)),
        alt=_dots_in_words(context, view),
        caption=_beside_caption(context, view),
        data=_beside_table(context, view),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return section(context, words(context, "chart_marks_title", group=view.title), (figure,))


def _dots(theme: BesideThemeView) -> DotRow:
    """The sheet's own state first, then those named, then the others: alphabetical within each."""
    marks = sorted(theme.marks, key=lambda mark: (not mark.itself, mark.mark != "named"))
    dots = tuple(Dot(label=mark.actor.name, filled=mark.mark == "named", own=mark.itself) for mark in marks)
    return DotRow(label=theme.theme.short.text, dots=dots)


def _beside_caption(context: PartContext, view: BesideView) -> Inlines:
    marks = view.themes[0].marks
    own = [actor(context, mark.actor) for mark in marks if mark.itself]
    counted = plural(context, "chart_marks", len(marks), size=str(view.size))
    named = Text(str(view.low) if view.low == view.high else f"{view.low}–{view.high}")
    pieces = [counted, say(context, "chart_marks_legend", name=listed(context, own))]
    if view.stated is not None:
        values = " / ".join(str(value) for value in view.stated.values)
        pieces.append((*say(context, "chart_named_of", named=(named,), stated=values), *agreed(view.stated)))
        pieces.append(named_doubts(context, context.ask.named_states()) if view.low < view.high else ())
    if view.withheld:
        pieces.append(say(context, "chart_withheld"))
    return sentences(*pieces)


def _by_mark(theme: BesideThemeView) -> dict[str, list[MarkView]]:
    found: dict[str, list[MarkView]] = {}
    for mark in theme.marks:
        found.setdefault(mark.mark, []).append(mark)
    return found


def _dots_in_words(context: PartContext, view: BesideView) -> str:
    told = [words(context, "chart_marks_alt", group=view.title)]
    for theme in view.themes:
        found = _by_mark(theme)
        named = plain_text(actors(context, [mark.actor for mark in found.get("named", ())]))
        unnamed = len(theme.marks) - len(found.get("named", ()))
        row = words(context, "chart_row_named" if named else "chart_row", theme=theme.theme.short.text, names=named)
        told.append(row + plain_text(plural(context, "chart_row_unnamed", unnamed) if unnamed else ()))
    return " ".join(told)


def _beside_table(context: PartContext, view: BesideView) -> Table:
    keys = ("sheet_theme", "chart_group_named", "chart_group_unnamed")
    return Table(
        columns=columns(2, 2.5, 3.5),
        head=(head_row(context, keys),),
        body=tuple(_beside_row(context, theme) for theme in view.themes),
        description=words(context, "chart_marks_description", group=view.title),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )


def _beside_row(context: PartContext, theme: BesideThemeView) -> Row:
    dash: Inlines = (Text("–"),)
    found = _by_mark(theme)
    named = actors(context, [mark.actor for mark in found.pop("named", [])])
    pieces = [
        say(context, f"chart_mark_{kind.replace(' ', '_')}", names=actors(context, [mark.actor for mark in marks]))
        for kind, marks in found.items()
    ]
    title = prose(context, theme.theme.title, theme.theme.theme, "title")
    return Row(
        cells=(
            cell(context, title, header=True, record=theme.theme.theme, field="title"),
            cell(context, named or dash),
            cell(context, sentences(*pieces) or dash),
        )
    )


PARTS: dict[str, PartFunction] = {"theme_chart": theme_chart, "sheet_beside": sheet_beside}
