"""Pages: what stays together, where notes stand, and that everything is placed once and in order."""

import itertools

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.pdf.pages import paginate
from rtop_docs.writers.pdf.slabs import Slab

GAP = 10.0


def slab(name, height=10.0, **more):
    """Make a slab whose place is its name."""
    return Slab(height, places=(name,), **more)


def shown(pagination):
    """Return for each page the names in its body and at its foot; a repeated head in parentheses."""
    return [
        (
            [f"({p.slab.places[0]})" if p.repeated else p.slab.places[0] for p in page.body],
            [p.slab.places[0] for p in page.notes],
        )
        for page in pagination.pages
    ]


def test_a_full_page_turns():
    """What does not fit stands on the next page, without the space above it."""
    laid = paginate([slab("a", 60), slab("b", 60, before=20)], [], 100, GAP)
    assert shown(laid) == [(["a"], []), (["b"], [])]
    assert laid.pages[1].body[0].y == 0


def test_a_heading_stays_with_what_follows():
    """A slab that keeps is not the last of its page."""
    assert shown(paginate([slab("a", 80), slab("h", 10, keep=True), slab("b", 20)], [], 100, GAP)) == [
        (["a"], []),
        (["h", "b"], []),
    ]


def test_a_note_stands_on_the_page_of_its_call():
    """The line with the call moves to the next page when its note would not fit."""
    notes = [[slab("n", 30)]]
    assert shown(paginate([slab("a", 50), slab("b", 20, notes=(0,))], notes, 100, GAP)) == [(["a"], []), (["b"], ["n"])]


def test_a_long_note_goes_on_at_the_next_foot():
    """Two lines of a note at least stand with its call; the rest stands at the foot of the next page."""
    notes = [[slab(f"n{i}") for i in range(6)]]
    laid = paginate([slab("a", 50), slab("b", 10, notes=(0,)), slab("c", 60)], notes, 100, GAP)
    assert shown(laid) == [(["a", "b"], ["n0", "n1", "n2"]), (["c"], ["n3", "n4", "n5"])]
    assert laid.pages[0].notes_y == 60


def test_notes_keep_their_order_while_one_waits():
    """A note called while another goes on stands after it."""
    notes = [[slab(f"n{i}") for i in range(9)], [slab("m")]]
    laid = paginate([slab("a", 50, notes=(0,)), slab("b", 50, notes=(1,))], notes, 100, GAP)
    assert [name for _, foot in shown(laid) for name in foot] == [*(f"n{i}" for i in range(9)), "m"]


def test_the_head_of_a_table_is_repeated():
    """A row that begins a page stands below its table's head."""
    head = (slab("head", 10),)
    rows = [slab("head", 10, keep=True), *(slab(f"r{i}", 40, head=head) for i in range(4))]
    assert shown(paginate(rows, [], 100, GAP)) == [(["head", "r0", "r1"], []), (["(head)", "r2", "r3"], [])]


def test_page_breaks_leave_no_empty_page():
    """Breaks at the beginning, at the end and one after the other make no blank page but the last."""
    turn = Slab(0, turn=True)
    assert shown(paginate([turn, slab("a"), turn, turn, slab("b")], [], 100, GAP)) == [(["a"], []), (["b"], [])]


def test_a_slab_higher_than_a_page_is_placed_and_reported():
    """Nothing hangs or is lost when a slab is too high."""
    laid = paginate([slab("a"), slab("b", 500), slab("c")], [], 100, GAP)
    assert shown(laid) == [(["a"], []), (["b"], []), (["c"], [])]
    assert [s.places for s in laid.too_high] == [("b",)]


def test_nothing_still_makes_a_page():
    """An empty document has one page."""
    assert shown(paginate([], [], 100, GAP)) == [([], [])]


slabs = st.builds(
    Slab,
    height=st.floats(0, 130),
    before=st.floats(0, 40),
    keep=st.booleans(),
    notes=st.lists(st.integers(0, 4), max_size=2).map(tuple),
    turn=st.sampled_from((False,) * 9 + (True,)),
)
stacks = st.lists(st.builds(Slab, height=st.floats(1, 70), before=st.floats(0, 3)), min_size=1, max_size=8)


@given(st.lists(slabs, max_size=30), st.lists(stacks, min_size=5, max_size=5), st.floats(50, 200))
def test_everything_is_placed_once_in_order_and_apart(column, notes, height):
    """Each slab and each called note's slab is placed once, in order; nothing overlaps unless it is too high."""
    column = [evolve(s, places=(str(i),)) for i, s in enumerate(column)]
    notes = [[evolve(s, places=(f"n{n}-{i}",)) for i, s in enumerate(stack)] for n, stack in enumerate(notes)]
    laid = paginate(column, notes, height, GAP)
    assert [name for body, _ in shown(laid) for name in body] == [s.places[0] for s in column if not s.turn]
    expected = [s.places[0] for c in column if not c.turn for n in c.notes for s in notes[n]]
    assert [name for _, foot in shown(laid) for name in foot] == expected
    if any(s.height > height - GAP - 70 for s in column):
        return
    for page in laid.pages:
        edges = [(p.y, p.y + p.slab.height) for p in (*page.body, *page.notes)]
        assert all(a[1] <= b[0] + 0.001 for a, b in itertools.pairwise(edges))
        assert not edges or edges[-1][1] <= height + 0.001 or len(page.notes) == 1
