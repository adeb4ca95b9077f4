"""Inlines as runs of a paragraph.

Knows the inlines of the document model; a note's blocks are put aside in the story.
"""

from __future__ import annotations

import re
from typing import assert_never

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
from rtop_docs.writers.docx.elements import WordParagraph
from rtop_docs.writers.docx.ink import Ink, bold, coloured, hidden, italic, spoken, styled
from rtop_docs.writers.docx.markup import escaped
from rtop_docs.writers.docx.place import Place
from rtop_docs.writers.docx.story import Story
from rtop_docs.writers.docx.styles import LINKED, REFERRED

NO_BREAK_SPACE = "\u00a0"
_BLANKS = re.compile(" {2,}")

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


def text_markup(text: str, base: Ink) -> str:
    """Return a run of plain text."""
    return f"{base.text}{escaped(text)}</w:t></w:r>"


def field_markup(instruction: str, shown: str, base: Ink) -> str:
    """Return a field; `instruction` is this package's own text, never a document's."""
    return field_opening(instruction, base) + text_markup(shown, base) + field_end(base)


def field_opening(instruction: str, base: Ink) -> str:
    """Return the beginning of a field, up to its shown text."""
    run = base.opening
    code = f'<w:instrText xml:space="preserve"> {escaped(instruction)} </w:instrText>'
    begin, separate = ('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="separate"/>')
    return f"{run}{begin}</w:r>{run}{code}</w:r>{run}{separate}</w:r>"


def field_end(base: Ink) -> str:
    """Return the end of a field."""
    return f'{base.opening}<w:fldChar w:fldCharType="end"/></w:r>'


