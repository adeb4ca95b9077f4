"""Quotations: exact words set off, whose they are, where they are printed, and whether they could be checked.

Knows the views of quotations; checks no quotation itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import evolve

from rtop_docs.analysis.views import QuotationView, TestimonyView
from rtop_docs.compose.marks import PartContext, PartError, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    actors,
    cite,
    heading,
    joined,
    listed,
    paragraph,
    prose,
    quoted,
    say,
)
from rtop_docs.document.model import Block, BlockQuote, List, ListItem, Paragraph, Text
from rtop_docs.reference import label, sort_key


def quotation(context: PartContext, record: str) -> Block:
    """One quotation, set off, with whose words they are.

    {{ quotation("2014-q4") }}
    """
    for view in context.ask.quotations():
        if view.record == record:
            return quote_block(context, view)
    raise PartError(f"there is no quotation '{record}'")


def quotations(context: PartContext, *wanted: str) -> tuple[Block, ...]:
    """The quotations named, or all of the dialogue's, in the record's order.

    {{ quotations() }}
    """
    ids = [word for text in wanted for word in text.split()]
    if ids:
        return tuple(quotation(context, one) for one in ids)
    return tuple(quote_block(context, view) for view in context.ask.quotations())


def quotations_in_lines(context: PartContext) -> tuple[Block, ...]:
    """All quotations as a list, a line each: for documents that must be short.

    {{ quotations_in_lines() }}
    """
    items = tuple(ListItem((_line(context, view),)) for view in context.ask.quotations())
    if not items:
        return ()
    return (List(items=items, language=context.language, direction=context.direction, origin=context.origin),)


def _line(context: PartContext, view: QuotationView) -> Paragraph:
    words = quoted(context, view.exact, view.language, view.record, "exact")
    line = (*words, Text(" "), *attribution(context, view, short=True))
    return paragraph(context, line, record=view.record, field="exact")


def quotations_by_speaker(context: PartContext, level: int = 2) -> tuple[Block, ...]:
    """All quotations under the names of those to whom they are credited, in alphabetical order.

    {{ quotations_by_speaker() }}
    """
    groups: dict[str, list[QuotationView]] = {}
    for view in context.ask.quotations():
        groups.setdefault(_speaker_names(view), []).append(view)
    blocks: list[Block] = []
    for name in sorted(groups, key=lambda name: sort_key(name, context.language)):
        blocks.append(heading(context, level, (Text(name),)))
        blocks += [quote_block(context, view) for view in groups[name]]
    return tuple(blocks)


def _speaker_names(view: QuotationView) -> str:
    if view.document:
        return str(view.document)
    return ", ".join(one.name for one in view.speakers)


def quote_block(context: PartContext, view: QuotationView) -> BlockQuote:
    """Return a quotation set off, its words in their own language, its attribution below."""
    language = view.language or context.language
    words = Paragraph(
        children=quoted(context, view.exact, view.language, view.record, "exact"),
        language=language,
        direction=context.direction,
        origin=paragraph(context, (), record=view.record, field="exact").origin,
    )
    return BlockQuote(
        blocks=(words,),
        attribution=attribution(context, view),
        language=context.language,
        direction=context.direction,
        origin=words.origin,
    )


def attribution(context: PartContext, view: QuotationView, *, short: bool = False) -> Inlines:
    """Return whose words they are, who read or reported them, what differs where, and the footnote."""
    pieces = [
        _whose(context, view, short),
        _read_by(context, view),
        _quoted_by(context, view),
        _wording(context, view),
        *(_difference(context, one) for one in view.testimonies if one.changes or _differs(view, one)),
    ]
    line = joined(inline for i, p in enumerate(p for p in pieces if p) for inline in ((Text(" "),) if i else ()) + p)
    # the words stand right beside the footnote: it names their sources and does not print them once more
    return (*line, *cite(*(evolve(one.citation, start="", end="") for one in view.testimonies)))


def _whose(context: PartContext, view: QuotationView, short: bool) -> Inlines:
    if view.document:
        return say(context, "words_of_document", document=prose(context, view.document))
    who = actors(context, view.speakers, short=short)
    if view.attribution == "sole":
        return say(context, "words_of", speaker=who)
    open_list = ""
    if view.who is not None and view.who.open:
        open_list = view.who.marker
    either = listed_with_or(context, [actor(context, one) for one in view.speakers])
    if view.attribution == "one of these":
        if open_list:
            return say(context, "words_of_one_open", speakers=either, marker=quoted(context, open_list))
        return say(context, "words_of_one", speakers=either)
    return say(context, "words_of_each", speakers=who)


def listed_with_or(context: PartContext, items: list[Inlines]) -> Inlines:
    """Return `items` as "a, b or c"."""
    if len(items) < 2:
        return listed(context, items)
    return joined((*listed(context, items[:-1]), Text(f" {label('say_or', context.language)} "), *items[-1]))


def _read_by(context: PartContext, view: QuotationView) -> Inlines:
    return say(context, "read_by", reader=actor(context, view.read_by)) if view.read_by else ()


def _quoted_by(context: PartContext, view: QuotationView) -> Inlines:
    if not view.quoted_by:
        return ()
    return say(context, "quoted_by", publisher=view.quoted_by)


def _wording(context: PartContext, view: QuotationView) -> Inlines:
    """A translation is said to be one, and whose."""
    keys = {
        "original": "",
        "official": "translation_official",
        "the source's": "translation_sources",
        "ours": "translation_ours",
    }
    key = keys[view.wording]
    return say(context, key) if key else ()


def _differs(view: QuotationView, one: TestimonyView) -> bool:
    return bool(one.exact) and one.exact != view.exact


def _difference(context: PartContext, one: TestimonyView) -> Inlines:
    """What another print of the words has otherwise, by a marked change."""
    if not one.exact:
        return ()
    key = "printed_as_sentence" if one.exact.endswith((".", "!", "?")) else "printed_as"
    return say(context, key, publisher=one.publisher, exact=quoted(context, one.exact))


def testimony_line(context: PartContext, views: Iterable[QuotationView]) -> Inlines:
    """Return how many of `views` rest on the speaker's own text, for an annex's remark."""
    chosen = list(views)
    primary = sum(view.primary for view in chosen)
    return say(context, "testimonies", primary=str(primary), number=str(len(chosen)))


def quotations_remark(context: PartContext) -> Inlines:
    """How many of the quotations rest on the speaker's own text.

    {{ quotations_remark() }}
    """
    return testimony_line(context, context.ask.quotations())


PARTS: dict[str, PartFunction] = {
    "quotation": quotation,
    "quotations": quotations,
    "quotations_in_lines": quotations_in_lines,
    "quotations_by_speaker": quotations_by_speaker,
    "quotations_remark": quotations_remark,
}
