"""Make one document: render its template, read the Markdown, number it, give it its version, check it.

Knows the engine's steps and their order; knows nothing of what any template or part says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from attrs import evolve

from rtop_docs.compose.environment import Templates
from rtop_docs.compose.lint import FindLoose
from rtop_docs.compose.marks import PartSet
from rtop_docs.compose.numbering import Numbering
from rtop_docs.compose.own import OWN_PARTS
from rtop_docs.compose.run import Run
from rtop_docs.compose.target import Target
from rtop_docs.diagnostics import Checked, SourceSpan, error, has_errors, in_file_order
from rtop_docs.document.check import check_document
from rtop_docs.document.digest import with_version
from rtop_docs.document.model import Document
from rtop_docs.records.loose import loose_words
from rtop_docs.workspace import Workspace

if TYPE_CHECKING:
    from rtop_docs.analysis.ask import Ask


def compose(
    ask: Ask, target: Target, workspace: Workspace, parts: PartSet, find_loose: FindLoose = loose_words
) -> Checked[Document | None]:
    """Make the document of `target`.

    ask: the questions on its dialogue, for its audience and moment.  workspace: where templates and notes lie.
    find_loose: finds numerals, number words and names of states in prose.
    Returns the document, numbered, versioned and checked; None, with every finding, when any of them is an error.
    Raises ValueError for no fault of a template or a record, and `run.PartBroken` where a part is broken.
    """
    templates = _templates(workspace, target.language, frozenset(parts.functions), find_loose)
    run = Run(templates, target, ask, parts.functions)
    blocks = run.blocks_of(target.template)
    found = list(run.found)
    path = templates.places(target.template)[0]
    if run.properties is None and not has_errors(found):
        hint = '{{ document(kind="briefing", title="...") }} stands first in a template'
        found.append(error("T19", "the template does not set the document's properties", SourceSpan(path), hint))
    if has_errors(found):
        return Checked(None, in_file_order(found))
    assert run.properties is not None  # else there is an error
    numbering = Numbering(parts, run.context)
    labels = tuple(sorted(parts.labels(target.language).items()))
    numbered = evolve(run.properties, blocks=numbering.number(blocks, path), labels=labels)
    document = with_version(numbered)
    found += numbering.found
    found += run.found  # notes and sources may have rendered more
    found += check_document(document, path)
    return Checked(None if has_errors(found) else document, in_file_order(found))


@lru_cache(maxsize=8)
def _templates(workspace: Workspace, language: str, names: frozenset[str], find_loose: FindLoose) -> Templates:
    """Keep compiled templates for the next document: two hundred sheets share one template."""
    return Templates(workspace, language, names | OWN_PARTS, find_loose)
