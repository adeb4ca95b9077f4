"""What the YAML parser objects to, said so that a person who writes no code can mend it.

Knows the parser's own messages and the text around; knows nothing of records.
"""

from __future__ import annotations

import re

import yaml

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error

_BLOCK = "put the text in quotation marks, or on lines of its own after '>-'"


def explain(fault: yaml.YAMLError, text: str, path: str) -> Diagnostic:
    """Return finding Y01 for what the parser raised on `text`, with a hint where the cause can be seen."""
    if not isinstance(fault, yaml.MarkedYAMLError):
        return _say(path, (0, 0), "no YAML", "save the file as UTF-8 text")
    mark = fault.problem_mark or fault.context_mark
    place = (mark.line, mark.column) if mark else (0, 0)
    line = _line(text, place[0])
    problem = f"{fault.context or ''}: {fault.problem or ''}"
    began = (fault.context_mark.line, fault.context_mark.column) if fault.context_mark else place
    if "quoted scalar" in problem and "end of stream" in problem:
        return _say(path, began, "a quotation mark opens here and is never closed", "close it")
    if "flow " in problem:
        return _bracket(path, place, text)
    message, *hints = _words(problem, line, place)
    return _say(path, place, message, *hints)


def _say(path: str, place: tuple[int, int], message: str, *hints: str) -> Diagnostic:
    return error("Y01", message, SourceSpan(path, place[0] + 1, place[1] + 1), *hints)


def _line(text: str, number: int) -> str:
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""


def _bracket(path: str, place: tuple[int, int], text: str) -> Diagnostic:
    """Report the bracket before `place` that is not closed, at that bracket."""
    lines = text.split("\n")
    before = [*lines[: place[0]], _line(text, place[0])[: place[1]]]
    unclosed: list[tuple[int, int, str]] = []
    for number, line in enumerate(before):
        for column, char in enumerate(line):
            if char in "[{" and (unclosed or _begins_value(line, column)):
                unclosed.append((number, column, char))
            elif char in "]}" and unclosed:
                unclosed.pop()
    if not unclosed:
        return _say(path, place, "brackets that do not fit", "put texts with brackets in quotation marks")
    line_number, column, opener = unclosed[-1]
    closer = "]" if opener == "[" else "}"
    return _say(
        path,
        (line_number, column),
        f"'{opener}' is not closed before line {place[0] + 1}, column {place[1] + 1}",
        f"close it with '{closer}'; a text with ',', ': ' or brackets inside needs quotation marks",
    )


def _begins_value(line: str, column: int) -> bool:
    """Tell whether a bracket can begin a value, and is not one inside a text."""
    return not line[:column].strip() or line[:column].endswith((": ", "- "))


def _words(problem: str, line: str, place: tuple[int, int]) -> tuple[str, ...]:
    """Return a message and hints for what `problem` says about column `place[1]` of `line`."""
    column = place[1]
    here = line[column : column + 1]
    if "mapping values are not allowed" in problem:
        if ": " in line[:column] or line[:column].strip().startswith(("'", '"')) or ":" in line[:column]:
            return "': ' inside an unquoted text", _BLOCK
        before = f"line {place[0]} has no ':' behind its key, or this line is indented too far"
        return "a key where the text above goes on", before
    if "cannot start any token" in problem:
        return f"'{here}' cannot begin an unquoted text", "put the text in quotation marks"
    if "unknown escape" in problem or "escape sequence" in problem:
        return 'a backslash inside "..." begins no escape that YAML knows', "write the text in '...'"
    if "block sequence entries" in problem:
        return "'- ' cannot begin a text or a list on this line", "put the list on the next line, or quote the text"
    if "expected node content" in problem and here in ("]", "}", ","):
        return f"'{here}' cannot begin an unquoted text", "put the text in quotation marks"
    if "block scalar" in problem:
        return "nothing may follow '|' or '>' on its line", "begin the text on the next line"
    if re.search(r"expected (key|'-'|<block end>)", problem):
        return _misfit(line, column)
    return re.sub(r"^: |: $", "", problem).lower() or "no YAML", "compare the line with its neighbours"


def _misfit(line: str, column: int) -> tuple[str, ...]:
    """Return words for a place where a new line, a key or ``-`` was expected."""
    before = line[:column].rstrip()
    if before.endswith("'"):
        return "text goes on after the closing quotation mark", "an apostrophe inside '...' is written twice, or as ’"
    if before.endswith('"'):
        return "text goes on after the closing quotation mark", 'a quotation mark inside "..." is written \\"'
    if line[column : column + 1] == ":":
        return "':' without a key before it", "put a text that begins with ':' in quotation marks"
    if before:
        return f"'{line[column : column + 1]}' does not belong here", "put the text in quotation marks"
    return "this line is indented like no line above it", "give it the indentation of the line that it goes with"
