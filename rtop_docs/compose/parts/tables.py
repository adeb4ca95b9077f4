"""The tables of a whole dialogue: matrix of actors by themes, statements, speakers.

Knows the views of tables and statements; what a cell says is decided by analysis, not here.
"""

from __future__ import annotations

from collections.abc import Iterator

from rtop_docs.analysis.statements import READ_FOR_OTHERS
from rtop_docs.analysis.views import (
    BandView,
    CellView,
    MatrixView,
    RowView,
    SpeakerSegment,
    SpeakersView,
    SpeakerView,
    StatementBand,
    StatementListView,
    StatementView,
)
from rtop_docs.compose.marks import PartContext, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actor,
    actors,
    capital,
    cell,
    cite,
    columns,
    head_row,
    joined,
    listed,
    paragraph,
    prose,
    say,
    sign,
    words,
)
from rtop_docs.document.model import Block, Cell, Column, Paragraph, Row, Table, Text
from rtop_docs.reference import label, language_name

# -- matrix -----------------------------------------------------------------------------------


def matrix(context: PartContext, themes: str = "", states: str = "named") -> tuple[Block, ...]:
    """Actors by themes: the shape says the direction, the fill says the reach, three signs say three silences.

    {{ matrix() }}, {{ matrix(themes="prevention veto-hurdle", states="all") }}

    themes: ids with blanks between; every theme on which an actor is named when empty.
    """
    view = context.ask.matrix(tuple(themes.split()), states)
    if not view.themes:
        return ()
    table = Table(
        columns=(Column(weight=2.0), *(Column(align="center", weight=1.0) for _ in view.themes)),
        head=(_matrix_head(context, view),),
        body=tuple(row for band in view.bands for row in _band(context, band)),
        caption=say(context, "matrix_caption"),
        description=words(context, "matrix_description", themes=len(view.themes)),
        role="matrix",
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return (table, *matrix_legend(context, view))


def _matrix_head(context: PartContext, view: MatrixView) -> Row:
    heads = (prose(context, theme.short or theme.title, theme.theme, "short") for theme in view.themes)
    return Row(
        cells=(cell(context, say(context, "actor"), header=True), *(cell(context, h, header=True) for h in heads))
    )


def _band(context: PartContext, band: BandView) -> Iterator[Row]:
    size = len(band.rows[0].cells) + 1 if band.rows else 1
    name = band.title or words(context, f"band_{band.kind.replace(' ', '_')}")
    title: Inlines = (Text(name),)
    if band.size:
        title = say(context, "band_named", title=name, named=str(band.named), size=str(band.size))
    yield Row(cells=(cell(context, title, header=True, colspan=size),), role="group")
    yield from (_row(context, row) for row in band.rows)


def _row(context: PartContext, row: RowView) -> Row:
    return Row(
        cells=(
            cell(context, actor(context, row.actor, short=True), header=True),
            *(_cell(context, c) for c in row.cells),
        )
    )


def _cell(context: PartContext, view: CellView) -> Cell:
    record = view.records[0] if view.records else ""
    shown = sign(view.silence or view.sign, view.fill, cell_words(context, view))
    made = cell(context, (shown,), record=record, field="direction" if record else "")
    return Cell(blocks=made.blocks, align="center", origin=made.origin)


def cell_words(context: PartContext, view: CellView) -> str:
    """Return what a cell says, in words: "for, named", "not named by the sources read"."""
    if view.silence:
        return silence_words(context, view.silence)
    ways = {"full": "reach_full", "half": "reach_half", "outline": "reach_outline"}
    return words(context, "cell", direction=sign_words(context, view.sign), reach=words(context, ways[view.fill]))


def sign_words(context: PartContext, kind: str) -> str:
    """Return what the sign of a direction stands for."""
    if kind == "several":
        return words(context, "several_directions")
    if kind == "sources differ":
        return label("sources_differ", context.language)
    return label(f"direction_{kind}", context.language)


def silence_words(context: PartContext, silence: str) -> str:
    """Return what a silence is called; it is never a position."""
    if silence == "withheld":
        return label("withheld", context.language)
    return label(f"silence_{silence.replace(' ', '_')}", context.language)


def matrix_legend(context: PartContext, view: MatrixView) -> tuple[Block, ...]:
    """Return the legend of the signs that the matrix uses: direction, reach, silence; none of them is a "no"."""
    cells = [c for band in view.bands for row in band.rows for c in row.cells]
    directions = [d for d in _DIRECTIONS if any(c.sign == d and not c.silence for c in cells)]
    fills = [f for f in ("full", "half", "outline") if any(c.fill == f and not c.silence for c in cells)]
    silences = [s for s in _SILENCES if any(c.silence == s for c in cells)]
    ways = {"full": "reach_full", "half": "reach_half", "outline": "reach_outline"}
    groups = [
        [(sign(d), sign_words(context, d)) for d in directions],
        [(sign("for", f), words(context, ways[f])) for f in fills],
        [(sign(s), silence_words(context, s)) for s in silences],
    ]
    keys = ("legend_direction", "legend_reach", "legend_silence")
    lines = []
    for key, group in zip(keys, groups, strict=True):
        if group:
            entries = listed_signs([(shown, Text(f"\u00a0{text}")) for shown, text in group])
            lines.append(paragraph(context, (*say(context, key), Text(" "), *entries), role="legend"))
    return (*lines, paragraph(context, say(context, "legend_no"), role="legend"))


_DIRECTIONS = ("for", "conditional", "reserved", "against", "none", "several", "sources differ")
_SILENCES = ("did not speak", "not named", "not read", "withheld")


def listed_signs(entries: list[Inlines]) -> Inlines:
    """Return signs with their words, wide apart."""
    return joined(inline for i, entry in enumerate(entries) for inline in ((Text("    "),) if i else ()) + entry)


# -- statements -------------------------------------------------------------------------------


def statement_list(context: PartContext, by: str = "group") -> tuple[Block, ...]:
    """The recorded statements under heads: by regional group of the speaker, or by language of the posted text.

    {{ statement_list("group") }}, {{ statement_list("language") }}
    """
    view = context.ask.statements_by(by)
    rows = [row for band in view.bands for row in _statement_band(context, band)]
    if view.others:
        others = StatementBand(key="", title=words(context, "others_spoke"), statements=view.others)
        rows += _statement_band(context, others)
    if not rows:
        return ()
    table = Table(
        columns=columns(2.2, 2.6, 2.0),
        head=(head_row(context, ("speaker", "on_behalf", "text_language")),),
        body=tuple(rows),
        caption=say(context, f"statements_by_{by}"),
        description=words(context, f"statements_by_{by}"),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return (table, listed_remark(context, view))


def listed_remark(context: PartContext, view: StatementListView) -> Paragraph:
    """Return "12 of 67": how many statements are recorded, of how many that sources count; absence proves nothing."""
    if view.stated is None:
        line = say(context, "recorded_statements", recorded=str(view.recorded))
    else:
        values = " / ".join(str(value) for value in view.stated.values)
        notes = cite(*(entry.citation for entry in view.stated.entries))
        line = (*say(context, "recorded_of", recorded=str(view.recorded), stated=values), *notes)
    if view.languages_unknown:
        line = (*line, Text(" "), *say(context, "languages_unknown", number=str(view.languages_unknown)))
    if view.withheld:
        line = (*line, Text(" "), Text(capital(label("withheld", context.language)) + "."))
    return paragraph(context, line, role="remark")


def recorded_of_stated(context: PartContext) -> Inlines:
    """How many statements are recorded of how many that sources count, in words: "12 of 67".

    {{ recorded_of_stated() }}
    """
    view = context.ask.statements_by("group")
    if view.stated is None:
        return (Text(str(view.recorded)),)
    return say(context, "of", part=str(view.recorded), whole=" / ".join(str(v) for v in view.stated.values))


def _statement_band(context: PartContext, band: StatementBand) -> Iterator[Row]:
    yield Row(
        cells=(cell(context, (Text(_band_title(context, band)),), header=True, colspan=3),),
        role="group",
    )
    for statement in band.statements:
        yield Row(
            cells=(
                cell(
                    context,
                    statement_speaker(context, statement),
                    header=True,
                    record=statement.record,
                    field="speaker",
                ),
                cell(context, behalf(context, statement), record=statement.record, field="on_behalf_of"),
                cell(context, text_languages(context, statement), record=statement.record, field="text_languages"),
            )
        )


def _band_title(context: PartContext, band: StatementBand) -> str:
    if band.title:
        return band.title
    if band.key == READ_FOR_OTHERS:
        return words(context, "band_groups")
    return capital(language_name(band.key, context.language)) if band.key else words(context, "unknown_head")


def statement_speaker(context: PartContext, statement: StatementView) -> Inlines:
    """Return who spoke, with who delivered it for a group or person, and the footnote."""
    line = actor(context, statement.speaker)
    if statement.delegate is not None and statement.delegate.id != statement.speaker.id:
        line = (*line, *say(context, "delivered_by", actor=actor(context, statement.delegate)))
    if statement.read_for is not None:
        line = (*line, *say(context, "read_for", actor=actor(context, statement.read_for)))
    if statement.jointly_with:
        line = (*line, *say(context, "jointly_with", actors=actors(context, statement.jointly_with)))
    return (*line, *cite(statement.citation))


def behalf(context: PartContext, statement: StatementView) -> Inlines:
    """Return on whose behalf, and whether for itself too, as far as that is said."""
    if not statement.on_behalf_of:
        return aligned(context, statement) or (Text("–"),)
    line = actors(context, statement.on_behalf_of)
    if not statement.whole:
        line = (*line, *say(context, "part_of_members"))
    own_group = statement.speaker.id in {a.id for a in statement.on_behalf_of}
    if not own_group:
        line = (*line, *say(context, f"also_itself_{statement.also_itself}"))
    return (*line, *aligned(context, statement))


def aligned(context: PartContext, statement: StatementView) -> Inlines:
    """Return with whose statements it aligned itself, whole or in part."""
    pieces = [
        say(context, "aligned" if one.whole else "aligned_in_part", actor=actor(context, one.speaker))
        for one in statement.aligned_with
    ]
    return listed(context, pieces)


def text_languages(context: PartContext, statement: StatementView) -> Inlines:
    """Return the languages of the posted text; not said is not English."""
    if not statement.text_languages:
        return say(context, "language_not_said")
    named = [(Text(language_name(code, context.language)),) for code in statement.text_languages]
    return listed(context, [tuple(n) for n in named])


# -- speakers ---------------------------------------------------------------------------------


def speakers(context: PartContext) -> tuple[Block, ...]:
    """Everybody recorded as speaking, by segment, then those whom accounts name without a recorded statement.

    {{ speakers() }}
    """
    view = context.ask.speakers()
    rows = [row for segment in view.segments for row in _segment(context, segment)]
    rows += _named_only(context, view)
    if not rows:
        return ()
    table = Table(
        columns=columns(2.4, 3.2, 1.8),
        head=(head_row(context, ("who", "as_what", "text_language")),),
        body=tuple(rows),
        caption=say(context, "speakers_caption"),
        description=words(context, "speakers_caption"),
        language=context.language,
        direction=context.direction,
        origin=context.origin,
    )
    return (table,)


def _segment(context: PartContext, segment: SpeakerSegment) -> Iterator[Row]:
    title = words(context, f"head_{segment.kind.replace(' ', '_')}")
    yield Row(cells=(cell(context, (Text(title),), header=True, colspan=3),), role="group")
    for speaker in segment.speakers:
        yield Row(cells=_speaker_cells(context, speaker))


def _speaker_cells(context: PartContext, speaker: SpeakerView) -> tuple[Cell, ...]:
    statement = speaker.statement
    roles = listed(context, [prose(context, role) for role in speaker.roles])
    if statement is None:
        part = say(context, f"part_{speaker.part}")
        note = cite(speaker.citation) if speaker.citation else ()
        what = (*part, Text(", "), *roles) if roles else part
        return (
            cell(context, (*actor(context, speaker.actor), *note), header=True, record=speaker.actor.id, field="name"),
            cell(context, what),
            cell(context, (Text("–"),)),
        )
    shown = behalf(context, statement) if statement.on_behalf_of or statement.aligned_with else roles or (Text("–"),)
    if statement.on_behalf_of:
        shown = say(context, "for_whom", actors=shown)
    return (
        cell(context, statement_speaker(context, statement), header=True, record=statement.record, field="speaker"),
        cell(context, shown, record=statement.record, field="on_behalf_of"),
        cell(context, text_languages(context, statement), record=statement.record, field="text_languages"),
    )


def _named_only(context: PartContext, view: SpeakersView) -> Iterator[Row]:
    if not view.named_only:
        return
    yield Row(cells=(cell(context, say(context, "head_named_only"), header=True, colspan=3),), role="group")
    for one in view.named_only:
        publishers = listed(context, [(Text(p),) for p in one.named_by])
        what = say(context, "named_by", publishers=publishers)
        if one.spoken_for_by:
            what = (*what, *say(context, "spoken_for_maybe", actors=actors(context, one.spoken_for_by)))
        yield Row(
            cells=(
                cell(context, actor(context, one.actor), header=True, record=one.actor.id, field="name"),
                cell(context, what),
                cell(context, say(context, "language_not_said")),
            )
        )


PARTS: dict[str, PartFunction] = {
    "matrix": matrix,
    "statement_list": statement_list,
    "recorded_of_stated": recorded_of_stated,
    "speakers": speakers,
}
