"""The font table: which families there are, where their files lie, and which are asked for what one of them lacks.

Knows nothing of shaping, documents or pages.  A family or a script costs a line here and nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module, resources

from attrs import frozen


@frozen
class FontFile:
    """Where one weight and slope of a family lies.

    name: unique among all files that can meet in one document (two fonts of one PostScript name would be taken for
    one).  load: returns the bytes.  axes: where on its axes a variable font is used, by OpenType tag.
    pairwise: a letter of a plain Latin word, f aside, knows but its neighbours in this font; a test holds it.
    """

    name: str
    load: Callable[[], bytes]
    axes: tuple[tuple[str, float], ...] = ()
    pairwise: bool = False


@frozen
class Family:
    """A family: regular, bold, italic, bold italic; and the package of pip that brings it."""

    name: str
    package: str
    files: tuple[FontFile, FontFile, FontFile, FontFile]

    def file(self, *, bold: bool, italic: bool) -> FontFile:
        """Return the file of a weight and slope."""
        return self.files[bold + 2 * italic]


def _firago(style: str) -> FontFile:
    def load() -> bytes:
        data: bytes = import_module(f"pymupdf_fonts.FiraGO_{style}").fontbuffer
        return data

    return FontFile(f"FiraGO-{style}", load, pairwise=True)


def _noto_sc(style: str, weight: float) -> FontFile:
    def load() -> bytes:
        file = resources.files("justmytype_intl_cjk") / "fonts" / "ofl" / "notosanssc" / "NotoSansSC[wght].ttf"
        return file.read_bytes()

    return FontFile(f"NotoSansSC-{style}", load, (("wght", weight),))


_FIRAGO = tuple(map(_firago, ("Regular", "Bold", "Italic", "BoldItalic")))
_NOTO_SC = (_noto_sc("Regular", 400.0), _noto_sc("Bold", 700.0))

FAMILIES = {
    # Latin, Cyrillic, Greek and Arabic; SIL Open Font License 1.1
    "FiraGO": Family("FiraGO", "pymupdf-fonts", (_FIRAGO[0], _FIRAGO[1], _FIRAGO[2], _FIRAGO[3])),
    # Chinese; SIL Open Font License 1.1; it has no slope: an upright face stands for it, as Chinese setting does
    "Noto Sans SC": Family("Noto Sans SC", "rtop-docs[zh]", (*_NOTO_SC, *_NOTO_SC)),
}
"""Families by the name that `style.yaml` knows them by."""

FALLBACKS = ("FiraGO", "Noto Sans SC")
"""Families that are asked, in this order, for a character that the family of the style lacks."""


def chain(family: str) -> tuple[Family, ...]:
    """Return `family` and those asked after it; ValueError for a name that the table lacks."""
    if family not in FAMILIES:
        raise ValueError(f"font family {family!r} is not one of {sorted(FAMILIES)}")
    return (FAMILIES[family], *(FAMILIES[name] for name in FALLBACKS if name != family))


def packages_lacking(family: str) -> tuple[str, ...]:
    """Return the packages that would bring more characters to texts set in `family`, and are not installed."""
    return tuple(found.package for found in chain(family) if font_bytes(found.files[0]) is None)


@cache
def font_bytes(file: FontFile) -> bytes | None:
    """Return the bytes of `file`, read once a process; None when its package is not installed."""
    try:
        return file.load()
    except ModuleNotFoundError:
        return None
