"""Files below source/ -> one `Library`, with every finding of every file in one run.

Knows the files' top-level keys and what belongs to a dialogue's folder; knows no rules about records.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

import attrs
from attrs import define, field

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, in_file_order
from rtop_docs.records import forms
from rtop_docs.records import model as m
from rtop_docs.records.located import LocatedList, LocatedMap, LocatedText, Node, read_yaml
from rtop_docs.records.passages import Parts, expand, lone_statement
from rtop_docs.records.references import Index, Settling
from rtop_docs.records.scalars import suggestions
from rtop_docs.records.structure import structure
from rtop_docs.workspace import PathRefused, Unreadable, Workspace, check_name

SOURCE_FOLDER = "source"
NOT_OF_THE_RECORD = ("targets.yaml", "recipients.yaml", "mail.yaml")
"""Files directly in the folder that others read."""

KINDS = {
    "sources": "source",
    "groups": "group",
    "organizations": "organization",
    "offices": "office",
    "persons": "person",
    "rosters": "roster",
    "themes": "theme",
    "instruments": "instrument",
    "measures": "measure",
    "segments": "segment",
    "coverage": "coverage",
    "passages": "passage",
    "dialogue": "dialogue",
    "statements": "statement",
    "actor_sets": "actor set",
    "positions": "position",
    "quotations": "quotation",
    "figures": "figure",
    "situations": "situation",
}
"""Table or list -> what one of its records is called."""

Made = m.Record | forms.Form


@define
class _Folder:
    """A dialogue while its files are read."""

    form: forms.DialogueForm
    segments: list[m.Record] = field(factory=list)
    coverage: list[m.Record] = field(factory=list)
    parts: Parts = field(factory=Parts)

    def lists(self) -> Iterator[tuple[str, list[m.Record]]]:
        """Yield each list of records with the name it has in `Dialogue`."""
        yield "segments", self.segments
        yield "coverage", self.coverage
        yield from self.parts.lists()


@define
class _Loading:
    """One run over all files."""

    workspace: Workspace
    files: list[tuple[str, LocatedMap]] = field(factory=list)
    tables: dict[str, list[m.Record]] = field(factory=lambda: {name: [] for name in forms.TABLES})
    folders: dict[str, _Folder] = field(factory=dict)
    lost_folders: set[str] = field(factory=set)
    index: Index = field(factory=Index)
    unread: set[str] = field(factory=set)
    found: list[Diagnostic] = field(factory=list)

    # -- files ----------------------------------------------------------------------------

    def read(self, folder: str) -> None:
        """Read every file below `folder`."""
        for path in self.workspace.list_files(folder, ".yml"):
            self.found.append(
                error("R14", "a file that ends in '.yml' is not read", SourceSpan(path), "call it '.yaml'")
            )
        skipped = {f"{folder}/{name}" for name in NOT_OF_THE_RECORD}
        paths = [p for p in self.workspace.list_files(folder, ".yaml") if p not in skipped]
        if not paths:
            self.found.append(error("W02", f"there is no record below '{folder}/'", None, "`rtop-docs new` makes one"))
        for path in paths:
            self._read_file(path)

    def _read_file(self, path: str) -> None:
        try:
            text = self.workspace.read_text(path)
        except Unreadable as fault:
            self.found.append(fault.diagnostic)
            self.lost_folders.add(str(PurePosixPath(path).parent))
            return
        read = read_yaml(text, path)
        self.found += read.diagnostics
        if isinstance(read.value, LocatedMap):
            self.files.append((path, read.value))
            return
        if read.value is not None:
            self.found.append(error("R03", "expected keys and values", read.value.span, "a file begins with a key"))
        elif read.diagnostics:
            self.index.excuse_all_in(text)
            self.lost_folders.add(str(PurePosixPath(path).parent))

    # -- nodes -> records -----------------------------------------------------------------

    def structure_files(self) -> None:
        """Make records and forms of every file, dialogues first: the other lists belong to one."""
        for path, root in self.files:
            if "dialogue" in root:
                self._dialogue(path, root["dialogue"], root.key_spans["dialogue"])
        for path, root in self.files:
            for key, node in root.items():
                if key in forms.TABLES:
                    self._table(key, node)
                elif key in forms.LISTS:
                    self._list(path, key, node, root.key_spans[key])
                elif key != "dialogue":
                    hints = suggestions(key, (*forms.TABLES, *forms.LISTS, "dialogue"))
                    self.found.append(error("R14", f"unknown key '{key}' of a file", root.key_spans[key], *hints))

    def _make(self, node: Node, cls: type[Made], given: LocatedText | None = None) -> Made | None:
        """Structure one entry; when not all of it can be read, excuse references to what it holds."""
        made = structure(node, cls, {"id": given} if given is not None else {}, located=True)
        self.found += made.diagnostics
        if made.diagnostics:
            lost = {str(given)} if given is not None else set(_ids_below(node))
            self.unread |= lost
            self.index.excused |= lost
        return made.value

    def _dialogue(self, path: str, node: Node, span: SourceSpan) -> None:
        folder = str(PurePosixPath(path).parent)
        if folder in self.folders:
            self.found.append(error("R12", "a second dialogue in one folder", span, "give it a folder of its own"))
            return
        form = self._make(node, forms.DialogueForm)
        if not isinstance(form, forms.DialogueForm):
            self.lost_folders.add(folder)
            return
        self._declare(form.id, "dialogue", form.span)
        notes = self._beside(form.notes)
        try:
            if notes and not self.workspace.exists(notes):
                self.found.append(error("W02", f"there is no file '{notes}'", _span(form.notes)))
        except Unreadable as fault:
            self.found.append(attrs.evolve(fault.diagnostic, span=_span(form.notes)))
        self.folders[folder] = _Folder(attrs.evolve(form, notes=notes))

    def _beside(self, path: str) -> str:
        """Return `path`, written relative to the file it stands in, relative to the project; W01 if it is none."""
        span = _span(path)
        if span is None:
            return path
        full = f"{PurePosixPath(span.path).parent}/{path}"
        try:
            check_name(full)
        except PathRefused:
            hint = "write it relative to this file's folder"
            self.found.append(error("W01", f"'{path}' is no plain relative path", span, hint))
            return ""
        return full

    def _table(self, name: str, node: Node) -> None:
        if not isinstance(node, LocatedMap):
            self.found.append(error("R03", f"expected a table id -> fields for '{name}'", node.span))
            return
        for key, entry in node.items():
            span = node.key_spans[key]
            self._declare(key, KINDS[name], span)
            record = self._make(entry, forms.TABLES[name], LocatedText.at(key, span))
            if isinstance(record, m.Source):
                record = attrs.evolve(record, archive=self._beside(record.archive))
            if isinstance(record, m.Record):
                self.tables[name].append(attrs.evolve(record, span=span))

    def _list(self, path: str, name: str, node: Node, span: SourceSpan) -> None:
        if not isinstance(node, LocatedList):
            self.found.append(error("R03", f"expected a list for '{name}'", node.span, "begin each entry with '- '"))
            return
        folder = self._folder_of(path)
        if folder is None:
            if not any(str(p) in self.lost_folders for p in PurePosixPath(path).parents):
                hint = "put a file with the key 'dialogue' into this folder"
                self.found.append(error("R12", f"'{name}' belong to a dialogue, and this folder has none", span, hint))
            return
        for entry in node:
            made = self._make(entry, forms.LISTS[name])
            if made is not None:
                self._place(folder, name, made)

    def _folder_of(self, path: str) -> _Folder | None:
        return next((self.folders[str(p)] for p in PurePosixPath(path).parents if str(p) in self.folders), None)

    def _place(self, folder: _Folder, name: str, made: Made) -> None:
        match made:
            case forms.PassageForm():
                self._declare(made.id, KINDS["passages"], made.span)
                expand(made, folder.parts)
            case forms.StatementForm():
                lone_statement(made, folder.parts)
            case m.Segment():
                folder.segments.append(made)
            case m.Coverage():
                folder.coverage.append(made)
            case _:
                raise AssertionError(f"forms.LISTS holds no {type(made).__name__} under '{name}'")

    # -- ids and names --------------------------------------------------------------------

    def _declare(self, id_: str, kind: str, span: SourceSpan | None) -> None:
        """Note an id; a record whose id is no id, or not its alone, is not whole."""
        found = tuple(self.index.declare(id_, kind, span))
        self.found += found
        if found:
            self.unread.add(str(id_))

    def declare(self) -> None:
        """Note all ids below the dialogues, and the names of all actors."""
        for folder in self.folders.values():
            self.found += folder.parts.found
            for name, records in folder.lists():
                for record in records:
                    self._declare(record.id, KINDS[name], record.span)
        for name in ("groups", "organizations", "offices", "persons"):
            for actor in self.tables[name]:
                self.found += self.index.name(actor)  # type: ignore[arg-type]  # these four tables hold actors

    def settle(self) -> m.Library:
        """Look up every reference; leave out what cannot be without a lost one, and what leads to that."""
        settling = Settling(self.index)
        library = self._settled(settling)
        self.found += settling.found
        while self.unread and (dangling := self._kept(library)) != self.index.ids.keys():
            self.index.keep(dangling)
            library = self._settled(Settling(self.index, quiet=True))
        return attrs.evolve(library, unread=tuple(sorted(self.unread)))

    def _settled(self, settling: Settling) -> m.Library:
        tables = {name: tuple(self._each(settling, records)) for name, records in self.tables.items()}
        dialogues = [d for f in self.folders.values() if (d := self._whole_dialogue(f, settling)) is not None]
        dialogues.sort(key=lambda d: (d.sittings, d.id))
        return m.Library(**tables, dialogues=tuple(dialogues))  # type: ignore[arg-type]  # TABLES says what each holds

    def _each(self, settling: Settling, records: list[m.Record]) -> Iterator[m.Record]:
        for record in records:
            settled, whole = settling.settle(record)
            if not whole:
                self.unread.add(str(record.id))
            if settled is not None:
                yield settled

    def _whole_dialogue(self, folder: _Folder, settling: Settling) -> m.Dialogue | None:
        form = folder.form
        head = m.Dialogue(
            id=m.RecordId(form.id),
            title=form.title,
            body=form.body,
            kind=form.kind,
            sittings=form.sittings,
            at=form.at,
            place=form.place,
            report=form.report,
            notes=form.notes,
            release=form.release,
            as_written=form.as_written,
            span=form.span,
        )
        settled = next(self._each(settling, [head]), None)
        lists = {name: tuple(self._each(settling, records)) for name, records in folder.lists()}
        if not isinstance(settled, m.Dialogue):
            return None
        return attrs.evolve(settled, **lists)  # type: ignore[arg-type]  # `lists` says what each holds

    def _kept(self, library: m.Library) -> set[str]:
        """Return the ids of all records of `library`, and those of passages (no records)."""
        kept = {i for i, (kind, _) in self.index.ids.items() if kind == "passage"}
        kept |= {str(r.id) for name in forms.TABLES for r in getattr(library, name)}
        for dialogue in library.dialogues:
            kept.add(str(dialogue.id))
            for name in ("segments", "coverage", *(n for n, _ in Parts().lists())):
                kept |= {str(r.id) for r in getattr(dialogue, name)}
        return kept


def _span(text: str) -> SourceSpan | None:
    return text.span if isinstance(text, LocatedText) else None


def _ids_below(node: Node) -> Iterator[str]:
    """Yield the ids written anywhere in an entry, as far as they can be told from other texts."""
    if isinstance(node, LocatedMap):
        yield from (str(v) for k, v in node.items() if k == "id" and isinstance(v, LocatedText))
    for child in node.values() if isinstance(node, LocatedMap) else node if isinstance(node, LocatedList) else ():
        yield from _ids_below(child)


def load_library(workspace: Workspace, folder: str = SOURCE_FOLDER) -> Checked[m.Library]:
    """Read the record of a project.

    folder: where the record lies; what `NOT_OF_THE_RECORD` names, directly in it, is not part of the record.
    Returns the library, as far as it can be had, and every finding: those of YAML (Y), of the fields and
    references (R01 to R14), of files (W).  `Library.unread` names what is not whole.
    """
    loading = _Loading(workspace)
    loading.read(folder)
    loading.structure_files()
    loading.declare()
    library = loading.settle()
    return Checked(library, in_file_order(loading.found))
