"""A Word file is read by its parts, also where it is written otherwise than ours: by Word itself, or by an editor."""

from __future__ import annotations

import pytest

from rtop_docs.parity.model import Said, Unread
from rtop_docs.parity.read_docx import read_docx
from tests.parity.plant_docx import packed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr>
 <w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>
</w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:styleId="MyH"><w:name w:val="My heading"/><w:basedOn w:val="H"/></w:style>
<w:style w:styleId="L"><w:name w:val="Numbers"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Fr"><w:name w:val="French"/><w:rPr><w:lang w:val="fr-FR"/></w:rPr></w:style>
<w:style w:styleId="Sign"><w:name w:val="Sign"/></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1%2)"/></w:lvl>
 <w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%3"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
 <w:lvlOverride w:ilvl="0"><w:startOverride w:val="4"/></w:lvlOverride>
</w:num>
"""


def part(name: str, inner: str) -> bytes:
    """A part of WordprocessingML."""
    return f'<w:{name} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{name}>'.encode()


def relationships(*entries: tuple[str, str, str]) -> bytes:
    """A part of relationships: id, kind, target."""
    rows = "".join(
        f'<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for id, kind, target in entries
    )
    return f'<Relationships xmlns="{PACKAGE}">{rows}</Relationships>'.encode()


def docx(body: str, notes: str = "", **more: bytes) -> bytes:
    """A file with this body and these notes."""
    files = {
        "_rels/.rels": relationships(("a", "officeDocument", "/word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/styles.xml": part("styles", STYLES),
        "word/numbering.xml": part("numbering", NUMBERING),
        "word/footnotes.xml": part("footnotes", notes),
        "word/_rels/document.xml.rels": relationships(
            ("s", "styles", "styles.xml"),
            ("n", "numbering", "numbering.xml"),
            ("f", "footnotes", "footnotes.xml"),
            ("x", "hyperlink", "https://example.org/a b"),
        ),
    }
    return packed(files | more)


def p(*runs: str, **properties: str) -> str:
    """A paragraph; properties: values of elements of its own."""
    inner = "".join(f'<w:{name} w:val="{value}"/>' for name, value in properties.items())
    return f"<w:p><w:pPr>{inner}</w:pPr>{''.join(runs)}</w:p>"


def r(text: str, more: str = "") -> str:
    """A run of plain text."""
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, *shown: str) -> str:
    """A field in the long form."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{middle}{''.join(shown)}{end}"


def words(data: bytes):
    """The words of a file's text."""
    return [word for piece in read_docx(data).pieces for word in piece.words]


def texts(data: bytes) -> list[str]:
    """The pieces of a file's text."""
    return [" ".join(word.text for word in piece.words) for piece in read_docx(data).pieces]


def test_tracked_changes_are_read_as_if_accepted():
    """What an editor puts in is said, what he takes out is not, and what he moves is where it went."""
    gone = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('there ')}</w:moveFrom>"
    body = p(r("a "), f"<w:ins>{r('new ')}</w:ins>", gone, moved, r("text "), f"<w:moveTo>{r('there')}</w:moveTo>")

    assert texts(docx(body)) == ["a new text there"]


def test_runs_join_to_words_and_blanks_of_word_part_them():
    """Tabs and line breaks are blanks, a hyphen that may not break is one, a soft hyphen none."""
    special = "".join(f"<w:r><w:{name}/></w:r>{r(name)}" for name in ("tab", "br", "noBreakHyphen", "softHyphen"))

    assert texts(docx(p(r("Ru"), r("ss"), r("ia"), special))) == ["Russia tab br\u2011noBreakHyphensoftHyphen"]


def test_headings_are_told_by_their_outline():
    """By their style, or one that it is based on, or by themselves; the title is the first thing alone."""
    body = p(r("T"), pStyle="Title") + p(r("a"), pStyle="MyH") + p(r("b"), outlineLvl="0") + p(r("c"), pStyle="Title")

    assert [piece.level for piece in read_docx(docx(body)).pieces] == [0, 2, 1, None]


