"""How the files on disk stand to their entries in the ledger.  Knows nothing of what they should hold."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from rtop_docs.make.ledger import Entry, Intent
from rtop_docs.workspace import Workspace

ABSENT, OURS, CUT_OFF, EDITED = "absent", "ours", "cut off", "edited"


class Disk:
    """The outputs as they lie there.

    intents: what a build that was cut off was about to put there.  verify: hash every file, trust no date.
    """

    def __init__(
        self,
        workspace: Workspace,
        paths: Iterable[str] = (),
        intents: Mapping[str, Intent] | None = None,
        *,
        verify: bool = False,
    ) -> None:
        """Look at `paths` at once: quicker for many than one by one."""
        self._workspace = workspace
        self._intents = intents or {}
        self._verify = verify
        self._seen = workspace.signatures(paths)
        self.moved: dict[str, tuple[int, int, int]] = {}
        """Files that look otherwise than recorded and hold the same bytes: copied, or touched."""

    def state(self, path: str, entry: Entry | None) -> str:
        """Say how the file at `path` stands to its entry.

        `ABSENT`; `OURS`, as recorded; `CUT_OFF`, ours too, of a build that could not record it any more; or
        `EDITED`, also when it never was ours.
        """
        if path not in self._seen:
            self._seen |= self._workspace.signatures((path,))
        seen = self._seen[path]
        if seen is None:
            return EDITED if self._workspace.is_anything(path) else ABSENT
        if entry is not None and not self._verify and seen == (entry.size, entry.mtime, entry.inode):
            return OURS
        digest = self.sha256(path)
        if entry is not None and digest == entry.sha256:
            if seen != (entry.size, entry.mtime, entry.inode):
                self.moved[path] = seen
            return OURS
        return CUT_OFF if path in self._intents and digest == self._intents[path].sha256 else EDITED

    def sha256(self, path: str) -> str:
        """Return the digest of the file at `path`, as `sha256_of` does."""
        return sha256_of(self._workspace, path)


def sha256_of(workspace: Workspace, path: str) -> str:
    """Return the digest of the file at `path`; empty where there is no file.

    Raises OSError for one that cannot be read: nobody knows then whose it is.
    """
    try:
        return hashlib.sha256(workspace.path_of(path).read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ""
