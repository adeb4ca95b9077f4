"""Rule: a quotation says whose words it holds, in which language, and in whose name.

Knows speakers and attributions; whether the words stand in the source is the evidence's matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.records.model import Attribution, Library, Quotation, SourceId
from rtop_docs.records.scalars import LANGUAGE_TAG


def quotations_are_attributed(library: Library, _texts: Mapping[SourceId, str]) -> Iterator[Diagnostic]:
    """Find a quotation whose speakers, document or language cannot be (R34)."""
    for dialogue in library.dialogues:
        for quotation in dialogue.quotations:
            for message, hint in _faults(quotation):
                yield error("R34", f"'{quotation.id}': {message}", quotation.span, hint)


def _faults(q: Quotation) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a quotation, and what can be done."""
    if not q.speakers and not q.document:
        yield "nobody's words", "give 'speakers', or 'document' for the words of a document"
    if q.speakers and q.document:
        yield "words of a speaker and of a document", "give one of 'speakers' and 'document'"
    if len(set(q.speakers)) != len(q.speakers):
        yield "a speaker is given twice", "each speaker once"
    if q.attribution is Attribution.SOLE and len(q.speakers) > 1:
        yield f"attributed to one, with {len(q.speakers)} speakers", "write 'each' or 'one of these'"
    if q.attribution is not Attribution.SOLE and len(q.speakers) < 2 and not q.who:
        yield f"attributed to '{q.attribution.value}', with fewer than two speakers", "write 'sole'"
    if q.read_by and q.speakers == (q.read_by,):
        yield "read out by its own speaker", "'read_by' is for one who reads out another's words"
    if not LANGUAGE_TAG.fullmatch(q.language):
        yield f"'{q.language}' is no language tag", "write 'en', 'fr' ..."
