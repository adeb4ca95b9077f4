"""One dialogue of one edition in one language: who is called what, on which day, and who is reached.

Makes the small views of which answers are made; the questions themselves stand in the modules that use it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from rtop_docs.analysis.reach import Claim, Reaches, reaches
from rtop_docs.analysis.views import ActorView, Citation, ThemeView, Words
from rtop_docs.records import select
from rtop_docs.records.edition import Edition
from rtop_docs.records.model import (
    Dialogue,
    Group,
    Locator,
    Office,
    Organization,
    Person,
    Prose,
    RecordId,
    Source,
    SourceId,
    Theme,
)
from rtop_docs.reference import REGIONAL_GROUPS, group_of, group_title, name_of, sort_key

T = TypeVar("T")


class Scene:
    """One dialogue as one edition shows it, with the names of its day in one language."""

    def __init__(self, ed: Edition, dialogue: str, language: str) -> None:
        self.ed = ed
        self.id = dialogue
        self.language = language
        self._actors: dict[str, ActorView] = {}
        self._found: dict[tuple[object, ...], object] = {}

    @cached_property
    def dialogue(self) -> Dialogue:
        """The dialogue's record."""
        return self.ed.dialogue(self.id)

    @cached_property
    def day(self) -> datetime.date:
        """The first sitting: the day whose names and memberships count."""
        return min(self.dialogue.sittings)

    @cached_property
    def reaches(self) -> Reaches:
        """Theme -> actor -> claims."""
        return reaches(self.ed, self.id, self.day)

    @cached_property
    def themes(self) -> tuple[str, ...]:
        """The themes with a position, in the record's order."""
        return select.theme_ids(self.ed, self.id)

    @cached_property
    def speaking(self) -> frozenset[str]:
        """Whoever anything recorded shows speaking, spoken for, delivering, holding something or quoted."""
        dialogue = self.dialogue
        found: set[str] = {a for s in dialogue.statements for a in (s.speaker, s.delegate, s.read_for)}
        found |= {a for s in dialogue.statements for a in (*s.jointly_with, *s.on_behalf_of)}
        found |= {a for s in dialogue.segments for a in (s.moderator, *s.members)}
        found |= {a for q in dialogue.quotations if not q.document for a in q.speakers}
        for reached in self.reaches.values():
            found |= {a for a, claims in reached.items() if any(c.by_name for c in claims)}
        return frozenset(found - {""})

    def claims(self, actor: str, theme: str) -> tuple[Claim, ...]:
        """Return the claims that reach an actor on a theme."""
        return self.reaches.get(theme, {}).get(actor, ())

    def themes_reaching(self, actor: str) -> tuple[str, ...]:
        """Return the themes on which an actor is reached, in the record's order."""
        return tuple(t for t in self.themes if actor in self.reaches.get(t, {}))

    def once(self, find: Callable[..., T], *args: object) -> T:
        """Return ``find(self, *args)``, found once: for what many questions share."""
        key = (find, *args)
        if key not in self._found:
            self._found[key] = find(self, *args)
        found: T = self._found[key]  # type: ignore[assignment]  # `find` put it there
        return found

    # -- words and names ------------------------------------------------------------------------------------

    def words(self, prose: Prose) -> Words:
        """Return a prose field in this language, or else in the record's, or else in the first there is."""
        texts = dict(prose.texts)
        for language in (self.language, self.ed.library.language, *texts):
            if language in texts:
                return Words(texts[language], language)
        return Words()

    def actor(self, actor: str) -> ActorView:
        """Return how an actor is called.  Raises KeyError for one that this edition does not have."""
        if actor not in self._actors:
            self._actors[actor] = self._named(actor)
        return self._actors[actor]

    def some_actor(self, actor: str) -> ActorView | None:
        """Return how an actor is called, or None for ""."""
        return self.actor(actor) if actor else None

    def _named(self, actor: str) -> ActorView:
        kind = select.kind_of(self.ed, actor)
        if kind == "state":
            name = name_of(actor, self.language, self.day)
            return ActorView(actor, kind, name, name, self.language)
        match self.ed.records.get(actor):
            case Group() | Organization() | Office() as body:
                title = self.words(body.title)
                return ActorView(actor, kind, title.text, (self.words(body.short) or title).text, title.language)
            case Person(name=name):
                return ActorView(actor, kind, name, name, self.ed.library.language)
            case _:
                raise KeyError(f"actor {actor!r} is not in the record, or is withheld from this edition")

    def actors(self, ids: Iterable[str]) -> tuple[ActorView, ...]:
        """Return how actors are called, each once, in alphabetical order of this language."""
        return self.alphabetical((self.actor(i) for i in dict.fromkeys(ids)), lambda a: a.name)

    def alphabetical(self, items: Iterable[T], name: Callable[[T], str]) -> tuple[T, ...]:
        """Sort by name as this language does."""
        return tuple(sorted(items, key=lambda item: self.once(_sort_key, name(item))))

    def theme(self, theme: str) -> ThemeView:
        """Return a theme's words.  Raises KeyError for a theme that this edition does not have."""
        found = self.ed.get(Theme, theme)
        if found is None:
            raise KeyError(f"theme {theme!r} is not in the record, or is withheld from this edition")
        title = self.words(found.title)
        return ThemeView(
            theme=theme,
            title=title,
            short=self.words(found.short) or title,
            proposition=self.words(found.proposition),
            parent=found.parent,
        )

    # -- sources --------------------------------------------------------------------------------------------

    def source(self, source: str) -> Source:
        """Return a source.  Raises KeyError for one that this edition does not have."""
        found = self.ed.get(Source, source)
        if found is None:
            raise KeyError(f"source {source!r} is not in the record, or is withheld from this edition")
        return found

    def publisher(self, source: str) -> str:
        """Return the short name of a source's publisher."""
        return self.actor(self.source(source).publisher).short

    def publishers(self, sources: Iterable[str]) -> tuple[str, ...]:
        """Return the short names of the sources' publishers, each once, in the given order."""
        return tuple(dict.fromkeys(self.publisher(s) for s in sources))

    def earlier_account(self, source: str, among: Iterable[str]) -> str:
        """Return the source, one of `among`, of which this one is a later account of the same publisher, or ""."""
        known, seen, found = set(among), {source}, self.source(source).later_account_of
        while found and found not in known and found not in seen:
            seen.add(found)
            found = self.source(found).later_account_of
        return found if found in known and found not in seen else ""

    # -- regional groups ------------------------------------------------------------------------------------

    def region(self, actor: str) -> str:
        """Return a state's regional group on the day; "" for none, and for who is no state."""
        return group_of(actor, self.day) if select.is_state(actor) else ""

    def region_title(self, region: str) -> str:
        """Return a regional group's name; "" for none."""
        return group_title(region, self.language) if region else ""


def regions() -> tuple[str, ...]:
    """Return the regional groups in the order in which tables show them."""
    return tuple(REGIONAL_GROUPS)


def _sort_key(scene: Scene, name: str) -> tuple[str, str]:
    return sort_key(name, scene.language)


def citation(record: RecordId | str, at: Locator) -> Citation:
    """Return where a footnote on `record` points."""
    return Citation(str(record), at.source, at.start, at.end)


def some_citation(record: RecordId | str, at: Locator | None) -> Citation | None:
    """Return where a footnote on `record` points, or None where no source is left in this edition."""
    return citation(record, at) if at is not None and at.source != SourceId("") else None
