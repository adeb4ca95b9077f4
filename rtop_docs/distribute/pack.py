"""What a pack is, and the list of those that were made, which stands beside them.

Knows nothing of how packs are made or sent.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, SourceSpan, error
from rtop_docs.distribute.recipients import Recipient
from rtop_docs.records.model import Audience
from rtop_docs.workspace import Unreadable, Workspace

PACKS = "build/packs"
INDEX = f"{PACKS}/packs.json"
"""The list of packs: for whom each is, its digest, its covering note.  It holds addresses and stays in the house."""


@frozen(kw_only=True)
class Pack:
    """What one recipient gets.

    path: of the zip, below the project.  sha256: of its bytes.  subject, text: of the covering note; the text ends
    its lines with a line feed, the subject is one line.
    """

    recipient: Recipient
    path: str
    sha256: str
    subject: str
    text: str


def pack_path(recipient: str) -> str:
    """Return where the pack of a recipient lies."""
    return f"{PACKS}/{recipient}.zip"


def index_of(packs: Iterable[Pack]) -> bytes:
    """Return the list of packs as JSON, sorted by recipient."""
    entries = [_to_json(pack) for pack in sorted(packs, key=lambda pack: pack.recipient.id)]
    return (json.dumps({"packs": entries}, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode("utf-8")


def read_packs(workspace: Workspace) -> Checked[tuple[Pack, ...]]:
    """Return the packs that the last `rtop-docs pack` made, by recipient's id, each as it lies there.

    Findings: N12 where none were made, N11 for each pack whose bytes are not those that were made (it is left out).
    """
    recorded = recorded_packs(workspace)
    if not recorded.ok:
        return recorded
    found: list[Diagnostic] = []
    packs: list[Pack] = []
    for pack in recorded.value:
        changed = _changed(workspace, pack)
        found += changed
        packs += [] if changed else [pack]
    return Checked(tuple(packs), tuple(found))


def recorded_packs(workspace: Workspace) -> Checked[tuple[Pack, ...]]:
    """Return the packs as they were listed when they were made, whatever lies there now; N12 where there is no list."""
    hint = "make them with `rtop-docs pack`"
    try:
        data: Any = json.loads(workspace.read_text(INDEX))
        return Checked(tuple(_from_json(entry) for entry in data["packs"]))
    except Unreadable as fault:
        why = "no packs are made yet" if fault.diagnostic.code == "W02" else fault.diagnostic.message
        return Checked((), (error("N12", why, None, hint),))
    except (ValueError, KeyError, TypeError):
        return Checked((), (error("N12", f"'{INDEX}' cannot be read", SourceSpan(INDEX), hint),))


def _changed(workspace: Workspace, pack: Pack) -> tuple[Diagnostic, ...]:
    place = workspace.path_of(pack.path)
    try:
        why = "was changed" if hashlib.sha256(place.read_bytes()).hexdigest() != pack.sha256 else ""
    except OSError:
        why = "is gone"
    hint = "make it again with `rtop-docs pack`"
    return (error("N11", f"'{pack.path}' {why} since it was made", None, hint),) if why else ()


def _to_json(pack: Pack) -> dict[str, object]:
    who = pack.recipient
    return {
        "path": pack.path,
        "sha256": pack.sha256,
        "subject": pack.subject,
        "text": pack.text,
        "recipient": {
            "id": who.id,
            "name": who.name,
            "address": who.address,
            "language": who.language,
            "formats": list(who.formats),
            "audience": who.audience.name.lower(),
            "targets": list(who.targets),
        },
    }


def _from_json(entry: dict[str, Any]) -> Pack:
    """Return a pack as it was listed.  Raises KeyError, TypeError, ValueError for anything else."""
    who = entry["recipient"]
    recipient = Recipient(
        id=_text(who["id"]),
        name=_text(who["name"]),
        address=_text(who["address"]),
        language=_text(who["language"]),
        formats=tuple(_texts(who["formats"])),
        targets=tuple(_texts(who["targets"])),
        audience=Audience[_text(who["audience"]).upper()],
    )
    pack = Pack(recipient=recipient, **{name: _text(entry[name]) for name in ("path", "sha256", "subject", "text")})
    if pack.path != pack_path(recipient.id):
        raise ValueError(f"not a pack of {recipient.id!r}: {pack.path!r}")
    return pack


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected a text, got {value!r}")
    return value


def _texts(values: list[object]) -> Iterator[str]:
    return (_text(value) for value in values)
