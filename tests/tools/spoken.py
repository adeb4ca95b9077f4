"""What poppler's tree of a tagged PDF says, in the order in which a screen reader would say it.

Knows nothing of documents; the form of the text is that of ``pdfinfo -struct-text``.
"""

from __future__ import annotations

import re
from pathlib import Path

from attrs import define, field, frozen

from tests.tools.conftest import called, need
from tests.tools.pieces import compact

_LINE = re.compile(r'(?P<indent> *)(?:"(?P<text>.*)"|/.*|Object \d+ \d+|(?P<role>[A-Za-z0-9]+)(?: <.*>)?.*)')


@define
class Element:
    """One element of the tree: its role, and its elements and texts in order."""

    role: str
    kids: list[Element | str] = field(factory=list)


@frozen
class Spoken:
    """The words without white space: of all but the footnotes, and of each footnote in the order of the tree."""

    body: str
    notes: list[str]


def spoken(path: Path) -> Spoken:
    """Return what the tree of `path` says: of a drawing its caption, no labels of lists, nor pages of contents."""
    notes: list[str] = []
    return Spoken(compact(_words(_tree(path), notes)), [compact(note) for note in notes])


def _tree(path: Path) -> Element:
    need("pdfinfo")
    top = Element("")
    above = [top]
    for line in called("pdfinfo", "-struct-text", path).stdout.splitlines():
        match = _LINE.fullmatch(line)
        assert match, line
        depth = len(match["indent"]) // 2 + 1
        if match["role"] is not None:
            element = Element(match["role"])
            above[depth - 1].kids.append(element)
            above[depth:] = [element]
        elif match["text"] is not None:
            above[depth - 1].kids.append(match["text"])
    return top


def _words(element: Element, notes: list[str]) -> str:
    kids = element.kids
    match element.role:
        case "Lbl":
            return ""
        case "Figure":
            kids = [kid for kid in kids if isinstance(kid, Element) and kid.role == "Caption"]
    at = len(notes)
    if element.role == "Note":
        notes.append("")
    words = "".join(kid if isinstance(kid, str) else _words(kid, notes) for kid in kids)
    match element.role:
        case "Note":
            notes[at] = words
            return ""
        case "TOCI":
            return re.sub(r"\s*\d+\s*$", "", words)
    return words
