"""Whatever a record holds comes back from YAML as it was; whatever stands in a file, the loader does not fail."""

import datetime
import enum
import os
import tempfile
import types
import typing
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.records import forms
from rtop_docs.records import model as m
from rtop_docs.records.check import run_checks
from rtop_docs.records.load import load_library
from rtop_docs.records.located import REFUSED
from rtop_docs.records.references import ACTORS, CHOICES, REFERENCES
from rtop_docs.records.structure import shape_of
from tests.records.invented import FILES, workspace_of
from tests.records.writing import LISTS, dump, emit

EXAMPLES = 100 if os.environ.get("RTOP_THOROUGH") else 10

REFUSED_ONES = [chr(c) for c in range(0x110000) if REFUSED.match(chr(c))]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters=REFUSED_ONES), max_size=12).map(
    lambda text: text if text.strip() else f"{text}x"
)
LANGUAGES = st.sampled_from(["en", "fr", "zh", "ar"])
SOME_PROSE = st.dictionaries(LANGUAGES, TEXTS, min_size=1, max_size=2).map(lambda t: m.Prose(tuple(sorted(t.items()))))
DATES = st.dates().map(lambda d: m.PartialDate(d.year, d.month, d.day)) | st.integers(1, 9999).map(m.PartialDate)
MOMENTS = st.datetimes(timezones=st.just(datetime.timezone(datetime.timedelta(hours=-4))))
RELEASES = st.builds(m.Release, st.sampled_from(m.Audience), st.none() | MOMENTS)
NAMES = [("Chile", "CHL"), ("Cote d’Ivoire", "CIV"), ("the Republic of Korea", "KOR"), ("group-0", "group-0")]
NAMINGS = st.sampled_from(NAMES).map(lambda n: m.Naming(printed=n[0], actor=n[1]))
KINDS = {"actor_sets": "actor set", "segments": "segment", "coverage": "coverage"}
PART_TYPES = {
    "segments": m.Segment,
    "coverage": m.Coverage,
    "statements": m.Statement,
    "actor_sets": m.ActorSet,
    "positions": m.Position,
    "quotations": m.Quotation,
    "figures": m.StatedFigure,
    "situations": m.Situation,
}


def ids(kind):
    """Return the ids of the records of a kind: two of each."""
    return ["CHL", "RWA"] if kind == "state" else [f"{kind.replace(' ', '-')}-{n}" for n in range(2)]


def references(kinds):
    """Return a strategy for ids of some kinds."""
    return st.sampled_from([i for kind in kinds for i in ids(kind)])


def of_type(type_, place):
    """Return a strategy for the values of a field."""
    words = CHOICES.get(place)
    single = references(REFERENCES[place]) if place in REFERENCES else st.sampled_from(words) if words else TEXTS
    arguments = typing.get_args(type_)
    if isinstance(type_, typing.NewType) or type_ is str:
        return single
    if typing.get_origin(type_) is tuple:
        return st.lists(of_type(arguments[0], place), max_size=3).map(tuple)
    if isinstance(type_, types.UnionType):
        return st.none() | of_type(arguments[0], place)
    plain = {
        m.Prose: SOME_PROSE,
        m.PartialDate: DATES,
        m.Naming: NAMINGS,
        datetime.date: st.dates(),
        bool: st.booleans(),
    }
    if type_ in plain:
        return plain[type_]
    if type_ is int:
        return st.integers(0, 10**6)
    if issubclass(type_, enum.Enum):
        return st.sampled_from(type_)
    return of_class(type_)


def of_class(cls, **known):
    """Return a strategy for instances of an attrs class; optional fields may keep their defaults."""
    strategies = {}
    for shape in shape_of(cls).fields:
        strategy = of_type(shape.type, (cls, shape.name))
        default = attrs.fields_dict(cls)[shape.name].default
        if default is not attrs.NOTHING:
            strategy = st.just(default) | strategy
        strategies[shape.name] = strategy
    if shape_of(cls).release:
        strategies["release"] = RELEASES
    return st.builds(cls, **{**strategies, **known})


def records(cls, kind):
    """Return a strategy for the two records of a kind."""
    known = {}
    if cls is m.Source:
        known = {"archive": st.just("")}
    if cls is m.Quotation:
        first = of_class(m.QuotationLocator, exact=st.just(""))
        rest = st.lists(of_class(m.QuotationLocator), max_size=2)
        known = {"locators": st.tuples(first, rest).map(lambda parts: (parts[0], *parts[1]))}
    return st.tuples(*(of_class(cls, id=st.just(i), **known) for i in ids(kind)))


def least(cls, **known):
    """Return the plainest instance: needed fields only, the first of all words and ids."""
    values = {}
    for shape in shape_of(cls).fields:
        if shape.needed and shape.name not in known:
            values[shape.name] = least_of(shape.type, (cls, shape.name))
    return cls(**values, **known)


def least_of(type_, place):
    """Return the plainest value of a field."""
    if place in REFERENCES and typing.get_origin(type_) is not tuple:
        return ids(REFERENCES[place][0])[0]
    if place in CHOICES and type_ is str:
        return CHOICES[place][0]
    plain = {str: "x", int: 1, bool: True, m.Prose: m.Prose((("en", "x"),)), m.PartialDate: m.PartialDate(2014)}
    if isinstance(type_, typing.NewType) or type_ in plain:
        return plain.get(type_, "x")
    if typing.get_origin(type_) is tuple:
        return (least_of(m.QuotationLocator, place),) if place == (m.Quotation, "locators") else ()
    return next(iter(type_)) if issubclass(type_, enum.Enum) else least(type_)


