"""The matrix, the regional group, other years, and what is not known."""

import datetime

import pytest

from rtop_docs.records.model import Attribution, Direction, Extent, SegmentKind, Ternary

from .invented import (
    ask,
    asked,
    coverage,
    dialogue,
    figure,
    library,
    position,
    quotation,
    rich,
    roster,
    statement,
    who,
    withheld,
)


def cell(question, actor, theme):
    """Return one cell of the matrix."""
    rows = [r for b in question.matrix().bands for r in b.rows if r.actor.id == actor]
    return next(c for c in rows[0].cells if c.theme == theme)


def test_the_matrix_has_states_by_region_and_others_in_bands_of_their_own():
    """Groups, the Union and civil society stand apart from states; a band says how many of its members are named."""
    question = ask(rich())
    bands = {(b.kind, b.key): ([r.actor.id for r in b.rows], b.named, b.size) for b in question.matrix().bands}
    assert bands == {
        ("region", "african"): (["CIV", "RWA", "SLE"], 1, 54),
        ("region", "eastern-european"): (["EST", "LVA", "LTU"], 2, 23),
        ("region", "grulac"): (["CUB"], 1, 33),
        ("region", "weog"): (["CHE"], 1, 29),
        ("groups", ""): (["friends", "union"], 2, 0),
        ("civil society", ""): (["league", "watch"], 2, 0),
    }


def test_a_cell_is_a_direction_with_a_reach_or_a_silence():
    """Each cell has either a sign and a fill, or one of the silences; never both, never neither."""
    for band in ask(rich()).matrix(states="all").bands:
        for row in band.rows:
            for found in row.cells:
                assert bool(found.sign) is bool(found.fill) is bool(found.records) is not bool(found.silence)


def test_cells_keep_all_ways():
    """Own and named are full, spoken for is half, a group's is an outline."""
    question = ask(rich())
    assert (cell(question, "CUB", "seeds").ways, cell(question, "CUB", "seeds").fill) == (("own", "named"), "full")
    assert (cell(question, "LVA", "seeds").ways, cell(question, "LVA", "seeds").fill) == (
        ("named", "spoken for"), "half",
    )  # fmt: skip
    assert (cell(question, "RWA", "wells").ways, cell(question, "RWA", "wells").fill) == (("through group",), "outline")
    assert (cell(question, "LTU", "seeds").silence, cell(question, "LTU", "seeds").sign) == ("not named", "")


def test_all_states_have_a_row_when_asked_for():
    """The matrix of all states has 193 members and two observers, and the few that take part otherwise."""
    rows = [r.actor.id for b in ask(rich()).matrix(states="all").bands for r in b.rows if r.actor.kind == "state"]
    assert len(rows) == len(set(rows)) == 195
    with pytest.raises(ValueError, match="'some'"):
        ask(rich()).matrix(states="some")


def test_columns_are_the_themes_that_reach_a_row():
    """Without a choice of themes, one that names nobody makes no column; asked for, it does."""
    question = asked(
        actor_sets=(who("set", "FIN"), who("fourteen", number=14)),
        positions=(position("p1", "seeds", "set"), position("p2", "wells", "fourteen")),
    )
    assert [t.theme for t in question.matrix().themes] == ["seeds"]
    assert [t.theme for t in question.matrix(("wells",)).themes] == ["wells"]
    with pytest.raises(KeyError, match="weeds"):
        question.matrix(("weeds",))


def test_a_withheld_cell_is_told():
    """A state that stands in another edition only has a withheld cell in its row here, and the matrix says so."""
    lib = library(
        dialogue(
            actor_sets=(who("set", "FIN"), who("two", "SWE")),
            positions=(position("p", "seeds", "set"), withheld(position("p2", "seeds", "two"))),
            statements=(statement("st", "SWE"),),
        )
    )
    assert cell(ask(lib), "SWE", "seeds").silence == "withheld"
    assert ask(lib).matrix().withheld


# -- beside the group ---------------------------------------------------------------------------------------


