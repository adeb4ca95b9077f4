"""Counts and figures: names are counted as names, stated numbers stay stated, and neither is derived from another."""

import pytest

from rtop_docs.analysis import COMPUTATIONS, check_computations
from rtop_docs.records.model import Attribution, Direction, Extent, Measure

from .invented import (
    ask,
    asked,
    dialogue,
    figure,
    library,
    position,
    prose,
    quotation,
    roster,
    source,
    statement,
    who,
    withheld,
)


def count(question, theme="seeds"):
    """Return the counts of one theme."""
    return next(c for c in question.named_counts() if c.theme == theme)


def test_states_and_others_are_counted_apart():
    """The Union among states is no state."""
    found = count(asked(actor_sets=(who("set", "FIN union SWE"),), positions=(position("p", "seeds", "set"),)))
    assert (found.states, found.others) == (2, 1)


def test_a_state_that_two_lists_name_counts_once():
    """Distinct names are counted, whatever the number of lists."""
    found = count(
        asked(
            actor_sets=(who("a", "FIN SWE"), who("b", "FIN", "watch-page")),
            positions=(position("p1", "seeds", "a"), position("p2", "seeds", "b", "watch-page")),
        )
    )
    assert (found.states, found.publishers) == (2, ("League", "Watch"))


def test_an_open_list_says_so():
    """A list that goes on is marked open, with the words that say it."""
    found = count(
        asked(
            actor_sets=(who("set", "FIN", extent=Extent.OPEN, marker="such as"),),
            positions=(position("p", "seeds", "set"),),
        )
    )
    assert (found.open, found.markers, found.stated) == (True, ("such as",), ())


def test_a_stated_number_is_no_count_of_names():
    """Fourteen states, unnamed: no state is counted, and the number stands beside as stated, in both claims."""
    question = asked(
        actor_sets=(who("fourteen", number=14, number_of="states"), who("these", same_as="fourteen")),
        positions=(position("p1", "seeds", "fourteen"), position("p2", "wells", "these")),
    )
    assert [(c.states, [s.number for s in c.stated]) for c in question.named_counts()] == [(0, [14]), (0, [14])]
    assert question.named_states().on_themes == 0


def test_a_parent_does_not_sum_its_children():
    """A theme counts the names of its own positions only."""
    question = asked(
        actor_sets=(who("a", "FIN"), who("b", "SWE NOR")),
        positions=(position("p1", "wells", "a"), position("p2", "deep-wells", "b")),
    )
    assert (count(question, "wells").states, count(question, "deep-wells").states) == (1, 2)


def test_words_for_a_number_are_kept_as_words():
    """A vast majority is neither a count nor a number: its words are given as the source's."""
    found = count(
        asked(actor_sets=(who("set", wording="The vast majority"),), positions=(position("p", "seeds", "set"),))
    )
    assert (found.states, found.stated, found.wordings) == (0, (), ("The vast majority",))


def test_thirteen_and_the_group_is_not_thirteen():
    """What is counted beside a number stays beside it."""
    question = asked(
        actor_sets=(who("set", number=13, number_of="individual states"),),
        positions=(position("p", "seeds", "set"),),
        figures=(figure("f", 13, who="set", plus=("friends",)),),
    )
    assert [a.id for a in count(question).stated[0].plus] == ["friends"]
    assert [a.id for a in question.stated_figures("spoke")[0].entries[0].plus] == ["friends"]


# -- in all -------------------------------------------------------------------------------------------------


def test_who_delivers_is_a_range_where_it_is_not_said_who_spoke():
    """Latvia is named while Estonia spoke for it: the count is a range, and its reason is given."""
    question = asked(
        actor_sets=(who("set", "LVA FIN"),),
        positions=(position("p", "seeds", "set"),),
        statements=(statement("st", "EST", on_behalf_of=("LVA", "LTU")), statement("st-2", "friends", delegate="RWA")),
    )
    found = question.named_states()
    assert (found.low, found.high) == (3, 4)
    assert [(d.actor.name, [t.name for t in d.through]) for d in found.doubts] == [("Latvia", ["Estonia"])]


def test_a_recorded_statement_ends_the_doubt():
    """A state whose own statement is recorded spoke, whoever else spoke for it."""
    question = asked(
        actor_sets=(who("set", "LVA"),),
        positions=(position("p", "seeds", "set"),),
        statements=(statement("st", "EST", on_behalf_of=("LVA",)), statement("st-2", "LVA")),
    )
    assert (question.named_states().low, question.named_states().high) == (2, 2)


