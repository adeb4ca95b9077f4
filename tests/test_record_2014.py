"""The shipped record holds the facts of 2014, and none of the page's seventeen traps has caught it.

Knows the record's data alone; what documents print of it is tested with the documents.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from rtop_docs.evidence.lock import Verdict, read_lock, verdict
from rtop_docs.records.check import run_checks
from rtop_docs.records.load import load_library
from rtop_docs.records.model import (
    ActorSet,
    Attribution,
    Dialogue,
    Direction,
    Extent,
    Library,
    Position,
    Quotation,
    SegmentKind,
    StatedFigure,
    Statement,
    Ternary,
    VerbKind,
)
from rtop_docs.reference import group_of, name_of, resolve_state, states
from rtop_docs.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
THE_DAY = datetime.date(2014, 9, 8)
STATES = frozenset(s.id for s in states())
ICRTOP, NEXT_DAY, SUMMARY, OWN_TEXT = "icrtop-2014", "gcr2p-2014-next-day", "gcr2p-2014-summary", "unsg-2014"

COUNTED_THEMES = {
    "prevention": 9,
    "civil-society": 2,
    "regional": 7,
    "au-ecowas": 1,
    "arms-trade": 6,
    "women": 8,
    "implementation": 5,
    "stocktaking": 2,
    "formal-agenda": 11,
}
"""Theme -> states that ICRtoP names on it.  Beside these, one state is told to have noted a determination
("partnership"): the same state in the same sentence as "au-ecowas", so it is not counted a second time."""


@pytest.fixture(scope="module")
def library() -> Library:
    """Return the shipped record."""
    return load_library(Workspace(ROOT)).value


@pytest.fixture(scope="module")
def ga2014(library: Library) -> Dialogue:
    """Return the dialogue of 2014."""
    return dialogue_of(library, "ga-2014")


def dialogue_of(library: Library, name: str) -> Dialogue:
    """Return the dialogue with this id."""
    return next(d for d in library.dialogues if d.id == name)


def set_of(dialogue: Dialogue, name: str) -> ActorSet:
    """Return the actor set with this id."""
    return next(s for s in dialogue.actor_sets if s.id == name)


def position_of(dialogue: Dialogue, name: str) -> Position:
    """Return the position with this id."""
    return next(p for p in dialogue.positions if p.id == name)


def quotation_of(dialogue: Dialogue, name: str) -> Quotation:
    """Return the quotation with this id."""
    return next(q for q in dialogue.quotations if q.id == name)


def statement_of(dialogue: Dialogue, name: str) -> Statement:
    """Return the statement with this id."""
    return next(s for s in dialogue.statements if s.id == name)


def figures_of(dialogue: Dialogue, measure: str) -> dict[str, StatedFigure]:
    """Return source -> figure, of one measure; a source that states it twice fails the test."""
    found = [f for f in dialogue.figures if f.measure == measure]
    assert len({f.at.source for f in found}) == len(found)
    return {f.at.source: f for f in found}


def values_of(dialogue: Dialogue, measure: str) -> dict[str, int]:
    """Return source -> value, of one measure."""
    return {source: f.value for source, f in figures_of(dialogue, measure).items()}


def names_in(actor_set: ActorSet) -> tuple[str, ...]:
    """Return the actors of a set, in the source's order."""
    return tuple(n.actor for n in actor_set.named)


