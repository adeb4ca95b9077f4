"""The words of a sheet as any engine might be given them: a title, paragraphs, a table, quotations.

Knows no engine, and no model of a document.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from attrs import frozen

from tests.bench.prose import Prose

Weight = Literal["", "bold", "italic"]
Run = tuple[str, Weight]

PARAGRAPHS, QUOTATIONS, ROWS = 8, 3, 10
HEAD = ("Place", "Question", "What was said", "Number")


@frozen
class SheetText:
    """One sheet.  paragraphs: each a tuple of runs.  rows: of as many cells as the head."""

    title: str
    paragraphs: tuple[tuple[Run, ...], ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    quotations: tuple[str, ...]

    def blocks(self) -> Iterator[tuple[str, object]]:
        """Yield what stands below the title, kind and content: half the text, the table, the rest, the quotations."""
        half = len(self.paragraphs) // 2
        yield from (("paragraph", runs) for runs in self.paragraphs[:half])
        yield "table", (self.head, self.rows)
        yield from (("paragraph", runs) for runs in self.paragraphs[half:])
        yield from (("quotation", words) for words in self.quotations)

    def pieces(self) -> Iterator[str]:
        """Yield the words in the order in which they are read, a block or a cell at a time."""
        yield self.title
        for kind, content in self.blocks():
            match kind, content:
                case "paragraph", runs:
                    yield "".join(words for words, _ in runs)
                case "table", (head, rows):
                    yield from (cell for row in (head, *rows) for cell in row)
                case _:
                    yield str(content)


def sheet_text(seed: int, *, paragraphs: int = PARAGRAPHS) -> SheetText:
    """Return the sheet of `seed`: with eight paragraphs it fills one page and a part of the next."""
    prose, chance = Prose(seed), random.Random(f"sheet {seed}")
    return SheetText(
        title=prose.title(),
        paragraphs=tuple(_runs(" ".join(prose.paragraph(62)), chance) for _ in range(paragraphs)),
        head=HEAD,
        rows=tuple(_row(prose) for _ in range(ROWS)),
        quotations=tuple(f"“{' '.join(prose.paragraph(32))}”" for _ in range(QUOTATIONS)),
    )


def _row(prose: Prose) -> tuple[str, ...]:
    return prose.name(), prose.phrase(), prose.remark(), prose.number()


def _runs(text: str, chance: random.Random) -> tuple[Run, ...]:
    """Part `text` into five runs, of which one is bold and one italic, each of two to four words."""
    words = text.split(" ")
    cuts = sorted(int((chance.random() + i) / 2 * (len(words) - 12)) + 2 for i in (0, 1))
    bold, italic = (cuts[0], cuts[0] + 2 + int(chance.random() * 3)), (cuts[1] + 5, cuts[1] + 8)
    ends = (0, *bold, *italic, len(words))
    weights: tuple[Weight, ...] = ("", "bold", "", "italic", "")
    parts = [" ".join(words[a:b]) for a, b in pairwise(ends)]
    spaced = [part + (" " if i < len(parts) - 1 else "") for i, part in enumerate(parts)]
    return tuple(zip(spaced, weights, strict=True))
