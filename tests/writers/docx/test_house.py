"""The house's own Word file: its styles are taken under the ids that we write, and nothing else of it comes along."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from rtop_docs.make.world import style_digests
from rtop_docs.opc.package import Refused
from rtop_docs.workspace import Workspace
from rtop_docs.writers import write
from rtop_docs.writers.docx.house import house_of
from rtop_docs.writers.style import DEFAULT, Docx, Style, read_style
from tests.opc.zips import relationships, unzipped, word_parts, zipped
from tests.writers.docx.house import house_file
from tests.writers.docx.soundness import R, W, faults
from tests.writers.samples import whole

EXAMPLES = 1000 if os.environ.get("RTOP_THOROUGH") else 40
HOUSE = house_file()
OURS = "Kicker"  # a style that no house has


def style_of(house: bytes) -> Style:
    """Return the default style with a house's file."""
    return evolve(DEFAULT, docx=Docx(reference="house.docx", house=house))


def written(house: bytes, **more: object) -> dict[str, etree._Element]:
    """Return the parts of a file in a house's styles, parsed; it is sound."""
    made = write(evolve(whole(), **more), "docx", style_of(house))
    assert made.diagnostics == ()
    assert faults(made.value) == []
    return {name: etree.fromstring(part) for name, part in unzipped(made.value).items()}


def style(parts: dict[str, etree._Element], id: str) -> etree._Element:
    """Return a style by its id."""
    return next(s for s in parts["word/styles.xml"].iter(f"{W}style") if s.get(f"{W}styleId") == id)


def value(node: etree._Element, path: str) -> str | None:
    """Return the value of the first element at `path`, names of Word separated by slashes."""
    found = node.find("/".join(f"{W}{name}" for name in path.split("/")))
    return None if found is None else found.get(f"{W}val")


# -- what is taken ------------------------------------------------------------------------------


def test_a_style_of_the_house_takes_the_place_of_ours_by_its_name():
    """Whatever its id is called: what was based on it still is, and the texts are in it."""
    parts = written(HOUSE)

    assert value(style(parts, "Heading1"), "rPr/color") == "7A1F1F"
    assert value(style(parts, "HouseLetter"), "basedOn") == "Heading1"
    assert "Heading1" in {n.get(f"{W}val") for n in parts["word/document.xml"].iter(f"{W}pStyle")}
    fonts = style(parts, "Normal").find(f"{W}rPr/{W}rFonts")
    assert fonts.get(f"{W}ascii") == "Georgia"


def test_what_the_house_does_not_have_is_ours():
    """Styles that no house knows are made from the style file, on the house's Normal."""
    parts = written(HOUSE)

    assert value(style(parts, OURS), "basedOn") == "Normal"
    assert value(style(parts, OURS), "rPr/color") == DEFAULT.colours.accent.removeprefix("#")


def test_a_style_of_the_house_that_has_an_id_of_ours_gets_another():
    """Only the name tells what a style is."""
    parts = unzipped(HOUSE)
    styles = parts["word/styles.xml"].replace(b'w:styleId="HouseLetter"', b'w:styleId="Kicker"')
    made = written(zipped(parts | {"word/styles.xml": styles}))

    assert value(style(made, OURS), "name") == "Kicker"
    assert value(style(made, "Kicker2"), "name") == "House Letter"


def test_nothing_of_the_houses_text_comes_along():
    """Neither its words nor its heads, pictures, fonts and properties."""
    made = write(whole(), "docx", style_of(HOUSE)).value

    assert all(b"The house" not in part for part in unzipped(made).values())
    assert set(unzipped(made)) == set(unzipped(write(whole(), "docx").value))


def test_the_language_is_the_documents():
    """Not that in which the house's file was made."""
    parts = written(HOUSE, language="fr")

    assert parts["word/styles.xml"].find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "fr-FR"


def test_lists_of_the_house_are_its_own_where_they_define_the_level():
    """The first level as the house has it, deeper ones ours when it has none."""
    parts = written(HOUSE)
    bullet = value(style(parts, "ListBullet"), "pPr/numPr/numId")
    numbers = {n.get(f"{W}numId"): value(n, "abstractNumId") for n in parts["word/numbering.xml"].iter(f"{W}num")}
    used = [
        (value(n, "numPr/ilvl"), value(n, "numPr/numId"))
        for n in parts["word/document.xml"].iter(f"{W}pPr")
        if value(n, "pStyle") == "ListBullet" and value(n, "numPr/ilvl")
    ]

    assert ("0", bullet) in used
    assert [number for level, number in used if level == "1" and number == bullet] == []
    assert numbers[bullet] is not None


