"""Archived texts: takes one in, names its place, and locks or proves quotations against those that are here.

Everything goes through `Workspace`.  Nothing of a text is changed; its SHA-256 is that of its bytes.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error, has_errors, in_file_order, warning
from rtop_docs.evidence.fields import Uneditable, set_fields
from rtop_docs.evidence.lock import LOCK, Lock, check_lock, check_quotations, make_lock, read_lock, write_lock
from rtop_docs.records.model import Library, Source, SourceId
from rtop_docs.workspace import MAX_FILE_BYTES, PathRefused, Unreadable, Workspace, check_name

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NO_TEXT = (b"%PDF", b"PK\x03\x04", b"{\\rtf", b"\xd0\xcf\x11\xe0")
_MARKUP = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<head|<body)\b", re.IGNORECASE)
_SAVE_TEXT = "save the page or document as plain text in UTF-8, and give that file"


@frozen
class Archived:
    """What was taken in: where it lies, its SHA-256, the sources file, and whether anything was written."""

    path: str
    sha256: str
    sources_file: str
    changed: bool


def examine(data: bytes, path: str) -> tuple[Diagnostic, ...]:
    """Return what is wrong with the bytes of a text to be archived.

    path: how the text is named in the findings.  Finds W03 (not UTF-8, or control characters), W05, Q15 (no
    plain text, or empty) and, as a warning, Q09 (characters that no reader sees and no folding takes away).
    """
    span = SourceSpan(path)
    if len(data) > MAX_FILE_BYTES:
        return (error("W05", f"the text has {len(data)} bytes, more than {MAX_FILE_BYTES}", span),)
    if data.startswith(_NO_TEXT):
        return (error("Q15", "this is a document of another kind, no plain text", span, _SAVE_TEXT),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        found = f"byte 0x{data[fault.start]:02x} at {fault.start} is not UTF-8"
        return (error("W03", found, SourceSpan(path, line, 1), _SAVE_TEXT),)
    if not any(c.isalnum() for c in text):
        return (error("Q15", "there are no words in it", span, _SAVE_TEXT),)
    if _MARKUP.match(text):
        return (error("Q15", "this is a page with its markup, no plain text", span, _SAVE_TEXT),)
    return _controls(text, path) or _unseen(text, path)


def _controls(text: str, path: str) -> tuple[Diagnostic, ...]:
    match = _CONTROL.search(text)
    if not match:
        return ()
    message = f"there is a control character U+{ord(match.group()):04X}"
    hint = "often a sign of a text decoded with the wrong encoding; save it again as UTF-8"
    return (error("W03", message, _span_at(text, match.start(), path), hint),)


def _unseen(text: str, path: str) -> tuple[Diagnostic, ...]:
    counts = Counter(c for c in text if _is_unseen(c))
    hint = "a quotation across one of these is not found; they may stay"
    return tuple(
        warning(
            "Q09", f"the text holds U+{ord(c):04X} {n} time{'s' * (n > 1)}", _span_at(text, text.index(c), path), hint
        )
        for c, n in sorted(counts.items())
    )


def _is_unseen(char: str) -> bool:
    return char == "\ufffd" or (char > "\u00ad" and unicodedata.category(char) in ("Cf", "Co"))


def _span_at(text: str, index: int, path: str) -> SourceSpan:
    return SourceSpan(path, text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


# -- places --------------------------------------------------------------------------------------


def archive_path(source: Source) -> Checked[str]:
    """Return where the archived text of `source` lies in the project, or would lie by default.

    `Source.archive` is a path of the project; in the YAML it is written relative to the sources file.  Empty,
    with Q17 or Q20, when the place is unknown or is not below ``source/<folder>/archive/``, the folders that
    git is told to leave alone.
    """
    if source.span is None:
        return Checked("", (error("Q17", f"it is not known which file holds source '{source.id}'"),))
    path = source.archive or f"{_folder(source.span.path)}archive/{source.id}.txt"
    parts = path.split("/")
    try:
        check_name(path)
    except PathRefused:
        parts = []
    if len(parts) >= 4 and parts[0] == "source" and parts[2] == "archive":
        return Checked(path)
    message = f"the archived text of '{source.id}' would lie at '{path}'"
    hint = "keep the source in a file of source/<folder>/, and its text in archive/ there: git leaves that alone"
    return Checked("", (error("Q20", message, source.span, hint),))


def _folder(path: str) -> str:
    return path.rpartition("/")[0] + "/"


# -- the three commands ----------------------------------------------------------------------------


def add_archive(
    workspace: Workspace, library: Library, source_id: str, data: bytes, replace: bool = False
) -> Checked[Archived | None]:
    """Put `data` where the archived text of a source belongs, and its name and SHA-256 into the sources file.

    data: the bytes to be stored, unchanged.  replace: put it in the place of another text that is there.
    Adding the same text again changes nothing.  Writes only when there is no error: the findings of `examine`
    and `archive_path`, Q16, Q17, Q18, W01 to W05.  Raises OSError when the disk refuses.
    """
    source = next((s for s in library.sources if s.id == source_id), None)
    if source is None:
        known = ", ".join(s.id for s in library.sources[:12]) or "none"
        return Checked(None, (error("Q16", f"there is no source '{source_id}'", None, f"there are: {known}"),))
    place = archive_path(source)
    found = place.diagnostics + (examine(data, place.value) if place.ok else ())
    if has_errors(found) or source.span is None:
        return Checked(None, found)
    try:
        other = workspace.exists(place.value) and workspace.read_bytes(place.value) != data
        edited = _edited(workspace, source, source.span.path, place.value, hashlib.sha256(data).hexdigest())
    except (Unreadable, Uneditable) as fault:
        return Checked(None, (*found, fault.diagnostic))
    if other and not replace:
        hint = "give --replace if the source was really published anew; then run `rtop-docs lock`"
        return Checked(None, (*found, error("Q18", f"'{place.value}' holds another text", source.span, hint)))
    return Checked(_store(workspace, place.value, data, source.span.path, edited), found)


def _edited(workspace: Workspace, source: Source, sources_file: str, path: str, sha256: str) -> bytes:
    """Return the bytes of the sources file with the two fields set.  Raises Unreadable, Uneditable."""
    workspace.read_text(sources_file)  # for its finding, should the file not be UTF-8
    text = workspace.read_bytes(sources_file).decode("utf-8")
    fields = {"archive": path.removeprefix(_folder(sources_file)), "sha256": sha256}
    return set_fields(text, source.id, fields, sources_file).encode("utf-8")


def _store(workspace: Workspace, path: str, data: bytes, sources_file: str, edited: bytes) -> Archived:
    # The text first: a sources file that names a text which is not there would be worse than the reverse.
    changed = _write(workspace, path, data)
    changed = _write(workspace, sources_file, edited) or changed
    return Archived(path, hashlib.sha256(data).hexdigest(), sources_file, changed)


def _write(workspace: Workspace, path: str, data: bytes) -> bool:
    if workspace.exists(path) and workspace.read_bytes(path) == data:
        return False
    workspace.write_bytes(path, data)
    return True


def load_lock(workspace: Workspace) -> Checked[Lock]:
    """Read the project's lock; a project without one has an empty lock.  Finds Q04, Q05, W01 to W05."""
    try:
        return read_lock(workspace.read_text(LOCK) if workspace.exists(LOCK) else "", LOCK)
    except Unreadable as fault:
        return Checked(Lock(), (fault.diagnostic,))


