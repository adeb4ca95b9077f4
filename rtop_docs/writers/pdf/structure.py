"""Write the structure tree into a file: its elements, the way back from marked content to them, the names of notes.

Knows nothing of layout.  The elements are written as text of their own, since a sheet has hundreds of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rtop_docs.writers.pdf.objects import File, content_string, text_string
from rtop_docs.writers.pdf.properties import usable_language
from rtop_docs.writers.pdf.tags import Contact, Strand, Tag, close_gaps, pruned


def write_structure(
    file: File, root: Tag, pages: Sequence[int], marked: Sequence[int], links: Mapping[int, Tag]
) -> int:
    """Add the tree below `root` to `file`; return the number of its root object.

    pages: object numbers of the pages.  marked: how many marked contents each page has.
    links: the link of each annotation, by its number in the parent tree.
    """
    pruned(root)
    first = file.following
    elements = _elements(root)
    close_gaps([tag for tag, _ in elements])
    numbers = {id(tag): number for number, (tag, _) in enumerate(elements, first)}
    top = first + len(elements)
    contents = [[top] * count for count in marked]
    for number, (tag, parent) in enumerate(elements, first):
        above = f"{numbers[id(parent)] if parent is not None else top} 0 R"
        inherited = parent.language if parent is not None else root.language
        file.add(_element(tag, above, inherited, numbers, pages))
        for kid in tag.kids:
            if isinstance(kid, Strand):
                for page, mark in kid.pieces:
                    contents[page][mark] = number
    nums = [f"{page}[{' '.join([f'{n} 0 R' for n in row])}]" for page, row in enumerate(contents)]
    nums += [f"{key} {numbers[id(tag)]} 0 R" for key, tag in sorted(links.items())]
    named = sorted((tag.name, numbers[id(tag)]) for tag, _ in elements if tag.name)
    names = " ".join(f"{text_string(name)} {number} 0 R" for name, number in named)
    made = file.add(
        f"<</Type/StructTreeRoot/K {first} 0 R/ParentTree {top + 1} 0 R"
        f"/ParentTreeNextKey {len(pages) + len(links)}" + (f"/IDTree<</Names[{names}]>>" if named else "") + ">>"
    )
    file.add("<</Nums[" + "\n".join(nums) + "]>>")
    return made


def _elements(root: Tag) -> list[tuple[Tag, Tag | None]]:
    """Return the elements of the tree, each before those in it, with the one around it."""
    found: list[tuple[Tag, Tag | None]] = []
    waiting: list[tuple[Tag, Tag | None]] = [(root, None)]
    while waiting:
        tag, parent = waiting.pop()
        found.append((tag, parent))
        waiting += [(kid, tag) for kid in reversed(tag.kids) if isinstance(kid, Tag)]
    return found


def _element(tag: Tag, parent: str, inherited: str, numbers: Mapping[int, int], pages: Sequence[int]) -> str:
    """Return the text of one element."""
    home = -1
    kids: list[str] = []
    for kid in tag.kids:
        if isinstance(kid, Tag):
            kids.append(f"{numbers[id(kid)]} 0 R")
        elif isinstance(kid, Contact):
            kids.append(f"<</Type/OBJR/Obj {kid.object} 0 R/Pg {pages[kid.page]} 0 R>>")
        else:
            for page, mark in kid.pieces:
                home = page if home < 0 else home
                kids.append(str(mark) if page == home else f"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>")
    at = f"/Pg {pages[home]} 0 R" if home >= 0 else ""
    held = f" {kids[0]}" if len(kids) == 1 else f"[{' '.join(kids)}]"
    says = f"/Lang({tag.language})" if tag.language != inherited and usable_language(tag.language) else ""
    if tag.alt or tag.actual or tag.name:
        says += _texts(tag)
    if tag.role in _SAYING:
        says += _attributes(tag)
    return f"<</S/{tag.role}/P {parent}{at}/K{held}{says}>>"


def _texts(tag: Tag) -> str:
    """Return what stands for an element, and its name."""
    text = f"/Alt{text_string(tag.alt)}" if tag.alt else ""
    text += f"/ActualText{content_string(tag.actual)}" if tag.actual else ""
    return text + (f"/ID{text_string(tag.name)}" if tag.name else "")


_SAYING = ("TH", "TD", "Table", "L", "Figure")
"""Elements that say something of themselves beyond their role."""


def _attributes(tag: Tag) -> str:
    """Return what an element says of itself beyond its role."""
    found = ""
    if tag.role in ("TH", "TD", "Table"):
        found = f"/Scope/{tag.scope}" if tag.scope else ""
        found += f"/ColSpan {tag.columns}" if tag.columns > 1 else ""
        found += f"/RowSpan {tag.rows}" if tag.rows > 1 else ""
        found += f"/Summary{text_string(tag.summary)}" if tag.summary else ""
        return f"/A<</O/Table{found}>>" if found else ""
    if tag.numbering:
        return f"/A<</O/List/ListNumbering/{tag.numbering}>>"
    if tag.role == "Figure":
        boxes = [kid.boxes for kid in tag.kids if isinstance(kid, Strand)]
        pages = {page for box in boxes for page in box}
        if len(boxes) == len(pages) == 1:
            box = next(iter(boxes[0].values()))
            found = "/BBox[" + " ".join(f"{value:.2f}" for value in box) + "]"
        return f"/A<</O/Layout{found}>>" if found else ""
    return ""
