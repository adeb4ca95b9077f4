"""Breaking by total fit: the least demerits of all breakings, lines that fit, white that fills them."""

from functools import cache
from itertools import pairwise
from math import inf, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rtop_docs.writers.pdf import optimum
from rtop_docs.writers.pdf.optimum import SHRINK, STRETCH, TRIES, breaks, ratio, stretch_of


def line_of(begin, end, widths, gaps, extras):
    """Return the natural width and the white of the line of the items from `begin` to before `end`."""
    white = sum(gaps[begin + 1 : end])
    return sum(widths[begin:end]) + white + (extras[end] if end < len(widths) else 0.0), white


def line_demerits(begin, end, row, paragraph, tolerance, share):
    """Return the demerits of one line by its definition, its fitness class and whether it is hyphenated.

    None where it is too wide or too loose.
    """
    widths, gaps, penalties, extras, forced, measure = paragraph
    measures = measure if isinstance(measure, list) else [measure]
    natural, white = line_of(begin, end, widths, gaps, extras)
    slack = measures[min(row, len(measures) - 1)] - natural
    stretch = white * STRETCH + share * max(measures)
    if slack < 0:
        rate = slack / (white * SHRINK) if white else -inf
    else:
        rate = 0.0 if end in forced or end == len(widths) or not slack else slack / stretch if stretch else inf
    if not -1 - 1e-9 <= rate <= tolerance + 1e-9:
        return None
    penalty, extra = (penalties[end], extras[end]) if end < len(widths) else (0, 0)
    penalty = 0 if penalty == inf else penalty
    cost = (10 + 100 * abs(rate) ** 3 + max(penalty, 0)) ** 2 - min(penalty, 0) ** 2
    return cost, sum(rate >= bound for bound in (-0.5, 0.5 + 1e-12, 1 + 1e-12)), extra > 0


def cheapest(paragraph, tolerance, share):
    """Return the least demerits of all ways to break a paragraph, and the first items of those lines."""
    widths, _, penalties, _, forced, _ = paragraph

    @cache
    def onwards(begin, row, fit, hyphen):
        """Return the same from item `begin` on, after a line of this fitness class."""
        best, starts = inf, []
        for end in range(begin + 1, len(widths) + 1):
            free = end == len(widths) or end in forced or penalties[end] < inf
            line = line_demerits(begin, end, row, paragraph, tolerance, share) if free else None
            if line:
                cost, now, parted = line
                cost += 10_000 if abs(now - fit) > 1 else 0
                if hyphen:
                    cost += 10_000 if parted else 5_000 if end == len(widths) or end in forced else 0
                rest, more = onwards(end, row + 1, now, parted) if end < len(widths) else (0, [])
                if cost + rest < best:
                    best, starts = cost + rest, [begin, *more]
            if end in forced:
                break
        return best, starts

    return onwards(0, 0, 1, False)


def cost_of(starts, paragraph, tolerance, share):
    """Return what lines that begin with the items `starts` cost."""
    widths, gaps, penalties, extras, _, measure = paragraph
    only = [0.0 if place in starts else inf for place in range(len(widths))]
    fixed = [0.0 if penalty == inf else penalty for penalty in penalties]
    chosen = [inf if barred else penalty for barred, penalty in zip(only, fixed, strict=True)]
    found = cheapest((widths, gaps, chosen, extras, paragraph[4], measure), tolerance, share)
    return found[0] if found[1] == starts else inf


NUMBERS = st.sampled_from([0.0, 2.0, 3.0, 4.5])


