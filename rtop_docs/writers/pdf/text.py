"""Set runs of text as slabs, a line each, and say in what room a block is set.

Knows nothing of blocks or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rtop_docs.document.model import Align, Block, Inline, Origin, TextDirection
from rtop_docs.writers.pdf.inlines import Job, Tone
from rtop_docs.writers.pdf.lines import RAGGED, Line, Setting, break_lines, phrase_line
from rtop_docs.writers.pdf.measure import Measured, Run, Turn, measured
from rtop_docs.writers.pdf.slabs import Slab, Words
from rtop_docs.writers.style import TypeSize

CAPITAL_HEIGHT = 0.69
"""Height of a capital letter as a share of the type size; lines are centred on their capitals."""


LONGEST_LINE = 4.0
"""Characters to each type size of a line's width, of which no line that is worth trying has more."""


class Room(NamedTuple):
    """Where blocks are set.

    width: points.  tone: of plain text.  align: of lines.  gap: space between paragraphs.  warm: the panel of what is
    not known.  depth: of lists.  inner: in a cell or a note, where headings are small and titles are plain.
    direction: of what is set; "start" is where it begins.  setting: how running text fills its lines.
    """

    width: float
    tone: Tone
    align: Align = "start"
    gap: float = 4.5
    warm: bool = False
    depth: int = 0
    inner: bool = False
    direction: TextDirection = "ltr"
    setting: Setting = RAGGED


class Setter(Protocol):
    """What the rooms of this package ask each other for."""

    @property
    def job(self) -> Job:
        """What is collected while the document is laid out."""
        ...

    @property
    def direction(self) -> TextDirection:
        """The document's direction."""
        ...

    @property
    def margins(self) -> dict[tuple[str, Tone, float], tuple[Line, ...]]:
        """The lines of the margins made so far, by text, tone and width."""
        ...

    @property
    def page_height(self) -> float:
        """Height of a page's body in points."""
        ...

    def flow(self, blocks: Sequence[Block], room: Room) -> list[Slab]:
        """Lay out `blocks` below each other."""
        ...

    def runs(self, inlines: Sequence[Inline], tone: Tone, origin: Origin) -> list[Run | Turn]:
        """Return the runs of `inlines`."""
        ...

    def set(
        self, inlines: Sequence[Inline], tone: Tone, width: float, origin: Origin, direction: TextDirection = "ltr"
    ) -> list[Slab]:
        """Set `inlines` as a paragraph of its own."""
        ...


def baseline(size: TypeSize) -> float:
    """Return how far below the top of its slab the baseline of a line stands, in points."""
    return (size.leading + CAPITAL_HEIGHT * size.size) / 2


def shift(line: Line, width: float, align: Align) -> float:
    """Return how far `line` begins from the left of its column."""
    if align == "start":
        return 0.0
    free = max(width - line.width, 0.0)
    return free if align == "end" else free / 2


def line_slabs(lines: Sequence[Line], size: TypeSize, width: float, align: Align, origin: Origin) -> list[Slab]:
    """Make a slab of each line; none of the first two and the last two stands alone on a page."""
    y, leading = baseline(size), size.leading
    slabs = []
    for line in lines:
        x = shift(line, width, align) if align != "start" else 0.0
        slabs.append(Slab(leading, (Words(x, y, line),), notes=line.notes, origin=origin))
    if len(slabs) > 1:
        slabs[0].keep = slabs[-2].keep = True
    return slabs


def paragraph(
    runs: Sequence[Run | Turn], size: TypeSize, room: Room, origin: Origin, job: Job, setting: Setting = RAGGED
) -> list[Slab]:
    """Break `runs` into lines as wide as `room` and make slabs of them; a broken word is reported."""
    line = only_line(runs, room.width, room.direction)
    if line is not None:
        return line_slabs([line], size, room.width, room.align, origin)
    text = measured(runs, room.direction)
    report_broken(text, room.width, origin, job)
    return line_slabs(break_lines(text, room.width, setting), size, room.width, room.align, origin)


def only_line(runs: Sequence[Run | Turn], width: float, direction: TextDirection) -> Line | None:
    """Return the line of one run of plain words that fits into one line; None for others."""
    run = runs[0] if len(runs) == 1 and direction == "ltr" else None
    if not isinstance(run, Run) or run.sign is not None or run.leveled or run.look.note >= 0:
        return None
    look = run.look
    if len(run.text) * look.size > LONGEST_LINE * width:
        return None
    phrase = look.typeface.phrase(run.text, look.variant)
    return phrase_line(phrase, look, width) if phrase is not None else None


def report_broken(text: Measured, width: float, origin: Origin, job: Job) -> None:
    """Warn of a word wider than its line, once a paragraph."""
    if max(text.widths, default=0.0) <= width + 0.01:
        return
    box = next(i for i, w in enumerate(text.widths) if w > width + 0.01)
    pieces = text.pieces_of(box)
    word = text.text(pieces.start, pieces.stop).strip()
    if word:
        shown = word if len(word) <= 40 else word[:40] + "…"
        job.warning("V22", f"the word '{shown}' is wider than its line and was broken", origin)
