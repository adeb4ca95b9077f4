"""A PDF is read by its structure tree, also where it is written otherwise than ours."""

from __future__ import annotations

import io

import pikepdf
import pytest

from rtop_docs.parity.model import Said, Unread
from rtop_docs.parity.pdf_content import may_stand_for
from rtop_docs.parity.read_pdf import read_pdf

MAP = b"""/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <41> <5A> <0041> <61> <7A> <0061> endbfrange
1 beginbfrange <30> <31> [<0031> <00660069>] endbfrange
2 beginbfchar <20> <0020> <2E> <002E> endbfchar endcmap"""


def pdf_of(content: bytes, *kids, language="en", resources=None, roles=None) -> bytes:
    """A file of one page with this content, and these elements in its document."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        ToUnicode=pdf.make_stream(MAP),
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font), **(resources or {}))
    page.Contents = pdf.make_stream(b"/F 10 Tf " + content)

    def made(kid):
        if not isinstance(kid, tuple):
            return kid
        role, inner, *more = kid
        held = pikepdf.Array([made(k) for k in inner])
        return pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name(f"/{role}"), Pg=page.obj, K=held, **dict(*more)))

    whole = made(("Document", kids))
    pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=whole, RoleMap=pikepdf.Dictionary(roles or {})))
    if language:
        pdf.Root.Lang = pikepdf.String(language)
    made_ = io.BytesIO()
    pdf.save(made_)
    return made_.getvalue()


def said(data: bytes) -> list[str]:
    """The pieces of a file, each as its words."""
    return [" ".join(word.text for word in piece.words) for piece in read_pdf(data).pieces]


def mark(number: int, text: bytes, tag: bytes = b"P", more: bytes = b"") -> bytes:
    """A marked content that shows `text`."""
    return b"/%s <</MCID %d%s>> BDC BT (%s) Tj ET EMC " % (tag, number, more, text)


def test_elements_are_said_in_the_order_of_the_tree():
    """Not in that of the page."""
    content = mark(0, b"second") + mark(1, b"first")

    assert said(pdf_of(content, ("P", [1]), ("P", [0]))) == ["first", "second"]


def test_a_text_that_stands_for_letters_is_said_instead():
    """On an element, and on a part of a marked content; a hyphen at a line's end is none."""
    content = mark(0, b"WRITTEN")
    inner = b"/P <</MCID 1>> BDC BT (hyphen) Tj /Span <</ActualText ()>> BDC (.) Tj EMC (ation) Tj ET EMC "
    data = pdf_of(content + inner, ("P", [0], {"ActualText": pikepdf.String("written")}), ("P", [1]))

    assert said(data) == ["written", "hyphenation"]


@pytest.mark.parametrize("drawn", [b"WRTTEN", b"", b"other", b"written twice"])
def test_letters_that_are_seen_count_where_they_are_not_what_stands_for_them(drawn):
    """On an element, and on a part of a marked content: a page that lacks a word is not excused by it."""
    inner = b"/P <</MCID 1>> BDC BT /Span <</ActualText (written)>> BDC (%s) Tj EMC ET EMC " % drawn
    data = pdf_of(mark(0, drawn) + inner, ("P", [0], {"ActualText": pikepdf.String("written")}), ("P", [1]))

    assert "written" not in said(data)


def test_letters_of_scripts_without_capitals_need_not_spell_what_stands_for_them():
    """A glyph of such a script may be the form of several letters; nothing drawn stands for nothing."""
    assert may_stand_for("سلام 7", "7 ﻡﻼﺳ")
    assert may_stand_for("Straße", "STRASSE")
    assert not may_stand_for("سلام", " ")
    assert not may_stand_for("word سلام", "wrd ﻡﻼﺳ")
    assert not may_stand_for("سلام 7", "8 ﻡﻼﺳ")