@st.composite
def paragraphs(draw):
    """Small paragraphs, most with many ways to break them; with white, hyphens, forbidden and forced breaks."""
    count = draw(st.integers(1, 12))
    wild = draw(st.booleans())
    measure = (st.integers(12, 60) if wild else st.integers(22, 40)).map(float)

    def each(numbers):
        """Draw a number for each item."""
        return draw(st.lists(numbers, min_size=count, max_size=count))

    return (
        each((st.integers(0, 25) if wild else st.integers(2, 12)).map(float)),
        each(st.sampled_from([0.0, 2.0, 4.5] if wild else [0.0, 5.0, 6.0, 7.5])),
        each(st.sampled_from([0.0, 0.0, 50.0, 400.0, -60.0] + [inf] * wild)),
        each(st.sampled_from([0.0, 2.0])),
        draw(st.sets(st.integers(0, count - 1), max_size=2 * wild)),
        draw(measure | st.lists(measure, min_size=1, max_size=3)),
    )


@settings(max_examples=300)
@given(paragraphs())
def test_no_arrangement_costs_less(paragraph):
    """The lines cost what the cheapest of all arrangements costs, at the first ratio that any of them keeps."""
    *lists, forced, measure = paragraph
    fit = optimum._Fit(*lists, forced, measure if isinstance(measure, list) else [measure])
    for tolerance, share in TRIES:
        best, _ = cheapest(paragraph, tolerance, share)
        found = fit.breaks(tolerance, share)
        assert (found is None) == (best == inf)
        if found is not None:
            assert fit.demerits == pytest.approx(best)
            assert cost_of(found, paragraph, tolerance, share) == pytest.approx(best)
            break

    assert breaks(*paragraph) == found


@given(
    st.lists(st.tuples(st.floats(0, 60), NUMBERS, st.sampled_from([0.0, 50.0, inf]), NUMBERS), min_size=1, max_size=80),
    st.sets(st.integers(1, 79), max_size=3),
    st.floats(60, 200),
)
def test_no_line_is_too_wide(items, forced, measure):
    """However hostile the widths, a line fits its measure when its white is shrunk, and all items are there."""
    widths, gaps, penalties, extras = map(list, zip(*items, strict=True))
    forced = {place for place in forced if place < len(items)}
    found = breaks(widths, gaps, penalties, extras, forced, measure)

    if found is not None:
        assert found[0] == 0
        assert found == sorted(set(found))
        assert forced <= set(found)
        assert all(penalties[place] < inf or place in forced for place in found[1:])
        for begin, end in zip(found, [*found[1:], len(items)], strict=True):
            natural, white = line_of(begin, end, widths, gaps, extras)
            assert natural - white * SHRINK <= measure + 1e-5


def test_a_paragraph_is_broken_as_a_whole():
    """A line is set tight, which a greedy breaker would not do, so that the next is not left gaping."""
    words = [20.0, 40.0, 25.0, 20.0, 35.0, 10.0, 25.0, 20.0, 40.0, 30.0, 35.0]
    white, zero = [5.0] * 11, [0.0] * 11

    def rates(starts):
        """Return the ratio of each line but the last."""
        lines = [line_of(begin, end, words, white, zero) for begin, end in pairwise(starts)]
        return [round(ratio(natural, gap, 100.0), 6) for natural, gap in lines]

    greedy, found = [0, 3, 6, 9], breaks(words, white, zero, zero, (), 100.0)
    assert found == [0, 3, 7, 10]
    assert rates(greedy) == [1.0, 5.0, 1.0]
    assert rates(found) == [1.0, -1.0, 0.0]


def test_one_line_is_enough_for_a_short_text():
    """What fits in one line is one line, and is not stretched."""
    assert breaks([10.0, 10.0], [3.0, 3.0], [0.0, 0.0], [0.0, 0.0], (), 100.0) == [0]
    assert breaks([10.0], [3.0], [inf], [0.0], (), 10.0) == [0]
    assert breaks([], [], [], [], (), 10.0) == []


def test_a_line_shrinks_no_further_than_it_may():
    """White of 6 points gives up 2 of them and no more."""
    paragraph = ([10.0, 10.0, 10.0], [3.0] * 3, [inf, 0.0, inf], [0.0] * 3, ())

    assert breaks([10.0, 10.0, 10.0], [3.0] * 3, [0.0] * 3, [0.0] * 3, (), 34.0) == [0]
    assert breaks(*paragraph, 33.9) == [0, 1]


