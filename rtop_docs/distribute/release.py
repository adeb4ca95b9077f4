"""Make a release: all documents for an audience, what changed since the one before, check sums and a signature.

A release is a folder that appears whole and is never written again.  Knows nothing of how documents are made.
"""

from __future__ import annotations

import datetime
import hashlib
import re
import shutil
from collections.abc import Sequence

from attrs import evolve, field, frozen

from rtop_docs.analysis.ask import Ask
from rtop_docs.compose.compose import compose
from rtop_docs.compose.target import Target
from rtop_docs.diagnostics import Checked, Diagnostic, error, has_errors, warning
from rtop_docs.distribute.answers import Answers, answers, to_json
from rtop_docs.distribute.bundle import MANIFEST, SUMS, manifest, with_sums
from rtop_docs.distribute.change_parts import Compared, change_parts
from rtop_docs.distribute.changes import compare
from rtop_docs.distribute.former import ANSWERS, RELEASES, Former, find_former
from rtop_docs.distribute.leaving import Finished, House, at_rest, may_see, open_house, shortened
from rtop_docs.distribute.signing import SIGNATURE, sign, verifying
from rtop_docs.document.model import Document
from rtop_docs.make.plan import Output
from rtop_docs.make.targets import NO_MOMENT, Job, TargetSpec
from rtop_docs.make.versions import versions
from rtop_docs.records.edition import View
from rtop_docs.records.model import Audience
from rtop_docs.workspace import Workspace, is_name
from rtop_docs.writers import FORMATS, write

DOCUMENTS = "documents"
CHANGES = "changes"
VERIFY = "VERIFY.txt"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,62}")


@frozen(kw_only=True)
class Order:
    """What is to be released.

    moment: for embargoes; none given: every embargo still holds.  since: the release before; none given: the last of
    this audience.  key: file of the key to sign with.  unsigned: that no signature is wanted; with
    neither there is none, and a warning.
    """

    name: str
    audience: Audience = Audience.PUBLIC
    moment: datetime.datetime = NO_MOMENT
    since: str = ""
    key: str = ""
    unsigned: bool = False


@frozen(kw_only=True)
class Released:
    """What was released.  folder: below the project.  files: their number.  changed: of dialogues, how many differ."""

    folder: str
    former: str
    files: int
    documents: int
    changed: int
    signed: bool


@frozen
class _World:
    """What a release is made of.  asks: by dialogue, for what its documents may show."""

    house: House
    finished: tuple[Finished, ...]
    asks: dict[str, Ask] = field(repr=False)


def make_release(workspace: Workspace, order: Order) -> Checked[Released | None]:
    """Make the release that `order` asks for; nothing is written when any finding is an error.

    Findings: M10, N08, N20 to N25, those of the project and of the page on changes.  Raises OSError when the folder
    cannot be written.
    """
    refused = _refused(order)
    if refused:
        return Checked(None, refused)
    with at_rest(workspace) as busy:
        if busy:
            return Checked(None, (busy,))
        if workspace.is_anything(_folder(order.name)):
            hint = "a release is never written again: choose another name"
            return Checked(None, (error("N20", f"there is a release '{order.name}' already", None, hint),))
        return _release(workspace, order)


def _refused(order: Order) -> tuple[Diagnostic, ...]:
    found = []
    if not _NAME.fullmatch(order.name) or not is_name(order.name):
        hint = "it is a folder's name: letters, digits, '-', '_' and '.', like 2014-1"
        found.append(error("N21", f"'{order.name}' is no name for a release", None, hint))
    if order.key and order.unsigned:
        found.append(error("N23", "--key and --unsigned exclude each other", None, "leave out one of the two"))
    return tuple(found)


def _not_signed(order: Order) -> tuple[Diagnostic, ...]:
    if order.key or order.unsigned:
        return ()
    hint = "--key FILE signs a release, --unsigned says that none is wanted; VERIFY.txt tells the reader"
    return (warning("N23", "the release is not signed: nobody said with which key", None, hint),)


def _folder(name: str) -> str:
    return f"{RELEASES}/{name}"


def _release(workspace: Workspace, order: Order) -> Checked[Released | None]:
    world, former = _world(workspace, order), find_former(workspace, order.audience, order.since)
    found = (*world.diagnostics, *former.diagnostics)
    if world.value is None or former.value is None:
        return Checked(None, found)
    now = tuple(answers(ask) for ask in world.value.asks.values())
    page = _changes(world.value, order, former.value, now)
    if page.value is None:
        return Checked(None, (*found, *page.diagnostics))
    files = _files(world.value, order, former.value, now, page.value)
    signature = sign(files[SUMS], order.key) if order.key else Checked(None)
    found = (*found, *page.diagnostics, *signature.diagnostics, *_not_signed(order))
    if has_errors(found):
        return Checked(None, found)
    if signature.value:
        files[SIGNATURE] = signature.value
    _write(workspace, order.name, files)
    released = Released(
        folder=_folder(order.name),
        former=former.value.name,
        files=len(files),
        documents=len({one.output.job.name for one in world.value.finished}),
        changed=len(compare(former.value.answers, now)) if former.value.name else 0,
        signed=bool(signature.value),
    )
    return Checked(released, found)