def test_one_of_two_shows_neither_speaking():
    """Words credited to one of two states show neither of them speaking; words of a state alone do."""
    question = asked(
        quotations=(quotation("q1", "CIV SLE", attribution=Attribution.ONE_OF), quotation("q2", "THA")),
    )
    assert question.named_states().high == 1


def test_regional_groups_count_by_the_day():
    """The named states of each regional group stand beside its members on the event's day."""
    question = asked(actor_sets=(who("set", "GHA TGO FIN"),), positions=(position("p", "seeds", "set"),))
    found = {g.region: (g.named, g.size) for g in question.named_states().by_region}
    assert found["african"] == (2, 54)
    assert found["weog"] == (1, 29)
    assert found["grulac"] == (0, 33)


def test_named_by_one_source():
    """One source's names can be counted apart from all."""
    question = asked(
        actor_sets=(who("a", "FIN"), who("b", "SWE", "watch-page")),
        positions=(position("p1", "seeds", "a"), position("p2", "seeds", "b", "watch-page")),
    )
    assert [question.named_states(s).on_themes for s in ("", "page", "watch-page")] == [2, 1, 1]


# -- figures ------------------------------------------------------------------------------------------------


def test_sources_that_disagree_stand_side_by_side():
    """Eighty-three, and eighty-one in a later account of the same publisher: both, and no word of a correction."""
    question = asked(
        figures=(
            figure("f1", 83, wording="eighty-three"),
            figure("f2", 83, source="watch-page"),
            figure("f3", 81, source="watch-later"),
        )
    )
    found = question.stated_figures("spoke")[0]
    assert (found.agree, found.values) == (False, (83, 81))
    assert [(e.publisher, e.later_account_of) for e in found.entries] == [
        ("League", ""),
        ("Watch", ""),
        ("Watch", "watch-page"),
    ]
    assert [d.kind for d in question.disagreements()] == ["figure"]


@pytest.mark.parametrize("more", [{"plus": ("friends",)}, {"qualifier": "at least"}])
def test_the_same_number_with_more_beside_it_is_not_the_same(more):
    """13 and "13 plus the group", 16 and "at least 16", do not agree."""
    question = asked(figures=(figure("f1", 13), figure("f2", 13, source="watch-page", **more)))
    assert not question.stated_figures("spoke")[0].agree


def test_equal_numbers_of_two_measures_are_not_joined():
    """Fourteen of one thing and fourteen of another stay two figures."""
    question = asked(figures=(figure("f1", 14), figure("f2", 14, "member-states-speaking")))
    assert [(f.measure, len(f.entries)) for f in question.stated_figures()] == [
        ("spoke", 1),
        ("member-states-speaking", 1),
    ]


def test_a_number_that_nothing_computes_stays_stated():
    """On behalf of 83 is stated and not computed, though 67 is stated too and a list is recorded."""
    question = asked(
        figures=(figure("f1", 67, "member-states-speaking"), figure("f2", 83)),
        statements=(statement("st", "EST", on_behalf_of=("LVA",)),),
    )
    assert [f.computed for f in question.stated_figures()] == [None, None]


def measured(computed_by, *figures, tables=(), **parts):
    """Return the figure of a measure with a computation."""
    lib = library(
        dialogue(figures=figures, **parts),
        measures=(Measure(id="spoke", title=prose("spoke"), computed_by=computed_by),),
        **dict(tables),
    )
    return ask(lib).stated_figures("spoke")[0]


def test_a_complete_list_can_be_counted():
    """Eighteen stated and eighteen named agree; a list one short is a difference."""
    names = "FIN SWE NOR"
    full = who("set", names, extent=Extent.COMPLETE, number=3)
    found = measured("names-in-the-set", figure("f", 3, who="set"), actor_sets=(full,))
    assert (found.computed.low, found.computed.exact, found.differs) == (3, True, False)
    found = measured("names-in-the-set", figure("f", 4, who="set"), actor_sets=(full,))
    assert found.differs


def test_an_open_list_is_not_counted():
    """From a list that goes on no total is computed."""
    some = who("set", "FIN SWE", extent=Extent.OPEN, number=8)
    assert measured("names-in-the-set", figure("f", 8, who="set"), actor_sets=(some,)).computed is None


def test_only_a_complete_roster_is_counted():
    """The members of a group are counted from a complete roster of that day alone."""
    for complete, size in ((True, 2), (False, None)):
        tables = {"rosters": (roster("friends", "GHA RWA", complete=complete),)}
        found = measured("members-of:friends", figure("f", 45), tables=tables)
        assert (found.computed.low if found.computed else None) == size


