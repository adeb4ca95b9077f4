"""A manifest is stale exactly when something in it differs, and every difference has words."""

import json
import os

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.make.manifest import Manifest, differences, from_json

EXAMPLES = settings(max_examples=2000 if os.environ.get("RTOP_THOROUGH") else 100)
QUESTION = '["positions_of","RWA"]'
WAS = Manifest(
    versions={"python": "3.11.7", "zlib": "1.2"},
    files={"templates/en/sheet.md": "aa", "templates/en/own.md": "absent"},
    answers={QUESTION: "11", '["matrix",["women","prevention"],"named"]': "22"},
    records={"women/held: says": "33", "women/held: kind": "44"},
    style={"accent": "55"},
    parameters={"template": "sheet.md"},
)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"versions": {"python": "3.12.0", "zlib": "1.2"}}, ("python was 3.11.7, is 3.12.0",)),
        ({"versions": {"python": "3.11.7"}}, ("zlib was 1.2, is absent",)),
        ({"files": {**WAS.files, "templates/en/sheet.md": "ab"}}, ("file templates/en/sheet.md changed",)),
        ({"files": {**WAS.files, "templates/en/own.md": "ab"}}, ("file templates/en/own.md is new",)),
        ({"files": {"templates/en/own.md": "absent"}}, ("file templates/en/sheet.md is gone",)),
        ({"files": {"templates/en/sheet.md": "aa"}}, ()),
        ({"answers": {**WAS.answers, QUESTION: "12"}}, ('answer positions_of("RWA") changed',)),
        ({"answers": {QUESTION: "11"}}, ('answer matrix(["women", "prevention"], "named") is gone',)),
        ({"answers": {**WAS.answers, '["event"]': "1"}}, ("answer event() is new",)),
        ({"answers": {**WAS.answers, '["quotations","","women"]': "1"}}, ('answer quotations("women") is new',)),
        ({"style": {"accent": "56"}}, ("style key accent changed",)),
        ({"parameters": {"template": "actor.md"}}, ("parameter template changed",)),
        ({"records": {**WAS.records, "women/held: says": "34"}}, ()),
    ],
    ids=str,
)
def test_each_difference_in_words(changed, said):
    """What is compared, by its name, and what became of it."""
    assert differences(WAS, evolve(WAS, **changed)) == said


def test_a_field_is_named_with_the_answer_that_shows_it():
    """The field comes first: it is what a person edited; the rest follows from the record outwards."""
    now = evolve(
        WAS,
        versions={"python": "3.12.0", "zlib": "1.2"},
        answers={**WAS.answers, QUESTION: "12"},
        records={"women/held: says": "34", "women/held: marker": "1"},
        files={**WAS.files, "templates/en/own.md": "ab"},
    )

    assert differences(WAS, now) == (
        "record women/held: kind is gone",
        "record women/held: marker is new",
        "record women/held: says changed",
        'answer positions_of("RWA") changed',
        "file templates/en/own.md is new",
        "python was 3.11.7, is 3.12.0",
    )


def test_questions_that_read_the_same_are_compared_apart():
    """The women as an actor and as a theme: one answer changed, whichever comes first."""
    keys = '["quotations","women",""]', '["quotations","","women"]'
    was = Manifest(answers=dict.fromkeys(keys, "1"))

    for key in keys:
        assert differences(was, Manifest(answers={**was.answers, key: "2"})) == ('answer quotations("women") changed',)


WORD = st.text(min_size=1, max_size=4)
DIGEST = st.sampled_from(["0a", "1b", "2c"])
ARGUMENT = st.sampled_from(["", "RWA", "a b", 'q"', "é"]) | st.lists(st.sampled_from(["x", "y"]), max_size=2)
QUESTIONS = st.lists(ARGUMENT, max_size=3).map(lambda arguments: json.dumps(["asked", *arguments]))
DIGESTS = st.dictionaries(WORD, DIGEST, max_size=3)
MANIFESTS = st.builds(
    Manifest, DIGESTS, DIGESTS, st.dictionaries(QUESTIONS, DIGEST, max_size=3), DIGESTS, DIGESTS, DIGESTS
)


@EXAMPLES
@given(MANIFESTS)
def test_nothing_differs_from_itself(manifest):
    """Nor from what its JSON brings back."""
    assert differences(manifest, manifest) == ()
    assert from_json(manifest.to_json()) == manifest
    assert differences(manifest, from_json(manifest.to_json())) == ()


@EXAMPLES
@given(MANIFESTS, MANIFESTS)
def test_two_manifests_differ_exactly_when_something_that_decides_does(old, new):
    """Records alone decide nothing: a field that no answer shows makes no document stale."""
    same = evolve(old, records={}) == evolve(new, records={})

    assert (differences(old, new) == ()) is same


@EXAMPLES
@given(MANIFESTS, MANIFESTS)
def test_as_many_things_differ_one_way_as_the_other(old, new):
    """What is new one way is gone the other."""
    there, back = differences(old, new), differences(new, old)
    turned = {"is new": "is gone", "is gone": "is new"}

    assert len(there) == len(back)
    for one, other in zip(there, back, strict=True):
        for ending, opposite in turned.items():
            if one.endswith(ending):
                assert other == one.removesuffix(ending) + opposite


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"x"', '{"unknown": {}}', "1"])
def test_what_is_no_manifest_is_refused(text):
    """The caller then makes the document anew."""
    with pytest.raises(ValueError, match="not a manifest"):
        from_json(text)
