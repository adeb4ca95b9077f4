"""The reader: the dialect, its refusals, and the origin of each block."""

from __future__ import annotations

import pytest
from attrs import evolve

from rtop_docs.document.build import emphasis, h, inlines, items, link, p, reference, strong
from rtop_docs.document.model import BlockQuote, LineBreak, List, ListItem, Origin
from rtop_docs.document.walk import blocks_in
from tests.compose.bench import outline

DIALECT = {
    "one\ntwo\n": p("one two"),
    "one\\\ntwo\n": p("one", LineBreak(), "two"),
    "one   \ntwo\n": p("one two"),
    "a **b** and *c d* and _e_\n": p("a ", strong("b"), " and ", emphasis("c d"), " and ", emphasis("e")),
    "a [b *c*](https://example.org/x?y=1) d\n": p("a ", link("https://example.org/x?y=1", "b ", emphasis("c")), " d"),
    "<https://example.org/>\n": p(link("https://example.org/")),
    "[a](mailto:a@example.org)\n": p(link("mailto:a@example.org", "a")),
    "a\\*b \\[c\\] &amp; d\n": p("a*b [c] & d"),
    "a  b\n": p("a b"),
    "- a\n- b\n": items("a", "b"),
    "- a\n\n- b\n": items("a", "b"),
    "- a\n  goes on\n\n  and on\n": List(items=(ListItem((p("a goes on"), p("and on"))),)),
    "- a\n  - b\n": List(items=(ListItem((p("a"), items("b"))),)),
    "3. a\n4. b\n": evolve(items("a", "b", ordered=True), start=3),
    "> a\n> b\n": BlockQuote(blocks=(p("a b"),)),
    "> - a\n>   b\n": BlockQuote(blocks=(items("a b"),)),
    "1. a\n   > b\n   > c\n": evolve(items(("a", BlockQuote(blocks=(p("b c"),))), ordered=True)),
    "# a\n": h(1, "a", anchor="section-1"),
    "# a **b** {{ anchor('here') }}\n\n[x](#here)\n": h(1, "a ", strong("b"), anchor="here"),
    "a {{ anchor('here') }} b [x](#here)\n": evolve(p("a b ", reference("here", "x")), anchor="here"),
}


@pytest.mark.parametrize(("markdown", "block"), DIALECT.items())
def test_dialect(project, markdown, block):
    """Markdown of the dialect becomes the blocks that it says."""
    assert project.document(markdown).blocks[0] == block


OUTSIDE = {
    "a\n\n---\n": "3: error[T10]: a thematic break is outside the dialect",
    "a `b` c\n": "1: error[T10]: code is outside the dialect",
    "```\na\n```\n": "1: error[T10]: a block of code is outside the dialect",
    "    a\n": "1: error[T10]: an indented block of code is outside the dialect",
    "a\n\n    b\n": "3: error[T10]: an indented block of code is outside the dialect",
    "a\n<br>\n": "2: error[T10]: HTML is outside the dialect",
    "<div>\na\n</div>\n": "1: error[T10]: HTML is outside the dialect",
    "![a](b.png)\n": "1: error[T10]: a picture is outside the dialect",
    "##### a\n": "1: error[T10]: a heading of level 5 is outside the dialect",
    "a\n===\n": "1: error[T10]: a heading is written by a line below it",
    "a\n---\n": "1: error[T10]: a heading is written by a line below it",
    "#\n": "1: error[T10]: a heading is empty",
    "[a](https://example.org 'title')\n": "1: error[T10]: a link has a title",
    "[a](javascript:alert)\n": "1: error[T13]: the link to 'javascript:alert' is not allowed",
    "[a](file:///etc/passwd)\n": "1: error[T13]: the link to 'file:///etc/passwd' is not allowed",
    "[a](other.md)\n": "1: error[T13]: the link to 'other.md' is not allowed",
    "[a]()\n": "1: error[T13]: the link to '' is not allowed",
    "a\n[b](HTTPS://EXAMPLE.org)\n": "2: error[T13]: the link to 'HTTPS://EXAMPLE.org' is not allowed",
    "a\n**b c\n": "2: error[T12]: '**' marks nothing and would be printed",
    "a ** b\n": "1: error[T12]: '**' marks nothing and would be printed",
    "a_b\n": "1: error[T12]: '_' marks nothing and would be printed",
    "a [b] c\n": "1: error[T12]: '[' marks nothing and would be printed",
    "[a]: https://example.org\n": "1: error[T12]: '[' marks nothing and would be printed",
    "a \\q\n": "1: error[T12]: '\\' marks nothing and would be printed",
    "a < b\n": "1: error[T12]: '<' marks nothing and would be printed",
    "- a\nglued\n": "2: error[T14]: the line continues a list item or quotation without showing it",
    "- a\n glued\n": "2: error[T14]: the line continues a list item or quotation without showing it",
    "1. a\n  glued\n": "2: error[T14]: the line continues a list item or quotation without showing it",
    "> a\nglued\n": "2: error[T14]: the line continues a list item or quotation without showing it",
    "> - a\n> glued\n": "2: error[T14]: the line continues a list item or quotation without showing it",
    "- a\n  - b\n  glued\n": "3: error[T14]: the line continues a list item or quotation without showing it",
    "text {{ heading('b') }}\n": "1: error[T11]: a part that makes blocks stands within other text",
    "text\n{{ heading('b') }}\n": "1: error[T11]: a part that makes blocks stands within other text",
    "{{ heading('b') }}\ntext\n": "1: error[T11]: a part that makes blocks stands within other text",
    "# a {{ grid() }}\n": "1: error[T11]: a part that makes blocks stands in a heading",
    "{{ mixed() }}\n": "1: error[T07]: part 'mixed': the part returned blocks and inlines together",
    "[x](https://example.org/{{ bold('b') }})\n": "1: error[T13]",
}