def named_states(dialogue: Dialogue, source: str, themes: Iterable[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield (theme, state) for each state that a source names on a theme."""
    for position in dialogue.positions:
        if position.at.source == source and (themes is None or position.theme in themes):
            for actor in names_in(set_of(dialogue, position.who)):
                if actor in STATES:
                    yield position.theme, actor


def delivering(dialogue: Dialogue, source: str) -> set[str]:
    """Return the states that a source names on a theme, as speaker, or as reading a group's statement."""
    spoken = {a for s in dialogue.statements if s.at.source == source for a in (s.speaker, s.delegate)}
    return {state for _, state in named_states(dialogue, source)} | (spoken & STATES)


# -- the facts ----------------------------------------------------------------------------------------------


def test_the_shipped_record_loads_without_a_finding():
    """The record that we ship is clean: as it is read, and by every rule that needs no archived text."""
    loaded = load_library(Workspace(ROOT))
    assert loaded.diagnostics == ()
    assert run_checks(loaded.value, {}) == ()


def test_event(ga2014):
    """Day, body and report are as the sources state them."""
    assert ga2014.sittings == (THE_DAY,)
    assert ga2014.body == "general-assembly"
    assert ga2014.report is not None
    assert ga2014.report.instrument == "sg-report-2014"


def test_title_has_no_ordinal(library):
    """An ordinal belongs to the source that states it, never to a dialogue's title."""
    ordinals = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")
    titles = [t.lower() for d in library.dialogues for _, t in d.title.texts]
    assert [t for t in titles if any(o in t.split() for o in ordinals)] == []


def test_panel_and_moderator(ga2014):
    """The panel has four members, and its moderator is not one of them."""
    panel = next(s for s in ga2014.segments if s.kind is SegmentKind.PANEL)
    assert panel.moderator == "adama-dieng"
    assert panel.members == ("jan-eliasson", "surin-pitsuwan", "jean-ping", "jennifer-welsh")
    assert "adama-dieng" not in {s.speaker for s in ga2014.statements}


def test_distinct_states_under_icrtops_themes(ga2014):
    """ICRtoP names 39 distinct states under themes."""
    assert len({state for _, state in named_states(ga2014, ICRTOP)}) == 39


def test_state_theme_entries(ga2014):
    """ICRtoP's themes have 51 entries of a state on a theme, over the themes listed in COUNTED_THEMES.

    A state counts once a theme: Thailand's agreement, its appeal and the training it tells of are one entry
    under "women".  Nigeria counts under "regional" and again under "au-ecowas"; the determination noted in that
    same sentence ("partnership") is told as a fact and is the only entry left out.
    """
    entries = set(named_states(ga2014, ICRTOP, COUNTED_THEMES))
    assert dict(Counter(theme for theme, _ in entries)) == COUNTED_THEMES
    assert len(entries) == 51
    assert set(named_states(ga2014, ICRTOP)) - entries == {("partnership", "NGA")}


def test_states_on_several_themes(ga2014):
    """The states on more than one of ICRtoP's themes are those that the page shows."""
    entries = set(named_states(ga2014, ICRTOP, COUNTED_THEMES))
    counted = Counter(state for _, state in entries)
    assert {s: n for s, n in counted.items() if n > 1} == {
        "URY": 3, "FIN": 3, "CHL": 2, "LUX": 2, "CIV": 2, "SLE": 2, "NZL": 2, "THA": 2, "ITA": 2, "NGA": 2,
    }  # fmt: skip


def test_states_named_as_delivering_anything_by_regional_group(ga2014):
    """44 states are named as delivering anything; the page's numbers by regional group follow."""
    found = delivering(ga2014, ICRTOP)
    assert len(found) == 44
    assert found - {state for _, state in named_states(ga2014, ICRTOP)} == {"EST", "RWA", "CHE", "RUS", "MEX"}
    assert dict(Counter(group_of(s, THE_DAY) for s in found)) == {
        "weog": 12, "grulac": 9, "eastern-european": 9, "african": 7, "asia-pacific": 7,
    }  # fmt: skip


def test_statements_listed_by_the_page(ga2014):
    """Twelve statements of the page's list are states' own or read by a state, with the posted texts' languages."""
    spoken = [s for s in ga2014.statements if s.segment is SegmentKind.INTERVENTIONS]
    assert {(s.delegate or s.speaker): s.text_languages for s in spoken} == {
        "EST": (), "RWA": (), "CRI": ("es",), "CHE": ("en", "fr"), "RUS": ("ru", "en"), "MEX": ("es",),
        "FRA": ("fr", "en"), "CUB": ("es",), "LUX": ("fr",), "CAN": ("en", "fr"), "ESP": ("es",), "BDI": ("fr",),
    }  # fmt: skip


def test_other_years(library):
    """The numbers on which the accounts of other years differ stand side by side."""
    ga2012, ga2013, ga2015 = (dialogue_of(library, f"ga-{year}") for year in (2012, 2013, 2015))
    assert values_of(ga2012, "member-states-speaking") == {"gcr2p-2012": 58, "un-dpi-2012-fr": 50}
    assert figures_of(ga2012, "member-states-speaking")["un-dpi-2012-fr"].qualifier == "about"
    assert values_of(ga2013, "member-states-speaking") == {"gcr2p-2013-next-day": 68, "gcr2p-2013-summary": 69}
    assert values_of(ga2013, "states-on-focal-points") == {"gcr2p-2013-next-day": 18, "gcr2p-2013-summary": 23}
    assert set(values_of(ga2015, "member-states-speaking").values()) == {69}
    resolution = figures_of(ga2015, "individual-states-for-resolution")["gcr2p-2015-same-day"]
    assert (resolution.value, resolution.qualifier, resolution.plus) == (16, "at least", ("group-of-friends",))
    opening = statement_of(ga2015, "st-2015-pga")
    assert (opening.speaker, opening.read_for) == ("einar-gunnarsson", "sam-kutesa")
    assert ga2015.sittings == (datetime.date(2015, 9, 8),)
    assert values_of(ga2015, "sittings-held") == {"aipg-2015": 2}
    assert values_of(ga2015, "hours-a-sitting") == {"aipg-2015": 3}


def test_a_list_that_agrees_with_its_number(library):
    """In 2013 eighteen are stated and eighteen named: such a set is complete, without our having to say so."""
    focal = set_of(dialogue_of(library, "ga-2013"), "2013-focal-points/who")
    assert focal.number == len(focal.named) == 18
    assert focal.extent is Extent.COMPLETE


def test_a_misprinted_name_is_kept_as_printed(library):
    """The name that the source misprints is kept, and leads to the state that is meant."""
    veto = set_of(dialogue_of(library, "ga-2013"), "2013-veto/who")
    assert {n.printed: n.actor for n in veto.named}["Lichtenstein"] == "LIE"


OFFSETS = {
    "2014-q1": (1454, 1469),
    "2014-q2": (1859, 1914),
    "2014-q3": (2606, 2694),
    "2014-q4": (3998, 4158),
    "2014-q5": (4561, 4582),
    "2014-q6": (6098, 6132),
    "2014-q7": (8766, 8892),
}
"""Where each quotation stands in the archived page, in code points: known before there was a lock."""


def test_every_quotation_of_the_page_is_in_the_lock(ga2014):
    """The shipped lock has found each of the page's quotations, at the place where a reader finds it."""
    lock = read_lock(Workspace(ROOT).read_text("source/quotations.lock"))
    assert lock.diagnostics == ()
    page = lock.value.of(ICRTOP)
    assert {e.quotation: (e.start, e.end) for e in page.entries} == OFFSETS
    assert {verdict(q, q.locators[0], lock.value) for q in ga2014.quotations} == {Verdict.FOUND}


def test_a_text_that_is_not_archived_cannot_be_checked(library, ga2014):
    """The Secretary-General's own text is not archived, and nothing pretends that it was compared."""
    lock = read_lock(Workspace(ROOT).read_text("source/quotations.lock")).value
    own = [(q, at) for q in ga2014.quotations for at in q.locators if at.source == OWN_TEXT]
    source = next(s for s in library.sources if s.id == OWN_TEXT)
    assert [q.id for q, _ in own] == ["2014-q1", "2014-q2"]
    assert {verdict(q, at, lock, source) for q, at in own} == {Verdict.CANNOT_CHECK}


def test_sources_without_a_text_have_no_invented_words(library):
    """A passage of a source that is not archived has its source alone for a place."""
    archived = {s.id for s in library.sources if s.archive}
    records = (r for d in library.dialogues for r in (*d.statements, *d.actor_sets, *d.positions, *d.figures))
    assert [r.id for r in records if r.at.source not in archived and (r.at.start or r.at.end)] == []


# -- the traps ----------------------------------------------------------------------------------------------


def test_trap_01_a_count_without_names(ga2014):
    """The fourteen on the veto have no names, and the second claim is on the same unnamed fourteen."""
    fourteen = set_of(ga2014, position_of(ga2014, "2014-veto/veto-hurdle").who)
    assert (fourteen.number, fourteen.named, fourteen.extent) == (14, (), Extent.UNNAMED)
    again = set_of(ga2014, position_of(ga2014, "2014-veto/veto-restraint").who)
    assert (again.same_as, again.named, again.wording) == (fourteen.id, (), "These same countries")
    assert list(named_states(ga2014, ICRTOP, ("veto-hurdle", "veto-restraint"))) == []


def test_trap_01_equal_numbers_are_not_the_same(ga2014):
    """GCR2P's fourteen on a theme that is not given are no set of the record and share no measure with the veto's."""
    assert values_of(ga2014, "states-on-veto-hurdle") == {ICRTOP: 14}
    assert values_of(ga2014, "states-on-theme-not-given") == {NEXT_DAY: 14}
    assert figures_of(ga2014, "states-on-theme-not-given")[NEXT_DAY].who == ""
    assert [s.id for s in ga2014.actor_sets if s.number == 14] == ["2014-veto/who"]


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("2014-prevention/who", "and many others"),
        ("2014-civil-society-role/who", "states such as"),
        ("2014-arms-trade/who", "For example"),
        ("2014-women/who", "including"),
        ("2014-concern/who", "such as"),
        ("2014-stocktaking/who", "such as"),
        ("2014-gcr2p-focal-points/who", "including"),
    ],
)
def test_trap_02_open_lists(ga2014, name, marker):
    """A list that its source leaves open is open, with the words that leave it so."""
    assert (set_of(ga2014, name).extent, set_of(ga2014, name).marker) == (Extent.OPEN, marker)


