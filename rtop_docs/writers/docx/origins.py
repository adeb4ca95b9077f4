"""Where the texts of a Word file came from: a part of its own that maps bookmarks to records, with the texts as sent.

Knows bookmarks, records and fields by name; nothing of blocks.  The part is an item of custom XML with its
properties, since LibreOffice keeps those and drops any other part that it does not know.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from attrs import Factory, define

from rtop_docs.opc.names import ORIGINS_NS
from rtop_docs.writers.docx.markup import quoted, whole

ITEM: Final = "customXml/item1.xml"
ITEM_PROPERTIES: Final = "customXml/itemProps1.xml"
ITEM_RELATIONSHIPS: Final = "customXml/_rels/item1.xml.rels"
_ITEM_ID = "{5C7A2F3E-6B1D-4E0A-9F42-52544F500001}"  # of this kind of item, the same in every file
_CUSTOM_XML = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


@define
class Sent:
    """A block, or words within a block, that came from a record.

    record, field: ids; field may be empty.  texts: for each bookmark its name and, escaped, the text in it as sent;
    each paragraph of a block has a bookmark of its own.
    """

    record: str
    field: str
    inline: bool
    texts: list[tuple[str, str]] = Factory(list)


def origins_part(sent: Iterable[Sent], version: str) -> bytes:
    """Return the part: an element for each block or words, in reading order, with a text for each bookmark."""
    pieces = [f'<origins xmlns="{ORIGINS_NS}" version="{quoted(version)}">']
    for one in sent:
        if not one.texts:
            continue
        begin, end = _element(one.record, one.field, one.inline)
        pieces.append(begin)
        for name, text in one.texts:
            pieces.append(f'<text bookmark="{name}">{text}</text>')
        pieces.append(end)
    pieces.append("</origins>")
    return whole(*pieces)


@lru_cache(maxsize=4096)
def _element(record: str, field: str, inline: bool) -> tuple[str, str]:
    kind = "words" if inline else "block"
    return f'<{kind} record="{quoted(record)}" field="{quoted(field)}">', f"</{kind}>"


def item_properties() -> bytes:
    """Return the properties of the item: what makes it one to Word and to LibreOffice."""
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{ORIGINS_NS}"/></ds:schemaRefs>'
    return whole(f'<ds:datastoreItem xmlns:ds="{_CUSTOM_XML}" ds:itemID="{_ITEM_ID}">{schema}</ds:datastoreItem>')
