"""Make one pack for each recipient: the documents that it wants and may see, in its language and formats.

All packs are right, or none is written.  Knows nothing of how documents are made or how packs are sent.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from attrs import field, frozen

from rtop_docs.diagnostics import Checked, Diagnostic, error, has_errors, warning
from rtop_docs.distribute.bundle import MANIFEST, manifest, with_sums, zipped
from rtop_docs.distribute.leaving import Finished, House, at_rest, may_see, open_house, shortened
from rtop_docs.distribute.pack import INDEX, Pack, index_of, pack_path, recorded_packs
from rtop_docs.distribute.plain import Note, write_note
from rtop_docs.distribute.recipients import Recipient
from rtop_docs.make.disk import sha256_of
from rtop_docs.make.plan import Output
from rtop_docs.make.targets import NO_MOMENT
from rtop_docs.make.wanted import Wanted, choose
from rtop_docs.records.edition import View
from rtop_docs.workspace import Workspace

COVER = "cover.txt"
NOTE = "covering-note.txt"


@frozen
class Packed:
    """What was done.

    packs: all that are listed now.  made, same: paths of those written, and of those that lay there already.
    removed: paths of packs whose recipient is gone.
    """

    packs: tuple[Pack, ...] = ()
    made: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


@frozen
class Enclosed:
    """One document of a pack, as its covering note sees it.  files: of the pack, one a format."""

    title: str
    subtitle: str
    subject: str
    version: str
    files: tuple[str, ...]


@frozen
class _Ready:
    """A pack that is not written yet."""

    pack: Pack
    data: bytes = field(repr=False)


def make_packs(
    workspace: Workspace,
    recipients: Sequence[Recipient],
    moment: datetime.datetime = NO_MOMENT,
    only: Sequence[str] = (),
) -> Checked[Packed]:
    """Make the packs of `recipients`.

    moment: for embargoes; none given: every embargo still holds.  only: ids of those to make now, all when empty.
    Returns what was done; nothing is done when any finding is an error (M10, N07, N08, N10, those of the project).
    Raises OSError when a pack cannot be written.
    """
    unknown = [name for name in only if name not in {r.id for r in recipients}]
    if unknown:
        hint = f"recipients are {', '.join(r.id for r in recipients) or 'none'}"
        return Checked(Packed(), tuple(error("N03", f"there is no recipient '{name}'", None, hint) for name in unknown))
    chosen = [r for r in recipients if not only or r.id in only]
    with at_rest(workspace) as busy:
        if busy:
            return Checked(Packed(), (busy,))
        house = open_house(workspace)
        if house.value is None:
            return Checked(Packed(), house.diagnostics)
        ready, found = _all_ready(house.value, chosen, moment)
        if has_errors(found):
            return Checked(Packed(), found)
        written = _write(workspace, ready, recipients)
        return Checked(written.value, (*found, *written.diagnostics))


def _all_ready(
    house: House, recipients: Iterable[Recipient], moment: datetime.datetime
) -> tuple[list[_Ready], tuple[Diagnostic, ...]]:
    ready: list[_Ready] = []
    found: dict[Diagnostic, None] = {}  # two recipients of one stale file are one finding
    for recipient in recipients:
        one = _ready(house, recipient, moment)
        found |= dict.fromkeys(one.diagnostics)
        ready += [one.value] if one.value else []
    return ready, shortened(found)


def _ready(house: House, recipient: Recipient, moment: datetime.datetime) -> Checked[_Ready | None]:
    outputs = outputs_for(house.outputs, recipient, View(recipient.audience, moment))
    if not outputs.ok:
        return Checked(None, outputs.diagnostics)
    finished = house.finished(outputs.value)
    found = (*outputs.diagnostics, *finished.diagnostics)
    if not finished.ok:
        return Checked(None, found)
    note = cover(house.world.workspace, recipient, finished.value)
    if note.value is None:
        return Checked(None, (*found, *note.diagnostics))
    files = {one.name: one.data for one in finished.value}
    files |= {MANIFEST: manifest(finished.value, recipient.audience), NOTE: note.value.text.encode("utf-8")}
    data = zipped(with_sums(files))
    pack = Pack(
        recipient=recipient,
        path=pack_path(recipient.id),
        sha256=hashlib.sha256(data).hexdigest(),
        subject=note.value.subject,
        text=note.value.text,
    )
    return Checked(_Ready(pack, data), (*found, *note.diagnostics))


def outputs_for(outputs: Sequence[Output], recipient: Recipient, view: View) -> Checked[tuple[Output, ...]]:
    """Return what a recipient gets of `outputs`, in their order.

    Findings: N07 (an error) for a target that is not there, or is not made in the recipient's language and formats;
    N09 (a warning) for one that the recipient may not see.
    """
    found: list[Diagnostic] = []
    paths: set[str] = set()
    for word in recipient.targets:
        named = choose(outputs, Wanted((word,)))
        shown = [o for o in named.value if may_see(o.job.spec, view)]
        fitting = [o for o in shown if _fits(o, recipient)]
        found += _missing(recipient, word, named.value, shown, fitting)
        paths |= {o.path for o in fitting}
    if not paths and not has_errors(found):
        hint = "see its targets, language, formats and audience"
        found.append(error("N07", f"'{recipient.id}' would get nothing", recipient.span, hint))
    return Checked(tuple(o for o in outputs if o.path in paths), tuple(found))


def _fits(output: Output, recipient: Recipient) -> bool:
    return output.format in recipient.formats and output.job.spec.language == recipient.language


def _missing(
    recipient: Recipient, word: str, named: Sequence[Output], shown: Sequence[Output], fitting: Sequence[Output]
) -> Iterator[Diagnostic]:
    """Say why a word of a recipient's targets brings it nothing."""
    who, span = f"'{recipient.id}'", recipient.span
    if not named:
        yield error("N07", f"no target is named '{word}', which {who} is to get", span, "`rtop-docs list` shows them")
    elif not shown:
        hint = "it is for another audience, or under embargo: `--as-of` says of which moment the pack is"
        yield warning("N09", f"{who} may not see '{word}': no file of it is in the pack", span, hint)
    elif not fitting:
        made = sorted({f"{o.format} ({o.job.spec.language})" for o in shown})
        wanted = f"{', '.join(recipient.formats)} ({recipient.language})"
        yield error(
            "N07", f"'{word}' is not made as {who} wants it: {wanted}", span, f"it is made as {', '.join(made)}"
        )