def test_a_text_that_stands_for_letters_may_be_kept_among_the_resources():
    """By its name."""
    content = b"/P <</MCID 0>> BDC BT /Span /Given BDC (NAMED) Tj EMC ET EMC"
    given = pikepdf.Dictionary(Given=pikepdf.Dictionary(ActualText=pikepdf.String("named")))

    assert said(pdf_of(content, ("P", [0]), resources={"Properties": given})) == ["named"]


def test_ranges_and_lists_of_letters_are_read():
    """A code may stand for several letters; one that no map names for none that can be read."""
    assert said(pdf_of(mark(0, b"AZaz01"), ("P", [0]))) == ["AZaz1fi"]
    assert said(pdf_of(mark(0, b"a\\177"), ("P", [0]))) == ["a\ufffd"]


def test_a_line_shown_in_pieces_is_one_word():
    """Kerning between letters is no blank."""
    content = b"/P <</MCID 0>> BDC BT [(ke) -20 (rn) 30 (ed)] TJ T* (on) ' ET EMC"

    assert said(pdf_of(content, ("P", [0]))) == ["kernedon"]


def test_roles_of_the_house_stand_for_standard_ones():
    """By the role map, over more than one step."""
    data = pdf_of(mark(0, b"Title"), ("Headline", [0]), roles={"/Headline": pikepdf.Name.Top, "/Top": pikepdf.Name.H2})

    assert [piece.level for piece in read_pdf(data).pieces] == [2]


def test_languages_are_inherited_and_may_stand_at_a_marked_content():
    """The nearest holds."""
    content = mark(0, b"one") + mark(1, b"two") + mark(2, b"three", more=b"/Lang (es)")
    data = pdf_of(content, ("Sect", [("P", [0]), ("P", [1, 2])], {"Lang": pikepdf.String("fr")}), language="en")
    words = [word for piece in read_pdf(data).pieces for word in piece.words]

    assert [(word.text, word.languages) for word in words] == [("one", ("fr",)), ("twothree", ("fr", "es"))]
    assert read_pdf(pdf_of(mark(0, b"one"), ("P", [0]), language="")).pieces[0].words[0].languages == ("",)


def test_what_stands_in_no_element_is_told():
    """Letters of no marked content, and marked contents that no element names."""
    content = b"BT (loose) Tj ET " + mark(0, b"said") + mark(1, b"forgotten") + b"/Artifact BMC BT (head) Tj ET EMC"
    found = read_pdf(pdf_of(content, ("P", [0])))

    assert found.stray == (("'loose forgotten' is painted, but stands nowhere in the structure tree", "page 1"),)
    assert found.margins == ("head",)


def test_a_figure_is_its_alternative_text():
    """A word of a paragraph where it stands within one, a piece of its own beside others; its caption comes first."""
    content = mark(0, b"before") + mark(1, b"drawn", b"Figure") + mark(2, b"label", b"Figure") + mark(3, b"below")
    sign = ("Figure", [1], {"Alt": pikepdf.String("a sign")})
    chart = ("Figure", [2, ("Caption", [3])], {"Alt": pikepdf.String("a chart")})
    pieces = read_pdf(pdf_of(content, ("P", [0, sign]), chart)).pieces

    assert [[(word.text, word.said) for word in piece.words] for piece in pieces] == [
        [("before", Said.LETTERS), ("a", Said.ALTERNATIVE), ("sign", Said.ALTERNATIVE)],
        [("below", Said.LETTERS)],
        [("a", Said.ALTERNATIVE), ("chart", Said.ALTERNATIVE)],
    ]


