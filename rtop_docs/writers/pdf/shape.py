"""Shape words: which glyphs of a face show them, how wide they are, and what is written into a page for them.

Knows nothing of lines, pages or documents; what a word looks like in a face is found once a process.
Widths are thousandths of the type size.  Shaping (kerning, ligatures, joined letters, marks) is HarfBuzz's.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import add
from typing import TypeVar

import uharfbuzz as hb

from rtop_docs.writers.pdf.fonts import FontFile

UNPAINTED = frozenset(
    "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064"
    "\u2066\u2067\u2068\u2069\ufeff" + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Characters that only steer the break of lines or the order of letters: nothing is painted for them."""

BOX = "\u25af"
"""What is painted for a character that no face has: a glyph of its own, since PDF/A forbids the font's."""

COMMON = "".join(map(chr, range(0x20, 0x7F))) + "\u2018\u2019\u201c\u201d\u2013\u2014\u2022\u2026"
"""Characters whose glyphs every embedded Latin face holds, used or not, so that most documents share its subset."""

_LIGATURES = ("fi", "fl", "ff", "ffi", "ffl", "fj", "ffj")
_SPACES = frozenset("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000")
_ESCAPES = str.maketrans({"\\": "\\\\", "(": "\\(", ")": "\\)", "\r": "\\r"})


_AROUND = 5
"""Characters before and after a part of a word at which HarfBuzz looks to join letters, as many as it keeps."""
_PLAIN: dict[str, bool] = {}
_FIGURES = {"tnum": True}
"""OpenType features beyond those that are always on: digits of one width."""


_T = TypeVar("_T")


_MARKS = r".,!?'\"()/&%+*\u2018\u2019\u201c\u201d\u2026"
_DASHES = r"\u2013\u2014-"


def _pairwise(marks: str) -> re.Pattern[str]:
    """Match words of letters and `marks` that know only their neighbours: f makes ligatures, colons rise."""
    those = rf"[A-Za-eg-z0-9{marks}]*"
    return re.compile(rf"(?=.){those}(?:f(?![bfhijklt]){those})*(?:(?<=[A-Za-z)])[:;])?")


PAIRWISE, PAIRWISE_FIGURES = _pairwise(_MARKS + _DASHES), re.compile(rf"[0-9{_MARKS}{_DASHES}]+")
"""Words that can be shaped two letters at a time in faces that say so; digits of one width mind letters among them."""
WHOLE, WHOLE_FIGURES = _pairwise(_MARKS), re.compile(rf"[0-9{_MARKS}]+")
"""Those of them in which no line breaks."""


class Glyphs:
    """A piece of text as one face shows it; the same in every document, and never changed once it is shaped.

    text: what it says.  width: thousandths of the type size.  shown: its codes, two characters of Latin-1 each, as
    they stand in a string of a page's content (``)12(`` where glyphs move together by 12 thousandths).  spaced: the
    same with a space after it.  raised: where marks leave the baseline, its pieces with their rise in thousandths.
    beyond: glyphs that the common subset lacks.  spelled: what glyphs without a character of their own say.
    actual: whether the glyphs' own texts do not spell `text`.  plain: none of the last four, and no `boxes`.
    boxes: where a line may break within, its unbreakable boxes, each of pieces (a piece a face).
    """

    __slots__ = ("face", "shown", "spaced", "text", "width")

    raised: tuple[tuple[float, str], ...] = ()
    beyond: frozenset[int] = frozenset()
    spelled: tuple[tuple[int, str], ...] = ()
    boxes: tuple[tuple[Glyphs, ...], ...] = ()
    actual = False
    plain = True

    def __init__(self, face: Face, text: str, width: float = 0.0, shown: str = "") -> None:
        self.face, self.text, self.width, self.shown = face, text, width, shown
        self.spaced = shown + face.space_code


class OddGlyphs(Glyphs):
    """Glyphs that are not plain: the few that say more of themselves than `Glyphs` has room for."""

    plain = False


def code(glyph: int) -> str:
    """Return the code of `glyph` as it stands in a string of a page's content (ISO 32000-1, 7.3.4.2)."""
    return (chr(glyph >> 8) + chr(glyph & 255)).translate(_ESCAPES)