def test_trap_02_no_list_of_states_is_called_complete(ga2014):
    """The seven after "all" and the eleven in brackets are unmarked: no source says that there were no others."""
    complete = [s.id for s in ga2014.actor_sets if s.extent is Extent.COMPLETE]
    assert [i for i in complete if STATES & set(names_in(set_of(ga2014, i)))] == []
    for name, size in (("2014-regional/who", 7), ("2014-formal-agenda/who", 11)):
        found = set_of(ga2014, name)
        assert (found.extent, len(found.named), found.number) == (Extent.UNMARKED, size, None)


def test_trap_03_sixty_seven_for_eighty_three(library, ga2014):
    """Neither number is computed: both are stated, and their measures say why they cannot be derived."""
    assert values_of(ga2014, "member-states-speaking") == {ICRTOP: 67, NEXT_DAY: 67, SUMMARY: 67}
    measures = {m.id: m for m in library.measures}
    for name in ("member-states-speaking", "governments-represented"):
        assert measures[name].computed_by == ""
        assert measures[name].why_not_computed


def test_trap_04_a_groups_position_reaches_no_member(library, ga2014):
    """No roster of the Group of Friends or the European Union exists, so nothing can be handed down."""
    assert [r.id for r in library.rosters if r.of in {"group-of-friends", "european-union"}] == []
    assert values_of(ga2014, "group-of-friends-members") == {ICRTOP: 45, NEXT_DAY: 45, SUMMARY: 45}
    spoken = statement_of(ga2014, "st-2014-rwanda")
    assert spoken.on_behalf_of == ("group-of-friends",)


