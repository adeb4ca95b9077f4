"""What is known of the texts of a Word file that came back.

Knows records and fields by their ids; nothing of files.
"""

from __future__ import annotations

import enum

from attrs import frozen


class State(enum.Enum):
    """How a text stands to what was sent."""

    AS_SENT = "as sent"
    CHANGED = "changed"
    GONE = "gone"


@frozen
class TracedText:
    """A block that came from a record, or words within one.

    record, field: ids; field may be empty.  inline: it is words within the block before it.
    sent, now: the text as it was sent, and as it stands there with every tracked change accepted; paragraphs end with
    a line's end.  now is empty when the text is gone.
    """

    record: str
    field: str
    inline: bool
    state: State
    sent: str
    now: str


@frozen
class Trace:
    """Where the texts of one file came from, in the order in which they were sent.  version: of the document."""

    version: str
    texts: tuple[TracedText, ...]

    def count(self, state: State) -> int:
        """Return how many texts are in `state`."""
        return sum(text.state is state for text in self.texts)
