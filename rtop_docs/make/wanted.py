"""Which outputs are meant: by name, by pattern, by state, format and language.  Knows nothing of what is stale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from attrs import frozen

from rtop_docs.diagnostics import Checked, Diagnostic, error

if TYPE_CHECKING:  # a build with nothing to do asks for everything, and needs no plan to know that
    from rtop_docs.make.plan import Output


@frozen
class Wanted:
    """What somebody asked for; nothing given means everything.

    words: a target ("sheets"), a document ("sheets/RWA"), a path with or without build/, or a pattern of any of
    these ("sheets/*").  states: by letters or by a printed name.  All that is given must hold.
    """

    words: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return not (self.words or self.states or self.formats or self.languages)

    def __bool__(self) -> bool:
        """Tell whether anything in particular is asked for, as a list of words would."""
        return not self.everything


def choose(outputs: Sequence[Output], wanted: Wanted) -> Checked[tuple[Output, ...]]:
    """Return the outputs that `wanted` means, in their order; what names nothing is error M08."""
    found: list[Diagnostic] = []
    states = tuple(_state(name, found) for name in wanted.states)
    chosen = list(_named(outputs, wanted.words, found)) if wanted.words else list(outputs)
    for what, given, of in (
        ("state", states, _actor),
        ("format", wanted.formats, _format),
        ("language", wanted.languages, _language),
    ):
        if not given or found:
            continue
        chosen = [o for o in chosen if of(o) in given]
        if not chosen:
            hint = "`rtop-docs list` shows them all"
            found.append(error("M08", f"nothing asked for is of the {what} '{', '.join(given)}'", None, hint))
    return Checked(() if found and not wanted.words else tuple(chosen), tuple(found))


def _actor(output: Output) -> str:
    return output.job.actor


def _format(output: Output) -> str:
    return output.format


def _language(output: Output) -> str:
    return output.job.spec.language


def _named(outputs: Sequence[Output], words: Iterable[str], found: list[Diagnostic]) -> Iterable[Output]:
    hits: set[str] = set()
    for word in words:
        named = {o.path for o in outputs if any(fnmatchcase(name, word) for name in _names(o))}
        hits |= named
        if not named:
            found.append(error("M08", f"no target is named '{word}'", None, "`rtop-docs list` shows them all"))
    return (o for o in outputs if o.path in hits)


def _names(output: Output) -> tuple[str, ...]:
    spec = output.job.spec
    below = output.path.removeprefix("build/")
    return spec.name, output.job.name, output.path, below, f"{output.job.name}.{output.format}"


def _state(name: str, found: list[Diagnostic]) -> str:
    """Return a state's letters for its letters or a name of it; a name of none is error M08."""
    from rtop_docs.reference import states
    from rtop_docs.reference.names import did_you_mean, resolve_state

    if name.upper() in {state.id for state in states()}:
        return name.upper()
    if letters := resolve_state(name):
        return letters
    hints = tuple(f"did you mean '{near}'?" for near in did_you_mean(name))
    found.append(error("M08", f"no state is called '{name}'", None, *hints))
    return ""
