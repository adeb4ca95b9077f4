"""The JSON Schema of the record's YAML files, for editors: made from the same classes that the loader reads.

Knows shapes, words and forms of values; ids, names and rules are the loader's and the checks' matter.

An editor may take ``14``, ``2014`` or ``yes`` for a number or a truth value where the loader reads text, so
that scalars are allowed in both forms here.
"""

from __future__ import annotations

import datetime
import enum
import inspect
import types
import typing
from collections.abc import Mapping

import attrs

from rtop_docs.records import forms
from rtop_docs.records import model as m
from rtop_docs.records.references import CHOICES, ID, REFERENCES
from rtop_docs.records.scalars import LANGUAGE_TAG, words_of
from rtop_docs.records.structure import FieldShape, shape_of

Schema = dict[str, object]

DRAFT = "https://json-schema.org/draft/2020-12/schema"
RECORD_OF: Mapping[type, type] = {
    forms.Place: m.Locator,
    forms.WhoForm: m.ActorSet,
    forms.SayForm: m.Position,
    forms.QuoteForm: m.Quotation,
    forms.FigureForm: m.StatedFigure,
    forms.SituationForm: m.Situation,
    forms.StatementForm: m.Statement,
    forms.DialogueForm: m.Dialogue,
}
"""Written form -> the record type that it becomes, whose fields lead to the same kinds of record."""

_TEXT: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_WHOLE: Schema = {"type": ["integer", "string"], "pattern": "^-?[0-9]{1,12}$"}
_YES_NO: Schema = {"enum": ["yes", "no", True, False]}
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PLAIN: Mapping[object, Schema] = {
    str: _TEXT,
    int: _WHOLE,
    bool: _YES_NO,
    datetime.date: {"type": "string", "pattern": f"^{_DAY}$"},
    m.PartialDate: {"type": ["string", "integer"], "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"},
}
_RELEASE: Mapping[str, Schema] = {
    "audience": {"enum": ["public", "partners", "internal"], "description": "Who may see it."},
    "embargo": {
        "type": "string",
        "pattern": f"^{_DAY}T[0-9]{{2}}:[0-9]{{2}}.*(Z|[+-][0-9]{{2}}:[0-9]{{2}})$",
        "description": "From when it may be seen: a moment with its zone.",
    },
}


def json_schema() -> Schema:
    """Return the schema (draft 2020-12) of a file below ``source/``; ``targets.yaml`` has a form of its own."""
    making = _Making()
    properties: dict[str, object] = {
        name: {
            "type": "object",
            "propertyNames": {"pattern": f"^{ID.pattern}$"},
            "additionalProperties": making.reference(cls, without="id"),
        }
        for name, cls in forms.TABLES.items()
    }
    properties["dialogue"] = making.reference(forms.DialogueForm)
    properties |= {name: {"type": "array", "items": making.reference(cls)} for name, cls in forms.LISTS.items()}
    return {
        "$schema": DRAFT,
        "title": "A file of the record",
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "$defs": dict(sorted(making.definitions.items())),
    }


class _Making:
    """Collects a definition for each class met.  definitions: class name -> schema."""

    def __init__(self) -> None:
        self.definitions: dict[str, Schema] = {}

    def reference(self, cls: type, without: str = "") -> Schema:
        """Return a reference to the definition of an attrs class, made when first asked for."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}  # stands while it is made, so that classes may hold each other
            self.definitions[cls.__name__] = self._class(cls, without)
        return {"$ref": f"#/$defs/{cls.__name__}"}

    def _class(self, cls: type, without: str) -> Schema:
        shape = shape_of(cls)
        fields = [f for f in shape.fields if f.name != without]
        properties: dict[str, object] = {f.key: self._field(cls, f) for f in fields}
        return {
            "type": "object",
            "description": inspect.getdoc(cls) or "",
            "additionalProperties": False,
            "properties": properties | (dict(_RELEASE) if shape.release else {}),
            "required": [f.key for f in fields if f.needed],
        }

    def _field(self, cls: type, field: FieldShape) -> Schema:
        owner = RECORD_OF.get(cls, cls)
        schema = dict(self._type(field.type))
        words = CHOICES.get((owner, field.name)) or CHOICES.get((cls, field.name))
        if words:
            schema = {"type": "array", "items": {"enum": list(words)}} if "items" in schema else {"enum": list(words)}
        if field.blank:
            schema["minLength"] = 0
        kinds = REFERENCES.get((owner, field.name))
        if kinds:
            schema["description"] = f"Id of: {', '.join(kinds)}" + ("; or a printed name." if "state" in kinds else ".")
        return schema

    def _type(self, type_: object) -> Schema:
        """Return the schema of a field's type."""
        arguments = [a for a in typing.get_args(type_) if a is not type(None)]
        if isinstance(type_, typing.NewType):
            return self._type(type_.__supertype__)
        if typing.get_origin(type_) is tuple:
            return {"type": "array", "items": self._type(arguments[0])}
        if isinstance(type_, types.UnionType):
            return self._type(arguments[0]) if len(arguments) == 1 else {"anyOf": [self._type(a) for a in arguments]}
        if type_ in _PLAIN:
            return _PLAIN[type_]
        if type_ is m.Prose:
            return self._prose()
        assert isinstance(type_, type)
        if issubclass(type_, enum.Enum):
            words: list[object] = list(words_of(type_))
            return {"enum": words + ([True, False] if "yes" in words else [])}
        assert attrs.has(type_), f"no schema for {type_!r}"
        return self.reference(type_)

    def _prose(self) -> Schema:
        self.definitions["Prose"] = {
            "description": "A text in the project's language, or texts by language tag; never inside {...}.",
            "anyOf": [
                _TEXT,
                {
                    "type": "object",
                    "minProperties": 1,
                    "patternProperties": {f"^{LANGUAGE_TAG.pattern}$": _TEXT},
                    "additionalProperties": False,
                },
            ],
        }
        return {"$ref": "#/$defs/Prose"}
