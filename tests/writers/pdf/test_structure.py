"""The structure tree as objects: what each element says, the way back to it, names, languages, boxes."""

from rtop_docs.writers.pdf.guarded import settled
from rtop_docs.writers.pdf.objects import File
from rtop_docs.writers.pdf.structure import write_structure
from rtop_docs.writers.pdf.tags import Contact, Tag


def written(root, pages=1, marked=None, links=()):
    """Write a tree over pages with numbers 101, 102, ...; return the texts of its objects in order."""
    with settled():
        file = File()
        texts = []
        add = file.add
        file.add = lambda text, reserved=0: texts.append(text) or add(text, reserved)
        counts = marked or [sum(page == p for t in _all(root) for page, _ in _pieces(t)) for p in range(pages)]
        write_structure(file, root, [101 + p for p in range(pages)], counts, dict(links))
    return texts


def _all(tag):
    return [tag, *(inner for kid in tag.kids if isinstance(kid, Tag) for inner in _all(kid))]


def _pieces(tag):
    return [piece for kid in tag.kids if not isinstance(kid, Tag | Contact) for piece in kid.pieces]


def paint(tag, *pieces):
    """Let an element be painted: page and number of each content."""
    tag.strand().pieces.extend(pieces)
    return tag


def test_an_element_names_its_contents_and_each_content_its_element():
    """Contents on another page name their page; the parent tree leads from each number to the element."""
    root = Tag("Document", "en")
    paint(root.add("P"), (0, 0), (1, 0))
    paint(root.add("P"), (1, 1))
    document, first, second, top, parents = written(root, 2)

    assert document == "<</S/Document/P 4 0 R/K[2 0 R 3 0 R]>>"
    assert first == "<</S/P/P 1 0 R/Pg 101 0 R/K[0 <</Type/MCR/Pg 102 0 R/MCID 0>>]>>"
    assert second == "<</S/P/P 1 0 R/Pg 102 0 R/K 1>>"
    assert top == "<</Type/StructTreeRoot/K 1 0 R/ParentTree 5 0 R/ParentTreeNextKey 2>>"
    assert parents == "<</Nums[0[2 0 R]\n1[2 0 R 3 0 R]]>>"


def test_what_shows_nothing_is_left_out_but_cells():
    """An empty paragraph leaves no element; an empty cell keeps its place in the table."""
    root = Tag("Document", "en")
    root.add("P")
    row = root.add("Table").add("TR")
    row.add("TD")
    paint(row.add("TD"), (0, 0))

    assert [t.split("/P ")[0] for t in written(root)[:-2]] == [
        "<</S/Document",
        "<</S/Table",
        "<</S/TR",
        "<</S/TD",
        "<</S/TD",
    ]


def test_languages_are_named_where_they_change():
    """An element says its language only where it is another than around it."""
    root = Tag("Document", "en")
    french = root.add("P", "fr")
    paint(french.add("Span"), (0, 0))
    paint(french.add("Span", "en"), (0, 1))
    paint(root.add("P", "not a language"), (0, 2))

    assert [t.partition("/Lang")[2][:4] for t in written(root)[:-2]] == ["", "(fr)", "", "(en)", ""]


def test_texts_of_elements_cannot_leave_their_strings():
    """Parentheses and backslashes of a record are escaped; other letters are written as UTF-16."""
    root = Tag("Document", "en")
    figure = paint(root.add("Figure"), (0, 0))
    figure.alt = "a) /JS (b\\"
    span = paint(root.add("Span"), (0, 1))
    span.actual = "قال "
    _, one, two, *_ = written(root)

    assert "/Alt(a\\) /JS \\(b\\\\)" in one
    assert "/ActualText<FEFF" + "قال ".encode("utf-16-be").hex().upper() + ">" in two


def test_notes_are_found_by_name_in_order():
    """The tree of names is sorted, as readers search it by halves."""
    root = Tag("Document", "en")
    for index, name in enumerate(("n2", "n10", "n1")):
        paint(root.add("Note"), (0, index)).name = name
    *_, top, _ = written(root)

    assert "/IDTree<</Names[(n1) 4 0 R (n10) 3 0 R (n2) 2 0 R]>>" in top


def test_links_name_their_annotations_and_are_named_by_them():
    """An annotation stands in its link, under its key in the parent tree."""
    root = Tag("Document", "en")
    link = paint(root.add("Link"), (0, 0))
    link.kids.append(Contact(0, 77))
    _, element, top, parents = written(root, links={1: link})

    assert "/K[0 <</Type/OBJR/Obj 77 0 R/Pg 101 0 R>>]" in element
    assert parents == "<</Nums[0[2 0 R]\n1 2 0 R]>>"
    assert "/ParentTreeNextKey 2" in top


def test_cells_say_their_spans_and_scopes():
    """What a table's reader needs stands in the cell's attributes."""
    root = Tag("Document", "en")
    table = root.add("Table")
    table.summary = "What it is"
    head = paint(table.add("TR").add("TH"), (0, 0))
    head.scope, head.columns, head.rows = "Column", 2, 3
    _, one, _, two, *_ = written(root)

    assert "/A<</O/Table/Summary(What it is)>>" in one
    assert "/A<</O/Table/Scope/Column/ColSpan 2/RowSpan 3>>" in two


def test_a_figure_says_what_it_covers_on_its_page():
    """A figure on one page has a box; one that goes on over pages has none, for a box has one page."""
    root = Tag("Document", "en")
    one, two = (paint(root.add("Figure"), (0, i)) for i in range(2))
    one.strand().cover(0, (1.0, 2.0, 3.0, 4.0))
    one.strand().cover(0, (0.5, 2.5, 3.5, 3.0))
    two.strand().cover(0, (1.0, 2.0, 3.0, 4.0))
    two.strand().cover(1, (1.0, 2.0, 3.0, 4.0))
    _, first, second, *_ = written(root)

    assert "/A<</O/Layout/BBox[0.50 2.00 3.50 4.00]>>" in first
    assert "BBox" not in second
