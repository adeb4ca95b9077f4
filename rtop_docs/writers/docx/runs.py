"""Inlines as runs of a paragraph.

Knows the inlines of the document model; a note's blocks are put aside in the story.
"""

from __future__ import annotations

from typing import Literal, assert_never

from attrs import evolve, frozen
from lxml import etree

from rtop_docs.document.model import (
    Block,
    BlockBase,
    Emphasis,
    Fill,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Origin,
    Reference,
    Shape,
    Sign,
    Span,
    Strong,
    Text,
)
from rtop_docs.document.walk import parts_of
from rtop_docs.writers.docx.story import Place, Story
from rtop_docs.writers.docx.styles import hexadecimal, language_of_word
from rtop_docs.writers.docx.xml import R_ID, XML_SPACE, add, w
from rtop_docs.writers.style import stance_colour

NO_BREAK_SPACE = "\u00a0"

# Shapes that common installed fonts draw; full, half and outline.
GLYPHS: dict[Shape, tuple[str, str, str]] = {
    Shape.FOR: ("●", "◐", "○"),
    Shape.AGAINST: ("■", "◧", "□"),
    Shape.RESERVED: ("◆", "⬖", "◇"),
    Shape.CONDITIONAL: ("▲", "◭", "△"),
    Shape.TOLD: ("▬", "▬", "▭"),
    Shape.SOURCES_DIFFER: ("✕", "✕", "✕"),
    Shape.NOT_NAMED: ("·", "·", "·"),
    Shape.NOT_READ: ("?", "?", "?"),
    Shape.DID_NOT_SPEAK: ("–", "–", "–"),
    Shape.WITHHELD: ("⬚", "⬚", "⬚"),
}
_FILLS = (Fill.FULL, Fill.HALF, Fill.OUTLINE)
_ROLES = {"muted": "Muted", "disagreement": "Disagreement", "quotation": "Quotation"}


@frozen(kw_only=True)
class Ink:
    """How runs are written.  style: a character style; hidden: shown only when hidden text is."""

    language: str
    direction: Literal["ltr", "rtl"]
    style: str = ""
    colour: str = ""
    bold: bool = False
    italic: bool = False
    hidden: bool = False


def ink_of(place: Place, style: str = "") -> Ink:
    """Return how plain words are written at `place`."""
    return Ink(language=place.language, direction=place.direction, style=style)


