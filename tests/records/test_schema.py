"""The JSON Schema for editors: it takes what the loader takes, and refuses what it refuses by shape."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from rtop_docs.records.schema import json_schema
from tests.records.invented import COMMON, DIALOGUE, FILES, PASSAGES

SCHEMA = json_schema()
VALIDATOR = Draft202012Validator(SCHEMA)


def faults(text, loader=yaml.BaseLoader):
    """Return where a YAML text breaks the schema."""
    return [e.json_path for e in VALIDATOR.iter_errors(yaml.load(text, loader))]


def test_the_schema_is_one():
    """It is valid by its own draft, and plain JSON."""
    Draft202012Validator.check_schema(SCHEMA)
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA


@pytest.mark.parametrize("path", FILES)
def test_a_record_without_findings_is_valid(path):
    """What the loader takes is not underlined in an editor."""
    assert faults(FILES[path]) == []


def test_editors_may_read_numbers_and_truth_values():
    """An editor that takes 14 for a number and yes for true finds nothing wrong."""
    data = {"passages": [{"id": "p", "passage": {"source": "s"}, "who": {"number": 14, "wording": 14}}]}
    roster = {"of": "a", "members": [], "complete": True, "attested": 2014, "at": {"source": "s"}}

    assert list(VALIDATOR.iter_errors(data)) == []
    assert list(VALIDATOR.iter_errors({"rosters": {"r": roster}})) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (COMMON.replace("kind: account", "kind: acount", 1), "$.sources.page.kind"),
        (COMMON.replace("    title: The page\n", ""), "$.sources.page"),
        (COMMON.replace("    date: 2014-09\n", "    date: September\n"), "$.sources.page.date"),
        (COMMON.replace("title: Group of Friends", "title: {english: x}"), "$.groups.friends.title"),
        (COMMON.replace("complete: no", "complete: perhaps"), "$.rosters['friends-2014'].complete"),
        (COMMON.replace("kind: regional", "kind: club"), "$.organizations.eu.kind"),
        (COMMON.replace("    honorific: Dr.", "    honorofic: Dr."), "$.persons.lee"),
        (COMMON.replace("  watch:\n", "  The Watch:\n"), "$.organizations"),
        (DIALOGUE.replace("sittings: [2014-09-08]", "sittings: today"), "$.dialogue.sittings"),
        (PASSAGES.replace("value: 67", "value: sixty"), "$.passages[0].figures[0].value"),
        (PASSAGES.replace("from: ", "begins: "), "$.passages[0].passage"),
        (PASSAGES.replace("  - id: p1\n", "  - id: p1\n    audience: partner\n"), "$.passages[0].audience"),
        ("measure: {}\n", "$"),
    ],
)  # fmt: skip
def test_what_the_loader_refuses_by_shape_is_refused(text, path):
    """Unknown keys, missing fields, wrong words and forms are found where they stand."""
    assert faults(text) == [path]


def test_definitions_say_what_they_are():
    """Each class brings its docstring, and a reference says what it leads to."""
    assert SCHEMA["$defs"]["PassageForm"]["description"].startswith("One passage of a source")
    assert SCHEMA["$defs"]["SayForm"]["properties"]["theme"]["description"] == "Id of: theme."
    assert "printed name" in SCHEMA["$defs"]["StatementForm"]["properties"]["speaker"]["description"]
