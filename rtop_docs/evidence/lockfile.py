"""The quotation lock as values and as text: one line a source, one line a quotation, strictly read.

Knows neither records nor archived texts; judges nothing.
"""

from __future__ import annotations

import re

from attrs import field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.records.model import RecordId, SourceId

LOCK = "source/quotations.lock"
"""Where the lock lies in a project; it is committed, the archived texts are not."""

_FIRST_LINE = "rtop-docs quotations.lock 1"
_COMMENT = """\
# Written by `rtop-docs lock`, never by hand.  A build judges each quotation by this file alone.
#   source <id> <SHA-256 of the archived text's bytes>
#   <quotation> <start>-<end> <SHA-256 of the words sought> <SHA-256 of the place found>
# Offsets count code points of the archived text as read: without byte order mark, each line end as one.
# A place is 32 folded code points before, the words, and 32 after.
"""
_SOURCE = re.compile(r"source (\S+) ([0-9a-f]{64})")
_ENTRY = re.compile(r"(\S+) (0|[1-9][0-9]{0,8})-([1-9][0-9]{0,8}) ([0-9a-f]{64}) ([0-9a-f]{64})")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@frozen(kw_only=True)
class LockEntry:
    """That the words of a quotation were found once at a place of an archived text.

    start, end: code points of the archived text as read, end not included.
    words: SHA-256 of what the record asks for (prefix, words, suffix, after folding).
    place: SHA-256 of what stands there (before, words, after, after folding).
    """

    quotation: RecordId
    start: int
    end: int
    words: str
    place: str
    span: SourceSpan | None = field(default=None, eq=False, repr=False, metadata=NOT_DIGESTED)


@frozen(kw_only=True)
class LockedSource:
    """The entries of one source, and the SHA-256 of the archived text in which they were found."""

    source: SourceId
    sha256: str
    entries: tuple[LockEntry, ...] = ()
    span: SourceSpan | None = field(default=None, eq=False, repr=False, metadata=NOT_DIGESTED)


@frozen
class Lock:
    """Everything that was found, by source."""

    sources: tuple[LockedSource, ...] = ()

    def of(self, source: SourceId) -> LockedSource | None:
        """Return the part of one source, or None when nothing of it was ever locked."""
        return next((s for s in self.sources if s.source == source), None)


def write_lock(lock: Lock) -> str:
    """Return the text of `lock`: the same for equal locks, in order of source, quotation and place.

    Raises ValueError for an id that cannot stand in a line.
    """
    lines = []
    for part in sorted(lock.sources, key=lambda s: s.source):
        lines += ["", f"source {_plain(part.source)} {part.sha256}"]
        entries = sorted(part.entries, key=lambda e: (e.quotation, e.start, e.end, e.words))
        lines += [f"{_plain(e.quotation)} {e.start}-{e.end} {e.words} {e.place}" for e in entries]
    return f"{_FIRST_LINE}\n{_COMMENT}" + "".join(f"{line}\n" for line in lines)


def nameable(name: str) -> bool:
    """Tell whether an id can stand in a line: printable, without white space, and not like a comment."""
    return bool(re.fullmatch(r"[^\s#]\S*", name)) and name.isprintable()


def read_lock(text: str, path: str = LOCK) -> Checked[Lock]:
    """Return the lock that `text` holds, with every line that is not one (Q04) and every repeat (Q05).

    path: for the findings only.  An empty text is an empty lock.
    """
    lines = text.split("\n")
    if text and lines[0] != _FIRST_LINE:
        found = error("Q04", f"the first line is not '{_FIRST_LINE}'", SourceSpan(path, 1, 1), *_hints(lines[0]))
        return Checked(Lock(), (found,))
    reader = _Reader(path)
    for number, line in enumerate(lines[1:], 2):
        if line and not line.startswith("#"):
            reader.read(line, SourceSpan(path, number, 1))
    sources = tuple(reader.parts.values())
    return Checked(Lock(sources), tuple(reader.found))


class _Reader:
    """Collects lines into parts; what cannot be taken in becomes a finding."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.parts: dict[str, LockedSource] = {}
        self.found: list[Diagnostic] = []
        self._seen: set[tuple[str, str, str]] = set()
        self._current = ""

    def read(self, line: str, span: SourceSpan) -> None:
        if match := _SOURCE.fullmatch(line):
            self._source(match.group(1), match.group(2), span)
        elif (match := _ENTRY.fullmatch(line)) and self._current and int(match.group(2)) < int(match.group(3)):
            self._entry(match, span)
        else:
            shown = line if len(line) <= 40 else line[:40] + "…"
            self.found.append(error("Q04", f"'{shown}' is no line of a lock", span, *_hints(line)))

    def _source(self, source: str, sha256: str, span: SourceSpan) -> None:
        self._current = source
        if source in self.parts:
            self.found.append(error("Q05", f"source '{source}' is locked twice", span, *_hints("")))
            return
        self.parts[source] = LockedSource(source=SourceId(source), sha256=sha256, span=span)

    def _entry(self, match: re.Match[str], span: SourceSpan) -> None:
        quotation, start, end, words, place = match.groups()
        if (self._current, quotation, words) in self._seen:
            self.found.append(error("Q05", f"quotation '{quotation}' is locked twice", span, *_hints("")))
            return
        self._seen.add((self._current, quotation, words))
        part = self.parts[self._current]
        entry = LockEntry(
            quotation=RecordId(quotation), start=int(start), end=int(end), words=words, place=place, span=span
        )
        self.parts[self._current] = LockedSource(
            source=part.source, sha256=part.sha256, entries=(*part.entries, entry), span=part.span
        )


def _hints(line: str) -> tuple[str, ...]:
    if line.startswith(_CONFLICT):
        return ("two branches changed the lock: take either side, then run `rtop-docs lock`",)
    return ("take the committed lock again, or delete it and run `rtop-docs lock` where the archived texts are",)


def _plain(name: str) -> str:
    if not nameable(name):
        raise ValueError(f"'{name}' cannot be named in a lock")
    return name
