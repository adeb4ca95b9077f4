"""Who spoke, for whom and in which language; quotations; situations; the event and its sources."""

import pytest

from rtop_docs.records import model  # pytest would take an imported Testimony for a test class
from rtop_docs.records.model import (
    Alignment,
    Attribution,
    Audience,
    Instrument,
    Person,
    QuotationLocator,
    Report,
    Role,
    Segment,
    SegmentKind,
    Situation,
    SituationKind,
    Symbol,
    Ternary,
)

from .invented import (
    ask,
    asked,
    at,
    coverage,
    dialogue,
    figure,
    library,
    position,
    prose,
    quotation,
    rich,
    roster,
    statement,
    who,
    withheld,
)


def test_how_a_state_took_part():
    """Spoke itself, read for a group, spoken for, named only: each in its own words, and all that apply."""
    question = asked(
        actor_sets=(who("set", "LVA FIN"),),
        positions=(position("p", "seeds", "set"),),
        statements=(
            statement("st-1", "FIN"),
            statement("st-2", "EST", on_behalf_of=("LVA", "LTU")),
            statement("st-3", "friends", delegate="RWA"),
        ),
    )
    how = {a: question.participation(a).how for a in ("FIN", "LVA", "LTU", "EST", "RWA", "SWE")}
    assert how == {
        "FIN": ("itself",),
        "LVA": ("spoken for", "named only"),
        "LTU": ("spoken for",),
        "EST": ("itself",),
        "RWA": ("read for a group",),
        "SWE": (),
    }
    assert question.participation("SWE").silence == "not named"
    assert question.participation("FIN").silence == ""


def test_a_member_of_a_group_that_spoke():
    """A roster of the day is shown, and the group's position makes the member take part through it."""
    found = dialogue(actor_sets=(who("set", "friends"),), positions=(position("p", "seeds", "set"),))
    view = ask(library(found, rosters=(roster("friends", "GHA"),))).participation("GHA")
    assert (view.how, [r.body.id for r in view.rosters], view.themes) == (("through group",), ["friends"], ())
    assert ask(library(found, rosters=(roster("friends", "GHA"),))).taking_part("states") == ()


def test_unmarked_languages_are_unknown_not_english():
    """A statement without a bracket has an unknown language; two languages are both kept."""
    question = asked(
        statements=(
            statement("st-1", "FIN"),
            statement("st-2", "CHE", text_languages=("en", "fr")),
        )
    )
    assert (question.participation("FIN").languages, question.participation("FIN").languages_known) == ((), False)
    assert question.participation("CHE").languages == ("en", "fr")
    bands = {b.key: [s.record for s in b.statements] for b in question.statements_by("language").bands}
    assert bands == {"en": ["st-2"], "fr": ["st-2"], "": ["st-1"]}
    assert list(bands)[-1] == ""
    question = asked(statements=(statement("st-1", "FIN"), statement("st-2", "CHE", text_languages=("fr",))))
    assert [b.key for b in question.statements_by("language").bands] == ["fr", ""]


def test_the_list_of_statements_counts_states_beside_the_stated_number():
    """Two of sixty-seven: the reader of a group's statement counts as one of the states that delivered."""
    question = asked(
        statements=(
            statement("st-1", "FIN"),
            statement("st-2", "friends", delegate="RWA"),
            statement("st-3", "league", segment=SegmentKind.CIVIL_SOCIETY),
        ),
        figures=(figure("f", 67, "member-states-speaking"),),
    )
    found = question.statements_by("group")
    assert (found.recorded, found.stated.values) == (2, (67,))
    assert [(b.key, [s.deliverer.id for s in b.statements]) for b in found.bands] == [
        ("weog", ["FIN"]),
        ("read for others", ["RWA"]),
    ]
    assert [s.speaker.id for s in found.others] == ["league"]
    with pytest.raises(ValueError, match="not by 'age'"):
        question.statements_by("age")


def test_the_list_of_speakers():
    """By segment, the moderator apart; those whom accounts only name stand for themselves."""
    question = ask(rich())
    view = question.speakers()
    assert {s.kind: [(x.actor.id, x.part) for x in s.speakers] for s in view.segments} == {
        "panel": [("ann", "moderator"), ("ben", "member"), ("cat", "member")],
        "interventions": [(a, "speaker") for a in ("EST", "friends", "CUB", "CHE")],
        "civil society": [("league", "speaker")],
    }
    assert [(n.actor.id, [x.id for x in n.spoken_for_by]) for n in view.named_only] == [
        ("LVA", ["EST"]),
        ("union", []),
        ("watch", []),
    ]


