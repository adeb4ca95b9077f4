"""Charts and strips: lengths of bars, dots that wrap, what is a figure and what falls apart on a tiny page."""

import math

import pytest

from rtop_docs.document.model import (
    Bar,
    BarChart,
    Column,
    Document,
    Dot,
    DotChart,
    DotRow,
    Figure,
    KeyFigure,
    KeyFigures,
    Table,
    Text,
)
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.pdf.figures import BAR_HEIGHT, OWN_RADIUS
from rtop_docs.writers.pdf.slabs import Area, Disc, Stroke, Words
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.laying import TINY, laid, lines_in, marks_in
from tests.writers.pdf.reading import areas_of, pieces_of
from tests.writers.pdf.torture import row

DATA = Table(columns=(Column(),), head=(), body=(row("d"),))


def chart(made, **more):
    """Make a figure of a chart."""
    return Figure(chart=made, alt="alt", caption=more.pop("caption", ()), data=DATA, **more)


def bars_of(*bars, **more):
    """Return the areas of a bar chart's bars, and its strokes."""
    slabs, _ = laid(chart(BarChart(bars)), **more)
    return marks_in(slabs, Area), marks_in(slabs, Stroke)


def test_bars_are_as_long_as_their_values():
    """Half of the value is half of the length; all begin at one edge."""
    (whole, half), _ = bars_of(Bar("a", 8, "8"), Bar("b", 4, "4"))

    assert whole.width == pytest.approx(2 * half.width)
    assert whole.x == half.x
    assert whole.height == BAR_HEIGHT


@pytest.mark.parametrize("value", [0.0, -3.0, math.nan, math.inf])
def test_what_is_no_length_is_a_stroke(value):
    """Nothing, less than nothing and what is no number are shown as a line where bars begin, and stretch no other."""
    (other,), (stroke,) = bars_of(Bar("a", value, ""), Bar("b", 4, ""))

    assert stroke.x1 == stroke.x2 == other.x
    assert other.width > 50


def test_open_and_hollow_bars_are_told_apart_without_colour():
    """A bar that goes on ends in three stripes; a number without names is an outline."""
    (hollow,), _ = bars_of(Bar("a", 1, "", hollow=True))
    areas, _ = bars_of(Bar("a", 1, "", open_ended=True))

    assert hollow.thickness > 0
    assert len(areas) == 4
    assert len({a.width for a in areas[1:]}) == 1


def test_bars_and_notes_stay_on_the_page():
    """Long labels and notes wrap; the longest bar and its note end inside the width, on a tiny page too."""
    for style in (DEFAULT, TINY):
        slabs, setter = laid(
            chart(BarChart((Bar("long label " * 9, 9, "long note " * 9, open_ended=True),))), style=style
        )
        (slab,) = slabs
        edges = [x + part.x + m.x + m.line.width for x, _, part in slab.parts for m in part.marks]
        assert max(edges) <= setter.room.width + 24
        assert max(a.x + a.width for a in marks_in(slabs, Area)) <= setter.room.width


def test_every_mark_of_a_chart_belongs_to_its_figure():
    """Bars and dots are content, not decoration."""
    slabs, _ = laid(
        chart(BarChart((Bar("a", 1, "n"), Bar("b", 0, "n")))), chart(DotChart((DotRow("r", (Dot("x", filled=True),)),)))
    )

    assert {m.strand.role for m in marks_in(slabs, Area | Stroke | Disc)} == {"Figure"}


def test_dots_wrap_and_none_is_lost():
    """Three hundred states take some lines of dots; the row's name stands once, at the first."""
    dots = tuple(Dot(f"s{i}", filled=i % 2 == 0) for i in range(300))
    slabs, setter = laid(chart(DotChart((DotRow("States", dots), DotRow("None", ())))))
    found = marks_in(slabs, Disc)

    assert len(found) == 300
    assert len({d.x for d in found}) < 100
    assert max(d.x + d.radius for d in found) <= setter.room.width
    assert lines_in(slabs) == ["States", "None"]


