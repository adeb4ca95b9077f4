"""The parts of the page on changes: what differs between two releases, in sentences with their footnotes.

Turns compared answers into blocks; compares nothing and reads no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from rtop_docs.analysis.ask import Ask
from rtop_docs.analysis.views import ClaimView, FigureEntry, QuotationView, Words
from rtop_docs.compose.marks import PartContext, PartFunction, PartSet
from rtop_docs.compose.parts import PARTS
from rtop_docs.compose.parts.claims import claim_note
from rtop_docs.compose.parts.common import (
    Inlines,
    actors,
    cite,
    heading,
    joined,
    paragraph,
    prose,
    quoted,
    say,
    strong,
    words,
)
from rtop_docs.compose.parts.event import event_dates, event_title
from rtop_docs.compose.parts.quotes import quote_block
from rtop_docs.compose.parts.sources import source_entry
from rtop_docs.distribute.answers import Counted, Quoted, Stated, Told, claims_of
from rtop_docs.distribute.changes import Changed, Changes, counts
from rtop_docs.document.model import Block, List, ListItem, Text
from rtop_docs.reference import label

KINDS = ("told", "counted", "stated", "quoted")
_COUNTED = {"told": "told", "counted": "themes", "stated": "stated", "quoted": "quotations"}
"""What changes -> the phrase that says how much of it did."""


@frozen
class Compared:
    """Two releases beside each other.

    asks: the present answers, by dialogue.  former: the name of the release before, "" where there is none.
    """

    changes: tuple[Changes, ...]
    asks: Mapping[str, Ask] = field(repr=False)
    former: str = ""

    @property
    def cites(self) -> bool:
        """Whether anything is told that rests on a source now: then the page has a list of sources."""
        return any(change.now for one in self.changes for kind in KINDS for change in getattr(one, kind))


def change_parts(compared: Compared) -> PartSet:
    """Return the parts of all documents, with those of the page on changes for two releases."""

    def entry(context: PartContext, source: str) -> tuple[Block, ...]:
        """Write a source's entry as the dialogue knows it whose quotations it holds, or that it tells of."""
        return source_entry(evolve(context, ask=_ask_of(compared, context.ask, source)), source)

    functions: dict[str, PartFunction] = {
        "changes_in_short": _with(compared, _in_short),
        "changed_positions": _with(compared, _positions),
        "changed_counts": _with(compared, _counts),
        "changed_quotations": _with(compared, _quotations),
    }
    return evolve(PARTS, functions={**PARTS.functions, **functions}, source_entry=entry)


def _with(
    compared: Compared, part: Callable[[PartContext, Compared], tuple[Block, ...]]
) -> Callable[[PartContext], tuple[Block, ...]]:
    return lambda context: part(context, compared)


def _ask_of(compared: Compared, default: Ask, source: str) -> Ask:
    telling = [ask for ask in compared.asks.values() if source in ask.event().sources]
    checking = [ask for ask in telling if ask.checked(source).found or ask.checked(source).unchecked]
    return next(iter((*checking, *telling)), default)


# -- in short -----------------------------------------------------------------------------------------------


def _in_short(context: PartContext, compared: Compared) -> tuple[Block, ...]:
    """Say how much changed: a line for positions, counts, figures and quotations each, where any did."""
    if not compared.former:
        return (paragraph(context, say(context, "change_first"), role="lead"),)
    lines = [_count_line(context, compared, kind) for kind in KINDS]
    return _list(context, [line for line in lines if line]) or (
        paragraph(context, say(context, "change_none", release=compared.former), role="lead"),
    )


def _count_line(context: PartContext, compared: Compared, kind: str) -> Inlines:
    number = counts(compared.changes, kind)
    if not any(number.values()):
        return ()
    what = words(context, f"change_counts_{_COUNTED[kind]}")
    parts = [say(context, f"change_number_{name}", number=str(value)) for name, value in number.items() if value]
    numbers = joined(inline for i, part in enumerate(parts) for inline in ((Text(", "),) if i else ()) + part)
    return say(context, "change_counts", what=what, numbers=numbers)


def _by_dialogue(
    context: PartContext, compared: Compared, blocks_of: Callable[[PartContext, Changes], Sequence[Block]]
) -> tuple[Block, ...]:
    """Return the blocks of each dialogue under its title and days; nothing for one that has none."""
    found: list[Block] = []
    for one in compared.changes if compared.former else ():
        there = evolve(context, ask=compared.asks[one.dialogue])
        if blocks := blocks_of(there, one):
            title = (*event_title(there), Text(", "), *event_dates(there))
            found += (heading(there, 2, title), *blocks)
    return tuple(found)


def _list(context: PartContext, lines: Iterable[Inlines]) -> tuple[Block, ...]:
    items = tuple(ListItem((paragraph(context, line),)) for line in lines)
    if not items:
        return ()
    return (List(items=items, language=context.language, direction=context.direction, origin=context.origin),)


