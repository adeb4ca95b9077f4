"""A document's properties: information dictionary and XMP packet, without any date or machine's name.

Knows nothing of pages, fonts or blocks.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from rtop_docs.document.model import Document

PRODUCER = "rtop-docs"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """Return `text` as one line, with U+FFFD for every character that a property must not hold."""
    return " ".join(_UNFIT.sub("\ufffd", text).split())


def information(document: Document) -> dict[str, str]:
    """Return the entries of the information dictionary; what the document does not say is left out."""
    entries = {
        "Title": clean(document.title),
        "Author": clean(document.publisher),
        "Subject": clean(document.subject or document.subtitle),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    return {key: value for key, value in entries.items() if value}


def language(document: Document) -> str:
    """Return the document's language as BCP 47, "en" where it says nothing usable."""
    return document.language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", document.language) else "en"


def xmp(document: Document) -> bytes:
    """Return the XMP packet that says the same as `information`."""
    facts = information(document)

    def value(key: str) -> str:
        return escape(facts.get(key, ""))

    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        (
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">'
        ),
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{value("Title")}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq><rdf:li>{value('Author')}</rdf:li></rdf:Seq></dc:creator>" if value("Author") else "",
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{value("Subject")}</rdf:li></rdf:Alt></dc:description>'
        if value("Subject")
        else "",
        f"<dc:language><rdf:Bag><rdf:li>{language(document)}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(line for line in lines if line).encode("utf-8")
