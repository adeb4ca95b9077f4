"""The shipped record's answers: the numbers that were counted by hand from the page, and the traps of its reading."""

import datetime
from pathlib import Path

import pytest

from rtop_docs.analysis import Ask, check_computations
from rtop_docs.records.load import load_library
from rtop_docs.records.model import Audience
from rtop_docs.workspace import Workspace

ROOT = Path(__file__).parents[2]
PAGE = "icrtop-2014"


@pytest.fixture(scope="module")
def library():
    """Return the shipped record."""
    return load_library(Workspace(ROOT)).value


@pytest.fixture(scope="module")
def ask(library):
    """Ask about the dialogue of 2014."""
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    return Ask(library, "ga-2014", audience=Audience.PUBLIC, moment=moment)


def reach(ask, actor):
    """Return theme -> ways of an actor."""
    held = {h.theme.theme: [w.way for c in h.claims for w in c.ways] for h in ask.positions_of(actor)}
    return {theme: sorted(set(found)) for theme, found in held.items()}


def test_the_page_names_39_states_in_51_entries(ask):
    """ICRtoP's page names 39 distinct states under its themes, 51 pairs of state and theme."""
    found = ask.named_states(PAGE)
    assert (found.on_themes, found.entries) == (39, 51)


def test_43_to_44_states_deliver_anything(ask):
    """The page names 44 states as delivering anything, or 43 where Latvia did not speak itself (traps 5 and 3)."""
    found = ask.named_states(PAGE)
    assert (found.low, found.high) == (43, 44)
    assert [(d.actor.name, [t.name for t in d.through]) for d in found.doubts] == [("Latvia", ["Estonia"])]
    assert {g.region: g.named for g in found.by_region} == {
        "weog": 12, "grulac": 9, "eastern-european": 9, "african": 7, "asia-pacific": 7,
    }  # fmt: skip
    assert {g.region: g.size for g in found.by_region}["african"] == 54


def test_12_of_67_statements_are_recorded(ask):
    """Twelve states' statements are recorded; sixty-seven is stated, and nothing computes it or the 83 (trap 3)."""
    found = ask.statements_by()
    assert (found.recorded, found.stated.values, found.stated.computed) == (12, (67,), None)
    governments = ask.stated_figures("governments-represented")[0]
    assert (governments.values, governments.agree, governments.computed) == ((83, 81), False, None)
    assert [e.later_account_of for e in governments.entries] == ["", "", "gcr2p-2014-next-day"]


def test_fourteen_reach_no_state(ask):
    """The fourteen on the veto, and the same ones again, name nobody (trap 1)."""
    counted = {c.theme: c for c in ask.named_counts()}
    assert [(counted[t].states, [s.number for s in counted[t].stated]) for t in ("veto-hurdle", "veto-restraint")] == [
        (0, [14]), (0, [14]),
    ]  # fmt: skip


def test_open_lists_are_marked(ask):
    """Lists that go on are open; the seven on regional organizations are not (trap 2)."""
    counted = {c.theme: (c.states, c.open) for c in ask.named_counts()}
    assert counted["prevention"] == (9, True)
    assert counted["civil-society"] == (2, True)
    assert counted["arms-trade"] == (6, True)
    assert counted["women"] == (8, True)
    assert counted["stocktaking"] == (2, True)
    assert counted["regional"] == (7, False)
    assert counted["formal-agenda"][0] == 11


def test_the_groups_position_reaches_no_state(ask):
    """No roster of the 45 is recorded, so nothing that the group says reaches Rwanda or anybody (traps 4 and 14)."""
    assert reach(ask, "RWA") == {}
    assert ask.participation("RWA").how == ("read for a group",)
    assert ask.in_its_words("RWA") == ()
    assert {"joint-office", "sovereignty"} <= set(reach(ask, "group-of-friends"))
    ways = {w for b in ask.matrix(states="all").bands for r in b.rows for c in r.cells for w in c.ways}
    assert "through group" not in ways


def test_latvia_keeps_both_ways(ask):
    """Latvia is named, and may have been spoken for by Estonia; Lithuania only spoken for; Estonia itself (trap 5)."""
    assert reach(ask, "LVA") == {"prevention": ["named", "spoken for"]}
    assert ask.positions_of("LVA").themes[0].fill == "half"
    assert (reach(ask, "LTU"), ask.participation("LTU").how) == ({}, ("spoken for",))
    assert (reach(ask, "EST"), ask.participation("EST").how) == ({}, ("itself",))
    assert next(u.kind for u in ask.unknowns("LVA")) == "who spoke"


def test_the_european_union_is_no_state(ask):
    """The EU stands among the states of a list and is counted apart (trap 6)."""
    counted = next(c for c in ask.named_counts() if c.theme == "prevention")
    assert (counted.states, counted.others) == (9, 1)
    assert ask.actor("european-union").kind == "regional organization"
    assert "european-union" in ask.taking_part("groups")


def test_four_civil_society_organizations(ask):
    """Four are stated and four named (trap 7)."""
    found = ask.stated_figures("civil-society-speaking")[0]
    assert (found.values, found.computed.low, found.computed.high, found.differs) == ((4,), 4, 4, False)
    assert ask.taking_part("civil society") == ("apcr2p", "gcr2p", "icrtop", "wfm-igp")


