"""Turn a document's inlines into runs of text with their looks, and say what cannot be shown.

Knows nothing of lines, blocks or pages.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, assert_never

from attrs import evolve, field, frozen

from rtop_docs.diagnostics import Diagnostic, SourceSpan, error, warning
from rtop_docs.document.characters import forbidden_in
from rtop_docs.document.model import (
    Emphasis,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteReference,
    Origin,
    Reference,
    Sign,
    Span,
    Strong,
    Text,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.pdf.bidi import is_plain
from rtop_docs.writers.pdf.fonts import packages_lacking
from rtop_docs.writers.pdf.measure import Look, Run, Turn
from rtop_docs.writers.pdf.slabs import Slab
from rtop_docs.writers.pdf.tags import Strand, Tag, strand_of
from rtop_docs.writers.pdf.typeface import Typeface, Variant, typeface
from rtop_docs.writers.style import Style, TypeSize

NOTE_SIZE = 0.68
NOTE_RISE = 0.34
"""Size and rise of a note's number as shares of the type size."""

_ADDRESS = re.compile(r"(?i)(https?://|mailto:)[^\x00-\x20\x7f-\x9f\ud800-\udfff]+")
_MOST_NAMED = 5


class Tone(NamedTuple):
    """How the text of a block is set before its inlines say otherwise.

    variant: how its letters and digits are shaped.  target: of the link that it stands in.  tag: the element that it
    belongs to, None in the margins.
    """

    type: TypeSize
    colour: str
    bold: bool = False
    italic: bool = False
    variant: Variant = "words"
    target: str = ""
    tag: Tag | None = None

    def within(self, role: str, language: str = "") -> Tone:
        """Return the tone of a new element inside this one's."""
        if self.tag is None:
            return self
        tag = self.tag.add(role, language)
        return Tone(self.type, self.colour, self.bold, self.italic, self.variant, self.target, tag)  # evolve is slow


@frozen
class Job:
    """What is collected while one document is laid out.

    notes: stacks of slabs by index.  numbers: a note's printed number -> its index.  findings: diagnostics.
    labels: the document's interface words, by key.
    """

    style: Style
    notes: list[list[Slab]] = field(factory=list)
    numbers: dict[int, int] = field(factory=dict)
    findings: list[Diagnostic] = field(factory=list)
    labels: Mapping[str, str] = field(factory=dict)

    def typeface(self, tone: Tone) -> Typeface:
        """Return the typeface that `tone` asks for."""
        return typeface(self.style.fonts.pdf, tone.bold, tone.italic)

    def error(self, code: str, message: str, origin: Origin, *hints: str) -> None:
        """Note an error at `origin`."""
        self.findings.append(error(code, message + named(origin), span_of(origin), *hints))

    def warning(self, code: str, message: str, origin: Origin, *hints: str) -> None:
        """Note a warning at `origin`."""
        self.findings.append(warning(code, message + named(origin), span_of(origin), *hints))


def span_of(origin: Origin) -> SourceSpan | None:
    """Return the template's line that `origin` names, if it names one."""
    return SourceSpan(origin.template, origin.line) if origin.template else None


def named(origin: Origin) -> str:
    """Return words that name the record and field of `origin`, or nothing."""
    if not origin.record:
        return ""
    return f" (record '{origin.record}'" + (f", field '{origin.field}')" if origin.field else ")")


def is_safe(text: str, used: Typeface) -> bool:
    """Tell whether the first face shows `text` whole, from left to right, and no document is forbidden to hold it."""
    return (text.isascii() and text.isprintable()) or used.safe.fullmatch(text) is not None


def look_of(used: Typeface, tone: Tone, strand: Strand | None) -> Look:
    """Return how text set in `tone` is painted."""
    language = tone.tag.language if tone.tag is not None else ""
    return Look(used, tone.type.size, tone.colour, 0.0, tone.target, "", -1, tone.variant, strand, language)


LayNote = Callable[[Note, Tone], list[Slab]]


