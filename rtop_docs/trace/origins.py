"""Read the part of a Word file that says where its texts came from, and hold the texts against it.

Knows the form of that part; how a file is opened and its bookmarks are read is known elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from rtop_docs.diagnostics import Checked
from rtop_docs.opc.names import ORIGINS, ORIGINS_NS
from rtop_docs.opc.package import Package, Refused
from rtop_docs.trace.bookmarks import Found, read_bookmarks
from rtop_docs.trace.model import State, Trace, TracedText

_KINDS = {f"{{{ORIGINS_NS}}}block": False, f"{{{ORIGINS_NS}}}words": True}
_TEXT = f"{{{ORIGINS_NS}}}text"


def trace(data: bytes, path: str) -> Checked[Trace | None]:
    """Say of each text of a Word file that came from a record where it came from, and whether it is as it was sent.

    data: the file, from whomever.  path: for messages.  Returns None with the reason for a file that is damaged,
    hostile, or none of ours (B01 to B05, B08).
    """
    try:
        package = Package(data, path)
        tree = _origins(package)
        found = read_bookmarks(package)
        return Checked(Trace(tree.get("version", ""), tuple(_texts(tree, found))))
    except Refused as fault:
        return Checked(None, (fault.diagnostic,))


def _origins(package: Package) -> etree._Element:
    """Return the root of the part that says where texts came from.  Raises Refused, B08 where there is none."""
    main = package.main()
    for relationship in package.relationships(main):
        if relationship.kind != "customXml" or relationship.external or relationship.target not in package.names:
            continue
        tree = package.tree(relationship.target)
        namespace = etree.QName(tree).namespace or ""
        if namespace == ORIGINS_NS:
            return tree
        if namespace.startswith(ORIGINS):
            raise package.refuse("B08", "the file was made by a later version of rtop-docs", "trace it with that one")
    raise package.refuse(
        "B08",
        "the file does not say where its text came from",
        "only Word files that rtop-docs made do, saved by Word or LibreOffice as .docx",
    )


def _texts(tree: etree._Element, found: dict[str, Found]) -> Iterator[TracedText]:
    for entry in tree:
        if entry.tag not in _KINDS:
            continue
        sent = {text.get("bookmark", ""): text.text or "" for text in entry.iterchildren(_TEXT)}
        here = [found.get(name) for name in sent]
        yield TracedText(
            record=entry.get("record", ""),
            field=entry.get("field", ""),
            inline=_KINDS[entry.tag],
            state=_state(list(sent.values()), here),
            sent="\n".join(sent.values()),
            now="\n".join(part.text for part in here if part is not None),
        )


def _state(sent: list[str], here: list[Found | None]) -> State:
    """Compare what was sent with what is in each bookmark; a bookmark that is empty is as good as none."""
    if all(part is None or not part.text for part in here):
        return State.GONE
    same = all(part is not None and part.is_as(text) for text, part in zip(sent, here, strict=True))
    return State.AS_SENT if same else State.CHANGED
