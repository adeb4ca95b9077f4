"""The file: pages, links, outline and properties as objects, nothing else."""

import pytest

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.file import PaintedPage, write_file
from rtop_docs.writers.pdf.paint import Click, OutlinePoint, Painter
from rtop_docs.writers.pdf.slabs import Entry
from rtop_docs.writers.pdf.tags import Contact, Tag
from rtop_docs.writers.style import DEFAULT
from tests.writers.pdf.reading import opened


def file_of(*painters, root=None, size=(100.0, 200.0), **more):
    """Write painted pages into a file and open it."""
    pages = [PaintedPage(p, *size) for p in painters or (painter(),)]
    document = Document(kind="x", title="A title", blocks=(), **more)
    return opened(write_file(document, pages, Fonts(), root or Tag("Document", "en")))


def painter(page=0, *, clicks=(), outline=(), places=()):
    """Make a page that was painted."""
    made = Painter(DEFAULT, Fonts(), {}, page)
    made.clicks.extend(clicks)
    made.outline.extend(outline)
    made.places.update(places)
    return made


def to(target, link=None):
    """Make an area that leads somewhere."""
    return Click(10.0, 20.0, 30.0, 40.0, target, link)


def test_pages_have_their_sizes():
    """A page is as large as it was painted, to a hundredth of a point."""
    pdf = file_of(painter(), size=(595.276, 841.89))

    assert [float(v) for v in pdf.pages[0].MediaBox] == pytest.approx([0, 0, 595.28, 841.89])
    assert pdf.Root.Pages.Count == 1


def test_entries_of_the_outline_stand_below_those_of_lower_level():
    """A level that is skipped stands below the last one; counts are of all entries within."""
    levels = [(1, "A"), (2, "B"), (4, "C"), (2, "D"), (1, "E"), (3, "F")]
    points = [OutlinePoint(Entry(level, title), 100.0 - i) for i, (level, title) in enumerate(levels)]
    pdf = file_of(painter(outline=points))

    def tree(items):
        return [(item.title, tree(item.children)) for item in items]

    with pdf.open_outline() as outline:
        assert tree(outline.root) == [("A", [("B", [("C", [])]), ("D", [])]), ("E", [("F", [])])]
    assert pdf.Root.Outlines.Count == 6
    assert pdf.Root.Outlines.First.Count == 3
    assert pdf.Root.PageMode == "/UseOutlines"


def test_a_document_without_headings_has_no_outline():
    """Nothing empty is shown beside the page."""
    assert "/Outlines" not in file_of().Root


def test_links_into_the_file_lead_to_their_place():
    """To the page and height of the place that was painted first; a place that is in no page makes no link."""
    first = painter(clicks=[to("#here"), to("#nowhere")])
    pdf = file_of(first, painter(1, places={"here": (5.0, 150.0)}), painter(2, places={"here": (9.0, 9.0)}))
    (link,) = pdf.pages[0].Annots

    assert link.Dest[0].objgen == pdf.pages[1].obj.objgen
    assert [float(v) for v in (link.Dest[2], link.Dest[3])] == [5.0, 152.0]
    assert "/A" not in link


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("https://example.org/a?b=c&d=(e)#f", "https://example.org/a?b=c&d=(e)#f"),
        ("https://example.org/é b\\", "https://example.org/%C3%A9%20b%5C"),
        ("https://example.org/%20", "https://example.org/%20"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_addresses_are_written_in_ascii(target, address):
    """What an address may not hold is escaped, and what is escaped stays; no parenthesis ends its string."""
    pdf = file_of(painter(clicks=[to(target)]))
    (link,) = pdf.pages[0].Annots

    assert str(link.A.URI) == address
    assert link.A.S == "/URI"
    assert link.F == 4


def test_links_of_the_text_say_their_words_and_know_their_element():
    """An annotation has the words of its link, or its address, and a key of its own after those of the pages."""
    root = Tag("Document", "en")
    link = root.add("Link")
    link.words = " the report "
    link.strand().pieces.append((0, 0))
    page = painter(clicks=[to("https://example.org/", link)])
    page.marked = 1
    pdf = file_of(page, root=root)
    (found,) = pdf.pages[0].Annots

    assert (str(found.Contents), int(found.StructParent)) == ("the report", 1)
    assert [k.object > 0 for k in link.kids if isinstance(k, Contact)] == [True]


def test_an_arabic_file_is_read_from_the_right():
    """A viewer lays its pages side by side from right to left."""
    arabic, english = file_of(language="ar", direction="rtl"), file_of()

    assert arabic.Root.ViewerPreferences.Direction == "/R2L"
    assert "/Direction" not in english.Root.ViewerPreferences
    assert (str(arabic.Root.Lang), str(english.Root.Lang)) == ("ar", "en")


def test_equal_pages_give_equal_bytes():
    """The identifier of a file is made from its content; another title is another file."""
    one, two, other = (
        write_file(
            Document(kind="x", title=t, blocks=()), [PaintedPage(painter(), 9, 9)], Fonts(), Tag("Document", "en")
        )
        for t in ("same", "same", "other")
    )

    assert one == two != other
    assert opened(one).trailer.ID != opened(other).trailer.ID


def test_nothing_active_is_in_the_catalog():
    """The catalog holds pages, tree, outline, properties and colours alone."""
    page = painter(outline=[OutlinePoint(Entry(1, "A"), 9.0)])

    assert set(file_of(page).Root) == {
        "/Type", "/Pages", "/Outlines", "/PageMode", "/Lang", "/ViewerPreferences", "/Metadata", "/MarkInfo",
        "/OutputIntents", "/StructTreeRoot",
    }  # fmt: skip
