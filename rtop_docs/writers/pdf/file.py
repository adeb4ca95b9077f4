"""Put painted pages into a file: pages, fonts, links, outline and properties as PDF objects.

Knows nothing of blocks or layout.  Nothing active is ever written: no script, no action but a link's address.
"""

from __future__ import annotations

import urllib.parse
from collections.abc import Mapping, Sequence

from attrs import frozen

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.guarded import pdfdoc, settled
from rtop_docs.writers.pdf.objects import Stream, Written, assembled, text_string
from rtop_docs.writers.pdf.paint import Click, OutlinePoint, Painter, number
from rtop_docs.writers.pdf.properties import information, language, xmp
from rtop_docs.writers.pdf.srgb import profile
from rtop_docs.writers.pdf.structure import write_structure
from rtop_docs.writers.pdf.tags import Contact, Tag

_RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""Characters of an address that stay as they are; all others outside letters, digits and ``-._~`` are escaped."""


class Catalog(pdfdoc.PDFCatalog):  # type: ignore[misc]  # reportlab publishes no types
    """reportlab's catalog with the one entry that it does not know."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents")


class TaggedPage(pdfdoc.PDFPage):  # type: ignore[misc]  # reportlab publishes no types
    """reportlab's page with the entries of a tagged one."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class TimelessDocument(pdfdoc.PDFDocument):  # type: ignore[misc]  # reportlab publishes no types
    """reportlab's collection of objects, begun without its time stamp, which reads the clock and SOURCE_DATE_EPOCH."""

    def __init__(self) -> None:  # super().__init__ is what reads the clock
        self._ID = None
        self.objectcounter = 0
        self.inObject = None
        self.pageCounter = 1
        self.invariant = 1
        self.compression = 1
        self._pdfVersion = (1, 7)
        self.idToObjectNumberAndVersion: dict[str, tuple[int, int]] = {}
        self.idToObject: dict[str, object] = {}
        self.idToOffset: dict[str, int] = {}
        self.numberToId: dict[int, str] = {}
        self.Catalog = self._catalog = Catalog()
        self.Pages = self.Catalog.Pages = pdfdoc.PDFPages()
        self.info = pdfdoc.PDFDictionary()


@frozen
class PaintedPage:
    """A page that is painted, and its size in points."""

    painter: Painter
    width: float
    height: float


def write_file(document: Document, pages: Sequence[PaintedPage], fonts: Fonts, root: Tag) -> bytes:
    """Return the bytes of the file, with the structure tree below `root`; they depend on the arguments alone."""
    with settled():
        file = TimelessDocument()
        file.Reference(file.Catalog)
        file.Reference(file.Pages)
        resources = file.Reference(fonts.resources(file))
        references = [_page(file, index, page, resources) for index, page in enumerate(pages)]
        places = {
            name: (references[i], x, y)
            for i, p in reversed([*enumerate(pages)])
            for name, (x, y) in p.painter.places.items()
        }
        links: dict[int, Tag] = {}
        for index, page in enumerate(pages):
            _annotate(file, references[index], index, page.painter.clicks, places, links, len(pages))
        points = [(references[i], point) for i, p in enumerate(pages) for point in p.painter.outline]
        _outline(file, points)
        numbers = [_number(file, reference) for reference in references]
        file.Catalog.StructTreeRoot = write_structure(file, root, numbers, [p.painter.marked for p in pages], links)
        _properties(file, document)
        return assembled(file)


def _page(file: TimelessDocument, index: int, page: PaintedPage, resources: object) -> pdfdoc.PDFObjectReference:
    content = "\n".join(page.painter.operators).encode("ascii")
    made = TaggedPage()
    made.StructParents = index
    made.Tabs = pdfdoc.PDFName("S")
    made.Override_default_compilation = 1
    made.MediaBox = pdfdoc.PDFArray([0, 0, number(page.width), number(page.height)])
    made.Resources = resources
    made.Contents = Stream(pdfdoc.PDFDictionary(), content, [pdfdoc.PDFZCompress])
    made.Parent = file.Reference(file.Pages)
    name = file.thisPageName()
    file.addPage(made)
    return pdfdoc.PDFObjectReference(name)


_Place = tuple[pdfdoc.PDFObjectReference, float, float]


