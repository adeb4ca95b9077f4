"""Charts count names and never support; each has its data as a table and its words as an alt text."""

from __future__ import annotations

from typing import cast

from attrs import evolve

from rtop_docs.analysis import Ask
from rtop_docs.compose.marks import PartContext
from rtop_docs.compose.parts.charts import theme_chart
from rtop_docs.compose.target import Target
from rtop_docs.document.model import BarChart, DotChart, Figure, Origin
from tests.compose.sheet_bench import Altered, asked, figure, plain, rows, sections, sheet


def drawn(dialogue: str = "ga-2014", **answers: object) -> tuple[Figure, ...]:
    """Return what the part for the chart of named states makes; answers: replaced ones."""
    target = Target(name="briefing", template="briefing.md", dialogue=dialogue)
    ask = cast("Ask", Altered(asked(dialogue), answers))
    return theme_chart(PartContext(ask, target, "en", "ltr", Origin(), lambda _: (), str))


def bars(dialogue: str = "ga-2014") -> Figure:
    """Return the chart of named states by theme."""
    return figure(drawn(dialogue))


# -- bars -------------------------------------------------------------------------------------


def test_bars_are_as_long_as_the_names_and_open_lists_have_an_open_end():
    """Nine states and the EU are named on prevention in an open list; eleven on the agenda in a list without marker."""
    chart = bars().chart
    assert isinstance(chart, BarChart)
    found = {bar.label: bar for bar in chart.bars}
    prevention, agenda = found["Prevention"], found["Formal agenda"]
    assert (prevention.value, prevention.open_ended, prevention.hollow) == (9, True, False)
    assert prevention.note == "9 and the EU, “and many others”"
    assert (agenda.value, agenda.open_ended) == (11, False)


def test_a_number_that_another_source_states_stands_in_the_note():
    """Thirteen and the Group of Friends are another publisher's count: told with it, and never added."""
    chart = bars().chart
    note = next(bar.note for bar in chart.bars if bar.label == "Formal agenda")
    assert note == "11 and the Group of Friends; 13 and the Group of Friends stated by GCR2P"


def test_a_number_without_names_is_a_hollow_bar():
    """Fourteen states are counted on the veto and none is named: the bar is hollow and its note says whose count."""
    chart = bars().chart
    veto = next(bar for bar in chart.bars if bar.label == "Veto as a hurdle")
    assert (veto.value, veto.hollow, veto.open_ended) == (14, True, False)
    assert veto.note == "14 stated by ICRtoP, not named"


def test_solid_bars_come_first_and_the_longest_of_them_first():
    """Names are shown before numbers without names."""
    found = [(bar.hollow, -bar.value) for bar in bars().chart.bars]
    assert found == sorted(found)


def test_themes_with_neither_names_nor_number_are_said_in_the_caption_and_the_table():
    """What cannot be drawn is not dropped: its source's words stand below the chart."""
    chart = bars()
    assert "Sequence of pillars" not in [bar.label for bar in chart.chart.bars]
    assert "Not drawn, since sources give neither names nor a number" in plain(chart.caption)
    assert "“The vast majority of states who participated in the dialogue”" in plain(chart.caption)
    assert "Sequence of the pillars" in [row[0] for row in rows([chart.data])]


def test_themes_of_the_panel_and_of_civil_society_are_no_bars():
    """The four organizations that raised a matter are no states that hold something."""
    titles = [row[0] for row in rows([bars().data])]
    assert "Continued challenges" not in titles
    assert "Rhetoric and action" not in titles


def test_the_number_of_a_complete_list_is_not_repeated():
    """Eighteen named of eighteen stated, in the same list, is one number and not two."""
    chart = bars("ga-2013").chart
    assert next(bar.note for bar in chart.bars if bar.label == "Focal points") == "18"


def test_the_chart_is_told_in_words():
    """The alt text has each bar's label and note, and the caption says that bars count names."""
    chart = bars()
    assert all(f"{bar.label}: {bar.note}." in chart.alt for bar in chart.chart.bars)
    assert "Bars count names, not support." in plain(chart.caption)


