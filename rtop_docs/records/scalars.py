"""Single values: texts, numbers, yes and no, words of a closed list, dates, moments, prose; strict, nothing coerced.

Knows the forms in which people write these; knows no class and no field.
"""

from __future__ import annotations

import datetime
import difflib
import enum
import re
import typing
from collections.abc import Callable, Iterable
from contextvars import ContextVar

from attrs import define

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.located import LocatedList, LocatedMap, LocatedText, Node
from rtop_docs.records.model import PartialDate, Prose

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LANGUAGE = "en"  # of a prose field that names none: the project's language
_WHOLE = re.compile(r"-?[0-9]{1,12}")
_DECIMAL = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class Refused(Exception):
    """No value can be made; the finding, if it is not noted yet."""

    def __init__(self, finding: Diagnostic | None = None) -> None:
        super().__init__(finding.message if finding else "")
        self.finding = finding


@define
class Session:
    """One run: what was found; whether texts keep their places."""

    found: list[Diagnostic]
    located: bool


SESSION: ContextVar[Session] = ContextVar("session")


def note(fault: Refused) -> None:
    """Add a refusal's finding to the run's, if it has one."""
    if fault.finding is not None:
        SESSION.get().found.append(fault.finding)


def suggestions(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return a hint "did you mean" for what was probably meant; for messages only, never to choose a value."""
    close = difflib.get_close_matches(word[:100], sorted(known), n=3, cutoff=0.6)
    return (f"did you mean {' or '.join(repr(c) for c in close)}?",) if close else ()


def wrong(node: Node, expected: str, *hints: str) -> Refused:
    """Make the refusal of a value that is not what its field takes."""
    match node:
        case LocatedText(unusable=True):
            return Refused()
        case LocatedText():
            found = repr(str(node[:60]))
        case LocatedMap():
            found = "keys and values"
        case LocatedList():
            found = "a list"
        case _:
            typing.assert_never(node)
    return Refused(error("R03", f"expected {expected}, found {found}", node.span, *hints))


def _plain(node: Node, expected: str) -> LocatedText:
    if not isinstance(node, LocatedText) or node.unusable or not node.strip():
        raise wrong(node, expected)
    return node


def _text(node: Node, _type: object) -> str:
    text = _plain(node, "a text")
    return text if SESSION.get().located else str(text)


def _whole(node: Node, _type: object) -> int:
    if not _WHOLE.fullmatch(text := _plain(node, "a whole number")):
        raise wrong(node, "a whole number", "write it in digits, without blanks or commas")
    return int(text)


def _decimal(node: Node, _type: object) -> float:
    if not _DECIMAL.fullmatch(text := _plain(node, "a number")):
        raise wrong(node, "a number", "write it in digits, with a point before the fraction")
    return float(text)


def _yes_no(node: Node, _type: object) -> bool:
    if (text := _plain(node, "yes or no")) not in ("yes", "no"):
        raise wrong(node, "yes or no")
    return text == "yes"


def words_of(cls: type[enum.Enum]) -> dict[str, enum.Enum]:
    """Return the words by which YAML writes the members of an enum: their values, or names where these are numbers."""
    return {m.value if isinstance(m.value, str) else m.name.lower(): m for m in cls}


def _word(node: Node, cls: type[enum.Enum]) -> enum.Enum:
    words = words_of(cls)
    text = _plain(node, f"one of {', '.join(words)}")
    if text not in words:
        hints = suggestions(text, words)
        raise Refused(error("R04", f"'{text}' is none of {', '.join(words)}", text.span, *hints))
    return words[text]


def _partial_date(node: Node, _type: object) -> PartialDate:
    expected = "a date like 2014, 2014-09 or 2014-09-08"
    match = _DATE.fullmatch(_plain(node, expected))
    if match is None:
        raise wrong(node, expected)
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        datetime.date(year, month or (1 if match[2] is None else 0), day or (1 if match[3] is None else 0))
    except ValueError:
        raise wrong(node, expected, "there is no such day") from None
    return PartialDate(year, month, day)


def _day(node: Node, _type: object) -> datetime.date:
    date = _partial_date(node, _type)
    if not date.day:
        raise wrong(node, "a day like 2014-09-08")
    return datetime.date(date.year, date.month, date.day)


def _moment(node: Node, _type: object) -> datetime.datetime:
    expected = "a moment with its zone, like 2014-09-08T15:00:00-04:00"
    text = _plain(node, expected)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise wrong(node, expected) from None
    if moment.tzinfo is None or "T" not in text:
        raise wrong(node, expected)
    return moment


def _prose(node: Node, _type: object) -> Prose:
    if isinstance(node, LocatedText):
        return Prose(((_LANGUAGE, _prose_text(node)),))
    if not isinstance(node, LocatedMap):
        raise wrong(node, "a text, or texts by language")
    texts: list[tuple[str, str]] = []
    for language, text in node.items():
        try:
            if not LANGUAGE_TAG.fullmatch(language):
                raise Refused(
                    error("R03", f"'{language}' is no language tag", node.key_spans[language], "write 'en', 'fr' ...")
                )
            texts.append((language, _prose_text(text)))
        except Refused as fault:
            note(fault)
    if not texts:
        raise Refused(None if node else error("R05", "prose without a text", node.span))
    return Prose(tuple(sorted(texts)))


def _prose_text(node: Node) -> str:
    text = _plain(node, "a text")
    if text.flow:
        hint = "write it on a line of its own, or after '>-'"
        raise Refused(error("R06", "prose inside {...} or [...]: a comma would cut it", text.span, hint))
    return str(text)


READERS: dict[type, Callable[[Node, type], object]] = {
    str: _text,
    int: _whole,
    float: _decimal,
    bool: _yes_no,
    datetime.date: _day,
    datetime.datetime: _moment,
    enum.Enum: _word,
    enum.IntEnum: _word,  # else read as the int that it is too
    Prose: _prose,
    PartialDate: _partial_date,
}
