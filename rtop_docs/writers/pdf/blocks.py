"""Lay out a document's blocks as slabs.

Knows nothing of pages or of PDF; tables, charts and strips of figures have rooms of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never

from attrs import evolve

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    List,
    ListItem,
    Note,
    Origin,
    PageBreak,
    Panel,
    Paragraph,
    Strong,
    Table,
    TextDirection,
)
from rtop_docs.document.walk import plain_text
from rtop_docs.writers.pdf.figures import figure_slabs, key_figure_slabs
from rtop_docs.writers.pdf.inlines import Inliner, Job, Tone, linked, look_of
from rtop_docs.writers.pdf.lines import RAGGED, Line, Setting, break_lines
from rtop_docs.writers.pdf.lying import Lying
from rtop_docs.writers.pdf.measure import Look, Run, Turn, measured
from rtop_docs.writers.pdf.properties import language
from rtop_docs.writers.pdf.sheets import Sheet
from rtop_docs.writers.pdf.slabs import (
    Entry,
    Ground,
    PageNumber,
    Slab,
    Words,
    begun,
    grounded,
    kept_together,
    moved,
    total_height,
    turned_round,
)
from rtop_docs.writers.pdf.spacing import gap_between
from rtop_docs.writers.pdf.tables import seated, table_slabs
from rtop_docs.writers.pdf.tags import Tree, strand_of
from rtop_docs.writers.pdf.text import Room, baseline, line_slabs, paragraph
from rtop_docs.writers.style import Style, TypeSize

BULLETS = ("•", "–", "·")
HIGHEST_KEPT = 250.0
"""Quotations and panels up to this height in points are never divided."""
LEGEND_GAP = "\u00a0\u00a0\u00a0\u00a0 "
"""White between the entries of a legend; the plain space at its end is where a line may break."""
NUMBER_ROOM = 27.0
"""Room at the right of a line of contents for its page number, in points."""
LEAST_WIDTH = 36.0
"""However deep lists and panels are nested, text keeps this width in points."""


def outline_text(runs: Sequence[Run | Turn]) -> str:
    """Return the text of `runs` without its notes' numbers, for the outline."""
    return "".join(" " if isinstance(r, Turn) else r.text for r in runs if isinstance(r, Turn) or not r.look.rise)


def apart(runs: Sequence[Run | Turn]) -> list[Run | Turn]:
    """Set the entries of a legend apart: more white where text ends before the next sign."""
    spaced = list(runs)
    for i, (run, following) in enumerate(pairwise(runs)):
        if isinstance(run, Run) and isinstance(following, Run) and following.sign and run.text.endswith(" "):
            spaced[i] = evolve(run, text=run.text.rstrip(" ") + LEGEND_GAP)
    return spaced


def _followed(slabs: list[Slab]) -> list[Slab]:
    """Let no page end after any of `slabs`: what follows belongs to them."""
    for slab in slabs:
        slab.keep = True
    return slabs


