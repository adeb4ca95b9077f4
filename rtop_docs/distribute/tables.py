"""Rows of a CSV or XLSX file as texts that know their places.

Knows nothing of what the columns mean; computes no formula, follows no link, reads no macro.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.records.located import LocatedText

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS = 20_000, 64
_XML = (".xml", ".rels", ".vml")

Rows = list[list[LocatedText]]


class NoTable(Exception):
    """A file is no table that can be read; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def read_rows(data: bytes, path: str) -> Checked[Rows]:
    """Return the rows of a table that hold anything, each cell with its row as line and its number as column.

    path: ends in .csv or .xlsx.  Findings: N05 for a cell of an XLSX file that is no text.
    Raises NoTable (N06, M18).
    """
    if len(data) > MAX_BYTES:
        raise _no_table(path, f"it has {len(data)} bytes, more than {MAX_BYTES}")
    if path.lower().endswith(".csv"):
        return _without_empty(_csv(data, path), ())
    if path.lower().endswith(".xlsx"):
        return _xlsx(data, path)
    raise _no_table(path, "its name ends neither in .csv nor in .xlsx")


def _no_table(path: str, why: str, *hints: str) -> NoTable:
    return NoTable(error("N06", f"'{path}' cannot be read as a table: {why}", SourceSpan(path), *hints))


def _without_empty(rows: Rows, found: tuple[Diagnostic, ...]) -> Checked[Rows]:
    return Checked([row for row in rows if any(cell.strip() for cell in row)], found)


# -- CSV ------------------------------------------------------------------------------------------------


def _csv(data: bytes, path: str) -> Rows:
    """Read CSV as RFC 4180 has it, or with semicolons, as spreadsheets write it where the comma is a decimal sign."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise _no_table(path, f"byte {fault.start + 1} is not UTF-8", "save it as 'CSV UTF-8'") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True)
    rows: Rows = []
    line = 1
    try:
        for cells in reader:
            rows.append([LocatedText.at(c, SourceSpan(path, line, n)) for n, c in enumerate(cells, 1)])
            line = reader.line_num + 1
            _check_size(path, len(rows), len(cells))
    except csv.Error as fault:
        raise _no_table(path, f"line {line}: {fault}") from None
    return rows


def _check_size(path: str, rows: int, columns: int) -> None:
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        raise _no_table(path, f"it has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns")


# -- XLSX -----------------------------------------------------------------------------------------------


def _xlsx(data: bytes, path: str) -> Checked[Rows]:
    _check_package(data, path)
    try:
        from openpyxl import load_workbook
    except ImportError:
        hint = "pip install 'rtop-docs[xlsx]', or save the table as CSV"
        raise NoTable(error("M18", "XLSX files need the package openpyxl", None, hint)) from None
    rows: Rows = []
    found: list[Diagnostic] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of looks and validations, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
            for number, cells in enumerate(book.worksheets[0].iter_rows(), 1):
                _check_size(path, number, len(cells))
                rows.append([_cell(cell, SourceSpan(path, number, n), found) for n, cell in enumerate(cells, 1)])
    except NoTable:
        raise
    except Exception as fault:  # openpyxl raises whatever its parsers meet in a damaged file
        raise _no_table(path, f"it is damaged ({type(fault).__name__})", "save it again, or as CSV") from None
    return _without_empty(rows, tuple(found))


def _cell(cell: object, span: SourceSpan, found: list[Diagnostic]) -> LocatedText:
    """Return a cell's text; anything else than text is reported: 007 or a date is not what was typed any more."""
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "n")
    if value is None:
        return LocatedText.at("", span)
    if kind == "f" or not isinstance(value, str):
        what = "a formula" if kind == "f" else "no text"
        found.append(error("N05", f"a cell holds {what}", span, "format the column as text and type it again"))
        return LocatedText.at("?", span, unusable=True)
    return LocatedText.at(value, span)


def _check_package(data: bytes, path: str) -> None:
    """Refuse what would fill the memory, and markup that declares entities, before anything parses it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            if sum(e.file_size for e in entries) > MAX_UNPACKED or len(entries) > MAX_ROWS:
                raise _no_table(path, f"unpacked it has more than {MAX_UNPACKED} bytes")
            if any(_declares(part) for part in _markup(package, entries)):
                raise _no_table(path, "its markup declares a document type")
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError) as fault:
        raise _no_table(path, f"it is no XLSX file ({type(fault).__name__})", "save it as XLSX or as CSV") from None


def _markup(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[bytes]:
    yield from (package.read(e) for e in entries if e.filename.lower().endswith(_XML))


def _declares(part: bytes) -> bool:
    return b"<!DOCTYPE" in part.replace(b"\0", b"").upper()  # UTF-16 has a zero beside each letter
