"""A fifth format for the tests: a few marks in plain text.  All that a new format costs: this module."""

from rtop_docs.diagnostics import Checked
from rtop_docs.document.model import Document, Heading, Text
from rtop_docs.document.walk import walk
from rtop_docs.writers.style import Style


def write_toy(document: Document, style: Style) -> Checked[bytes]:
    """Return the words of `document`, a heading behind as many marks as its level."""
    pieces = []
    for node in walk(document.blocks):
        match node:
            case Heading():
                pieces.append("\n" + "#" * node.level)
            case Text():
                pieces.append(node.text)
            case _:
                pass
    return Checked(" ".join(pieces).encode("utf-8"))