def test_forced_breaks_are_kept():
    """An item that is forced begins a line even where none may begin, and the line before it may be short."""
    assert breaks([10.0] * 4, [3.0] * 4, [inf] * 4, [0.0] * 4, {2}, 100.0) == [0, 2]
    assert breaks([10.0] * 4, [3.0] * 4, [0.0] * 4, [0.0] * 4, [0, 1, 2, 3], 100.0) == [0, 1, 2, 3]


def test_what_cannot_fit_is_none():
    """A box wider than every line, also with what no break may part from it or a hyphen, gives no lines."""
    assert breaks([10.0, 50.0], [3.0] * 2, [0.0] * 2, [0.0] * 2, (), 40.0) is None
    assert breaks([30.0, 30.0], [3.0] * 2, [0.0, inf], [0.0] * 2, (), 40.0) is None
    assert breaks([39.0, 30.0], [0.0] * 2, [0.0] * 2, [0.0, 2.0], (), 40.0) is None
    assert breaks([39.0, 30.0], [0.0] * 2, [0.0] * 2, [0.0, 1.0], (), 40.0) == [0, 1]


def test_the_measure_may_differ_by_line():
    """The first measure is the first line's, the last serves all that follow."""
    boxes = ([10.0] * 6, [0.0] * 6, [0.0] * 6, [0.0] * 6, ())

    assert breaks(*boxes, [10.0, 20.0]) == [0, 1, 3, 5]
    assert breaks(*boxes, [30.0, 10.0]) == [0, 3, 4, 5]


def test_hyphens_are_the_last_resort():
    """A paragraph that can do without parting a word does; one that would gape without parts it."""
    words = (
        [45.0, 20.0, 25.0, 46.0, 20.0],
        [4.0, 4.0, 0.0, 4.0, 4.0],
        [0.0, 0.0, 50.0, 0.0, 0.0],
        [0, 0, 3.0, 0, 0],
        (),
    )

    assert 2 not in breaks(*words, 100.0)
    assert breaks(*words, 74.0) == [0, 2, 4]


def test_a_hyphen_after_a_hyphen_is_avoided():
    """Of two ways to part words the one that leaves a line between the hyphens is taken, though it is looser."""
    zero = [0.0] * 5
    paragraph = ([48.0, 48.0, 24.0, 24.0, 40.0], zero, zero)
    hyphens = [0.0, 2.0, 0.0, 2.0, 0.0]

    assert breaks(*paragraph, zero, (), 50.0) == [0, 1, 2, 4]
    assert breaks(*paragraph, [0.0, 2.0, 2.0, 0.0, 0.0], (), 50.0) == [0, 1, 2, 4]
    assert breaks([24.0, 24.0, 24.0, 24.0, 40.0], zero, zero, hyphens, (), 50.0) == [0, 2, 4]


def test_a_dearer_way_may_be_the_better_one():
    """The way to a place that costs more is kept when the cheaper one may yet clash with the next line."""
    words = [8.0, 5.0, 3.0, 6.0, 10.0, 7.0, 9.0, 7.0, 16.0, 9.0, 16.0, 17.0, 3.0]
    paragraph = (words, [6.0] * 13, [0.0] * 13, [0.0] * 13, set(), 70.0)

    assert breaks(*paragraph) == [0, 5, 10]
    assert cost_of([0, 5, 10], paragraph, 2.0, 0.0) + 8000 < cost_of([0, 6, 10], paragraph, 2.0, 0.0) < inf


def test_a_line_too_short_for_one_measure_may_fill_another():
    """Where measures differ, the longest line that ends at a place says nothing of the shorter ones."""
    zero = [0.0] * 6
    fit = optimum._Fit([15.0, 10.0, 35.0, 5.0, 15.0, 130.0], zero, zero, zero, (), [60.0, 60.0, 20.0, 130.0])

    assert fit.breaks(3.0, 0.1) == [0, 2, 4, 5]


