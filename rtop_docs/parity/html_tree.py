"""Go through the tree of a page and say what each element says.

Knows elements and roles; tables have a module of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve, frozen
from lxml import html

from rtop_docs.parity.gather import Gatherer, address, words_in
from rtop_docs.parity.html_tables import read_table
from rtop_docs.parity.model import Said, Unread

_DEEPEST = 250
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    (
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd", "mark", "output",
        "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    )
)  # fmt: skip
_UNSAID = frozenset(("head", "link", "meta", "noscript", "script", "style", "summary", "template", "title"))
"""What is never part of the text; a summary is the button that shows what it stands above."""
_NOTES = ("doc-endnotes", "doc-footnotes")
_NOTE = ("doc-endnote", "doc-footnote")


@frozen
class Around:
    """What the elements around have set."""

    language: str
    target: str = ""
    depth: int = 0
    contents: bool = False


class Page:
    """One page being read."""

    def __init__(self, root: html.HtmlElement) -> None:
        self.root = root
        self.language = root.get("lang") or ""
        self.gather = Gatherer()
        self.ids: dict[str, html.HtmlElement] = {}
        for element in root.iter():
            if isinstance(element.tag, str) and element.get("id"):
                self.ids.setdefault(element.get("id") or "", element)
        names = [element.get("aria-describedby") or "" for element in root.iter("table", "figure")]
        self.described = {id for name in names for id in name.split()}
        self._margins: list[str] = []
        self._notes = 0
        self._alternatives: list[tuple[str, str]] = []

    def body(self, body: html.HtmlElement) -> None:
        """Say the page's body; a link that only skips to the text, and the foot, are no part of the text."""
        around = self.inside(body, Around(self.language))
        self._text(body.text, around, body)
        for child in body:
            role = child.get("role") or ""
            if child.tag == "footer" or role == "contentinfo":
                self._margins.append(" ".join(child.itertext()))
            elif not (child.tag == "a" and (child.get("href") or "").startswith("#")):
                self.element(child, around)
            self._text(child.tail, around, child)
        self.gather.end()

    def margins(self) -> tuple[str, ...]:
        """Return what stands around the text."""
        return (" ".join(self._margins),)

    # -- elements -------------------------------------------------------------------------

    def element(self, element: html.HtmlElement, around: Around) -> None:  # noqa: C901  one case a kind
        """Say one element, without what follows it."""
        if not isinstance(element.tag, str) or element.tag in _UNSAID or _hidden(element):
            return
        if element.get("id") in self.described:
            return  # said with the table or figure that it describes
        role = element.get("role") or ""
        here = self.inside(element, around)
        if role == "doc-backlink":
            return
        if role == "doc-noteref":
            self._call(element, here)
        elif role == "img" or element.tag in ("img", "svg"):
            self._drawn(element, here)
        elif role in _NOTES:
            self._endnotes(element, here)
        elif role in _NOTE:
            self._note(element, here, self._notes + 1)
        elif element.tag in _HEADINGS:
            self._block(element, here, level=_HEADINGS[element.tag])
        elif element.tag == "br":
            self.gather.say(" ", here.language, here.target)
        elif element.tag == "a":
            self._mark(element)
            self.children(element, evolve(here, target=_target(element) or here.target))
        elif element.tag in _INLINE:
            self._mark(element)
            self.children(element, here)
        elif element.tag == "table":
            self._mark_block(element)
            self._table(element, here)
        elif element.tag in ("ul", "ol"):
            self._list(element, here)
        elif element.tag == "figure":
            self._figure(element, here)
        else:
            self._block(element, evolve(here, contents=here.contents or element.tag == "nav"))

    def children(self, element: html.HtmlElement, around: Around) -> None:
        """Say what stands in an element."""
        self._text(element.text, around, element)
        for child in element:
            self.element(child, around)
            self._text(child.tail, around, child)

    def _block(self, element: html.HtmlElement, around: Around, level: int | None = None) -> None:
        self._mark_block(element)
        self.gather.begin(level, kind="caption" if element.tag == "figcaption" else "")
        self.children(element, around)
        self.gather.end()

    def _text(self, text: str | None, around: Around, element: html.HtmlElement) -> None:
        if not text:
            return
        if text.strip():
            self.gather.place = f"line {element.sourceline}"
        self.gather.say(text, around.language, around.target)

    def inside(self, element: html.HtmlElement, around: Around) -> Around:
        """Return what holds inside an element.  Raises Unread where there is no end."""
        if around.depth >= _DEEPEST:
            raise Unread("the page is nested too deep")
        language = element.get("lang")
        return evolve(around, language=around.language if language is None else language, depth=around.depth + 1)

    def _mark(self, element: html.HtmlElement) -> None:
        if element.get("id"):
            self.gather.mark(f"#{element.get('id')}")

    def _mark_block(self, element: html.HtmlElement) -> None:
        self.gather.end()
        self._mark(element)

    # -- drawings -------------------------------------------------------------------------

    def _drawn(self, element: html.HtmlElement, around: Around) -> None:
        """Say what stands for a drawing; what stands in it is not said."""
        words = self.name_of(element)
        self.gather.place = f"line {element.sourceline}"
        if element.tag in ("img", "svg", "span"):
            self.gather.say(words, around.language, around.target, Said.ALTERNATIVE)
        else:
            self.gather.end()
            self.gather.alternative(words, around.language)

    def name_of(self, element: html.HtmlElement) -> str:
        """Return the name of an element that is no text: by reference, by its label, by its title."""
        named = self.texts_of(element.get("aria-labelledby") or "")
        title = element.find("title")
        own = element.get("aria-label") or element.get("alt") or (title.text_content() if title is not None else "")
        return named or own

    def texts_of(self, ids: str) -> str:
        """Return the text of the elements that are named."""
        return " ".join(self.ids[id].text_content() for id in ids.split() if id in self.ids)

    def _figure(self, element: html.HtmlElement, around: Around) -> None:
        """Say a figure: where it shows a chart, the caption first; else as it stands."""
        self._mark_block(element)
        drawing = next((child for child in element if child.get("role") == "img" or child.tag in ("img", "svg")), None)
        if drawing is None:
            self.children(element, around)
            self.gather.end()
            return
        captions = [child for child in element if child.tag == "figcaption"]
        for caption in captions:
            self.element(caption, around)
        self._alternatives.append((self.name_of(drawing), self.inside(drawing, around).language))
        for child in element:
            if child is not drawing and child not in captions:
                self.element(child, around)
        self.say_alternatives()

    def say_alternatives(self) -> None:
        """Say what stands for a chart: after the caption of its data, or where the figure ends."""
        for words, language in self._alternatives:
            self.gather.alternative(words, language)
        self._alternatives.clear()

    # -- lists and tables -----------------------------------------------------------------

    def _list(self, element: html.HtmlElement, around: Around) -> None:
        self._mark_block(element)
        number = _whole(element.get("start"), 1)
        for child in element:
            if child.tag != "li":
                self.element(child, around)
                continue
            number = _whole(child.get("value"), number)
            if not around.contents:
                self._item(child, around, f"{number}." if element.tag == "ol" else "")
            else:
                self._block(child, self.inside(child, around))
            number += 1
        self.gather.end()

    def _item(self, item: html.HtmlElement, around: Around, counted: str) -> None:
        """Say a list's item; one that begins with a few letters apart from a block of text bears them as its label."""
        here = self.inside(item, around)
        label, rest = _labelled(item)
        self._mark_block(item)
        self.gather.label(counted if label is None else " ".join(words_in(label.text_content())))
        for child in rest:
            self.element(child, here)
        if label is None:
            self.children(item, here)
        self.gather.end()

    def _table(self, table: html.HtmlElement, around: Around) -> None:
        description = self.texts_of(table.get("aria-describedby") or "")
        read_table(self, table, around, description)

    # -- notes ----------------------------------------------------------------------------

    def _call(self, element: html.HtmlElement, around: Around) -> None:
        self._mark(element)
        text = " ".join(words_in(element.text_content()))
        led = self.ids.get((element.get("href") or "").removeprefix("#"))
        target = "" if led is not None else address(element.get("href") or "")
        self.gather.say(text, around.language, target, Said.CALL)

    def _endnotes(self, section: html.HtmlElement, around: Around) -> None:
        """Say the notes; the heading that names their section is no part of the text."""
        self.gather.end()
        names = (section.get("aria-labelledby") or "").split()
        for part in section:
            if not isinstance(part.tag, str) or part.get("id") in names or part.tag in _HEADINGS:
                continue
            items: Iterable[html.HtmlElement] = part if part.tag in ("ol", "ul") else (part,)
            number = _whole(part.get("start"), self._notes + 1)
            for item in items:
                number = _whole(item.get("value"), number)
                self._note(item, self.inside(part, around), number)
                number += 1

    def _note(self, element: html.HtmlElement, around: Around, number: int) -> None:
        self._notes = number
        with self.gather.note(number):
            self._block(element, self.inside(element, around))


def _hidden(element: html.HtmlElement) -> bool:
    return element.get("hidden") is not None or element.get("aria-hidden") == "true"


def _target(element: html.HtmlElement) -> str:
    href = element.get("href") or ""
    return href if href.startswith("#") else address(href)


def _whole(text: str | None, otherwise: int) -> int:
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else otherwise


def _labelled(item: html.HtmlElement) -> tuple[html.HtmlElement | None, Iterator[html.HtmlElement]]:
    """Return the label of a list's item and what stands beside it; no label where the item is plain."""
    children = [child for child in item if isinstance(child.tag, str)]
    loose = [item.text or "", *(child.tail or "" for child in children)]
    if len(children) > 1 and not "".join(loose).strip():
        first, second = children[0], children[1]
        if first.tag in _INLINE and second.tag not in _INLINE and first.get("href") is None:
            return first, iter(children[1:])
    return None, iter(())
