"""Read who gets what: from source/recipients.yaml, or from a table (CSV, XLSX) that somebody keeps elsewhere.

Knows what a recipient is; knows nothing of files that are made, of packs or of mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from attrs import evolve, field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, in_file_order
from rtop_docs.distribute.tables import NoTable, read_rows
from rtop_docs.records.located import REFUSED, LocatedList, LocatedMap, LocatedText, Node, read_yaml
from rtop_docs.records.model import Audience
from rtop_docs.records.scalars import LANGUAGE_TAG
from rtop_docs.records.structure import structure
from rtop_docs.workspace import Unreadable, Workspace, is_name
from rtop_docs.writers import WRITERS

RECIPIENTS = "source/recipients.yaml"
COLUMNS = ("id", "name", "address", "language", "formats", "audience", "targets")
"""The columns of a table of recipients, in any order; only the first three must be there."""

_NEEDED = COLUMNS[:3]
_LISTS = ("formats", "targets")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_BETWEEN = re.compile(r"[\s,;]+")
_FORMULA = ("=", "+", "-", "@")


@frozen(kw_only=True)
class Recipient:
    """Who gets a pack, and of what.

    id: lower-case letters, digits and '-'; the name of the pack's file.  address: as written; only `send` judges it.
    language: the one in which documents and covering note are wanted.  formats: those wanted.
    audience: which one the reader belongs to; documents for a narrower one are not for it.
    targets: names of targets or documents, or patterns of them, as `rtop-docs build` takes.
    """

    id: str
    name: str
    address: str
    language: str = "en"
    formats: tuple[str, ...] = ("pdf",)
    audience: Audience = Audience.PUBLIC
    targets: tuple[str, ...] = ("*",)
    span: SourceSpan | None = field(default=None, eq=False, repr=False, metadata=NOT_DIGESTED)


def read_recipients(workspace: Workspace) -> Checked[tuple[Recipient, ...]]:
    """Read source/recipients.yaml; every finding at once: N01 to N03, and those of YAML and of wrong fields."""
    try:
        text = workspace.read_text(RECIPIENTS)
    except Unreadable as fault:
        return Checked((), (fault.diagnostic,))
    read = read_yaml(text, RECIPIENTS)
    table = read.value.get("recipients") if isinstance(read.value, LocatedMap) else None
    if isinstance(table, LocatedMap):
        entries = [(LocatedText.at(name, table.key_spans[name]), node) for name, node in table.items()]
        return _recipients(entries, read.diagnostics)
    missing = error("N01", "expected a table 'recipients'", SourceSpan(RECIPIENTS, 1, 1), _SHAPE)
    return Checked((), read.diagnostics or (missing,))


_SHAPE = "write 'recipients:', then for each an id with name and address; docs/distribute.md shows one"


def read_recipients_table(data: bytes, path: str) -> Checked[tuple[Recipient, ...]]:
    """Read a table of recipients.

    data: of a CSV file (UTF-8) or an XLSX file (its first sheet); path: its name, for messages, and ends in which
    of the two it is.  Formulas are refused, never computed.  Findings N01 to N06 and those of wrong fields.
    """
    try:
        rows = read_rows(data, path)
    except NoTable as fault:
        return Checked((), (fault.diagnostic,))
    head, *others = rows.value or ([],)
    found = [*rows.diagnostics, *_check_head(head, path)]
    if found and not others:
        return Checked((), in_file_order(found))
    names = [str(cell).strip().lower() for cell in head]
    found += [finding for row in others for finding in _check_cells(row)]
    entries = [_entry(names, row) for row in others]
    return _recipients(entries, found)


def _check_head(head: Sequence[LocatedText], path: str) -> Iterator[Diagnostic]:
    names = [str(cell).strip().lower() for cell in head]
    for name in _NEEDED:
        if name not in names:
            place = head[0].span if head else SourceSpan(path)
            yield error("N04", f"there is no column '{name}'", place, f"columns are {', '.join(COLUMNS)}")
    for index, (name, cell) in enumerate(zip(names, head, strict=True)):
        if name not in COLUMNS:
            yield error(
                "N04", f"there is no meaning for a column '{name}'", cell.span, f"they are {', '.join(COLUMNS)}"
            )
        elif name in names[:index]:
            yield error("N04", f"column '{name}' is there twice", cell.span, "keep one of them")


def _check_cells(row: Sequence[LocatedText]) -> Iterator[Diagnostic]:
    """Refuse what a spreadsheet would compute and what no record may hold."""
    for cell in row:
        bad = REFUSED.search(cell)
        if bad is not None:
            yield error("N05", f"a cell holds the character U+{ord(bad.group()):04X}", cell.span, "delete it")
        elif cell.lstrip().startswith(_FORMULA):
            hint = "write the text alone: a cell that begins with = + - or @ is computed by spreadsheets"
            yield error("N05", f"a cell holds a formula: '{cell[:60]}'", cell.span, hint)


def _entry(names: Sequence[str], row: Sequence[LocatedText]) -> tuple[LocatedText, Node]:
    """Return a row as YAML would have it; an empty cell is a key that is left out."""
    made = LocatedMap(row[0].span)
    recipient = LocatedText.at("", row[0].span)
    for name, cell in zip(names, row, strict=False):
        if name == "id":
            recipient = LocatedText.at(cell.strip(), cell.span)
        elif cell.strip() and name not in made:
            made.key_spans[name] = cell.span
            made[name] = _list(cell) if name in _LISTS else LocatedText.at(cell.strip(), cell.span)
    return recipient, made


def _list(cell: LocatedText) -> LocatedList:
    made = LocatedList(cell.span)
    made += [LocatedText.at(word, cell.span) for word in _BETWEEN.split(cell) if word]
    return made


def _recipients(
    entries: Sequence[tuple[LocatedText, Node]], before: Sequence[Diagnostic]
) -> Checked[tuple[Recipient, ...]]:
    found, made, first = list(before), list[Recipient](), dict[str, SourceSpan]()
    for name, node in entries:
        read = structure(node, Recipient, {"id": LocatedText.at(str(name) or "?", name.span)})
        found += read.diagnostics
        found += _check_id(str(name), name.span, first)
        if read.value is not None:
            recipient = evolve(read.value, id=str(name), span=name.span)
            found += _check(recipient, name.span)
            made.append(recipient)
    return Checked(tuple(made), in_file_order(found))


def _check_id(name: str, span: SourceSpan, first: dict[str, SourceSpan]) -> Iterator[Diagnostic]:
    if not _ID.fullmatch(name) or not is_name(name):
        hint = "it names the pack's file: up to 63 lower-case letters, digits and '-'"
        yield error("N02", f"'{name}' is no id for a recipient", span, hint)
    elif name in first:
        yield error("N02", f"recipient '{name}' is there twice", span, f"it stands at {first[name]} already")
    first.setdefault(name, span)


def _check(recipient: Recipient, span: SourceSpan) -> Iterator[Diagnostic]:
    for what in ("name", "address"):
        if "\n" in getattr(recipient, what):
            yield error("N03", f"the {what} of '{recipient.id}' has several lines", span, "write it on one line")
    for format in recipient.formats:
        if format not in WRITERS:
            yield error("N03", f"there is no format '{format}'", span, f"formats are {', '.join(WRITERS)}")
    if not LANGUAGE_TAG.fullmatch(recipient.language):
        yield error("N03", f"'{recipient.language}' is no language tag", span, "write 'en', 'fr' ...")
    for what, given in (("format", recipient.formats), ("target", recipient.targets)):
        if not given:
            yield error("N03", f"'{recipient.id}' asks for no {what}", span, "name one, or leave the field out")
