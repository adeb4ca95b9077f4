"""What one document is made for: its template, its dialogue, its parameters, its reader and its moment.

Knows nothing of what records hold, of Jinja or of formats: a target is the same whichever writers show it.
"""

from __future__ import annotations

import datetime

from attrs import frozen

from rtop_docs.document.model import TextDirection
from rtop_docs.records.model import Audience

Parameter = str | int | bool
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")
"""The languages whose text runs from right to left, of those that people have asked for."""


@frozen(kw_only=True)
class Target:
    """One document to be made.

    name: as in targets.yaml ("briefing").  template: its file name below ``templates/<language>/``.
    dialogue: the id of its dialogue.  parameters: what the template sees beside the questions, sorted by name.
    code, actor: of the actor whose sheet this is ("RWA"), empty where it is nobody's.  language: BCP 47.
    audience: who may see it.  moment: with a zone; given, never read from a clock; None
    when nothing in the record waits for a moment.  notes: path of the dialogue's notes file, or empty.
    """

    name: str
    template: str
    dialogue: str
    parameters: tuple[tuple[str, Parameter], ...] = ()
    code: str = ""
    actor: str = ""
    language: str = "en"
    audience: Audience = Audience.PUBLIC
    moment: datetime.datetime | None = None
    notes: str = ""

    @property
    def direction(self) -> TextDirection:
        """Return the direction in which the target's language runs."""
        return direction_of(self.language)


def direction_of(language: str) -> TextDirection:
    """Return "rtl" for a language written from right to left, "ltr" for any other; language: BCP 47."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
