"""A sheet says what reaches its actor, by which source and way, in whose words, and what is not known; no more."""

from __future__ import annotations

import datetime
import re

import pytest
from attrs import evolve

from rtop_docs.analysis.views import (
    ActorView,
    AlignedView,
    RosterView,
    StatementView,
    UnknownView,
    WayView,
    Words,
    YearClaim,
    YearThemeView,
    YearView,
)
from rtop_docs.document.model import BlockQuote, Fill, Heading, Shape, Sign, Table
from rtop_docs.document.walk import inlines_in
from tests.compose.sheet_bench import (
    WHERE,
    asked,
    library,
    notes,
    plain,
    rows,
    sections,
    sheet,
    strip,
    text,
    unknown,
)

ACTORS = ("CIV", "LVA", "RWA", "NGA", "THA", "CUB", "KOR", "ALB", "CHN", "EST", "LTU")
BODIES = ("european-union", "group-of-friends", "icrtop", "apcr2p")
NETHERLANDS = ActorView("NLD", "state", "Netherlands", "Netherlands", "en")
FRIENDS = ActorView("group-of-friends", "group", "Group of Friends", "Group of Friends", "en")


def statement(**fields: object) -> StatementView:
    """Return a statement of Cuba's with some fields replaced."""
    return evolve(asked().participation("CUB").statements[0], **fields)


# -- the head ---------------------------------------------------------------------------------


def test_the_head_has_the_name_and_regional_group_of_the_day():
    """A sheet of 2014 prints the name of 2014, with its accents and its apostrophe, and the group of that day."""
    head = text(sections(sheet("CIV"))[""])
    assert "Position sheet · Informal interactive dialogue on the Responsibility to Protect" in head
    assert "\nCôte d’Ivoire\n" in head
    assert "African States · General Assembly informal interactive dialogue, 8 September 2014" in head
    assert sheet("CZE").title == "Czech Republic"


def test_the_document_has_properties():
    """The document's title is the actor's name, and its running head names event and actor."""
    document = sheet("CIV")
    assert (document.kind, document.title, document.head_right) == ("sheet", "Côte d’Ivoire", "Côte d’Ivoire")


def test_a_body_says_what_it_is_in_place_of_a_regional_group():
    """The European Union is no state, and a group of states is none either."""
    assert "Regional organization · General Assembly" in text(sheet("european-union"))
    assert "Group of states · General Assembly" in text(sheet("group-of-friends"))
    assert "Civil society organization · General Assembly" in text(sheet("icrtop"))


@pytest.mark.parametrize(
    ("actor", "value", "note"),
    [
        ("CUB", "Spoke", "itself: its statement is listed by ICRtoP"),
        ("CIV", "Named", "by ICRtoP; no statement of its own is recorded"),
        ("ALB", "Named", "by GCR2P; no statement of its own is recorded"),
        ("EST", "Spoke for others", "for Latvia and Lithuania; whether for itself too is not said"),
        ("LVA", "Named", "by ICRtoP; whether it spoke itself or Estonia on its behalf is not said"),
        ("LTU", "Spoken for", "by Estonia, as ICRtoP lists it"),
        ("RWA", "Read for others", "the statement of the Group of Friends; no statement of its own is recorded"),
        ("group-of-friends", "Spoke", "through Rwanda, who read its statement (ICRtoP)"),
        ("CHN", "1 theme", "on which the sources read name it"),
        ("EST", "0 themes", "on which the sources read name it"),
        ("CUB", "Spanish", "language of its posted text"),
        ("FRA", "French and English", "languages of its posted text"),
        ("EST", "Text: unknown", "the language of its posted text is not said"),
        ("CIV", "Text: unknown", "no text of its own recorded (listed: 12 of 67 states)"),
        ("CIV", "Raised by others", "by Jan Eliasson, as an example"),
        ("NGA", "Raised by others", "by the Secretary-General, as a crisis"),
        ("CUB", "Groups: unknown", "no list of a group’s members that has it is recorded"),
        ("group-of-friends", "45 members", "stated (ICRtoP and GCR2P)"),
    ],
)
def test_the_strip_says_how_it_spoke_and_on_how_much(actor, value, note):
    """Each fact of the strip says what is recorded, and "unknown" or "not said" for what is not."""
    assert strip(sheet(actor))[value] == note


