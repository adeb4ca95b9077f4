"""Set runs of text as slabs, a line each, and say in what room a block is set.

Knows nothing of blocks or pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from attrs import frozen

from rtop_docs.document.model import Align, Block, Inline, Origin
from rtop_docs.writers.pdf.inlines import Job, Tone
from rtop_docs.writers.pdf.lines import Box, Line, Run, Turn, boxes_of, break_lines
from rtop_docs.writers.pdf.slabs import Slab, Words
from rtop_docs.writers.style import TypeSize

CAPITAL_HEIGHT = 0.69
"""Height of a capital letter as a share of the type size; lines are centred on their capitals."""


@frozen
class Room:
    """Where blocks are set.

    width: points.  tone: of plain text.  align: of lines.  gap: space between paragraphs.  warm: the panel of what is
    not known.  depth: of lists.  inner: in a cell or a note, where headings are small and titles are plain.
    """

    width: float
    tone: Tone
    align: Align = "start"
    gap: float = 4.5
    warm: bool = False
    depth: int = 0
    inner: bool = False


class Setter(Protocol):
    """What the rooms of this package ask each other for."""

    @property
    def job(self) -> Job:
        """What is collected while the document is laid out."""
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
        self, inlines: Sequence[Inline], tone: Tone, width: float, origin: Origin, align: Align = "start"
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
    y = baseline(size)
    last = len(lines) - 1
    return [
        Slab(
            size.leading,
            marks=(Words(shift(line, width, align), y, line),),
            keep=i < last and (i == 0 or i == last - 1),
            notes=line.notes,
            origin=origin,
        )
        for i, line in enumerate(lines)
    ]


def paragraph(
    runs: Sequence[Run | Turn], size: TypeSize, width: float, origin: Origin, job: Job, align: Align = "start"
) -> list[Slab]:
    """Break `runs` into lines of `width` points and make slabs of them; a broken word is reported."""
    boxes = boxes_of(runs)
    report_broken(boxes, width, origin, job)
    return line_slabs(break_lines(boxes, width), size, width, align, origin)


def report_broken(boxes: Sequence[Box], width: float, origin: Origin, job: Job) -> None:
    """Warn of a word wider than its line, once a paragraph."""
    for box in boxes:
        if box.width > width + 0.01:
            word = "".join(piece.text for piece in box.pieces)
            shown = word if len(word) <= 40 else word[:40] + "…"
            if word:
                job.warning("V22", f"the word '{shown}' is wider than its line and was broken", origin)
            return
