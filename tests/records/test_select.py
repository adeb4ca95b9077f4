"""Editions and the pure questions: what is withheld is in no answer, a roster holds on its days, names follow sets."""

import datetime

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.records import model, select
from rtop_docs.records.model import (
    ActorSet,
    Audience,
    Coverage,
    Dialogue,
    Direction,
    Extent,
    Library,
    Locator,
    Naming,
    Organization,
    PartialDate,
    Person,
    Position,
    Prose,
    Release,
    Roster,
    Segment,
    SegmentKind,
    Source,
    SourceKind,
    Statement,
    Ternary,
    Theme,
    VerbKind,
)

NOON = datetime.datetime(2014, 9, 8, 12, tzinfo=datetime.UTC)
PARTNERS = Release(audience=Audience.PARTNERS)
EMBARGO = Release(embargo=NOON + datetime.timedelta(hours=1))


def prose(text):
    """Return an English prose field."""
    return Prose((("en", text),))


def position(name, of, source="page", **more):
    """Return a position of the set `of`."""
    return Position(
        id=name, theme="seeds", who=of, verb="stressed", kind=VerbKind.STRESSES, direction=Direction.FOR,
        at=Locator(source), says=prose(name), **more,
    )  # fmt: skip


def actor_set(name, names="", source="page", **more):
    """Return a set of blank-separated ids."""
    named = tuple(Naming(printed=n, actor=n) for n in names.split())
    return ActorSet(id=name, named=named, at=Locator(source), extent=Extent.UNMARKED, **more)


def statement(name, speaker, **more):
    """Return a statement among the interventions."""
    return Statement(id=name, speaker=speaker, segment=SegmentKind.INTERVENTIONS, at=Locator("page"), **more)


def library(**parts):
    """Return a library of one dialogue with two sources, a theme and two persons."""
    floor = Dialogue(
        id="floor", title=prose("floor"), body="assembly", kind=prose("dialogue"),
        sittings=(datetime.date(2014, 9, 8),), at=Locator("page"), **parts,
    )  # fmt: skip
    sources = tuple(
        Source(id=s, publisher="assembly", kind=SourceKind.ACCOUNT, title=prose(s), language="en")
        for s in ("page", "leaflet")
    )
    return Library(
        sources=sources,
        organizations=(Organization(id="assembly", title=prose("Assembly"), kind="united nations"),),
        persons=(Person(id="ann", name="Ann"), Person(id="ben", name="Ben")),
        themes=(Theme(id="seeds", title=prose("seeds")),),
        dialogues=(floor,),
    )


def released(lib, release, *ids):
    """Return `lib` with the records of those ids released so."""

    def change(records):
        return tuple(evolve(r, release=release) if r.id in ids else r for r in records)

    (floor,) = change(lib.dialogues)
    tables = ("segments", "coverage", "statements", "actor_sets", "positions")
    floor = evolve(floor, **{t: change(getattr(floor, t)) for t in tables})
    return evolve(
        lib, dialogues=(floor,), sources=change(lib.sources), themes=change(lib.themes), persons=change(lib.persons)
    )


def public(lib):
    """Return what the public may see at noon."""
    return select.edition(lib, select.View(Audience.PUBLIC, NOON))


# -- editions -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("release", "audience", "hours", "seen"),
    [
        (Release(), Audience.PUBLIC, 0, True),
        (PARTNERS, Audience.PUBLIC, 0, False),
        (PARTNERS, Audience.PARTNERS, 0, True),
        (PARTNERS, Audience.INTERNAL, 0, True),
        (EMBARGO, Audience.INTERNAL, 0, False),
        (EMBARGO, Audience.PUBLIC, 1, True),
    ],
)
def test_a_view_shows_by_audience_and_moment(release, audience, hours, seen):
    """Each audience sees what the earlier ones see as well, and nothing before its embargo ends."""
    assert select.View(audience, NOON + datetime.timedelta(hours=hours)).shows(release) is seen


