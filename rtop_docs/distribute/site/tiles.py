"""The states as tiles under their regional groups, and the finished files as a list: the page of documents.

Knows how an actor took part and which files there are; lays out nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from rtop_docs.analysis.views import BandView, ParticipationView
from rtop_docs.distribute.leaving import Finished
from rtop_docs.distribute.site.model import FILES
from rtop_docs.distribute.site.pages import Pages, address
from rtop_docs.make.targets import ForEach, Job
from rtop_docs.reference import format_date

_SPOKE = ("itself", "joint", "read for a group", "moderator", "panel", "spoken for", "named only")
_REACHED = ("aligned", "through group")


@frozen(kw_only=True)
class Tile:
    """An actor.

    kind: "told" (it spoke, or is named), "reached" (only through others), "silent".  how: the first that applies, as
    the question on participation has it, or the silence.  themes: on how many it is named or its own text speaks.
    """

    name: str
    language: str
    href: str
    kind: str
    how: str
    themes: int


@frozen(kw_only=True)
class TileBand:
    """Tiles under one head.  size, named: as in the matrix; size 0 where it means nothing."""

    key: str
    kind: str
    title: str
    size: int
    named: int
    tiles: tuple[Tile, ...]


@frozen(kw_only=True)
class Download:
    """A finished file as it is offered.  href: seen from the site's folder."""

    format: str
    href: str
    size: int


@frozen(kw_only=True)
class Listed:
    """A document of the whole event with its files.  name: what it is."""

    name: str
    language: str
    files: tuple[Download, ...]


@frozen(kw_only=True)
class Event:
    """The documents on one event."""

    title: str
    language: str
    date: str
    here: bool
    documents: tuple[Listed, ...]


def tile_bands(pages: Pages) -> tuple[TileBand, ...]:
    """Return every state under its regional group, then groups and civil society, in the order of the matrix."""
    bands = []
    for band in pages.ask.matrix((), "all").bands:
        tiles = tuple(_tile(pages, row.actor.id) for row in band.rows if row.actor.id in pages.paths)
        if tiles:
            bands.append(_band(band, tiles))
    return tuple(bands)


def _band(band: BandView, tiles: tuple[Tile, ...]) -> TileBand:
    key = band.key or band.kind.replace(" ", "-")
    return TileBand(key=key, kind=band.kind, title=band.title, size=band.size, named=band.named, tiles=tiles)


def _tile(pages: Pages, actor: str) -> Tile:
    part = pages.ask.participation(actor)
    kind, how = _taking_part(part)
    return Tile(
        name=part.actor.short,
        language=part.actor.language,
        href=address(pages.paths[actor]),
        kind=kind,
        how=how,
        themes=len(part.themes),
    )


def _taking_part(part: ParticipationView) -> tuple[str, str]:
    for kind, ways in (("told", _SPOKE), ("reached", _REACHED)):
        found = next((way for way in ways if way in part.how), "")
        if found:
            return kind, found
    return "silent", part.silence or ("withheld" if part.withheld else "not named")


def downloads(files: tuple[Finished, ...], up: str = "") -> tuple[Download, ...]:
    """Return the files as they are offered on a page; up: the way from there to the site's folder."""
    return tuple(
        Download(format=f.output.format, href=f"{up}{address(f'{FILES}/{f.name}')}", size=len(f.data)) for f in files
    )


def events(pages: Pages) -> tuple[Event, ...]:
    """Return the documents that are nobody's sheet, by event: the site's own first, then the others by date."""
    chosen = pages.chosen
    by_dialogue: dict[str, list[Job]] = {chosen.dialogue: []}
    for job in chosen.jobs:
        if job.spec.for_each is ForEach.NOTHING:
            by_dialogue.setdefault(job.spec.dialogue, []).append(job)
    dated = [(chosen.world.ask(jobs[0]).event().sittings, key) for key, jobs in by_dialogue.items() if jobs]
    ordered = [chosen.dialogue, *(key for _, key in sorted(dated) if key != chosen.dialogue)]
    return tuple(_event(pages, key, by_dialogue[key]) for key in ordered if by_dialogue[key])


def _event(pages: Pages, dialogue: str, jobs: list[Job]) -> Event:
    event = pages.chosen.world.ask(jobs[0]).event()
    date = format_date(event.sittings[0], pages.chosen.wish.language) if event.sittings else ""
    documents = tuple(listed for job in jobs for listed in _listed(pages, job))
    here = dialogue == pages.chosen.dialogue
    return Event(title=str(event.title), language=event.title.language, date=date, here=here, documents=documents)


def _listed(pages: Pages, job: Job) -> Iterator[Listed]:
    files = tuple(f for f in pages.chosen.finished if f.output.job == job)
    if files:
        document = files[0].document
        name = document.subject or document.title
        yield Listed(name=name, language=document.language, files=downloads(files))


@frozen(kw_only=True)
class Sheets:
    """An actor's finished sheets on one event.  date: of the event, "" for the site's own."""

    date: str
    files: tuple[Download, ...]


def sheets_of(pages: Pages, actor: str, up: str) -> tuple[Sheets, ...]:
    """Return an actor's finished sheets, by event: the site's own first, then the others by date."""
    chosen = pages.chosen
    groups: dict[str, list[Finished]] = {}
    for file in chosen.files_of(actor):
        groups.setdefault(file.output.job.spec.dialogue, []).append(file)
    found = []
    for dialogue, files in groups.items():
        days = chosen.world.ask(files[0].output.job).event().sittings
        own = dialogue == chosen.dialogue
        date = "" if own or not days else format_date(days[0], chosen.wish.language)
        found.append(((not own, days), Sheets(date=date, files=downloads(tuple(files), up))))
    return tuple(sheets for _, sheets in sorted(found, key=lambda pair: pair[0]))
