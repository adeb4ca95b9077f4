"""Embedded fonts: widths, outlines and texts of every code are those of the face; most documents share a subset."""

import re
import struct
from typing import NamedTuple

import pytest
import uharfbuzz as hb

from rtop_docs.document.model import Document, Emphasis, Strong, Text
from rtop_docs.writers.pdf import write_pdf
from rtop_docs.writers.pdf.embed import Fonts, FontUse
from rtop_docs.writers.pdf.typeface import typeface
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.reading import opened
from tests.writers.pdf.torture import inlines, words

FACES = {
    face.name: face
    for bold in (False, True)
    for italic in (False, True)
    for face in typeface("FiraGO", bold=bold, italic=italic).faces
}
RICH = (
    inlines("Office AV 12\u00a0% é e\u0301 x\u0301\u0302 ", Strong((Text("Жизнь"),)), Emphasis((Text("Ελλάδα"),))),
    words("各国政府承诺 (保护)"),
    words("سلام عَلَى الأمم"),
    words("\U00013000 a\u2060b so\u00adft"),
)


class Embedded(NamedTuple):
    """A font of a file.  base: its name.  widths, texts: by code.  numbers: from codes to glyphs of `program`."""

    base: str
    widths: dict[int, float]
    texts: dict[int, str]
    cmap: str
    program: bytes
    numbers: bytes

    def number(self, code):
        """Return the number of a code's glyph in the program."""
        return struct.unpack_from(">H", self.numbers, 2 * code)[0]


def fonts_of(*blocks):
    """Write a document of `blocks`; return its fonts by the name of their face."""
    pdf = opened(write_pdf(Document(kind="x", title="t", blocks=blocks), DEFAULT).value)
    return {str(f.BaseFont).split("+")[1]: embedded(f) for f in pdf.pages[0].Resources.Font.values()}


def embedded(font):
    """Read a font (ISO 32000-1, 9.7)."""
    inner, cmap = font.DescendantFonts[0], font.ToUnicode.read_bytes().decode("ascii")
    entries = list(inner.W)
    rows = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap.split("endcodespacerange")[1])
    return Embedded(
        str(font.BaseFont)[1:],
        {int(f) + i: float(w) for f, ws in zip(entries[::2], entries[1::2], strict=True) for i, w in enumerate(ws)},
        {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in rows},
        cmap,
        inner.FontDescriptor.FontFile2.read_bytes(),
        inner.CIDToGIDMap.read_bytes(),
    )


@pytest.fixture(scope="module")
def rich():
    """Give the fonts of a document of many scripts."""
    return fonts_of(*RICH)


def test_every_face_of_a_document_is_embedded(rich):
    """Latin, bold, italic and Chinese faces have a font of their own each."""
    assert set(rich) == {"FiraGO-Regular", "FiraGO-Bold", "FiraGO-Italic", "NotoSansSC-Regular"}


def test_widths_in_the_file_are_the_font_s(rich):
    """Each code is as wide as its glyph in the face, and as in the program that is embedded."""
    for name, font in rich.items():
        program = hb.Font(hb.Face(font.program))
        for glyph, width in font.widths.items():
            number = font.number(glyph)
            assert width == pytest.approx(FACES[name].advance(glyph)), (name, glyph)
            assert width == pytest.approx(program.get_glyph_h_advance(number) * 1000 / program.face.upem), (name, glyph)


def test_codes_lead_to_the_outlines_of_their_glyphs(rich):
    """The map from codes to glyphs of the subset gives each code the shape that it has in the face."""
    for name, font in rich.items():
        program = hb.Font(hb.Face(font.program))
        for glyph in font.widths:
            number = font.number(glyph)
            assert number
            assert program.get_glyph_extents(number) == FACES[name].font.get_glyph_extents(glyph), (name, glyph)


def test_every_code_says_a_text(rich):
    """No code is silent, and none says what PDF/UA forbids (7.21.7: U+0000, U+FEFF, U+FFFE) or a control character."""
    for font in rich.values():
        texts = font.texts
        assert set(texts) == set(font.widths)
        assert not {c for text in texts.values() for c in text} & {*map(chr, range(32)), "\ufeff", "\ufffe", "\uffff"}
        assert all(texts.values())


def test_maps_of_text_have_blocks_that_readers_take(rich):
    """A block of the map has a hundred rows at most, as many as it says."""
    for font in rich.values():
        for count, rows in re.findall(r"(\d+) beginbfchar\n(.*?)endbfchar", font.cmap, re.DOTALL):
            assert int(count) == rows.count("\n") <= 100


def test_documents_of_plain_words_share_a_subset():
    """Other English words give the same font; Cyrillic words give another, under another name."""
    first, second, other = (fonts_of(words(t))["FiraGO-Regular"] for t in ("Some words", "Others: 1, 2!", "Жизнь"))

    assert first == second
    assert first.base != other.base
    assert first.program != other.program
    assert re.fullmatch(r"[A-Z]{6}\+FiraGO-Regular", first.base)


def test_a_subset_is_small():
    """A page of English words carries a tenth of the face at most, and no table that readers of pages ignore."""
    program = fonts_of(words("Some words"))["FiraGO-Regular"].program
    tables = set(hb.Face(program).table_tags)

    assert len(program) < 60_000
    assert {"glyf", "loca", "head", "hhea", "hmtx", "maxp"} <= tables
    assert not tables & {"GSUB", "GPOS", "GDEF", "name", "DSIG"}


def test_a_glyph_that_says_two_texts_is_told_apart():
    """The first text of a glyph stands in the font; a word where it says another is marked to say itself."""
    face = typeface("FiraGO", bold=False, italic=False).face
    use = FontUse(face, "F1")
    first, second = face.by_harfbuzz("x\u0331"), face.by_harfbuzz("\u0436\u0331")
    glyph = face.space + 1
    first.spelled, second.spelled = ((glyph, "a"),), ((glyph + 1, "b"),)
    second_saying = face.by_harfbuzz("\u0451\u0331")
    second_saying.spelled = ((glyph, "c"),)
    for glyphs in (first, second, second_saying):
        glyphs.actual = False

    assert use.note(first)
    assert use.note(second)
    assert not use.note(second_saying)
    assert use.note(first)


def test_fonts_are_named_in_the_order_of_their_use():
    """The first face that is painted is F1; asked again it is the same."""
    regular, bold = (typeface("FiraGO", bold=b, italic=False).face for b in (False, True))
    fonts = Fonts()

    assert [fonts.of(f).name for f in (bold, regular, bold)] == ["F1", "F2", "F1"]


def test_faces_that_stand_for_a_slope_are_embedded_once():
    """Chinese has no slope: italic and upright Chinese words share one font."""
    fonts = fonts_of(inlines("中", Emphasis((Text("国"),))))

    assert [n for n in fonts if n.startswith("NotoSansSC")] == ["NotoSansSC-Regular"]
    assert set(fonts["NotoSansSC-Regular"].texts.values()) >= {"中", "国"}
