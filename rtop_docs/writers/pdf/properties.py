"""A document's properties: information dictionary and XMP packet, without any date or machine's name.

Knows nothing of pages, fonts or blocks.
"""

from __future__ import annotations

import re
from html import escape

from rtop_docs.document.model import Document

PRODUCER = "rtop-docs"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_EXTENSION = (
    '<pdfaExtension:schemas xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"'
    ' xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA version</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""PDF/A asks that the metadata describe the properties that it does not know itself."""


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
    return document.language if usable_language(document.language) else "en"


def usable_language(language: str) -> bool:
    """Tell whether `language` is written as BCP 47 asks."""
    return _LANGUAGE.fullmatch(language) is not None


def xmp(document: Document) -> bytes:
    """Return the XMP packet that says the same as `information`."""
    facts = information(document)

    def value(key: str) -> str:
        return escape(facts.get(key, ""), quote=False)

    lines = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        (
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"'
            ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
            ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">'
        ),
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{value("Title")}</rdf:li></rdf:Alt></dc:title>',
        f"<dc:creator><rdf:Seq><rdf:li>{value('Author')}</rdf:li></rdf:Seq></dc:creator>" if value("Author") else "",
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{value("Subject")}</rdf:li></rdf:Alt></dc:description>'
        if value("Subject")
        else "",
        f"<dc:language><rdf:Bag><rdf:li>{language(document)}</rdf:li></rdf:Bag></dc:language>",
        f"<pdf:Producer>{PRODUCER}</pdf:Producer><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>",
        _EXTENSION,
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="w"?>',
    ]
    return "\n".join(line for line in lines if line).encode("utf-8")
