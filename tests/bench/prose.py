"""English-like sentences by rule and seed: the same seed gives the same words everywhere, another seed other ones.

Knows nothing of documents.  The rules are a small grammar; what the sentences say means nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.bench.vocabulary import ADJECTIVES, COMPOUNDS, NAMES, NOUNS, VERBS, going, manner, past, plural

T = TypeVar("T")


class Prose:
    """An endless text.  Words come as unevenly as in English: a few again and again, most of them rarely."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(f"prose {seed}")

    def sentence(self) -> str:
        """Return one sentence of 6 to 40 words."""
        words = self._clause()
        if self._one_in(2):
            words += self._of((", and ", ", but ", "; ", ", while ", " because ", ", although ")) + self._clause()
        if self._one_in(5):
            words = f"{self._of(('in', 'on behalf of', 'as to', 'according to'))} {self.phrase()}, {words}"
        return words[0].upper() + words[1:] + "."

    def remark(self) -> str:
        """Return a sentence of one clause."""
        words = self._clause()
        return words[0].upper() + words[1:] + "."

    def paragraph(self, least: int) -> list[str]:
        """Return sentences of `least` words together, or a few more."""
        sentences: list[str] = []
        while sum(len(sentence.split()) for sentence in sentences) < least:
            sentences.append(self.sentence())
        return sentences

    def title(self) -> str:
        """Return a title of a few words."""
        return f"{self._adjective().capitalize()} {plural(self._noun())} and the {self._noun()} of {self.name()}"

    def phrase(self) -> str:
        """Return what a sentence can be about: a noun with what belongs to it."""
        return self._of(_PHRASES)(self)

    def name(self) -> str:
        """Return a name of a place that there is not."""
        return self._common(NAMES, 2.5)

    def number(self) -> str:
        """Return a number as it stands in a text or a table."""
        return f"{int(self._chance.random() ** 3 * 20_000) + 2:,}"

    def symbol(self) -> str:
        """Return something like the number of a document."""
        return f"{self._of(('A', 'S', 'E'))}/{60 + self._below(20)}/{100 + self._below(900)}"

    # -- parts of a sentence ------------------------------------------------------------------------

    def _clause(self) -> str:
        return self._of(_CLAUSES)(self)

    def _noun(self) -> str:
        return self._common(COMPOUNDS if self._one_in(25) else NOUNS, 1.6)

    def _verb(self) -> str:
        return self._common(VERBS, 1.6)

    def _adjective(self) -> str:
        return self._common(ADJECTIVES, 1.6)

    def _place(self) -> str:
        return self._of(("in", "before", "with", "for", "on", "against", "about", "without", "after")) + " the "

    # -- chance -------------------------------------------------------------------------------------

    def _below(self, most: int) -> int:
        return int(self._chance.random() * most)

    def _one_in(self, many: int) -> bool:
        return self._below(many) == 0

    def _of(self, choices: Sequence[T]) -> T:
        return choices[self._below(len(choices))]

    def _common(self, words: Sequence[str], steep: float) -> str:
        """Return one of `words`, the first more often than the last, the more so the more `steep`."""
        return words[int(self._chance.random() ** steep * len(words))]


_Rule = Callable[[Prose], str]

_PHRASES: tuple[_Rule, ...] = (
    lambda p: f"the {p._adjective()} {p._noun()}",
    lambda p: f"the {p._noun()} of {p.name()}",
    lambda p: f"its {p._noun()}",
    lambda p: f"{p._adjective()} {plural(p._noun())}",
    lambda p: f"the {plural(p._noun())} of the {p._noun()}",
    lambda p: f"{p.number()} {plural(p._noun())}",
    lambda p: f"{p.name()}’s {p._adjective()} {p._noun()}",
    lambda p: f"{p.name()} and {p.name()}",
    lambda p: f"document {p.symbol()}",
    lambda p: f"the {p._noun()} (and not its {p._noun()})",
)
_CLAUSES: tuple[_Rule, ...] = (
    lambda p: f"{p.phrase()} {past(p._verb())} {p.phrase()}",
    lambda p: f"{p.phrase()} {past(p._verb())} {p.phrase()} {p._place()}{p._noun()}",
    lambda p: f"{p.phrase()} {plural(p._verb())} {p.phrase()}",
    lambda p: f"{p.phrase()} would {manner(p._adjective())} {p._verb()} {p.phrase()}",
    lambda p: f"{p.name()} {past(p._verb())} that {p.phrase()} had {past(p._verb())} {p.phrase()}",
    lambda p: f"{p.phrase()} is {p._adjective()} where {p.phrase()} {plural(p._verb())} {p.phrase()}",
    lambda p: f"{p.phrase()} was {past(p._verb())} by {p.phrase()}, {going(p._verb())} {p.phrase()}",
    lambda p: f"there are {p._adjective()} {plural(p._noun())}, {plural(p._noun())} and {plural(p._noun())}",
)