def inlines_to_runs(inlines: tuple[Inline, ...], parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    """Append `inlines` to a paragraph or a hyperlink."""
    for inline in inlines:
        inline_to_runs(inline, parent, story, place, ink)


def inline_to_runs(inline: Inline, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    """Append one inline."""
    match inline:
        case Text(text):
            text_to_run(text, parent, story, place, ink)
        case Strong(children):
            inlines_to_runs(children, parent, story, place, evolve(ink, bold=True))
        case Emphasis(children):
            inlines_to_runs(children, parent, story, place, evolve(ink, italic=True))
        case Span():
            _span(inline, parent, story, place, ink)
        case Link(target, children):
            address = story.screen.target(target, place.origin)
            link = {R_ID: story.links.link(address)} if address else {}
            _linked(children, link, parent, story, place, ink)
        case Reference(anchor, children):
            if anchor not in story.anchors:
                story.screen.dangling(anchor, place.origin)
            link = {w("anchor"): story.anchors[anchor]} if anchor in story.anchors else {}
            _linked(children, link, parent, story, place, ink)
        case Note():
            _note(inline, parent, story, place, ink)
        case NoteReference(number):
            _second_call(number, parent, story, place, ink)
        case LineBreak():
            add(_run(parent, ink, story), "br")
        case Sign():
            _sign(inline, parent, story, place, ink)
        case _:
            assert_never(inline)


def text_to_run(text: str, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    """Append plain text."""
    _put(story.screen.text(text, place.origin), parent, story, ink)


def field_to_runs(instruction: str, shown: str, parent: etree._Element, story: Story, ink: Ink) -> None:
    """Append a field; `instruction` is this package's own text, never a document's."""
    open_field(instruction, parent, story, ink)
    _put(shown, parent, story, ink)
    close_field(parent, story, ink)


def open_field(instruction: str, parent: etree._Element, story: Story, ink: Ink) -> None:
    """Append the beginning of a field, up to its shown text."""
    add(_run(parent, ink, story), "fldChar", fldCharType="begin")
    code = add(_run(parent, ink, story), "instrText")
    code.set(XML_SPACE, "preserve")
    code.text = f" {instruction} "
    add(_run(parent, ink, story), "fldChar", fldCharType="separate")


def close_field(parent: etree._Element, story: Story, ink: Ink) -> None:
    """Append the end of a field."""
    add(_run(parent, ink, story), "fldChar", fldCharType="end")


def note_mark(parent: etree._Element, story: Story, ink: Ink, number: str) -> None:
    """Append the mark that begins a note's own text: Word's count, or `number` where that would be wrong."""
    run = _run(parent, evolve(ink, style="FootnoteReference"), story)
    if number:
        add(run, "t").text = number
    else:
        add(run, "footnoteRef")
    _put(" ", parent, story, ink)


def _put(text: str, parent: etree._Element, story: Story, ink: Ink) -> None:
    if text:
        shown = add(_run(parent, ink, story), "t")
        shown.set(XML_SPACE, "preserve")
        shown.text = text


def _run(parent: etree._Element, ink: Ink, story: Story) -> etree._Element:
    """Append a run with the properties of `ink`, in the order of the schema."""
    run = add(parent, "r")
    rtl = ink.direction == "rtl"
    foreign = ink.language != story.document.language
    if not (rtl or foreign or ink.style or ink.bold or ink.italic or ink.hidden or ink.colour):
        return run
    properties = add(run, "rPr")
    if ink.style:
        add(properties, "rStyle", val=ink.style)
    switches = {"b": ink.bold, "bCs": ink.bold, "i": ink.italic, "iCs": ink.italic, "vanish": ink.hidden}
    for name, holds in switches.items():
        if holds:
            add(properties, name)
    if ink.colour:
        add(properties, "color", val=ink.colour)
    if rtl:
        add(properties, "rtl")
    if foreign and ink.language:
        add(properties, "lang", **language_of_word(ink.language))
    return run


def _span(span: Span, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    origin = place.origin
    if span.record:
        place = evolve(place, origin=Origin(origin.template, origin.line, span.record, span.field))
    language = story.screen.language(span.language, place.origin) or ink.language
    style = _ROLES.get(span.role, ink.style)
    inner = evolve(ink, language=language, direction=span.direction or ink.direction, style=style)
    inlines_to_runs(span.children, parent, story, place, inner)


def _linked(
    children: tuple[Inline, ...], link: dict[str, str], parent: etree._Element, story: Story, place: Place, ink: Ink
) -> None:
    # A hyperlink cannot stand in a hyperlink: the outer one holds.
    if not link or parent.tag == w("hyperlink"):
        inlines_to_runs(children, parent, story, place, ink)
        return
    inner = add(parent, "hyperlink", history="1")
    for name, value in link.items():
        inner.set(name, value)
    inlines_to_runs(children, inner, story, place, evolve(ink, style="Hyperlink"))


def _note(note: Note, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    if place.in_note:
        story.screen.cannot_show("Word has no note inside a note; its words stand in brackets", place.origin)
        _bracketed(note, parent, story, place, ink)
        return
    id, counts = story.add_note(note, place)
    run = _run(parent, evolve(ink, style="FootnoteReference"), story)
    call = add(run, "footnoteReference")
    if not counts:
        call.set(w("customMarkFollows"), "1")
        add(run, "t").text = str(note.number)
    call.set(w("id"), str(id))
    if note.number:
        story.mark_run(run, f"note_{note.number}")


def _bracketed(note: Note, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    _put(" [", parent, story, ink)
    pending: list[Block | Inline] = list(note.blocks)
    while pending:
        part = pending.pop(0)
        if isinstance(part, BlockBase):
            pending[:0] = parts_of(part)
            _put(" ", parent, story, ink)
        else:
            inline_to_runs(part, parent, story, place, ink)
    _put("]", parent, story, ink)


def _second_call(number: int, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    raised = evolve(ink, style="FootnoteReference")
    if number in story.numbers:
        field_to_runs(f"NOTEREF note_{number} \\f \\h", str(number), parent, story, raised)
    else:
        story.screen.dangling(f"note {number}", place.origin)
        _put(str(number), parent, story, raised)


def _sign(sign: Sign, parent: etree._Element, story: Story, place: Place, ink: Ink) -> None:
    """Append a sign as a glyph, with its words beside it; in a narrow column the words are hidden text."""
    glyph = GLYPHS[sign.shape][_FILLS.index(sign.fill)]
    colour = hexadecimal(stance_colour(story.style, sign.shape.value))
    _put(glyph, parent, story, Ink(language=ink.language, direction=ink.direction, style="Sign", colour=colour))
    words = story.screen.text(sign.alt, place.origin)
    if words:
        _put(NO_BREAK_SPACE + words, parent, story, evolve(ink, hidden=place.upright))
