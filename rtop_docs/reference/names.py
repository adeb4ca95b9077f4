"""Compare names of states exactly after normalization, and print the name that a state bore on a day.

Never guesses: likeness takes the Republic of Korea for the Democratic People's Republic, so likeness only suggests.
"""

from __future__ import annotations

import datetime
import difflib
import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from rtop_docs.reference.model import NamePeriod, State
from rtop_docs.reference.table import state, states

_APOSTROPHES = dict.fromkeys(map(ord, "’‘‛ʼʻʹʽ`´′＇"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_BRACKETS = dict(zip(map(ord, "（）［］，،"), "()[],,", strict=True))
_FORMS = str.maketrans({**_APOSTROPHES, **_DASHES, **_BRACKETS, ord("ـ"): None})
_PARENTHESISED = re.compile(r"([^()]+)\(([^()]*)\)\s*")
_INVERTED = re.compile(r"([^,]+),([^,]+)")
_PLACE_OF_NAME = re.compile(r"(?:(?<=\s)|^)[-_](?=\s|$)")
_SAINT = {"st": "saint", "ste": "sainte"}
SUGGESTIONS = 4
"""How many names `did_you_mean` gives at most."""


def normalize(name: str) -> str:
    """Return the form in which names are compared.

    Folded: accents, case, apostrophes, every kind of space, hyphen and dash, invisible characters, a leading
    "the", "St." for "Saint", "&" for "and"; "Bolivia (Plurinational State of)" and "Bolivia, Plurinational State
    of" read "plurinational state of bolivia".  An abbreviation of the table ("UK", "U.S.") keeps its capitals, so
    that "us" and "car" are no states.  Normalizing twice changes nothing.
    """
    text = "".join(c for c in name if unicodedata.category(c) != "Cf").translate(_FORMS)
    short = re.sub(r"(?i)^\s*(the\s+)*|[.\s]+", "", text)
    if short in _abbreviations():
        return short
    return _fold(_natural_order(text))


def _fold(text: str) -> str:
    """Return the letters and digits of `text`, without accents and case, as words with single spaces."""
    letters = _without_accents(_without_accents(text).casefold()).casefold()
    letters = letters.translate(_FORMS).replace("'", "")  # folding brings forth apostrophes of its own
    words = "".join(c if c.isalnum() else " and " if c == "&" else " " for c in letters).split()
    words = [_SAINT.get(word, word) for word in words]
    while words[:1] == ["the"]:
        del words[0]
    return " ".join(words)


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def _natural_order(text: str) -> str:
    """Return "Islamic Republic of Iran" for "Iran (Islamic Republic of)" and for "Iran, Islamic Republic of"."""
    match = _PARENTHESISED.fullmatch(text) or _INVERTED.fullmatch(text)
    if match is None or not match[1].strip():
        return text
    head, tail = match[1].strip(), match[2].strip()
    if _PLACE_OF_NAME.search(tail):  # Arabic puts a dash where the name belongs
        return _PLACE_OF_NAME.sub(head.replace("\\", ""), tail)
    return tail + head if tail.endswith("'") else f"{tail} {head}"


@functools.cache
def _abbreviations() -> Mapping[str, str]:
    return {a: s.id for s in states() for a in s.abbreviations}


@functools.cache
def aliases() -> Mapping[str, str]:
    """Return normalized name -> state id, for every name, former name and printed form, read-only.

    Raises ValueError, naming all of them, when names of the table mean two states.
    """
    return MappingProxyType(build_aliases(states()))


def build_aliases(table: Iterable[State]) -> dict[str, str]:
    """Return normalized name -> state id over `table`.  Raises ValueError when a name means two states or nothing."""
    found: dict[str, str] = {}
    faults = []
    for one in table:
        for printed in _printed_forms(one):
            key = normalize(printed)
            if not key:
                faults.append(f"{printed!r} of {one.id} is no name")
            elif found.setdefault(key, one.id) != one.id:
                faults.append(f"{printed!r} means {found[key]} and {one.id}")
    if faults:
        raise ValueError("the table of states is ambiguous: " + "; ".join(faults))
    return found


def _printed_forms(one: State) -> Iterator[str]:
    for period in one.names:
        yield from (name for _, name in period.short)
        yield period.formal
    yield from one.also
    yield from one.abbreviations


def resolve_state(name: str) -> str:
    """Return the id of the state that `name` means, or "" when the table does not hold that name.  Never a guess."""
    return aliases().get(normalize(name), "")


def did_you_mean(name: str, extra: Iterable[str] = ()) -> tuple[str, ...]:
    """Return at most `SUGGESTIONS` names that `name` may be meant for, likeliest first: for messages only.

    extra: names that the table does not hold (groups, organizations), suggested as they are written.
    States are suggested by their present English short name.
    """
    shown = {key: _present(state_id) for key, state_id in aliases().items()}
    shown |= {normalize(text): text for text in extra if normalize(text)}
    wanted = normalize(name)
    if not wanted:
        return ()
    close = difflib.get_close_matches(wanted, shown, n=4 * SUGGESTIONS, cutoff=0.75)
    words = set(wanted.split())
    holding = sorted((key for key in shown if words < set(key.split())), key=lambda key: (len(key), key))
    return tuple(dict.fromkeys(shown[key] for key in [*close, *holding]))[:SUGGESTIONS]


def _present(state_id: str) -> str:
    return dict(state(state_id).names[-1].short)["en"]


def name_of(state_id: str, language: str, on: datetime.date, form: Literal["short", "formal"] = "short") -> str:
    """Return the name that the state bore on the day `on`: in 2014 "Czech Republic", not "Czechia".

    form: "short", or "formal" with its article ("the Republic of Chad"), which the table holds in English only.
    Raises KeyError for an unknown state, a language that is missing, ValueError for another form.
    """
    period = _period(state(state_id), on)
    if form == "short":
        return dict(period.short)[language]
    if form != "formal":
        raise ValueError(f"a name's form is 'short' or 'formal', not {form!r}")
    return {"en": period.formal}[language]


def _period(one: State, on: datetime.date) -> NamePeriod:
    return next(p for p in one.names if p.before is None or on < p.before)
