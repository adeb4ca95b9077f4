"""Read plain text as far as it tells: its letters in their order, lines that are underlined, notes, addresses.

Knows the format only, and nothing of how the file was made.  A line of plain text does not say in which cell it
stands, in which language, or what is drawn for a sign; marks such as ``|`` and ``-`` may be its own or the author's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import frozen

from rtop_docs.parity.gather import address, words_in
from rtop_docs.parity.model import Unread

_CALL = re.compile(r"\[\d{1,6}\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>", re.IGNORECASE)
_RULE = re.compile(r"[|\s]*(([=~.-])\2*)")
_NOTE = re.compile(r"^\[(\d{1,6})\] ", re.MULTILINE)
LEVELS = {"=": 0, "-": 1, "~": 2, ".": 3}
"""What a heading is underlined with; one of the fourth level is not."""


@frozen
class Lines:
    """What a text says.

    text: all of it.  letters: its letters and digits alone, without calls and addresses.  words: each word's.
    headings: level and letters of what is underlined, in order.  calls, notes: how often each footnote is called,
    and which stand at the end.  escaped: all of it, as an address would be written.
    """

    text: str
    letters: str
    words: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    calls: Counter[int]
    notes: frozenset[int]
    escaped: str


def read_text(data: bytes) -> Lines:
    """Return what a text says.  Raises Unread for what is not UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Unread(f"byte {fault.start} is not UTF-8") from None
    return Lines(
        text=text,
        letters=bare(text),
        words=tuple(dict.fromkeys(words_in(plain(text)))),
        headings=tuple(_headings(text.split("\n"))),
        calls=Counter(int(call[1:-1]) for call in _CALL.findall(_NOTE.sub("", text))),
        notes=frozenset(map(int, _NOTE.findall(text))),
        escaped=address(text),
    )


def plain(text: str) -> str:
    """Return `text` without what plain text writes between the words: calls of notes, addresses of links."""
    return _CALL.sub(" ", _ADDRESS.sub(" ", text))


def bare(text: str) -> str:
    """Return the letters and digits of `text`, without calls and addresses."""
    return "".join(letter for letter in plain(text) if letter.isalnum())


def _headings(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield level and letters of the lines above each rule: the next that are there, back to an empty one."""
    for number, line in enumerate(lines):
        rule = _RULE.fullmatch(line)
        if rule is None:
            continue
        above: list[str] = []
        for earlier in reversed(lines[:number]):
            if bare(earlier):
                above.insert(0, earlier)
            elif above:
                break
        if above:
            yield LEVELS[rule[2]], bare(" ".join(above))
