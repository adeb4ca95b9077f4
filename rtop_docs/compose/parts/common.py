"""What all parts say in the same way: phrases, names, quotation marks, signs, citations.

Turns views into inlines; asks nothing and lays out nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve

from rtop_docs.analysis.views import ActorView, SetView, Words
from rtop_docs.analysis.views import Citation as Place
from rtop_docs.compose.marks import Citation, Cited, PartContext
from rtop_docs.document.model import (
    Cell,
    Column,
    Emphasis,
    Fill,
    Heading,
    Inline,
    Origin,
    Paragraph,
    Row,
    Shape,
    Sign,
    Span,
    Strong,
    Text,
)
from rtop_docs.reference import label, number_word

Inlines = tuple[Inline, ...]

_SLOT = re.compile(r"\{(\w+)\}")
_SHAPES = {
    "for": Shape.FOR,
    "against": Shape.AGAINST,
    "reserved": Shape.RESERVED,
    "conditional": Shape.CONDITIONAL,
    "none": Shape.TOLD,
    "sources differ": Shape.SOURCES_DIFFER,
    "several": Shape.SOURCES_DIFFER,
    "not named": Shape.NOT_NAMED,
    "not read": Shape.NOT_READ,
    "did not speak": Shape.DID_NOT_SPEAK,
    "withheld": Shape.WITHHELD,
}
_FILLS = {"full": Fill.FULL, "half": Fill.HALF, "outline": Fill.OUTLINE, "": Fill.FULL}


def say(context: PartContext, key: str, **values: str | int | Inlines) -> Inlines:
    """Return the phrase `key` in the document's language with inlines (or text) put in its places.

    Raises KeyError for a phrase, or a place in it, that does not exist.
    """
    found: list[Inline] = []
    pieces = _SLOT.split(label(f"say_{key}", context.language))
    for index, piece in enumerate(pieces):
        value = values[piece] if index % 2 else piece
        found += value if isinstance(value, tuple) else [Text(str(value))] if value != "" else []
    return joined(found)


def words(context: PartContext, key: str, **values: str | int) -> str:
    """Return the phrase `key` as plain text."""
    return label(f"say_{key}", context.language).format(**values)


def joined(inlines: Iterable[Inline]) -> Inlines:
    """Return `inlines` with neighbouring texts made one."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and found and isinstance(last := found[-1], Text):
            found[-1] = Text(last.text + inline.text)
        elif not (isinstance(inline, Text) and not inline.text):
            found.append(inline)
    return tuple(found)


def listed(context: PartContext, items: Sequence[Inlines]) -> Inlines:
    """Return `items` as "a, b and c"."""
    found: list[Inline] = []
    for index, item in enumerate(items):
        if index:
            last = index == len(items) - 1
            found.append(Text(f" {label('say_and', context.language)} " if last else ", "))
        found += item
    return joined(found)


def actor(context: PartContext, who: ActorView, *, short: bool = False) -> Inlines:
    """Return an actor's name, in its language where that is not the document's."""
    text = who.short if short else who.name
    if who.language and who.language != context.language:
        return (Span((Text(text),), language=who.language),)
    return (Text(text),)


def actors(context: PartContext, who: Iterable[ActorView], *, short: bool = False) -> Inlines:
    """Return the names of `who` as a list in words, in the order given."""
    return listed(context, [actor(context, one, short=short) for one in who])


def names(context: PartContext, who: SetView) -> Inlines:
    """Return the names of a set: the states first, then the others, each in alphabetical order."""
    return actors(context, (*who.states, *who.others))


def prose(context: PartContext, text: Words, record: str = "", field: str = "") -> Inlines:
    """Return a prose field as inlines that know their language, where it is another, and their record."""
    if not text:
        return ()
    language = text.language if text.language != context.language else ""
    return (Span((Text(text.text),), language=language, record=record, field=field),)


def quoted(context: PartContext, text: str, language: str = "en", record: str = "", field: str = "") -> Inlines:
    """Return printed words between the document language's quotation marks, marked as a quotation."""
    opening, closing = label("say_quotation_marks", context.language).split()
    other = language if language != context.language else ""
    inner = Span((Text(text),), language=other, role="quotation", record=record, field=field)
    return Text(opening), inner, Text(closing)


def muted(*inlines: Inline) -> Inlines:
    """Return `inlines` as words that may be read last."""
    return (Span(tuple(inlines), role="muted"),)


def strong(inlines: Inlines) -> Inlines:
    """Return `inlines` as important words."""
    return (Strong(inlines),)


def emphasis(inlines: Inlines) -> Inlines:
    """Return `inlines` as stressed words."""
    return (Emphasis(inlines),)


def sign(kind: str, fill: str = "", alt: str = "") -> Sign:
    """Return the sign of a direction or of a silence.  Raises KeyError for a kind that does not exist."""
    return Sign(_SHAPES[kind], _FILLS[fill], alt)


def cite(*places: Place, extra: str = "") -> Inlines:
    """Return one footnote for `places`, each passage once; nothing when there is none.

    extra: words behind the last.
    """
    unique = {(p.source, p.start, p.end): p for p in reversed(places)}
    cited = [
        Cited(source=p.source, start=p.start, end=p.end)
        for p in reversed(unique.values())  # no record: the same
        # passage is the same footnote, whatever rests on it
    ]
    if cited and extra:
        cited[-1] = evolve(cited[-1], extra=extra)
    return (Citation(cited=tuple(cited)),) if cited else ()


def number(context: PartContext, value: int) -> str:
    """Return a number for running text: in words below ten, in digits from there."""
    return number_word(value, context.language) if value < 10 else str(value)


def capital(text: str) -> str:
    """Return `text` with its first letter a capital."""
    return text[:1].upper() + text[1:]


def origin(context: PartContext, record: str = "", field: str = "") -> Origin:
    """Return the origin of a block that shows one field of a record."""
    place = context.origin
    return Origin(place.template, place.line, record, field)


def paragraph(context: PartContext, inlines: Inlines, role: str = "", record: str = "", field: str = "") -> Paragraph:
    """Return a paragraph in the document's language."""
    return Paragraph(
        children=joined(inlines),
        role=role,
        language=context.language,
        direction=context.direction,
        origin=origin(context, record, field),
    )


def heading(context: PartContext, level: int, inlines: Inlines, anchor: str = "", record: str = "") -> Heading:
    """Return a heading in the document's language."""
    return Heading(
        level=level,
        children=joined(inlines),
        anchor=anchor,
        language=context.language,
        direction=context.direction,
        origin=origin(context, record, "title" if record else ""),
    )


def cell(
    context: PartContext,
    inlines: Inlines,
    *,
    header: bool = False,
    colspan: int = 1,
    record: str = "",
    field: str = "",
) -> Cell:
    """Return a table cell of one paragraph."""
    block = paragraph(context, inlines, record=record, field=field)
    return Cell(blocks=(block,), header=header, colspan=colspan, origin=block.origin)


def head_row(context: PartContext, keys: Sequence[str]) -> Row:
    """Return a header row whose cells are the phrases `keys`."""
    return Row(cells=tuple(cell(context, say(context, key), header=True) for key in keys))


def columns(*weights: float) -> tuple[Column, ...]:
    """Return columns that want these shares of the width (0: as little as their content needs)."""
    return tuple(Column(weight=weight) for weight in weights)