def test_a_file_without_styles_lists_or_theme_gives_ours():
    """A house's file may be as bare as it likes."""
    parts = written(zipped(word_parts()))

    assert value(style(parts, "Heading1"), "rPr/color") == DEFAULT.colours.accent.removeprefix("#")


def test_parts_of_other_vocabularies_are_left_out():
    """Pictures in lists, embedded fonts and what newer Words write beside: they would name parts that are not there."""
    numbering = (
        f'<w:numbering xmlns:w="{W.strip("{}")}" xmlns:r="{R.strip("{}")}">'
        '<w:numPicBullet w:numPicBulletId="0"><w:pict/></w:numPicBullet></w:numbering>'
    )
    fonts = (
        f'<w:fonts xmlns:w="{W.strip("{}")}" xmlns:r="{R.strip("{}")}"><w:font w:name="Georgia">'
        '<w:embedRegular r:id="f1"/></w:font></w:fonts>'
    )
    house = unzipped(HOUSE)
    parts = written(zipped(house | {"word/numbering.xml": numbering, "word/fontTable.xml": fonts}))

    for name in ("word/numbering.xml", "word/fontTable.xml", "word/styles.xml", "word/theme/theme1.xml"):
        assert not any(key.startswith(R) for node in parts[name].iter() for key in node.attrib)
    assert parts["word/fontTable.xml"].find(f"{W}font").get(f"{W}name") == "Georgia"


# -- what is refused ----------------------------------------------------------------------------

TYPES = "[Content_Types].xml"
RELS = "word/_rels/document.xml.rels"
LINKED = relationships(("a", "image", "https://example.org/x.png", "External"))
TEMPLATE = relationships(("a", "attachedTemplate", "file:///server/normal.dotm", "External"))
MACROS = unzipped(HOUSE)[TYPES].replace(b"document.main+xml", b"document.macroEnabled.main+xml")


