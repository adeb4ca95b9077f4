"""Lay out blocks without writing a file, and read their slabs: what each line says and where it stands.

Knows nothing of PDF.
"""

from __future__ import annotations

from attrs import evolve

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.blocks import Blocks
from rtop_docs.writers.pdf.sheets import sheet_of
from rtop_docs.writers.pdf.slabs import Slab, Words
from rtop_docs.writers.style import DEFAULT, Page

TINY = evolve(DEFAULT, page=Page(margin_left_mm=75, margin_right_mm=75, margin_top_mm=80, margin_bottom_mm=80))
"""A page whose body is some 170 points wide and 388 high."""


def setter_of(style=DEFAULT, **more) -> Blocks:
    """Return what lays out the blocks of an empty document."""
    document = Document(kind="x", title="t", blocks=(), **more)
    upright, lying = (sheet_of(style, landscape=flag) for flag in (False, True))
    return Blocks(style, lying if document.landscape else upright, upright if document.landscape else lying, document)


def laid(*blocks, style=DEFAULT, **more) -> tuple[list[Slab], Blocks]:
    """Lay out `blocks`; return their slabs and what laid them out."""
    setter = setter_of(style, **more)
    return setter.flow(blocks, setter.room), setter


def flat(slabs) -> list[Slab]:
    """Return `slabs` and all their parts, outer ones first."""
    return [inner for slab in slabs for inner in (slab, *flat(part for _, _, part in slab.parts))]


def said(line) -> str:
    """Return what a line says, in reading order."""
    return "".join(fragment.text for fragment in line.fragments)


def lines_in(slabs) -> list[str]:
    """Return what the lines of `slabs` and of their parts say."""
    return [said(mark.line) for slab in flat(slabs) for mark in slab.marks if isinstance(mark, Words)]


def marks_in(slabs, kind) -> list:
    """Return the marks of a kind in `slabs` and their parts."""
    return [mark for slab in flat(slabs) for mark in slab.marks if isinstance(mark, kind)]


def codes_of(setter) -> list[str]:
    """Return the codes of what was found while laying out."""
    return [finding.code for finding in setter.job.findings]
