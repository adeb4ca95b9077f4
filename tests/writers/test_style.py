"""The style file: the shipped one says what the code says, and every wrong value is found at its place."""

from pathlib import Path

import attrs
import pytest

from rtop_docs.writers.style import DEFAULT, Style, read_style, rgb

SHIPPED = Path(__file__).parents[2] / "templates" / "style.yaml"


def findings(text):
    """Read `text` and return place and code of each finding."""
    return [(str(d.span), d.code) for d in read_style(text, "style.yaml").diagnostics]


def leaves(value, prefix=""):
    """Yield the names of all keys of a style."""
    for name in attrs.fields_dict(type(value)):
        inner = getattr(value, name)
        yield from leaves(inner, f"{prefix}{name}.") if attrs.has(type(inner)) else [prefix + name]


def test_the_shipped_style_is_sound_and_complete():
    """templates/style.yaml has every key that there is, and no finding."""
    text = SHIPPED.read_text(encoding="utf-8")
    read = read_style(text, "templates/style.yaml")
    assert read.diagnostics == ()
    keys = [key for key in leaves(DEFAULT) if key != "docx.house"]  # that one is the content of a file

    assert [key for key in keys if f"{key.split('.')[-1]}:" not in text] == []


@pytest.mark.parametrize("text", ["", "# nothing\n", "page: {}\n"])
def test_what_is_left_out_is_as_in_the_default(text):
    """An empty style is the house's."""
    assert read_style(text, "style.yaml").value == DEFAULT


def test_one_key_changes_one_value():
    """Letter by one key."""
    style = read_style("page:\n  size: Letter\n", "style.yaml").value
    assert style.page.size.value == "Letter"
    assert attrs.evolve(style, page=DEFAULT.page) == DEFAULT


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("page: {size: A5}", [("style.yaml:1:14", "R04")]),
        ("colours:\n  text: red", [("style.yaml:2:9", "S01")]),
        ("colours:\n  tekst: '#000000'", [("style.yaml:2:3", "R01")]),
        ("sizes:\n  text: {size: 1000, leading: 12}", [("style.yaml:2:16", "S02")]),
        ("page:\n  margin_left_mm: 100\n  margin_right_mm: 100", [("style.yaml:2:3", "S03")]),
        ("fonts: {pdf: Comic}", [("style.yaml:1:14", "S04")]),
        ("stances: {circle: '#12345'}\npage: {size: A5}", [("style.yaml:1:19", "S01"), ("style.yaml:2:14", "R04")]),
    ],
)
def test_wrong_values_are_found_at_their_place(text, expected):
    """Every finding names line and column, all in one reading."""
    assert findings(text) == expected


def test_a_style_with_findings_can_still_be_used():
    """A wrong value is replaced by the default's."""
    assert read_style("colours: {text: red, muted: '#111111'}", "style.yaml").value.colours == attrs.evolve(
        DEFAULT.colours, muted="#111111"
    )


def luminance(colour):
    """Return the relative luminance of a colour (WCAG 2.1)."""
    linear = [v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb(colour)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """Return the contrast of two colours (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["text", "muted", "accent", "warm_text"])
def test_text_colours_can_be_read(name):
    """Text has a contrast of 4.5:1 at least on white and on both grounds."""
    colours = DEFAULT.colours
    for ground in ("#FFFFFF", colours.ground, colours.warm_ground):
        assert contrast(getattr(colours, name), ground) >= 4.5


def test_signs_can_be_seen():
    """Signs have a contrast of 3:1 at least on white."""
    assert min(contrast(colour, "#FFFFFF") for colour in attrs.asdict(DEFAULT.stances).values()) >= 3


def test_a_colour_that_is_none_is_a_wrong_call():
    """Only #RRGGBB is a colour."""
    with pytest.raises(ValueError, match="#RRGGBB"):
        rgb("red")


def test_space_above_headings_is_twice_the_space_below():
    """The house rule holds for the default."""
    spacing = DEFAULT.spacing
    assert spacing.section_before == 2 * spacing.section_after
    assert spacing.subsection_before == 2 * spacing.subsection_after
    assert Style() == DEFAULT