def test_the_own_state_is_larger_named_or_not():
    """The document's own state is found at a glance, filled where it is named."""
    slabs, _ = laid(
        chart(
            DotChart((DotRow("r", (Dot("a", filled=True, own=True), Dot("b", filled=True), Dot("c", filled=False))),))
        )
    )
    own, named, other = marks_in(slabs, Disc)

    assert own.radius == OWN_RADIUS > named.radius
    assert (named.thickness, other.thickness > 0) == (0, True)


def test_short_charts_stay_whole_and_captions_with_them():
    """A chart of half a page is not divided; its caption follows its last row on the same page."""
    slabs, _ = laid(chart(BarChart(tuple(Bar(f"{i}", i, "") for i in range(9))), caption=(Text("Caption"),)))

    assert all(s.keep for s in slabs[:-1])
    assert lines_in(slabs[-1:]) == ["Caption"]


def test_bars_from_right_to_left_grow_to_the_left():
    """A chart of an Arabic document begins at the right edge of the page."""
    bars = chart(BarChart((Bar("a", 8, ""), Bar("b", 4, ""))), direction="rtl")
    whole, half = areas_of(write_pdf(Document(kind="x", title="t", blocks=(bars,)), DEFAULT).value)

    assert whole[1] + whole[3] == pytest.approx(half[1] + half[3], abs=0.02)
    assert whole[1] < half[1]


def key(value, label="label", other=""):
    """Make a key figure."""
    return KeyFigure(value=(Text(value),), label=(Text(label),), disagreement=(Text(other),) if other else ())


def sizes(slabs):
    """Return the type size of each line."""
    return [m.line.fragments[0].look.size for m in marks_in(slabs, Words)]


def test_numbers_are_large_and_words_are_not():
    """One value of words makes all values of its strip smaller, so that they match."""
    numbers, _ = laid(KeyFigures(figures=(key("67"), key("83"))))
    mixed, _ = laid(KeyFigures(figures=(key("67"), key("not known"))))

    assert sizes(numbers)[::2] == [DEFAULT.sizes.figure.size] * 2
    assert sizes(mixed)[::2] == [DEFAULT.sizes.figure_words.size] * 2


def test_a_strip_is_one_slab_that_holds_its_cells():
    """Cells stand side by side in equal widths; the ground is as high as the highest."""
    (slab,), setter = laid(KeyFigures(figures=(key("1", "label " * 30), key("2", other="81 later"))))
    ground = marks_in([slab], Area)[0]

    assert (ground.width, ground.height) == (setter.room.width, slab.height)
    assert max(y + part.height for _, y, part in slab.parts) < slab.height
    assert {x >= setter.room.width / 2 for x, _, _ in slab.parts} == {True, False}


def test_a_strip_higher_than_a_page_falls_apart():
    """Nothing of it is lost: its lines stand below each other."""
    figures = tuple(key(f"{i}", f"label{i} " * 150) for i in range(5))
    slabs, setter = laid(KeyFigures(figures=figures), style=TINY)

    assert len(slabs) > 5
    assert all(s.height < setter.page_height for s in slabs)
    assert "".join(lines_in(slabs)).count("label4") == 150
    assert laid(KeyFigures(figures=()))[0] == []


@pytest.mark.parametrize("made", [BarChart((Bar("m " * 300, 1, "n " * 300),)), DotChart((DotRow("m " * 900, ()),))])
def test_words_of_a_chart_longer_than_a_page_go_on(made):
    """They are cut between lines: none is lost, none stands beyond its page, and nothing is reported."""
    file = write_pdf(Document(kind="x", title="t", blocks=(chart(made),)), TINY)
    places = [(text.split(), y) for _, text, _, y in pieces_of(file.value)]
    found = [(word, y) for words, y in places for word in words if word in ("m", "n")]

    assert file.diagnostics == ()
    assert len(found) == (600 if isinstance(made, BarChart) else 900)
    assert min(y for _, y in found) > TINY.page.margin_bottom_mm * 72 / 25.4