@given(paragraphs())
def test_the_answer_is_always_the_same(paragraph):
    """Neither calls before nor the kinds of sequences change the lines, not even where several cost the same."""
    *lists, forced, measure = paragraph
    first = breaks(*lists, forced, measure)

    breaks([5.0] * 9, [0.0] * 9, [0.0] * 9, [0.0] * 9, (), 10.0)
    assert breaks(*map(tuple, lists), sorted(forced, reverse=True), measure) == first


@pytest.mark.parametrize("width", [0.0, 0.01])
def test_nonsense_ends(width):
    """Two thousand boxes without width are broken, and a box as wide as the line among them finds its place."""
    count = 1000
    widths = [width] * count + [100.0] + [width] * count
    zero = [0.0] * len(widths)
    found = breaks(widths, zero, zero, zero, (), 100.0)

    assert all(sum(widths[a:b]) <= 100.001 for a, b in zip(found, [*found[1:], len(widths)], strict=True))


def test_only_so_many_starts_are_kept():
    """What is remembered at once is bounded, however many boxes fit in a line."""
    kept = []

    class Watched(optimum._Fit):
        """Writes down how many nodes are active."""

        def enter(self, place, best):
            """Add nodes and count them."""
            super().enter(place, best)
            kept.append(len(self.active))

    zero = [0.0] * 1000
    Watched([0.01] * 1000, zero, zero, zero, (), [100.0]).breaks(inf, 0.1)
    assert max(kept) == optimum.MOST_ACTIVE


@pytest.mark.parametrize(
    "call",
    [
        ([1.0], [], [0.0], [0.0], (), 10.0),
        ([1.0, -1.0], [0.0] * 2, [0.0] * 2, [0.0] * 2, (), 10.0),
        ([1.0], [-1.0], [0.0], [0.0], (), 10.0),
        ([1.0], [0.0], [0.0], [-1.0], (), 10.0),
        ([inf], [0.0], [0.0], [0.0], (), 10.0),
        ([nan], [0.0], [0.0], [0.0], (), 10.0),
        ([1.0], [0.0], [-inf], [0.0], (), 10.0),
        ([1.0], [0.0], [0.0], [0.0], (), 0.0),
        ([1.0], [0.0], [0.0], [0.0], (), inf),
        ([1.0], [0.0], [0.0], [0.0], (), []),
        ([1.0], [0.0], [0.0], [0.0], (), [10.0, -1.0]),
    ],
)
def test_bad_calls_raise(call):
    """Lengths that differ, widths that are none and lines without room are the caller's mistake."""
    with pytest.raises(ValueError, match=r"differ|negative|-inf|room"):
        breaks(*call)


@pytest.mark.parametrize(
    ("natural", "white", "expected"),
    [(90, 20, 1.0), (95, 20, 0.5), (100, 20, 0.0), (102, 12, -0.5), (104, 12, -1.0), (90, 0, inf), (101, 0, -inf)],
)
def test_ratio_measures_how_loose_a_line_is(natural, white, expected):
    """At 1 the white has grown by half, at -1 it has lost a third."""
    assert ratio(natural, white, 100.0) == pytest.approx(expected)


def test_white_fills_the_line():
    """Gaps grow and shrink by their own widths until the line is full; those without width stay without."""
    assert stretch_of([4.0, 0.0, 2.0], 94.0, 100.0) == pytest.approx([8.0, 0.0, 4.0])
    assert stretch_of([4.0, 2.0], 101.0, 100.0) == pytest.approx([4.0 * 5 / 6, 2.0 * 5 / 6])
    assert stretch_of([6.0], 150.0, 100.0) == pytest.approx([4.0])
    assert stretch_of([0.0, 0.0], 90.0, 100.0) == [0.0, 0.0]
    assert stretch_of([], 90.0, 100.0) == []