TABLES = {n: tuple(least(cls, id=i) for i in ids(n.removesuffix("s"))) for n, cls in forms.TABLES.items()}
PARTS = {n: tuple(least(cls, id=i) for i in ids(KINDS.get(n, n.removesuffix("s")))) for n, cls in PART_TYPES.items()}
DIALOGUE = least(m.Dialogue, id="talk", **PARTS)
LIBRARY = m.Library(**TABLES, dialogues=(DIALOGUE,))


def library_with(name, made):
    """Return the plain library with other records under one name."""
    if name in TABLES:
        return attrs.evolve(LIBRARY, **{name: made})
    dialogue = made if name == "dialogue" else attrs.evolve(DIALOGUE, **{name: made})
    return attrs.evolve(LIBRARY, dialogues=(dialogue,))


@settings(max_examples=EXAMPLES)
@given(st.data())
@pytest.mark.parametrize("name", [*TABLES, *PARTS, "dialogue"])
def test_what_is_written_is_read_again(name, data):
    """load(dump(x)) == x for every kind of record, whatever its texts hold."""
    if name == "dialogue":
        made = data.draw(
            of_class(m.Dialogue, id=st.just("talk"), notes=st.just(""), **{n: st.just(PARTS[n]) for n in LISTS})
        )
    else:
        made = data.draw(records({**forms.TABLES, **PART_TYPES}[name], KINDS.get(name, name.removesuffix("s"))))
    library = library_with(name, made)
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_library(workspace_of(Path(folder), dump(library)))

    # the plain actors are all called "x": that is found, and does not keep them from being read
    assert {d.code for d in loaded.diagnostics} <= {"R11"}, [format_diagnostic(d) for d in loaded.diagnostics]
    assert loaded.value == library
    run_checks(loaded.value, {})


def test_the_round_trip_covers_every_reference():
    """Each field that leads somewhere is one that the generated records have."""
    classes = {*forms.TABLES.values(), *PART_TYPES.values(), m.Dialogue, m.Locator, m.Role, m.Report, m.Alignment}
    classes |= {m.Naming, m.QuotationLocator}

    assert {cls for cls, _ in REFERENCES} <= classes
    assert set(ACTORS) == {"state", "group", "organization", "office", "person"}


KEYS = sorted(
    {
        s.key
        for cls in (*vars(forms).values(), *vars(m).values())
        if isinstance(cls, type) and attrs.has(cls)
        for s in shape_of(cls).fields
    }
    | {*forms.TABLES, *forms.LISTS, "dialogue", "en", "audience", "embargo"}
)
DATA = st.recursive(
    TEXTS | st.sampled_from(["", "yes", "14", "2014-09-08", "page", "Chile", "open", "veto", "p1/who"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=30,
)


@settings(max_examples=EXAMPLES)
@given(st.dictionaries(st.sampled_from([*forms.TABLES, *forms.LISTS, "dialogue"]), DATA, min_size=1, max_size=4))
def test_no_data_makes_the_loader_fail(data):
    """Known keys over any values: findings, and a library of what could be read, on which the rules run."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_library(workspace_of(Path(folder), {**FILES, "source/one/other.yaml": emit(data) + "\n"}))

    run_checks(loaded.value, {})
    assert all(d.span is not None for d in loaded.diagnostics)


@settings(max_examples=EXAMPLES)
@given(st.integers(0, 3000), st.text(max_size=5), st.integers(0, 40))
@pytest.mark.parametrize("path", FILES)
def test_no_edit_makes_the_loader_fail(path, at, text, removed):
    """Any few characters put into a good file, anywhere, are loaded or refused."""
    before = FILES[path]
    at %= len(before)
    files = {**FILES, path: before[:at] + text + before[at + removed :]}
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_library(workspace_of(Path(folder), files))

    run_checks(loaded.value, {})


@given(st.binary(max_size=200))
def test_no_bytes_make_the_loader_fail(data):
    """Random bytes are refused at a place in their file."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_library(workspace_of(Path(folder), {"source/a.yaml": data}))

    assert all(d.span is not None and d.span.path == "source/a.yaml" for d in loaded.diagnostics)


HOSTILE = [
    "=cmd|' /C calc'!A0",
    "<b onmouseover=alert(1)>",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "![x](http://example.org/x.png)",
    "# heading",
    "1. first",
    "\\u202e",
    "a\u00a0b\u200bc",
    "ﷺ العربية",
    "𝕏 👩‍👩‍👧 e\u0301",
    "x" * 200_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=[t[:20] for t in HOSTILE])
def test_hostile_text_is_loaded_as_the_text_that_it_is(text, tmp_path):
    """Markup, formulas, templates, odd letters and very long words mean nothing to the loader."""
    files = {"source/a.yaml": emit({"themes": {"t": {"title": {"en": text}}}}) + "\n"}
    loaded = load_library(workspace_of(tmp_path, files))

    assert loaded.diagnostics == ()
    assert loaded.value.themes[0].title == m.Prose((("en", text),))


@pytest.mark.parametrize("char", list("\x00\x07\x1b\x7f\x85\u2028\u202a\u202e\u2066\u2069\ue000\ue003\ufeff\ufffe"))
def test_refused_characters_are_refused_at_their_place(char, tmp_path):
    """Written out, such a character is found at its line and column."""
    files = {"source/a.yaml": f"themes:\n  t:\n    title: ab{char}c\n"}
    loaded = load_library(workspace_of(tmp_path, files))

    assert [format_diagnostic(d).split("\n")[0] for d in loaded.diagnostics] == [
        f"source/a.yaml:3:14: error[Y07]: character U+{ord(char):04X} may not stand in a record"
    ]
