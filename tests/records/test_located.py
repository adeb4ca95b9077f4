"""YAML text with places: what is read, what is refused, and how it is said."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.records import located
from rtop_docs.records.located import REFUSED, LocatedList, LocatedMap, LocatedText, read_yaml


def lines(text):
    """Return what reading `text` finds, hints included."""
    return "\n".join(format_diagnostic(d) for d in read_yaml(text, "a.yaml").diagnostics)


def test_every_scalar_stays_text():
    """Norway's letters, a version, a leading zero, a date and null are the text that was typed."""
    value = read_yaml("a: NO\nb: 1.10\nc: 007\nd: 2014-09-08\ne: null\nf: ~\ng: yes\n", "a.yaml").value

    assert value == {"a": "NO", "b": "1.10", "c": "007", "d": "2014-09-08", "e": "null", "f": "~", "g": "yes"}


def test_values_and_keys_know_their_places():
    """Line and column count from 1, in code points, past characters outside the basic plane."""
    value = read_yaml("é𝔞:\n  - x\n  - {b: c}\n", "a.yaml").value

    assert isinstance(value, LocatedMap)
    assert str(value.key_spans["é𝔞"]) == "a.yaml:1:1"
    items = value["é𝔞"]
    assert isinstance(items, LocatedList)
    assert [str(i.span) for i in items] == ["a.yaml:2:5", "a.yaml:3:5"]
    assert str(items[1]["b"].span) == "a.yaml:3:9"
    assert items[1]["b"].flow
    assert not items[0].flow


def test_line_breaks_at_the_end_of_a_block_are_no_part_of_the_text():
    """`>` and `>-` give the same text, and so do `|` and `|-`."""
    value = read_yaml("a: >\n  x\n  y\nb: |\n  x\n  y\n", "a.yaml").value

    assert value == {"a": "x y", "b": "x\ny"}