@pytest.mark.parametrize(("markdown", "finding"), OUTSIDE.items())
def test_outside_the_dialect(project, markdown, finding):
    """What is outside the dialect is an error at its line, never a fallback."""
    found = project.found(markdown)

    assert [line[: len(finding)] for line in found] == [finding]


def test_each_block_knows_its_line(project):
    """Origins are those of the template, through loops, macros, includes and trimmed tags."""
    project.write("templates/inner.md", "Included\n\n- {{ ask.value() }}\n")
    document = project.document(
        "{% macro one(words) %}\n\nMacro {{ words }}\n{% endmacro %}\n"  # 1-4
        "# Head\n\n"  # 5
        "{% if true %}\n{{ ask.value() }}\n{% endif %}\n\n"  # 8
        "{% for s in ask.states() %}\n- {{ s.name }}\n{% endfor %}\n\n"  # 12
        "{{ one('x') }}\n\n"  # 15 shows 3
        "{% include 'inner.md' %}\n\n"  # 17
        "{{ heading('y') }}\n\n"  # 19
        "> quoted\n"  # 21
    )

    places = [f"{b.origin.template.split('/')[-1]}:{b.origin.line}" for b in blocks_in(document.blocks)]
    assert list(zip([line.split(":")[0] for line in outline(document)], places, strict=True)) == [
        ("Heading", "x.md:5"),
        ("Paragraph", "x.md:8"),
        ("List", "x.md:12"),
        ("Paragraph", "x.md:12"),
        ("Paragraph", "x.md:12"),
        ("Paragraph", "x.md:3"),
        ("Paragraph", "inner.md:1"),
        ("List", "inner.md:3"),
        ("Paragraph", "inner.md:3"),
        ("Heading", "x.md:19"),
        ("BlockQuote", "x.md:21"),
        ("Paragraph", "x.md:21"),
    ]


def test_a_line_moved_is_the_same_document(project):
    """Template lines enter neither equality nor version: a comment above makes no new version."""
    one = project.document("# Head\n\nText.\n")
    two = project.document("{# a comment #}\n\n\n# Head\n\n\nText.\n")

    assert one == two
    assert one.version == two.version
    assert two.blocks[0].origin.line == 4


@pytest.mark.parametrize(("language", "shown"), [("en", "一 二"), ("zh", "一二")])
def test_a_soft_break_is_a_blank_only_where_words_have_blanks(project, language, shown):
    """Chinese lines join without a blank."""
    project.write("templates/zh/x.md", "一\n二\n\n{{ document(kind='k', title='t') }}\n")

    document = project.document("一\n二\n", language=language)
    assert outline(document) == [f"Paragraph: {shown}"]
    assert document.blocks[0].language == language


def test_blocks_of_a_right_to_left_language_say_so(project):
    """Direction follows the target's language on every block."""
    project.write("templates/ar/x.md", "نص\n\n- نص\n\n{{ document(kind='k', title='t') }}\n")
    document = project.document("x", language="ar")

    assert {b.direction for b in blocks_in(document.blocks)} == {"rtl"}
    assert document.direction == "rtl"


def test_parts_that_make_nothing_leave_nothing(project):
    """An empty tuple vanishes in prose, and alone with its paragraph."""
    document = project.document("a {{ nothing() }} b\n\n{{ nothing() }}\n\n- {{ nothing() }}c\n")

    assert outline(document) == ["Paragraph: a b", "List", "Paragraph: c"]


def test_emphasis_may_stand_beside_a_part(project):
    """A mark counts as punctuation: emphasis that ends in a full stop keeps before a footnote."""
    document = project.document("**Bold.**{{ bold('x') }}*y*{{ bold('z') }}**{{ bold('q') }}**\n")

    x, z, q = strong("x"), strong("z"), strong("q")
    assert document.blocks[0].children == inlines(strong("Bold."), x, emphasis("y"), z, strong(q))


def test_an_origin_without_template_is_no_place():
    """A block made outside templates has an origin that names none."""
    assert Origin().template == ""
