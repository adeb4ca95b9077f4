r"""Read a template's rendered Markdown, with its marks, into blocks of the document.

Knows Markdown's tokens and the marks; knows nothing of Jinja, of records or of what a part means.

The dialect, for editors (anything else is an error at template:line):

- paragraphs, parted by an empty line; ``#`` to ``####`` headings; ``-`` and ``1.`` lists; ``>`` quotations;
- ``**strong**``, ``*emphasis*``, ``[words](https://...)``, ``[words](mailto:...)``, ``[words](#anchor)``;
- a backslash at a line's end breaks the line; blanks there mean nothing; a tab is four blanks;
- a line that goes on within a list item is indented, within a quotation it begins with ``>``: a line that does
  not show where it belongs is an error, since Markdown would join it in silence;
- roles, panels, footnotes and anchors are parts: ``{% call role("lead") %} ... {% endcall %}``,
  ``{% call panel("unknown", "Not known") %} ... {% endcall %}``, ``{% call note() %} ... {% endcall %}``,
  ``{% call section("Doubts") %} ... {% endcall %}`` (a heading that goes when nothing follows it),
  ``## Themes {{ anchor("themes") }}``; the body of such a call is Markdown of this same dialect;
- a part that makes blocks stands alone, with an empty line above and below; within a list item it is indented and,
  when it is a call with a body, begins with ``{%+ call`` (the plus sign keeps the blanks before the tag);
- ``*``, ``_``, brackets, backquote, ``<`` or a backslash that mark nothing are errors: write ``\*`` for the sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from attrs import define, evolve, field, frozen
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from rtop_docs.compose.marks import LINE_MARK, NODE_MARK, Anchor, Fault, Marks, Node
from rtop_docs.diagnostics import Diagnostic, SourceSpan, error
from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Emphasis,
    Heading,
    Inline,
    LineBreak,
    Link,
    List,
    ListItem,
    Origin,
    Paragraph,
    Reference,
    Strong,
    Text,
    TextDirection,
)

SCHEMES = ("https:", "http:", "mailto:")
MAX_NESTING = 100
_ONLY_MARKS = re.compile(rf"\s*(?:{NODE_MARK.pattern}\s*)+")
_LEADING = re.compile(rf"(?:[ \t]*{LINE_MARK.pattern})+")
_STRAY = re.compile(r"[*_`<\[\]\\]+")
_MARKER = re.compile(r" {0,3}(?:[-+*]|[0-9]{1,9}[.)])(?: {1,4}(?=\S)| *$| )")
_QUOTE = re.compile(r" {0,3}> ?")
_MARK_IN_TARGET = "%EE%80%82"  # U+E002 as it stands in an encoded address
_OUTSIDE = {
    "hr": ("a thematic break", "leave it out, or use a heading"),
    "code_block": ("an indented block of code", "take away the blanks before the line"),
    "fence": ("a block of code", "documents show no code"),
    "code_inline": ("code", "documents show no code; write \\` for the sign"),
    "html_block": ("HTML", "write Markdown, or call a part; write \\< for the sign"),
    "html_inline": ("HTML", "write Markdown, or call a part; write \\< for the sign"),
    "image": ("a picture", "pictures are made by parts"),
}


@frozen
class Lines:
    """Rendered text without its line marks: the lines, and where each came from."""

    texts: tuple[str, ...]
    origins: tuple[Origin, ...]


def unmark(text: str, paths: Sequence[str]) -> Lines:
    """Take the line marks out of `text`; a line without one continues the line before.

    Blanks at a line's end are dropped, tabs become blanks.
    """
    texts, origins = [], []
    last = Origin()
    for line in text.split("\n"):
        marks = list(LINE_MARK.finditer(line))
        head = _LEADING.match(line)
        if head:  # a tag that was alone on its line leaves its mark too: the last one is the text's own
            origins.append(_origin(list(LINE_MARK.finditer(head[0]))[-1], paths))
        else:
            origins.append(_origin(marks[0], paths) if marks else last)
        last = _origin(marks[-1], paths) if marks else last
        texts.append(LINE_MARK.sub("", line).expandtabs(4).rstrip(" "))
    return Lines(tuple(texts), tuple(origins))


def _origin(mark: re.Match[str], paths: Sequence[str]) -> Origin:
    return Origin(paths[int(mark[1])], int(mark[2]))


def faults_in(text: str, marks: Marks, paths: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the findings that stand in a rendered text as marks, each at the nearest line mark before it."""
    place = Origin()
    for found in re.finditer(f"{LINE_MARK.pattern}|{NODE_MARK.pattern}", text):
        if found[3] is None:
            place = _origin(found, paths)
            continue
        node = marks.get(int(found[3]))
        if isinstance(node, Fault):
            at = node.origin or place
            yield error(node.code, node.message, span_of(at), *node.hints)


