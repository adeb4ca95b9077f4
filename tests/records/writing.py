"""Write a library as YAML, in the form that the loader reads: the other half of the round trip, for tests alone."""

import datetime
import enum

import attrs

from rtop_docs.records import forms
from rtop_docs.records import model as m
from rtop_docs.records.structure import shape_of

ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n"}


def quoted(text):
    """Return a double-quoted scalar that stands for exactly this text."""
    return '"' + "".join(ESCAPES.get(c, c) for c in text) + '"'


def emit(value, depth=0):
    """Return plain data (dicts, lists, texts) as block-style YAML; empty collections in flow style."""
    pad = "  " * depth
    if isinstance(value, dict):
        if not value:
            return "{}"
        return "".join(f"\n{pad}{quoted(k)}: {emit(v, depth + 1)}" for k, v in value.items())
    if isinstance(value, list):
        if not value:
            return "[]"
        return "".join(f"\n{pad}- {emit(v, depth + 1)}" for v in value)
    return quoted(value)


def plain(value):
    """Return a value of a record as plain data."""
    if isinstance(value, m.Audience):
        return value.name.lower()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, m.Prose):
        return dict(value.texts)
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()
    if isinstance(value, (m.PartialDate, int)):
        return str(value)
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    if attrs.has(type(value)):
        return fields(value)
    return value


def fields(value, without=()):
    """Return the fields of a record or a part of one, defaults left out, under their keys."""
    made = {}
    for shape in shape_of(type(value)).fields:
        inner = getattr(value, shape.name)
        default = attrs.fields_dict(type(value))[shape.name].default
        if shape.name not in without and (default is attrs.NOTHING or inner != default):
            made[shape.key] = plain(inner)
    release = getattr(value, "release", m.Release())
    if release.audience is not m.Audience.PUBLIC:
        made["audience"] = plain(release.audience)
    if release.embargo is not None:
        made["embargo"] = plain(release.embargo)
    return made


def table(records):
    """Return records as a table id -> fields."""
    return {r.id: fields(r, without=("id",)) for r in records}


def written_set(s):
    """Return a set as `who`; names as printed."""
    return fields(s, without=("at", "named")) | {"named": [n.printed for n in s.named]}


def written_position(p):
    """Return a position as an entry of `says`; what it says is under `ours`."""
    made = fields(p, without=("says",)) | {"ours": plain(p.says), "direction": plain(p.direction)}
    return {"verb": p.verb, **made}


def written_quotation(q):
    """Return a quotation as an entry of `quotes`; its first place is the passage's."""
    first, *others = q.locators
    made = fields(q, without=("locators",)) | {"also_at": [fields(o) for o in others]}
    return made | fields(first, without=("source", "exact"))


def passages(dialogue):
    """Return one passage for each record that stands in one."""
    made = [({"who": written_set(s)}, s.at) for s in dialogue.actor_sets]
    made += [({"says": [written_position(p)]}, p.at) for p in dialogue.positions]
    made += [({"quotes": [written_quotation(q)]}, m.Locator(q.locators[0].source)) for q in dialogue.quotations]
    made += [({"figures": [fields(f)]}, f.at) for f in dialogue.figures]
    made += [({"situations": [fields(s)]}, s.at) for s in dialogue.situations]
    return [{"id": f"passage-{n}", "passage": fields(at), **part} for n, (part, at) in enumerate(made)]


LISTS = ("segments", "coverage", "statements", "actor_sets", "positions", "quotations", "figures", "situations")


def dump(library):
    """Return files: path -> text."""
    tables = {name: table(getattr(library, name)) for name in forms.TABLES}
    files = {"source/common.yaml": emit(tables) + "\n"}
    for dialogue in library.dialogues:
        root = {
            "dialogue": fields(dialogue, without=LISTS),
            **{name: [fields(r) for r in getattr(dialogue, name)] for name in LISTS[:3]},
            "passages": passages(dialogue),
        }
        files[f"source/{dialogue.id}/d.yaml"] = emit(root) + "\n"
    return files
