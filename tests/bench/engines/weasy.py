"""WeasyPrint in its quickest way: fonts and style sheet read once, each sheet given as HTML.  PDF/UA-1."""

from __future__ import annotations

from html import escape
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from rtop_docs.writers.style import DEFAULT
from tests.bench.engines import FACES, Engine
from tests.bench.sheet_text import SheetText

_TAGS = {"": "{}", "bold": "<b>{}</b>", "italic": "<i>{}</i>"}
_CSS = {"": "normal", "bold": "bold", "italic": "italic"}
_SIZES, _SPACING, _PAGE = DEFAULT.sizes, DEFAULT.spacing, DEFAULT.page


def engine(fonts: Path) -> Engine[str]:
    """Return WeasyPrint with its fonts and its style sheet read."""
    configuration = FontConfiguration()
    css = CSS(string=_style(fonts), font_config=configuration)

    def write(html: str) -> bytes:
        made = HTML(string=html).write_pdf(stylesheets=[css], font_config=configuration, pdf_variant="pdf/ua-1")
        assert isinstance(made, bytes)
        return made

    return Engine(writes="PDF/UA-1", prepare=prepared, write=write)


def prepared(sheet: SheetText) -> str:
    """Return the sheet as HTML."""
    title = escape(sheet.title)
    body = "".join(_html(kind, content) for kind, content in sheet.blocks())
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>'
    )


def _html(kind: str, content: object) -> str:
    match kind, content:
        case "paragraph", runs:
            return f"<p>{''.join(_TAGS[weight].format(escape(words)) for words, weight in runs)}</p>"
        case "table", (head, rows):
            names = "".join(f'<th scope="col">{escape(words)}</th>' for words in head)
            lines = "".join(f"<tr>{''.join(f'<td>{escape(words)}</td>' for words in row)}</tr>" for row in rows)
            return f"<table><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>"
    return f"<blockquote>{escape(str(content))}</blockquote>"


def _style(fonts: Path) -> str:
    faces = "".join(
        f"@font-face {{ font-family: FiraGO; src: url({(fonts / f'{face}.ttf').as_uri()});"
        f" font-weight: {'bold' if weight == 'bold' else 'normal'};"
        f" font-style: {'italic' if weight == 'italic' else 'normal'} }}\n"
        for weight, face in FACES.items()
    )
    margins = f"{_PAGE.margin_top_mm}mm {_PAGE.margin_right_mm}mm {_PAGE.margin_bottom_mm}mm {_PAGE.margin_left_mm}mm"
    text, table, title, foot = _SIZES.text, _SIZES.table, _SIZES.title, _SIZES.foot
    return (
        faces
        + f"""
@page {{ size: A4; margin: {margins};
  @bottom-right {{ content: "page " counter(page) " of " counter(pages); font: {foot.size}pt FiraGO }} }}
body {{ font: {text.size}pt/{text.leading}pt FiraGO; margin: 0 }}
h1 {{ font-size: {title.size}pt; line-height: {title.leading}pt; margin: 0 0 {_SPACING.block}pt }}
p {{ margin: 0 0 {_SPACING.paragraph}pt }}
blockquote {{ margin: {_SPACING.paragraph}pt 0 {_SPACING.paragraph}pt {_SPACING.indent}pt }}
table {{ font-size: {table.size}pt; line-height: {table.leading}pt; border-collapse: collapse; width: 100% }}
th, td {{ text-align: left; vertical-align: top; padding: {_SPACING.cell}pt; border-bottom: {_SPACING.rule}pt solid }}
tr {{ break-inside: avoid }}
th:last-child, td:last-child {{ text-align: right }}
"""
    )
