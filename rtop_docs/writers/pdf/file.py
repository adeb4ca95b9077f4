"""Put painted pages into a file: pages, fonts, links, outline and properties as PDF objects.

Knows nothing of blocks or layout.  Nothing active is ever written: no script, no action but a link's address.
"""

from __future__ import annotations

import urllib.parse
import zlib
from collections.abc import Mapping, Sequence
from functools import cache

from attrs import frozen

from rtop_docs.document.model import Document
from rtop_docs.writers.pdf.embed import Fonts
from rtop_docs.writers.pdf.guarded import pdfdoc
from rtop_docs.writers.pdf.objects import LEVEL, File, text_string
from rtop_docs.writers.pdf.operands import number
from rtop_docs.writers.pdf.paint import Click, OutlinePoint, Painter
from rtop_docs.writers.pdf.properties import information, language, xmp
from rtop_docs.writers.pdf.srgb import profile
from rtop_docs.writers.pdf.structure import write_structure
from rtop_docs.writers.pdf.tags import Contact, Tag

_RESERVED = "%/:=&?~#+!$,;'@()*[]"
"""Characters of an address that stay as they are; all others outside letters, digits and ``-._~`` are escaped."""


@frozen
class PaintedPage:
    """A page that is painted, and its size in points."""

    painter: Painter
    width: float
    height: float


def write_file(document: Document, pages: Sequence[PaintedPage], fonts: Fonts, root: Tag) -> bytes:
    """Return the bytes of the file, with the structure tree below `root`; they depend on the arguments alone."""
    file = File()
    resources = file.add(fonts.resources(file))  # first of all, so that the same fonts have the same numbers
    numbers = [file.reserve() for _ in pages]
    places = {
        name: (numbers[i], x, y) for i, p in reversed([*enumerate(pages)]) for name, (x, y) in p.painter.places.items()
    }
    links: dict[int, Tag] = {}
    annotations = [_annotate(file, i, p.painter.clicks, places, links, len(pages)) for i, p in enumerate(pages)]
    tree = file.reserve()
    for index, (page, found) in enumerate(zip(pages, annotations, strict=True)):
        content = file.add_stream("", zlib.compress("\n".join(page.painter.operators).encode("latin-1"), LEVEL))
        entries = f"/Parent {tree} 0 R/Resources {resources} 0 R/Contents {content} 0 R{found}"
        box = f"[0 0 {number(page.width)} {number(page.height)}]"
        file.add(f"<</Type/Page/MediaBox{box}{entries}/StructParents {index}/Tabs/S>>", numbers[index])
    kids = " ".join([f"{page} 0 R" for page in numbers])
    file.catalog["Pages"] = f"{file.add(f'<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>', tree)} 0 R"
    _outline(file, [(numbers[i], point) for i, p in enumerate(pages) for point in p.painter.outline])
    _properties(file, document)
    marked = [page.painter.marked for page in pages]
    file.catalog["StructTreeRoot"] = f"{write_structure(file, root, numbers, marked, links)} 0 R"
    return file.assembled()


_Place = tuple[int, float, float]


def _annotate(
    file: File,
    index: int,
    clicks: Sequence[Click],
    places: Mapping[str, _Place],
    links: dict[int, Tag],
    first: int,
) -> str:
    """Add the links of a page and return its entry for them; one whose place is not in the file is left out.

    links: filled with the element of each link by its number in the parent tree, which count up from `first`.
    """
    found = []
    for click in clicks:
        if click.target.startswith("#"):
            place = places.get(click.target[1:])
            if place is None:
                continue
            leads = f"/Dest[{place[0]} 0 R/XYZ {number(place[1])} {number(place[2] + 2)} null]"
        else:
            address = urllib.parse.quote(click.target, safe=_RESERVED)
            leads = f"/A<</S/URI/URI{text_string(address)}>>"
        if click.link is not None:
            leads += (
                f"/Contents{text_string(click.link.words.strip() or click.target)}/StructParent {first + len(links)}"
            )
            links[first + len(links)] = click.link
            click.link.kids.append(Contact(index, file.following))
        box = " ".join(map(number, (click.x1, click.y1, click.x2, click.y2)))
        found.append(file.add(f"<</Type/Annot/Subtype/Link/Rect[{box}]/Border[0 0 0]/F 4{leads}>>"))
    return f"/Annots[{' '.join([f'{annotation} 0 R' for annotation in found])}]" if found else ""


def _outline(file: File, points: Sequence[tuple[int, OutlinePoint]]) -> None:
    """Build the outline: each entry below the last one before it of a lower level."""
    if not points:
        return
    root = pdfdoc.PDFDictionary({"Type": pdfdoc.PDFName("Outlines")})
    nodes = [(pdfdoc.PDFDictionary(), point.entry.level) for _, point in points]
    top, *references = [file.Reference(node) for node in (root, *(node for node, _ in nodes))]
    open_nodes = [(root, top, 0)]
    last_child: dict[int, tuple[pdfdoc.PDFDictionary, object]] = {}
    for (node, level), reference, (page, point) in zip(nodes, references, points, strict=True):
        while len(open_nodes) > 1 and open_nodes[-1][2] >= level:
            open_nodes.pop()
        parent, parent_reference, _ = open_nodes[-1]
        node["Title"] = text_string(point.entry.title)
        node["Parent"] = parent_reference
        node["Dest"] = f"[{page} 0 R/XYZ 0 {number(point.y + 2)} null]"
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
    file.catalog |= {"Outlines": f"{file.number_of(root)} 0 R", "PageMode": "/UseOutlines"}


def _properties(file: File, document: Document) -> None:
    facts = "".join([f"/{key}{text_string(value)}" for key, value in information(document).items()])
    file.information = file.add(f"<<{facts}>>")
    file.catalog["Lang"] = text_string(language(document))
    direction = "/Direction/R2L" if document.direction == "rtl" else ""
    file.catalog["ViewerPreferences"] = f"<</DisplayDocTitle true{direction}>>"
    metadata = file.add_stream("/Type/Metadata/Subtype/XML", xmp(document), deflated=False)
    file.catalog["Metadata"] = f"{metadata} 0 R"
    file.catalog["MarkInfo"] = "<</Marked true>>"
    colours = file.add_stream("/N 3", _colours())
    intent = f"/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)/DestOutputProfile {colours} 0 R"
    file.catalog["OutputIntents"] = f"[<</Type/OutputIntent{intent}>>]"


@cache
def _colours() -> bytes:
    return zlib.compress(profile(), 9)
