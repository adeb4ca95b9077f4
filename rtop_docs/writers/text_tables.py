"""A table as aligned columns, or as records where its columns do not fit the width.

Knows tables; what stands in a cell is written by whoever calls.
"""

from __future__ import annotations

from collections.abc import Callable

from rtop_docs.document.model import (
    Block,
    Document,
    Fill,
    Origin,
    Row,
    Shape,
    Sign,
    Table,
)
from rtop_docs.document.walk import inlines_in
from rtop_docs.writers.lines import columns_of, wrapped
from rtop_docs.writers.screen import Screen
from rtop_docs.writers.words import Slot, grid, holds_signs, label

CellLines = Callable[[tuple[Block, ...], int, Origin, "dict[Sign, str] | None"], list[str]]

_GAP = 2
_UNBOUNDED = 100_000
_LEAST = 8  # columns that a column of words keeps; narrower ones read worse than records

_LETTERS = {
    Shape.FOR: "F",
    Shape.AGAINST: "A",
    Shape.RESERVED: "R",
    Shape.CONDITIONAL: "C",
    Shape.TOLD: "T",
    Shape.SOURCES_DIFFER: "X",
    Shape.NOT_NAMED: ".",
    Shape.NOT_READ: "?",
    Shape.DID_NOT_SPEAK: "-",
    Shape.WITHHELD: "_",
}


def code_of(sign: Sign) -> str:
    """Return the letter of a sign: a capital where its fill is full, else small, in brackets for an outline."""
    letter = _LETTERS[sign.shape]
    match sign.fill:
        case Fill.FULL:
            return letter
        case Fill.HALF:
            return letter.lower()
        case Fill.OUTLINE:
            return f"({letter.lower()})" if letter.isalpha() else letter


def table_to_lines(table: Table, document: Document, screen: Screen, width: int, cell_lines: CellLines) -> list[str]:
    """Return `table` as lines of at most `width` columns, where its words allow."""
    return _TableText(table, document, screen, width, cell_lines).lines()


