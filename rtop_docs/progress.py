"""The bar that a build, or a sending of mail, shows on a terminal.

Knows nothing of what is being made or sent; imports rich only when shown.
"""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress

    from rtop_docs.make.result import Step


class Quiet:
    """A reporter that shows nothing."""

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""

    def begin(self, total: int) -> None:
        """Hear that `total` files may have to be made."""

    def step(self, step: Step) -> None:
        """Hear that one of them is done."""


class Bar(Quiet):
    """A reporter that shows a bar with counts and what was slowest so far on stderr, gone when the work ends."""

    def __init__(self, doing: str = "making") -> None:
        """Say what is being done in one word: `doing`."""
        self._doing = doing
        self._progress: Progress | None = None
        self._counts = {"made": 0, "same": 0, "failed": 0}
        self._slowest = ("", 0.0)

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self._progress is not None:
            self._progress.stop()

    def begin(self, total: int) -> None:
        """Show an empty bar, unless there is nothing to do."""
        if not total:
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        said = TextColumn("{task.fields[said]}", markup=False)
        columns = (TextColumn(self._doing), BarColumn(), MofNCompleteColumn(), said)
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.add_task("", total=total, said="")
        self._progress.start()

    def step(self, step: Step) -> None:
        """Move the bar on, count the file that is done, and name it."""
        self._counts[step.outcome] = self._counts.get(step.outcome, 0) + 1
        self._slowest = max(self._slowest, (step.target, step.seconds), key=lambda one: one[1])
        if self._progress is not None:
            self._progress.update(self._progress.task_ids[0], advance=1, said=self._said(step.path))

    def _said(self, path: str) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self._counts.items() if number)
        target, seconds = self._slowest
        return f"{counts} | {path} | slowest: {target} {seconds:.1f} s" if seconds else f"{counts} | {path}"
