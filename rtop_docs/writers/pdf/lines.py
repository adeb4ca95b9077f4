"""Break runs of words into lines.

Knows nothing of documents or pages: words come in with their looks, lines come out with their widths in points.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from rtop_docs.document.model import Sign
from rtop_docs.writers.pdf.fonts import Face
from rtop_docs.writers.pdf.tags import Strand

EPSILON = 1e-6
SIGN_WIDTH = 0.92
"""Width of a sign as a share of the type size."""


@frozen
class Look:
    """How a run of text is painted.

    size: points.  colour: ``#RRGGBB``.  rise: points above the baseline.  target: "" or where a click leads: an
    address, or ``#`` and the name of a place in the file.  place: a name that links can lead to.
    note: index of the footnote that is called here, -1 for none.  capitals: capital letters are painted for small
    ones; the text that is copied from the page stays as it is.  strand: what it belongs to in the structure tree;
    None in the margins.
    """

    face: Face
    size: float
    colour: str
    rise: float = 0.0
    target: str = ""
    place: str = ""
    note: int = -1
    capitals: bool = False
    strand: Strand | None = None

    def painted(self, text: str) -> str:
        """Return the characters whose glyphs are painted for `text`, one for each."""
        return "".join(c.upper() if len(c.upper()) == 1 else c for c in text) if self.capitals else text


@frozen
class Run:
    """Text of one look, or a sign."""

    text: str
    look: Look
    sign: Sign | None = None


@frozen
class Turn:
    """A forced line break."""


@frozen
class Fragment:
    """A run at its place in a line: x and width in points from the line's start."""

    x: float
    width: float
    run: Run


@frozen
class Line:
    """One line.  width: what is painted, without the space at its end."""

    fragments: tuple[Fragment, ...]
    width: float

    @property
    def notes(self) -> tuple[int, ...]:
        """Indices of the footnotes called in the line."""
        return tuple(f.run.look.note for f in self.fragments if f.run.look.note >= 0)


@frozen
class Box:
    """What no line break may divide.  space: the run of white space before it, None where a line may break without."""

    pieces: tuple[Run, ...]
    width: float
    space: Run | None = None
    turn: bool = False


_PARTS = re.compile(r"[^\S\u00a0\u2007\u202f]+|[\S\u00a0\u2007\u202f]+")
_HYPHEN = re.compile(r"(?<=[^\W\d_][^\W\d_]-)(?=[^\W\d_]{2})|(?<=[^\W\d_][–—])(?=[^\W\d_])")
_ADDRESS = re.compile(r"(?<=[/?&=_.-])(?=[^/?&=_.\s-])")


def run_width(run: Run) -> float:
    """Return the width of `run` in points."""
    if run.sign is not None:
        return SIGN_WIDTH * run.look.size
    return run.look.face.width(run.look.painted(run.text)) * run.look.size / 1000


def boxes_of(runs: Sequence[Run | Turn]) -> tuple[Box, ...]:
    """Cut `runs` at the places where a line may break.

    White space breaks, except U+00A0, U+2007 and U+202F; a hyphen breaks between words of letters alone, so
    that symbols such as A/RES/63/308 and S/2014-1 stay whole; addresses (``https://...``) break after marks.  A sign
    stays with the word after it.
    """
    found: list[Box] = []
    pieces: list[Run] = []
    space: Run | None = None

    def close() -> None:
        nonlocal space
        if pieces:
            found.append(Box(tuple(pieces), sum(map(run_width, pieces)), space))
            pieces.clear()
            space = None

    for run in runs:
        if isinstance(run, Turn):
            close()
            found.append(Box((), 0.0, None, turn=True))
            space = None
        elif run.sign is not None:
            pieces.append(run)
        else:
            for part in _PARTS.findall(run.text):
                if part.isspace() and part[0] not in "\u00a0\u2007\u202f":
                    if pieces and pieces[-1].sign is not None:
                        pieces.append(Run("\u00a0", run.look))
                        continue
                    close()
                    space = Run(" ", run.look)
                    continue
                for index, piece in enumerate(_unbroken(part)):
                    if index:
                        close()
                    pieces.append(Run(piece, run.look))
    close()
    return tuple(found)


