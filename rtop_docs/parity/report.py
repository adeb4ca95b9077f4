"""Tell what was proven and what was not: as findings for people, as plain values for machines.

Knows proofs and findings; nothing of files or formats.
"""

from __future__ import annotations

import enum
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from attrs import field, frozen

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error, warning
from rtop_docs.parity.difference import Difference, Kind

MOST_SHOWN = 20
"""Differences of one kind in one file that are told one by one; of the others, how many there are."""
_MOST_REASONS = 3


class State(enum.Enum):
    """How a file stands to its document."""

    SAME = "says the same"
    DIFFERS = "differs"
    NOT_BUILT = "not built yet"
    STALE = "stale"
    UNREADABLE = "cannot be read back"
    NOT_READ_BACK = "not read back"
    NOT_COMPOSED = "its document cannot be composed"


@frozen
class FileProof:
    """What was found of one file.

    path: below the project.  target: the document's name.  reasons: why it is not built, stale or cannot be read.
    edited: it is not as a build of this project wrote it.
    """

    path: str
    target: str
    format: str
    state: State
    differences: tuple[Difference, ...] = ()
    reasons: tuple[str, ...] = ()
    edited: bool = False


@frozen
class Proof:
    """What was found of all files.  diagnostics: of the project, not of its files."""

    files: tuple[FileProof, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def findings(proof: Proof) -> tuple[Diagnostic, ...]:
    """Return every finding: first the project's, then each file's in the order of the text."""
    shared = _shared(proof)
    return (*proof.diagnostics, *(d for file in proof.files for d in _of_file(file, shared)))


def values(proof: Proof) -> dict[str, object]:
    """Return the proof as plain values for JSON: each file with its state, each difference in full."""
    return {
        "files": [
            {
                "path": file.path,
                "target": file.target,
                "format": file.format,
                "state": file.state.value,
                "edited": file.edited,
                "reasons": list(file.reasons),
                "differences": [_plain(difference) for difference in file.differences],
            }
            for file in proof.files
        ]
    }


def summary(proof: Proof) -> str:
    """Say in one line what was proven."""
    counts = Counter(file.state for file in proof.files)
    same, total = counts[State.SAME], len(proof.files)
    if same == total:
        return f"parity proven: {_files(total)} say what their documents say" if total else "nothing was compared"
    parts = [f"{counts[state]} {_NAMES[state]}" for state in State if counts[state]]
    return f"parity not proven: of {_files(total)}, " + ", ".join(parts)


_NAMES = {
    State.SAME: "proven",
    State.DIFFERS: "different",
    State.NOT_BUILT: "not built yet",
    State.STALE: "stale",
    State.UNREADABLE: "unreadable",
    State.NOT_READ_BACK: "not read back",
    State.NOT_COMPOSED: "without a document",
}


def _files(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"


def _plain(difference: Difference) -> dict[str, str]:
    return {
        "kind": difference.kind.name.lower(),
        "code": difference.kind.value,
        "message": difference.message,
        "place": difference.place,
        "origin": difference.origin,
        "around": difference.around,
    }


# -- findings ----------------------------------------------------------------------------------

_Key = tuple[str, Kind, str]


def _shared(proof: Proof) -> Mapping[_Key, list[str]]:
    """Return for each difference of a document the formats that have it: it tells whose fault it is."""
    found: dict[_Key, list[str]] = defaultdict(list)
    for file in proof.files:
        for difference in dict.fromkeys((d.kind, d.message) for d in file.differences):
            found[file.target, *difference].append(file.format)
    return found


def _of_file(file: FileProof, shared: Mapping[_Key, list[str]]) -> Iterator[Diagnostic]:
    span = SourceSpan(file.path)
    if file.edited:
        yield warning("P03", "the file is not as a build of this project wrote it", span)
    match file.state:
        case State.NOT_BUILT:
            yield error("P01", f"not built yet: {file.reasons[0]}", span, "run `rtop-docs build`")
        case State.STALE:
            because = (f"because {reason}" for reason in file.reasons[:_MOST_REASONS])
            message = "stale: the file shows an earlier version of its document"
            yield error("P02", message, span, "run `rtop-docs build`", *because)
        case State.UNREADABLE:
            yield error("P04", file.reasons[0], span)
        case State.NOT_READ_BACK:
            message = f"not read back: there is no reader of format '{file.format}', so nothing is proven"
            yield warning("P05", message, span)
        case State.SAME | State.DIFFERS | State.NOT_COMPOSED:
            yield from _differences(file, span, shared)


def _differences(file: FileProof, span: SourceSpan, shared: Mapping[_Key, list[str]]) -> Iterator[Diagnostic]:
    counts: Counter[Kind] = Counter()
    for difference in file.differences:
        counts[difference.kind] += 1
        if counts[difference.kind] <= MOST_SHOWN:
            formats = shared[file.target, difference.kind, difference.message]
            yield _finding(difference, span, [other for other in formats if other != file.format])
    for kind, count in counts.items():
        if count > MOST_SHOWN:
            yield error(kind.value, f"{count - MOST_SHOWN} more differences of this kind", span, "see `--format json`")


def _finding(difference: Difference, span: SourceSpan, others: list[str]) -> Diagnostic:
    place = f"{difference.place}: " if difference.place else ""
    hints = (
        f"in: {difference.around}" if difference.around else "",
        f"from {difference.origin}" if difference.origin else "",
        f"the same in {' and '.join(others)}" if others else "",
    )
    return error(difference.kind.value, place + difference.message, span, *filter(None, hints))
