"""The present state of everything that a document can depend on, asked by name.

Turns questions into digests; keeps one `Ask` for each dialogue, audience and moment, so that each
question is answered once a build.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache, cached_property

import attrs

from rtop_docs.analysis.ask import Ask
from rtop_docs.canonical import digest_of
from rtop_docs.make.manifest import Manifest
from rtop_docs.make.project import CheckedRecord
from rtop_docs.make.targets import Job
from rtop_docs.make.versions import versions
from rtop_docs.records.contents import records_of
from rtop_docs.records.model import Record
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
        self._named_by: dict[tuple[int, str], frozenset[str]] = {}
        self._asks: dict[tuple[object, ...], Ask] = {}
        self._fields: dict[str, tuple[str, dict[str, str]]] = {}
        self._fields_of: dict[str, dict[str, str]] = {}

    @cached_property
    def _by_id(self) -> dict[str, Record]:
        return {str(record.id): record for record in records_of(self.record.library)}

    @cached_property
    def look(self) -> str:
        """The digest of all that a file depends on beside its document: the style and the versions."""
        return digest_of((self._style, versions()))

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
        if key not in self._named_by:
            self._named_by[key] = frozenset(records_named(ask.answer(question)))
        return self._named_by[key]

    def record_digest(self, record: str) -> str:
        """Return the digest of a record's own fields; empty for one that is not there."""
        return self._digested(record)[0]

    def fields(self, digest: str) -> Mapping[str, str]:
        """Return the fields' digests of the record whose digest this is; empty where no answer named it."""
        return self._fields_of.get(digest, {})

    def _digested(self, record: str) -> tuple[str, dict[str, str]]:
        if record not in self._fields:
            found = self._by_id.get(record)
            held = record_fields(found) if found is not None else {}
            digest = digest_of(held)[:_SHORT] if held else ""
            self._fields[record] = (digest, held)
            self._fields_of[digest] = held
        return self._fields[record]

    def present(self, recorded: Manifest, job: Job) -> Manifest:
        """Ask everything that `recorded` asked, again, as it is now."""
        files = {path: self.workspace.digest(path) for path in recorded.files}
        return self.manifest(job, recorded.answers, files)

    def manifest(self, job: Job, questions: Iterable[str], files: Mapping[str, str]) -> Manifest:
        """Return the manifest of a target that asked `questions` and read `files`."""
        ask = self.ask(job)
        records: set[str] = set()
        answers = {}
        for question in questions:
            answers[question] = ask.digest(question)[:_SHORT]
            records |= self._named(ask, question)
        digests = {record: self.record_digest(record) for record in sorted(records)}
        return Manifest(
            versions=versions(),
            files=dict(files),
            answers=answers,
            records={record: digest for record, digest in digests.items() if digest},
            style=self._style,
            parameters={**job.spec.parameters, "template": job.spec.template, "output": job.spec.output},
        )


def style_digests(style: Style) -> dict[str, str]:
    """Return style key -> digest, one for each key of style.yaml."""
    return {name: digest_of(getattr(style, name))[:_SHORT] for name in attrs.fields_dict(type(style))}


def record_fields(record: Record) -> dict[str, str]:
    """Return field -> digest of a record, so that a change can be named.

    Fields that hold other records (a dialogue's positions) are left out: those records are named themselves.
    """
    digested = [f.name for f in attrs.fields(type(record)) if f.metadata.get("digest", True)]
    values = {name: getattr(record, name) for name in digested}
    return {name: digest_of(value)[:_SHORT] for name, value in values.items() if not _holds_records(value)}


def _holds_records(value: object) -> bool:
    return isinstance(value, tuple) and any(isinstance(item, Record) for item in value)


def records_named(answer: object) -> Iterator[str]:
    """Yield each record id that an answer names: the texts of its fields called ``record``."""
    if isinstance(answer, (tuple, list)):
        for item in answer:
            if type(item) is not str:  # which many are, and which names nothing
                yield from records_named(item)
    elif not isinstance(answer, (str, int)) and attrs.has(kind := type(answer)):
        for name in _names(kind):
            value = getattr(answer, name)
            if name == "record" and isinstance(value, str):
                yield value
            elif type(value) is not str:
                yield from records_named(value)


@cache
def _names(kind: type[attrs.AttrsInstance]) -> tuple[str, ...]:
    return tuple(f.name for f in attrs.fields(kind))
