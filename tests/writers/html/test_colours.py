"""Colours of both schemes: whatever the style says, text can be read and drawings can be seen."""

from __future__ import annotations

import re

import attrs
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from rtop_docs.writers.colours import (
    DARK_PAGE,
    LIGHT_PAGE,
    MARKS,
    READABLE,
    TEXTS,
    VISIBLE,
    contrast,
    dark_scheme,
    light_scheme,
    mixed,
    seen,
)
from rtop_docs.writers.html.css import style_sheet
from rtop_docs.writers.style import DEFAULT, Colours, StanceColours, Style

GROUNDS = ("page", "ground", "warm_ground")
PALE = Colours(text="#777777", accent="#FFCC00", muted="#BBBBBB", own="#EEEEEE", outline="#FFFFFF")
COLOUR = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06X}")


def assert_readable(scheme: dict[str, str]) -> None:
    """Assert that the colours of texts and of drawings stand out from every ground of the scheme."""
    for name, colour in scheme.items():
        least = READABLE if name in TEXTS else VISIBLE if name in MARKS or name.startswith("is_") else 1
        for ground in GROUNDS:
            assert contrast(colour, scheme[ground]) >= least, (name, ground)


@pytest.mark.parametrize("colours", [Colours(), PALE])
@pytest.mark.parametrize("scheme", [light_scheme, dark_scheme])
def test_text_can_be_read_and_signs_be_seen_in_both_schemes(scheme, colours: Colours):
    """Texts have a contrast of 4.5 on every ground, drawings of 3."""
    assert_readable(scheme(evolve(DEFAULT, colours=colours)))


@given(st.lists(COLOUR, min_size=18, max_size=18))
def test_no_style_makes_a_page_that_cannot_be_read(drawn: list[str]):
    """Any colours of texts and signs: moved until they can be read and seen."""
    names = (*TEXTS, *MARKS)
    texts = dict(zip(names, drawn, strict=False))
    signs = dict(zip(attrs.fields_dict(StanceColours), drawn[len(names) :], strict=True))
    style = Style(colours=Colours(**texts), stances=StanceColours(**signs))

    assert_readable(light_scheme(style))
    assert_readable(dark_scheme(style))


def test_the_house_s_colours_are_not_changed_on_white():
    """What can be read and seen already stays as the style has it."""
    light = light_scheme(DEFAULT)

    assert {name: light[name] for name in (*TEXTS, "own")} == {
        name: getattr(DEFAULT.colours, name) for name in (*TEXTS, "own")
    }


def test_the_dark_scheme_keeps_what_stands_out_most():
    """Text stands out more than what is muted; black, the strongest sign, is the brightest one."""
    dark = dark_scheme(DEFAULT)

    assert contrast(dark["text"], DARK_PAGE) > contrast(dark["muted"], DARK_PAGE)
    assert (
        max((name for name in dark if name.startswith("is_")), key=lambda name: contrast(dark[name], DARK_PAGE))
        == "is_square"
    )


def test_the_sheet_has_each_colour_in_both_schemes_and_paper_is_light():
    """Three lists of variables: light, dark, and light again for print."""
    lists = re.findall(r":root\{([^}]*)\}", style_sheet(DEFAULT, landscape=False).text)
    light, dark, paper = (dict(pair.removeprefix("--").split(":", 1) for pair in text.split(";")) for text in lists)

    assert set(dark) == set(paper) < set(light)
    assert light | paper == light
    assert {name for name in ("page", "ground", "text", "accent", "rule") if dark[name] == light[name]} == set()
    assert set(re.findall(r"var\(--([a-z-]+)\)", style_sheet(DEFAULT, landscape=False).text)) <= set(light)


def test_contrast_is_measured_as_wcag_does():
    """Black on white is 21 to 1; the house's accent is above 7."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#1B4F8A", LIGHT_PAGE) > 7
    assert contrast(seen("#000000", READABLE, DARK_PAGE), DARK_PAGE) >= READABLE
    assert mixed("#000000", "#FFFFFF", 0.5) == "#808080"


def test_paper_and_margins_are_the_style_s():
    """A landscape document turns the sheet; the margins stay."""
    sheet = style_sheet(DEFAULT, landscape=True).text

    assert "@page{size:A4 landscape;margin:20mm 22mm 22mm 22mm;" in sheet
    assert "@page{size:A4;" in style_sheet(DEFAULT, landscape=False).text
