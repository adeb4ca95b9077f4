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


def lying(*slabs):
    """Put slabs on pages that lie on their other side."""
    return [Slab(0, turn=True, turned=True), *slabs, Slab(0, turn=True)]


def sides(pagination):
    """Return for each page whether it lies on its other side."""
    return [page.turned for page in pagination.pages]


def test_turned_pages_have_their_own_height():
    """What lies holds less, what stands after it more, and every page says how it lies."""
    column = [slab("a"), *lying(*(slab(f"t{i}", 30) for i in range(4))), slab("b", 90)]
    laid = paginate(column, [], 100, GAP, 65)

    assert shown(laid) == [(["a"], []), (["t0", "t1"], []), (["t2", "t3"], []), (["b"], [])]
    assert sides(laid) == [False, True, True, False]


def test_a_turned_page_at_either_end_leaves_no_empty_page():
    """A document that begins or ends with a turned page has no blank one before or after it."""
    assert sides(paginate(lying(slab("t")), [], 100, GAP, 65)) == [True]
    assert sides(paginate([*lying(slab("t")), slab("b")], [], 100, GAP, 65)) == [True, False]
    assert sides(paginate([slab("a"), *lying(slab("t"))], [], 100, GAP, 65)) == [False, True]


def test_page_breaks_beside_a_turned_page_add_none():
    """An author's page break before or after a wide table is the break that the table makes."""
    turn = Slab(0, turn=True)
    laid = paginate([turn, *lying(slab("t")), turn, slab("b"), turn], [], 100, GAP, 65)

    assert list(zip(shown(laid), sides(laid), strict=True)) == [((["t"], []), True), ((["b"], []), False)]


def test_a_note_that_waits_goes_on_at_the_foot_of_a_turned_page():
    """Its lines keep their order over pages that stand and lie; none is lost and none is too low."""
    notes = [[slab(f"n{i}") for i in range(14)]]
    laid = paginate([slab("a", 50, notes=(0,)), *lying(slab("t", 20)), slab("b", 40)], notes, 100, GAP, 65)

    assert [name for _, foot in shown(laid) for name in foot] == [f"n{i}" for i in range(14)]
    assert [name for body, _ in shown(laid) for name in body] == ["a", "t", "b"]
    for page in laid.pages:
        assert all(p.y + p.slab.height <= (65 if page.turned else 100) + 0.001 for p in page.notes)
    assert shown(laid)[1][1]


def test_a_note_that_waits_at_the_end_of_a_turned_page_needs_another():
    """The last page of a document is added for its notes alone, lying as the page before."""
    notes = [[slab(f"n{i}") for i in range(14)]]
    laid = paginate(lying(slab("t", 20, notes=(0,))), notes, 100, GAP, 65)

    assert [name for _, foot in shown(laid) for name in foot] == [f"n{i}" for i in range(14)]
    assert set(sides(laid)) == {True}


def test_a_slab_too_high_for_a_turned_page_is_reported():
    """What an upright page would hold may be too high for one that lies."""
    laid = paginate(lying(slab("t", 80)), [], 100, GAP, 65)

    assert [s.places for s in laid.too_high] == [("t",)]


slabs = st.builds(
    Slab,
    height=st.floats(0, 130),
    before=st.floats(0, 40),
    keep=st.booleans(),
    notes=st.lists(st.integers(0, 4), max_size=2).map(tuple),
    turn=st.sampled_from((False,) * 9 + (True,)),
    turned=st.booleans(),
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


@given(st.lists(slabs, max_size=30), st.lists(stacks, min_size=5, max_size=5), st.floats(50, 200), st.floats(50, 200))
def test_pages_that_stand_and_lie_lose_nothing(column, notes, height, turned_height):
    """Breaks before pages of either height: all is placed once, in order, and no page but an only one is empty."""
    column = [evolve(s, places=(str(i),)) for i, s in enumerate(column)]
    notes = [[evolve(s, places=(f"n{n}-{i}",)) for i, s in enumerate(stack)] for n, stack in enumerate(notes)]
    laid = paginate(column, notes, height, GAP, turned_height)

    assert [name for body, _ in shown(laid) for name in body] == [s.places[0] for s in column if not s.turn]
    expected = [s.places[0] for c in column if not c.turn for n in c.notes for s in notes[n]]
    assert [name for _, foot in shown(laid) for name in foot] == expected
    assert all(page.body or page.notes for page in laid.pages) or len(laid.pages) == 1