def test_lists_are_counted_as_word_counts_them():
    """By level and start, with deeper levels begun anew; the style may bring the number."""
    levels = [("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 0), ("1", 1), ("2", 0)]
    numbered = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr></w:pPr>{r("x")}</w:p>'
        for list_, level in levels
    )
    found = read_docx(docx(numbered + p(r("x"), pStyle="L"))).pieces

    assert [piece.labels for piece in found] == [
        ("1.",),
        ("1a)",),
        ("1b)",),
        ("i",),
        ("2.",),
        ("2a)",),
        ("4.",),
        ("3.",),
    ]


def test_fields_show_words_links_and_no_numbers_of_pages():
    """A page's number is no text; a reference and an address are links."""
    body = p(r("page "), field("PAGE", r("7")), r(" and "), field(' HYPERLINK "https://example.org/" ', r("there")))
    body += p(field("REF here \\h", r("above")), f'<w:fldSimple w:instr="NUMPAGES">{r("9")}</w:fldSimple>')
    body += p('<w:bookmarkStart w:id="1" w:name="here"/>', r("The place"))
    found = words(docx(body))

    assert [word.text for word in found] == ["page", "and", "there", "above", "The", "place"]
    assert [word.targets for word in found][2:4] == [("https://example.org/",), ("#The place",)]


def test_links_lead_to_addresses_and_bookmarks():
    """What an address may not hold is escaped; a bookmark that is not there leads nowhere."""
    links = f'<w:hyperlink r:id="x">{r("out")}</w:hyperlink> <w:hyperlink w:anchor="gone">{r(" nowhere")}</w:hyperlink>'

    assert [word.targets for word in words(docx(p(links)))] == [("https://example.org/a%20b",), ("#",)]


def test_languages_come_from_the_run_its_styles_and_the_defaults():
    """Word keeps one for each kind of script."""
    body = p(
        r("one "),
        r("deux ", '<w:lang w:val="fr-FR"/>'),
        r("trois ", '<w:rStyle w:val="Fr"/>'),
        r("各国 ", '<w:lang w:val="en-US" w:eastAsia="zh-CN"/>'),
        r("أهلا ", '<w:lang w:bidi="ar-SA"/>'),
    )
    core = b'<c xmlns:d="http://purl.org/dc/elements/1.1/"><d:language>en</d:language><d:title>T</d:title></c>'
    more = {
        "docProps/core.xml": core,
        "_rels/.rels": relationships(
            ("a", "officeDocument", "word/document.xml"), ("c", "core-properties", "docProps/core.xml")
        ),
    }
    found = read_docx(docx(body, **more))

    assert [word.languages for word in found.pieces[0].words] == [
        ("en",),
        ("fr-FR",),
        ("fr-FR",),
        ("zh-CN",),
        ("ar-SA",),
    ]
    assert (found.title, found.language) == ("T", "en")


def test_cells_are_seated_through_merges_and_spans():
    """A cell that goes on below is one; a row's own gap before its first cell counts."""

    def tc(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(r(text))}</w:tc>"

    wide, tall, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{tc('A')}{tc('B', wide)}</w:tr>"
    first = f"<w:tr>{tc('C', tall)}{tc('D')}{tc('E')}</w:tr>"
    second = f"<w:tr>{tc('', below)}{tc('F')}{tc('G')}</w:tr>"
    third = f'<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>{tc("H")}</w:tr>'
    found = read_docx(docx(f"<w:tbl>{head}{first}{second}{third}</w:tbl>"))
    seats = [
        (q.words[0].text, q.seat.row, q.seat.column, q.seat.rows, q.seat.columns, q.seat.header) for q in found.pieces
    ]

    assert seats == [
        ("A", 1, 1, 1, 1, True), ("B", 1, 2, 1, 2, True), ("C", 2, 1, 2, 1, None), ("D", 2, 2, 1, 1, None),
        ("E", 2, 3, 1, 1, None), ("F", 3, 2, 1, 1, None), ("G", 3, 3, 1, 1, None), ("H", 4, 2, 1, 1, None),
    ]  # fmt: skip
    assert (found.grids[0].rows, found.grids[0].columns, found.grids[0].head) == (4, 3, 1)


@pytest.mark.parametrize("head", ["", "<w:trPr><w:tblHeader/></w:trPr>"])
@pytest.mark.parametrize("description", ["", "60 states; 45 groups"])
def test_a_table_that_only_sets_paragraphs_side_by_side_is_none(head, description):
    """It has no head apart, no name, and no description but its own words."""
    cells = "".join(f"<w:tc>{p(r(text))}</w:tc>" for text in ("60 states", "45 groups"))
    properties = f'<w:tblPr><w:tblDescription w:val="{description}"/></w:tblPr>' if description else ""
    found = read_docx(docx(f"<w:tbl>{properties}<w:tr>{head}{cells}</w:tr></w:tbl>"))
    told = read_docx(docx(f"<w:tbl>{properties.replace('45', '46')}<w:tr>{cells}</w:tr></w:tbl>"))

    assert [piece.seat for piece in found.pieces] == [None, None]
    assert found.grids == ()
    assert bool(told.grids) is bool(description)


def test_notes_are_numbered_by_their_calls_or_by_their_own_marks():
    """The order of the part does not count; a mark of its own neither counts nor is said."""

    def call(id: str, own: str = "") -> str:
        follows = f'w:customMarkFollows="1"/><w:t>{own}</w:t>' if own else "/>"
        return f'<w:r><w:footnoteReference w:id="{id}" {follows}</w:r>'

    notes = f'<w:footnote w:type="separator" w:id="-1">{p(r("—"))}</w:footnote>'
    notes += f'<w:footnote w:id="5">{p("<w:r><w:footnoteRef/></w:r>", r(" later"))}</w:footnote>'
    notes += f'<w:footnote w:id="3">{p("<w:r><w:footnoteRef/></w:r>", r(" sooner"))}</w:footnote>'
    notes += f'<w:footnote w:id="9">{p(r("8"), r(" marked"))}</w:footnote>'
    found = read_docx(docx(p(r("a"), call("3"), r("b"), call("9", "8"), r("c"), call("5")), notes))
    calls = [word.text for word in found.pieces[0].words if word.said is Said.CALL]

    assert calls == ["1", "8", "2"]
    assert [(q.note, q.words[0].text, len(q.words)) for q in found.notes] == [
        (1, "sooner", 1), (8, "marked", 1), (2, "later", 1),
    ]  # fmt: skip


def test_signs_and_drawings_are_what_stands_for_them():
    """The glyph of a sign is not said; a drawing's description is, and the words in a text box."""
    box = f'<w:txbxContent xmlns:w="{W}">{p(r("boxed"))}</w:txbxContent>'
    drawing = f'<w:r><w:drawing><docPr descr="a picture"/>{box}</w:drawing></w:r>'
    found = words(docx(p(r("●", '<w:rStyle w:val="Sign"/>'), r("\u00a0for "), drawing)))

    assert [word.text for word in found] == ["for", "a", "picture", "boxed"]
    assert [word.said for word in found][1:3] == [Said.ALTERNATIVE] * 2


def test_a_file_without_a_text_is_refused():
    """No part is named that holds it, or it has no body."""
    with pytest.raises(Unread, match="names no part"):
        read_docx(packed({"word/document.xml": part("document", "<w:body/>")}))
    with pytest.raises(Unread, match="has no body"):
        read_docx(docx("", **{"word/document.xml": part("document", "")}))