@pytest.mark.parametrize(
    ("silence", "value", "note"),
    [
        ("did not speak", "Did not speak", "complete"),
        ("not named", "Not named", "not a view"),
        ("not read", "Not read", "no source of the event has been read"),
        ("withheld", "Not stated", "in this edition"),
    ],
)
def test_the_strip_keeps_the_silences_apart(silence, value, note):
    """A state that no source names is told to be silent in one of four ways, none of which is a "no"."""
    part = evolve(asked().participation("BOL"), how=(), silence=silence, statements=(), themes=())
    assert note in strip(sheet("BOL", participation=part))[value]


def test_other_ways_of_speaking_are_told():
    """A joint statement, an alignment with another one, and a text whose second language is not said have words."""
    joint = statement(jointly_with=(NETHERLANDS,))
    part = evolve(asked().participation("CUB"), how=("joint",), statements=(), joined=(joint,))
    assert strip(sheet("CUB", participation=part))["Spoke jointly"] == "with Netherlands"
    aligned = AlignedView(statement="st-2014-rwanda", speaker=FRIENDS, whole=False, dialogue="ga-2014")
    part = evolve(part, how=("itself",), statements=(statement(aligned_with=(aligned,)),), languages_known=False)
    document = sheet("CUB", participation=part)
    assert "It aligned itself in part with the statement of the Group of Friends" in text(document)
    assert strip(document)["Spanish"] == "language of a posted text; of another text it is not said"


# -- positions --------------------------------------------------------------------------------


def test_a_position_has_theme_verb_publisher_reach_and_report():
    """One row holds the theme, the printed verb with its publisher, how it reaches, and what is reported."""
    found = list(rows(sections(sheet("CIV"))["Positions"]))
    assert found[0][:3] == (
        "Civil society in prevention",
        "for: “highlighted” (ICRtoP)",
        "named, in an open list (“states such as”)",
    )
    assert found[1][:3] == ("Cooperation with regional organizations", "for: “highlighted” (ICRtoP)", "named")


def test_every_claim_has_a_footnote_with_its_passage():
    """A position's footnote names the source and the passage; a passage that two records share stands once."""
    lines = notes(sheet("CIV")).split("\n")
    assert "Source 1, “In particular, states such as … promote peace.”" in lines
    assert len(lines) == len(set(lines))


def test_the_passage_of_the_claim_stands_first_in_its_footnote():
    """What shows that an actor spoke at all stands behind the passage that tells what it holds."""
    lines = notes(sheet("CUB")).split("\n")
    assert any(re.match("Source 1, “A small number of states .*; source 1, “Cuba", line) for line in lines)


def test_all_ways_that_apply_are_shown_and_a_doubtful_one_is_told_to_be_doubtful():
    """Latvia is named, and Estonia spoke for it: both stand there, and the sign is half filled."""
    found = sections(sheet("LVA"))["Positions"]
    assert next(rows(found))[2] == "named, perhaps spoken for by Estonia, in an open list (“and many others”)"
    signs = [one for one in inlines_in(found) if isinstance(one, Sign)]
    assert signs[0] == Sign(Shape.FOR, Fill.HALF)


@pytest.mark.parametrize(
    ("way", "certain", "words"),
    [
        ("own", True, "own statement"),
        ("own", False, "own statement (whether for itself is not said)"),
        ("joint", True, "joint with Netherlands"),
        ("joint", False, "perhaps joint with Netherlands"),
        ("spoken for", True, "spoken for by Netherlands"),
        ("aligned", True, "aligned with Netherlands"),
        ("through group", True, "through Netherlands"),
    ],
)
def test_each_way_has_words_of_its_own(way, certain, words):
    """No way by which a position reaches an actor reads like another."""
    held = asked().positions_of("KOR")
    through = None if way == "own" else NETHERLANDS
    shown = WayView(way=way, through=through, certain=certain, record="st-x", citation=WHERE)
    theme = evolve(held.themes[0], claims=(evolve(held.themes[0].claims[0], ways=(shown,)),))
    found = sections(sheet("KOR", positions_of=evolve(held, themes=(theme,))))["Positions"]
    assert next(rows(found))[2] == words


def test_a_complete_list_is_told_by_its_sources_own_number():
    """A state of a list that is complete reads "one of 18"; of an open list with a number, both are said."""
    found = sections(sheet("CRI", "ga-2013"))["Told, no position"]
    assert [row[2] for row in rows(found)] == ["named, one of 18", "named, in an open list (“including”)"]
    found = sections(sheet("ALB"))["Told, no position"]
    assert next(rows(found))[2] == "named, one of “eight states”, in an open list (“including”)"