def _unbroken(word: str) -> Iterator[str]:
    """Yield the parts of `word` between which a line may break."""
    if "\u200b" in word:
        for part in word.split("\u200b"):
            if part:
                yield from _unbroken(part)
    elif "://" in word:
        yield from _ADDRESS.split(word)
    elif "/" not in word and ("-" in word or "–" in word or "—" in word) and not any(map(str.isdigit, word)):
        yield from _HYPHEN.split(word)
    else:
        yield word


def content_widths(boxes: Sequence[Box]) -> tuple[float, float]:
    """Return the widths in points that `boxes` need at least (the widest of them) and at most (all in one line)."""
    least = most = line = 0.0
    for box in boxes:
        if box.turn:
            line = 0.0
            continue
        least = max(least, box.width)
        line += box.width + (run_width(box.space) if box.space and line else 0.0)
        most = max(most, line)
    return least, most


def break_lines(boxes: Sequence[Box], width: float) -> tuple[Line, ...]:
    """Fill lines greedily with `boxes`; a box wider than a line is broken between characters.

    width: points, > 0.  Returns at least one line unless `boxes` is empty.  The time is linear in the text.
    """
    lines: list[Line] = []
    current: list[Run] = []
    x = 0.0
    for box in boxes:
        if box.turn:
            if current:
                current.append(Run(" ", evolve(current[-1].look, target="", place="", note=-1)))
            lines.append(_line(current))
            current, x = [], 0.0
            continue
        gap = run_width(box.space) if box.space and current else 0.0
        if current and x + gap + box.width > width + EPSILON:
            if box.space:
                current.append(box.space)  # the space at a line's end is kept: copied text needs it
            lines.append(_line(current))
            current, x, gap = [], 0.0, 0.0
        elif box.space and current:
            current.append(box.space)
        if box.width > width + EPSILON:
            *full, current = _broken(box.pieces, width)
            lines.extend(map(_line, full))
            x = sum(map(run_width, current))
        else:
            current.extend(box.pieces)
            x += gap + box.width
    if current:
        lines.append(_line(current))
    return tuple(lines)


def _broken(pieces: Sequence[Run], width: float) -> list[list[Run]]:
    """Cut `pieces` into lines of at most `width` points, each with one character or sign at least."""
    lines: list[list[Run]] = [[]]
    x = 0.0
    for piece in pieces:
        if piece.sign is not None:
            x = _room(lines, x, run_width(piece), width)
            lines[-1].append(piece)
            continue
        start = 0
        scale = piece.look.size / 1000
        for index, character in enumerate(piece.look.painted(piece.text)):
            advance = piece.look.face.character_width(character) * scale
            begun = bool(lines[-1]) or index > start
            if begun and x + advance > width + EPSILON and not unicodedata.combining(character):
                if index > start:
                    lines[-1].append(Run(piece.text[start:index], piece.look))
                lines.append([])
                start, x = index, 0.0
            x += advance
        if start < len(piece.text):
            lines[-1].append(Run(piece.text[start:], piece.look))
    return lines


def _room(lines: list[list[Run]], x: float, advance: float, width: float) -> float:
    """Begin a line where `advance` no longer fits; return x after it."""
    if lines[-1] and x + advance > width + EPSILON:
        lines.append([])
        return advance
    return x + advance


def _alike(one: Look, other: Look) -> bool:
    """Tell whether two looks are equal; mostly they are the same, which costs less to find."""
    return one is other or one == other


def _line(runs: Sequence[Run]) -> Line:
    """Join neighbours of one look and give each its place."""
    fragments: list[Fragment] = []
    x = end = 0.0
    index = 0
    while index < len(runs):
        run = runs[index]
        index += 1
        if run.sign is None:
            texts = [run.text]
            look = run.look
            while index < len(runs) and runs[index].sign is None and _alike(runs[index].look, look):
                texts.append(runs[index].text)
                index += 1
            run = run if len(texts) == 1 else Run("".join(texts), run.look)
        width = run_width(run) if run.sign else run.look.face.measure(run.look.painted(run.text)) * run.look.size / 1000
        fragments.append(Fragment(x, width, run))
        if run.sign or not run.text.isspace():
            blank = len(run.text) - len(run.text.rstrip(" "))
            end = x + width - blank * run.look.face.width(" ") * run.look.size / 1000
        x += width
    return Line(tuple(fragments), end)
