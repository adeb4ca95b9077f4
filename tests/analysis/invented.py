"""Small libraries of invented dialogues, built by hand: each test shows the hard case beside what it expects."""

import datetime

from attrs import evolve

from rtop_docs.analysis import Ask
from rtop_docs.records.model import (
    ActorSet,
    Alignment,
    Attribution,
    Audience,
    Coverage,
    Dialogue,
    Direction,
    Extent,
    Group,
    Instrument,
    Library,
    Locator,
    Measure,
    Naming,
    Office,
    Organization,
    PartialDate,
    Person,
    Position,
    Prose,
    Quotation,
    QuotationLocator,
    Release,
    Report,
    Roster,
    Segment,
    SegmentKind,
    Situation,
    SituationKind,
    Source,
    SourceKind,
    StatedFigure,
    Statement,
    Symbol,
    Testimony,
    Theme,
    VerbKind,
    Wording,
)

DAY = datetime.date(2014, 9, 8)
NOON = datetime.datetime(2014, 9, 8, 12, tzinfo=datetime.UTC)
INTERNAL = Release(audience=Audience.INTERNAL)


def prose(text):
    """Return an English prose field."""
    return Prose((("en", text),)) if text else Prose()


def at(source="page", start="", end=""):
    """Return a place in a source."""
    return Locator(source, start, end)


def source(name="page", publisher="league", **more):
    """Return an account."""
    more = {"kind": SourceKind.ACCOUNT, "title": prose(name), "language": "en"} | more
    return Source(id=name, publisher=publisher, **more)


def who(name, names="", source="page", **more):
    """Return an actor set of blank-separated ids; complete unless said otherwise."""
    named = tuple(Naming(printed=n, actor=n) for n in names.split())
    more = {"extent": Extent.UNMARKED if named else Extent.UNNAMED} | more
    return ActorSet(id=name, named=named, at=at(source), **more)


def position(name, theme, of, source="page", **more):
    """Return a position for the proposition, by the set `of`."""
    more = {
        "verb": "stressed",
        "kind": VerbKind.STRESSES,
        "direction": Direction.FOR,
        "says": prose(f"{name} is said"),
    } | more
    return Position(id=name, theme=theme, who=of, at=at(source), **more)


def statement(name, speaker, source="page", **more):
    """Return a statement among the interventions."""
    more = {"segment": SegmentKind.INTERVENTIONS} | more
    return Statement(id=name, speaker=speaker, at=at(source), **more)


def quotation(name, speakers, exact="many words", attribution=Attribution.SOLE, source="page", **more):
    """Return a quotation that one source reports."""
    more = {"locators": (QuotationLocator(source=source, testimony=Testimony.REPORTED),)} | more
    return Quotation(
        id=name,
        exact=exact,
        language="en",
        speakers=tuple(speakers.split()),
        attribution=attribution,
        wording=Wording.ORIGINAL,
        **more,
    )


def figure(name, value, measure="spoke", source="page", **more):
    """Return a stated figure."""
    return StatedFigure(id=name, measure=measure, value=value, at=at(source), **more)


def roster(of, members, day="2014-09-08", complete=True, **more):
    """Return a roster attested on a day (or a month, or a year)."""
    attested = PartialDate(*map(int, day.split("-")))
    return Roster(
        id=f"roster-{of}", of=of, members=tuple(members.split()), complete=complete, attested=attested, at=at(), **more
    )


def theme(name, **more):
    """Return a theme with a proposition."""
    return Theme(id=name, title=prose(name), proposition=prose(f"{name} is right"), **more)


def coverage(source="page", speakers="partial", **more):
    """Return that we have read all of a source."""
    more = {"whole": True} | more
    return Coverage(id=f"coverage-{source}", source=source, speakers=speakers, **more)


def dialogue(name="floor", day=DAY, **parts):
    """Return a dialogue; coverage of the whole page unless said otherwise."""
    parts = {"coverage": (coverage(),)} | parts
    return Dialogue(
        id=name, title=prose(name), body="assembly", kind=prose("dialogue"), sittings=(day,), at=at(), **parts
    )


def library(*dialogues, **tables):
    """Return a library with some actors, sources, themes and measures; `tables` replaces any of them."""
    tables = {
        "sources": (
            source(),
            source("watch-page", "watch"),
            source("watch-later", "watch", later_account_of="watch-page"),
        ),
        "groups": (Group(id="friends", title=prose("Friends")), Group(id="bloc", title=prose("Bloc"))),
        "organizations": (
            Organization(id="union", title=prose("Union"), kind="regional"),
            Organization(id="assembly", title=prose("Assembly"), kind="united nations"),
            Organization(id="league", title=prose("League"), kind="civil society"),
            Organization(id="watch", title=prose("Watch"), kind="civil society"),
        ),
        "offices": (Office(id="chief", title=prose("Chief")),),
        "persons": (Person(id="ann", name="Ann Other"),),
        "themes": (theme("seeds"), theme("wells"), theme("deep-wells", parent="wells")),
        "measures": (
            Measure(id="spoke", title=prose("spoke")),
            Measure(id="member-states-speaking", title=prose("states that spoke")),
        ),
        "dialogues": dialogues,
    } | tables
    return Library(**tables)