def test_a_person_who_speaks_for_an_office_is_not_only_named():
    """The holder of an office that spoke is no mere name."""
    question = asked(
        actor_sets=(who("set", "ann"),),
        positions=(position("p", "seeds", "set"),),
        statements=(statement("st", "chief", delegate="ann", segment=SegmentKind.OPENING),),
    )
    assert question.speakers().named_only == ()


def test_roles_are_described_not_held():
    """A person has the roles that a source describes, in its words."""
    former = Role(description=prose("former Chair"), at=at())
    lib = library(
        dialogue(segments=(Segment(id="seg", kind=SegmentKind.PANEL, members=("ann",), at=at()),)),
        persons=(Person(id="ann", name="Ann Other", honorific="Dr.", roles=(former,)),),
    )
    (person,) = ask(lib).event().segments[0].members
    assert (person.actor.name, person.honorific, [str(r) for r in person.roles]) == (
        "Ann Other", "Dr.", ["former Chair"],
    )  # fmt: skip


def test_alignment_with_a_statement_of_another_meeting_is_told():
    """A statement says with which other one it aligned itself, and in which dialogue that was made."""
    aligned = statement("st-2", "FIN", aligned_with=(Alignment(statement="st-1", whole=False),))
    lib = library(dialogue("before", statements=(statement("st-1", "SWE"),)), dialogue(statements=(aligned,)))
    (view,) = ask(lib).participation("FIN").statements[0].aligned_with
    assert (view.speaker.id, view.whole, view.dialogue) == ("SWE", False, "before")


# -- quotations ---------------------------------------------------------------------------------------------


def test_in_its_words_takes_words_of_that_speaker_alone():
    """Sole words are its own; words of one of two, of each of two, and words it read for a group are not."""
    question = asked(
        quotations=(
            quotation("q-own", "THA"),
            quotation("q-two", "CIV SLE", attribution=Attribution.ONE_OF),
            quotation("q-each", "THA CIV", attribution=Attribution.EACH),
            quotation("q-group", "friends", read_by="RWA"),
        ),
        statements=(statement("st", "friends", delegate="RWA"),),
    )
    assert [q.record for q in question.in_its_words("THA")] == ["q-own"]
    assert [q.record for q in question.credited_with_others("THA")] == ["q-each"]
    assert question.in_its_words("CIV") == ()
    assert [q.record for q in question.credited_with_others("CIV")] == ["q-two", "q-each"]
    assert question.in_its_words("RWA") == ()
    assert question.quotations(actor="RWA") == ()
    assert [s.record for s in question.read_for_group("RWA")] == ["st"]
    assert [q.record for q in question.in_its_words("friends")] == ["q-group"]


def test_words_credited_to_an_open_list_are_not_one_states_own():
    """Words of "states such as" one that is named are not that state's alone when the list names a second."""
    question = asked(
        actor_sets=(who("such-as", "CIV SLE"),),
        quotations=(quotation("q", "CIV", who="such-as"),),
    )
    assert question.in_its_words("CIV") == ()
    assert [q.record for q in question.credited_with_others("SLE")] == ["q"]


def test_a_documents_words_are_nobodys():
    """The words of a report are credited to the report, and to no actor."""
    lib = library(
        dialogue(quotations=(quotation("q", "chief", document="report"),)),
        instruments=(Instrument(id="report", title=prose("The Report"), author="chief"),),
    )
    (found,) = ask(lib).quotations()
    assert (str(found.document), found.speakers) == ("The Report", ())
    assert ask(lib).in_its_words("chief") == ()


def test_reported_words_say_who_quotes():
    """Without the speaker's own text the publisher is named; with it nobody has to be."""
    both = (
        QuotationLocator(source="page", testimony=model.Testimony.REPORTED),
        QuotationLocator(
            source="watch-page", testimony=model.Testimony.PRIMARY, exact="Many words", changes=("first letter",)
        ),
    )
    question = asked(quotations=(quotation("q1", "THA"), quotation("q2", "FIN", locators=both)))
    reported, primary = question.quotations()
    assert (reported.quoted_by, primary.quoted_by) == ("League", "")
    assert [t.changes for t in primary.testimonies] == [(), ("first letter",)]
    (differing,) = question.disagreements()
    assert (differing.kind, [s.words for s in differing.said]) == ("wording", ["many words", "Many words"])


