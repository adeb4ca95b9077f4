"""Margins: heads from the second page on, feet, marks, the rule above notes; shortened, and mirrored in Arabic."""

import pytest

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.blocks import Blocks
from rtop_docs.writers.pdf.furniture import margins, notes_rule
from rtop_docs.writers.pdf.pages import PageContent
from rtop_docs.writers.pdf.sheets import sheet_of
from rtop_docs.writers.pdf.slabs import Stroke, Words
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.laying import lines_in, marks_in

SHEET = sheet_of(DEFAULT, landscape=False)


def furnished(page=2, pages=3, **more):
    """Return the placed slabs in the margins of a page, and what laid them out."""
    document = Document(kind="x", title="t", blocks=(), **more)
    setter = Blocks(DEFAULT, SHEET, SHEET, document)
    return margins(setter, document, SHEET, page, pages), setter


def texts(placed):
    """Return what is said above the body and below it."""
    return tuple([line for p in placed if (p.y < 0) is above for line in lines_in([p.slab])] for above in (True, False))


def test_the_first_page_has_no_running_head():
    """The title stands there; publisher, version and page stand on each."""
    facts = {"head_left": "Left", "head_right": "Right", "publisher": "House", "version": "0123abcd"}

    assert texts(furnished(1, **facts)[0]) == ([], ["House · version 0123abcd", "page 1 of 3"])
    assert texts(furnished(2, **facts)[0]) == (["Left", "Right"], ["House · version 0123abcd", "page 2 of 3"])


def test_what_the_document_does_not_say_is_left_out():
    """Without publisher and version only the page stands there."""
    assert texts(furnished()[0]) == ([], ["page 2 of 3"])


def test_marks_stand_on_every_page():
    """A draft says so on its first page too."""
    assert texts(furnished(1, marks=("Draft", "Embargoed"))[0])[0] == ["Draft · Embargoed"]


def test_long_heads_are_shortened():
    """A head takes one line of its half and ends in an ellipsis; the two do not meet."""
    placed, _ = furnished(head_left="The left head, " * 20, head_right="The right head, " * 20)
    left, right = (marks_in([p.slab], Words)[0] for p in placed if p.y < 0)

    assert all(line.endswith("\u00a0…") for line in texts(placed)[0])
    assert left.x + left.line.width < right.x
    assert right.x + right.line.width == pytest.approx(SHEET.body_width)


def test_everything_stands_in_the_margins():
    """Heads end above the body, feet begin below it and stay on the sheet."""
    placed, _ = furnished(head_left="Left", publisher="House", marks=("Draft",))

    for p in placed:
        assert p.y + p.slab.height <= 0 or p.y >= SHEET.body_height
        assert p.y + p.slab.height <= SHEET.body_height + SHEET.bottom


def test_arabic_margins_are_mirrored():
    """What stands at the left of an English page stands at the right of an Arabic one."""
    placed, _ = furnished(direction="rtl", language="ar", publisher="الناشر")

    assert {p.slab.mirror for p in placed} == {SHEET.body_width}


def test_lines_that_are_the_same_on_every_page_are_broken_once():
    """Another page adds its number and nothing else."""
    document = Document(kind="x", title="t", blocks=(), head_left="Left", publisher="House")
    setter = Blocks(DEFAULT, SHEET, SHEET, document)
    margins(setter, document, SHEET, 2, 9)
    before = len(setter.margins)
    margins(setter, document, SHEET, 3, 9)

    assert len(setter.margins) == before + 1


def test_the_rule_above_the_notes_stands_between_text_and_notes():
    """Only on pages with notes."""
    (rule,) = notes_rule(DEFAULT, PageContent((), (), 500.0), 100.0, 13.5)

    assert 500 < rule.y < 513.5
    assert marks_in([rule.slab], Stroke)[0].x2 == 100
    assert notes_rule(DEFAULT, PageContent(()), 100.0, 13.5) == []