@pytest.mark.parametrize(
    ("house", "code"),
    [
        (b"no zip", "B01"),
        (zipped(word_parts() | {"word/media/a.bin": b"\0" * 3_000_000}), "B02"),
        (zipped(word_parts() | {"../x": ""}), "B03"),
        (zipped(word_parts() | {"word/styles.xml": "<!DOCTYPE x><x/>"}), "B04"),
        (zipped({"a": "b"}), "B05"),
        (zipped(unzipped(HOUSE) | {TYPES: MACROS}), "B06"),
        (zipped(word_parts() | {RELS: relationships(("a", "vbaProject", "vbaProject.bin"))}), "B06"),
        (zipped(word_parts() | {RELS: relationships(("a", "oleObject", "embeddings/a.bin"))}), "B06"),
        (zipped(word_parts() | {RELS: LINKED}), "B07"),
        (zipped(word_parts() | {"word/_rels/settings.xml.rels": TEMPLATE, "word/settings.xml": "<a/>"}), "B07"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_hostile_file_is_refused(house: bytes, code: str, tmp_path: Path):
    """By the reader, by the writer, and at its line of the style file."""
    with pytest.raises(Refused) as refused:
        house_of(house, "house.docx")
    assert refused.value.diagnostic.code == code

    made = write(whole(), "docx", style_of(house))
    assert (made.value, [d.code for d in made.diagnostics]) == (b"", [code])

    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.docx").write_bytes(house)
    read = read_style("docx:\n  reference: house.docx\n", "templates/style.yaml", Workspace(tmp_path))
    assert [(d.code, str(d.span)) for d in read.diagnostics] == [("S05", "templates/style.yaml:2:14")]
    assert read.value == DEFAULT


def test_a_link_in_the_houses_text_is_no_reason_to_refuse_it():
    """A letterhead has the house's address."""
    link = relationships(("a", "hyperlink", "https://example.org", "External"))

    assert written(zipped(unzipped(HOUSE) | {"word/_rels/header1.xml.rels": link}))


@settings(max_examples=EXAMPLES)
@given(st.lists(st.tuples(st.integers(0, len(HOUSE) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_file_with_wrong_bytes_is_taken_or_refused(changes: list[tuple[int, int]]):
    """And never raises anything else."""
    data = bytearray(HOUSE)
    for place, byte in changes:
        data[place] = byte
    made = write(whole(), "docx", style_of(bytes(data)))

    assert bool(made.value) != any(d.code.startswith("B") for d in made.diagnostics)


@settings(max_examples=EXAMPLES)
@given(st.data())
def test_a_file_with_pieces_cut_out_or_doubled_is_taken_or_refused(data: st.DataObject):
    """Styles and lists of any shape."""
    parts = unzipped(HOUSE)
    names = [f"word/{part}.xml" for part in ("styles", "numbering", "settings", "theme/theme1")]
    name = data.draw(st.sampled_from(names))
    tree = etree.fromstring(parts[name])
    for _ in range(data.draw(st.integers(1, 5))):
        nodes = list(tree.iter())[1:]
        node = nodes[data.draw(st.integers(0, len(nodes) - 1))]
        if data.draw(st.booleans()):
            node.getparent().remove(node)
        else:
            node.addnext(etree.fromstring(etree.tostring(node)))
        if len(tree) == 0:
            break
    made = write(whole(), "docx", style_of(zipped(parts | {name: etree.tostring(tree)})))

    assert bool(made.value) != any(d.code.startswith("B") for d in made.diagnostics)


# -- the style file -----------------------------------------------------------------------------


def read(tmp_path: Path, text: str) -> tuple[Style, list[tuple[str, str]]]:
    """Read a style file in a project that has a house's file; return the style, and code and message of findings."""
    (tmp_path / "templates").mkdir(exist_ok=True)
    (tmp_path / "templates" / "house.docx").write_bytes(HOUSE)
    found = read_style(text, "templates/style.yaml", Workspace(tmp_path))
    return found.value, [(d.code, d.message) for d in found.diagnostics]


def test_the_file_is_read_where_the_style_file_lies(tmp_path: Path):
    """By its name alone."""
    style, found = read(tmp_path, "docx: {reference: house.docx}")

    assert found == []
    assert style.docx == Docx(reference="house.docx", house=HOUSE)


@pytest.mark.parametrize("name", ["/etc/passwd", "../secret.docx", "C:\\x.docx", "a/../../x.docx"])
def test_a_path_out_of_the_templates_is_refused(tmp_path: Path, name: str):
    """Absolute or climbing."""
    style, found = read(tmp_path, f"docx: {{reference: '{name}'}}")

    assert [code for code, _ in found] == ["S05"]
    assert style == DEFAULT


def test_a_link_out_of_the_project_is_refused(tmp_path: Path):
    """The file system's own way out is none either."""
    (tmp_path / "elsewhere.docx").write_bytes(HOUSE)
    root = tmp_path / "project"
    (root / "templates").mkdir(parents=True)
    (root / "templates" / "house.docx").symlink_to(tmp_path / "elsewhere.docx")
    found = read_style("docx: {reference: house.docx}", "style.yaml", Workspace(root))

    assert [d.code for d in found.diagnostics] == ["S05"]


def test_a_file_that_is_not_there_is_said_at_its_line(tmp_path: Path):
    """With its path."""
    _, found = read(tmp_path, "docx: {reference: nothing.docx}")

    assert found == [
        ("S05", "'templates/nothing.docx' cannot be used: there is no file 'templates/nothing.docx'"),
    ]


def test_another_content_of_the_file_is_another_style():
    """So whatever is made in it is made again."""
    one, other = style_of(HOUSE), style_of(zipped(word_parts()))

    assert {name for name in style_digests(one) if style_digests(one)[name] != style_digests(other)[name]} == {"docx"}


def test_the_content_is_no_key():
    """Nobody can write the bytes of a file into the style file."""
    found = read_style("docx: {house: abc}", "style.yaml")

    assert [d.code for d in found.diagnostics] == ["R01"]


def test_word_fills_page_numbers_in_when_the_style_asks():
    """The contents then are a field with page numbers, and Word computes fields as the file opens."""
    asked = evolve(DEFAULT, docx=Docx(page_numbers_in_contents=True))
    made = write(whole(), "docx", asked).value
    parts = unzipped(made)

    assert faults(made) == []
    assert re.search(rb'TOC \\o "1-4" \\h \\z \\u ', parts["word/document.xml"])
    assert b'<w:updateFields w:val="true"/>' in parts["word/settings.xml"]
    assert b"updateFields" not in unzipped(write(whole(), "docx").value)["word/settings.xml"]
