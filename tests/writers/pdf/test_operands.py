"""Numbers before an operator: short, the same everywhere, never in powers of ten."""

import pytest

from rtop_docs.writers.pdf.operands import colour_numbers, number


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (0.125, "0.12"),
        (-0.001, "0"),
        (841.89, "841.89"),
        (-7.5, "-7.5"),
        (1e-9, "0"),
        (12345.678, "12345.7"),
    ],
)
def test_lengths_are_short_and_never_in_powers(value, text):
    """Two decimals at most, no minus before a zero."""
    assert number(value) == text


def test_colours_are_numbers_from_0_to_1():
    """White is 1 1 1, black 0 0 0."""
    assert (colour_numbers("#FFFFFF"), colour_numbers("#000000"), colour_numbers("#FF8000")) == (
        "1 1 1",
        "0 0 0",
        "1 0.502 0",
    )
