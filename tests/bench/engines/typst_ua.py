"""typst as a wheel, in its quickest way: one Compiler, each sheet a source of its own.  PDF/UA-1.

A fixed source that reads each sheet as data (``sys.inputs``) takes a few hundredths longer.
"""

from __future__ import annotations

from pathlib import Path

import typst

from rtop_docs.writers.style import DEFAULT, TypeSize
from tests.bench.engines import Engine
from tests.bench.sheet_text import SheetText

_SIZES, _SPACING, _PAGE = DEFAULT.sizes, DEFAULT.spacing, DEFAULT.page
_ABOVE, _BELOW = 0.8, 0.2
"""Shares of the type size above and below the baseline: with them the leading of a paragraph is a plain difference."""
_RUNS = {"": "{}", "bold": "#strong[{}];", "italic": "#emph[{}];"}
_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\#*_`$[]<>@~=-+/\"'"})


def engine(fonts: Path) -> Engine[bytes]:
    """Return typst with its fonts found."""
    compiler = typst.Compiler(root=str(fonts), font_paths=[str(fonts)], ignore_system_fonts=True)

    def write(source: bytes) -> bytes:
        made = compiler.compile(source, format="pdf", pdf_standards=["ua-1"])
        assert isinstance(made, bytes)
        return made

    return Engine(writes="PDF/UA-1", prepare=prepared, write=write)


def prepared(sheet: SheetText) -> bytes:
    """Return the sheet as a source."""
    blocks = "".join(_block(kind, content) for kind, content in sheet.blocks())
    return f"{_settings(sheet.title)}\n= {_escaped(sheet.title)}\n\n{blocks}".encode()


def _block(kind: str, content: object) -> str:
    match kind, content:
        case "paragraph", runs:
            return "".join(_RUNS[weight].format(_escaped(words)) for words, weight in runs) + "\n\n"
        case "table", (head, rows):
            names = "".join(f"[*{_escaped(words)}*], " for words in head)
            cells = "".join(f"[{_escaped(words)}], " for row in rows for words in row)
            columns = "columns: (auto, auto, 1fr, auto), align: (left, left, left, right)"
            return f"#table({columns}, table.header({names}), {cells})\n"
    return f"#quote(block: true)[{_escaped(str(content))}]\n"


def _escaped(words: str) -> str:
    return words.translate(_SPECIAL)


def _between(size: TypeSize) -> str:
    return f"{size.leading - size.size * (_ABOVE + _BELOW)}pt"


def _settings(title: str) -> str:
    text, table, head, foot = _SIZES.text, _SIZES.table, _SIZES.title, _SIZES.foot
    return f"""
#set document(title: [{_escaped(title)}])
#set page(paper: "a4", margin: (left: {_PAGE.margin_left_mm}mm, right: {_PAGE.margin_right_mm}mm,
    top: {_PAGE.margin_top_mm}mm, bottom: {_PAGE.margin_bottom_mm}mm),
  footer: context align(right, text({foot.size}pt)[page #counter(page).display() of #counter(page).final().first()]))
#set text(font: "FiraGO", size: {text.size}pt, lang: "en", top-edge: {_ABOVE}em, bottom-edge: -{_BELOW}em)
#set par(leading: {_between(text)}, spacing: {_between(text)} + {_SPACING.paragraph}pt)
#set table(stroke: (x: none, y: {_SPACING.rule}pt), inset: {_SPACING.cell}pt)
#set table.cell(breakable: false)
#show heading: set text({head.size}pt)
#show heading: set block(below: {_SPACING.block}pt)
#show table: set text({table.size}pt)
#show table: set par(leading: {_between(table)})
"""
