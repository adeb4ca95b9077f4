"""Small parts for running prose in templates and notes: a claim's footnote, names, numbers, printed words.

Each prints what a record holds, so that nothing countable is typed by hand.
"""

from __future__ import annotations

from rtop_docs.analysis.views import PositionView, SetView
from rtop_docs.compose.marks import PartContext, PartError, PartFunction
from rtop_docs.compose.parts.common import Inlines, actors, capital, names, number, quoted
from rtop_docs.compose.parts.common import cite as footnote
from rtop_docs.document.model import Text


def cite(context: PartContext, *records: str, extra: str = "") -> Inlines:
    """A footnote that points to the passages on which the records named rest.

    {{ cite("2014-prevention/prevention") }}
    """
    places = [place for record in records for place in context.ask.citations(record)]
    missing = [record for record in records if not context.ask.citations(record)]
    if missing:
        raise PartError(f"there is no record '{missing[0]}' with a source in this dialogue")
    return footnote(*places, extra=extra)


def _set(context: PartContext, record: str) -> SetView:
    for position in _positions(context):
        if position.who.record == record:
            return position.who
    raise PartError(f"there is no set of actors '{record}' with a position in this dialogue")


def _positions(context: PartContext) -> tuple[PositionView, ...]:
    return tuple(p for theme in context.ask.themes() for p in context.ask.theme(theme.theme).positions)


def count_named(context: PartContext, record: str, capitalized: bool = False) -> Inlines:
    """How many states a set names, in words below ten: our count of a list, never a stated number.

    {{ count_named("2014-formal-agenda/who") }}
    """
    text = number(context, len(_set(context, record).states))
    return (Text(capital(text) if capitalized else text),)


def names_of(context: PartContext, record: str) -> Inlines:
    """The names of a set: states in alphabetical order, then the others.

    {{ names("2014-concern/who") }}
    """
    return names(context, _set(context, record))


def wording(context: PartContext, record: str) -> Inlines:
    """The words by which a source speaks of a set, in quotation marks.

    {{ wording("2014-veto/who") }}
    """
    view = _set(context, record)
    if not view.wording:
        raise PartError(f"no wording is recorded for the set '{record}'")
    return quoted(context, view.wording, "en", record, "wording")


def actor(context: PartContext, who: str, full: bool = False) -> Inlines:
    """The name of an actor: a state by its letters, another by its id.

    {{ actor("icrtop") }}, {{ actor("RWA") }}
    """
    return actors(context, (context.ask.actor(who),), short=not full)


PARTS: dict[str, PartFunction] = {
    "cite": cite,
    "count_named": count_named,
    "names": names_of,
    "wording": wording,
    "actor": actor,
}