def cover(workspace: Workspace, recipient: Recipient, finished: Sequence[Finished]) -> Checked[Note | None]:
    """Write the covering note of a pack from the template cover.txt of the recipient's language."""
    documents: dict[str, list[Finished]] = {}
    for one in finished:
        documents.setdefault(one.output.job.name, []).append(one)
    enclosed = tuple(_enclosed(files) for files in documents.values())
    variables: dict[str, object] = {"recipient": _Reader(recipient.name), "documents": enclosed}
    return write_note(workspace, recipient.language, COVER, variables)


@frozen
class _Reader:
    """What a covering note may say of its reader."""

    name: str


def _enclosed(files: Sequence[Finished]) -> Enclosed:
    document = files[0].document
    names = tuple(sorted(one.name for one in files))
    return Enclosed(document.title, document.subtitle, document.subject, document.version, names)


# -- writing ------------------------------------------------------------------------------------------------


def _write(workspace: Workspace, ready: Sequence[_Ready], recipients: Sequence[Recipient]) -> Checked[Packed]:
    """Put packs in place, the list of them last: what a cut-off run wrote does not count as made."""
    recorded = {pack.path: pack for pack in recorded_packs(workspace).value}
    made, same = [], []
    found: list[Diagnostic] = []
    for one in ready:
        path = one.pack.path
        there = sha256_of(workspace, path)
        if there == one.pack.sha256:
            same.append(path)
            continue
        if there and path in recorded and there != recorded[path].sha256:
            found.append(warning("N11", f"'{path}' was changed since it was made; it is made again", None))
        workspace.write_bytes(path, one.data)
        made.append(path)
    removed = tuple(_remove_others(workspace, recorded, {pack_path(r.id) for r in recipients}))
    kept = {path: pack for path, pack in recorded.items() if path not in removed}
    packs = tuple(sorted((kept | {o.pack.path: o.pack for o in ready}).values(), key=lambda pack: pack.path))
    listed = index_of(packs)
    if workspace.digest(INDEX) != hashlib.sha256(listed).hexdigest():
        workspace.write_bytes(INDEX, listed)
    return Checked(Packed(packs, tuple(made), tuple(same), removed), tuple(found))


def _remove_others(workspace: Workspace, recorded: dict[str, Pack], wanted: set[str]) -> Iterator[str]:
    """Take away the packs of recipients who are gone, where they still are ours; forget them in any case."""
    for path, pack in recorded.items():
        if path not in wanted:
            if sha256_of(workspace, path) == pack.sha256:
                workspace.remove(path)
            yield path
