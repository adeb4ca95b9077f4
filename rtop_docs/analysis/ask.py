"""The named questions on one dialogue, for one audience and moment, in one language; each answered once.

The only way from records to templates.  Knows nothing of templates, documents or files.
"""

from __future__ import annotations

import datetime
import inspect
import json
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from functools import cached_property, wraps
from typing import ParamSpec, TypeVar

from attrs import frozen

import rtop_docs.analysis.beside as beside
import rtop_docs.analysis.counts as counts
import rtop_docs.analysis.disagreements as disagreements
import rtop_docs.analysis.events as events
import rtop_docs.analysis.figures as figures
import rtop_docs.analysis.matrix as matrix
import rtop_docs.analysis.positions as positions
import rtop_docs.analysis.quotations as quotations
import rtop_docs.analysis.statements as statements
import rtop_docs.analysis.unknowns as unknowns
import rtop_docs.analysis.views as views
from rtop_docs.analysis.scene import Scene
from rtop_docs.canonical import digest_of
from rtop_docs.evidence.lockfile import Lock
from rtop_docs.records.edition import View, edition, everything
from rtop_docs.records.model import Audience, Library

P = ParamSpec("P")
T = TypeVar("T")

_QUESTION = "_is_a_question"
_MOST_RECALLED = 2_000


@frozen
class Unanswerable:
    """The answer to a question that cannot be asked of this record (a theme that is gone); why: in words."""

    question: str
    why: str


def question(method: Callable[P, T]) -> Callable[P, T]:
    """Make a method one of the named questions: answered once, and noted while a trace is open."""
    signature = inspect.signature(method)

    @wraps(method)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        ask = args[0]
        assert isinstance(ask, Ask)
        plainly = not kwargs and all(type(given) is str for given in args[1:])
        call = (method.__name__, *args[1:]) if plainly else ()
        key = ask._calls.get(call, "")  # asked in the very same way before: the long way round is spared
        if not key:
            bound = signature.bind(*args, **kwargs)
            bound.apply_defaults()
            plain = tuple(_plain(given) for given in tuple(bound.arguments.values())[1:])
            key = question_key(method.__name__, plain)
            if key not in ask._answers:
                ask._answers[key] = method(ask, *plain)  # type: ignore[arg-type, call-arg]  # the arguments, made plain
            if plainly:
                ask._calls[call] = key
        if ask._traces:
            ask._note(key)
        answered: T = ask._answers[key]  # type: ignore[assignment]  # what this method answered
        return answered

    setattr(asked, _QUESTION, True)
    return asked


def _plain(argument: object) -> object:
    """Return an argument as a question holds it.  Raises TypeError for all but texts, numbers and lists of texts."""
    if isinstance(argument, str):
        return str(argument)
    if isinstance(argument, int):
        return argument
    if isinstance(argument, (list, tuple)) and all(isinstance(item, str) for item in argument):
        return tuple(str(item) for item in argument)
    raise TypeError(f"a question takes texts, numbers and lists of texts, not {argument!r}")


def question_key(name: str, args: tuple[object, ...]) -> str:
    """Return a question with its arguments as one line of JSON: ``["silence","RWA","veto"]``."""
    return json.dumps([name, *args], ensure_ascii=False, separators=(",", ":"))