def test_beside_the_group_marks_who_is_named_of_those_named_at_all():
    """On each theme of a state, the named of its regional group stand beside those whom it does not name."""
    question = asked(
        actor_sets=(who("a", "FIN DNK", extent=Extent.OPEN, marker="such as"), who("b", "CHE GHA")),
        positions=(position("p1", "seeds", "a"), position("p2", "wells", "b", direction=Direction.AGAINST)),
        figures=(figure("f", 67, "member-states-speaking"),),
    )
    view = question.beside_group("FIN")
    assert (view.region, view.size, view.named_in_group, view.low, view.high, view.stated.values) == (
        "weog", 29, 3, 4, 4, (67,),
    )  # fmt: skip
    (seeds,) = view.themes
    assert [(m.actor.id, m.mark, m.sign, m.itself) for m in seeds.marks] == [
        ("DNK", "named", "for", False),
        ("FIN", "named", "for", True),
        ("CHE", "not named", "", False),
    ]
    assert (seeds.named, seeds.open) == (2, True)


def test_a_member_that_only_a_group_reaches_is_not_marked_named():
    """Beside others, a state to which only its group's position reaches is reached, and not counted as named."""
    found = dialogue(
        actor_sets=(who("set", "friends FIN"), who("other", "DNK")),
        positions=(position("p", "seeds", "set"), position("p2", "wells", "other")),
    )
    (seeds,) = ask(library(found, rosters=(roster("friends", "DNK"),))).beside_group("FIN").themes
    assert [(m.actor.id, m.mark) for m in seeds.marks] == [("DNK", "reached"), ("FIN", "named")]
    assert seeds.named == 1


def test_only_states_have_a_regional_group():
    """Asking for the regional group of the Union is a wrong question."""
    with pytest.raises(ValueError, match="union"):
        ask(rich()).beside_group("union")


# -- before and after ---------------------------------------------------------------------------------------


def year(question, actor="FIN"):
    """Return the other years, by dialogue: (theme, verbs, silence, publishers)."""
    return {
        y.dialogue: [(t.theme.theme, [c.direction for c in t.claims], t.silence, t.publishers) for t in y.themes]
        for y in question.other_years(actor)
    }


def test_other_years_stand_beside_with_their_publishers():
    """The same theme in another year is told with its publisher; where that year is silent, with which silence."""
    before = dialogue(
        "before",
        datetime.date(2013, 9, 11),
        coverage=(coverage("watch-page"),),
        actor_sets=(who("old", "FIN", "watch-page"),),
        positions=(position("p-old", "seeds", "old", "watch-page", direction=Direction.AGAINST),),
    )
    after = dialogue("after", datetime.date(2015, 9, 8), coverage=())
    now = dialogue(
        actor_sets=(who("set", "FIN"),),
        positions=(position("p", "seeds", "set"), position("p2", "wells", "set")),
    )
    question = ask(library(before, now, after))
    assert year(question) == {
        "before": [("seeds", ["against"], "", ("Watch",)), ("wells", [], "not named", ("Watch",))],
        "after": [("seeds", [], "not read", ()), ("wells", [], "not read", ())],
    }
    assert [y.earlier for y in question.other_years("FIN")] == [True, False]


def test_a_withheld_dialogue_is_no_other_year():
    """A dialogue that an edition lacks is not told as another year, not even by its date."""
    now = dialogue(actor_sets=(who("set", "FIN"),), positions=(position("p", "seeds", "set"),))
    secret = withheld(dialogue("before", datetime.date(2013, 9, 11)))
    assert ask(library(secret, now)).other_years("FIN") == ()


# -- what is not known --------------------------------------------------------------------------------------


def unknown(question, actor, kind):
    """Return the items of one kind."""
    return [u for u in question.unknowns(actor) if u.kind == kind]


def themes(items):
    """Return the themes of each item."""
    return [[t for t, _ in u.themes] for u in items]


def test_unnamed_sets_are_unknown_to_every_state():
    """Whether a state is among the fourteen is not known; the two claims of the same fourteen are one item."""
    question = asked(
        actor_sets=(
            who("fourteen", number=14, wording="Fourteen states"),
            who("these", same_as="fourteen"),
        ),
        positions=(position("p1", "seeds", "fourteen"), position("p2", "wells", "these")),
    )
    (item,) = unknown(question, "FIN", "unnamed set")
    assert (item.number, item.wording, themes([item])) == (14, "Fourteen states", [["seeds", "wells"]])
    assert unknown(question, "union", "unnamed set") == []