def test_quotations_by_theme():
    """Quotations can be asked by theme."""
    question = asked(quotations=(quotation("q1", "THA", theme="seeds"), quotation("q2", "THA", theme="wells")))
    assert [q.record for q in question.quotations(theme="wells")] == ["q2"]


# -- situations, event, sources -----------------------------------------------------------------------------


def test_a_place_that_is_raised_does_not_speak():
    """A state that others raise has no part by that; one that also speaks has both."""
    places = tuple(
        Situation(
            id=f"s-{s or p}",
            place=p,
            state=s,
            kind=SituationKind.CRISIS,
            raised_by=("chief",),
            at=at(),
            marker="and elsewhere",
        )
        for p, s in (("Syria", "SYR"), ("Nigeria", "NGA"), ("Gaza", ""))
    )
    question = asked(situations=places, actor_sets=(who("set", "NGA"),), positions=(position("p", "seeds", "set"),))
    assert question.taking_part("states") == ("NGA",)
    assert [s.record for s in question.participation("NGA").raised] == ["s-NGA"]
    assert [(s.name, s.state) for s in question.situations("Gaza")] == [("Gaza", "")]
    assert len(question.situations()) == 3
    assert [a.name for a in question.situations("SYR")[0].raised_by] == ["Chief"]


def test_each_symbol_of_a_report_has_its_source():
    """Two symbols from two sources are told with both, and as something on which they differ."""
    lib = library(
        dialogue(
            report=Report(
                instrument="report",
                symbols=(Symbol(symbol="A/68/947", at=at()), Symbol(symbol="S/2014/449", at=at("watch-page"))),
            )
        ),
        instruments=(Instrument(id="report", title=prose("The Report"), author="chief"),),
    )
    report = ask(lib).event().report
    assert [(s.symbol, s.publisher) for s in report.symbols] == [("A/68/947", "League"), ("S/2014/449", "Watch")]
    assert [d.kind for d in ask(lib).disagreements()] == ["symbols"]


def test_a_publisher_that_took_part_is_told():
    """The view of a source says what its publisher did in the dialogue, as the records show it."""
    question = asked(
        statements=(statement("st", "league", segment=SegmentKind.CIVIL_SOCIETY),),
        actor_sets=(who("set", "league"),),
        positions=(position("p", "seeds", "set"),),
        coverage=(coverage(), coverage("watch-page", whole=False, themes=("wells", "seeds"))),
    )
    league, watch = question.sources(("page", "watch-page"))
    assert (league.spoke, league.held_positions, league.quoted) == (True, True, False)
    assert (watch.spoke, watch.held_positions) == (False, False)
    assert (league.read_whole, watch.read_whole, watch.read_themes) == (True, False, ("seeds", "wells"))


def test_what_an_edition_lacks_is_told_by_the_event():
    """An event says which of its parts are not wholly stated in this edition, and a panel without a member too."""
    lib = library(
        dialogue(
            segments=(Segment(id="seg", kind=SegmentKind.PANEL, members=("ann", "ben"), at=at()),),
            statements=(withheld(statement("st", "FIN")),),
        ),
        persons=(Person(id="ann", name="Ann"), withheld(Person(id="ben", name="Ben"))),
    )
    event = ask(lib).event()
    assert event.withheld == ("segments", "statements")
    assert [m.actor.id for m in event.segments[0].members] == ["ann"]
    assert event.segments[0].withheld
    assert ask(lib, audience=Audience.INTERNAL).event().withheld == ()


def test_also_itself_is_told_as_recorded():
    """Whether a speaker for others also spoke for itself is yes, no, or unknown."""
    question = asked(statements=(statement("st", "EST", on_behalf_of=("LVA",), also_itself=Ternary.UNKNOWN),))
    assert question.participation("EST").statements[0].also_itself == "unknown"


def test_rosters_of_a_body_on_the_day():
    """A group's roster of the day is told with its size and whether it is complete; one of another day is not."""
    for day, sizes in (("2014-09-08", [(2, False)]), ("2014-09-07", [])):
        question = ask(library(dialogue(), rosters=(roster("friends", "GHA RWA", day, complete=False),)))
        assert [(r.size, r.complete) for r in question.rosters_of("friends")] == sizes
