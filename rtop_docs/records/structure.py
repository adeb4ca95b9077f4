"""Located values -> attrs classes: strict, nothing coerced, every finding at its place in one pass.

Knows the value types of the model (prose, dates, audience); knows no record's rules and no ids.

cattrs chooses by type what reads a value; classes are read field by field here and not by its generated
code, since a record with a wrong optional field must still be made, and each finding needs its own place.
"""

from __future__ import annotations

import datetime
import difflib
import enum
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from functools import cache
from typing import TypeVar

import attrs
import cattrs
from attrs import define, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, in_file_order
from rtop_docs.records.located import LocatedList, LocatedMap, LocatedText, Node
from rtop_docs.records.model import Audience, Locator, PartialDate, Prose, Release

T = TypeVar("T")

LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
KEYS: dict[type, dict[str, str]] = {Locator: {"start": "from", "end": "to"}}
"""Where a field's key in YAML is not its name; a class of YAML's own form says it in its field's metadata."""
RELEASE_KEYS = ("audience", "embargo")

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
class _Session:
    """One run: what was found; whether texts keep their places."""

    found: list[Diagnostic]
    located: bool


_SESSION: ContextVar[_Session] = ContextVar("session")


def structure(
    node: Node | None, cls: type[T], given: Mapping[str, Node] = types.MappingProxyType({}), *, located: bool = False
) -> Checked[T | None]:
    """Make a `cls` out of `node`.

    cls: an attrs class of texts, numbers, yes/no, enums, dates, prose, tuples, tables and such classes.
    given: fields that the caller knows (an id that is a table's key) and that are no keys of `node`.
    located: keep texts as `LocatedText`, for a caller who will look them up.
    A field called ``span`` gets the node's place, a field of type `Release` the keys audience and embargo.
    Returns the value, or None when a needed field failed, with findings R01 to R06; a wrong optional
    field gets its default.
    """
    session = _Session([], located)
    token = _SESSION.set(session)
    value: T | None = None
    try:
        if node is not None:
            value = _read_class(cls, node, given)
    except Refused as fault:
        _note(fault)
    finally:
        _SESSION.reset(token)
    return Checked(value, in_file_order(session.found))


