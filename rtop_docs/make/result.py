"""What a build did, and who is told while it happens.  Knows nothing of how anything is made."""

from __future__ import annotations

from typing import Protocol

from attrs import field, frozen

from rtop_docs.diagnostics import Diagnostic, has_errors


class Reporter(Protocol):
    """Who is told what happens while it happens."""

    def begin(self, total: int) -> None:
        """Hear that `total` files may have to be made."""

    def step(self, path: str, outcome: str) -> None:
        """Hear that one of them is done: "made", "same" or "failed"."""


@frozen
class Result:
    """What a build did, as paths; and everything that it found."""

    made: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept_aside: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether everything asked for is there and no finding is an error."""
        return not self.failed and not has_errors(self.diagnostics)