# -- positions ----------------------------------------------------------------------------------------------


def _positions(context: PartContext, compared: Compared) -> tuple[Block, ...]:
    """Show the positions that are new, told otherwise or no longer shown, actor by actor."""
    return _by_dialogue(context, compared, lambda there, one: _list(there, _told_lines(there, one.told)))


def _told_lines(context: PartContext, changes: Sequence[Changed[Told]]) -> Iterator[Inlines]:
    claims = _Claims(context.ask)
    for change, held_by in _grouped(c for c in changes if c.now is not None):
        assert change.now is not None
        yield _told_line(context, change, held_by, claims.of(change.now))
    former = [c.before for c in changes if c.now is None and c.before is not None]
    gone: dict[tuple[str, str], dict[str, None]] = {}
    for told in (told for told in former if claims.knows(told)):
        key = "change_told_gone_one" if claims.reaches(told) else "change_told_gone"
        gone.setdefault((told.theme, key), {})[told.actor] = None
    for (theme, key), whom in gone.items():
        yield (*_actors(context, whom), Text(" "), *say(context, key, theme=_title(context, theme)))
    if unknown := sum(not claims.knows(told) for told in former):
        yield say(context, "change_rest_gone", number=str(unknown))


def _grouped(changes: Iterable[Changed[Told]]) -> Iterator[tuple[Changed[Told], Sequence[str]]]:
    """Yield what changed once for all whom it reaches in the same way: a change and the actors."""
    groups: dict[tuple[Told | None, Told | None], tuple[Changed[Told], list[str]]] = {}
    for change in changes:
        assert change.now is not None
        before = evolve(change.before, actor="") if change.before else None
        alike = groups.setdefault((before, evolve(change.now, actor="")), (change, []))
        alike[1].append(change.now.actor)
    yield from groups.values()


class _Claims:
    """The present claims of a dialogue, each found once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._of: dict[str, dict[tuple[str, str], ClaimView]] = {}

    def of(self, told: Told) -> ClaimView:
        """Return the claim that is told.  Raises KeyError where it is none of the present ones."""
        return self._held(told.actor)[told.theme, told.record]

    def knows(self, told: Told) -> bool:
        """Tell whether this edition has the actor and the theme of something that is gone."""
        return _theme(self._ask, told.theme) is not None and _is_known(self._ask, told.actor)

    def reaches(self, told: Told) -> bool:
        """Tell whether an actor is reached on a theme by anything still; for an actor that is known."""
        return any(theme == told.theme for theme, _ in self._held(told.actor))

    def _held(self, actor: str) -> dict[tuple[str, str], ClaimView]:
        if actor not in self._of:
            claims = claims_of(self._ask, actor)
            self._of[actor] = {(theme, claim.position.record): claim for theme, claim in claims}
        return self._of[actor]


def _theme(ask: Ask, theme: str) -> Words | None:
    """Return a theme's title, or None where this edition has none of that id."""
    try:
        return ask.theme(theme).theme.title
    except KeyError:
        return None


def _is_known(ask: Ask, actor: str) -> bool:
    try:
        return bool(ask.actor(actor))
    except KeyError:
        return False


def _actors(context: PartContext, held_by: Iterable[str]) -> Inlines:
    return strong(actors(context, (context.ask.actor(actor) for actor in held_by)))


def _told_line(context: PartContext, change: Changed[Told], held_by: Iterable[str], claim: ClaimView) -> Inlines:
    now, before, position = change.now, change.before, claim.position
    assert now is not None
    theme = _title(context, now.theme)
    said = _claim(context, now)
    condition = say(context, "condition", condition=position.condition) if position.condition else ()
    saying = (*prose(context, position.says, position.record, "says"), *condition)
    if before is None:
        line = say(context, "change_told_new", theme=theme, now=said, says=saying)
    else:
        line = say(context, "change_told_other", theme=theme, now=said, before=_claim(context, before), says=saying)
    return (*_actors(context, held_by), Text(" "), *line, *claim_note(position))


def _title(context: PartContext, theme: str) -> Inlines:
    return prose(context, _theme(context.ask, theme) or Words(), theme, "title")


def _claim(context: PartContext, told: Told) -> Inlines:
    direction = label(f"direction_{_direction(told)}", context.language)
    ways = ", ".join(words(context, f"change_way_{way.replace(' ', '_')}") for way in told.ways)
    if not told.verb:
        return say(context, "change_claim_no_verb", direction=direction, ways=ways, publisher=told.publisher)
    verb = quoted(context, told.verb)
    return say(context, "change_claim", direction=direction, ways=ways, publisher=told.publisher, verb=verb)