class Blocks:
    """Lays out the blocks of one document.

    What it finds and the notes it meets are kept in `job`, the elements of the structure tree in `tree`.
    paged: whether what it laid out says on which page something stands.
    """

    def __init__(self, style: Style, sheet: Sheet, turned: Sheet, document: Document) -> None:
        self.style = style
        self.page_height, self._turned = sheet.body_height, turned
        self._lying = Lying(turned.body_width - sheet.body_width)
        self.job = Job(style, labels=dict(document.labels))
        self.tree = Tree(language(document))
        tone = Tone(style.sizes.text, style.colours.text, tag=self.tree.root)
        text = style.paragraphs
        setting = Setting(text.justified, text.hyphenated, text.shortest_line)
        self.room = Room(sheet.body_width, tone, gap=style.spacing.paragraph, setting=setting)
        self.direction, self.paged = document.direction, False
        self.margins: dict[tuple[str, Tone, float], tuple[Line, ...]] = {}

    # -- text -----------------------------------------------------------------------------

    def runs(self, inlines: Sequence[Inline], tone: Tone, origin: Origin) -> list[Run | Turn]:
        """Return the runs of `inlines`; their notes are laid out on the way."""
        return Inliner(self.job, origin, self._note).runs(inlines, tone)

    def set(
        self, inlines: Sequence[Inline], tone: Tone, width: float, origin: Origin, direction: TextDirection = "ltr"
    ) -> list[Slab]:
        """Set `inlines` as a paragraph of its own, `width` points wide."""
        runs = self.runs(inlines, tone, origin)
        return paragraph(runs, tone.type, Room(width, tone, direction=direction), origin, self.job)

    def flow(self, blocks: Sequence[Block], room: Room) -> list[Slab]:
        """Lay out `blocks` below each other, with the space that belongs between them."""
        slabs: list[Slab] = []
        previous: Block | None = None
        for block in blocks:
            made = self._directed(block, room)
            if block.anchor and not made:
                made = [Slab(0.0)]
            place = f"a:{block.anchor}" if block.anchor else ""
            if isinstance(block, PageBreak) and place:
                made = [*made, Slab(0.0, places=(place,))]
            lies = bool(made) and made[0].turned
            begun(made[1:] if lies else made, gap_between(previous, block, room, self.style), place, block.origin)
            slabs += self._lying.after(slabs, made) if lies else made
            previous = block
        return slabs

    def _directed(self, block: Block, room: Room) -> list[Slab]:
        """Lay out a block; in a frame turned round where it runs against what is around it."""
        if block.direction == room.direction:
            return self._block(block, room)
        inner = room._replace(direction=block.direction)
        if isinstance(block, Table):  # it may stand on a wider page
            return self._table(block, inner, opposed=True)
        return turned_round(self._block(block, inner), room.width)

    def _block(self, block: Block, room: Room) -> list[Slab]:
        match block:
            case Heading():
                return self._heading(block, room)
            case Paragraph():
                return self._paragraph(block, room)
            case List():
                return self._list(block, room)
            case BlockQuote():
                return self._quote(block, room)
            case Table():
                return self._table(block, room)
            case KeyFigures():
                return key_figure_slabs(self, block, room)
            case Panel():
                return self._panel(block, room)
            case Figure():
                return figure_slabs(self, block, room)
            case PageBreak():
                return [] if room.inner else [Slab(0.0, turn=True)]
            case Contents():
                return self._contents(block, room)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading, room: Room) -> list[Slab]:
        sizes, colours = self.style.sizes, self.style.colours
        if room.inner:
            tone = room.tone._replace(bold=True)
        elif heading.level <= 1:
            tone = Tone(sizes.section, colours.warm_text if room.warm else colours.accent, bold=True)
        elif heading.level == 2:
            tone = Tone(sizes.subsection, colours.warm_text if room.warm else colours.text, bold=True)
        else:
            tone = Tone(sizes.text, colours.muted, bold=True, italic=heading.level > 3)
        tone = tone._replace(tag=room.tone.tag).within(self.tree.heading(heading.level), heading.language)
        runs = self.runs(heading.children, tone, heading.origin)
        slabs = paragraph(runs, tone.type, room, heading.origin, self.job)
        if not slabs:
            return []
        title = " ".join(outline_text(runs).split())
        slabs[0].entry = Entry(heading.level, title) if title else None
        return _followed(slabs)

    def _paragraph(self, block: Paragraph, room: Room) -> list[Slab]:
        titled = block.role == "title" and not room.inner
        tone = self._tone(block.role, room).within(self.tree.title() if titled else "P", block.language)
        runs = self.runs(block.children, tone, block.origin)
        if block.role == "legend":
            runs = apart(runs)
        setting = RAGGED if block.role in ("kicker", "title", "subtitle", "legend") else room.setting
        slabs = paragraph(runs, tone.type, room, block.origin, self.job, setting)
        return _followed(slabs) if block.role in ("kicker", "title") else slabs

    def _tone(self, role: str, room: Room) -> Tone:
        """Return how a paragraph of `role` is set; in cells and notes only the colour of a role remains."""
        if not role:
            return room.tone
        sizes, colours, tag = self.style.sizes, self.style.colours, room.tone.tag
        small = sizes.small if room.tone.type.size > sizes.small.size else room.tone.type
        match role:
            case "kicker":
                tone = Tone(sizes.kicker, colours.accent, bold=True, variant="capitals", tag=tag)
            case "title":
                tone = Tone(sizes.title, colours.text, bold=True, tag=tag)
            case "subtitle":
                tone = Tone(sizes.subtitle, colours.muted, tag=tag)
            case "lead":
                tone = Tone(sizes.lead, colours.text, tag=tag)
            case "remark" | "attribution" | "legend":
                tone = Tone(small, colours.muted, tag=tag)
            case _:
                return room.tone
        return tone._replace(type=room.tone.type) if room.inner and role not in ("remark", "attribution") else tone

    # -- tables ----------------------------------------------------------------------------

    def _table(self, table: Table, room: Room, *, opposed: bool = False) -> list[Slab]:
        """Lay out a table; one that is too wide in its least type stands on pages that lie on their other side.

        opposed: it runs against what is around it.
        """
        found, turned = seated(self, table), self._turned
        whole = room.width == self.room.width < turned.body_width and not room.inner
        if not whole or found.least <= room.width + 0.01:
            slabs = table_slabs(self, found, room, self.page_height)
            return turned_round(slabs, room.width) if opposed else slabs
        slabs = table_slabs(self, found, room._replace(width=turned.body_width), turned.body_height)
        slabs = turned_round(slabs, turned.body_width) if opposed else slabs
        return [Slab(0.0, turn=True, turned=True), *slabs, Slab(0.0, turn=True)]

    # -- lists, quotations, panels ---------------------------------------------------------

    def _list(self, block: List, room: Room) -> list[Slab]:
        spacing = self.style.spacing
        if block.role == "sources":
            room = room._replace(tone=room.tone._replace(type=self.style.sizes.notes, colour=self.style.colours.text))
        whole = room.tone.within("L", block.language)
        if whole.tag is not None:
            whole.tag.numbering = "Decimal" if block.ordered or block.role == "sources" else "Disc"
        tones = [whole.within("LI") for _ in block.items]
        labels = [self._label(block, i, item, room, tones[i]) for i, item in enumerate(block.items)]
        widths = [measured(label).content_widths()[1] for label in labels]
        numbered = block.ordered or block.role == "sources"
        indent = max(spacing.indent, max(widths, default=0.0) + (6.0 if numbered else 4.5))
        indent = min(indent, max(room.width - LEAST_WIDTH, 0.0))
        inner = room._replace(width=max(room.width - indent, LEAST_WIDTH), depth=room.depth + 1, gap=spacing.item)
        slabs: list[Slab] = []
        for index, (item, label, width) in enumerate(zip(block.items, labels, widths, strict=True)):
            x = 0.0 if block.role == "sources" else max(indent - width - (4.5 if numbered else 5.5), 0.0)
            body = inner._replace(tone=tones[index].within("LBody"))
            made = self._item(item, label, x, body, indent, block.origin)
            slabs += begun(made, spacing.item if index else 0.0)
        return slabs

    def _label(self, block: List, index: int, item: ListItem, room: Room, tone: Tone) -> list[Run | Turn]:
        text = item.label or (f"{block.start + index}." if block.ordered else BULLETS[min(room.depth, 2)])
        tone = tone._replace(bold=False, italic=False).within("Lbl")
        look = Look(self.job.typeface(tone), tone.type.size, self.style.colours.muted, strand=strand_of(tone.tag))
        return [Run(text, look)]

    def _item(
        self, item: ListItem, label: list[Run | Turn], x: float, room: Room, indent: float, origin: Origin
    ) -> list[Slab]:
        lines = break_lines(measured(label, room.direction), 1e6)
        made = moved(self.flow(item.blocks, room), indent) or [Slab(room.tone.type.leading, origin=origin)]
        if made[0].mirror:  # its frame is turned round, and the label stands outside it
            made[0] = Slab.around(made[0])
        marks = [Words(x - made[0].x, baseline(room.tone.type), line) for line in lines]
        made[0].marks = (*marks, *made[0].marks)
        return made

    def _quote(self, quote: BlockQuote, room: Room) -> list[Slab]:
        style = self.style
        indent = min(style.spacing.indent, max(room.width - LEAST_WIDTH, 0.0))
        whole = room.tone.within("BlockQuote", quote.language)
        inner = room._replace(width=max(room.width - indent, LEAST_WIDTH), tone=whole, gap=style.spacing.paragraph)
        slabs = self.flow(quote.blocks, inner)
        if quote.attribution:
            tone = self._tone("attribution", inner).within("P")
            credit = self.set(quote.attribution, tone, inner.width, quote.origin, inner.direction)
            if slabs and credit:
                slabs[-1].keep = True
            slabs += begun(credit, 1.5)
        bar = Ground(0.0, style.spacing.band, style.colours.accent)
        return self._together(grounded(moved(slabs, indent), bar))

    def _panel(self, panel: Panel, room: Room) -> list[Slab]:
        style = self.style
        warm = panel.role == "unknown"
        pad = min(style.spacing.block + style.spacing.band, room.width / 8)
        whole = room.tone.within("Sect", panel.language)
        width = max(room.width - 2 * pad, LEAST_WIDTH)
        inner = room._replace(width=width, tone=whole, warm=warm, gap=style.spacing.paragraph)
        title, blocks = self._panel_title(panel, inner)
        slabs = title + begun(self.flow(blocks, inner), style.spacing.paragraph if title else 0.0)
        if not slabs:
            return []
        slabs[-1].keep = True
        slabs[0].before = 0.0
        stack = [Slab(style.spacing.block, keep=True), *moved(slabs, pad), Slab(style.spacing.block)]
        colours = style.colours
        band = Ground(0.0, style.spacing.band, colours.warm_rule if warm else colours.accent)
        stack = grounded(stack, band)
        return self._together(grounded(stack, Ground(0.0, room.width, colours.warm_ground if warm else colours.ground)))

    def _panel_title(self, panel: Panel, room: Room) -> tuple[list[Slab], tuple[Block, ...]]:
        """Set a first paragraph that is all bold as the panel's title; return it and the blocks below it."""
        first = panel.blocks[0] if panel.blocks else None
        if room.inner or not isinstance(first, Paragraph) or first.role or first.anchor:
            return [], panel.blocks
        if not first.children or not all(isinstance(inline, Strong) for inline in first.children):
            return [], panel.blocks
        colours = self.style.colours
        tone = Tone(self.style.sizes.section, colours.warm_text if room.warm else colours.accent, bold=True)
        tone = tone._replace(tag=room.tone.tag).within("P", first.language)
        title = self.set(first.children, tone, room.width, first.origin, room.direction)
        return _followed(title), panel.blocks[1:]

    def _together(self, slabs: list[Slab]) -> list[Slab]:
        return kept_together(slabs) if total_height(slabs) <= HIGHEST_KEPT else slabs

    # -- notes and contents ----------------------------------------------------------------

    def _note(self, note: Note, call: Tone) -> list[Slab]:
        """Lay out a footnote: its number, which leads back to the call, and its blocks beside it."""
        style = self.style
        index = len(self.job.notes) - 1
        tone = Tone(style.sizes.notes, style.colours.text, tag=call.tag).within("Note")
        back = linked(tone.within("Lbl"), f"{self.job.labels.get('note', 'Note')} {note.number}")
        if tone.tag is not None:
            tone.tag.name = f"n{index}"
        look = Look(self.job.typeface(tone), tone.type.size, style.colours.accent, target=f"#c:{index}")
        number = Run(str(note.number), evolve(look, strand=strand_of(back.tag)))
        width = self.room.width
        (line,) = break_lines(measured([number]), 1e6)
        indent = max(style.spacing.block, line.width + 4.0)
        room = Room(max(width - indent, LEAST_WIDTH), tone, gap=1.0, inner=True, direction=self.direction)
        slabs = moved(self.flow(note.blocks, room), indent) or [Slab(tone.type.leading)]
        if slabs[0].mirror:
            slabs[0] = Slab.around(slabs[0])
        slabs[0].marks = (Words(-slabs[0].x, baseline(tone.type), line), *slabs[0].marks)
        slabs[0].before = 1.0
        return turned_round(slabs, width) if self.direction == "rtl" else slabs

    def _contents(self, contents: Contents, room: Room) -> list[Slab]:
        style = self.style
        whole = room.tone.within("TOC", contents.language)
        tone = Tone(style.sizes.section, style.colours.accent, bold=True, tag=whole.tag).within("Caption")
        slabs = _followed(self.set(contents.title, tone, room.width, contents.origin, room.direction))
        for index, entry in enumerate(contents.entries):
            made = self._contents_entry(entry, room._replace(tone=whole), contents.origin)
            slabs += begun(made, (style.spacing.section_after if slabs else 0.0) if index == 0 else style.spacing.item)
        return slabs

    def _contents_entry(self, entry: ContentsEntry, room: Room, origin: Origin) -> list[Slab]:
        style = self.style
        indent = min((entry.level - 1) * style.spacing.indent, room.width / 3)
        place = f"a:{entry.anchor}"
        words = " ".join(plain_text(entry.children).split())
        tone = linked(room.tone.within("TOCI").within("Reference"), words)._replace(target=f"#{place}")
        width = max(room.width - indent - NUMBER_ROOM, LEAST_WIDTH)
        size: TypeSize = tone.type
        text = measured(self.runs(entry.children, tone, origin), room.direction)
        if text.stretches:  # the page's number follows
            text.white(look_of(self.job.typeface(tone), tone, strand_of(tone.tag)), text.base)
        lines = break_lines(text, width)
        slabs = kept_together(line_slabs(lines, size, width, "start", origin))
        if slabs:
            look = Look(self.job.typeface(room.tone), size.size, style.colours.muted, target=f"#{place}")
            look = evolve(look, strand=strand_of(tone.tag))
            number = PageNumber(room.width - indent, baseline(size), place, look)
            slabs[-1].marks, self.paged = (*slabs[-1].marks, number), True
        return moved(slabs, indent)
