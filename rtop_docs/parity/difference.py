"""One difference between what a document says and what a file says.

Knows kinds of differences and how they are told; nothing of how they are found.
"""

from __future__ import annotations

import enum

from attrs import frozen


class Kind(enum.Enum):
    """What differs; each has a code of its own among the diagnostics."""

    LOSS = "P10"
    ADDITION = "P11"
    ORDER = "P12"
    ENCODING = "P13"
    HEADING = "P14"
    TABLE = "P15"
    NOTE = "P16"
    LINK = "P17"
    ALTERNATIVE = "P18"
    LANGUAGE = "P19"
    STRUCTURE = "P20"
    MARGIN = "P21"
    PROPERTY = "P22"


@frozen(kw_only=True)
class Difference:
    """One difference.

    message: lower case, no full stop.  place: where in the file: page, part, line; "" where nothing is there.
    origin: the block's template line, record and field.  around: the text around, ``[...]`` what is meant.
    """

    kind: Kind
    message: str
    place: str = ""
    origin: str = ""
    around: str = ""
