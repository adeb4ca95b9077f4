"""Read the texts inside the bookmarks of a Word file, as they stand with every tracked change accepted.

Knows WordprocessingML as Word and LibreOffice write it; nothing of where a text came from.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import Factory, define
from lxml import etree

from rtop_docs.opc.names import MC_NS, W_NS
from rtop_docs.opc.package import Package

_W = f"{{{W_NS}}}"
_ID, _NAME, _KIND, _INSTRUCTION = f"{_W}id", f"{_W}name", f"{_W}fldCharType", f"{_W}instr"
_LETTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
# What is no text of the accepted document: what was taken away, properties, and the second of two ways to say it.
_SKIPPED = frozenset(
    (*(f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sectPr", "tblPr", "tcPr")), f"{{{MC_NS}}}Fallback")
)
_CALL_OF_NOTE = "NOTEREF"  # a field that repeats a note's number, which is no word of the text
_AFTER = 2
_MOST_OPEN = 64
PREFIX = "rtop_"
"""How the names of our bookmarks begin."""


@define
class Found:
    """What stands in a bookmark: its pieces, and the first letters that follow it in its paragraph."""

    pieces: list[str] = Factory(list)
    after: str = ""

    @property
    def text(self) -> str:
        """The text in the bookmark; paragraphs end with a line's end."""
        return "".join(self.pieces)

    def is_as(self, sent: str) -> bool:
        """Tell whether the text is what was sent.

        LibreOffice sets the end of a bookmark a letter too early where the document's first note is called in the
        same paragraph: the text then goes on behind the bookmark.
        """
        text = self.text
        lost = len(sent) - len(text)
        return text == sent or (0 < lost <= _AFTER and text + self.after[:lost] == sent)


def read_bookmarks(package: Package) -> dict[str, Found]:
    """Return the name of each bookmark of ours -> what stands in it, in the text and its notes.

    Raises `opc.package.Refused` (B01 to B05) for a part that cannot be read.
    """
    main = package.main()
    reader = _Reader(package)
    names = (main, package.related(main, "footnotes"), package.related(main, "endnotes"))
    for name in dict.fromkeys(name for name in names if name):
        tree = package.tree(name)
        package.check_namespace(tree, W_NS)
        reader.read(tree)
    return reader.found


@define
class _Field:
    """A field on the way: its instruction so far, and whether what follows is what it shows."""

    instruction: str = ""
    shows: bool = False

    @property
    def is_call(self) -> bool:
        return self.shows and self.instruction.split()[:1] == [_CALL_OF_NOTE]


@define
class _Reader:
    """Goes through a part once.

    package: for refusals.  found: by name, ended or not.  names: id -> name.  open: those that have not ended.
    ended: those that ended in the paragraph at hand.  fields: those that are open, the innermost last.
    mark_follows: the next text is a note's mark.
    """

    package: Package
    found: dict[str, Found] = Factory(dict)
    names: dict[str, str] = Factory(dict)
    open: dict[str, Found] = Factory(dict)
    ended: list[Found] = Factory(list)
    fields: list[_Field] = Factory(list)
    mark_follows: bool = False

    def read(self, tree: etree._Element) -> None:
        """Take in a part."""
        self.names, self.open, self.ended, self.fields, self.mark_follows = {}, {}, [], [], False
        for element in _shown(tree):
            self._element(element)

    def _element(self, element: etree._Element) -> None:
        match element.tag.removeprefix(_W):
            case "p":
                self._paragraph()
            case "bookmarkStart":
                self._begin(element.get(_ID, ""), element.get(_NAME, ""))
            case "bookmarkEnd":
                self._end(element.get(_ID, ""))
            case "t":
                self._text(element.text or "")
            case "footnoteReference" | "endnoteReference":
                self.mark_follows = element.get(f"{_W}customMarkFollows") in ("1", "true", "on")
            case "fldChar":
                self._field(element.get(_KIND, ""))
            case "instrText":
                if self.fields:
                    self.fields[-1].instruction += element.text or ""
            case _:
                if element.tag in _LETTERS:
                    self._add(_LETTERS[element.tag])

    def _paragraph(self) -> None:
        self.ended.clear()
        self.mark_follows = False
        for found in self.open.values():
            found.pieces.append("\n")

    def _begin(self, id: str, name: str) -> None:
        """Open a bookmark of ours; LibreOffice may begin one twice and end it once."""
        if not name.startswith(PREFIX):
            return
        self.names[id] = name
        if name not in self.found:
            self.open[name] = self.found[name] = Found()
        if len(self.open) > _MOST_OPEN:
            raise self.package.refuse("B02", f"more than {_MOST_OPEN} bookmarks stand one within another")

    def _end(self, id: str) -> None:
        found = self.open.pop(self.names.get(id, ""), None)
        if found is not None:
            self.ended.append(found)

    def _text(self, text: str) -> None:
        if self.mark_follows:
            self.mark_follows = False
        elif not any(field.is_call for field in self.fields):
            self._add(text)

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(_Field())
        elif self.fields and kind == "separate":
            self.fields[-1].shows = True
        elif self.fields and kind == "end":
            self.fields.pop()

    def _add(self, text: str) -> None:
        for found in self.open.values():
            found.pieces.append(text)
        for found in self.ended:
            if len(found.after) < _AFTER:
                found.after += text[:_AFTER]


def _shown(tree: etree._Element) -> Iterator[etree._Element]:
    """Yield the elements of the accepted document, in order."""
    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        skipped = element.tag in _SKIPPED or (
            element.tag == f"{_W}fldSimple" and element.get(_INSTRUCTION, "").split()[:1] == [_CALL_OF_NOTE]
        )
        if skipped:
            walk.skip_subtree()
        else:
            yield element
