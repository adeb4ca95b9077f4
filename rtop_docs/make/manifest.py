"""What a file was made from, and the difference of two such lists in words.

One manifest decides and explains: an output is stale exactly when `differences` is not empty.
Knows nothing of how answers, records or documents are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import field, fields, frozen

Digests = Mapping[str, str]
FieldsOf = Callable[[str], Digests]
"""From a record's digest to its fields' digests; empty where they are not known."""


@frozen
class Manifest:
    """Everything that one output depends on, as digests by name.

    versions: libraries, Python, our code.  files: templates and notes read, or looked for and absent.
    answers: question with its arguments -> digest of the answer.  records: record id -> digest, of the records
    that the answers name.  style: style key -> digest.  parameters: of the target.
    """

    versions: Digests = field(factory=dict)
    files: Digests = field(factory=dict)
    answers: Digests = field(factory=dict)
    records: Digests = field(factory=dict)
    style: Digests = field(factory=dict)
    parameters: Digests = field(factory=dict)

    def to_json(self) -> str:
        """Return the manifest as JSON, keys sorted."""
        held = {name: dict(getattr(self, name)) for name in _NAMES}
        return json.dumps(held, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


_NAMES = tuple(f.name for f in fields(Manifest))


def from_json(text: str) -> Manifest:
    """Read what `Manifest.to_json` wrote.  Raises ValueError when it is anything else."""
    try:
        data: dict[str, Any] = json.loads(text)
        made = Manifest(**data)
    except (TypeError, json.JSONDecodeError) as fault:
        raise ValueError(f"not a manifest: {fault}") from None
    for name in _NAMES:
        held = getattr(made, name)
        if not isinstance(held, dict) or not all(isinstance(value, str) for value in held.values()):
            raise ValueError(f"not a manifest: its {name} are no digests by name")
    return made


def no_fields(_: str) -> Digests:
    """Know no record's fields: a changed record is then named without its field."""
    return {}


def differences(
    old: Manifest, new: Manifest, old_fields: FieldsOf = no_fields, new_fields: FieldsOf = no_fields
) -> tuple[str, ...]:
    """Say in words what differs between two manifests, most telling first; empty when nothing does.

    A record's field is named only together with an answer that changed: a field that no answer shows
    makes nothing stale.
    """
    found = []
    answers = tuple(_changed("answer", old.answers, new.answers, _question))
    if answers:
        found += [*_records(old.records, new.records, old_fields, new_fields), *answers]
    found += _changed("file", old.files, new.files)
    found += _changed("style key", old.style, new.style)
    found += _changed("parameter", old.parameters, new.parameters)
    found += [
        f"{name} was {old.versions.get(name, 'absent')}, is {new.versions.get(name, 'absent')}"
        for name in sorted({*old.versions, *new.versions})
        if old.versions.get(name) != new.versions.get(name)
    ]
    return tuple(found)


def _records(old: Digests, new: Digests, old_fields: FieldsOf, new_fields: FieldsOf) -> Iterator[str]:
    """Yield what became of each record: its fields by name where both are known."""
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name, ""), new.get(name, "")
        if before == after:
            continue
        was, now = (old_fields(before) if before else {}), (new_fields(after) if after else {})
        if was and now:
            yield from _changed("record", _prefixed(name, was), _prefixed(name, now))
        elif before and after:
            yield f"record {name} changed"
        else:
            yield f"record {name} is {'gone' if before else 'new'}"


def _prefixed(record: str, held: Digests) -> Digests:
    return {f"{record}: {name}": digest for name, digest in held.items()}


def _question(key: str) -> str:
    """Return a question as one would write it: ``positions_of("RWA")``; two questions may read the same."""
    try:
        name, *arguments = json.loads(key)
    except (ValueError, TypeError):  # a ledger can come from anywhere
        return key
    return f"{name}({', '.join(json.dumps(a, ensure_ascii=False) for a in arguments if a not in ('', []))})"


def _changed(what: str, old: Digests, new: Digests, shown: Callable[[str], str] = str) -> Iterator[str]:
    if old == new:
        return
    for name in sorted({*old, *new}):
        before, after = old.get(name, "absent"), new.get(name, "absent")
        if before == after:
            continue
        if before == "absent":
            yield f"{what} {shown(name)} is new"
        elif after == "absent":
            yield f"{what} {shown(name)} is gone"
        else:
            yield f"{what} {shown(name)} changed"