def test_a_place_is_no_speaker(ask):
    """Nigeria and Côte d'Ivoire speak and are raised; Syria, South Sudan and others are only raised (trap 8)."""
    states = ask.taking_part("states")
    assert {"NGA", "CIV"} <= set(states)
    assert {"SYR", "SSD", "CAF", "KEN"}.isdisjoint(states)
    assert ask.participation("NGA").raised
    assert ask.participation("CIV").raised
    assert ask.participation("SYR").how == ()


def test_the_two_koreas_are_apart(ask):
    """The Republic of Korea is for the formal agenda, the other one is among the concerned (trap 9)."""
    assert list(reach(ask, "KOR")) == ["formal-agenda"]
    assert list(reach(ask, "PRK")) == ["implementation"]
    assert ask.positions_of("PRK").themes[0].directions == ("reserved",)


def test_names_of_the_year(ask):
    """A document of 2014 prints the names of 2014 (trap 10)."""
    assert ask.actor("CZE").name == "Czech Republic"
    assert ask.actor("CIV").name == "Côte d’Ivoire"


def test_joint_words_are_nobodys_own(ask):
    """The alarm bells are credited to two states, and which one used the words is not known (trap 12)."""
    bells = [q for q in ask.quotations() if q.attribution == "one of these"]
    assert [[s.id for s in q.speakers] for q in bells] == [["CIV", "SLE"]]
    assert ask.in_its_words("CIV") == ask.in_its_words("SLE") == ()
    assert len(ask.credited_with_others("CIV")) == 1
    assert [u.kind for u in ask.unknowns("SLE")].count("which one") == 1


def test_seven_quotations(ask):
    """Seven quotations of speakers: Thailand's own, the group's read by Rwanda, two that the UNSG's text confirms."""
    spoken = [q for q in ask.quotations() if q.speakers]
    assert len(spoken) == 7
    assert len(ask.in_its_words("THA")) == 1
    assert [q.read_by.id for q in ask.in_its_words("group-of-friends")] == ["RWA"]
    assert sum(q.primary for q in spoken) == 2


def test_languages_of_the_posted_texts(ask):
    """A statement without a bracket has an unknown language, and two languages stay two (trap 13)."""
    assert ask.participation("CHE").languages == ("en", "fr")
    assert (ask.participation("EST").languages, ask.participation("EST").languages_known) == ((), False)


def test_a_suggestion_is_a_suggestion(ask):
    """Spain and Italy suggest the stocktaking: kind and verb say no more than the page (trap 15)."""
    (held,) = [h for h in ask.positions_of("ITA") if h.theme.theme == "stocktaking"]
    assert [(c.position.kind, c.position.verb) for c in held.claims] == [("suggests", "suggested")]


def test_sources_disagree(ask):
    """83 or 81, 11 named or 13 stated, two symbols of one report, a capital letter (trap 17)."""
    found = {d.kind: d for d in ask.disagreements()}
    assert set(found) >= {"figure", "named and stated", "symbols", "wording"}
    assert [(s.words, s.value, len(s.plus)) for s in found["named and stated"].said] == [
        ("named", 11, 0), ("stated", 13, 1),
    ]  # fmt: skip
    assert [s.words for s in found["symbols"].said] == ["A/68/947", "S/2014/449"]


def test_the_publisher_took_part(ask):
    """ICRtoP is publisher, holder of positions and speaker at once."""
    source = ask.source(PAGE)
    assert (source.publisher.short, source.spoke, source.held_positions, source.quoted) == ("ICRtoP", True, True, True)


def test_silence_in_2014_is_never_did_not_speak(ask):
    """No source of 2014 has a complete list of speakers, so nobody is said not to have spoken."""
    kinds = {c.silence for b in ask.matrix(states="all").bands for r in b.rows for c in r.cells}
    assert kinds == {"", "not named"}


def test_18_of_2013_are_18(library):
    """In 2013 the stated eighteen and the list of eighteen agree, and the number is computed from the list."""
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    ask = Ask(library, "ga-2013", audience=Audience.PUBLIC, moment=moment)
    found = ask.stated_figures("states-on-focal-points")[0]
    assert (found.values[0], found.computed.low, found.computed.exact) == (18, 18, True)


def test_every_computation_exists(library):
    """Each measure of the record names a computation that there is, or says why there is none."""
    assert list(check_computations(library)) == []
    assert all(m.computed_by or m.why_not_computed for m in library.measures)


def test_every_question_can_be_asked_of_every_dialogue(library):
    """Each dialogue of the record answers each question about each of its participants."""
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    for dialogue in library.dialogues:
        ask = Ask(library, dialogue.id, audience=Audience.PUBLIC, moment=moment)
        assert ask.event().record == dialogue.id
        assert len(ask.sources(ask.event().sources)) == len(ask.event().sources)
        for name in ("matrix", "speakers", "statements_by", "named_counts", "disagreements", "stated_figures"):
            getattr(ask, name)()
        for kind in ("states", "groups", "civil society"):
            for actor in ask.taking_part(kind):
                assert ask.participation(actor).how
                ask.unknowns(actor)
                ask.other_years(actor)


def test_other_years_show_what_reaches_an_actor_there_alone(ask):
    """A theme on which a state is named in another year only is told for that year."""
    years = {y.dialogue: {t.theme.theme for t in y.themes if t.claims} for y in ask.other_years("CIV")}

    assert years["ga-2013"] == {"focal-points", "veto-restraint"}
