"""Directions and silences: what two sources say differently stays two; silence is never a position."""

import datetime

import pytest
from attrs import evolve

from rtop_docs.canonical import digest_of
from rtop_docs.records.model import Audience, Direction, Release, VerbKind

from .invented import ask, asked, coverage, dialogue, library, position, prose, statement, who, withheld

FIN = who("set", "FIN")
FIN_WATCH = who("set-watch", "FIN", "watch-page")


def held(question, actor="FIN"):
    """Return what reaches the actor on its first theme."""
    return question.positions_of(actor).themes[0]


def test_two_sources_that_contradict_read_sources_differ():
    """One source has the state for, another against: both are kept, and the sign says that sources differ."""
    found = held(
        asked(
            actor_sets=(FIN, FIN_WATCH),
            positions=(
                position("p1", "seeds", "set"),
                position("p2", "seeds", "set-watch", "watch-page", direction=Direction.AGAINST),
            ),
        )
    )
    assert (found.directions, found.sources_differ, found.sign) == (("for", "against"), True, "sources differ")
    assert [c.position.record for c in found.claims] == ["p1", "p2"]


def test_one_source_with_two_directions_is_not_a_difference_of_sources():
    """For, and concerned, in one source: several directions, and no word of sources that differ."""
    found = held(
        asked(
            actor_sets=(FIN,),
            positions=(
                position("p1", "seeds", "set"),
                position("p2", "seeds", "set", direction=Direction.RESERVED),
            ),
        )
    )
    assert (found.sources_differ, found.sign) == (False, "several")


def test_a_condition_stays_with_its_direction():
    """A position that is told with a condition has a sign of its own, but not beside an unconditional one."""
    conditional = position("p1", "seeds", "set", condition="if asked")
    assert held(asked(actor_sets=(FIN,), positions=(conditional,))).sign == "conditional"
    both = held(asked(actor_sets=(FIN,), positions=(conditional, position("p2", "seeds", "set"))))
    assert both.sign == "for"


def test_a_fact_that_is_told_is_no_position():
    """What somebody told as a fact stands apart, without a direction."""
    question = asked(
        actor_sets=(FIN,),
        positions=(position("p", "seeds", "set", kind=VerbKind.REPORTS_A_FACT, direction=Direction.NONE),),
    )
    found = question.positions_of("FIN")
    assert (found.themes, [c.position.record for c in found.facts]) == ((), ["p"])
    assert question.named_states().entries == 0


def test_the_printed_verb_and_the_publisher_stand_with_each_position():
    """An answer carries the verb as printed, its kind, the publisher, and why a direction is our reading."""
    question = asked(
        actor_sets=(FIN,),
        positions=(
            position("p", "seeds", "set", verb="opined", direction=Direction.AGAINST, inferred=prose("our reading")),
        ),
    )
    found = held(question).claims[0].position
    assert (found.verb, found.kind, found.publisher, str(found.inferred)) == (
        "opined", "stresses", "League", "our reading",
    )  # fmt: skip


def test_a_sheet_holds_no_other_name():
    """An answer about one state holds no other of its list, so that their correction rebuilds another sheet only."""
    question = asked(actor_sets=(who("set", "FIN SWE NOR"),), positions=(position("p", "seeds", "set"),))
    assert [n.actor.id for n in held(question).claims[0].position.who.names] == ["FIN"]
    other = asked(actor_sets=(who("set", "FIN SWE DNK"),), positions=(position("p", "seeds", "set"),))
    assert digest_of(question.positions_of("FIN")) == digest_of(other.positions_of("FIN"))
    assert digest_of(question.theme("seeds")) != digest_of(other.theme("seeds"))


def test_names_stand_in_alphabetical_order_of_the_language():
    """Names are sorted by the document's language and by the names of the event's day."""
    sets = (who("set", "CHE DEU AUT CZE"),)
    lib = library(dialogue(actor_sets=sets, positions=(position("p", "seeds", "set"),)))
    names = [n.actor.name for n in ask(lib).theme("seeds").positions[0].who.names]
    assert names == ["Austria", "Czech Republic", "Germany", "Switzerland"]
    names = [n.actor.name for n in ask(lib, language="fr").theme("seeds").positions[0].who.names]
    assert names == ["Allemagne", "Autriche", "République tchèque", "Suisse"]


# -- silence ------------------------------------------------------------------------------------------------


def kind(question, actor="SWE", theme="seeds"):
    """Return which silence it is."""
    return question.silence(actor, theme).kind


NAMED = {"actor_sets": (FIN,), "positions": (position("p", "seeds", "set"),)}


def test_not_named_by_the_sources_read():
    """A state that no source read for a theme names is not named; the answer says by which sources."""
    question = asked(**NAMED)
    assert kind(question) == "not named"
    assert question.silence("SWE", "seeds").sources == ("page",)
    assert kind(question, "FIN") == ""