def _direction(told: Told) -> str:
    return "conditional" if told.condition and told.direction != "none" else told.direction


# -- counts and figures -------------------------------------------------------------------------------------


def _counts(context: PartContext, compared: Compared) -> tuple[Block, ...]:
    """Show the counts of names and the stated figures that differ."""

    def lines(there: PartContext, one: Changes) -> tuple[Block, ...]:
        return _list(there, (*_named_lines(there, one.counted), *_figure_lines(there, one.stated)))

    return _by_dialogue(context, compared, lines)


def _named_lines(context: PartContext, changes: Iterable[Changed[Counted]]) -> Iterator[Inlines]:
    views = {view.theme: view for view in context.ask.named_counts()}
    unknown = 0
    for change in changes:
        if change.now is None:
            assert change.before is not None
            known = _theme(context.ask, change.before.theme) is not None
            unknown += not known
            if known:
                yield say(context, "change_named_gone", theme=_title(context, change.before.theme))
            continue
        view = views[change.now.theme]
        values: dict[str, str | Inlines] = {
            "theme": prose(context, view.title, view.theme, "title"),
            "states": _named(context, change.now),
        }
        if change.before is not None:
            values["before"] = _named(context, change.before)
        yield (*say(context, f"change_named_{change.kind}", **values), *cite(*view.citations))
    if unknown:
        yield say(context, "change_rest_gone", number=str(unknown))


def _named(context: PartContext, counted: Counted) -> str:
    key = "change_named_states_one" if counted.states == 1 else "change_named_states"
    states = words(context, key, states=counted.states)
    if not counted.others:
        return states
    key = "change_named_others_one" if counted.others == 1 else "change_named_others"
    return words(context, key, states=states, others=counted.others)


def _figure_lines(context: PartContext, changes: Iterable[Changed[Stated]]) -> Iterator[Inlines]:
    figures = context.ask.stated_figures()
    entries = {entry.record: (view, entry) for view in figures for entry in view.entries}
    titles = {view.measure: view.title for view in figures}
    unknown = 0
    for change in changes:
        if change.now is not None:
            view, entry = entries[change.now.record]
            yield _figure_line(context, prose(context, view.title, view.measure, "title"), entry, change)
        elif change.before is not None and change.before.measure in titles:
            title = prose(context, titles[change.before.measure])
            yield say(context, "change_figure_gone", title=title)
        else:
            unknown += 1
    if unknown:
        yield say(context, "change_rest_gone", number=str(unknown))


def _figure_line(context: PartContext, title: Inlines, entry: FigureEntry, change: Changed[Stated]) -> Inlines:
    assert change.now is not None
    value = _value(change.now)
    if change.before is None:
        line = say(context, "change_figure_new", title=title, value=value, publisher=change.now.publisher)
    else:
        line = say(
            context,
            "change_figure_other",
            title=title,
            value=value,
            publisher=change.now.publisher,
            before=_value(change.before),
            publisher_before=change.before.publisher,
        )
    return (*line, *cite(entry.citation))


def _value(stated: Stated) -> str:
    return f"{stated.qualifier} {stated.value}".strip()


# -- quotations ---------------------------------------------------------------------------------------------


def _quotations(context: PartContext, compared: Compared) -> tuple[Block, ...]:
    """Show the quotations that are new, changed or no longer shown."""
    return _by_dialogue(context, compared, lambda there, one: tuple(_quoted_blocks(there, one.quoted)))


def _quoted_blocks(context: PartContext, changes: Iterable[Changed[Quoted]]) -> Iterator[Block]:
    views = {view.record: view for view in context.ask.quotations()}
    gone: list[Inlines] = []
    for change in changes:
        if change.now is None:
            gone.append(_gone(context, change.before))
            continue
        if change.before is not None:
            yield _before(context, change.before, views[change.now.record])
        yield quote_block(context, views[change.now.record])
    known = [line for line in gone if line]
    yield from _list(context, known)
    if unknown := len(gone) - len(known):
        yield paragraph(context, say(context, "change_rest_gone", number=str(unknown)))


def _before(context: PartContext, before: Quoted, view: QuotationView) -> Block:
    """Say what the release before had of a quotation that is still told: its words, or whose they were."""
    if before.exact == view.exact:
        return paragraph(context, say(context, "change_quotation_credit"), role="remark")
    was = quoted(context, before.exact, view.language)
    return paragraph(context, say(context, "change_quotation_other", before=was), role="remark")


def _gone(context: PartContext, before: Quoted | None) -> Inlines:
    """Say whose quotation is gone, where this edition still knows them all; its words are not said again."""
    try:
        speakers = [context.ask.actor(speaker) for speaker in before.speakers] if before else []
    except KeyError:
        return ()
    if not speakers:
        return ()
    return joined(say(context, "change_quotation_gone", speakers=actors(context, speakers)))
