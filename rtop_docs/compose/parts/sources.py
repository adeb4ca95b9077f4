"""Footnotes and the closing list of sources: what each claim rests on, and what its publisher was in the event.

Numbers nothing: `numbering` gives each source its number and asks here for the words.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from rtop_docs.analysis.views import SourceView
from rtop_docs.compose.marks import CitedNumber, PartContext, PartFunction, source_anchor
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    emphasis,
    joined,
    listed,
    muted,
    paragraph,
    prose,
    quoted,
    say,
)
from rtop_docs.document.model import Block, Link, Reference, Text
from rtop_docs.reference import format_date, label, language_name


def note_text(context: PartContext, cited: tuple[CitedNumber, ...]) -> Inlines:
    """Write a footnote: each source by its number, linked, with first and last words of the passage."""

    def written() -> Inlines:
        return joined(inline for index, one in enumerate(cited) for inline in _one(context, one, first=index == 0))

    return context.ask.recalled(("note", cited, context.language), written)  # two hundred sheets share their notes


def _one(context: PartContext, one: CitedNumber, *, first: bool) -> Inlines:
    before = () if first else (Text("; "),)
    key = "source" if first else "source_again"
    name = Reference(source_anchor(one.number), say(context, key, number=one.number))
    passage: Inlines = ()
    if one.cited.start:
        language = context.ask.source(one.cited.source).language
        words = _passage(one.cited.start, one.cited.end)
        passage = (Text(", "), *quoted(context, words, language, one.cited.record, one.cited.field))
    extra = (Text(f". {one.cited.extra}"),) if one.cited.extra else ()
    return (*before, name, *passage, *extra)


def _passage(start: str, end: str) -> str:
    """Return "first words … last words" of a passage; short passages stand whole in `start`."""
    if not end:
        return start
    return f"{start} … {end}"


def source_entry(context: PartContext, source: str) -> tuple[Block, ...]:
    """Write the entry of one source: publisher, title, date, symbol, address, and the publisher's own part."""
    place = (context.language, context.direction, context.origin.template, context.origin.line)
    return context.ask.recalled(("entry", source, *place), lambda: _entry(context, source))


def _entry(context: PartContext, source: str) -> tuple[Block, ...]:
    view = context.ask.source(source)
    pieces: list[Inlines] = [
        actor(context, view.publisher),
        emphasis(prose(context, view.title, source, "title")),
        _date(context, view),
        (Text(view.symbol),) if view.symbol else (),
    ]
    line: Inlines = listed_with_commas([piece for piece in pieces if piece])
    if view.address:
        line = (*line, Text(", "), Link(view.address, (Text(host(view.address)),)))
    remarks = [
        remark
        for remark in (
            _language(context, view),
            _later(context, view),
            part_in_event(context, view) if source in context.ask.event().sources else (),
            _checked(context, view),
        )
        if remark
    ]
    tail = tuple(inline for remark in remarks for inline in (Text(" "), *remark))
    return (paragraph(context, (*line, Text("."), *tail), record=source, field="title"),)


def host(address: str) -> str:
    """Return the host of a web address as it is printed: long addresses are for clicking, not for typing."""
    return urlsplit(address).hostname or address


def listed_with_commas(pieces: list[Inlines]) -> Inlines:
    """Return `pieces` with a comma between any two."""
    return joined(inline for i, piece in enumerate(pieces) for inline in (*((Text(", "),) if i else ()), *piece))


def _date(context: PartContext, view: SourceView) -> Inlines:
    if not view.date:
        return ()
    year, month, day = (*(int(n) for n in view.date.split("-")), 0, 0)[:3]
    text = format_date(_Day(year, month, day), context.language)
    note = (Text(" ("), *prose(context, view.date_note, view.source, "date_note"), Text(")")) if view.date_note else ()
    return (Text(text), *note)


class _Day:
    """A year, month and day, 0 where not known: what `format_date` reads."""

    def __init__(self, year: int, month: int, day: int) -> None:
        self.year, self.month, self.day = year, month, day


def _language(context: PartContext, view: SourceView) -> Inlines:
    if view.language == context.language:
        return ()
    return say(context, "source_language", language=language_name(view.language, context.language))


def _later(context: PartContext, view: SourceView) -> Inlines:
    """A later account of the same publisher is shown as that, and not as a correction."""
    if not view.later_account_of:
        return ()
    earlier = context.ask.source(view.later_account_of)
    return say(context, "later_account", earlier=prose(context, earlier.short_title or earlier.title))


def _checked(context: PartContext, view: SourceView) -> Inlines:
    """Say how the quotations were checked, or that they could not be: a source note never keeps that back."""
    checked = context.ask.checked(view.source)
    if checked.unchecked:
        return muted(*say(context, "not_checked"))
    return muted(*say(context, "checked")) if checked.found else ()


def part_in_event(context: PartContext, view: SourceView) -> Inlines:
    """Say what the publisher itself did in the event, where it did anything."""
    did = [
        say(context, key)
        for key, true in (("it_spoke", view.spoke), ("it_held", view.held_positions), ("it_is_quoted", view.quoted))
        if true
    ]
    if not did:
        return say(context, "took_part") if view.publisher_took_part == "yes" else ()
    return muted(*say(context, "publisher_part", did=listed(context, did)))


def sources_heading(context: PartContext) -> Inlines:
    """Return the word for "Sources" in the document's language.

    ## {{ sources_heading() }}
    """
    return (Text(label("sources", context.language)),)


PARTS: dict[str, PartFunction] = {"sources_heading": sources_heading}
