"""Painting: operators, marked contents, frames turned round, links, names, grounds."""

import re

import pytest
from attrs import evolve

from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.lines import break_lines
from rtop_docs.writers.pdf.measure import Look, Run, measured
from rtop_docs.writers.pdf.pages import Placed
from rtop_docs.writers.pdf.paint import HEADER, LAYOUT, Frame, Painter
from rtop_docs.writers.pdf.slabs import Area, Disc, Entry, Ground, PageNumber, Slab, Stroke, Words, turned_round
from rtop_docs.writers.pdf.tags import Tag
from rtop_docs.writers.pdf.typeface import typeface
from rtop_docs.writers.style import DEFAULT

LOOK = Look(typeface("FiraGO", bold=False, italic=False), 10.0, "#000000", language="en")


def words(text="word", x=0.0, y=8.0, **more):
    """Make a mark of one line."""
    turned = more.pop("turned", False)
    (line,) = break_lines(measured([Run(text, evolve(LOOK, **more))]), 1e6)
    return Words(x, y, line, turned)


def painted(*slabs, page_of=(), repeated=False, decoration=LAYOUT):
    """Paint slabs below each other at x 100, y 700."""
    painter = Painter(DEFAULT, Fonts(), dict(page_of), 0)
    y, placed = 0.0, []
    for index, slab in enumerate(slabs):
        y += slab.before if index else 0.0
        placed.append(Placed(y, slab, top=not index, repeated=repeated))
        y += slab.height
    painter.column(placed, 100.0, 700.0, decoration)
    return painter


def test_frames_turned_round_twice_run_as_before():
    """A frame within a frame turned round counts from its right edge; turned again, from its left."""
    outer = Frame(100.0)
    right = outer.inner(10.0, 50.0)
    again = right.inner(5.0, 20.0)

    assert (right.start, right.leftwards) == (160.0, True)
    assert right.left(0.0, 50.0) == 110.0
    assert (again.start, again.leftwards) == (135.0, False)
    assert again.left(20.0, 0.0) == 155.0


def test_neighbours_of_one_element_share_a_marked_content():
    """Lines of a paragraph are one content; another paragraph is another; decoration is an artifact."""
    one, two = Tag("P", "en").strand(), Tag("P", "en").strand()
    painter = painted(
        Slab(10, (words(strand=one),)),
        Slab(10, (words(strand=one), Stroke(0, 9, 9, 9, "#000000", 1.0))),
        Slab(10, (words(strand=two),)),
    )
    marked = [o for o in painter.operators if "BDC" in o or o == "EMC"]

    assert marked == ["/P <</MCID 0>> BDC", "EMC", LAYOUT, "EMC", "/P <</MCID 1>> BDC", "EMC"]
    assert (one.pieces, two.pieces, painter.marked) == ([(0, 0)], [(0, 1)], 2)


def test_a_repeated_head_is_no_content():
    """The second time it is painted a head is an artifact: no mark, no link, no name, no entry of the outline."""
    strand = Tag("TH", "en").strand()
    slab = Slab(
        10, (words(strand=strand, target="https://example.org/", place="p"),), places=("q",), entry=Entry(1, "e")
    )
    painter = painted(slab, repeated=True)

    assert [o for o in painter.operators if "BDC" in o] == [HEADER]
    assert (strand.pieces, painter.marked, painter.clicks, painter.places, painter.outline) == ([], 0, [], {}, [])


def test_names_and_entries_stand_at_the_top_of_their_slab():
    """The first place of a name counts."""
    painter = painted(Slab(10, places=("a",), entry=Entry(1, "e")), Slab(10, before=5, places=("a", "b")))

    assert painter.places == {"a": (100.0, 700.0), "b": (100.0, 685.0)}
    assert [p.y for p in painter.outline] == [700.0]