def test_trap_05_latvia_spoke_itself_or_through_estonia(ga2014):
    """Latvia is named under prevention and spoken for; with and without it the count is 44 or 43."""
    assert ("prevention", "LVA") in set(named_states(ga2014, ICRTOP))
    estonia = statement_of(ga2014, "st-2014-estonia")
    assert (estonia.speaker, estonia.on_behalf_of) == ("EST", ("LVA", "LTU"))
    assert estonia.also_itself is Ternary.UNKNOWN
    assert "LVA" not in {s.speaker for s in ga2014.statements}
    found = delivering(ga2014, ICRTOP)
    spoken_for = {a for s in ga2014.statements for a in s.on_behalf_of}
    assert (len(found), len(found - spoken_for)) == (44, 43)
    assert "LTU" not in found
    assert position_of(ga2014, "2014-prevention/prevention").statement == ""


def test_trap_06_the_european_union_is_no_state(library, ga2014):
    """The European Union stands among the ten of the prevention list as an organization."""
    names = names_in(set_of(ga2014, "2014-prevention/who"))
    assert len(names) == 10
    assert [n for n in names if n not in STATES] == ["european-union"]
    assert {o.id: o.kind for o in library.organizations}["european-union"] == "regional"


def test_trap_07_four_organizations_or_seven(ga2014):
    """Four spoke, all named; the three members are a figure of another measure, and nothing adds them up."""
    assert set(values_of(ga2014, "civil-society-speaking").values()) == {4}
    assert values_of(ga2014, "icrtop-members-speaking") == {ICRTOP: 3}
    four = set_of(ga2014, "2014-civil-society/who")
    assert (names_in(four), four.extent) == (("icrtop", "gcr2p", "apcr2p", "wfm-igp"), Extent.COMPLETE)
    assert {s.speaker for s in ga2014.statements if s.segment is SegmentKind.CIVIL_SOCIETY} == set(names_in(four))
    assert figures_of(ga2014, "civil-society-speaking")[ICRTOP].note
    assert 7 not in {f.value for f in ga2014.figures}


