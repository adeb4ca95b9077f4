"""Put a page together: the frame around all pages, its style sheet, its scripts, and what a browser may do with it.

Knows Jinja and the site's HTML templates, in which every text is escaped; knows nothing of what pages say.
A page is one file: style and scripts stand in it and are named by their digests, so that it works from a drive, and
nothing that slips into it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NoReturn

import jinja2
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup

from rtop_docs.compose.target import direction_of
from rtop_docs.diagnostics import Diagnostic, error
from rtop_docs.reference import label
from rtop_docs.workspace import Unreadable, Workspace
from rtop_docs.writers.html.css import hash_source, style_sheet
from rtop_docs.writers.style import Style

SEARCH = "minisearch-7.2.0.js"
SEARCH_SHA256 = "03c27931eb603af1d3358579e9885eafdb6a2f5fa9929557b3e77d7e99d06d03"
"""MiniSearch 7.2.0 by Luca Ongaro (MIT): dist/umd/index.js of the npm package `minisearch`, as published there."""
SEARCH_LICENCE = "minisearch-7.2.0.LICENSE.txt"
_FAULTS = (jinja2.TemplateError, LookupError, ValueError, TypeError, ArithmeticError, RecursionError)


class TemplateFault(Exception):
    """A template of the site cannot be used; `diagnostic` says which and why."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


class Frames:
    """The HTML templates of one site.

    shared: what every page may print (the site's title, its edition).
    """

    def __init__(self, workspace: Workspace, language: str, style: Style, shared: Mapping[str, object]) -> None:
        self._workspace = workspace
        self._language = language
        self._style = style
        self._jinja = SandboxedEnvironment(
            loader=jinja2.FunctionLoader(self._read),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._jinja.globals |= {"label": self._label, "size": size, "language": language}
        self._jinja.globals |= {"direction": direction_of(language), **shared}

    def page(
        self, template: str, path: str, values: Mapping[str, object], scripts: tuple[str, ...] = (), *, wide: bool
    ) -> bytes:
        """Return a page: `template` with `values`, at `path` of the site.

        scripts: assets that run on it, in order.  wide: whether it is as wide as the screen, and printed across.
        Raises TemplateFault (N71).
        """
        sheet = style_sheet(self._style, wide).text + asset("site.css")
        codes = [_script(name) for name in scripts]
        given = {
            "up": "../" * path.count("/"),
            "path": path,
            "wide": wide,
            "policy": _policy(sheet, codes),
            "css": Markup(_inside("style", sheet)),  # noqa: S704  ours, and it cannot end its element
            "scripts": [Markup(_inside("script", code)) for code in codes],  # noqa: S704  as above
        }
        try:
            return self._jinja.get_template(template).render({**values, **given}).encode("utf-8")
        except _FAULTS as fault:
            raise TemplateFault(_diagnostic(template, fault)) from None
        except Unreadable as fault:
            raise TemplateFault(fault.diagnostic) from None

    def _read(self, name: str) -> str | None:
        places = (f"templates/{self._language}/site/{name}", f"templates/site/{name}")
        found = next((place for place in places if self._workspace.exists(place)), None)
        return self._workspace.read_text(found) if found else None

    def _label(self, key: str, **fields: str | int) -> str:
        return label(key, self._language).format(**fields)


def _diagnostic(template: str, fault: Exception) -> Diagnostic:
    line = f", line {fault.lineno}" if isinstance(fault, jinja2.TemplateSyntaxError) else ""
    if isinstance(fault, jinja2.TemplateNotFound):
        hint = "a site in another language needs its templates: templates/<language>/site/"
        return error("N71", f"there is no template 'site/{fault.name}' in this language", None, hint)
    return error("N71", f"template 'site/{template}'{line} cannot be used: {type(fault).__name__}: {fault}")


@cache
def asset(name: str) -> str:
    """Return the text of a file that comes with this package."""
    return files(__package__).joinpath("assets", name).read_text(encoding="utf-8")


@cache
def _script(name: str) -> str:
    """Return a script as it stands in a page; one that is not ours with its licence, without the map it has not."""
    code = asset(name)
    if name != SEARCH:
        return code
    lines = [line for line in code.splitlines() if not line.startswith("//# sourceMappingURL")]
    return f"/* MiniSearch 7.2.0\n{asset(SEARCH_LICENCE)}*/\n" + "\n".join(lines) + "\n"


def _inside(element: str, text: str) -> str:
    """Return what stands in a style or script element.  Raises ValueError for a text that could end it or hide it."""
    for end in (f"</{element}", "<!--", "<script"):
        if end in text.lower():
            _refuse(element, end)
    return text


def _refuse(element: str, end: str) -> NoReturn:
    raise ValueError(f"a {element} of the site holds '{end}'")


def _policy(sheet: str, codes: list[str]) -> str:
    scripts = f"; script-src {' '.join(hash_source(code) for code in codes)}" if codes else ""
    return f"default-src 'none'; style-src {hash_source(sheet)}{scripts}; base-uri 'none'; form-action 'none'"


def size(number: int) -> str:
    """Return a file's size for people: in KB (1,000 bytes) or MB, never zero."""
    return f"{number / 1e6:.1f} MB" if number >= 1e6 else f"{max(1, round(number / 1e3))} KB"