class _TableText:
    """One table in the making."""

    def __init__(self, table: Table, document: Document, screen: Screen, width: int, cell_lines: CellLines) -> None:
        self.table = table
        self.document = document
        self.screen = screen
        self.width = width
        self.cell_lines = cell_lines
        self.count = len(table.columns)
        self.head = grid(table.head, self.count)
        self.body = grid(table.body, self.count)
        self.upright = any(holds_signs(table, column) for column in range(self.count))
        self.codes = _codes(table) if self.upright else None
        self.written: dict[tuple[int, int], list[str]] = {}

    def lines(self) -> list[str]:
        """Return columns if they fit, with legends for what they abbreviate; records otherwise."""
        widths = self._widths()
        if not widths:
            return self._records()
        lines = self._columns(widths)
        if self.upright:
            lines += self._legends()
        return lines

    def _columns(self, widths: list[int]) -> list[str]:
        lines: list[str] = []
        for slots in self.head:
            lines += self._row(slots, widths, head=True)
        if self.head:
            lines.append((" " * _GAP).join("-" * width for width in widths))
        spacious = any(len(self._row(slots, widths)) > 1 for slots in self.body) and not self.upright
        for number, (row, slots) in enumerate(zip(self.table.body, self.body, strict=True)):
            if number and (spacious or row.role == "group"):
                lines.append("")
            lines += self._row(slots, widths)
        return lines

    def _row(self, slots: tuple[Slot, ...], widths: list[int], head: bool = False) -> list[str]:
        cells = []
        for slot in slots:
            width = sum(widths[slot.column : slot.column + slot.width]) + _GAP * (slot.width - 1)
            found = [] if slot.covered or slot.cell is None else self._cell(slot, width, head)
            cells.append([_aligned(line, width, self._align(slot)) for line in found] or [" " * width])
        height = max(map(len, cells), default=0)
        sizes = [columns_of(cell[0]) for cell in cells]
        filled = [cell + [" " * size] * (height - len(cell)) for cell, size in zip(cells, sizes, strict=True)]
        return [(" " * _GAP).join(pieces).rstrip() for pieces in zip(*filled, strict=True)]

    def _cell(self, slot: Slot, width: int, head: bool) -> list[str]:
        """Return a cell's lines at `width`; the head of a narrow column is its number, told in the legend."""
        cell = slot.cell
        assert cell is not None
        if head and self._numbered(slot):
            return [str(self._number(slot))]
        key = (id(cell), width)
        if key not in self.written:
            self.written[key] = self.cell_lines(cell.blocks, width, cell.origin, self.codes)
        return self.written[key]

    def _numbered(self, slot: Slot) -> bool:
        return slot.width == 1 and slot.column < self.count and holds_signs(self.table, slot.column)

    def _number(self, slot: Slot) -> int:
        return sum(holds_signs(self.table, column) for column in range(slot.column + 1))

    def _align(self, slot: Slot) -> str:
        cell = slot.cell
        own = cell.align if cell else None
        column = self.table.columns[slot.column] if slot.column < self.count and slot.width == 1 else None
        return own or (column.align if column else "start")

    # -- widths ---------------------------------------------------------------------------------

    def _widths(self) -> list[int]:
        """Return the width of each column, or none when the words do not fit or a row is too long."""
        if not self.count or any(slot.column >= self.count for slots in (*self.head, *self.body) for slot in slots):
            return []
        wanted, least = [1] * self.count, [1] * self.count
        for slots, head in [(s, True) for s in self.head] + [(s, False) for s in self.body]:
            for slot in slots:
                if slot.width == 1 and slot.cell is not None and not slot.covered:
                    line, word = self._needs(slot, head)
                    wanted[slot.column] = max(wanted[slot.column], line)
                    least[slot.column] = max(least[slot.column], word)
        room = self.width - _GAP * (self.count - 1)
        return _shared(wanted, least, room)

    def _needs(self, slot: Slot, head: bool) -> tuple[int, int]:
        lines = self._cell(slot, _UNBOUNDED, head)
        line = max(map(columns_of, lines), default=0)
        word = max((columns_of(word) for one in lines for word in wrapped(one, 1)), default=0)
        return line, max(word, min(line, _LEAST))

    # -- records --------------------------------------------------------------------------------

    def _records(self) -> list[str]:
        """Return each row as a record: its head, then each other cell after the name of its column."""
        self.codes = None
        names = self._names()
        lines: list[str] = []
        for row, slots in zip(self.table.body, self.body, strict=True):
            lines += [""] if lines else []
            lines += self._record(row, slots, names)
        return lines

    def _record(self, row: Row, slots: tuple[Slot, ...], names: list[str]) -> list[str]:
        lines: list[str] = []
        for slot in slots:
            if slot.cell is None:
                continue
            found = self.cell_lines(slot.cell.blocks, self.width - 4, slot.cell.origin, None)
            text = " ".join(found)
            covers = names[slot.column : slot.column + slot.width]
            name = " / ".join(dict.fromkeys(name for name in covers if name))
            if row.role == "group" or not name:
                lines += wrapped(text, self.width) if found else []
            elif slot.cell.header and not lines:
                lines += wrapped(f"{name}: {text}", self.width)
            else:
                first, *rest = wrapped(f"{name}: {text}".rstrip(), self.width - 4)
                lines += ["  " + first, *("    " + line for line in rest)]
        return lines

    def _names(self) -> list[str]:
        """Return the name of each column: the words of its heads, from the top down."""
        names: list[list[str]] = [[] for _ in range(self.count)]
        for slots in self.head:
            for slot in slots:
                if slot.cell is None or slot.covered:
                    continue
                words = " ".join(self.cell_lines(slot.cell.blocks, _UNBOUNDED, slot.cell.origin, None))
                for column in range(slot.column, min(slot.column + slot.width, self.count)):
                    names[column].append(words)
        return [" / ".join(words) for words in names]

    # -- legends --------------------------------------------------------------------------------

    def _legends(self) -> list[str]:
        """Return what the numbers of columns and the codes of signs stand for."""
        numbered = [(str(self._number(slot)), self._head_words(slot)) for slots in self.head for slot in slots
                    if slot.cell is not None and not slot.covered and self._numbered(slot)]  # fmt: skip
        codes = {code: sign.alt for sign, code in (self.codes or {}).items()}
        signs = [(code, self.screen.text(alt, self.table.origin)) for code, alt in codes.items()]
        lines: list[str] = []
        for key, entries in (("columns", numbered), ("signs", [entry for entry in signs if entry[1]])):
            if entries:
                text = "; ".join(f"{code}\u00a0=\u00a0{words}" for code, words in entries)
                lines += ["", *wrapped(f"{label(self.document, key)}: {text}", self.width)]
        return lines

    def _head_words(self, slot: Slot) -> str:
        assert slot.cell is not None
        return " ".join(self.cell_lines(slot.cell.blocks, _UNBOUNDED, slot.cell.origin, None))


def _aligned(line: str, width: int, align: str) -> str:
    room = max(width - columns_of(line), 0)
    before = {"start": 0, "center": room // 2, "end": room}[align]
    return " " * before + line + " " * (room - before)


def _shared(wanted: list[int], least: list[int], room: int) -> list[int]:
    """Share `room` columns: as wanted if it is enough, else by what each wants above its least; none if too few."""
    if sum(wanted) <= room:
        return wanted
    spare = room - sum(least)
    if spare < 0:
        return []
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    widths = [need + spare * extra // sum(more) for need, extra in zip(least, more, strict=True)]
    widths[more.index(max(more))] += room - sum(widths)
    return widths


def _codes(table: Table) -> dict[Sign, str]:
    """Return a code for each sign of `table`: its letter, numbered where signs of one letter differ in words."""
    signs = dict.fromkeys(inline for inline in inlines_in((table,)) if isinstance(inline, Sign))
    words: dict[str, list[str]] = {}
    for sign in signs:
        alike = words.setdefault(code_of(sign), [])
        alike += [sign.alt] if sign.alt not in alike else []
    return {sign: _numbered_code(sign, words[code_of(sign)]) for sign in signs}


def _numbered_code(sign: Sign, alike: list[str]) -> str:
    code = code_of(sign)
    return code if len(alike) == 1 else f"{code}{alike.index(sign.alt) + 1}"