class Inliner(NamedTuple):
    """Makes the runs of one block.  lay_note: lays out the blocks of a footnote, called in a tone."""

    job: Job
    origin: Origin
    lay_note: LayNote

    def runs(self, inlines: Sequence[Inline], tone: Tone) -> list[Run | Turn]:
        """Return the runs of `inlines`, in order, nothing left out."""
        found: list[Run | Turn] = []
        for inline in inlines:
            if isinstance(inline, Text):  # as most are
                found += self._text(inline.text, tone)
            else:
                found += self._runs_of(inline, tone, bool(found) and _is_call(found[-1]))
        return found

    def _runs_of(self, inline: Inline, tone: Tone, after_call: bool) -> Iterable[Run | Turn]:
        match inline:
            case Text():
                return self._text(inline.text, tone)
            case Strong():
                return self.runs(inline.children, tone._replace(bold=True))
            case Emphasis():
                return self.runs(inline.children, tone._replace(italic=True))
            case Span():
                return self._span(inline, tone)
            case Link():
                return self.runs(inline.children, self._linked(inline, tone))
            case Reference():
                inner = linked(tone.within("Reference"), plain_text(inline.children))
                return self.runs(inline.children, _pointing(inner, f"#a:{inline.anchor}", self.job.style))
            case Note():
                return self._note(inline, tone, after_call)
            case NoteReference():
                return self._call(inline.number, self.job.numbers.get(inline.number, -1), tone, after_call)
            case LineBreak():
                return [Turn(self._look(tone, strand_of(tone.tag)))]
            case Sign():
                return [Run("", self._sign_look(inline, tone), inline)]
            case _:
                assert_never(inline)

    def _look(self, tone: Tone, strand: Strand | None) -> Look:
        return look_of(self.job.typeface(tone), tone, strand)

    def _sign_look(self, sign: Sign, tone: Tone) -> Look:
        """Make a figure of a sign with words; one without repeats what stands beside it and is no content."""
        if tone.tag is None or not sign.alt:
            return self._look(tone, Strand(link=tone.tag.link) if tone.tag else None)
        figure = tone.tag.add("Figure")
        figure.alt = sign.alt
        return self._look(tone, figure.strand())

    def _text(self, text: str, tone: Tone) -> list[Run | Turn]:
        if not text:
            return []
        used = self.job.typeface(tone)
        if is_safe(text, used):
            return [Run(text, look_of(used, tone, tone.tag.strand() if tone.tag is not None else None))]
        leveled = not is_plain(text)
        if leveled and tone.tag is not None:
            tone = tone.within("Span")  # its glyphs stand in the order of sight: the element says the reading order
            assert tone.tag is not None, "an element within an element"
            tone.tag.actual = text
        look = self._look(tone, strand_of(tone.tag))
        self._check(text, look.typeface)
        return [Run(text, look, leveled=leveled)]

    def _span(self, span: Span, tone: Tone) -> list[Run | Turn]:
        colours = self.job.style.colours
        if span.role == "muted":
            tone = tone._replace(colour=colours.muted)
        elif span.role == "disagreement":
            tone = tone._replace(colour=colours.warm_text)
        if span.language and tone.tag is not None and span.language != tone.tag.language:
            tone = tone.within("Span", span.language)
        inliner = self
        if span.record:
            origin = Origin(self.origin.template, self.origin.line, span.record, span.field)  # evolve is slow
            inliner = self._replace(origin=origin)
        runs = inliner.runs(span.children, tone)
        return runs if span.direction is None else self._isolated(runs, tone, rtl=span.direction == "rtl")

    def _isolated(self, runs: list[Run | Turn], tone: Tone, *, rtl: bool) -> list[Run | Turn]:
        """Keep words of a direction of their own apart from what is around them (UAX 9, 2.4.2)."""
        look = self._look(tone, strand_of(tone.tag))
        return [Run("\u2067" if rtl else "\u2066", look, leveled=rtl), *runs, Run("\u2069", look, leveled=rtl)]

    def _linked(self, link: Link, tone: Tone) -> Tone:
        if _ADDRESS.fullmatch(link.target):
            return _pointing(linked(tone, plain_text(link.children)), link.target, self.job.style)
        self.job.error(
            "V03", f"a link to '{link.target[:80]}' is not made", self.origin, "links begin with https, http or mailto"
        )
        return tone

    def _note(self, note: Note, tone: Tone, after_call: bool) -> list[Run | Turn]:
        index = len(self.job.notes)
        self.job.notes.append([])
        self.job.numbers.setdefault(note.number, index)
        called = self._call(note.number, index, tone, after_call, place=f"c:{index}", note=index)
        stack = self.lay_note(note, tone)
        if stack:
            stack[0].places = (f"n:{index}", *stack[0].places)
        inner = [n for slab in stack for n in slab.notes]
        self.job.notes[index] = stack + [slab for n in inner for slab in self.job.notes[n]]
        return called

    def _call(
        self, number: int, index: int, tone: Tone, after_call: bool, place: str = "", note: int = -1
    ) -> list[Run | Turn]:
        """Return the raised number of a note; after another one it stands apart, so that 1 2 is not read as 12."""
        target = f"#n:{index}" if index >= 0 else ""
        plain = tone._replace(bold=False, italic=False)
        apart = strand_of(tone.tag) if after_call else None
        if target:
            plain = linked(plain.within("Reference"), f"{self.job.labels.get('note', 'Note')} {number}")
        look = evolve(
            self._look(_pointing(plain, target, self.job.style), strand_of(plain.tag)),
            size=tone.type.size * NOTE_SIZE,
            rise=tone.type.size * NOTE_RISE,
            place=place,
            note=note,
        )
        call = Run(str(number), look)
        space = evolve(look, target="", place="", note=-1, strand=apart)
        return [Run("\u00a0", space), call] if after_call else [call]

    def _check(self, text: str, used: Typeface) -> None:
        forbidden = forbidden_in(text)
        seen = [c for c in dict.fromkeys(text) if not c.isspace() and c not in forbidden]
        missing = [c for c in seen if used.lacks(c)]
        family = self.job.style.fonts.pdf
        if forbidden:
            self.job.error("V01", f"no document can hold {_names(forbidden)}", self.origin, "remove it from the record")
        if missing:
            hints = [f"pip install '{package}'" for package in packages_lacking(family)]
            self.job.error("V20", f"the font {family} cannot show {_names(missing)}", self.origin, *hints)


def _pointing(tone: Tone, target: str, style: Style) -> Tone:
    return tone._replace(target=target, colour=style.colours.accent) if target else tone


def linked(tone: Tone, words: str) -> Tone:
    """Return the tone of a link that says `words`."""
    inner = tone.within("Link")
    if inner.tag is not None:
        inner.tag.words = words
    return inner


def _is_call(run: Run | Turn) -> bool:
    return isinstance(run, Run) and run.look.rise > 0


def _names(characters: Sequence[str]) -> str:
    named = ", ".join(map(character_name, characters[:_MOST_NAMED]))
    rest = len(characters) - _MOST_NAMED
    return f"{named} and {rest} more" if rest > 0 else named


def character_name(character: str) -> str:
    """Return a name such as ``'中' (U+4E2D CJK UNIFIED IDEOGRAPH-4E2D)``; what cannot be printed is not."""
    name = unicodedata.name(character, "a character without a name")
    shown = f"'{character}' " if character.isprintable() else ""
    return f"{shown}(U+{ord(character):04X} {name})"
