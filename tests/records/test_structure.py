"""Located values into classes: strict, every finding at its place, what can be had is had."""

import datetime
import enum

import pytest
from attrs import field, frozen

from rtop_docs.diagnostics import SourceSpan, format_diagnostic
from rtop_docs.records.located import LocatedText, read_yaml
from rtop_docs.records.model import Audience, PartialDate, Prose, Release, Ternary
from rtop_docs.records.structure import structure


class Colour(enum.Enum):
    """Words that a field knows."""

    RED = "red"
    DARK_BLUE = "dark blue"


@frozen(kw_only=True)
class Inner:
    """A class in a list."""

    name: str
    size: int = 0


@frozen(kw_only=True)
class Sample:
    """One field of each kind."""

    name: str
    number: int | None = None
    ratio: float = 0.0
    sure: bool = False
    maybe: Ternary = Ternary.UNKNOWN
    colour: Colour = Colour.RED
    day: datetime.date | None = None
    date: PartialDate | None = None
    prose: Prose = field(factory=Prose)
    words: tuple[str, ...] = ()
    inner: tuple[Inner, ...] = ()
    either: str | Inner = ""
    table: dict[str, str] = field(factory=dict)
    blank: str = field(default="x", metadata={"blank": True})
    release: Release = field(factory=Release)
    span: SourceSpan | None = None


def read(text, cls=Sample, **given):
    """Structure a YAML text."""
    return structure(read_yaml(text, "a.yaml").value, cls, given)


def lines(text):
    """Return what structuring a YAML text finds, without hints."""
    return [format_diagnostic(d).split("\n")[0].removeprefix("a.yaml:") for d in read(text).diagnostics]


def test_every_kind_of_field_is_read():
    """Texts that look like numbers stay texts; numbers, days and words become what their field says."""
    made = read(
        """
name: 1.10
number: 007
ratio: 2.5
sure: yes
maybe: no
colour: dark blue
day: 2014-09-08
date: 2014-09
prose:
  fr: bonjour
  en: hello
words: [NO, 010]
inner:
  - {name: x, size: 3}
either: {name: y}
table: {a: 1}
blank: ""
audience: partners
embargo: 2014-09-08T15:00:00-04:00
"""
    )

    zone = datetime.timezone(datetime.timedelta(hours=-4))
    assert made.diagnostics == ()
    assert made.value == Sample(
        name="1.10",
        number=7,
        ratio=2.5,
        sure=True,
        maybe=Ternary.NO,
        colour=Colour.DARK_BLUE,
        day=datetime.date(2014, 9, 8),
        date=PartialDate(2014, 9),
        prose=Prose((("en", "hello"), ("fr", "bonjour"))),
        words=("NO", "010"),
        inner=(Inner(name="x", size=3),),
        either=Inner(name="y"),
        table={"a": "1"},
        blank="",
        release=Release(Audience.PARTNERS, datetime.datetime(2014, 9, 8, 15, tzinfo=zone)),
        span=SourceSpan("a.yaml", 2, 1),
    )
    assert type(made.value.name) is str


def test_prose_without_a_language_is_the_projects():
    """A plain text is English."""
    assert read("name: a\nprose: hello, all\n").value.prose == Prose((("en", "hello, all"),))


