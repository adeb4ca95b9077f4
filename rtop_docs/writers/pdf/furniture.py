"""What stands in the margins of every page: running head, foot, marks, and the rule above the notes.

Knows nothing of the text in the body.
"""

from __future__ import annotations

from rtop_docs.document.model import Align, Document, Origin, Text
from rtop_docs.writers.pdf.inlines import Tone
from rtop_docs.writers.pdf.lines import Line, break_lines
from rtop_docs.writers.pdf.measure import measured
from rtop_docs.writers.pdf.pages import PageContent, Placed
from rtop_docs.writers.pdf.sheets import Sheet
from rtop_docs.writers.pdf.slabs import Mark, Slab, Stroke, Words
from rtop_docs.writers.pdf.text import Setter, baseline, only_line, shift
from rtop_docs.writers.style import Style


def margins(setter: Setter, document: Document, sheet: Sheet, page: int, pages: int) -> list[Placed]:
    """Return the slabs in the margins of `page` (from 1), placed from the top of the body."""
    style = setter.job.style
    size = style.sizes.foot
    tone = Tone(size, style.colours.muted)
    half = sheet.body_width / 2 - 6
    labels = dict(document.labels)
    foot_y = sheet.body_height + min((sheet.bottom - size.leading) / 2, 30.0)
    version = labels.get("version", "version {version}").replace("{version}", document.version)
    foot = " · ".join(part for part in (document.publisher, version if document.version else "") if part)
    count = labels.get("page_of", "page {page} of {pages}").replace("{page}", str(page)).replace("{pages}", str(pages))
    placed = [
        *_line(setter, foot, tone, sheet, foot_y, "start", sheet.body_width - 90),
        *_line(setter, count, tone, sheet, foot_y, "end", 84),
    ]
    head_y = -(sheet.height - sheet.top) * 0.42 - size.leading / 2
    if page > 1:
        placed += _line(setter, document.head_left, tone, sheet, head_y, "start", half)
        placed += _line(setter, document.head_right, tone, sheet, head_y, "end", half)
    if document.marks:
        bold = Tone(size, style.colours.warm_text, bold=True)
        marks_y = head_y - size.leading * 1.1
        placed += _line(setter, " · ".join(document.marks), bold, sheet, marks_y, "start", sheet.body_width)
    return placed


def notes_rule(style: Style, content: PageContent, width: float, gap: float) -> list[Placed]:
    """Return the rule between the text and the notes of a page."""
    if content.notes_y is None:
        return []
    rule: Mark = Stroke(0.0, 0.0, width, 0.0, style.colours.text, style.spacing.rule)
    return [Placed(content.notes_y + gap * 0.62, Slab(0.0, (rule,)))]


def _line(setter: Setter, text: str, tone: Tone, sheet: Sheet, y: float, align: Align, width: float) -> list[Placed]:
    """Set one line in a margin; what is too long for it is shortened, for the body says it in full."""
    lines = _broken(setter, text, tone, width) if text else ()
    if len(lines) > 1:
        kept = "".join(fragment.text for fragment in lines[0].fragments)
        lines = _broken(setter, kept.rstrip(" ,;·") + "\u00a0…", tone, width * 2)
    if not lines:
        return []
    words = Words(shift(lines[0], sheet.body_width, align), baseline(tone.type), lines[0])
    mirror = sheet.body_width if setter.direction == "rtl" else 0.0
    return [Placed(y, Slab(0.0, (words,), mirror=mirror))]


def _broken(setter: Setter, text: str, tone: Tone, width: float) -> tuple[Line, ...]:
    """Break the words of a margin; those that are the same on every page, once."""
    key = (text, tone, width)
    if key not in setter.margins:
        runs = setter.runs((Text(text),), tone, Origin())
        line = only_line(runs, width, setter.direction)
        setter.margins[key] = (line,) if line else break_lines(measured(runs, setter.direction), width)
    return setter.margins[key]
