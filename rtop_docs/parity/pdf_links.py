"""Where a PDF's links lead: an address, or a place on a page.

Knows annotations and destinations; knows nothing of the tree.  Source: ISO 32000-1, 12.3.2 and 12.5.6.5.
"""

from __future__ import annotations

import pikepdf
from attrs import Factory, define

from rtop_docs.parity.gather import address
from rtop_docs.parity.pdf_values import number_of, text_of

ObjectId = tuple[int, int]
_DEEPEST_NAMES = 32


@define
class Links:
    """The links of one file.

    active: annotation -> its page, from 0, for each link that a page lists.  claimed: those that the tree names.
    """

    pdf: pikepdf.Pdf
    pages: dict[ObjectId, int]
    active: dict[ObjectId, int] = Factory(dict)
    claimed: set[ObjectId] = Factory(set)

    @classmethod
    def of(cls, pdf: pikepdf.Pdf) -> Links:
        """Return the links of `pdf`."""
        found = cls(pdf, {page.obj.objgen: index for index, page in enumerate(pdf.pages)})
        for index, page in enumerate(pdf.pages):
            for annotation in _list(page.obj.get("/Annots")):
                if isinstance(annotation, pikepdf.Dictionary) and annotation.get("/Subtype") == "/Link":
                    found.active.setdefault(annotation.objgen, index)
        return found

    def target(self, annotation: pikepdf.Object) -> str:
        """Return where a link leads: an address, ``#page x y`` or "" for nowhere; the tree has named it."""
        if annotation.objgen not in self.active:
            return ""
        self.claimed.add(annotation.objgen)
        action = annotation.get("/A")
        if isinstance(action, pikepdf.Dictionary):
            if action.get("/S") == "/URI":
                return address(text_of(action.get("/URI")))
            return self._place(action.get("/D")) if action.get("/S") == "/GoTo" else ""
        return self._place(annotation.get("/Dest"))

    def unclaimed(self) -> list[tuple[int, pikepdf.Object]]:
        """Return page and annotation of each link that a page lists and the tree does not name."""
        return [(page, self.pdf.get_object(id)) for id, page in self.active.items() if id not in self.claimed]

    def page_of(self, target: str) -> int:
        """Return the page, from 0, of a place inside the file; -1 for an address."""
        return int(target[1:].split(" ")[0]) if target.startswith("#") else -1

    def _place(self, destination: object) -> str:
        if isinstance(destination, (pikepdf.Name, pikepdf.String)):
            destination = self._named(destination)
        if isinstance(destination, pikepdf.Dictionary):
            destination = destination.get("/D")
        parts = _list(destination)
        if len(parts) < 2 or not isinstance(parts[0], pikepdf.Dictionary) or parts[0].objgen not in self.pages:
            return ""
        numbers = [number_of(part) for part in parts[2:4]] if parts[1] == "/XYZ" else []
        x, y = numbers if len(numbers) == 2 else (0.0, float("inf"))
        return f"#{self.pages[parts[0].objgen]} {x} {y}"

    def _named(self, name: pikepdf.Object) -> object:
        """Return the destination of a name: of the old table, or of the name tree."""
        if isinstance(name, pikepdf.Name):
            old = self.pdf.Root.get("/Dests")
            return old.get(str(name)) if isinstance(old, pikepdf.Dictionary) else None
        names = self.pdf.Root.get("/Names")
        tree = names.get("/Dests") if isinstance(names, pikepdf.Dictionary) else None
        return _in_tree(tree, bytes(name), _DEEPEST_NAMES)


def _in_tree(node: object, name: bytes, depth: int) -> object:
    if not isinstance(node, pikepdf.Dictionary) or depth == 0:
        return None
    entries = _list(node.get("/Names"))
    for key, value in zip(entries[::2], entries[1::2], strict=False):
        if isinstance(key, pikepdf.String) and bytes(key) == name:
            return value
    found = (_in_tree(kid, name, depth - 1) for kid in _list(node.get("/Kids")))
    return next((value for value in found if value is not None), None)


def _list(value: object) -> list[pikepdf.Object]:
    return list(value) if isinstance(value, pikepdf.Array) else []