def archives_here(workspace: Workspace, library: Library) -> Checked[dict[SourceId, str]]:
    """Read every archived text that is here; one that is missing is normal.

    Left out, with a finding: a text that is not the one its source names (Q12), that cannot be read (W), whose
    source gives no SHA-256 (Q19), or that lies in a wrong place (Q20).
    """
    texts: dict[SourceId, str] = {}
    found: list[Diagnostic] = []
    for source in (s for s in library.sources if s.archive):
        read = _archived_text(workspace, source)
        found += read.diagnostics
        if read.value is not None:
            texts[SourceId(source.id)] = read.value
    return Checked(texts, in_file_order(found))


def _archived_text(workspace: Workspace, source: Source) -> Checked[str | None]:
    place = archive_path(source)
    if not place.ok:
        return Checked(None, place.diagnostics)
    try:
        if not workspace.exists(place.value):
            return Checked(None)
        sha256 = hashlib.sha256(workspace.read_bytes(place.value)).hexdigest()
        other = _other_text(source, place.value, sha256)
        return Checked(None, (other,)) if other else Checked(workspace.read_text(place.value))
    except Unreadable as fault:
        return Checked(None, (fault.diagnostic,))


def _other_text(source: Source, path: str, sha256: str) -> Diagnostic | None:
    add = f"run `rtop-docs archive add {source.id} {path}`"
    if not source.sha256:
        return error("Q19", f"source '{source.id}' names an archived text without its sha256", source.span, add)
    if source.sha256 == sha256:
        return None
    message = f"'{path}' is not the archived text that source '{source.id}' names: its SHA-256 is {sha256[:12]}…"
    return error("Q12", message, source.span, f"{add}, or put the text back")


def make_locks(workspace: Workspace, library: Library) -> Checked[Lock | None]:
    """Look for every quotation in the archived texts that are here, and write quotations.lock.

    A lock that cannot be read is left as it is (None).  What is found is written even where something else is
    not; an equal file is not written.  Raises OSError when the disk refuses.
    """
    old = load_lock(workspace)
    if not old.ok:
        return Checked(None, old.diagnostics)
    here = archives_here(workspace, library)
    made = make_lock(library, here.value, old.value)
    _write(workspace, LOCK, write_lock(made.value).encode("utf-8"))
    return Checked(made.value, in_file_order((*here.diagnostics, *made.diagnostics)))


def check_locks(workspace: Workspace, library: Library) -> Checked[Lock]:
    """Judge every quotation by the lock, and prove the lock against the archived texts that are here.

    Writes nothing.
    """
    lock = load_lock(workspace)
    here = archives_here(workspace, library)
    found = (
        *lock.diagnostics,
        *here.diagnostics,
        *check_quotations(library, lock.value),
        *check_lock(lock.value, library, here.value),
    )
    return Checked(lock.value, in_file_order(found))
