"""Findings as data: where something is wrong, what was expected, and what to do about it.

Knows nothing of YAML, records, templates or files; every other module may import it.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from typing import Generic, TypeVar

from attrs import field, frozen

T = TypeVar("T")


@frozen(order=True)
class SourceSpan:
    """A place in a text file.

    path: as the user would type it, relative to the project, POSIX slashes.
    line, column: counted from 1, in code points; 0 when the whole file is meant.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``path:line:column``, without the parts that are not known."""
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}" + (f":{self.column}" if self.column else "")


class Severity(enum.Enum):
    """How bad a finding is: an error fails its target, a warning only under ``--strict``."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Diagnostic:
    """One finding.

    code: a key of `CODES`.  message: lower case, no full stop, the offending value in quotes.
    span: where; None only for what has no place in a file.  hints: what can be done, one a line.
    """

    severity: Severity
    code: str
    message: str
    span: SourceSpan | None = None
    hints: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        """Raise ValueError for a code that is not listed: each code is explained exactly once."""
        if self.code not in CODES:
            raise ValueError(f"diagnostic code {self.code!r} is not listed in diagnostics.CODES")


@frozen
class Checked(Generic[T]):
    """A value together with everything that was found on the way to it.

    value: None when nothing usable could be made.  diagnostics: in file order.
    """

    value: T
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not has_errors(self.diagnostics)


def error(code: str, message: str, span: SourceSpan | None = None, *hints: str) -> Diagnostic:
    """Make a `Diagnostic` of severity error."""
    return Diagnostic(Severity.ERROR, code, message, span, hints)


def warning(code: str, message: str, span: SourceSpan | None = None, *hints: str) -> Diagnostic:
    """Make a `Diagnostic` of severity warning."""
    return Diagnostic(Severity.WARNING, code, message, span, hints)


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of `diagnostics` is an error."""
    return any(d.severity is Severity.ERROR for d in diagnostics)


def in_file_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort by place, then code and message; drop exact repeats; what has no place comes last."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span is None, d.span or SourceSpan(""), d.code, d.message)))


# Letter of the layer + number.  W files, Y YAML text, R records, Q quotations and archived texts,
# T templates, D document, S style, V writers, M make.  A code is never given a second meaning.
CODES: dict[str, str] = {
    # -- W: files ---------------------------------------------------------------------------
    "W01": "a path leaves the project or is not a plain relative path",
    "W02": "a file that is needed is not there",
    "W03": "a file is not valid UTF-8, or holds characters that no document can carry",
    "W04": "a file or folder cannot be read or written",
    "W05": "a file is larger than the limit",
    # -- Y: YAML text -----------------------------------------------------------------------
    # -- R: records -------------------------------------------------------------------------
    # -- Q: quotations ----------------------------------------------------------------------
    # -- T: templates -----------------------------------------------------------------------
    # -- D: document ------------------------------------------------------------------------
    # -- S: style ---------------------------------------------------------------------------
    # -- V: writers -------------------------------------------------------------------------
    # -- M: make ----------------------------------------------------------------------------
}
