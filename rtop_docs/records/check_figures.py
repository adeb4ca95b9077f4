"""Rule: a number and the words in which it is printed say the same.

Knows numerals and English number words; a wording without either ("several") is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import ActorSet, Library, SourceId, StatedFigure
from rtop_docs.records.numerals import numbers_in


def numbers_agree_with_wording(library: Library, _texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find a figure or a set whose wording holds another number than its own (R32)."""
    languages = {str(s.id): s.language for s in library.sources}
    for record, number in _numbered(library):
        language = languages.get(str(record.at.source), "en")
        values = [n.value for n in numbers_in(record.wording, language) if n.value is not None]
        if values and number not in values:
            message = f"'{record.id}' is {number}, and its wording '{record.wording}'"
            yield error("R32", message, record.span, "write the wording as printed, and the number that it says")


def _numbered(library: Library) -> Iterator[tuple[StatedFigure | ActorSet, int]]:
    for dialogue in library.dialogues:
        yield from ((figure, figure.value) for figure in dialogue.figures)
        yield from ((s, s.number) for s in dialogue.actor_sets if s.number is not None)
