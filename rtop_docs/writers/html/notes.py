"""The notes at the end of a page, with a way back to each of their calls.

Knows what the page has put aside while its text was written; makes no block itself.
"""

from __future__ import annotations

from rtop_docs.writers.html.blocks import blocks_to_html
from rtop_docs.writers.html.element import NOTHING, Markup, element
from rtop_docs.writers.html.ids import NOTES, call_id, note_id
from rtop_docs.writers.html.page import Page

_ARROW = "↩\ufe0e"  # the selector keeps telephones from drawing an emoji


def notes_to_html(page: Page) -> Markup:
    """Return the section of notes, nothing where none was called; a note may call further notes."""
    written: list[tuple[int, list[Markup]]] = []
    while len(written) < len(page.notes):
        number, note, _ = page.notes[len(written)]
        written.append((number, blocks_to_html(note.blocks, page, page.around)))
    if not written:
        return NOTHING
    # only now is it known how often each was called
    entries = [
        element("li", {"id": note_id(number), "value": str(number)}, *blocks, _ways_back(number, page))
        for number, blocks in written
    ]
    words, spoken = page.label("notes")
    title = element("h2", {"id": NOTES} | spoken, words)
    attributes = {"class": "notes", "role": "doc-endnotes", "aria-labelledby": NOTES}
    return element("section", attributes, title, element("ol", None, *entries))


def _ways_back(number: int, page: Page) -> Markup:
    """Return a link to each call of note `number`; where there are more than one they are told apart by a count."""
    calls = range(1, page.calls.get(number, 0) + 1)
    return element("span", {"class": "backs"}, *[_way_back(number, count, len(calls), page) for count in calls])


def _way_back(number: int, count: int, calls: int, page: Page) -> Markup:
    words, spoken = page.label("back_to_text", number=str(number))
    name = f"{words} ({count}/{calls})" if calls > 1 else words
    attributes = {"href": f"#{call_id(number, count)}", "role": "doc-backlink", "aria-label": name}
    return element("a", attributes | spoken, _ARROW)