def _annotate(
    file: TimelessDocument,
    page: pdfdoc.PDFObjectReference,
    index: int,
    clicks: Sequence[Click],
    places: Mapping[str, _Place],
    links: dict[int, Tag],
    first: int,
) -> None:
    """Give the page its links; one whose place is not in the file is left out (it was reported before).

    links: filled with the element of each link by its number in the parent tree, which count up from `first`.
    """
    found = []
    for click in clicks:
        if click.target.startswith("#"):
            place = places.get(click.target[1:])
            if place is None:
                continue
            leads = f"/Dest[{_number(file, place[0])} 0 R/XYZ {number(place[1])} {number(place[2] + 2)} null]"
        else:
            address = urllib.parse.quote(click.target, safe=_RESERVED)
            leads = f"/A<</S/URI/URI{text_string(address)}>>"
        if click.link is not None:
            leads += (
                f"/Contents{text_string(click.link.words.strip() or click.target)}/StructParent {first + len(links)}"
            )
            links[first + len(links)] = click.link
            click.link.kids.append(Contact(index, file.objectcounter + 1))
        box = " ".join(map(number, (click.x1, click.y1, click.x2, click.y2)))
        found.append(file.Reference(Written(f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4{leads}>>")))
    if found:
        file.idToObject[page.name].Annots = pdfdoc.PDFArray(found)  # type: ignore[attr-defined]  # a PDFPage


def _number(file: TimelessDocument, reference: pdfdoc.PDFObjectReference) -> int:
    return file.idToObjectNumberAndVersion[reference.name][0]


def _destination(page: object, x: float, y: float) -> object:
    return pdfdoc.PDFArray([page, pdfdoc.PDFName("XYZ"), number(x), number(y + 2), "null"])


def _outline(file: TimelessDocument, points: Sequence[tuple[object, OutlinePoint]]) -> None:
    """Build the outline: each entry below the last one before it of a lower level."""
    if not points:
        return
    root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Outlines")})
    top = file.Reference(root)
    nodes = [(pdfdoc.PDFDictionary(), point.entry.level) for _, point in points]
    references = [file.Reference(node) for node, _ in nodes]
    open_nodes = [(root, top, 0)]
    last_child: dict[int, tuple[pdfdoc.PDFDictionary, object]] = {}
    for (node, level), reference, (page, point) in zip(nodes, references, points, strict=True):
        while len(open_nodes) > 1 and open_nodes[-1][2] >= level:
            open_nodes.pop()
        parent, parent_reference, _ = open_nodes[-1]
        node["Title"] = pdfdoc.PDFString(point.entry.title)
        node["Parent"] = parent_reference
        node["Dest"] = _destination(page, 0.0, point.y)
        if id(parent) in last_child:
            before, before_reference = last_child[id(parent)]
            before["Next"], node["Prev"] = reference, before_reference
        else:
            parent["First"] = reference
        parent["Last"] = reference
        last_child[id(parent)] = (node, reference)
        for open_node, _, _ in open_nodes:
            open_node["Count"] = open_node.dict.get("Count", 0) + 1
        open_nodes.append((node, reference, level))
    file.Catalog.Outlines = root
    file.Catalog.PageMode = pdfdoc.PDFName("UseOutlines")


def _properties(file: TimelessDocument, document: Document) -> None:
    facts = information(document)
    for key, value in facts.items():
        file.info[key] = pdfdoc.PDFString(value)
    file.Catalog.Lang = pdfdoc.PDFString(language(document))
    preferences = {"DisplayDocTitle": "true"} | ({"Direction": "/R2L"} if document.direction == "rtl" else {})
    file.Catalog.ViewerPreferences = pdfdoc.PDFDictionary(preferences)
    kind = {"Type": pdfdoc.PDFName("Metadata"), "Subtype": pdfdoc.PDFName("XML")}
    file.Catalog.Metadata = Stream(pdfdoc.PDFDictionary(kind), xmp(document), [])
    file.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
    colours = Stream(pdfdoc.PDFDictionary({"N": 3}), profile(), [pdfdoc.PDFZCompress])
    intent = {
        "Type": pdfdoc.PDFName("OutputIntent"),
        "S": pdfdoc.PDFName("GTS_PDFA1"),
        "OutputConditionIdentifier": pdfdoc.PDFString("sRGB"),
        "DestOutputProfile": file.Reference(colours),
    }
    file.Catalog.OutputIntents = pdfdoc.PDFArray([pdfdoc.PDFDictionary(intent)])
