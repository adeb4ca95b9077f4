"""Regional groups: who counts where on which day."""

import datetime

import pytest

from rtop_docs.reference import LANGUAGES, REGIONAL_GROUPS, group_members, group_of, group_title, state, states

DIALOGUE_2014 = datetime.date(2014, 9, 8)
NOW = datetime.date(2026, 1, 1)


def test_the_groups_of_2014_have_their_sizes():
    """In 2014: 54, 53, 23, 33 and 29, which is every member but Kiribati."""
    sizes = {group: len(group_members(group, DIALOGUE_2014)) for group in REGIONAL_GROUPS}

    assert sizes == {"african": 54, "asia-pacific": 53, "eastern-european": 23, "grulac": 33, "weog": 29}


def test_each_member_counts_in_exactly_one_group_today():
    """The five groups share out the 193 members, and no observer state."""
    counted = [s for group in REGIONAL_GROUPS for s in group_members(group, NOW)]

    assert sorted(counted) == [s.id for s in states() if s.member]


@pytest.mark.parametrize(
    ("state_id", "on", "group"),
    [
        ("TUR", "2014-09-08", "weog"),
        ("USA", "2014-09-08", "weog"),
        ("ISR", "1999-12-31", ""),
        ("ISR", "2014-09-08", "weog"),
        ("KIR", "2010-12-31", ""),
        ("KIR", "2014-09-08", ""),
        ("KIR", "2025-01-01", "asia-pacific"),
        ("SSD", "2011-07-12", ""),
        ("SSD", "2012-09-05", "african"),
        ("CYP", "2014-09-08", "asia-pacific"),
        ("GEO", "2014-09-08", "eastern-european"),
        ("MEX", "2014-09-08", "grulac"),
        ("VAT", "2014-09-08", ""),
        ("PSE", "2014-09-08", ""),
    ],
)
def test_a_state_counts_in_the_group_of_the_day(state_id, on, group):
    """The group is that of the day, for election where a state sits in two, and none where none is recorded."""
    assert group_of(state_id, datetime.date.fromisoformat(on)) == group


@pytest.mark.parametrize("state_id", ["KIR", "ISR", "TUR", "USA"])
def test_what_a_bare_group_does_not_say_stands_in_a_note(state_id):
    """States whose membership has a story carry it."""
    assert state(state_id).groups[-1].note


def test_titles_exist_in_six_languages():
    """Every group has a title in every official language, no two alike."""
    for language in LANGUAGES:
        assert len({group_title(group, language) for group in REGIONAL_GROUPS}) == 5
    assert group_title("grulac", "en") == "Latin American and Caribbean States"


def test_wrong_calls_raise():
    """An unknown group, state or language is the caller's mistake."""
    with pytest.raises(KeyError):
        group_members("asian", NOW)
    with pytest.raises(KeyError):
        group_title("asian", "en")
    with pytest.raises(KeyError):
        group_title("weog", "de")
    with pytest.raises(KeyError):
        group_of("EUU", NOW)
