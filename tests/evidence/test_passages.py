"""Printed words in their passages: found, absent, ambiguous, and never inside a longer name."""

import pytest

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.evidence.foldings import fold
from rtop_docs.evidence.occurrences import Occurrence
from rtop_docs.evidence.passages import Missed, check_passages, find_passage
from rtop_docs.records.load import load_library
from rtop_docs.records.model import Locator
from tests.records.invented import changed, workspace_of

TEXT = """A talk on S/2014/449. Rwanda spoke. Chile, Togo and no other, two states, opposed
restraint and recalled it in Atlantis; these states were sixty-seven in all, said the source of the veto. An end."""


def found(tmp_path, old="sittings", new="sittings", text=TEXT, where="source/one/passages.yaml"):
    """Return what the archived text does not hold of the invented record, changed in one place."""
    library = load_library(workspace_of(tmp_path, changed(old, new))).value
    lines = [format_diagnostic(d).split("\n")[0] for d in check_passages(library, {"page": text})]
    return [line.removeprefix(f"{where}:") for line in lines]


def test_a_record_that_its_source_holds_has_no_findings(tmp_path):
    """Passages, names, wordings, verbs, numbers, places and symbols all stand there, line breaks or not."""
    assert found(tmp_path) == []


def test_without_a_text_nothing_is_said(tmp_path):
    """A source that is not at hand is the lock's matter."""
    library = load_library(workspace_of(tmp_path, changed("Chile, Togo]", "Chile, Mali]"))).value

    assert list(check_passages(library, {})) == []


CASES = [
    (
        "named: [Chile, Togo]",
        "named: [Chile, Mali]",
        "6:7: error[Q33]: name 'Mali' of 'p1/who' does not stand in its passage",
    ),
    (
        "wording: two states",
        "wording: 2 states",
        "6:7: error[Q33]: wording '2 states' of 'p1/who' does not stand in its passage",
    ),
    ("verb: opposed", "verb: Opposed", "10:9: error[Q33]: verb 'Opposed' of 'p1/veto' does not stand in its passage"),
    ("verb: opposed", "verb: oppose", "10:9: error[Q33]: verb 'oppose' of 'p1/veto' does not stand in its passage"),
    (
        "wording: sixty-seven",
        "wording: '67'",
        "29:9: error[Q33]: wording '67' of 'p1/speakers' does not stand in its passage",
    ),
    (
        "place: Atlantis",
        "place: Avalon",
        "33:9: error[Q33]: place 'Avalon' of 'p1/avalon' does not stand in its passage",
    ),
]


@pytest.mark.parametrize(("old", "new", "expected"), CASES, ids=[c[1] for c in CASES])
def test_words_that_do_not_stand_there_are_found(old, new, expected, tmp_path):
    """Letter for letter after folding: case and endings count."""
    assert found(tmp_path, old, new) == [expected]


def test_words_outside_the_passage_do_not_count(tmp_path):
    """Rwanda stands in the source, and not between the first and last words of the passage."""
    assert found(tmp_path, "[Chile, Togo]", "[Chile, Rwanda]") == [
        "6:7: error[Q33]: name 'Rwanda' of 'p1/who' does not stand in its passage"
    ]


@pytest.mark.parametrize(
    ("name", "printed", "stands"),
    [
        ("Republic of Korea", "Democratic People’s Republic of Korea", False),
        ("Republic of Korea", "the Republic of Korea", True),
        ("Republic of Korea", "Democratic People’s Republic of Korea and Republic of Korea", True),
        ("Niger", "Nigeria", False),
        ("Guinea", "Equatorial Guinea", False),
        ("Guinea", "Guinea-Bissau", False),
        ("Congo", "Democratic Republic of the Congo", False),
        ("Democratic People’s Republic of Korea", "the Democratic People's Republic of Korea", True),
        ("Chile", "Chile’s own", True),
        ("Cote d’Ivoire", "Cote d'Ivoire", True),
        ("Cote d’Ivoire", "Côte d’Ivoire", False),
    ],
)
def test_a_name_inside_a_longer_one_is_not_that_name(name, printed, stands, tmp_path):
    """The longest name counts; its own longer forms ("the ...", 's) are the same actor."""
    text = TEXT.replace("Chile, Togo and no other", f"Chile, Togo and {printed}")
    files = found(tmp_path, "named: [Chile, Togo]", f"named: [Togo, {name}]", text)

    assert files == ([] if stands else [f"6:7: error[Q33]: name '{name}' of 'p1/who' does not stand in its passage"])


def test_a_passage_that_is_not_there_is_found_once_for_each_record(tmp_path):
    """Its words are not also said to be missing."""
    lines = found(tmp_path, 'from: "Chile, Togo"', 'from: "Chile and Togo"')

    assert {line.split(": ")[1] for line in lines} == {"error[Q30]"}
    assert len(lines) == 6


FOLDED = fold("One dog. Two dogs. One cat. The end of one. The end.")


@pytest.mark.parametrize(
    ("start", "end", "prefix", "suffix", "expected"),
    [
        ("Two dogs.", "", "", "", Occurrence(9, 18)),
        ("Two dogs.", "The end", "", "", Occurrence(9, 35)),
        ("Two dogs.", "The end", "", ".", Occurrence(9, 51)),
        ("One", "", "dogs.", "", Occurrence(19, 22)),
        ("One", "", "", "dog", Occurrence(0, 3)),
        ("", "", "", "", Occurrence(0, 52)),
        ("One", "", "", "", "Q31"),
        ("Two dog", "", "", "", "Q30"),
        ("two dogs", "", "", "", "Q30"),
        ("The end.", "One cat.", "", "", "Q32"),
    ],
)
def test_a_passage_is_found_by_its_first_and_last_words(start, end, prefix, suffix, expected):
    """First words once, last words the nearest behind them; prefix and suffix choose among several."""
    place = find_passage(FOLDED, Locator("page", start, end, prefix, suffix))

    assert (place.code if isinstance(place, Missed) else place) == expected
