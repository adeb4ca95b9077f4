"""What a file was made from, and the difference of two such lists in words.

One manifest decides and explains: an output is stale exactly when `differences` is not empty.
Knows nothing of how answers, records or documents are made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from attrs import asdict, field, frozen

Digests = Mapping[str, str]


@frozen
class Manifest:
    """Everything that one output depends on, as digests by name.

    versions: libraries, Python, our code.  files: templates and notes read, or looked for and absent.
    answers: question with its arguments -> digest of the answer.  records: "record id: field" -> digest, of
    the records that the answers name.  style: style key -> digest.  parameters: of the target.
    """

    versions: Digests = field(factory=dict)
    files: Digests = field(factory=dict)
    answers: Digests = field(factory=dict)
    records: Digests = field(factory=dict)
    style: Digests = field(factory=dict)
    parameters: Digests = field(factory=dict)

    def to_json(self) -> str:
        """Return the manifest as JSON, keys sorted."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> Manifest:
    """Read what `Manifest.to_json` wrote.  Raises ValueError when it is anything else."""
    try:
        data: dict[str, Any] = json.loads(text)
        return Manifest(**data)
    except (TypeError, json.JSONDecodeError) as fault:
        raise ValueError(f"not a manifest: {fault}") from None


def differences(old: Manifest, new: Manifest) -> tuple[str, ...]:
    """Say in words what differs between two manifests, most telling first; empty when nothing does.

    A record's field is named only together with an answer that changed: a field that no answer shows
    makes nothing stale.
    """
    found = []
    answers = tuple(_changed("answer", old.answers, new.answers, _question))
    if answers:
        found += [*_changed("record", old.records, new.records), *answers]
    found += _changed("file", old.files, new.files)
    found += _changed("style key", old.style, new.style)
    found += _changed("parameter", old.parameters, new.parameters)
    found += [
        f"{name} was {old.versions.get(name, 'absent')}, is {new.versions.get(name, 'absent')}"
        for name in sorted({*old.versions, *new.versions})
        if old.versions.get(name) != new.versions.get(name)
    ]
    return tuple(found)


def _question(key: str) -> str:
    """Return a question as one would write it: ``positions_of("RWA")``; two questions may read the same."""
    name, *arguments = json.loads(key)
    return f"{name}({', '.join(json.dumps(a, ensure_ascii=False) for a in arguments if a not in ('', []))})"


def _changed(what: str, old: Digests, new: Digests, shown: Callable[[str], str] = str) -> Iterator[str]:
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
