"""Who is named as holding what, theme by theme, in sentences that never say more than their source.

Knows the views of positions; asks by theme, never for the whole record.
"""

from __future__ import annotations

from attrs import evolve

from rtop_docs.analysis.views import PositionView, ThemePositionsView, ThemeView
from rtop_docs.compose.marks import PartContext, PartError, PartFunction
from rtop_docs.compose.parts.common import (
    Inlines,
    actors,
    capital,
    cite,
    heading,
    joined,
    number,
    paragraph,
    prose,
    quoted,
    say,
    sign,
    strong,
    words,
)
from rtop_docs.document.model import Block, Paragraph, Text
from rtop_docs.reference import label

_CIVIL_SOCIETY = "civil society"
_OPENING = ("opening", "panel")
RUN_IN = 0
"""The level of titles that stand in the line of the first claim instead of above it."""


def themes(context: PartContext, *wanted: str, but: str = "", level: int = 3) -> tuple[Block, ...]:
    """The themes on which states, groups and organizations are named, each with its claims.

    {{ themes() }}, {{ themes("veto-hurdle", "formal-agenda") }}, {{ themes(but="implementation sequence") }}

    wanted: ids of themes, with blanks between; all when none is given, and no theme for an empty text.
    but: ids to leave out, with blanks between.
    level: of their headings; 0 for titles that run in with the first claim.
    Claims of civil society and of the panel have parts of their own.
    """
    left_out = set(but.split())
    chosen = [t for t in _chosen(context, wanted) if t.theme not in left_out]
    return tuple(block for theme in chosen for block in _section(context, theme, level))


def _chosen(context: PartContext, wanted: tuple[str, ...]) -> tuple[ThemeView, ...]:
    known = {theme.theme: theme for theme in context.ask.themes()}
    ids = [word for text in wanted for word in text.split()]
    for theme in ids:
        if theme not in known:
            raise PartError(
                f"there is no theme '{theme}' with a position in this dialogue", f"themes are {', '.join(known)}"
            )
    return tuple(known[theme] for theme in ids) if wanted else tuple(known.values())


def _section(context: PartContext, theme: ThemeView, level: int) -> tuple[Block, ...]:
    held = context.ask.theme(theme.theme)
    claims = [p for p in held.positions if p.segment not in (_CIVIL_SOCIETY, *_OPENING)]
    if not claims:
        return ()
    blocks = tuple(claim(context, p, brief=level == RUN_IN) for p in claims)
    if level == RUN_IN:
        return (*run_in(context, theme, blocks), *_withheld(context, held))
    title = heading(context, level, prose(context, theme.title), record=theme.theme)
    return (title, *blocks, *_withheld(context, held))


def run_in(context: PartContext, theme: ThemeView, blocks: tuple[Paragraph, ...]) -> tuple[Block, ...]:
    """Return the claims as one paragraph with the theme's title at its head: for documents that must be short."""
    title = (*strong((*prose(context, theme.title, theme.theme, "title"), Text("."))), Text(" "))
    claims = joined(inline for i, b in enumerate(blocks) for inline in ((Text(" "),) if i else ()) + b.children)
    return (evolve(blocks[0], children=joined((*title, *claims))),)


def _withheld(context: PartContext, held: ThemePositionsView) -> tuple[Block, ...]:
    if not held.withheld:
        return ()
    return (paragraph(context, (Text(label("withheld", context.language)),), role="remark"),)


def claim(context: PartContext, position: PositionView, *, brief: bool = False) -> Paragraph:
    """Return one claim: the sign, who is named, the source's verb, what is reported, how far the list reaches.

    brief: that a direction is our reading is said beside the verb, and not with its reason in the footnote.
    """
    told = _told(position)
    line = (
        sign(told, alt=words(context, "sign", words=label(f"direction_{told}", context.language))),
        Text("\u00a0"),
        *strong(who(context, position)),
        Text(" "),
        *_verb(context, position, brief),
        Text(" "),
        *prose(context, position.says, position.record, "says"),
        *_condition(context, position),
        *reach_of_list(context, position),
        *claim_note(position, "" if brief else _inferred(context, position)),
    )
    return paragraph(context, line, record=position.record, field="says")


def claim_note(position: PositionView, extra: str = "") -> Inlines:
    """Return the footnote of a claim: its passage, the list's where that is another source's, and what else is said."""
    places = [position.citation]
    if position.who.citation.source != position.citation.source:
        places.append(position.who.citation)
    return cite(*places, extra=extra)


def who(context: PartContext, position: PositionView) -> Inlines:
    """Return who is said to hold it: the names, or the source's wording for those that it does not name."""
    group = position.who
    named = actors(context, (*group.states, *group.others), short=bool(group.others))
    if not named:
        return _unnamed(context, position)
    if group.number is not None and group.extent != "complete":
        return say(context, "number_and_names", names=named, wording=_number_words(context, position))
    return named


def _number_words(context: PartContext, position: PositionView) -> Inlines:
    group = position.who
    if group.wording:
        return quoted(context, group.wording, "en", group.record, "wording")
    assert group.number is not None
    return (Text(f"{number(context, group.number)} {group.number_of or words(context, 'states')}"),)


