"""Sets fields of a source in the YAML text that holds it, and touches no other line.

Knows the YAML form of `sources:` only; what comes out is read again and compared before it is handed back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.records.located import LocatedMap, LocatedText, read_yaml

_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./-]*")
_VALUE = r"(?P<value>'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^\s#'\"|>&*!%@`{\[](?:[^#]|(?<=\S)#)*?)?"
_LATER = ("later_account_of", "publisher_took_part", "note")
"""Fields that a source is usually written to have after its archived text."""


class Uneditable(Exception):
    """A text cannot be edited without touching anything else; `diagnostic` says why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def set_fields(yaml_text: str, source_id: str, fields: Mapping[str, str], path: str = "") -> str:
    r"""Return `yaml_text` in which `fields` of a source have these values, each on a line of its own.

    yaml_text: as on disk; its line ends (``\n`` or ``\r\n``), byte order mark and comments stay.
    fields: name -> one-line text.  path: for the message.  Raises Uneditable (Q16, Q17).
    """
    previous = ""
    for name, value in fields.items():
        yaml_text = _set_field(yaml_text, source_id, name, value, previous, path)
        previous = name
    return yaml_text


def _set_field(text: str, source_id: str, name: str, value: str, previous: str, path: str) -> str:
    root, source = _source(text, source_id, path)
    if source.get(name) == value:
        return text
    wanted = _plain(root)
    _plain_source(wanted, source_id)[name] = value
    for edited in _edits(text, source, name, value, previous, root_line=_key_line(root, source_id)):
        again = read_yaml(_normal(edited), path)
        if not any(d.code.startswith("Y") for d in again.diagnostics) and _plain(again.value) == wanted:
            return edited
    span = source.key_spans.get(name, source.span)
    message = f"'{name}' of source '{source_id}' cannot be set without touching anything else"
    raise Uneditable(error("Q17", message, span, f"write `{name}: {_scalar(value)}` there by hand"))


def _source(text: str, source_id: str, path: str) -> tuple[LocatedMap, LocatedMap]:
    read = read_yaml(_normal(text), path)
    if not isinstance(read.value, LocatedMap) or read.diagnostics:
        first = next((d.span for d in read.diagnostics), None)
        hint = "mend the file first: `rtop-docs check` says what is wrong with it"
        raise Uneditable(error("Q17", "the file cannot be read as YAML", first or SourceSpan(path), hint))
    sources = read.value.get("sources")
    source = sources.get(source_id) if isinstance(sources, LocatedMap) else None
    if not isinstance(source, LocatedMap):
        message = f"there is no source '{source_id}' in the file"
        raise Uneditable(error("Q16", message, SourceSpan(path), "it stands under `sources:`"))
    return read.value, source


def _key_line(root: LocatedMap, source_id: str) -> int:
    sources = root["sources"]
    assert isinstance(sources, LocatedMap)
    return sources.key_spans[source_id].line


def _edits(text: str, source: LocatedMap, name: str, value: str, previous: str, root_line: int) -> Iterator[str]:
    """Yield texts that may be the right one, the best first; line numbers count from 1."""
    if name in source:
        yield from _with_value(text, source.key_spans[name].line, name, value)
        return
    column = min(s.column for s in source.key_spans.values()) if source.key_spans else 0
    line = " " * (column - 1) + f"{name}: {_scalar(value)}"
    lines = {key: span.line for key, span in source.key_spans.items()}
    if previous in lines:
        yield _with_line(text, lines[previous], line)
    yield from (_with_line(text, lines[key] - 1, line) for key in _LATER if key in lines)
    if lines:
        yield _with_line(text, max(lines.values()), line)
    yield _with_line(text, root_line, line)


def _with_value(text: str, number: int, name: str, value: str) -> Iterator[str]:
    lines = text.split("\n")
    match = re.fullmatch(rf"(\s*{re.escape(name)}\s*:)[ ]*{_VALUE}(?P<rest>(?:[ ]+#.*)?[ ]*\r?)", lines[number - 1])
    if match:
        lines[number - 1] = f"{match.group(1)} {_scalar(value)}{match.group('rest')}"
        yield "\n".join(lines)


def _with_line(text: str, after: int, line: str) -> str:
    """Return `text` with `line` put in after line number `after`, ended like that line."""
    lines = text.split("\n")
    end = "\r" if lines[after - 1].endswith("\r") else ""
    if after == len(lines):
        lines[-1] += "\r" if "\r\n" in text else ""
        return "\n".join([*lines, line])
    return "\n".join([*lines[:after], line + end, *lines[after:]])


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else "'" + value.replace("'", "''") + "'"


def _normal(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


_Plain = dict[str, "_Plain"] | list["_Plain"] | str | None


def _plain(node: object) -> _Plain:
    """Return a node without its places, for comparison."""
    if isinstance(node, LocatedMap):
        return {key: _plain(item) for key, item in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return str(node) if isinstance(node, LocatedText) else None


def _plain_source(root: _Plain, source_id: str) -> dict[str, _Plain]:
    sources = root["sources"] if isinstance(root, dict) else None
    source = sources[source_id] if isinstance(sources, dict) else None
    assert isinstance(source, dict)
    return source
