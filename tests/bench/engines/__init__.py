"""The engines that make a sheet, by name; each is loaded when it is asked for.

All are given the same words, the same fonts, paper, margins, sizes of type and distances of lines.  Knows no engine.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Generic, TypeVar

from attrs import frozen

from tests.bench.sheet_text import SheetText

Input = TypeVar("Input")


@frozen(kw_only=True)
class Engine(Generic[Input]):
    """One engine, set up.

    writes: what kind of file.  prepare: makes of a sheet what the engine is given, outside the clock.  write: makes the
    file, and is what is timed.
    """

    writes: str
    prepare: Callable[[SheetText], Input]
    write: Callable[[Input], bytes]


ENGINES = {
    "ours": "own",
    "floor": "floor",
    "typst": "typst_ua",
    "platypus": "platypus",
    "WeasyPrint": "weasy",
    "fpdf2": "fpdf_two",
}
"""Name -> module of this package; its `engine(fonts)` is given the folder of `write_fonts`."""

FACES = {"": "FiraGO_Regular", "bold": "FiraGO_Bold", "italic": "FiraGO_Italic"}


def set_up(name: str, fonts: Path) -> Engine[object]:
    """Return the engine called `name`, with all that can be set up once for many sheets."""
    made: Engine[object] = import_module(f"{__name__}.{ENGINES[name]}").engine(fonts)
    return made


def write_fonts(folder: Path) -> Path:
    """Write the family that all engines use below `folder`, ``FiraGO_Bold.ttf`` and so on; return `folder`."""
    for module in FACES.values():
        data: bytes = import_module(f"pymupdf_fonts.{module}").fontbuffer
        (folder / f"{module}.ttf").write_bytes(data)
    return folder
