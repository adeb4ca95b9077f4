"""Look up every id and printed name that a record holds: what it leads to, or a finding at its place.

Knows which field leads to what kind of record; knows nothing of files and no rules.  Names are matched
exactly after normalization; likeness serves the hints alone.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NoReturn, TypeVar

import attrs
from attrs import define, field

from rtop_docs import reference
from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.records import model as m
from rtop_docs.records.forms import QuoteForm
from rtop_docs.records.located import LocatedText
from rtop_docs.records.scalars import suggestions

R = TypeVar("R")

ACTORS = ("state", "group", "organization", "office", "person")
REFERENCES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (m.Source, "publisher"): ACTORS,
    (m.Source, "later_account_of"): ("source",),
    (m.Coverage, "source"): ("source",),
    (m.Coverage, "themes"): ("theme",),
    (m.Locator, "source"): ("source",),
    (m.Organization, "part_of"): ("organization",),
    (m.Role, "office"): ("office",),
    (m.Role, "state"): ("state",),
    (m.Roster, "of"): ("group", "organization"),
    (m.Roster, "members"): ACTORS,
    (m.Theme, "parent"): ("theme",),
    (m.Instrument, "author"): ACTORS,
    (m.Report, "instrument"): ("instrument",),
    (m.Segment, "moderator"): ACTORS,
    (m.Segment, "members"): ACTORS,
    (m.Alignment, "statement"): ("statement",),
    (m.Statement, "speaker"): ACTORS,
    (m.Statement, "delegate"): ACTORS,
    (m.Statement, "read_for"): ("person", "office"),
    (m.Statement, "jointly_with"): ACTORS,
    (m.Statement, "on_behalf_of"): ("state", "group", "organization"),  # a person is read for, see read_for
    (m.Naming, "actor"): ACTORS,
    (m.ActorSet, "part_of"): ("actor set",),
    (m.ActorSet, "same_as"): ("actor set",),
    (m.Position, "who"): ("actor set",),
    (m.Position, "theme"): ("theme",),
    (m.Position, "concurs_with"): ("actor set",),
    (m.Position, "statement"): ("statement",),
    (m.Position, "instruments"): ("instrument",),
    (m.QuotationLocator, "source"): ("source",),
    (m.Quotation, "speakers"): ACTORS,
    (m.Quotation, "document"): ("instrument",),
    (m.Quotation, "read_by"): ACTORS,
    (m.Quotation, "who"): ("actor set",),
    (m.Quotation, "theme"): ("theme",),
    (m.Quotation, "statement"): ("statement",),
    (m.StatedFigure, "measure"): ("measure",),
    (m.StatedFigure, "plus"): ACTORS,
    (m.StatedFigure, "who"): ("actor set",),
    (m.StatedFigure, "stated_by"): ACTORS,
    (m.Situation, "raised_by"): ACTORS,
    (m.Situation, "state"): ("state",),
    (m.Dialogue, "body"): ACTORS,
}
"""(class, field) -> kinds of record that the field may lead to; a field with actors takes printed names as well."""

CHOICES: Mapping[tuple[type, str], tuple[str, ...]] = {
    (m.Coverage, "speakers"): ("complete", "partial", "not applicable"),
    (m.Organization, "kind"): ("regional", "civil society", "united nations", "press"),
    (m.QuotationLocator, "changes"): ("first letter", "ellipsis"),
    (QuoteForm, "changes"): ("first letter", "ellipsis"),
}
"""(class, field) -> the words that a text field takes."""

ID = re.compile(r"[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)*")
_STATE_LETTERS = re.compile(r"[A-Z]{3}")


class _Nowhere(Exception):
    """A reference leads nowhere; the finding is noted."""


@define
class Index:
    """Every id and printed name of the project.

    ids: id -> (kind, where).  names: normalized name -> ids of the actors so called.
    excused, unread_texts: ids in entries, and whole files, that cannot be read: a reference to what may
    stand there is not reported, since the true finding is.
    """

    ids: dict[str, tuple[str, SourceSpan | None]] = field(factory=dict)
    names: dict[str, tuple[str, ...]] = field(factory=dict)
    excused: set[str] = field(factory=set)
    unread_texts: list[str] = field(factory=list)

    def excuse_all_in(self, text: str) -> None:
        """Excuse references to anything that a file that cannot be read may hold."""
        self.unread_texts.append(text)

    def excuses(self, word: str) -> bool:
        """Tell whether `word` may lead to something that cannot be read."""
        return word in self.excused or any(word in text for text in self.unread_texts)

    def is_shared(self, printed: str) -> bool:
        """Tell whether several actors are called so: then it leads to none, and the sharing is reported."""
        return len(self.names.get(reference.normalize(printed), ())) > 1

    def keep(self, ids: set[str]) -> None:
        """Forget all ids but these."""
        self.ids = {i: entry for i, entry in self.ids.items() if i in ids}

    def declare(self, id_: str, kind: str, span: SourceSpan | None) -> Iterator[Diagnostic]:
        """Note that `id_` exists; findings R09 to R11."""
        if not ID.fullmatch(id_):
            yield error("R10", f"'{id_}' is no id", span, "an id is small letters a-z, digits, '-' and '_'")
        if id_ in self.ids:
            kind_before, before = self.ids[id_]
            yield error(
                "R09", f"id '{id_}' is given twice", span, f"{_article(kind_before)} {kind_before} has it, at {before}"
            )
            return
        self.ids[id_] = (kind, span)

    def name(self, actor: m.Group | m.Organization | m.Office | m.Person) -> Iterator[Diagnostic]:
        """Note under which names an actor is printed; finding R11 where another is called the same."""
        for printed in dict.fromkeys(printed_names(actor)):
            key = reference.normalize(printed)
            state = reference.resolve_state(printed)
            meant = tuple(dict.fromkeys(i for i in (*self.names.get(key, ()), state, str(actor.id)) if i))
            others = [i for i in meant if i != actor.id]
            if others:
                yield error(
                    "R11", f"'{printed}' is printed for '{others[0]}' as well", actor.span, "names lead to one actor"
                )
            self.names[key] = meant

    def kind_of(self, id_: str) -> str:
        """Return what kind of record an id is, or an empty text."""
        return self.ids[id_][0] if id_ in self.ids else ""

    def actor(self, printed: str) -> str:
        """Return the id of the one actor that `printed` means, or an empty text; never by likeness."""
        if self.kind_of(printed) in ACTORS:
            return printed
        if _STATE_LETTERS.fullmatch(printed) and any(s.id == printed for s in reference.states()):
            return printed
        known = self.names.get(reference.normalize(printed), ())
        return (known[0] if len(known) == 1 else "") if known else reference.resolve_state(printed)


def printed_names(actor: m.Group | m.Organization | m.Office | m.Person) -> Iterator[str]:
    """Yield every name under which an actor is printed: titles, short forms, other spellings."""
    if isinstance(actor, m.Person):
        yield actor.name
        if actor.honorific:
            yield f"{actor.honorific} {actor.name}"
    else:
        yield from (text for prose in (actor.title, actor.short) for _, text in prose.texts)
    yield from actor.also_printed


@define
class Settling:
    """Replaces the located texts of records by what they lead to.

    quiet: a later round, in which plain ids are looked up as well and what leads nowhere is only left out.
    found: what leads nowhere.
    """

    index: Index
    quiet: bool = False
    found: list[Diagnostic] = field(factory=list)
    lost: bool = False

    def settle(self, record: R) -> tuple[R | None, bool]:
        """Return `record` with plain ids (None: it cannot be without the lost one), and whether nothing was lost."""
        self.lost = False
        try:
            return self._instance(record), not self.lost
        except _Nowhere:
            return None, False

    def _instance(self, value: R) -> R:
        cls = type(value)
        changed: dict[str, object] = {}
        for f in attrs.fields(cls):  # type: ignore[arg-type]  # only attrs classes come here
            before = getattr(value, f.name)
            try:
                after = self._value(before, (cls, f.name))
            except _Nowhere:
                if f.default is attrs.NOTHING:
                    raise
                after = f.default
            if after is not before:
                changed[f.name] = after
        return attrs.evolve(value, **changed) if changed else value  # type: ignore[misc]  # as above

    def _value(self, value: object, place: tuple[type, str]) -> object:
        if isinstance(value, LocatedText) or (self.quiet and isinstance(value, str) and value):
            return self._text(value, place)
        if isinstance(value, tuple):
            return tuple(self._items(value, place))
        if attrs.has(type(value)) and not isinstance(value, (SourceSpan, m.Prose, m.PartialDate, m.Release)):
            return self._instance(value)
        return value

    def _items(self, values: Iterable[object], place: tuple[type, str]) -> Iterator[object]:
        for value in values:
            try:
                yield self._value(value, place)
            except _Nowhere:
                continue

    def _text(self, text: str, place: tuple[type, str]) -> str:
        if place in CHOICES and text not in CHOICES[place]:
            words = CHOICES[place]
            self._lose(error("R04", f"'{text}' is none of {', '.join(words)}", _span(text), *suggestions(text, words)))
        if place not in REFERENCES:
            return str(text)
        kinds = REFERENCES[place]
        found = self.index.actor(text) if kinds[0] in ACTORS else str(text)
        kind = self.index.kind_of(found) or ("state" if kinds[0] in ACTORS and found else "")
        if kind in kinds:
            return str(found)
        reported = not kind and (self.index.excuses(text) or self.index.is_shared(text))
        return self._lose(None if reported else self._unknown(text, kind, kinds))

    def _lose(self, finding: Diagnostic | None) -> NoReturn:
        self.lost = True
        if finding is not None and not self.quiet:
            self.found.append(finding)
        raise _Nowhere

    def _unknown(self, text: str, kind: str, kinds: tuple[str, ...]) -> Diagnostic:
        wanted = " or ".join(kinds) if kinds != ACTORS else "actor"
        if kind:
            return error("R08", f"'{text}' is {_article(kind)} {kind}, not {_article(wanted)} {wanted}", _span(text))
        if kinds[0] not in ACTORS:
            known = [i for i, (k, _) in self.index.ids.items() if k in kinds]
            return error("R08", f"there is no {wanted} '{text}'", _span(text), *suggestions(text, known))
        names = itertools.chain(self.index.names, (i for i, (k, _) in self.index.ids.items() if k in ACTORS))
        close = reference.did_you_mean(text, tuple(names))
        hints = (f"did you mean {' or '.join(repr(c) for c in close)}?",) if close else ()
        add = "add the spelling to 'also_printed' of the actor that is meant, or write its id"
        return error("R07", f"no {wanted} is called '{text}'", _span(text), *hints, add)


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeio" else "a"


def _span(text: str) -> SourceSpan | None:
    return text.span if isinstance(text, LocatedText) else None
