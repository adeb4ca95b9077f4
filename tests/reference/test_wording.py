"""Interface words: English complete, nothing borrowed from another language."""

import json
import string

import pytest

from rtop_docs.reference import LANGUAGES, REGIONAL_GROUPS, label, labels
from rtop_docs.reference.table import read_data

NEEDED = {
    "page_of", "contents", "note", "sources", "version", "draft", "embargoed_until",
    "reach_own", "reach_named", "reach_joint", "reach_spoken_for", "reach_aligned", "reach_through_group",
    "sources_differ", "silence_did_not_speak", "silence_not_named", "silence_not_read", "withheld",
    "direction_for", "direction_against", "direction_reserved", "direction_none", "direction_conditional",
    *(f"group_{group}" for group in REGIONAL_GROUPS),
}  # fmt: skip


def _fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _written():
    return json.loads(read_data("labels.json"))


def test_english_is_complete():
    """Every key has an English text, and every key that documents need is there."""
    assert set(labels("en")) >= NEEDED
    assert all(texts.get("en", "").strip() for texts in _written().values())


def test_every_language_fills_the_same_fields():
    """A translation holds exactly the {fields} of the English text, and is of an official language."""
    for key, texts in _written().items():
        assert set(texts) <= set(LANGUAGES), key
        assert all(_fields(text) == _fields(texts["en"]) for text in texts.values()), key


def test_labels_never_overclaim():
    """The three silences and the withheld position read differently, and none reads as a refusal."""
    silences = [label(k, "en") for k in ("silence_did_not_speak", "silence_not_named", "silence_not_read", "withheld")]

    assert silences == [
        "did not speak",
        "not named by the sources read",
        "not read by us",
        "not stated in this edition",
    ]


def test_a_missing_language_is_an_error():
    """An unknown key, or one that a language lacks, raises; English is never put in its place."""
    assert label("page_of", "en").format(page=2, pages=4) == "page 2 of 4"
    with pytest.raises(KeyError, match=r"page_of.*de"):
        label("page_of", "de")
    with pytest.raises(KeyError):
        label("no_such_key", "en")
    with pytest.raises(KeyError):
        labels("de")


def test_labels_of_a_language_are_those_it_has():
    """labels(language) and label(key, language) agree, and the first is read-only."""
    assert all(label(key, "fr") == text for key, text in labels("fr").items())
    with pytest.raises(TypeError):
        labels("fr")["page_of"] = ""


def test_the_data_file_has_one_key_a_line_in_order():
    """The file stays easy to add to and to read in a diff."""
    keys = [
        next(iter(json.loads("{" + line.rstrip(",") + "}"))) for line in read_data("labels.json").splitlines()[1:-1]
    ]

    assert keys == sorted(keys)
    assert len(keys) == len(_written())