def ask(lib, name="floor", audience=Audience.PUBLIC, moment=NOON, language="en"):
    """Ask about a dialogue."""
    return Ask(lib, name, audience=audience, moment=moment, language=language)


def asked(**parts):
    """Ask about a library whose only dialogue has these parts."""
    return ask(library(dialogue(**parts)))


def ways(question, actor, on):
    """Return the ways by which a theme reaches an actor: "named", "spoken for EST?" (doubtful), ..."""
    found = []
    for held in question.positions_of(actor).themes:
        if held.theme.theme == on:
            for claim in held.claims:
                for way in claim.ways:
                    through = f" {way.through.id}" if way.through else ""
                    found.append(f"{way.way}{through}{'' if way.certain else '?'}")
    return found


def withheld(record, release=INTERNAL):
    """Return a record kept from the public."""
    return evolve(record, release=release)


def texts(value):
    """Yield every text in an answer."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from texts(item)
    elif hasattr(value, "__attrs_attrs__"):
        for field in value.__attrs_attrs__:
            yield from texts(getattr(value, field.name))


def rich():
    """Return a library that has each hard case once."""
    first = dialogue(
        report=Report(
            instrument="the-report",
            symbols=(Symbol(symbol="A/1/2", at=at()), Symbol(symbol="S/1/3", at=at("watch-page"))),
        ),
        segments=(
            Segment(id="seg-panel", kind=SegmentKind.PANEL, moderator="ann", members=("ben", "cat"), at=at()),
            Segment(id="seg-floor", kind=SegmentKind.INTERVENTIONS, at=at()),
        ),
        coverage=(coverage(), coverage("watch-page", whole=False, themes=("seeds",))),
        statements=(
            statement("st-est", "EST", on_behalf_of=("LVA", "LTU")),
            statement("st-friends", "friends", delegate="RWA", on_behalf_of=("friends",)),
            statement("st-cub", "CUB", text_languages=("es",)),
            statement("st-che", "CHE", aligned_with=(Alignment(statement="st-cub", whole=True),)),
            statement("st-league", "league", segment=SegmentKind.CIVIL_SOCIETY),
        ),
        actor_sets=(
            who("ten", "LVA CUB union", extent=Extent.OPEN, marker="and many others"),
            who("fourteen", number=14, wording="Fourteen states"),
            who("these", same_as="fourteen", wording="These same countries"),
            who("some", part_of="ten", wording="several of these"),
            who("the-friends", "friends"),
            who("ngos", "league watch", extent=Extent.COMPLETE, number=2),
            who("thirteen", source="watch-page", number=13, number_of="individual states"),
        ),
        positions=(
            position("p-ten", "seeds", "ten"),
            position("p-watch", "seeds", "thirteen", "watch-page"),
            position("p-fourteen", "wells", "fourteen", direction=Direction.AGAINST),
            position("p-these", "deep-wells", "these"),
            position("p-some", "deep-wells", "some", condition="if asked"),
            position("p-friends", "wells", "the-friends", statement="st-friends"),
            position("p-ngos", "wells", "ngos", kind=VerbKind.REPORTS_A_FACT, direction=Direction.NONE),
        ),
        quotations=(
            quotation("q-friends", "friends", read_by="RWA"),
            quotation("q-two", "CIV SLE", attribution=Attribution.ONE_OF),
        ),
        figures=(
            figure("f-67", 67, "member-states-speaking"),
            figure("f-83", 83),
            figure("f-81", 81, source="watch-later"),
        ),
        situations=(
            Situation(
                id="s-nga", place="Nigeria", state="NGA", kind=SituationKind.CRISIS, raised_by=("chief",), at=at()
            ),
        ),
    )
    second = dialogue(
        "before",
        datetime.date(2013, 9, 11),
        actor_sets=(who("old", "CUB"),),
        positions=(position("p-old", "seeds", "old", direction=Direction.AGAINST),),
    )
    return library(
        second,
        first,
        instruments=(Instrument(id="the-report", title=prose("The Report"), author="chief"),),
        persons=tuple(Person(id=p, name=p.title()) for p in ("ann", "ben", "cat")),
        rosters=(roster("friends", "RWA GHA union"),),
    )