def test_an_unnamed_set_is_no_question_where_the_state_is_named():
    """A state that one source names need not wonder whether it is among those whom another counts on that theme."""
    question = asked(
        actor_sets=(who("eleven", "FIN"), who("thirteen", source="watch-page", number=13)),
        positions=(position("p1", "seeds", "eleven"), position("p2", "seeds", "thirteen", "watch-page")),
    )
    assert unknown(question, "FIN", "unnamed set") == []
    assert themes(unknown(question, "SWE", "unnamed set")) == [["seeds"]]


def test_unnamed_organizations_are_no_question_to_states():
    """Some of those who spoke for civil society are no states, named or not."""
    question = asked(
        actor_sets=(who("some", wording="some organizations"),),
        positions=(position("p", "seeds", "some", segment=SegmentKind.CIVIL_SOCIETY),),
    )
    assert unknown(question, "FIN", "unnamed set") == []


def test_some_of_a_named_list_concerns_those_named():
    """An unnamed part of a list ("several of these") may be any that the list names, and is no question to others."""
    question = asked(
        actor_sets=(who("ten", "FIN SWE"), who("some", part_of="ten", wording="several of these")),
        positions=(position("p1", "seeds", "ten"), position("p2", "wells", "some")),
    )
    assert themes(unknown(question, "FIN", "unnamed set")) == [["wells"]]
    assert unknown(question, "NOR", "unnamed set") == []


def test_silences_are_told_by_kind():
    """Themes on which a state is not named, and those that we did not read, are two items."""
    question = asked(
        coverage=(coverage(whole=False, themes=("seeds", "wells")),),
        actor_sets=(who("set", "FIN"), who("two", "SWE", extent=Extent.OPEN, marker="such as"), who("ngo", "league")),
        positions=(
            position("p1", "seeds", "set"),
            position("p2", "wells", "two"),
            position("p3", "deep-wells", "two"),
        ),
    )
    assert themes(unknown(question, "FIN", "not named")) == [["wells"]]
    assert themes(unknown(question, "FIN", "not read")) == [["deep-wells"]]
    assert themes(unknown(question, "FIN", "open lists")) == [["wells", "deep-wells"]]


def test_who_spoke_for_latvia_is_unknown():
    """Named, and spoken for by another: it is told that no source says who of the two spoke."""
    question = ask(rich())
    (item,) = unknown(question, "LVA", "who spoke")
    assert ([a.id for a in item.actors], themes([item])) == (["EST"], [["seeds"]])
    assert len(unknown(question, "LVA", "no statement recorded")) == 1
    (item,) = unknown(question, "EST", "own part")
    assert [a.id for a in item.actors] == ["LVA", "LTU"]
    assert len(unknown(question, "EST", "language of its text")) == 1
    assert unknown(question, "CUB", "language of its text") == []


def test_for_whom_a_speaker_held_it_is_unknown():
    """A state that also spoke for another is named on a theme: whether for the other too is told as not known."""
    question = asked(
        actor_sets=(who("set", "EST"),),
        positions=(position("p", "seeds", "set"),),
        statements=(statement("st", "EST", on_behalf_of=("LVA",), also_itself=Ternary.YES),),
    )
    assert themes(unknown(question, "LVA", "for whom")) == [["seeds"]]


def test_which_of_two_used_the_words_is_unknown():
    """Words of one of two states are told to both as that, with the other's name."""
    question = asked(quotations=(quotation("q", "CIV SLE", attribution=Attribution.ONE_OF),))
    (item,) = unknown(question, "CIV", "which one")
    assert (item.words, [a.id for a in item.actors], item.publisher) == ("many words", ["SLE"], "League")


def test_groups_without_a_roster_are_unknown():
    """Whether a state belongs to a group that holds something is not known, unless a roster of the day says."""
    found = dialogue(actor_sets=(who("set", "friends union"),), positions=(position("p", "seeds", "set"),))
    rosters = (roster("friends", "GHA", complete=False),)
    question = ask(library(found, rosters=rosters))
    assert [[a.id for a in u.actors] for u in unknown(question, "FIN", "roster not recorded")] == [["union"]]
    assert [[a.id for a in u.actors] for u in unknown(question, "FIN", "roster not complete")] == [["friends"]]
    assert unknown(question, "GHA", "roster not complete") == []