def test_trap_08_speakers_and_situations(ga2014):
    """A state that is only discussed holds nothing and says nothing; two states are both."""
    discussed = {s.state for s in ga2014.situations if s.state}
    heard = {state for source in (ICRTOP, NEXT_DAY) for state in delivering(ga2014, source)}
    assert discussed - heard == {"SSD", "SYR", "CAF", "KEN", "IRQ", "UKR"}
    on_the_page = {s.state for s in ga2014.situations if s.at.source == ICRTOP}
    assert on_the_page & heard == {"NGA", "CIV"}


def test_trap_08_places_and_who_raised_them(ga2014):
    """Each source's own list of places is kept apart, and a place that is no state is none."""
    unsg = {s.place: s.state for s in ga2014.situations if s.at.source == OWN_TEXT}
    assert unsg == {
        "Iraq": "IRQ", "Syria": "SYR", "South Sudan": "SSD", "Central African Republic": "CAF", "Ukraine": "UKR",
        "Northern Nigeria": "NGA", "Pakistan": "PAK", "Gaza": "",
    }  # fmt: skip
    opening = [s for s in ga2014.situations if s.id.startswith("2014-opening/")]
    assert [s.place for s in opening] == ["South Sudan", "Syria", "Central African Republic", "Nigeria"]
    assert {s.marker for s in opening} == {"and elsewhere"}
    kenya = [s for s in ga2014.situations if s.state == "KEN"]
    assert {a for s in kenya for a in s.raised_by} == {"jan-eliasson", "jean-ping"}


def test_trap_09_the_two_koreas(ga2014):
    """The Republic of Korea encourages the formal agenda; the Democratic People's Republic is concerned."""
    entries = set(named_states(ga2014, ICRTOP))
    assert {theme for theme, state in entries if state == "KOR"} == {"formal-agenda"}
    assert {theme for theme, state in entries if state == "PRK"} == {"implementation"}


@pytest.mark.parametrize(
    ("printed", "state"),
    [("Cote d’Ivoire", "CIV"), ("UK", "GBR"), ("Bolivia", "BOL"), ("Czech Republic", "CZE"), ("Thailand", "THA")],
)
def test_trap_10_names_are_kept_as_printed(ga2014, printed, state):
    """The record keeps the page's form of a name, whatever a document prints."""
    forms = {n.printed for s in ga2014.actor_sets if s.at.source == ICRTOP for n in s.named if n.actor == state}
    assert forms == {printed}


