"""Read targets.yaml: which documents are made, of what, in which formats, under which names.

Knows what a target is; does not know what any template says or what any record holds.
"""

from __future__ import annotations

import datetime
import enum
import re
from collections.abc import Iterator

from attrs import evolve, field, frozen

from rtop_docs.canonical import NOT_DIGESTED
from rtop_docs.compose.target import Target
from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, in_file_order
from rtop_docs.records.located import LocatedMap, read_yaml
from rtop_docs.records.model import Audience
from rtop_docs.records.structure import structure
from rtop_docs.workspace import PathRefused, Unreadable, Workspace, check_name
from rtop_docs.writers import WRITERS

TARGETS = "source/targets.yaml"
BUILD = "build"

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
NO_MOMENT = datetime.datetime.min.replace(tzinfo=datetime.UTC)
"""Before every embargo: a document made for no moment shows nothing that is embargoed."""


class ForEach(enum.Enum):
    """Whose documents a target makes: one for all, or one for each of these."""

    NOTHING = "nothing"
    STATES = "states"
    GROUPS = "groups"
    CIVIL_SOCIETY = "civil society"


class Extent(enum.Enum):
    """Which states get a sheet: those that took part or are named as taking a position, or all."""

    NAMED = "named"
    ALL = "all"


@frozen(kw_only=True)
class TargetSpec:
    """One entry of targets.yaml.

    output: the file's name below build/, without its ending; ``{code}`` is the actor's code.
    audience, as_of: who may see it, and the moment for embargoes (none given: every embargo still holds).
    embargo: before this moment no file of it leaves the house, whatever it shows; it changes no byte.
    """

    template: str
    dialogue: str
    output: str
    formats: tuple[str, ...]
    for_each: ForEach = ForEach.NOTHING
    states: Extent = Extent.NAMED
    parameters: dict[str, str] = field(factory=dict, hash=False)
    audience: Audience = Audience.PUBLIC
    as_of: datetime.datetime = NO_MOMENT
    embargo: datetime.datetime | None = None
    language: str = "en"
    name: str = ""
    span: SourceSpan | None = field(default=None, eq=False, metadata=NOT_DIGESTED)


@frozen(kw_only=True)
class Job:
    """One document to make: a spec, for one actor where the spec says so."""

    spec: TargetSpec
    actor: str = ""
    notes: str = ""

    @property
    def target(self) -> Target:
        """Return what `compose` is given for this job."""
        spec = self.spec
        return Target(
            name=spec.name,
            template=spec.template,
            dialogue=spec.dialogue,
            parameters=tuple(sorted(spec.parameters.items())),
            code=self.actor,
            actor=self.actor,
            language=spec.language,
            audience=spec.audience,
            moment=spec.as_of,
            notes=self.notes,
        )

    @property
    def name(self) -> str:
        """Return what people call it: ``briefing``, or ``sheets/RWA``."""
        return f"{self.spec.name}/{self.actor}" if self.actor else self.spec.name

    def path(self, format: str) -> str:
        """Return the output's path below the project."""
        return f"{BUILD}/{self.spec.output.replace('{code}', self.actor)}.{format}"


def read_targets(workspace: Workspace) -> Checked[tuple[TargetSpec, ...]]:
    """Read targets.yaml; every finding at once, codes M01 to M04 and those of YAML."""
    try:
        text = workspace.read_text(TARGETS)
    except Unreadable as fault:
        return Checked((), (fault.diagnostic,))
    read = read_yaml(text, TARGETS)
    table = read.value.get("targets") if isinstance(read.value, LocatedMap) else None
    if not isinstance(table, LocatedMap):
        missing = error("M01", "expected a table 'targets'", SourceSpan(TARGETS, 1, 1), "see `rtop-docs new` for one")
        return Checked((), (*read.diagnostics, *(() if read.diagnostics else (missing,))))
    specs: list[TargetSpec] = []
    found: list[Diagnostic] = list(read.diagnostics)
    for name, node in table.items():
        span = table.key_spans[name]
        made = structure(node, TargetSpec)
        found += made.diagnostics
        if made.value is not None:
            spec = _named(made.value, str(name), span)
            found += _check(spec, span)
            specs.append(spec)
    found += _same_outputs(specs)
    return Checked(tuple(specs), in_file_order(found))


def _named(spec: TargetSpec, name: str, span: SourceSpan) -> TargetSpec:
    return evolve(spec, name=name, span=span)


def _check(spec: TargetSpec, span: SourceSpan) -> Iterator[Diagnostic]:
    if not _CODE.fullmatch(spec.name):
        yield error("M02", f"target name '{spec.name}' is not letters, digits, '-' and '_'", span)
    for format in spec.formats:
        if format not in WRITERS:
            yield error("M03", f"there is no format '{format}'", span, f"formats are {', '.join(WRITERS)}")
    if not spec.formats:
        yield error("M03", f"target '{spec.name}' names no format", span, f"formats are {', '.join(WRITERS)}")
    try:
        check_name(f"{BUILD}/{spec.output.replace('{code}', 'X')}.x")
    except PathRefused as fault:
        yield error("W01", str(fault), span, "outputs lie below build/")
    if ("{code}" in spec.output) is (spec.for_each is ForEach.NOTHING):
        yield error(
            "M04",
            f"output '{spec.output}' and for_each '{spec.for_each.value}' do not fit",
            span,
            "an output of many documents holds {code}, that of one does not",
        )


def _same_outputs(specs: list[TargetSpec]) -> Iterator[Diagnostic]:
    """Two targets must not write one file; letters' case is no difference on some systems."""
    seen: dict[str, str] = {}
    for spec in specs:
        for format in spec.formats:
            path = f"{spec.output}.{format}".casefold()
            if path in seen:
                yield error(
                    "M05", f"targets '{seen[path]}' and '{spec.name}' both write '{spec.output}.{format}'", spec.span
                )
            seen.setdefault(path, spec.name)
