"""Go through the text of a Word file, paragraph by paragraph, and say what each run says.

Knows paragraphs, runs, fields, links and notes; tables, styles and the package have modules of their own.  Tracked
changes are read as if accepted.  Source: ISO/IEC 29500-1, 17.3 (paragraphs, runs), 17.11 (notes), 17.16 (fields).
"""

from __future__ import annotations

from attrs import Factory, define, evolve, frozen
from lxml import etree

from rtop_docs.parity.gather import Gatherer, address, words_in
from rtop_docs.parity.model import Said, Unread
from rtop_docs.parity.word_fields import Fields
from rtop_docs.parity.word_package import Package
from rtop_docs.parity.word_styles import R_ID, Numbering, Styles, language_of, val, w
from rtop_docs.parity.word_tables import read_table

_DEEPEST = 200
_SIGN = "sign"
"""Name of the character style of drawn signs, whose words stand behind them."""
_MARKS = frozenset("●○")
"""Letters that a chart's row of marks is drawn with; the words beside them say what they show."""
_UNSAID = frozenset(("del", "moveFrom", "rPr", "pPr", "sectPr", "tblPr", "tblGrid", "sdtPr", "sdtEndPr", "Fallback"))
_TEXT = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "", "ptab": " "}


@frozen
class Around:
    """What holds around a run."""

    paragraph: etree._Element | None = None
    target: str = ""
    depth: int = 0


@define
class _Notes:
    """The notes of one kind: the part that holds them, its relationships, and how many were counted so far."""

    part: str
    elements: dict[str, etree._Element]
    counted: int = 0