def test_words_of_one_link_are_one_area():
    """Fragments of a link that touch are joined; another link beside it is another area."""
    one, two = Tag("P", "en").add("Link"), Tag("P", "en").add("Link")
    runs = [
        Run("half", evolve(LOOK, target="https://a.org/", strand=one.strand())),
        Run(
            "bold",
            evolve(
                LOOK, target="https://a.org/", strand=one.strand(), typeface=typeface("FiraGO", bold=True, italic=False)
            ),
        ),
        Run("other", evolve(LOOK, target="https://a.org/", strand=two.strand())),
    ]
    (line,) = break_lines(measured(runs), 1e6)
    first, second = painted(Slab(10, (Words(0, 8, line),))).clicks

    assert (first.x1, first.x2) == (100.0, pytest.approx(second.x1))
    assert second.x2 == pytest.approx(100 + line.width)
    assert (first.link, second.link) == (one, two)


def test_marks_above_the_baseline_rise_and_come_back():
    """Glyphs that leave the baseline are painted with a rise, and the next word stands on the line again."""
    text = " ".join(painted(Slab(10, (words("x\u0301\u0302 b"),))).operators)
    rises = re.findall(r"(\S+) Ts", text)

    assert len(set(rises)) > 1
    assert (rises[0], rises[-1]) == ("0", "0")
    assert text.rindex(" Ts") < text.rindex("TJ")


def test_only_what_does_not_say_itself_has_a_text_of_its_own():
    """Plain, accented and Cyrillic words need none; a joined mark or a box does."""
    plain = painted(Slab(10, (words("plain é Жизнь office x\u0301\u0302 a\u2060b"),)))
    odd = painted(Slab(10, (words("e\u0301 \U00013000"),)))

    assert not [o for o in plain.operators if "ActualText" in o]
    assert "".join(odd.operators).count("ActualText") == 2


def test_upright_words_run_upwards():
    """A turned line is painted by a turned matrix, its parts above each other; its link is as high as it is long."""
    line = words("ab", y=50.0, turned=True, target="https://example.org/")
    painter = painted(Slab(50, (line,)))
    (click,) = painter.clicks

    assert any(" 0 1 -1 0 100 650 Tm" in o for o in painter.operators)
    assert click.y2 - click.y1 == pytest.approx(line.line.width)
    assert click.x2 - click.x1 < 11


def test_a_frame_turned_round_mirrors_every_mark():
    """Words end where they began; areas, strokes and discs stand at the other side, grounds too."""
    mark = words()
    slab = Slab(
        20, (mark, Area(0, 0, 30, 5, "#111111"), Stroke(0, 9, 10, 9, "#222222", 1.0), Disc(5, 5, 2, "#333333")),
        grounds=(Ground(0.0, 2.0, "#444444"),),
    )  # fmt: skip
    operators = painted(*turned_round([slab], 200.0)).operators

    assert "298 680 2 20 re f" in operators
    assert "270 695 30 5 re f" in operators
    assert "290 691 m 300 691 l S" in operators
    assert any(o.startswith("297 695 m") and o.endswith(" f") for o in operators)
    assert any(f"1 0 0 1 {round(300 - mark.line.width, 2):g} 692 Tm" in o for o in operators)


def test_grounds_of_neighbours_show_no_seam():
    """One area lies behind joined slabs and the white between them; the first has none above."""
    ground = Ground(0.0, 50.0, "#111111")
    slabs = [
        Slab(10, before=4, grounds=(Ground(0.0, 50.0, "#111111", joined=False),)),
        Slab(10, before=6, grounds=(ground,)),
    ]
    areas = [o for o in painted(*slabs).operators if " re " in o]

    assert areas == ["100 674 50 26 re f"]


def test_the_page_of_a_place_ends_at_its_edge():
    """Numbers of one and of three digits end at one edge; an unknown place has none."""
    mark = PageNumber(200.0, 8.0, "a:x", LOOK)
    (one,), (many,), none = (
        [o for o in painted(Slab(10, (mark,)), page_of=p).operators if o.startswith("BT")]
        for p in ({"a:x": 1}, {"a:x": 100}, {})
    )
    begins = [float(o.split(" Tm")[0].split()[-2]) for o in (one, many)]

    assert begins[1] < begins[0] < 300
    assert none == []


def test_colours_are_set_when_they_change():
    """A second black word needs no colour again."""
    operators = painted(Slab(10, (words(), words("b", x=50.0), words("c", x=90.0, colour="#FF0000")))).operators

    assert [o for o in operators if o.endswith(" rg")] == ["0 0 0 rg", "1 0 0 rg"]