def test_a_direction_that_is_our_reading_is_told_to_be_that():
    """Cuba is told to be concerned; that this is a reservation is our reading, with the reason in the footnote."""
    document = sheet("CUB")
    assert next(rows(sections(document)["Positions"]))[1].startswith("reserved: “express")
    assert "The direction is our reading: the source tells of concern" in notes(document)


def test_a_reason_in_another_language_stands_in_the_text_where_its_language_is_marked():
    """A footnote's extra words have no language of their own, so a foreign reason is no part of one."""
    held = asked().positions_of("CUB")
    claim = held.themes[0].claims[0]
    foreign = evolve(claim, position=evolve(claim.position, inferred=Words("le verbe ne le dit pas", "fr")))
    altered = evolve(held, themes=(evolve(held.themes[0], claims=(foreign,)),))
    document = sheet("CUB", positions_of=altered)
    assert "The direction is our reading: le verbe ne le dit pas" in text(sections(document)["Positions"])
    assert "le verbe" not in notes(document)


def test_a_condition_and_a_difference_of_sources_are_said():
    """A conditional claim prints its condition, and a theme on which sources differ says so."""
    held = asked().positions_of("KOR")
    claim = held.themes[0].claims[0]
    changed = evolve(claim, position=evolve(claim.position, conditional=True, condition="when it is reformed"))
    altered = evolve(held, themes=(evolve(held.themes[0], claims=(changed,), sources_differ=True),))
    found = sections(sheet("KOR", positions_of=altered))["Positions"]
    row = next(rows(found))
    assert row[0] == "Formal agenda of the General Assembly (sources differ)"
    assert row[1].startswith("conditional: “")
    assert "Condition: “when it is reformed”." in row[3]


def test_a_fact_is_told_apart_from_positions():
    """What a state is told to have said as a fact stands under a row of its own, with the sign of no direction."""
    found = sections(sheet("THA"))["Positions"]
    body = list(rows(found))
    assert ("Told as a fact; no position is read from it",) in body
    assert body[-1][1] == "told, no direction “noted” (ICRtoP)"


def test_a_sheet_of_facts_alone_has_no_positions():
    """Albania is counted among those that spoke of focal points: told, no position, and the verb is not recorded."""
    found = sections(sheet("ALB"))
    assert "Positions" not in found
    assert next(rows(found["Told, no position"]))[1] == "told, no direction verb not recorded (GCR2P)"


def test_two_claims_on_a_theme_stand_under_one_title():
    """Thailand's two claims on one theme are two rows beside one cell."""
    table = next(block for block in sections(sheet("THA"))["Positions"] if isinstance(block, Table))
    spans = [(text(row.cells[0].blocks), row.cells[0].rowspan) for row in table.body if len(row.cells) == 4]
    assert ("Women’s perspectives", 2) in spans


# -- words ------------------------------------------------------------------------------------


def test_its_words_are_those_credited_to_it_alone():
    """Thailand is quoted by ICRtoP alone, and the quotation says so."""
    quotes = [block for block in sections(sheet("THA"))["In its words"] if isinstance(block, BlockQuote)]
    assert [text(quote.blocks) for quote in quotes] == ["“focus more on women’s empowerment.”"]
    assert "As quoted by ICRtoP." in plain(quotes[0].attribution)


def test_words_of_one_of_two_states_are_nobodys_own():
    """The words that one of two states used stand on neither's sheet as its own, and on both with the doubt."""
    for actor, other in (("CIV", "Sierra Leone"), ("SLE", "Côte d’Ivoire")):
        found = sections(sheet(actor))
        assert "In its words" not in found
        quoted = found["Quoted with others"][0]
        assert isinstance(quoted, BlockQuote)
        assert "which of them used the words is not said" in plain(quoted.attribution)
        assert f"Which used the words “sound the alarm bells”: this one, or {other}." in unknown(sheet(actor))


def test_what_a_state_read_for_a_group_is_not_its_own():
    """Rwanda's sheet says that it read the group's statement, and holds none of its words or positions."""
    document = sheet("RWA")
    assert "Read for others: it read out the statement of the Group of Friends" in text(document)
    assert "The words are not its own" in text(document)
    assert "reinforces" not in text(document)
    assert not {"Positions", "In its words"} & set(sections(document))