@define
class Story:
    """One Word file being read.  language: of runs that name none."""

    package: Package
    main: str
    styles: Styles
    numbering: Numbering
    language: str
    gather: Gatherer = Factory(Gatherer)
    fields: Fields = Factory(Fields)
    part: str = ""
    titled: bool = False
    paragraphs: dict[str, int] = Factory(dict)
    notes: dict[str, _Notes] = Factory(dict)

    def read(self, body: etree._Element) -> None:
        """Say the text, and each footnote when it is called."""
        self.part = self.main
        for kind in ("footnote", "endnote"):
            part = self.package.related(self.main, f"{kind}s")
            found = self.package.tree(part).iter(w(kind)) if part else ()
            own = {note.get(w("id")) or "": note for note in found if note.get(w("type")) in (None, "normal")}
            self.notes[kind] = _Notes(part, own)
        self.blocks(body, Around())
        self.gather.end()

    def blocks(self, parent: etree._Element, around: Around) -> None:
        """Say the paragraphs and tables that stand in `parent`."""
        here = self.inside(around)
        for child in parent:
            match _local(child):
                case "p":
                    self.paragraph(child, here)
                case "tbl":
                    read_table(self, child, here)
                case name if name in _UNSAID:
                    continue
                case "bookmarkStart":
                    self.gather.end()
                    self._bookmark(child)
                case _:
                    self.blocks(child, here)

    def inside(self, around: Around) -> Around:
        """Return what holds one step further in.  Raises Unread where there is no end."""
        if around.depth >= _DEEPEST:
            raise Unread(f"part '{self.part}' is nested too deep")
        return evolve(around, depth=around.depth + 1)

    def paragraph(self, paragraph: etree._Element, around: Around) -> None:
        """Say one paragraph."""
        properties = paragraph.find(w("pPr"))
        style = self.styles.name(val(properties, "pStyle") or "")
        level = self.styles.level(properties)
        numbered = self.styles.numbering(properties)
        self.paragraphs[self.part] = self.paragraphs.get(self.part, 0) + 1
        self.gather.place = f"{self.part}, paragraph {self.paragraphs[self.part]}"
        if style == "marks" and _MARKS.issuperset("".join(text.text or "" for text in paragraph.iter(w("t")))):
            return
        self.gather.begin(self._level(level), kind="caption" if style == "caption" else "")
        if numbered:
            self.gather.label(self.numbering.label(*numbered))
        label = _own_label(paragraph, properties) if not numbered else None
        if label is not None:
            self.gather.label("".join(t.text or "" for t in label.iter(w("t"))))
        self.runs(paragraph, evolve(self.inside(around), paragraph=properties), label)
        self.gather.end()

    def _level(self, level: int | None) -> int | None:
        """Return the level of a heading; only the first thing of the text is its title."""
        title = level == 0 and not self.titled
        self.titled = self.titled or level is not None
        return None if level == 0 and not title else level

    # -- runs -----------------------------------------------------------------------------

    def runs(self, parent: etree._Element, around: Around, skipped: etree._Element | None = None) -> None:
        """Say the runs in `parent`; skipped: a run that was said already."""
        here = self.inside(around)
        for child in parent:
            match _local(child):
                case "r":
                    if child is not skipped:
                        self._run(child, here)
                case "hyperlink":
                    self.runs(child, evolve(here, target=self._target(child) or here.target))
                case "fldSimple":
                    self.fields.simple(child.get(w("instr")) or "")
                    self.runs(child, here)
                    self.fields.end()
                case "bookmarkStart":
                    self._bookmark(child)
                case "p" | "tbl":
                    raise Unread(f"part '{self.part}' has a paragraph in a paragraph")
                case name if name in _UNSAID:
                    continue
                case _:
                    self.runs(child, here, skipped)

    def _target(self, link: etree._Element) -> str:
        anchor = link.get(w("anchor"))
        relationship = self.package.relationships(self.part).get(link.get(R_ID) or "")
        if relationship is not None:
            return address(relationship.target) + (f"#{anchor}" if anchor else "")
        return f"#{anchor}" if anchor else ""

    def _bookmark(self, bookmark: etree._Element) -> None:
        self.gather.mark(f"#{bookmark.get(w('name')) or ''}")

    def _run(self, run: etree._Element, around: Around) -> None:
        properties = run.find(w("rPr"))
        for child in run:
            name = _local(child)
            if name == "t":
                self._letters(child.text or "", properties, around)
            elif name in _TEXT:
                self._letters(_TEXT[name], properties, around)
            elif name in ("fldChar", "instrText"):
                self.fields.hear(name, child)
            elif name in ("footnoteReference", "endnoteReference"):
                self._call(run, child, properties, around)
                return
            elif name in ("drawing", "pict", "AlternateContent", "object"):
                self._drawing(child, properties, around)
            elif name == "sym":
                self._letters("\ufffd", properties, around)  # a glyph of a font, without a letter

    def _letters(self, text: str, properties: etree._Element | None, around: Around) -> None:
        if not text or self.fields.unsaid or self.styles.name(val(properties, "rStyle") or "") == _SIGN:
            return
        language = self._language(text, properties, around)
        number = self.fields.called
        if number:
            self.gather.say(text, language, said=Said.CALL)
            return
        self.gather.say(text, language, around.target or self.fields.target)

    def _language(self, text: str, properties: etree._Element | None, around: Around) -> str:
        lang = self.styles.languages(properties, around.paragraph)
        return self.language if lang is None else language_of(lang, text) or self.language

    def _drawing(self, drawing: etree._Element, properties: etree._Element | None, around: Around) -> None:
        """Say what stands for a drawing."""
        shown = next((element for element in drawing.iter("{*}docPr", "{*}shape") if element.get("descr")), None)
        words = (shown.get("descr") or "") if shown is not None else ""
        self.gather.say(words, self._language(words, properties, around), around.target, Said.ALTERNATIVE)
        for box in drawing.iter(w("txbxContent")):
            if not any(_local(outer) == "Fallback" for outer in box.iterancestors()):
                self._letters(" ".join(t.text or "" for t in box.iter(w("t"))), properties, around)

    # -- notes ----------------------------------------------------------------------------

    def _call(
        self, run: etree._Element, call: etree._Element, properties: etree._Element | None, around: Around
    ) -> None:
        """Say the call of a note, and the note itself."""
        notes = self.notes[_local(call).removesuffix("Reference")]
        own = call.get(w("customMarkFollows")) in ("1", "true", "on")
        marks = "".join(words_in("".join(t.text or "" for t in run.iter(w("t"))))) if own else ""
        if not own:
            notes.counted += 1
        shown = marks if own else str(notes.counted)
        self.gather.say(shown, self._language(shown, properties, around), said=Said.CALL)
        note = notes.elements.pop(call.get(w("id")) or "", None)
        if note is None:
            return
        place, part, self.part = self.gather.place, self.part, notes.part
        with self.gather.note(int(shown) if shown.isascii() and shown.isdigit() else notes.counted):
            if own:
                _drop_mark(note, marks)
            fields, self.fields = self.fields, Fields()
            self.blocks(note, Around(depth=around.depth))
            self.fields = fields
        self.gather.place, self.part = place, part


def _own_label(paragraph: etree._Element, properties: etree._Element | None) -> etree._Element | None:
    """Return the run that holds a label written by hand: a hanging line's letters up to its first tab.

    A paragraph that takes off the number of its style bears such a label too.
    """
    indent = properties.find(w("ind")) if properties is not None else None
    hanging = indent is not None and indent.get(w("hanging")) is not None
    if not hanging and val(properties, "numPr/numId") != "0":
        return None
    first = next(paragraph.iter(w("r")), None)
    last = first[-1] if first is not None and len(first) else None
    ends = last is not None and _local(last) == "tab"
    return first if ends and first is not None and first.getparent() is paragraph else None


def _drop_mark(note: etree._Element, marks: str) -> None:
    """Take a note's own mark from before its text, where Word does not count it itself."""
    first = next(iter(note.iter(w("t"))), None)
    if first is not None and "".join(words_in(first.text or "")) == marks:
        first.text = ""


def _local(element: etree._Element) -> str:
    """Return the name of an element without its namespace; "" for a comment."""
    tag: object = element.tag  # the stubs know elements only
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
