"""Columns: widths sum to the table's, needs are met where they can be, spans widen what they cover."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.columns import Need, column_widths, spread

needs = st.builds(
    lambda least, more, weight: Need(least, least + more, weight),
    st.floats(0, 200),
    st.floats(0, 400),
    st.sampled_from((0.0, 0.0, 1.0, 2.5)),
)


@given(st.lists(needs, min_size=1, max_size=20), st.floats(10, 800))
def test_widths_sum_to_the_width_and_meet_needs(columns, width):
    """The widths sum to the table's within 1e-6, none is negative, each meets its least where all can."""
    widths = column_widths(columns, width)
    assert abs(sum(widths) - width) < 1e-6
    assert min(widths) >= -1e-6
    if sum(n.least for n in columns) <= width:
        assert all(w >= n.least - 1e-6 for w, n in zip(widths, columns, strict=True))


def test_weights_share_what_is_left():
    """Columns with weights 1 and 2 take the rest as 1 to 2."""
    first, second, third = column_widths([Need(20, 40), Need(10, 500, 1), Need(10, 500, 2)], 340)
    assert (first, second, third) == pytest.approx((40, 100, 200))


def test_a_span_widens_its_columns():
    """A cell over two columns that needs 100 gives both what lacks, in equal parts."""
    assert spread([Need(10, 10), Need(30, 30)], 0, 2, 100, 100) == [Need(40, 40), Need(60, 60)]


def test_no_columns_are_refused():
    """A table without columns is a wrong call."""
    with pytest.raises(ValueError, match="without columns"):
        column_widths([], 100)