WRONG = {
    "number: 1_000": "2:9: error[R03]: expected a whole number, found '1_000'",
    "number: 12abc": "2:9: error[R03]: expected a whole number, found '12abc'",
    "number: 1.0": "2:9: error[R03]: expected a whole number, found '1.0'",
    "number: ٣": "2:9: error[R03]: expected a whole number, found '٣'",
    "number: [1]": "2:9: error[R03]: expected a whole number, found a list",
    "ratio: 1e3": "2:8: error[R03]: expected a number, found '1e3'",
    "sure: true": "2:7: error[R03]: expected yes or no, found 'true'",
    "sure: Yes": "2:7: error[R03]: expected yes or no, found 'Yes'",
    "maybe: false": "2:8: error[R04]: 'false' is none of yes, no, unknown",
    "colour: Red": "2:9: error[R04]: 'Red' is none of red, dark blue",
    "day: 2014-09": "2:6: error[R03]: expected a day like 2014-09-08, found '2014-09'",
    "day: 8.9.2014": "2:6: error[R03]: expected a date like 2014, 2014-09 or 2014-09-08, found '8.9.2014'",
    "date: 2014-02-30": "2:7: error[R03]: expected a date like 2014, 2014-09 or 2014-09-08, found '2014-02-30'",
    "date: 2014-00": "2:7: error[R03]: expected a date like 2014, 2014-09 or 2014-09-08, found '2014-00'",
    "date: 0000": "2:7: error[R03]: expected a date like 2014, 2014-09 or 2014-09-08, found '0000'",
    "embargo: 2014-09-08T15:00:00": (
        "2:10: error[R03]: expected a moment with its zone, like 2014-09-08T15:00:00-04:00, found '2014-09-08T15:00:00'"
    ),
    "words: a": "2:8: error[R03]: expected a list, found 'a'",
    "words: {a: b}": "2:8: error[R03]: expected a list, found keys and values",
    "words: [a, [b]]": "2:12: error[R03]: expected a text, found a list",
    "inner: [x]": "2:9: error[R03]: expected keys and values, found 'x'",
    "inner: [{}]": "2:9: error[R02]: missing field 'name'",
    "table: [a]": "2:8: error[R03]: expected keys and values, found a list",
    "prose: [a]": "2:8: error[R03]: expected a text, or texts by language, found a list",
    "prose: {en: a}": "2:13: error[R06]: prose inside {...} or [...]: a comma would cut it",
    "prose:\n  english: a": "3:3: error[R03]: 'english' is no language tag",
    "words:": "2:7: error[R05]: field 'words' has no value",
    'colour: ""': "2:9: error[R05]: field 'colour' has no value",
    "blank:": "2:7: error[R05]: field 'blank' has no value",
    "nmae: b": "2:1: error[R01]: unknown key 'nmae'",
    "span: b": "2:1: error[R01]: unknown key 'span'",
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_value_is_found_at_its_place_and_the_rest_is_kept(wrong):
    """One finding with its place; the record is still made, that field left at its default."""
    made = read(f"name: a\n{wrong}\n")

    assert lines(f"name: a\n{wrong}\n") == [WRONG[wrong]]
    assert made.value.name == "a"


def test_all_findings_come_in_one_run_and_in_file_order():
    """A missing field, an unknown key and wrong values of several depths are all reported."""
    text = "nam: a\nnumber: x\ninner:\n  - {size: y}\n  - {name: z, sze: 1}\n"

    assert lines(text) == [
        "1:1: error[R01]: unknown key 'nam'",
        "1:1: error[R02]: missing field 'name'",
        "2:9: error[R03]: expected a whole number, found 'x'",
        "4:5: error[R02]: missing field 'name'",
        "4:12: error[R03]: expected a whole number, found 'y'",
        "5:15: error[R01]: unknown key 'sze'",
    ]
    assert read(text).value is None


def test_an_unknown_key_that_a_comma_cut_off_says_so():
    """In {...} a comma ends a text; the hint names the cause."""
    found = read("name: a\neither: {name: b, and c}\n").diagnostics

    assert found[0].hints[0] == "a ',' cuts a text inside {...}: put the text in quotation marks"


def test_did_you_mean_is_a_hint_and_never_a_value():
    """A word that is nearly right is refused, with what was probably meant."""
    made = read("name: a\ncolour: dark-blue\n")

    assert made.value.colour is Colour.RED
    assert made.diagnostics[0].hints == ("did you mean 'dark blue'?",)


def test_a_release_that_cannot_be_read_shows_the_record_to_the_house_alone():
    """A typing error in `audience` never publishes what was to be withheld."""
    made = read("name: a\naudience: partner\n")

    assert [d.code for d in made.diagnostics] == ["R04"]
    assert made.value.release.audience is Audience.INTERNAL


def test_given_fields_are_no_keys():
    """A table's key is the record's id: the fields may not give it again."""
    made = structure(
        read_yaml("size: 1\nname: b\n", "a.yaml").value, Inner, {"name": LocatedText.at("n", SourceSpan("a.yaml"))}
    )

    assert made.value == Inner(name="n", size=1)
    assert [d.message for d in made.diagnostics] == ["unknown key 'name'"]


def test_what_the_yaml_reader_reported_is_not_reported_again():
    """An alias in a text field has one finding, that of the alias."""
    node = read_yaml("name: a\nnumber: *x\n", "a.yaml")
    made = structure(node.value, Sample)

    assert [d.code for d in node.diagnostics] == ["Y03"]
    assert made.diagnostics == ()
    assert made.value.number is None