def test_trap_10_short_names_lead_to_states(ga2014):
    """Russia is the Russian Federation, and the Czech Republic bears its name of that year."""
    assert statement_of(ga2014, "st-2014-russia").speaker == resolve_state("Russian Federation")
    assert name_of("CZE", "en", THE_DAY) == "Czech Republic"


def test_trap_11_every_spelling_of_an_organization_is_one_actor(ga2014):
    """The page's several spellings of two centres and a movement lead to three organizations."""
    forms: dict[str, set[str]] = {}
    for naming in (n for s in ga2014.actor_sets if s.at.source == ICRTOP for n in s.named):
        forms.setdefault(naming.actor, set()).add(naming.printed)
    assert forms["apcr2p"] == {"Asia-Pacific Centre for R2P", "Asia-Pacific Centre on R2P", "Asia-Pacific Centre"}
    assert len(forms["wfm-igp"]) == 2
    assert forms["icrtop"] == {"International Coalition for the Responsibility to Protect", "ICRtoP"}
    assert forms["gcr2p"] == {"Global Centre for R2P"}


def test_trap_12_seven_quotations_and_whose_they_are(ga2014):
    """Each of the page's seven quotations has its speaker; a term of the report in quotation marks is none of them."""
    assert {q.id: q.speakers for q in ga2014.quotations} == {
        "2014-q1": ("unsg",),
        "2014-q2": ("unsg",),
        "2014-q3": ("jan-eliasson",),
        "2014-q4": ("group-of-friends",),
        "2014-q5": ("CIV", "SLE"),
        "2014-q6": ("THA",),
        "2014-q7": ("icrtop",),
    }


def test_trap_12_words_of_one_of_two(ga2014):
    """The words credited to an open list are nobody's own: which state used them is not said."""
    shared = [q.id for q in ga2014.quotations if q.attribution is not Attribution.SOLE]
    assert shared == ["2014-q5"]
    alarm = quotation_of(ga2014, "2014-q5")
    assert alarm.attribution is Attribution.ONE_OF
    assert set_of(ga2014, alarm.who).extent is Extent.OPEN


def test_trap_12_case_and_full_stops(ga2014):
    """A changed first letter is marked, and a full stop inside the marks belongs to the words."""
    reported, primary = quotation_of(ga2014, "2014-q2").locators
    assert (reported.source, reported.testimony.value, reported.changes) == (ICRTOP, "reported", ())
    assert (primary.source, primary.testimony.value, primary.changes) == (OWN_TEXT, "primary", ("first letter",))
    assert primary.exact[0] == "T"
    stopped = {q.id for q in ga2014.quotations if q.exact.endswith(".")}
    assert stopped == {"2014-q2", "2014-q3", "2014-q4", "2014-q6"}


def test_trap_13_languages_of_posted_texts(ga2014):
    """A text in two languages is one statement; no language is taken for spoken, and no bracket is not English."""
    speakers = Counter(s.speaker for s in ga2014.statements)
    assert max(speakers.values()) == 1
    assert {s.id for s in ga2014.statements if s.spoken_languages} == set()
    assert statement_of(ga2014, "st-2014-estonia").text_languages == ()


def test_trap_14_rwanda_read_the_groups_statement(ga2014):
    """Rwanda delivers and reads; it is speaker of nothing and named on no theme."""
    read = statement_of(ga2014, "st-2014-rwanda")
    assert (read.speaker, read.delegate) == ("group-of-friends", "RWA")
    assert "RWA" not in {n.actor for s in ga2014.actor_sets for n in s.named}
    words = quotation_of(ga2014, "2014-q4")
    assert (words.speakers, words.read_by) == (("group-of-friends",), "RWA")


