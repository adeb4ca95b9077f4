"""Objects of a file as reportlab's layer does not make them: streams that end as PDF/A asks, text made already.

Knows nothing of documents or pages.
"""

from __future__ import annotations

from rtop_docs.writers.pdf.guarded import pdfdoc


class Stream(pdfdoc.PDFStream):  # type: ignore[misc]  # reportlab publishes no types
    """A stream with an end of line before ``endstream``, which reportlab leaves out (PDF/A-2, 6.1.7.1).

    The end is CR LF: data that ends with CR would read a mere LF as part of its own end.
    """

    def format(self, document: object) -> bytes:
        """Return the object's bytes."""
        entries = dict(self.dictionary.dict)
        content: bytes = self.content
        for kind in self.filters or ():
            content = kind.encode(content)
            entries["Filter"] = pdfdoc.PDFName(kind.pdfname)
        entries["Length"] = len(content)
        head: bytes = pdfdoc.PDFDictionary(entries).format(document)
        return head + b"\nstream\n" + content + b"\r\nendstream\n"


class Written(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab publishes no types
    """An object whose text is made already: many small dictionaries are faster so."""

    __RefOnly__ = 1

    def __init__(self, text: str) -> None:
        self.text = text

    def format(self, _: object) -> bytes:
        """Return the object's bytes."""
        return self.text.encode("ascii")
