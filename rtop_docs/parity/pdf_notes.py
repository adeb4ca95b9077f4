"""Tell the calls of footnotes from other links inside a PDF.

Knows that a note says its number, and that a note's calls lead where its first call leads.  Source: ISO 32000-1, table
338 (Note, Reference).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from attrs import Factory, define

from rtop_docs.parity.gather import Run, words_in
from rtop_docs.parity.model import Said


@define
class _Reference:
    """One reference: what it says and where it leads."""

    runs: list[Run] = Factory(list)
    target: str = ""
    note: int = 0

    @property
    def text(self) -> str:
        return " ".join(words_in("".join(run.text for run in self.runs)))


@define
class Calls:
    """The references of one file, in reading order."""

    references: list[_Reference] = Factory(list)
    _open: list[_Reference] = Factory(list)
    _notes: int = 0

    @contextmanager
    def reference(self) -> Iterator[None]:
        """Listen to a reference."""
        made = _Reference()
        self.references.append(made)
        self._open.append(made)
        yield
        self._open.pop()

    def hear(self, run: Run) -> None:
        """Hear letters; those of a reference are remembered with it."""
        if self._open:
            self._open[-1].runs.append(run)

    def lead(self, target: str) -> None:
        """Hear where a link leads."""
        if self._open and target:
            self._open[-1].target = target

    def note(self, label: str) -> int:
        """Return the number of a note that is labelled `label`; the last reference of that text is its call."""
        self._notes += 1
        number = int(label) if label.isascii() and label.isdigit() and len(label) < 7 else self._notes
        for reference in reversed(self.references):
            if not reference.note and reference.text == label:
                reference.note = number
                break
        return number

    def settle(self) -> None:
        """Make calls of the references to notes: of the first, and of those that say the same and lead there too."""
        known = {(r.text, r.target): r.note for r in self.references if r.note}
        for reference in self.references:
            if (reference.text, reference.target) in known:
                for run in reference.runs:
                    run.said, run.target = Said.CALL, ""
