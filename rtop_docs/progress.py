"""The bar that a build shows on a terminal.  Knows nothing of what is being made; imports rich only when shown."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.progress import Progress


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

    def step(self, path: str, outcome: str) -> None:
        """Hear that one of them is done."""


class Bar(Quiet):
    """A reporter that shows a bar with counts on stderr, gone when the build ends."""

    def __init__(self) -> None:
        self._progress: Progress | None = None

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

        path = TextColumn("{task.fields[path]}", markup=False)
        columns = (TextColumn("making"), BarColumn(), MofNCompleteColumn(), path)
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.add_task("", total=total, path="")
        self._progress.start()

    def step(self, path: str, outcome: str) -> None:
        """Move the bar on, and name the file that is done."""
        if self._progress is not None:
            shown = path if outcome != "failed" else f"{path}: failed"
            self._progress.update(self._progress.task_ids[0], advance=1, path=shown)


def reporter_for(*, shown: bool) -> Quiet:
    """Return a reporter that shows a bar, or one that shows nothing."""
    return Bar() if shown else Quiet()
