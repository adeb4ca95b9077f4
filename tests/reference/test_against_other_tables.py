"""Our table of states beside two published ones, with every difference listed and reasoned."""

import csv
import datetime
import importlib.metadata
from importlib import resources

import pytest

from rtop_docs.reference import LANGUAGES, group_of, name_of, resolve_state, state, states

pytestmark = pytest.mark.reference

TODAY = datetime.date.max
COLUMNS = {
    "ar": "Arabic Short", "zh": "Chinese Short", "en": "English Short",
    "fr": "French Short", "ru": "Russian Short", "es": "Spanish Short",
}  # fmt: skip

NAMES_THAT_DIFFER = {
    ("NLD", "ar"): "hdx has an underscore where the name belongs, and a dash for all other states",
    ("TLS", "ar"): "hdx has a space on one side of the dash only, and on both for Guinea-Bissau",
}


@pytest.fixture(scope="module")
def taxonomy():
    """Return the rows of the United Nations taxonomy in hdx-python-country by alpha-3 letters, without importing it."""
    folder = resources.files("hdx.location")
    (path,) = [p for p in folder.iterdir() if p.name.endswith("C&T Taxonomy.csv")]
    rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines())
    return {row["ISO 3166-1 Alpha 3-Codes"]: row for row in rows}


def test_the_members_are_those_of_the_taxonomy(taxonomy):
    """Members of ours and of the Department for General Assembly and Conference Management are the same 193."""
    theirs = {code for code, row in taxonomy.items() if row["Appears in DGACM list"] == "Y"}

    assert {s.id for s in states() if s.member} == theirs


def test_codes_and_regions_are_those_of_the_taxonomy(taxonomy):
    """Alpha-2, M49 number, region and sub-region agree for all 195, without exception."""
    for s in states():
        row = taxonomy[s.id]
        theirs = (
            row["ISO 3166-1 Alpha 2-Codes"],
            row["m49 numerical code"].zfill(3),
            row["Region Name"],
            row["Sub-region Name"],
        )
        assert (s.alpha2, s.m49, s.region, s.subregion) == theirs


def test_present_names_are_those_of_the_taxonomy(taxonomy):
    """Names in six languages and formal names agree but for the apostrophe, and for the differences listed."""
    differ = set()
    for s in states():
        row = taxonomy[s.id]
        assert name_of(s.id, "en", TODAY, "formal") == row["English Formal"].replace("'", "’")
        for language in LANGUAGES:
            if name_of(s.id, language, TODAY) != row[COLUMNS[language]].replace("'", "’"):
                differ.add((s.id, language))

    assert differ == set(NAMES_THAT_DIFFER)


def test_m49_english_names_resolve(taxonomy):
    """The names of the Statistics Division, which differ from the short names, mean the same states to us."""
    assert {code: resolve_state(taxonomy[code]["M49 English"]) for code in [s.id for s in states()]} == {
        s.id: s.id for s in states()
    }


def test_regional_groups_are_those_of_countrygroups():
    """All members agree; countrygroups has Türkiye in two groups, ours in the one where it stands for election."""
    import countrygroups

    theirs = countrygroups.UN_REGIONAL_GROUPS
    keys = {
        "african": "AFRICAN_GROUP", "asia-pacific": "ASIA_PACIFIC_GROUP", "eastern-european": "EASTERN_EUROPEAN_GROUP",
        "grulac": "GRULAC", "weog": "WEOG",
    }  # fmt: skip
    ours = {key: {s.id for s in states() if group_of(s.id, TODAY) == group} for group, key in keys.items()}
    differ = {(key, one) for key in ours for one in ours[key] ^ set(getattr(theirs, key))}

    assert differ == {("ASIA_PACIFIC_GROUP", "TUR")}
    assert "Asia-Pacific" in state("TUR").groups[-1].note


def test_the_tables_compared_are_the_ones_installed():
    """The comparison is with hdx-python-country 4.2 or later, which has the present name of Nauru."""
    major, minor = importlib.metadata.version("hdx-python-country").split(".")[:2]

    assert (int(major), int(minor)) >= (4, 2)
