"""How a position reaches an actor: every way that applies, one step, and never by a set without names."""

import pytest

from rtop_docs.records.model import Alignment, Direction, SourceKind, Ternary

from .invented import ask, asked, dialogue, library, position, roster, source, statement, ways, who

SEEDS = position("p", "seeds", "set")


def test_a_name_in_an_account_reaches_that_state():
    """A state that an account names is reached as named, and not as its own statement."""
    question = asked(actor_sets=(who("set", "FIN"),), positions=(SEEDS,))
    assert ways(question, "FIN", "seeds") == ["named"]
    assert ways(question, "SWE", "seeds") == []


def test_a_recorded_statement_makes_it_own():
    """A state that is named, and whose statement is recorded, is reached by both."""
    question = asked(actor_sets=(who("set", "FIN"),), positions=(SEEDS,), statements=(statement("st", "FIN"),))
    assert ways(question, "FIN", "seeds") == ["own", "named"]


def test_another_statement_of_the_same_state_is_not_where_it_was_voiced():
    """Where the source says through which statement it was voiced, another one makes nothing own."""
    question = asked(
        actor_sets=(who("set", "LVA"),),
        positions=(position("p", "seeds", "set", statement="st-est"),),
        statements=(statement("st-est", "EST", on_behalf_of=("LVA",)), statement("st-lva", "LVA")),
    )
    assert ways(question, "LVA", "seeds") == ["named", "spoken for EST"]


def test_the_speakers_own_text_is_own_and_names_nobody():
    """In a speaker's own text no account names the speaker: the position is its own."""
    text = source("text", "FIN", kind=SourceKind.SPEAKERS_TEXT)
    found = dialogue(actor_sets=(who("set", "FIN", "text"),), positions=(position("p", "seeds", "set", "text"),))
    assert ways(ask(library(found, sources=(source(), text))), "FIN", "seeds") == ["own"]


def test_latvia_keeps_both_ways():
    """Named, and spoken for by another without a word on which it was: both ways, the second in doubt, half filled."""
    question = asked(
        actor_sets=(who("set", "LVA"),),
        positions=(SEEDS,),
        statements=(statement("st-est", "EST", on_behalf_of=("LVA", "LTU")),),
    )
    assert ways(question, "LVA", "seeds") == ["named", "spoken for EST?"]
    assert question.positions_of("LVA").themes[0].fill == "half"
    assert ways(question, "LTU", "seeds") == []
    assert ways(question, "EST", "seeds") == []


def test_a_state_that_reads_for_a_group_has_no_position_by_that():
    """The reader of a group's statement holds nothing of it, even where it is not said whether it spoke for itself."""
    question = asked(
        actor_sets=(who("set", "friends"),),
        positions=(position("p", "seeds", "set", statement="st"),),
        statements=(statement("st", "friends", delegate="RWA", on_behalf_of=("friends",)),),
    )
    assert ways(question, "friends", "seeds") == ["own", "named"]
    assert ways(question, "RWA", "seeds") == []


def test_a_statement_only_for_others_is_not_the_speakers_own():
    """Where a source says that the speaker spoke for others alone, being named is all that reaches it."""
    question = asked(
        actor_sets=(who("set", "EST"),),
        positions=(SEEDS,),
        statements=(statement("st", "EST", on_behalf_of=("LVA",), also_itself=Ternary.NO),),
    )
    assert ways(question, "EST", "seeds") == ["named"]
    assert ways(question, "LVA", "seeds") == ["spoken for EST"]


@pytest.mark.parametrize("also", [Ternary.YES, Ternary.UNKNOWN])
def test_it_is_not_guessed_for_whom_a_speaker_said_it(also):
    """Where the speaker may have said it for itself, those on whose behalf it also spoke are not reached."""
    question = asked(
        actor_sets=(who("set", "EST"),),
        positions=(SEEDS,),
        statements=(statement("st", "EST", on_behalf_of=("LVA",), also_itself=also),),
    )
    assert ways(question, "LVA", "seeds") == []


def test_a_stated_voice_reaches_those_spoken_for():
    """Where the source says that it was voiced in that statement, all of its bodies are reached."""
    question = asked(
        actor_sets=(who("set", "EST"),),
        positions=(position("p", "seeds", "set", statement="st"),),
        statements=(statement("st", "EST", on_behalf_of=("LVA",)),),
    )
    assert ways(question, "LVA", "seeds") == ["spoken for EST"]


def test_a_part_of_a_body_reaches_nobody():
    """A statement for a part of those it names reaches none of them, and no member of a group."""
    found = dialogue(
        actor_sets=(who("set", "friends EST"),),
        positions=(SEEDS,),
        statements=(
            statement("st", "friends", delegate="RWA", whole=False),
            statement("st-est", "EST", on_behalf_of=("LVA",), also_itself=Ternary.NO, whole=False),
        ),
    )
    question = ask(library(found, rosters=(roster("friends", "GHA"),)))
    assert ways(question, "LVA", "seeds") == []
    assert ways(question, "GHA", "seeds") == []


def test_spoken_for_in_part_is_no_way():
    """A named state, for a part of which another spoke, is named and no more."""
    question = asked(
        actor_sets=(who("set", "LVA"),),
        positions=(SEEDS,),
        statements=(statement("st", "EST", on_behalf_of=("LVA",), whole=False),),
    )
    assert ways(question, "LVA", "seeds") == ["named"]


