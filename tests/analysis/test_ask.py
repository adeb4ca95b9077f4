"""The questions as such: asked once, traced, asked again by name, answered with ids and values only."""

import json

import attrs
import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.analysis import Ask, Unanswerable
from rtop_docs.canonical import digest_of
from rtop_docs.diagnostics import SourceSpan
from rtop_docs.records.edition import View, edition, everything
from rtop_docs.records.model import Audience, Library, Locator, Record

from .invented import INTERNAL, NOON, ask, asked, dialogue, library, position, prose, rich, texts, who

ACTORS = ("CUB", "LVA", "RWA", "SWE", "friends", "union", "league")


def every_answer(question):
    """Ask every question with plausible arguments; return (name, args) -> answer."""
    found = {}

    def put(name, *args):
        found[name, args] = getattr(question, name)(*args)

    for name in ("event", "themes", "matrix", "speakers", "stated_figures", "named_counts", "named_states",
                 "disagreements", "quotations", "situations", "statements_by", "all_states"):  # fmt: skip
        put(name)
    put("statements_by", "language")
    put("sources", question.event().sources)
    for kind in ("states", "groups", "civil society"):
        put("taking_part", kind)
    for theme in question.themes():
        put("theme", theme.theme)
    for actor in ACTORS:
        for name in ("positions_of", "participation", "unknowns", "other_years", "in_its_words",
                     "credited_with_others", "read_for_group", "rosters_of", "actor"):  # fmt: skip
            put(name, actor)
        for theme in question.themes():
            put("silence", actor, theme.theme)
    for state in ("CUB", "LVA", "RWA", "SWE"):
        put("beside_group", state)
    return found


def test_every_question_is_asked_here():
    """No question is missing from the tests that hold for all of them."""
    asked_here = {name for name, _ in every_answer(ask(rich()))}
    assert set(Ask.questions.func(ask(rich()))) - asked_here == {"source", "citations", "checked"}


def test_answers_hold_plain_values_only():
    """No answer holds a record, a locator or a place in a file; each has a digest."""

    def plain(value):
        assert not isinstance(value, (Record, Locator, Library))
        if isinstance(value, tuple):
            return [plain(v) for v in value]
        if attrs.has(type(value)):
            assert type(value).__module__.startswith("rtop_docs.analysis.views")
            return [plain(getattr(value, f.name)) for f in attrs.fields(type(value))]
        return digest_of(value)

    for answer in every_answer(ask(rich())).values():
        plain(answer)
        assert len(digest_of(answer)) == 64


def test_the_same_question_is_answered_once():
    """An answer is kept: the same arguments, however they are given, give the very same object."""
    question = ask(rich())
    assert question.positions_of("CUB") is question.positions_of(actor="CUB")
    assert question.matrix() is question.matrix((), states="named")
    assert question.matrix(["seeds"]) is question.matrix(("seeds",))


def test_a_trace_notes_what_was_asked_with_the_answers_digest():
    """While a trace is open each question is noted with its arguments, also one that was answered before."""
    question = ask(rich())
    question.themes()
    with question.trace() as outer:
        question.themes()
        with question.trace() as inner:
            question.silence("CUB", "wells")
    question.event()
    assert outer == {
        '["themes",""]': digest_of(question.themes()),
        '["silence","CUB","wells"]': digest_of(question.silence("CUB", "wells")),
    }
    assert list(inner) == ['["silence","CUB","wells"]']


def test_a_traced_question_can_be_asked_again():
    """Every traced question gives its answer again, in another `Ask` too."""
    question, other = ask(rich()), ask(rich())
    with question.trace() as asked_then:
        every_answer(question)
    assert {key: digest_of(other.answer(key)) for key in asked_then} == asked_then


def test_a_question_about_what_is_gone_is_unanswerable():
    """A question that the record no longer allows has an answer of its own, which differs from every other."""
    question = ask(rich())
    gone = question.answer('["theme","weeds"]')
    assert isinstance(gone, Unanswerable)
    assert "weeds" in gone.why
    assert isinstance(question.answer('["no_such_question"]'), Unanswerable)
    assert isinstance(question.answer('["trace"]'), Unanswerable)
    assert isinstance(question.answer('["silence","CUB"]'), Unanswerable)
    with pytest.raises(ValueError, match="not a question"):
        question.answer("themes")


@pytest.mark.parametrize(
    "call",
    [
        lambda q: q.theme("weeds"),
        lambda q: q.positions_of("Cuba"),
        lambda q: q.silence("nobody", "seeds"),
        lambda q: q.silence("CUB", "weeds"),
        lambda q: q.source("leaflet"),
        lambda q: q.stated_figures("weight"),
        lambda q: q.quotations(actor="Cuba"),
    ],
)
def test_an_unknown_id_raises(call):
    """A wrong id is a wrong call, and never an empty answer."""
    with pytest.raises(KeyError):
        call(ask(rich()))


def test_wrong_calls_raise():
    """An unknown dialogue, a moment without a zone, and an argument that is no plain value are refused."""
    with pytest.raises(KeyError, match="'nowhere' is not in the record"):
        ask(rich(), "nowhere")
    with pytest.raises(ValueError, match="time zone"):
        ask(rich(), moment=NOON.replace(tzinfo=None))
    with pytest.raises(TypeError, match="texts"):
        ask(rich()).theme(None)
    secret = library(evolve(dialogue(), release=INTERNAL))
    with pytest.raises(KeyError, match="withheld"):
        ask(secret)