def suggestions(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return a hint "did you mean" for what was probably meant; for messages only, never to choose a value."""
    close = difflib.get_close_matches(word[:100], sorted(known), n=3, cutoff=0.6)
    return (f"did you mean {' or '.join(repr(c) for c in close)}?",) if close else ()


def _note(fault: Refused) -> None:
    if fault.finding is not None:
        _SESSION.get().found.append(fault.finding)


# -- classes ----------------------------------------------------------------------------------


@frozen
class FieldShape:
    """One field as YAML writes it.

    key: its name there.  type: of its value.  needed: it has no default.  blank: it may be written ``""``.
    """

    name: str
    key: str
    type: object
    needed: bool = True
    blank: bool = False


@cache
def fields_of(cls: type) -> tuple[FieldShape, ...]:
    """Return the fields of an attrs class that are keys in YAML: all but ``span`` and the release."""
    attrs.resolve_types(cls)
    renamed = KEYS.get(cls, {})
    return tuple(
        FieldShape(
            f.name,
            f.metadata.get("key", renamed.get(f.name, f.name)),
            f.type,
            f.default is attrs.NOTHING,
            f.metadata.get("blank", False),
        )
        for f in attrs.fields(cls)
        if f.name != "span" and f.type is not Release
    )


@cache
def has_release(cls: type) -> bool:
    """Tell whether an attrs class carries audience and embargo."""
    return any(f.name == "release" for f in attrs.fields(cls))


def _read_class(cls: type[T], node: Node, given: Mapping[str, Node] = types.MappingProxyType({})) -> T:
    """Read a mapping field by field.  Raises Refused when a needed field cannot be had."""
    if not isinstance(node, LocatedMap):
        raise _wrong(node, "keys and values")
    shapes = fields_of(cls)
    _unknown_keys(node, {s.key for s in shapes if s.name not in given}, cls)
    values: dict[str, object] = {}
    lacking = False
    for shape in shapes:
        value = given.get(shape.name, node.get(shape.key))
        if value is not None:
            try:
                values[shape.name] = _read_field(shape, value)
                continue
            except Refused as fault:
                _note(fault)
        elif shape.needed:
            _SESSION.get().found.append(error("R02", f"missing field '{shape.key}'", node.span))
        lacking = lacking or shape.needed
    if has_release(cls):
        values["release"] = _read_release(node)
    if lacking:
        raise Refused
    if "span" in attrs.fields_dict(cls):
        values["span"] = node.span
    return cls(**values)


def _read_field(shape: FieldShape, value: Node) -> object:
    if isinstance(value, LocatedText) and not value.strip():
        if value.unusable:
            raise Refused
        if shape.blank and value.quoted:
            return ""
        raise Refused(error("R05", f"field '{shape.key}' has no value", value.span, "leave the key out"))
    return _hook(shape.type)(value, shape.type)


@cache
def _hook(type_: object) -> Callable[[Node, object], object]:
    return typing.cast(Callable[[Node, object], object], _CONVERTER.get_structure_hook(type_))


def _unknown_keys(node: LocatedMap, known: set[str], cls: type) -> None:
    if has_release(cls):
        known = known.union(RELEASE_KEYS)
    for key in node.keys() - known:
        hints = suggestions(key, known) or (f"known are {', '.join(sorted(known))}",)
        if node.flow and node[key] == "":
            hints = ("a ',' cuts a text inside {...}: put the text in quotation marks", *hints)
        _SESSION.get().found.append(error("R01", f"unknown key '{key}'", node.key_spans[key], *hints))


def _read_release(node: LocatedMap) -> Release:
    """Read audience and embargo; what cannot be read withholds the record from all but the house."""
    values: dict[str, object] = {}
    for key, type_ in zip(RELEASE_KEYS, (Audience, datetime.datetime), strict=True):
        if key in node:
            try:
                values[key] = _read_field(FieldShape(key, key, type_), node[key])
            except Refused as fault:
                _note(fault)
                values["audience"] = Audience.INTERNAL
    return Release(**values)  # type: ignore[arg-type]  # the two keys are read by the two types above


# -- values -----------------------------------------------------------------------------------


def _wrong(node: Node, expected: str, *hints: str) -> Refused:
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
        raise _wrong(node, expected)
    return node


def _text(node: Node, _type: object) -> str:
    text = _plain(node, "a text")
    return text if _SESSION.get().located else str(text)


def _whole(node: Node, _type: object) -> int:
    if not _WHOLE.fullmatch(text := _plain(node, "a whole number")):
        raise _wrong(node, "a whole number", "write it in digits, without blanks or commas")
    return int(text)


def _decimal(node: Node, _type: object) -> float:
    if not _DECIMAL.fullmatch(text := _plain(node, "a number")):
        raise _wrong(node, "a number", "write it in digits, with a point before the fraction")
    return float(text)


def _yes_no(node: Node, _type: object) -> bool:
    if (text := _plain(node, "yes or no")) not in ("yes", "no"):
        raise _wrong(node, "yes or no")
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
        raise _wrong(node, expected)
    year, month, day = (int(part or 0) for part in match.groups())
    try:
        datetime.date(year, month or (1 if match[2] is None else 0), day or (1 if match[3] is None else 0))
    except ValueError:
        raise _wrong(node, expected, "there is no such day") from None
    return PartialDate(year, month, day)


def _day(node: Node, _type: object) -> datetime.date:
    date = _partial_date(node, _type)
    if not date.day:
        raise _wrong(node, "a day like 2014-09-08")
    return datetime.date(date.year, date.month, date.day)


def _moment(node: Node, _type: object) -> datetime.datetime:
    expected = "a moment with its zone, like 2014-09-08T15:00:00-04:00"
    text = _plain(node, expected)
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        raise _wrong(node, expected) from None
    if moment.tzinfo is None or "T" not in text:
        raise _wrong(node, expected)
    return moment


def _prose(node: Node, _type: object) -> Prose:
    if isinstance(node, LocatedText):
        return Prose(((_LANGUAGE, _prose_text(node)),))
    if not isinstance(node, LocatedMap):
        raise _wrong(node, "a text, or texts by language")
    texts: list[tuple[str, str]] = []
    for language, text in node.items():
        try:
            if not LANGUAGE_TAG.fullmatch(language):
                raise Refused(
                    error("R03", f"'{language}' is no language tag", node.key_spans[language], "write 'en', 'fr' ...")
                )
            texts.append((language, _prose_text(text)))
        except Refused as fault:
            _note(fault)
    if not texts:
        raise Refused(None if node else error("R05", "prose without a text", node.span))
    return Prose(tuple(sorted(texts)))


def _prose_text(node: Node) -> str:
    text = _plain(node, "a text")
    if text.flow:
        hint = "write it on a line of its own, or after '>-'"
        raise Refused(error("R06", "prose inside {...} or [...]: a comma would cut it", text.span, hint))
    return str(text)


# -- combinations -----------------------------------------------------------------------------


def _tuple_hook(type_: type) -> Callable[[Node, object], tuple[object, ...]]:
    item = typing.get_args(type_)[0]

    def read(node: Node, _type: object) -> tuple[object, ...]:
        if not isinstance(node, LocatedList):
            raise _wrong(node, "a list", "write [a, b], or one '- ' line for each")
        values = []
        for child in node:
            try:
                values.append(_read_field(FieldShape("", "of a list", item), child))
            except Refused as fault:  # the other items are still read
                _note(fault)
        return tuple(values)

    return read


def _table_hook(type_: type) -> Callable[[Node, object], dict[str, object]]:
    item = typing.get_args(type_)[1]

    def read(node: Node, _type: object) -> dict[str, object]:
        if not isinstance(node, LocatedMap):
            raise _wrong(node, "keys and values")
        values = {}
        for key, child in node.items():
            try:
                values[key] = _read_field(FieldShape(key, key, item), child)
            except Refused as fault:
                _note(fault)
        return values

    return read


def _union_hook(type_: object) -> Callable[[Node, object], object]:
    """Read ``X | None`` as X, and a text or a class by what stands there."""
    kinds = [k for k in typing.get_args(type_) if k is not type(None)]

    def read(node: Node, _type: object) -> object:
        kind = next((k for k in kinds if isinstance(node, LocatedText) is not attrs.has(k)), kinds[0])
        return _hook(kind)(node, kind)

    return read


_READERS: dict[type, Callable[[Node, type], object]] = {
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


def _make_converter() -> cattrs.Converter:
    converter = cattrs.Converter()
    factory = converter.register_structure_hook_factory
    factory(lambda t: isinstance(t, type) and attrs.has(t), lambda cls: lambda node, _: _read_class(cls, node))
    for origins, hook in (
        ((tuple,), _tuple_hook),
        ((dict,), _table_hook),
        ((types.UnionType, typing.Union), _union_hook),
    ):
        factory(lambda t, origins=origins: typing.get_origin(t) in origins, hook)
    for cls, read in _READERS.items():
        converter.register_structure_hook(cls, read)
    return converter


_CONVERTER = _make_converter()
SourceSpan  # noqa: B018  named here for attrs.resolve_types of classes that only say so in an annotation