def test_the_groups_words_stand_on_the_groups_sheet():
    """The same words are the group's, with who read them and who reports them."""
    quoted = sections(sheet("group-of-friends"))["In its words"][0]
    assert isinstance(quoted, BlockQuote)
    assert "our common understanding" in text(quoted.blocks)
    assert "Read by Rwanda. As quoted by ICRtoP." in plain(quoted.attribution)


# -- bodies -----------------------------------------------------------------------------------


def test_a_group_whose_members_are_not_listed_gives_its_positions_to_no_member():
    """Forty-five members are stated and not listed: the sheet says both, and what follows."""
    found = text(sheet("group-of-friends"))
    assert "Members stated: 45 Member States (ICRtoP and GCR2P)." in found
    assert "No list of its members on that day is recorded here: its positions are given to no member." in found


@pytest.mark.parametrize(
    ("complete", "words"),
    [(True, "A list of its 28 members, as of 1 July 2013, is recorded"), (False, "which is not complete")],
)
def test_a_roster_is_told_with_its_date_and_whether_it_is_complete(complete, words):
    """A recorded list of members says when it is attested and whether it has each of them."""
    union = asked().actor("european-union")
    roster = RosterView(record="r", body=union, complete=complete, size=28, attested="2013-07-01", citation=WHERE)
    assert words in text(sheet("european-union", rosters_of=(roster,)))


def test_an_organization_names_those_with_whom_it_is_named():
    """Civil society's joint claims name the few others; the publisher's own part is said."""
    document = sheet("icrtop")
    reaches = [row[2] for row in rows(sections(document)["Positions"]) if len(row) == 4]
    assert "own statement, named, with GCR2P and WFM-IGP" in reaches
    said = "ICRtoP publishes sources of this record (ICRtoP’s account) and itself spoke in the event"
    assert said in text(document)
    assert "publishes sources" not in text(sheet("apcr2p"))


# -- around -----------------------------------------------------------------------------------


def test_a_state_raised_by_others_has_lines_for_it_and_no_position_by_it():
    """Nigeria is raised as a crisis by two accounts, one of which has another name for the place."""
    found = text(sections(sheet("NGA"))["Raised by others"])
    assert "The United Nations Secretary-General raised it as a crisis (ICRtoP" in found
    assert "under the name “Northern Nigeria”" in found
    assert found.endswith("To be raised is not to speak, and is no position.")
    assert "Raised by others" not in sections(sheet("CUB"))


def test_the_place_is_no_other_name_where_only_its_spelling_differs():
    """A source's spelling without the accent is not shown as another name."""
    found = text(sections(sheet("CIV"))["Raised by others"])
    assert "under the name" not in found


def test_other_years_stand_side_by_side_with_their_publishers():
    """A year that tells something makes a table; a silent year says which silence; nothing says that it changed."""
    found = sections(sheet("BWA"))["Before and after"]
    assert [row[0] for row in rows(found)] == ["2012", "2013", "2015"]
    told = dict(rows(found))
    assert told["2013"].startswith("told, no direction RtoP focal points: verb not recorded (GCR2P).")
    assert told["2012"] == "Focal points (not read by us)"
    assert "nothing here says that a position changed" in text(found)


def test_years_that_tell_nothing_are_said_where_things_are_not_known():
    """Where no other year names a state on its themes, there is no section, and the silence is still told."""
    document = sheet("ARM")
    assert "Before and after" not in sections(document)
    assert "Its view on these themes in other years: 2012, 2013 and 2015, not read by us." in unknown(document)


def test_two_dialogues_of_one_year_are_told_apart_by_their_dates():
    """A year alone would not say which dialogue is meant."""
    theme = asked().positions_of("KOR").themes[0].theme
    claim = YearClaim(
        record="p-x", verb="asked", direction="against", conditional=False, says=Words("Something.", "en"),
        ways=("named",), source="icrtop-2014", publisher="ICRtoP", citation=WHERE,
    )  # fmt: skip
    told = YearThemeView(theme=theme, claims=(claim,), sign="against", fill="full", silence="", publishers=("ICRtoP",))
    years = tuple(
        YearView(dialogue=str(month), title=Words("x", "en"), date=datetime.date(2012, month, 1), earlier=True,
                 themes=(told,))
        for month in (6, 9)
    )  # fmt: skip
    found = sections(sheet("KOR", other_years=years))["Before and after"]
    assert [row[0] for row in rows(found)] == ["1 June 2012", "1 September 2012"]
    assert all("against Formal agenda of the General Assembly: “asked” (ICRtoP)." in row[1] for row in rows(found))


