"""What is not known about an actor, in plain words: never left out of a sheet, and never a position.

Knows the view of what is not known; each line says what no source that was read tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from rtop_docs.analysis.views import Citation as Place
from rtop_docs.analysis.views import UnknownView, Words
from rtop_docs.compose.marks import PartContext, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    cite,
    emphasis,
    listed,
    number,
    paragraph,
    prose,
    quoted,
    say,
)
from rtop_docs.compose.parts.sheet import printed, sentences, subject, the, with_semicolons
from rtop_docs.compose.parts.sheet_context import silent_years
from rtop_docs.compose.parts.sources import listed_with_commas
from rtop_docs.document.model import Block, List, ListItem, Text

_Many = list[UnknownView]
_TOGETHER = ("not named", "open lists")
"""Two kinds that are said in one sentence, after the others."""


def sheet_unknowns(context: PartContext) -> tuple[Block, ...]:
    """What is not known about the actor: a list of plain sentences; it is never empty.

    {% call panel("unknown", "What is not known") %}{{ sheet_unknowns() }}{% endcall %}
    """
    lines = list(_lines(context, context.ask.unknowns(subject(context))))
    if not lines:
        lines = [("", say(context, "sheet_unknown_nothing"))]
    items = tuple(ListItem((paragraph(context, line, record=record),)) for record, line in lines)
    return (List(items=items, language=context.language, direction=context.direction, origin=context.origin),)


def _lines(context: PartContext, views: Iterable[UnknownView]) -> Iterator[tuple[str, Inlines]]:
    kinds: dict[str, _Many] = {}
    for view in views:
        kinds.setdefault(view.kind, []).append(view)
    if "who spoke" in kinds:
        kinds.pop("no statement recorded", None)  # the same doubt, said more exactly
    for kind, same in kinds.items():
        if kind in _TOGETHER:
            continue
        for line in _worded(context, kind, same):
            yield same[0].record, line
    if set(_TOGETHER) & set(kinds):
        yield "", sentences(*_silent(context, kinds))
    if years := silent_years(context):
        yield "", say(context, "sheet_unknown_years", years=years)


def _worded(context: PartContext, kind: str, views: _Many) -> tuple[Inlines, ...]:
    """Return the sentences of one kind; the sheets of most states share them."""
    key = ("unknown", kind, tuple(views), context.language)
    return context.ask.recalled(key, lambda: tuple(_WORDED[kind](context, views)))


# -- one kind, one sentence -------------------------------------------------------------------


def _titles(context: PartContext, themes: Iterable[tuple[str, Words]]) -> Inlines:
    """Return the titles of themes, set off so that a title's own words do not run into the sentence."""
    short = {theme.theme: theme.short for theme in context.ask.themes()}
    shown = [(theme, short.get(theme, title)) for theme, title in themes]
    return listed_with_commas([emphasis(prose(context, title, theme, "short")) for theme, title in shown])


def _who_spoke(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        through = the(context, view.actors)
        titles = _titles(context, view.themes)
        yield say(context, "sheet_unknown_who_spoke", through=through, themes=titles) + _cited(view)


def _own_part(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        yield say(context, "sheet_unknown_own_part", actors=the(context, view.actors)) + _cited(view)


def _no_statement(context: PartContext, _: _Many) -> Iterator[Inlines]:
    yield say(context, "sheet_unknown_no_statement")


def _language(context: PartContext, views: _Many) -> Iterator[Inlines]:
    yield say(context, "sheet_unknown_language") + _cited(*views)


def _which_one(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        quotation = quoted(context, view.words, view.language, view.record, "exact")
        others = the(context, view.actors)
        yield say(context, "sheet_unknown_which_one", words=quotation, actors=others) + _cited(view)


def _unnamed_sets(context: PartContext, views: _Many) -> Iterator[Inlines]:
    """One sentence: whether the actor is among those whom publishers describe or count without naming them."""
    by_publisher = []
    for publisher in dict.fromkeys(view.publisher for view in views):
        sets = [_unnamed(context, view) for view in views if view.publisher == publisher]
        by_publisher.append(say(context, "sheet_unknown_by", publisher=publisher, sets=listed(context, sets)))
    # the words that are quoted are their own locator, so that the footnote needs the sources alone
    places = (Place(view.record, view.source) for view in views if view.source)
    yield say(context, "sheet_unknown_among", sets=with_semicolons(by_publisher)) + cite(*places)


def _unnamed(context: PartContext, view: UnknownView) -> Inlines:
    wording: Inlines = (Text(f"{number(context, view.number)} {view.number_of}".strip()),) if view.number else ()
    if view.wording:
        wording = printed(context, view.wording, view.source, view.record, "wording")
    return say(context, "sheet_unknown_set", wording=wording, themes=_titles(context, view.themes))


def _for_whom(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        speaker, titles = the(context, view.actors), _titles(context, view.themes)
        yield say(context, "sheet_unknown_for_whom", speaker=speaker, themes=titles) + _cited(view)


def _no_roster(context: PartContext, views: _Many) -> Iterator[Inlines]:
    bodies = the(context, [who for view in views for who in view.actors], short=True)
    yield say(context, "sheet_unknown_roster", actors=bodies)


def _roster_in_part(context: PartContext, views: _Many) -> Iterator[Inlines]:
    bodies = the(context, [who for view in views for who in view.actors], short=True)
    yield say(context, "sheet_unknown_roster_in_part", actors=bodies)


def _not_read(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        yield say(context, "sheet_unknown_not_read", themes=_titles(context, view.themes))


def _withheld(context: PartContext, views: _Many) -> Iterator[Inlines]:
    for view in views:
        yield say(context, "sheet_unknown_withheld", themes=_titles(context, view.themes))


def _silent(context: PartContext, kinds: dict[str, _Many]) -> Iterator[Inlines]:
    """Yield that other themes do not name the actor, and of which of them a list goes on beyond its names."""
    if "not named" in kinds:
        yield say(context, "sheet_unknown_not_named")
    for view in kinds.get("open lists", ()):
        yield say(context, "sheet_unknown_open_lists", themes=_titles(context, view.themes))


def _cited(*views: UnknownView) -> Inlines:
    return cite(*(view.citation for view in views if view.citation is not None))


_WORDED: dict[str, Callable[[PartContext, _Many], Iterator[Inlines]]] = {
    "who spoke": _who_spoke,
    "own part": _own_part,
    "no statement recorded": _no_statement,
    "language of its text": _language,
    "which one": _which_one,
    "unnamed set": _unnamed_sets,
    "for whom": _for_whom,
    "roster not recorded": _no_roster,
    "roster not complete": _roster_in_part,
    "not read": _not_read,
    "withheld": _withheld,
}

PARTS: dict[str, PartFunction] = {"sheet_unknowns": sheet_unknowns}
