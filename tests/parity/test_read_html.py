"""A page is read by its elements and roles, also where it is written otherwise than ours."""

from __future__ import annotations

from rtop_docs.parity.model import Said
from rtop_docs.parity.read_html import read_html


def page(body: str, head: str = "<title>T</title>", language: str = "en") -> bytes:
    """A page with this body."""
    return f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body>{body}</body></html>'.encode()


def texts(body: str) -> list[str]:
    """The pieces of a page's text."""
    return [" ".join(word.text for word in piece.words) for piece in read_html(page(body)).pieces]


def words(body: str):
    """The words of a page's text."""
    return [word for piece in read_html(page(body)).pieces for word in piece.words]


def test_blocks_are_apart_and_inlines_are_not():
    """A line break parts words, a change of type does not."""
    body = "<p>one<b>and</b><i>two</i><br>three</p>tail<div>four<p>five</p>six</div>"

    assert texts(body) == ["oneandtwo three", "tail", "four", "five", "six"]


def test_what_is_hidden_or_interface_is_not_said():
    """Scripts, styles, drawings that are hidden, buttons, the way past the navigation."""
    body = (
        '<a href="#text">skip</a><style>p{}</style><script>x()</script><p hidden>no</p><p aria-hidden="true">no</p>'
        "<details><summary>button</summary><p>said</p></details><template>no</template><footer>around</footer>"
    )

    assert texts(body) == ["said"]
    assert read_html(page(body)).margins == ("around",)


def test_languages_are_inherited():
    """The nearest holds; an empty one takes it away."""
    found = words('<div lang="fr"><p>un <span lang="es">dos</span> <span lang="">x</span></p></div><p>four</p>')

    assert [word.languages for word in found] == [("fr",), ("es",), ("",), ("en",)]


def test_drawings_are_their_names():
    """By title, label, reference or alternative text; what stands in them is not said."""
    body = (
        "<p>a <svg role=img><title>one</title><text>no</text></svg> <img alt=two src=x></p>"
        '<div role="img" aria-label="three">no</div><p id="n">four</p><span role="img" aria-labelledby="n">no</span>'
    )
    found = words(body)

    assert [(word.text, word.said is Said.ALTERNATIVE) for word in found] == [
        ("a", False), ("one", True), ("two", True), ("three", True), ("four", False), ("four", True),
    ]  # fmt: skip


def test_a_chart_is_its_caption_its_words_and_its_data():
    """Whatever stands first on the page."""
    table = "<table><caption>data</caption><tr><td>cell</td></tr></table>"
    body = f'<figure><div role="img" aria-label="chart">no</div>{table}<figcaption>caption</figcaption></figure>'

    assert texts(body) == ["caption", "data", "chart", "cell"]


def test_a_description_may_stand_elsewhere():
    """It is said with the table that it describes, and only there."""
    body = '<p id="d">what it tells</p><table aria-describedby="d"><caption>name</caption><tr><td>x</td></tr></table>'

    assert texts(body) == ["name", "what it tells", "x"]


def test_links_lead_to_addresses_and_places():
    """A place by the words that stand there; one that is not there leads nowhere."""
    links = '<a href="https://example.org/é">out</a> <a href="#b">in</a> <a href="#c">gone</a>'
    body = f'<p>{links}</p><h2 id="b">The place</h2>'

    assert [word.targets for word in words(body)][:3] == [("https://example.org/%C3%A9",), ("#The place",), ("#",)]


def test_cells_are_seated_by_their_spans_and_groups():
    """No cell reaches from one group of rows into the next."""
    rows = "<thead><tr><th colspan=2>A</tr></thead><tbody><tr><th rowspan=3>B<td>C</tr><tr><td>D</tr></tbody>"
    found = read_html(page(f"<table>{rows}<tbody><tr><td>E</tr></tbody></table>"))
    seats = [(q.words[0].text, q.seat.row, q.seat.column, q.seat.columns, q.seat.header) for q in found.pieces]

    assert seats == [
        ("A", 1, 1, 2, True),
        ("B", 2, 1, 1, True),
        ("C", 2, 2, 1, False),
        ("D", 3, 2, 1, False),
        ("E", 4, 1, 1, False),
    ]
    assert (found.grids[0].rows, found.grids[0].columns, found.grids[0].head) == (4, 2, 1)


def test_lists_are_counted_as_browsers_count_them():
    """From their start, on from an item's own value; a label may stand apart from the item's text."""
    body = (
        "<ol start=3><li>a<li value=7>b<li>c</ol><ul><li>d</ul>"
        "<ol role=list><li><span>iv</span><div>e</div></li></ol><nav><ul><li>f</ul></nav>"
    )
    found = read_html(page(body)).pieces

    assert [(q.words[0].text, q.labels) for q in found] == [
        ("a", ("3.",)), ("b", ("7.",)), ("c", ("8.",)), ("d", ("",)), ("e", ("iv",)), ("f", ()),
    ]  # fmt: skip


def test_notes_are_told_by_their_roles():
    """A call is no link and no part of a word; the way back and the heading of the notes are not said."""
    body = (
        '<p>text<a role="doc-noteref" href="#n1">1</a></p><section role="doc-endnotes" aria-labelledby="h">'
        '<h2 id="h">Notes</h2><ol><li id="n1"><p>note <a role="doc-backlink" href="#">up</a></p></ol></section>'
        '<aside role="doc-footnote">another</aside>'
    )
    found = read_html(page(body))

    assert [(w.text, w.said, w.targets) for w in found.pieces[0].words] == [
        ("text", Said.LETTERS, ()), ("1", Said.CALL, ()),
    ]  # fmt: skip
    assert [(q.note, q.words[0].text) for q in found.notes] == [(1, "note"), (2, "another")]