def test_what_was_checked_is_counted_by_source():
    """Without a lock nothing was found; a source without an archived text cannot be checked."""
    counted = {s: ask(rich()).checked(s) for s in {t.source for q in ask(rich()).quotations() for t in q.testimonies}}
    assert counted
    assert all(view.found == 0 for view in counted.values())
    assert any(view.unchecked for view in counted.values())


def test_citations_of_a_record():
    """Every place to which a footnote on a record can point is given; none for an unknown or a withheld record."""
    question = ask(rich())
    assert [c.source for c in question.citations("p-ten")] == ["page"]
    assert question.citations("nothing") == ()


def test_a_correction_changes_only_what_shows_it():
    """A corrected wording of one position changes the answers that hold it and no other."""
    lib = rich()
    floor = lib.dialogues[1]
    corrected = tuple(evolve(p, says=prose("corrected")) if p.id == "p-friends" else p for p in floor.positions)
    other = evolve(lib, dialogues=(lib.dialogues[0], evolve(floor, positions=corrected)))
    before, after = every_answer(ask(lib)), every_answer(ask(other))
    changed = {key for key in before if digest_of(before[key]) != digest_of(after[key])}
    assert changed == {("theme", ("wells",)), ("positions_of", ("friends",)), ("positions_of", ("RWA",)),
                       ("positions_of", ("union",))}  # fmt: skip


def test_a_comment_in_a_file_changes_nothing():
    """Where a record stands in a file enters no answer."""
    lib = rich()
    moved = tuple(evolve(p, span=SourceSpan("floor.yaml", 7, 3)) for p in lib.dialogues[1].positions)
    other = evolve(lib, dialogues=(lib.dialogues[0], evolve(lib.dialogues[1], positions=moved)))
    assert other.dialogues[1].positions[0].span != lib.dialogues[1].positions[0].span
    digests = [{k: digest_of(v) for k, v in every_answer(ask(x)).items()} for x in (lib, other)]
    assert digests[0] == digests[1]


def _ids(lib):
    return sorted(r.id for r in everything(lib).records.values() if r.id not in {"floor", "assembly"})


@given(st.sets(st.sampled_from(_ids(rich()))))
@settings(max_examples=60 if settings().derandomize else 1000)  # the thorough profile does not derandomize
def test_nothing_withheld_is_in_any_answer(secret):
    """Whatever is withheld, no id of it is in any answer; what it would reach reads withheld, never not named."""
    lib = rich()
    lib = evolve(lib, **{
        name: tuple(_hide(r, secret) for r in getattr(lib, name))
        for name in ("sources", "groups", "organizations", "offices", "persons", "rosters", "themes", "instruments",
                     "measures", "dialogues")
    })  # fmt: skip
    shown = edition(lib, View(Audience.PUBLIC, NOON))
    question, full = ask(lib), ask(lib, audience=Audience.INTERNAL)
    for theme in question.themes():
        for actor in full.taking_part("states"):
            reached = [h.theme.theme for h in full.positions_of(actor).themes]
            if theme.theme in reached and not any(
                h.theme.theme == theme.theme for h in question.positions_of(actor).themes
            ):
                assert question.silence(actor, theme.theme).kind == "withheld"
    known = [a for a in ACTORS if a in shown.records or a.isupper()]
    for name in ("event", "themes", "matrix", "speakers", "stated_figures", "named_counts", "disagreements",
                 "quotations", "situations", "statements_by"):  # fmt: skip
        assert shown.withheld.isdisjoint(texts(getattr(question, name)()))
    for actor in known:
        for name in ("positions_of", "participation", "unknowns", "other_years"):
            assert shown.withheld.isdisjoint(texts(getattr(question, name)(actor)))


def _hide(record, secret):
    if record.id in secret:
        record = evolve(record, release=INTERNAL)
    parts = ("segments", "coverage", "statements", "actor_sets", "positions", "quotations", "figures", "situations")
    if hasattr(record, "actor_sets"):
        record = evolve(record, **{p: tuple(_hide(r, secret) for r in getattr(record, p)) for p in parts})
    return record


def test_a_key_is_json():
    """The name under which a trace notes a question is a line of JSON with its arguments."""
    question = asked(actor_sets=(who("set", "FIN"),), positions=(position("p", "seeds", "set"),))
    with question.trace() as found:
        question.matrix(("seeds",))
    assert [json.loads(k) for k in found] == [["matrix", ["seeds"], "named"]]


def test_what_is_recalled_is_made_once_and_its_questions_are_noted_each_time():
    """A second document that shares a sentence with the first is recorded to have asked what the sentence rests on."""
    question = ask(rich())
    made = []

    def sentence():
        made.append(question.actor("RWA").name)
        return made[-1]

    with question.trace() as first:
        said = question.recalled(("sentence", "RWA"), sentence)
    with question.trace() as second:
        again = question.recalled(("sentence", "RWA"), sentence)
    question.recalled(("sentence", "SWE"), sentence)

    assert (said, again, len(made)) == ("Rwanda", "Rwanda", 2)
    assert first == second == {'["actor","RWA"]': digest_of(question.actor("RWA"))}


def test_what_could_not_be_made_is_not_recalled():
    """A sentence that failed is tried again, and leaves no trace open."""
    question = ask(rich())
    with pytest.raises(KeyError):
        question.recalled("sentence", lambda: question.actor("nobody"))

    assert question.recalled("sentence", lambda: "made") == "made"
    assert question._traces == []


def test_a_question_asked_in_other_words_is_the_same_question():
    """By place or by name, with a default or without: one answer, noted under one key."""
    question = ask(rich())
    with question.trace() as asked_so:
        answers = [question.situations(), question.situations(""), question.situations(place=""), question.situations()]

    assert all(answer is answers[0] for answer in answers)
    assert list(asked_so) == ['["situations",""]']
