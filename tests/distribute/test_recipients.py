"""Recipients: read strictly from YAML, CSV and XLSX, every finding at its place."""

import csv
import io

import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.diagnostics import format_diagnostic
from rtop_docs.distribute.recipients import COLUMNS, RECIPIENTS, Recipient, read_recipients, read_recipients_table
from rtop_docs.records.located import REFUSED
from rtop_docs.records.model import Audience
from rtop_docs.workspace import Workspace

IDS = st.from_regex(r"r[a-z0-9][a-z0-9-]{0,20}", fullmatch=True)
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"]), min_size=1, max_size=30).filter(
    lambda t: not REFUSED.search(t) and t.strip() == t and not t.startswith(("=", "+", "-", "@"))
)
RECIPIENTS_ANY = st.builds(
    Recipient,
    id=IDS,
    name=WORDS,
    address=WORDS,
    language=st.sampled_from(("en", "fr", "ar", "zh-Hans")),
    formats=st.lists(st.sampled_from(("pdf", "docx", "html", "txt")), min_size=1, max_size=4, unique=True).map(tuple),
    audience=st.sampled_from(Audience),
    targets=st.lists(st.sampled_from(("briefing", "sheets/*", "sheets/RWA", "*")), min_size=1, max_size=3).map(tuple),
)
MANY = st.lists(RECIPIENTS_ANY, min_size=1, max_size=5, unique_by=lambda r: r.id)


def read(text):
    """What a file of recipients holds, and what is wrong with it."""
    return read_recipients(Workspace.on_no_disk({RECIPIENTS: text.encode()}))


def said(checked):
    """The findings as people see them, first line only."""
    return [format_diagnostic(d).split("\n")[0] for d in checked.diagnostics]


def row(recipient):
    """A recipient as the cells of a table."""
    return (
        recipient.id,
        recipient.name,
        recipient.address,
        recipient.language,
        " ".join(recipient.formats),
        recipient.audience.name.lower(),
        ", ".join(recipient.targets),
    )