def _world(workspace: Workspace, order: Order) -> Checked[_World | None]:
    house = open_house(workspace)
    if house.value is None:
        return Checked(None, house.diagnostics)
    view = View(order.audience, order.moment)
    outputs = [output for output in house.value.outputs if may_see(output.job.spec, view)]
    if not outputs:
        return Checked(None, (error("N25", "no target is for these readers at this moment", None),))
    finished = house.value.finished(outputs)
    if not finished.ok:
        return Checked(None, shortened(finished.diagnostics))
    return Checked(_World(house.value, finished.value, _asks(house.value, outputs)), finished.diagnostics)


def _asks(house: House, outputs: Sequence[Output]) -> dict[str, Ask]:
    """Return for each dialogue the questions as the widest of its released documents may ask them, latest first.

    What changed is told of what these documents show, and of nothing that none of them may.
    """
    record, specs = house.world.record, [output.job.spec for output in outputs]
    wanted = {spec.dialogue for spec in specs}
    found = {}
    for dialogue in reversed(record.library.dialogues):
        if dialogue.id in wanted:
            of_it = [spec for spec in specs if spec.dialogue == dialogue.id]
            found[str(dialogue.id)] = Ask(
                record.library,
                dialogue.id,
                audience=max(spec.audience for spec in of_it),
                moment=max(spec.as_of for spec in of_it),
                language=record.library.language,
                lock=record.lock,
            )
    return found


# -- what changed -------------------------------------------------------------------------------------------


@frozen
class _Page:
    """The page on changes, in all formats."""

    document: Document
    data: dict[str, bytes] = field(repr=False)


def _changes(world: _World, order: Order, former: Former, now: tuple[Answers, ...]) -> Checked[_Page | None]:
    compared = Compared(compare(former.answers, now), world.asks, former.name)
    target = Target(
        name=CHANGES,
        template=f"{CHANGES}.md",
        dialogue=_spec(world, order).dialogue,
        parameters=(("cites", bool(former.name) and compared.cites), ("former", former.name), ("release", order.name)),
        language=_spec(world, order).language,
        audience=order.audience,
    )
    main = next(iter(world.asks.values()))
    composed = compose(main, target, world.house.world.workspace, change_parts(compared))
    if composed.value is None:
        return Checked(None, composed.diagnostics)
    found = list(composed.diagnostics)
    data = {}
    for format in FORMATS:
        written = write(composed.value, format, world.house.world.style)
        found += written.diagnostics
        data[format] = written.value
    return Checked(None if has_errors(found) else _Page(composed.value, data), tuple(found))


def _spec(world: _World, order: Order) -> TargetSpec:
    """Return the page on changes as if it stood in targets.yaml: its manifest's entry is like any other."""
    ask = next(iter(world.asks.values()))
    return TargetSpec(
        name=CHANGES,
        template=f"{CHANGES}.md",
        dialogue=ask.dialogue_id,
        output=CHANGES,
        formats=FORMATS,
        audience=order.audience,
        language=ask.language,
    )


# -- files --------------------------------------------------------------------------------------------------


def _files(world: _World, order: Order, former: Former, now: tuple[Answers, ...], page: _Page) -> dict[str, bytes]:
    """Return all files of a release with their check sums."""
    said = to_json(now)
    ours = [_finished_page(world, order, page, format, said) for format in page.data]
    documents = [_moved(one) for one in world.finished]
    files = {one.name: one.data for one in (*documents, *ours)}
    more = {"release": order.name, "follows": former.name}
    files[MANIFEST] = manifest((*documents, *ours), order.audience, more)
    files[ANSWERS] = said
    files[VERIFY] = verifying(bool(order.key))
    return with_sums(files)


def _moved(one: Finished) -> Finished:
    """Put a document into the folder of documents, where no name of ours is in its way."""
    return evolve(one, name=f"{DOCUMENTS}/{one.name}")


def _finished_page(world: _World, order: Order, page: _Page, format: str, said: bytes) -> Finished:
    output = Output(Job(spec=_spec(world, order)), format)
    data = page.data[format]
    return Finished(
        f"{CHANGES}.{format}",
        data,
        hashlib.sha256(data).hexdigest(),
        output,
        page.document,
        hashlib.sha256(said).hexdigest(),
        versions(),
    )


def _write(workspace: Workspace, name: str, files: dict[str, bytes]) -> None:
    """Write a release beside its place and rename it there, so that it is there whole or not at all."""
    part = f"{RELEASES}/.{name}.part"
    shutil.rmtree(workspace.path_of(part), ignore_errors=True)  # of a release that was cut off
    for path, data in files.items():
        workspace.write_bytes(f"{part}/{path}", data)
    workspace.move(part, _folder(name))
