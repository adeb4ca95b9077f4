"""What a build says while it runs and when it is done: lines for people, one JSON object a line for programs.

Knows click and what a build reports; nothing of how anything is made.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from rtop_docs.diagnostics import to_json, visible
from rtop_docs.progress import Bar, Quiet

if TYPE_CHECKING:
    from rtop_docs.make.result import Result, Step

_SLOW = 0.05
"""Seconds below which nobody wonders what was slow."""


class Events(Quiet):
    """Prints each thing that happens as a JSON object on a line of its own."""

    def begin(self, total: int) -> None:
        """Print how many files may have to be made."""
        event("begin", total=total)

    def step(self, step: Step) -> None:
        """Print what became of one file."""
        event(
            "file",
            path=step.path,
            target=step.target,
            format=step.format,
            outcome=step.outcome,
            reasons=list(step.reasons),
            seconds=round(step.seconds, 3),
        )

    def end(self, result: Result) -> None:
        """Print what was found and removed, and how it ended."""
        for found in result.diagnostics:
            event("finding", **to_json(found))
        for path in result.removed:
            event("removed", path=path)
        for path in result.kept_aside:
            event("kept aside", path=path)
        event(
            "end",
            ok=result.ok,
            interrupted=result.interrupted,
            slowest=[{"target": target, "seconds": round(seconds, 3)} for target, seconds in result.slowest],
            **{name: len(paths) for name, paths in _outcomes(result)},
            left_over=list(result.left),
        )


class Lines(Quiet):
    """Prints a line for each file that is done (`verbose`), with the reasons why it was made (`explain`)."""

    def __init__(self, *, verbose: bool, explain: bool) -> None:
        self._verbose = verbose
        self._explain = explain

    def step(self, step: Step) -> None:
        """Print what became of one file."""
        seconds = f"  {step.seconds:.2f} s" if self._verbose else ""
        click.echo(f"{step.outcome:<6} {visible(step.path)}{seconds}")
        for reason in step.reasons if self._explain else ():
            click.echo(f"    because {visible(reason)}")


def reporter_for(output: str, *, quiet: bool, verbose: bool, explain: bool) -> Quiet:
    """Return who reports a build: JSON events, lines, a bar on a terminal, or nobody."""
    if output == "json":
        return Events()
    if verbose or explain:
        return Lines(verbose=verbose, explain=explain)
    return Bar() if sys.stderr.isatty() and not quiet else Quiet()


def event(kind: str, **values: object) -> None:
    """Print one event: ASCII, so that nothing in it moves a terminal and every pipe can hold it."""
    click.echo(json.dumps({"event": kind, **values}))


def closing_line(result: Result) -> str:
    """Say in one line what a build did."""
    if not (result.made or result.failed or result.removed or result.left) and result.ok:
        if not result.same:
            return f"nothing to make: {files(len(result.fresh))} up to date"
        fresh = f"{files(len(result.fresh))} up to date, " if result.fresh else ""
        return f"nothing changed: {fresh}{files(len(result.same))} came out the same"
    words = {"fresh": "up to date", "kept_aside": "edited by hand and kept aside", "left": "left to make"}
    parts = [f"{len(paths)} {words.get(name, name)}" for name, paths in _outcomes(result) if paths]
    return ", ".join(parts) if parts else "nothing was made"


def slowest_line(result: Result) -> str:
    """Name the documents that took longest, where any took long."""
    slow = [f"{visible(target)} {seconds:.2f} s" for target, seconds in result.slowest if seconds > _SLOW]
    return f"slowest: {', '.join(slow)}" if slow else ""


def _outcomes(result: Result) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "made", result.made
    yield "fresh", (*result.fresh, *result.same)
    yield "removed", result.removed
    yield "kept_aside", result.kept_aside
    yield "failed", result.failed
    yield "left", result.left


def files(number: int) -> str:
    """Return a number of files in words."""
    return f"{number} file" if number == 1 else f"{number} files"
