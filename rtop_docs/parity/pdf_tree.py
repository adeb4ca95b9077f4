"""Go through a PDF's structure tree in its order, and say what each element says.

Knows structure types; marked contents, fonts and links have modules of their own.
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf
from attrs import evolve, frozen

from rtop_docs.parity.gather import Gatherer, shortened, words_in
from rtop_docs.parity.model import Reading, Said, Unread
from rtop_docs.parity.pdf_content import PageContent, content_of, may_stand_for, without_tags
from rtop_docs.parity.pdf_fonts import Letters
from rtop_docs.parity.pdf_links import Links
from rtop_docs.parity.pdf_notes import Calls
from rtop_docs.parity.pdf_places import Spot, spot_of
from rtop_docs.parity.pdf_tables import TableReader
from rtop_docs.parity.pdf_values import text_of, whole_of

_MOST_ELEMENTS = 500_000
_DEEPEST = 300
_MOST_PAGES = 5_000
_HEADINGS = {f"H{level}": level for level in range(1, 7)}
_INLINE = frozenset(
    ("Span", "Link", "Reference", "Quote", "Em", "Strong", "Code", "BibEntry", "Annot", "Ruby", "RB", "RT", "RP", "Sub")
)
_DRAWN = frozenset(("Figure", "Formula", "Form"))
_UNSAID = frozenset(("Artifact", "Private"))
_HOLDERS = frozenset(("Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Aside"))


@frozen
class Around:
    """What the elements around have set.  page: of marked contents, from 0; -1 where none is named yet."""

    language: str
    target: str = ""
    page: int = -1
    depth: int = 0
    said: Said = Said.LETTERS


class Tree:
    """One file being read."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        root = pdf.Root.get("/StructTreeRoot")
        if not isinstance(root, pikepdf.Dictionary):
            raise Unread("the file has no structure tree: it does not say in which order it is read")
        if len(pdf.pages) > _MOST_PAGES:
            raise Unread(f"the file has more than {_MOST_PAGES} pages")
        self.root = root
        self.roles = root.get("/RoleMap", pikepdf.Dictionary())
        self.links = Links.of(pdf)
        self.gather = Gatherer()
        self.calls = Calls()
        self.tables = TableReader(self)
        fonts: dict[tuple[int, int], Letters] = {}
        self.pages: list[PageContent] = [content_of(page, fonts) for page in pdf.pages]
        self.unsaid = {(index, id) for index, page in enumerate(self.pages) for id in page.marks}
        self.places: dict[tuple[int, int], Spot] = {}
        self.count = 0
        self.met: set[tuple[int, int]] = set()

    def read(self) -> Reading:
        """Return what the file says."""
        language = text_of(self.pdf.Root.get("/Lang"))
        self.block(self.root, Around(language))
        self.gather.end()
        self.calls.settle()
        for target in self.gather.targets():
            if target.startswith("#"):
                self.gather.mark(target, spot_of(target, self.pages, self.places))
        title = text_of(self.pdf.docinfo.get("/Title"))
        margins = ["".join(f" {text}" for text in page.margins) for page in self.pages]
        return self.gather.reading(title, language, margins, self._stray())

    def _stray(self) -> Iterator[tuple[str, str]]:
        """Yield what is seen and not said: letters outside of the tree, and links."""
        for index, page in enumerate(self.pages):
            place = f"page {index + 1}"
            loose = ["".join(bit.text for bit in page.marks[id].bits) for at, id in sorted(self.unsaid) if at == index]
            words = words_in(" ".join([*page.stray, *loose]))
            if words:
                yield f"'{shortened(words)}' is painted, but stands nowhere in the structure tree", place
        for page_number, annotation in self.links.unclaimed():
            leads = text_of(annotation.get("/Contents")) or "a link"
            yield f"link '{leads}' is on the page, but not in the structure tree", f"page {page_number + 1}"

    # -- elements -------------------------------------------------------------------------

    def role(self, element: pikepdf.Object) -> str:
        """Return the standard structure type of an element."""
        name = element.get("/S")
        for _ in range(8):  # a role may stand for another; no file of use has chains
            mapped = self.roles.get(str(name)) if isinstance(name, pikepdf.Name) else None
            if not isinstance(mapped, pikepdf.Name) or mapped == name:
                break
            name = mapped
        return str(name)[1:] if isinstance(name, pikepdf.Name) else ""

    def kids(self, element: pikepdf.Object) -> list[object]:
        """Return what stands directly in an element."""
        kids = element.get("/K")
        return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]

    def elements(self, element: pikepdf.Object) -> list[pikepdf.Object]:
        """Return the elements that stand directly in an element."""
        return [kid for kid in self.kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]

    def inside(self, element: pikepdf.Object, around: Around) -> Around:
        """Return what holds inside an element.  Raises Unread when the tree is deeper or larger than any of ours."""
        self.count += 1
        if element.is_indirect:
            if element.objgen in self.met:
                raise Unread("an element of the structure tree stands at two places")
            self.met.add(element.objgen)
        if around.depth >= _DEEPEST or self.count > _MOST_ELEMENTS:
            raise Unread("the structure tree has no end")
        language = text_of(element.get("/Lang")) or around.language
        return Around(language, around.target, self._page(element, around.page), around.depth + 1, around.said)

    def _page(self, holder: pikepdf.Object, otherwise: int) -> int:
        """Return the page, from 0, that an element or a reference names."""
        home = holder.get("/Pg")
        return self.links.pages.get(home.objgen, -1) if isinstance(home, pikepdf.Dictionary) else otherwise

    def block(self, element: pikepdf.Object, around: Around) -> None:
        """Say what an element holds, as a piece of its own or as several."""
        here = self.inside(element, around)
        role = self.role(element)
        level = _HEADINGS.get(role)
        self.gather.begin(level, kind=_kind(role))
        self._contents(element, here, role)
        self.gather.end()

    def _contents(self, element: pikepdf.Object, around: Around, role: str) -> None:
        actual = element.get("/ActualText")
        if actual is not None:
            said, drawn = without_tags(text_of(actual)), self._take(element, around)
            told = said if may_stand_for(said, drawn) else drawn
            self.gather.say(told, around.language, around.target, around.said)
            return
        blocks = role in _HOLDERS or any(self._is_block(kid) for kid in self.elements(element))
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self.element(kid, around, blocks=blocks)
            else:
                self._marked(kid, around)

    def _is_block(self, element: pikepdf.Object) -> bool:
        role = self.role(element)
        return role not in _INLINE and role not in _DRAWN and role != "Note"

    def element(self, element: pikepdf.Object, around: Around, *, blocks: bool) -> None:
        """Say one element.  blocks: whether its neighbours are pieces of their own."""
        match self.role(element):
            case "Link":
                self._link(element, self.inside(element, around))
            case "Reference":
                with self.calls.reference():
                    self._contents(element, self.inside(element, around), "Reference")
            case "Note" | "FENote":
                self._note(element, self.inside(element, around))
            case "Table":
                self.tables.read(element, self.inside(element, around))
            case "LI":
                self._item(element, self.inside(element, around))
            case "TOCI":
                self._line_of_contents(element, around)
            case role if role in _DRAWN:
                self._drawn(element, self.inside(element, around), blocks=blocks)
            case role if role in _UNSAID:
                self._take(element, self.inside(element, around))
            case role if role in _INLINE:
                self._contents(element, self.inside(element, around), role)
            case _:
                self.block(element, around)

    # -- marked contents ------------------------------------------------------------------

    def _marks(self, kid: object, around: Around) -> Iterator[tuple[int, int]]:
        """Yield page and number of the marked content that stands in an element; nothing for an object."""
        number = whole_of(kid)
        if number is not None:
            yield around.page, number
        elif isinstance(kid, pikepdf.Dictionary) and (inner := whole_of(kid.get("/MCID"))) is not None:
            yield self._page(kid, around.page), inner

    def _marked(self, kid: object, around: Around) -> None:
        for page, number in self._marks(kid, around):
            if (page, number) not in self.unsaid:
                continue  # not painted at all, or said before
            self.unsaid.discard((page, number))
            self._touch(page, number)
            for bit in self.pages[page].marks[number].bits:
                self.calls.hear(self.gather.say(bit.text, bit.language or around.language, around.target, around.said))

    def _touch(self, page: int, number: int, spot: Spot | None = None) -> None:
        """Note where a marked content is said."""
        self.gather.place = f"page {page + 1}"
        self.places[page, number] = spot or self.gather.spot()

    def _take(self, element: pikepdf.Object, around: Around, spot: Spot | None = None, without: str = "") -> str:
        """Count everything in an element as said, because something else stands for it, at `spot`; return its letters.

        without: a role of elements in it that are said themselves.
        """
        drawn = ""
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                if self.role(kid) != without:
                    drawn += self._take(kid, self.inside(kid, around), spot)
                continue
            for page, number in self._marks(kid, around):
                if (page, number) in self.unsaid:
                    self.unsaid.discard((page, number))
                    self._touch(page, number, spot)
                    drawn += "".join(bit.text for bit in self.pages[page].marks[number].bits)
        return drawn

    # -- kinds of elements ----------------------------------------------------------------

    def _link(self, element: pikepdf.Object, around: Around) -> None:
        targets = [self.links.target(annotation) for annotation in self._objects(element)]
        target = next((target for target in targets if target), "")
        self.calls.lead(target)
        self._contents(element, evolve(around, target=target or around.target), "Link")

    def _objects(self, element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR":
                held = kid.get("/Obj")
                if isinstance(held, pikepdf.Dictionary):
                    yield held

    def _drawn(self, element: pikepdf.Object, around: Around, *, blocks: bool) -> None:
        """Say what stands for a drawing; its caption, if it has one, before it."""
        captions = [kid for kid in self.elements(element) if self.role(kid) == "Caption"]
        alone = blocks or bool(captions)
        if alone:
            self.gather.end()
        spot = self.gather.spot()
        for caption in captions:
            self.block(caption, around)
        self._take(element, around, spot, without="Caption")
        words = without_tags(text_of(element.get("/ActualText")) or text_of(element.get("/Alt")))
        if alone:
            self.gather.alternative(words, around.language)
        else:
            self.gather.say(words, around.language, around.target, Said.ALTERNATIVE)

    def _note(self, element: pikepdf.Object, around: Around) -> None:
        labels = [kid for kid in self.elements(element) if self.role(kid) == "Lbl"]
        number = " ".join(self._label(label, around) for label in labels)
        place = self.gather.place
        with self.gather.note(self.calls.note(number)):
            for kid in self.kids(element):
                if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                    if self.role(kid) != "Lbl":
                        self.element(kid, evolve(around, target=""), blocks=True)
                else:
                    self._marked(kid, evolve(around, target=""))
        self.gather.place = place

    def _item(self, element: pikepdf.Object, around: Around) -> None:
        self.gather.end()
        for kid in self.kids(element):
            if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
                self._marked(kid, around)
            elif self.role(kid) == "Lbl":
                self.gather.label(self._label(kid, around))
            else:
                self.block(kid, around)
        self.gather.end()

    def _label(self, element: pikepdf.Object, around: Around) -> str:
        """Return what a label says, without saying it; its link, if any, is no link of the text."""
        here = self.inside(element, around)
        said = ""
        for annotation in self._objects(element):
            self.links.target(annotation)
        for kid in self.kids(element):
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                said += self._label(kid, here)
            for page, number in self._marks(kid, here):
                if (page, number) in self.unsaid:
                    self.unsaid.discard((page, number))
                    said += "".join(bit.text for bit in self.pages[page].marks[number].bits)
        return " ".join(words_in(said))

    def _line_of_contents(self, element: pikepdf.Object, around: Around) -> None:
        """Say a line of the contents, without the number of the page to which it leads."""
        self.gather.begin(kind="line of the contents")
        self._contents(element, self.inside(element, around), "TOCI")
        for run in self.gather.runs[-1:]:
            if run.target.startswith("#"):
                run.text = run.text.rstrip().removesuffix(str(self.links.page_of(run.target) + 1))
        self.gather.end()


def _kind(role: str) -> str:
    return "caption" if role == "Caption" else ""