def test_a_moment_needs_a_zone():
    """A moment without a zone cannot be compared with an embargo and is refused."""
    with pytest.raises(ValueError, match="zone"):
        select.View(Audience.PUBLIC, NOON.replace(tzinfo=None))


def test_without_anything_withheld_the_library_is_whole():
    """An edition for which nothing is withheld is the library itself."""
    lib = library()
    assert public(lib).library is lib


@pytest.mark.parametrize(
    ("secret", "gone"),
    [
        ("p", {"p"}),
        ("set", {"set", "again", "p", "p2"}),
        ("leaflet", {"leaflet", "again", "p2"}),
        ("seeds", {"seeds", "p", "p2"}),
        ("st", {"st", "p2"}),
    ],
)
def test_what_rests_on_a_withheld_record_is_withheld_with_it(secret, gone):
    """A position without its set, source, theme or statement could not be told: it is withheld with it."""
    lib = library(
        statements=(statement("st", "FIN"),),
        actor_sets=(actor_set("set", "FIN"), actor_set("again", source="leaflet", same_as="set")),
        positions=(position("p", "set"), position("p2", "again", statement="st")),
    )
    found = public(released(lib, PARTNERS, secret))
    assert found.withheld == gone
    assert gone.isdisjoint(found.records)


def test_a_part_that_is_withheld_leaves_the_rest():
    """Of a panel only the withheld member is left out; a dialogue keeps its place without a withheld source."""
    lib = library(segments=(Segment(id="panel", kind=SegmentKind.PANEL, moderator="ann", members=("ann", "ben")),))
    found = public(released(lib, PARTNERS, "ben", "page")).dialogue("floor")
    assert (found.segments[0].members, found.at.source) == (("ann",), "")


def test_a_quotation_keeps_the_sources_that_are_left():
    """Of two places the withheld one is left out; a quotation without any place left is withheld itself."""
    places = tuple(model.QuotationLocator(source=s, testimony=model.Testimony.REPORTED) for s in ("page", "leaflet"))
    words = model.Quotation(
        id="q", exact="words", language="en", speakers=("FIN",), attribution=model.Attribution.SOLE,
        wording=model.Wording.ORIGINAL, locators=places,
    )  # fmt: skip
    lib = library(quotations=(words,))
    one = public(released(lib, PARTNERS, "leaflet"))
    assert [at.source for at in one.dialogue("floor").quotations[0].locators] == ["page"]
    assert "q" in public(released(lib, PARTNERS, "page", "leaflet")).withheld


def test_a_withheld_dialogue_takes_its_parts_along():
    """Of a withheld dialogue no part can be asked for, and the reason is told."""
    found = public(released(library(statements=(statement("st", "FIN"),)), PARTNERS, "floor"))
    assert found.withheld == {"floor", "st"}
    with pytest.raises(KeyError, match="withheld"):
        found.dialogue("floor")
    with pytest.raises(KeyError, match="not in the record"):
        found.dialogue("ceiling")


def test_everything_hides_nothing():
    """The whole library can be had, to tell what is withheld from what is not recorded."""
    lib = released(library(statements=(statement("st", "FIN"),)), PARTNERS, "st")
    assert "st" in select.everything(lib).records


# -- questions ----------------------------------------------------------------------------------------------


def test_a_set_again_has_the_names_of_the_first():
    """The same set again has the other's names; a part has its own only; a circle has none, and ends."""
    lib = library(
        actor_sets=(
            actor_set("two", "FIN SWE"),
            actor_set("same", same_as="two"),
            actor_set("part", part_of="two"),
            actor_set("a", same_as="b"),
            actor_set("b", same_as="a"),
        )
    )
    ed = public(lib)
    names = {s.id: [a for a, _ in select.names_in(ed, s)] for s in ed.dialogue("floor").actor_sets}
    assert names == {"two": ["FIN", "SWE"], "same": ["FIN", "SWE"], "part": [], "a": [], "b": []}