def span_of(origin: Origin) -> SourceSpan | None:
    """Return an origin as the place of a finding."""
    return SourceSpan(origin.template, origin.line) if origin.template else None


@frozen
class _Container:
    """A list item or quotation around a paragraph.  width: of an item's marker, 0 for a quotation; first: its line."""

    width: int
    first: int


@define
class Reader:
    """Reads rendered Markdown into blocks; what it finds is kept in `found`.

    marks: the nodes behind the marks.  paths: the files that line marks number.
    """

    marks: Marks
    paths: Sequence[str]
    language: str = "en"
    direction: TextDirection = "ltr"
    found: list[Diagnostic] = field(factory=list)

    def blocks(self, text: str) -> tuple[Block, ...]:
        """Read `text` into blocks."""
        self.found += faults_in(text, self.marks, self.paths)
        lines, tree = _parsed(str(text), tuple(self.paths))
        return _Reading(self, lines).children(tree, ())

    def report(self, code: str, message: str, origin: Origin, *hints: str) -> None:
        """Keep a finding."""
        self.found.append(error(code, message, span_of(origin), *hints))


@frozen
class _Reading:
    """One text being read."""

    reader: Reader
    lines: Lines

    # -- blocks ---------------------------------------------------------------------------

    def children(self, node: SyntaxTreeNode, around: tuple[_Container, ...]) -> tuple[Block, ...]:
        return tuple(block for child in node.children for block in self.block(child, around))

    def block(self, node: SyntaxTreeNode, around: tuple[_Container, ...]) -> tuple[Block, ...]:
        origin = self.origin(node)
        language, direction = self.reader.language, self.reader.direction
        match node.type:
            case "paragraph":
                return self.paragraph(node, around)
            case "heading":
                return self.heading(node)
            case "bullet_list" | "ordered_list":
                items = tuple(ListItem(self.item(child, around)) for child in node.children)
                start, ordered = int(node.attrs.get("start", 1)), node.type == "ordered_list"
                made = List(items=items, ordered=ordered, start=start, origin=origin)
                return (evolve(made, language=language, direction=direction),)
            case "blockquote":
                inside = self.children(node, (*around, _Container(0, _first(node))))
                return (BlockQuote(blocks=inside, origin=origin, language=language, direction=direction),)
            case _:
                self.outside(node.type, origin)
                return ()

    def item(self, node: SyntaxTreeNode, around: tuple[_Container, ...]) -> tuple[Block, ...]:
        first = _first(node)
        rest = _inside(self.lines.texts[first], first, around)
        marker = _MARKER.match(rest or "")
        return self.children(node, (*around, _Container(marker.end() if marker else 0, first)))

    def paragraph(self, node: SyntaxTreeNode, around: tuple[_Container, ...]) -> tuple[Block, ...]:
        origin = self.origin(node)
        self.check_continuation(node, around)
        inline = node.children[0]
        nodes = self.nodes(inline.content)
        if any(n.blocks for n in nodes):
            return self.placed(inline.content, nodes, origin)
        children, anchor = _lifted(self.inlines(inline))
        if not children and nodes:
            return ()
        made = Paragraph(children=children, anchor=anchor, origin=origin)
        return (evolve(made, language=self.reader.language, direction=self.reader.direction),)

    def placed(self, content: str, nodes: Sequence[Node], origin: Origin) -> tuple[Block, ...]:
        if not _ONLY_MARKS.fullmatch(content) or any(n.inlines for n in nodes):
            hint = "leave an empty line above and below it"
            self.reader.report("T11", "a part that makes blocks stands within other text", origin, hint)
        return tuple(block for n in nodes for block in n.blocks)

    def heading(self, node: SyntaxTreeNode) -> tuple[Block, ...]:
        origin, level = self.origin(node), int(node.tag[1])
        if not node.markup.startswith("#"):
            hint = "write '## ' before it; leave an empty line where no heading is meant"
            self.reader.report("T10", "a heading is written by a line below it", origin, hint)
        if level > 4:
            self.reader.report("T10", f"a heading of level {level} is outside the dialect", origin, "levels go to 4")
            level = 4
        inline = node.children[0]
        if any(n.blocks for n in self.nodes(inline.content)):
            self.reader.report(
                "T11", "a part that makes blocks stands in a heading", origin, "put it below the heading"
            )
        children, anchor = _lifted(self.inlines(inline))
        if not children:
            self.reader.report("T10", "a heading is empty", origin)
        made = Heading(level=level, children=children, anchor=anchor, origin=origin)
        return (evolve(made, language=self.reader.language, direction=self.reader.direction),)

    def nodes(self, content: str) -> tuple[Node, ...]:
        kept = (self.reader.marks.get(int(found[1])) for found in NODE_MARK.finditer(content))
        return tuple(node for node in kept if isinstance(node, Node))

    def check_continuation(self, node: SyntaxTreeNode, around: tuple[_Container, ...]) -> None:
        first, end = node.map or (0, 0)
        for number in range(first + 1, end) if around else ():
            if _inside(self.lines.texts[number], number, around) is None:
                hint = "indent the line, or begin it with '>', to continue; leave an empty line above it to go on below"
                message = "the line continues a list item or quotation without showing it"
                self.reader.report("T14", message, self.lines.origins[number], hint)

    def origin(self, node: SyntaxTreeNode) -> Origin:
        return self.lines.origins[_first(node)]

    def outside(self, kind: str, origin: Origin) -> None:
        words, hint = _OUTSIDE.get(kind, (f"'{kind}'", "see the dialect in the guide"))
        self.reader.report("T10", f"{words} is outside the dialect", origin, hint)

    # -- inlines --------------------------------------------------------------------------

    def inlines(self, inline: SyntaxTreeNode) -> tuple[Inline, ...]:
        lines = self.lines.origins[_first(inline) :]
        return _trimmed(_merged(_Line(self, lines).all(inline.children)))