def _unnamed(context: PartContext, position: PositionView) -> Inlines:
    """A set without names: the source's own words for it, said to be that; "these same countries" says which."""
    group = position.who
    wording: Inlines = ()
    if group.wording:
        wording = quoted(context, capital(group.wording), "en", group.record, "wording")
    elif group.number is not None:
        wording = _number_words(context, position)
    key = {"same as": "unnamed_same", "part of": "unnamed_part", "": "unnamed"}[group.relation]
    if not group.other_wording and group.relation:
        key = "unnamed_same_bare" if group.relation == "same as" else "unnamed_part_bare"
        return say(context, key, wording=wording)
    if group.relation:
        other: Inlines = (Text(group.other_wording),)  # names are ours: quotation marks are for printed words
        if group.other_printed:
            other = quoted(context, group.other_wording, "en", group.other, "wording")
        return say(context, key, wording=wording, other=other)
    return say(context, key, wording=wording)


def _verb(context: PartContext, position: PositionView, brief: bool) -> Inlines:
    reading = words(context, "our_reading") if brief and position.inferred else ""
    if not position.verb:  # a source that is known by its facts alone has no printed verb
        return say(context, "no_verb", publisher=position.publisher, reading=reading)
    verb = quoted(context, position.verb, "en", position.record, "verb")
    through = _through(context, position)
    return say(context, "verb", publisher=position.publisher, verb=verb, through=through, reading=reading)


def _through(context: PartContext, position: PositionView) -> Inlines:
    """Who voiced it, where that is another state, group or organization than the one named."""
    voice = position.voiced_by
    if voice is None or voice.kind in ("office", "person") or voice.id in {n.actor.id for n in position.who.names}:
        return ()
    return say(context, "voiced_by", actor=actors(context, (voice,)))


def _condition(context: PartContext, position: PositionView) -> Inlines:
    return say(context, "condition", condition=position.condition) if position.condition else ()


def reach_of_list(context: PartContext, position: PositionView) -> Inlines:
    """Say that a list is open, in the source's own words for that."""
    group = position.who
    if group.open and group.marker:
        return say(context, "open_list", marker=quoted(context, group.marker, "en", group.record, "marker"))
    if group.extent == "complete" and group.number is not None and group.names:
        return say(context, "complete_list", number=number(context, group.number))
    return ()


def _inferred(context: PartContext, position: PositionView) -> str:
    """A direction that is our reading is said to be that, with the reason."""
    return words(context, "inferred", reason=str(position.inferred)) if position.inferred else ""


def legend(context: PartContext) -> tuple[Block, ...]:
    """What the signs beside the claims mean: a reader of a grey copy needs the words.

    {{ legend() }}
    """
    positions = [p for theme in context.ask.themes() for p in context.ask.theme(theme.theme).positions]
    used = {_told(p) for p in positions}
    shown = [kind for kind in ("for", "conditional", "reserved", "against", "none") if kind in used]
    entries: list[Inlines] = [(sign(k), Text(f"\u00a0{label(f'direction_{k}', context.language)}")) for k in shown]
    spaced = joined(inline for i, entry in enumerate(entries) for inline in ((Text("    "),) if i else ()) + entry)
    return (paragraph(context, spaced, role="legend"),) if spaced else ()


def _told(position: PositionView) -> str:
    return "none" if position.is_fact else "conditional" if position.conditional else position.direction


def civil_society(context: PartContext, level: int = 2) -> tuple[Block, ...]:
    """What civil society organizations are reported to have said, a claim each; level 0: all in one paragraph.

    {{ civil_society() }}
    """
    claims = _claims_in(context, (_CIVIL_SOCIETY,), brief=level == RUN_IN)
    if level != RUN_IN or not claims:
        return claims
    children = joined(inline for i, b in enumerate(claims) for inline in ((Text(" "),) if i else ()) + b.children)
    return (evolve(claims[0], children=children),)


def panel(context: PartContext) -> tuple[Block, ...]:
    """What the opening and the panel are reported to have said, a claim each.

    {{ panel_claims() }}
    """
    return _claims_in(context, _OPENING)


def _claims_in(context: PartContext, segments: tuple[str, ...], *, brief: bool = False) -> tuple[Paragraph, ...]:
    positions = [p for theme in context.ask.themes() for p in context.ask.theme(theme.theme).positions]
    return tuple(claim(context, p, brief=brief) for p in positions if p.segment in segments)


def doubts(context: PartContext, level: int = 3) -> tuple[Block, ...]:
    """The themes on which somebody is named as concerned, reserved or against, each with all its claims.

    {{ doubts() }}
    """
    return tuple(block for theme in _doubted(context) for block in _section(context, theme, level))


def themes_without_doubts(context: PartContext, but: str = "", level: int = 3) -> tuple[Block, ...]:
    """The other themes.

    {{ themes_without_doubts(but="veto-hurdle") }}
    """
    doubted = {theme.theme for theme in _doubted(context)} | set(but.split())
    chosen = [t for t in context.ask.themes() if t.theme not in doubted]
    return tuple(block for theme in chosen for block in _section(context, theme, level))


def _doubted(context: PartContext) -> tuple[ThemeView, ...]:
    return tuple(
        theme
        for theme in context.ask.themes()
        if any(p.direction in ("reserved", "against") for p in context.ask.theme(theme.theme).positions)
    )


PARTS: dict[str, PartFunction] = {
    "themes": themes,
    "themes_without_doubts": themes_without_doubts,
    "doubts": doubts,
    "civil_society": civil_society,
    "panel_claims": panel,
    "legend": legend,
}
