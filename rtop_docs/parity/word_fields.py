"""Tell what Word's fields do to the text that they show: counted pages are no text, a reference is a link.

Knows fields; knows nothing of runs.  Source: ISO/IEC 29500-1, 17.16.
"""

from __future__ import annotations

from attrs import Factory, define
from lxml import etree

from rtop_docs.parity.gather import address
from rtop_docs.parity.word_styles import w

_UNSAID = frozenset(("PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"))
"""Numbers of pages: each layout has its own."""


@define
class _Field:
    instruction: str = ""
    shown: bool = False


@define
class Fields:
    """The fields that are open, the innermost last."""

    open: list[_Field] = Factory(list)

    def hear(self, name: str, element: etree._Element) -> None:
        """Hear a mark of a field, or a piece of its instruction."""
        if name == "instrText":
            if self.open and not self.open[-1].shown:
                self.open[-1].instruction += element.text or ""
            return
        match element.get(w("fldCharType")):
            case "begin":
                self.open.append(_Field())
            case "separate" if self.open:
                self.open[-1].shown = True
            case "end":
                self.end()
            case _:
                pass

    def simple(self, instruction: str) -> None:
        """Begin a field that is written as one element."""
        self.open.append(_Field(instruction, shown=True))

    def end(self) -> None:
        """End the innermost field."""
        if self.open:
            self.open.pop()

    @property
    def unsaid(self) -> bool:
        """Whether what comes now is no text: an instruction, or the number of a page."""
        return any(not field.shown or not _UNSAID.isdisjoint(_words(field)[:1]) for field in self.open)

    @property
    def called(self) -> bool:
        """Whether what comes now calls a note that stands elsewhere."""
        return any(_words(field)[:1] == ["NOTEREF"] for field in self.open)

    @property
    def target(self) -> str:
        """Where what comes now leads; "" where no field is a link."""
        for field in reversed(self.open):
            words = _words(field)
            if words[:1] == ["HYPERLINK"]:
                return _hyperlink(words[1:])
            if words[:1] == ["REF"] and "\\h" in words and len(words) > 1:
                return f"#{words[1]}"
        return ""


def _words(field: _Field) -> list[str]:
    return [word.strip('"') for word in field.instruction.split()]


def _hyperlink(words: list[str]) -> str:
    r"""Return where the words of a HYPERLINK field lead: ``"address" \\l "place"``."""
    if "\\l" in words[:-1]:
        return "#" + words[words.index("\\l") + 1]
    return address(words[0]) if words and not words[0].startswith("\\") else ""