def test_not_read_by_us():
    """Where no source was read for a theme, silence is ours."""
    question = asked(**NAMED, coverage=(coverage(whole=False, themes=("wells",)),))
    assert kind(question) == "not read"
    assert kind(asked(**NAMED, coverage=())) == "not read"


def test_did_not_speak_needs_a_complete_list():
    """Only a source whose list of speakers is complete, and lacks the state, proves that it did not speak."""
    listed = {"statements": (statement("st", "FIN"),)}
    assert kind(asked(**NAMED, **listed, coverage=(coverage(speakers="complete"),))) == "did not speak"
    assert kind(asked(**NAMED, **listed, coverage=(coverage(speakers="partial"),))) == "not named"


@pytest.mark.parametrize(
    "spoke",
    [
        {"statements": (statement("st", "SWE", "watch-page"),)},
        {"statements": (statement("st", "FIN", "watch-page", on_behalf_of=("SWE",)),)},
        {
            "actor_sets": (FIN, who("more", "SWE", "watch-page")),
            "positions": (position("p", "seeds", "set"), position("p2", "wells", "more", "watch-page")),
        },
    ],
)
def test_a_complete_list_does_not_deny_another_source(spoke):
    """Where any other source shows the state speaking, a list that lacks it proves nothing."""
    lists = (coverage(speakers="complete"), coverage("watch-page"))
    assert kind(asked(**{**NAMED, **spoke}, coverage=lists)) == "not named"


def test_withheld_is_not_not_named():
    """What is kept from an edition reads withheld there, and never not named."""
    secret = dialogue(actor_sets=(FIN, who("two", "SWE")), positions=(
        position("p", "seeds", "set"), withheld(position("p2", "seeds", "two"))))  # fmt: skip
    public, internal = ask(library(secret)), ask(library(secret), audience=Audience.INTERNAL)
    assert kind(public) == "withheld"
    assert kind(internal) == ""
    assert public.theme("seeds").withheld
    assert public.positions_of("SWE").withheld
    assert not internal.theme("seeds").withheld


def test_a_withheld_statement_is_not_denied():
    """A complete public list lacks a speaker whose statement is withheld: the edition does not say it was silent."""
    secret = dialogue(
        **NAMED,
        coverage=(coverage(speakers="complete"),),
        statements=(statement("st", "FIN"), withheld(statement("st-2", "SWE"))),
    )
    assert kind(ask(library(secret))) == "not named"
    assert ask(library(secret)).participation("SWE").silence == "withheld"


def test_an_embargo_ends_at_its_moment():
    """Before its moment a record is withheld, from it on it is shown, whatever the zone it is written in."""
    zone = datetime.timezone(datetime.timedelta(hours=-4))
    until = Release(embargo=datetime.datetime(2014, 9, 8, 15, tzinfo=zone))
    lib = library(dialogue(actor_sets=(FIN,), positions=(withheld(position("p", "seeds", "set"), until),)))
    before = datetime.datetime(2014, 9, 8, 18, 59, tzinfo=datetime.UTC)
    after = before + datetime.timedelta(minutes=1)
    themes = [[t.theme for t in ask(lib, moment=m).themes()] for m in (before, after)]
    assert themes == [[], ["seeds"]]


def test_themes_can_be_asked_by_who_holds_them():
    """Themes are told apart by who holds them, unnamed states included."""
    question = asked(
        actor_sets=(FIN, who("fourteen", number=14), who("ngo", "league")),
        positions=(
            position("p1", "seeds", "set"),
            position("p2", "wells", "fourteen"),
            position("p3", "deep-wells", "ngo"),
        ),
    )
    found = {by: [t.theme for t in question.themes(by)] for by in ("", "states", "groups", "civil society")}
    assert found == {
        "": ["seeds", "wells", "deep-wells"],
        "states": ["seeds", "wells"],
        "groups": [],
        "civil society": ["deep-wells"],
    }
    with pytest.raises(ValueError, match="not by 'planets'"):
        question.themes("planets")


def test_the_original_is_given_where_a_language_is_missing():
    """A prose field without the document's language gives its original words, and says in which language they are."""
    lib = library(dialogue(actor_sets=(FIN,), positions=(position("p", "seeds", "set"),)))
    says = ask(lib, language="fr").theme("seeds").positions[0].says
    assert (says.text, says.language) == ("p is said", "en")
    both = evolve(lib.dialogues[0].positions[0], says=evolve(prose("p is said"), texts=(("en", "a"), ("fr", "b"))))
    found = library(evolve(lib.dialogues[0], positions=(both,)))
    assert str(ask(found, language="fr").theme("seeds").positions[0].says) == "b"
