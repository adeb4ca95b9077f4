"""What a build did, and who is told while it happens.  Knows nothing of how anything is made."""

from __future__ import annotations

from typing import Protocol

from attrs import field, frozen

from rtop_docs.diagnostics import Diagnostic, has_errors


@frozen
class Step:
    """One file that is done.

    outcome: "made", "same" (it would come out the same) or "failed".  reasons: why it was to be made.
    seconds: what its document took, all formats together.
    """

    path: str
    target: str
    format: str
    outcome: str
    reasons: tuple[str, ...] = ()
    seconds: float = 0.0


class Reporter(Protocol):
    """Who is told what happens while it happens."""

    def begin(self, total: int) -> None:
        """Hear that `total` files may have to be made."""

    def step(self, step: Step) -> None:
        """Hear that one of them is done."""


@frozen
class Result:
    """What a build did, as paths; and everything that it found.

    left: what would have been made, had it not been stopped.  slowest: (document, seconds), at most three.
    """

    made: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept_aside: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())
    slowest: tuple[tuple[str, float], ...] = ()
    interrupted: bool = False

    @property
    def ok(self) -> bool:
        """Whether everything asked for is there and no finding is an error."""
        return not self.failed and not self.left and not has_errors(self.diagnostics)