CASES = {
    "duplicate key": (
        "a: 1\nb: 2\na: 3\n",
        "a.yaml:3:1: error[Y02]: key 'a' is given twice\n    hint: it stands at a.yaml:1:1 already",
    ),
    "anchor and alias": (
        "a: &x 1\nb: *x\n",
        (
            "a.yaml:1:4: error[Y03]: anchor '&x'\n    hint: write out what is meant at each place\n"
            "a.yaml:2:4: error[Y03]: alias '*x'\n    hint: write out what it stands for"
        ),
    ),
    "tag": (
        "a: !!int 3\n",
        "a.yaml:1:4: error[Y04]: tag 'tag:yaml.org,2002:int'\n    hint: delete it: each field has its own type",
    ),
    "second document": (
        "a: 1\n---\nb: 2\n",
        "a.yaml:2:1: error[Y05]: a second document begins\n    hint: delete the line '---', or use a second file",
    ),
    "directive": (
        "%YAML 1.2\n---\na: 1\n",
        (
            "a.yaml:1:1: error[Y05]: a directive stands before the document\n"
            "    hint: delete the line that begins with '%'"
        ),
    ),
    "tab that indents": (
        "a:\n\tb: 1\n",
        "a.yaml:2:1: error[Y06]: a tab indents this line\n    hint: indent with blanks, two a level",
    ),
    "tab in a text": (
        "a: b\tc\n",
        "a.yaml:1:5: error[Y07]: a tab may not stand in a record\n    hint: write a blank",
    ),
    "text that is turned round": (
        "a: x\u202ey\n",
        "a.yaml:1:5: error[Y07]: character U+202E may not stand in a record\n    hint: delete it",
    ),
    "escaped mark of the templates": (
        'a: "x\\uE001"\n',
        "a.yaml:1:4: error[Y07]: character U+E001 may not stand in a record\n    hint: delete it",
    ),
    "lone surrogate": (
        "a: x\ud800\n",
        "a.yaml:1:5: error[Y07]: character U+D800 may not stand in a record\n    hint: delete it",
    ),
    "key that is a list": (
        "? [a]\n: b\n",
        "a.yaml:1:3: error[Y09]: a key is no text\n    hint: a key is a word before ': '",
    ),
    "text cut by a comment": (
        "a: resolution #5 of\n",
        (
            "a.yaml:1:4: error[Y10]: ' #' cuts this text: the rest of the line is a comment\n"
            "    hint: put the text in quotation marks; a comment has a blank after its '#'"
        ),
    ),
    "colon in a plain text": (
        "title: Norms: a review\n",
        (
            "a.yaml:1:13: error[Y01]: ': ' inside an unquoted text\n"
            "    hint: put the text in quotation marks, or on lines of its own after '>-'"
        ),
    ),
    "apostrophe inside quotation marks": (
        "note: 'it's'\n",
        (
            "a.yaml:1:11: error[Y01]: text goes on after the closing quotation mark\n"
            "    hint: an apostrophe inside '...' is written twice, or as ’"
        ),
    ),
    "quotation marks inside quotation marks": (
        'a: "b"c\n',
        (
            "a.yaml:1:7: error[Y01]: text goes on after the closing quotation mark\n"
            '    hint: a quotation mark inside "..." is written \\"'
        ),
    ),
    "at sign": (
        "a: @b\n",
        "a.yaml:1:4: error[Y01]: '@' cannot begin an unquoted text\n    hint: put the text in quotation marks",
    ),
    "backtick": (
        "a: `b`\n",
        "a.yaml:1:4: error[Y01]: '`' cannot begin an unquoted text\n    hint: put the text in quotation marks",
    ),
    "bracket": (
        "a: [b, c\nd: e\n",
        (
            "a.yaml:1:4: error[Y01]: '[' is not closed before line 2, column 2\n"
            "    hint: close it with ']'; a text with ',', ': ' or brackets inside needs quotation marks"
        ),
    ),
    "open quotation mark": (
        "a: 'b\nc: d\n",
        "a.yaml:1:4: error[Y01]: a quotation mark opens here and is never closed\n    hint: close it",
    ),
    "indentation": (
        "a:\n  b: 1\n c: 2\n",
        (
            "a.yaml:3:2: error[Y01]: this line is indented like no line above it\n"
            "    hint: give it the indentation of the line that it goes with"
        ),
    ),
    "key without a colon": (
        "a\nb: 1\n",
        (
            "a.yaml:2:2: error[Y01]: a key where the text above goes on\n"
            "    hint: line 1 has no ':' behind its key, or this line is indented too far"
        ),
    ),
    "backslash": (
        'a: "b\\q"\n',
        (
            'a.yaml:1:6: error[Y01]: a backslash inside "..." begins no escape that YAML knows\n'
            "    hint: write the text in '...'"
        ),
    ),
    "list on the key's line": (
        "a: - b\n",
        (
            "a.yaml:1:4: error[Y01]: '- ' cannot begin a text or a list on this line\n"
            "    hint: put the list on the next line, or quote the text"
        ),
    ),
    "closing bracket alone": (
        "a: ]\n",
        "a.yaml:1:4: error[Y01]: ']' cannot begin an unquoted text\n    hint: put the text in quotation marks",
    ),
    "text behind a block's sign": (
        "a: >x\n  b\n",
        "a.yaml:1:5: error[Y01]: nothing may follow '|' or '>' on its line\n    hint: begin the text on the next line",
    ),
    "colon without a key": (
        ": x\n",
        (
            "a.yaml:1:1: error[Y01]: ':' without a key before it\n"
            "    hint: put a text that begins with ':' in quotation marks"
        ),
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_read_is_said_at_its_place(case):
    """Each fault is named where it stands, with a hint that can be acted on."""
    text, expected = CASES[case]

    assert lines(text) == expected


def test_several_findings_of_one_file_are_reported_together():
    """A refused character does not hide a duplicate key after it."""
    found = read_yaml("a: \u202e\na: 2\nb: !t x\n", "a.yaml").diagnostics

    assert [(d.code, d.span.line) for d in found] == [("Y07", 1), ("Y02", 2), ("Y04", 3)]


def test_depth_is_bounded():
    """64 levels are read, 65 are refused, and 100,000 are refused as quickly."""
    assert read_yaml("[" * 64 + "]" * 64, "a.yaml").diagnostics == ()
    assert [d.code for d in read_yaml("[" * 65 + "]" * 65, "a.yaml").diagnostics] == ["Y08"]
    assert [d.code for d in read_yaml("[" * 100_000, "a.yaml").diagnostics] == ["Y08"]


def test_the_number_of_values_is_bounded(monkeypatch):
    """One value more than the limit ends the reading."""
    monkeypatch.setattr(located, "MAX_NODES", 10)

    assert read_yaml("- a\n" * 9, "a.yaml").diagnostics == ()
    assert lines("- a\n" * 10).startswith("a.yaml:10:3: error[Y08]: more than 10 values in one file")


def test_long_texts_without_a_blank_are_loaded_or_refused():
    """200,000 characters without a blank are one text; a million and one are refused at their place."""
    assert read_yaml("a: " + "x" * 200_000, "a.yaml").value == {"a": "x" * 200_000}
    assert lines("a: " + "x" * 1_000_001) == "a.yaml:1:4: error[Y08]: a text of 1000001 characters, more than 1000000"


def test_many_refused_characters_are_counted():
    """20 are reported one by one, the rest as a number."""
    found = read_yaml("a: " + "\x01" * 30, "a.yaml").diagnostics

    assert len(found) == 21
    assert "10 more characters that no record may hold" in {d.message for d in found}


@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
@given(st.text(max_size=80) | st.lists(st.sampled_from(list("a:-[]{}'\"#&*!|>%@ \n\t?,")), max_size=40).map("".join))
def test_no_text_makes_the_reader_fail(loader, text):
    """Any text gives a value or findings, with libyaml and without it."""
    before = located._LOADER
    located._LOADER = getattr(yaml, loader)
    try:
        read = read_yaml(text, "a.yaml")
    finally:
        located._LOADER = before

    assert all(d.span is not None and d.span.line > 0 for d in read.diagnostics)
    assert read.diagnostics or read_again(text) == read.value


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_a_text_is_loaded_as_it_is_or_refused(text):
    """A quoted text comes out as it went in, unless it holds a refused character: then that is said."""
    read = read_yaml(f"a: {quoted(text)}\n", "a.yaml")

    if REFUSED.search(text):
        assert {d.code for d in read.diagnostics} <= {"Y06", "Y07"}
        assert read.diagnostics
    else:
        assert read.diagnostics == ()
        assert isinstance(read.value["a"], LocatedText)
        assert read.value["a"] == text


def read_again(text):
    """Return what PyYAML's own loader, which keeps every scalar as text, makes of a text without findings."""
    return yaml.load(text, yaml.BaseLoader)


def quoted(text):
    """Return a double-quoted YAML scalar for any text; what libyaml would fold or trim is escaped."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'
