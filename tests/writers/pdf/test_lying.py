"""Pages that lie on their other side: what goes with a wide table, and where two of them share a page."""

from rtop_docs.writers.pdf.lying import Lying
from rtop_docs.writers.pdf.slabs import Slab


def wide():
    """Return what stands for a wide table: a turn, a slab, and the turn back."""
    return [Slab(0, turn=True, turned=True), Slab(30), Slab(0, turn=True)]


def heights(slabs):
    """Return the height of each slab; of a turn, to which side it turns."""
    return [("lying" if s.turned else "upright") if s.turn else s.height for s in slabs]


def test_what_belongs_above_lies_with_it():
    """Slabs after which no page may end go with the table, and only those."""
    slabs = [Slab(1, keep=True), Slab(2), Slab(3, keep=True), Slab(4, keep=True)]
    made = Lying(300).after(slabs, wide())

    assert heights(slabs) == [1, 2]
    assert heights(made) == ["lying", 3, 4, 30, "upright"]


def test_another_goes_on_from_there():
    """The turn back of the first and the turn of the second go; a turn that somebody asked for stays."""
    lying = Lying(300)
    slabs = lying.after([], wide())
    slabs += lying.after(slabs, wide())
    slabs.append(Slab(0, turn=True))
    slabs += lying.after(slabs, wide())

    assert heights(slabs) == ["lying", 30, 30, "upright", "upright", "lying", 30, "upright"]


def test_a_frame_turned_round_moves_to_the_right_of_the_wider_page():
    """What runs from right to left begins at the edge at which the table does."""
    slabs = [Slab(3, keep=True), Slab(4, keep=True, mirror=100)]
    _, plain, turned_round, *_ = Lying(300).after(slabs, wide())

    assert (plain.x, turned_round.x) == (0, 300)