# -- what is not known ------------------------------------------------------------------------


def test_what_is_not_known_is_never_left_out():
    """Even where nothing is found to be unknown, the panel says what accounts are."""
    assert "not a full record of what was said" in unknown(sheet("CUB", unknowns=(), other_years=()))


def test_unnamed_sets_are_quoted_and_attributed():
    """Whether a state is among those whom a source counts or describes is not known, in that source's words."""
    found = unknown(sheet("KOR"))
    assert "Whether it is among those counted or described without names: ICRtoP: “overwhelming support" in found
    assert "“Fourteen states” (Veto as a hurdle, Veto restraint); GCR2P: 13 states (Rights up Front)." in found


def test_a_part_of_named_states_concerns_those_alone():
    """The words “Many of these countries” may mean Cuba, which is one of these, and never China."""
    assert "“Many of these countries”" in unknown(sheet("CUB"))
    assert "“Many of these countries”" not in unknown(sheet("CHN"))


def test_open_lists_may_include_it():
    """A state that an open list does not print may be meant by it."""
    found = unknown(sheet("KOR"))
    assert "Some lists there go on beyond the names printed and may include it: Prevention, Civil society" in found


def test_every_kind_of_what_is_not_known_has_words():
    """No kind that the questions know is left without a sentence."""
    kinds = {
        "unnamed set", "not named", "not read", "withheld", "open lists", "no statement recorded",
        "language of its text", "own part", "who spoke", "which one", "roster not recorded", "roster not complete",
        "for whom",
    }  # fmt: skip
    titles = (("prevention", Words("Prevention as the cornerstone", "en")),)
    for kind in sorted(kinds):
        view = UnknownView(
            kind=kind, record="x", themes=titles, wording="some", words="some words", language="en",
            actors=(NETHERLANDS,), source="icrtop-2014", publisher="ICRtoP", citation=WHERE,
        )  # fmt: skip
        lines = unknown(sheet("CUB", unknowns=(view,), other_years=())).split("\n")
        assert len(lines) == 2, kind
        assert lines[0] == "What is not known"


def test_withheld_reads_not_stated_in_this_edition():
    """What another edition holds is never told as silence."""
    held = evolve(asked().positions_of("CUB"), withheld=True)
    assert "More about it is not stated in this edition." in text(sheet("CUB", positions_of=held))
    titles = (("prevention", Words("Prevention as the cornerstone", "en")),)
    found = unknown(sheet("CUB", unknowns=(UnknownView(kind="withheld", themes=titles),)))
    assert "Not stated in this edition: Prevention." in found


# -- the whole --------------------------------------------------------------------------------

OVERCLAIMS = re.compile(r"\b(only|all|none|the rest|corrected|supports|voted|agreed)\b", re.IGNORECASE)


@pytest.mark.parametrize("actor", [*ACTORS, *BODIES])
def test_no_sheet_overclaims(actor):
    """Our words never say "only", "all", "none", "the rest" or "supports"; words in quotation marks are a source's."""
    document = sheet(actor)
    ours = re.sub(r"“[^”]*”", "", text(sections(document)[""] + tuple(_own_blocks(document))))
    ours = ours.replace("name at all", "")
    assert not OVERCLAIMS.search(ours), OVERCLAIMS.search(ours)


def _own_blocks(document):
    """Yield the blocks that say how things reach, not those that tell in the record's words what is reported."""
    for head, blocks in sections(document).items():
        if head not in ("", "Sources", "In its words", "Quoted with others", "Positions", "Told, no position"):
            yield from blocks


@pytest.mark.parametrize("actor", [*ACTORS, *BODIES])
def test_every_sheet_ends_with_its_sources(actor):
    """The last heading is that of the sources, and no heading stands alone."""
    document = sheet(actor)
    heads = [block for block in document.blocks if isinstance(block, Heading)]
    assert plain(heads[-1].children) == "Sources"
    assert all(sections(document).values())


def test_every_actor_that_took_part_has_a_sheet():
    """Each state, group and organization of each dialogue can be composed, without a finding."""
    for dialogue in library().dialogues:
        ask = asked(dialogue.id)
        for kind in ("states", "groups", "civil society"):
            for actor in ask.taking_part(kind):
                assert unknown(sheet(actor, dialogue.id))