def test_cells_are_seated_by_their_spans():
    """A cell over two rows pushes those of the row below aside."""
    content = b"".join(mark(n, text) for n, text in enumerate((b"A", b"B", b"C", b"D")))
    tall = {"A": pikepdf.Dictionary(O=pikepdf.Name.Table, RowSpan=2)}
    rows = ("TR", [("TH", [0], tall), ("TD", [1])]), ("TR", [("TD", [2])]), ("TR", [("TD", [3])])
    found = read_pdf(pdf_of(content, ("Table", [("TBody", rows)])))
    seats = [(p.words[0].text, p.seat.row, p.seat.column, p.seat.rows, p.seat.header) for p in found.pieces]

    assert seats == [("A", 1, 1, 2, True), ("B", 1, 2, 1, False), ("C", 2, 2, 1, False), ("D", 3, 1, 1, False)]
    assert (found.grids[0].rows, found.grids[0].columns) == (3, 2)


def test_letters_of_a_form_belong_to_the_content_around():
    """A drawing that is kept for itself is read where it is painted."""
    pdf = pikepdf.open(io.BytesIO(pdf_of(b"/P <</MCID 0>> BDC BT (in ) Tj ET /Kept Do EMC", ("P", [0]))))
    page = pdf.pages[0]
    form = pdf.make_stream(b"BT /F 10 Tf (form) Tj ET")
    form.Subtype, form.Resources = pikepdf.Name.Form, pikepdf.Dictionary(Font=page.Resources.Font)
    page.Resources.XObject = pikepdf.Dictionary(Kept=form)
    data = io.BytesIO()
    pdf.save(data)

    assert said(data.getvalue()) == ["in form"]


def test_named_destinations_are_followed():
    """A link by name leads to the text at its place."""
    pdf = pikepdf.open(io.BytesIO(pdf_of(mark(0, b"go", b"Link") + mark(1, b"there"), ("Link", [0]), ("P", [1]))))
    page = pdf.pages[0]
    place = pikepdf.Array([page.obj, pikepdf.Name.XYZ, 0, 5, None])
    names = pikepdf.Array([pikepdf.String("place"), pikepdf.Dictionary(D=place)])
    pdf.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Kids=pikepdf.Array([pikepdf.Dictionary(Names=names)])))
    note = pdf.make_indirect(
        pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], Dest=pikepdf.String("place"))
    )
    page.Annots = pikepdf.Array([note])
    link = pdf.Root.StructTreeRoot.K.K[0]
    link.K.append(pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note))
    data = io.BytesIO()
    pdf.save(data)

    assert read_pdf(data.getvalue()).pieces[0].words[0].targets == ("#go",)  # both stand at the page's corner


def test_a_link_that_no_page_lists_is_none():
    """It stands in the tree, but nobody can follow it; one that only a page lists is told apart."""
    pdf = pikepdf.open(io.BytesIO(pdf_of(mark(0, b"go", b"Link"), ("Link", [0]))))
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://example.org/"))
    note = pdf.make_indirect(pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=action))
    link = pdf.Root.StructTreeRoot.K.K[0]
    link.K.append(pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=note))
    unlisted = io.BytesIO()
    pdf.save(unlisted)
    pdf.pages[0].Annots = pikepdf.Array([note])
    listed = io.BytesIO()
    pdf.save(listed)
    link.K = pikepdf.Array([0])
    untold = io.BytesIO()
    pdf.save(untold)

    assert read_pdf(unlisted.getvalue()).pieces[0].words[0].targets == ()
    assert read_pdf(listed.getvalue()).pieces[0].words[0].targets == ("https://example.org/",)
    assert read_pdf(untold.getvalue()).stray == (
        ("link 'a link' is on the page, but not in the structure tree", "page 1"),
    )


def test_other_filters_than_flate_are_refused():
    """Their limits are not known."""
    pdf = pikepdf.open(io.BytesIO(pdf_of(mark(0, b"x"), ("P", [0]))))
    pdf.pages[0].Contents = pdf.make_stream(b"")
    pdf.pages[0].Contents.write(b"80 0B D7", filter=pikepdf.Name.LZWDecode)
    data = io.BytesIO()
    pdf.save(data, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)

    with pytest.raises(Unread, match="packed by '/LZWDecode'"):
        read_pdf(data.getvalue())