class Ask:
    """What can be asked about one dialogue.  Every answer is a frozen view, or a tuple of them, with a digest.

    Actors, themes, sources and measures are given by id (a state by its three letters).  Raises KeyError for an
    id that this edition does not have, ValueError for a value that a question does not know.
    """

    def __init__(
        self,
        library: Library,
        dialogue_id: str,
        *,
        audience: Audience,
        moment: datetime.datetime,
        language: str = "en",
        lock: Lock | None = None,
    ) -> None:
        """Begin to ask.  lock: of the record's quotations; without it no quotation counts as checked."""
        shown = edition(library, View(audience, moment))
        shown.dialogue(dialogue_id)  # raises at once, not at the first question
        whole = everything(library)
        self.dialogue_id = dialogue_id
        self.language = language
        self._lock = lock if lock is not None else Lock()
        self._scenes: dict[str, tuple[Scene, Scene]] = {
            d.id: (Scene(shown, d.id, language), Scene(whole, d.id, language)) for d in shown.library.dialogues
        }
        self._scene, self._whole = self._scenes[dialogue_id]
        self._answers: dict[str, object] = {}
        self._calls: dict[tuple[object, ...], str] = {}
        self._recalled: dict[Hashable, tuple[object, tuple[str, ...]]] = {}
        self._digests: dict[str, str] = {}
        self._traces: list[dict[str, str]] = []

    # -- asking ---------------------------------------------------------------------------------------------

    @cached_property
    def questions(self) -> tuple[str, ...]:
        """The names of all questions, sorted."""
        return tuple(sorted(n for n, m in vars(type(self)).items() if getattr(m, _QUESTION, False)))

    @contextmanager
    def trace(self) -> Iterator[dict[str, str]]:
        """Collect, while open, each question asked -> digest of its answer (64 hexadecimal digits)."""
        found: dict[str, str] = {}
        self._traces.append(found)
        try:
            yield found
        finally:
            self._traces = [t for t in self._traces if t is not found]

    def answer(self, key: str) -> object:
        """Ask a question as a trace noted it.

        Returns `Unanswerable` where the record no longer has what it is about: that differs from every answer.
        """
        try:
            name, *args = json.loads(key)
        except (ValueError, TypeError):
            raise ValueError(f"not a question: {key!r}") from None
        if name not in self.questions:
            return Unanswerable(key, "there is no such question")
        try:
            return getattr(self, name)(*args)
        except (KeyError, ValueError, TypeError) as fault:
            return Unanswerable(key, str(fault))

    def digest(self, key: str) -> str:
        """Ask a question as a trace noted it and return the digest of its answer (64 hexadecimal digits), kept."""
        if self._traces or key not in self._digests:
            answered = self.answer(key)
            if key not in self._digests:
                self._digests[key] = digest_of(answered)
        return self._digests[key]

    def recalled(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` makes of answers: made once for equal keys; what it asked is noted each time.

        key: everything that it depends on beside the answers, what it makes first.  What raises is not kept.
        """
        if key not in self._recalled:
            if len(self._recalled) >= _MOST_RECALLED:
                self._recalled.clear()
            with self.trace() as asked:
                made = make()
            self._recalled[key] = made, tuple(asked)
            return made
        kept, questions = self._recalled[key]
        if self._traces:
            for question in questions:
                self._note(question)
        return kept  # type: ignore[return-value]  # what an equal key's `make` made

    def _known(self, actor: str) -> str:
        """Return `actor`.  Raises KeyError for one that this edition does not have."""
        return self._scene.actor(actor).id

    def _note(self, key: str) -> None:
        if key not in self._digests:
            self._digests[key] = digest_of(self._answers[key])
        for found in self._traces:
            found[key] = self._digests[key]

    # -- the event and its sources --------------------------------------------------------------------------

    @question
    def event(self) -> views.EventView:
        """Return the event: title, body, sittings, place, report with every symbol, segments."""
        return events.event(self._scene, self._whole)

    @question
    def source(self, source: str) -> views.SourceView:
        """Return a source, with what its publisher did in this dialogue."""
        return events.source_view(self._scene, source)

    @question
    def sources(self, sources: tuple[str, ...]) -> tuple[views.SourceView, ...]:
        """Return several sources in the order given."""
        return tuple(events.source_view(self._scene, s) for s in sources)

    @question
    def actor(self, actor: str) -> views.ActorView:
        """Return how an actor is called, as of the event's first sitting."""
        return self._scene.actor(actor)

    @question
    def citations(self, record: str) -> tuple[views.Citation, ...]:
        """Return every place to which a footnote on a record points; none for a record that this edition lacks."""
        return events.citations(self._scene, record)

    @question
    def situations(self, place: str = "") -> tuple[views.SituationView, ...]:
        """Return the situations raised at a place (a state's letters, or the name recorded), or all of them."""
        return statements.situations(self._scene, place)

    # -- positions ------------------------------------------------------------------------------------------

    @question
    def themes(self, held_by: str = "") -> tuple[views.ThemeView, ...]:
        """Return the themes with a position, in the record's order.

        held_by: "states", "groups" or "civil society", named or not; "" for all.
        """
        return positions.themes(self._scene, held_by)

    @question
    def theme(self, theme: str) -> views.ThemePositionsView:
        """Return a theme with its positions and everybody they name."""
        return positions.theme_positions(self._scene, self._whole, theme)

    @question
    def positions_of(self, actor: str) -> views.PositionsView:
        """Return all that reaches an actor, each with every way it does, and what it is told to have said as fact."""
        return positions.positions_of(self._scene, self._whole, actor)

    @question
    def silence(self, actor: str, theme: str) -> views.SilenceView:
        """Return which silence an actor's is on a theme; kind "" where it is none."""
        return positions.silence(self._scene, self._whole, self._known(actor), self._scene.theme(theme).theme)

    @question
    def matrix(self, themes: tuple[str, ...] = (), states: str = matrix.NAMED) -> views.MatrixView:
        """Return actors by themes.

        themes: none given for all that reach a state, group, organization of civil society.
        states: "named" (who took part or is named) or "all".
        """
        return matrix.matrix(self._scene, self._whole, themes, states)

    # -- speaking -------------------------------------------------------------------------------------------

    @question
    def participation(self, actor: str) -> views.ParticipationView:
        """Return how an actor took part: itself, through whom, named only, or which silence."""
        return statements.participation(self._scene, self._whole, actor)

    @question
    def statements_by(self, by: str = statements.BY_GROUP) -> views.StatementListView:
        """Return the recorded statements of states by regional "group" or by "language"."""
        return statements.statement_list(self._scene, self._whole, by)

    @question
    def speakers(self) -> views.SpeakersView:
        """Return everybody recorded as speaking, by segment, and those whom accounts only name."""
        return statements.speakers(self._scene, self._whole)

    @question
    def read_for_group(self, actor: str) -> tuple[views.StatementView, ...]:
        """Return the statements that an actor delivered for others; never its own words."""
        return statements.read_for_group(self._scene, self._known(actor))

    @question
    def rosters_of(self, body: str) -> tuple[views.RosterView, ...]:
        """Return the lists of a group's or organization's members that hold on the day, without the members."""
        return statements.rosters_of(self._scene, self._known(body))

    # -- figures --------------------------------------------------------------------------------------------

    @question
    def stated_figures(self, measure: str = "") -> tuple[views.FigureView, ...]:
        """Return what sources state for a measure, or for all, with what can be computed beside it."""
        return figures.figures(self._scene, self._whole, measure)

    @question
    def named_counts(self) -> tuple[views.NamedCountView, ...]:
        """Return for each theme how many the sources name, and what they count without naming."""
        return counts.named_counts(self._scene, self._whole)

    @question
    def named_states(self, source: str = "") -> views.NamedStatesView:
        """Return how many distinct states one source, or any, names, by regional group."""
        return counts.named_states(self._scene, self._whole, source)

    @question
    def disagreements(self) -> tuple[views.DisagreementView, ...]:
        """Return everything on which sources differ."""
        return disagreements.disagreements(self._scene, self._whole)

    # -- quotations -----------------------------------------------------------------------------------------

    @question
    def quotations(self, actor: str = "", theme: str = "") -> tuple[views.QuotationView, ...]:
        """Return the quotations credited to an actor, on a theme; all of them for no arguments."""
        return quotations.quotations(self._scene, actor and self._known(actor), theme)

    @question
    def in_its_words(self, actor: str) -> tuple[views.QuotationView, ...]:
        """Return the quotations that are credited to an actor alone."""
        return quotations.in_its_words(self._scene, self._known(actor))

    @question
    def checked(self, source: str) -> views.CheckedView:
        """Return how many quotations were found in a source's archived text, and how many could not be checked."""
        return quotations.checked(self._scene, self._lock, source)

    @question
    def credited_with_others(self, actor: str) -> tuple[views.QuotationView, ...]:
        """Return the quotations that are credited to an actor among others."""
        return quotations.credited_with_others(self._scene, self._known(actor))

    # -- beside others, and what is not known ---------------------------------------------------------------

    @question
    def beside_group(self, state: str) -> views.BesideView:
        """Return how a state's regional group stands on the themes that reach the state."""
        return beside.beside_group(self._scene, self._whole, state)

    @question
    def other_years(self, actor: str) -> tuple[views.YearView, ...]:
        """Return the same themes in the other dialogues of the record: before and after, never a shift."""
        others = sorted((s for d, s in self._scenes.items() if d != self.dialogue_id), key=lambda s: s[0].day)
        return beside.other_years(self._scene, tuple(others), self._known(actor))

    @question
    def unknowns(self, actor: str) -> tuple[views.UnknownView, ...]:
        """Return what is not known about an actor."""
        return unknowns.unknowns(self._scene, self._whole, self._known(actor))

    # -- who gets a sheet -----------------------------------------------------------------------------------

    @question
    def taking_part(self, kind: str) -> tuple[str, ...]:
        """Return the ids of the "states", "groups" or "civil society" that took part or are named, alphabetical."""
        return matrix.taking_part(self._scene, kind)

    @question
    def all_states(self) -> tuple[str, ...]:
        """Return the ids of every member state and observer."""
        return matrix.all_states()
