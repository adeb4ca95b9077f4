"""Rule: a number and the words in which it is printed say the same.

Knows numerals and English number words; a wording without either ("several") is taken as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import Library, SourceId
from rtop_docs.records.numerals import numbers_in


def numbers_agree_with_wording(library: Library, _texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find a figure or a set whose wording holds another number than its own (R32)."""
    languages = {s.id: s.language for s in library.sources}
    for dialogue in library.dialogues:
        for record in (*dialogue.figures, *dialogue.actor_sets):
            number = record.value if hasattr(record, "value") else record.number
            language = languages.get(record.at.source, "en")
            values = [n.value for n in numbers_in(record.wording, language) if n.value is not None]
            if number is not None and values and number not in values:
                message = f"'{record.id}' is {number}, and its wording '{record.wording}'"
                yield error("R32", message, record.span, "write the wording as printed, and the number that it says")