@define
class _Line:
    """The inlines of one paragraph or heading; `number` counts its line breaks, for the places of findings."""

    reading: _Reading
    origins: Sequence[Origin]
    number: int = 0

    @property
    def origin(self) -> Origin:
        return self.origins[min(self.number, len(self.origins) - 1)]

    def all(self, nodes: Iterable[SyntaxTreeNode]) -> tuple[Inline, ...]:
        return tuple(made for node in nodes for made in self.one(node))

    def one(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        match node.type:
            case "text":
                return self.text(node.content)
            case "text_special":
                return (Text(node.content),) if node.content != node.markup else (self.plain(node.content),)
            case "softbreak":
                self.number += 1
                return () if self.reading.reader.language.split("-")[0] in ("zh", "ja") else (Text(" "),)
            case "hardbreak":
                self.number += 1
                return (LineBreak(),)
            case "em":
                return (Emphasis(_merged(self.all(node.children))),)
            case "strong":
                return (Strong(_merged(self.all(node.children))),)
            case "link":
                return self.link(node)
            case _:
                self.reading.outside(node.type, self.origin)
                return ()

    def text(self, content: str) -> tuple[Inline, ...]:
        made: list[Inline] = []
        end = 0
        for found in NODE_MARK.finditer(content):
            made.append(self.plain(content[end : found.start()]))
            node = self.reading.reader.marks.get(int(found[1]))
            made += node.inlines if isinstance(node, Node) else ()
            end = found.end()
        return (*made, self.plain(content[end:]))

    def plain(self, text: str) -> Text:
        stray = _STRAY.search(text)
        if stray:
            hint = f"write \\{stray[0][0]} for the sign; emphasis needs a blank or punctuation on its outer side"
            self.reading.reader.report("T12", f"'{stray[0]}' marks nothing and would be printed", self.origin, hint)
        return Text(text)

    def link(self, node: SyntaxTreeNode) -> tuple[Inline, ...]:
        origin, target = self.origin, str(node.attrs.get("href", ""))
        children = _merged(self.all(node.children))
        if node.attrs.get("title"):
            self.reading.reader.report("T10", "a link has a title", origin, "say it in the words of the link")
        if target.startswith("#") and len(target) > 1:
            return (Reference(target[1:], children),)
        if not target.startswith(SCHEMES) or _MARK_IN_TARGET in target:
            hint = f"links begin with {', '.join(SCHEMES)} or #"
            self.reading.reader.report("T13", f"the link to '{target}' is not allowed", origin, hint)
            return children
        return (Link(target, children or (Text(target),)),)


@lru_cache(maxsize=256)
def _parsed(text: str, paths: tuple[str, ...]) -> tuple[Lines, SyntaxTreeNode]:
    """Return the lines of `text`, and their tree: the same for the next sheet, whose marks stand for other nodes."""
    lines = _dedented(unmark(text, paths))
    return lines, SyntaxTreeNode(_parser().parse("\n".join(lines.texts)))


@cache
def _parser() -> MarkdownIt:
    """Make the parser: CommonMark, with every rule on that lets the reader see, and refuse, what is meant."""
    parser = MarkdownIt("commonmark", {"maxNesting": MAX_NESTING})
    parser.disable(["text_join", "reference"])  # escapes stay apart from stray marks; nothing vanishes as a definition
    parser.validateLink = _any_link  # type: ignore[method-assign]  # the reader names the scheme that it refuses
    return parser


def _any_link(url: str) -> bool:
    """Let the parser take any address for a link, so that the reader can say what is wrong with it."""
    del url
    return True


def _first(node: SyntaxTreeNode) -> int:
    return node.map[0] if node.map else 0


def _inside(line: str, number: int, around: Sequence[_Container]) -> str | None:
    """Return what is left of `line` inside its list items and quotations, or None where it does not show them."""
    for container in around:
        if not container.width:
            quote = _QUOTE.match(line)
            if quote is None:
                return None
            line = line[quote.end() :]
        elif number == container.first or not line[: container.width].strip():
            line = line[container.width :]
        else:
            return None
    return line


def _dedented(lines: Lines) -> Lines:
    """Take away the blanks that all lines begin with: the body of a call may be indented with its tag."""
    margin = min((len(text) - len(text.lstrip(" ")) for text in lines.texts if text), default=0)
    return Lines(tuple(text[margin:] for text in lines.texts), lines.origins) if margin else lines


def _merged(inlines: Iterable[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring texts; drop empty ones and repeated blanks."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and made and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].text + inline.text)
        elif inline != Text(""):
            made.append(inline)
    return tuple(Text(re.sub(" {2,}", " ", i.text)) if isinstance(i, Text) else i for i in made)


def _trimmed(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    made = list(inlines)
    if made and isinstance(made[0], Text):
        made[0] = Text(made[0].text.lstrip(" "))
    if made and isinstance(made[-1], Text):
        made[-1] = Text(made[-1].text.rstrip(" "))
    return tuple(i for i in made if i != Text(""))


def _lifted(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Take the anchors out of a block's inlines; return what is left and the anchor."""
    anchors = [i.anchor for i in inlines if isinstance(i, Anchor)]
    return _trimmed(_merged(i for i in inlines if not isinstance(i, Anchor))), anchors[0] if anchors else ""
