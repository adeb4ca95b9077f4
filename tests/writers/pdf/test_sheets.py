"""The measures of pages, upright and lying."""

import pytest
from attrs import evolve

from rtop_docs.writers.pdf.sheets import sheet_of
from rtop_docs.writers.style import DEFAULT, Page, PaperSize

MM = 72 / 25.4


def test_an_upright_page():
    """Margins are taken from the sheet; y runs up from its foot."""
    sheet = sheet_of(DEFAULT, landscape=False)

    assert (sheet.width, sheet.height) == PaperSize.A4.points
    assert (sheet.left, sheet.top) == pytest.approx((22 * MM, 841.89 - 20 * MM))
    assert sheet.body_width == pytest.approx(595.276 - 44 * MM)
    assert sheet.bottom == pytest.approx(22 * MM)


def test_a_lying_page_has_the_same_margins():
    """Only width and height change places."""
    upright, lying = (sheet_of(DEFAULT, landscape=flag) for flag in (False, True))

    assert (lying.width, lying.height) == (upright.height, upright.width)
    assert (lying.left, lying.bottom) == pytest.approx((upright.left, upright.bottom))
    assert lying.width - lying.body_width == pytest.approx(upright.width - upright.body_width)


@pytest.mark.parametrize("margins", [{"margin_left_mm": 190}, {"margin_top_mm": 260}, {"margin_right_mm": 400}])
def test_margins_that_leave_no_inch_are_a_wrong_call(margins):
    """The error says how much is left."""
    with pytest.raises(ValueError, match=r"leave a body of -?\d+ by -?\d+ points"):
        sheet_of(evolve(DEFAULT, page=Page(**margins)), landscape=False)


def test_a_page_may_be_too_narrow_on_one_side_alone():
    """Margins that fit the upright page may not fit the lying one, and the other way round."""
    style = evolve(DEFAULT, page=Page(margin_top_mm=100, margin_bottom_mm=100))
    sheet_of(style, landscape=False)

    with pytest.raises(ValueError, match="margins leave"):
        sheet_of(style, landscape=True)
