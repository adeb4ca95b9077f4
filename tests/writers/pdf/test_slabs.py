"""Slabs: heights, places below each other, frames turned round, grounds, what stays together."""

import pytest

from rtop_docs.document.model import Origin
from rtop_docs.writers.pdf.slabs import (
    Area,
    Entry,
    Ground,
    Slab,
    begun,
    grounded,
    kept_together,
    moved,
    sliced,
    stacked,
    total_height,
    turned_round,
)


def test_the_space_above_the_first_does_not_count():
    """A stack is as high as its slabs and the white between them."""
    assert total_height([Slab(10, before=99), Slab(20, before=5), Slab(1)]) == 36
    assert total_height([]) == 0


def test_stacked_slabs_stand_below_each_other():
    """Each begins where the one before ends, after its white."""
    slabs = [Slab(10, before=99), Slab(20, before=5)]

    assert [(x, y) for x, y, _ in stacked(slabs, 3, 7)] == [(3, 7), (3, 22)]


def test_shifts_add_up():
    """A list in a list is shifted twice."""
    (slab,) = moved(moved([Slab(1, x=1.0)], 10.0), 5.0)

    assert slab.x == 16


def test_the_last_of_what_is_kept_together_keeps_its_word():
    """Only breaks between the slabs are forbidden."""
    slabs = kept_together([Slab(1), Slab(1), Slab(1)])

    assert [s.keep for s in slabs] == [True, True, False]


def test_the_larger_white_wins_and_names_go_to_the_top():
    """A block's first slab has the larger of both spaces, the block's name before those in it, and its origin."""
    origin = Origin("a.md", 3)
    first, second = begun([Slab(1, before=9, places=("inner",)), Slab(1)], 4, "outer", origin)

    assert (first.before, first.places, first.origin) == (9, ("outer", "inner"), origin)
    assert (second.before, second.places) == (0, ())
    assert begun([], 4, "nothing") == []


def test_a_ground_lies_behind_the_slabs_where_they_were_before_their_shift():
    """A bar stays at the left of shifted slabs, joined from the second on, below earlier grounds."""
    slabs = grounded(
        grounded(moved([Slab(1), Slab(1)], 10.0), Ground(0.0, 2.0, "#111111")), Ground(0.0, 9.0, "#222222")
    )

    assert [[(g.x, g.width, g.joined) for g in s.grounds] for s in slabs] == [
        [(-10, 9, False), (-10, 2, False)],
        [(-10, 9, True), (-10, 2, True)],
    ]


def test_a_frame_turned_round_keeps_what_the_column_needs_to_know():
    """Notes, names, head, breaks and white stay with the outer slab; what is painted moves into the frame."""
    mark = Area(0, 0, 1, 1, "#000000")
    head = Slab(3, (mark,))
    slab = Slab(
        5, (mark,), before=2, keep=True, notes=(1,), places=("p",), entry=Entry(1, "e"), head=(head,), turn=True,
        turned=True, x=7, grounds=(Ground(-7.0, 2.0, "#111111"),),
    )  # fmt: skip
    (made,) = turned_round([slab], 100.0)
    ((x, y, inner),) = made.parts

    assert (made.height, made.before, made.keep, made.notes, made.places) == (5, 2, True, (1,), ("p",))
    assert (made.entry, made.turn, made.turned, made.marks) == (Entry(1, "e"), True, True, ())
    assert (x, y, inner.x, inner.marks, made.x, made.mirror) == (0, 0, 7, (mark,), 0, 100)
    assert made.head[0].mirror == 100
    assert made.head[0].parts[0][2].marks == (mark,)


def test_grounds_turn_round_with_their_frame():
    """A bar at the left of its frame stands at the right of it afterwards."""
    (made,) = turned_round(grounded(moved([Slab(1)], 10.0), Ground(0.0, 2.0, "#111111")), 100.0)

    assert made.grounds[0].x == pytest.approx(98)


def test_slices_keep_every_distance():
    """Columns whose lines stand at different heights are cut so that all stand where they stood."""
    left = [(0.0, 2.0 + 10 * i, Slab(10)) for i in range(9)]
    right = [(50.0, 2.0 + 14 * i, Slab(12)) for i in range(6)]
    slabs = sliced([*left, *right], 30)
    found, y = {}, 0.0
    for slab in slabs:
        y += slab.before
        found |= {id(part): (x, pytest.approx(y + dy)) for x, dy, part in slab.parts}
        assert all(dy + part.height <= slab.height + 1e-9 for _, dy, part in slab.parts)
        y += slab.height

    assert len(slabs) > 2
    assert found == {id(part): (x, at) for x, at, part in (*left, *right)}


def test_a_slice_holds_at_least_what_ends_first():
    """What is higher than a slice is one of its own; notes stay with what calls them; nothing makes no slice."""
    slabs = sliced([(0.0, 0.0, Slab(99, notes=(3,))), (0.0, 100.0, Slab(5, notes=(4,)))], 30)

    assert [(s.height, s.before, s.notes) for s in slabs] == [(99, 0, (3,)), (5, 1, (4,))]
    assert sliced([], 30) == []
