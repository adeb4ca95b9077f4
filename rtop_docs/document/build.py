"""Small constructors: what a part or a test writes often, in few words.

Knows the model only.  Wherever an inline is wanted a plain text will do.
"""

from __future__ import annotations

from rtop_docs.document.model import (
    Align,
    Block,
    BlockBase,
    Cell,
    Column,
    Emphasis,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Note,
    Origin,
    Paragraph,
    Reference,
    Row,
    Span,
    Strong,
    Table,
    Text,
)

Words = str | Inline
Content = str | Inline | Block


def inlines(*words: Words) -> tuple[Inline, ...]:
    """Return `words` as inlines; empty texts are left out."""
    return tuple(Text(word) if isinstance(word, str) else word for word in words if word != "")


def strong(*words: Words) -> Strong:
    """Make important words."""
    return Strong(inlines(*words))


def emphasis(*words: Words) -> Emphasis:
    """Make stressed words."""
    return Emphasis(inlines(*words))


def span(*words: Words, role: str = "", language: str = "", record: str = "", field: str = "") -> Span:
    """Make words of a role, a language or a record of their own."""
    return Span(inlines(*words), role=role, language=language, record=record, field=field)


def link(target: str, *words: Words) -> Link:
    """Make a link out of the document; without words it shows its target."""
    return Link(target, inlines(*(words or (target,))))


def reference(anchor: str, *words: Words) -> Reference:
    """Make a link inside the document."""
    return Reference(anchor, inlines(*words))


def note(*content: Content) -> Note:
    """Make a footnote, not yet numbered."""
    return Note(blocks(*content))


def p(*words: Words, role: str = "", origin: Origin | None = None, anchor: str = "") -> Paragraph:
    """Make a paragraph."""
    return Paragraph(children=inlines(*words), role=role, origin=origin or Origin(), anchor=anchor)


def h(level: int, *words: Words, anchor: str = "", origin: Origin | None = None) -> Heading:
    """Make a heading of level 1 to 4."""
    return Heading(level=level, children=inlines(*words), anchor=anchor, origin=origin or Origin())


def blocks(*content: Content) -> tuple[Block, ...]:
    """Return `content` as blocks: each run of texts and inlines makes one paragraph."""
    made: list[Block] = []
    run: list[Words] = []
    for item in content:
        if isinstance(item, BlockBase):
            made += [p(*run)] if run else []
            made.append(item)
            run = []
        else:
            run.append(item)
    return (*made, p(*run)) if run else tuple(made)


def items(*entries: Content | tuple[Content, ...], ordered: bool = False) -> List:
    """Make a list; an entry of several pieces is a tuple."""
    made = (ListItem(blocks(*(entry if isinstance(entry, tuple) else (entry,)))) for entry in entries)
    return List(items=tuple(made), ordered=ordered)


def cell(
    *content: Content,
    header: bool = False,
    colspan: int = 1,
    rowspan: int = 1,
    align: Align | None = None,
    origin: Origin | None = None,
) -> Cell:
    """Make a table cell; without content it is empty."""
    return Cell(
        blocks=blocks(*content), header=header, colspan=colspan, rowspan=rowspan, align=align, origin=origin or Origin()
    )


def row(*cells: Cell | Words, role: str = "") -> Row:
    """Make a table row; a text or an inline becomes a cell."""
    return Row(cells=tuple(c if isinstance(c, Cell) else cell(c) for c in cells), role=role)


def head(*words: Words) -> Row:
    """Make the head row of a table: each text or inline a cell that heads its column."""
    return Row(cells=tuple(cell(word, header=True) for word in words))


def columns(*aligns: Align) -> tuple[Column, ...]:
    """Make the columns of a table by their alignment."""
    return tuple(Column(align=align) for align in aligns)


def table(heads: Row, *rows: Row, description: str, role: str = "", caption: tuple[Inline, ...] = ()) -> Table:
    """Make a table with one head row; its columns are counted from there.  description: what it tells."""
    width = sum(c.colspan for c in heads.cells)
    return Table(
        columns=tuple(Column() for _ in range(width)),
        head=(heads,),
        body=rows,
        caption=caption,
        description=description,
        role=role,
    )