def test_no_chart_where_no_theme_concerns_states():
    """A dialogue without a position has no chart, and no empty frame for one."""
    assert drawn(named_counts=()) == ()


# -- dots -------------------------------------------------------------------------------------


def dots(actor: str, **answers: object) -> Figure:
    """Return the chart of a state beside its regional group."""
    found = sections(sheet(actor, **answers))
    return figure(next(blocks for head, blocks in found.items() if head.startswith("Beside the ")))


def test_one_mark_stands_for_each_state_that_is_named_at_all_its_own_first():
    """Eight African states are named at all; the own one stands first, large, then those named on the theme."""
    chart = dots("CIV").chart
    assert isinstance(chart, DotChart)
    first = chart.rows[0]
    assert first.label == "Civil society"
    assert [(dot.label, dot.filled, dot.own) for dot in first.dots[:3]] == [
        ("Côte d’Ivoire", True, True),
        ("Sierra Leone", True, False),
        ("Botswana", False, False),
    ]
    assert len(first.dots) == 8


def test_the_caption_keeps_silence_apart_from_a_no():
    """The caption says how many are named of how many that spoke, with the reason of the range."""
    words = plain(dots("CIV").caption)
    assert "One mark for each of the 8 states of the group (54 members that day)" in words
    assert "Empty: silence of the sources read, not a “no”." in words
    assert "The sources read name 45–46 of the 67 states said to have spoken." in words
    assert "Whether Latvia spoke itself or through Estonia is not said." in words


def test_the_table_names_who_is_and_who_is_not_named():
    """Where the chart cannot be drawn, its table has the same states by name."""
    row = next(iter(rows([dots("CIV").data])))
    assert row[:2] == ("Civil society in prevention", "Côte d’Ivoire and Sierra Leone")
    assert row[2] == "Botswana, Burundi, Egypt, Namibia, Nigeria and Rwanda."


def test_marks_of_other_kinds_are_named_as_what_they_are():
    """Reached through others, not read and withheld are three things, and none of them is "not named"."""
    view = asked().beside_group("CIV")
    theme = view.themes[0]
    kinds = ("reached", "not read", "withheld", "did not speak")
    marks = tuple(evolve(mark, mark=kind) for mark, kind in zip(theme.marks, kinds, strict=False))
    altered = evolve(view, themes=(evolve(theme, marks=marks),), withheld=True)
    chart = dots("CIV", beside_group=altered)
    cell = next(iter(rows([chart.data])))[2]
    assert "Reached through others: Botswana." in cell
    assert "Not read by us: Burundi." in cell
    assert "Not stated in this edition: Côte d’Ivoire." in cell
    assert "Did not speak: Egypt." in cell
    assert "Some marks are not stated in this edition." in plain(chart.caption)
    assert not any(dot.filled for dot in chart.chart.rows[0].dots)


def test_a_state_alone_in_its_group_is_told_in_the_singular():
    """One state of a group that is named at all gets one mark and a sentence that fits."""
    found = sections(sheet("CRI", "ga-2013"))
    words = plain(figure(found["Beside the Latin American and Caribbean States"]).caption)
    assert "The sources read name 1 state of the group (33 members that day)" in words


def test_the_marks_are_told_in_words():
    """The alt text names who is named, and counts those who are not."""
    chart = dots("CIV")
    assert "Civil society: named Côte d’Ivoire and Sierra Leone. Not named there: 6 others." in chart.alt


def test_a_state_that_no_theme_reaches_has_no_chart():
    """Rwanda is reached by nothing, so there is nothing to stand beside its group."""
    assert not any(head.startswith("Beside") for head in sections(sheet("RWA")))


def test_a_body_stands_beside_no_regional_group():
    """The European Union has no regional group, and its sheet no chart of one."""
    assert not any(isinstance(block, Figure) for block in sheet("european-union").blocks)