@pytest.mark.parametrize(
    ("name", "verb", "kind", "direction"),
    [
        ("2014-stocktaking/stocktaking", "suggested", VerbKind.SUGGESTS, Direction.FOR),
        ("2014-civil-society-role/civil-society", "highlighted", VerbKind.STRESSES, Direction.FOR),
        ("2014-concern/implementation", "express their concern with", VerbKind.CONCERNED, Direction.RESERVED),
        ("2014-concern-reasons/sequence", "opined", VerbKind.OPPOSES, Direction.AGAINST),
        ("2014-thailand/women", "concurred", VerbKind.CONCURS_WITH, Direction.FOR),
        ("2014-thailand/women-training", "noted", VerbKind.REPORTS_A_FACT, Direction.NONE),
        ("2014-arms-trade/arms-trade", "warned", VerbKind.WARNS, Direction.FOR),
        ("2014-arms-trade/att", "endorsing", VerbKind.ENDORSES, Direction.FOR),
    ],
)
def test_trap_15_the_verb_says_what_it_says(ga2014, name, verb, kind, direction):
    """A position keeps the printed verb and its kind: a suggestion stays one."""
    found = position_of(ga2014, name)
    assert (found.verb, found.kind, found.direction) == (verb, kind, direction)


def test_trap_15_a_direction_that_is_our_reading_has_its_reason(library):
    """Suggestions, concerns, agreement and verbs that we do not have never carry a direction without a reason."""
    kinds = {VerbKind.SUGGESTS, VerbKind.CONCURS_WITH, VerbKind.OPPOSES}
    bare = [
        p.id
        for d in library.dialogues
        for p in d.positions
        if (p.kind in kinds or p.direction is Direction.RESERVED or not p.verb)
        and p.direction is not Direction.NONE
        and not p.inferred
    ]
    assert bare == []


def test_trap_16_apostrophes_are_the_sources(ga2014):
    """The page has typographic apostrophes only, and so have the words that are recorded as printed in it."""
    words = [n.printed for s in ga2014.actor_sets if s.at.source == ICRTOP for n in s.named]
    words += [s.wording + s.marker for s in ga2014.actor_sets] + [p.verb + p.condition for p in ga2014.positions]
    words += [q.exact for q in ga2014.quotations]
    assert [w for w in words if "'" in w or '"' in w] == []
    assert "women’s" in quotation_of(ga2014, "2014-q6").exact


def test_trap_17_sources_that_disagree(ga2014):
    """83 and 81 governments, and eleven names beside a stated thirteen and the group, stand side by side."""
    assert values_of(ga2014, "governments-represented") == {ICRTOP: 83, NEXT_DAY: 83, SUMMARY: 81}
    stated = figures_of(ga2014, "individual-states-on-formal-agenda")
    assert set(stated) == {NEXT_DAY}
    assert (stated[NEXT_DAY].value, stated[NEXT_DAY].plus) == (13, ("group-of-friends",))
    named = [s for t, s in named_states(ga2014, ICRTOP, ("formal-agenda",)) if t == "formal-agenda"]
    assert len(named) == 11
    assert 11 not in {f.value for f in ga2014.figures}


def test_trap_17_a_later_account_is_not_called_a_correction(library):
    """GCR2P's summary is a later account of its next-day one, and so recorded."""
    assert {s.id: s.later_account_of for s in library.sources}[SUMMARY] == NEXT_DAY


def test_trap_17_each_symbol_has_its_own_source(ga2014):
    """The report has two symbols, each printed by another source."""
    assert {s.symbol: s.at.source for s in ga2014.report.symbols} == {"A/68/947": ICRTOP, "S/2014/449": SUMMARY}


def test_trap_17_an_ordinal_has_its_series_or_none(ga2014):
    """The sixth counts annual dialogues for one source; of which series the other counts is not said."""
    found = figures_of(ga2014, "dialogue-ordinal")
    assert {source: (f.value, f.ordinal, bool(f.series)) for source, f in found.items()} == {
        ICRTOP: (6, True, True),
        NEXT_DAY: (6, True, False),
    }
