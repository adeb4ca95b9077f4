"""A document as typst's source: what a good user of typst would write to get the house's sheets.

Knows the model and typst's markup; knows nothing of clocks.  Same words, inline styles, languages, links, notes,
tables with heads, charts, running head and "page x of y"; the look follows the house's style without its every point.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rtop_docs.document.model import (
    Block,
    BlockQuote,
    Document,
    DotChart,
    Emphasis,
    Figure,
    Heading,
    Inline,
    KeyFigures,
    LineBreak,
    Link,
    List,
    Note,
    NoteReference,
    Panel,
    Paragraph,
    Reference,
    Sign,
    Span,
    Strong,
    Table,
    Text,
)
from rtop_docs.writers.style import Style, TypeSize

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\#*_`$[]<>@~=-+./\"'"})
_ROLES = {"kicker": "kicker", "title": "title", "subtitle": "subtitle", "remark": "remark", "lead": "lead"}


def source(document: Document) -> str:
    """Return a sheet as a source that imports `house`.  Raises ValueError for a block that no sheet has."""
    head = f"head-left: {_string(document.head_left)}, head-right: {_string(document.head_right)}"
    foot = f"foot: {_string(f'{document.publisher} · version {document.version}')}"
    about = f"name: {_string(document.title)}, lang: {_string(document.language)}, {head}, {foot}"
    return f'#import "house.typ": *\n#show: sheet.with({about})\n\n{_blocks(document.blocks)}'


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(_block(block) for block in blocks)


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"#heading(level: {block.level})[{_inlines(block.children)}]" + _label(block.anchor)
        case Paragraph():
            words = _inlines(block.children)
            name = _ROLES.get(block.role, "block" if block.anchor else "")
            return f"#{name}[{words}]{_label(block.anchor)}" if name else words
        case List():
            items = ", ".join(f"[{_blocks(item.blocks)}]" for item in block.items)
            return f"#{'enum' if block.ordered else 'list'}({items})"
        case BlockQuote():
            return f"#quote(block: true, attribution: [{_inlines(block.attribution)}])[{_blocks(block.blocks)}]"
        case Table():
            return f"#{_table(block)}"
        case KeyFigures():
            cells = (f"fact[{_inlines(f.value)}][{_inlines((*f.label, *f.disagreement))}]" for f in block.figures)
            return f"#facts({', '.join(cells)})"
        case Panel():
            return f"#panel[{_blocks(block.blocks)}]"
        case Figure(chart=DotChart() as chart):
            return f"#figure(alt: {_string(block.alt)}, caption: [{_inlines(block.caption)}], {_dots(chart)})"
        case _:
            raise ValueError(f"sheets hold no {type(block).__name__}")


def _table(table: Table) -> str:
    columns = ", ".join(f"{column.weight or 1}fr" for column in table.columns)
    head = "".join(f"[*{_blocks(cell.blocks)}*], " for row in table.head for cell in row.cells)
    cells = "".join(
        f"table.cell(colspan: {cell.colspan}, rowspan: {cell.rowspan})[{_blocks(cell.blocks)}], "
        for row in table.body
        for cell in row.cells
    )
    return f"table(columns: ({columns}), table.header({head}), {cells})"


def _dots(chart: DotChart) -> str:
    rows = []
    for row in chart.rows:
        marks = ", ".join(f"mark({_yes(dot.filled)}, {_yes(dot.own)})" for dot in row.dots)
        rows.append(f"[{_escaped(row.label)}], stack(dir: ltr, spacing: 3pt, {marks})")
    return f"grid(columns: (auto, 1fr), gutter: 6pt, align: left, {', '.join(rows)})"


def _yes(value: bool) -> str:
    return "true" if value else "false"


def _inlines(inlines: Sequence[Inline]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: Inline) -> str:
    match inline:
        case Text():
            return _escaped(inline.text)
        case Strong():
            return f"#strong[{_inlines(inline.children)}];"
        case Emphasis():
            return f"#emph[{_inlines(inline.children)}];"
        case Span():
            return _span(inline)
        case Link():
            return f"#link({_string(inline.target)})[{_inlines(inline.children)}];"
        case Reference():
            return f"#link(<{inline.anchor}>)[{_inlines(inline.children)}];"
        case Note():
            return f"#footnote[{_blocks(inline.blocks)}]<note-{inline.number}>"
        case NoteReference():
            return f"#footnote(<note-{inline.number}>);"
        case LineBreak():
            return "#linebreak();"
        case Sign():
            return f"#sign({_string(inline.fill.value)});{_escaped(inline.alt)}"


def _span(span: Span) -> str:
    words = _inlines(span.children)
    if span.language:
        words = f"#text(lang: {_string(span.language.split('-')[0])})[{words}];"
    return f"#muted[{words}];" if span.role == "muted" else words


def _escaped(words: str) -> str:
    return words.translate(_SPECIAL)


def _string(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _label(anchor: str) -> str:
    return f" <{anchor}>" if anchor else ""


def house(style: Style) -> str:
    """Return the file that all sheets import: the house's page, type and parts."""
    page, sizes, space, colours = style.page, style.sizes, style.spacing, style.colours
    return f"""
#let muted(body) = text(fill: rgb("{colours.muted}"), body)
#let sign(fill) = box(circle(radius: 2.6pt, stroke: 0.7pt, fill: if fill == "full" {{ black }}))
#let mark(filled, own) = circle(radius: if own {{ 4pt }} else {{ 3pt }}, stroke: 0.6pt,
  fill: if filled {{ rgb(if own {{ "{colours.own}" }} else {{ "{colours.others}" }}) }})
#let kicker(body) = block({_type(sizes.kicker)}(body))
#let subtitle(body) = block({_type(sizes.subtitle)}(muted(body)))
#let remark(body) = block({_type(sizes.small)}(body))
#let lead(body) = block({_type(sizes.lead)}(body))
#let fact(value, label) = block(fill: rgb("{colours.ground}"), inset: {space.cell}pt, width: 100%)[
  #block({_type(sizes.figure_words)}(strong(value))) #block({_type(sizes.small)}(label))]
#let facts(..cells) = grid(columns: (1fr,) * cells.pos().len(), gutter: {space.cell}pt, ..cells)
#let panel(body) = block(fill: rgb("{colours.warm_ground}"), inset: {space.block}pt, width: 100%,
  stroke: (left: {space.band}pt + rgb("{colours.warm_rule}")), body)
#let sheet(name: "", lang: "en", head-left: "", head-right: "", foot: "", body) = {{
  set document(title: name)
  set page(paper: "a4", margin: (left: {page.margin_left_mm}mm, right: {page.margin_right_mm}mm,
      top: {page.margin_top_mm}mm, bottom: {page.margin_bottom_mm}mm),
    header: context if counter(page).get().first() > 1 {{ text({sizes.foot.size}pt)[#head-left #h(1fr) #head-right] }},
    footer: context text({sizes.foot.size}pt)[#foot #h(1fr) page #counter(page).display() of
      #counter(page).final().first()])
  set text(font: "FiraGO", size: {sizes.text.size}pt, lang: lang, fill: rgb("{colours.text}"))
  set par(leading: {_between(sizes.text)}pt, spacing: {_between(sizes.text) + space.paragraph}pt)
  set table(stroke: (x: none, y: {space.rule}pt + rgb("{colours.rule}")), inset: {space.cell}pt)
  set table.cell(breakable: false)
  show std.title: set text({sizes.title.size}pt)
  show heading: set text({sizes.section.size}pt)
  show table: set text({sizes.table.size}pt)
  show figure.caption: set text({sizes.small.size}pt)
  set figure(supplement: none, numbering: none)
  show link: set text(fill: rgb("{colours.accent}"))
  body
}}
"""


def _type(size: TypeSize) -> str:
    return f"text.with(size: {size.size}pt)"


def _between(size: TypeSize) -> float:
    """Return what typst calls the leading: the space between the lines of a text that is about 0.7 of its size high."""
    return round(size.leading - 0.7 * size.size, 3)
