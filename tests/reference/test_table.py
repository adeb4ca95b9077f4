"""The table of states: who is in it, and what its data file must keep."""

import json
import re

from rtop_docs.reference import LANGUAGES, REGIONAL_GROUPS, state, states
from rtop_docs.reference.table import read_data


def test_the_table_holds_the_members_and_two_observers():
    """193 member states and exactly the Holy See and the State of Palestine beside them."""
    observers = [s.id for s in states() if not s.member]

    assert len(states()) == 195
    assert observers == ["PSE", "VAT"]


def test_codes_are_well_formed_and_unique():
    """No two states share a code, and each code has its standard's form."""
    for codes, form in [
        ([s.id for s in states()], r"[A-Z]{3}"),
        ([s.alpha2 for s in states()], r"[A-Z]{2}"),
        ([s.m49 for s in states()], r"[0-9]{3}"),
    ]:
        assert len(set(codes)) == 195
        assert all(re.fullmatch(form, code) for code in codes)


def test_every_state_has_names_in_six_languages_in_every_period():
    """No name is empty, in no language and at no time."""
    for one in states():
        for period in one.names:
            assert tuple(language for language, _ in period.short) == LANGUAGES, one.id
            assert all(name.strip() == name != "" for _, name in period.short), one.id
            assert period.formal, one.id


def test_periods_are_in_order_and_end_in_the_present():
    """Former names and groups stand oldest first, each with a note on its day; the last has no end."""
    for one in states():
        for periods in (one.names, one.groups):
            days = [p.before for p in periods[:-1]]
            assert None not in days
            assert days == sorted(set(days))
            assert periods[-1].before is None
            assert all(p.note for p in periods[:-1]), one.id


def test_groups_are_known_ones():
    """Each period's group is a regional group or none, and every present member has one."""
    for one in states():
        assert {p.group for p in one.groups} <= {*REGIONAL_GROUPS, ""}
        assert bool(one.groups[-1].group) == one.member


def test_printed_names_have_typographic_apostrophes():
    """No name that we print holds a straight apostrophe, in any language."""
    printed = [name for s in states() for p in s.names for name in [*dict(p.short).values(), p.formal]]

    assert [name for name in printed if re.search("['`´ʼ]", name)] == []
    assert "Côte d’Ivoire" in printed


def test_letters_of_a_name_are_of_its_script():
    """No Latin letter hides in a Russian, Chinese or Arabic name (one published table has one in Chad's)."""
    for one in states():
        for period in one.names:
            names = dict(period.short)
            assert not re.search("[A-Za-z]", names["ru"] + names["zh"] + names["ar"]), one.id


def test_state_is_found_by_its_letters_only():
    """An unknown id is a wrong call."""
    assert state("RWA").m49 == "646"
    for unknown in ("", "rwa", "EUU", "Rwanda"):
        try:
            state(unknown)
        except KeyError:
            continue
        raise AssertionError(unknown)


def test_the_data_file_has_one_state_a_line_by_id():
    """The file stays readable in a diff: a bracket, one line a state sorted by id, a bracket."""
    lines = read_data("states.json").splitlines()
    ids = [json.loads(line.rstrip(","))["id"] for line in lines[1:-1]]

    assert (lines[0], lines[-1]) == ("[", "]")
    assert ids == sorted(ids)
    assert len(ids) == 195


def test_states_are_read_once():
    """Asking again gives the same tuple: the file is read lazily and once."""
    assert states() is states()