def test_states_named_are_at_least_that_many():
    """A count of names is a part of those who spoke: it never differs from a larger stated number."""
    sets, said = (who("set", "FIN SWE"),), (position("p", "seeds", "set"),)
    found = measured("states-named", figure("f", 67), actor_sets=sets, positions=said)
    assert (found.computed.low, found.computed.at_least, found.differs) == (2, True, False)
    assert measured("states-named", figure("f", 1), actor_sets=sets, positions=said).differs


def test_recorded_speakers_can_be_counted():
    """Civil society organizations and states with a recorded statement are counted as at least so many."""
    spoken = (statement("st", "league"), statement("st-2", "FIN"), statement("st-3", "friends", delegate="RWA"))
    for computed_by, size in (("civil-society-recorded", 1), ("states-with-a-statement", 2)):
        found = measured(computed_by, figure("f", 9), statements=spoken)
        assert (found.computed.low, found.computed.at_least) == (size, True)


def test_an_unknown_computation_is_an_error():
    """A measure that names no known computation is reported with those that there are."""
    lib = library(dialogue(), measures=(Measure(id="m", title=prose("m"), computed_by="guess"),))
    found = list(check_computations(lib))
    assert [(d.code, "guess" in d.message) for d in found] == [("A01", True)]
    assert all(name in found[0].hints[0] for name in COMPUTATIONS)
    assert list(check_computations(library(dialogue()))) == []


def test_a_withheld_figure_is_remembered():
    """Of a figure that an edition lacks it says that something is not stated there."""
    lib = library(dialogue(figures=(figure("f1", 83), withheld(figure("f2", 81, source="watch-page")))))
    found = ask(lib).stated_figures("spoke")[0]
    assert (found.values, found.withheld) == ((83,), True)


# -- disagreements ------------------------------------------------------------------------------------------


def test_eleven_named_and_thirteen_stated_are_set_side_by_side():
    """One source names eleven, another counts thirteen beside a group: both are told, without a difference."""
    eleven = "CZE CHL FIN HUN DNK LUX FRA URY KOR SVN GEO"
    question = asked(
        actor_sets=(
            who("a", eleven, wording="A high number"),
            who("b", number=13, number_of="individual states", source="watch-page"),
        ),
        positions=(position("p1", "seeds", "a"), position("p2", "seeds", "b", "watch-page")),
        figures=(figure("f", 13, source="watch-page", who="b", plus=("friends",)),),
    )
    (found,) = question.disagreements()
    assert found.kind == "named and stated"
    assert [(s.publisher, s.words, s.value, [a.id for a in s.plus]) for s in found.said] == [
        ("League", "named", 11, []),
        ("Watch", "stated", 13, ["friends"]),
    ]


def test_one_source_does_not_disagree_with_itself():
    """A source that names two and counts eight others on the same theme tells two things, and no difference."""
    question = asked(
        actor_sets=(who("a", "FIN SWE"), who("b", number=8)),
        positions=(position("p1", "seeds", "a"), position("p2", "seeds", "b")),
    )
    assert question.disagreements() == ()


def test_an_open_list_does_not_disagree_with_a_larger_number():
    """Two names "and many others" fit a number that another source states."""
    question = asked(
        actor_sets=(
            who("a", "FIN SWE", extent=Extent.OPEN, marker="and others"),
            who("b", number=8, source="watch-page"),
        ),
        positions=(position("p1", "seeds", "a"), position("p2", "seeds", "b", "watch-page")),
    )
    assert question.disagreements() == ()


def test_sources_that_contradict_on_an_actor_are_a_disagreement():
    """A state that one source has for and another against is listed."""
    question = asked(
        actor_sets=(who("a", "FIN"), who("b", "FIN", "watch-page")),
        positions=(
            position("p1", "seeds", "a"),
            position("p2", "seeds", "b", "watch-page", direction=Direction.AGAINST),
        ),
    )
    (found,) = question.disagreements()
    assert (found.kind, found.actor.id, [s.words for s in found.said]) == ("direction", "FIN", ["for", "against"])


def test_a_chain_of_later_accounts_finds_the_one_that_states_it():
    """A third account follows the first where the second does not state the measure."""
    later = (
        source(),
        source("w1", "watch"),
        source("w2", "watch", later_account_of="w1"),
        source("w3", "watch", later_account_of="w2"),
    )
    found = dialogue(figures=(figure("f1", 1, source="w1"), figure("f2", 2, source="w3")))
    entries = ask(library(found, sources=later)).stated_figures("spoke")[0].entries
    assert [e.later_account_of for e in entries] == ["", "w1"]