class Runs:
    """Writes inlines into one paragraph.

    origin: of the words, for findings and for words that came from a record of their own; traced: these get a
    bookmark around them.
    """

    def __init__(self, to: WordParagraph, story: Story, place: Place, origin: Origin, *, traced: bool = True) -> None:
        self.to = to
        self.story = story
        self.place = place
        self.origin = origin
        self._traced = traced
        self._span_around: Span | None = None
        self._linked = self._signed = False

    def _here(self) -> Origin:
        """Return where the words come from that are being written."""
        span = self._span_around
        origin = self.origin
        return origin if span is None else Origin(origin.template, origin.line, span.record, span.field)

    def inlines(self, inlines: tuple[Inline, ...], base: Ink) -> None:
        """Append `inlines`."""
        words, pieces, begin = self.to.words, self.to.pieces, base.text
        for inline in inlines:
            if not isinstance(inline, Text):
                self._inline(inline, base, len(inlines) == 1)
            elif shown := self._shown(inline.text):
                if self._signed:
                    shown = shown if shown[0].isspace() else " " + shown
                    self._signed = False
                words.append(shown)
                pieces.append(f"{begin}{shown}</w:t></w:r>")

    def text(self, text: str, base: Ink) -> None:
        """Append plain text."""
        self.inlines((Text(text),), base)

    def _shown(self, text: str) -> str:
        """Return plain text as markup; room made of blanks is one wide blank, which a screen reader passes over."""
        if not text.isprintable():
            text = self.story.screen.text(text, self._here())
        if "  " in text:
            text = _BLANKS.sub("\u2003", text)
        return escaped(text) if "&" in text or "<" in text or ">" in text else text

    def tab(self, base: Ink) -> None:
        """Append a tab."""
        self.to.pieces.append(f"{base.opening}<w:tab/></w:r>")

    def _inline(self, inline: Inline, base: Ink, alone: bool) -> None:
        match inline:
            case Span():
                self._span(inline, base, alone)
            case Emphasis():
                self.inlines(inline.children, italic(base))
            case Strong():
                self.inlines(inline.children, bold(base))
            case Sign():
                self._sign(inline, base)
            case Note():
                self._note(inline, base)
            case NoteReference():
                self._second_call(inline.number, base)
            case Link():
                self._link(inline, base)
            case Reference():
                self.reference(inline.anchor, inline.children, base, styled(base, REFERRED))
            case LineBreak():
                self.to.words.append("\n")
                self.to.pieces.append(f"{base.opening}<w:br/></w:r>")
            case Text():
                self.text(inline.text, base)
            case _:
                assert_never(inline)

    def _span(self, span: Span, base: Ink, alone: bool) -> None:
        """Append words with a language, role or origin of their own; alone: they are all that stands there."""
        language, rtl = base.language, base.rtl
        if span.language and span.language != language:
            language = self.story.screen.language(span.language, self._here()) or language
        if span.direction:
            rtl = span.direction == "rtl"
        if language != base.language or rtl != base.rtl:
            base = spoken(base, language, rtl)
        if span.role in _ROLES:
            base = styled(base, _ROLES[span.role])
        if not span.record:
            self.inlines(span.children, base)
            return
        around, self._span_around = self._span_around, span
        # words that are all there is of their block are in its own bookmark already
        if not self._traced or (alone and span.record == self.origin.record and span.field == self.origin.field):
            self.inlines(span.children, base)
        else:
            self._marked(span, base)
        self._span_around = around

    def _marked(self, span: Span, base: Ink) -> None:
        """Append words that came from a record, with a bookmark around them."""
        to = self.to
        sent = self.story.came_from(span.record, span.field, inline=True)
        name, begin, end = self.story.bookmark()
        first = len(to.words)
        to.pieces.append(begin)
        self.inlines(span.children, base)
        to.pieces.append(end)
        sent.texts.append((name, "".join(to.words[first:])))

    # -- links ------------------------------------------------------------------------------------

    def _link(self, link: Link, base: Ink) -> None:
        address = self.story.screen.target(link.target, self._here())
        named = f'r:id="{self.story.links.link(address)}"' if address else ""
        self._within(named, link.children, base, styled(base, LINKED))

    def reference(self, anchor: str, children: tuple[Inline, ...], base: Ink, linked: Ink) -> None:
        """Append a link to the block at `anchor`, in `linked`; its words alone, in `base`, where there is none."""
        if anchor in self.story.missing:
            self.story.screen.dangling(anchor, self._here())
            self.inlines(children, base)
            return
        self._within(f'w:anchor="{self.story.anchor(anchor)}"', children, base, linked)

    def _within(self, named: str, children: tuple[Inline, ...], base: Ink, linked: Ink) -> None:
        if not named or self._linked:  # a hyperlink cannot stand in a hyperlink: the outer one holds
            self.inlines(children, base)
            return
        self._linked = True
        self.to.pieces.append(f'<w:hyperlink {named} w:history="1">')
        self.inlines(children, linked)
        self.to.pieces.append("</w:hyperlink>")
        self._linked = False

    # -- notes ------------------------------------------------------------------------------------

    def _note(self, note: Note, base: Ink) -> None:
        if self.place.in_note:
            self.story.screen.cannot_show("Word has no note inside a note; its words stand in brackets", self._here())
            self._bracketed(note, base)
            return
        id, counts = self.story.add_note(note, self.origin)
        begin, end = self.story.mark_call(note.number)
        own = "" if counts else ' w:customMarkFollows="1"'
        number = "" if counts else f"<w:t>{note.number}</w:t>"
        run = styled(base, "FootnoteReference").opening
        self.to.pieces.append(f'{begin}{run}<w:footnoteReference{own} w:id="{id}"/>{number}</w:r>{end}')

    def _bracketed(self, note: Note, base: Ink) -> None:
        self.text(" [", base)
        pending: list[Block | Inline] = list(note.blocks)
        while pending:
            part = pending.pop(0)
            if isinstance(part, BlockBase):
                pending[:0] = parts_of(part)
                self.text(" ", base)
            else:
                self.inlines((part,), base)
        self.text("]", base)

    def _second_call(self, number: int, base: Ink) -> None:
        raised = styled(base, "FootnoteReference")
        name = self.story.numbers.get(number)
        if name:
            self.to.pieces.append(field_markup(f"NOTEREF {name} \\f \\h", str(number), raised))
        else:
            self.story.screen.dangling(f"note {number}", self._here())
            self.text(str(number), raised)

    # -- signs ------------------------------------------------------------------------------------

    def _sign(self, sign: Sign, base: Ink) -> None:
        """Append a sign as a glyph, with its words beside it; in a narrow column the words are hidden text.

        They are words like all others here: a blank parts them from what stands before and after them.
        """
        if self.to.words and not self.to.words[-1][-1:].isspace():
            self.text(" ", base)
        colour = self.story.reference.sign_colours[sign.shape.value]
        self.text(GLYPHS[sign.shape][_FILLS.index(sign.fill)], coloured(base, "Sign", colour))
        if sign.alt:
            shown = NO_BREAK_SPACE + self._shown(sign.alt)
            self.to.words.append(shown)
            self.to.pieces.append(f"{(hidden(base) if self.place.upright else base).text}{shown}</w:t></w:r>")
            self._signed = True