class _Asked(dict[str, _T]):
    """Text -> what a function finds for it, asked once."""

    def __init__(self, find: Callable[[str], _T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, text: str) -> _T:
        found = self[text] = self._find(text)
        return found


class _Known(dict[int, tuple[int, int, str, str]]):
    """Glyph -> the glyph that is painted for it, its natural width in the font's units, its code, what it says."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, glyph: int) -> tuple[int, int, str, str]:
        face = self._face
        painted = glyph or face.box
        natural = int(face.font.get_glyph_h_advance(painted))
        found = self[glyph] = (painted, natural, code(painted), face.spelling.get(painted, BOX))
        return found


class Face:
    """One weight and slope of a family, ready to shape.

    common: the glyphs of `COMMON`, in every subset of the face.  spelling: glyph -> what it says by itself.
    """

    def __init__(self, file: FontFile, data: bytes) -> None:
        self.name, self.axes = file.name, file.axes
        self.hb_face = hb.Face(data)
        self.font = hb.Font(self.hb_face)
        if file.axes:
            self.font.set_variations(dict(file.axes))
        self.scale = 1000 / self.hb_face.upem
        self.points = frozenset(self.hb_face.unicodes)
        self.spelling = self._spelling()
        latin = ord("a") in self.points
        probes = (*COMMON, *_LIGATURES) if latin else (" ",)
        found = [info.codepoint for p in probes for info in self._shaped(p)[0]]
        found += [info.codepoint for p in COMMON for info in self._shaped(p, figures=True)[0]] if latin else []
        self.common = frozenset(found) - {0}
        self.space = self.font.get_nominal_glyph(0x20) or 0
        self.space_code = code(self.space)
        self.space_width = self.advance(self.space)
        self.box = self.font.get_nominal_glyph(ord(BOX)) or 0
        self._known = _Known(self)
        self.pairwise = file.pairwise
        self._pairs = {figures: self._asked(figures=figures) for figures in (False, True)}

    def has(self, character: str) -> bool:
        """Tell whether the face can show `character`, or need not."""
        return ord(character) in self.points or character in UNPAINTED or character in _SPACES

    def advance(self, glyph: int) -> float:
        """Return the width of a glyph in thousandths of the type size."""
        return float(self.font.get_glyph_h_advance(glyph) * self.scale)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """The box around all glyphs, in thousandths (OpenType, table head)."""
        head = self.hb_face.reference_table("head").data
        x1, y1, x2, y2 = (value * self.scale for value in struct.unpack(">4h", head[36:44]))
        return x1, y1, x2, y2

    def shape(self, text: str, *, rtl: bool = False, figures: bool = False) -> Glyphs:
        """Shape `text`, which no line break divides; its glyphs run from left to right, whatever its direction.

        figures: digits of one width.  A character that the face lacks is shown as `BOX`.
        """
        if self.pairwise and not rtl and (PAIRWISE_FIGURES if figures else PAIRWISE).fullmatch(text):
            return self.by_pairs(text, figures=figures)
        return self.by_harfbuzz(text, rtl=rtl, figures=figures)

    def by_pairs(self, text: str, *, figures: bool = False) -> Glyphs:
        """Shape a word of which each two neighbours look as they would alone, from what HarfBuzz said of each two."""
        begin, advance = self._pairs[figures]
        pairs = [*map(add, text, text[1:]), text[-1]]
        return Glyphs(self, text, sum(map(advance, pairs)) * self.scale, "".join(map(begin, pairs)))

    def _asked(self, *, figures: bool) -> tuple[Callable[[str], str], Callable[[str], int]]:
        """Return what tells how the first of two characters is shown before the second, and its width in font units.

        Of one character alone it tells how that is at a word's end.
        """

        def begin(pair: str) -> str:
            _, natural, code, _ = self._known[glyphs[pair[0]]]
            return self._step(code, natural, advances[pair])

        glyphs = _Asked(lambda letter: int(self._shaped(letter, figures=figures)[0][0].codepoint))
        advances = _Asked(lambda pair: int(self._shaped(pair, figures=figures)[1][0].x_advance))
        return _Asked(begin).__getitem__, advances.__getitem__

    def joined(self, letters: Sequence[str]) -> list[Glyphs]:
        """Shape the letters of a word that runs from right to left, each in the form in which it joins its neighbours.

        Letters that the face shows as one, as lam and alif, stay one.
        """
        word = "".join(letters)
        shown = {info.cluster for info in self._shaped(word, rtl=True)[0]}
        starts = [start for start in accumulate(map(len, letters[:-1])) if start in shown]
        made = []
        for begin, end in pairwise([0, *starts, len(word)]):
            around = word[max(begin - _AROUND, 0) : begin], word[end : end + _AROUND]
            made.append(self.by_harfbuzz(word[begin:end], rtl=True, around=around))
        return made

    def by_harfbuzz(
        self, text: str, *, rtl: bool = False, figures: bool = False, around: tuple[str, str] = ("", "")
    ) -> Glyphs:
        """Shape `text` as a whole.  around: what stands before and after it in its word, which it may join."""
        infos, positions = self._shaped(text, rtl=rtl, figures=figures, around=around)
        if not infos:
            return Glyphs(self, text)
        made = OddGlyphs(self, text)
        known = [self._known[info.codepoint] for info in infos]
        glyphs, natural, codes, says = zip(*known, strict=True)
        xs, ys, advances, _ = zip(*[position.position for position in positions], strict=True)
        if self.box in glyphs:  # it stands for characters of any width
            advances = tuple(n if g == self.box else a for g, n, a in zip(glyphs, natural, advances, strict=True))
        if "".join(says) != text:
            self._tell(made, glyphs, [info.cluster - len(around[0]) for info in infos], rtl=rtl)
        made.width = sum(advances) * self.scale
        if any(xs) or any(ys):
            self._place(made, glyphs, advances, list(zip(xs, ys, strict=True)))
        elif natural == advances:
            made.shown = "".join(codes)
        else:
            made.shown = "".join(map(self._step, codes, natural, advances))
        made.spaced = made.shown + self.space_code
        made.beyond = frozenset(glyphs) - self.common
        if made.beyond or made.spelled or made.actual or made.raised:
            return made
        return Glyphs(self, text, made.width, made.shown)

    def _step(self, code: str, natural: int, advance: int) -> str:
        """Return a glyph's code, and what moves the next one from its natural place."""
        return code if natural == advance else f"{code}){(natural - advance) * self.scale:g}("

    def _place(
        self, made: OddGlyphs, glyphs: Sequence[int], advances: Sequence[int], offsets: Sequence[tuple[int, int]]
    ) -> None:
        """Show glyphs of which some stand beside or above their natural places."""
        pieces = []
        for glyph, advance, (x, y) in zip(glyphs, advances, offsets, strict=True):
            _, natural, code, _ = self._known[glyph]
            before = f"){-x * self.scale:g}(" if x else ""
            pieces.append((y * self.scale, before + self._step(code, natural, advance - x)))
        made.shown = "".join(shown for _, shown in pieces)
        made.raised = tuple(pieces) if any(rise for rise, _ in pieces) else ()

    def _tell(self, made: OddGlyphs, glyphs: Sequence[int], clusters: Sequence[int], *, rtl: bool) -> None:
        """Find what glyphs without a character of their own say, and whether all spell the text."""
        ends = _cluster_ends(clusters, len(made.text))
        spelled: dict[int, str] = {}
        told: set[int] = set()
        for glyph, cluster in zip(glyphs, clusters, strict=True):
            says = "" if cluster in told else made.text[cluster : ends[cluster]]
            says = "".join(c for c in says if c not in UNPAINTED)
            told.add(cluster)
            own = self.spelling.get(glyph)
            made.actual |= (spelled.setdefault(glyph, says) != says or not says) if own is None else own != says
        made.spelled = tuple(spelled.items())
        whole = rtl and len(made.text) > 1 and self.box not in glyphs  # the structure tree says such text
        made.actual = made.actual and not whole

    def _shaped(
        self, text: str, *, rtl: bool = False, figures: bool = False, around: tuple[str, str] = ("", "")
    ) -> tuple[Sequence[hb.GlyphInfo], Sequence[hb.GlyphPosition]]:
        buffer = hb.Buffer()
        if any(around):
            before, after = around
            buffer.add_codepoints([*map(ord, before + text + after)], len(before), len(text))
        else:
            buffer.add_str(text)
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.guess_segment_properties()
        buffer.language = "und"  # the guess is the machine's language
        if not text.isascii():
            buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
            buffer.flags = hb.BufferFlags.REMOVE_DEFAULT_IGNORABLES
        hb.shape(self.font, buffer, _FIGURES if figures else _PLAIN)
        return buffer.glyph_infos, buffer.glyph_positions or ()

    def _spelling(self) -> dict[int, str]:
        """Return glyph -> its text, from the font's map of characters; forms of letters say the letters.

        A glyph of a radical (U+2E80 to U+2FD5) and of the ideograph that looks like it says the ideograph.
        """
        found: dict[int, str] = {}
        for point in sorted(self.points, key=lambda point: (0x2E80 <= point <= 0x2FD5, point)):
            character = chr(point)
            if 0xFB00 <= point <= 0xFDFF or 0xFE70 <= point <= 0xFEFC:  # ligatures and presentation forms
                character = unicodedata.normalize("NFKC", character)
            if character not in UNPAINTED:
                found.setdefault(self.font.get_nominal_glyph(point) or 0, character)
        found.pop(0, None)
        for text in _LIGATURES:
            glyphs = [info.codepoint for info in self._shaped(text)[0]]
            if len(glyphs) == 1 and glyphs[0]:
                found.setdefault(glyphs[0], text)
        for character in COMMON:
            for info in self._shaped(character, figures=True)[0]:
                found.setdefault(info.codepoint, character)
        found.pop(0, None)
        return found


def _cluster_ends(clusters: Sequence[int], length: int) -> dict[int, int]:
    """Return where the text of each cluster ends, by where it begins."""
    starts = [*sorted(set(clusters)), length]
    return dict(pairwise(starts))