def test_whose_statement_it_is():
    """A statement is its speaker's; who only delivers it, or speaks only for others, reads it."""
    lib = library(
        statements=(
            statement("own", "FIN", on_behalf_of=("SWE",)),
            statement("group", "friends", delegate="RWA", on_behalf_of=("friends",)),
            statement("for-others", "EST", on_behalf_of=("LVA",), also_itself=Ternary.NO),
        )
    )
    ed = public(lib)

    def of(question, actor):
        return [s.id for s in question(ed, "floor", actor)]

    assert [of(select.statements_by, a) for a in ("FIN", "friends", "RWA", "EST")] == [["own"], ["group"], [], []]
    assert [of(select.statements_read_by, a) for a in ("RWA", "EST", "FIN")] == [["group"], ["for-others"], []]
    assert [of(select.statements_for, a) for a in ("SWE", "LVA", "friends")] == [["own"], ["for-others"], []]


def test_positions_by_name_and_by_theme():
    """Positions are found by theme and by whom their sets name, in the record's order."""
    lib = library(
        actor_sets=(actor_set("a", "FIN"), actor_set("b", same_as="a")),
        positions=(position("p2", "b"), position("p", "a")),
    )
    ed = public(lib)
    assert [p.id for p in select.positions_naming(ed, "floor", "FIN")] == ["p2", "p"]
    assert [p.id for p in select.positions_on(ed, "floor", "seeds")] == ["p2", "p"]
    assert select.theme_ids(ed, "floor") == ("seeds",)


def test_what_kind_of_actor_it_is():
    """The Union is an organization, a state is known by its letters, and an unknown id is nothing."""
    ed = public(library())
    assert [select.kind_of(ed, a) for a in ("FIN", "VAT", "assembly", "ann", "XXX")] == [
        "state", "state", "united nations", "person", "",
    ]  # fmt: skip


def test_sources_come_in_the_order_in_which_we_read_them():
    """The sources of a dialogue are those that we have read for it, then those that its records point to."""
    lib = library(
        coverage=(Coverage(id="c", source="leaflet", speakers="partial"),),
        actor_sets=(actor_set("a", "FIN"),),
    )
    assert select.sources_of(public(lib), "floor") == ("leaflet", "page")


DATES = st.builds(
    lambda y, m, d, precision: PartialDate(*(y, m, d)[:precision]),
    st.integers(2013, 2015), st.integers(1, 12), st.integers(1, 28), st.integers(1, 3),
)  # fmt: skip


def listed(**dates):
    """Return a roster with dates."""
    return Roster(id="r", of="friends", members=("FIN",), complete=True, at=Locator("page"), **dates)


@given(DATES)
def test_a_partial_date_spans_its_days(date):
    """The first and the last day that a date can mean enclose it, and are one for a whole date."""
    first, last = select.first_day(date), select.last_day(date)
    assert first <= last
    assert (first == last) is bool(date.day)
    assert (first.year, last.year) == (date.year, date.year)
    assert not date.month or (first.month, last.month) == (date.month, date.month)


@given(DATES, st.dates(datetime.date(2013, 1, 1), datetime.date(2015, 12, 31)))
def test_a_roster_attested_once_holds_on_that_day_only(date, day):
    """Membership on one attested day proves no other day; a month or a year proves none."""
    assert select.holds_on(listed(attested=date), day) is (bool(date.day) and select.first_day(date) == day)


def test_a_stated_beginning_and_end_hold_between():
    """From a stated beginning to the day it attests, and on to a stated end, a roster holds."""
    attested, day = PartialDate(2014, 6, 1), datetime.date(2014, 9, 8)
    assert not select.holds_on(listed(attested=attested), day)
    assert select.holds_on(listed(attested=attested, until=PartialDate(2014, 12)), day)
    assert not select.holds_on(listed(attested=attested, until=PartialDate(2014)), day)
    assert select.holds_on(listed(attested=PartialDate(2015, 1, 1), since=PartialDate(2013)), day)
    assert not select.holds_on(listed(attested=PartialDate(2015, 1, 1), since=PartialDate(2014)), day)
