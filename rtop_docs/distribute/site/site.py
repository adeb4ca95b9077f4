"""Make the site: choose, compose, frame, copy, place.

Knows the order of the steps and which pages there are; what they say is the templates' and the record's.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from rtop_docs.diagnostics import Checked
from rtop_docs.distribute.leaving import at_rest
from rtop_docs.distribute.site.chosen import Chosen, choose
from rtop_docs.distribute.site.folder import place, refused
from rtop_docs.distribute.site.frame import SEARCH, Frames, TemplateFault
from rtop_docs.distribute.site.matrix import matrix_of
from rtop_docs.distribute.site.model import FILES, Made, Page, Wish
from rtop_docs.distribute.site.pages import Composed, PageFault, Pages, without
from rtop_docs.distribute.site.tiles import events, sheets_of, tile_bands
from rtop_docs.document.model import Heading, KeyFigures, Table
from rtop_docs.make.project import is_project, no_project
from rtop_docs.make.targets import ForEach
from rtop_docs.reference import format_date
from rtop_docs.workspace import Workspace

PLACES = ("index", "documents", "themes", "matrix", "quotations", "statements", "method")
"""The pages that the navigation leads to, in its order."""


def make_site(workspace: Workspace, wish: Wish) -> Checked[Made | None]:
    """Make the site of `wish`; nothing is written while anything that it needs is not as it should be.

    Findings: N08 to N74, M10 while a build runs, M11 without a project, those of the record and of templates.
    """
    if not is_project(workspace):
        return Checked(None, (no_project(workspace),))
    with at_rest(workspace) as busy:
        if busy:
            return Checked(None, (busy,))
        made = pages_of(workspace, wish)
        if made.value is None:
            return Checked(None, made.diagnostics)
        placed = place(workspace, wish.folder, made.value)
        return Checked(placed.value, placed.diagnostics)


def pages_of(workspace: Workspace, wish: Wish) -> Checked[tuple[Page, ...] | None]:
    """Return every file of the site of `wish`, in memory."""
    chosen = choose(workspace, wish)
    if chosen.value is None:
        return Checked(None, chosen.diagnostics)
    outputs = (f.output.path for f in chosen.value.finished)
    out_of_place = refused(workspace, wish.folder, outputs)
    if out_of_place:
        return Checked(None, out_of_place)
    try:
        copies = (Page(f"{FILES}/{file.name}", file.data) for file in chosen.value.finished)
        return Checked((*_Site(workspace, chosen.value).pages(), *copies), chosen.diagnostics)
    except PageFault as fault:
        return Checked(None, fault.diagnostics)
    except TemplateFault as fault:
        return Checked(None, (fault.diagnostic,))


class _Site:
    """One site in the making."""

    def __init__(self, workspace: Workspace, chosen: Chosen) -> None:
        self._pages = Pages(chosen)
        event = chosen.ask.event()
        days = ", ".join(format_date(day, chosen.wish.language) for day in event.sittings)
        shared = {
            "site_title": str(event.title),
            "site_language": event.title.language or chosen.wish.language,
            "site_date": days,
            "places": PLACES,
            "publisher": chosen.parameters.get("publisher", "rtop-docs"),
            "audience": chosen.wish.audience.name.lower(),
        }
        self._frames = Frames(workspace, chosen.wish.language, chosen.world.style, shared)

    def pages(self) -> Iterator[Page]:
        """Yield every page."""
        themes = self._pages.page("themes.md", "themes.html")
        self._pages.take_themes(themes.document)
        yield self._overview()
        yield self._documents()
        yield self._plain("themes.html", themes)
        yield self._matrix()
        yield self._quotations()
        yield self._plain("statements.html", self._pages.page("statements.md", "statements.html"))
        yield self._plain("method.html", self._pages.page("method.md", "method.html"))
        for kind, actors in self._pages.actors.items():
            for actor in actors:
                yield self._actor(kind, actor)

    def _framed(self, template: str, path: str, composed: Composed, **values: object) -> Page:
        document = composed.document
        given = {"title": document.subject, "top": composed.top, "section": path, **values}
        return Page(path, self._frames.page(template, path, given, wide=document.landscape))

    def _plain(self, path: str, composed: Composed) -> Page:
        return self._framed("page.html", path, composed, text=composed.after(0))

    def _overview(self) -> Page:
        composed = self._pages.page("overview.md", "index.html")
        split = composed.first(KeyFigures) + 1
        if split > len(composed.blocks):
            split = composed.first(Heading)
        values = {"before": composed.before(split), "after": composed.after(split)}
        return self._framed("overview.html", "index.html", composed, **values)

    def _documents(self) -> Page:
        values = {
            "title": "",
            "section": "documents.html",
            "bands": tile_bands(self._pages),
            "events": events(self._pages),
        }
        return Page("documents.html", self._frames.page("documents.html", "documents.html", values, wide=True))

    def _matrix(self) -> Page:
        matrix = matrix_of(self._pages)
        composed = without(self._pages.page("matrix.md", "matrix.html"), Table)
        split = composed.sources
        values = {
            "title": composed.document.subject,
            "top": composed.top,
            "section": "matrix.html",
            "matrix": matrix,
            "legend": composed.before(split),
            "sources": composed.after(split),
        }
        scripts = ("matrix.js",) if matrix.heads else ()
        return Page("matrix.html", self._frames.page("matrix.html", "matrix.html", values, scripts, wide=True))

    def _quotations(self) -> Page:
        composed = self._pages.page("quotations.md", "quotations.html")
        first, last = composed.first(Heading), composed.sources
        groups = _sections(composed, first, last)
        values = {
            "title": composed.document.subject,
            "top": composed.top,
            "section": "quotations.html",
            "before": composed.before(first),
            "groups": groups,
            "after": composed.after(last),
        }
        scripts = (SEARCH, "quotations.js") if groups else ()
        path = "quotations.html"
        return Page(path, self._frames.page("quotations.html", path, values, scripts, wide=False))

    def _actor(self, kind: ForEach, actor: str) -> Page:
        path = self._pages.paths[actor]
        composed = self._pages.composed(self._pages.chosen.sheet(kind, actor), path)
        return self._framed(
            "actor.html",
            path,
            composed,
            title=composed.document.title,
            section="documents.html",
            sheets=sheets_of(self._pages, actor, "../"),
            text=composed.after(0),
        )


def _sections(composed: Composed, first: int, last: int) -> tuple[Markup, ...]:
    """Return the blocks from `first` to `last` in sections, one for each heading."""
    found: list[Markup] = []
    for block, html in composed.blocks[first:last]:
        if isinstance(block, Heading) or not found:
            found.append(Markup())
        found[-1] += html
    return tuple(found)
