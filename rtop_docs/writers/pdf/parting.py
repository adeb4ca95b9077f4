"""Part words: at a hyphen where a line would be left short, between letters where nothing else helps.

Knows measured text; nothing of lines but the room that is left in one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from attrs import evolve

from rtop_docs.writers.pdf.hyphens import points
from rtop_docs.writers.pdf.measure import Look, Measured, Stretch
from rtop_docs.writers.pdf.shape import UNPAINTED, Glyphs

EPSILON = 1e-6


def parted_before(text: Measured, box: int, room: float) -> Measured | None:
    """Part the word of `box` so that its first part and a hyphen fit into `room`; None where it cannot be parted."""
    word = partable(text, box)
    if word is None:
        return None
    glyphs, look = word
    scale = look.size / 1000
    for point in reversed(points(glyphs.text, look.language)):
        head = look.table[glyphs.text[:point]]
        if (head.width + look.typeface.hyphen.width) * scale <= room + EPSILON:
            return with_hyphen(text, box, head, look.table[glyphs.text[point:]])
    return None


def partable(text: Measured, box: int) -> tuple[Glyphs, Look] | None:
    """Return the first word of `box` with its look, if it can be parted at all: plain text that reads to the right.

    A part of a compound is not: the compound has its hyphen.
    """
    piece = text.first[box]
    inside = box > 0 and not text.gaps[box - 1] and box not in text.forced
    if inside or piece >= len(text.glyphs):
        return None
    stretch = text.stretch_of(piece)
    if stretch.alone or stretch.level or not stretch.look.language:
        return None
    return text.glyphs[piece], stretch.look


def with_hyphen(text: Measured, box: int, head: Glyphs, tail: Glyphs) -> Measured:
    """Return `text` with two boxes in the place of one: `head` with a hyphen, and `tail` with what followed."""
    piece = text.first[box]
    look = text.stretch_of(piece).look
    scale, hyphen = look.size / 1000, look.typeface.hyphen
    made = text.copied()
    rest = text.widths[box] - text.glyphs[piece].width * scale
    white = text.advances[piece] - text.glyphs[piece].width * scale
    made.widths[box : box + 1] = [(head.width + hyphen.width) * scale, tail.width * scale + rest]
    made.gaps[box : box + 1] = [0.0, text.gaps[box]]
    made.first[box + 1 :] = [piece + 2, *(p + 2 for p in text.first[box + 1 :])]
    made.glyphs[piece : piece + 1] = [head, hyphen, tail]
    spaced = text.shown[piece] is not text.glyphs[piece].shown
    made.shown[piece : piece + 1] = [head.shown, hyphen.shown, tail.spaced if spaced else tail.shown]
    made.advances[piece : piece + 1] = [head.width * scale, hyphen.width * scale, tail.width * scale + white]
    made.forced = {b + (b > box) for b in text.forced}
    made.odd = True
    index = bisect_right(text.starts, piece)
    made.starts[index:] = [piece + 1, piece + 2, *(s + 2 for s in text.starts[index:])]
    whole = text.stretches[index - 1]
    made.stretches[index:index] = [evolve(whole, alone=True), whole]
    return made


def broken(text: Measured, width: float) -> Measured:
    """Return `text` with a box for each letter of a box wider than a line, its marks with it."""
    made = Measured(text.base)
    made.leveled = text.leveled
    for box, wide in enumerate(w > width + EPSILON for w in text.widths):
        if box in text.forced:
            made.forced.add(len(made.widths))
        made.close()
        pieces = text.pieces_of(box)
        if not pieces:
            made.box()
        for piece in pieces:
            _replay(made, text.glyphs[piece], text.stretch_of(piece), wide=wide)
        if text.gaps[box]:
            last = text.stretch_of(pieces[-1])
            made.white(last.look, last.level)
    return made


def _replay(made: Measured, glyphs: Glyphs, stretch: Stretch, *, wide: bool) -> None:
    look, level = stretch.look, stretch.level
    if stretch.sign is not None:
        if wide:
            made.close()
        made.sign(stretch.sign, look, level)
    elif wide:
        parts = letters(glyphs.text)
        joined = glyphs.face.joined(parts) if level & 1 else [look.table[letter] for letter in parts]
        for letter in joined:
            made.close()
            made.word(letter, look, level)
    elif glyphs.text:
        made.piece(glyphs, look, level)


def letters(text: str) -> list[str]:
    """Cut `text` before every character that is no mark on the one before it."""
    found: list[str] = []
    for character in text:
        if found and (unicodedata.combining(character) or character in UNPAINTED):
            found[-1] += character
        else:
            found.append(character)
    return found