def as_csv(rows, delimiter=","):
    """Rows as a CSV file."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode()


def as_xlsx(rows):
    """Rows as an XLSX file whose cells are what they are given as."""
    book = openpyxl.Workbook()
    for cells in rows:
        book.active.append(list(cells))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def test_a_recipient_has_sensible_defaults():
    """Name and address are enough: a PDF in English of what is public."""
    found = read("recipients:\n  a-1:\n    name: A\n    address: a@example.org\n")

    assert found.diagnostics == ()
    assert found.value == (Recipient(id="a-1", name="A", address="a@example.org"),)


def test_everything_wrong_is_said_at_once_at_its_place():
    """Unknown keys, missing fields, formats, languages and ids are all reported in one run."""
    found = read(
        "recipients:\n"
        "  ../a:\n    name: A\n    address: a@example.org\n"
        "  b:\n    name: B\n    formats: [odt]\n    address: b@example.org\n"
        "  c:\n    name: C\n    adress: c@example.org\n"
        "  con:\n    name: D\n    address: d@example.org\n    language: English\n    targets: []\n"
    )

    assert said(found) == [
        "source/recipients.yaml:2:3: error[N02]: '../a' is no id for a recipient",
        "source/recipients.yaml:5:3: error[N03]: there is no format 'odt'",
        "source/recipients.yaml:10:5: error[R02]: missing field 'address'",
        "source/recipients.yaml:11:5: error[R01]: unknown key 'adress'",
        "source/recipients.yaml:12:3: error[N02]: 'con' is no id for a recipient",
        "source/recipients.yaml:12:3: error[N03]: 'English' is no language tag",
        "source/recipients.yaml:12:3: error[N03]: 'con' asks for no target",
    ]


@pytest.mark.parametrize("text", ["", "recipients: 1\n", "others: {}\n"])
def test_a_file_without_the_table_is_told_how_it_looks(text):
    """A file without recipients is one finding, with its shape as the hint."""
    found = read(text)

    assert [d.code for d in found.diagnostics] == ["N01"]


def test_a_name_of_several_lines_is_refused():
    """A name that would end a line of a note or a header is an error."""
    found = read('recipients:\n  a:\n    name: "A\\nBcc: b"\n    address: a@example.org\n')

    assert [d.code for d in found.diagnostics] == ["N03"]


@given(MANY)
def test_what_yaml_writes_is_read(recipients):
    """Recipients written as YAML are read as they were, whatever characters their names have."""
    table = {
        r.id: {
            "name": r.name,
            "address": r.address,
            "language": r.language,
            "formats": list(r.formats),
            "audience": r.audience.name.lower(),
            "targets": list(r.targets),
        }
        for r in recipients
    }
    found = read(yaml.safe_dump({"recipients": table}, allow_unicode=True, default_style='"', sort_keys=False))

    assert found.diagnostics == ()
    assert list(found.value) == recipients


@given(MANY, st.sampled_from(",;"))
def test_what_csv_writes_is_read(recipients, delimiter):
    """A table with commas or semicolons holds the same recipients as YAML would."""
    found = read_recipients_table(as_csv([COLUMNS, *map(row, recipients)], delimiter), "r.csv")

    assert found.diagnostics == ()
    assert list(found.value) == recipients


@given(MANY)
def test_what_xlsx_writes_is_read(recipients):
    """The first sheet of a workbook holds the same recipients as YAML would."""
    found = read_recipients_table(as_xlsx([COLUMNS, *map(row, recipients)]), "r.xlsx")

    assert found.diagnostics == ()
    assert list(found.value) == recipients


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", ' =HYPERLINK("x")', "a\x07b", "a\u202eb"])
def test_formulas_and_characters_that_hide_are_refused_in_tables(cell):
    """What a spreadsheet would compute, or no record may hold, is an error at its cell."""
    found = read_recipients_table(as_csv([COLUMNS[:3], ("a", cell, "a@example.org")]), "r.csv")

    assert [(d.code, str(d.span)) for d in found.diagnostics] == [("N05", "r.csv:2:2")]


def test_formulas_of_a_workbook_are_refused():
    """A formula is refused and not computed; a number is no text."""
    found = read_recipients_table(as_xlsx([COLUMNS[:3], ("a", '="A"', "a@example.org"), (7, "B", "b@b")]), "r.xlsx")

    assert [(d.code, str(d.span)) for d in found.diagnostics if d.code == "N05"] == [
        ("N05", "r.xlsx:2:2"),
        ("N05", "r.xlsx:3:1"),
    ]
    assert not found.ok


def test_columns_are_known_needed_and_given_once():
    """A column that is missing, unknown or there twice is an error on the first line."""
    found = read_recipients_table(as_csv([("id", "name", "name", "colour"), ("a", "A", "A", "red")]), "r.csv")

    assert said(found)[:3] == [
        "r.csv:1:1: error[N04]: there is no column 'address'",
        "r.csv:1:3: error[N04]: column 'name' is there twice",
        "r.csv:1:4: error[N04]: there is no meaning for a column 'colour'",
    ]


def test_an_id_that_is_there_twice_is_refused():
    """Two rows of one id would write one file."""
    rows = [COLUMNS[:3], ("a", "A", "a@example.org"), ("a", "B", "b@example.org")]
    found = read_recipients_table(as_csv(rows), "r.csv")

    assert said(found) == ["r.csv:3:1: error[N02]: recipient 'a' is there twice"]


@pytest.mark.parametrize("name", ["r.csv", "r.xlsx", "r.ods"])
@given(st.binary(max_size=300))
def test_no_file_makes_the_reader_raise(name, data):
    """Whatever bytes a table has, there are findings or recipients, and never an exception."""
    found = read_recipients_table(data, name)

    assert found.diagnostics or found.value == () or all(r.id for r in found.value)


def test_markup_that_declares_entities_is_not_parsed():
    """A workbook whose markup declares a document type is refused before anything reads it."""
    import zipfile

    data = io.BytesIO(as_xlsx([COLUMNS[:3], ("a", "A", "a@example.org")]))
    with zipfile.ZipFile(data, "a") as package:
        package.writestr("xl/extra.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    found = read_recipients_table(data.getvalue(), "r.xlsx")

    assert said(found) == [
        "r.xlsx: error[N06]: 'r.xlsx' cannot be read as a table: its markup declares a document type"
    ]
