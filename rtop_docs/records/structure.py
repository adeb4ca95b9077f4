"""Located values -> attrs classes: strict, nothing coerced, every finding at its place in one pass.

Knows the value types of the model (prose, dates, audience); knows no record's rules and no ids.

cattrs chooses by type what reads a value; classes are read field by field here and not by its generated
code, since a record with a wrong optional field must still be made, and each finding needs its own place.
"""

from __future__ import annotations

import datetime
import types
import typing
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeVar

import attrs
import cattrs
from attrs import frozen

from rtop_docs.diagnostics import Checked, error, in_file_order
from rtop_docs.records.located import LocatedList, LocatedMap, LocatedText, Node
from rtop_docs.records.model import Audience, Locator, Release
from rtop_docs.records.scalars import READERS, SESSION, Refused, Session, note, suggestions, wrong

T = TypeVar("T")

KEYS: dict[type, dict[str, str]] = {Locator: {"start": "from", "end": "to"}}
"""Where a field's key in YAML is not its name; a class of YAML's own form says it in its field's metadata.

An empty key is that of a field which YAML does not write.
"""
RELEASE_KEYS = ("audience", "embargo")


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
    session = Session([], located)
    token = SESSION.set(session)
    value: T | None = None
    try:
        if node is not None:
            value = _read_class(cls, node, given)
    except Refused as fault:
        note(fault)
    finally:
        SESSION.reset(token)
    return Checked(value, in_file_order(session.found))


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


@frozen
class ClassShape:
    """A class as YAML writes it.

    fields: its keys, all fields but ``span`` and the release.  release: it carries audience and embargo.
    span: it knows its place.
    """

    fields: tuple[FieldShape, ...]
    release: bool
    span: bool


_SHAPES: dict[type, ClassShape] = {}


def shape_of(cls: type) -> ClassShape:
    """Return how YAML writes an attrs class; worked out once for each class."""
    if cls not in _SHAPES:
        attrs.resolve_types(cls)
        all_fields = attrs.fields(cls)
        shapes = (_field_shape(cls, f) for f in all_fields if f.name != "span" and f.type is not Release)
        fields = tuple(shape for shape in shapes if shape.key)
        names = {f.name for f in all_fields}
        _SHAPES[cls] = ClassShape(fields, "release" in names, "span" in names)
    return _SHAPES[cls]


def _field_shape(cls: type, f: attrs.Attribute[object]) -> FieldShape:
    key = f.metadata.get("key", KEYS.get(cls, {}).get(f.name, f.name))
    return FieldShape(f.name, key, f.type, f.default is attrs.NOTHING, f.metadata.get("blank", False))


def _read_class(cls: type[T], node: Node, given: Mapping[str, Node] = types.MappingProxyType({})) -> T:
    """Read a mapping field by field.  Raises Refused when a needed field cannot be had."""
    if not isinstance(node, LocatedMap):
        raise wrong(node, "keys and values")
    shape = shape_of(cls)
    known = {f.key for f in shape.fields if f.name not in given}
    _unknown_keys(node, known.union(RELEASE_KEYS) if shape.release else known)
    values: dict[str, object] = {}
    lacking = False
    for field in shape.fields:
        value = given.get(field.name, node.get(field.key))
        if value is not None:
            try:
                values[field.name] = _read_field(field, value)
                continue
            except Refused as fault:
                note(fault)
        elif field.needed:
            SESSION.get().found.append(error("R02", f"missing field '{field.key}'", node.span))
        lacking = lacking or field.needed
    if shape.release:
        values["release"] = _read_release(node)
    if lacking:
        raise Refused
    if shape.span:
        values["span"] = node.span
    return cls(**values)


def _read_field(field: FieldShape, value: Node) -> object:
    if isinstance(value, LocatedText) and not value.strip():
        if value.unusable:
            raise Refused
        if field.blank and value.quoted:
            return ""
        hint = "give it a value" if field.needed else "leave the key out"
        raise Refused(error("R05", f"field '{field.key}' has no value", value.span, hint))
    return _hook(field.type)(value, field.type)


@cache
def _hook(type_: object) -> Callable[[Node, object], object]:
    return typing.cast(Callable[[Node, object], object], _CONVERTER.get_structure_hook(type_))


def _unknown_keys(node: LocatedMap, known: set[str]) -> None:
    for key in node.keys() - known:
        hints = suggestions(key, known) or (f"known are {', '.join(sorted(known))}",)
        if node.flow and node[key] == "":
            hints = ("a ',' cuts a text inside {...}: put the text in quotation marks", *hints)
        SESSION.get().found.append(error("R01", f"unknown key '{key}'", node.key_spans[key], *hints))


def _read_release(node: LocatedMap) -> Release:
    """Read audience and embargo; what cannot be read withholds the record from all but the house."""
    values: dict[str, object] = {}
    for key, type_ in zip(RELEASE_KEYS, (Audience, datetime.datetime), strict=True):
        if key in node:
            try:
                values[key] = _read_field(FieldShape(key, key, type_), node[key])
            except Refused as fault:
                note(fault)
                values["audience"] = Audience.INTERNAL
    return Release(**values)  # type: ignore[arg-type]  # the two keys are read by the two types above


# -- combinations -----------------------------------------------------------------------------


def _tuple_hook(type_: type) -> Callable[[Node, object], tuple[object, ...]]:
    item = typing.get_args(type_)[0]

    def read(node: Node, _type: object) -> tuple[object, ...]:
        if not isinstance(node, LocatedList):
            raise wrong(node, "a list", "write [a, b], or one '- ' line for each")
        values = []
        for child in node:
            try:
                values.append(_read_field(FieldShape("", "of a list", item), child))
            except Refused as fault:  # the other items are still read
                note(fault)
        return tuple(values)

    return read


def _table_hook(type_: type) -> Callable[[Node, object], dict[str, object]]:
    item = typing.get_args(type_)[1]

    def read(node: Node, _type: object) -> dict[str, object]:
        if not isinstance(node, LocatedMap):
            raise wrong(node, "keys and values")
        values = {}
        for key, child in node.items():
            try:
                values[key] = _read_field(FieldShape(key, key, item), child)
            except Refused as fault:
                note(fault)
        return values

    return read


def _union_hook(type_: object) -> Callable[[Node, object], object]:
    """Read ``X | None`` as X, and a text or a class by what stands there."""
    kinds = [k for k in typing.get_args(type_) if k is not type(None)]

    def read(node: Node, _type: object) -> object:
        kind = next((k for k in kinds if isinstance(node, LocatedText) is not attrs.has(k)), kinds[0])
        return _hook(kind)(node, kind)

    return read


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
    for cls, read in READERS.items():
        converter.register_structure_hook(cls, read)
    return converter


_CONVERTER = _make_converter()
