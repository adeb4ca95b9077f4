"""Compose the words of the site's pages and write them as HTML, each name on them leading to its page.

A page's words are a document like any other: its templates ask, its claims have footnotes.  Knows no frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from urllib.parse import quote

from attrs import evolve, frozen
from markupsafe import Markup

from rtop_docs.diagnostics import Diagnostic, Severity
from rtop_docs.distribute.site.chosen import Chosen
from rtop_docs.distribute.site.links import Names, theme_anchor, with_theme_anchors
from rtop_docs.document.model import Block, Document, Heading
from rtop_docs.document.walk import blocks_in
from rtop_docs.make.render import compose_job
from rtop_docs.make.targets import ForEach, Job
from rtop_docs.writers.html import show_html

THEMES = "themes.html"
FOLDERS = {ForEach.STATES: "states", ForEach.GROUPS: "groups", ForEach.CIVIL_SOCIETY: "civil-society"}


class PageFault(Exception):
    """A page cannot be made; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(d for d in diagnostics if d.severity is Severity.ERROR)
        super().__init__("; ".join(d.message for d in self.diagnostics))


@frozen
class Composed:
    """A document as HTML.

    top: its title block.  blocks: those below it, each with its HTML.  notes: its footnotes.
    """

    document: Document
    top: Markup
    blocks: tuple[tuple[Block, Markup], ...]
    notes: Markup

    def before(self, index: int) -> Markup:
        """Return the HTML of the blocks before the one at `index`."""
        return _joined(self.blocks[:index])

    def after(self, index: int) -> Markup:
        """Return the HTML of the blocks from the one at `index` on, and the footnotes."""
        return _joined(self.blocks[index:]) + self.notes

    def first(self, kind: type[Block]) -> int:
        """Return the index of the first block of a kind; the number of blocks where there is none."""
        return next((i for i, (block, _) in enumerate(self.blocks) if isinstance(block, kind)), len(self.blocks))

    @property
    def sources(self) -> int:
        """The index of the last heading, below which the sources stand."""
        return max((i for i, (block, _) in enumerate(self.blocks) if isinstance(block, Heading)), default=0)


def _joined(blocks: Iterable[tuple[Block, Markup]]) -> Markup:
    return Markup().join(html for _, html in blocks)


class Pages:
    """The pages of one site: where each lies, and how its words are made."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen
        self.ask = chosen.ask
        self.themes_shown: frozenset[str] = frozenset()
        """The themes that have a heading on the page of themes."""

    @cached_property
    def actors(self) -> dict[ForEach, tuple[str, ...]]:
        """Whoever has a page: every state, and the groups and organizations that took part or are named."""
        return {
            ForEach.STATES: self.ask.all_states(),
            ForEach.GROUPS: self.ask.taking_part(ForEach.GROUPS.value),
            ForEach.CIVIL_SOCIETY: self.ask.taking_part(ForEach.CIVIL_SOCIETY.value),
        }

    @cached_property
    def paths(self) -> dict[str, str]:
        """The path of each actor's page, below the site's folder."""
        return {actor: f"{FOLDERS[kind]}/{actor}.html" for kind, actors in self.actors.items() for actor in actors}

    @cached_property
    def names(self) -> Names:
        """Whose names lead to a page."""
        views = [self.ask.actor(actor) for actor in self.paths]
        short = {view.short: _page_anchor(view.id) for view in views}
        return Names(short | {view.name: _page_anchor(view.id) for view in views})

    @cached_property
    def themes(self) -> frozenset[str]:
        """The themes that the page of themes may have."""
        return frozenset(theme.theme for theme in self.ask.themes())

    def take_themes(self, document: Document) -> None:
        """Learn from the page of themes which of them other pages can lead to."""
        headings = [block for block in blocks_in(document.blocks) if isinstance(block, Heading)]
        self.themes_shown = frozenset(t for t in self.themes if any(h.anchor == theme_anchor(t) for h in headings))

    def elsewhere(self, path: str) -> Mapping[str, str]:
        """Return the addresses of all actors' pages as seen from the page at `path`."""
        return self._elsewhere[path.count("/")]

    @cached_property
    def _elsewhere(self) -> tuple[dict[str, str], ...]:
        return tuple(
            {_page_anchor(actor): f"{'../' * depth}{address(path)}" for actor, path in self.paths.items()}
            for depth in (0, 1)
        )

    def page(self, template: str, path: str) -> Composed:
        """Compose a page of the site.  Raises PageFault."""
        return self.composed(self.chosen.job(f"site/{template}"), path)

    def composed(self, job: Job, path: str) -> Composed:
        """Compose `job` for the page at `path`.  Raises PageFault."""
        made = compose_job(self.chosen.world, job)
        if made.value is None:
            raise PageFault(made.diagnostics)
        itself = _page_anchor(job.actor) if job.actor else ""
        return self.shown(self.names.linked(made.value, itself), path)

    def shown(self, document: Document, path: str) -> Composed:
        """Write a document as HTML for the page at `path`.  Raises PageFault."""
        document = with_theme_anchors(document, self.themes)
        shown = show_html(document, self.elsewhere(path))
        if shown.value is None:
            raise PageFault(shown.diagnostics)
        below = document.blocks[len(document.blocks) - len(shown.value.blocks) :]
        html = [Markup(block) for block in shown.value.blocks]  # noqa: S704  made by the HTML writer, which escapes
        top, notes = Markup(shown.value.top), Markup(shown.value.notes)  # noqa: S704  as above
        return Composed(document, top, tuple(zip(below, html, strict=True)), notes)


def without(composed: Composed, kind: type[Block]) -> Composed:
    """Return `composed` without its blocks of a kind: the site shows them by itself."""
    return evolve(composed, blocks=tuple(pair for pair in composed.blocks if not isinstance(pair[0], kind)))


def _page_anchor(actor: str) -> str:
    return f"page:{actor}"


def address(path: str) -> str:
    """Return a path of the site as it stands in a link."""
    return quote(path)


def theme_address(theme: str) -> str:
    """Return the place of a theme on the page of themes."""
    return f"{THEMES}#{quote(theme_anchor(theme))}"
