"""What Word's styles and list definitions say of a paragraph or a run: heading or not, label, language.

Knows WordprocessingML's inheritance; knows nothing of text.  Source: ISO/IEC 29500-1, 17.7 (styles), 17.9 (numbering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from attrs import Factory, define
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{_W}val"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DEEPEST = 20
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_EAST_ASIAN = re.compile("[\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]")


def w(name: str) -> str:
    """Return a name of WordprocessingML."""
    return _W + name


@cache
def path_of(names: str) -> str:
    """Return the path of nested elements, named with a slash between them."""
    return "/".join(map(w, names.split("/")))


def val(parent: etree._Element | None, names: str) -> str | None:
    """Return the value of the first element at the path `names` below `parent`; None where there is none."""
    found = parent.find(path_of(names)) if parent is not None else None
    return None if found is None else found.get(VAL) or ""


def holds(parent: etree._Element | None, name: str) -> bool:
    """Tell whether a switch such as ``w:vanish`` is on."""
    value = val(parent, name)
    return value is not None and value not in ("0", "false", "off", "none")


@define
class Styles:
    """The styles of one file, and the language of its defaults."""

    by_id: dict[str, etree._Element] = Factory(dict)
    defaults: etree._Element | None = None
    _known: dict[tuple[str, str], str | None] = Factory(dict)
    _languages: dict[str, etree._Element | None] = Factory(dict)

    @classmethod
    def of(cls, tree: etree._Element | None) -> Styles:
        """Return the styles in a part."""
        if tree is None:
            return cls()
        found = {style.get(w("styleId")) or "": style for style in tree.iter(w("style"))}
        return cls(found, tree.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}"))

    def chain(self, id: str) -> Iterator[etree._Element]:
        """Yield a style and those that it is based on."""
        for _ in range(_DEEPEST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            id = val(style, "basedOn") or ""

    def inherited(self, id: str, names: str) -> str | None:
        """Return the value at a path in the first style that has one: `id` itself, or one that it is based on."""
        if (id, names) not in self._known:
            values = (val(style, names) for style in self.chain(id))
            self._known[id, names] = next((value for value in values if value is not None), None)
        return self._known[id, names]

    def name(self, id: str) -> str:
        """Return the name of a style; Word's own have the same in every language."""
        return (self.inherited(id, "name") or "").lower()

    def level(self, paragraph: etree._Element | None) -> int | None:
        """Return the level of a heading from 1, 0 for the title, None for other text."""
        if paragraph is None:
            return None
        id = val(paragraph, "pStyle") or ""
        if self.name(id) == "title":
            return 0
        level = val(paragraph, "outlineLvl") or self.inherited(id, "pPr/outlineLvl") or "9"
        return int(level) + 1 if level.isdigit() and int(level) < 9 else None

    def numbering(self, paragraph: etree._Element | None) -> tuple[str, int] | None:
        """Return list number and level (from 0) of a paragraph; None where it bears no number."""
        if paragraph is None:
            return None
        id = val(paragraph, "pStyle") or ""
        number = val(paragraph, "numPr/numId") or self.inherited(id, "pPr/numPr/numId") or "0"
        level = val(paragraph, "numPr/ilvl") or self.inherited(id, "pPr/numPr/ilvl") or "0"
        return None if number == "0" else (number, int(level) if level.isdigit() else 0)

    def languages(self, run: etree._Element | None, paragraph: etree._Element | None) -> etree._Element | None:
        """Return the ``w:lang`` that holds for a run, but not that of the defaults."""
        own = run.find(w("lang")) if run is not None else None
        if own is not None:
            return own
        for id in (val(run, "rStyle"), val(paragraph, "pStyle")):
            if id and id not in self._languages:
                found = (style.find(path_of("rPr/lang")) for style in self.chain(id))
                self._languages[id] = next((lang for lang in found if lang is not None), None)
            if id and self._languages[id] is not None:
                return self._languages[id]
        return None

    def default_language(self, stated: str) -> str:
        """Return the language of runs that name none.

        stated: by the file's properties; it holds where the defaults name it for one kind of script.
        """
        lang = self.defaults.find(w("lang")) if self.defaults is not None else None
        named = [lang.get(w(kind)) or "" for kind in ("val", "eastAsia", "bidi")] if lang is not None else []
        if stated and any(tag.partition("-")[0].lower() == stated.partition("-")[0].lower() for tag in named):
            return stated
        return named[0] if named else ""


def language_of(lang: etree._Element, text: str) -> str:
    """Return the language of `text` by ``w:lang``, which keeps one for each kind of script; one alone is of all."""
    named = {kind: lang.get(w(kind)) for kind in ("val", "eastAsia", "bidi") if lang.get(w(kind))}
    if len(named) == 1:
        return next(iter(named.values())) or ""
    kind = "bidi" if _RIGHT_TO_LEFT.search(text) else "eastAsia" if _EAST_ASIAN.search(text) else "val"
    return named.get(kind) or ""


@define
class Numbering:
    """The lists of one file, counted as their paragraphs come."""

    instances: dict[str, etree._Element] = Factory(dict)
    kinds: dict[str, etree._Element] = Factory(dict)
    counts: dict[str, dict[int, int]] = Factory(dict)

    @classmethod
    def of(cls, tree: etree._Element | None) -> Numbering:
        """Return the lists that a part defines."""
        if tree is None:
            return cls()
        instances = {num.get(w("numId")) or "": num for num in tree.iter(w("num"))}
        return cls(instances, {kind.get(w("abstractNumId")) or "": kind for kind in tree.iter(w("abstractNum"))})

    def label(self, number: str, level: int) -> str:
        """Count one more paragraph of a list and return its label, "" for a bullet."""
        definition, start = self._definition(number, level)
        counts = self.counts.setdefault(number, {})
        counts[level] = counts[level] + 1 if level in counts else start
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        if definition is None or val(definition, "numFmt") in ("bullet", "none"):
            return ""
        text = val(definition, "lvlText") or ""
        return _PLACE.sub(lambda found: self._number(number, int(found[1]) - 1), text)

    def _definition(self, number: str, level: int) -> tuple[etree._Element | None, int]:
        """Return the definition of a list's level, and where it begins to count."""
        instance = self.instances.get(number)
        kind = self.kinds.get(val(instance, "abstractNumId") or "") if instance is not None else None
        own = _of_level(instance, "lvlOverride", level)
        inner = own.find(w("lvl")) if own is not None else None
        definition = inner if inner is not None else _of_level(kind, "lvl", level)
        start = val(own, "startOverride") or val(definition, "start") or "1"
        return definition, int(start) if start.isdigit() else 1

    def _number(self, number: str, level: int) -> str:
        definition, start = self._definition(number, level)
        count = self.counts[number].get(level, start)
        match val(definition, "numFmt"):
            case "lowerLetter":
                return chr(96 + (count - 1) % 26 + 1)
            case "upperLetter":
                return chr(64 + (count - 1) % 26 + 1)
            case "lowerRoman":
                return _roman(count)
            case "upperRoman":
                return _roman(count).upper()
            case _:
                return str(count)


def _of_level(parent: etree._Element | None, name: str, level: int) -> etree._Element | None:
    found = parent.findall(w(name)) if parent is not None else []
    return next((element for element in found if element.get(w("ilvl")) == str(level)), None)


def _roman(count: int) -> str:
    text, left = "", min(max(count, 0), 39)
    for size, letters in _ROMAN:
        text += letters * (left // size)
        left %= size
    return text