def test_a_groups_position_reaches_a_recorded_member():
    """A roster of that day carries the group's position to its members, as an outline; nobody else."""
    found = dialogue(actor_sets=(who("set", "friends"),), positions=(SEEDS,))
    question = ask(library(found, rosters=(roster("friends", "GHA RWA", complete=False),)))
    assert ways(question, "GHA", "seeds") == ["through group friends"]
    assert question.positions_of("GHA").themes[0].fill == "outline"
    assert ways(question, "TGO", "seeds") == []


def test_without_a_roster_a_group_reaches_no_state():
    """Forty-five members of whom no list is recorded: the group's position stays the group's."""
    question = asked(actor_sets=(who("set", "friends"),), positions=(SEEDS,))
    assert question.matrix().bands[0].kind == "groups"
    assert len(question.matrix().bands) == 1


@pytest.mark.parametrize(
    ("attested", "more", "reached"),
    [
        ("2014-09-08", {}, True),
        ("2014-09-07", {}, False),
        ("2014-09-09", {}, False),
        ("2014-09", {}, False),
        ("2014", {}, False),
    ],
)
def test_a_roster_holds_on_the_day_it_attests(attested, more, reached):
    """A roster of another day, or of some day of a month, proves no membership on the event's day."""
    found = dialogue(actor_sets=(who("set", "friends"),), positions=(SEEDS,))
    question = ask(library(found, rosters=(roster("friends", "GHA", attested, **more),)))
    assert (ways(question, "GHA", "seeds") != []) is reached


def test_one_step_only():
    """A member of the Union is not reached by the Friends because the Union is one of them."""
    found = dialogue(actor_sets=(who("set", "friends"),), positions=(SEEDS,))
    rosters = (roster("friends", "union GHA"), roster("union", "FIN"))
    question = ask(library(found, rosters=rosters))
    assert ways(question, "union", "seeds") == ["through group friends"]
    assert ways(question, "FIN", "seeds") == []


def test_a_coalition_of_civil_society_does_not_speak_for_its_members():
    """An organization of civil society speaks for itself: a list of its members carries nothing to them."""
    found = dialogue(actor_sets=(who("set", "league"),), positions=(SEEDS,))
    question = ask(library(found, rosters=(roster("league", "watch"),)))
    assert ways(question, "watch", "seeds") == []


def test_a_set_without_names_reaches_nobody():
    """Fourteen states, and these same countries, reach no state; nor does an unnamed part of a named set."""
    question = asked(
        actor_sets=(
            who("ten", "FIN"),
            who("fourteen", number=14),
            who("these", same_as="fourteen"),
            who("some", part_of="ten"),
        ),
        positions=(
            position("p1", "seeds", "fourteen"),
            position("p2", "seeds", "these"),
            position("p3", "wells", "some"),
        ),
    )
    assert question.matrix().bands == ()
    assert ways(question, "FIN", "wells") == []


def test_the_same_named_set_again_carries_its_names():
    """The same countries again, said of a set with names, are the same names."""
    question = asked(
        actor_sets=(who("two", "FIN SWE"), who("these", same_as="two")),
        positions=(position("p", "wells", "these"),),
    )
    assert ways(question, "FIN", "wells") == ["named"]


def test_joint_voices():
    """A position voiced together, and a statement made jointly, are joint: a half fill."""
    question = asked(
        actor_sets=(who("set", "FIN SWE"),),
        positions=(position("p", "seeds", "set", joint=True),),
    )
    assert ways(question, "FIN", "seeds") == ["named", "joint"]
    assert question.positions_of("FIN").themes[0].fill == "half"
    question = asked(
        actor_sets=(who("set", "FIN"),),
        positions=(SEEDS,),
        statements=(statement("st", "FIN", jointly_with=("SWE",)),),
    )
    assert ways(question, "SWE", "seeds") == ["joint FIN"]


@pytest.mark.parametrize(("whole", "expected"), [(True, ["aligned FIN"]), (False, [])])
def test_alignment_counts_only_as_a_whole(whole, expected):
    """Who aligns itself with all of a statement is reached by what was voiced in it; with a part, by nothing."""
    question = asked(
        actor_sets=(who("set", "FIN"),),
        positions=(SEEDS,),
        statements=(
            statement("st-fin", "FIN"),
            statement("st-che", "CHE", aligned_with=(Alignment(statement="st-fin", whole=whole),)),
        ),
    )
    assert ways(question, "CHE", "seeds") == expected


def test_alignment_does_not_choose_between_two_statements():
    """Where the speaker spoke twice and the source does not say in which, an alignment with one reaches nothing."""
    question = asked(
        actor_sets=(who("set", "FIN"),),
        positions=(SEEDS,),
        statements=(
            statement("st-1", "FIN"),
            statement("st-2", "FIN"),
            statement("st-che", "CHE", aligned_with=(Alignment(statement="st-1", whole=True),)),
        ),
    )
    assert ways(question, "CHE", "seeds") == []


def test_who_is_only_discussed_is_not_reached():
    """A state that is only a place where something happens, or an addressee, holds nothing."""
    question = asked(
        actor_sets=(who("set", "FIN"),),
        positions=(position("p", "seeds", "set", addressee="SYR", direction=Direction.AGAINST),),
    )
    assert ways(question, "SYR", "seeds") == []
    assert question.taking_part("states") == ("FIN",)
