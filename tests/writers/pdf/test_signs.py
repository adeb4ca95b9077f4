"""Signs: every shape has one outline, inside its square, and no two are alike."""

import itertools

from rtop_docs.document.model import Shape
from rtop_docs.writers.pdf.signs import BRACKETS, DISCS, OUTLINES


def points():
    """Return the points of every shape that is made of lines."""
    return {shape: [p for line in lines for p in line] for shape, lines in {**OUTLINES, **BRACKETS}.items()}


def test_every_shape_is_drawn_in_one_way():
    """A direction or silence is an outline, a disc or open lines, never two of them."""
    homes = [*OUTLINES, *DISCS, *BRACKETS]

    assert sorted(homes, key=str) == sorted(Shape, key=str)


def test_shapes_stay_in_their_square():
    """Nothing is drawn into the words beside a sign."""
    assert all(abs(x) <= 1 and abs(y) <= 1 for found in points().values() for x, y in found)
    assert all(radius <= 1 for radius in DISCS.values())


def test_no_two_shapes_are_alike():
    """A grey copy keeps them apart: outlines differ, and the two discs differ in size."""
    assert all(a != b for a, b in itertools.combinations(points().values(), 2))
    assert abs(DISCS[Shape.FOR] - DISCS[Shape.NOT_NAMED]) > 0.5


def test_shapes_are_balanced_about_their_middle():
    """Signs in a column stand below each other: each reaches as far to the left as to the right."""
    for shape, found in points().items():
        xs = [x for x, _ in found]
        assert abs(max(xs) + min(xs)) < 0.05, shape


def test_outlines_enclose_something():
    """A closed outline has three corners and an area."""
    for shape, outlines in OUTLINES.items():
        for line in outlines:
            area = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, (*line[1:], line[0]), strict=True))
            assert abs(area) > 0.1, shape
