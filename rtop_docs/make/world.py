"""The present state of everything that a document can depend on, asked by name.

Turns questions into digests; keeps one `Ask` for each dialogue, audience and moment, so that each
question is answered once a build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from rtop_docs.analysis.ask import Ask
from rtop_docs.canonical import digest_of
from rtop_docs.make.manifest import Manifest
from rtop_docs.make.project import CheckedRecord
from rtop_docs.make.targets import Job
from rtop_docs.make.versions import versions
from rtop_docs.records.model import Library, Record
from rtop_docs.workspace import Workspace
from rtop_docs.writers.style import Style

_SHORT = 16


class World:
    """The record, the style and the versions of this build."""

    def __init__(self, workspace: Workspace, record: CheckedRecord, style: Style) -> None:
        self.workspace = workspace
        self.record = record
        self.style = style
        self._style = style_digests(style)
        self._records: dict[tuple[int, str], frozenset[str]] = {}
        self._asks: dict[tuple[object, ...], Ask] = {}
        self._fields = record_fields(record)

    def ask(self, job: Job) -> Ask:
        """Return the questions as this target may ask them."""
        spec = job.spec
        key = (spec.dialogue, spec.audience, spec.as_of, spec.language)
        if key not in self._asks:
            self._asks[key] = Ask(
                self.record.library,
                spec.dialogue,
                audience=spec.audience,
                moment=spec.as_of,
                language=spec.language,
                lock=self.record.lock,
            )
        return self._asks[key]

    def _named(self, ask: Ask, question: str) -> frozenset[str]:
        """Return the records that an answer names; found once, since many documents ask the same."""
        key = (id(ask), question)  # an Ask lives as long as this world
        if key not in self._records:
            self._records[key] = frozenset(records_named(ask.answer(question)))
        return self._records[key]

    def present(self, recorded: Manifest, job: Job) -> Manifest:
        """Ask everything that `recorded` asked, again, as it is now."""
        files = {path: self.workspace.digest(path) for path in recorded.files}
        return self.manifest(job, dict.fromkeys(recorded.answers, ""), files)

    def manifest(self, job: Job, answers: Mapping[str, str], files: Mapping[str, str]) -> Manifest:
        """Return the manifest of a target that asked the questions `answers` and read `files`."""
        ask = self.ask(job)
        records: set[str] = set()
        digests = {}
        for question in answers:
            digests[question] = ask.digest(question)[:_SHORT]
            records.update(self._named(ask, question))
        return Manifest(
            versions=versions(),
            files=dict(files),
            answers=digests,
            records={name: digest for r in records for name, digest in self._fields.get(r, {}).items()},
            style=self._style,
            parameters={**job.spec.parameters, "template": job.spec.template, "output": job.spec.output},
        )


def style_digests(style: Style) -> dict[str, str]:
    """Return style key -> digest, one for each key of style.yaml."""
    return {name: digest_of(getattr(style, name))[:_SHORT] for name in attrs.fields_dict(type(style))}


def record_fields(record: CheckedRecord) -> dict[str, dict[str, str]]:
    """Return for each record id: "id: field" -> digest of that field, so that a change can be named.

    Fields that hold other records (a dialogue's positions) are left out: those records are named themselves.
    """
    found: dict[str, dict[str, str]] = {}
    for item in _records(record.library):
        digested = [f.name for f in attrs.fields(type(item)) if f.metadata.get("digest", True)]
        values = {name: getattr(item, name) for name in digested}
        own = {name: value for name, value in values.items() if not next(_records(value), None)}
        found[item.id] = {f"{item.id}: {name}": digest_of(value)[:_SHORT] for name, value in own.items()}
    return found


def records_named(answer: object) -> Iterator[str]:
    """Yield each record id that an answer names: the texts of its fields called ``record``."""
    if isinstance(answer, (tuple, list)):
        for item in answer:
            yield from records_named(item)
    elif attrs.has(kind := type(answer)):
        for name in (f.name for f in attrs.fields(kind)):
            value = getattr(answer, name)
            if name == "record" and isinstance(value, str):
                yield value
            else:
                yield from records_named(value)


def _records(value: object) -> Iterator[Record]:
    """Yield every record below `value`, itself included."""
    if isinstance(value, Record):
        yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _records(item)
    elif isinstance(value, (Library, Record)):
        for name in attrs.asdict(value, recurse=False):
            yield from _records(getattr(value, name))
